/* bounce.c - what a mail program says of a message that it could not deliver. */
#include "import/mail/bounce.h"
#include "base/buf.h"
#include "base/num.h"
#include "format/encoded.h"
#include "format/header.h"

enum { SAID_MOST = 8192, BOUNDARY = 200, STATUS = 20, ID_MOST = 300, ADDRESS_MOST = 254 /* RFC 5321 4.5.3.1 */ };

static struct crm_str without(struct crm_str s, size_t n)
{
	return (struct crm_str){s.p + n, s.n - n};
}

static bool begins(struct crm_str s, const char *word)
{
	size_t n = strlen(word);

	return s.n >= n && crm_header_is((struct crm_str){s.p, n}, word);
}

/* A header, and what follows it behind the blank line. */
static struct crm_str header_of(struct crm_str part, struct crm_str *body)
{
	bool ended;
	size_t n = crm_header_size(part, &ended);
	const char *lf;

	*body = without(part, n);
	lf = ended && body->n ? memchr(body->p, '\n', body->n) : NULL;
	*body = lf ? without(*body, (size_t)(lf + 1 - body->p)) : (struct crm_str){"", 0};
	return (struct crm_str){part.p, n};
}

/* `rfc822; x@acme.example` */
static struct crm_str recipient(struct crm_arena *a, struct crm_str group, const char *name)
{
	struct crm_str value = crm_header_find(group, name), none = {"", 0};
	const char *semi = value.n ? memchr(value.p, ';', value.n) : NULL;
	struct crm_buf b;
	bool found;

	if (!semi)
		return none;
	value = without(value, (size_t)(semi + 1 - value.p));
	crm_buf_init(&b);
	found = crm_header_address(&value, &b);
	value = found ? crm_arena_str(a, crm_buf_view(&b)) : none;
	crm_buf_release(&b);
	return value;
}

/* It is shown and kept in a note, and the words of a stranger: one line of UTF-8. */
static void add(struct crm_arena *a, struct crm_bounce *out, struct crm_str address, struct crm_str status)
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_encoded_text(&b, address, ADDRESS_MOST);
	out->address[out->n] = crm_arena_str(a, crm_buf_view(&b));
	out->status[out->n++] = crm_arena_str(a, status);
	crm_buf_release(&b);
}

static bool have(const struct crm_bounce *b, struct crm_str address)
{
	size_t i;

	for (i = 0; i < b->n; i++)
		if (crm_str_eq(b->address[i], address))
			return true;
	return b->n == CRM_BOUNCE_MOST;
}

/* Digits and points alone are printed. */
static struct crm_str status_of(struct crm_str group)
{
	struct crm_str s = crm_header_find(group, "Status");
	size_t n = 0;

	while (n < s.n && n < STATUS && (s.p[n] == '.' || (s.p[n] >= '0' && s.p[n] <= '9')))
		n++;
	return (struct crm_str){s.p, n};
}

/* The groups of fields of a delivery status: one of the message, one a recipient. */
static void groups(struct crm_arena *a, struct crm_str body, struct crm_bounce *out)
{
	struct crm_str group, address;

	while (body.n) {
		group = header_of(body, &body);
		if (!begins(crm_header_find(group, "Action"), "failed"))
			continue;
		address = recipient(a, group, "Original-Recipient");
		if (!address.n)
			address = recipient(a, group, "Final-Recipient");
		if (!address.n || have(out, address))
			continue;
		add(a, out, address, status_of(group));
	}
}

static void mid_read(struct crm_arena *a, struct crm_str header, struct crm_bounce *out)
{
	struct crm_str body = crm_header_find(header, "Message-ID");
	struct crm_str id = body.n ? crm_header_id(&body) : body;

	if (id.n && !out->mid.n)
		out->mid = crm_arena_str(a, id);
}

static void part_read(struct crm_arena *a, struct crm_str part, struct crm_bounce *out)
{
	struct crm_str body, header = header_of(part, &body);
	struct crm_str type = crm_header_find(header, "Content-Type");

	if (begins(type, "message/delivery-status") || begins(type, "message/global-delivery-status"))
		groups(a, body, out);
	else if (begins(type, "message/rfc822") || begins(type, "text/rfc822-headers") ||
		 begins(type, "message/global"))
		mid_read(a, header_of(body, &body), out);
}

