/* Any bytes as the report that crm-remind chooses by and crm-risk --join reads: columns are added to
 * each row, and nothing is chosen that no row names. */
#include "letter/remind.h"
#include "shelf.h"
#include "tool/input.h"
#include "tool/riskviews.h"

static const char journal[] = CRM_JOURNAL_HEADER "\n"
	"00000000-0000-7000-8000-000000000001,2026-04-01,acme,invoice,,me,F1,100,EUR,2026-05-01,,,,\n"
	"00000000-0000-7000-8000-000000000002,2026-04-02,beta,in,,client,,,,,email,,,hello\n";

static struct crm_tool tool;

static void begin(void)
{
	struct crm_err e;

	shelf_make();
	shelf_put("journal.csv", crm_str(journal));
	tool.name = "fuzz";
	tool.dir_option = shelf;
	tool.today_option = "2026-06-15";
	tool.lang_option = "en";
	tool.colour = -1;
	tool.book.dir = tool.book.lock = -1;
	crm_finds_init(&tool.finds);
	crm_arena_init(&tool.mem);
	tool.sink = fopen("/dev/null", "w");
	tool.format = crm_format_find("csv", false);
	if (!tool.sink || !tool.format || crm_tool_open(&tool, &e))
		abort();
}

static void join(struct crm_str bytes)
{
	struct crm_riskrun run;
	struct crm_err e;
	FILE *in = fmemopen((void *)bytes.p, bytes.n, "r");

	if (!in)
		return;
	crm_riskrun_init(&run, &tool);
	if (crm_riskrun_read(&run, CRM_STR(""), &e))
		abort();
	(void)crm_risk_join(&run, in, "fuzz");
	crm_riskrun_release(&run);
	fclose(in);
}

static void remind(struct crm_str bytes)
{
	struct crm_input given = {.name = "fuzz"};
	struct crm_tables tables;
	struct crm_remind run;
	struct crm_err e;

	crm_buf_init(&given.bytes);
	crm_buf_str(&given.bytes, bytes);
	given.drafts = crm_draft_looks(bytes);
	if (crm_tables_read(&tool.book, &tables, &tool.finds, &e))
		abort();
	crm_remind_init(&run, &tool.book, &tool.policy, &tables);
	run.now = tool.now;
	run.clock = tool.clock;
	if (!crm_input_choose(&tool, &given, &run, &e))
		(void)crm_remind_read(&run, &e);
	crm_remind_release(&run);
	crm_input_release(&given);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str bytes = {(const char *)data, size};
	struct crm_arena mem, book;

	if (!tool.name)
		begin();
	/* what a run keeps to its end is of this run only */
	mem = tool.mem;
	book = tool.book.mem;
	crm_arena_init(&tool.mem);
	crm_arena_init(&tool.book.mem);
	join(bytes);
	remind(bytes);
	crm_finds_clear(&tool.finds);
	crm_arena_release(&tool.mem);
	crm_arena_release(&tool.book.mem);
	tool.mem = mem;
	tool.book.mem = book;
	return 0;
}
