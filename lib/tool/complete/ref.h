/* ref.h - what of a book a completion offers: refs, what is left to pay of one, letters, messages.
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

typedef void crm_propose_put(void *ctx, struct crm_str word, struct crm_str what);

/*
 * crm_propose_letters, crm_propose_languages - the names of the letters in templates/LANG of the
 * book; each LANG.
 * Shape:   tool with its book open or not, where proposals go -> nothing.
 */
void crm_propose_letters(struct crm_tool *t, crm_propose_put *put, void *ctx);
void crm_propose_languages(struct crm_tool *t, crm_propose_put *put, void *ctx);

/*
 * crm_propose_messages - MID=sent and MID=failed for each message without an end, with whose it is.
 */
void crm_propose_messages(struct crm_tool *t, crm_propose_put *put, void *ctx);
#endif
