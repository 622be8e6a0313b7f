/* page.h - the lines of crm-remind --digest: chosen, put in order, laid out on one screen.
 * Room tool/remind; needs tool.h, case/act/act.h. */
#ifndef CRM_TOOL_REMIND_PAGE_H
#define CRM_TOOL_REMIND_PAGE_H
#include "base/intern.h"
#include "case/act/act.h"
#include "tool/tool.h"

enum { CRM_DIGEST_LINES = 24, CRM_DIGEST_WIDTH = 80 };

/* Something to do. */
struct crm_digest_line {
	struct crm_str client, what, when, amount, say, how; /* how: the command, where there is one */
	enum crm_act act;
	const void *message; /* that goes out: one in each currency; NULL: none does */
	int days;  /* past due; zero and below: still in time */
	int min;   /* of the limit; CRM_DAY_MINUTES: the whole day */
	bool firm; /* a letter, or the end of the reminders: nothing warm stands beside it */
	bool second; /* of its client's block */
	unsigned more; /* of the same kind, still in time, and not shown */
};

struct crm_digest_page {
	struct crm_digest_line *line; /* heap array */
	size_t n, cap;
	struct crm_digest_line *open; /* messages of which nobody knows; heap array */
	size_t opens, open_cap;
	struct crm_intern critical; /* clients whose band is critical */
	size_t clients;		    /* crm_digest_choose */
	unsigned unwell;	    /* S3.20: 1: I said so this week, 2: again and again */
};

/*
 * crm_digest_page_init, crm_digest_page_release - an empty page; free.
 */
void crm_digest_page_init(struct crm_digest_page *p);
void crm_digest_page_release(struct crm_digest_page *p);

/*
 * crm_digest_add, crm_digest_open - a line of the page, all zero.
 */
struct crm_digest_line *crm_digest_add(struct crm_digest_page *p);
struct crm_digest_line *crm_digest_open(struct crm_digest_page *p);

/*
 * crm_digest_choose - of each client the most urgent act, and one of another kind when it is
 * independent; upkeep only where nothing else is on.  What is left out and can still be kept in time
 * is counted (S0.29).  The most urgent client first.
 */
void crm_digest_choose(struct crm_digest_page *p);

/*
 * crm_digest_print - append the page, at most CRM_DIGEST_LINES lines.
 */
void crm_digest_print(struct crm_digest_page *p, int32_t today, struct crm_buf *out);
#endif
