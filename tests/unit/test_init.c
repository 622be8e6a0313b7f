/* The skeleton: private, complete, left alone the second time; its policy says every key, and
 * without its marks it is the built-in policy. */
#include "base/embed.h"
#include "config/policy/policy.h"
#include "folder.h"
#include "unit.h"

static struct crm_book book;
static struct crm_err err;

static void setup(void)
{
	folder_make();
	memset(&err, 0, sizeof err);
}

static void teardown(void)
{
	crm_book_close(&book);
	folder_remove();
}

static unsigned mode(const char *rel)
{
	struct stat st;

	ck_assert_msg(stat(folder_path(rel), &st) == 0, "%s", rel);
	return st.st_mode & 07777;
}

START_TEST(skeleton)
{
	static const char *const files[] = {"journal.csv", "policy.yaml", ".gitattributes",
		".gitignore"};
	char path[128];
	struct crm_str s;
	size_t i;

	umask(0);
	snprintf(path, sizeof path, "%s/a/b/book", folder);
	ck_assert_int_eq(crm_book_init(path, "en", &err), 0);
	ck_assert_uint_eq(mode("a"), 0700);
	ck_assert_uint_eq(mode("a/b/book"), 0700);
	ck_assert_uint_eq(mode("a/b/book/clients"), 0700);
	for (i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "a/b/book/%s", files[i]);
		ck_assert_uint_eq(mode(path), 0600);
	}
	ck_assert_int_eq(crm_book_open(&book, folder_path("a/b/book"), &err), 0);
	ck_assert_int_eq(crm_book_read(&book, "journal.csv", 4096, &s, &err), 1);
	ck_assert(crm_str_is(s,
		"id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note\n"));
	ck_assert_int_eq(crm_book_read(&book, ".gitattributes", 4096, &s, &err), 1);
	ck_assert(crm_str_is(s, "journal.csv merge=union\n"));
}
END_TEST

START_TEST(again)
{
	struct crm_str s;

	folder_text("policy.yaml", "max: 3\n");
	ck_assert_int_eq(crm_book_init(folder, "fr", &err), 0);
	folder_text("journal.csv", "mine\n");
	ck_assert_int_eq(crm_book_init(folder, "fr", &err), 0);
	ck_assert_int_eq(crm_book_open(&book, folder, &err), 0);
	ck_assert_int_eq(crm_book_read(&book, "policy.yaml", 4096, &s, &err), 1);
	ck_assert(crm_str_is(s, "max: 3\n"));
	ck_assert_int_eq(crm_book_read(&book, "journal.csv", 4096, &s, &err), 1);
	ck_assert(crm_str_is(s, "mine\n"));
}
END_TEST

START_TEST(refused)
{
	folder_text("plain", "");
	ck_assert_int_eq(crm_book_init("", "en", &err), -1);
	ck_assert_int_eq(crm_book_init(folder_path("plain/book"), "en", &err), -1);
	ck_assert_int_eq(crm_book_init(folder_path("plain"), "en", &err), -1);
}
END_TEST

/* The text without the marks in front of its keys; `# ` begins an explanation. */
static void uncommented(const char *name)
{
	struct crm_str text, line;
	struct crm_buf b;

	ck_assert(crm_embed_find(name, &text));
	crm_buf_init(&b);
	while ((line = crm_str_word(&text, '\n')).n) {
		if (line.p[0] == '#' && (line.n == 1 || (line.p[1] == ' ' && line.p[2] != ' ')))
			continue;
		if (line.p[0] == '#') {
			line.p++;
			line.n--;
		}
		crm_buf_str(&b, line);
		crm_buf_char(&b, '\n');
	}
	folder_text("policy.yaml", b.p);
	crm_buf_release(&b);
}

/* Bytes of the field of a key; 0: it is a list, a text, or read by a function of its own. */
static size_t field_size(const struct crm_key *k)
{
	switch (k->type) {
	case CRM_KEY_FLAG: return sizeof(bool);
	case CRM_KEY_SPAN: return offsetof(struct crm_span, unit) + sizeof ((struct crm_span *)0)->unit;
	case CRM_KEY_MONEY: return sizeof(int64_t);
	case CRM_KEY_WORD:
	case CRM_KEY_NUMBER:
	case CRM_KEY_DAYS:
	case CRM_KEY_HOURS:
	case CRM_KEY_MILLI:
	case CRM_KEY_PERCENT: return sizeof(int);
	default: return 0;
	}
}

