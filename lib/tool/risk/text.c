/* text.c - one client explained as text. */
#include "tool/risk/case.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "case/holds.h"
#include "case/talk.h"
#include "format/money.h"
#include "format/daysaid.h"
#include "tool/risk/next.h"
#include <unistd.h>

enum { MONTH = 30, QUARTER = 90, LINE = 80, SCREEN = 23, ID_END = 8, HALF = 50,
	BUILT = 20 /* tenths of a point: less is nothing to lean on */ };

/* How much is told: the page is told as fully as it fits one screen, and with -v whole. */
struct shape {
	size_t rows, waiting; /* behind a reason; of one that waits */
	size_t reasons, advice;
	bool done;  /* rows of what is done; dates of good conduct; what two places would say */
};

static const struct shape shapes[] = {
	{3, 3, 4, 4, true}, {3, 1, 4, 4, false}, {2, 1, 4, 4, false}, {2, 1, 4, 3, false},
	{1, 1, 4, 3, false}, {1, 1, 3, 3, false}, {1, 1, 3, 2, false}, {1, 1, 2, 2, false}};
static const struct shape whole = {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, true};

/* A number of tenths as one by which words are inflected. */
#define TENTHS(n) ((n) < 0 ? -(n) / 10 : (n) / 10)

/* ---- a row of the journal on one line ---- */

static void row_facts(struct crm_buf *b, const struct crm_row *r)
{
	char text[CRM_WHEN_TEXT];

	crm_when_text(r->at, text);
	crm_buf_printf(b, "  %s  %s", text, crm_events[r->event].name);
	if (r->kind.n) {
		crm_buf_char(b, ' ');
		crm_utf8_show(b, r->kind);
	}
	if (r->event == CRM_EV_CONTACT || r->event == CRM_EV_PROMISE)
		crm_buf_printf(b, " %s", crm_by_name(r->by));
	if (r->channel.n) {
		crm_buf_char(b, ' ');
		crm_utf8_show(b, r->channel);
	}
	if (r->ref.n) {
		crm_buf_char(b, ' ');
		crm_utf8_show(b, r->ref);
	}
	if (r->has_amount) {
		crm_buf_cstr(b, "  ");
		crm_money_say(b, r->amount, r->currency);
		crm_buf_printf(b, " %s", crm_currency_code(r->currency));
	}
	if (r->level) {
		crm_buf_char(b, ' ');
		crm_buf_printf(b, _("level %d"), r->level);
	}
	if (r->due.day != CRM_NO_DAY) {
		crm_when_text(r->due, text);
		crm_buf_printf(b, _(", due %s"), text);
	}
}

/* `  2026-01-02  invoice i1  1000.00 EUR, due 2026-02-01  note  (…c94430b2)`; a long note is cut. */
static void row_text(struct crm_buf *b, const struct crm_row *r)
{
	struct crm_buf facts, note;
	struct crm_str cut;
	size_t used;
	char id[37];

	crm_buf_init(&facts);
	crm_buf_init(&note);
	row_facts(&facts, r);
	crm_utf8_show(&note, r->note);
	used = crm_utf8_width(crm_buf_view(&facts)) + ID_END + 5;
	crm_buf_str(b, crm_buf_view(&facts));
	if (note.n && used + 8 < LINE) {
		cut = crm_utf8_cut(crm_buf_view(&note), LINE - used - 3);
		crm_buf_cstr(b, "  ");
		crm_buf_str(b, cut);
		if (cut.n < note.n)
			crm_buf_cstr(b, "…");
	}
	/* its end finds the row in the journal; the beginning is the time, alike in rows of one hour */
	crm_uuid_text(&r->id, id);
	crm_buf_printf(b, "  (…%s)\n", id + sizeof id - 1 - ID_END);
	crm_buf_release(&facts);
	crm_buf_release(&note);
}

static const struct crm_entry *entry_of(const struct crm_riskcase *c, const struct crm_row *r)
{
	return c->entry[r - c->row];
}

