/* case.h - one client explained: the reasons with the rows behind them, read again in full.
 * Room tool/risk; needs run.h, trust/advice/advice.h. */
#ifndef CRM_TOOL_RISK_CASE_H
#define CRM_TOOL_RISK_CASE_H
#include "base/buf.h"
#include "due/overdue.h"
#include "tool/risk/run.h"
#include "trust/advice/advice.h"
#include "trust/whatif.h"

/* A row behind a reason. */
struct crm_riskcase_row {
	int signal;
	const struct crm_row *row;
};

struct crm_riskcase {
	struct crm_risk risk;
	const struct crm_client *profile;
	struct crm_payer payer;
	struct crm_row *row; /* of the client and of nobody, that count, by (at, id) */
	const struct crm_entry **entry; /* the same as the case has them */
	size_t n;
	struct crm_riskcase_row *behind; /* by signal, then as rows; each row of a signal once */
	size_t behinds;
	struct crm_advice advice[CRM_ADVICE_MOST];
	size_t advices;
	enum crm_care_step step;	/* next one with an unhappy client */
	const struct crm_row *incident; /* open, or NULL */
	const struct crm_overdue *due;	/* what the list says of invoices and words; NULL: not asked */
	const struct crm_overdue *ahead; /* all that it has, and what comes in the next weeks; NULL: not asked */
};

/*
 * crm_riskcase_read - explain a client as of today.
 * Shape:   run, reader of rows, client -> *out; its strings live in the arena.
 */
void crm_riskcase_read(struct crm_riskrun *r, struct crm_reread *again, struct crm_str client,
	struct crm_arena *a, struct crm_riskcase *out);

/*
 * crm_riskcase_about - the same case as the rules of advice and checklist look at it.
 */
void crm_riskcase_about(
	struct crm_riskrun *r, const struct crm_riskcase *c, struct crm_advice_case *out);

/*
 * crm_riskcase_find - the row of an entry; NULL: it does not count today, or is NULL.
 */
const struct crm_row *crm_riskcase_find(const struct crm_riskcase *c, const struct crm_entry *x);

/*
 * crm_riskcase_behind - the rows behind a signal.
 * Shape:   -> first of them and *n.
 */
const struct crm_riskcase_row *crm_riskcase_behind(const struct crm_riskcase *c, int signal, size_t *n);

/*
 * crm_risk_text - print a client: what to do first, each reason with its newest rows and what is to
 * be done, the trust capital, the payer, what else there is to say.
 * Shape:   run, case read, whether another client stands above.
 */
void crm_risk_text(struct crm_riskrun *r, const struct crm_riskcase *c, bool again);

/*
 * crm_rule_text - append lines of text without the ids after two blanks at the end of one; with
 * `words` lines below it say what each rule says, in the user's language.
 * Shape:   text whose lines all end.
 */
void crm_rule_text(struct crm_buf *out, struct crm_str text, bool words);
#endif