/* Keys of which the file shows an example, or what is usual where its language is spoken. */
static bool is_example(const char *name)
{
	return !strcmp(name, "me") || !strcmp(name, "contact") || !strcmp(name, "allocation") || !strcmp(name, "holidays");
}

/* What the file shows behind its marks is what holds without them. */
static void same_fields(const struct crm_key *k, const struct crm_policy *p, const struct crm_policy *d)
{
	for (; k->name; k++) {
		if (is_example(k->name))
			continue;
		if (k->type == CRM_KEY_MAP)
			same_fields(k->map, p, d);
		ck_assert_msg(memcmp((const char *)p + k->offset, (const char *)d + k->offset, field_size(k)) == 0,
			"%s is not what is built in", k->name);
	}
}

static void check_policy(const char *name)
{
	extern const struct crm_key crm_policy_keys[];
	const struct crm_key *k;
	struct crm_policy p, d;
	struct crm_yaml *root;
	struct crm_str text;
	size_t i;

	uncommented(name);
	ck_assert_int_eq(crm_book_open(&book, folder, &err), 0);
	ck_assert_msg(crm_policy_read(&book, &p, &err) == 0, "%ld %s: %s", err.line, err.field,
		err.text);
	ck_assert_int_eq(crm_book_read(&book, "policy.yaml", 1 << 20, &text, &err), 1);
	ck_assert_int_eq(crm_yaml_parse(&book.mem, text, "", &root, &err), 0);
	for (k = crm_policy_keys; k->name; k++)
		ck_assert_msg(crm_yaml_get(root, k->name) != NULL, "no key %s", k->name);
	crm_policy_default(&d);
	ck_assert_int_eq(p.currency, d.currency);
	ck_assert_int_eq(p.week.closed, d.week.closed);
	ck_assert(p.reply_hours == d.reply_hours && p.reply_elapsed == d.reply_elapsed);
	ck_assert(p.terms.days == d.terms.days && p.terms.how == d.terms.how);
	ck_assert(p.mission_cap.n == d.mission_cap.n && p.mission_notice == d.mission_notice);
	same_fields(crm_policy_keys, &p, &d);
	ck_assert(p.followup[0] == d.followup[0] && p.followup[1] == d.followup[1]);
	ck_assert_uint_eq(p.hold_while, d.hold_while);
	ck_assert(p.cool_off == d.cool_off && p.max == d.max && p.retention == d.retention);
	ck_assert(p.tempfail_unknown == d.tempfail_unknown);
	ck_assert_uint_eq(p.deliver.n, d.deliver.n);
	ck_assert_uint_eq(p.ladder[0].n, d.ladder[0].n);
	for (i = 0; i < d.ladder[0].n; i++) {
		ck_assert_int_eq(p.ladder[0].step[i].after, d.ladder[0].step[i].after);
		ck_assert(crm_str_eq(p.ladder[0].step[i].name, d.ladder[0].step[i].name));
		ck_assert(crm_str_eq(p.ladder[0].step[i].channel, d.ladder[0].step[i].channel));
	}
	crm_book_close(&book);
}

/* In each language that has one. */
START_TEST(every_key)
{
	const struct crm_embed *f;
	int n = 0;

	for (f = crm_embed_files; f->name; f++)
		if (strncmp(f->name, "data/policy.", 12) == 0) {
			check_policy(f->name);
			n++;
		}
	ck_assert_int_ge(n, 2);
}
END_TEST

START_TEST(as_written)
{
	struct crm_policy p;

	ck_assert_int_eq(crm_book_init(folder, _i ? "fr" : "en", &err), 0);
	ck_assert_int_eq(crm_book_open(&book, folder, &err), 0);
	ck_assert_int_eq(crm_policy_read(&book, &p, &err), 0);
	ck_assert_int_eq(p.week.holidays, _i ? CRM_HOLIDAYS_FR : CRM_HOLIDAYS_NONE);
	ck_assert(crm_str_is(p.lang, _i ? "fr" : "en"));
	ck_assert_uint_eq(p.me.name.n, 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("init");
	TCase *t = tcase_create("init");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, skeleton);
	tcase_add_test(t, again);
	tcase_add_test(t, refused);
	tcase_add_test(t, every_key);
	tcase_add_loop_test(t, as_written, 0, 2);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
