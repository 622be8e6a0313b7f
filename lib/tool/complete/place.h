/* place.h - where in a command line the word stands that is being typed: what a completion asks first.
 * Room tool/complete; needs option.h, base/mem.h.  Pure. */
#ifndef CRM_TOOL_COMPLETE_PLACE_H
#define CRM_TOOL_COMPLETE_PLACE_H
#include "base/mem.h"
#include "tool/option.h"

enum crm_place_what {
	CRM_PLACE_OPTION,  /* the name of an option */
	CRM_PLACE_VALUE,   /* the value of `option` */
	CRM_PLACE_OPERAND, /* an operand; those before it are in `operand` */
};

/* An option that stands before the word; its value is "" when it takes none. */
struct crm_place_given {
	const struct crm_option *option;
	const char *value;
};

struct crm_place {
	enum crm_place_what what;
	const struct crm_option *option;
	struct crm_str before; /* what of the word stands before the value: `--ref=`, `-r` */
	struct crm_str typed;  /* what of the name, value or operand is typed */
	const char **operand;
	size_t operands;
	struct crm_place_given *given;
	size_t givens;
};

/*
 * crm_place_find - read the words before the last one as crm_option_parse would, and say what the last
 * one is.
 * Shape:   arena, own table (may be NULL), words behind the program's name; the last one is being
 *          typed and may be empty.  What is no option of ours is passed over.
 */
void crm_place_find(struct crm_arena *a, const struct crm_option *own, int argc, char **argv,
	struct crm_place *out);

/*
 * crm_place_value - the value of an option that stands before the word, the last one; NULL: none does.
 */
const char *crm_place_value(const struct crm_place *p, const char *name);
#endif
