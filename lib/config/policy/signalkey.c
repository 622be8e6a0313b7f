/* signalkey.c - the keys of the score in policy.yaml.
 * Source:  crm-policy(5): names, ranges, built-in values. */
#include "base/i18n.h"
#include "base/num.h"
#include "base/sort.h"
#include "book/row.h"
#include "config/policy/signal.h"

enum { DAYS_MAX = 36500, MILLI = 1000 };

#define AT(field) offsetof(struct crm_score_policy, field)
#define PART(key, field, most)                                                                     \
	{                                                                                          \
		.name = key, .type = CRM_KEY_MILLI, .offset = AT(field), .min = 0, .max = most     \
	}
#define WHOLE(key, field, least, most)                                                             \
	{                                                                                          \
		.name = key, .type = CRM_KEY_NUMBER, .offset = AT(field), .min = least,            \
		.max = most                                                                        \
	}

static int read_bands(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_score_policy *sp = base;
	const struct crm_yaml *c;
	int64_t v, last = 0;
	int i = 0;

	if (node->kind != CRM_YAML_LIST || node->count != 3)
		return crm_key_fail(job, node->line,
			_("three numbers are expected here, such as [15, 40, 60]"));
	for (c = node->child; c; c = c->next, last = v) {
		if (crm_num_milli(c->text, &v) || v % 100 || v <= last || v > 100 * MILLI)
			return crm_key_fail(job, c->line,
				_("bands are three rising numbers from 0.1 to 100 with at most "
				  "one decimal"));
		sp->band[i++] = (int)(v / 100);
	}
	return 0;
}

static const struct crm_key trust_keys[] = {
	PART("prior", prior, MILLI),
	{.name = "prior_weight",
		.type = CRM_KEY_MILLI,
		.offset = AT(prior_weight),
		.min = 1,
		.max = 100 * MILLI},
	PART("positive_cap", positive_cap, 100 * MILLI),
	PART("paid_late_cap", paid_late_cap, 100 * MILLI),
	{.name = "bands", .type = CRM_KEY_CALL, .call = read_bands},
	{.name = NULL},
};

static const struct crm_key stage_keys[] = {
	WHOLE("tenure", stage.tenure, 1, DAYS_MAX),
	WHOLE("dormant", stage.dormant, 1, DAYS_MAX),
	WHOLE("rise", stage.rise, 1, 100),
	{.name = NULL},
};

static const struct crm_key silence_keys[] = {
	WHOLE("min_days", silence.min_days, 1, DAYS_MAX),
	WHOLE("times_median", silence.times_median, 0, 1000),
	WHOLE("plus_mad", silence.plus_mad, 0, 1000),
	WHOLE("history", silence.history, 1, DAYS_MAX),
	WHOLE("need", silence.need, 1, DAYS_MAX),
	WHOLE("active", silence.active, 1, DAYS_MAX),
	WHOLE("idle", silence.idle, 1, DAYS_MAX),
	{.name = NULL},
};

static const struct crm_key burst_keys[] = {
	WHOLE("hours", burst.hours, 1, DAYS_MAX * 24),
	WHOLE("count", burst.count, 1, DAYS_MAX),
	WHOLE("channels", burst.channels, 1, DAYS_MAX),
	WHOLE("times_usual", burst.times_usual, 0, 1000),
	WHOLE("lookback", burst.lookback, 1, DAYS_MAX),
	WHOLE("active", burst.active, 1, DAYS_MAX),
	{.name = NULL},
};

static const struct crm_key carry_keys[] = {
	PART("deception", carry.deception, MILLI),
	PART("breach", carry.breach, MILLI),
	PART("other", carry.other, MILLI),
	PART("refocus", carry.refocus, MILLI),
	PART("illness", carry.illness, MILLI),
	PART("contact", carry.contact, MILLI),
	{.name = NULL},
};

static const struct crm_key factor_keys[] = {
	PART("settled", factor.settled, MILLI),
	PART("mutual_doubt", factor.mutual_doubt, 5 * MILLI),
	PART("repeat", factor.repeat, 5 * MILLI),
	WHOLE("repeat_days", factor.repeat_days, 0, DAYS_MAX),
	PART("renegotiated", factor.renegotiated, MILLI),
	{.name = NULL},
};

