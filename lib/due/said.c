/* said.c - what holds an item and what is noted of it, for people. */
#include "due/said.h"
#include "base/i18n.h"
#include "base/keyword.h"
#include "format/daysaid.h"

/* `absent=2026-05-24`: the key, and the value behind it; without one the value is empty. */
static struct crm_str part_of(struct crm_str word, struct crm_str *value)
{
	const char *eq = memchr(word.p, '=', word.n);
	size_t n = eq ? (size_t)(eq - word.p) : word.n;

	*value = eq ? (struct crm_str){word.p + n + 1, word.n - n - 1} : CRM_STR("");
	return (struct crm_str){word.p, n};
}

void crm_held_said(struct crm_buf *b, struct crm_str held)
{
	struct crm_str word, key, value;
	char day[CRM_DAY_SAID];
	const char *between = "";
	bool agreed;
	int32_t until;

	for (; (word = crm_str_word(&held, ' ')).n; between = ", ") {
		key = part_of(word, &value);
		agreed = crm_str_is(key, "agreed");
		key = crm_keyword(CRM_KEYWORD_HELD, key);
		crm_buf_cstr(b, between);
		if (!crm_date_parse(value, &until))
			crm_buf_printf(b, agreed ? _("%.*s for %s") : _("%.*s until %s"), (int)key.n, key.p,
				crm_day_said(until, day));
		else
			crm_buf_printf(b, value.n ? "%.*s %.*s" : "%.*s%.*s", (int)key.n, key.p,
				(int)value.n, value.p);
	}
}

void crm_note_said(struct crm_buf *b, const struct crm_item *it, struct crm_str note)
{
	struct crm_str word, key, value;
	char day[CRM_DAY_SAID];
	const char *between = "";
	int32_t on;

	if (it->kind != CRM_KIND_INTEREST) {
		crm_note_unescape(b, note);
		return;
	}
	for (; (word = crm_str_word(&note, ' ')).n; between = ", ") {
		key = part_of(word, &value);
		crm_buf_cstr(b, between);
		if (crm_date_parse(value, &on))
			crm_buf_cstr(b, _("they are back: welcome them"));
		else
			crm_buf_printf(b, crm_str_is(key, "business") ? _("asked about business on %s")
								      : _("asked how they are on %s"),
				crm_day_said(on, day));
	}
}
