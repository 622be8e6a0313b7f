/* str.h - a view of bytes: pointer and length, never owned, never ended by a NUL.
 * Room base; needs libc.  A NUL inside is data that a reader refuses, not an end. */
#ifndef CRM_BASE_STR_H
#define CRM_BASE_STR_H
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct crm_str {
	const char *p;
	size_t n;
};

/* CRM_STR - a view of a string literal. */
#define CRM_STR(lit) ((struct crm_str){(lit), sizeof(lit) - 1})

/*
 * crm_str - a view of a C string.
 * Shape:   C string or NULL -> view; NULL gives the empty view.
 */
static inline struct crm_str crm_str(const char *s)
{
	return (struct crm_str){s ? s : "", s ? strlen(s) : 0};
}

/*
 * crm_str_eq - whether two views hold the same bytes.
 */
static inline bool crm_str_eq(struct crm_str a, struct crm_str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/*
 * crm_str_is - whether a view holds exactly the bytes of a C string.
 */
static inline bool crm_str_is(struct crm_str a, const char *s)
{
	return crm_str_eq(a, crm_str(s));
}

/*
 * crm_str_cmp - order of two views, as memcmp, the shorter first when one begins the other.
 * Shape:   two views -> negative, 0 or positive.
 * Source:  design.md 4: byte order, never locale order.
 */
static inline int crm_str_cmp(struct crm_str a, struct crm_str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

/*
 * crm_str_word - the next word between single separators.
 * Shape:   view to take from, separator -> first word; `rest` loses it and the separator.
 *          Empty words between two separators are skipped; an empty result means no more.
 */
struct crm_str crm_str_word(struct crm_str *rest, char sep);

/*
 * crm_str_trim - the view without blanks, tabs and line ends at both ends.
 */
struct crm_str crm_str_trim(struct crm_str s);
#endif
