/* hash.c - keyed multiply-and-fold hash (the construction of wyhash, public domain idea). */
#include "base/hash.h"
#include <sys/auxv.h>

static uint64_t key;

static uint64_t key_make(void)
{
	const void *random = (const void *)getauxval(AT_RANDOM);

	if (random)
		memcpy(&key, random, sizeof key);
	return key |= 1;
}

static inline uint64_t load(const char *p, size_t n)
{
	uint64_t w = 0;

	memcpy(&w, p, n);
	return w;
}

/* Up to 8 bytes, by two loads that may overlap. */
static uint64_t word(const char *p, size_t n)
{
	if (n == 8)
		return load(p, 8);
	if (n >= 4)
		return load(p, 4) << 32 | load(p + n - 4, 4);
	return n ? (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 |
			    (unsigned char)p[n - 1]
		 : 0;
}

uint64_t crm_hash(struct crm_str s, uint64_t start)
{
	uint64_t h = start ^ (key ? key : key_make()) ^ s.n;

	while (s.n > 16) {
		h = crm_hash_mix(word(s.p, 8) ^ h, word(s.p + 8, 8));
		s.p += 16;
		s.n -= 16;
	}
	if (s.n > 8)
		return crm_hash_mix(word(s.p, 8) ^ h, word(s.p + 8, s.n - 8) ^ h);
	return crm_hash_mix(word(s.p, s.n) ^ h, h + UINT64_C(0xa0761d6478bd642f));
}
