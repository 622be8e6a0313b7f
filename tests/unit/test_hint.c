/* Hints: each appears when its reason is there, and a row without fault is met with silence. */
#include "remark/hint.h"
#include "remark/words.h"
#include "unit.h"

#define SILENCE ""

static struct crm_policy policy;
static struct crm_client client;
static struct crm_buf text;
static const char *third; /* one row more of the journal */

static void setup(void)
{
	crm_policy_default(&policy);
	memset(&client, 0, sizeof client);
	client.tender_threshold = -1;
	client.file = CRM_STR("clients/acme.yaml");
	third = NULL;
	crm_buf_init(&text);
}

static void teardown(void)
{
	crm_buf_release(&text);
}

/* A row from its cells behind the id; the number makes the id. */
static void row_of(struct crm_row *r, unsigned n, const char *cells)
{
	struct crm_str cell[CRM_COLUMNS];
	struct crm_err e;
	static char id[8][37];
	const char *end;
	int i;

	snprintf(id[n], sizeof id[n], "01890a5d-ac96-774b-bcce-b3020000000%u", n);
	cell[0] = crm_str(id[n]);
	for (i = 1; i < CRM_COLUMNS; i++, cells = end + (*end == ',')) {
		end = strchrnul(cells, ',');
		cell[i] = (struct crm_str){cells, (size_t)(end - cells)};
	}
	ck_assert_msg(crm_row_check(cell, policy.currency, r, &e) == 0, "%s: %s", e.field, e.text);
}

/* The hints about a row among up to two others, given in both orders. */
static const char *hints(const char *cells, const char *one, const char *two)
{
	struct crm_when today = {0, 0};
	struct crm_row new, a, b, c;
	struct crm_buf other;
	struct crm_hint h;

	ck_assert_int_eq(crm_date_parse(CRM_STR("2026-06-15"), &today.day), 0);
	row_of(&new, 3, cells);
	row_of(&a, 1, one ? one : "2026-01-01,other,note");
	row_of(&b, 2, two ? two : "2026-01-01,other,note");
	row_of(&c, 4, third ? third : "2026-01-01,other,note");
	crm_buf_clear(&text);
	crm_hint_init(&h, &new, &policy);
	crm_hint_row(&h, &a);
	crm_hint_row(&h, &b);
	crm_hint_row(&h, &c);
	crm_hint_row(&h, &new); /* it is in the journal, too */
	if (!crm_hint_wrong(&h, &client, &text))
		crm_hint_say(&h, &client, today, &text);
	crm_hint_release(&h);
	crm_buf_init(&other);
	crm_hint_init(&h, &new, &policy);
	crm_hint_row(&h, &c);
	crm_hint_row(&h, &b);
	crm_hint_row(&h, &a);
	if (!crm_hint_wrong(&h, &client, &other))
		crm_hint_say(&h, &client, today, &other);
	crm_hint_release(&h);
	ck_assert_str_eq(text.p, other.p);
	crm_buf_release(&other);
	return text.p;
}

