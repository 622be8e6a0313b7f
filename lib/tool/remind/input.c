/* input.c - what crm-remind was given: rows of crm-overdue, or drafts. */
#include "tool/remind/input.h"
#include "base/i18n.h"
#include "format/csv.h"
#include "format/yaml.h"
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 65536 };

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
	FILE *in;
	size_t n;
	int bad;

	memset(out, 0, sizeof *out);
	crm_buf_init(&out->bytes);
	out->whole = t->argc == 0 && no_input();
	if (out->whole)
		return 0;
	if (names_client(t))
		return crm_whom_operands(t, &out->whom, e);
	in = crm_tool_input(t, t->argc ? t->argv[0] : NULL, &out->name, e);
	if (!in)
		return -1;
	do {
		n = fread(crm_buf_room(&out->bytes, CHUNK), 1, CHUNK, in);
		out->bytes.n += n;
	} while (n == CHUNK);
	bad = ferror(in);
	if (in != stdin)
		fclose(in);
	out->drafts = crm_draft_looks(crm_buf_view(&out->bytes));
	out->whole = empty_whole && t->argc == 0 && out->bytes.n == 0;
	return bad ? crm_err_at(e, CRM_SYSTEM, out->name, 0, NULL, _("cannot be read to its end")) : 0;
}

void crm_input_release(struct crm_input *g)
{
	crm_buf_release(&g->bytes);
}

/* The rows of a report choose the invoices; all facts are read from the book again. */
static int report_rows(struct crm_tool *t, struct crm_csv_file *csv, const char *name,
	struct crm_remind *run, struct crm_err *e)
{
	const struct crm_csv_record *head;
	struct crm_csv_record row;
	int client, kind, ref, st;

	if (crm_csv_header(csv, &head, e))
		return -1;
	client = crm_csv_column(head, "client");
	kind = crm_csv_column(head, "kind");
	ref = crm_csv_column(head, "ref");
	if (client < 0 || kind < 0 || ref < 0)
		return crm_err_at(e, CRM_USAGE, name, 1, "header",
			_("columns client, kind and ref were expected: give it what crm-overdue prints"));
	while ((st = crm_csv_next(csv, &row, e))) {
		if (st < 0 && e->status == CRM_SYSTEM)
			return -1;
		if (st < 0)
			crm_find_err(&t->finds, e, CRM_STR(""));
		else if (crm_str_is(row.cell[kind], "invoice"))
			crm_remind_choose(run, row.cell[client], row.cell[ref]);
	}
	return 0;
}

static int report_choose(struct crm_tool *t, struct crm_input *g, struct crm_remind *run,
	struct crm_err *e)
{
	struct crm_csv_file *csv;
	int st;

	run->choosing = true;
	if (g->bytes.n == 0)
		return 0; /* crm-overdue --quiet-empty */
	csv = crm_csv_open_text(crm_buf_view(&g->bytes), g->name, ',');
	st = report_rows(t, csv, g->name, run, e);
	crm_csv_close(csv);
	return st;
}

int crm_input_choose(struct crm_tool *t, struct crm_input *g, struct crm_remind *run,
	struct crm_err *e)
{
	size_t i;

	if (g->whole)
		return 0;
	for (i = 0; i < g->whom.n; i++)
		crm_remind_choose_client(run, g->whom.item[i]);
	if (g->whom.n)
		return 0;
	if (!g->drafts)
		return report_choose(t, g, run, e);
	if (crm_draft_read(&run->mem, crm_buf_view(&g->bytes), g->name, &g->draft, &g->n, &t->finds, e))
		return -1;
	crm_remind_choose_drafts(run, g->draft, g->n);
	return 0;
}
