/* Maps and imports: what a map may say, the rows it gives, ids that stay the same. */
#include "import/import.h"
#include "unit.h"

#define BASE "date: DD/MM/YYYY\ndecimal: \",\"\ndelimiter: \";\"\nclients: any\n"

static struct crm_arena mem;
static struct crm_policy policy;
static struct crm_finds finds;
static struct crm_err err;
static struct crm_map map;
static struct crm_buf lines;

static void setup(void)
{
	crm_arena_init(&mem);
	crm_policy_default(&policy);
	crm_finds_init(&finds);
	crm_buf_init(&lines);
	memset(&err, 0, sizeof err);
}

static void teardown(void)
{
	crm_arena_release(&mem);
	crm_finds_release(&finds);
	crm_buf_release(&lines);
}

static int map_read(const char *yaml)
{
	return crm_map_read(&mem, crm_str(yaml), "m.yaml", &map, &err);
}

/* The lines that an input gives, without their ids; NULL: refused as a whole. */
static const char *rows(const char *yaml, const char *input)
{
	struct crm_str all, line;
	struct crm_import im;
	struct crm_buf b;
	int r;

	if (yaml)
		ck_assert_msg(map_read(yaml) == 0, "%ld %s: %s", err.line, err.field, err.text);
	crm_import_init(&im, yaml ? &map : NULL, &policy, "in.csv", &finds);
	im.strangers = CRM_CLIENTS_ANY;
	crm_label_add(&im.label, CRM_STR("acme"), CRM_STR("F2026-014"));
	r = crm_import_read(&im, crm_str(input), &err);
	crm_buf_init(&b);
	crm_incoming_lines(&im.rows, false, &b);
	crm_import_release(&im);
	crm_buf_clear(&lines);
	all = crm_buf_view(&b);
	while ((line = crm_str_word(&all, '\n')).n) {
		crm_buf_add(&lines, line.p + 37, line.n - 37);
		crm_buf_char(&lines, '\n');
	}
	crm_buf_release(&b);
	return r ? NULL : lines.p;
}

static const struct {
	const char *yaml, *field, *says;
} wrong[] = {
	{"", "events", "which events"},
	{"events: []", "events", "1 to 32"},
	{"events: [{event: note, at: {column: D}}]", "date", "how are dates"},
	{"date: dd/mm/yyyy", "date", "not a pattern"},
	{"delimiter: ab", "delimiter", "one of"},
	{"decimal: x", "decimal", "one of"},
	{"thousands: _", "thousands", "one of"},
	{"colums: [a]", "colums", "nearest known one is 'columns'"},
	{"encoding: latin99", "encoding", "iconv knows"},
	{"clients: maybe", "clients", "known"},
	{"events: [{event: pay, at: x, client: y}]", "events.event", "not an event"},
	{"events: [{event: paymnet, at: x, client: y}]", "events.event", "nearest is 'payment'"},
	{"events: [{event: void, at: x, client: y}]", "events.event", "crm-log --void"},
	{"events: [{event: payment, client: y}]", "events", "when did it"},
	{"events: [{event: payment, at: x}]", "events", "whose is it"},
	{"events: [{event: note, at: {colum: x}}]", "events.at.colum", "unknown key"},
	{"events: [{event: note, at: {default: x}}]", "events.at", "where does it come from"},
	{"events: [{event: note, at: x, when: {column: a}}]", "events.when", "one of: filled"},
	{"events: [{event: note, at: x, when: {column: a, is: b, not: c}}]", "events.when", "one of"},
	{"events: [{event: note, at: x, due: {terms: soon}}]", "events.due.terms", "30d"},
	{"events: [{event: note, at: x, tags: a=b}]", "events.tags", "with their values"},
	{"date: D/M/YYYY\nevents: [{event: payment, at: {column: a}, client: b, amount: {column: c}}]",
		"decimal", "how are numbers"},
	{"date: D/M/YYYY\ndecimal: \".\"\nthousands: \".\"\nevents: [{event: note, at: x}]",
		"thousands", "same character"},
};

START_TEST(map_wrong)
{
	ck_assert_msg(map_read(wrong[_i].yaml) == -1, "%s", wrong[_i].yaml);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_str_eq(err.file, "m.yaml");
	ck_assert_msg(strcmp(err.field, wrong[_i].field) == 0, "%s: %s: %s", wrong[_i].yaml, err.field,
		err.text);
	ck_assert_msg(strstr(err.text, wrong[_i].says) != NULL, "%s", err.text);
}
END_TEST

