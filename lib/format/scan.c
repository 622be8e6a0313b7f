/* scan.c - the cells of one physical line, 64 bytes at a time. */
#include "format/scan.h"
#include "base/utf8.h"
#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BLOCK = CRM_SCAN_BLOCK };

/* Places in a block: commas; quotes and control bytes up to CR; whether any is 0x80 or above. */
struct marks {
	uint64_t comma, other;
	unsigned high;
};

#ifdef __SSE2__
static inline uint64_t places(__m128i v)
{
	return (unsigned)_mm_movemask_epi8(v);
}

static inline struct marks marks_of(const char *p)
{
	const __m128i comma = _mm_set1_epi8(','), quote = _mm_set1_epi8('"');
	const __m128i cr = _mm_set1_epi8('\r');
	__m128i v, high = _mm_setzero_si128();
	struct marks m = {0, 0, 0};
	int i;

#pragma GCC unroll 4
	for (i = 0; i < BLOCK; i += 16) {
		v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		high = _mm_or_si128(high, v);
		m.comma |= places(_mm_cmpeq_epi8(v, comma)) << i;
		m.other |= places(_mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(v, cr), v),
				   _mm_cmpeq_epi8(v, quote)))
			   << i;
	}
	m.high = (unsigned)_mm_movemask_epi8(high);
	return m;
}
#else
static inline struct marks marks_of(const char *p)
{
	struct marks m = {0, 0, 0};
	unsigned i;

	for (i = 0; i < BLOCK; i++) {
		unsigned char c = (unsigned char)p[i];

		m.comma |= (uint64_t)(c == ',') << i;
		m.other |= (uint64_t)(c == '"' || c <= '\r') << i;
		m.high |= c >> 7;
	}
	return m;
}
#endif

/* The line is for libcsv: only its end is needed. */
static void leave(struct crm_scan *s, const char *p, const char *from)
{
	const char *nl = from;

	while (*nl != '\n')
		nl++;
	s->odd = true;
	s->line = (struct crm_str){p, (size_t)(nl - p)};
	s->next = nl + 1;
	if (s->line.n && nl[-1] == '\r')
		s->line.n--;
}

static bool ends_cell(const char *q)
{
	return q[0] == ',' || q[0] == '\n' || (q[0] == '\r' && q[1] == '\n');
}

static void finish(struct crm_scan *s, const char *p, const char *q, bool high)
{
	s->line = (struct crm_str){p, (size_t)(q - p)};
	s->next = q + (*q == '\r' ? 2 : 1);
	s->odd = s->line.n > CRM_CSV_RECORD || (high && !crm_utf8_ok(s->line));
}

/* Where a line stands between two blocks. */
struct at {
	const char *start; /* of the cell, behind its quote */
	const char *close; /* quote that ended it; NULL: none */
	bool quoted;
};

static inline void cell_end(struct crm_scan *s, struct at *at, const char *q)
{
	s->cell[s->n].p = at->start;
	s->cell[s->n++].n = (size_t)((at->close ? at->close : q) - at->start);
	at->close = NULL;
	at->start = q + 1;
}

/* What a mark does: 0 to go on, 1 at the end of the line, -1 when libcsv must decide. */
static int mark(struct crm_scan *s, struct at *at, const char *q)
{
	if (at->quoted) {
		if (*q != '"')
			return *q == '\0' || *q == '\n' || *q == '\r' ? -1 : 0;
		at->close = q;
		at->quoted = false;
		return ends_cell(q + 1) ? 0 : -1;
	}
	switch (*q) {
	case '"':
		if (q != at->start)
			return -1;
		at->start++;
		at->quoted = true;
		return 0;
	case ',':
	case '\n':
	case '\r':
		if (s->n == CRM_CSV_CELLS || !ends_cell(q))
			return -1;
		cell_end(s, at, q);
		return *q != ',';
	case '\0': return -1;
	default: return 0; /* a tab and its like are data */
	}
}

/* The marks of one block, one by one: 0 to go on, 1 or -1 as mark says, with the place in *end. */
static int marks_do(struct crm_scan *s, struct at *at, const char *block, uint64_t special,
	const char **end)
{
	int r;

	for (; special; special &= special - 1) {
		*end = block + __builtin_ctzll(special);
		r = mark(s, at, *end);
		if (r)
			return r;
	}
	return 0;
}

/* The rest of a line that is more than commas, from the marks of a block on. */
static void rest_of_line(struct crm_scan *s, const char *p, struct at at, const char *block,
	struct marks m)
{
	const char *q;
	unsigned high = m.high;
	int end;

	while ((end = marks_do(s, &at, block, m.comma | m.other, &q)) == 0) {
		block += BLOCK;
		m = marks_of(block);
		high |= m.high;
	}
	if (end > 0)
		finish(s, p, q, high != 0);
	else
		leave(s, p, q);
}

void crm_scan_line(const char *p, struct crm_scan *s)
{
	const char *start = p, *block = p, *q;
	struct crm_str *c = s->cell;
	unsigned high = 0;
	struct marks m;
	uint64_t plain;
	size_t k;

	for (;; block += BLOCK) {
		m = marks_of(block);
		m.high = high |= m.high;
		/* commas before the first other mark: all there is on most lines */
		for (plain = m.comma & (m.other - 1); plain; plain &= plain - 1) {
			k = (size_t)__builtin_ctzll(plain);
			c->p = start;
			(c++)->n = (size_t)(block - start) + k;
			start = block + k + 1;
		}
		if (c >= s->cell + CRM_CSV_CELLS) { /* too many: libcsv says so */
			leave(s, p, start);
			return;
		}
		if (m.other)
			break;
	}
	q = block + __builtin_ctzll(m.other);
	s->n = (size_t)(c - s->cell);
	if (*q == '\n') {
		s->cell[s->n++] = (struct crm_str){start, (size_t)(q - start)};
		finish(s, p, q, high != 0);
		return;
	}
	m.comma &= ~(m.other - 1); /* those before it are done */
	rest_of_line(s, p, (struct at){.start = start}, block, m);
}
