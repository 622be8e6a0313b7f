/* uuid.h - row ids.
 * Room base; needs str.h.  Only the canonical form is an id: 36 bytes, lower-case digits, so that
 * bytes and values sort alike. */
#ifndef CRM_BASE_UUID_H
#define CRM_BASE_UUID_H
#include "base/str.h"
#include <stdint.h>

struct crm_uuid {
	unsigned char b[16];
};

/*
 * crm_uuid_parse - an id from its text.
 * Shape:   36 bytes -> 0 and *out, or -1 when it is not canonical (any version is accepted).
 * Source:  RFC 9562 section 4; lower case is ours (one id, one spelling).
 */
int crm_uuid_parse(struct crm_str s, struct crm_uuid *out);

/*
 * crm_uuid_text - the text of an id: 36 bytes and a NUL.
 */
void crm_uuid_text(const struct crm_uuid *u, char out[37]);

/*
 * crm_uuid_v7 - a new id, sortable by time.
 * Shape:   milliseconds since 1970 (the real clock, given by tool/), 10 random bytes -> id.
 * Source:  RFC 9562 section 5.7.
 */
void crm_uuid_v7(uint64_t ms, const unsigned char random[10], struct crm_uuid *out);

/*
 * crm_uuid_v8 - an id from a SHA-256, for a row that is derived from other content.
 * Shape:   32 bytes of hash -> id.
 * Source:  RFC 9562 section 5.8; crm-journal(5) (importing a file twice adds nothing).
 */
void crm_uuid_v8(const unsigned char hash[32], struct crm_uuid *out);

static inline int crm_uuid_cmp(const struct crm_uuid *a, const struct crm_uuid *b)
{
	return memcmp(a->b, b->b, sizeof a->b);
}
#endif