static const struct {
	const char *row, *one, *two;
	const char *says; /* NULL: nothing */
} cases[] = {
	{"2026-06-15,acme,promise,,me,P1", NULL, NULL, "vague"},
	{"2026-06-15,acme,deadline,,client,D1,,,2026-06-20", NULL, NULL,
		"a deadline is mine, whoever set it: what the client has to do is logged as 'promise -b client'\n"},
	{"2026-06-15,acme,deadline,,both,D1,,,2026-06-20", NULL, NULL, NULL},
	{"2026-06-15,acme,promise,,me,P1,,,2026-06-20", NULL, NULL, NULL},
	{"2026-06-16,acme,note,,me", NULL, NULL, "dated after today"},
	{"2026-06-15,acme,promise,,me,P1,,,2026-06-15", NULL, NULL, NULL},
	{"2026-06-15,acme,promise,,me,P1,,,2026-06-14", NULL, NULL, "before the day"},
	/* S0.6: a ref gets a second date or amount */
	{"2026-06-15,acme,promise,,me,P1,,,2026-06-20", "2026-06-10,acme,promise,,me,P1,,,2026-06-12",
		NULL, "10 June 2026 with another date, and the first one counts; log 'clarify'"},
	{"2026-06-15,acme,invoice,,me,F1,5,,2026-06-20", "2026-06-10,acme,invoice,,me,F1,5,,2026-06-21",
		NULL, "log 'renegotiate'"},
	{"2026-06-15,acme,invoice,,me,F1,6,,2026-06-21", "2026-06-10,acme,invoice,,me,F1,5,,2026-06-21",
		NULL, "another date or amount"},
	{"2026-06-15,acme,invoice,,me,F1,5,,2026-06-21", "2026-06-10,acme,invoice,,me,F1,5,,2026-06-21",
		NULL, "changes nothing"},
	{"2026-06-15,acme,invoice,,me,F1,5,,2026-06-21", "2026-06-10,other,invoice,,me,F1,9", NULL,
		"F1 is already an invoice of other: a number can be used only once\n"},
	{"2026-06-15,acme,promise,,me,F1,,,2026-06-21", "2026-06-10,other,promise,,me,F1", NULL, NULL},
	{"2026-06-15,acme,deadline,,me,D1,,,2026-06-21", "2026-06-12,acme,deadline,,me,D1,,,2026-06-19",
		"2026-06-10,acme,deadline,,me,D1,,,2026-06-21", "on 10 June 2026; another row"},
	/* of one moment the smaller id is the first */
	{"2026-06-15,acme,invoice,,me,F1,5,,2026-06-21", "2026-06-10,acme,invoice,,me,F1,5,,2026-06-21",
		"2026-06-10,acme,invoice,,me,F1,9,,2026-06-22", "changes nothing"},
	/* S0.29: a new date that comes after the day */
	{"2026-06-12,acme,clarify,,me,P1,,,2026-06-20", "2026-06-01,acme,promise,,me,P1,,,2026-06-10",
		NULL, "P1 was due on 10 June 2026: from now on the lists wait for the new date, but "
		      "the score counts from that day; log 'kept' when it is done\n"},
	{"2026-06-10,acme,clarify,,me,P1,,,2026-06-20", "2026-06-01,acme,promise,,me,P1,,,2026-06-10",
		NULL, NULL},
	{"2026-06-12,acme,clarify,,me,P1,,,2026-06-20", "2026-06-01,acme,promise,,me,P1,,,2026-06-10",
		"2026-06-10,acme,clarify,,me,P1,,,2026-06-12", NULL},
	{"2026-06-13,acme,clarify,,me,P1,,,2026-06-20", "2026-06-01,acme,promise,,me,P1,,,2026-06-10",
		"2026-06-10,acme,clarify,,me,P1,,,2026-06-12", "was due on 12 June 2026"},
	/* what was said after it does not make it early */
	{"2026-06-12,acme,clarify,,me,P1,,,2026-06-20", "2026-06-01,acme,promise,,me,P1,,,2026-06-13",
		"2026-06-13,acme,clarify,,me,P1,,,2026-06-11", NULL},
	{"2026-06-12,acme,clarify,,me,P1,,,2026-06-20", "2026-06-01,acme,promise,,me,P1", NULL, NULL},
	{"2026-06-12,acme,clarify,,me,D1,,,2026-06-20", "2026-06-01,acme,deadline,,me,D1,,,2026-06-10",
		NULL, "log 'delivered' when it is done"},
	{"2026-06-12,acme,clarify,,me,P1,,,2026-06-20", "2026-06-01,acme,promise,,me,P1,,,2026-06-10",
		"2026-06-10,acme,kept,,me,P1", NULL},
	{"2026-06-12,acme,clarify,,me,P1,,,2026-06-20", "2026-06-01,acme,promise,,me,P1,,,2026-06-10",
		"2026-06-11,acme,broken,,me,P1", NULL},
	/* what is closed stays closed */
	{"2026-06-15,acme,promise,,me,P1,,,2026-06-20", "2026-06-01,acme,promise,,me,P1,,,2026-06-10",
		"2026-06-09,acme,kept,,me,P1", "P1 was closed on 9 June 2026: log it "
					      "under a new ref\n"},
	{"2026-06-15,acme,promise,,me,P1,,,2026-06-15", "2026-06-01,acme,promise,,me,P1,,,2026-06-10",
		"2026-06-09,acme,broken,,me,P1", "P1 was closed on 9 June 2026"},
	{"2026-06-15,acme,promise,,me,P1,,,2026-06-20", "2026-06-09,acme,kept,,me,P1",
		"2026-06-08,acme,kept,,me,P1", "P1 was closed on 8 June 2026"},
	{"2026-06-01,acme,promise,,me,P1,,,2026-06-20", "2026-06-09,acme,kept,,me,P1", NULL, NULL},
	{"2026-06-09,acme,promise,,me,P1,,,2026-06-20", "2026-06-09,acme,kept,,me,P1", NULL, NULL},
	{"2026-06-10,acme,promise,,me,P1,,,2026-06-20", "2026-06-09,acme,kept,,me,P1", NULL,
		"P1 was closed on 9 June 2026"},
	{"2026-06-15,acme,deadline,,me,D1,,,2026-06-20", "2026-06-01,acme,deadline,,me,D1,,,2026-06-10",
		"2026-06-09,acme,delivered,,me,D1", "D1 was closed on 9 June 2026"},
	{"2026-06-15,acme,deadline,,me,D1,,,2026-06-20", "2026-06-01,acme,deadline,,me,D1,,,2026-06-10",
		"2026-06-09,acme,broken,,me,D1", "D1 was closed on 9 June 2026"},
	{"2026-06-15,acme,deadline,,me,D1,,,2026-06-20", "2026-06-01,acme,deadline,,me,D1,,,2026-06-10",
		"2026-06-09,acme,kept,,me,D1", "log 'clarify'"},
	{"2026-06-15,acme,broken,,me,D1", "2026-06-01,acme,deadline,,me,D1,,,2026-06-10", NULL, NULL},
	{"2026-06-15,acme,offer,,me,O1,5", "2026-06-01,acme,offer,,me,O1,5",
		"2026-06-09,acme,declined,,client,O1", "O1 was closed on 9 June 2026"},
	{"2026-06-15,acme,mission,,both,M1,,,2026-07-10,,,,g", "2026-05-01,acme,mission,,both,M1,,,,,,,g",
		"2026-06-01,acme,end,,both,M1", "M1 ended on 1 June 2026: log 'renew' "
						"to continue it, or use a new ref\n"},
	{"2026-06-15,acme,mission,,both,M1,,,2026-07-10,,,,g", "2026-05-01,acme,mission,,both,M1,,,,,,,g",
		"2026-04-01,acme,end,,both,M1", "M1 was logged on 1 May 2026"},
	{"2026-06-15,acme,mission,,both,M1,,,2026-07-10,,,,g", "2026-05-01,acme,mission,,both,M1,,,,,,,g",
		"2026-05-01,acme,end,,both,M1", "M1 ended on 1 May 2026"},
	{"2026-06-15,acme,mission,,both,M1,,,2026-07-10,,,,g", "2026-06-01,acme,end,,both,M1", NULL, NULL},
	{"2026-06-15,acme,renew,,client,M1", "2026-05-01,acme,mission,,both,M1,,,,,,,g",
		"2026-06-01,acme,end,,both,M1", NULL},
	/* what comes before the thing that it is about */
	{"2026-06-01,acme,resolve,,both,C1", "2026-06-05,acme,conflict,ideas,both,C1", NULL,
		"C1 was first logged on 5 June 2026: earlier rows do not affect it; log it "
		"with the right day, -w\n"},
	{"2026-06-05,acme,resolve,,both,C1", "2026-06-05T18:00,acme,conflict,ideas,both,C1", NULL, NULL},
	{"2026-06-01,acme,resolve,,both,F1", "2026-06-05,acme,dispute,,client,F1",
		"2026-05-05,acme,invoice,,me,F1,5,,2026-06-05", "F1 was first logged on 5 June 2026"},
	{"2026-06-04,acme,resolve,,both,X1", "2026-06-05,acme,incident,error,me,X1",
		"2026-06-03,acme,doubt,,me,X1", NULL},
	{"2026-06-01,acme,resolve,,both,X1", "2026-06-05,acme,incident,error,me,X1",
		"2026-06-03,acme,doubt,,me,X1", "logged on 3 June 2026"},
	{"2026-06-01,acme,apology,,me,X1", "2026-06-05,acme,incident,error,me,X1", NULL,
		"logged on 5 June 2026"},
	{"2026-06-01,acme,gesture,,me,X1", "2026-06-05,acme,conflict,ideas,both,X1", NULL, NULL},
	{"2026-06-01,acme,diagnose,,me,X1,,,,,,origin=delay", "2026-06-05,acme,incident,error,me,X1",
		NULL, "logged on 5 June 2026"},
	{"2026-06-01,acme,disagree,,me,X1", "2026-06-05,acme,incident,silent-approval,me,X1", NULL,
		"logged on 5 June 2026"},
	{"2026-06-01,acme,end,,both,M1", "2026-06-05,acme,mission,,both,M1,,,,,,,g", NULL,
		"logged on 5 June 2026"},
	{"2026-06-01,acme,kept,,me,P1", "2026-06-05,acme,promise,,me,P1,,,2026-06-10", NULL, NULL},
	/* what breaks out again is open again: nothing to say */
	{"2026-06-15,acme,conflict,price,client,C1,,,,,3", "2026-06-01,acme,conflict,price,client,C1",
		"2026-06-10,acme,resolve,,both,C1", NULL},
	{"2026-06-15T12:00,acme,doubt,price,client,C1", "2026-06-15,acme,doubt,price,client,C1",
		"2026-06-15T11:00,acme,resolve,,both,C1", NULL},
	{"2026-06-15T12:00,acme,doubt,price,client,C1", "2026-06-01,acme,doubt,price,client,C1",
		"2026-06-15T13:00,acme,resolve,,both,C1", NULL},
	{"2026-06-15,acme,conflict,price,client,C1", "2026-06-01,acme,dispute,,client,C1",
		"2026-06-10,acme,resolve,,both,C1", NULL},
	{"2026-06-15,acme,conflict,price,client,C2", "2026-06-01,acme,conflict,price,client,C1",
		"2026-06-10,acme,resolve,,both,C1", NULL},
	{"2026-06-15,acme,dispute,,client,F1", "2026-06-01,acme,dispute,,client,F1",
		"2026-06-10,acme,resolve,,both,F1", "no invoice"}, /* it counts as a second one */
	{"1969-06-15,acme,conflict,price,client,C1", "1969-06-01,acme,conflict,price,client,C1", NULL, NULL},
	/* a ref that is about nothing */
	{"2026-06-15,acme,payment,,client,F2,5", "2026-06-10,acme,invoice,,me,G9,5", NULL,
		"no invoice of this client has the ref 'F2'\n"},
	{"2026-06-15,acme,payment,,client,F2026111,5", "2026-06-10,acme,invoice,,me,F2026111999,5",
		"2026-06-10,acme,invoice,,me,F202611,5", "the nearest is 'F202611'\n"},
	{"2026-06-15,acme,kept,,me,123456789-123456789-123456789-123456789-123456789-123456789-1", NULL, NULL,
		"the ref '123456789-123456789-123456789-123456789-123456789-123456789-'\n"},
	{"2026-06-15,acme,broken,,me,XYZ", "2026-06-10,acme,promise,,me,P1", NULL,
		"no promise or deadline of this client has the ref 'XYZ'\n"},
	{"2026-06-15,acme,payment,,client,F2,5", "2026-06-10,acme,invoice,,me,F1,5",
		"2026-06-10,acme,invoice,,me,F3,5", "no invoice of this client has the ref 'F2'; the "
						    "nearest is 'F1'"},
	{"2026-06-15,acme,kept,,me,XYZ", "2026-06-10,acme,promise,,me,P1", NULL,
		"no promise of this client has the ref 'XYZ'\n"},
	{"2026-06-15,acme,payment,,client,F1,5", "2026-06-10,acme,invoice,,me,F1,5", NULL, NULL},
	{"2026-06-15,acme,payment,,client,,5", NULL, NULL, NULL},
	/* money without a ref while an invoice is open */
	{"2026-06-15,acme,payment,,client,,5", "2026-06-10,acme,invoice,,me,F2,7,,2026-07-01",
		"2026-06-11,acme,invoice,,me,F1,9,,2026-07-02",
		"which invoice does it pay? F2 is open with 7.00 EUR; without its ref"},
	{"2026-06-15,acme,payment,,client,,5", "2026-06-10,acme,invoice,,me,F2,7,,2026-07-01",
		"2026-06-11,acme,payment,,client,F2,3", "F2 is open with 4.00 EUR"},
	{"2026-06-15,acme,payment,,client,,5", "2026-06-10,acme,invoice,,me,F2,7,,2026-07-01",
		"2026-06-11,acme,payment,,client,F2,7", NULL},
	{"2026-06-15,acme,payment,,client,,5", "2026-06-10,acme,invoice,,me,F2,7,,2026-07-01",
		"2026-06-11,acme,writeoff,,me,F2", NULL},
	{"2026-06-15,acme,payment,,client,,5", "2026-06-10,acme,invoice,,me,F2,7,USD,2026-07-01", NULL,
		NULL},
	{"2026-06-15,acme,payment,,client,,5", "2026-06-10,other,invoice,,me,F2,7,,2026-07-01", NULL,
		NULL},
	/* a refund asks again: not for more than was paid */
	{"2026-06-15,acme,refund,,me,F1,5.01", "2026-06-10,acme,invoice,,me,F1,7",
		"2026-06-11,acme,payment,,client,F1,5", "only 5.00 EUR was paid on F1, and the reminders"},
	{"2026-06-15,acme,refund,,me,F1,5", "2026-06-10,acme,invoice,,me,F1,7",
		"2026-06-11,acme,payment,,client,F1,5", NULL},
	{"2026-06-15,acme,refund,,me,F1,2", "2026-06-10,acme,invoice,,me,F1,7",
		"2026-06-11,acme,payment,,client,F1,7", "F1 was paid and is open again for 2.00 EUR"},
	{"2026-06-15,acme,refund,,me,F1,2", "2026-06-10,acme,invoice,,me,F1,7",
		"2026-06-11,acme,payment,,client,F1,9", NULL},
	{"2026-06-15,acme,refund,,me,F1,5,USD", "2026-06-10,acme,invoice,,me,F1,7",
		"2026-06-11,acme,payment,,client,F1,5", "F1 is in EUR"},
	{"2026-06-15,acme,satisfied,,client,,,,,,,,5", NULL, NULL, "log it again with -l 5"},
	{"2026-06-15,acme,self,,me,,,,,,,,1 tired", NULL, NULL, "log it again with -l 1"},
	{"2026-06-15,acme,satisfied,,client,,,,,,,,0", NULL, NULL, NULL},
	{"2026-06-15,acme,satisfied,,client,,,,,,,,6", NULL, NULL, NULL},
	{"2026-06-15,acme,satisfied,,client,,,,,,,,55", NULL, NULL, NULL},
	{"2026-06-15,acme,goodwill,,me,,,,,,,,5", NULL, NULL, NULL},
	{"2026-06-15,acme,satisfied,,client,,,,,,4,,5", NULL, NULL, NULL},
	{"2026-06-15,acme,satisfied,,client,,,,,,3", NULL, NULL, NULL},
	{"2026-06-15,acme,satisfied,,client,,,,,,2", NULL, NULL, "name it with -r, so that diagnose"},
	{"2026-06-15,acme,satisfied,,client,D1,,,,,1", NULL, NULL, "crm-log diagnose acme D1 -g origin="},
	{"2026-06-15,acme,satisfied,,client,D1,,,,,1", "2026-06-14,acme,diagnose,,me,D1", NULL, NULL},
	{"2026-06-15,acme,satisfied,,client,,,,,,,,6 stars", NULL, NULL, NULL},
	{"2026-06-15,acme,refund,,me,,5", "2026-06-10,acme,invoice,,me,F2,7,,2026-07-01", NULL,
		"there is no money without a ref to give back"},
	{"2026-06-15,acme,refund,,me,,5", NULL, NULL, "there is no money without a ref to give back"},
	{"2026-06-15,acme,refund,,me,,5", "2026-06-10,acme,payment,,client,,4.99", NULL,
		"there is no money without a ref to give back"},
	{"2026-06-15,acme,refund,,me,,5", "2026-06-10,acme,payment,,client,,5,USD", NULL,
		"there is no money without a ref to give back"},
	{"2026-06-15,acme,refund,,me,,5", "2026-06-10,acme,payment,,client,,5", NULL, NULL},
	{"2026-06-15,acme,refund,,me,,5", "2026-06-10,acme,payment,,client,F9,5", NULL, NULL},
	{"2026-06-15,acme,payment,,client,F1,5.01", "2026-06-10,acme,invoice,,me,F1,7",
		"2026-06-11,acme,credit,,me,F1,2", "only 5.00 EUR was left"},
	{"2026-06-15,acme,payment,,client,F1,9", "2026-06-10,acme,invoice,,me,F1,7",
		"2026-06-11,acme,refund,,me,F1,2", NULL},
	/* of an invoice that stands twice the first row counts: 7 and not 7 + 9 */
	{"2026-06-15,acme,payment,,client,F1,8", "2026-06-10,acme,invoice,,me,F1,7",
		"2026-06-11,acme,invoice,,me,F1,9", "only 7.00 EUR was left"},
	{"2026-06-15,acme,payment,,client,F1,7", "2026-06-10,acme,invoice,,me,F1,7",
		"2026-06-11,acme,invoice,,me,F1,9", NULL},
	{"2026-06-15,acme,payment,,client,F1,1", "2026-06-10,acme,invoice,,me,F1,7",
		"2026-06-11,acme,payment,,client,F1,7", "nothing was left to pay on F1\n"},
	{"2026-06-15,acme,credit,,me,F1,1", "2026-06-10,acme,invoice,,me,F1,7",
		"2026-06-11,acme,payment,,client,F1,12", "nothing was left to pay on F1\n"},
	{"2026-06-15,acme,payment,,client,F1,1,USD", "2026-06-10,acme,invoice,,me,F1,7", NULL,
		"F1 is in EUR: a payment in another currency"},
	{"2026-06-15,acme,payment,,client,F1,7", "2026-06-10,acme,invoice,,me,F1,7",
		"2026-06-11,acme,payment,,client,F1,5,USD", NULL},
	{"2026-06-15,acme,offer,,me,O1,6", "2026-06-10,acme,offer,,me,O1,5", NULL,
		"10 June 2026 with another date or amount"},
	{"2026-06-15,acme,offer,,me,O1,,,2026-06-20", "2026-06-10,acme,offer,,me,O1,5", NULL,
		"10 June 2026 with another date or amount"},
	{"2026-06-15,acme,offer,,me,O1,5", "2026-06-10,acme,offer,,me,O1,5", NULL, "changes nothing"},
	/* part of the amount in the note */
	{"2026-06-15,acme,invoice,,me,F1,1,,2026-06-21,,,,200.50 site", NULL, NULL,
		"begins with '200.50': an amount is one word"},
	{"2026-06-15,acme,payment,,client,,1,,,,,,200", NULL, NULL, "begins with '200'"},
	{"2026-06-15,acme,payment,,client,,1,,,,,,200\xe2\x82\xac", NULL, NULL, "begins with '200"},
	{"2026-06-15,acme,payment,,client,,1,,,,,,$20.5", NULL, NULL, "begins with '$20.5'"},
	{"2026-06-15,acme,payment,,client,,1,,,,,,20.9$", NULL, NULL, "begins with '20.9$'"},
	{"2026-06-15,acme,payment,,client,,1,,,,,,\xe2\x82\xac\xe2\x80\xaf" "999", NULL, NULL,
		"begins with '\xe2\x82\xac"},
	{"2026-06-15,acme,payment,,client,,1,,,,,,999\xe2\x80\xaf\xe2\x82\xac", NULL, NULL,
		"begins with '999"},
	{"2026-06-15,acme,payment,,client,,1,,,,,,1234567890123456789012345678901234567890", NULL, NULL,
		"begins with"},
	{"2026-06-15,acme,payment,,client,,1,,,,,,12345678901234567890123456789012345678901", NULL, NULL,
		NULL},
	{"2026-06-15,acme,payment,,client,,1,,,,,,20. then", NULL, NULL, NULL},
	{"2026-06-15,acme,payment,,client,,1,,,,,,.20", NULL, NULL, NULL},
	{"2026-06-15,acme,payment,,client,,1,,,,,,2x4 boards", NULL, NULL, NULL},
	{"2026-06-15,acme,payment,,client,,1,,,,,,$", NULL, NULL, NULL},
	{"2026-06-15,acme,invoice,,me,F1,1,,2026-06-21,,,,3 pages", NULL, NULL, NULL},
	{"2026-06-15,acme,invoice,,me,F1,1,,2026-06-21,,,,1st half", NULL, NULL, NULL},
	{"2026-06-15,acme,offer,,me,O1,,,,,,,1200", NULL, NULL, "'1200', and the row has no amount"},
	{"2026-06-15,acme,offer,,me,O1,5,,,,,,1200", NULL, NULL, NULL},
	{"2026-06-15,acme,note,,me,,,,,,,,1200", NULL, NULL, NULL},
	{"2026-06-15,acme,absence,,me", NULL, NULL, "without an end is one day"},
	{"2026-06-15,acme,absence,,me,,,,2026-06-20", NULL, NULL, NULL},
	/* S0.15, S0.17, S1.24 */
	{"2026-06-15,acme,mission,,both,M1,,,2026-07-15", NULL, NULL, "precise goal"},
	{"2026-06-15,acme,mission,,both,M1,,,,,,,x", NULL, NULL, "without dates"},
	{"2026-06-15,acme,mission,,both,M1,,,,,,,x", "2026-06-10,acme,deadline,,me,D1,,,2026-06-15",
		NULL, NULL},
	{"2026-06-15,acme,mission,,both,M1,,,,,,,x", "2026-06-10,acme,deadline,,me,D1,,,2026-06-14",
		NULL, "without dates"},
	{"2026-06-15,acme,mission,,both,M1,,,2026-08-15,,,,x", NULL, NULL, NULL},
	{"2026-06-15,acme,mission,,both,M1,,,2026-08-16,,,,x", NULL, NULL, "longer than 2m"},
	/* more days to pay than the law allows */
	{"2026-06-01,acme,invoice,,me,F1,5,,2026-07-31", NULL, NULL, NULL},
	{"2026-06-01,acme,invoice,,me,F1,5,,2026-08-01", NULL, NULL, "61 days to pay is more"},
	{"2025-06-17,acme,invoice,,me,F1,5,,2025-08-31", NULL, NULL, NULL}, /* 45eom, 75 days */
	{"2025-06-17,acme,invoice,,me,F1,5,,2025-09-01", NULL, NULL, "76 days to pay is more"},
	{"2025-07-01,acme,invoice,,me,F1,5,,2025-09-14", NULL, NULL, NULL}, /* eom45, 75 days */
	{"2025-07-01,acme,invoice,,me,F1,5,,2025-09-15", NULL, NULL, "76 days to pay is more"},
	{"2026-06-01,acme,offer,,me,O1,5,,2026-12-01", NULL, NULL, NULL},
	/* S2.13, S2.14, S1.15 */
	{"2026-06-15,acme,incident,error,,I1,,,,,,origin=delay", NULL, NULL, "-l 1 to -l 5"},
	{"2026-06-15,acme,incident,error,,I1,,,,,3", NULL, NULL, "diagnose acme I1"},
	{"2026-06-15,acme,incident,error,,I1,,,,,3,origin=delay", NULL, NULL, NULL},
	{"2026-06-15,acme,incident,error,,,,,,,3,", NULL, NULL, "name it with -r"},
	{"2026-06-15,acme,incident,,,I1,,,,,3,origin=delay", NULL, NULL, "without kind"},
	{"2026-06-15,acme,staff,other,me", NULL, NULL, "new person"},
	/* S0.21, S0.28 */
	{"2026-06-15,acme,note,,me,,,,,,,,Il est Toujours en retard", NULL, NULL, "'Toujours' is a judgement"},
	{"2026-06-15,acme,note,,me,,,,,,,,INCOMP\xc3\x89TENT", NULL, NULL, "is a judgement"},
	{"2026-06-15,acme,note,,me,,,,,,,,de mauvaise foi", NULL, NULL, "'mauvaise foi'"},
	{"2026-06-15,acme,note,,me,,,,,,,,annuler nulle", NULL, NULL, "'nulle'"},
	{"2026-06-15,acme,note,,me,,,,,,,,annul\xc3\xa9, neverland", NULL, NULL, NULL},
	{"2026-06-15,acme,offer,,me,O1,,,,,,,a new cms for you", NULL, NULL, "is jargon"},
	{"2026-06-15,acme,note,,me,,,,,,,,a new CMS for me", NULL, NULL, NULL},
	{"2026-06-15,acme,contact,,client,,,,,,,tone=angr,", NULL, NULL, "tone=angr must be one of"},
	{"2026-06-15,acme,contact,,client,,,,,,,tone=1234567890123456789012345678901234567890x,", NULL, NULL,
		"tone=1234567890123456789012345678901234567890 must be"},
	{"2026-06-15,acme,contact,,client,,,,,,,tone=angry,", NULL, NULL, NULL},
	{"2026-06-15,acme,contact,,client,,,,,,,tone=tendu,", NULL, NULL, "angry anxious; the nearest is 'tense'\n"},
	{"2026-06-15,acme,contact,,client,,,,,,,tone=zzzzzzz,", NULL, NULL, "tense angry anxious\n"},
	{"2026-06-15,acme,contact,,client,,,,,,,tone:tense,", NULL, NULL,
		"no report knows the tag 'tone:tense'; the nearest is 'tone='\n"},
	{"2026-06-15,acme,contact,,client,,,,,,,tnoe=tense,", NULL, NULL, "the nearest is 'tone='\n"},
	{"2026-06-15,acme,contact,,client,,,,,,,no-reply,", NULL, NULL, "the nearest is 'noreply'\n"},
	{"2026-06-15,acme,contact,,client,,,,,,,date=x site rate=3 minutes=4,", NULL, NULL, NULL},
};

