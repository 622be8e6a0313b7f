/* diary.c - crm-log: rows as a diary, for a terminal. */
#include "base/i18n.h"
#include "base/utf8.h"
#include "format/daysaid.h"
#include "tool/log/log.h"
#include <stdio.h>

enum { WIDTH = 80, LEAST = 40, INDENT = 8, ID = 8 };

/* How far a day is from today, in words. */
static void distance(struct crm_buf *b, int32_t day, int32_t today)
{
	int days = day > today ? day - today : today - day;

	if (!days)
		crm_buf_cstr(b, _("today"));
	else if (days == 1)
		crm_buf_cstr(b, day > today ? _("tomorrow") : _("yesterday"));
	else if (day > today)
		crm_buf_printf(b, _("in %d days"), days);
	else
		crm_buf_printf(b, _("%d days ago"), days);
}

void crm_log_day(struct crm_buf *b, int32_t day, int32_t today)
{
	char text[CRM_DAY_SAID];

	crm_day_said(day, text);
	crm_buf_printf(b, "%s %s, ", crm_weekday_said(day), text);
	distance(b, day, today);
}

/* A word, on a new line where this one is full. */
static void put(struct crm_buf *b, struct crm_str w, size_t width, size_t *at)
{
	size_t n = crm_utf8_width(w);

	if (*at > INDENT && *at + 1 + n > width) {
		crm_buf_printf(b, "\n%*s", INDENT, "");
		*at = INDENT;
	} else if (*at > INDENT) {
		crm_buf_char(b, ' ');
		*at += 1;
	}
	crm_utf8_show(b, w);
	*at += n;
}

static void words(struct crm_buf *b, struct crm_str text, size_t width, size_t *at)
{
	struct crm_str w;

	while ((w = crm_str_word(&text, ' ')).n)
		put(b, w, width, at);
}

/* The short form that says what a contact is; -> NULL: the event by its name. */
static const char *short_of(const struct crm_row *row)
{
	if (row->event != CRM_EV_CONTACT)
		return NULL;
	if (crm_tag_word(row->tags, "missed"))
		return row->by == CRM_BY_CLIENT ? "missed" : NULL;
	return row->by == CRM_BY_ME ? "out" : row->by == CRM_BY_CLIENT ? "in" : "met";
}

static void facts(struct crm_buf *b, const struct crm_row *row, size_t width, size_t *at)
{
	const char *event = short_of(row);
	char due[CRM_WHEN_TEXT], level[32];
	struct crm_str rest, w;
	struct crm_buf money;

	put(b, crm_str(event ? event : crm_events[row->event].name), width, at);
	words(b, row->kind, width, at);
	if (!event && row->by != crm_events[row->event].by)
		words(b, crm_str(row->by == CRM_BY_CLIENT ? _("(client)") :
				 row->by == CRM_BY_ME ? _("(me)") : ""), width, at);
	words(b, row->ref, width, at);
	if (row->has_amount) {
		crm_buf_init(&money);
		crm_money_say(&money, row->amount, row->currency);
		crm_buf_printf(&money, "\xc2\xa0%s", crm_currency_code(row->currency));
		put(b, crm_buf_view(&money), width, at);
		crm_buf_release(&money);
	}
	if (row->due.day != CRM_NO_DAY) {
		crm_when_text(row->due, due);
		words(b, crm_str(_("due")), width, at);
		put(b, crm_str(due), width, at);
	}
	words(b, row->channel, width, at);
	if (row->level) {
		snprintf(level, sizeof level, _("level %d"), row->level);
		words(b, crm_str(level), width, at);
	}
	rest = row->tags;
	while ((w = crm_str_word(&rest, ' ')).n)
		if (!event || !crm_str_is(w, event)) /* `missed` is said */
			put(b, w, width, at);
}

/* The note as the text that it is: its lines one after the other. */
static void note(struct crm_buf *b, const struct crm_row *row, size_t width, size_t *at)
{
	struct crm_buf text;
	size_t i;

	if (!row->note.n)
		return;
	crm_buf_init(&text);
	crm_note_unescape(&text, row->note);
	for (i = 0; i < text.n; i++)
		if (text.p[i] == '\n' || text.p[i] == '\t')
			text.p[i] = ' ';
	put(b, CRM_STR("\xe2\x80\x93"), width, at);
	words(b, crm_buf_view(&text), width, at);
	crm_buf_release(&text);
}

void crm_log_entry(struct crm_buf *b, const struct crm_row *row, int width, bool client)
{
	size_t at = INDENT, full = width < LEAST ? (width > 0 ? LEAST : WIDTH) : (size_t)width;
	char id[37];

	if (row->at.min == CRM_NO_MIN)
		crm_buf_printf(b, "%*s", INDENT, "");
	else
		crm_buf_printf(b, "  %02d:%02d ", row->at.min / 60, row->at.min % 60);
	if (client)
		put(b, row->client.n ? row->client : CRM_STR("-"), full, &at);
	facts(b, row, full, &at);
	note(b, row, full, &at);
	crm_uuid_text(&row->id, id);
	if (at + 1 + ID > full) {
		crm_buf_char(b, '\n');
		at = 0;
	}
	crm_buf_printf(b, "%*s\n", (int)(full - at), id + 36 - ID);
}
