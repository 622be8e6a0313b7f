/* test_policy.c - policy.yaml: built-in values, every key, and what is refused with its line. */
#include "config/client/client.h"
#include "config/policy/policy.h"
#include "folder.h"
#include "format/money.h"
#include "unit.h"

static struct crm_book book;
static struct crm_policy p;
static struct crm_err err;

static void setup(void)
{
	folder_make();
	memset(&err, 0, sizeof err);
	ck_assert_int_eq(crm_book_open(&book, folder, &err), 0);
}

static void teardown(void)
{
	crm_book_close(&book);
	folder_remove();
}

static int load(const char *text)
{
	folder_text("policy.yaml", text);
	return crm_policy_read(&book, &p, &err);
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
	const struct crm_ladder *l = &p.ladder[0];

	ck_assert_str_eq(crm_currency_code(p.currency), "EUR");
	ck_assert_uint_eq(p.week.closed, 0x60);
	ck_assert_int_eq(p.week.holidays, CRM_HOLIDAYS_NONE);
	ck_assert_int_eq(p.reply_hours, 24);
	ck_assert(!p.reply_elapsed);
	ck_assert_int_eq(p.terms.days, 30);
	ck_assert_int_eq(p.terms.how, CRM_TERMS_DAYS);
	ck_assert_int_eq(p.mission_cap.n, 2);
	ck_assert_int_eq(p.mission_cap.unit, 'm');
	ck_assert_int_eq(p.mission_notice, 7);
	ck_assert_int_eq(p.contact, -1);
	ck_assert_int_eq(p.interest * 100 + p.offer, 4514);
	ck_assert_int_eq(p.checkin * 100 + p.vetting, 1414);
	ck_assert_int_eq(p.followup[0] * 100 + p.followup[1], 730);
	ck_assert_int_eq(p.expire, 90);
	ck_assert_int_eq(p.conflict * 100 + p.incident * 10 + p.letter, 722);
	ck_assert_int_eq(p.gap, 7);
	ck_assert_int_eq(p.grace, 1);
	ck_assert_int_eq(p.cool_off, 24);
	ck_assert_uint_eq(p.hold_while, CRM_WHILE_INCIDENT | CRM_WHILE_ANGRY);
	ck_assert_int_eq(p.max, 20);
	ck_assert_int_eq(p.retention, 10);
	ck_assert_int_eq((int)p.min_amount, 0);
	ck_assert(none(p.law) && none(p.lang) && none(p.timezone) && none(p.week.hours));
	ck_assert(none(p.me.name) && none(p.me.email) && p.me.address.n == 0);
	ck_assert(none(p.me.company) && none(p.me.phone) && none(p.me.siret) && none(p.me.iban));
	ck_assert(none(p.me.vat));
	ck_assert(none(p.copy_to) && none(p.send_host) && !p.tempfail_unknown && !p.shared);
	ck_assert_int_eq(p.allocation, CRM_ALLOC_NONE);
	ck_assert_uint_eq(p.deliver.n, 3);
	ck_assert(is(p.deliver.item[0], "/usr/sbin/sendmail"));
	ck_assert(is(p.deliver.item[1], "-i") && is(p.deliver.item[2], "-t"));
	ck_assert_uint_eq(p.ladder_n, 1);
	ck_assert(is(l->name, "default"));
	ck_assert_uint_eq(l->n, 4);
	ck_assert(is(l->step[2].name, "notice"));
	ck_assert(is(l->step[2].channel, "letter"));
	ck_assert_int_eq(l->step[3].after, 40);
	ck_assert_uint_gt(p.judging_words.n, 10);
	ck_assert_uint_gt(p.jargon.n, 10);
}

START_TEST(builtin)
{
	crm_policy_default(&p);
	check_builtin();
	ck_assert_int_eq(crm_policy_read(&book, &p, &err), 0);
	check_builtin();
	ck_assert_int_eq(p.score.prior, 720);
	ck_assert_int_eq(load("# nothing\n"), 0);
	check_builtin();
	ck_assert_int_eq(load("week:\n  # closed: [sun]\nlang:\nmax: ~\ngap: null\n"), 0);
	check_builtin();
	ck_assert_int_eq(load("currency:\n"), 0);
	ck_assert_int_eq(load("currency: ~\n"), 0);
	ck_assert_int_eq(load("currency: null\n"), 0);
	check_builtin();
}
END_TEST

