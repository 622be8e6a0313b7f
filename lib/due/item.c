/* item.c - one thing owed and late. */
#include "due/item.h"
#include "base/i18n.h"

#define EV(name) CRM_EV_BIT(CRM_EV_##name)

#define MISSIONS (EV(MISSION) | EV(RENEW) | EV(END))
#define QUIET	 (EV(HOLD) | EV(RELEASE) | EV(ABSENCE))
#define WORD	 (EV(CLARIFY) | EV(BROKEN))

const struct crm_kind_info crm_kinds[CRM_KINDS] = {
	[CRM_KIND_REPLY] = {"reply", CRM_BY_ME,
		N_("answer now, even if only to say when the full answer comes"),
		CRM_TALK_EVENTS | EV(ABSENCE), 0, 0},
	[CRM_KIND_PROMISE] = {"promise", CRM_BY_ME,
		N_("keep it today, or call and give one new date that you can keep"), 0,
		EV(PROMISE) | EV(KEPT) | WORD, 0},
	[CRM_KIND_DEADLINE] = {"deadline", CRM_BY_ME,
		N_("show what is ready, give one date for the rest"), 0,
		EV(DEADLINE) | EV(DELIVERED) | WORD, 0},
	[CRM_KIND_RESULT] = {"result", CRM_BY_ME, N_("show something tangible this week"), 0,
		MISSIONS, EV(RESULT) | EV(DELIVERED)},
	[CRM_KIND_CONFLICT] = {"conflict", CRM_BY_ME,
		N_("listen, name the origin, settle it, end on a positive note"), 0,
		EV(CONFLICT) | EV(RESOLVE), 0},
	[CRM_KIND_INCIDENT] = {"incident", CRM_BY_ME,
		N_("let them speak, then ask: unhappy with the work? too late? same wavelength?"),
		0, EV(INCIDENT) | EV(DIAGNOSE) | EV(APOLOGY) | EV(GESTURE) | EV(RESOLVE),
		EV(DIAGNOSE) | EV(APOLOGY) | EV(GESTURE) | EV(RESOLVE)},
	[CRM_KIND_APPROVAL] = {"approval", CRM_BY_ME, N_("say now what you do not share"), 0,
		EV(INCIDENT) | EV(DISAGREE) | EV(RESOLVE), EV(DISAGREE) | EV(RESOLVE)},
	[CRM_KIND_MISSION] = {"mission", CRM_BY_ME,
		N_("close this mission, sign the next for two months at most"), 0, MISSIONS, 0},
	[CRM_KIND_RENEWAL] = {"renewal", CRM_BY_ME,
		N_("review the period together before it is renewed"), 0, MISSIONS, 0},
	[CRM_KIND_CHECKIN] = {"checkin", CRM_BY_ME, N_("hold a progress review"), QUIET, MISSIONS,
		EV(CHECKIN)},
	[CRM_KIND_CONTACT] = {"contact", CRM_BY_ME, N_("ask, do not guess: give a sign of life"),
		QUIET, MISSIONS, CRM_TALK_EVENTS},
	[CRM_KIND_INTEREST] = {"interest", CRM_BY_ME, N_("ask after their business, and after them"),
		QUIET, MISSIONS, CRM_TALK_EVENTS | EV(MISSION) | EV(RENEW) | EV(INTEREST)},
	[CRM_KIND_FOLLOWUP] = {"followup", CRM_BY_ME,
		N_("ask how what was delivered works for them"), QUIET, EV(DELIVERED),
		CRM_TALK_EVENTS | EV(DELIVERED) | EV(SATISFIED)},
	[CRM_KIND_VETTING] = {"vetting", CRM_BY_ME,
		N_("ask for references, talk to those who worked with them"), 0, 0,
		EV(OFFER) | EV(ACCEPTED) | EV(CONTRACT) | EV(MISSION) | EV(INVOICE) | EV(PAYMENT) |
			EV(RENEW) | EV(VETTED)},
	[CRM_KIND_FRAME] = {"frame", CRM_BY_ME,
		N_("reassure, then agree on hours, channels and the rhythm of meetings"), 0, 0,
		EV(CONTACT) | EV(FRAME)},
	[CRM_KIND_LETTER] = {"letter", CRM_BY_ME, N_("print, sign and post the letter"),
		CRM_VIEW_EVENTS, 0, 0},
	[CRM_KIND_INVOICE] = {"invoice", CRM_BY_CLIENT, N_("remind them, courteously first"),
		CRM_VIEW_EVENTS, 0, 0},
	[CRM_KIND_PLEDGE] = {"pledge", CRM_BY_CLIENT,
		N_("ask in neutral words whether the date still holds"),
		CRM_VIEW_EVENTS, EV(PROMISE) | EV(KEPT) | WORD, 0},
	[CRM_KIND_OFFER] = {"offer", CRM_BY_CLIENT,
		N_("ask what still holds them back, and reassure"), QUIET,
		EV(OFFER) | EV(ACCEPTED) | EV(DECLINED) | EV(CONTRACT) | EV(MISSION), 0},
};

