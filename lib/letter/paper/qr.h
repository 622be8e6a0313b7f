/* qr.h - a QR code, by qrencode(1) where it is installed.
 * Room letter/paper; needs sheet.h, run.h, base/mem.h. */
#ifndef CRM_LETTER_PAPER_QR_H
#define CRM_LETTER_PAPER_QR_H
#include "base/mem.h"
#include "letter/paper/sheet.h"

/*
 * crm_qr_code - the modules of a code.
 * Shape:   text, arena -> *out in the arena; side 0 where qrencode is not installed, fails, or needs
 *          a larger symbol than version 13, the largest that EPC069-12 allows.
 * Source:  ISO/IEC 18004; level M of error correction, as EPC069-12 has it.
 */
void crm_qr_code(struct crm_str text, struct crm_arena *a, struct crm_sheet_code *out);
#endif