START_TEST(every_key)
{
	ck_assert_msg(
		load("min_amount: 12.345\n"
		     "me: {name: Zoé, company: Z, email: zoe@example.org, address: [a, b], phone: "
		     "'+33', "
		     "siret: '1', iban: FR1, vat: FR2}\n"
		     "lang: fr\ntimezone: Europe/Paris\ncurrency: TND\n"
		     "week: {closed: [sun], holidays: fr-alsace, hours: 'Mon 09:00'}\n"
		     "reply: {max: 48h, clock: elapsed}\n"
		     "terms: 45eom\nlaw: flat\nallocation: legal\n"
		     "mission: {cap: 60d, notice: 3d}\n"
		     "checkin: 7d\ncontact: 21d\ninterest: 1d\noffer: 2d\nvetting: 3d\n"
		     "followup: [5d, 6d]\nexpire: 0d\nconflict: 4d\nincident: 5d\nletter: 6d\n"
		     "gap: 0d\ngrace: 0\ncool_off: 0h\nhold_while: [doubt, deadline]\n"
		     "deliver: [/bin/true]\ntempfail: unknown\ncopy_to: a@b.fr\nsend_host: "
		     "desk\nshared: group\nmax: 1\n"
		     "retention: 6\njudging_words: []\njargon: API\n"
		     "ladder: [{step: soon, after: -3d}, {step: late, after: 0d, channel: letter, "
		     "template: notice}]\n"
		     "ladders:\n  gentle:\n    - {step: courtesy, after: 10d, channel: email}\n"
		     "  none: []\n"
		     "trust: {prior: 0.5}\nsilence: {idle: 91}\n") == 0,
		"%ld: %s: %s", err.line, err.field, err.text);
	ck_assert_int_eq((int)p.min_amount, 12345);
	ck_assert(is(p.me.name, "Zoé") && is(p.me.email, "zoe@example.org") && is(p.me.vat, "FR2"));
	ck_assert_uint_eq(p.me.address.n, 2);
	ck_assert(is(p.me.address.item[1], "b"));
	ck_assert(is(p.lang, "fr") && is(p.timezone, "Europe/Paris") && is(p.law, "flat"));
	ck_assert_uint_eq(p.week.closed, 1u << 6);
	ck_assert_int_eq(p.week.holidays, CRM_HOLIDAYS_FR_ALSACE);
	ck_assert(is(p.week.hours, "Mon 09:00"));
	ck_assert(p.reply_hours == 48 && p.reply_elapsed);
	ck_assert_int_eq(p.terms.how, CRM_TERMS_THEN_EOM);
	ck_assert_int_eq(p.allocation, CRM_ALLOC_LEGAL);
	ck_assert(p.mission_cap.n == 60 && p.mission_cap.unit == 'd' && p.mission_notice == 3);
	ck_assert(p.checkin == 7 && p.contact == 21 && p.interest == 1 && p.offer == 2);
	ck_assert(p.vetting == 3 && p.expire == 0 && p.followup[0] == 5 && p.followup[1] == 6);
	ck_assert(p.conflict == 4 && p.incident == 5 && p.letter == 6);
	ck_assert_uint_eq(p.hold_while, CRM_WHILE_DOUBT | CRM_WHILE_DEADLINE);
	ck_assert(p.gap == 0 && p.grace == 0 && p.cool_off == 0 && p.max == 1 && p.retention == 6);
	ck_assert(p.deliver.n == 1 && p.tempfail_unknown && is(p.copy_to, "a@b.fr"));
	ck_assert(is(p.send_host, "desk") && p.shared && p.judging_words.n == 0);
	ck_assert(p.jargon.n == 1 && is(p.jargon.item[0], "API"));
	ck_assert_uint_eq(p.ladder_n, 3);
	ck_assert(is(p.ladder[0].name, "default") && is(p.ladder[1].name, "gentle"));
	ck_assert_int_eq(p.ladder[0].step[0].after, -3);
	ck_assert(is(p.ladder[0].step[0].channel, "email"));
	ck_assert(is(p.ladder[0].step[0].template, "soon"));
	ck_assert(is(p.ladder[0].step[1].template, "notice"));
	ck_assert(p.ladder[1].n == 1 && p.ladder[2].n == 0);
	ck_assert(p.score.prior == 500 && p.score.silence.idle == 91);
	/* nothing of it stays behind */
	crm_policy_default(&p);
	check_builtin();
}
END_TEST

