/* What to do about one thing, by what was logged since: open, under way, done; and what is never asked
 * for (S0.9, S2.7, S2.18). */
#include "case/act/action.h"
#include "case/holds.h"
#include "scorebook.h"

static struct crm_action action;
static char said[256];

/* What to do about the first of some rows, behind a signal; NULL ends them. */
static enum crm_act act(int signal, const char *now, const char *const row[])
{
	const struct crm_entry *f;
	struct crm_buf b;
	size_t i;

	book_open();
	ck_assert_int_eq(crm_when_parse(crm_str(now), &book.now), 0);
	for (i = 0; row[i]; i++)
		book_add(row[i]);
	book_case();
	f = book_entry(0);
	crm_action_signal(&book.one, signal, &f, 1, &action);
	crm_buf_init(&b);
	crm_action_text(&b, &action);
	snprintf(said, sizeof said, "%s", b.p);
	crm_buf_release(&b);
	book_case_close();
	return action.act;
}

#define ROWS(...) (const char *const[]){__VA_ARGS__, NULL}
#define IS(want, signal, now, ...) ck_assert_int_eq(act(signal, now, ROWS(__VA_ARGS__)), want)
#define STATE(want)		   ck_assert_int_eq(action.state, want)
#define SAYS(text)		   ck_assert_str_eq(said, text)

static const char error[] = "2026-06-01 incident me kind=error ref=e level=3";

/* S2.20: one step after the other, and at the end nothing */
START_TEST(care)
{
	const char why[] = "2026-06-02 diagnose me ref=e", sorry[] = "2026-06-03 apology me ref=e",
		   over[] = "2026-06-04 resolve both ref=e", gift[] = "2026-06-05 gesture me ref=e";

	IS(CRM_ACT_DIAGNOSE, CRM_SIG_ERROR, "2026-06-10", error);
	STATE(CRM_STATE_OPEN);
	SAYS("say what happened, repair it, say what changes: you did your best");
	IS(CRM_ACT_APOLOGISE, CRM_SIG_ERROR, "2026-06-10", error, why);
	STATE(CRM_STATE_UNDERWAY);
	SAYS("apologise once, whatever the origin (under way since 2 June 2026)");
	IS(CRM_ACT_CLOSE, CRM_SIG_ERROR, "2026-06-10", error, why, sorry);
	IS(CRM_ACT_GESTURE, CRM_SIG_ERROR, "2026-06-10", error, why, sorry, over);
	IS(CRM_ACT_NONE, CRM_SIG_ERROR, "2026-06-10", error, why, sorry, over, gift);
	STATE(CRM_STATE_DONE);
	SAYS("done on 5 June 2026: it fades");
}
END_TEST

/* S2.14, S0.46: what the diagnosis found is what settles it */
START_TEST(diagnosis)
{
	static const struct {
		const char *tags;
		enum crm_act act;
	} found[] = {{"origin=quality", CRM_ACT_REPAIR}, {"work=bad", CRM_ACT_REPAIR},
		{"origin=delay", CRM_ACT_DATE}, {"work=ok,late=yes", CRM_ACT_DATE},
		{"origin=misunderstanding", CRM_ACT_REPHRASE}, {"aligned=no", CRM_ACT_REPHRASE},
		{"origin=client", CRM_ACT_CORRECT}, {"work=ok,late=no,aligned=yes", CRM_ACT_CLOSE}};
	char row[128];
	size_t i;

	for (i = 0; i < sizeof found / sizeof *found; i++) {
		snprintf(row, sizeof row, "2026-06-02 diagnose me ref=e tags=%s", found[i].tags);
		IS(CRM_ACT_APOLOGISE, CRM_SIG_ERROR, "2026-06-10", error, row);
		IS(found[i].act, CRM_SIG_ERROR, "2026-06-10", error, row,
			"2026-06-03 apology me ref=e");
	}
}
END_TEST

