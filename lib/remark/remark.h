/* remark.h - what crm-log remarks about a row by itself, whatever the other rows say.
 * Room remark; needs config/client/client.h, book/row.h. */
#ifndef CRM_REMARK_REMARK_H
#define CRM_REMARK_REMARK_H
#include "book/row.h"
#include "config/client/client.h"

/*
 * crm_remark_row - append the remarks, one a line, translated.
 * Shape:   row, profile (one without file is fine), policy, today, buffer.
 * Source:  S0.21 S0.24 S0.28; C. com. L441-10 and CCP R2192-10 on the time to pay.
 */
void crm_remark_row(const struct crm_row *row, const struct crm_client *c,
	const struct crm_policy *p, struct crm_when today, struct crm_buf *out);

/* A tag that the reports know. */
struct crm_remark_tag {
	const char *key;
	const char *values; /* all there are, between blanks; "": free, or none */
	bool bare;	    /* stands without a value */
};

extern const struct crm_remark_tag crm_remark_known[]; /* ends with key NULL */
extern const char crm_remark_channels[];	       /* those that are known, between blanks */

/*
 * crm_remark_tags - append what is said of tags whose value no report knows, one a line, translated.
 */
void crm_remark_tags(struct crm_str tags, struct crm_buf *out);
#endif
