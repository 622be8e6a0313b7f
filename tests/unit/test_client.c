/* test_client.c - profiles: every key, bad ones by finding, hostile ones; the list of clients. */
#include "config/client/client.h"
#include "base/embed.h"
#include "folder.h"
#include "unit.h"

static struct crm_book book;
static struct crm_policy policy;
static struct crm_client c;
static struct crm_finds finds;
static struct crm_err err;

static void setup(void)
{
	folder_make();
	memset(&err, 0, sizeof err);
	ck_assert_int_eq(crm_book_open(&book, folder, &err), 0);
	ck_assert_int_eq(mkdir(folder_path("clients"), 0700), 0);
	crm_policy_default(&policy);
	crm_finds_init(&finds);
}

static void teardown(void)
{
	crm_finds_release(&finds);
	crm_book_close(&book);
	folder_remove();
}

static int get(const char *id)
{
	crm_finds_clear(&finds);
	return crm_client_read(&book, &policy, crm_str(id), &c, &finds);
}

static int load_bytes(struct crm_str bytes)
{
	folder_put("clients/acme.yaml", bytes);
	return get("acme");
}

static int load(const char *text)
{
	return load_bytes(crm_str(text));
}

static bool is(struct crm_str s, const char *want)
{
	return crm_str_is(s, want);
}

/* Not said: no text, and one that printf can print. */
static bool none(struct crm_str s)
{
	return s.n == 0 && s.p && !*s.p;
}

static void check_builtin(void)
{
	ck_assert(is(c.id, "acme") && is(c.name, "acme") && is(c.file, "clients/acme.yaml"));
	ck_assert(c.kind == CRM_B2B && c.relation == CRM_REL_CLIENT);
	ck_assert(c.party == CRM_PARTY_COMPANY && c.type == CRM_TYPE_NONE);
	ck_assert(!c.tu && !c.technical && c.people_n == 0 && c.post.n == 0 && c.channels.n == 0);
	ck_assert(c.checkin == -1 && c.terms.how == CRM_TERMS_NONE && none(c.law));
	ck_assert(c.penalty_rate == -1 && c.allocation == CRM_ALLOC_NONE && c.mission_cap.n == 0);
	ck_assert(c.tender_threshold == -1 && c.fit == 0);
	ck_assert(c.since == CRM_NO_DAY && c.insolvency == CRM_NO_DAY);
	ck_assert(none(c.ladder) && none(c.never) && none(c.goal) && none(c.notes));
	ck_assert(none(c.lang) && none(c.hours) && none(c.needs) && none(c.expectations));
	ck_assert(none(c.preferences));
	ck_assert_ptr_null(crm_client_billing(&c));
}

START_TEST(builtin)
{
	ck_assert_int_eq(get("acme"), 0);
	ck_assert(!c.exists);
	check_builtin();
	ck_assert_int_eq(load("# empty\n"), 0);
	ck_assert(c.exists);
	check_builtin();
	ck_assert_int_eq(load("name:\nfit: ~\nsince: null\npeople:\nlang:\nreminders: {ladder: ~}\n"), 0);
	check_builtin();
	ck_assert_int_eq(load("name: ''\n"), 0);
	check_builtin();
	ck_assert_uint_eq(finds.n, 0);
}
END_TEST