START_TEST(each)
{
	const char *got = hints(cases[_i].row, cases[_i].one, cases[_i].two);

	if (cases[_i].says) {
		ck_assert_msg(strstr(got, cases[_i].says) != NULL, "%s: %s", cases[_i].row, got);
		ck_assert_msg(strchr(got, '\n')[1] == '\0', "%s: more than one: %s", cases[_i].row, got);
	} else
		ck_assert_str_eq(got, SILENCE);
}
END_TEST

START_TEST(profile)
{
	static const char mission[] = "2026-06-15,acme,mission,,both,M1,%s,,2026-07-15,,,,CMS";
	struct crm_str two[] = {CRM_STR("email"), CRM_STR("phone")};
	char row[128];

	snprintf(row, sizeof row, mission, "40000");
	client.technical = true;
	client.tender_threshold = 4000000;
	ck_assert_str_eq(hints(row, NULL, NULL), SILENCE);
	snprintf(row, sizeof row, mission, "40000.01");
	ck_assert_ptr_nonnull(strstr(hints(row, NULL, NULL), "tender_threshold"));
	client.tender_threshold = 0;
	snprintf(row, sizeof row, mission, "0.01");
	ck_assert_ptr_nonnull(strstr(hints(row, NULL, NULL), "tender_threshold"));
	client.tender_threshold = -1;
	client.mission_cap = (struct crm_span){29, 'd'};
	ck_assert_ptr_nonnull(strstr(hints(row, NULL, NULL), "longer than 29d"));
	client.mission_cap.n = 30;
	client.exists = true;
	ck_assert_ptr_nonnull(strstr(hints(row, NULL, NULL), "at least two channels"));
	ck_assert_ptr_nonnull(strstr(hints("2026-06-15,acme,contract,,both,K1", NULL, NULL), "two channels"));
	ck_assert_ptr_nonnull(strstr(hints("2026-06-15,acme,frame,contact,me", NULL, NULL), "two channels"));
	ck_assert_str_eq(hints("2026-06-15,acme,checkin,,both", NULL, NULL), SILENCE);
	client.channels = (struct crm_list){two, 1};
	ck_assert_ptr_nonnull(strstr(hints(row, NULL, NULL), "at least two channels"));
	client.channels.n = 2;
	ck_assert_str_eq(hints(row, NULL, NULL), SILENCE);
}
END_TEST

