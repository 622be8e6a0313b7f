/* pdf.h - a letter on paper: PDF through groff, plain text where that is not to be had.
 * Room letter/paper; needs sheet.h, run.h.  The same letter gives the same bytes. */
#ifndef CRM_LETTER_PAPER_PDF_H
#define CRM_LETTER_PAPER_PDF_H
#include "letter/paper/sheet.h"

/*
 * crm_pdf_letter - append the letter as PDF.
 * Shape:   -> 0, or -1 and nothing appended: the caller then writes crm_pdf_text.
 * Errors:  CRM_PARTIAL: a character has no sign (groff would leave it out and say that all is well),
 *          groff is not installed, it failed, or it said anything but the number of pages.
 */
int crm_pdf_letter(const struct crm_page *p, struct crm_buf *out, struct crm_err *e);

/*
 * crm_pdf_text - append the letter as plain text, wrapped at 78 columns.
 */
void crm_pdf_text(const struct crm_page *p, struct crm_buf *out);
#endif
