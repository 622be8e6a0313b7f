/* Every shipped letter, in every language, form of address and situation: it renders without an
 * unknown name, says the facts, and has no word that threatens or blames. */
#include "base/embed.h"
#include "letter/text/letter.h"
#include "unit.h"
#include <ctype.h>

static struct crm_arena mem;
static struct crm_err err;
static struct crm_letter_source source;
static struct crm_me me;
static struct crm_client client;
static struct crm_person person;
static struct crm_letter letter;
static struct crm_letter_item item[3];
static struct crm_letter_date awaited[2];
static struct crm_letter_rate rate[2];
static struct crm_str address[2], post[2], channels[2];
static struct crm_letter_text got;
static int32_t reminded[2];
static struct crm_str subject, body;

static int32_t day(int y, int m, int d)
{
	return crm_date_day((struct crm_ymd){y, m, d});
}

/* A regime as it is shipped. */
static const struct crm_regime *law(const char *key)
{
	struct crm_regimes r;
	struct crm_finds finds;
	struct crm_str bytes;

	crm_finds_init(&finds);
	ck_assert(crm_embed_find("data/regimes.csv", &bytes));
	crm_regimes_parse(&mem, bytes, crm_str(""), "regimes.csv", &r, &finds);
	crm_finds_release(&finds);
	return crm_regime_find(&r, crm_str(key));
}

static void setup(void)
{
	crm_arena_init(&mem);
	address[0] = crm_str("3 place du Marché");
	address[1] = crm_str("34000 Montpellier");
	post[0] = crm_str("12 rue des Lilas");
	post[1] = crm_str("34440 Saint-Sériès");
	channels[0] = crm_str("email");
	channels[1] = crm_str("phone");
	memset(&me, 0, sizeof me);
	me.name = crm_str("Zoé Lefèvre");
	me.company = crm_str("Studio Zoé");
	me.phone = crm_str("+33 6 00 00 00 00");
	me.siret = crm_str("00000000000000");
	me.iban = crm_str("FR76 0000 0000 0000 0000 0000 000");
	me.address = (struct crm_list){address, 2};
	memset(&client, 0, sizeof client);
	client.id = crm_str("acme");
	client.penalty_rate = -1;
	client.name = crm_str("Acme SARL");
	client.post = (struct crm_list){post, 2};
	client.channels = (struct crm_list){channels, 2};
	person = (struct crm_person){.name = crm_str("Jeanne Martin")};
	rate[0] = (struct crm_letter_rate){day(2026, 6, 1), day(2026, 6, 30), 1215};
	rate[1] = (struct crm_letter_rate){day(2026, 7, 1), day(2026, 7, 6), 1240};
	item[0] = (struct crm_letter_item){.ref = crm_str("F2026-014"),
		.date = day(2026, 5, 1),
		.due = day(2026, 5, 31),
		.agreed = CRM_NO_DAY,
		.reopened = CRM_NO_DAY,
		.invoiced = 120000,
		.amount = 120000,
		.interest = 1443,
		.fee = 4000,
		.rate = rate,
		.rates = 2,
		.known = CRM_NO_DAY};
	item[1] = (struct crm_letter_item){.ref = crm_str("F2026-015"),
		.date = day(2026, 5, 5),
		.due = day(2026, 6, 4),
		.agreed = CRM_NO_DAY,
		.reopened = CRM_NO_DAY,
		.invoiced = 250000,
		.amount = 100000,
		.known = CRM_NO_DAY};
	item[2] = (struct crm_letter_item){.ref = crm_str("F2026-016"),
		.date = day(2026, 6, 1),
		.due = day(2026, 7, 1),
		.agreed = CRM_NO_DAY,
		.reopened = CRM_NO_DAY,
		.invoiced = 5,
		.amount = 5,
		.known = CRM_NO_DAY};
	reminded[0] = day(2026, 6, 5);
	reminded[1] = day(2026, 6, 12);
	memset(&letter, 0, sizeof letter);
	letter.me = &me;
	letter.client = &client;
	letter.person = &person;
	letter.today = day(2026, 7, 6);
	letter.last_date = day(2026, 7, 18);
	letter.currency = crm_currency_find(crm_str("EUR"));
	letter.item = item;
	letter.items = 1;
	letter.regime = law("fr-b2b");
	letter.since = letter.due = letter.new_date = CRM_NO_DAY;
}

