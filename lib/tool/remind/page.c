/* page.c - the page that is read at half past seven by somebody in a hurry. */
#include "tool/remind/page.h"
#include "base/i18n.h"
#include "base/sort.h"
#include "format/daysaid.h"
#include "format/table.h"
#include <stdlib.h>

enum { WHO, WHEN, SAY, WHAT, AMOUNT, COLUMNS, MANY = 3, LEAST_OPEN = 2 };

/* Half an amount would be another one: it stands apart and is never cut.  What to do is not cut either:
 * it goes on below in its column, so that there is room for the ref, by which the act is logged. */
static const struct crm_table_column table_columns[COLUMNS] = {
	[WHO] = {"", false, 2, false, 0, CRM_GIVE_END},
	[WHEN] = {"", false, 0, false, 0, CRM_GIVE_END},
	[SAY] = {"", false, 5, false, 0, CRM_GIVE_WRAP},
	[WHAT] = {"", false, 4, false, 0, CRM_GIVE_END},
	[AMOUNT] = {"", true, 0, true, 0, CRM_GIVE_END},
};

void crm_digest_page_init(struct crm_digest_page *p)
{
	memset(p, 0, sizeof *p);
	crm_intern_init(&p->critical);
}

void crm_digest_page_release(struct crm_digest_page *p)
{
	crm_release(&p->line);
	crm_release(&p->open);
	crm_intern_release(&p->critical);
}

struct crm_digest_line *crm_digest_add(struct crm_digest_page *p)
{
	crm_grow(&p->line, &p->cap, p->n + 1, sizeof *p->line);
	return memset(&p->line[p->n++], 0, sizeof *p->line);
}

struct crm_digest_line *crm_digest_open(struct crm_digest_page *p)
{
	crm_grow(&p->open, &p->open_cap, p->opens + 1, sizeof *p->open);
	return memset(&p->open[p->opens++], 0, sizeof *p->open);
}

/* ---- the choice ---- */

/* A letter before a question; what can still be kept in time, the nearest limit first, before what is
 * late, the fresh before the old. */
static int urgency(const struct crm_digest_line *a, const struct crm_digest_line *b)
{
	int x = crm_acts[a->act].rank, y = crm_acts[b->act].rank;

	if (x != y)
		return x - y;
	if (a->firm != b->firm)
		return a->firm ? -1 : 1;
	if ((a->days > 0) != (b->days > 0))
		return a->days > 0 ? 1 : -1;
	if (a->days != b->days)
		return (a->days < b->days) == (a->days > 0) ? -1 : 1;
	if (a->min != b->min)
		return a->min - b->min;
	if (a->act != b->act)
		return (int)a->act - (int)b->act;
	return crm_str_cmp(a->what, b->what);
}

static int by_client(const void *va, const void *vb)
{
	const struct crm_digest_line *a = va, *b = vb;
	int c = crm_str_cmp(a->client, b->client);

	return c ? c : urgency(a, b);
}

/* Of lines already chosen: the first ones by urgency, a critical client before its equals; each is
 * followed by its second. */
static int by_urgency(const void *va, const void *vb, void *ctx)
{
	const struct crm_digest_line *line = ctx, *a, *b;
	int c;

	a = &line[*(const size_t *)va];
	b = &line[*(const size_t *)vb];
	c = urgency(a, b);
	return c ? c : crm_str_cmp(a->client, b->client);
}

/* Whether a line may stand beside the first of its client: independent of it, and against nothing. */
static bool beside(const struct crm_digest_line *first, const struct crm_digest_line *l)
{
	enum crm_act_kind k = crm_acts[l->act].kind;

	/* whom one leaves, or restates the limits to, is shown nothing new the same morning */
	if (first->act == CRM_ACT_DISTANCE || first->act == CRM_ACT_END || first->act == CRM_ACT_LIMITS || k == CRM_ACT_OF_CARE || k == crm_acts[first->act].kind)
		return false;
	/* a meeting is no neighbour of a registered letter, nor is an apology one of a demand */
	return !(k == CRM_ACT_OF_TALK && first->firm) &&
	       !(k == CRM_ACT_OF_MONEY && crm_acts[first->act].kind == CRM_ACT_OF_TALK &&
		       crm_acts[first->act].rank > crm_acts[CRM_ACT_KEEP].rank);
}

/* Who owes in two currencies gets two messages: each has its line. */
static bool another_message(const struct crm_digest_line *first, const struct crm_digest_line *l)
{
	const struct crm_digest_line *k;
	bool one = false;

	for (k = first; l->message && k < l; k++) {
		if (!k->message || (k != first && !k->second))
			continue;
		if (k->message == l->message)
			return false;
		one = true;
	}
	return one;
}

/* S0.29: a promise that waits behind another would be read about when it is broken.  Of money the line
 * itself says how many invoices it is about. */
static void count(struct crm_digest_line *first, struct crm_digest_line *second,
	const struct crm_digest_line *l)
{
	enum crm_act_kind k = crm_acts[l->act].kind;

	if (l->days > 0 || k == CRM_ACT_OF_CARE || k == CRM_ACT_OF_MONEY)
		return;
	if (k == crm_acts[first->act].kind)
		first->more++;
	else if (second && k == crm_acts[second->act].kind)
		second->more++;
}

