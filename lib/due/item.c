/* item.c - one thing owed and late. */
#include "due/item.h"

struct crm_case *crm_overdue_next(struct crm_view *v, const struct crm_overdue *o, uint32_t *i)
{
	size_t clients = crm_view_begin(v);
	uint32_t at;

	while (*i < clients) {
		struct crm_str id = v->store.clients.str[at = *i];

		*i = crm_store_next(&v->store, at);
		if (id.n && (!o->whom.n || crm_client_listed(&o->whom, id)))
			return crm_view_open(v, at);
	}
	return NULL;
}

bool crm_item_comes(const struct crm_case *c, const struct crm_overdue *o, int64_t due)
{
	return (int64_t)c->now.day + o->within >= due + (o->within == 0 && !o->morning);
}

struct crm_when crm_item_day(int64_t day)
{
	int32_t last = crm_date_day((struct crm_ymd){9999, 12, 31});

	return (struct crm_when){day > last ? last : (int32_t)day, CRM_NO_MIN};
}

struct crm_item *crm_item_add(const struct crm_case *c, struct crm_overdue *o, enum crm_kind kind,
	const struct crm_entry *row, struct crm_when due)
{
	struct crm_item *it = crm_arena_raw(&c->store->mem, sizeof *it);

	crm_grow_raw(&o->item, &o->cap, o->n + 1, sizeof *o->item);
	o->item[o->n++] = it;
	*it = (struct crm_item){
		.client = c->store->clients.str[row->client],
		.number = row->client,
		.kind = kind,
		/* a contact is no thing that has a name, also when it says of which invoice it speaks */
		.ref = row->event == CRM_EV_CONTACT ? CRM_STR("") : crm_entry_ref(c->store, row),
		.row = row,
		.since = crm_entry_when(row),
		.due = due,
		.days = c->now.day - due.day,
		.reminded = {CRM_NO_DAY, 0}};
	return it;
}

void crm_item_by_id(struct crm_view *v, struct crm_item *it, const struct crm_entry *row)
{
	char *id = crm_arena_alloc(&v->mem, 37);

	crm_uuid_text(&row->id, id);
	it->ref = crm_str(id);
	it->by_id = true;
}

static void word_add(struct crm_buf *b, const char *name, int32_t until)
{
	char text[CRM_WHEN_TEXT];

	crm_buf_printf(b, "%s%s", b->n ? " " : "", name);
	if (until == INT32_MAX)
		return;
	crm_date_text(until, text);
	crm_buf_printf(b, "=%s", text);
}

void crm_item_put_off(
	struct crm_view *v, const struct crm_case *c, const char *name, struct crm_item *it)
{
	enum { TAIL = 8 };
	int32_t until, tail;
	struct crm_buf b;
	uint32_t word;
	bool held;

	if (!crm_case_rows(c, CRM_EV_HOLD).n && !crm_case_common(c, CRM_EV_HOLD).n)
		return;
	word = crm_case_word(c, it->ref.n ? it->ref : crm_str(name));
	held = word && crm_case_put_off(c, word, &until);
	if (it->by_id && it->ref.n > TAIL) {
		word = crm_case_word(c, (struct crm_str){it->ref.p + it->ref.n - TAIL, TAIL});
		if (word && crm_case_put_off(c, word, &tail)) {
			until = held && until > tail ? until : tail;
			held = true;
		}
	}
	if (!held || it->why & CRM_HOLD_HOLD)
		return;
	it->why |= CRM_HOLD_HOLD;
	crm_buf_init(&b);
	word_add(&b, "hold", until);
	if (it->held.n)
		crm_buf_printf(&b, " %.*s", (int)it->held.n, it->held.p);
	it->held = crm_buf_keep(&b, &v->mem);
}

void crm_item_held(struct crm_view *v, const struct crm_case *c, struct crm_item *it)
{
	struct crm_buf b;
	int32_t until;

	crm_buf_init(&b);
	if (crm_case_held(c, 0, &until)) {
		it->why |= CRM_HOLD_HOLD;
		word_add(&b, "hold", until);
	}
	if (crm_case_absent(c, &until)) {
		it->why |= CRM_HOLD_ABSENT;
		word_add(&b, "absent", until);
	}
	if (b.n)
		it->held = crm_arena_str(&v->mem, crm_buf_view(&b));
	crm_buf_release(&b);
}

bool crm_item_least(const struct crm_policy *p, const struct crm_overdue *o, int64_t amount,
	int currency)
{
	return amount >= crm_money_rescale(o->min, p->currency, currency);
}
