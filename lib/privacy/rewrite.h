/* rewrite.h - what every operation that rewrites the journal looks at first.
 * Room privacy; needs journal.h, line.h. */
#ifndef CRM_PRIVACY_REWRITE_H
#define CRM_PRIVACY_REWRITE_H
#include "book/journal.h"
#include "book/line.h"

/*
 * crm_rewrite_whole - whether no line is damaged that may be a client's.
 * Shape:   findings of a reading of all rows, client -> 0, or -1: CRM_PARTIAL.
 */
int crm_rewrite_whole(const struct crm_finds *finds, struct crm_str client, struct crm_err *e);

/*
 * crm_rewrite_read - the bytes of the journal, with room to scan behind them, and its header.
 * Shape:   book whose lock is held -> 0 and *b, *map, or -1.
 * Errors:  CRM_USAGE: empty, a torn tail, other columns than ours.
 */
int crm_rewrite_read(struct crm_book *book, struct crm_buf *b, struct crm_line_map *map, struct crm_err *e);
#endif