/* S2.7, S3.2: an insult is answered tomorrow, with the limits; nobody listens to it or apologises */
START_TEST(insult)
{
	const char row[] = "2026-06-10T15:00 incident client kind=disrespect ref=x level=5",
		   limits[] = "2026-06-12 frame me kind=contact";

	IS(CRM_ACT_DISTANCE, CRM_SIG_DISRESPECT, "2026-06-10T18:00", row);
	IS(CRM_ACT_DISTANCE, CRM_SIG_DISRESPECT, "2026-06-10T23:59", row);
	/* tomorrow is tomorrow, though reminders wait until 15:00 */
	IS(CRM_ACT_LIMITS, CRM_SIG_DISRESPECT, "2026-06-11T00:00", row);
	IS(CRM_ACT_LIMITS, CRM_SIG_DISRESPECT, "2026-06-20", row, "2026-06-12 apology me ref=x",
		"2026-06-12 diagnose me ref=x", "2026-06-12 frame me kind=price");
	ck_assert_ptr_null(strstr(said, "apolog"));
	IS(CRM_ACT_WATCH, CRM_SIG_DISRESPECT, "2026-06-20", row, limits);
	IS(CRM_ACT_NONE, CRM_SIG_DISRESPECT, "2026-06-20", row, limits,
		"2026-06-15 resolve both ref=x");
	STATE(CRM_STATE_DONE);
	/* again, after the limits were said */
	IS(CRM_ACT_END, CRM_SIG_DISRESPECT, "2026-06-20",
		"2026-06-15 incident client kind=disrespect", row, limits);
}
END_TEST

/* S1.5, S1.6: what the client did is theirs to answer for */
START_TEST(theirs)
{
	IS(CRM_ACT_FACTS, CRM_SIG_CLIENT_DECEPTION, "2026-06-20",
		"2026-06-10 incident client kind=deception");
	SAYS("put facts and limits in writing, ask for a deposit; end it if it happens again");
	/* in writing it stands, until it is settled */
	IS(CRM_ACT_WATCH, CRM_SIG_CLIENT_DECEPTION, "2026-06-20",
		"2026-06-10 incident client kind=deception", "2026-06-12 frame me kind=contact");
	IS(CRM_ACT_FACTS, CRM_SIG_CLIENT_BREACH, "2026-06-20",
		"2026-06-10 incident client kind=breach", "2026-06-12 frame me kind=price");
	IS(CRM_ACT_END, CRM_SIG_CLIENT_DECEPTION, "2026-06-20",
		"2026-06-15 incident client kind=deception",
		"2026-06-10 incident client kind=deception", "2026-06-12 frame me kind=contact");
	IS(CRM_ACT_FACTS, CRM_SIG_CLIENT_BREACH, "2026-06-20",
		"2026-06-10 incident client kind=breach");
	IS(CRM_ACT_OWN_UP, CRM_SIG_BREACH, "2026-06-20", "2026-06-10 incident me kind=breach");
	SAYS("name the clause, own it, propose the remedy in writing");
	IS(CRM_ACT_MEET, CRM_SIG_CONTACT_CHANGE, "2026-06-20", "2026-06-10 staff client kind=other");
	IS(CRM_ACT_NONE, CRM_SIG_CONTACT_CHANGE, "2026-06-20", "2026-06-10 staff client kind=other",
		"2026-06-12 contact both channel=meet");
	IS(CRM_ACT_INTRODUCE, CRM_SIG_STAFF_CHANGE, "2026-06-20", "2026-06-10 staff me kind=other");
}
END_TEST

/* A kind of one's own on the client's side is theirs, too */
START_TEST(own_kinds)
{
	struct crm_own_kind own[] = {
		{.kind = CRM_STR("no-show"), .name = CRM_STR("no_show"), .side = CRM_SIDE_CLIENT},
		{.kind = CRM_STR("slip"), .name = CRM_STR("slip"), .side = CRM_SIDE_ME}};
	struct crm_action a;
	size_t i;

	book_open();
	book.policy.score.own = own;
	book.policy.score.own_n = 2;
	book_add("2026-06-10 incident client kind=no-show");
	book_add("2026-06-10 incident me kind=slip");
	book_case();
	for (i = 0; i < 2; i++) {
		crm_action_of(&book.one, CRM_MATTER_INCIDENT,
			book_entry(i), &a);
		ck_assert_int_eq(a.act, i ? CRM_ACT_DIAGNOSE : CRM_ACT_FACTS);
		ck_assert_int_eq(a.signal, -1);
	}
	book_case_close();
}
END_TEST

