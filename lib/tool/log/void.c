/* void.c - crm-log --void: rows taken back. */
#include "base/i18n.h"
#include "base/intern.h"
#include "tool/log/log.h"
#include "tool/rowline.h"
#include <stdio.h>
#include <stdlib.h>

enum { LEAST = 8, ID = 36, NAMED = 3 }; /* characters of a short id; of an id; rows named at most */

/* A row that an operand may mean, or that a void takes back. */
struct match {
	uint32_t operand, client;
	struct crm_uuid id;
	bool is_void;
};

struct matches {
	struct match *item;
	size_t n, cap;
};

struct voiding {
	const struct crm_list_filter *filter;
	struct crm_str *operand; /* lower case */
	uint32_t operands;
	struct crm_intern clients;
	struct matches row, gone;
};

/* ---- looking ---- */

/* The whole id, or its beginning, or its end. */
static bool means(struct crm_str operand, const char id[ID + 1])
{
	return memcmp(operand.p, id, operand.n) == 0 ||
	       memcmp(operand.p, id + ID - operand.n, operand.n) == 0;
}

static void match_add(struct voiding *v, struct matches *m, const struct crm_row *row,
	const struct crm_uuid *id)
{
	char text[ID + 1];
	uint32_t i;

	crm_uuid_text(id, text);
	for (i = 0; i < v->operands; i++) {
		if (!means(v->operand[i], text))
			continue;
		crm_grow(&m->item, &m->cap, m->n + 1, sizeof *m->item);
		m->item[m->n++] = (struct match){i, crm_intern_add(&v->clients, row->client), *id,
			row->event == CRM_EV_VOID};
	}
}

static void void_row(void *ctx, const struct crm_row *row)
{
	struct voiding *v = ctx;
	struct crm_uuid id;

	if (!crm_list_client(v->filter, row->client))
		return;
	match_add(v, &v->row, row, &row->id);
	if (row->event == CRM_EV_VOID && crm_uuid_parse(row->ref, &id) == 0)
		match_add(v, &v->gone, row, &id);
}

static void void_reset(void *ctx)
{
	struct voiding *v = ctx;

	v->row.n = v->gone.n = 0;
}

static int look(struct crm_tool *t, struct voiding *v, struct crm_err *e)
{
	return crm_tool_rows(t, (struct crm_journal_job){.events = CRM_EV_ALL, .voids = true,
		.reset = void_reset, .row = void_row, .ctx = v}, e);
}

/* ---- one row an operand ---- */

static int match_cmp(const void *va, const void *vb, void *clients)
{
	const struct crm_str *name = ((struct crm_intern *)clients)->str;
	const struct match *a = va, *b = vb;
	int c = (a->operand > b->operand) - (a->operand < b->operand);

	c = c ? c : a->is_void - b->is_void;
	c = c ? c : crm_uuid_cmp(&a->id, &b->id);
	return c ? c : crm_str_cmp(name[a->client], name[b->client]);
}

static void name_rows(const struct voiding *v, const struct match *m, size_t n, struct crm_buf *b)
{
	char id[ID + 1];
	size_t i;

	for (i = 0; i < n && i < NAMED; i++) {
		struct crm_str client = v->clients.str[m[i].client];

		crm_uuid_text(&m[i].id, id);
		client = client.n ? client : CRM_STR("-");
		crm_buf_printf(b, "%s%s %.*s", i ? ", " : "", id, (int)client.n, client.p);
	}
	if (i < n)
		crm_buf_cstr(b, ", ...");
}

static int several(const struct voiding *v, const struct match *m, size_t n, struct crm_err *e)
{
	struct crm_str text = v->operand[m->operand];
	struct crm_buf b;
	size_t i;

	for (i = 1; i < n && crm_uuid_cmp(&m[i].id, &m->id) == 0; i++)
		;
	crm_buf_init(&b);
	name_rows(v, m, n, &b);
	if (i < n)
		crm_err_at(e, CRM_USAGE, NULL, 0, "--void",
			_("'%.*s' may be one of several rows (%s): write the whole id"), (int)text.n,
			text.p, b.p);
	else
		crm_err_at(e, CRM_USAGE, NULL, 0, "--void",
			_("several clients have a row with this id (%s): say whose, --client=ID"), b.p);
	crm_buf_release(&b);
	return -1;
}

/* The row that an operand means, of those that match it: sorted, rows before voids. */
static int choose(const struct voiding *v, uint32_t operand, const struct match *m, size_t n,
	const struct match **out, struct crm_err *e)
{
	struct crm_str text = v->operand[operand];
	size_t rows = 0;

	while (rows < n && !m[rows].is_void)
		rows++;
	*out = m;
	if (rows == 1)
		return 0;
	if (rows)
		return several(v, m, rows, e);
	if (n)
		return crm_err_at(e, CRM_USAGE, NULL, 0, "--void",
			_("%.*s is itself a void and cannot be voided: log that row again"),
			(int)text.n, text.p);
	return crm_err_at(e, CRM_USAGE, NULL, 0, "--void",
		_("no row has the id %.*s; crm-log --list shows them"), (int)text.n, text.p);
}

static bool is_gone(const struct voiding *v, const struct match *m)
{
	size_t i;

	for (i = 0; i < v->gone.n; i++)
		if (v->gone.item[i].client == m->client &&
			crm_uuid_cmp(&v->gone.item[i].id, &m->id) == 0)
			return true;
	return false;
}

/* ---- writing ---- */

static void line_add(struct voiding *v, const struct match *m, struct crm_when at,
	struct crm_buf *lines)
{
	struct crm_row row = crm_row_of(CRM_EV_VOID, at, v->clients.str[m->client]);
	char id[ID + 1];

