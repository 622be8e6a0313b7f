/* paytime.h - the longest time to pay that French law allows.
 * Room law; needs config/client/client.h, book/row.h.  Between businesses 60 days, or 45 days and the end of
 * the month in either reading; a public client 30 days (hospitals 50, which no profile tells).
 * Consumers and the clients of another law have no such limit. */
#ifndef CRM_LAW_PAYTIME_H
#define CRM_LAW_PAYTIME_H
#include "book/row.h"
#include "config/client/client.h"

/* Which limit is passed. */
enum crm_paytime { CRM_PAYTIME_FINE, CRM_PAYTIME_B2B, CRM_PAYTIME_PUBLIC };

/*
 * crm_paytime_doubtful - whether an invoice may pass a limit, whoever the client is.
 */
bool crm_paytime_doubtful(const struct crm_row *row);

/*
 * crm_paytime_row - whether an invoice passes the limit of its client.
 * Shape:   row, profile, policy -> limit; FINE for other events and for no due date.  The dates say
 *          nothing of the terms: 61 to 75 days are fine where 45 days and a month's end explain them.
 * Source:  C. com. L441-10 I; CCP R2192-10.
 */
enum crm_paytime crm_paytime_row(const struct crm_row *row, const struct crm_client *c,
	const struct crm_policy *p);

/*
 * crm_paytime_terms - whether terms pass it for an invoice of some day.
 */
enum crm_paytime crm_paytime_terms(struct crm_terms t, const struct crm_client *c,
	const struct crm_policy *p);
#endif
