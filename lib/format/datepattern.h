/* datepattern.h - moments as other programs write them, read by a pattern such as DD/MM/YYYY.
 * Room format; needs date.h.  Nothing here allocates.  day.h reads what people type. */
#ifndef CRM_FORMAT_DATEPATTERN_H
#define CRM_FORMAT_DATEPATTERN_H
#include "format/date.h"

/*
 * crm_datepattern_ok - whether a date pattern is one: `epoch`, or YYYY or YY, MM, M or MMM, DD or D
 * each once, hh and mm or neither, ss, AM and Z beside these, other bytes but letters as they stand.
 */
bool crm_datepattern_ok(struct crm_str pattern);

/*
 * crm_datepattern_read - a moment by a pattern: `DD/MM/YYYY`, `M/D/YYYY`, `DD.MM.YY hh:mm`.
 * Shape:   text, pattern -> 0, *out and whether it is in UTC (Z read, or epoch); or -1.  M, D, hh take
 *          one or two digits, YY means 20YY, MMM a month by its name, in English, French or German,
 *          or three letters of it, ss seconds (they are dropped), AM either half of a day, Z an
 *          offset such as Z, +02:00 or +0200.
 */
int crm_datepattern_read(struct crm_str s, struct crm_str pattern, struct crm_when *out, bool *utc);
#endif