START_TEST(every_key)
{
	int32_t since, insolvency;

	ck_assert_int_eq(
		load("name: Acmé SARL\nkind: public\nrelation: peer\nparty: institution\n"
		     "type: disorganised\nlang: fr\naddress: tu\nregister: technical\n"
		     "people:\n  - {name: Ann, role: boss, email: ann@acme.example}\n"
		     "  - {name: Bob, role: billing, email: bob@acme.example, phone: '1'}\n"
		     "  - {phone: '2'}\n"
		     "post: [a, b, c]\nhours: Mon-Fri 09:00-18:00\nchannels: [email]\n"
		     "checkin: 7d\nterms: eom45\nlaw: fr-b2b\npenalty_rate: 12.25\n"
		     "allocation: principal\nmission_cap: 3m\ntender_threshold: 40000\n"
		     "fit: 5\nsince: 2024-03-01\ninsolvency: 2026-05-02\n"
		     "reminders: {ladder: default, never: direct debit}\n"
		     "goal: g\nneeds: n\nexpectations: e\npreferences: p\n"
		     "notes: |\n  two\n  lines\n"),
		0);
	ck_assert_msg(finds.n == 0, "%s: %s", finds.item[0].field, finds.item[0].text);
	ck_assert(c.exists && is(c.name, "Acmé SARL") && c.kind == CRM_PUBLIC);
	ck_assert(c.relation == CRM_REL_PEER && c.party == CRM_PARTY_INSTITUTION);
	ck_assert(c.type == CRM_TYPE_DISORGANISED && is(c.lang, "fr") && c.tu && c.technical);
	ck_assert_uint_eq(c.people_n, 3);
	ck_assert(is(c.people[0].name, "Ann") && none(c.people[0].phone));
	ck_assert(none(c.people[2].name) && none(c.people[2].role) && none(c.people[2].email));
	ck_assert_ptr_eq(crm_client_billing(&c), &c.people[1]);
	ck_assert(is(c.people[1].email, "bob@acme.example"));
	ck_assert(c.post.n == 3 && is(c.post.item[2], "c") && c.channels.n == 1);
	ck_assert(is(c.hours, "Mon-Fri 09:00-18:00") && c.checkin == 7);
	ck_assert(c.terms.how == CRM_TERMS_EOM_THEN && c.terms.days == 45);
	ck_assert(is(c.law, "fr-b2b") && c.penalty_rate == 1225);
	ck_assert(c.allocation == CRM_ALLOC_PRINCIPAL && c.mission_cap.n == 3);
	ck_assert(c.tender_threshold == 4000000 && c.fit == 5);
	ck_assert_int_eq(crm_date_parse(CRM_STR("2024-03-01"), &since), 0);
	ck_assert_int_eq(crm_date_parse(CRM_STR("2026-05-02"), &insolvency), 0);
	ck_assert(c.since == since && c.insolvency == insolvency);
	ck_assert(is(c.ladder, "default") && is(c.never, "direct debit") && is(c.goal, "g"));
	ck_assert(is(c.needs, "n") && is(c.expectations, "e") && is(c.preferences, "p"));
	ck_assert(is(c.notes, "two\nlines\n"));
}
END_TEST

START_TEST(billing)
{
	ck_assert_int_eq(load("people: [{name: A}, {name: B}]\n"), 0);
	ck_assert(is(crm_client_billing(&c)->name, "A"));
	ck_assert_int_eq(load("people: []\n"), 0);
	ck_assert_ptr_null(crm_client_billing(&c));
}
END_TEST

