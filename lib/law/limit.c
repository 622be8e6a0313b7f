/* limit.c - limitation. */
#include "law/limit.h"

enum { B2B_YEARS = 5, B2C_YEARS = 2, PUBLIC_YEARS = 4, JUDGMENT_YEARS = 10, LAST_YEAR = 9999 };

bool crm_limit_restart(struct crm_str kind, enum crm_limit_from *how)
{
	if (crm_str_is(kind, "served"))
		*how = CRM_LIMIT_SERVED;
	else if (crm_str_is(kind, "judged"))
		*how = CRM_LIMIT_JUDGED;
	else
		return false;
	return true;
}

static int32_t period_end(enum crm_client_kind kind, int32_t from, enum crm_limit_from how)
{
	int year = crm_date_ymd(from).year, years = kind == CRM_B2C ? B2C_YEARS : B2B_YEARS;

	if (how == CRM_LIMIT_JUDGED)
		years = JUDGMENT_YEARS;
	else if (kind == CRM_PUBLIC)
		years = PUBLIC_YEARS;
	if (year + years > LAST_YEAR)
		return CRM_NO_DAY;
	if (kind == CRM_PUBLIC && how != CRM_LIMIT_JUDGED) /* from 1 January of the next year */
		return crm_date_day((struct crm_ymd){year + years, 12, 31});
	return crm_date_add_months(from, years * 12);
}

/* By day, then by kind, so that the order in which they are given never matters. */
static bool before(struct crm_restart a, struct crm_restart b)
{
	return a.day < b.day || (a.day == b.day && a.how < b.how);
}

struct crm_limit crm_limit(enum crm_client_kind kind, int32_t invoiced, int32_t done,
	const struct crm_restart *restart, size_t n)
{
	struct crm_limit l = {.from = invoiced, .how = CRM_LIMIT_INVOICED,
		.check = kind == CRM_PUBLIC};
	const struct crm_restart *next;
	struct crm_restart last;
	int32_t end;
	size_t i;

	if (done != CRM_NO_DAY) {
		l.from = done;
		l.how = CRM_LIMIT_DONE;
	}
	l.day = period_end(kind, l.from, l.how);
	last = (struct crm_restart){l.from, l.how};
	while (l.day != CRM_NO_DAY) {
		for (next = NULL, i = 0; i < n; i++)
			if (before(last, restart[i]) && (!next || before(restart[i], *next)))
				next = &restart[i];
		if (!next || next->day > l.day)
			break;
		last = *next;
		end = period_end(kind, last.day, last.how);
		/* an acknowledgement does not shorten what a judgment gave */
		if (end == CRM_NO_DAY || end >= l.day)
			l = (struct crm_limit){end, last.day, last.how, l.check};
	}
	return l;
}

int crm_limit_warn(int32_t limit, int32_t today)
{
	static const int months[] = {1, 3, 6, 12};
	size_t i;

	if (today > limit)
		return -1;
	for (i = 0; i < sizeof months / sizeof *months; i++)
		if (today >= crm_date_add_months(limit, -months[i]))
			return months[i];
	return 0;
}