/* What settled a trouble of the same kind before (S0.35). */
static void settled_text(struct crm_buf *b, const struct crm_riskcase *c, struct crm_case *of,
	const struct crm_row *trouble)
{
	const struct crm_entry *f = entry_of(c, trouble), *fix = NULL;
	struct crm_entries t = crm_thread_of(of, f->word);
	const struct crm_row *settled;
	struct crm_episode *episode;
	size_t i, n;

	if (trouble->event == CRM_EV_INCIDENT) {
		fix = crm_thread_first(t, CRM_EV_RESOLVE, f->day);
	} else if (trouble->event == CRM_EV_CONFLICT || trouble->event == CRM_EV_DOUBT) {
		n = crm_episodes_of(of, t, trouble->event, &episode);
		for (i = 0; i < n && crm_entry_cmp(episode[i].first, f) <= 0; i++)
			fix = episode[i].fix;
	}
	settled = crm_riskcase_find(c, fix);
	if (settled)
		row_text(b, settled);
}

/* ---- a reason ---- */

/* Which of several things is meant. */
static void named(struct crm_buf *b, struct crm_case *of, const struct crm_action *a)
{
	struct crm_str ref = a->row ? crm_entry_ref(of->store, a->row) : CRM_STR("");

	if (!ref.n)
		return;
	crm_utf8_show(b, ref);
	crm_buf_cstr(b, _(": "));
}

/* How many rows of a reason are shown. */
static size_t rows_shown(const struct shape *sh, const struct crm_action *a)
{
	if (a->state == CRM_STATE_DONE && !sh->done)
		return 0;
	return a->act == CRM_ACT_WAIT ? sh->waiting : sh->rows;
}

/* The newest rows, and that of which the action speaks. */
static void rows_text(struct crm_buf *b, const struct crm_riskcase *c, struct crm_case *of,
	int signal, const struct crm_action *a, const struct shape *sh)
{
	const struct crm_row *meant = crm_riskcase_find(c, a->row);
	size_t n, i, from, most = rows_shown(sh, a);
	const struct crm_riskcase_row *row;
	bool apart;

	row = crm_riskcase_behind(c, signal, &n);
	from = n > most ? n - most : 0;
	for (i = from; i < n && row[i].row != meant; i++)
		;
	apart = most && n > most && meant && i == n;
	if (apart) {
		row_text(b, meant);
		from++;
	}
	for (i = from; i < n; i++) {
		row_text(b, row[i].row);
		/* the row that settled it may stand next by itself */
		if (i + 1 == n || row[i + 1].row->event != CRM_EV_RESOLVE)
			settled_text(b, c, of, row[i].row);
	}
	if (n > most && sh->done)
		crm_buf_printf(b, CRM_NGETTEXT("  and %zu more row: -v shows it\n",
					  "  and %zu more rows: -v shows all\n", n - most),
			n - most);
}

/* In words, and the key by which policy.yaml and crm-score(7) know it. */
static void signal_named(struct crm_buf *b, struct crm_str key)
{
	struct crm_str word = crm_keyword(CRM_KEYWORD_SIGNAL, key);

	if (word.p == key.p)
		crm_buf_str(b, key);
	else
		crm_buf_printf(b, "%.*s (%.*s)", (int)word.n, word.p, (int)key.n, key.p);
}

#define TONE "S0.8 S0.4"

/* Advice is written where the text of a rule asks for a word. */
static void rule_said(struct crm_buf *b, const struct crm_advice *a)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	crm_buf_printf(b, _(a->text), (int)a->arg.n, a->arg.p);
#pragma GCC diagnostic pop
}

/* The advice that names the feeling noted last, or NULL. */
static const struct crm_advice *tone_of(const struct crm_riskcase *c)
{
	size_t i;

	for (i = 0; i < c->advices; i++)
		if (strcmp(c->advice[i].claim, TONE) == 0)
			return &c->advice[i];
	return NULL;
}

/* What is to be done about a reason, unless one before it has said so: two that an angry call gave rise to are
 * one thing to do. */
