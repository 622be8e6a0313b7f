/* view.h - a run over a book: its rows, the rules, and one client after the other as a case.
 * Room case; needs case.h, config/table/table.h, config/client/profiles.h.
 *
 * Use: crm_view_init; crm_view_by; absorb rows; then crm_view_open for each
 * client.  What is worked out of a case lives until the next one is opened, what is kept of it in
 * `mem` as long as the view. */
#ifndef CRM_CASE_VIEW_H
#define CRM_CASE_VIEW_H
#include "case/case.h"
#include "config/client/profiles.h"
#include "config/table/table.h"

/* The newest row of a client. */
struct crm_stamp {
	struct crm_when at;
	bool any;
};

struct crm_view {
	struct crm_store store;
	uint64_t events; /* what is absorbed of the rows that come; 0: all */
	const struct crm_policy *policy;
	const struct crm_tables *tables; /* of law; NULL: payments settle principal, no interest */
	struct crm_finds *finds;	 /* where a missing rate is said; NULL: nowhere */
	const struct crm_calendar *calendar;
	struct crm_calendar week; /* of policy and tables, where `calendar` is no other */
	struct crm_when now; /* with a minute */
	/* the profile of a client; never NULL (one without file has the built-in values) */
	const struct crm_client *(*profile)(void *ctx, struct crm_str id);
	void *ctx;
	const uint64_t *own;  /* hashes of the message ids of this very run: they make no gap */
	size_t own_n;
	struct crm_arena mem; /* what the rules make; lives as long as the view */

	struct crm_case c;	 /* the client that is open */
	bool begun, opened;	 /* c is made; a client is open */
	uint32_t client;	 /* its number */
	size_t clients;		 /* that have rows */
	struct crm_standing **status; /* holds.h: worked out when first asked for, by number */
	size_t statuses;
	bool stamps;		 /* the newest row of each client is wanted, voids too */
	struct crm_stamp *newest;
	size_t newest_cap;
};

/*
 * crm_view_init, crm_view_release - nothing absorbed; free.
 */
void crm_view_init(struct crm_view *v);
void crm_view_release(struct crm_view *v);

/*
 * crm_view_by - what it goes by, all of which must outlive it: the rules, the moment, the profiles, and
 * where what is wrong is said.
 */
void crm_view_by(struct crm_view *v, const struct crm_policy *policy, const struct crm_tables *tables,
	struct crm_when now, struct crm_profiles *profiles, struct crm_finds *finds);

/*
 * crm_view_reset, crm_view_row - callbacks for crm_journal_read; ctx is the view, whose policy and
 * now are set.
 */
void crm_view_reset(void *ctx);
void crm_view_row(void *ctx, const struct crm_row *r);

/*
 * crm_view_void - callback for the voids of crm_journal_read: they make a stamp.
 */
void crm_view_void(void *ctx, const struct crm_row *r);

/*
 * crm_view_stamp - when something last changed that the rows of a client may have been worked out
 * from: its newest row absorbed, or one of nobody, or a void.  It never goes back.
 */
struct crm_when crm_view_stamp(const struct crm_view *v, uint32_t client);

/*
 * crm_view_begin - to be called when all rows are in.
 * Shape:   -> how many clients have rows; their numbers are below it.  Nobody may be one of them.
 */
size_t crm_view_begin(struct crm_view *v);

/*
 * crm_view_open - a client as a case on the day of the view.
 * Shape:   number (of one without rows: any other) -> case, until another client is opened.
 */
struct crm_case *crm_view_open(struct crm_view *v, uint32_t client);
#endif
