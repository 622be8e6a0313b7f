/* scan.c - the cells of one physical line, 16 bytes at a time. */
#include "format/scan.h"
#include "base/utf8.h"
#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Places in 16 bytes: commas; quotes and control bytes up to CR; those of 0x80 and above. */
struct marks {
	unsigned comma, other, high;
};

#ifdef __SSE2__
static inline struct marks marks16(const char *p)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i low = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8('\r')), v);
	struct marks m;

	m.comma = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(',')));
	m.other = (unsigned)_mm_movemask_epi8(
		_mm_or_si128(low, _mm_cmpeq_epi8(v, _mm_set1_epi8('"'))));
	m.high = (unsigned)_mm_movemask_epi8(v);
	return m;
}
#else
static inline struct marks marks16(const char *p)
{
	struct marks m = {0, 0, 0};
	unsigned i;

	for (i = 0; i < 16; i++) {
		unsigned char c = (unsigned char)p[i];

		m.comma |= (unsigned)(c == ',') << i;
		m.other |= (unsigned)(c == '"' || c <= '\r') << i;
		m.high |= (unsigned)(c >> 7) << i;
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
static int marks_do(struct crm_scan *s, struct at *at, const char *block, unsigned special,
	const char **end)
{
	int r;

	for (; special; special &= special - 1) {
		*end = block + __builtin_ctz(special);
		r = mark(s, at, *end);
		if (r)
			return r;
	}
	return 0;
}

void crm_scan_line(const char *p, struct crm_scan *s)
{
	struct at at = {.start = p};
	const char *block = p, *start, *q;
	unsigned high = 0, plain;
	struct crm_str *c;
	int end;

	s->n = 0;
	for (;; block += 16) {
		struct marks m = marks16(block);

		high |= m.high;
		if (!at.quoted && !at.close && s->n + 17 <= CRM_CSV_CELLS) {
			/* commas before the first other mark: most of most lines */
			plain = m.other ? m.comma & ((m.other & -m.other) - 1) : m.comma;
			m.comma ^= plain;
			start = at.start;
			for (c = s->cell + s->n; plain; plain &= plain - 1, c++) {
				q = block + __builtin_ctz(plain);
				c->p = start;
				c->n = (size_t)(q - start);
				start = q + 1;
			}
			at.start = start;
			s->n = (size_t)(c - s->cell);
			if (!m.other)
				continue;
		}
		end = marks_do(s, &at, block, m.comma | m.other, &q);
		if (end == 0)
			continue;
		if (end > 0)
			finish(s, p, q, high != 0);
		else
			leave(s, p, q);
		return;
	}
}