static void todo_text(struct crm_buf *b, struct crm_buf *said, const struct crm_riskcase *c, struct crm_case *of,
	const struct crm_action *a)
{
	const struct crm_advice *tone = a->act == CRM_ACT_NAME ? tone_of(c) : NULL;
	size_t from = said->n;
	struct crm_buf line;

	crm_buf_init(&line);
	if (tone)
		rule_said(&line, tone);
	else
		crm_action_text(&line, a);
	crm_buf_char(&line, '\n');
	if (a->act != CRM_ACT_DISTANCE)
		named(said, of, a);
	crm_buf_str(said, crm_buf_view(&line));
	if (a->state == CRM_STATE_DONE || !memmem(said->p, from, said->p + from, said->n - from)) {
		crm_buf_cstr(b, "  > ");
		named(b, of, a);
		crm_buf_str(b, crm_buf_view(&line));
	}
	crm_buf_release(&line);
}

static void reason_text(struct crm_buf *b, struct crm_buf *said, const struct crm_riskcase *c, struct crm_case *of,
	const struct crm_reason *w, const struct crm_score_policy *sp, const struct shape *sh)
{
	struct crm_str name = crm_signal_name(sp, w->signal);
	struct crm_action a;
	size_t n, most;

	crm_risknext_signal(c, of, w->signal, &a);
	most = rows_shown(sh, &a);
	crm_riskcase_behind(c, w->signal, &n);

	signal_named(b, name);
	crm_buf_cstr(b, "  ");
	crm_risk_figure(b, w->points);
	crm_buf_printf(b, "  %s, %s", crm_risk_word(crm_side_name(crm_signal_side(sp, w->signal))),
		crm_risk_word(crm_signal_about(w->signal)));
	if (!sh->done && most && n > most)
		crm_buf_printf(b, _(", %zu of %zu rows"), most, n);
	if (w->signal < CRM_SIGNALS)
		crm_buf_printf(b, "  %s", crm_signals[w->signal].claim);
	crm_buf_char(b, '\n');
	rows_text(b, c, of, w->signal, &a, sh);
	if (a.state != CRM_STATE_NONE)
		todo_text(b, said, c, of, &a);
}

/* The gravest; what is small is summed up.  Of the prior only where little else is known. */
static void reasons_text(struct crm_buf *b, const struct crm_riskcase *c, struct crm_case *of,
	const struct crm_score_policy *sp, const struct shape *sh)
{
	const struct crm_score *s = &c->risk.score;
	size_t i, n = 0, more = 0;
	struct crm_buf said;
	int points = 0;

	crm_buf_init(&said);
	for (i = 0; i < s->reasons; i++) {
		const struct crm_reason *w = &s->reason[i];

		if (w->signal == CRM_SIG_PRIOR || !w->points)
			continue;
		if (n++ < sh->reasons) {
			reason_text(b, &said, c, of, w, sp, sh);
			continue;
		}
		more++;
		points += w->points;
	}
	crm_buf_release(&said);
	if (more) {
		struct crm_buf tenths;

		crm_buf_init(&tenths);
		crm_risk_figure(&tenths, points);
		crm_buf_printf(b, CRM_NGETTEXT("and %zu smaller reason, %s in all: -v shows it\n",
					  "and %zu smaller reasons, %s in all: -v shows them\n",
					  more),
			more, tenths.p);
		crm_buf_release(&tenths);
	}
}

/* Little is known of whom nobody has known for long; what is between us comes first. */
static void prior_text(struct crm_buf *b, const struct crm_riskcase *c, struct crm_case *of)
{
	const struct crm_score *s = &c->risk.score;
	struct crm_episode open;
	bool trouble = c->incident || crm_open_conflict(of, &open) || crm_open_dispute(of) || crm_incidents_want(of, CRM_WANTS_REPAIR |
		1u << CRM_WANT_LIMITS | 1u << CRM_WANT_FACTS | 1u << CRM_WANT_DISTANCE);

	signal_named(b, CRM_STR("prior"));
	crm_buf_cstr(b, "  ");
	crm_risk_figure(b, s->side[CRM_SIDE_PRIOR]);
	crm_buf_cstr(b, "  S0.48\n");
	if (s->evidence < HALF && !of->ended && !trouble && crm_risknext_stranger(c, of))
		crm_buf_printf(b, "  > %s\n", _(crm_acts[CRM_ACT_ACQUAINT].say));
}

