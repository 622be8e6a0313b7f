/* test_signal.c - the table of signals and the keys of the score in policy.yaml (crm-score(7), Signals; crm-policy(5)). */
#include "config/policy/signal.h"
#include "unit.h"

static struct crm_arena mem;
static struct crm_score_policy sp;
static struct crm_err err;

static void setup(void)
{
	crm_arena_init(&mem);
	crm_score_policy_default(&sp);
	memset(&err, 0, sizeof err);
}

static void teardown(void)
{
	crm_arena_release(&mem);
}

/* Reads every top-level key of a text; how many of the score's there are, or -1. */
static int load(const char *text)
{
	struct crm_key_job job = {.mem = &mem, .file = "policy.yaml", .manual = "crm-policy(5)", .e = &err};
	struct crm_yaml *root, *c;
	int n = 0;

	crm_score_policy_default(&sp);
	ck_assert_int_eq(crm_yaml_parse(&mem, crm_str(text), "policy.yaml", &root, &err), 0);
	for (c = root->child; c; c = c->next, n++) {
		snprintf(job.path, sizeof job.path, "%.*s", (int)c->key.n, c->key.p);
		if (crm_score_key(&job, c, &sp))
			return -1;
	}
	return n;
}

START_TEST(table)
{
	int i;

	for (i = 0; i < CRM_SIGNALS; i++) {
		const struct crm_signal_info *s = &crm_signals[i];

		ck_assert_msg(s->name && s->claim[0] == 'S', "%d", i);
		ck_assert_msg(s->claim, "%s names no rule", s->name);
		ck_assert_msg(
			i == 0 || strcmp(crm_signals[i - 1].name, s->name) < 0, "%s", s->name);
		ck_assert_int_eq(crm_signal_find(crm_str(s->name)), i);
		if (s->kind != CRM_SIG_IS_PRIOR)
			ck_assert_msg(s->weight.weight > 0, "%s", s->name);
		if (s->kind == CRM_SIG_IS_GOOD)
			ck_assert_int_eq(s->weight.half_life, 180);
		if (s->kind == CRM_SIG_IS_RAMP || s->kind == CRM_SIG_IS_STATE)
			ck_assert_msg(s->weight.from < s->weight.to, "%s", s->name);
		if (s->incident)
			ck_assert_int_eq(crm_signal_incident(&sp, crm_str(s->incident)), i);
	}
	ck_assert_int_eq(crm_signal_find(crm_str("")), -1);
	ck_assert_int_eq(crm_signal_incident(&sp, crm_str("price-criticism")), -1);
	ck_assert_int_eq(crm_signal_incident(&sp, crm_str("")), -1);
}
END_TEST

START_TEST(keys)
{
	ck_assert_int_eq(
		load("trust: {prior: 0.5, prior_weight: 0.001, bands: [10, 20.5, 100]}\n"
		     "silence: {min_days: 7}\nburst: {hours: 24, lookback: 2}\n"
		     "carry: {illness: 1}\nfactors: {repeat: 5, repeat_days: 0}\n"
		     "types: {disorganised: {controls: 0.25}, trusting: {burst: 0}}\n"
		     "signals: {late_payment: {weight: 2.125, to: 61}, checkin: {every: 0}, "
		     "silence: {base: 1}, error: }\n"),
		7);
	ck_assert_int_eq(sp.prior, 500);
	ck_assert_int_eq(sp.prior_weight, 1);
	ck_assert_int_eq(sp.positive_cap, 12000);
	ck_assert_int_eq(sp.band[0] + sp.band[1] + sp.band[2], 100 + 205 + 1000);
	ck_assert_int_eq(sp.silence.min_days * 100 + sp.silence.idle, 790);
	ck_assert_int_eq(sp.burst.hours * 100 + sp.burst.lookback, 2402);
	ck_assert_int_eq(sp.carry.illness + sp.carry.other, 1300);
	ck_assert_int_eq(sp.factor.repeat * 1000 + sp.factor.repeat_days, 5000000);
	ck_assert_int_eq(sp.type[3][CRM_SIG_CONTROLS], 250);
	ck_assert_int_eq(sp.type[3][CRM_SIG_INSTABILITY], 500);
	ck_assert_int_eq(sp.type[2][CRM_SIG_BURST], 0);
	ck_assert_int_eq(sp.type[1][CRM_SIG_CONTROLS], 1000);
	ck_assert_int_eq(sp.signal[CRM_SIG_LATE_PAYMENT].weight, 2125);
	ck_assert_int_eq(sp.signal[CRM_SIG_LATE_PAYMENT].to, 61);
	ck_assert_int_eq(sp.signal[CRM_SIG_LATE_PAYMENT].base, 250);
	ck_assert_int_eq(sp.signal[CRM_SIG_CHECKIN].every, 0);
	ck_assert_int_eq(sp.signal[CRM_SIG_SILENCE].base, 1000);
}
END_TEST