	crm_tool_id(&row.id);
	crm_uuid_text(&m->id, id);
	row.ref = crm_str(id);
	crm_row_line(lines, &row);
	match_add(v, &v->gone, &row, &m->id); /* an operand that stands twice */
}

static int lines_make(struct crm_tool *t, struct voiding *v, struct crm_buf *lines, struct crm_err *e)
{
	const struct match *m, *at = v->row.item, *end = at + v->row.n;
	char id[ID + 1];
	uint32_t i;
	size_t n;

	for (i = 0; i < v->operands; i++, at += n) {
		for (n = 0; at + n < end && at[n].operand == i; n++)
			;
		if (choose(v, i, at, n, &m, e))
			return -1;
		crm_uuid_text(&m->id, id);
		if (is_gone(v, m))
			crm_tool_note(t, _("%s has already been voided"), id);
		else
			line_add(v, m, t->clock, lines);
	}
	return 0;
}

static int work(struct crm_tool *t, struct voiding *v, struct crm_err *e)
{
	struct crm_buf lines;
	int st;

	if (look(t, v, e))
		return -1;
	if (v->row.n)
		qsort_r(v->row.item, v->row.n, sizeof *v->row.item, match_cmp, &v->clients);
	crm_buf_init(&lines);
	st = lines_make(t, v, &lines, e);
	if (!st && lines.n)
		st = crm_log_write(t, crm_buf_view(&lines));
	crm_buf_release(&lines);
	return st;
}

static int operands_read(struct crm_tool *t, struct voiding *v, struct crm_err *e)
{
	uint32_t i;

	v->operands = (uint32_t)t->argc;
	v->operand = crm_arena_alloc(&t->mem, v->operands * sizeof *v->operand);
	for (i = 0; i < v->operands; i++) {
		struct crm_str s = crm_str(t->argv[i]);

		if (s.n > 3 && memcmp(s.p, "\xe2\x80\xa6", 3) == 0) { /* as a table cuts it: ... */
			s.p += 3;
			s.n -= 3;
		}
		if (s.n < LEAST || s.n > ID || strspn(s.p, "0123456789abcdef-") != s.n)
			return crm_err_at(e, CRM_USAGE, NULL, 0, "--void",
				_("'%.60s' is neither a row id nor at least its first or last %d "
					"characters; crm-log --list shows them"),
				t->argv[i], LEAST);
		v->operand[i] = s;
	}
	return 0;
}

static void say_row(struct crm_tool *t, const char *what, const struct crm_row *row)
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_row_brief(row, &b);
	crm_tool_warn(t, "%s %s", what, b.p);
	crm_buf_release(&b);
}

/* What is taken back is said before, and what comes next if one does it again after. */
static int void_last(struct crm_tool *t, struct crm_list_filter *f)
{
	char id[ID + 1], *argv[2] = {id, NULL};
	struct crm_reread *again;
	struct crm_row row;
	struct crm_err e;
	int r = crm_log_last(t, &row, &again, &e), st;

	if (r > 0) {
		say_row(t, _("voids:"), &row);
		crm_uuid_text(&row.id, id);
		f->client[0] = crm_arena_str(&t->mem, row.client);
		f->clients = 1;
		t->argv = argv;
	}
	crm_reread_close(again);
	if (r <= 0)
		return r < 0 ? crm_tool_fail(t, &e)
			     : crm_tool_usage(t, "%s", _("--void last: no typed row is left"));
	st = crm_log_void(t, f);
	if (st != CRM_OK)
		return st;
	if (crm_log_last(t, &row, &again, &e) > 0)
		say_row(t, _("last is now:"), &row);
	crm_reread_close(again);
	return st;
}

int crm_log_void(struct crm_tool *t, struct crm_list_filter *f)
{
	struct voiding v = {.filter = f};
	struct crm_err e;
	int st;

	if (!t->argc)
		return crm_tool_usage(t, "%s", _("--void needs the id of a row, or 'last'"));
	if (t->argc == 1 && !f->clients && strcmp(t->argv[0], "last") == 0)
		return void_last(t, f);
	if (operands_read(t, &v, &e) || crm_list_known(t, f, &e))
		return crm_tool_fail(t, &e);
	crm_intern_init(&v.clients);
	st = work(t, &v, &e);
	crm_intern_release(&v.clients);
	crm_release(&v.row.item);
	crm_release(&v.gone.item);
	return st < 0 ? crm_tool_fail(t, &e) : st;
}

struct newest {
	struct crm_uuid id;
	uint64_t offset;
	bool found;
};

static void newest_reset(void *ctx)
{
	struct newest *n = ctx;

	n->found = false;
}

/* Ids of typed rows begin with their time; those of imported rows follow from what they say, and
 * reminders are crm-remind's. */
static void newest_row(void *ctx, const struct crm_row *row)
{
	struct newest *n = ctx;

	if (row->event == CRM_EV_REMINDER || row->id.b[6] >> 4 != 7 ||
		(n->found && crm_uuid_cmp(&row->id, &n->id) <= 0))
		return;
	n->found = true;
	n->id = row->id;
	n->offset = row->offset;
}

int crm_log_last(struct crm_tool *t, struct crm_row *row, struct crm_reread **again,
	struct crm_err *e)
{
	struct newest n = {.found = false};
	struct crm_journal_job job = {.events = CRM_EV_ALL & ~CRM_EV_BIT(CRM_EV_VOID), .reset = newest_reset,
		.row = newest_row, .ctx = &n};

	*again = NULL;
	if (crm_tool_rows(t, job, e))
		return -1;
	if (!n.found)
		return 0;
	*again = crm_reread_open(&t->book, t->policy.currency, e);
	if (!*again || crm_reread_row(*again, n.offset, row))
		return -1;
	return 1;
}
