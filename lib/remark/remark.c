/* remark.c - what crm-log remarks about a row by itself. */
#include "remark/remark.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/str.h"
#include "law/paytime.h"
#include "remark/words.h"

/* Events whose amount may be said with -a, and is no operand. */
#define MAY_COST                                                                                    \
	(CRM_EV_BIT(CRM_EV_OFFER) | CRM_EV_BIT(CRM_EV_ACCEPTED) | CRM_EV_BIT(CRM_EV_CONTRACT) |     \
		CRM_EV_BIT(CRM_EV_MISSION) | CRM_EV_BIT(CRM_EV_RENEW) | CRM_EV_BIT(CRM_EV_GESTURE))

/* Events whose note may be quoted to the client. */
#define QUOTED                                                                                      \
	(CRM_EV_BIT(CRM_EV_OFFER) | CRM_EV_BIT(CRM_EV_MISSION) | CRM_EV_BIT(CRM_EV_DEADLINE) |      \
		CRM_EV_BIT(CRM_EV_DELIVERED) | CRM_EV_BIT(CRM_EV_RESULT) |                          \
		CRM_EV_BIT(CRM_EV_PROMISE) | CRM_EV_BIT(CRM_EV_CLARIFY) | CRM_EV_BIT(CRM_EV_INVOICE))

/* Whether a word is a number such as a person writes an amount: 200,50 or 1.200 or 1200, not the 3 of
 * "3 pages".  A sign of a currency may stand before or behind it. */
static bool like_amount(struct crm_str w)
{
	size_t i, digits = 0, marks = 0;

	while (w.n && ((unsigned char)w.p[0] >= 0x80 || w.p[0] == '$')) {
		w.p++;
		w.n--;
	}
	while (w.n && ((unsigned char)w.p[w.n - 1] >= 0x80 || w.p[w.n - 1] == '$'))
		w.n--;
	for (i = 0; i < w.n; i++) {
		if (w.p[i] >= '0' && w.p[i] <= '9')
			digits++;
		else if (strchr(".,'", w.p[i]) && i > 0 && i + 1 < w.n)
			marks++;
		else
			return false;
	}
	return digits >= 3 || (digits && marks);
}

static void nothing(const struct crm_row *row, struct crm_buf *out)
{
	if ((crm_events[row->event].takes & CRM_OP_AMOUNT) && row->has_amount && !row->amount)
		crm_buf_cstr(out, _("an amount of 0 asks for nothing and pays nothing\n"));
}

static void amount_in_note(const struct crm_row *row, struct crm_buf *out)
{
	bool operand = crm_events[row->event].takes & CRM_OP_AMOUNT;
	struct crm_str note = row->note, w = crm_str_word(&note, ' ');

	if (!like_amount(w) || w.n > 40)
		return;
	if (operand)
		crm_buf_printf(out,
			_("the note begins with '%.*s': an amount is one word with a decimal point "
			  "(1200.50); if this belongs to it, void the row and log it again\n"),
			(int)w.n, w.p);
	else if ((MAY_COST & CRM_EV_BIT(row->event)) && !row->has_amount)
		crm_buf_printf(out,
			_("the note begins with '%.*s', and the row has no amount: if this is one, "
			  "void the row and log it again with -a\n"),
			(int)w.n, w.p);
}

/* The 500 of `offer acme 500 logo`: where an amount may stand, the ref stands first. */
static void amount_as_ref(const struct crm_row *row, struct crm_buf *out)
{
	if ((crm_events[row->event].takes & CRM_MAY_AMOUNT) && !row->has_amount && like_amount(row->ref))
		crm_buf_printf(out,
			_("'%.*s' is in the place of the ref, and the row has no amount: crm-log "
				"%s %.*s REF %.*s\n"),
			(int)row->ref.n, row->ref.p, crm_events[row->event].name, (int)row->client.n, row->client.p,
			(int)row->ref.n, row->ref.p);
}

/* Events of which the level is the whole message. */
#define GRADED (CRM_EV_BIT(CRM_EV_SATISFIED) | CRM_EV_BIT(CRM_EV_SELF) | CRM_EV_BIT(CRM_EV_INCIDENT))

/* An empty level reads as 3: the 5 of `satisfied acme 5` would be lost in the note. */
static void level_in_note(const struct crm_row *row, struct crm_buf *out)
{
	struct crm_str note = row->note, w = crm_str_word(&note, ' ');

	if ((GRADED & CRM_EV_BIT(row->event)) && !row->level && w.n == 1 && w.p[0] >= '1' && w.p[0] <= '5')
		crm_buf_printf(out,
			_("the note begins with '%c', and the row has no level: if this is one, void the "
			  "row and log it again with -l %c\n"),
			w.p[0], w.p[0]);
}