START_TEST(own)
{
	ck_assert_int_eq(
		load("incident_kinds: {no-show: {weight: 1.5, side: client}, gossip: }"), 1);
	ck_assert_uint_eq(sp.own_n, 2);
	ck_assert(crm_str_is(crm_signal_name(&sp, CRM_SIGNALS), "gossip"));
	ck_assert(crm_str_is(crm_signal_name(&sp, CRM_SIGNALS + 1), "no_show"));
	ck_assert_int_eq(crm_signal_incident(&sp, crm_str("no-show")), CRM_SIGNALS + 1);
	ck_assert_int_eq(crm_signal_incident(&sp, crm_str("no_show")), -1);
	ck_assert_int_eq(crm_signal_side(&sp, CRM_SIGNALS + 1), CRM_SIDE_CLIENT);
	ck_assert_int_eq(crm_signal_side(&sp, CRM_SIGNALS), CRM_SIDE_BOTH);
	ck_assert_int_eq(crm_signal_weight(&sp, CRM_SIGNALS + 1)->weight, 1500);
	ck_assert_int_eq(crm_signal_weight(&sp, CRM_SIGNALS)->half_life, 180);
}
END_TEST

/* What is refused, the line and the key that the message names. */
static const struct {
	const char *text;
	long line;
	const char *field;
} bad[] = {
	{"trust: {priors: 1}", 1, "trust.priors"},
	{"trust:\n  prior: 0.1234", 2, "trust.prior"},
	{"trust:\n  prior: 1.001", 2, "trust.prior"},
	{"trust: {prior_weight: 0}", 1, "trust.prior_weight"},
	{"trust: {positive_cap: 100.001}", 1, "trust.positive_cap"},
	{"trust: {bands: [40, 20, 60]}", 1, "trust.bands"},
	{"trust: {bands: [20, 40]}", 1, "trust.bands"},
	{"trust: {bands: [20, 20, 60]}", 1, "trust.bands"},
	{"trust: {bands: [0, 20, 60]}", 1, "trust.bands"},
	{"trust: {bands: [20, 40, 60.01]}", 1, "trust.bands"},
	{"trust: [1]", 1, "trust"},
	{"silence: {need: 0}", 1, "silence.need"},
	{"silence: {idle: -1}", 1, "silence.idle"},
	{"burst: {hours: 2160}", 1, "burst"},
	{"burst: {lookback: 2}", 1, "burst"},
	{"carry: {breach: 2}", 1, "carry.breach"},
	{"carry: {breach: -1}", 1, "carry.breach"},
	{"factors: {settled: 1.001}", 1, "factors.settled"},
	{"factors: {repeat: 5.001}", 1, "factors.repeat"},
	{"types: {calm: {burst: 1}}", 1, "types.calm"},
	{"types:\n  trusting:\n    referral: 1", 3, "types.trusting.referral"},
	{"types: {trusting: {prior: 1}}", 1, "types.trusting.prior"},
	{"types: {trusting: {burst: 5.1}}", 1, "types.trusting.burst"},
	{"signals:\n  late_reply: {weight: -1}", 2, "signals.late_reply.weight"},
	{"signals: {late_reply: {weight: 100.001}}", 1, "signals.late_reply.weight"},
	{"signals: {late_reply: {from: 168}}", 1, "signals.late_reply"},
	{"signals: {late_reply: {to: 36501}}", 1, "signals.late_reply.to"},
	{"signals: {late_reply: {half_life: 0}}", 1, "signals.late_reply.half_life"},
	{"signals: {late_reply: {every: 1}}", 1, "signals.late_reply.every"},
	{"signals: {controls: {half_life: 1}}", 1, "signals.controls.half_life"},
	{"signals: {silence: {from: 1}}", 1, "signals.silence.from"},
	{"signals: {no_checkin: {to: 1}}", 1, "signals.no_checkin.to"},
	{"signals: {checkin: {every: 3651}}", 1, "signals.checkin.every"},
	{"signals: {error: {base: 1}}", 1, "signals.error.base"},
	{"signals: {late_payment: {base: 1.2}}", 1, "signals.late_payment.base"},
	{"signals: {prior: {weight: 1}}", 1, "signals.prior"},
	{"signals: {lateness: {weight: 1}}", 1, "signals.lateness"},
	{"incident_kinds: {price: {weight: 1}}", 1, "incident_kinds.price"},
	{"incident_kinds: {prior: {weight: 1}}", 1, "incident_kinds.prior"},
	{"incident_kinds: {late-reply: {weight: 1}}", 1, "incident_kinds.late-reply"},
	{"incident_kinds: {a-b: {}, a_b: {}}", 1, "incident_kinds.a_b"},
	{"incident_kinds: {a b: {}}", 1, "incident_kinds.a b"},
	{"incident_kinds: {no-show: {side: us}}", 1, "incident_kinds.no-show.side"},
	{"incident_kinds: {no-show: 3}", 1, "incident_kinds.no-show"},
	{"incident_kinds: {no-show: {every: 3}}", 1, "incident_kinds.no-show.every"},
};

START_TEST(refused)
{
	const char *field = bad[_i].field;

	ck_assert_msg(load(bad[_i].text) == -1, "%s", bad[_i].text);
	ck_assert_int_eq(err.status, CRM_USAGE);
	ck_assert_str_eq(err.file, "policy.yaml");
	ck_assert_int_eq(err.line, bad[_i].line);
	ck_assert_str_eq(err.field, field);
	ck_assert(err.text[0] != '\0');
}
END_TEST

int main(void)
{
	Suite *s = suite_create("signal");
	TCase *t = tcase_create("signal");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, table);
	tcase_add_test(t, keys);
	tcase_add_test(t, own);
	tcase_add_loop_test(t, refused, 0, (int)(sizeof bad / sizeof *bad));
	suite_add_tcase(s, t);
	return crm_unit_main(s);
}
