/* show.c - crm-log --show: one client on one screen. */
#include "base/i18n.h"
#include "base/utf8.h"
#include "due/aging.h"
#include "due/overdue.h"
#include "format/daysaid.h"
#include "tool/log/log.h"
#include "tool/risk/run.h"
#include <stdio.h>

enum { SCREEN = 22, LEAST = 1 }; /* lines between two prompts; rows that are shown all the same */
enum { AHEAD = 90, ITEMS = 6, LAST = 5, PEOPLE = 3, WIDTH = 80 };

struct show {
	struct crm_tool *tool;
	struct crm_str client;
	struct crm_buf out;
	int width;
	bool colour;
	struct crm_riskrun run; /* all rows of the client */
	struct crm_reread *again;
	int32_t day; /* of the row above */
	bool full;   /* the screen */
};

static void line(struct show *s, struct crm_buf *b)
{
	struct crm_str text = crm_buf_view(b);

	if (crm_utf8_width(text) > (size_t)s->width) {
		crm_buf_str(&s->out, crm_utf8_cut(text, (size_t)s->width - 1));
		crm_buf_cstr(&s->out, "\xe2\x80\xa6");
	} else {
		crm_buf_str(&s->out, text);
	}
	crm_buf_char(&s->out, '\n');
	crm_buf_clear(b);
}

static void heading(struct show *s, const char *text)
{
	crm_buf_printf(&s->out, "%s%s%s\n", s->colour ? "\033[1m" : "", text, s->colour ? "\033[0m" : "");
}

static void piece(struct crm_buf *b, const char *before, struct crm_str text)
{
	if (!text.n)
		return;
	crm_buf_cstr(b, before);
	crm_utf8_show(b, text);
}

/* ---- who ---- */

static void who(struct show *s, const struct crm_client *c)
{
	struct crm_buf b;
	size_t i;

	crm_buf_init(&b);
	crm_utf8_show(&b, c->name);
	crm_buf_printf(&b, " (%.*s)", (int)s->client.n, s->client.p);
	piece(&b, ", ", c->hours);
	line(s, &b);
	for (i = 0; i < c->people_n && i < PEOPLE; i++) {
		const struct crm_person *p = &c->people[i];

		crm_buf_cstr(&b, "  ");
		crm_utf8_show(&b, p->name.n ? p->name : p->email);
		piece(&b, ", ", p->role);
		piece(&b, ", ", p->phone);
		piece(&b, ", ", p->name.n ? p->email : CRM_STR(""));
		line(s, &b);
	}
	if (c->people_n > PEOPLE) {
		crm_buf_printf(&b, _("  and %zu more in %.*s"), c->people_n - PEOPLE, (int)c->file.n,
			c->file.p);
		line(s, &b);
	}
	if (!c->exists) {
		crm_buf_printf(&b, _("  no profile: crm-log --new-client %.*s makes one"),
			(int)s->client.n, s->client.p);
		line(s, &b);
	}
	crm_buf_release(&b);
}

/* ---- what is open ---- */

static void when(struct crm_buf *b, const struct crm_item *it)
{
	char text[CRM_WHEN_TEXT];

	crm_date_text(it->due.day, text);
	crm_buf_printf(b, "  %s  ", text[0] ? text : "          ");
	if (it->days > 0)
		crm_buf_printf(b, CRM_NGETTEXT("%d day late", "%d days late", (unsigned long)it->days),
			it->days);
	else if (it->days == 0)
		crm_buf_cstr(b, _("today"));
	else
		crm_buf_printf(b, CRM_NGETTEXT("in %d day", "in %d days", (unsigned long)-it->days),
			-it->days);
}

