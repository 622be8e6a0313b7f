/* terms.c - terms of payment. */
#include "config/terms.h"
#include "base/num.h"

enum { DAYS_MAX = 366, THEN_MAX = 28, TO_EOM = 30 };

/* `45eom15`: the 15 off its end. */
static int then_take(struct crm_str *s, struct crm_terms *t)
{
	const char *eom = memmem(s->p, s->n, "eom", 3);
	size_t head = eom ? (size_t)(eom + 3 - s->p) : s->n;
	int64_t n;

	if (head == s->n || head == 3)
		return 0;
	if (crm_num_parse((struct crm_str){s->p + head, s->n - head}, 1, THEN_MAX, &n))
		return -1;
	t->then = (int16_t)n;
	s->n = head;
	return 0;
}

int crm_terms_parse(struct crm_str s, struct crm_terms *out)
{
	struct crm_terms t = {0};
	int64_t n;

	if (then_take(&s, &t))
		return -1;

	if (crm_str_take(&s, CRM_STR("eom"))) {
		t.how = CRM_TERMS_EOM_THEN;
	} else if (crm_str_take_end(&s, CRM_STR("eom"))) {
		t.how = CRM_TERMS_THEN_EOM;
	} else if (crm_str_take_end(&s, CRM_STR("d"))) {
		t.how = CRM_TERMS_DAYS;
	} else {
		return -1;
	}
	if (crm_num_parse(s, 0, DAYS_MAX, &n))
		return -1;
	t.days = (int16_t)n;
	*out = t;
	return 0;
}

static int32_t end_of_month(int32_t day)
{
	struct crm_ymd d = crm_date_ymd(day);

	d.day = crm_date_month_days(d.year, d.month);
	return crm_date_day(d);
}

int32_t crm_terms_start(int32_t issued, struct crm_str tags)
{
	struct crm_str value;
	int32_t day;

	if (!tags.n || !crm_tag(tags, "chorus", &value) || crm_date_parse(value, &day))
		return issued;
	return day;
}

int32_t crm_terms_due(int32_t issued, struct crm_terms t)
{
	switch (t.how) {
	case CRM_TERMS_DAYS: return issued + t.days;
	case CRM_TERMS_THEN_EOM: return end_of_month(issued + t.days) + t.then;
	case CRM_TERMS_EOM_THEN: return end_of_month(issued) + t.days;
	case CRM_TERMS_NONE: break;
	}
	return CRM_NO_DAY;
}

bool crm_terms_lawful(struct crm_terms t)
{
	if (t.then)
		return t.days + TO_EOM + t.then <= CRM_TERMS_LAW_DAYS;
	return t.days <= (t.how == CRM_TERMS_DAYS ? CRM_TERMS_LAW_DAYS : CRM_TERMS_LAW_EOM);
}
