/* tail.h - the end of the journal: what an interrupted write left there.
 * Room book; needs book.h. */
#ifndef CRM_BOOK_TAIL_H
#define CRM_BOOK_TAIL_H
#include "book/book.h"
#include <stdint.h>

/*
 * crm_tail_repair - set aside what follows the last whole line, before something is appended.
 * Shape:   book whose lock is held, journal open for reading and writing, its size -> 0 and *size is
 *          the place where the next line begins, or -1: nothing was cut.
 *          Set aside is a last line without line end, and the last lines while they hold NUL bytes
 *          (sectors that never reached the disk); a last row that is merely wrong was written by a
 *          person and stays.  The bytes are in journal.csv.torn-SUM, durable, before they are cut
 *          off, and a warning names the file.  SUM comes from the bytes, so that a repair that was
 *          itself interrupted leaves no second copy.
 * Errors:  CRM_SYSTEM.
 * Source:  P2, P3.
 */
int crm_tail_repair(struct crm_book *b, int fd, uint64_t *size, struct crm_finds *finds,
	struct crm_err *e);
#endif
