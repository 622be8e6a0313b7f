/* Any bytes as terms, an address, tags, a client, a note, a name, a number of the post, the name of an
 * invoice's file, a locale, the label of a transfer: the guards let through what they say. */
#include "base/buf.h"
#include "config/address.h"
#include "config/terms.h"
#include "format/charset.h"
#include "import/label.h"
#include "letter/mail/attach.h"
#include "letter/text/naming.h"
#include "letter/posting.h"
#include "tool/locale.h"
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

static void within(struct crm_str part, struct crm_str s)
{
	if (part.n && (part.p < s.p || part.p + part.n > s.p + s.n))
		abort();
}

/* What stands in a letter, a tag and a path. */
static void paper(struct crm_str s, struct crm_arena *a)
{
	struct crm_naming name = crm_naming_of(s);
	struct crm_str number, rest = s, ref = crm_str_word(&rest, '|');
	const char *path = crm_attach_path(CRM_STR("~/f/{ref}.pdf"), s, CRM_STR("acme"), a);

	within(name.first, s);
	within(name.last, s);
	if (crm_posting_number(a, s, &number) &&
		(!number.n || number.n > CRM_POSTING_NUMBER || memchr(number.p, ' ', number.n)))
		abort();
	if (path && strchr(path + 4, '/'))
		abort();
	(void)crm_attach_path(rest, ref, CRM_STR("acme"), a);
}

static void locale(struct crm_str s, struct crm_arena *a)
{
	char out[4];

	crm_locale_of(crm_arena_cstr(a, s), out);
	if (strspn(out, "abcdefghijklmnopqrstuvwxyz") != strlen(out) || strlen(out) < 2)
		abort();
}

/* Which invoices a text names: those that are known, and one of them alone where it says so. */
static void label(struct crm_str s)
{
	static const char *const known[][2] = {{"acme", "F2026-014"}, {"acme", "F2026-0141"},
		{"beta", "2026/07"}, {"beta", "20260301"}, {"gamma", "A 12.34"}};
	struct crm_label_found all[CRM_LABEL_MOST];
	struct crm_str client = CRM_STR(""), ref;
	struct crm_label l;
	size_t i, n;

	crm_label_init(&l);
	for (i = 0; i < sizeof known / sizeof *known; i++)
		crm_label_add(&l, crm_str(known[i][0]), crm_str(known[i][1]));
	for (i = 0; i < 2; i++) {
		n = crm_label_all(&l, s, i, CRM_STR(""), all);
		ref = client = CRM_STR("");
		if (n > CRM_LABEL_MOST || (crm_label_find(&l, s, i, &client, &ref) && !client.n))
			abort();
	}
	crm_label_release(&l);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str s = {(const char *)data, size}, value;
	struct crm_arena a;
	struct crm_buf b;

	crm_arena_init(&a);
	crm_buf_init(&b);
	terms(s);
	address(s);
	id(s, &b);
	note(s, &b);
	if (crm_tag(s, "mid", &value) && value.n && (value.p < s.p || value.p + value.n > s.p + s.n))
		abort();
	(void)crm_tag_word(s, "missed");
	paper(s, &a);
	locale(s, &a);
	label(s);
	crm_buf_release(&b);
	crm_arena_release(&a);
	return 0;
}