/* ---- the head ---- */

/* Nothing is open: what comes, and when. */
static void coming_text(struct crm_buf *b, const struct crm_action *a, enum crm_act then)
{
	char day[CRM_DAY_SAID];

	crm_day_said(a->until, day);
	crm_buf_printf(b, _("nothing before %s, then: %s"), day, _(crm_acts[then].brief));
}

/* What it brings; of what they promised, that they keep it; of a step on the way, or upkeep, that it brings nothing
 * by itself. */
static void wins_text(struct crm_buf *b, const struct crm_action *a, int wins)
{
	bool theirs = a->row && a->row->event == CRM_EV_PROMISE && a->row->by == CRM_BY_CLIENT;
	struct crm_buf points;

	if (a->act == CRM_ACT_WATCH || a->act == CRM_ACT_DISTANCE || a->act == CRM_ACT_PROMISE)
		return; /* a promise wins on the day on which it is kept */
	if (!wins) {
		crm_buf_cstr(b, _(" (moves no points by itself)"));
		return;
	}
	crm_buf_init(&points);
	crm_risk_figure(&points, wins);
	/* what is under 2 is singular in French, 1.0 plural in English */
	crm_buf_printf(b,
		theirs ? CRM_NGETTEXT(" (kept today: %s points less in a month)",
				 " (kept today: %s points less in a month)", TENTHS(wins))
		: crm_acts[a->act].kind == CRM_ACT_OF_MONEY
			? CRM_NGETTEXT(" (paid today: %s points less in a month)",
				  " (paid today: %s points less in a month)", TENTHS(wins))
			: CRM_NGETTEXT(" (done today: %s points less in a month)",
				  " (done today: %s points less in a month)", TENTHS(wins)),
		points.p);
	crm_buf_release(&points);
}

static void first_text(struct crm_buf *b, const struct crm_riskcase *c, struct crm_case *of)
{
	struct crm_whatif w = {c->row, c->n, c->risk.client, c->profile};
	struct crm_action best;
	enum crm_act then;

	crm_risknext_of(c, of, &best, &then);
	if (!best.state)
		return;
	crm_buf_cstr(b, _("next: "));
	if (best.act != CRM_ACT_WAIT || then || best.until != CRM_NO_DAY)
		named(b, of, &best);
	if (then)
		coming_text(b, &best, then);
	else if (best.act == CRM_ACT_WAIT)
		crm_action_text(b, &best);
	else
		crm_buf_cstr(b, _(crm_act_brief(best.act, best.until != CRM_NO_DAY && best.until > of->now.day)));
	if (best.act != CRM_ACT_WAIT)
		wins_text(b, &best, crm_whatif_wins(of, &w, &best));
	crm_buf_char(b, '\n');
}

/* S0.26: who is away; on my side nothing is as urgent as to say so. */
static void away_text(struct crm_buf *b, struct crm_case *of)
{
	char day[CRM_DAY_SAID];
	struct crm_absence *away;
	int32_t until;
	size_t n, i;

	away = crm_case_away(of, true, &n);
	for (i = 0; i < n; i++)
		if (away[i].from <= of->now.day && of->now.day <= away[i].to) {
			crm_day_said(away[i].to, day);
			crm_buf_printf(b, _("you are away until %s: tell those who wait in one line, the rest can wait too\n"), day);
		}
	if (!crm_case_absent(of, &until))
		return;
	crm_day_said(until, day);
	crm_buf_printf(b, _("they are away until %s: what can wait is for their return\n"), day);
}

static void head_text(struct crm_buf *b, const struct crm_riskcase *c)
{
	const struct crm_score *s = &c->risk.score;
	struct crm_buf risk, before;

	crm_buf_init(&risk);
	crm_buf_init(&before);
	crm_risk_figure(&risk, s->risk);
	crm_risk_figure(&before, s->risk - c->risk.trend);
	crm_utf8_show(b, c->risk.client);
	crm_buf_printf(b, _(": %s, %s, %s; 30 days ago %s; evidence %d %%\n"), risk.p,
		crm_risk_word(crm_band_name(s->band)), crm_risk_word(crm_stage_name(s->stage)), before.p, s->evidence);
	crm_buf_release(&risk);
	crm_buf_release(&before);
}

