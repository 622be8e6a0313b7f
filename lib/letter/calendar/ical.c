/* ical.c - writing tasks as a calendar. */
#include "letter/calendar/ical.h"
#include "base/utf8.h"

enum { FOLD = 75 };

/* How many bytes of ASCII a text begins with that are no marks of ours and no controls. */
static size_t plain(struct crm_str s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] >= 0x20 && s.p[i] < 0x7f && s.p[i] != '\\' && s.p[i] != ';' &&
		s.p[i] != ',')
		i++;
	return i;
}

/* Append one content line, folded, with its line end. */
static void line(struct crm_buf *b, struct crm_str s)
{
	size_t column = 0, n;
	struct crm_str rest;

	while (s.n) {
		rest = s;
		crm_utf8_next(&rest);
		n = s.n - rest.n;
		if (column + n > FOLD) {
			crm_buf_cstr(b, "\r\n ");
			column = 1;
		}
		if (plain(s) > n) /* as much as goes on the line */
			n = plain((struct crm_str){s.p, s.n < FOLD - column ? s.n : FOLD - column});
		crm_buf_add(b, s.p, n);
		column += n;
		s.p += n;
		s.n -= n;
	}
	crm_buf_cstr(b, "\r\n");
}

static void text(struct crm_buf *b, struct crm_str s)
{
	while (s.n) {
		size_t n = plain(s);
		struct crm_str rest, one;

		crm_buf_add(b, s.p, n);
		s.p += n;
		s.n -= n;
		if (!s.n)
			return;
		rest = s;
		crm_utf8_next(&rest);
		one = (struct crm_str){s.p, s.n - rest.n};
		if (one.n == 1 && strchr("\\;,", one.p[0]) && one.p[0]) {
			crm_buf_char(b, '\\');
			crm_buf_char(b, one.p[0]);
		} else if (crm_str_is(one, "\n")) {
			crm_buf_cstr(b, "\\n");
		} else if (crm_str_is(one, "\t")) {
			crm_buf_char(b, ' ');
		} else if (!crm_str_is(one, "\r")) {
			struct crm_buf shown; /* `\x1b` of a control is text, too: its backslash is
						 escaped */

			crm_buf_init(&shown);
			crm_utf8_show(&shown, one);
			if (shown.n > one.n)
				crm_buf_char(b, '\\');
			crm_buf_str(b, crm_buf_view(&shown));
			crm_buf_release(&shown);
		}
		s = rest;
	}
}

static void text_line(struct crm_buf *b, const char *name, struct crm_str s)
{
	struct crm_buf all;

	if (s.n == 0)
		return;
	crm_buf_init(&all);
	crm_buf_printf(&all, "%s:", name);
	text(&all, s);
	line(b, crm_buf_view(&all));
	crm_buf_release(&all);
}

static void date(struct crm_buf *b, int32_t day)
{
	struct crm_ymd y = crm_date_ymd(day);

	crm_buf_printf(b, "%04d%02d%02d", y.year, y.month, y.day);
}

static void moment(struct crm_buf *b, struct crm_when w)
{
	int min = w.min == CRM_NO_MIN ? 0 : w.min;

	date(b, w.day);
	crm_buf_printf(b, "T%02d%02d00", min / 60, min % 60);
}

void crm_ical_begin(struct crm_buf *b)
{
	crm_buf_cstr(b, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//crm//crm-overdue//EN\r\n");
}

static void when(struct crm_buf *b, const char *name, struct crm_when w)
{
	if (w.day == CRM_NO_DAY)
		return;
	crm_buf_printf(b, w.min == CRM_NO_MIN ? "%s;VALUE=DATE:" : "%s:", name);
	if (w.min == CRM_NO_MIN)
		date(b, w.day);
	else
		moment(b, w);
	crm_buf_cstr(b, "\r\n");
}

void crm_ical_todo(struct crm_buf *b, const struct crm_todo *t)
{
	const char *what = t->event ? "VEVENT" : "VTODO";

	crm_buf_printf(b, "BEGIN:%s\r\n", what);
	text_line(b, "UID", t->uid);
	crm_buf_cstr(b, "DTSTAMP:");
	moment(b, t->stamp);
	crm_buf_cstr(b, "Z\r\n");
	when(b, t->event ? "DTSTART" : "DUE", t->due);
	text_line(b, "SUMMARY", t->summary);
	text_line(b, "DESCRIPTION", t->description);
	text_line(b, "CATEGORIES", t->category);
	/* it takes none of the day: two of them collide with nothing */
	crm_buf_cstr(b, t->event ? "TRANSP:TRANSPARENT\r\n" : "STATUS:NEEDS-ACTION\r\n");
	crm_buf_printf(b, "END:%s\r\n", what);
}

void crm_ical_end(struct crm_buf *b)
{
	crm_buf_cstr(b, "END:VCALENDAR\r\n");
}