/* One wrong key is one finding with its line; the keys around it are read. */
static const struct {
	const char *text;
	const char *field, *says;
} bad[] = {
	{"nmae: x\n", "nmae", "'name'"},
	{"zebra: x\n", "zebra", "crm-client(5)"},
	{"kind: b2x\n", "kind", "b2b b2c public"},
	{"type: angry\n", "type", "organised"},
	{"checkin: 14\n", "checkin", "days"},
	{"checkin: 0d\n", "checkin", "1d"},
	{"mission_cap: 0m\n", "mission_cap", "1m"},
	{"mission_cap: two months\n", "mission_cap", "1m"},
	{"terms: 30 days\n", "terms", "45eom"},
	{"penalty_rate: 12.255\n", "penalty_rate", "percent"},
	{"penalty_rate: 100.01\n", "penalty_rate", "percent"},
	{"penalty_rate: -1\n", "penalty_rate", "percent"},
	{"penalty_rate: 0x legal\n", "penalty_rate", "multiple"},
	{"penalty_rate: 11x legal\n", "penalty_rate", "multiple"},
	{"penalty_rate: 3x\n", "penalty_rate", "multiple"},
	{"penalty_rate: x legal\n", "penalty_rate", "multiple"},
	{"tender_threshold: 40 000\n", "tender_threshold", "EUR"},
	{"fit: 6\n", "fit", "1 to 5"},
	{"fit: 0\n", "fit", "1 to 5"},
	{"since: 2026-02-30\n", "since", "date"},
	{"insolvency: yes\n", "insolvency", "date"},
	{"lang: ../../etc\n", "lang", "not a"},
	{"law: FR\n", "law", "not a"},
	{"reminders: {ladder: gentle}\n", "reminders.ladder", "policy.yaml"},
	{"reminders: {ladder: A b}\n", "reminders.ladder", "not a"},
	{"reminders: never\n", "reminders", "keys"},
	{"people: {name: x}\n", "people", "list of people"},
	{"people: [x]\n", "people", "keys"},
	{"people: [{email: x}]\n", "people.email", "mail address"},
	{"people: [{name: x, mail: y}]\n", "people.mail", "'email'"},
	{"post: {a: b}\n", "post", "list"},
	{"notes: [a]\n", "notes", "one value"},
	{"hours: \"a\\nb\"\n", "hours", "one line"},
};

START_TEST(findings)
{
	char text[512];

	snprintf(text, sizeof text, "name: A\n%sgoal: g\n", bad[_i].text);
	ck_assert_int_eq(load(text), 0);
	ck_assert_msg(finds.n == 1, "%s: %zu findings", bad[_i].text, finds.n);
	ck_assert_str_eq(finds.item[0].file, "clients/acme.yaml");
	ck_assert_int_eq((int)finds.item[0].line, 2);
	ck_assert_str_eq(finds.item[0].field, bad[_i].field);
	ck_assert_msg(strstr(finds.item[0].text, bad[_i].says) != NULL, "%s", finds.item[0].text);
	ck_assert(is(finds.item[0].client, "acme") && !finds.item[0].warning);
	ck_assert(is(c.name, "A") && is(c.goal, "g") && c.checkin == -1 && c.fit == 0);
	ck_assert(is(c.ladder, "") && c.mission_cap.n == 0 && c.type == CRM_TYPE_NONE);
	ck_assert(!c.people_n || !c.people[0].email.n);
}
END_TEST

/* Every word of a key, and the value that it is. */
static const struct {
	const char *key, *words;
	size_t at;
	int first;
} choices[] = {
	{"kind", "b2b b2c public", offsetof(struct crm_client, kind), CRM_B2B},
	{"relation", "client supplier partner peer", offsetof(struct crm_client, relation),
		CRM_REL_CLIENT},
	{"party", "company person institution", offsetof(struct crm_client, party), CRM_PARTY_COMPANY},
	{"type", "organised trusting disorganised", offsetof(struct crm_client, type),
		CRM_TYPE_ORGANISED},
	{"allocation", "principal legal", offsetof(struct crm_client, allocation),
		CRM_ALLOC_PRINCIPAL},
};

START_TEST(every_word)
{
	struct crm_str words = crm_str(choices[_i].words), w;
	int want = choices[_i].first, got;
	char text[128];

	for (; (w = crm_str_word(&words, ' ')).n; want++) {
		snprintf(text, sizeof text, "%s: %.*s\n", choices[_i].key, (int)w.n, w.p);
		ck_assert_int_eq(load(text), 0);
		memcpy(&got, (char *)&c + choices[_i].at, sizeof got);
		ck_assert_msg(finds.n == 0 && got == want, "%s", text);
	}
	ck_assert_int_eq(load("address: vous\nregister: plain\n"), 0);
	ck_assert(finds.n == 0 && !c.tu && !c.technical);
}
END_TEST

