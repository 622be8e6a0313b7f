/* views.c - the report of crm-overdue, its calendar and its table of ages. */
#include "tool/overdue/views.h"
#include "base/i18n.h"
#include "due/aging.h"
#include "due/said.h"
#include "format/daysaid.h"
#include "law/limit.h"
#include "law/owed.h"
#include "letter/calendar/todo.h"
#include "tool/vdir.h"
#include "tool/zone.h"

/* In the order in which row() puts them. */
enum { CLIENT, KIND, WHO, REF, SINCE, DUE, DAYS, AMOUNT, CURRENCY, INTEREST, FEE, STEP,
	REMINDED, HELD, LIMIT, NOTE, ACTION, COLUMNS };

static const struct crm_report_column columns[COLUMNS] = {
	[CLIENT] = {"client", CRM_CELL_TEXT, N_("client"), 1, false},
	[KIND] = {"kind", CRM_CELL_TEXT, N_("kind"), 0, false},
	[WHO] = {"who", CRM_CELL_TEXT, N_("who"), 6, true},
	[REF] = {"ref", CRM_CELL_TEXT, N_("ref"), 2, false},
	[SINCE] = {"since", CRM_CELL_WHEN, N_("since"), 12, true},
	[DUE] = {"due", CRM_CELL_WHEN, N_("due"), 4, true},
	[DAYS] = {"days", CRM_CELL_WHOLE, N_("days"), 0, false},
	[AMOUNT] = {"amount", CRM_CELL_MONEY, N_("amount"), 0, true},
	[CURRENCY] = {"currency", CRM_CELL_TEXT, N_("cur"), 0, true},
	[INTEREST] = {"interest", CRM_CELL_MONEY, N_("interest"), 10, true},
	[FEE] = {"fee", CRM_CELL_MONEY, N_("fee"), 10, true},
	[STEP] = {"step", CRM_CELL_TEXT, N_("step"), 8, true},
	[REMINDED] = {"reminded", CRM_CELL_WHEN, N_("reminded"), 9, true},
	[HELD] = {"held", CRM_CELL_TEXT, N_("held"), 5, true},
	[LIMIT] = {"limit", CRM_CELL_TEXT, N_("limit"), 11, true},
	[NOTE] = {"note", CRM_CELL_TEXT, N_("note"), 6, true},
	[ACTION] = {"action", CRM_CELL_SAY, N_("action"), 3, false},
};

enum { NARROW = 64, ID = 8 };

/* On half a screen the note goes below its row.  The due day and the days say the same; for want of
 * room a list of what is late keeps the days, an agenda its day, of which the time goes first. */
static void columns_fit(int width, bool agenda, struct crm_report_column col[COLUMNS])
{
	memcpy(col, columns, sizeof columns);
	if (width && width < NARROW)
		col[NOTE].type = CRM_CELL_LONG;
	if (agenda) {
		col[DAYS].table_skip = true;
		col[DAYS].shrink = col[DUE].shrink;
		col[DUE].table_skip = false;
		col[DUE].shrink++;
	}
}

/* For people the piece of an id that crm-log --list and --void know. */
static void ref(struct crm_report *r, const struct crm_item *it)
{
	char text[16];

	if (!it->by_id || !r->format->words || it->ref.n < ID) {
		crm_report_text(r, it->ref);
		return;
	}
	snprintf(text, sizeof text, "\xe2\x80\xa6%.*s", ID, it->ref.p + it->ref.n - ID);
	crm_report_word(r, text);
}

static const struct crm_report_column aging_columns[] = {
	{"client", CRM_CELL_TEXT, N_("client"), 1, false},
	{"currency", CRM_CELL_TEXT, N_("cur"), 0, false},
	{"current", CRM_CELL_MONEY, N_("current"), 0, false},
	{"1-30", CRM_CELL_MONEY, NULL, 0, false},
	{"31-60", CRM_CELL_MONEY, NULL, 0, false},
	{"61-90", CRM_CELL_MONEY, NULL, 0, false},
	{"91+", CRM_CELL_MONEY, NULL, 0, false},
	{"total", CRM_CELL_MONEY, N_("total"), 0, false},
};

/* Notes are read again for so many items at a time: one way through the file each. */
enum { BLOCK = 4096 };