#define PAY "client: {column: N}, at: {column: D}, amount: {column: A}"

static const struct {
	const char *events, *input, *want;
} good[] = {
	/* several events from one row, conditions, terms, a constant */
	{"[{event: invoice, ref: {column: R}, due: {terms: 30d}, " PAY "}, "
	 "{event: payment, ref: {column: R}, when: {column: P, filled: yes}, client: {column: N}, "
	 "at: {column: P}, amount: {column: A}, note: by transfer}]",
		"R;N;D;P;A\nF1;Acme SARL;01/02/2026;;10,50\nF2;Beta;02/02/2026;20/02/2026;7\n",
		"2026-02-01,acme-sarl,invoice,,me,F1,10.50,EUR,2026-03-03,,,,\n"
		"2026-02-02,beta,invoice,,me,F2,7.00,EUR,2026-03-04,,,,\n"
		"2026-02-20,beta,payment,,client,F2,7.00,EUR,,,,,by transfer\n"},
	/* a signed amount */
	{"[{event: payment, client: x, at: {column: D}, amount: {column: A, sign: positive}}, "
	 "{event: refund, client: x, at: {column: D}, amount: {column: A, sign: negative}}]",
		"D;A\n01/02/2026;5\n02/02/2026;-6\n03/02/2026;0,00\n04/02/2026;\n",
		"2026-02-01,x,payment,,client,,5.00,EUR,,,,,\n2026-02-02,x,refund,,me,,6.00,EUR,,,,,\n"},
	/* values, match, default, prefix, tags, several columns, alias */
	{"[{event: in, client: {column: N, match: {durand: d}, default: other}, at: {column: D}, "
	 "note: {column: [A, B]}, ref: {column: A, prefix: T-}, "
	 "level: {column: L, values: {high: \"5\", low: \"1\"}}, tags: {tone: {column: T}, via: web form}}]",
		"D;N;A;B;L;T\n01/02/2026;M DURAND;1;a \"\"b\"\";high;angry\n"
		"02/02/2026;?;2;;;\n",
		NULL},
	{"[{event: missed, client: x, at: {column: D}, tags: {why: {column: T}}}]",
		"D;T\n01/02/2026;car trouble\n",
		"2026-02-01,x,contact,,client,,,,,phone,,missed why=car_trouble,\n"},
	{"[{event: in, client: {column: N, match: {durand: d}, default: other}, at: {column: D}, "
	 "note: {column: [A, B]}, ref: {column: A, prefix: T-}, "
	 "level: {column: L, values: {high: \"5\", low: \"1\"}}, tags: {tone: {column: T}, via: web form}}]",
		"D;N;A;B;L;T\n01/02/2026;M DURAND;1;\"a; b\";high;angry\n02/02/2026;?;2;;;\n",
		"2026-02-01,d,contact,,client,T-1,,,,,5,tone=angry via=web_form,1 a; b\n"
		"2026-02-02,other,contact,,client,T-2,,,,,,via=web_form,2\n"},
	/* conditions */
	{"[{event: note, client: x, at: {column: D}, when: [{column: A, begins: VIR}, "
	 "{column: A, has: ACME}, {column: B, is: \"\"}, {column: C, not: no}]}]",
		"D;A;B;C\n01/02/2026;VIR ACME;;\n02/02/2026;VIR ACME;;no\n03/02/2026;VIR ACME;x;\n"
		"04/02/2026;A VIR ACME;;\n05/02/2026;VIR;;\n",
		"2026-02-01,x,note,,me,,,,,,,,\n"},
	/* a newline inside quotes */
	{"[{event: note, client: x, at: {column: D}, note: {column: A}}]",
		"D;A\n01/02/2026;\"one\r\ntwo\\\"\r\n",
		"2026-02-01,x,note,,me,,,,,,,,one\\ntwo\\\\\n"},
	/* the invoice that a label names */
	{"[{event: payment, client: {column: L, find: invoice}, ref: {column: L, find: invoice}, "
	 "at: {column: D}, amount: {column: A}}]",
		"D;L;A\n01/02/2026;VIR F2026 014;5\n",
		"2026-02-01,acme,payment,,client,F2026-014,5.00,EUR,,,,,\n"},
	/* a currency without cents */
	{"[{event: payment, client: x, at: {column: D}, amount: {column: A}, currency: {column: C, "
	 "default: CHF}}]",
		"D;A;C\n01/02/2026;500;JPY\n02/02/2026;5;\n",
		"2026-02-01,x,payment,,client,,500,JPY,,,,,\n2026-02-02,x,payment,,client,,5.00,CHF,,,,,\n"},
};

