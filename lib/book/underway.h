/* underway.h - which messages are being handed over at this moment.
 * Room book; needs book.h.
 *
 * A run holds a kernel lock on one byte of the file .sending, the one that the message id names, from
 * before its intent is written until what became of it is written.  The lock goes with the run,
 * however that ends: an intent without it is one that nobody is at any more. */
#ifndef CRM_BOOK_UNDERWAY_H
#define CRM_BOOK_UNDERWAY_H
#include "book/book.h"

/*
 * crm_underway_begin - say that a message is being handed over; called under the lock of the book.
 * Shape:   book, message id -> 1 and a descriptor in *fd, O_CLOEXEC; 0 when another run is at it; -1:
 *          CRM_SYSTEM.
 * Owns:    the caller, until crm_underway_end.
 */
int crm_underway_begin(struct crm_book *b, struct crm_str mid, int *fd, struct crm_err *e);
void crm_underway_end(int fd);

/*
 * crm_underway - whether another run is handing a message over.
 * Shape:   book, message id -> 1, 0, or -1: CRM_SYSTEM.
 */
int crm_underway(struct crm_book *b, struct crm_str mid, struct crm_err *e);
#endif
