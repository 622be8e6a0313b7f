/* Any bytes as terms, an address, tags, a client, a note: the guards let through what they say. */
#include "base/buf.h"
#include "config/address.h"
#include "config/terms.h"
#include "format/charset.h"
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ISSUED = 20619, ID = 64 };

static void terms(struct crm_str s)
{
	struct crm_terms t;

	(void)crm_terms_start(ISSUED, s);
	if (crm_terms_parse(s, &t))
		return;
	if (t.days < 0 || t.days > 366 || crm_terms_due(ISSUED, t) < ISSUED)
		abort();
	(void)crm_terms_lawful(t);
}

/* An address goes into a header and into the arguments of a program. */
static void address(struct crm_str s)
{
	size_t i;

	if (!crm_address_ok(s))
		return;
	if (s.p[0] == '-' || !memchr(s.p, '@', s.n))
		abort();
	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7f || strchr("<>,;:\"()\\", s.p[i]))
			abort();
}

/* An id is the name of a file. */
static void id(struct crm_str s, struct crm_buf *b)
{
	if (crm_client_ok(s) && (s.n == 0 || s.n > ID || s.p[0] == '.' || s.p[0] == '-' || memchr(s.p, '/', s.n)))
		abort();
	crm_buf_clear(b);
	crm_charset_slug(b, s);
	if (b->n && !crm_client_ok(crm_buf_view(b)))
		abort();
}

/* The note of a row is one line, and reads as what was written. */
static void note(struct crm_str s, struct crm_buf *b)
{
	struct crm_buf back;

	crm_buf_clear(b);
	crm_buf_init(&back);
	crm_note_escape(b, s);
	if (b->n && memchr(b->p, '\n', b->n))
		abort();
	crm_note_unescape(&back, crm_buf_view(b));
	if (!memchr(s.p, 0x0d, s.n) && !crm_str_eq(crm_buf_view(&back), s)) /* a CR goes */
		abort();
	crm_buf_release(&back);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str s = {(const char *)data, size}, value;
	struct crm_buf b;

	crm_buf_init(&b);
	terms(s);
	address(s);
	id(s, &b);
	note(s, &b);
	if (crm_tag(s, "mid", &value) && value.n && (value.p < s.p || value.p + value.n > s.p + s.n))
		abort();
	(void)crm_tag_word(s, "missed");
	crm_buf_release(&b);
	return 0;
}