/* What most items are about.  Of what few are, such as messages, the notes are read again. */
#define NOTED                                                                                      \
	(CRM_EV_BIT(CRM_EV_INVOICE) | CRM_EV_BIT(CRM_EV_PROMISE) | CRM_EV_BIT(CRM_EV_DEADLINE) |    \
		CRM_EV_BIT(CRM_EV_NEXT) | CRM_EV_BIT(CRM_EV_OFFER) | CRM_EV_BIT(CRM_EV_MISSION) |   \
		CRM_EV_BIT(CRM_EV_CONFLICT) | CRM_EV_BIT(CRM_EV_INCIDENT))

int crm_overdue_read(
	struct crm_caserun *r, const struct crm_overdue *want, uint64_t more, struct crm_err *e)
{
	/* of one client fewer rows are kept */
	struct crm_str client = want->whom.n == 1 ? want->whom.item[0] : CRM_STR("");

	r->view.store.waits_only = crm_overdue_waits(want);
	r->view.store.notes = !want->notes ? 0
				: want->kinds == 1u << CRM_KIND_INVOICE ? CRM_EV_BIT(CRM_EV_INVOICE) : NOTED;
	return crm_caserun_read(r, crm_overdue_events(want, &r->tool->policy) | more, client, e);
}

/* A list under way. */
struct list {
	struct crm_caserun *run;
	struct crm_overdue *want;
	bool events; /* of a calendar, not tasks */
	struct crm_tool *tool;
	struct crm_reread *again;
	struct crm_note_wanted *wanted;
	struct crm_str *note; /* of the items of this block */
	struct crm_arena text;
	size_t limits; /* invoices whose limitation comes within a year */
	int32_t limit; /* the nearest of them */
	size_t barred; /* whose limit has passed */
	size_t more;   /* invoices for which the legal floor is over the rate of the regime */
	size_t unheld; /* invoices whose contract rate was held against no floor */
	size_t foreign; /* invoices whose fee is in another currency */
};

static int list_begin(struct list *l, struct crm_err *e)
{
	crm_arena_init(&l->text);
	l->want->sent_today = l->want->costs = true;
	crm_overdue_list(&l->run->view, l->want);
	if (!l->want->n)
		return 0;
	l->again = crm_reread_open(&l->tool->book, l->tool->policy.currency, e);
	if (!l->again)
		return -1;
	l->wanted = crm_alloc(BLOCK, sizeof *l->wanted);
	l->note = crm_alloc(BLOCK, sizeof *l->note);
	return 0;
}

static void list_end(struct list *l)
{
	crm_reread_close(l->again);
	crm_release(&l->wanted);
	crm_release(&l->note);
	crm_arena_release(&l->text);
}

/* The notes of a block that begins with the item given. */
static void notes_read(struct list *l, size_t from)
{
	size_t n = l->want->n - from < BLOCK ? l->want->n - from : BLOCK, i, k = 0;
	struct crm_item *const *it = l->want->item + from;

	crm_arena_release(&l->text);
	for (i = 0; i < n; i++) {
		l->note[i] = it[i]->note;
		if (!it[i]->note.p && !crm_entry_note(&l->run->view.store, it[i]->row, &l->note[i]))
			l->wanted[k++] = (struct crm_note_wanted){
				it[i]->row->offset, it[i]->client, &l->note[i]};
	}
	crm_reread_notes(l->again, l->wanted, k, &l->text);
}

/* The note of an item, as stored; items are gone through in order. */
static struct crm_str note_of(struct list *l, size_t i)
{
	if (i % BLOCK == 0)
		notes_read(l, i);
	return l->note[i % BLOCK];
}

static void amount(struct crm_report *r, int64_t minor, int currency)
{
	if (minor)
		crm_report_money(r, minor, currency);
	else
		crm_report_none(r);
}

/* Limits of the coming year are counted, and the nearest is kept. */
static void limit_count(struct list *l, int32_t limit)
{
	int warn = limit == CRM_NO_DAY ? 0 : crm_limit_warn(limit, l->tool->now.day);

	l->barred += warn < 0;
	if (warn <= 0)
		return;
	if (!l->limits++ || limit < l->limit)
		l->limit = limit;
}

/* The contract rate of a client, where it stands; the figures stay those of the contract. */
static void rate_warn(struct list *l, const struct crm_item *it)
{
	const struct crm_client *p = it->standing->profile;
	struct crm_err e;

	crm_err_at(&e, CRM_PARTIAL, p->file.p, p->penalty_line, "penalty_rate", "%s",
		_("is below three times the legal rate, the least that the law allows"));
	crm_find_err(&l->tool->finds, &e, it->client)->warning = true;
}

