/* input.c - what crm-remind was given: rows of crm-overdue, or drafts. */
#include "tool/remind/remind.h"
#include "base/i18n.h"
#include "format/csv.h"
#include "format/yaml.h"
#include <sys/stat.h>
#include <unistd.h>

/* Nothing was piped in: a terminal, cron's /dev/null, or closed, which crm_sink_guard made /dev/null. */
static bool no_input(void)
{
	struct stat st, null;

	return isatty(STDIN_FILENO) ||
	       (fstat(STDIN_FILENO, &st) == 0 && S_ISCHR(st.st_mode) &&
		       stat("/dev/null", &null) == 0 && st.st_rdev == null.st_rdev);
}

/* A file by that name is meant before a client, and a name with a point is that of a file. */
static bool names_client(const struct crm_tool *t)
{
	return t->argc && !strchr(t->argv[0], '.') && strcmp(t->argv[0], "-") != 0 &&
	       access(t->argv[0], F_OK) != 0 && crm_client_ok(crm_str(t->argv[0]));
}

int crm_input_read(struct crm_tool *t, bool empty_whole, struct crm_input *out, struct crm_err *e)
{
	memset(out, 0, sizeof *out);
	crm_buf_init(&out->bytes);
	out->whole = t->argc == 0 && no_input();
	if (out->whole)
		return 0;
	if (names_client(t))
		return crm_whom_operands(t, &out->whom, e);
	if (crm_tool_read(t, t->argc ? t->argv[0] : NULL, SIZE_MAX, &out->name, &out->bytes, e))
		return -1;
	out->drafts = crm_draft_looks(crm_buf_view(&out->bytes));
	out->whole = empty_whole && t->argc == 0 && out->bytes.n == 0;
	return 0;
}

void crm_input_release(struct crm_input *g)
{
	crm_buf_release(&g->bytes);
}

static int rows(struct crm_tool *t, struct crm_csv_file *csv, const char *name,
	const struct crm_input_rows *r, struct crm_err *e)
{
	const struct crm_csv_record *head;
	struct crm_str cell[CRM_INPUT_COLUMNS];
	struct crm_csv_record rec;
	int at[CRM_INPUT_COLUMNS], st;
	size_t i;

	if (crm_csv_header(csv, &head, e))
		return -1;
	for (i = 0; i < r->columns; i++) {
		at[i] = crm_csv_column(head, r->column[i]);
		if (at[i] < 0 && i < r->needed)
			return crm_err_at(e, CRM_USAGE, name, 1, "header",
				_("column '%s' is missing: give it what crm-overdue prints"), r->column[i]);
	}
	while ((st = crm_csv_next(csv, &rec, e))) {
		if (st < 0 && e->status == CRM_SYSTEM)
			return -1;
		if (st < 0) {
			crm_find_err(&t->finds, e, CRM_STR(""));
			continue;
		}
		for (i = 0; i < r->columns; i++)
			cell[i] = at[i] < 0 ? CRM_STR("") : rec.cell[at[i]];
		r->row(r->ctx, cell);
	}
	return 0;
}

int crm_input_rows(struct crm_tool *t, const struct crm_input *g, const struct crm_input_rows *r,
	struct crm_err *e)
{
	struct crm_csv_file *csv;
	int st;

	if (g->bytes.n == 0)
		return 0; /* crm-overdue --quiet-empty */
	csv = crm_csv_open_text(crm_buf_view(&g->bytes), g->name, ',');
	st = rows(t, csv, g->name, r, e);
	crm_csv_close(csv);
	return st;
}

/* The rows of a report choose the invoices; all facts are read from the book again. */
static void row_choose(void *ctx, const struct crm_str *cell)
{
	if (crm_str_is(cell[1], "invoice"))
		crm_remind_choose(ctx, cell[0], cell[2]);
}

int crm_input_choose(struct crm_tool *t, struct crm_input *g, struct crm_remind *run,
	struct crm_err *e)
{
	static const char *const columns[] = {"client", "kind", "ref"};
	size_t i;

	if (g->whole)
		return 0;
	for (i = 0; i < g->whom.n; i++)
		crm_remind_choose_client(run, g->whom.item[i]);
	if (g->whom.n)
		return 0;
	if (!g->drafts) {
		run->choosing = true;
		return crm_input_rows(
			t, g, &(struct crm_input_rows){columns, 3, 3, row_choose, run}, e);
	}
	if (crm_draft_read(&run->mem, crm_buf_view(&g->bytes), g->name, &g->draft, &g->n, &t->finds, e))
		return -1;
	crm_remind_choose_drafts(run, g->draft, g->n);
	return 0;
}
