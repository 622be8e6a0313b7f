/* spelling.c - how far a mistyped word is from a known one. */
#include "base/spelling.h"

enum { LONGEST = 80 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t crm_spelling_distance(struct crm_str a, struct crm_str b, size_t limit)
{
	/* rows of the table: of a[..i-2], a[..i-1] and a[..i] against every beginning of b */
	size_t row[3][LONGEST + 1], *older = row[0], *last = row[1], *now = row[2], *spare, i, j;

	if (a.n > LONGEST || b.n > LONGEST || a.n > b.n + limit || b.n > a.n + limit)
		return limit + 1;
	for (j = 0; j <= b.n; j++)
		older[j] = last[j] = j;
	for (i = 1; i <= a.n; i++) {
		now[0] = i;
		for (j = 1; j <= b.n; j++) {
			now[j] = last[j - 1] + (a.p[i - 1] != b.p[j - 1]);
			now[j] = least(now[j], least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
				now[j] = least(now[j], older[j - 2] + 1);
		}
		spare = older;
		older = last;
		last = now;
		now = spare;
	}
	return last[b.n];
}