/* S0.29, S0.30, S1.10: a word */
START_TEST(words)
{
	const char mine[] = "2026-06-01 promise me ref=p due=2026-06-10";

	IS(CRM_ACT_KEEP, CRM_SIG_BROKEN_PROMISE, "2026-06-10", mine);
	IS(CRM_ACT_NEW_DATE, CRM_SIG_BROKEN_PROMISE, "2026-06-11", mine);
	IS(CRM_ACT_KEEP, CRM_SIG_BROKEN_PROMISE, "2026-06-12", mine,
		"2026-06-11 clarify me ref=p due=2026-06-20");
	STATE(CRM_STATE_UNDERWAY);
	SAYS("new date: 20 June 2026; keep it, or give another in time");
	IS(CRM_ACT_NEW_DATE, CRM_SIG_BROKEN_PROMISE, "2026-06-21", mine,
		"2026-06-11 clarify me ref=p due=2026-06-20");
	IS(CRM_ACT_NONE, CRM_SIG_BROKEN_PROMISE, "2026-06-21", mine, "2026-06-12 kept me ref=p");
	SAYS("kept on 12 June 2026: it fades");
	IS(CRM_ACT_APOLOGISE, CRM_SIG_BROKEN_PROMISE, "2026-06-21", mine, "2026-06-12 broken me ref=p");
	IS(CRM_ACT_NONE, CRM_SIG_BROKEN_PROMISE, "2026-06-21", mine, "2026-06-12 broken me ref=p",
		"2026-06-13 apology me ref=p");
	IS(CRM_ACT_DELIVER_REST, CRM_SIG_LATE_DELIVERY, "2026-06-21",
		"2026-06-01 deadline me ref=d due=2026-06-10");
	IS(CRM_ACT_NONE, CRM_SIG_LATE_DELIVERY, "2026-06-21",
		"2026-06-01 deadline me ref=d due=2026-06-10", "2026-06-11 delivered me ref=d");
	IS(CRM_ACT_ASK_DATE, CRM_SIG_CLIENT_PROMISE, "2026-06-21",
		"2026-06-01 promise client ref=c due=2026-06-10");
	IS(CRM_ACT_NONE, CRM_SIG_CLIENT_PROMISE, "2026-06-21",
		"2026-06-01 promise client ref=c due=2026-06-10", "2026-06-12 kept client ref=c");
}
END_TEST

/* S3.19: the reminder of the day asks for the money that was promised, unless one of any invoice went
 * to them within the gap: then the promise is asked after */
START_TEST(promised_money)
{
	const char word[] = "2026-06-01 promise client ref=f due=2026-06-10",
		   f[] = "2026-05-01 invoice me ref=f amount=100.00 due=2026-05-31",
		   g[] = "2026-05-01 invoice me ref=g amount=100.00 due=2026-05-31",
		   other[] = "2026-06-16 reminder me ref=g kind=courtesy";

	IS(CRM_ACT_WAIT, CRM_SIG_CLIENT_PROMISE, "2026-06-22", word, f, g);
	IS(CRM_ACT_ASK_DATE, CRM_SIG_CLIENT_PROMISE, "2026-06-22", word, f, g, other);
	IS(CRM_ACT_WAIT, CRM_SIG_CLIENT_PROMISE, "2026-06-23", word, f, g, other);
	IS(CRM_ACT_WAIT, CRM_SIG_CLIENT_PROMISE, "2026-06-22", word, f, g,
		"2026-06-16 reminder me ref=g kind=recourse channel=file");
	IS(CRM_ACT_ASK_DATE, CRM_SIG_CLIENT_PROMISE, "2026-06-22", word, f,
		"2026-06-16 payment client ref=f amount=10.00");
}
END_TEST

