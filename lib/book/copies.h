/* copies.h - copies of the journal that a synced folder or a merge left beside it.
 * Room book; needs book.h.  Rows stand in them that the journal may lack: who paid would be asked. */
#ifndef CRM_BOOK_COPIES_H
#define CRM_BOOK_COPIES_H
#include "book/book.h"

/*
 * crm_copies_find - a finding for each copy, with the command that merges it; nobody's rows can be
 * trusted to be all.
 */
void crm_copies_find(struct crm_book *b, struct crm_finds *finds);

/*
 * crm_copies_mark - whether a line of the journal is the mark of a merge that was not finished.
 */
bool crm_copies_mark(struct crm_str line);
#endif
