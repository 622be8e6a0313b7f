/* digest.c - crm-remind --digest. */
#include "tool/digest.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/utf8.h"
#include "format/csv.h"
#include "format/table.h"
#include "tool/overdueviews.h"

enum { WHO, WHAT, AMOUNT, DAYS, ACTION, COLUMNS };

/* Half an amount would be another one: it stands apart and is never cut.  Of what it is and what to do
 * the longer one gives way. */
static const struct crm_table_column table_columns[COLUMNS] = {
	[WHO] = {"", false, 2, false, 0, CRM_GIVE_END},
	[WHAT] = {"", false, 3, false, 0, CRM_GIVE_END},
	[AMOUNT] = {"", true, 0, true, 0, CRM_GIVE_END},
	[DAYS] = {"", true, 0, false, 0, CRM_GIVE_END},
	[ACTION] = {"", false, 3, false, 0, CRM_GIVE_END},
};

struct line {
	struct crm_str cell[COLUMNS];
};

struct part {
	const char *title, *more;
	struct line *line; /* heap array */
	size_t n, cap;
	size_t shown; /* so many are printed */
};

enum which { OPEN, MINE, OWED, CARE, PARTS };

struct page {
	struct crm_tool *t;
	struct crm_remind *run;
	struct crm_arena mem;
	struct part part[PARTS];
	struct crm_intern critical; /* clients whose band is critical */
	struct crm_str head;
};

static struct line *line_add(struct page *p, enum which which)
{
	struct part *part = &p->part[which];

	crm_grow(&part->line, &part->cap, part->n + 1, sizeof *part->line);
	return memset(&part->line[part->n++], 0, sizeof *part->line);
}

static struct crm_str keep(struct page *p, const char *text)
{
	return crm_arena_str(&p->mem, crm_str(text));
}

/* ---- lines ---- */

static void open_line(struct page *p, const struct crm_open *o)
{
	struct line *l = line_add(p, OPEN);
	char day[CRM_WHEN_TEXT];

	crm_date_text(o->at.day, day);
	l->cell[WHO] = crm_arena_str(&p->mem, o->client);
	l->cell[WHAT] = crm_str(crm_arena_printf(
		&p->mem, "%.*s %.*s", (int)o->step.n, o->step.p, (int)o->ref.n, o->ref.p));
	l->cell[DAYS] = keep(p, day);
	/* standard error has the command with the whole id */
	l->cell[ACTION] = crm_str(_("check whether it was sent, then --settle it"));
}

/* What another run is handing over is no matter of mine. */
static int open_lines(struct page *p, struct crm_err *e)
{
	struct crm_open *o;
	size_t i, n;

	if (crm_remind_open(p->run, &o, &n, e))
		return -1;
	for (i = 0; i < n; i++)
		if (!o[i].underway)
			open_line(p, &o[i]);
	return 0;
}

static const struct crm_claim *claim_of(const struct page *p, struct crm_str client,
	struct crm_str ref)
{
	const struct crm_notices *n = &p->run->notices;
	size_t i;

	for (i = 0; i < n->claims; i++)
		if (crm_str_eq(n->claim[i].client, client) && crm_str_eq(n->claim[i].ref, ref))
			return &n->claim[i];
	return NULL;
}

/* An invoice: what goes out by itself and when, or what stops it. */
static struct crm_str money_action(struct page *p, struct crm_str client, struct crm_str ref)
{
	const struct crm_claim *c = claim_of(p, client, ref);
	char day[CRM_WHEN_TEXT];
	struct crm_str text, step;
	struct crm_buf b;

	if (!c)
		return CRM_STR("");
	crm_buf_init(&b);
	step = c->next < 0 ? CRM_STR("") : c->standing->ladder->step[c->next].name;
	crm_date_text(c->on, day);
	if (c->held.why) {
		crm_buf_cstr(&b, _("waits: "));
		crm_held_text(c->standing, &c->held, &b);
	} else if (c->next < 0) {
		crm_buf_cstr(&b, _("no reminders left: decide what next"));
	} else if (c->small) {
		crm_buf_cstr(&b, _("too small for a reminder"));
	} else if (c->due) {
		crm_buf_printf(&b, _("send today's reminder: %.*s"), (int)step.n, step.p);
	} else {
		crm_buf_printf(&b, _("nothing yet; %.*s on %s"), (int)step.n, step.p, day);
	}
	text = crm_arena_str(&p->mem, crm_buf_view(&b));
	crm_buf_release(&b);
	return text;
}

static struct crm_str action_of(struct crm_str kind)
{
	int i = crm_kind_find(kind);

	return i < 0 || !crm_kinds[i].brief ? CRM_STR("") : crm_str(_(crm_kinds[i].brief));
}

/* ---- the report ---- */

