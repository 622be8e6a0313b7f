/* scan.c - the cells of one physical line, 16 bytes at a time. */
#include "format/scan.h"
#include "base/utf8.h"
#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Places in 16 bytes: comma, quote, or a control byte up to CR; and those of 0x80 and above. */
struct marks {
	unsigned special, high;
};

#ifdef __SSE2__
static inline struct marks marks16(const char *p)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i low = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8('\r')), v);
	__m128i sep = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(',')),
		_mm_cmpeq_epi8(v, _mm_set1_epi8('"')));
	struct marks m;

	m.special = (unsigned)_mm_movemask_epi8(_mm_or_si128(low, sep));
	m.high = (unsigned)_mm_movemask_epi8(v);
	return m;
}
#else
static inline struct marks marks16(const char *p)
{
	struct marks m = {0, 0};
	unsigned i;

	for (i = 0; i < 16; i++) {
		unsigned char c = (unsigned char)p[i];

		m.special |= (unsigned)(c == ',' || c == '"' || c <= '\r') << i;
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

void crm_scan_line(const char *p, struct crm_scan *s)
{
	const char *block = p, *start = p, *q, *close = NULL;
	bool quoted = false;
	unsigned high = 0;
	size_t n = 0;

	for (;; block += 16) {
		struct marks m = marks16(block);

		high |= m.high;
		for (; m.special; m.special &= m.special - 1) {
			q = block + __builtin_ctz(m.special);
			if (quoted) {
				if (*q == ',' || (*q < '\n' && *q > 0))
					continue;
				if (*q != '"' || !ends_cell(q + 1)) {
					leave(s, p, q);
					return;
				}
				close = q;
				quoted = false;
				continue;
			}
			switch (*q) {
			case '"':
				if (q != start) {
					leave(s, p, q);
					return;
				}
				start++;
				quoted = true;
				break;
			case ',':
			case '\n':
			case '\r':
				if (n == CRM_CSV_CELLS || !ends_cell(q)) {
					leave(s, p, q);
					return;
				}
				s->cell[n].p = start;
				s->cell[n++].n = (size_t)((close ? close : q) - start);
				close = NULL;
				start = q + 1;
				if (*q != ',') {
					s->n = n;
					finish(s, p, q, high != 0);
					return;
				}
				break;
			case '\0':
				leave(s, p, q);
				return;
			default: break; /* a tab and its like are data */
			}
		}
	}
}