static void rate_look(struct list *l, const struct crm_item *it)
{
	unsigned notes = it->bill->costs.notes;

	if (notes & CRM_INTEREST_UNDER_FLOOR)
		rate_warn(l, it);
	l->unheld += !!(notes & CRM_INTEREST_NO_FLOOR);
	l->more += !!(notes & CRM_INTEREST_FLOOR_HIGHER);
	l->foreign += !!(notes & CRM_INTEREST_FEE_CURRENCY);
}

/* For machines its key, which no language changes; for people its words. */
static void action(struct crm_report *r, const struct crm_item *it)
{
	enum crm_act act = crm_item_act(it);
	const char *brief = crm_act_brief(act, it->days < 0);

	crm_report_word(r, r->format->words && *brief ? _(brief) : crm_acts[act].key);
}

/* Upkeep has keys instead of a note. */
static void note_cell(struct crm_report *r, const struct crm_item *it, struct crm_str note)
{
	struct crm_buf b;

	if (!r->format->words || it->kind != CRM_KIND_INTEREST) {
		crm_report_text(r, note);
		return;
	}
	crm_buf_init(&b);
	crm_note_said(&b, it, note);
	crm_report_text(r, crm_buf_view(&b));
	crm_buf_release(&b);
}

static void row(struct list *l, struct crm_report *r, const struct crm_item *it,
	struct crm_str note)
{
	struct crm_costs costs = {.limit = CRM_NO_DAY}; /* what is not known stays empty */

	if (it->bill) {
		costs = it->bill->costs;
		limit_count(l, costs.limit);
		rate_look(l, it);
	}
	crm_report_text(r, it->client);
	crm_report_key(r, CRM_KEYWORD_KIND, crm_str(crm_kinds[it->kind].name));
	crm_report_key(r, CRM_KEYWORD_BY, crm_str(crm_by_name(crm_kinds[it->kind].who)));
	ref(r, it);
	crm_report_when(r, it->since);
	crm_report_when(r, it->due);
	crm_report_int(r, it->days);
	if (it->money) {
		crm_report_money(r, it->amount, it->currency);
		crm_report_currency(r, it->currency);
	} else {
		crm_report_none(r);
		crm_report_none(r);
	}
	amount(r, costs.interest, it->currency);
	amount(r, costs.fee, it->currency);
	crm_report_key(r, CRM_KEYWORD_STEP, it->step);
	crm_report_when(r, it->reminded);
	crm_report_held(r, it->held);
	crm_report_when(r, (struct crm_when){costs.limit, CRM_NO_MIN});
	note_cell(r, it, note);
	action(r, it);
	if (it->days > 0)
		crm_report_mark(r);
}

/* crm-tables(5): said once a run, for the nearest; the column has the days. */
static void limit_warn(const struct list *l)
{
	char day[CRM_DAY_SAID];

	if (l->barred)
		crm_tool_warn(l->tool,
			CRM_NGETTEXT("the limitation of %zu invoice has passed: unless something interrupted "
				     "it, it cannot be claimed in court; see the column limit",
				"the limitation of %zu invoices has passed: unless something interrupted it, "
				"they cannot be claimed in court; see the column limit",
				l->barred),
			l->barred);
	if (!l->limits)
		return;
	crm_tool_warn(l->tool,
		CRM_NGETTEXT("%zu invoice becomes time-barred within a year, on %s: see the "
			"column limit",
			"%zu invoices become time-barred within a year, the first on %s: see "
			"the column limit",
			l->limits),
		l->limits, crm_day_said(l->limit, day));
}

/* What the figures of some invoices leave out; said once a run, on request. */
static void rates_note(const struct list *l)
{
	if (l->more)
		crm_tool_note(l->tool,
			CRM_NGETTEXT("three times the legal rate is higher than the default rate "
				     "for %zu invoice; the default rate was taken",
				"three times the legal rate is higher than the default rate for "
				"%zu invoices; the default rate was taken",
				l->more),
			l->more);
	if (l->unheld)
		crm_tool_note(l->tool,
			CRM_NGETTEXT("the contract rate of %zu invoice was not compared with the "
				"legal rate: that of a half-year is missing",
				"the contract rates of %zu invoices were not compared with the "
				"legal rate: that of a half-year is missing",
				l->unheld),
			l->unheld);
	if (l->foreign)
		crm_tool_note(l->tool,
			CRM_NGETTEXT("the fee of %zu invoice is in another currency and is left out",
				"the fee of %zu invoices is in another currency and is left out",
				l->foreign),
			l->foreign);
}

