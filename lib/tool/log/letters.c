/* letters.c - crm-log --check: what the letters that the book is about to need will want. */
#include "tool/log/log.h"
#include "base/i18n.h"
#include "letter/remind.h"

/* What is asked of the clients who are late. */
struct wants {
	bool any, french, consumer;
};

static void lacks(struct crm_tool *t, const char *file, const char *key, struct crm_str client,
	const char *why)
{
	crm_find_add(&t->finds, file, 0, key, client, "%s", why)->warning = true;
}

/* A company's name that begins with mine, or none: a sole trader. */
static bool sole_trader(const struct crm_me *me)
{
	return me->siret.n && me->name.n &&
	       (!me->company.n || crm_str_begins(me->company, me->name));
}

static void policy_lacks(struct crm_tool *t, const struct wants *w)
{
	const struct crm_me *me = &t->policy.me;
	const char *file = "policy.yaml";

	if (w->any && me->iban.n && !me->holder.n)
		lacks(t, file, "me.holder", CRM_STR(""),
			_("is missing for the reminders to come: banks compare the name of the holder "
			  "with the IBAN"));
	if (w->french && !me->status.n && sole_trader(me))
		lacks(t, file, "me.status", CRM_STR(""),
			_("is missing for the letters to come: a French sole trader writes EI beside the "
			  "name"));
	if (w->any && me->address.n && !crm_me_town(me).n)
		lacks(t, file, "me.town", CRM_STR(""),
			_("is missing for the letters to come: no line of the address begins with a postal "
			  "code"));
	if (w->consumer && !me->mediator.n)
		lacks(t, file, "me.mediator", CRM_STR(""),
			_("is missing for the letters to come: a consumer must be told which "
				"mediator I come under"));
}

/* Whether a step that is still to come goes that way. */
static bool goes_by(const struct crm_claim *c, const char *channel)
{
	const struct crm_ladder *l = c->standing->ladder;
	size_t i;

	for (i = c->next < 0 ? l->n : (size_t)c->next; i < l->n; i++)
		if (crm_str_is(l->step[i].channel, channel))
			return true;
	return false;
}

/* Without a place to send it to, a reminder is refused on the day on which it is due. */
static void place_lacks(struct crm_tool *t, const struct crm_claim *c, const struct crm_client *p)
{
	const struct crm_person *who = crm_client_billing(p);
	const char *file = crm_arena_cstr(&t->mem, p->file);

	if (c->standing->holds & (CRM_HOLD_NEVER | CRM_HOLD_RELATION))
		return;
	if (!p->post.n && goes_by(c, "letter"))
		lacks(t, file, "post", p->id,
			_("is missing for the letters to come: add `post: [street, town]`"));
	if (!(who && who->email.n) && goes_by(c, "email"))
		lacks(t, file, "people", p->id,
			_("is missing for the reminders to come: nobody with an email"));
}

static void client_lacks(struct crm_tool *t, const struct crm_composer *c,
	const struct crm_client *p, bool french)
{
	const struct crm_person *who = crm_client_billing(p);
	const char *file = crm_arena_cstr(&t->mem, p->file);

	if (p->kind == CRM_PUBLIC && french && !p->engagement.n)
		lacks(t, file, "engagement", p->id,
			_("is missing for the reminders to come: public buyers pay by that number"));
	if (p->kind == CRM_B2B && french && !p->siren.n)
		lacks(t, file, "siren", p->id,
			_("is missing for the letters to come: a court asks for it"));
	if (who && !p->tu && !who->title.n && !who->greet.n &&
		crm_str_is(crm_compose_lang(c, p), "fr"))
		lacks(t, file, "people", p->id,
			_("has neither title nor greet: letters will begin with 'Bonjour,' alone"));
}

static void look(struct crm_tool *t, struct crm_remind *r)
{
	struct wants w = {false, false, false};
	struct crm_str last = {"", 0};
	struct crm_err none;
	size_t i;

	for (i = 0; i < r->notices.claims; i++) {
		const struct crm_claim *c = &r->notices.claim[i];
		const struct crm_client *p;
		bool french;

		if (c->days <= 0 || c->held.why & CRM_HOLD_WRITEOFF || crm_str_eq(c->client, last))
			continue;
		p = crm_profiles_get(&r->profiles, c->client);
		if (!p->exists || p->damaged)
			continue;
		place_lacks(t, c, p);
		last = c->client;
		french = crm_regime_french(
			crm_interest_regime(&r->tables->regimes, p, &t->policy, &none));
		client_lacks(t, &r->composer, p, french);
		w.any = true;
		w.french = w.french || french;
		w.consumer = w.consumer || (french && p->kind == CRM_B2C);
	}
	policy_lacks(t, &w);
}

int crm_log_letters(struct crm_tool *t, const struct crm_tables *tables, struct crm_err *e)
{
	struct crm_remind run;
	int st;

	crm_remind_init(&run, &t->book, &t->policy, tables);
	run.now = t->now;
	st = crm_remind_read(&run, e);
	if (!st)
		look(t, &run);
	crm_remind_release(&run);
	return st;
}
