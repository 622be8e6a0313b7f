/* mail.c - writing one mail message. */
#include "letter/mail/mail.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/utf8.h"
#include "config/address.h"

enum { WORD = 75, LINE = 76, LINE_ASCII = 78 };

/* =XX for each byte, as encoded words and quoted-printable want it. */
static void escaped(struct crm_buf *out, const char *p, size_t n)
{
	while (n--)
		crm_buf_printf(out, "=%02X", (unsigned char)*p++);
}

static bool is_alnum(char c)
{
	return crm_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* ---- what may stand in a value ---- */

/* Text for a header: no control of any kind, also none of Unicode's, and good UTF-8. */
static int check_text(struct crm_str s, const char *field, struct crm_err *e)
{
	while (s.n) {
		int32_t c = crm_utf8_next(&s);

		if (c < 0)
			return crm_err_at(
				e, CRM_PARTIAL, NULL, 0, field, _("the text is not UTF-8"));
		if (c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029)
			return crm_err_at(e, CRM_PARTIAL, NULL, 0, field,
				_("a control character (U+%04X) is not allowed here"), (unsigned)c);
	}
	return 0;
}

static bool is_dot_atom(struct crm_str s, const char *others)
{
	size_t i;

	if (s.n == 0 || s.p[0] == '.' || s.p[s.n - 1] == '.')
		return false;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '.' && s.p[i - 1] == '.')
			return false;
		if (s.p[i] == '\0' ||
			(!is_alnum(s.p[i]) && s.p[i] != '.' && !strchr(others, s.p[i])))
			return false;
	}
	return true;
}

static int check_address(struct crm_str s, const char *field, struct crm_err *e)
{
	if (crm_address_ok(s))
		return 0;
	return crm_err_at(
		e, CRM_PARTIAL, NULL, 0, field, _("is not a mail address of the form name@domain"));
}

/* <dot-atom@dot-atom>: freer than an address, since other programs make ids, too. */
static bool is_id(struct crm_str s)
{
	const char *at;
	size_t left;

	if (s.n < 5 || s.n > 250 || s.p[0] != '<' || s.p[s.n - 1] != '>')
		return false;
	at = memchr(s.p, '@', s.n);
	if (!at)
		return false;
	left = (size_t)(at - s.p);
	return is_dot_atom((struct crm_str){s.p + 1, left - 1}, "!#$%&'*+-/=?^_`{|}~") &&
	       is_dot_atom((struct crm_str){at + 1, s.n - left - 2}, "-");
}

static int check_id(struct crm_str s, const char *field, struct crm_err *e)
{
	if (is_id(s))
		return 0;
	return crm_err_at(
		e, CRM_PARTIAL, NULL, 0, field, _("is not a message id of the form <id@domain>"));
}

static int check_body(struct crm_str s, struct crm_err *e)
{
	while (s.n) {
		int32_t c = crm_utf8_next(&s);

		if (c < 0)
			return crm_err_at(
				e, CRM_PARTIAL, NULL, 0, "body", _("the text is not UTF-8"));
		if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c <= 0x9f))
			return crm_err_at(e, CRM_PARTIAL, NULL, 0, "body",
				_("a control character (U+%04X) is not allowed here"), (unsigned)c);
	}
	return 0;
}

static int check_date(const struct crm_mail_date *d, struct crm_err *e)
{
	struct crm_ymd y = crm_date_ymd(d->day);

	if (y.year >= 1900 && y.year <= 9999 && d->second >= 0 && d->second < 86400 &&
		d->zone > -1440 && d->zone < 1440)
		return 0;
	return crm_err_at(e, CRM_PARTIAL, NULL, 0, "Date", _("is not a date from 1900 to 9999"));
}

static int check(const struct crm_mail *m, struct crm_err *e)
{
	size_t i;

	if (check_date(&m->date, e) || check_text(m->from.name, "From", e) ||
		check_address(m->from.addr, "From", e) || check_text(m->to.name, "To", e) ||
		check_address(m->to.addr, "To", e) || check_text(m->subject, "Subject", e) ||
		check_id(m->message_id, "Message-ID", e))
		return -1;
	if (m->copy_to.n && check_address(m->copy_to, "Bcc", e))
		return -1;
	if (m->in_reply_to.n && check_id(m->in_reply_to, "In-Reply-To", e))
		return -1;
	for (i = 0; i < m->references_n; i++)
		if (check_id(m->references[i], "References", e))
			return -1;
	for (i = 0; i < m->attached_n; i++)
		if (crm_mime_name(m->attached[i].name, e))
			return -1;
	return check_body(m->body, e);
}

/* ---- headers ---- */

/* Bytes of the UTF-8 sequence at the start of a checked text. */
static size_t sequence(struct crm_str s)
{
	struct crm_str rest = s;

	crm_utf8_next(&rest);
	return s.n - rest.n;
}

void crm_mail_encoded(struct crm_buf *out, struct crm_str s, size_t column)
{
	static const char begin[] = "=?UTF-8?Q?", end[] = "?=";
	size_t room = LINE - column < WORD ? LINE - column : WORD, used = 0, n, cost;

	if (column + 24 > LINE) /* too little left for a word: it begins the next line */
		room = 0;
	while (s.n) {
		char c = s.p[0];
		bool plain = is_alnum(c) || (c && strchr("!*+-/ ", c));

		n = plain ? 1 : sequence(s);
		cost = plain ? 1 : 3 * n;
		if (used && used + cost + sizeof end - 1 > room) {
			crm_buf_cstr(out, end);
			used = room = 0;
		}
		if (!used) {
			crm_buf_cstr(out, room ? begin : "\n =?UTF-8?Q?");
			room = room ? room : WORD;
			used = sizeof begin - 1;
		}
		if (!plain)
			escaped(out, s.p, n);
		if (plain)
			crm_buf_char(out, c == ' ' ? '_' : c);
		used += cost;
		s.p += n;
		s.n -= n;
	}
	if (used)
		crm_buf_cstr(out, end);
}

