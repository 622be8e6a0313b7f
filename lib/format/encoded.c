/* encoded.c - the text of a mail header as people wrote it. */
#include "format/encoded.h"
#include "base/utf8.h"
#include "format/charset.h"
#include "format/header.h"

/* Of a body so much is looked at; longer words are none, so that no text is searched twice over. */
enum { BODY = 16 * 1024, CHARSET = 40, WORD = 1000 };

/* ---- charsets ---- */

/* As mail names them, and what iconv(3) is told; NULL: UTF-8.  Latin-1 is meant by few who say it: the
 * bytes that it has for controls are quotes and dashes of windows-1252. */
static const struct {
	const char *name, *iconv;
} charsets[] = {
	{"utf-8", NULL}, {"utf8", NULL}, {"us-ascii", "WINDOWS-1252"}, {"ascii", "WINDOWS-1252"},
	{"iso-8859-1", "WINDOWS-1252"}, {"iso8859-1", "WINDOWS-1252"}, {"latin1", "WINDOWS-1252"},
	{"iso-8859-2", "ISO-8859-2"}, {"iso-8859-3", "ISO-8859-3"}, {"iso-8859-4", "ISO-8859-4"},
	{"iso-8859-5", "ISO-8859-5"}, {"iso-8859-6", "ISO-8859-6"}, {"iso-8859-7", "ISO-8859-7"},
	{"iso-8859-8", "ISO-8859-8"}, {"iso-8859-8-i", "ISO-8859-8"}, {"iso-8859-9", "WINDOWS-1254"},
	{"iso-8859-10", "ISO-8859-10"}, {"iso-8859-13", "ISO-8859-13"},
	{"iso-8859-14", "ISO-8859-14"}, {"iso-8859-15", "ISO-8859-15"},
	{"iso8859-15", "ISO-8859-15"}, {"latin-9", "ISO-8859-15"}, {"iso-8859-16", "ISO-8859-16"},
	{"windows-1250", "WINDOWS-1250"}, {"windows-1251", "WINDOWS-1251"},
	{"windows-1252", "WINDOWS-1252"}, {"cp1252", "WINDOWS-1252"},
	{"windows-1253", "WINDOWS-1253"}, {"windows-1254", "WINDOWS-1254"},
	{"windows-1255", "WINDOWS-1255"}, {"windows-1256", "WINDOWS-1256"},
	{"windows-1257", "WINDOWS-1257"}, {"windows-1258", "WINDOWS-1258"}, {"koi8-r", "KOI8-R"},
	{"koi8-u", "KOI8-U"}, {"cp850", "CP850"}, {"ibm850", "CP850"}, {"cp866", "CP866"},
	{"macintosh", "MACINTOSH"}, {"x-mac-roman", "MACINTOSH"}, {"gb2312", "GB18030"},
	{"eucgb2312_cn", "GB18030"}, {"euc-cn", "GB18030"}, {"gb_2312-80", "GB18030"}, {"gbk", "GB18030"}, {"gb18030", "GB18030"}, {"big5", "BIG5"}, {"shift_jis", "CP932"},
	{"x-sjis", "CP932"}, {"euc-jp", "EUC-JP"}, {"iso-2022-jp", "ISO-2022-JP"},
	{"euc-kr", "CP949"}, {"ks_c_5601-1987", "CP949"}, {"tis-620", "TIS-620"},
	{"windows-874", "TIS-620"},
};

static const char *const fallback = "WINDOWS-1252";

static bool is_utf8(struct crm_str charset)
{
	return crm_header_is(charset, "utf-8") || crm_header_is(charset, "utf8");
}

static const char *known(struct crm_str charset)
{
	size_t i;

	for (i = 0; i < sizeof charsets / sizeof *charsets; i++)
		if (crm_header_is(charset, charsets[i].name))
			return charsets[i].iconv;
	return NULL;
}

/* Bytes of a charset; those that are UTF-8 are so, whatever is said where nothing better is known. */
static void decoded(struct crm_buf *out, struct crm_str bytes, struct crm_str charset)
{
	const char *name = is_utf8(charset) ? NULL : known(charset);

	if (!name && crm_utf8_ok(bytes))
		crm_buf_str(out, bytes);
	else if (!name || crm_charset_utf8(out, bytes, name))
		if (crm_charset_utf8(out, bytes, fallback))
			crm_buf_char(out, '?'); /* a system whose iconv has not even that */
}

/* ---- words ---- */

/* An encoded word: charset without its language, whether it is base64, what it carries. */
struct word {
	struct crm_str charset, text;
	bool base64;
};

static bool charset_ok(struct crm_str s)
{
	return s.n > 0 && s.n <= CHARSET;
}

