/* Any bytes as one line: the fast scanner gives what libcsv gives, or leaves the line to it. */
#include "format/scan.h"
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct crm_csv_judge *judge, const struct crm_scan *s)
{
	struct crm_csv_record want;
	size_t i;

	if (s->odd || s->line.n == 0)
		return;
	if (crm_csv_judge_line(judge, s->line, &want) || want.n != s->n)
		abort();
	for (i = 0; i < s->n; i++)
		if (!crm_str_eq(s->cell[i], want.cell[i]))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_csv_judge *judge = crm_csv_judge_new(',');
	struct crm_scan s;
	struct crm_buf b;

	crm_buf_init(&b);
	crm_buf_add(&b, data, size);
	crm_buf_char(&b, '\n');
	memset(crm_buf_room(&b, CRM_SCAN_SLACK), 0, CRM_SCAN_SLACK);
	crm_scan_line(b.p, &s);
	check(judge, &s);
	crm_buf_release(&b);
	crm_csv_judge_free(judge);
	return 0;
}