/* S0.6: a mission that was renewed on or before the day of its end has ended. */
START_TEST(renewed)
{
	static const char again[] = "2026-06-15,acme,mission,,both,M1,,,2026-07-10,,,,g";
	static const char first[] = "2026-05-01,acme,mission,,both,M1,,,2026-06-30,,,,g";
	static const char end[] = "2026-06-01,acme,end,,both,M1";

	third = "2026-06-02,acme,renew,,client,M1";
	ck_assert_ptr_nonnull(strstr(hints(again, first, end), "with another date or amount"));
	third = "2026-06-01,acme,renew,,client,M1";
	ck_assert_ptr_nonnull(strstr(hints(again, first, end), "M1 ended on 1 June 2026"));
	third = "2026-06-02,acme,result,,me,M1";
	ck_assert_ptr_nonnull(strstr(hints(again, first, end), "M1 ended on 1 June 2026"));
}
END_TEST

/* Slips of money that no report would show. */
START_TEST(money)
{
	static const char row[] = "2026-06-15,acme,invoice,,me,F2,9,,2026-07-15";

	ck_assert_str_eq(hints(row, "2026-05-10,zoe,invoice,,me,F2,7,,2026-06-01", "2026-05-10,bob,invoice,,me,F2,7,,2026-06-01"),
		"F2 is already an invoice of bob: a number can be used only once\n");
	ck_assert_str_eq(hints(row, "2026-05-10,bob,invoice,,client,F2,7,,2026-06-01", "2026-05-10,bob,offer,,me,F2,7"), SILENCE);
	ck_assert_str_eq(hints("2026-06-15,acme,invoice,,me,F2,0,,2026-07-15", NULL, NULL),
		"an amount of 0 asks for nothing and pays nothing\n");
	ck_assert_str_eq(hints("2026-05-15,acme,payment,,client,F2,9", row, NULL),
		"it is dated before the invoice of 15 June 2026: is the day right?\n");
	ck_assert_str_eq(hints("2026-06-15,acme,payment,,client,F2,9", row, NULL), SILENCE);
	ck_assert_str_eq(hints("2026-06-15,acme,hold,,me", NULL, NULL),
		"a hold without an end lasts until 'release': say the last day with -d\n");
	ck_assert_str_eq(hints("2026-06-15,acme,hold,,me,,,,2026-07-15", NULL, NULL), SILENCE);
}
END_TEST

