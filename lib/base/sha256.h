/* sha256.h - SHA-256.
 * Room base; needs str.h.  For ids of imported rows, the sum of --check and the mark of an erased
 * client; tested with the vectors of NIST. */
#ifndef CRM_BASE_SHA256_H
#define CRM_BASE_SHA256_H
#include "base/str.h"
#include <stdint.h>

struct crm_sha256 {
	uint32_t state[8];
	uint64_t bytes;
	unsigned char block[64];
};

/*
 * crm_sha256_init, crm_sha256_add, crm_sha256_end - hash a stream of bytes.
 * Shape:   init; add any number of views; end -> 32 bytes.
 * Source:  FIPS 180-4.
 */
void crm_sha256_init(struct crm_sha256 *h);
void crm_sha256_add(struct crm_sha256 *h, struct crm_str s);
void crm_sha256_end(struct crm_sha256 *h, unsigned char out[32]);

/*
 * crm_sha256_hex - the same for one view, as 64 lower-case digits and a NUL.
 */
void crm_sha256_hex(struct crm_str s, char out[65]);
#endif
