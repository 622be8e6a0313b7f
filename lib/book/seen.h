/* seen.h - whether a file of the book still is what it was when we read it.
 * Room book; needs book.h. */
#ifndef CRM_BOOK_SEEN_H
#define CRM_BOOK_SEEN_H
#include "book/book.h"
#include <stdint.h>

/* All zero: there is no such file. */
struct crm_seen {
	uint64_t device, inode;
	int64_t size, changed[2], written[2]; /* seconds and nanoseconds */
};

/*
 * crm_seen_at - how a file or folder of the book stands now; taken before it is read.
 * Shape:   book, relative path -> *out.
 * Source:  an editor that writes in place keeps size and inode, so the time stamps count; ctime is
 *          the one that no program can set back.
 */
void crm_seen_at(const struct crm_book *b, const char *rel, struct crm_seen *out);

/*
 * crm_seen_same - whether nothing has happened to it in between.
 */
bool crm_seen_same(const struct crm_seen *a, const struct crm_seen *b);
#endif