static const struct {
	const char *text;
	long line;
	const char *field, *says;
} bad[] = {
	{"max: 3\nladdr: []\n", 2, "laddr", "'ladder'"},
	{"zebra: 1\n", 1, "zebra", "crm-policy(5)"},
	{"week:\n  close: [sun]\n", 2, "week.close", "'closed'"},
	{"week: sun\n", 1, "week", "keys"},
	{"- a\n", 1, "", "keys"},
	{"max: 0\n", 1, "max", "1 to 10000"},
	{"max: 10001\n", 1, "max", "1 to 10000"},
	{"max: -1\n", 1, "max", "whole number"},
	{"max: [1]\n", 1, "max", "one value"},
	{"max: 1\nmax: 2\n", 2, "max", "twice"},
	{"gap: 7\n", 1, "gap", "7"},
	{"gap: 2w\n", 1, "gap", "days"},
	{"checkin: 0d\n", 1, "checkin", "1d to 3650d"},
	{"checkin: 3651d\n", 1, "checkin", "1d to 3650d"},
	{"reply:\n  max: 0h\n", 2, "reply.max", "1h to 720h"},
	{"reply: {max: 721h}\n", 1, "reply.max", "720h"},
	{"reply: {max: 1d}\n", 1, "reply.max", "hours"},
	{"reply: {clock: utc}\n", 1, "reply.clock", "workdays elapsed"},
	{"mission: {cap: 121m}\n", 1, "mission.cap", "120m"},
	{"mission: {cap: 0d}\n", 1, "mission.cap", "120m"},
	{"mission: {cap: 3651d}\n", 1, "mission.cap", "3650d"},
	{"mission: {cap: 24h}\n", 1, "mission.cap", "120m"},
	{"week: {closed: [sat, dimanche]}\n", 1, "week.closed", "dimanche"},
	{"week: {holidays: de}\n", 1, "week.holidays", "fr-alsace"},
	{"currency: eur\n", 1, "currency", "EUR"},
	{"min_amount: 1.005\n", 1, "min_amount", "EUR"},
	{"currency: JPY\nmin_amount: 1.5\n", 2, "min_amount", "JPY"},
	{"terms: 30\n", 1, "terms", "45eom"},
	{"allocation: none\n", 1, "allocation", "principal legal"},
	{"lang: ../fr\n", 1, "lang", "not a"},
	{"timezone: ../../etc/passwd\n", 1, "timezone", "Europe/Paris"},
	{"timezone: :/etc\n", 1, "timezone", "Europe/Paris"},
	{"me:\n  email: zoe\n", 2, "me.email", "mail address"},
	{"copy_to: \"a@b.fr, c@d.fr\"\n", 1, "copy_to", "mail address"},
	{"me: {name: \"a\\nBcc: x\"}\n", 1, "me.name", "one line"},
	{"followup: [30d, 7d]\n", 1, "followup", "later"},
	{"followup: 7d\n", 1, "followup", "two"},
	{"deliver: [sendmail, -t]\n", 1, "deliver", "whole path"},
	{"deliver: []\n", 1, "deliver", "whole path"},
	{"deliver: /\n", 1, "deliver", "whole path"},
	{"judging_words: {a: b}\n", 1, "judging_words", "list"},
	{"jargon: [a, ~]\n", 1, "jargon", "empty"},
	{"ladder: {step: a}\n", 1, "ladder", "list of steps"},
	{"ladder:\n  - {step: a, after: 3d}\n  - {step: b, after: 3d}\n", 3, "ladder", "later"},
	{"ladder:\n  - {step: a, after: 3d}\n  - {step: a, after: 4d}\n", 3, "ladder", "twice"},
	{"ladder:\n  - {step: a}\n", 2, "ladder", "after"},
	{"ladder:\n  - {after: 3d}\n", 2, "ladder", "name"},
	{"ladder: [{step: a, after: 3}]\n", 1, "ladder.after", "days"},
	{"ladder: [{step: a, after: --3d}]\n", 1, "ladder.after", "days"},
	{"ladder: [{step: A/b, after: 3d}]\n", 1, "ladder.step", "not a"},
	{"ladder: [{step: a, after: 3d, channel: fax}]\n", 1, "ladder.channel",
		"email letter file"},
	{"ladder: [{step: a, after: 3d, chanel: email}]\n", 1, "ladder.chanel", "'channel'"},
	{"ladders:\n  default: []\n", 2, "ladders", "'ladder'"},
	{"ladders:\n  ../x: []\n", 2, "ladders", "not a"},
	{"max: *x\n", 1, "", "alias"},
	{"max: 1\ntrust:\n  prior: 1.001\n", 3, "trust.prior", ""},
	{"trst: {prior: 1}\n", 1, "trst", "'trust'"},
	{"signals: {checkin: {from: 1}}\n", 1, "signals.checkin.from", ""},
};

