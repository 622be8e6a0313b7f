/* mime.c - the body of a mail. */
#include "letter/mail/mime.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/utf8.h"

enum { LINE = 76, BASE64_BYTES = 57, LINE_HEADER = 78 };

static const char boundary[] = "=_crm_part_=";

/* =XX for each byte, as encoded words and quoted-printable want it. */
static void escaped(struct crm_buf *out, const char *p, size_t n)
{
	while (n--)
		crm_buf_printf(out, "=%02X", (unsigned char)*p++);
}

/* Bytes of the UTF-8 sequence at the start of a checked text. */
static size_t sequence(struct crm_str s)
{
	struct crm_str rest = s;

	crm_utf8_next(&rest);
	return s.n - rest.n;
}

/* Whether the byte at the start of a line of the message must be hidden: a mailbox would quote
 * `From `, and a lone dot ends the text for a mail program without -i. */
static bool is_marker(struct crm_str s)
{
	if (crm_str_begins(s, CRM_STR("From ")))
		return true;
	return s.n && s.p[0] == '.' && (s.n == 1 || s.p[1] == '\n');
}

void crm_mime_text(struct crm_buf *out, struct crm_str s)
{
	size_t column = 0, n, cost;

	while (s.n) {
		char c = s.p[0];
		bool last, plain = (c >= ' ' && c <= '~' && c != '=') || c == '\t';

		if (c == '\n') {
			crm_buf_char(out, c);
			column = 0;
			s.p++;
			s.n--;
			continue;
		}
		n = plain ? 1 : sequence(s);
		last = s.n == n || s.p[n] == '\n';
		if (c == ' ' || c == '\t')
			plain = !last;
		cost = plain ? 1 : 3 * n;
		/* one place of a line that goes on is for the soft break */
		if (column + cost > (last ? LINE : LINE - 1)) {
			crm_buf_cstr(out, "=\n");
			column = 0;
		}
		if (column == 0 && is_marker(s)) {
			plain = false;
			cost = 3;
		}
		if (!plain)
			escaped(out, s.p, n);
		if (plain)
			crm_buf_char(out, c);
		column += cost;
		s.p += n;
		s.n -= n;
	}
	if (column)
		crm_buf_char(out, '\n');
}

void crm_mime_base64(struct crm_buf *out, struct crm_str s)
{
	static const char digit[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t i, n;

	for (i = 0; i < s.n; i += n) {
		unsigned char in[3] = {0, 0, 0};
		uint32_t bits;

		n = s.n - i < 3 ? s.n - i : 3;
		memcpy(in, s.p + i, n);
		bits = (uint32_t)in[0] << 16 | (uint32_t)in[1] << 8 | in[2];
		crm_buf_char(out, digit[bits >> 18]);
		crm_buf_char(out, digit[bits >> 12 & 63]);
		crm_buf_char(out, n > 1 ? digit[bits >> 6 & 63] : '=');
		crm_buf_char(out, n > 2 ? digit[bits & 63] : '=');
		if ((i + n) % BASE64_BYTES == 0 || i + n == s.n)
			crm_buf_char(out, '\n');
	}
}

int crm_mime_name(struct crm_str s, struct crm_err *e)
{
	bool good = s.n > 0;

	while (s.n && good) {
		int32_t c = crm_utf8_next(&s);

		good = c >= 0x20 && !(c >= 0x7f && c <= 0x9f) && c != '/' && c != '\\' &&
		       c != 0x2028 && c != 0x2029;
	}
	if (good)
		return 0;
	return crm_err_at(e, CRM_PARTIAL, NULL, 0, "Content-Disposition",
		_("the name of an attached file is empty, or has a character that is not "
		"allowed there"));
}

/* A character that RFC 2231 leaves as it is; the same set serves a plain token. */
static bool is_attr(char c)
{
	return crm_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c && strchr("-._", c));
}

static bool is_token(struct crm_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!is_attr(s.p[i]))
			return false;
	return s.n <= LINE_HEADER - sizeof " filename=";
}

/* The name in parts, each on a line of its own: a long one fits no line (RFC 2231 3 and 4). */
static void long_name(struct crm_buf *out, struct crm_str s)
{
	size_t used = LINE_HEADER, n, i, part = 0;

	while (s.n) {
		n = is_attr(s.p[0]) ? 1 : sequence(s);
		if (used + (is_attr(s.p[0]) ? 1 : 3 * n) > LINE_HEADER - 2) {
			used = out->n;
			crm_buf_printf(out, "%s\n filename*%zu*=%s", part ? ";" : "", part,
				part ? "" : "UTF-8''");
			used = out->n - used - 1 - (part ? 1 : 0);
			part++;
		}
		for (i = 0; i < n; i++) {
			if (is_attr(s.p[i]))
				crm_buf_char(out, s.p[i]);
			else
				crm_buf_printf(out, "%%%02X", (unsigned char)s.p[i]);
			used += is_attr(s.p[i]) ? 1 : 3;
		}
		s.p += n;
		s.n -= n;
	}
	crm_buf_char(out, '\n');
}

static void text_part(struct crm_buf *out, struct crm_str text)
{
	crm_buf_cstr(out, "Content-Type: text/plain; charset=UTF-8\n"
			  "Content-Transfer-Encoding: quoted-printable\n\n");
	crm_mime_text(out, text);
}

static void file_part(struct crm_buf *out, const struct crm_attachment *f)
{
	bool pdf = f->name.n > 4 && memcmp(f->name.p + f->name.n - 4, ".pdf", 4) == 0;

	crm_buf_printf(out, "Content-Type: application/%s\nContent-Transfer-Encoding: base64\n"
			    "Content-Disposition: attachment;",
		pdf ? "pdf" : "octet-stream");
	if (is_token(f->name))
		crm_buf_printf(out, "\n filename=%.*s\n", (int)f->name.n, f->name.p);
	else
		long_name(out, f->name);
	crm_buf_char(out, '\n');
	crm_mime_base64(out, f->bytes);
}

void crm_mime_write(struct crm_buf *out, struct crm_str text, const struct crm_attachment *file,
	size_t files)
{
	size_t i;

	crm_buf_cstr(out, "MIME-Version: 1.0\n");
	if (!files) {
		text_part(out, text);
		return;
	}
	crm_buf_printf(out, "Content-Type: multipart/mixed; boundary=\"%s\"\n\n--%s\n", boundary,
		boundary);
	text_part(out, text);
	for (i = 0; i < files; i++) {
		crm_buf_printf(out, "\n--%s\n", boundary);
		file_part(out, &file[i]);
	}
	crm_buf_printf(out, "\n--%s--\n", boundary);
}