static void item(struct show *s, const struct crm_item *it)
{
	struct crm_str note = it->note;
	struct crm_buf b, held;
	struct crm_row row;

	/* the dates of what was asked are for machines: below stands what was asked */
	if (it->kind == CRM_KIND_INTEREST)
		note = CRM_STR("");
	else if (!note.p && crm_reread_row(s->again, it->row->offset, &row) == 0)
		note = row.note;
	crm_buf_init(&b);
	when(&b, it);
	piece(&b, ", ", crm_keyword(CRM_KEYWORD_KIND, crm_str(crm_kinds[it->kind].name)));
	if (!it->by_id)
		piece(&b, " ", it->ref);
	if (it->money) {
		crm_buf_char(&b, ' ');
		crm_money_say(&b, it->amount, it->currency);
		crm_buf_printf(&b, " %s", crm_currency_code(it->currency));
	}
	crm_buf_init(&held);
	crm_keyword_held(&held, it->held);
	piece(&b, _(", held: "), crm_buf_view(&held));
	crm_buf_release(&held);
	if (note.p && note.n)
		piece(&b, " \xe2\x80\x93 ", note);
	else {
		crm_buf_cstr(&b, " \xe2\x80\x93 ");
		crm_action_text(&b, &it->action);
	}
	line(s, &b);
	crm_buf_release(&b);
}

static void side(struct show *s, const struct crm_overdue *o, enum crm_by by, const char *title)
{
	size_t i, n = 0;

	for (i = 0; i < o->n; i++) {
		if (crm_kinds[o->item[i]->kind].who != by)
			continue;
		if (!n++)
			heading(s, title);
		if (n <= ITEMS)
			item(s, o->item[i]);
	}
	if (n > ITEMS)
		crm_buf_printf(&s->out, _("  and %zu more: crm-overdue --within=%dd %.*s\n"), n - ITEMS,
			AHEAD, (int)s->client.n, s->client.p);
}

static void money(struct show *s, const struct crm_overdue *want)
{
	struct crm_aging *at;
	size_t i, n;

	at = crm_aging_of(&s->run.run.view, want, &n);
	for (i = 0; i < n; i++) {
		crm_buf_cstr(&s->out, _("open: "));
		crm_money_say(&s->out, at[i].total, at[i].currency);
		crm_buf_printf(&s->out, " %s, ", crm_currency_code(at[i].currency));
		crm_money_say(&s->out, at[i].total - at[i].age[0], at[i].currency);
		crm_buf_cstr(&s->out, _(" of it late\n"));
	}
}

static void open_items(struct show *s)
{
	struct crm_overdue want = {.whom = {&s->client, 1}, .by_due = true,
		.sent_today = true, .within = AHEAD};

	money(s, &want);
	crm_overdue_list(&s->run.run.view, &want);
	side(s, &want, CRM_BY_ME, _("I must"));
	side(s, &want, CRM_BY_CLIENT, _("They must"));
	crm_release(&want.item);
}

/* ---- risk ---- */

static void risk(struct show *s)
{
	struct crm_risk one;

	crm_riskrun_one(&s->run, s->client, false, &one);
	crm_buf_cstr(&s->out, _("risk: "));
	crm_risk_figure(&s->out, one.score.risk);
	crm_buf_printf(&s->out, ", %s, %s", crm_risk_word(crm_band_name(one.score.band)),
		crm_risk_word(crm_stage_name(one.score.stage)));
	crm_buf_printf(&s->out, _("; why: crm-risk --explain %.*s\n"), (int)s->client.n, s->client.p);
}

/* ---- the last rows ---- */

/* The newest rows first; what the programs sent is none. */
static size_t newest(const struct crm_case *c, const struct crm_entry *row[LAST])
{
	struct crm_entries r;
	size_t n = 0, i;
	int e;

	for (e = 1; e < CRM_EVENTS; e++) {
		r = crm_case_rows(c, (enum crm_event)e);
		while (e != CRM_EV_REMINDER && r.n-- > 0) {
			for (i = n; i && crm_entry_cmp(row[i - 1], r.row[r.n]) < 0;)
				i--;
			if (i == LAST)
				break;
			n += n < LAST;
			memmove(row + i + 1, row + i, (n - 1 - i) * sizeof *row);
			row[i] = r.row[r.n];
		}
	}
	return n;
}

static size_t lines(const struct crm_buf *b)
{
	size_t i, n = 0;

	for (i = 0; i < b->n; i++)
		n += b->p[i] == '\n';
	return n;
}

