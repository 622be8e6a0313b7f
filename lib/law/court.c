/* court.c - which day before a court or against a public buyer runs for an invoice. */
#include "law/court.h"

enum { FORFEIT = 2, SERVE_BEFORE = 6, SERVE = 3, OPPOSE = 1, ENFORCE = 2, LODGE = 2, RELIEF = 6 }; /* months */

int32_t crm_claim_forfeit(int32_t last_date)
{
	return last_date == CRM_NO_DAY ? CRM_NO_DAY : crm_date_add_months(last_date, FORFEIT);
}

struct crm_order crm_order_days(const struct crm_calendar *cal, int32_t granted, int32_t served)
{
	int32_t decree = crm_date_day((struct crm_ymd){2026, 9, 1});
	struct crm_order o = {CRM_NO_DAY, CRM_NO_DAY, CRM_NO_DAY};

	if (granted != CRM_NO_DAY)
		o.serve = crm_date_add_months(granted, granted < decree ? SERVE_BEFORE : SERVE);
	if (served == CRM_NO_DAY)
		return o;
	o.oppose = crm_calendar_open_day(cal, crm_date_add_months(served, OPPOSE));
	o.enforce = crm_calendar_open_day(cal, crm_date_add_months(served, ENFORCE)) + 1;
	return o;
}

const char *crm_court_name(enum crm_court_step step)
{
	static const char *const name[] = {"memoire", "serve", "enforce", "lodge"};

	return name[step];
}

/* The newest claim of a kind on a day or later, or NULL. */
static const struct crm_entry *newest(const struct crm_store *store, const struct crm_invoice *inv,
	const char *kind, int32_t since)
{
	struct crm_entries r = crm_thread_rows(inv->thread, CRM_EV_CLAIM);

	while (r.n-- > 0 && r.row[r.n]->day >= since)
		if (crm_str_is(crm_entry_kind(store, r.row[r.n]), kind))
			return r.row[r.n];
	return NULL;
}

/* Rows of one day: the request comes before the order. */
static bool again(const struct crm_store *store, const struct crm_invoice *inv,
	const struct crm_entry *granted)
{
	const struct crm_entry *filed = newest(store, inv, "filed", granted->day);

	return filed && filed->day > granted->day;
}

static bool order(const struct crm_store *store, struct crm_case *c,
	const struct crm_invoice *inv, struct crm_court *out)
{
	const struct crm_entry *granted = newest(store, inv, "granted", INT32_MIN), *served;
	struct crm_order days;

	if (!granted || again(store, inv, granted) || newest(store, inv, "judged", granted->day))
		return false;
	served = newest(store, inv, "served", granted->day);
	days = crm_order_days(c->calendar, granted->day, served ? served->day : CRM_NO_DAY);
	if (served && newest(store, inv, "opposed", served->day))
		return false;
	/* an order that was served too late is void: it is the request that has to be made again */
	if (served && served->day <= days.serve)
		*out = (struct crm_court){
			CRM_COURT_ENFORCE, served, served->day, days.enforce, days.oppose};
	else
		*out = (struct crm_court){
			CRM_COURT_SERVE, granted, granted->day, days.serve, CRM_NO_DAY};
	return true;
}

/* Whether a row is of the letter that lies prepared: all rows of one message have its id. */
static bool lies_here(const struct crm_store *store, const struct crm_sent *sent,
	const struct crm_entry *f)
{
	uint64_t mid = crm_store_rare(store, f)->mid;

	return sent->unposted && (f == sent->prepared ||
					 (mid && mid == crm_store_rare(store, sent->prepared)->mid));
}

/* The last date of a formal notice that left, the first one; of a refusal that stands, its day. */
static bool begun(const struct crm_store *store, struct crm_case *c,
	const struct crm_invoice *inv, struct crm_court *out)
{
	struct crm_entries r = crm_thread_rows(inv->thread, CRM_EV_REMINDER);
	struct crm_episode refusal;
	struct crm_sent sent;
	size_t i;

	out->row = NULL;
	crm_sent_of(c, inv->thread, NULL, &sent);
	for (i = 0; i < r.n; i++) {
		if (r.row[i]->due == CRM_NO_DAY || r.row[i]->due >= c->now.day ||
			!crm_sent_handed(store, r, r.row[i]) ||
			lies_here(store, &sent, r.row[i]))
			continue;
		if (!out->row || r.row[i]->due < out->since) {
			out->row = r.row[i];
			out->since = r.row[i]->due;
		}
	}
	if (crm_episode_open(inv->thread, CRM_EV_DISPUTE, &refusal) &&
		(!out->row || refusal.first->day < out->since)) {
		out->row = refusal.first;
		out->since = refusal.first->day;
	}
	return out->row;
}

static bool memoire(const struct crm_store *store, struct crm_case *c,
	const struct crm_invoice *inv, struct crm_court *out)
{
	if (!begun(store, c, inv, out) || newest(store, inv, "memoire", out->row->day) ||
		newest(store, inv, "filed", out->row->day) || newest(store, inv, "judged", out->row->day))
		return false;
	out->step = CRM_COURT_MEMOIRE;
	out->due = crm_claim_forfeit(out->since);
	out->oppose = CRM_NO_DAY;
	return true;
}

/* The publication comes some days after the ruling: who counts from the ruling is in time. */
static bool lodge(const struct crm_view *v, const struct crm_invoice *inv, int32_t ruling,
	struct crm_court *out)
{
	if (newest(&v->store, inv, "lodged", INT32_MIN) || v->now.day > crm_date_add_months(ruling, RELIEF))
		return false;
	*out = (struct crm_court){CRM_COURT_LODGE, crm_thread_first(inv->thread, CRM_EV_INVOICE, INT32_MIN),
		ruling, crm_date_add_months(ruling, LODGE), CRM_NO_DAY};
	return true;
}

bool crm_court_next(struct crm_view *v, struct crm_case *c, const struct crm_invoice *inv,
	struct crm_court *out)
{
	const struct crm_regime *g;
	struct crm_err none;
	int32_t ruling = crm_invoice_frozen(inv, c->profile, v->now.day);

	if (!v->tables || inv->given_up)
		return false;
	g = crm_interest_regime(&v->tables->regimes, c->profile, v->policy, &none);
	if (!crm_regime_french(g))
		return false;
	if (ruling != CRM_NO_DAY)
		return lodge(v, inv, ruling, out);
	if (c->profile->kind == CRM_PUBLIC && memoire(&v->store, c, inv, out))
		return true;
	return order(&v->store, c, inv, out);
}
