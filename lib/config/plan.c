/* plan.c - a payment plan as it was typed. */
#include "config/plan.h"
#include "base/i18n.h"
#include "base/num.h"

bool crm_plan_is(const struct crm_typed *in)
{
	const struct crm_event_alias *alias;
	enum crm_event event;
	struct crm_err none;

	return in->argc && !crm_entry_event(crm_str(in->argv[0]), &event, &alias, &none) && alias &&
	       strcmp(alias->name, CRM_PLAN_WORD) == 0;
}

/* AMOUNT@DATE; a word of a note begins with no digit where it has an @. */
static bool is_instalment(const char *word)
{
	return crm_is_digit(word[0]) && strchr(word, '@');
}

static int one(struct crm_arena *a, const struct crm_typed *in, const char *word,
	const struct crm_entry_now *now, struct crm_row *out, struct crm_err *e)
{
	const char *at = strchr(word, '@');
	struct crm_typed part = *in;

	part.amount = crm_arena_cstr(a, (struct crm_str){word, (size_t)(at - word)});
	part.due = at + 1;
	return crm_entry_row(a, &part, now, out, e);
}

static int missing(const struct crm_typed *in, struct crm_err *e)
{
	if (in->amount || in->due)
		return crm_err_set(e, CRM_USAGE,
			_("a plan has amounts and dates such as 450@2026-06-30: leave -a and -d out"));
	return crm_err_set(e, CRM_USAGE,
		_("which instalments? crm-log plan CLIENT REF 450@2026-06-30 500@2026-07-31 ..."));
}

int crm_plan_rows(struct crm_arena *a, const struct crm_typed *in, const struct crm_entry_now *now,
	struct crm_row **out, size_t *n, struct crm_err *e)
{
	int first = in->ref ? 2 : 3, end, i, k;
	struct crm_typed rest = *in;

	for (end = first; end < in->argc && is_instalment(in->argv[end]); end++)
		;
	if (end <= first || in->amount || in->due)
		return missing(in, e);
	/* the words of each row: event, client, ref and the note */
	rest.argv = crm_arena_alloc(a, (size_t)in->argc * sizeof *rest.argv);
	rest.argc = 0;
	for (i = 0; i < in->argc; i++)
		if (i < first || i >= end)
			rest.argv[rest.argc++] = in->argv[i];
	*n = (size_t)(end - first);
	*out = crm_arena_alloc(a, *n * sizeof **out);
	for (k = 0; k < end - first; k++)
		if (one(a, &rest, in->argv[first + k], now, &(*out)[k], e))
			return -1;
	return 0;
}