/* Keys of one signal; a kind of signal takes some of them. */
#undef AT
#define AT(field) offsetof(struct crm_weight, field)
#define WEIGHT	  PART("weight", weight, 100 * MILLI)
#define BASE	  PART("base", base, MILLI)
#define FROM	  WHOLE("from", from, 0, DAYS_MAX)
#define TO	  WHOLE("to", to, 1, DAYS_MAX)
#define HALF_LIFE WHOLE("half_life", half_life, 1, DAYS_MAX)
#define EVERY	  WHOLE("every", every, 0, 3650)

static const struct crm_key signal_keys[][6] = {
	[CRM_SIG_IS_GOOD] = {WEIGHT, HALF_LIFE, EVERY, {.name = NULL}},
	[CRM_SIG_IS_PLAIN] = {WEIGHT, HALF_LIFE, {.name = NULL}},
	[CRM_SIG_IS_RAMP] = {WEIGHT, BASE, FROM, TO, HALF_LIFE, {.name = NULL}},
	[CRM_SIG_IS_STATE] = {WEIGHT, BASE, FROM, TO, {.name = NULL}},
	[CRM_SIG_IS_OWN_RAMP] = {WEIGHT, BASE, {.name = NULL}},
};

#undef AT
#define AT(field) offsetof(struct crm_own_kind, field)
static const struct crm_key own_keys[] = {
	PART("weight", weight.weight, 100 * MILLI),
	WHOLE("half_life", weight.half_life, 1, DAYS_MAX),
	{.name = "side", .type = CRM_KEY_WORD, .offset = AT(side), .words = "me client both"},
	{.name = NULL},
};

static int read_signal(struct crm_key_job *job, const struct crm_yaml *node, void *ctx)
{
	struct crm_score_policy *sp = ctx;
	int i = crm_signal_find(node->key);
	struct crm_weight *w;

	if (i < 0 || i == CRM_SIG_PRIOR)
		return crm_key_fail(job, node->key_line,
			_("there is no signal with this name: %s lists them"), job->manual);
	w = &sp->signal[i];
	if (crm_key_unsaid(node))
		return 0;
	if (crm_keys_read(job, signal_keys[crm_signals[i].kind], node, w))
		return -1;
	if (w->to && w->from >= w->to)
		return crm_key_fail(
			job, node->line, _("'from' must be smaller than 'to' (%d)"), w->to);
	return 0;
}

static bool bad_signal(int i)
{
	return i >= 0 && crm_signals[i].kind != CRM_SIG_IS_GOOD && i != CRM_SIG_PRIOR;
}

static int read_factor(struct crm_key_job *job, const struct crm_yaml *node, void *ctx)
{
	int *factor = ctx, i = crm_signal_find(node->key);
	int64_t v;

	if (!bad_signal(i))
		return crm_key_fail(job, node->key_line,
			_("there is no signal of bad evidence with this name: %s lists them"),
			job->manual);
	if (crm_key_unsaid(node))
		return 0;
	if (node->kind != CRM_YAML_SCALAR || crm_num_milli(node->text, &v) || v > 5 * MILLI)
		return crm_key_fail(job, node->line,
			_("a factor is a number from 0 to 5 with at most three decimals"));
	factor[i] = (int)v;
	return 0;
}

static int read_type(struct crm_key_job *job, const struct crm_yaml *node, void *ctx)
{
	struct crm_score_policy *sp = ctx;
	int i;

	for (i = 1; i < CRM_TYPES; i++)
		if (crm_str_is(node->key, crm_type_names[i]))
			return crm_key_unsaid(node) ? 0 : crm_keys_each(job, node, read_factor, sp->type[i]);
	return crm_key_fail(job, node->key_line,
		_("'%.40s' must be one of: organised trusting disorganised"), node->key.p);
}

static bool own_taken(const struct crm_score_policy *sp, struct crm_str kind, struct crm_str name)
{
	size_t i;

	if (crm_signal_find(name) >= 0 || crm_signal_incident(sp, kind) >= 0)
		return true;
	for (i = 0; i < sp->own_n; i++)
		if (crm_str_eq(sp->own[i].name, name))
			return true;
	return false;
}

