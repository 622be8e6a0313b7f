/* rule.c - what several rules of advice look at. */
#include "trust/advice/rule.h"
#include "case/talk.h"

bool crm_advice_points(const struct crm_advice_case *c, int signal)
{
	size_t i;

	for (i = 0; i < c->score->reasons; i++)
		if (c->score->reason[i].signal == signal && c->score->reason[i].points > 0)
			return true;
	return false;
}

bool crm_advice_within(const struct crm_advice_case *c, const struct crm_row *r, int days)
{
	return c->now.day - (int64_t)r->at.day < days;
}

const struct crm_row *crm_advice_newest(
	const struct crm_advice_case *c, enum crm_event event, const char *kind, int days)
{
	size_t i;

	for (i = c->n; i-- > 0 && crm_advice_within(c, &c->row[i], days);)
		if (c->row[i].event == event && (!kind || crm_str_is(c->row[i].kind, kind)))
			return &c->row[i];
	return NULL;
}

const struct crm_row *crm_advice_row(const struct crm_advice_case *c, const struct crm_entry *f)
{
	size_t i = crm_entries_place(c->entry, c->n, f);

	return i < c->n ? &c->row[i] : NULL;
}

struct crm_str crm_advice_tag(const struct crm_row *r, const char *key)
{
	struct crm_str v = {"", 0};

	if (r)
		crm_tag(r->tags, key, &v);
	return v;
}

bool crm_advice_face(const struct crm_row *r)
{
	return (r->event == CRM_EV_CONTACT || r->event == CRM_EV_CHECKIN) &&
	       (crm_str_is(r->channel, "meet") || crm_str_is(r->channel, "visio"));
}

bool crm_advice_late_word(const struct crm_advice_case *c)
{
	static const enum crm_event words[] = {CRM_EV_PROMISE, CRM_EV_DEADLINE};
	struct crm_entries t;
	struct crm_word w;
	size_t i = 0, k;

	while (i < c->c->threads) {
		t = crm_case_thread(c->c, &i);
		for (k = 0; k < 2; k++)
			if (crm_word_of(t, words[k], CRM_BY_ME, &w) && crm_word_open(&w) &&
				w.asked != CRM_NO_DAY && w.asked < c->now.day)
				return true;
	}
	return false;
}

/* A day on which I was away. */
static bool away_on(const struct crm_absence *away, size_t n, int32_t day)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (day >= away[i].from && day <= away[i].to)
			return true;
	return false;
}

int crm_advice_missed(const struct crm_advice_case *c, int *calls)
{
	int missed = 0;
	size_t i, n;
	struct crm_absence *away = crm_case_away(c->c, true, &n);

	*calls = 0;
	for (i = c->n; i-- > 0 && crm_advice_within(c, &c->row[i], CRM_ADVICE_QUARTER);) {
		const struct crm_row *r = &c->row[i];

		if (r->event != CRM_EV_CONTACT || r->by == CRM_BY_ME || !crm_str_is(r->channel, "phone") ||
			away_on(away, n, r->at.day))
			continue;
		++*calls;
		missed += crm_tag_word(r->tags, "missed");
	}
	return *calls ? 100 * missed / *calls : -1;
}

int64_t crm_advice_known(const struct crm_advice_case *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->row[i].client.n)
			return c->now.day - (int64_t)c->row[i].at.day;
	return -1;
}

int crm_advice_first(const struct crm_advice_case *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->row[i].event == CRM_EV_CONTACT && crm_tag_word(c->row[i].tags, "first"))
			return c->row[i].level;
	return 0;
}