/* A row, under its day; of those that the screen has no more room for, none. */
static void last_row(struct show *s, uint64_t offset, bool anyway)
{
	struct crm_buf b;
	struct crm_row row;

	if (s->full || crm_reread_row(s->again, offset, &row))
		return;
	crm_buf_init(&b);
	if (row.at.day != s->day) {
		crm_buf_cstr(&b, "  ");
		crm_log_day(&b, row.at.day, s->tool->now.day);
		crm_buf_char(&b, '\n');
	}
	crm_log_entry(&b, &row, s->width, false);
	s->full = !anyway && lines(&s->out) + lines(&b) > SCREEN;
	if (!s->full)
		crm_buf_str(&s->out, crm_buf_view(&b));
	s->day = row.at.day;
	crm_buf_release(&b);
}

/* S0.12, S4.8: what one can come back to in a talk, and of which of the two one never asked. */
static void asked_after(struct show *s, const struct crm_case *c)
{
	static const char *const what[] = {N_("asked how they are: "), N_("asked about business: ")};
	const struct crm_entry *asked[] = {
		crm_interest_newest(c, "person"), crm_interest_newest(c, "business")};
	char day[CRM_DAY_SAID];
	struct crm_row row;
	struct crm_buf b;
	size_t i;

	crm_buf_init(&b);
	for (i = 0; i < 2 && (asked[0] || asked[1]); i++) {
		crm_day_said(asked[i] ? asked[i]->day : CRM_NO_DAY, day);
		crm_buf_printf(&b, "%s%s", _(what[i]), day[0] ? day : _("never"));
		if (asked[i] && crm_reread_row(s->again, asked[i]->offset, &row) == 0)
			piece(&b, " \xe2\x80\x93 ", row.note);
		line(s, &b);
	}
	crm_buf_release(&b);
}

static void last_rows(struct show *s, const struct crm_case *c)
{
	const struct crm_entry *row[LAST];
	size_t i, n = newest(c, row);

	asked_after(s, c);
	if (n)
		heading(s, _("Last"));
	for (i = 0; i < n; i++)
		last_row(s, row[i]->offset, i < LEAST);
}

static int page(struct show *s, struct crm_err *e)
{
	struct crm_client c;

	crm_client_read(&s->tool->book, &s->tool->policy, s->client, &c, &s->tool->finds);
	who(s, &c);
	if (crm_riskrun_read(&s->run, s->client, e))
		return -1;
	/* rows by their place in the file that was read just now */
	s->again = crm_reread_open(&s->tool->book, s->tool->policy.currency, e);
	if (!s->again)
		return -1;
	risk(s);
	open_items(s);
	last_rows(s, crm_caserun_open(&s->run.run, s->client));
	return 0;
}

int crm_log_show(struct crm_tool *t, const char *client)
{
	struct show s = {.tool = t, .day = CRM_NO_DAY};
	struct crm_report shape;
	struct crm_err e;
	int r;

	if (t->argc || t->format)
		return crm_tool_usage(t, "%s",
			_("--show takes one client and no format: for rows, use crm-overdue or "
				"crm-log --list"));
	if (!*client) {
		crm_err_at(&e, CRM_USAGE, "", 0, "--show", _("'%.*s' is not a valid client id"), 0, "");
		return crm_tool_fail(t, &e);
	}
	if (crm_client_typed(&t->book, t->policy.currency, "--show", crm_str(client), &s.client, &e))
		return crm_tool_fail(t, &e);
	crm_tool_report(t, &shape);
	s.width = shape.width > 0 ? shape.width : WIDTH;
	s.colour = shape.colour;
	crm_buf_init(&s.out);
	crm_riskrun_init(&s.run, t);
	r = page(&s, &e);
	fwrite(s.out.p, 1, r ? 0 : s.out.n, t->sink);
	crm_reread_close(s.again);
	crm_riskrun_release(&s.run);
	crm_buf_release(&s.out);
	return r ? crm_tool_fail(t, &e) : CRM_OK;
}