/* The first line of what the profile says, in one line. */
static void said_text(struct crm_buf *b, const char *label, struct crm_str all)
{
	const char *end = all.n ? memchr(all.p, '\n', all.n) : NULL;
	struct crm_buf shown;
	struct crm_str cut;

	if (!all.n)
		return;
	crm_buf_init(&shown);
	crm_buf_cstr(&shown, label);
	crm_utf8_show(&shown, (struct crm_str){all.p, end ? (size_t)(end - all.p) : all.n});
	cut = crm_utf8_cut(crm_buf_view(&shown), LINE - 1);
	crm_buf_str(b, cut);
	crm_buf_cstr(b, cut.n < shown.n ? "…\n" : "\n");
	crm_buf_release(&shown);
}

/* S0.1, S4.1, S3.11: whom one has before oneself, as far as it is out of the ordinary. */
static void them_text(struct crm_buf *b, const struct crm_client *p)
{
	static const char *const party[] = {"", N_("a person"), N_("an institution")};
	struct crm_buf line;

	crm_buf_init(&line);
	if (p->party)
		crm_buf_cstr(&line, _(party[p->party]));
	if (p->type)
		crm_buf_printf(&line, "%s%s", line.n ? ", " : "", crm_risk_word(crm_type_names[p->type]));
	if (p->fit) {
		crm_buf_cstr(&line, line.n ? ", " : "");
		crm_buf_printf(&line, _("shared values %d of 5"), p->fit);
	}
	said_text(b, _("with: "), crm_buf_view(&line));
	crm_buf_release(&line);
}

/* S0.23: what a talk brought out, where it was written down. */
static void profile_text(struct crm_buf *b, const struct crm_client *p)
{
	them_text(b, p);
	said_text(b, _("needs: "), p->needs);
	said_text(b, _("expects: "), p->expectations);
	said_text(b, _("prefers: "), p->preferences);
}

/* ---- what else ---- */

/* A key in prose: `reply in time`. */
static void spoken(struct crm_buf *b, struct crm_str key)
{
	size_t i;

	for (i = 0; i < key.n; i++)
		crm_buf_char(b, key.p[i] == '_' ? ' ' : key.p[i]);
}

/* Good conduct, each kind with how often and when last. */
static void capital_text(
	struct crm_buf *b, const struct crm_riskcase *c, const struct crm_score_policy *sp,
	const struct shape *sh)
{
	const struct crm_score *s = &c->risk.score;
	const struct crm_riskcase_row *row;
	char text[CRM_DAY_SAID];
	struct crm_buf points;
	bool any = false;
	size_t n;
	int i;

	if (s->capital == 0)
		return;
	crm_buf_init(&points);
	crm_risk_figure(&points, -s->capital);
	crm_buf_char(b, '\n');
	crm_buf_printf(b,
		CRM_NGETTEXT("trust capital: good conduct takes %s points off  S0.40\n",
			"trust capital: good conduct takes %s points off  S0.40\n", TENTHS(-s->capital)),
		points.p);
	crm_buf_release(&points);
	for (i = 0; i < CRM_SIGNALS; i++) {
		struct crm_str name = crm_keyword(CRM_KEYWORD_SIGNAL, crm_signal_name(sp, i));

		if (s->praise[i] == 0)
			continue;
		row = crm_riskcase_behind(c, i, &n);
		text[0] = '\0';
		if (n && sh->done)
			crm_day_said(row[n - 1].row->at.day, text);
		crm_buf_cstr(b, any ? ", " : "  ");
		spoken(b, name);
		crm_buf_printf(b, text[0] ? " %zu (%s)" : " %zu", n, text);
		any = true;
	}
	crm_buf_cstr(b, any ? "\n" : "");
	if (s->band == CRM_BAND_CRITICAL && s->capital <= -BUILT &&
		s->side[CRM_SIDE_ME] >= s->side[CRM_SIDE_CLIENT])
		crm_buf_printf(b, "  > %s  S4.11\n",
			_("what was built still counts: ask for the time you need"));
}

