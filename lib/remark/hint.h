/* hint.h - what crm-log remarks about a row that was just written; nothing is refused for it.
 * Room remark; needs case/money/money.h, config/client/client.h.  Memory follows the rows about its
 * ref, and for money without a ref the invoices of the client. */
#ifndef CRM_REMARK_HINT_H
#define CRM_REMARK_HINT_H
#include "book/row.h"
#include "case/money/money.h"
#include "config/client/client.h"
#include "config/policy/policy.h"

/* What the other rows of the client say about the new one. */
struct crm_hint {
	const struct crm_row *row; /* the new one */
	const struct crm_policy *policy;
	struct crm_when like;	   /* of the nearest row of like money, within a week; CRM_NO_DAY: none */
	struct crm_uuid like_id;
	char other[65];		   /* another client with an invoice of its number; "": none */
	bool invoiced;		   /* the client has another invoice */
	bool deadline;		   /* some deadline lies on or after its day */
	unsigned misread;	   /* misunderstandings of the 90 days before its day */
	char near[64];		   /* ref most like its own among those it may name */
	size_t distance;
	struct crm_store store;	   /* rows that are asked as a case: those of its ref; of money without a
				    * ref all money; of a mission what runs; of a deadline all of them */
	struct crm_uuid own;	   /* id of the new row there, when it is one of them */

	/* while it is asked */
	struct crm_case c;
	struct crm_entries thread;	 /* of its ref */
	const struct crm_entry *thing; /* the first that counts of what it is about, of money the invoice;
					* NULL: there is none beside it */
};

/*
 * crm_hint_init, crm_hint_release - about a new row, which must outlive the hint, as the policy; free.
 */
void crm_hint_init(struct crm_hint *h, const struct crm_row *row, const struct crm_policy *policy);
void crm_hint_release(struct crm_hint *h);

/*
 * crm_hint_row - look at another row, in any order; of other clients invoices alone are of interest.
 */
void crm_hint_row(struct crm_hint *h, const struct crm_row *old);

/*
 * crm_hint_wrong - whether the row would change nothing, whatever was meant by it: then it is not
 * written.
 * Shape:   hint, profile -> true, and why in the buffer, one line, translated: what is closed or ended,
 *          what is dated before what it is about, money in another currency than the invoice.
 */
bool crm_hint_wrong(struct crm_hint *h, const struct crm_client *client, struct crm_buf *out);

/*
 * crm_hint_plan_wrong - the same of the rows of a payment plan (agreed.h), with the other rows known.
 * Shape:   hint, profile, rows -> true, and why in the buffer.
 */
bool crm_hint_plan_wrong(struct crm_hint *h, const struct crm_client *client, const struct crm_row *row,
	size_t n, struct crm_buf *out);

/*
 * crm_hint_say - append the hints, one a line, translated.
 * Shape:   profile (one without file is fine), today, buffer.
 *          What the row gives rise to by itself comes first (remark.h).
 * Source:  S0.6 S0.15 S0.17 S0.29 S1.15 S1.20 S1.24 S1.26 S1.29 S2.13 S2.14 S3.6.
 */
void crm_hint_say(struct crm_hint *h, const struct crm_client *c, struct crm_when today,
	struct crm_buf *out);
#endif
