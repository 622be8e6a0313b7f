/* papers.h - the files of outbox/ that are about a client.
 * Room privacy; needs client.h. */
#ifndef CRM_PRIVACY_PAPERS_H
#define CRM_PRIVACY_PAPERS_H
#include "config/client/client.h"

/*
 * crm_papers_of - their names, DATE-CLIENT-STEP-ID.SUFFIX, sorted by bytes.
 * Shape:   book, client -> 0 and *out in the book's arena, or -1.
 */
int crm_papers_of(struct crm_book *b, struct crm_str client, struct crm_list *out,
	struct crm_err *e);

/*
 * crm_papers_remove - remove a file below the book and let the folder know: durable.
 */
int crm_papers_remove(struct crm_book *b, const char *folder, const char *name, struct crm_err *e);
#endif
