/* Any bytes as what is typed at the prompt, a word a line, `-a 5` an option: a row or the instalments of
 * a plan that are taken read in the journal as they were made. */
#include "config/plan.h"
#include "format/csv.h"
#include <stdint.h>
#include <stdlib.h>

enum { WORDS = 24, TODAY = 20619, MINUTE = 870 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct crm_policy policy;

/* One line of what is typed. */
static void take(struct crm_typed *in, char *line)
{
	struct {
		char letter;
		const char **to;
	} option[] = {{'r', &in->ref}, {'a', &in->amount}, {'y', &in->currency}, {'d', &in->due},
		{'k', &in->kind}, {'c', &in->channel}, {'l', &in->level}, {'b', &in->by}, {'w', &in->when}};
	size_t i;

	if (line[0] == '-' && line[1] == 'g' && line[2] == ' ' && in->tags < CRM_TYPED_TAGS) {
		in->tag[in->tags++] = line + 3;
		return;
	}
	for (i = 0; line[0] == '-' && line[1] && line[2] == ' ' && i < sizeof option / sizeof *option; i++)
		if (line[1] == option[i].letter) {
			*option[i].to = line + 3;
			return;
		}
	in->argv[in->argc++] = line;
}

static void typed(struct crm_arena *a, struct crm_str bytes, struct crm_typed *in)
{
	struct crm_str line;

	memset(in, 0, sizeof *in);
	in->argv = crm_arena_alloc(a, (WORDS + 1) * sizeof *in->argv);
	while (bytes.n && in->argc < WORDS) {
		line = crm_str_word(&bytes, '\n');
		take(in, crm_arena_cstr(a, line));
	}
}

static void same(const struct crm_row *row)
{
	struct crm_csv_judge *judge = crm_csv_judge_new(',');
	struct crm_csv_record cells;
	struct crm_buf one, two;
	struct crm_row back;
	struct crm_err e;

	crm_buf_init(&one);
	crm_buf_init(&two);
	crm_row_line(&one, row);
	if (memchr(one.p, '\n', one.n) != one.p + one.n - 1)
		abort();
	if (crm_csv_judge_line(judge, (struct crm_str){one.p, one.n - 1}, &cells) ||
		cells.n != CRM_COLUMNS || crm_row_check(cells.cell, policy.currency, &back, &e))
		abort();
	crm_row_line(&two, &back);
	if (!crm_str_eq(crm_buf_view(&one), crm_buf_view(&two)))
		abort();
	crm_buf_release(&one);
	crm_buf_release(&two);
	crm_csv_judge_free(judge);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_entry_now now = {.now = {TODAY, MINUTE}, .clock = {TODAY, MINUTE}, .policy = &policy};
	struct crm_row row, *rows = &row;
	struct crm_typed in;
	struct crm_arena a;
	struct crm_err e;
	size_t i, n = 1;
	bool bad;

	crm_policy_default(&policy);
	crm_arena_init(&a);
	now.dmy = size & 1;
	typed(&a, (struct crm_str){(const char *)data, size}, &in);
	if (crm_plan_is(&in))
		bad = crm_plan_rows(&a, &in, &now, &rows, &n, &e);
	else
		bad = crm_entry_row(&a, &in, &now, &row, &e);
	if (bad && (e.status != CRM_USAGE || !e.text[0]))
		abort();
	for (i = 0; !bad && i < n; i++)
		same(&rows[i]);
	crm_arena_release(&a);
	return 0;
}
