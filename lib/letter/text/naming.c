/* naming.c - the parts of a person's name. */
#include "letter/text/naming.h"
#include "base/utf8.h"

enum { WORDS = 8 };

/* Whether a letter is small, in the alphabets that Latin-1 and Latin Extended-A hold. */
static bool is_small(int32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xdf && c <= 0xff && c != 0xf7) ||
	       (c >= 0x100 && c <= 0x17f && (c & 1));
}

static bool begins_small(struct crm_str w)
{
	return w.n && is_small(crm_utf8_next(&w));
}

/* All letters are capitals, and there are at least two: an initial is no last name. */
static bool is_capitals(struct crm_str w)
{
	size_t n = 0;

	while (w.n) {
		if (is_small(crm_utf8_next(&w)))
			return false;
		n++;
	}
	return n > 1;
}

/* Whether a word is this one of small letters, when its own are made small. */
static bool is_word(struct crm_str w, struct crm_str small)
{
	while (w.n && small.n) {
		int32_t c = crm_utf8_next(&w);

		if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde))
			c += 0x20;
		if (c != crm_utf8_next(&small))
			return false;
	}
	return !w.n && !small.n;
}

/* A desk and not somebody, by the word that its name begins with. */
static bool is_desk(struct crm_str w)
{
	static const char *const desk[] = {"accounting", "accounts", "achats", "accueil", "billing",
		"compta", "comptabilité", "département", "direction", "department", "équipe",
		"facturation", "finance", "finances", "gérance", "helpdesk", "mairie", "office",
		"payables", "pôle", "purchasing", "reception", "réception", "secretariat",
		"secrétariat", "service", "services", "support", "team"};
	size_t i;

	for (i = 0; i < sizeof desk / sizeof *desk; i++)
		if (is_word(w, crm_str(desk[i])))
			return true;
	return false;
}

static struct crm_str span(const struct crm_str *w, size_t from, size_t to)
{
	if (from >= to)
		return CRM_STR("");
	return (struct crm_str){w[from].p, (size_t)(w[to - 1].p + w[to - 1].n - w[from].p)};
}

struct crm_naming crm_naming_of(struct crm_str name)
{
	struct crm_naming none = {CRM_STR(""), CRM_STR("")};
	struct crm_str w[WORDS], rest = name, word;
	size_t n = 0, caps = 0;

	while (n < WORDS && (word = crm_str_word(&rest, ' ')).n)
		if (word.p[word.n - 1] != '.')
			w[n++] = word;
	while (caps < n && is_capitals(w[caps]))
		caps++;
	if (!n || begins_small(w[n - 1]) || ((!caps || caps == n) && is_desk(w[0])))
		return none;
	if (n == 1)
		return (struct crm_naming){w[0], w[0]};
	if (caps && caps < n) /* ROUX Jeanne */
		return (struct crm_naming){w[caps], span(w, 0, caps)};
	return (struct crm_naming){w[0], span(w, 1, n)};
}
