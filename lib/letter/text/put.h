/* put.h - dates, sums and texts as a language shows them, put into the tree of a letter.
 * Room letter/text; needs data.h, lang.h.  A value that there is not becomes null: its section is hidden. */
#ifndef CRM_LETTER_TEXT_PUT_H
#define CRM_LETTER_TEXT_PUT_H
#include "letter/text/data.h"
#include "letter/text/lang.h"

struct crm_put {
	struct crm_arena *mem;
	const struct crm_lang *lang;
	int currency;
	struct crm_buf text; /* scratch; whoever begins with all zero releases it */
};

/*
 * crm_put - what stands in the scratch buffer, which is empty then.
 */
void crm_put(struct crm_put *p, struct crm_yaml *in, const char *key);

/*
 * crm_put_date, crm_put_money - a day (CRM_NO_DAY: none), an amount.
 * crm_put_some - an amount that is none when it is zero.
 */
void crm_put_date(struct crm_put *p, struct crm_yaml *in, const char *key, int32_t day);
void crm_put_money(struct crm_put *p, struct crm_yaml *in, const char *key, int64_t minor);
void crm_put_some(struct crm_put *p, struct crm_yaml *in, const char *key, int64_t minor);
#endif