static struct crm_entry rows[2];
static struct crm_instalment part[2];
static struct crm_agreed agreed;
static struct crm_account account[2];
static struct crm_account_line open[2], move[3];
static struct crm_statement statement;

/* An agreement, of one date or of two, the first of which was missed. */
static void agreement(bool plan, bool promised)
{
	rows[0] = (struct crm_entry){.event = CRM_EV_RENEGOTIATE, .by = promised ? CRM_BY_CLIENT : CRM_BY_BOTH,
		.day = day(2026, 6, 15), .due = day(2026, 6, 30), .mark = CRM_MARK_WAIVES};
	rows[1] = rows[0];
	rows[1].due = day(2026, 7, 31);
	part[0] = (struct crm_instalment){&rows[0], plan ? 50000 : 120000, 50000, plan ? 20000 : 120000};
	part[1] = (struct crm_instalment){&rows[1], 60000, 110000, 60000};
	agreed = (struct crm_agreed){.balance = 120000, .missed = day(2026, 6, 30),
		.missing = plan ? 20000 : 120000};
	agreed.invoice.currency = letter.currency;
	agreed.g = (struct crm_agreement){.row = &rows[1], .part = part, .parts = plan ? 2 : 1,
		.plan = plan, .sum = 110000, .open = 120000};
	letter.agreed = &agreed;
}

/* An account with all that one can have, and one of another currency with nothing open. */
static void statement_fill(bool full)
{
	open[0] = (struct crm_account_line){.ref = crm_str("F2026-014"), .date = day(2026, 5, 1),
		.due = day(2026, 5, 31), .amount = 120000, .left = 70000, .disputed = full,
		.agreed = full ? CRM_NO_DAY : day(2026, 7, 20)};
	open[1] = (struct crm_account_line){.ref = crm_str("F2026-016"), .date = day(2026, 6, 1),
		.due = full ? CRM_NO_DAY : day(2026, 7, 31), .amount = 500, .left = 500, .agreed = CRM_NO_DAY};
	move[0] = (struct crm_account_line){.ref = crm_str("F2026-014"), .date = day(2026, 3, 1),
		.amount = 60000, .what = CRM_EV_PAYMENT};
	move[1] = (struct crm_account_line){.ref = crm_str("F2026-014"), .date = day(2026, 3, 1),
		.amount = 1000, .what = CRM_EV_CREDIT};
	move[2] = (struct crm_account_line){.ref = crm_str(""), .date = day(2026, 3, 2), .amount = 11000,
		.what = CRM_EV_REFUND};
	account[0] = (struct crm_account){letter.currency, open, full ? move : NULL, 2, full ? 3 : 0,
		full ? 100 : 0, 70400, 70000};
	account[1] = (struct crm_account){crm_currency_find(crm_str("GBP")), NULL, move, 0, 1, 0, -500, 0};
	statement = (struct crm_statement){account, full ? 2 : 1};
	letter.statement = &statement;
}

static void teardown(void)
{
	crm_arena_release(&mem);
}

static void language(const char *lang)
{
	ck_assert_msg(
		crm_letter_open(&source, &mem, NULL, crm_str(lang), &err) == 0, "%s", err.text);
}

static void write_letter(const char *name)
{
	ck_assert_msg(crm_letter_write(&source, crm_str(name), &letter, &got, &err) == 0,
		"%s/%s: %s:%ld: %s", source.lang, name, err.file, err.line, err.text);
	subject = got.subject;
	body = got.body;
}

static bool has(struct crm_str text, const char *word)
{
	return memmem(text.p, text.n, word, strlen(word)) != NULL;
}

static void expect(const char *text)
{
	ck_assert_msg(has(body, text), "'%s' is missing in:\n%s", text, body.p);
}

