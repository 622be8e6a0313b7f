/* ask.c - what is written because I ask for it: other letters, files for recourse. */
#include "letter/ask.h"
#include "base/i18n.h"

bool crm_ask_is_step(const struct crm_policy *p, struct crm_str template)
{
	static const char *const shipped[] = {"upcoming", "courtesy", "second", "notice", "recourse"};
	size_t i, k;

	for (i = 0; i < sizeof shipped / sizeof *shipped; i++)
		if (crm_str_is(template, shipped[i]))
			return true;
	for (i = 0; i < p->ladder_n; i++)
		for (k = 0; k < p->ladder[i].n; k++)
			if (crm_str_eq(p->ladder[i].step[k].template, template))
				return true;
	return false;
}

/* The client's overdue invoices, or the one that was named; of one currency. */
static struct crm_claim **claims_of(struct crm_remind *r, struct crm_str client, struct crm_str ref,
	size_t *n)
{
	struct crm_claim **out = crm_arena_alloc(&r->mem, (r->notices.claims + 1) * sizeof(void *));
	size_t i;

	*n = 0;
	for (i = 0; i < r->notices.claims; i++) {
		struct crm_claim *c = &r->notices.claim[i];

		if (c->days > 0 && crm_str_eq(c->client, client) &&
			(!ref.n || crm_str_eq(c->ref, ref)) &&
			(!*n || c->invoice->currency == out[0]->invoice->currency))
			out[(*n)++] = c;
	}
	return out;
}

/* A slip of the finger names nobody, or worse, somebody else. */
static int known(struct crm_remind *r, struct crm_str client, const char *field, struct crm_err *e)
{
	if (!crm_client_ok(client))
		return crm_err_at(e, CRM_USAGE, "", 0, field, _("'%.*s' is not a valid client id"),
			client.n > 64 ? 64 : (int)client.n, client.p);
	return crm_client_need(r->book, r->policy->currency, field, client, e);
}

static int other_check(struct crm_remind *r, struct crm_str template, struct crm_str client,
	struct crm_err *e)
{
	if (crm_ask_is_step(r->policy, template))
		return crm_err_at(e, CRM_USAGE, "", 0, "--template",
			_("'%.*s' is a reminder; crm-overdue | crm-remind drafts it when it is due"),
			(int)template.n, template.p);
	if (!crm_template_name_ok(template))
		return crm_err_at(e, CRM_USAGE, "", 0, "--template", _("'%.*s' is not a letter "
			"name"),
			(int)template.n, template.p);
	return known(r, client, "--client", e);
}

int crm_ask_letter(struct crm_remind *r, struct crm_str template, struct crm_str client,
	struct crm_str ref, bool paper, struct crm_draft *out, struct crm_err *e)
{
	struct crm_other o = {.template = template, .paper = paper};

	if (other_check(r, template, client, e))
		return -1;
	if (!crm_profiles_get(&r->profiles, client)->exists)
		return crm_err_at(e, CRM_USAGE, "", 0, "--client",
			_("'%.*s' has no profile; crm-log --new-client %.*s makes one"), (int)client.n,
			client.p, (int)client.n, client.p);
	o.standing = crm_standing_of(&r->view, crm_intern_add(&r->view.store.clients, client));
	o.ref = ref;
	o.claim = claims_of(r, client,
		crm_str_is(template, "renegotiate") ? ref : CRM_STR(""), &o.claims);
	if (crm_str_is(template, "renegotiate") && !o.claims)
		return crm_err_at(e, CRM_USAGE, "", 0, "--client",
			_("'%.*s' owes nothing that is overdue"), (int)client.n, client.p);
	if (!crm_remind_again(r, e))
		return -1;
	if (!crm_compose_other(&r->composer, &r->view, &o, out, e))
		return 0;
	if (e->status == CRM_PARTIAL)
		e->status = CRM_USAGE; /* the one letter that was asked for */
	return -1;
}

/* The next currency, in order, in which the client owes something that is late; -1: none. */
static int currency_after(const struct crm_remind *r, struct crm_str client, int currency)
{
	size_t i;

	for (i = 0; i < r->notices.claims; i++) {
		const struct crm_claim *c = &r->notices.claim[i];

		if (crm_str_eq(c->client, client) && c->days > 0 &&
			!(c->held.why & CRM_HOLD_WRITEOFF) && c->invoice->currency > currency)
			return c->invoice->currency;
	}
	return -1;
}

static int dossier(struct crm_remind *r, struct crm_str client, int currency, struct crm_draft *out,
	struct crm_err *e)
{
	const struct crm_standing *standing;
	struct crm_claim **claim;
	size_t n;

	crm_draft_init(out);
	claim = crm_compose_claims(&r->mem, &r->notices, client, currency, &n);
	standing = claim[0]->standing;
	out->client = standing->profile->id;
	out->step = CRM_STR("recourse");
	out->channel = CRM_STR("file");
	return crm_compose_dossier(
		&r->composer, &r->view, standing, claim, n, out->step, out, e);
}

int crm_ask_dossier(struct crm_remind *r, struct crm_str client, struct crm_draft **out,
	size_t *n, struct crm_err *e)
{
	int currency = -1;

	*n = 0;
	*out = crm_arena_alloc(&r->mem, (r->notices.claims + 1) * sizeof **out);
	if (known(r, client, "--dossier", e) || !crm_remind_again(r, e))
		return -1;
	while ((currency = currency_after(r, client, currency)) >= 0) {
		if (dossier(r, client, currency, &(*out)[*n], e)) {
			e->status = e->status == CRM_PARTIAL ? CRM_USAGE : e->status;
			return -1;
		}
		++*n;
	}
	if (*n)
		return 0;
	return crm_err_at(e, CRM_USAGE, "", 0, "--dossier", _("'%.*s' has no overdue invoice"),
		(int)client.n, client.p);
}
