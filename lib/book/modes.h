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

/*
 * crm_book_trusted - whether nobody else can have written what says who gets which message by which
 * program: the folder, journal, policy, tables, profiles and templates.  With `shared` a group may
 * write all but the policy, and what its members made belongs to them.
 * Shape:   book -> 0, or -1: CRM_USAGE with the command that closes it, CRM_SYSTEM.
 * Source:  P6; a link is not looked at, since none is followed.
 */
int crm_book_trusted(struct crm_book *b, bool shared, struct crm_err *e);
#endif