enum { C_CLIENT, C_KIND, C_WHO, C_REF, C_DAYS, C_AMOUNT, C_CURRENCY, NEEDED, C_BAND = NEEDED, COLS };

static const char *const names[COLS] = {
	"client", "kind", "who", "ref", "days", "amount", "currency", "band"};

static void critical_add(struct page *p, struct crm_str client)
{
	struct line *l;

	if (crm_intern_find(&p->critical, client) >= 0)
		return;
	crm_intern_add(&p->critical, client);
	l = line_add(p, CARE);
	l->cell[WHO] = crm_arena_str(&p->mem, client);
	l->cell[WHAT] = CRM_STR("critical");
	l->cell[ACTION] = crm_str(_("call first, then crm-risk --explain"));
}

/* A reply goes by the id of its row, which says nothing to a person. */
static struct crm_str what_of(struct page *p, const struct crm_str *cell)
{
	struct crm_uuid id;

	if (!cell[C_REF].n || !crm_uuid_parse(cell[C_REF], &id))
		return crm_arena_str(&p->mem, cell[C_KIND]);
	return crm_str(crm_arena_printf(&p->mem, "%.*s %.*s", (int)cell[C_KIND].n, cell[C_KIND].p,
		(int)cell[C_REF].n, cell[C_REF].p));
}

static void row(struct page *p, const struct crm_str *cell)
{
	bool invoice = crm_str_is(cell[C_KIND], "invoice");
	struct line *l = line_add(p, crm_str_is(cell[C_WHO], "me") ? MINE : OWED);

	l->cell[WHO] = crm_arena_str(&p->mem, cell[C_CLIENT]);
	l->cell[WHAT] = what_of(p, cell);
	if (cell[C_AMOUNT].n)
		l->cell[AMOUNT] = crm_str(crm_arena_printf(&p->mem, "%.*s %.*s", (int)cell[C_AMOUNT].n,
			cell[C_AMOUNT].p, (int)cell[C_CURRENCY].n, cell[C_CURRENCY].p));
	l->cell[DAYS] = crm_arena_str(&p->mem, cell[C_DAYS]);
	l->cell[ACTION] = invoice ? money_action(p, cell[C_CLIENT], cell[C_REF]) : action_of(cell[C_KIND]);
	if (crm_str_is(cell[C_BAND], "critical"))
		critical_add(p, cell[C_CLIENT]);
}

static int rows(struct page *p, struct crm_csv_file *csv, const char *name, struct crm_err *e)
{
	const struct crm_csv_record *head;
	struct crm_csv_record rec;
	struct crm_str cell[COLS];
	int at[COLS], i, st;

	if (crm_csv_header(csv, &head, e))
		return -1;
	for (i = 0; i < COLS; i++) {
		at[i] = crm_csv_column(head, names[i]);
		if (at[i] < 0 && i < NEEDED)
			return crm_err_at(e, CRM_USAGE, name, 1, "header",
				_("column '%s' is missing: give it what crm-overdue prints"), names[i]);
	}
	while ((st = crm_csv_next(csv, &rec, e))) {
		if (st < 0 && e->status == CRM_SYSTEM)
			return -1;
		if (st < 0) {
			crm_find_err(&p->t->finds, e, CRM_STR(""));
			continue;
		}
		for (i = 0; i < COLS; i++)
			cell[i] = at[i] < 0 ? CRM_STR("") : rec.cell[at[i]];
		row(p, cell);
	}
	return 0;
}

static int report(struct page *p, const struct crm_given *g, struct crm_err *e)
{
	struct crm_csv_file *csv;
	FILE *in;
	int st;

	if (g->bytes.n == 0)
		return 0; /* crm-overdue --quiet-empty */
	in = fmemopen(g->bytes.p, g->bytes.n, "r");
	if (!in)
		return crm_err_errno(e, g->name, _("cannot be read"));
	csv = crm_csv_open(in, g->name, ',');
	st = rows(p, csv, g->name, e);
	crm_csv_close(csv);
	fclose(in);
	return st;
}

/* ---- the book itself ---- */

static void item_row(struct page *p, const struct crm_item *it)
{
	struct crm_str cell[COLS] = {
		[C_CLIENT] = it->client,
		[C_KIND] = crm_str(crm_kinds[it->kind].name),
		[C_WHO] = crm_str(crm_kinds[it->kind].who == CRM_BY_ME ? "me" : "client"),
		[C_REF] = it->ref,
		[C_DAYS] = crm_str(crm_arena_printf(&p->mem, "%d", (int)it->days)),
	};
	struct crm_buf amount;

	crm_buf_init(&amount);
	if (it->money) {
		crm_money_text(&amount, it->amount, it->currency);
		cell[C_AMOUNT] = crm_buf_view(&amount);
		cell[C_CURRENCY] = crm_str(crm_currency_code(it->currency));
	}
	row(p, cell);
	crm_buf_release(&amount);
}

