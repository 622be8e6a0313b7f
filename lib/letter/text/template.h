/* template.h - Mustache over a tree of data.
 * Room letter/text; needs format/yaml.h.  Variables, sections, inverted sections, comments, partials,
 * dotted names, the implicit iterator `.` and the rules for tags alone on their line are those of
 * the specification.  Different on purpose: nothing is HTML-escaped, so `{{x}}`, `{{{x}}}` and
 * `{{&x}}` are the same; no lambdas; set delimiters, blocks and parents are refused; in strict mode
 * an unknown name is an error.  A value is written as it is and never read as a template. */
#ifndef CRM_LETTER_TEXT_TEMPLATE_H
#define CRM_LETTER_TEXT_TEMPLATE_H
#include "base/buf.h"
#include "base/err.h"
#include "format/yaml.h"

/* Limits that end a template feeding on itself: partials and sections within each other, tags
 * worked off, bytes written. */
enum { CRM_TEMPLATE_DEPTH = 100, CRM_TEMPLATE_STEPS = 2000000, CRM_TEMPLATE_OUTPUT = 16 << 20 };

struct crm_template_text {
	struct crm_str text;
	const char *file; /* for messages */
};

enum { CRM_TEMPLATE_WATCH = 2 };

struct crm_template_env {
	bool strict; /* an unknown name, or a partial that is not there, is an error */
	/* the text of {{> name}}: 1 and *out, 0 when there is none, -1 with *e; NULL: no partials.
	 * What *out points to lives until the rendering ends. */
	int (*load)(
		void *ctx, struct crm_str name, struct crm_template_text *out, struct crm_err *e);
	void *ctx;
	struct {
		const struct crm_yaml *value; /* a scalar of the data, or NULL */
		bool *written;		      /* set to true when it is written out */
	} watch[CRM_TEMPLATE_WATCH];
};

/*
 * crm_template_render - a template filled with data.
 * Shape:   template, data (NULL: none), environment -> 0 and the text appended, or -1; then what
 *          was appended is a piece of no use.
 * Errors:  CRM_USAGE with the template's file and line.
 * Source:  the Mustache specification, 1.1.2 to 1.4; mustache(5).
 */
int crm_template_render(const struct crm_template_text *t, const struct crm_yaml *data,
	const struct crm_template_env *env, struct crm_buf *out, struct crm_err *e);

/*
 * crm_template_name_ok - whether a text names a template: [a-z0-9][a-z0-9._-]{0,63}.
 * Source:  ours: such a name never leaves its folder.
 */
bool crm_template_name_ok(struct crm_str name);

/*
 * crm_template_false - whether a value hides its section: missing, plain false, null, ~ or nothing,
 * an empty list.  What stood in quotes is text, and true.
 */
bool crm_template_false(const struct crm_yaml *value);
#endif
