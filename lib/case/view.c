/* view.c - a run over a book, one client after the other. */
#include "case/view.h"

void crm_view_init(struct crm_view *v)
{
	memset(v, 0, sizeof *v);
	crm_store_init(&v->store, NULL);
	crm_arena_init_large(&v->mem);
}

void crm_view_by(struct crm_view *v, const struct crm_policy *policy, const struct crm_tables *tables,
	struct crm_when now, struct crm_profiles *profiles, struct crm_finds *finds)
{
	v->week = (struct crm_calendar){policy->week.closed, policy->week.holidays,
		tables->holidays.row, tables->holidays.n};
	v->calendar = &v->week;
	v->policy = policy;
	v->tables = tables;
	v->now = now;
	v->finds = finds;
	v->profile = crm_profiles_get;
	v->ctx = profiles;
}

/* What was worked out of the rows absorbed so far. */
static void reopen(struct crm_view *v)
{
	if (v->begun)
		crm_case_release(&v->c);
	v->begun = v->opened = false;
	crm_release(&v->status);
	v->statuses = 0;
}

/* What goes by numbers of clients that are about to be given anew. */
static void forget(struct crm_view *v)
{
	reopen(v);
	crm_release(&v->newest);
	v->newest_cap = 0;
}

void crm_view_release(struct crm_view *v)
{
	forget(v);
	crm_store_release(&v->store);
	crm_arena_release(&v->mem);
}

void crm_view_reset(void *ctx)
{
	struct crm_view *v = ctx;

	forget(v);
	crm_store_clear(&v->store);
}

static void stamp(struct crm_view *v, uint32_t client, struct crm_when at)
{
	struct crm_stamp *newest;

	crm_grow(&v->newest, &v->newest_cap, (size_t)client + 1, sizeof *v->newest);
	newest = &v->newest[client];
	if (!newest->any || crm_when_key(at) > crm_when_key(newest->at))
		*newest = (struct crm_stamp){at, true};
}

static struct crm_when stamp_of(const struct crm_view *v, int64_t client)
{
	if (client < 0 || (size_t)client >= v->newest_cap || !v->newest[client].any)
		return (struct crm_when){CRM_NO_DAY, CRM_NO_MIN};
	return v->newest[client].at;
}

struct crm_when crm_view_stamp(const struct crm_view *v, uint32_t client)
{
	struct crm_when mine = stamp_of(v, client);
	struct crm_when all = stamp_of(v, crm_intern_find(&v->store.clients, CRM_STR("")));

	return crm_when_key(all) > crm_when_key(mine) ? all : mine;
}

void crm_view_void(void *ctx, const struct crm_row *r)
{
	struct crm_view *v = ctx;

	if (v->stamps)
		stamp(v, crm_intern_add(&v->store.clients, r->client), r->at);
}

void crm_view_row(void *ctx, const struct crm_row *r)
{
	struct crm_view *v = ctx;

	if (v->events && !(CRM_EV_BIT(r->event) & v->events))
		return;
	if (v->begun)
		reopen(v);
	v->store.policy = &v->policy->score;
	if (v->stamps)
		stamp(v, crm_intern_add(&v->store.clients, r->client), r->at);
	crm_store_row(&v->store, r);
}

size_t crm_view_begin(struct crm_view *v)
{
	if (!v->begun) {
		v->clients = v->store.clients.n;
		crm_case_init(&v->c, &v->store, v->policy, v->calendar);
		v->begun = true;
	}
	return v->clients;
}

struct crm_case *crm_view_open(struct crm_view *v, uint32_t client)
{
	struct crm_str id = v->store.clients.str[client];

	crm_view_begin(v);
	if (v->opened && v->client == client && crm_when_key(v->c.now) == crm_when_key(v->now))
		return &v->c;
	crm_arena_release(&v->c.mem);
	crm_case_take(&v->c, client < v->clients ? client : UINT32_MAX, v->profile(v->ctx, id));
	crm_case_at(&v->c, v->now, v->now);
	v->client = client;
	v->opened = true;
	return &v->c;
}