/* What crm-overdue would print: at a terminal nobody pipes it in. */
static int whole_book(struct page *p, struct crm_err *e)
{
	struct crm_overdue want = {.kinds = 0};
	struct crm_caserun run;
	size_t i;
	int st;

	crm_caserun_init(&run, p->t);
	st = crm_overdue_read(&run, &want, 0, e);
	if (!st)
		crm_overdue_list(&run.view, &want);
	for (i = 0; i < want.n; i++)
		item_row(p, &want.item[i]);
	crm_release(&want.item);
	crm_caserun_release(&run);
	return st;
}

/* ---- one screen ---- */

/* Lines that a part takes: its title, its rows, and how many more there are. */
static size_t height(const struct part *part)
{
	return part->n ? 1 + part->shown + (part->shown < part->n) : 0;
}

/* What I owe gets all the room that the others leave. */
static void fit(struct page *p)
{
	static const size_t least[PARTS] = {2, 5, 4, 3};
	size_t used = 1 + (p->critical.n >= 3), i;
	static const enum which order[] = {MINE, OWED, OPEN, CARE};

	for (i = 0; i < PARTS; i++) {
		struct part *part = &p->part[i];

		part->shown = part->n < least[i] ? part->n : least[i];
		used += height(part);
	}
	for (i = 0; i < PARTS; i++) {
		struct part *part = &p->part[order[i]];

		while (part->shown < part->n && used < CRM_DIGEST_LINES) {
			used -= height(part);
			part->shown++;
			used += height(part);
		}
	}
}

static void part_print(const struct part *part, struct crm_buf *out)
{
	struct crm_table *table;
	size_t i, k;

	if (!part->n)
		return;
	crm_buf_printf(out, "%s\n", _(part->title));
	table = crm_table_new(table_columns, COLUMNS);
	for (i = 0; i < part->shown; i++)
		for (k = 0; k < COLUMNS; k++)
			crm_table_cell(table, part->line[i].cell[k]);
	crm_table_layout(table, CRM_DIGEST_WIDTH - 2);
	for (i = 0; i < part->shown; i++) {
		crm_buf_cstr(out, "  ");
		crm_table_line(table, i, out);
	}
	crm_table_free(table);
	if (part->shown < part->n) {
		crm_buf_cstr(out, "  ");
		crm_buf_printf(out, _("and %zu more: %s"), part->n - part->shown, part->more);
		crm_buf_char(out, '\n');
	}
}

static size_t print(struct page *p, struct crm_buf *out)
{
	char day[CRM_WHEN_TEXT];
	size_t i, n = 0;

	for (i = 0; i < PARTS; i++)
		n += p->part[i].n;
	crm_date_text(p->run->now.day, day);
	if (!n) {
		if (!p->t->quiet_empty)
			crm_buf_printf(out, _("%s: nothing waits for you today\n"), day);
		return 0;
	}
	fit(p);
	crm_buf_printf(out, _("%s: %zu for me, %zu for clients\n"), day, p->part[MINE].n,
		p->part[OWED].n);
	for (i = 0; i < PARTS; i++)
		part_print(&p->part[i], out);
	if (p->critical.n >= 3)
		crm_buf_printf(out, _("%zu clients are critical: slow down, breathe, choose\n"),
			(size_t)p->critical.n);
	return n;
}

int crm_digest(struct crm_tool *t, const struct crm_given *g, struct crm_remind *run,
	struct crm_err *e)
{
	struct page p = {.t = t, .run = run, .part = {
		[OPEN] = {.title = N_("Messages that may have been sent"),
			.more = "crm-remind --explain"},
		[MINE] = {.title = N_("What I owe"), .more = "crm-overdue --who=me"},
		[OWED] = {.title = N_("What I am owed"), .more = "crm-overdue --who=client"},
		[CARE] = {.title = N_("Who needs care"), .more = "crm-risk"},
	}};
	struct crm_buf out;
	size_t i, n = 0;
	int st;

	crm_arena_init(&p.mem);
	crm_intern_init(&p.critical);
	crm_buf_init(&out);
	st = open_lines(&p, e) || (g->whole ? whole_book(&p, e) : report(&p, g, e)) ? -1 : 0;
	if (!st) {
		n = print(&p, &out);
		fwrite(out.p, 1, out.n, t->sink);
	}
	for (i = 0; i < PARTS; i++)
		crm_release(&p.part[i].line);
	crm_buf_release(&out);
	crm_intern_release(&p.critical);
	crm_arena_release(&p.mem);
	return st ? st : crm_tool_listed(t, n);
}