/* The first and the last value of a range, and what lies behind them. */
static const struct {
	const char *text;
	bool fine;
} borders[] = {
	{"checkin: 1d\n", true},
	{"checkin: 3650d\n", true},
	{"checkin: 3651d\n", false},
	{"fit: 1\n", true},
	{"penalty_rate: 0\n", true},
	{"penalty_rate: 3x legal\n", true},
	{"penalty_rate: 1.5 x ecb_mro\n", true},
	{"penalty_rate: 100\n", true},
	{"mission_cap: 1d\n", true},
	{"mission_cap: 3650d\n", true},
	{"mission_cap: 3651d\n", false},
	{"mission_cap: 120m\n", true},
	{"mission_cap: 121m\n", false},
	{"tender_threshold: 0\n", true},
	{"lang: f r\n", false},
	/* one line each: they get into headers, addresses and tables */
	{"name: \"a\\nb\"\n", false},
	{"people: [{name: \"a\\nb\"}]\n", false},
	{"people: [{role: \"a\\nb\"}]\n", false},
	{"people: [{phone: \"a\\nb\"}]\n", false},
	{"people: [{email: \"a@b.fr\\n\"}]\n", false},
	{"post: [\"a\\nb\"]\n", false},
	{"channels: [\"a\\nb\"]\n", false},
	{"terms: \"30d\\n\"\n", false},
	{"reminders: {never: \"a\\nb\"}\n", false},
	/* free text */
	{"goal: \"a\\nb\"\n", true},
	{"needs: \"a\\nb\"\n", true},
	{"expectations: \"a\\nb\"\n", true},
	{"preferences: \"a\\nb\"\n", true},
};

START_TEST(border)
{
	ck_assert_int_eq(load(borders[_i].text), 0);
	ck_assert_msg((finds.n == 0) == borders[_i].fine, "%s", borders[_i].text);
}
END_TEST

/* What the policy lacks is said with the line of the profile. */
START_TEST(lines)
{
	ck_assert_int_eq(load("name: A\nlang: fr\nterms: 30d\nlaw: fr-b2b\npenalty_rate: 12\n"), 0);
	ck_assert_int_eq((int)c.lang_line, 2);
	ck_assert_int_eq((int)c.terms_line, 3);
	ck_assert_int_eq((int)c.law_line, 4);
	ck_assert_int_eq((int)c.penalty_line, 5);
}
END_TEST

/* A profile goes before the policy, which is what counts where it says nothing. */
START_TEST(before_policy)
{
	crm_client_absent(&book.mem, CRM_STR("acme"), &c);
	ck_assert_int_eq(crm_client_terms(&c, &policy).days, 30);
	ck_assert(!crm_client_legal(&c, &policy));
	policy.allocation = CRM_ALLOC_LEGAL;
	ck_assert(crm_client_legal(&c, &policy));
	c.allocation = CRM_ALLOC_PRINCIPAL;
	ck_assert(!crm_client_legal(&c, &policy));
	c.terms = (struct crm_terms){.days = 10, .how = CRM_TERMS_DAYS};
	ck_assert_int_eq(crm_client_terms(&c, &policy).days, 10);
}
END_TEST

/* Not strict YAML, or no file to read at all: one finding, the built-in profile, -1. */
static void refused(struct crm_str bytes, long line, const char *says)
{
	ck_assert_int_eq(load_bytes(bytes), -1);
	ck_assert_uint_eq(finds.n, 1);
	ck_assert_int_eq((int)finds.item[0].line, (int)line);
	ck_assert_msg(strstr(finds.item[0].text, says) != NULL, "%s", finds.item[0].text);
	ck_assert(is(finds.item[0].client, "acme"));
	ck_assert(c.exists);
	check_builtin();
}