void crm_digest_choose(struct crm_digest_page *p)
{
	struct crm_digest_line *kept = crm_calloc(p->n + 1, sizeof *kept);
	size_t *first = crm_calloc(p->n + 1, sizeof *first), i, k = 0, n = 0;
	struct crm_digest_line *second = NULL;

	crm_sort(p->line, p->n, sizeof *p->line, by_client);
	for (i = 0; i < p->n; i++) {
		if (i == 0 || !crm_str_eq(p->line[i].client, p->line[first[k - 1]].client)) {
			first[k++] = i;
			second = NULL;
		} else if (!second && beside(&p->line[first[k - 1]], &p->line[i])) {
			second = &p->line[i];
			second->second = true;
		} else if (another_message(&p->line[first[k - 1]], &p->line[i])) {
			p->line[i].second = true;
		} else {
			count(&p->line[first[k - 1]], second, &p->line[i]);
		}
	}
	if (k)
		qsort_r(first, k, sizeof *first, by_urgency, p->line);
	for (p->clients = k, k = 0; k < p->clients; k++) {
		kept[n++] = p->line[first[k]];
		for (i = first[k] + 1; i < p->n && crm_str_eq(p->line[i].client, kept[n - 1].client); i++)
			if (p->line[i].second)
				kept[n++] = p->line[i];
	}
	crm_release(&first);
	crm_release(&p->line);
	p->line = kept;
	p->n = p->cap = n;
}

/* ---- the page ---- */

static void cells(struct crm_table *t, const struct crm_digest_line *l)
{
	struct crm_buf what;

	crm_buf_init(&what);
	crm_buf_str(&what, l->what);
	if (l->more)
		crm_buf_printf(&what, "%s+%u", what.n ? " " : "", l->more);
	crm_table_cell(t, l->second ? CRM_STR("") : l->client);
	crm_table_cell(t, l->when);
	crm_table_cell(t, l->say);
	crm_table_cell(t, crm_buf_view(&what));
	crm_table_cell(t, l->amount);
	crm_buf_release(&what);
}

static size_t part(const struct crm_digest_line *line, size_t n, struct crm_buf *out)
{
	struct crm_table *table = crm_table_new(table_columns, COLUMNS);
	size_t i, from = out->n, lines = 0;

	for (i = 0; i < n; i++)
		cells(table, &line[i]);
	crm_table_layout(table, CRM_DIGEST_WIDTH);
	for (i = 0; i < n; i++) {
		crm_table_line(table, i, out);
		if (line[i].how.n) /* never cut: it is to be copied */
			crm_buf_printf(out, "  %.*s\n", (int)line[i].how.n, line[i].how.p);
	}
	crm_table_free(table);
	for (i = from; i < out->n; i++)
		lines += out->p[i] == '\n';
	return lines;
}

/* As many of the first ones as have room: a block is whole or not there, and one line is for the rest. */
static size_t fit(const struct crm_digest_page *p, size_t room, struct crm_buf *rows)
{
	size_t shown = p->n <= room ? p->n : room - 1;

	for (;; shown--) {
		if (shown < p->n && shown && p->line[shown].second)
			continue;
		crm_buf_clear(rows);
		if (!shown || part(p->line, shown, rows) <= room - (shown < p->n))
			return shown;
	}
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Their lines, at most so many, since a narrow one goes on below; returns how many that are. */
static size_t open_part(const struct crm_digest_page *p, size_t room, struct crm_buf *out)
{
	size_t shown = least(p->opens, room), lines;

	for (; p->opens; shown--) {
		crm_buf_clear(out);
		crm_buf_printf(out, "%s\n", _("Messages that may have been sent"));
		lines = 1 + part(p->open, shown, out) + (shown < p->opens);
		if (shown < p->opens)
			crm_buf_printf(out, _("and %zu more: %s\n"), p->opens - shown, "crm-remind --explain");
		if (lines <= room + 2 || shown == 1)
			return lines;
	}
	return 0;
}

/* Whose trust is critical: named, or too many. */
static void critical_part(const struct crm_digest_page *p, struct crm_buf *out)
{
	uint32_t i;

	if (p->critical.n >= MANY) {
		crm_buf_printf(out, _("%zu clients are critical: slow down, breathe, choose\n"),
			(size_t)p->critical.n);
		return;
	}
	for (i = 0; i < p->critical.n; i++)
		crm_buf_printf(out, _("critical: %.*s; read crm-risk --explain first\n"),
			(int)p->critical.str[i].n, p->critical.str[i].p);
}

static void unwell_part(const struct crm_digest_page *p, struct crm_buf *out)
{
	if (p->unwell)
		crm_buf_printf(out, "%s\n",
			p->unwell > 1
				? _("unwell three times in four weeks: take a day off, put off what can wait")
				: _("this is a heavy time for you: breathe, take a walk, then answer"));
}

void crm_digest_print(struct crm_digest_page *p, int32_t today, struct crm_buf *out)
{
	size_t room = CRM_DIGEST_LINES - 1, shown, more, i;
	char day[CRM_DAY_SAID];
	struct crm_buf rows, opens;

	room -= p->critical.n >= MANY ? 1 : p->critical.n;
	room -= p->unwell > 0;
	crm_buf_init(&rows);
	crm_buf_init(&opens);
	room -= open_part(p, p->n > room / 2 ? LEAST_OPEN : room / 2, &opens);
	shown = fit(p, room, &rows);
	for (i = shown, more = 0; i < p->n; i++)
		more += !p->line[i].second;
	crm_buf_printf(out,
		CRM_NGETTEXT("%s: %zu client to see to\n", "%s: %zu clients to see to\n", p->clients),
		crm_day_said(today, day), p->clients);
	unwell_part(p, out);
	critical_part(p, out);
	crm_buf_str(out, crm_buf_view(&opens));
	crm_buf_str(out, crm_buf_view(&rows));
	crm_buf_release(&opens);
	crm_buf_release(&rows);
	if (more)
		crm_buf_printf(out, CRM_NGETTEXT("and %zu more client: %s\n", "and %zu more clients: %s\n", more),
			more, "crm-overdue --within=morning");
}