/* S0.36, S3.15: a conflict, with concessions of both sides */
START_TEST(conflict)
{
	const char row[] = "2026-06-01 conflict both ref=k kind=ideas",
		   talk[] = "2026-06-02 diagnose me ref=k", mine[] = "2026-06-03 concession me ref=k",
		   given[] = "2026-06-04 concession client ref=k";

	IS(CRM_ACT_LISTEN, CRM_SIG_CONFLICT, "2026-06-10", row);
	IS(CRM_ACT_CONCEDE, CRM_SIG_CONFLICT, "2026-06-10", row, talk);
	IS(CRM_ACT_EXCHANGE, CRM_SIG_CONFLICT, "2026-06-10", row, talk, mine);
	IS(CRM_ACT_CONCEDE, CRM_SIG_CONFLICT, "2026-06-10", row, given);
	IS(CRM_ACT_SETTLE, CRM_SIG_CONFLICT, "2026-06-10", row, talk, mine, given);
	IS(CRM_ACT_NONE, CRM_SIG_CONFLICT, "2026-06-10", row, mine, given,
		"2026-06-05 resolve both ref=k");
	STATE(CRM_STATE_DONE);
	IS(CRM_ACT_LISTEN, CRM_SIG_CONFLICT, "2026-06-10", row, "2026-06-05 resolve both ref=k",
		"2026-06-07 conflict both ref=k");
	IS(CRM_ACT_DOUBT, CRM_SIG_DOUBT, "2026-06-10", "2026-06-01 doubt client ref=k");
	IS(CRM_ACT_NONE, CRM_SIG_DOUBT, "2026-06-10", "2026-06-01 doubt client ref=k",
		"2026-06-05 resolve both ref=k");
}
END_TEST

/* S0.41 to S0.43: money */
START_TEST(money)
{
	const char f[] = "2026-05-01 invoice me ref=f amount=100.00 due=2026-06-01";

	IS(CRM_ACT_ASK_WHY, CRM_SIG_LATE_PAYMENT, "2026-06-03", f);
	IS(CRM_ACT_SEND, CRM_SIG_LATE_PAYMENT, "2026-06-10", f);
	SAYS("send the reminder that is due today: it asks whether something is in the way; let the "
	     "work go on at its pace, and sleep on the answer");
	IS(CRM_ACT_ANSWER_FIRST, CRM_SIG_LATE_PAYMENT, "2026-06-10", f,
		"2026-06-10T08:00 contact client channel=email");
	IS(CRM_ACT_SETTLE_FIRST, CRM_SIG_LATE_PAYMENT, "2026-06-10", f,
		"2026-06-05 dispute client ref=f");
	IS(CRM_ACT_SETTLE_FIRST, CRM_SIG_LATE_PAYMENT, "2026-06-10", f,
		"2026-06-05 conflict both ref=k");
	IS(CRM_ACT_WAIT, CRM_SIG_LATE_PAYMENT, "2026-06-10", f,
		"2026-06-05 renegotiate both ref=f due=2026-06-20");
	SAYS("nothing to do before 20 June 2026");
	IS(CRM_ACT_SEND, CRM_SIG_LATE_PAYMENT, "2026-06-30", f,
		"2026-06-05 renegotiate both ref=f due=2026-06-20");
	IS(CRM_ACT_PART, CRM_SIG_LATE_PAYMENT, "2026-06-30", f,
		"2026-06-05 renegotiate both ref=f due=2026-06-20",
		"2026-06-21 renegotiate both ref=f due=2026-06-25");
	IS(CRM_ACT_NONE, CRM_SIG_LATE_PAYMENT, "2026-06-30", f,
		"2026-06-12 payment client ref=f amount=100.00");
	SAYS("paid on 12 June 2026: it fades");
	IS(CRM_ACT_NONE, CRM_SIG_LATE_PAYMENT, "2026-06-30", f, "2026-06-12 writeoff me ref=f");
	/* the ladder: courtesy, ten days later the second, at its end a decision */
	IS(CRM_ACT_WAIT, CRM_SIG_LATE_PAYMENT, "2026-06-10", f,
		"2026-06-08 reminder me ref=f kind=courtesy");
	IS(CRM_ACT_SEND, CRM_SIG_LATE_PAYMENT, "2026-06-16", f,
		"2026-06-08 reminder me ref=f kind=courtesy");
	IS(CRM_ACT_DECIDE, CRM_SIG_LATE_PAYMENT, "2026-07-30", f,
		"2026-07-15 reminder me ref=f kind=recourse");
}
END_TEST