/* Whether a text may stand in a header as it is: ASCII that no reader decodes, blanks that survive
 * folding, no word too long for a line. */
static bool is_plain(struct crm_str s)
{
	size_t i, word = 0;

	if (s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' '))
		return false;
	for (i = 0; i < s.n; i++) {
		word = s.p[i] == ' ' ? 0 : word + 1;
		if ((unsigned char)s.p[i] >= 0x7f || word > 50)
			return false;
		if (i && ((s.p[i - 1] == '=' && s.p[i] == '?') || (s.p[i - 1] == ' ' && !word)))
			return false;
	}
	return true;
}

/* Append words, a new line begun where the next one would not fit. */
static void folded(struct crm_buf *out, struct crm_str s, size_t column)
{
	struct crm_str word = crm_str_word(&s, ' ');
	bool first = true;

	for (; word.n; word = crm_str_word(&s, ' ')) {
		if (!first && column + 1 + word.n > LINE_ASCII) {
			crm_buf_char(out, '\n');
			column = 0;
		}
		if (!first) {
			crm_buf_char(out, ' ');
			column++;
		}
		crm_buf_str(out, word);
		column += word.n;
		first = false;
	}
}

static void text_header(struct crm_buf *out, const char *name, struct crm_str s)
{
	size_t column = strlen(name) + 2;

	crm_buf_printf(out, "%s: ", name);
	if (is_plain(s))
		folded(out, s, column);
	else
		crm_mail_encoded(out, s, column);
	crm_buf_char(out, '\n');
}

/* A display name: words as they are, a quoted string, or encoded words (never one in the other). */
static void display_name(struct crm_buf *out, struct crm_str s, size_t column)
{
	bool atoms = true;
	size_t i;

	for (i = 0; i < s.n; i++)
		atoms = atoms && (is_alnum(s.p[i]) || strchr(" !#$%&'*+-/=?^_`{|}~", s.p[i]));
	if (!is_plain(s) || s.n > 60) {
		crm_mail_encoded(out, s, column);
		return;
	}
	if (atoms) {
		crm_buf_str(out, s);
		return;
	}
	crm_buf_char(out, '"');
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			crm_buf_char(out, '\\');
		crm_buf_char(out, s.p[i]);
	}
	crm_buf_char(out, '"');
}

static void mailbox_header(struct crm_buf *out, const char *name, const struct crm_mailbox *m)
{
	size_t start = out->n, i;

	crm_buf_printf(out, "%s: ", name);
	if (m->name.n == 0) {
		crm_buf_str(out, m->addr);
		crm_buf_char(out, '\n');
		return;
	}
	display_name(out, m->name, strlen(name) + 2);
	for (i = out->n; i > start && out->p[i - 1] != '\n'; i--)
		;
	crm_buf_cstr(out, out->n - i + m->addr.n + 3 > LINE ? "\n <" : " <");
	crm_buf_str(out, m->addr);
	crm_buf_cstr(out, ">\n");
}

static void date_header(struct crm_buf *out, const struct crm_mail_date *d)
{
	static const char weekday[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	static const char month[][4] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct crm_ymd y = crm_date_ymd(d->day);
	int zone = d->zone < 0 ? -d->zone : d->zone;

	crm_buf_printf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d %c%02d%02d\n",
		weekday[crm_date_weekday(d->day)], y.day, month[y.month - 1], y.year,
		d->second / 3600, d->second / 60 % 60, d->second % 60, d->zone < 0 ? '-' : '+',
		zone / 60, zone % 60);
}

static void id_header(struct crm_buf *out, const char *name, const struct crm_str *id, size_t n)
{
	size_t i, column = strlen(name) + 1;

	crm_buf_printf(out, "%s:", name);
	for (i = 0; i < n; i++) {
		if (i && column + 1 + id[i].n > LINE_ASCII) {
			crm_buf_char(out, '\n');
			column = 0;
		}
		crm_buf_char(out, ' ');
		crm_buf_str(out, id[i]);
		column += 1 + id[i].n;
	}
	crm_buf_char(out, '\n');
}

/* ---- the message ---- */

int crm_mail_write(const struct crm_mail *m, struct crm_buf *out, struct crm_err *e)
{
	const struct crm_mailbox copy = {.addr = m->copy_to};

	if (check(m, e))
		return -1;
	date_header(out, &m->date);
	mailbox_header(out, "From", &m->from);
	mailbox_header(out, "To", &m->to);
	if (m->copy_to.n)
		mailbox_header(out, "Bcc", &copy);
	text_header(out, "Subject", m->subject);
	id_header(out, "Message-ID", &m->message_id, 1);
	if (m->in_reply_to.n)
		id_header(out, "In-Reply-To", &m->in_reply_to, 1);
	if (m->references_n)
		id_header(out, "References", m->references, m->references_n);
	if (m->automatic)
		crm_buf_cstr(out, "Auto-Submitted: auto-generated\n");
	crm_mime_write(out, m->body, m->attached, m->attached_n);
	return 0;
}
