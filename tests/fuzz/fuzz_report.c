/* Any bytes as the report that crm-remind chooses by and crm-risk --join reads: columns are added to
 * each row, and nothing is chosen that no row names. */
#include "letter/remind.h"
#include "shelf.h"
#include "tool/remind/remind.h"
#include "tool/risk/views.h"

static const char journal[] = CRM_JOURNAL_HEADER "\n"
	"00000000-0000-7000-8000-000000000001,2026-04-01,acme,invoice,,me,F1,100,EUR,2026-05-01,,,,\n"
	"00000000-0000-7000-8000-000000000002,2026-04-02,beta,contact,,client,,,,,email,,,hello\n";

static struct crm_tool tool;
static struct crm_tables tables;
static struct crm_riskrun scores;

enum { AGAIN = 500 };

static void begin(void)
{
	shelf_make();
	shelf_put("journal.csv", crm_str(journal));
	tool.name = "fuzz";
	tool.dir_option = shelf;
	tool.today_option = "2026-06-15";
	tool.lang_option = "en";
	tool.colour = -1;
	tool.sink = fopen("/dev/null", "w");
	tool.format = crm_format_find("csv", false);
	if (!tool.sink || !tool.format)
		abort();
}

/* The book is read for AGAIN runs: its readers have harnesses of their own, and cost what 20 runs do. */
static void read_book(void)
{
	struct crm_err e;

	crm_finds_init(&tool.finds);
	crm_arena_init(&tool.mem);
	tool.book.dir = tool.book.lock = -1;
	if (crm_tool_open(&tool, &e) || crm_tables_read(&tool.book, &tables, &tool.finds, &e))
		abort();
	crm_riskrun_init(&scores, &tool);
	if (crm_riskrun_read(&scores, CRM_STR(""), &e))
		abort();
}

static void drop_book(void)
{
	crm_riskrun_release(&scores);
	crm_finds_release(&tool.finds);
	crm_arena_release(&tool.mem);
	crm_book_close(&tool.book);
}

static void join(struct crm_str bytes)
{
	FILE *in = fmemopen((void *)bytes.p, bytes.n, "r");

	if (!in)
		return;
	(void)crm_risk_join(&scores, in, "fuzz");
	fclose(in);
}

/* Whether a choice names what the book has; without one the facts of the day are those of the run before. */
static bool named(const struct crm_remind *run)
{
	static const char *const known[] = {"acme", "beta", "acme\nF1"};
	size_t i;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (crm_intern_find(&run->chosen, crm_str(known[i])) >= 0 ||
			crm_intern_find(&run->drafted, crm_str(known[i])) >= 0 ||
			crm_intern_find(&run->left_out, crm_str(known[i])) >= 0)
			return true;
	return false;
}

static void remind(struct crm_str bytes)
{
	struct crm_input given = {.name = "fuzz"};
	struct crm_remind run;
	struct crm_err e;

	crm_buf_init(&given.bytes);
	crm_buf_str(&given.bytes, bytes);
	given.drafts = crm_draft_looks(bytes);
	crm_remind_init(&run, &tool.book, &tool.policy, &tables);
	run.now = tool.now;
	run.clock = tool.clock;
	if (!crm_input_choose(&tool, &given, &run, &e) && named(&run))
		(void)crm_remind_read(&run, &e);
	crm_remind_release(&run);
	crm_input_release(&given);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static unsigned runs;
	struct crm_str bytes = {(const char *)data, size};

	if (!tool.name)
		begin();
	if (runs % AGAIN == 0) {
		if (runs)
			drop_book();
		read_book();
	}
	runs++;
	join(bytes);
	remind(bytes);
	crm_finds_clear(&tool.finds);
	return 0;
}
