/* dossier.h - the file for recourse: what a court or a mediator asks for, as names of a template.
 * Room letter/text; needs data.h, lang.h, history.h, law/interest.h, law/court.h.  Words and ways open are in the
 * templates, one set a language (recourse, ways). */
#ifndef CRM_LETTER_TEXT_DOSSIER_H
#define CRM_LETTER_TEXT_DOSSIER_H
#include "law/court.h"
#include "law/interest.h"
#include "law/limit.h"
#include "letter/text/data.h"
#include "letter/text/history.h"
#include "letter/text/lang.h"

/* One invoice, beside what every letter says of it. */
struct crm_dossier_item {
	struct crm_str ref;
	const struct crm_interest *interest; /* NULL: a rate is missing */
	const struct crm_move *move;
	size_t moves;
	struct crm_limit limit;
	int32_t unposted; /* the day of a letter that was prepared and not posted; CRM_NO_DAY */
	struct crm_court court; /* which day runs; `row` NULL: none */
};

/* An invoice that was paid late: what it left behind. */
struct crm_dossier_late {
	struct crm_str ref;
	int32_t due, paid;
	int64_t interest, fee;
	bool unknown; /* the interest: a rate is missing */
};

struct crm_dossier {
	const struct crm_dossier_item *item; /* as the items of the letter */
	size_t n;
	const struct crm_history *history; /* of crm_dossier_events */
	int32_t today;
	int currency;
	int64_t total; /* principal, interest and fees */
	const struct crm_dossier_late *late;
	size_t lates;
};

/*
 * crm_dossier_events - the events of the rows that it lists, CRM_EV_BIT.
 */
uint64_t crm_dossier_events(void);

/*
 * crm_dossier_put_item - put what the file says of one invoice below its map: lines, payments, limit.
 * Shape:   dossier and place of the item, or NULL: the names are there and empty.
 */
void crm_dossier_put_item(struct crm_arena *a, const struct crm_lang *lang,
	const struct crm_dossier *d, size_t i, struct crm_yaml *in);

/*
 * crm_dossier_put - put the names of the whole file below the root: steps, exhibits, paid_late,
 * small_claim.
 */
void crm_dossier_put(struct crm_arena *a, const struct crm_lang *lang, const struct crm_dossier *d,
	struct crm_yaml *root);
#endif
