/* paytime.c - the longest time to pay that French law allows. */
#include "law/paytime.h"

enum { PUBLIC_DAYS = 30, MONTH = 30 };

/* Days to pay, from the day that counts for this client. */
static int64_t days(const struct crm_row *row)
{
	return (int64_t)row->due.day - crm_terms_start(row->at.day, row->tags);
}

bool crm_paytime_doubtful(const struct crm_row *row)
{
	return row->event == CRM_EV_INVOICE && row->due.day != CRM_NO_DAY && days(row) > PUBLIC_DAYS;
}

/* Whether the law of the client is that of France, by regime or for want of another. */
static bool french(const struct crm_client *c, const struct crm_policy *p)
{
	struct crm_str law = c->law.n ? c->law : p->law;

	return !law.n || crm_str_is(law, "flat") || (law.n > 3 && memcmp(law.p, "fr-", 3) == 0);
}

static bool end_of_month(const struct crm_row *row)
{
	static const struct crm_terms eom[] = {
		{.days = CRM_TERMS_LAW_EOM, .how = CRM_TERMS_THEN_EOM},
		{.days = CRM_TERMS_LAW_EOM, .how = CRM_TERMS_EOM_THEN}};

	return row->due.day == crm_terms_due(row->at.day, eom[0]) ||
	       row->due.day == crm_terms_due(row->at.day, eom[1]);
}

enum crm_paytime crm_paytime_row(const struct crm_row *row, const struct crm_client *c,
	const struct crm_policy *p)
{
	if (!crm_paytime_doubtful(row) || !french(c, p) || c->kind == CRM_B2C)
		return CRM_PAYTIME_FINE;
	if (c->kind == CRM_PUBLIC)
		return CRM_PAYTIME_PUBLIC;
	if (days(row) <= CRM_TERMS_LAW_DAYS || end_of_month(row))
		return CRM_PAYTIME_FINE;
	return CRM_PAYTIME_B2B;
}

enum crm_paytime crm_paytime_terms(struct crm_terms t, const struct crm_client *c,
	const struct crm_policy *p)
{
	int most = t.days + (t.how == CRM_TERMS_DAYS ? 0 : MONTH) + t.then;

	if (t.how == CRM_TERMS_NONE || !french(c, p) || c->kind == CRM_B2C)
		return CRM_PAYTIME_FINE;
	if (c->kind == CRM_PUBLIC)
		return most > PUBLIC_DAYS ? CRM_PAYTIME_PUBLIC : CRM_PAYTIME_FINE;
	return crm_terms_lawful(t) ? CRM_PAYTIME_FINE : CRM_PAYTIME_B2B;
}
