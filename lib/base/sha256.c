/* sha256.c - SHA-256 (FIPS 180-4). */
#include "base/sha256.h"
#include <endian.h>

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t k[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, int n)
{
	return x >> n | x << (32 - n);
}

static uint32_t load(const unsigned char *p)
{
	uint32_t w;

	memcpy(&w, p, sizeof w);
	return be32toh(w);
}

static void store(unsigned char *p, uint32_t v)
{
	p[0] = (unsigned char)(v >> 24);
	p[1] = (unsigned char)(v >> 16);
	p[2] = (unsigned char)(v >> 8);
	p[3] = (unsigned char)v;
}

static void words(const struct crm_sha256 *h, uint32_t w[64])
{
	uint32_t a, b;
	int i;

	for (i = 0; i < 16; i++)
		w[i] = load(h->block + 4 * i);
	for (; i < 64; i++) {
		a = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
		b = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
		w[i] = w[i - 16] + a + w[i - 7] + b;
	}
}

/* Eight rounds at a time, so that the eight words change their names and none is moved. */
static void block(struct crm_sha256 *h)
{
	uint32_t a = h->state[0], b = h->state[1], c = h->state[2], d = h->state[3];
	uint32_t e = h->state[4], f = h->state[5], g = h->state[6], last = h->state[7];
	uint32_t w[64], t1, t2;
	int i;

	words(h, w);
#pragma GCC unroll 8
	for (i = 0; i < 64; i++) {
		t1 = last + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + (g ^ (e & (f ^ g))) +
		     k[i] + w[i];
		t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) | (c & (a | b)));
		last = g;
		g = f;
		f = e;
		e = d + t1;
		d = c;
		c = b;
		b = a;
		a = t1 + t2;
	}
	h->state[0] += a;
	h->state[1] += b;
	h->state[2] += c;
	h->state[3] += d;
	h->state[4] += e;
	h->state[5] += f;
	h->state[6] += g;
	h->state[7] += last;
}

void crm_sha256_init(struct crm_sha256 *h)
{
	/* the same of the square roots of the first 8 primes */
	static const uint32_t start[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

	memcpy(h->state, start, sizeof start);
	h->bytes = 0;
}

void crm_sha256_add(struct crm_sha256 *h, struct crm_str s)
{
	while (s.n) {
		size_t used = (size_t)(h->bytes % sizeof h->block);
		size_t n = sizeof h->block - used < s.n ? sizeof h->block - used : s.n;

		memcpy(h->block + used, s.p, n);
		h->bytes += n;
		s.p += n;
		s.n -= n;
		if (h->bytes % sizeof h->block == 0)
			block(h);
	}
}

void crm_sha256_end(struct crm_sha256 *h, unsigned char out[32])
{
	static const char pad[64] = {(char)0x80};
	size_t used = (size_t)(h->bytes % 64), n = used < 56 ? 56 - used : 120 - used;
	uint64_t bits = h->bytes * 8;
	unsigned char length[8];
	int i;

	store(length, (uint32_t)(bits >> 32));
	store(length + 4, (uint32_t)bits);
	crm_sha256_add(h, (struct crm_str){pad, n});
	crm_sha256_add(h, (struct crm_str){(const char *)length, sizeof length});
	for (i = 0; i < 8; i++)
		store(out + 4 * i, h->state[i]);
}

void crm_sha256_hex(struct crm_str s, char out[65])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char sum[32];
	struct crm_sha256 h;
	int i;

	crm_sha256_init(&h);
	crm_sha256_add(&h, s);
	crm_sha256_end(&h, sum);
	for (i = 0; i < 32; i++) {
		out[2 * i] = hex[sum[i] >> 4];
		out[2 * i + 1] = hex[sum[i] & 15];
	}
	out[64] = '\0';
}