static void entry(struct list *l, struct crm_buf *b, size_t i)
{
	const struct crm_item *it = l->want->item[i];

	crm_todo_item(b, it, note_of(l, i),
		crm_zone_utc(crm_view_stamp(&l->run->view, it->number)),
		l->events ? l->tool->now.day : CRM_NO_DAY);
}

/* A file an item; those of earlier runs that are done go. */
static int folder(struct list *l, struct crm_err *e)
{
	const struct crm_overdue *o = l->want;
	struct crm_buf b, uid;
	struct crm_vdir v;
	size_t i;
	int st = crm_vdir_open(&v, l->tool->folder, e);

	crm_buf_init(&b);
	crm_buf_init(&uid);
	for (i = 0; !st && i < o->n; i++) {
		b.n = uid.n = 0;
		crm_ical_begin(&b);
		entry(l, &b, i);
		crm_ical_end(&b);
		crm_todo_uid(&uid, o->item[i]);
		st = crm_vdir_put(&v, crm_buf_view(&uid), crm_buf_view(&b), e);
	}
	/* a row that could not be read may be one of those that seem done */
	if (!st && crm_finds_status(&l->tool->finds) == CRM_OK)
		st = crm_vdir_sweep(&v, e);
	crm_vdir_close(&v);
	crm_buf_release(&b);
	crm_buf_release(&uid);
	return st;
}

static size_t calendar(struct list *l)
{
	const struct crm_overdue *o = l->want;
	struct crm_buf b;
	size_t i;

	crm_buf_init(&b);
	crm_ical_begin(&b);
	for (i = 0; i < o->n; i++)
		entry(l, &b, i);
	crm_ical_end(&b);
	if (o->n || !l->tool->quiet_empty)
		fwrite(b.p, 1, b.n, l->tool->sink);
	crm_buf_release(&b);
	return o->n;
}

static size_t rows(struct list *l)
{
	const struct crm_overdue *o = l->want;
	struct crm_report_column col[COLUMNS];
	struct crm_report out;
	size_t i;

	crm_tool_report(l->tool, &out);
	columns_fit(out.width, o->by_due || o->within || o->morning, col);
	crm_report_begin(&out, col, COLUMNS);
	for (i = 0; i < o->n; i++)
		row(l, &out, o->item[i], note_of(l, i));
	return crm_report_end(&out);
}

int crm_overdue_report(struct crm_caserun *r, struct crm_overdue *want, bool events)
{
	struct list l = {.run = r, .want = want, .events = events, .tool = r->tool};
	struct crm_err e;
	int st = CRM_OK;
	size_t n;

	if (list_begin(&l, &e))
		return crm_tool_fail(r->tool, &e);
	n = want->n;
	if (r->tool->format && r->tool->format->calendar) /* an unknown zone was named before */
		(void)crm_zone_set(crm_arena_cstr(&r->tool->mem, r->tool->policy.timezone), &e);
	if (r->tool->folder)
		st = folder(&l, &e) ? crm_tool_fail(r->tool, &e) : CRM_OK;
	else
		n = r->tool->format && r->tool->format->calendar ? calendar(&l) : rows(&l);
	limit_warn(&l);
	rates_note(&l);
	list_end(&l);
	return crm_exit_raise(st, crm_tool_listed(r->tool, n));
}

int crm_overdue_aging(struct crm_caserun *r, const struct crm_overdue *want)
{
	struct crm_report report;
	struct crm_aging *line;
	size_t i, k, n;

	line = crm_aging_of(&r->view, want, &n);
	CRM_TOOL_ROWS(r->tool, &report, aging_columns);
	for (i = 0; i < n; i++) {
		crm_report_text(&report, line[i].client);
		crm_report_currency(&report, line[i].currency);
		for (k = 0; k < CRM_AGES; k++)
			crm_report_money(&report, line[i].age[k], line[i].currency);
		crm_report_money(&report, line[i].total, line[i].currency);
	}
	return crm_tool_listed(r->tool, crm_report_end(&report));
}
