/* modes.h - who else may read the book, and what interrupted runs left in it.
 * Room book; needs book.h. */
#ifndef CRM_BOOK_MODES_H
#define CRM_BOOK_MODES_H
#include "book/book.h"

/*
 * crm_book_modes - look at the files of the book.
 * Shape:   book -> 0, or -1 when a folder cannot be read; warnings in `finds`: files and folders that
 *          others may read or write, tails set aside, temporaries of a crash.
 * Source:  P7.
 */
int crm_book_modes(struct crm_book *b, struct crm_finds *finds, struct crm_err *e);
#endif