/* The line that begins the next part: where it stands, or the end. */
static const char *boundary_at(struct crm_str s, struct crm_str mark)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p && (size_t)(end - p) >= mark.n) {
		if (memcmp(p, mark.p, mark.n) == 0)
			return p;
		p = memchr(p, '\n', (size_t)(end - p));
		p = p ? p + 1 : NULL;
	}
	return end;
}

static void parts(struct crm_arena *a, struct crm_str body, struct crm_str boundary,
	struct crm_bounce *out)
{
	struct crm_str mark = crm_str(crm_arena_printf(a, "--%.*s", (int)boundary.n, boundary.p));
	const char *at = boundary_at(body, mark), *lf;
	struct crm_str part;

	while (at < body.p + body.n) {
		body = without(body, (size_t)(at - body.p));
		lf = memchr(body.p, '\n', body.n);
		if (!lf)
			return;
		body = without(body, (size_t)(lf + 1 - body.p));
		at = boundary_at(body, mark);
		part = (struct crm_str){body.p, (size_t)(at - body.p)};
		part_read(a, part, out);
	}
}

/* Programs that write no report name who it was in a field of their own. */
static void failed_field(struct crm_arena *a, struct crm_str header, struct crm_bounce *out)
{
	struct crm_str rest = crm_header_find(header, "X-Failed-Recipients");
	struct crm_buf b;

	crm_buf_init(&b);
	while (rest.n && crm_header_address(&rest, &b)) {
		if (!have(out, crm_buf_view(&b)))
			add(a, out, crm_buf_view(&b), CRM_STR(""));
	}
	crm_buf_release(&b);
}

/* `<crm.0123@example.org>` anywhere in the text. */
static void text_mid(struct crm_arena *a, struct crm_str body, struct crm_bounce *out)
{
	const char *at = body.n ? memmem(body.p, body.n, "<crm.", 5) : NULL;
	struct crm_str rest, id;

	if (!at)
		return;
	rest = without(body, (size_t)(at - body.p));
	rest.n = rest.n < ID_MOST ? rest.n : ID_MOST;
	id = crm_header_id(&rest);
	if (id.n)
		out->mid = crm_arena_str(a, id);
}

/* The first line that begins with an address, as `<x@acme.example>:` or alone. */
static void text_address(struct crm_arena *a, struct crm_str body, struct crm_bounce *out)
{
	struct crm_str line, word;
	struct crm_buf b;

	crm_buf_init(&b);
	while (body.n && !out->n) {
		const char *lf = memchr(body.p, '\n', body.n);

		line = crm_str_trim((struct crm_str){body.p, lf ? (size_t)(lf - body.p) : body.n});
		body = without(body, lf ? (size_t)(lf + 1 - body.p) : body.n);
		word = crm_str_word(&line, ' ');
		while (word.n && (word.p[word.n - 1] == ':' || word.p[word.n - 1] == ','))
			word.n--;
		if (!word.n || !memchr(word.p, '@', word.n) || !crm_header_address(&word, &b))
			continue;
		add(a, out, crm_buf_view(&b), CRM_STR(""));
	}
	crm_buf_release(&b);
}

/* ---- late, or failed for good ---- */

static bool says(struct crm_str text, const char *const *words)
{
	size_t k, n;

	for (; *words; words++) {
		n = strlen(*words);
		for (k = 0; k + n <= text.n; k++)
			if (crm_header_is((struct crm_str){text.p + k, n}, *words))
				return true;
	}
	return false;
}

/* Programs tell of a delay in the same form; what is late may still arrive. */
static bool says_late(struct crm_str text)
{
	static const char *const words[] = {"delayed", "delay)", "delivery delay", "warning:", "warning message only",
		"could not send message for past", "not yet", "delivered yet", "yet been", "still trying",
		"still being", "keep trying", "keeps trying", "continue to try", "continue trying",
		"will continue", "will retry", "be retried", "retrying", "will try again", "be tried again",
		"no action is required", "not need to resend", "queued for", "retard\xc3\xa9", "diff\xc3\xa9r\xc3\xa9",
		"pas encore", "nouvelle tentative", "nouvel essai", "sera retent", "sera r\xc3\xa9""essay",
		"verz\xc3\xb6g", "noch nicht", "weiter versucht", "erneut versucht", NULL};

	return says(text, words);
}

