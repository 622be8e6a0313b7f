/* uuid.c - row ids. */
#include "base/uuid.h"
#include <endian.h>

/* Where the pairs of digits stand among 36 bytes. */
static const unsigned char pair[16] = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};

typedef uint64_t words2 __attribute__((vector_size(16)));
typedef unsigned char digits16 __attribute__((vector_size(16)));
typedef uint16_t pairs8 __attribute__((vector_size(16)));
typedef unsigned char bytes8 __attribute__((vector_size(8)));

static inline uint64_t load8(const char *p)
{
	uint64_t w;

	memcpy(&w, p, 8);
	return w;
}

/* Eight bytes that stand at two places. */
static inline uint64_t load44(const char *p, const char *q)
{
	uint32_t a, b;

	memcpy(&a, p, 4);
	memcpy(&b, q, 4);
	return htole64((uint64_t)le32toh(b) << 32 | le32toh(a));
}

/*
 * Eight bytes from sixteen digits, all at once: this runs once a row.
 * Shape:   -> 0 bits where all are lower-case hexadecimal digits; bytes are written in any case.
 */
static inline uint64_t sixteen(uint64_t first, uint64_t second, unsigned char out[8])
{
	digits16 c = (digits16)(words2){first, second}, v = c - '0', digit, letter;
	words2 bad;
	pairs8 w;
	bytes8 b;

	digit = (digits16)(v <= 9);
	letter = (digits16)(c - 'a' <= 5);
	v -= letter & ('a' - '0' - 10);
	w = (pairs8)v;
	w = (__BYTE_ORDER == __LITTLE_ENDIAN ? w << 4 | w >> 8 : w >> 4 | w) & 0xff;
	b = __builtin_convertvector(w, bytes8);
	memcpy(out, &b, 8);
	bad = (words2)~(digit | letter);
	return bad[0] | bad[1];
}

int crm_uuid_parse(struct crm_str s, struct crm_uuid *out)
{
	const char *p = s.p;
	struct crm_uuid u;
	uint64_t bad;

	if (s.n != 36 || p[8] != '-' || p[13] != '-' || p[18] != '-' || p[23] != '-')
		return -1;
	bad = sixteen(load8(p), load44(p + 9, p + 14), u.b);
	bad |= sixteen(load44(p + 19, p + 24), load8(p + 28), u.b + 8);
	if (bad)
		return -1;
	*out = u;
	return 0;
}

void crm_uuid_text(const struct crm_uuid *u, char out[37])
{
	static const char hex[] = "0123456789abcdef";
	int i;

	memset(out, '-', 36);
	for (i = 0; i < 16; i++) {
		out[pair[i]] = hex[u->b[i] >> 4];
		out[pair[i] + 1] = hex[u->b[i] & 0xf];
	}
	out[36] = '\0';
}

static void stamp(struct crm_uuid *u, unsigned version)
{
	u->b[6] = (unsigned char)((u->b[6] & 0x0f) | version << 4);
	u->b[8] = (unsigned char)((u->b[8] & 0x3f) | 0x80);
}

void crm_uuid_v7(uint64_t ms, const unsigned char random[10], struct crm_uuid *out)
{
	int i;

	for (i = 0; i < 6; i++)
		out->b[i] = (unsigned char)(ms >> (40 - 8 * i));
	memcpy(out->b + 6, random, 10);
	stamp(out, 7);
}

void crm_uuid_v8(const unsigned char hash[32], struct crm_uuid *out)
{
	memcpy(out->b, hash, sizeof out->b);
	stamp(out, 8);
}