/* A longer time to pay than the law allows. */
static void time_to_pay(const struct crm_row *row, const struct crm_client *c,
	const struct crm_policy *p, struct crm_buf *out)
{
	switch (crm_paytime_row(row, c, p)) {
	case CRM_PAYTIME_PUBLIC:
		crm_buf_printf(out,
			_("%d days to pay is more than the law allows for a public client: 30 "
				"days, 50 for hospitals, 60 for public undertakings\n"),
			row->due.day - crm_terms_start(row->at.day, row->tags));
		break;
	case CRM_PAYTIME_B2B:
		crm_buf_printf(out,
			_("%d days to pay is more than the law allows between businesses: 60 days, "
				"or 45 days end of month\n"),
			row->due.day - crm_terms_start(row->at.day, row->tags));
		break;
	case CRM_PAYTIME_FINE: break;
	}
}

static void words(const struct crm_row *row, const struct crm_client *c, const struct crm_policy *p,
	struct crm_buf *out)
{
	struct crm_str w;

	if (crm_words_find(row->note, &p->judging_words, &w))
		crm_buf_printf(out,
			_("'%.*s' is a judgement: write what was said or done, and "
				"when\n"), (int)w.n, w.p);
	if (!c->technical && (QUOTED & CRM_EV_BIT(row->event)) &&
		crm_words_find(row->note, &p->jargon, &w))
		crm_buf_printf(out,
			_("'%.*s' is jargon: this client may not know it\n"),
			(int)w.n, w.p);
}

const struct crm_remark_tag crm_remark_known[] = {
	{"tone", "warm neutral tense angry anxious", false},
	{"origin", "quality delay misunderstanding client", false},
	{"work", "ok bad", false},
	{"late", "yes no", false},
	{"aligned", "yes no", false},
	{"client", "unhappy badfaith angry", false},
	{"interest", "waive keep", false},
	{"noreply", "", true},
	{"whole", "", true},
	{"missed", "", true},
	{"minutes", "", false},
	{"done", "", false},
	{"chorus", "", false},
	{"engagement", "", false},
	{"why", "", false},
	{"title", "", false},
	{"tracking", "", false},
	{"scope", "", false},
	{NULL, NULL, false},
};

const char crm_remark_channels[] = "email phone sms chat visio meet letter registered";

/* The word of a list that a slip most likely means, or the empty view. */
static struct crm_str nearest(const char *list, struct crm_str s)
{
	struct crm_str rest = crm_str(list), near = CRM_STR(""), w;
	size_t least = crm_spelling_limit(s) + 1, d;

	while (least && (w = crm_str_word(&rest, ' ')).n) {
		d = crm_spelling_distance(s, w, least - 1);
		if (d < least) {
			least = d;
			near = w;
		}
	}
	return near;
}

/* Telephones write 00:03:25, which would count as no time at all. */
static void minutes(struct crm_str tags, struct crm_buf *out)
{
	struct crm_str v;
	int64_t n;

	if (crm_tag(tags, "minutes", &v) && crm_num_parse(v, 0, CRM_MINUTES_MAX, &n))
		crm_buf_printf(out, _("tag minutes=%.*s is not a whole number of minutes\n"),
			v.n > 40 ? 40 : (int)v.n, v.p);
}

/* A tag whose value the reports know; a slip in it would go unseen. */
void crm_remark_tags(struct crm_str tags, struct crm_buf *out)
{
	const struct crm_remark_tag *k;
	struct crm_str v, list, w;

	for (k = crm_remark_known; k->key; k++) {
		if (!k->values[0] || !crm_tag(tags, k->key, &v))
			continue;
		list = crm_str(k->values);
		while ((w = crm_str_word(&list, ' ')).n && !crm_str_eq(w, v))
			;
		if (w.n)
			continue;
		w = nearest(k->values, v);
		crm_buf_printf(out,
			w.n ? _("tag %s=%.*s must be one of: %s; the nearest is '%.*s'\n")
			    : _("tag %s=%.*s must be one of: %s\n"),
			k->key, v.n > 40 ? 40 : (int)v.n, v.p, k->values, (int)w.n, w.p);
	}
	minutes(tags, out);
}

/* Whether a word is a known key but for one slip behind its first letter; date is no slip of late. */
static bool slip_of(struct crm_str key, const char *known)
{
	return key.n > 3 && key.p[0] == known[0] && crm_spelling_distance(key, crm_str(known), 1) <= 1;
}

/* Any word is a tag; one that is nearly a known one is a slip, and tone:tense says nothing to anybody. */
static void tag_key(struct crm_str tag, struct crm_buf *out)
{
	const struct crm_remark_tag *k, *best = NULL;
	struct crm_str key = tag;

	for (key.n = 0; key.n < tag.n && tag.p[key.n] != '=' && tag.p[key.n] != ':'; key.n++)
		;
	for (k = crm_remark_known; k->key; k++) {
		if (crm_str_is(key, k->key) && (key.n == tag.n || tag.p[key.n] == '='))
			return;
		if (slip_of(key, k->key))
			best = k;
	}
	if (best)
		crm_buf_printf(out, _("no report knows the tag '%.*s'; the nearest is '%s%s'\n"),
			tag.n > 40 ? 40 : (int)tag.n, tag.p, best->key, best->bare ? "" : "=");
}