static void payer_text(struct crm_buf *b, const struct crm_payer *p)
{
	if (p->class == CRM_PAYER_UNKNOWN)
		return;
	crm_buf_printf(b, _("payer: %s, %zu of the last %zu closed invoices late  S0.42\n"),
		crm_risk_word(crm_payer_name(p->class)), p->late, p->closed);
	crm_buf_printf(b,
		CRM_NGETTEXT("  usually pays in %d day, 8 of 10 times within %d\n",
			"  usually pays in %d days, 8 of 10 times within %d\n", p->median),
		p->median, p->most);
}

/* The five steps with an unhappy client, the next one marked (S2.20). */
static void steps_text(struct crm_buf *b, const struct crm_riskcase *c)
{
	static const char *const step[CRM_CARE_STEPS] = {N_("listen"), N_("show empathy"),
		N_("put the ego aside"), N_("apologise"), N_("end on a positive note")};
	int i;

	/* a lie or a breach of mine is no question of how they feel */
	if (!c->incident || crm_str_is(c->incident->kind, "deception") ||
		crm_str_is(c->incident->kind, "breach"))
		return;
	crm_buf_cstr(b, _("unhappy client, step by step:"));
	for (i = 0; i < CRM_CARE_STEPS; i++)
		crm_buf_printf(b, "%s%s %d. %s", i ? "," : "", i == (int)c->step ? " >" : "", i + 1,
			_(step[i]));
	crm_buf_cstr(b, "  S2.20\n");
}

/* Time lost on controls (S1.17), misunderstandings of three months (S3.6). */
static void counts_text(struct crm_buf *b, const struct crm_riskcase *c, const struct crm_case *of)
{
	int32_t today = of->now.day;
	int64_t lost = 0;
	size_t n = 0, i;

	for (i = 0; i < c->n; i++) {
		const struct crm_row *r = &c->row[i];

		if (r->event == CRM_EV_CONTROL && today - (int64_t)r->at.day < MONTH)
			lost += crm_store_rare(of->store, c->entry[i])->minutes;
		n += r->event == CRM_EV_INCIDENT && crm_str_is(r->kind, "misunderstanding") &&
		     today - (int64_t)r->at.day < QUARTER;
	}
	if (lost)
		crm_buf_printf(b,
			CRM_NGETTEXT("controls took %lld minute in 30 days  S1.17\n",
				"controls took %lld minutes in 30 days  S1.17\n", lost),
			(long long)lost);
	if (n)
		crm_buf_printf(b, _("misunderstandings in 90 days: %zu  S3.6\n"), n);
}

/* Money that touches no invoice: it lies there, and somebody may be reminded in vain. */
static void stray_text(struct crm_buf *b, const struct crm_riskcase *c, struct crm_case *of)
{
	static const enum crm_event money[] = {CRM_EV_PAYMENT, CRM_EV_CREDIT, CRM_EV_REFUND};
	bool first = true;
	size_t e, i;

	for (e = 0; e < sizeof money / sizeof *money; e++) {
		struct crm_entries r = crm_case_rows(of, money[e]);

		for (i = 0; i < r.n; i++) {
			if (!crm_money_stray(of, r.row[i]))
				continue;
			if (first)
				crm_buf_printf(b, "%s\n", _("money assigned to no invoice:"));
			first = false;
			if (crm_riskcase_find(c, r.row[i]))
				row_text(b, crm_riskcase_find(c, r.row[i]));
		}
	}
}

/* Whether a reason stands on the page. */
static bool told(const struct crm_riskcase *c, int signal, const struct shape *sh)
{
	const struct crm_score *s = &c->risk.score;
	size_t i, n = 0;

	for (i = 0; i < s->reasons && n < sh->reasons; i++) {
		if (s->reason[i].signal == CRM_SIG_PRIOR || !s->reason[i].points)
			continue;
		n++;
		if (s->reason[i].signal == signal)
			return true;
	}
	return false;
}