static void all_said(bool said)
{
	letter.ref = crm_str(said ? "M7" : "");
	awaited[0] = (struct crm_letter_date){day(2026, 6, 20), crm_str("Maquette A")};
	awaited[1] = (struct crm_letter_date){CRM_NO_DAY, crm_str("Contact B")};
	letter.done = letter.dates = letter.needed = (struct crm_letter_dates){awaited, said ? 2 : 0};
	letter.topic = crm_str(said ? "Refonte du site" : "");
	letter.goal = crm_str(said ? "deux fois plus de visites" : "");
	letter.hours = crm_str(said ? "de 9 h à 18 h" : "");
	letter.since = said ? day(2026, 6, 1) : CRM_NO_DAY;
	letter.due = said ? day(2026, 7, 31) : CRM_NO_DAY;
	letter.new_date = said ? day(2026, 7, 20) : CRM_NO_DAY;
	letter.rhythm = said ? 14 : 0;
	letter.person = said ? &person : NULL;
	me.iban = crm_str(said ? "FR76 0000 0000 0000 0000 0000 000" : "");
}

/* The letters; the other templates are their parts. */
static const char *const names[] = {"upcoming", "courtesy", "second", "notice", "recourse",
	"holding-reply", "promise-late", "clarify", "renegotiate", "frame", "silence", "checkin",
	"renewal-review", "after-delivery", "welcome-back", "empathy", "apology", "positive-note",
	"mediator", "closing", "reference-request", "plan", "agreed-broken", "statement",
	"planning", "disagree", "price", "limit", "ask-references"};
enum { NAMES = sizeof names / sizeof *names };

/* Words that no letter may have; beginnings count (`menac` is menace, menacer). Lower case. */
static const char *const never[] = {"menac", "huissier", "avocat", "plainte", "contentieux",
	"poursuites", "poursuivre en", "pénal", "sanction", "sous peine", "immédiatement",
	"sans délai", "dernier avertissement", "dernier rappel", "inadmissible", "inacceptable",
	"intolérable", "mauvaise foi", "mauvais payeur", "votre faute", "ta faute", "négligen",
	"vous auriez dû", "tu aurais dû", "vous n'avez pas payé", "tu n'as pas payé", "exige",
	"regrettable", "consequences", "conséquences", "threat", "lawyer", "sue you",
	"legal action", "prosecut", "criminal", "penalt", "immediately", "final warning",
	"final reminder", "unacceptable", "bad faith", "your fault", "neglect", "you should have",
	"you failed", "you have failed", "you did not pay", "i demand", "we demand",
	"demand payment", "bailiff", "debt collect", "or else"};
/* Words that only the formal notice, its file and the offer of a mediator may have: what it is,
 * and the lawful next step. */
static const char *const last_step[] = {"mise en demeure", "tribunal", "injonction", "débiteur",
	"impayé", "formal notice", "competent court", "administrative court", "in court",
	"order for payment", "order to pay", "debtor", "unpaid"};

static bool is_formal(const char *name)
{
	return strcmp(name, "notice") == 0 || strcmp(name, "recourse") == 0;
}

