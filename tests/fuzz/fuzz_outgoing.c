/* Any bytes as what goes into a message or on paper, a text a line, the last one the body: refused, or the
 * header has just its fields, with the subject as it was; no line of groff's input is a request of theirs. */
#include "base/utf8.h"
#include "format/encoded.h"
#include "format/header.h"
#include "letter/mail/mail.h"
#include "letter/paper/sheet.h"
#include <stdint.h>
#include <stdlib.h>

enum { TODAY = 20619, LINE = 998, FIELDS = 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each line is one of the header, and its fields are ours. */
static void header(const struct crm_mail *m, struct crm_str bytes)
{
	static const char *const known[] = {"From", "To", "Bcc", "Subject", "Date", "Message-ID", "In-Reply-To",
		"References", "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"};
	struct crm_str rest, name, body;
	struct crm_buf text;
	size_t i, n = 0;
	bool ended;

	crm_buf_init(&text);
	rest = (struct crm_str){bytes.p, crm_header_size(bytes, &ended)};
	if (!ended)
		abort();
	while (crm_header_next(&rest, &name, &body)) {
		for (i = 0; i < sizeof known / sizeof *known && !crm_str_is(name, known[i]);)
			i++;
		if (i == sizeof known / sizeof *known || ++n > FIELDS)
			abort();
		if (!crm_str_is(name, "Subject"))
			continue;
		crm_encoded_text(&text, body, m->subject.n + 1);
		if (!crm_str_eq(crm_buf_view(&text), m->subject))
			abort();
	}
	crm_buf_release(&text);
}

static void lines(struct crm_str bytes)
{
	struct crm_str s;

	while (bytes.n) {
		s = crm_str_word(&bytes, '\n');
		if (s.n > LINE || memchr(s.p, '\r', s.n) || memchr(s.p, '\0', s.n))
			abort();
	}
}

static void mail(const struct crm_str *word, struct crm_str body, struct crm_buf *b)
{
	struct crm_attachment file = {word[5], body};
	struct crm_mail m = {.date = {TODAY, 3600, 120},
		.from = {word[0], CRM_STR("me@home.example")},
		.to = {word[1], word[2]},
		.subject = word[3],
		.message_id = CRM_STR("a.1@home.example"),
		.in_reply_to = word[4],
		.references = &word[4],
		.references_n = word[4].n != 0,
		.body = body};
	struct crm_err e;

	if (word[5].n && !crm_mime_name(word[5], &e)) {
		m.attached = &file;
		m.attached_n = 1;
	}
	crm_buf_clear(b);
	if (crm_mail_write(&m, b, &e)) {
		if (b->n || e.status != CRM_PARTIAL || !e.text[0])
			abort();
		return;
	}
	header(&m, crm_buf_view(b));
	lines(crm_buf_view(b));
}

static void paper(const struct crm_str *word, struct crm_str body, struct crm_buf *b)
{
	struct crm_page page = {.from = word, .from_n = 2, .to = word + 2, .to_n = 2, .place_date = word[4],
		.post = word[5], .subject = word[3], .body = body, .day = TODAY};
	struct crm_err e;

	for (page.size = 0; page.size < CRM_SHEET_SIZES; page.size++) {
		crm_buf_clear(b);
		if (crm_sheet_source(&page, page.size, b, &e) ? e.status != CRM_PARTIAL
							      : !crm_utf8_ok(crm_buf_view(b)))
			abort();
	}
}

static struct crm_str line(struct crm_str *rest)
{
	const char *end = rest->n ? memchr(rest->p, '\n', rest->n) : NULL;
	struct crm_str s = {rest->p, end ? (size_t)(end - rest->p) : rest->n};
	size_t used = s.n + (end != NULL);

	rest->p += used;
	rest->n -= used;
	return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str word[6], rest = {(const char *)data, size};
	struct crm_buf b;
	size_t i;

	for (i = 0; i < 6; i++)
		word[i] = line(&rest);
	crm_buf_init(&b);
	mail(word, rest, &b);
	paper(word, rest, &b);
	crm_buf_release(&b);
	return 0;
}