START_TEST(refused)
{
	ck_assert_int_eq(load(bad[_i].text), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_str_eq(err.file, "policy.yaml");
	ck_assert_msg(
		err.line == bad[_i].line, "%s: line %ld: %s", bad[_i].text, err.line, err.text);
	ck_assert_str_eq(err.field, bad[_i].field);
	ck_assert_msg(strstr(err.text, bad[_i].says) != NULL, "%s: %s", bad[_i].text, err.text);
}
END_TEST

/* The first and the last value of a range, and what lies behind them. */
static const struct {
	const char *text;
	bool fine;
} borders[] = {
	{"checkin: 1d\ncontact: 1d\ninterest: 1d\noffer: 1d\n", true},
	{"contact: 0d\n", false},
	{"interest: 0d\n", false},
	{"offer: 0d\n", false},
	{"vetting: 0d\nconflict: 0d\nincident: 0d\nletter: 0d\ngap: 0d\n", true},
	{"checkin: 3650d\ngap: 3650d\n", true},
	{"gap: 3651d\n", false},
	{"grace: 365\n", true},
	{"grace: 366\n", false},
	{"cool_off: 720h\n", true},
	{"cool_off: 721h\n", false},
	{"hold_while: []\n", true},
	{"hold_while: [angry, lazy]\n", false},
	{"reply: {max: 1h}\n", true},
	{"reply: {max: 720h}\n", true},
	{"max: 10000\n", true},
	{"retention: 0\n", true},
	{"retention: 100\n", true},
	{"retention: 101\n", false},
	{"followup: [1d, 2d]\n", true},
	{"followup: [0d, 2d]\n", false},
	{"followup: [1d, 1d]\n", false},
	{"followup: [1d, 3650d]\n", true},
	{"followup: [1d, 3651d]\n", false},
	{"followup: [1d, 2d, 3d]\n", false},
	{"mission: {cap: 1m, notice: 0d}\n", true},
	{"mission: {cap: 120m, notice: 3650d}\n", true},
	{"mission: {notice: 3651d}\n", false},
	{"timezone: Etc/GMT+1\n", true},
	{"timezone: America/Port-au-Prince\n", true},
	{"timezone: Zulu\n", true},
	{"timezone: America/Belize\n", true},
	{"timezone: Etc/GMT+10\n", true},
	{"timezone: Etc/GMT-9\n", true},
	{"timezone: EST5EDT\n", true},
	{"timezone: America/Argentina/Buenos_Aires\n", true},
	{"timezone: 5EDT\n", false},
	{"timezone: /etc/localtime\n", false},
	{"timezone: Etc/GMT 1\n", false},
	{"law: FR\n", false},
	{"currency: ''\n", false},
	{"currency: [EUR]\n", false},
	{"currency: {a: b}\n", false},
	{"deliver: [/a]\n", true},
	/* one line each: they get into headers, letters and tables */
	{"me: {company: \"a\\nb\"}\n", false},
	{"me: {address: [\"a\\nb\"]}\n", false},
	{"me: {phone: \"a\\nb\"}\n", false},
	{"me: {siret: \"a\\nb\"}\n", false},
	{"me: {iban: \"a\\nb\"}\n", false},
	{"me: {vat: \"a\\nb\"}\n", false},
	{"week: {hours: \"a\\nb\"}\n", false},
	{"send_host: \"a\\nb\"\n", false},
};

START_TEST(border)
{
	ck_assert_msg((load(borders[_i].text) == 0) == borders[_i].fine, "%s", borders[_i].text);
}
END_TEST

START_TEST(any_currency)
{
	char text[32];
	int c;

	for (c = 0; crm_currency_code(c)[0]; c++) {
		snprintf(text, sizeof text, "currency: %s\n", crm_currency_code(c));
		ck_assert_int_eq(load(text), 0);
		ck_assert_int_eq(p.currency, c);
	}
	ck_assert_int_gt(c, 100);
}
END_TEST

static int word(const char *key, const char *value, size_t at)
{
	char text[128];
	int got;

	snprintf(text, sizeof text, "%s%s}\n", key, value);
	ck_assert_msg(load(text) == 0, "%s", text);
	memcpy(&got, (char *)&p + at, sizeof got);
	return got;
}

START_TEST(every_word)
{
	static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
	size_t holidays = offsetof(struct crm_policy, week.holidays);
	size_t allocation = offsetof(struct crm_policy, allocation), i;
	char text[64];

	ck_assert_int_eq(word("week: {holidays: ", "none", holidays), CRM_HOLIDAYS_NONE);
	ck_assert_int_eq(word("week: {holidays: ", "fr", holidays), CRM_HOLIDAYS_FR);
	ck_assert_int_eq(
		word("week: {holidays: ", "fr-alsace", holidays), CRM_HOLIDAYS_FR_ALSACE);
	ck_assert_int_eq(word("{allocation: ", "principal", allocation), CRM_ALLOC_PRINCIPAL);
	ck_assert_int_eq(word("{allocation: ", "legal", allocation), CRM_ALLOC_LEGAL);
	ck_assert_int_eq(load("reply: {clock: workdays}\ntempfail: deferred\n"), 0);
	ck_assert(!p.reply_elapsed && !p.tempfail_unknown);
	for (i = 0; i < 7; i++) {
		snprintf(text, sizeof text, "week: {closed: [%s]}\n", days[i]);
		ck_assert_int_eq(load(text), 0);
		ck_assert_uint_eq(p.week.closed, 1u << i);
	}
	ck_assert_int_eq(load("week: {closed: []}\n"), 0);
	ck_assert_uint_eq(p.week.closed, 0);
}
END_TEST

/* What is wrong with a value that only a report can judge is said with its line. */
START_TEST(lines)
{
	ck_assert_int_eq(load("max: 1\nlang: fr\nterms: 30d\nlaw: fr-b2b\n"), 0);
	ck_assert_int_eq((int)p.lang_line, 2);
	ck_assert_int_eq((int)p.terms_line, 3);
	ck_assert_int_eq((int)p.law_line, 4);
}
END_TEST

/* Each part of the score has its own key, and is read from it. */
START_TEST(score)
{
	ck_assert_int_eq(load("trust: {prior: 0.5}\nsilence: {idle: 91}\nburst: {count: 9}\n"
			      "carry: {breach: 0.1}\nfactors: {settled: 0.2}\n"
			      "types: {trusting: {burst: 0.3}}\nsignals: {checkin: {weight: 0.4}}\n"
			      "incident_kinds: {no-show: {weight: 1.5}}\n"), 0);
	ck_assert(p.score.prior == 500 && p.score.silence.idle == 91 && p.score.burst.count == 9);
	ck_assert(p.score.carry.breach == 100 && p.score.factor.settled == 200);
	ck_assert_int_eq(p.score.type[CRM_TYPE_TRUSTING][CRM_SIG_BURST], 300);
	ck_assert_int_eq(p.score.signal[CRM_SIG_CHECKIN].weight, 400);
	ck_assert_uint_eq(p.score.own_n, 1);
}
END_TEST

START_TEST(shared_ladder)
{
	ck_assert_int_eq(load("ladder: []\n"), 0);
	ck_assert_uint_eq(p.ladder[0].n, 0);
	crm_policy_default(&p);
	ck_assert_uint_eq(p.ladder[0].n, 4);
}
END_TEST

START_TEST(long_ladder)
{
	char text[2048] = "ladder:\n";
	int i;

	for (i = 1; i <= CRM_LADDER_STEPS; i++)
		sprintf(text + strlen(text), "  - {step: s%d, after: %dd}\n", i, i);
	ck_assert_int_eq(load(text), 0);
	ck_assert_uint_eq(p.ladder[0].n, CRM_LADDER_STEPS);
	strcat(text, "  - {step: more, after: 99d}\n");
	ck_assert_int_eq(load(text), -1);
}
END_TEST

START_TEST(odd_file)
{
	ck_assert_int_eq(mkfifo(folder_path("policy.yaml"), 0600), 0);
	ck_assert_int_eq(crm_policy_read(&book, &p, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("policy");
	TCase *t = tcase_create("policy");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, builtin);
	tcase_add_test(t, every_key);
	tcase_add_loop_test(t, refused, 0, (int)(sizeof bad / sizeof *bad));
	tcase_add_loop_test(t, border, 0, (int)(sizeof borders / sizeof *borders));
	tcase_add_test(t, any_currency);
	tcase_add_test(t, every_word);
	tcase_add_test(t, lines);
	tcase_add_test(t, score);
	tcase_add_test(t, shared_ladder);
	tcase_add_test(t, long_ladder);
	tcase_add_test(t, odd_file);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
