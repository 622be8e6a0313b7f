/* uuid.c - row ids. */
#include "base/uuid.h"

/* Value of a lower-case hexadecimal digit plus one; 0: none. */
static const unsigned char digit[256] = {['0'] = 1, ['1'] = 2, ['2'] = 3, ['3'] = 4, ['4'] = 5,
	['5'] = 6, ['6'] = 7, ['7'] = 8, ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13,
	['d'] = 14, ['e'] = 15, ['f'] = 16};

/* Where the pairs of digits stand among 36 bytes. */
static const unsigned char pair[16] = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};

int crm_uuid_parse(struct crm_str s, struct crm_uuid *out)
{
	const unsigned char *p = (const unsigned char *)s.p;
	unsigned hi, lo, bad = 0;
	struct crm_uuid u;
	int i;

	if (s.n != 36 || p[8] != '-' || p[13] != '-' || p[18] != '-' || p[23] != '-')
		return -1;
	for (i = 0; i < 16; i++) {
		hi = digit[p[pair[i]]];
		lo = digit[p[pair[i] + 1]];
		bad |= (hi == 0) | (lo == 0);
		u.b[i] = (unsigned char)((hi - 1) << 4 | ((lo - 1) & 0xf));
	}
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
