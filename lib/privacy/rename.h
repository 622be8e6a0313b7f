/* rename.h - another id for a client: its rows, its profile, its papers.
 * Room privacy; needs journal.h, client.h.
 *
 * Renaming rewrites the journal as erasing does: a row keeps its id, its bytes but for the client, and
 * its place.  A row `note` of the new id with tag renamed=OLD is left, by which --check knows rows that
 * a merge brings back under the old one; renaming again takes them over, and those that stand under
 * both ids are one. */
#ifndef CRM_PRIVACY_RENAME_H
#define CRM_PRIVACY_RENAME_H
#include "book/journal.h"
#include "config/client/client.h"

struct crm_rename {
	/* set by the caller */
	struct crm_str from, to;
	struct crm_when now; /* of the row that is left */
	struct crm_uuid id;  /* its id */
	int currency;	     /* default one of the book */
	/* filled */
	size_t rows, papers;
	bool profile;	     /* it was moved */
};

/*
 * crm_rename_client - give a client another id.
 * Shape:   book whose lock is held, *r as set by the caller (the rest zero) -> 0, or -1 and the journal
 *          is as it was.
 * Errors:  CRM_USAGE: an id that is none, nothing of the old one, a profile for both, a ref of both
 *          that was not renamed before; a journal with other columns than ours or a torn tail;
 *          CRM_PARTIAL: a line is damaged and may be theirs; CRM_SYSTEM.
 *          A crash leaves the old or the new journal; renaming again goes on where it stopped.
 */
int crm_rename_client(struct crm_book *b, struct crm_rename *r, struct crm_err *e);

/*
 * crm_renamed_from - the id that a row `note` says the client had before, or the empty view.
 */
struct crm_str crm_renamed_from(const struct crm_row *row);
#endif
