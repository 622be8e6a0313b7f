/* ref.h - refs of a client that a completion offers, and what is left to pay of one.
 * Room tool/complete; needs tool.h. */
#ifndef CRM_TOOL_COMPLETE_REF_H
#define CRM_TOOL_COMPLETE_REF_H
#include "tool/tool.h"

struct crm_proposeref {
	struct crm_tool *tool;
	struct crm_str client;
	enum crm_event event; /* whose ref it will be; NONE: any */
	bool all;	      /* what is closed, too */
	struct crm_str ref;   /* set: not refs, but what is left to pay of this one, and its currency */
	void (*put)(void *ctx, struct crm_str word, struct crm_str what);
	void *ctx;
};

/*
 * crm_proposeref - call `put` for each ref of a client that the event may be about and that is open:
 * invoices with a balance, words neither kept nor broken, offers without a decision, missions that run,
 * trouble without an end.
 */
void crm_proposeref(struct crm_proposeref *w);

/*
 * crm_proposeref_next - the number that follows the newest invoice of the book, of whatever client.
 */
void crm_proposeref_next(struct crm_proposeref *w);
#endif
