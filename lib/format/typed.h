/* typed.h - amounts as people type them.
 * Room format; needs money.h.  Nothing here allocates. */
#ifndef CRM_FORMAT_TYPED_H
#define CRM_FORMAT_TYPED_H
#include "format/money.h"

/* Bytes of a typed amount in plain form, and its NUL. */
enum { CRM_MONEY_TYPED = 41 };

/*
 * crm_money_typed - `1200,50`, `1 200,50`, `1.200,50`, `1'200.50`, `100€`, `EUR` behind it: the plain
 * text that crm_money_parse reads.
 * Shape:   text, out -> 0, `1200.50` in out and its currency (CRM_NO_CURRENCY: none is said), or -1
 *          where it is no amount or may be read in two ways: `1,200` and `1.200`, `$`.
 */
int crm_money_typed(struct crm_str s, char out[CRM_MONEY_TYPED], int *currency);
#endif
