/* str.h - a view of bytes: pointer and length, never owned, never ended by a NUL.
 * Room base; needs libc.  A NUL inside is data that a reader refuses, not an end. */
#ifndef CRM_BASE_STR_H
#define CRM_BASE_STR_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
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
 * crm_same - whether n bytes are the same; for short texts that are compared once a row.
 */
static inline bool crm_same(const char *a, const char *b, size_t n)
{
	uint64_t a8, b8, a9, b9;
	uint32_t a4, b4, a5, b5;

	if (n > 16 || n < 4)
		return n == 0 || memcmp(a, b, n) == 0;
	if (n < 8) { /* two pieces that overlap */
		memcpy(&a4, a, 4);
		memcpy(&b4, b, 4);
		memcpy(&a5, a + n - 4, 4);
		memcpy(&b5, b + n - 4, 4);
		return a4 == b4 && a5 == b5;
	}
	memcpy(&a8, a, 8);
	memcpy(&b8, b, 8);
	memcpy(&a9, a + n - 8, 8);
	memcpy(&b9, b + n - 8, 8);
	return a8 == b8 && a9 == b9;
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
 * Source:  crm(7): byte order, never locale order.
 */
static inline int crm_str_cmp(struct crm_str a, struct crm_str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;

	return c ? c : (a.n > b.n) - (a.n < b.n);
}

/*
 * crm_str_begins, crm_str_ends - whether a view begins or ends with a word; all do with an empty one.
 */
static inline bool crm_str_begins(struct crm_str s, struct crm_str word)
{
	return s.n >= word.n && (!word.n || memcmp(s.p, word.p, word.n) == 0);
}
static inline bool crm_str_ends(struct crm_str s, struct crm_str word)
{
	return s.n >= word.n && (!word.n || memcmp(s.p + s.n - word.n, word.p, word.n) == 0);
}

/*
 * crm_str_take, crm_str_take_end - a word off the front or the end of a view.
 * Shape:   -> false, the view as it was: the word does not stand there, or is empty.
 */
bool crm_str_take(struct crm_str *s, struct crm_str word);
bool crm_str_take_end(struct crm_str *s, struct crm_str word);

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

/*
 * crm_spelling_distance - the edit distance of two words: letters put in, left out, exchanged, or two neighbours
 * swapped.
 * Shape:   two views, the distance that still interests -> distance, or a larger number than
 *          `limit` (also for words over 80 bytes).
 * Unit:    bytes.
 * Source:  optimal string alignment; ours, as mistyped ids and keys are mostly swaps.
 */
size_t crm_spelling_distance(struct crm_str a, struct crm_str b, size_t limit);

/*
 * crm_spelling_limit - the distance at which a word still is a likely mistake: 1 + length / 4.
 */
static inline size_t crm_spelling_limit(struct crm_str s)
{
	return 1 + s.n / 4;
}
#endif
