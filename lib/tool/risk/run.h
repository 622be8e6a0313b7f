/* run.h - what all views of crm-risk share: the rows, the profiles, the score of each client.
 * Room tool/risk; needs caserun.h, trust/score.h. */
#ifndef CRM_TOOL_RISK_RUN_H
#define CRM_TOOL_RISK_RUN_H
#include "tool/caserun.h"
#include "trust/score.h"

/* The score of one client and what belongs to it. */
struct crm_risk {
	struct crm_str client;
	struct crm_score score;
	int trend; /* tenths */
};

struct crm_riskrun {
	struct crm_tool *tool;
	struct crm_caserun run;
	struct crm_scorer scorer;
	bool ready; /* the scorer is made */
	struct crm_risk *item; /* crm_riskrun_all */
	size_t n, cap;
	struct crm_str peers; /* crm_riskcase_read: ids to ask when it is critical */
	bool peers_known;
};

/*
 * crm_riskrun_init, crm_riskrun_release - nothing read; free.
 */
void crm_riskrun_init(struct crm_riskrun *r, struct crm_tool *t);
void crm_riskrun_release(struct crm_riskrun *r);

/*
 * crm_riskrun_read - read the journal.
 * Shape:   client (its rows and those of nobody; empty: all) -> 0, or -1.
 */
int crm_riskrun_read(struct crm_riskrun *r, struct crm_str client, struct crm_err *e);

/*
 * crm_riskrun_one - the score of one client as of today, with the rows behind it if asked for.
 * Shape:   client, explain -> *out; one without rows gets the prior.  With `explain` the scorer's
 *          evidence holds the rows of today and those behind the reasons, until the next call.
 */
void crm_riskrun_one(
	struct crm_riskrun *r, struct crm_str client, bool explain, struct crm_risk *out);

/*
 * crm_riskrun_all - the score of every client that has a row, in r->item: risk falling, then
 * client. Source:  crm-score(7), Rows that count.
 */
void crm_riskrun_all(struct crm_riskrun *r);

/*
 * crm_riskrun_active - leave out of r->item the clients whose profile says active: no.
 */
void crm_riskrun_active(struct crm_riskrun *r);

/*
 * crm_riskrun_rest - put those of r->item with whom all has ended behind the others: a person reads first
 * what can still be mended.
 */
void crm_riskrun_rest(struct crm_riskrun *r);

/*
 * crm_riskrun_sort - put r->item in that order.
 */
void crm_riskrun_sort(struct crm_riskrun *r);

/*
 * crm_riskrun_clients - every client that has a row, in r->item without score, by name.
 */
void crm_riskrun_clients(struct crm_riskrun *r);

/*
 * crm_riskrun_take - let the scorer have the rows of a client, as of today.
 */
struct crm_case *crm_riskrun_take(struct crm_riskrun *r, const struct crm_risk *client);

/*
 * crm_risk_decimal - the next cell of a report: a number in parts of ten, a hundred, a thousand.
 * Shape:   value, decimals, mark behind it in text.
 */
void crm_risk_decimal(struct crm_report *report, int value, int places, const char *mark);

/*
 * crm_risk_figure - append a number of tenths for people, with the decimal mark of their language: `63,0`.
 */
void crm_risk_figure(struct crm_buf *b, int tenths);

/*
 * crm_risk_word - a word of the columns (band, stage, side, quadrant, point) in the reader's language.
 * Shape:   word -> translation, or the same word.
 */
const char *crm_risk_word(const char *word);

/*
 * crm_risk_cell - the next cell of a report: such a word, translated in a table only.
 */
void crm_risk_cell(struct crm_report *report, const char *word);

/*
 * crm_risk_report - the default report of crm-risk.
 * Shape:   -> exit status.
 */
int crm_risk_report(struct crm_riskrun *r);
#endif