static void check_words(const char *name, struct crm_str text)
{
	char *low = crm_arena_cstr(&mem, text), *p;
	size_t i;

	for (p = low; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	for (i = 0; i < sizeof never / sizeof *never; i++)
		CRM_HOLDS(!strstr(low, never[i]), "%s/%s: '%s'", source.lang, name, never[i]);
	for (i = 0; !is_formal(name) && i < sizeof last_step / sizeof *last_step; i++)
		CRM_HOLDS(
			!strstr(low, last_step[i]), "%s/%s: '%s'", source.lang, name, last_step[i]);
}

static size_t count(struct crm_str text, const char *word)
{
	const char *p = text.p;
	size_t n = 0;

	while ((p = memmem(p, (size_t)(text.p + text.n - p), word, strlen(word))) != NULL) {
		p += strlen(word);
		n++;
	}
	return n;
}

/* What an ear stumbles over: an empty sentence, two blanks, "1 jours", a word of another language. */
static void check_ear(const char *name, struct crm_str text)
{
	static const char *const holes[] = {"()", "( ", " )", "«\xc2\xa0\xc2\xa0»", "\"\"", ": .", ", ,",
		",.", "\n.", "\n,", "Bonjour ,", "Dear ,", "Hi ,", " 1 jours", " 1 days", " 0 jour", " null",
		":\n\n:", ";.", "\xe2\x80\xaf.", "\xc2\xa0.", " le  ", "Bonjour Service,"};
	static const char *const english[] = {" the ", " of ", " and ", " you ", " your ", "nvoice", "Mon-Fri",
		" with ", " by ", "press of", "calculator", "less 88", " dated ", " days", "ecb_mro", "fr_legal"};
	static const char *const french[] = {" vous ", " votre ", " le ", " les ", " une ", " facture",
		" jours", "échéance"};
	size_t i;
	const char *p;

	for (i = 0; i < sizeof holes / sizeof *holes; i++)
		CRM_HOLDS(!has(text, holes[i]), "%s/%s: '%s' in\n%s", source.lang, name, holes[i], text.p);
	for (i = 0; !strcmp(source.lang, "fr") && i < sizeof english / sizeof *english; i++)
		CRM_HOLDS(!has(text, english[i]), "%s: '%s' in\n%s", name, english[i], text.p);
	for (i = 0; !strcmp(source.lang, "en") && i < sizeof french / sizeof *french; i++)
		CRM_HOLDS(!has(text, french[i]), "en/%s: '%s' in\n%s", name, french[i], text.p);
	for (p = text.p; (p = strstr(p, "  ")) != NULL; p += 2) /* only a line of the account begins so */
		CRM_HOLDS(p == text.p || p[-1] == '\n', "%s/%s: two blanks in\n%s", source.lang, name, text.p);
	/* French puts no common blank before these, anywhere */
	for (p = text.p; !strcmp(source.lang, "fr") && *p; p++)
		CRM_HOLDS(p[0] != ' ' || !p[1] || !strchr(":;?!", p[1]), "%s: ' %c' in\n%s", name, p[1], text.p);
}

/* Nobody signs twice; and a consumer is never told what only businesses may be told. */
static void check_client(const char *name)
{
	static const char *const business[] = {"ndemnité", "40 euros", "40\xc2\xa0""euros", "EUR 40", "L441-10",
		"D441-5", "médiateur des entreprises", "business mediator", "compensation",
		"recouvrement", "recovery"};
	struct crm_str last = body;
	const char *end;
	size_t i;

	if (strcmp(name, "recourse") != 0)
		CRM_HOLDS(count(last, "Zoé Lefèvre") <= (strcmp(name, "notice") ? 1u : 2u), "%s: %s", name,
			body.p);
	for (i = 0; client.kind == CRM_B2C && i < sizeof business / sizeof *business; i++) {
		end = strcmp(name, "recourse") ? NULL : body.p; /* for my eyes alone */
		CRM_HOLDS(end || !has(body, business[i]), "%s: '%s' in\n%s", name, business[i], body.p);
	}
}

static void check_shape(const char *name)
{
	ck_assert_msg(subject.n > 3 && subject.n < 160, "%s: %s", name, subject.p);
	ck_assert_ptr_null(memchr(subject.p, '\n', subject.n));
	ck_assert_uint_gt(body.n, 100);
	ck_assert_msg(!has(body, "{{") && !has(body, "}}"), "%s: %s", name, body.p);
	ck_assert_msg(!has(body, "\n\n\n") && !has(body, " \n") && body.p[0] != '\n', "%s", name);
	ck_assert_msg(
		!has(body, "  ,") && !has(body, " ,") && !has(body, " ."), "%s: %s", name, body.p);
	ck_assert_msg(!has(body, ".."), "%s: %s", name, body.p);
	check_words(name, subject);
	check_words(name, body);
	check_ear(name, subject);
	check_ear(name, body);
	check_client(name);
}

/* bits: language, tu, technical, several invoices, all said, part paid and a title; times the kinds of
 * client */
START_TEST(every_letter)
{
	static const char *const laws[] = {"fr-b2b", "fr-b2c", "fr-public", "de-b2b"};
	int kind, type, i;

	language(_i & 1 ? "en" : "fr");
	client.tu = _i & 2;
	client.technical = _i & 4;
	letter.items = _i & 8 ? 3 : 1;
	all_said(_i & 16);
	item[0].amount = _i & 32 ? 70000 : 120000;
	item[0].known = _i & 32 ? day(2026, 6, 30) : CRM_NO_DAY;
	person.title = crm_str(_i & 32 ? (_i & 1 ? "Ms" : "Madame") : "");
	letter.paper = _i & 32;
	client.siren = crm_str(_i & 16 ? "812345678" : "");
	client.engagement = crm_str(_i & 16 ? "4500012" : "");
	agreement(_i & 8, _i & 32);
	statement_fill(_i & 16);
	for (i = 0; i < NAMES; i++) {
		/* what there is no letter without: the end of a period, the day of a silent approval */
		letter.due = _i & 16 || !strcmp(names[i], "renewal-review") ? day(2026, 7, 31) : CRM_NO_DAY;
		letter.since = _i & 16 || !strcmp(names[i], "disagree") ? day(2026, 6, 1) : CRM_NO_DAY;
		for (kind = 0; kind < 4; kind++) {
			client.kind = kind == 3 ? CRM_B2B : (enum crm_client_kind)kind;
			letter.regime = law(laws[kind]);
			item[0].fee = client.kind == CRM_B2C ? 0 : 4000;
			item[0].daily = _i & 16 ? 400000 : 0;
			me.mediator = crm_str(_i & 16 ? "CM2C, 49 rue de Ponthieu, 75008 Paris" : "");
			me.status = crm_str(_i & 16 ? "EI" : "");
			me.company = crm_str(_i & 8 ? "Studio Zoé" : "Zoé Lefèvre");
			letter.reminded = reminded;
			letter.reminded_n = _i & 16 ? 2 : _i & 8 ? 1 : 0;
			letter.kept_interest = _i & 8;
			letter.waived = !letter.kept_interest;
			for (type = 0; type < 4; type++) {
				client.type = (enum crm_type)type;
				write_letter(names[i]);
				check_shape(names[i]);
			}
		}
	}
}
END_TEST

START_TEST(address_is_kept)
{
	static const char *const tu[] = {" tu ", " ton ", " te ", " toi", " t'", "dis-le", "-tu "};
	static const char *const vous[] = {"vous", "votre", "vos "};
	size_t i, k;

	language("fr");
	letter.items = 3;
	all_said(true);
	agreement(true, false);
	statement_fill(true);
	for (i = 0; i < NAMES; i++) {
		if (is_formal(names[i]))
			continue;
		client.tu = false;
		write_letter(names[i]);
		for (k = 0; k < sizeof tu / sizeof *tu; k++)
			ck_assert_msg(
				!has(body, tu[k]), "%s: '%s' in\n%s", names[i], tu[k], body.p);
		client.tu = true;
		write_letter(names[i]);
		for (k = 0; k < sizeof vous / sizeof *vous; k++)
			ck_assert_msg(!has(body, vous[k]) && !has(subject, vous[k]),
				"%s: '%s' in\n%s", names[i], vous[k], body.p);
	}
}
END_TEST

START_TEST(facts_of_a_reminder)
{
	static const char *const steps[] = {"courtesy", "second"};

	language("fr");
	write_letter(steps[_i]);
	expect("F2026-014");
	expect("1er mai 2026");
	expect("31 mai 2026");
	expect("1\xe2\x80\xaf"
	       "200,00\xc2\xa0€");
	expect("FR76 0000");
	expect("Si vous avez réglé entre-temps");
	expect("Sauf erreur de ma part");
	ck_assert(!has(body, "14,43")); /* no interest before the last step */
	ck_assert(!has(body, "40,00"));
	ck_assert_str_eq(subject.p, "Facture F2026-014, échéance du 31 mai 2026");
	letter.items = 3;
	write_letter(steps[_i]);
	/* 1 200.00 + 1 000.00 + 0.05 */
	expect("Total\xc2\xa0: 2\xe2\x80\xaf"
	       "200,05\xc2\xa0€");
	expect("F2026-015");
	expect("(solde, sur 2\xe2\x80\xaf"
	       "500,00\xc2\xa0€)");
	expect("F2026-016");
	ck_assert_str_eq(subject.p, "Factures F2026-014, F2026-015 et F2026-016");
}
END_TEST

/* an oversight assumed first, a question why, a way out (S2.9, S0.42, S0.43) */
/* What is said before the due day supposes no lateness, in no language and form. */
/* What was agreed on stands in the letters about it; of a waiver that is lost only what is owed. */
START_TEST(facts_of_an_agreement)
{
	language("fr");
	agreement(true, false);
	write_letter("plan");
	expect("convenu le 15 juin 2026");
	expect("- 500,00\xc2\xa0€ au plus tard le 30 juin 2026 (reste 200,00\xc2\xa0€)");
	expect("- 600,00\xc2\xa0€ au plus tard le 31 juillet 2026\n");
	expect("Total\xc2\xa0: 1\xe2\x80\xaf""100,00\xc2\xa0€");
	expect("Le reste, 100,00\xc2\xa0€, n'a pas encore de date");
	expect("Si chaque échéance est réglée à sa date, je ne demanderai ni intérêts ni indemnité.");
	write_letter("agreed-broken");
	expect("nous avions convenu d'un échéancier");
	expect("il manque 200,00\xc2\xa0€ sur les échéances passées.");
	ck_assert(!has(body, "J'avais accepté"));
	letter.kept_interest = true;
	write_letter("agreed-broken");
	expect("J'avais accepté de ne pas demander d'intérêts ni d'indemnité");
	client.kind = CRM_B2C;
	agreement(false, true);
	write_letter("agreed-broken");
	expect("vous m'aviez annoncé un règlement pour le 30 juin");
	expect("J'avais accepté de ne pas demander d'intérêts si");
	letter.new_date = day(2026, 7, 20);
	write_letter("renegotiate");
	expect("Si le règlement arrive à cette date, je ne demanderai pas d'intérêts.");
}
END_TEST

START_TEST(facts_of_a_statement)
{
	language("fr");
	statement_fill(true);
	write_letter("statement");
	expect("Compte en EUR\n\nFactures à régler");
	expect("- F2026-014 du 1er mai 2026, échéance le 31 mai 2026 (échue) "
	       "(contestée)\xc2\xa0: 700,00\xc2\xa0€ (solde, sur 1\xe2\x80\xaf""200,00\xc2\xa0€)\n");
	expect("- F2026-016 du 1er juin 2026\xc2\xa0: 5,00\xc2\xa0€\n");
	expect("2026, avoir sur F2026-014\xc2\xa0: 10,00\xc2\xa0€\n");
	expect("2026, remboursement\xc2\xa0: 110,00\xc2\xa0€\n");
	expect("sans facture indiquée\xc2\xa0: 1,00\xc2\xa0€");
	expect("704,00\xc2\xa0€, dont 700,00\xc2\xa0€ échus");
	expect("Compte en GBP\n\nAucune facture à régler.");
	expect("Solde en votre faveur au 6 juillet 2026\xc2\xa0: 5,00\xc2\xa0£");
	statement_fill(false);
	write_letter("statement");
	ck_assert(!has(body, "Compte en"));
	expect("(échue), règlement convenu pour le 20 juillet 2026\xc2\xa0: 700,00");
	expect("Aucun règlement en 2026.");
}
END_TEST

START_TEST(upcoming_is_no_reminder)
{
	static const char *const late[] = {"retard", "oubli", "relance", "parvenu", "impay",
		"overdue", "late", "reminder", "unpaid", "not yet", "slipped"};
	static const char *const langs[] = {"fr", "fr", "en"};
	size_t i, k;

	for (i = 0; i < 3; i++) {
		client.tu = i == 1;
		letter.items = i == 1 ? 3 : 1;
		language(langs[i]);
		write_letter("upcoming");
		expect("F2026-014");
		expect(i == 2 ? "31 May 2026" : "31 mai 2026");
		for (k = 0; k < sizeof late / sizeof *late; k++)
			ck_assert_msg(!has(body, late[k]) && !has(subject, late[k]), "'%s' in:\n%s",
				late[k], body.p);
	}
}
END_TEST

/* A missing rate stops only the letters that name interest. */
START_TEST(unknown_interest)
{
	item[0].unknown = true;
	language("en");
	write_letter("courtesy");
	expect("F2026-014");
	ck_assert_int_eq(
		crm_letter_write(&source, crm_str("notice"), &letter, &got, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
}
END_TEST

/* Who edits a draft sees the last date that its words name, and only then. */
START_TEST(last_date_is_told)
{
	static const char *const langs[] = {"fr", "en"};
	size_t i;

	for (i = 0; i < 2; i++) {
		language(langs[i]);
		write_letter("notice");
		ck_assert(got.last_date);
		write_letter("second");
		ck_assert(!got.last_date);
		write_letter("courtesy");
		ck_assert(!got.last_date);
	}
}
END_TEST

START_TEST(courtesy_is_kind)
{
	language("fr");
	write_letter("courtesy");
	expect("simple oubli");
	expect("vous pose question");
	expect("une autre date vous arrange");
	write_letter("second");
	expect("où en est ce règlement\xe2\x80\xaf?");
	expect("un paiement en deux fois");
	language("en");
	write_letter("courtesy");
	expect("slipped through");
	expect("that is holding things up?");
	expect("another date suits you");
}
END_TEST

/* what a formal notice must carry */
START_TEST(notice_is_complete)
{
	static const char *const fr[] = {"je vous mets en demeure", "au sens de l'article\xc2\xa0""1344",
		"Zoé Lefèvre, Studio Zoé", "3 place du Marché, 34000 Montpellier",
		"SIRET 000\xc2\xa0""000\xc2\xa0""000\xc2\xa0""00000", "Acme SARL", "12 rue des Lilas, 34440 Saint-Sériès",
		"F2026-014 du 1er mai 2026", "échéance le 31 mai 2026", "36 jours",
		"12,15 % du 1er juin 2026 au 30 juin 2026",
		"12,40\xc2\xa0% du 1er juillet 2026 au 6 juillet 2026", "14,43\xc2\xa0€",
		"40,00\xc2\xa0€", "1 254,43 €", "18 juillet 2026", "FR76", "L441-10",
		"injonction de payer", "Signature",
		"échéancier"};
	size_t i;

	language("fr");
	write_letter("notice");
	for (i = 0; i < sizeof fr / sizeof *fr; i++)
		expect(fr[i]);
	language("en");
	write_letter("notice");
	expect("formal notice (mise en demeure");
	expect("€1,254.43"); /* 1 200.00 + 14.43 + 40.00 */
	expect("by 18 July 2026");
	expect("order for payment");
}
END_TEST

/* a consumer is asked for no costs; a public buyer's ways are others */
START_TEST(notice_follows_the_client)
{
	language("fr");
	client.kind = CRM_B2C;
	letter.regime = law("fr-b2c");
	item[0].interest = item[0].fee = 0;
	item[0].rates = 0;
	write_letter("notice");
	expect("conciliateur de justice");
	expect("1231-6");
	ck_assert(!has(body, "indemnité") && !has(body, "L441-10") && !has(body, "40 euros") &&
		  !has(body, "40,00"));
	client.kind = CRM_PUBLIC;
	letter.regime = law("fr-public");
	item[0].fee = 4000;
	write_letter("notice");
	expect("tribunal administratif");
	expect("mémoire en réclamation");
	ck_assert(!has(body, "comptable"));
	expect("D2192-35");
	client.kind = CRM_B2B;
	letter.regime = law("de-b2b");
	write_letter("notice");
	ck_assert(!has(body, "code civil") && !has(body, "code de commerce"));
	ck_assert(!has(body, "médiateur des entreprises"));
	expect("§ 288 BGB");
	language("en");
	letter.regime = law("uk");
	write_letter("notice");
	expect("are owed under the Late Payment of Commercial Debts (Interest) Act 1998; interest runs "
	       "until payment.");
	language("fr");
	item[0].interest = item[0].fee = 0; /* waived: not a word of them */
	letter.regime = law("fr-b2b");
	write_letter("notice");
	ck_assert(!has(body, "intérêts") && !has(body, "indemnité"));
}
END_TEST

START_TEST(values_stay_values)
{
	language("fr");
	person.greet = crm_str("Bonjour {{me.iban}} {{>notice}},");
	write_letter("courtesy");
	expect("Bonjour {{me.iban}} {{>notice}},");
}
END_TEST

START_TEST(splitting)
{
	struct crm_letter_text t;

	ck_assert(
		crm_letter_split(&mem, crm_str("Subject:  x y \r\nPost: z\n\n\na  \n\n\n\nb\n\n"), &t));
	ck_assert_str_eq(t.subject.p, "x y");
	ck_assert_str_eq(t.post.p, "z");
	ck_assert_str_eq(t.body.p, "a\n\nb\n");
	ck_assert(!crm_letter_split(&mem, crm_str("\nSubject: x\n"), &t));
	ck_assert(!crm_letter_split(&mem, crm_str("Subject:\n"), &t));
	ck_assert(!crm_letter_split(&mem, crm_str(""), &t));
}
END_TEST

START_TEST(no_such)
{
	language("fr");
	ck_assert_int_eq(
		crm_letter_write(&source, crm_str("nothing"), &letter, &got, &err), -1);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_int_eq(
		crm_letter_write(&source, crm_str("../en/second"), &letter, &got, &err),
		-1);
	/* a part of letters is no letter */
	ck_assert_int_eq(
		crm_letter_write(&source, crm_str("sign"), &letter, &got, &err), -1);
	ck_assert_int_eq(crm_letter_open(&source, &mem, NULL, crm_str("xx"), &err), -1);
	ck_assert_int_eq(crm_letter_open(&source, &mem, NULL, crm_str("../fr"), &err), -1);
}
END_TEST

static const char *const parts[] = {"account", "engagement", "greeting", "instalments", "invoices", "missed", "name",
	"parties", "pay", "reason", "sign", "unassigned", "ways"};

enum { PARTS = sizeof parts / sizeof *parts };

static const char *letter_or_part(size_t i)
{
	return i < NAMES ? names[i] : parts[i - NAMES];
}

/* the same letters in every language, and none that this test does not know */
START_TEST(all_are_tested)
{
	const struct crm_embed *f;
	char lang[8], name[64], path[96];
	struct crm_str text;
	size_t i, langs = 0;

	for (f = crm_embed_files; f->name; f++) {
		if (sscanf(f->name, "templates/%7[a-z]/%63[^.]", lang, name) != 2)
			continue;
		if (strstr(f->name, "/lang.yaml")) {
			langs++;
			for (i = 0; i < NAMES + PARTS; i++) {
				snprintf(path, sizeof path, "templates/%s/%s.mustache", lang, letter_or_part(i));
				ck_assert_msg(crm_embed_find(path, &text), "there is no %s", path);
			}
			continue;
		}
		for (i = 0; i < NAMES + PARTS && strcmp(name, letter_or_part(i)) != 0; i++)
			;
		ck_assert_msg(i < NAMES + PARTS, "%s is not tested", f->name);
	}
	ck_assert_uint_ge(langs, 2);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("letter");
	TCase *t = tcase_create("letter");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, every_letter, 0, 64);
	tcase_add_test(t, address_is_kept);
	tcase_add_loop_test(t, facts_of_a_reminder, 0, 2);
	tcase_add_test(t, facts_of_an_agreement);
	tcase_add_test(t, facts_of_a_statement);
	tcase_add_test(t, upcoming_is_no_reminder);
	tcase_add_test(t, unknown_interest);
	tcase_add_test(t, last_date_is_told);
	tcase_add_test(t, courtesy_is_kind);
	tcase_add_test(t, notice_is_complete);
	tcase_add_test(t, notice_follows_the_client);
	tcase_add_test(t, values_stay_values);
	tcase_add_test(t, splitting);
	tcase_add_test(t, no_such);
	tcase_add_test(t, all_are_tested);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
