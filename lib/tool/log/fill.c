/* fill.c - what is left out at the prompt and can be one thing only. */
#include "tool/log/log.h"
#include "base/i18n.h"
#include "config/entry.h"
#include "format/typed.h"
#include "tool/complete/ref.h"

/* Events that say what became of something: with one that is open, no other can be meant.  A debt that
 * is given up or contested is named. */
#define ABOUT                                                                                      \
	(CRM_EV_BIT(CRM_EV_PAYMENT) | CRM_EV_BIT(CRM_EV_ACCEPTED) | CRM_EV_BIT(CRM_EV_DECLINED) |  \
		CRM_EV_BIT(CRM_EV_DELIVERED) | CRM_EV_BIT(CRM_EV_KEPT) | CRM_EV_BIT(CRM_EV_BROKEN) | \
		CRM_EV_BIT(CRM_EV_RENEW) | CRM_EV_BIT(CRM_EV_RESOLVE) | CRM_EV_BIT(CRM_EV_DIAGNOSE))

/* What was found: the refs, or the amount of one. */
struct found {
	struct crm_arena *mem;
	struct crm_str first, what;
	struct crm_buf all;
	size_t n;
};

static void take(void *ctx, struct crm_str word, struct crm_str what)
{
	struct found *f = ctx;

	if (!f->n++) {
		f->first = crm_arena_str(f->mem, word);
		f->what = crm_arena_str(f->mem, what);
	}
	crm_buf_printf(&f->all, "%s%.*s", f->n > 1 ? ", " : "", (int)word.n, word.p);
}

static void look(struct crm_tool *t, enum crm_event event, struct crm_str client, struct crm_str ref,
	struct found *out)
{
	struct crm_proposeref want = {
		.tool = t, .client = client, .event = event, .ref = ref, .put = take, .ctx = out};

	out->mem = &t->mem;
	out->n = 0;
	crm_buf_init(&out->all);
	crm_proposeref(&want);
}

static int fill_ref(struct crm_tool *t, enum crm_event event, struct crm_str client,
	struct crm_typed *entry, struct crm_err *e)
{
	struct found f;
	int r = 0;

	look(t, event, client, CRM_STR(""), &f);
	if (f.n == 1)
		entry->ref = crm_arena_cstr(&t->mem, f.first);
	else if (f.n)
		r = crm_err_at(e, CRM_USAGE, NULL, 0, "ref", _("which one? %s are open: crm-log %s %s REF"), f.all.p,
			entry->argv[0], entry->argv[1]);
	crm_buf_release(&f.all);
	return r;
}

static void fill_amount(struct crm_tool *t, struct crm_str client, struct crm_str ref, struct crm_typed *entry)
{
	struct found f;

	look(t, CRM_EV_PAYMENT, client, ref, &f);
	if (f.n && f.first.p[0] != '-' && !crm_str_is(f.first, "0.00")) {
		entry->amount = crm_arena_cstr(&t->mem, f.first);
		entry->currency = entry->currency ? entry->currency : crm_arena_cstr(&t->mem, f.what);
	}
	crm_buf_release(&f.all);
}

/* Whether the words end where an operand would stand; an alias may have said some of them. */
static bool ends(const struct crm_typed *typed, int at)
{
	return typed->argc == at;
}

/* `pay acme 500`: no invoice is called so, and one is open; the word is the amount. */
static int fill_part(struct crm_tool *t, struct crm_str client, struct crm_typed *entry, struct crm_err *e)
{
	char plain[CRM_MONEY_TYPED];
	int currency;

	if (entry->argc != 3 || crm_money_typed(crm_str(entry->argv[2]), plain, &currency))
		return 0;
	if (fill_ref(t, CRM_EV_PAYMENT, client, entry, e))
		return -1;
	if (entry->ref) {
		entry->amount = entry->argv[2];
		entry->argc = 2;
	}
	return 0;
}

static int fill(struct crm_tool *t, enum crm_event event, const struct crm_typed *typed,
	struct crm_typed *entry, struct crm_err *e)
{
	bool ref = typed->ref, pays = event == CRM_EV_PAYMENT && !typed->amount;
	struct crm_str client;
	struct crm_err none; /* who the client is says the row itself */

	if (typed->argc < 2 || (!(ends(typed, 2)) && !(pays && !ref && ends(typed, 3))) ||
		crm_client_typed(&t->book, t->policy.currency, "client", crm_str(typed->argv[1]), &client, &none) ||
		!client.n)
		return 0;
	if (!ref && ends(typed, 2) && fill_ref(t, event, client, entry, e))
		return -1;
	if (pays && ends(typed, 3)) {
		fill_amount(t, client, crm_str(typed->argv[2]), entry);
		return entry->amount ? 0 : fill_part(t, client, entry, e);
	}
	if (pays && (ref || entry->ref))
		fill_amount(t, client, crm_str(ref ? typed->ref : entry->ref), entry);
	return 0;
}

int crm_log_fill(struct crm_tool *t, struct crm_typed *entry, struct crm_buf *said, struct crm_err *e)
{
	const struct crm_alias *alias = entry->argc ? crm_alias_find(&t->policy.aliases, entry->argv[0]) : NULL;
	struct crm_typed typed = *entry, before = *entry;
	const struct crm_event_alias *form;
	enum crm_event event;
	struct crm_err none;

	if (alias)
		crm_alias_put(&t->mem, alias, entry, &typed);
	if (!typed.argc || crm_entry_event(crm_str(typed.argv[0]), &event, &form, &none) || form ||
		!(ABOUT & CRM_EV_BIT(event)))
		return 0;
	if (fill(t, event, &typed, entry, e))
		return -1;
	if (entry->ref != before.ref)
		crm_buf_printf(said, _("ref %s, the only one that is open"), entry->ref);
	if (entry->amount != before.amount && entry->argc == before.argc)
		crm_buf_printf(said, _("%samount %s %s, the whole "
			"balance"), said->n ? "; " : "", entry->amount,
			entry->currency);
	return 0;
}
