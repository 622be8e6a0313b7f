/* uuid.c - row ids. */
#include "base/uuid.h"
#include <endian.h>

#define BYTES(n) (UINT64_C(0x0101010101010101) * (n)) /* eight times the same byte */

/* Where the pairs of digits stand among 36 bytes. */
static const unsigned char pair[16] = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};

/*
 * Four bytes from eight digits, two pieces of four; this runs once a row.
 * Shape:   -> 0 when all are lower-case hexadecimal digits; the bytes are written in any case.
 */
static uint64_t eight(const char *a, const char *b, unsigned char out[4])
{
	char text[8];
	uint64_t w, n, again;
	uint32_t v;

	memcpy(text, a, 4);
	memcpy(text + 4, b, 4);
	memcpy(&w, text, 8);
	w = le64toh(w);
	/* the low half of a letter is its value less 9; bit 6 tells letters */
	n = (w & BYTES(0x0f)) + (w >> 6 & BYTES(1)) * 9;
	/* write the values as digits again: only digits come back as they were */
	again = n + BYTES('0') + ((n + BYTES(6)) >> 4 & BYTES(1)) * ('a' - '9' - 1);
	w = (again ^ w) | (n & BYTES(0xf0));
	n = (n << 4 | n >> 8) & UINT64_C(0x00ff00ff00ff00ff);
	n = (n | n >> 8) & UINT64_C(0x0000ffff0000ffff);
	v = htole32((uint32_t)(n | n >> 16));
	memcpy(out, &v, 4);
	return w;
}

int crm_uuid_parse(struct crm_str s, struct crm_uuid *out)
{
	const char *p = s.p;
	struct crm_uuid u;

	if (s.n != 36 || p[8] != '-' || p[13] != '-' || p[18] != '-' || p[23] != '-')
		return -1;
	if (eight(p, p + 4, u.b) | eight(p + 9, p + 14, u.b + 4) |
		eight(p + 19, p + 24, u.b + 8) | eight(p + 28, p + 32, u.b + 12))
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