START_TEST(not_yaml)
{
	struct crm_buf b;

	refused(crm_str("name: A\nname: B\n"), 2, "twice");
	refused(crm_str("name: &a A\n"), 1, "anchor");
	refused(crm_str("name: *a\n"), 1, "alias");
	refused(crm_str("kind: b2b\nname: Caf\xe9\n"), 2, "UTF-8");
	refused(crm_str("a\n"), 1, "keys");
	refused(CRM_STR("name: a\0b\n"), 1, "YAML");
	refused(crm_str("a: 1\n---\nb: 1\n"), 2, "document");
	crm_buf_init(&b);
	while (b.n < 10 * 1024 * 1024)
		crm_buf_cstr(&b, "# a long comment that never ends\n");
	refused(crm_buf_view(&b), 0, "larger");
	crm_buf_clear(&b);
	while (b.n < 200000)
		crm_buf_char(&b, '[');
	refused(crm_buf_view(&b), 1, "nested");
	crm_buf_release(&b);
}
END_TEST

START_TEST(not_a_file)
{
	ck_assert_int_eq(mkfifo(folder_path("clients/acme.yaml"), 0600), 0);
	ck_assert_int_eq(get("acme"), -1);
	ck_assert_uint_eq(finds.n, 1);
	ck_assert_ptr_nonnull(strstr(finds.item[0].text, "regular"));
	folder_text("secret.yaml", "name: Secret\n");
	ck_assert_int_eq(symlink("../secret.yaml", folder_path("clients/link.yaml")), 0);
	ck_assert_int_eq(get("link"), -1);
	ck_assert(is(c.name, "link"));
	ck_assert_int_eq(mkdir(folder_path("clients/dir.yaml"), 0700), 0);
	ck_assert_int_eq(get("dir"), -1);
}
END_TEST

static const char *const ids[] = {"../secret", "..", "", "a/b", "/etc/passwd", "A", "a b", ".a",
	"-n", "\xc3\xa9", "a%s",
	"0123456789012345678901234567890123456789012345678901234567890123x"};

