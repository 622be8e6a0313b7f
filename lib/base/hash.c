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

static inline uint64_t load8(const char *p)
{
	uint64_t w;

	memcpy(&w, p, 8);
	return w;
}

static inline uint64_t load4(const char *p)
{
	uint32_t w;

	memcpy(&w, p, 4);
	return w;
}

/* Up to 7 bytes, by loads that may overlap. */
static inline uint64_t few(const char *p, size_t n)
{
	if (n >= 4)
		return load4(p) << 32 | load4(p + n - 4);
	return n ? (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 |
			    (unsigned char)p[n - 1]
		 : 0;
}

uint64_t crm_hash(struct crm_str s, uint64_t start)
{
	uint64_t h = start ^ (key ? key : key_make()) ^ s.n;

	while (s.n > 16) {
		h = crm_hash_mix(load8(s.p) ^ h, load8(s.p + 8));
		s.p += 16;
		s.n -= 16;
	}
	if (s.n >= 8)
		return crm_hash_mix(load8(s.p) ^ h, load8(s.p + s.n - 8) ^ h);
	return crm_hash_mix(few(s.p, s.n) ^ h, h + UINT64_C(0xa0761d6478bd642f));
}

uint64_t crm_hash_words(uint64_t a, uint64_t b)
{
	return crm_hash_mix(a ^ (key ? key : key_make()), b);
}