/* Who charges VAT is told once a client what the amount is. */
START_TEST(vat)
{
	static const char row[] = "2026-06-15,acme,invoice,,me,F2,9,,2026-07-15";

	ck_assert_str_eq(hints(row, NULL, NULL), SILENCE);
	policy.me.vat = CRM_STR("FR12345678901");
	ck_assert_ptr_nonnull(strstr(hints(row, NULL, NULL), "VAT included"));
	ck_assert_str_eq(hints(row, "2026-05-10,acme,invoice,,me,F1,7,,2026-06-01", NULL), SILENCE);
	ck_assert_ptr_nonnull(strstr(hints(row, "2026-05-10,other,invoice,,me,F1,7,,2026-06-01", NULL), "VAT"));
	ck_assert_str_eq(hints("2026-06-15,acme,offer,,me,O2,9", NULL, NULL), SILENCE);
	policy.me.vat = CRM_STR("");
}
END_TEST

/* What is left is another figure where payments settle interest first. */
START_TEST(allocation)
{
	static const char invoice[] = "2026-05-10,acme,invoice,,me,F1,7,,2026-06-01";
	static const char more[] = "2026-06-15,acme,payment,,client,F1,9";

	ck_assert_ptr_nonnull(strstr(hints(more, invoice, NULL), "only 7.00 EUR was left"));
	policy.allocation = CRM_ALLOC_LEGAL;
	ck_assert_str_eq(hints(more, invoice, NULL), SILENCE);
	ck_assert_str_eq(hints(more, invoice, "2026-06-10,acme,payment,,client,F1,7"), SILENCE);
	ck_assert_ptr_nonnull(strstr(
		hints("2026-06-15,acme,payment,,client,F1,9,USD", invoice, NULL), "another currency"));
	client.allocation = CRM_ALLOC_PRINCIPAL;
	ck_assert_ptr_nonnull(strstr(hints(more, invoice, NULL), "only 7.00 EUR was left"));
	policy.allocation = CRM_ALLOC_NONE;
	client.allocation = CRM_ALLOC_LEGAL;
	ck_assert_str_eq(hints(more, invoice, NULL), SILENCE);
}
END_TEST