START_TEST(bad_ids)
{
	folder_text("secret.yaml", "name: Secret\n");
	ck_assert_int_eq(get(ids[_i]), -1);
	ck_assert_uint_eq(finds.n, 1);
	ck_assert(!is(c.name, "Secret"));
	ck_assert_int_eq(crm_client_create(&book, crm_str(ids[_i]), crm_str(ids[_i]), "fr", &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
}
END_TEST

START_TEST(list)
{
	struct crm_list l;
	struct crm_book empty;
	char other[128];

	folder_text("clients/b.yaml", "");
	folder_text("clients/a-b.yaml", "");
	folder_text("clients/a.b.yaml", "");
	folder_text("clients/a0.yaml", "");
	folder_text("clients/Big.yaml", "");
	folder_text("clients/a.yaml~", "");
	folder_text("clients/.yaml", "");
	folder_text("clients/.a.yaml.swp", "");
	folder_text("clients/x.yml", "");
	ck_assert_int_eq(crm_client_list(&book, &l, &err), 0);
	ck_assert_uint_eq(l.n, 4);
	ck_assert(is(l.item[0], "a-b") && is(l.item[1], "a.b"));
	ck_assert(is(l.item[2], "a0") && is(l.item[3], "b"));
	/* a book without the folder has no clients */
	snprintf(other, sizeof other, "%s/clients", folder);
	ck_assert_int_eq(crm_book_open(&empty, other, &err), 0);
	ck_assert_int_eq(crm_client_list(&empty, &l, &err), 0);
	ck_assert_uint_eq(l.n, 0);
	crm_book_close(&empty);
}
END_TEST

START_TEST(nearest)
{
	struct crm_str item[] = {CRM_STR("acme"), CRM_STR("acne"), CRM_STR("dupont-et-fils")};
	struct crm_list l = {item, 3}, none = {NULL, 0};

	ck_assert(is(crm_client_nearest(&l, CRM_STR("amce")), "acme"));
	ck_assert(is(crm_client_nearest(&l, CRM_STR("acne")), "acne"));
	ck_assert(is(crm_client_nearest(&l, CRM_STR("ace")), "acme"));
	ck_assert(is(crm_client_nearest(&l, CRM_STR("dupond-fils")), "dupont-et-fils") == false);
	ck_assert(is(crm_client_nearest(&l, CRM_STR("dupond-e-fils")), "dupont-et-fils"));
	ck_assert(is(crm_client_nearest(&l, CRM_STR("zebra")), ""));
	ck_assert(is(crm_client_nearest(&l, CRM_STR("")), ""));
	ck_assert(is(crm_client_nearest(&none, CRM_STR("acme")), ""));
}
END_TEST

/* As written, and with every waiting key said. */
static void check_created(const char *lang)
{
	struct crm_str text;
	struct crm_buf said;
	size_t i, keys = 0;
	char first = '\n';

	ck_assert_int_eq(crm_client_create(&book, CRM_STR("acme"), CRM_STR("acme"), lang, &err), 0);
	ck_assert_int_eq(get("acme"), 0);
	ck_assert_uint_eq(finds.n, 0);
	ck_assert(c.exists);
	check_builtin();
	ck_assert_int_eq(crm_book_read(&book, "clients/acme.yaml", 65536, &text, &err), 1);
	crm_buf_init(&said);
	for (i = 0; i < text.n; first = text.p[i++]) {
		bool waits = first == '\n' && text.p[i] == '#' && text.p[i + 1] != ' ';

		keys += waits;
		if (!waits)
			crm_buf_char(&said, text.p[i]);
	}
	ck_assert_uint_eq(keys, 31);
	ck_assert_int_eq(load_bytes(crm_buf_view(&said)), 0);
	ck_assert_msg(finds.n == 0, "%s: %s", finds.item[0].field, finds.item[0].text);
	ck_assert(c.fit == 4 && c.people_n == 1 && c.post.n == 3 && is(c.lang, lang));
	crm_buf_release(&said);
}

/* Each language that has a form. */
START_TEST(forms)
{
	const struct crm_embed *f;
	char lang[8];
	int n = 0;

	for (f = crm_embed_files; f->name; f++) {
		if (sscanf(f->name, "data/client.%7[a-z].yaml", lang) != 1)
			continue;
		check_created(lang);
		ck_assert_int_eq(unlink(folder_path("clients/acme.yaml")), 0);
		n++;
	}
	ck_assert_int_ge(n, 2);
}
END_TEST

START_TEST(create)
{
	struct stat st;

	ck_assert_int_eq(rmdir(folder_path("clients")), 0);
	check_created("fr");
	ck_assert_int_eq(stat(folder_path("clients"), &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0700);
	ck_assert_int_eq(crm_client_create(&book, CRM_STR("acme"), CRM_STR("acme"), "fr", &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_ptr_nonnull(strstr(err.text, "exists"));
	ck_assert_int_eq(unlink(folder_path("clients/acme.yaml")), 0);
	ck_assert_int_eq(crm_client_create(&book, CRM_STR("null"), CRM_STR("D\"A: \\ \xc3\xa9 #1"), "de", &err), 0);
	ck_assert_int_eq(get("null"), 0);
	ck_assert(is(c.name, "D\"A: \\ \xc3\xa9 #1"));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("client");
	TCase *t = tcase_create("client");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, builtin);
	tcase_add_test(t, every_key);
	tcase_add_test(t, billing);
	tcase_add_loop_test(t, findings, 0, (int)(sizeof bad / sizeof *bad));
	tcase_add_loop_test(t, every_word, 0, (int)(sizeof choices / sizeof *choices));
	tcase_add_loop_test(t, border, 0, (int)(sizeof borders / sizeof *borders));
	tcase_add_test(t, lines);
	tcase_add_test(t, before_policy);
	tcase_add_test(t, not_yaml);
	tcase_add_test(t, not_a_file);
	tcase_add_loop_test(t, bad_ids, 0, (int)(sizeof ids / sizeof *ids));
	tcase_add_test(t, list);
	tcase_add_test(t, nearest);
	tcase_add_test(t, forms);
	tcase_add_test(t, create);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