/* A line of the copy of our own message, whose words are not the program's. */
static bool of_copy(struct crm_str line)
{
	static const char *const fields[] = {"Return-Path:", "Received:", "Message-ID:", "From:", "To:",
		"Subject:", "Date:", "MIME-Version:", "DKIM-Signature:", NULL};
	size_t i;

	for (i = 0; fields[i]; i++)
		if (begins(line, fields[i]))
			return true;
	return false;
}

/* What the program itself says: up to the copy, and not without end. */
static struct crm_str said(struct crm_str body)
{
	struct crm_str rest = body, line;
	const char *lf;

	body.n = body.n < SAID_MOST ? body.n : SAID_MOST;
	for (rest = body; rest.n; rest = without(rest, line.n)) {
		lf = memchr(rest.p, '\n', rest.n);
		line = (struct crm_str){rest.p, lf ? (size_t)(lf + 1 - rest.p) : rest.n};
		if (of_copy(line))
			break;
	}
	body.n -= rest.n;
	return body;
}

/* `5.1.1`, `550 `: a code of a failure for good (RFC 3463, RFC 5321 4.2.1). */
static bool has_code(struct crm_str text)
{
	size_t i;

	for (i = 0; i + 4 <= text.n; i++) {
		const char *p = text.p + i;

		if (*p != '5' || (i && (crm_is_digit(p[-1]) || p[-1] == '.')) || !crm_is_digit(p[p[1] == '.' ? 2 : 1]))
			continue;
		if (p[1] == '.' ? p[3] == '.' : p[1] <= '5' && crm_is_digit(p[2]) && (p[3] == ' ' || p[3] == '-'))
			return true;
	}
	return false;
}

static bool says_final(struct crm_str text)
{
	static const char *const words[] = {"permanent", "failure", "failed", "undeliver", "returned mail",
		"returned to sender", "return to sender", "giving up", "gave up", "given up", "not going to try again",
		"could not be delivered", "couldn't be delivered", "wasn't delivered", "cannot be delivered",
		"no such user", "user unknown", "unknown user", "does not exist", "doesn't exist", "address not found",
		"not found", "chec de ", "chec d'envoi", "non remis", "non distribu", "n'a pas pu \xc3\xaatre", "inexistant",
		"nicht zustellbar", "unzustellbar", "nicht zugestellt", "fehlgeschlagen", NULL};

	return has_code(text) || says(text, words);
}

/* Our own message may be late, and this only tell of it: where it says so, or says nothing of an end, it
 * is taken for none.  A wrong `bounced` stops the letters to somebody who got them. */
static void text_read(struct crm_arena *a, struct crm_str header, struct crm_str body,
	struct crm_bounce *out)
{
	struct crm_str text = said(body);
	struct crm_buf subject;
	bool late, final;

	crm_buf_init(&subject);
	crm_encoded_text(&subject, crm_header_find(header, "Subject"), SAID_MOST);
	late = says_late(crm_buf_view(&subject)) || says_late(text);
	final = says_final(crm_buf_view(&subject)) || says_final(text);
	crm_buf_release(&subject);
	if (late)
		return;
	failed_field(a, header, out);
	text_mid(a, body, out);
	if (!out->n && out->mid.n && final)
		text_address(a, body, out);
}

bool crm_bounce_read(struct crm_arena *a, struct crm_str message, struct crm_bounce *out)
{
	struct crm_str body, header = header_of(message, &body);
	struct crm_str type = crm_header_find(header, "Content-Type");
	struct crm_str boundary = crm_header_parameter(type, "boundary");

	memset(out, 0, sizeof *out);
	out->mid = CRM_STR("");
	if (begins(type, "multipart/report") && boundary.n && boundary.n <= BOUNDARY)
		parts(a, body, boundary, out);
	else
		text_read(a, header, body, out);
	return out->n > 0;
}