START_TEST(time_to_pay)
{
	static const char late[] = "2026-06-01,acme,invoice,,me,F1,5,,2026-09-15";
	static const char month[] = "2026-06-01,acme,invoice,,me,F1,5,,2026-07-01";
	static const char more[] = "2026-06-01,acme,invoice,,me,F1,5,,2026-07-02";

	client.kind = CRM_B2C; /* no term by law */
	ck_assert_str_eq(hints(late, NULL, NULL), SILENCE);
	client.kind = CRM_PUBLIC;
	ck_assert_str_eq(hints(month, NULL, NULL), SILENCE);
	ck_assert_str_eq(hints(more, NULL, NULL),
		"31 days to pay is more than the law allows for a public client: 30 days, 50 for hospitals, 60 for public undertakings\n");
	client.kind = CRM_B2B;
	client.law = CRM_STR("de-b2b");
	ck_assert_str_eq(hints(late, NULL, NULL), SILENCE);
	policy.law = CRM_STR("de-b2b");
	client.law = CRM_STR("fr-b2b");
	ck_assert_ptr_nonnull(strstr(hints(late, NULL, NULL), "106 days to pay"));
	client.law = CRM_STR("");
	ck_assert_str_eq(hints(late, NULL, NULL), SILENCE);
	policy.law = CRM_STR("flat");
	ck_assert_ptr_nonnull(strstr(hints(late, NULL, NULL), "106 days to pay"));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("hint");
	TCase *t = tcase_create("hint");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, each, 0, (int)(sizeof cases / sizeof *cases));
	tcase_add_test(t, profile);
	tcase_add_test(t, renewed);
	tcase_add_test(t, money);
	tcase_add_test(t, vat);
	tcase_add_test(t, allocation);
	tcase_add_test(t, time_to_pay);
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