START_TEST(converts)
{
	char yaml[2048];
	const char *got;

	snprintf(yaml, sizeof yaml, BASE "events: %s\n", good[_i].events);
	got = rows(yaml, good[_i].input);
	ck_assert_ptr_nonnull(got);
	if (!good[_i].want) {
		ck_assert_uint_eq(finds.n, 1); /* a quote where none may stand */
		return;
	}
	ck_assert_msg(finds.n == 0, "%s: %s", finds.n ? finds.item[0].field : "",
		finds.n ? finds.item[0].text : "");
	ck_assert_str_eq(got, good[_i].want);
}
END_TEST

static const struct {
	const char *input;
	long line;
	const char *field, *says;
} bad[] = {
	{"R;N;D;A\nF1;acme;2026-02-01;5\n", 2, "at", "written as DD/MM/YYYY"},
	{"R;N;D;A\n\nF1;acme;01/02/2026;5.5\n", 3, "amount", "not a number in the form given by the map"},
	{"R;N;D;A\nF1;acme;01/02/2026;-5\n", 2, "amount", "sign: positive"},
	{"R;N;D;A\nF1;acme;01/02/2026;\n", 2, "amount", "needs an amount"},
	{"R;N;D;A\nF1;;01/02/2026;5\n", 2, "client", "names no client"},
	{"R;N;D;A\nF1;???;01/02/2026;5\n", 2, "client", "names no client"},
	{"R;N;D;A\n;acme;01/02/2026;5\n", 2, "ref", "needs a ref"},
	{"R;N;D;A\nF1;acme\n", 2, "", "fewer"},
	{"R;N;D;A\nF1;acme;01/02/2026;5;6\n", 2, "", ""},
	{"R;N;D;A\nF\x01;acme;01/02/2026;5\n", 2, "ref", "0x01"},
	{"R;N;D;A\nF\xff;acme;01/02/2026;5\n", 2, "", "UTF-8"},
	{"R;N;D;A\nF1;acme;01/02/2026;99999999999999\n", 2, "amount", ""},
};

START_TEST(refuses)
{
	const char *got = rows(BASE "events: [{event: invoice, ref: {column: R}, " PAY "}]\n", bad[_i].input);

	ck_assert_ptr_nonnull(got);
	ck_assert_str_eq(got, "");
	ck_assert_uint_eq(finds.n, 1);
	ck_assert_str_eq(finds.item[0].file, "in.csv");
	ck_assert_int_eq(finds.item[0].line, bad[_i].line);
	ck_assert_str_eq(finds.item[0].field, bad[_i].field);
	ck_assert_msg(strstr(finds.item[0].text, bad[_i].says) != NULL, "%s", finds.item[0].text);
	ck_assert(!finds.item[0].warning);
}
END_TEST

START_TEST(whole)
{
	static const char events[] = "events: [{event: note, client: {column: N}, at: {column: D}}]\n";
	char yaml[512];

	snprintf(yaml, sizeof yaml, BASE "%s", events);
	ck_assert_ptr_null(rows(yaml, "N,D\nx,01/02/2026\n")); /* another delimiter */
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_ptr_nonnull(strstr(err.text, "column 'D'"));
	ck_assert_ptr_null(rows(yaml, ""));
	snprintf(yaml, sizeof yaml, BASE "skip: 2\ncolumns: [N, D]\nencoding: windows-1252\n%s", events);
	ck_assert_str_eq(rows(yaml, "x\ny\nCaf\xe9;01/02/2026\nbad;2026\n"),
		"2026-02-01,cafe,note,,me,,,,,,,,\n");
	ck_assert_int_eq(finds.item[0].line, 4);
	snprintf(yaml, sizeof yaml, BASE "unmatched: skip\n%s", events);
	crm_finds_clear(&finds);
	ck_assert_str_eq(rows(yaml, "N;D\n;01/02/2026\n"), "");
	ck_assert_uint_eq(finds.n, 0);
}
END_TEST