/* The word at the beginning of a view: its length, or 0. */
static size_t word_at(struct crm_str s, struct word *w)
{
	const char *p = s.p, *end = s.p + (s.n < WORD ? s.n : WORD), *mark, *star;

	if (s.n < 7 || p[0] != '=' || p[1] != '?')
		return 0;
	mark = memchr(p + 2, '?', (size_t)(end - p - 2));
	if (!mark || end - mark < 5 || mark[2] != '?')
		return 0;
	w->charset = (struct crm_str){p + 2, (size_t)(mark - p - 2)};
	star = w->charset.n ? memchr(w->charset.p, '*', w->charset.n) : NULL;
	if (star)
		w->charset.n = (size_t)(star - w->charset.p);
	w->base64 = mark[1] == 'B' || mark[1] == 'b';
	if (!charset_ok(w->charset) || (!w->base64 && mark[1] != 'Q' && mark[1] != 'q'))
		return 0;
	p = mark + 3;
	/* a ? within a Q word is a fault that is met: the end is ?= alone */
	for (mark = p; mark + 1 < end && (mark[0] != '?' || mark[1] != '='); mark++)
		;
	if (mark + 1 >= end)
		return 0;
	w->text = (struct crm_str){p, (size_t)(mark - p)};
	return (size_t)(mark + 2 - s.p);
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void unquote(struct crm_buf *out, struct crm_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '=' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0) {
			crm_buf_char(out, (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2])));
			i += 2;
		} else {
			crm_buf_char(out, s.p[i] == '_' ? ' ' : s.p[i]);
		}
	}
}

static int digit64(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Padding may be missing; what is no digit is passed over. */
static void unbase64(struct crm_buf *out, struct crm_str s)
{
	unsigned bits = 0, n = 0;
	size_t i;
	int d;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '=')
			bits = n = 0; /* the end of a piece: another may follow */
		d = digit64(s.p[i]);
		if (d < 0)
			continue;
		bits = bits << 6 | (unsigned)d;
		n += 6;
		if (n >= 8) {
			n -= 8;
			crm_buf_char(out, (char)(bits >> n & 0xff));
			bits &= (1u << n) - 1;
		}
	}
}

static size_t blanks(struct crm_str s)
{
	size_t n = 0;

	while (n < s.n && (s.p[n] == ' ' || s.p[n] == '\t' || s.p[n] == '\r' || s.p[n] == '\n'))
		n++;
	return n;
}

/* A run of words next to each other: characters that were cut are whole when all of one charset are
 * put together first. */
static size_t run_at(struct crm_str s, struct crm_buf *out)
{
	struct crm_str charset = {"", 0}, rest = s;
	struct crm_buf bytes;
	size_t n, gap = 0;
	struct word w;

	crm_buf_init(&bytes);
	while ((n = word_at((struct crm_str){rest.p + gap, rest.n - gap}, &w))) {
		if (bytes.n && !crm_str_eq(charset, w.charset)) {
			decoded(out, crm_buf_view(&bytes), charset);
			crm_buf_clear(&bytes);
		}
		charset = w.charset;
		if (w.base64)
			unbase64(&bytes, w.text);
		else
			unquote(&bytes, w.text);
		rest.p += gap + n;
		rest.n -= gap + n;
		gap = blanks(rest);
	}
	if (bytes.n)
		decoded(out, crm_buf_view(&bytes), charset);
	crm_buf_release(&bytes);
	return s.n - rest.n;
}

/* ---- the line ---- */

/* Controls, of C1 and of lines, too, move no cursor and end no record. */
static bool is_space(int32_t c)
{
	return c <= ' ' || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029;
}

static void tidy(struct crm_buf *out, struct crm_str text, size_t most)
{
	size_t begin = out->n, n;
	bool gap = false;
	const char *p;
	int32_t c;

	while (text.n) {
		p = text.p;
		c = crm_utf8_next(&text);
		if (is_space(c)) {
			gap = true;
			continue;
		}
		n = (size_t)(text.p - p);
		if (out->n - begin + (gap && out->n > begin) + n > most)
			break;
		if (gap && out->n > begin)
			crm_buf_char(out, ' ');
		gap = false;
		crm_buf_add(out, p, n);
	}
}

void crm_encoded_text(struct crm_buf *out, struct crm_str body, size_t most)
{
	struct crm_buf text;
	size_t n, k;

	crm_buf_init(&text);
	if (body.n > BODY)
		body.n = BODY;
	while (body.n && text.n <= 4 * most + 64) {
		n = run_at(body, &text);
		if (!n) { /* up to what may be a word */
			for (k = 1; k < body.n && (body.p[k] != '=' || k + 1 == body.n || body.p[k + 1] != '?');
				k++)
				;
			decoded(&text, (struct crm_str){body.p, k}, CRM_STR(""));
			n = k;
		}
		body.p += n;
		body.n -= n;
	}
	tidy(out, crm_buf_view(&text), most);
	crm_buf_release(&text);
}
