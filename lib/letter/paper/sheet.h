/* sheet.h - a letter on A4 as input of groff: sender, window, subject, text, tables, payment code.
 * Room letter/paper; needs base/buf.h, base/err.h.  The addressee stands where the window of a French
 * envelope is (105 mm from the left, 50 mm from the top).
 *
 * A body is lines of text, an empty one between paragraphs.  Lines like `| a | b |` are rows of a
 * table: its titles, a rule `|---|`, its rows, a second rule, its sums. */
#ifndef CRM_LETTER_PAPER_SHEET_H
#define CRM_LETTER_PAPER_SHEET_H
#include "base/buf.h"
#include "base/err.h"

/* What groff says on standard error of the number of pages, when it is asked. */
#define CRM_SHEET_PAGES "pages"

/* A square code of modules, drawn in the empty half beside the window; side 0: none. */
struct crm_sheet_code {
	const bool *dark; /* side x side, row by row */
	size_t side;
};

enum { CRM_SHEET_SIZES = 3 };

struct crm_page {
	const struct crm_str *from; /* lines: name, company, street, town */
	size_t from_n;
	const struct crm_str *to;
	size_t to_n;
	struct crm_str place_date; /* "Montpellier, le 6 juillet 2026"; empty: left out */
	struct crm_str post; /* "Lettre recommandée avec avis de réception", above the subject; may be empty */
	struct crm_str subject, body;
	const struct crm_str *part; /* further subjects, each a line of the body: a new page begins there */
	size_t parts;
	struct crm_sheet_code code;
	struct crm_str code_for; /* words beside it */
	unsigned size; /* of the text: 0, the largest, to CRM_SHEET_SIZES - 1 */
	int32_t day; /* of the letter: the date inside the PDF file */
};

/*
 * crm_sheet_source - append the letter as input of groff.  Nothing of the data is a request or an
 * escape of groff.
 * Shape:   page, number of pages for the foot (0: not known, groff then says it) -> 0, or -1:
 *          CRM_PARTIAL for a control byte or bad UTF-8.
 */
int crm_sheet_source(const struct crm_page *p, unsigned total, struct crm_buf *out,
	struct crm_err *e);

/*
 * crm_sheet_line - take the next line off a text, without its end.
 */
struct crm_str crm_sheet_line(struct crm_str *text);

/*
 * crm_sheet_row, crm_sheet_rule - whether a line is a row of a table; whether that is a rule.
 */
bool crm_sheet_row(struct crm_str line);
bool crm_sheet_rule(struct crm_str line);

/*
 * crm_sheet_cells - the cells of a row, blanks at their ends left out.
 * Shape:   -> how many, at most `most`.
 */
size_t crm_sheet_cells(struct crm_str line, struct crm_str *cell, size_t most);

/*
 * crm_sheet_widths - the widest cell of each column of the table that a text begins with.
 * Shape:   -> number of columns, at most `most`.
 */
size_t crm_sheet_widths(struct crm_str text, size_t *width, size_t most);
#endif
