/* terms.h - terms of payment: `30d`, `60d`, `45eom`, `eom45`, `45eom15`.
 * Room config; needs format/date.h, book/row.h. */
#ifndef CRM_CONFIG_TERMS_H
#define CRM_CONFIG_TERMS_H
#include "book/row.h"
#include "format/date.h"

struct crm_terms {
	int16_t days;
	int16_t then; /* of `45eom15`, the 15th of the month that follows; else 0 */
	enum { CRM_TERMS_NONE, CRM_TERMS_DAYS, CRM_TERMS_THEN_EOM, CRM_TERMS_EOM_THEN } how;
};

/*
 * crm_terms_parse - terms from their text.
 * Shape:   text, 0 to 366 days, a day of the month that every month has (1 to 28) -> 0 and *out, or
 *          -1 and *out untouched.
 */
int crm_terms_parse(struct crm_str s, struct crm_terms *out);

/*
 * crm_terms_start - the day that the terms of an invoice count from: that of the tag chorus=DATE, when
 * the portal told a public buyer of it, else that of the invoice.
 * Shape:   day of the invoice, its tags -> day; a tag that is no date says nothing.
 * Source:  CCP R2192-15.
 */
int32_t crm_terms_start(int32_t issued, struct crm_str tags);

/*
 * crm_terms_due - the due day of an invoice.
 * Shape:   day of issue, terms -> day; the issue day does not count; CRM_NO_DAY without terms.
 *          Never moved for a week end or holiday.
 * Source:  crm-tables(5) (C. com. L441-10).
 */
int32_t crm_terms_due(int32_t issued, struct crm_terms t);

/* The longest that French law allows between businesses: days, or days and the end of a month. */
enum { CRM_TERMS_LAW_DAYS = 60, CRM_TERMS_LAW_EOM = 45 };

/*
 * crm_terms_lawful - whether French law allows these terms between businesses: at most 60 days, or
 * 45 days and end of month in either reading; a day after the end of the month must stay within the 60
 * in the longest month.
 * Source:  crm-tables(5).
 */
bool crm_terms_lawful(struct crm_terms t);
#endif
