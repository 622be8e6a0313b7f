/* burst.h - a client who writes everywhere at once.
 * Room case; needs case.h.  Pure; arrays are scratch of the case's day. */
#ifndef CRM_CASE_BURST_H
#define CRM_CASE_BURST_H
#include "case/case.h"

/* A burst of messages of the client in the last days. */
struct crm_burst {
	const struct crm_entry *first; /* that opens the window of the earliest burst */
	const struct crm_entry *made;  /* that makes it one */
	const struct crm_entry **row;  /* the messages of the largest, by time */
	size_t n;
};

/*
 * crm_burst_of - the bursts that count on the day.
 * Shape:   -> *out, or false: there is none, or the relation has ended.
 * Source:  S2.3: many messages on several channels, against what is usual.
 */
bool crm_burst_of(struct crm_case *c, struct crm_burst *out);
#endif
