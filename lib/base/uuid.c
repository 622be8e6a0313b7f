/* uuid.c - row ids. */
#include "base/uuid.h"
#include <endian.h>

/* Where the pairs of digits stand among 36 bytes. */
static const unsigned char pair[16] = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};

typedef unsigned char digits16 __attribute__((vector_size(16)));
typedef uint64_t words2 __attribute__((vector_size(16)));

/*
 * Eight bytes from sixteen digits, all at once: this runs once a row.
 * Shape:   -> 0 bits where all are lower-case hexadecimal digits; bytes are written in any case.
 */
static words2 sixteen(const char *text, unsigned char out[8])
{
	digits16 c, v, letter, digit;
	uint64_t w[2];
	uint32_t half[2];
	int i;

	memcpy(&c, text, sizeof c);
	v = c - '0';
	digit = (digits16)(v <= 9);
	letter = (digits16)(c - 'a' <= 5);
	v -= letter & ('a' - '0' - 10);
	memcpy(w, &v, sizeof w);
	for (i = 0; i < 2; i++) {
		w[i] = le64toh(w[i]);
		w[i] = (w[i] << 4 | w[i] >> 8) & UINT64_C(0x00ff00ff00ff00ff);
		w[i] = (w[i] | w[i] >> 8) & UINT64_C(0x0000ffff0000ffff);
		half[i] = htole32((uint32_t)(w[i] | w[i] >> 16));
	}
	memcpy(out, half, sizeof half);
	return (words2)~(digit | letter);
}

int crm_uuid_parse(struct crm_str s, struct crm_uuid *out)
{
	const char *p = s.p;
	struct crm_uuid u;
	char text[32];
	words2 bad;

	if (s.n != 36 || p[8] != '-' || p[13] != '-' || p[18] != '-' || p[23] != '-')
		return -1;
	memcpy(text, p, 8);
	memcpy(text + 8, p + 9, 4);
	memcpy(text + 12, p + 14, 4);
	memcpy(text + 16, p + 19, 4);
	memcpy(text + 20, p + 24, 8);
	memcpy(text + 28, p + 32, 4);
	bad = sixteen(text, u.b) | sixteen(text + 16, u.b + 8);
	if (bad[0] | bad[1])
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