START_TEST(journal)
{
	ck_assert_str_eq(rows(NULL, "client,at,event,note,more\r\nacme,2026-02-01,note,\"a\r\nb\\n\",x\r\n"),
		"2026-02-01,acme,note,,,,,,,,,,a\\nb\\n\n");
	ck_assert_uint_eq(finds.n, 0);
	ck_assert_str_eq(rows(NULL, "client,at,event\nacme,2026-02-30,note\n"), "");
	ck_assert_str_eq(finds.item[0].field, "at");
	ck_assert_ptr_null(rows(NULL, "client,at,note\nacme,2026-02-01,x\n"));
}
END_TEST

/* The ids of an input's rows, in order. */
static size_t ids(const char *yaml, const char *input, struct crm_uuid *out)
{
	struct crm_import im;
	size_t i, n;

	if (yaml)
		ck_assert_int_eq(map_read(yaml), 0);
	crm_import_init(&im, yaml ? &map : NULL, &policy, "in.csv", &finds);
	im.strangers = CRM_CLIENTS_ANY;
	ck_assert_int_eq(crm_import_read(&im, crm_str(input), &err), 0);
	for (i = 0; i < im.rows.n; i++)
		out[i] = im.rows.row[i].id;
	n = im.rows.n;
	crm_import_release(&im);
	return n;
}

START_TEST(same_ids)
{
	static const char yaml[] = BASE "events: [{event: note, client: x, at: {column: D}}, "
				   "{event: in, client: x, at: {column: D}}]\n";
	static const char keyed[] = BASE "key: [R]\nevents: [{event: note, client: x, at: {column: D}}]\n";
	struct crm_uuid a[8], b[8];

	/* two equal rows, two events each: four ids, none twice */
	ck_assert_uint_eq(ids(yaml, "D;R\n01/02/2026;1\n01/02/2026;1\n", a), 4);
	ck_assert(crm_uuid_cmp(&a[0], &a[1]) && crm_uuid_cmp(&a[0], &a[2]) && crm_uuid_cmp(&a[1], &a[3]));
	ck_assert_int_eq(a[0].b[6] >> 4, 8);
	/* the same again, behind another row */
	ck_assert_uint_eq(ids(yaml, "D;R\n02/02/2026;1\n01/02/2026;1\n01/02/2026;1\n", b), 6);
	ck_assert_mem_eq(&a[0], &b[2], sizeof a[0]);
	ck_assert_mem_eq(&a[3], &b[5], sizeof a[0]);
	/* with a key only its columns count */
	ck_assert_uint_eq(ids(keyed, "D;R\n01/02/2026;1\n", a), 1);
	ck_assert_uint_eq(ids(keyed, "D;R\n09/02/2026;1\n", b), 1);
	ck_assert_mem_eq(&a[0], &b[0], sizeof a[0]);
	ck_assert_uint_eq(ids(keyed, "D;R\n01/02/2026;2\n", b), 1);
	ck_assert(crm_uuid_cmp(&a[0], &b[0]) != 0);
	/* these bytes are in books by now: they must not change */
	char text[37];
	crm_uuid_text(&a[0], text);
	ck_assert_str_eq(text, "a428b8da-8560-8718-8d75-96cba460d73d");
}
END_TEST

START_TEST(twice_in_input)
{
#define ROW "01890a5d-ac96-774b-bcce-b302099a8057,2026-02-01,acme,note,"
	struct crm_uuid a[4];

	ck_assert_uint_eq(ids(NULL, "id,at,client,event,note\n" ROW "a\n" ROW "a\n", a), 1);
	ck_assert_uint_eq(finds.n, 0);
	ck_assert_uint_eq(ids(NULL, "id,at,client,event,note\n" ROW "a\n" ROW "b\n", a), 1);
	ck_assert_uint_eq(finds.n, 1);
	ck_assert_str_eq(finds.item[0].field, "id");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("import");
	TCase *t = tcase_create("import");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, map_wrong, 0, (int)(sizeof wrong / sizeof *wrong));
	tcase_add_loop_test(t, converts, 0, (int)(sizeof good / sizeof *good));
	tcase_add_loop_test(t, refuses, 0, (int)(sizeof bad / sizeof *bad));
	tcase_add_test(t, whole);
	tcase_add_test(t, journal);
	tcase_add_test(t, same_ids);
	tcase_add_test(t, twice_in_input);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