/* S0.55, S0.8: a mail is taken up by voice, a call is not; and no more once it was talked about */
START_TEST(tone)
{
	const char mail[] = "2026-06-10T10:00 contact client channel=email tags=tone=tense",
		   call[] = "2026-06-10T10:00 contact both channel=phone tags=tone=tense";

	IS(CRM_ACT_VOICE, CRM_SIG_TENSE, "2026-06-12", mail);
	IS(CRM_ACT_NAME, CRM_SIG_TENSE, "2026-06-12", call);
	ck_assert_ptr_null(strstr(said, "mail"));
	IS(CRM_ACT_NONE, CRM_SIG_TENSE, "2026-06-12", mail, "2026-06-11 contact both channel=phone");
	IS(CRM_ACT_VOICE, CRM_SIG_TENSE, "2026-06-12", mail, "2026-06-11 contact me channel=email");
	IS(CRM_ACT_VOICE, CRM_SIG_TENSE, "2026-06-12", mail,
		"2026-06-11 contact both channel=phone tags=tone=angry");
	IS(CRM_ACT_DISTANCE, CRM_SIG_TENSE, "2026-06-10T20:00",
		"2026-06-10T10:00 contact client channel=email tags=tone=angry");
	IS(CRM_ACT_VOICE, CRM_SIG_TENSE, "2026-06-11T10:00",
		"2026-06-10T10:00 contact client channel=email tags=tone=angry");
}
END_TEST

/* S0.38, S1.19, S3.17, S2.5: said once, it is done */
START_TEST(once)
{
	const char price[] = "2026-06-10 incident client kind=price ref=p",
		   explained[] = "2026-06-11 frame me kind=price";

	IS(CRM_ACT_EXPLAIN, CRM_SIG_PRICE_CRITICISM, "2026-06-20", price);
	IS(CRM_ACT_NONE, CRM_SIG_PRICE_CRITICISM, "2026-06-20", price, explained);
	IS(CRM_ACT_HOLD_PRICE, CRM_SIG_PRICE_CRITICISM, "2026-06-20",
		"2026-06-15 incident client kind=price ref=q", price, explained);
	IS(CRM_ACT_DISAGREE, CRM_SIG_SILENT_APPROVAL, "2026-06-20",
		"2026-06-10 incident me kind=silent-approval");
	IS(CRM_ACT_NONE, CRM_SIG_SILENT_APPROVAL, "2026-06-20",
		"2026-06-10 incident me kind=silent-approval", "2026-06-11 disagree me");
	IS(CRM_ACT_ASK, CRM_SIG_ASSUMPTION, "2026-06-20", "2026-06-10 incident me kind=assumption");
	IS(CRM_ACT_NONE, CRM_SIG_ASSUMPTION, "2026-06-20", "2026-06-10 incident me kind=assumption",
		"2026-06-11 contact me channel=email");
	IS(CRM_ACT_REPORT, CRM_SIG_CONTROLS, "2026-06-20", "2026-06-10 control client");
	IS(CRM_ACT_NONE, CRM_SIG_CONTROLS, "2026-06-20", "2026-06-10 control client",
		"2026-06-11 checkin both kind=planning");
	IS(CRM_ACT_ANSWER, CRM_SIG_LATE_REPLY, "2026-06-20",
		"2026-06-10T10:00 contact client channel=email");
	IS(CRM_ACT_NONE, CRM_SIG_LATE_REPLY, "2026-06-20",
		"2026-06-10T10:00 contact client channel=email",
		"2026-06-15T10:00 contact me channel=email");
	SAYS("answered on 15 June 2026: it fades");
}
END_TEST

/* Of several the newest is meant, of invoices the oldest; what is open before what is under way, and
 * that before what is done */