/* Whether the page says it already, at the reason that it is about, or in the five steps. */
static bool said_before(const struct crm_riskcase *c, const struct crm_advice *a,
	const struct shape *sh)
{
	static const struct {
		const char *claim;
		int signal;
	} twice[] = {{"S0.36", CRM_SIG_CONFLICT}, {"S1.24", CRM_SIG_MISSION_OVERRUN}};
	size_t i;

	if (strcmp(a->claim, TONE) == 0)
		return told(c, CRM_SIG_TENSE, sh);
	if (sh->done)
		return false;

	for (i = 0; i < sizeof twice / sizeof *twice; i++)
		if (strcmp(a->claim, twice[i].claim) == 0)
			return told(c, twice[i].signal, sh);
	return c->incident && strcmp(a->claim, "S2.16") == 0;
}

/* The gravest few. */
static void advice_text(struct crm_buf *b, const struct crm_riskcase *c, const struct shape *sh)
{
	size_t i, n = 0;

	for (i = 0; i < c->advices && n < sh->advice; i++) {
		const struct crm_advice *a = &c->advice[i];

		if (said_before(c, a, sh))
			continue;
		n++;
		crm_buf_cstr(b, "> ");
		rule_said(b, a);
		crm_buf_printf(b, "  %s\n", a->claim);
	}
}

/* At a terminal the ids of rules are left out. */
static void print(struct crm_riskrun *r, struct crm_str text)
{
	struct crm_buf said, lines;

	crm_buf_init(&said);
	crm_buf_init(&lines);
	if (isatty(fileno(r->tool->sink)))
		crm_rule_text(&said, text, r->tool->verbose);
	crm_utf8_fold(&lines, said.n ? crm_buf_view(&said) : text, LINE);
	fwrite(lines.p, 1, lines.n, r->tool->sink);
	crm_buf_release(&lines);
	crm_buf_release(&said);
}

/* How many lines it takes, with the ids: at a terminal it says no more and no less than in a pipe. */
static size_t count(const struct crm_buf *text)
{
	struct crm_buf lines;
	size_t i, n = 0;

	crm_buf_init(&lines);
	crm_utf8_fold(&lines, crm_buf_view(text), LINE);
	for (i = 0; i < lines.n; i++)
		n += lines.p[i] == '\n';
	crm_buf_release(&lines);
	return n;
}

/* What stands below the head. */
static void body_text(struct crm_buf *b, struct crm_riskrun *r, const struct crm_riskcase *c,
	const struct shape *sh)
{
	const struct crm_score_policy *sp = &r->tool->policy.score;

	reasons_text(b, c, r->scorer.c, sp, sh);
	prior_text(b, c, r->scorer.c);
	capital_text(b, c, sp, sh);
	payer_text(b, &c->payer);
	steps_text(b, c);
	counts_text(b, c, r->scorer.c);
	stray_text(b, c, r->scorer.c);
	advice_text(b, c, sh);
}

void crm_risk_text(struct crm_riskrun *r, const struct crm_riskcase *c, bool again)
{
	const struct shape *sh = r->tool->verbose ? &whole : shapes;
	const struct shape *last = r->tool->verbose ? &whole : shapes + sizeof shapes / sizeof *shapes - 1;
	struct crm_buf head, body;

	crm_buf_init(&head);
	crm_buf_init(&body);
	head_text(&head, c);
	first_text(&head, c, r->scorer.c);
	away_text(&head, r->scorer.c);
	profile_text(&head, c->profile);
	crm_buf_char(&head, '\n');
	body_text(&body, r, c, sh);
	for (; sh < last && count(&head) + count(&body) > SCREEN; sh++) {
		crm_buf_clear(&body);
		body_text(&body, r, c, sh + 1);
	}
	crm_buf_str(&head, crm_buf_view(&body));
	fputs(again ? "\n\n" : "", r->tool->sink);
	print(r, crm_buf_view(&head));
	crm_buf_release(&head);
	crm_buf_release(&body);
}