bool crm_item_wanted(const struct crm_overdue *o, enum crm_kind kind)
{
	return (o->kinds == 0 || (o->kinds & 1u << kind)) &&
	       (!o->who || o->who == crm_kinds[kind].who);
}

bool crm_item_comes(const struct crm_view *v, const struct crm_overdue *o, int64_t due)
{
	return (int64_t)v->now.day + o->within >= due + (o->within == 0);
}

struct crm_when crm_item_day(int64_t day)
{
	int32_t last = crm_date_day((struct crm_ymd){9999, 12, 31});

	return (struct crm_when){day > last ? last : (int32_t)day, CRM_NO_MIN};
}

struct crm_item *crm_item_add(const struct crm_view *v, struct crm_overdue *o, enum crm_kind kind,
	uint32_t client, struct crm_when since, struct crm_when due)
{
	struct crm_str id = v->ledger.clients.str[client];
	struct crm_item *it;

	if (id.n == 0 || (o->client.n && !crm_str_eq(o->client, id)))
		return NULL;
	crm_grow(&o->item, &o->cap, o->n + 1, sizeof *o->item);
	it = &o->item[o->n++];
	memset(it, 0, sizeof *it);
	it->client = id;
	it->kind = kind;
	it->number = client;
	it->since = since;
	it->due = due;
	it->days = v->now.day - due.day;
	it->reminded.day = CRM_NO_DAY;
	it->action = crm_kinds[kind].action;
	return it;
}

static void word(struct crm_buf *b, const char *name, int32_t until)
{
	char text[CRM_WHEN_TEXT];

	crm_buf_printf(b, "%s%s", b->n ? " " : "", name);
	if (until == INT32_MAX)
		return;
	crm_date_text(until, text);
	crm_buf_printf(b, "=%s", text);
}

void crm_item_held(struct crm_view *v, struct crm_item *it, uint32_t client)
{
	struct crm_buf b;
	uint64_t offset;
	int32_t until;

	crm_buf_init(&b);
	if (crm_state_held(&v->state, client, CRM_STR(""), v->now.day, &until, &offset))
		word(&b, "hold", until);
	if (crm_state_away(&v->state, client, v->now.day, &until))
		word(&b, "absent", until);
	if (b.n)
		it->held = crm_arena_str(&v->mem, crm_buf_view(&b));
	crm_buf_release(&b);
}

void crm_item_held_of(struct crm_view *v, struct crm_item *it, const struct crm_invoice *inv,
	int64_t balance, unsigned about)
{
	const struct crm_standing *s = crm_standing_get(v, inv->client);
	const struct crm_mark *const *mark;
	struct crm_reminded sent;
	struct crm_held held;
	struct crm_buf b;
	size_t n;

	mark = (const struct crm_mark *const *)crm_ledger_marks(&v->ledger, inv->client,
		crm_invoice_ref(inv), &v->mem, &n);
	crm_reminded_of(&v->ledger, mark, n, s->ladder, &sent);
	crm_held_of(v, s, inv, balance, mark, n, &sent, &held);
	held.why &= ~about;
	crm_buf_init(&b);
	crm_held_text(s, &held, &b);
	if (b.n)
		it->held = crm_arena_str(&v->mem, crm_buf_view(&b));
	crm_buf_release(&b);
}

bool crm_item_least(const struct crm_view *v, const struct crm_overdue *o, int64_t amount,
	int currency)
{
	return amount >= crm_money_rescale(o->min, v->policy->currency, currency);
}
