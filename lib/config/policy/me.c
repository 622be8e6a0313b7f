/* me.c - how I am named and placed in letters. */
#include "base/num.h"
#include "config/policy/policy.h"

enum { SIREN = 9, SIRET = 14 };

static bool holds(struct crm_str text, struct crm_str word)
{
	return word.n && text.n && memmem(text.p, text.n, word.p, word.n) != NULL;
}

size_t crm_me_names(struct crm_arena *a, const struct crm_me *me, struct crm_str out[2])
{
	struct crm_str name = me->name, rest = me->company;
	size_t n = 0;

	if (name.n && me->status.n && !holds(name, me->status))
		name = crm_str(crm_arena_printf(a, "%.*s %.*s", (int)name.n, name.p,
			(int)me->status.n, me->status.p));
	if (!name.n || !rest.n) {
		if (name.n || rest.n)
			out[n++] = name.n ? name : rest;
		return n;
	}
	if (!crm_str_take(&rest, me->name)) {
		out[n++] = name;
		out[n++] = rest;
		return n;
	}
	if (holds(rest, me->status)) /* the company has it already */
		name = me->name;
	out[n++] = crm_str(crm_arena_printf(a, "%.*s%.*s", (int)name.n, name.p, (int)rest.n, rest.p));
	return n;
}

struct crm_str crm_me_town(const struct crm_me *me)
{
	size_t i = me->address.n, k;

	if (me->town.n)
		return me->town;
	while (i-- > 0) {
		struct crm_str rest = me->address.item[i], code = crm_str_word(&rest, ' ');

		for (k = 0; k < code.n && crm_is_digit(code.p[k]); k++)
			;
		rest = crm_str_trim(rest);
		if (k == code.n && rest.n && (k == 5 || (k == 4 && i)))
			return rest;
	}
	return CRM_STR("");
}

struct crm_str crm_spaced(struct crm_arena *a, struct crm_str number)
{
	char digit[SIRET], text[2 * SIRET + 8];
	size_t i, n = 0, k = 0;

	for (i = 0; i < number.n; i++) {
		if (number.p[i] == ' ')
			continue;
		if (!crm_is_digit(number.p[i]) || n == SIRET)
			return number;
		digit[n++] = number.p[i];
	}
	if (n != SIREN && n != SIRET)
		return number;
	for (i = 0; i < n; i++) {
		if (i && i % 3 == 0 && i <= SIREN) {
			text[k++] = (char)0xc2;
			text[k++] = (char)0xa0;
		}
		text[k++] = digit[i];
	}
	return crm_arena_str(a, (struct crm_str){text, k});
}
