/* payer.h - what kind of payer a client is, and how long they usually take.
 * Room trust; needs detect.h.  Pure.
 * Source:  S0.42; crm-risk(1). */
#ifndef CRM_TRUST_PAYER_H
#define CRM_TRUST_PAYER_H
#include "trust/detect/detect.h"

enum { CRM_PAYER_LAST = 12, CRM_PAYER_LEAST = 3 };

enum crm_payer_class {
	CRM_PAYER_UNKNOWN,    /* fewer than CRM_PAYER_LEAST closed invoices */
	CRM_PAYER_PROMPT,     /* under a quarter late */
	CRM_PAYER_OCCASIONAL, /* under two thirds */
	CRM_PAYER_HABITUAL,
};

struct crm_payer {
	enum crm_payer_class class;
	size_t closed, late; /* of the last CRM_PAYER_LAST closed invoices */
	bool first_time;     /* the newest invoice is the first late one after prompt ones: ask */
	int median, most;    /* days from issue to closing: half are within, 80 of 100 */
};

/*
 * crm_payer_of - look at the invoices of the day the evidence was loaded for.
 */
void crm_payer_of(struct crm_evidence *v, struct crm_payer *out);

/*
 * crm_payer_name - unknown, prompt, occasional, habitual.
 */
const char *crm_payer_name(enum crm_payer_class class);
#endif