static void tag_keys(struct crm_str tags, struct crm_buf *out)
{
	struct crm_str w;

	while ((w = crm_str_word(&tags, ' ')).n)
		tag_key(w, out);
}

/* Another word is a channel, too; one that is nearly a known one is a slip. */
static void channel(struct crm_str c, struct crm_buf *out)
{
	static const char *const same[][2] = {{"tel", "phone"}, {"telephone", "phone"},
		{"t\xc3\xa9l", "phone"}, {"t\xc3\xa9l\xc3\xa9phone", "phone"}, {"call", "phone"}, {"portable", "phone"},
		{"courriel", "email"}, {"texto", "sms"}, {"courrier", "letter"}, {"lettre", "letter"},
		{"post", "letter"}, {"recommand\xc3\xa9", "registered"}, {"lrar", "registered"}, {"rdv", "meet"},
		{"meeting", "meet"}, {"r\xc3\xa9union", "meet"}, {"video", "visio"}};
	struct crm_str list = crm_str(crm_remark_channels), near = CRM_STR(""), w;
	size_t i;

	for (i = 0; i < sizeof same / sizeof *same; i++)
		if (crm_str_is(c, same[i][0]))
			near = crm_str(same[i][1]);
	while ((w = crm_str_word(&list, ' ')).n) {
		if (crm_str_eq(w, c))
			return;
		if (c.n > 2 && crm_spelling_distance(c, w, crm_spelling_limit(c)) <= crm_spelling_limit(c))
			near = w;
	}
	if (near.n)
		crm_buf_printf(out, _("'%.*s' is not a known channel; the nearest is '%.*s'\n"),
			c.n > 40 ? 40 : (int)c.n, c.p, (int)near.n, near.p);
}

static void archived(const struct crm_client *c, struct crm_buf *out)
{
	if (c->archived)
		crm_buf_printf(out, _("%.*s says active: no: only what is owed is listed\n"), (int)c->file.n, c->file.p);
}

static void dates(const struct crm_row *row, struct crm_when today, struct crm_buf *out)
{
	if (row->event == CRM_EV_PROMISE && row->due.day == CRM_NO_DAY)
		crm_buf_cstr(out, _("a promise without a date is vague: say when, with -d\n"));
	if (row->event == CRM_EV_DEADLINE && row->by == CRM_BY_CLIENT)
		crm_buf_cstr(out, _("a deadline is mine, whoever set it: what the client has to do "
			"is logged as 'promise -b client'\n"));
	if (row->event == CRM_EV_ABSENCE && row->client.n && row->by == CRM_BY_CLIENT)
		crm_buf_cstr(out, _("it is the client who is away: for an absence of mine use -b "
			"me, or CLIENT -\n"));
	if (row->event == CRM_EV_ABSENCE && row->due.day == CRM_NO_DAY)
		crm_buf_cstr(out, _("an absence without an end is one day: give the last one with -d\n"));
	if (row->event == CRM_EV_HOLD && row->due.day == CRM_NO_DAY)
		crm_buf_cstr(out, _("a hold without an end lasts until 'release': say the last day with -d\n"));
	if (row->at.day > today.day)
		crm_buf_cstr(out, _("it is dated after today: no report counts it until that "
			"day\n"));
	if (row->due.day != CRM_NO_DAY && row->due.day < row->at.day)
		crm_buf_cstr(out, _("its date is before the day it happened\n"));
}

/* S3.11: one chooses whom one works with where it begins, or begins again. */
static void fit(const struct crm_row *row, const struct crm_client *c, struct crm_buf *out)
{
	static const uint64_t begins = CRM_EV_BIT(CRM_EV_OFFER) | CRM_EV_BIT(CRM_EV_CONTRACT) |
				       CRM_EV_BIT(CRM_EV_MISSION) | CRM_EV_BIT(CRM_EV_RENEW);

	if ((begins & CRM_EV_BIT(row->event)) && (c->fit == 1 || c->fit == 2))
		crm_buf_printf(out,
			_("%.*s gives them %d of 5 for shared values: is this the client you want, "
				"and have you said what you will not do?\n"),
			(int)c->file.n, c->file.p, c->fit);
}

void crm_remark_row(const struct crm_row *row, const struct crm_client *c,
	const struct crm_policy *p, struct crm_when today, struct crm_buf *out)
{
	archived(c, out);
	dates(row, today, out);
	nothing(row, out);
	amount_as_ref(row, out);
	amount_in_note(row, out);
	level_in_note(row, out);
	time_to_pay(row, c, p, out);
	crm_remark_tags(row->tags, out);
	if (row->event != CRM_EV_REMINDER)
		tag_keys(row->tags, out);
	channel(row->channel, out);
	words(row, c, p, out);
	fit(row, c, out);
}
