/* pdf.h - a letter on paper: PDF through groff, plain text where that is not to be had.
 * Room letter; needs run.h.  A4, the addressee where the window of a French envelope is (105 mm
 * from the left, 50 mm from the top).  The same letter gives the same bytes. */
#ifndef CRM_LETTER_PDF_H
#define CRM_LETTER_PDF_H
#include "base/buf.h"
#include "base/err.h"
#include "format/date.h"

struct crm_page {
	const struct crm_str *from; /* lines: name, company, street, town */
	size_t from_n;
	const struct crm_str *to;
	size_t to_n;
	struct crm_str place_date; /* "Montpellier, le 6 juillet 2026"; empty: left out */
	struct crm_str subject, body;
	int32_t day; /* of the letter: the date inside the PDF file */
};

/*
 * crm_pdf_source - append the letter as input of groff.  Nothing in it is a request or an escape of
 * groff but what stands here.
 * Shape:   -> 0, or -1: CRM_PARTIAL for a control byte or bad UTF-8.
 */
int crm_pdf_source(const struct crm_page *p, struct crm_buf *out, struct crm_err *e);

/*
 * crm_pdf_letter - append the letter as PDF.
 * Shape:   -> 0, or -1 and nothing appended: the caller then writes crm_pdf_text.
 * Errors:  CRM_PARTIAL: groff is not installed, it failed, or it has no sign for some character
 *          (groff itself would leave it out and say that all is well).
 */
int crm_pdf_letter(const struct crm_page *p, struct crm_buf *out, struct crm_err *e);

/*
 * crm_pdf_text - append the letter as plain text, wrapped at 78 columns.
 */
void crm_pdf_text(const struct crm_page *p, struct crm_buf *out);
#endif