static int read_own(struct crm_key_job *job, const struct crm_yaml *node, void *ctx)
{
	struct crm_score_policy *sp = ctx;
	struct crm_own_kind own = {
		.weight = {.weight = MILLI, .base = MILLI, .to = 1, .half_life = 180},
		.side = CRM_SIDE_BOTH};
	char *name, *p;

	if (!crm_client_ok(node->key))
		return crm_key_fail(job, node->key_line,
			_("'%.40s' is not a valid kind name: use letters a-z, digits and hyphens"),
			node->key.p);
	name = crm_arena_cstr(job->mem, node->key);
	while ((p = strchr(name, '-')))
		*p = '_';
	own.name = crm_str(name);
	own.kind = crm_arena_str(job->mem, node->key);
	if (own_taken(sp, own.kind, own.name))
		return crm_key_fail(job, node->key_line, _("this name is taken already"));
	if (!crm_key_unsaid(node) && crm_keys_read(job, own_keys, node, &own))
		return -1;
	sp->own[sp->own_n++] = own;
	return 0;
}

static int by_name(const void *a, const void *b)
{
	const struct crm_own_kind *x = a, *y = b;

	return crm_str_cmp(x->name, y->name);
}

static int read_own_all(struct crm_key_job *job, const struct crm_yaml *node, void *to)
{
	struct crm_score_policy *sp = to;

	if (node->count > CRM_OWN_KINDS_MAX)
		return crm_key_fail(
			job, node->line, _("at most %d kinds may be added"), CRM_OWN_KINDS_MAX);
	sp->own_n = 0;
	sp->own = crm_arena_alloc(job->mem, (node->count + 1) * sizeof *sp->own);
	if (crm_keys_each(job, node, read_own, sp))
		return -1;
	crm_sort(sp->own, sp->own_n, sizeof *sp->own, by_name);
	return 0;
}

static int read_burst(struct crm_key_job *job, const struct crm_yaml *node, void *to)
{
	const struct crm_score_policy *sp = to;

	if (crm_keys_read(job, burst_keys, node, to))
		return -1;
	if (sp->burst.hours >= sp->burst.lookback * 24)
		return crm_key_fail(
			job, node->line, _("'hours' must be less than the days of 'lookback'"));
	return 0;
}

static int read_types(struct crm_key_job *job, const struct crm_yaml *node, void *to)
{
	return crm_keys_each(job, node, read_type, to);
}

static int read_signals(struct crm_key_job *job, const struct crm_yaml *node, void *to)
{
	return crm_keys_each(job, node, read_signal, to);
}

static const struct crm_key score_keys[] = {
	{.name = "trust", .type = CRM_KEY_MAP, .map = trust_keys},
	{.name = "stage", .type = CRM_KEY_MAP, .map = stage_keys},
	{.name = "silence", .type = CRM_KEY_MAP, .map = silence_keys},
	{.name = "carry", .type = CRM_KEY_MAP, .map = carry_keys},
	{.name = "factors", .type = CRM_KEY_MAP, .map = factor_keys},
	{.name = "burst", .type = CRM_KEY_CALL, .call = read_burst},
	{.name = "types", .type = CRM_KEY_CALL, .call = read_types},
	{.name = "signals", .type = CRM_KEY_CALL, .call = read_signals},
	{.name = "incident_kinds", .type = CRM_KEY_CALL, .call = read_own_all},
	{.name = NULL},
};

int crm_score_key(struct crm_key_job *job, const struct crm_yaml *node, void *to)
{
	return crm_key_entry(job, score_keys, node, to);
}

void crm_score_policy_default(struct crm_score_policy *sp)
{
	int t, i;

	*sp = (struct crm_score_policy){
		.prior = 720,
		.prior_weight = 6 * MILLI,
		.positive_cap = 12 * MILLI,
		.paid_late_cap = 2 * MILLI,
		.band = {150, 400, 600},
		.stage = {60, 180, 10},
		.silence = {14, 3, 5, 12, 4, 30, 90},
		.burst = {48, 5, 2, 4, 90, 14},
		.carry = {250, 500, 300, 800, 900, 800},
		.factor = {350, 1500, 1500, 500, 180},
	};
	for (i = 0; i < CRM_SIGNALS; i++) {
		sp->signal[i] = crm_signals[i].weight;
		for (t = 0; t < CRM_TYPES; t++)
			sp->type[t][i] = MILLI;
	}
	sp->type[3][CRM_SIG_CONTROLS] = sp->type[3][CRM_SIG_INSTABILITY] = MILLI / 2; /* S4.4 */
}