START_TEST(several)
{
	const struct crm_entry *f[4];
	struct crm_action a;
	size_t i;

	book_open();
	book_add("2026-06-01 promise me ref=p due=2026-06-02");
	book_add("2026-06-03 promise me ref=q due=2026-06-04");
	book_add("2026-06-05 invoice me ref=f amount=10.00 due=2026-06-06");
	book_add("2026-06-06 invoice me ref=g amount=10.00 due=2026-06-07");
	book_add("2026-06-09 promise me ref=r due=2026-06-10");
	book_add("2026-06-12 kept me ref=r");
	book_case();
	for (i = 0; i < 4; i++)
		f[i] = book_entry(i);
	crm_action_signal(&book.one, CRM_SIG_BROKEN_PROMISE, f, 2, &a);
	ck_assert_ptr_eq(a.row, f[1]);
	crm_action_signal(&book.one, CRM_SIG_LATE_PAYMENT, f + 2, 2, &a);
	ck_assert_ptr_eq(a.row, f[2]);
	f[2] = book_entry(4);
	crm_action_signal(&book.one, CRM_SIG_BROKEN_PROMISE, f, 3, &a);
	ck_assert_ptr_eq(a.row, f[1]);
	crm_action_signal(&book.one, CRM_SIG_BROKEN_PROMISE, f, 0, &a);
	ck_assert_int_eq(a.state, CRM_STATE_NONE);
	book_case_close();
}
END_TEST

/* crm-overdue(1) has every act in its words */
START_TEST(page)
{
	static char all[65536];
	char want[512];
	FILE *f = fopen("man/crm-overdue.1", "r");
	int i;

	ck_assert_msg(f != NULL, "run from the top of the tree");
	all[fread(all, 1, sizeof all - 1, f)] = '\0';
	fclose(f);
	for (i = 1; i < CRM_ACTS; i++) {
		const char *say = crm_acts[i].say;

		snprintf(want, sizeof want, ".It Cm %s\n%c%s%s\n", crm_acts[i].key, say[0] - 'a' + 'A',
			say + 1, say[strlen(say) - 1] == '?' ? "" : ".");
		ck_assert_msg(strstr(all, want) != NULL, "%s", want);
	}
}
END_TEST

/* keys are unique, each act has its words, and a hold is ended where I can end it */
START_TEST(acts)
{
	int i;

	for (i = 1; i < CRM_ACTS; i++) {
		ck_assert_int_eq((int)crm_act_find(crm_str(crm_acts[i].key)), i);
		ck_assert_uint_gt(strlen(crm_acts[i].say), 10);
		ck_assert_uint_le(strlen(crm_acts[i].brief), 40);
		ck_assert_uint_gt(strlen(crm_acts[i].brief), 5);
	}
	ck_assert_int_eq(crm_act_find(CRM_STR("")), CRM_ACT_NONE);
	ck_assert_int_eq(crm_act_find(CRM_STR("shout")), CRM_ACT_NONE);
	ck_assert_int_eq(crm_action_held(CRM_HOLD_UNANSWERED | CRM_HOLD_DISPUTE), CRM_ACT_ANSWER_FIRST);
	ck_assert_int_eq(crm_action_held(CRM_HOLD_CONFLICT), CRM_ACT_SETTLE_FIRST);
	ck_assert_int_eq(crm_action_held(CRM_HOLD_LETTER), CRM_ACT_POST);
	ck_assert_int_eq(crm_action_held(CRM_HOLD_HOLD), CRM_ACT_WAIT);
	ck_assert_int_eq(crm_action_held(CRM_HOLD_LETTER | CRM_HOLD_UNALLOCATED), CRM_ACT_ASSIGN);
	ck_assert_int_eq(crm_action_held(CRM_HOLD_LETTER | CRM_HOLD_WRITEOFF), CRM_ACT_WAIT);
	ck_assert_int_eq(crm_action_held(CRM_HOLD_CONFLICT | CRM_HOLD_WRITEOFF), CRM_ACT_WAIT);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("action");
	TCase *c = tcase_create("action");

	tcase_add_test(c, care);
	tcase_add_test(c, diagnosis);
	tcase_add_test(c, insult);
	tcase_add_test(c, theirs);
	tcase_add_test(c, own_kinds);
	tcase_add_test(c, words);
	tcase_add_test(c, conflict);
	tcase_add_test(c, money);
	tcase_add_test(c, promised_money);
	tcase_add_test(c, tone);
	tcase_add_test(c, once);
	tcase_add_test(c, several);
	tcase_add_test(c, page);
	tcase_add_test(c, acts);
	suite_add_tcase(s, c);
	return crm_unit_main(s);
}
