/* export.c - giving a client what is known of them. */
#include "base/i18n.h"
#include "format/yaml.h"
#include "privacy/erase.h"
#include "privacy/papers.h"

struct work {
	struct crm_buf *rows;
	struct crm_str client;
	size_t n, head;
};

static void reset(void *ctx)
{
	struct work *w = ctx;

	w->rows->n = w->head;
	w->n = 0;
}

static void take(void *ctx, const struct crm_row *row)
{
	struct work *w = ctx;

	if (!crm_str_eq(row->client, w->client))
		return;
	crm_row_line(w->rows, row);
	w->n++;
}

static int rows_read(struct crm_book *b, struct work *w, int currency, struct crm_err *e)
{
	struct crm_journal_job job = {
		.events = CRM_EV_ALL & ~CRM_EV_BIT(CRM_EV_VOID),
		.now = {INT32_MAX, CRM_NO_MIN},
		.currency = currency,
		.client = w->client,
		.reset = reset,
		.row = take,
		.ctx = w,
	};

	crm_buf_cstr(w->rows, CRM_JOURNAL_HEADER "\n");
	w->head = w->rows->n;
	return crm_journal_read(b, &job, NULL, NULL, e); /* --check tells what is wrong */
}

static void render(struct crm_buf *out, const struct work *w, struct crm_str profile,
	const struct crm_list *papers)
{
	size_t i;

	crm_buf_cstr(out, "---\nclient: ");
	crm_yaml_quote(out, w->client);
	crm_buf_cstr(out, "\nprofile: ");
	crm_yaml_block(out, profile, 2);
	crm_buf_cstr(out, "journal: ");
	crm_yaml_block(out, crm_buf_view(w->rows), 2);
	crm_buf_cstr(out, papers->n ? "outbox:\n" : "outbox: []\n");
	for (i = 0; i < papers->n; i++) {
		crm_buf_cstr(out, "  - ");
		crm_yaml_quote(out, papers->item[i]);
		crm_buf_char(out, '\n');
	}
}

int crm_export_client(struct crm_book *b, struct crm_str client, int currency, struct crm_buf *out,
	struct crm_err *e)
{
	struct crm_str profile = {"", 0};
	struct crm_list papers;
	struct crm_buf rows;
	struct work w = {.rows = &rows, .client = client};
	const char *file;
	int st;

	if (!crm_client_ok(client))
		return crm_err_at(e, CRM_USAGE, "", 0, "--export", _("'%.*s' is not a valid client id"),
			(int)client.n, client.p);
	file = crm_arena_printf(&b->mem, "clients/%.*s.yaml", (int)client.n, client.p);
	crm_buf_init(&rows);
	st = crm_book_read(b, file, CRM_YAML_MAX_PROFILE, &profile, e);
	if (st < 0 || rows_read(b, &w, currency, e) || crm_papers_of(b, client, &papers, e))
		st = -1;
	else if (st == 0 && !w.n)
		st = crm_client_unknown(b, currency, "--export", client, e);
	else
		render(out, &w, profile, &papers);
	crm_buf_release(&rows);
	return st < 0 ? -1 : 0;
}
