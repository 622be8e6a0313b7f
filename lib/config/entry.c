/* entry.c - what a person typed at the prompt, as a row of the journal. */
#include "config/entry.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/utf8.h"
#include "format/charset.h"
#include "format/day.h"
#include "format/typed.h"
#include <string.h>

/* Any id: crm_row_check wants one, the caller gives the real one. */
#define NO_ID "00000000-0000-7000-8000-000000000000"

struct reading {
	struct crm_arena *mem;
	const struct crm_typed *in;
	const struct crm_entry_now *now;
	const struct crm_event_alias *alias; /* NULL: the event by its own name */
	enum crm_event event;
	struct crm_when at;
	int next; /* word to be read */
	struct crm_str cell[CRM_COLUMNS];
	struct crm_err *e;
};

static int refuse(struct crm_err *e, enum crm_column col, const char *text)
{
	return crm_err_at(e, CRM_USAGE, NULL, 0, crm_columns[col], "%s", text);
}

static struct crm_str said(const char *option)
{
	return crm_str(option);
}

/* ---- the event ---- */

/* The whole name of an event or short form; -> whether it is one. */
static bool event_named(struct crm_str word, enum crm_event *event,
	const struct crm_event_alias **alias)
{
	const struct crm_event_alias *a;

	*alias = NULL;
	*event = crm_event_find(word);
	for (a = crm_event_aliases; a->name && !*event; a++)
		if (crm_str_is(word, a->name)) {
			*alias = a;
			*event = a->event;
		}
	return *event != CRM_EV_NONE;
}

/* Events have one name, that of the journal; who thinks in French, or of another word, is told it. */
static bool another_word(struct crm_str word, struct crm_err *e)
{
	static const struct {
		const char *word, *event, *other;
	} words[] = {{"facture", "invoice", NULL}, {"bill", "invoice", NULL}, {"paiement", "payment", NULL},
		{"reglement", "payment", NULL}, {"virement", "payment", NULL}, {"acompte", "payment", NULL},
		{"paye", "payment", NULL}, {"paid", "payment", NULL}, {"avoir", "credit", NULL},
		{"remboursement", "refund", NULL}, {"litige", "dispute", NULL}, {"relance", "reminder", NULL},
		{"abandon", "writeoff", NULL}, {"lettre", "letter", NULL}, {"courrier", "letter", NULL},
		{"devis", "offer", NULL}, {"offre", "offer", NULL}, {"quote", "offer", NULL},
		{"accord", "accepted", NULL}, {"accepte", "accepted", NULL}, {"signe", "contract", NULL},
		{"refus", "declined", NULL}, {"refuse", "declined", NULL}, {"contrat", "contract", NULL},
		{"fin", "end", NULL}, {"livre", "delivered", NULL}, {"livraison", "delivered", NULL},
		{"delivery", "delivered", NULL}, {"done", "delivered", "kept"}, {"delai", "deadline", NULL},
		{"resultat", "result", NULL}, {"changement", "change", NULL}, {"promesse", "promise", NULL},
		{"promis", "promise", NULL}, {"engagement", "promise", NULL}, {"tenu", "kept", NULL},
		{"tenue", "kept", NULL}, {"rompu", "broken", NULL}, {"rompue", "broken", NULL},
		{"prochain", "next", NULL}, {"afaire", "next", NULL}, {"a-faire", "next", NULL},
		{"todo", "next", NULL}, {"rappeler", "next", NULL}, {"appel", "in", "out"}, {"call", "in", "out"},
		{"mail", "in", "out"}, {"email", "in", "out"}, {"courriel", "in", "out"}, {"recu", "in", NULL}, {"reply", "out", NULL},
		{"answer", "out", NULL}, {"reponse", "out", NULL},
		{"envoye", "out", NULL}, {"manque", "missed", NULL}, {"reunion", "met", NULL},
		{"rencontre", "met", NULL}, {"visio", "met", NULL}, {"meeting", "met", NULL},
		{"rdv", "met", "next"}, {"point", "checkin", NULL}, {"cadre", "frame", NULL},
		{"conflit", "conflict", NULL}, {"doute", "doubt", NULL}, {"plainte", "incident", NULL},
		{"complaint", "incident", NULL}, {"panne", "incident", NULL}, {"excuse", "apology", NULL},
		{"excuses", "apology", NULL}, {"sorry", "apology", NULL}, {"geste", "gesture", NULL},
		{"resolu", "resolve", NULL}, {"regle", "resolve", "payment"}, {"satisfait", "satisfied", NULL},
		{"absent", "absence", NULL}, {"conge", "absence", NULL}, {"conges", "absence", NULL},
		{"vacances", "absence", NULL}, {"holiday", "absence", NULL}, {"pause", "hold", NULL},
		{"reprise", "release", NULL}, {"echeancier", "plan", NULL}};
	struct crm_buf plain;
	size_t i, n = sizeof words / sizeof *words;

	crm_buf_init(&plain);
	crm_charset_slug(&plain, word);
	for (i = 0; i < n && !crm_str_is(crm_buf_view(&plain), words[i].word);)
		i++;
	crm_buf_release(&plain);
	if (i == n)
		return false;
	crm_err_at(e, CRM_USAGE, NULL, 0, crm_columns[CRM_COL_EVENT],
		words[i].other ? _("'%.*s' is not an event: use '%s' or '%s'; 'aliases' in "
			"policy.yaml add words of your own")
			       : _("'%.*s' is not an event: use '%s'; 'aliases' in policy.yaml add "
				"words of your own"),
		(int)word.n, word.p, words[i].event, words[i].other);
	return true;
}

/* Words that people type for what is an option here. */
static int no_event(struct crm_str word, struct crm_err *e)
{
	static const struct {
		const char *word, *option;
	} options[] = {{"undo", "--void last"}, {"show", "--show CLIENT"}, {"list", "--list"},
		{"annuler", "--void last"}, {"import", "--import FILE"}, {"check", "--check"},
		{"init", "--init"}, {"events", "--events"}, {"help", "--help"}};
	size_t i;

	for (i = 0; i < sizeof options / sizeof *options; i++)
		if (crm_str_is(word, options[i].word))
			return crm_err_at(e, CRM_USAGE, NULL, 0, crm_columns[CRM_COL_EVENT],
				_("'%.*s' is not an event: use crm-log %s"), (int)word.n, word.p,
				options[i].option);
	return another_word(word, e) ? -1 : crm_row_no_event(e, CRM_USAGE, word, true);
}

int crm_entry_event(struct crm_str word, enum crm_event *event, const struct crm_event_alias **alias,
	struct crm_err *e)
{
	const char *name = NULL;
	struct crm_buf names;
	size_t n;
	int r = 0;

	if (event_named(word, event, alias))
		return 0;
	crm_buf_init(&names);
	n = crm_event_begun(word, &name, &names);
	if (n == 1)
		event_named(crm_str(name), event, alias);
	else if (n)
		r = crm_err_at(e, CRM_USAGE, NULL, 0, crm_columns[CRM_COL_EVENT],
			_("'%.*s' may be %s: type more of it"), (int)word.n, word.p, names.p);
	else
		r = no_event(word, e);
	crm_buf_release(&names);
	return r;
}

static int read_event(struct reading *r)
{
	struct crm_str word = crm_str(r->in->argv[r->next++]);

	if (crm_entry_event(word, &r->event, &r->alias, r->e))
		return -1;
	if (r->event == CRM_EV_VOID)
		return refuse(r->e, CRM_COL_EVENT, _("a row is voided with crm-log --void ID"));
	r->cell[CRM_COL_EVENT] = crm_str(crm_events[r->event].name);
	return 0;
}

/* ---- words ---- */

static const char *word_next(struct reading *r)
{
	return r->next < r->in->argc ? r->in->argv[r->next++] : NULL;
}

static int missing(struct reading *r, const char *operand)
{
	unsigned takes = crm_events[r->event].takes;

	return crm_err_at(r->e, CRM_USAGE, NULL, 0, NULL,
		_("%s is missing: crm-log %s CLIENT%s%s [NOTE...]"), operand,
		r->in->argv[0], takes & CRM_OP_REF ? " REF" : "",
		takes & CRM_OP_AMOUNT ? " AMOUNT" : "");
}

static int read_client(struct reading *r)
{
	const char *word = word_next(r);

	if (!word)
		return missing(r, "CLIENT");
	r->cell[CRM_COL_CLIENT] = strcmp(word, "-") == 0 ? CRM_STR("") : crm_str(word);
	if (!r->cell[CRM_COL_CLIENT].n && !(crm_events[r->event].takes & CRM_NOBODY))
		return refuse(r->e, CRM_COL_CLIENT,
			_("this event needs a client; only absence, hold, release, self and note "
			  "may concern nobody"));
	return 0;
}

static bool three_digits(const char *s)
{
	return crm_is_digit(s[0]) && crm_is_digit(s[1]) && crm_is_digit(s[2]);
}

/* `1 200,50` without quotes is two words; with `1 200` the second may begin the note as well. */
static int amount_join(struct reading *r, const char **amount)
{
	const char *next = r->next < r->in->argc ? r->in->argv[r->next] : "";
	size_t n = strlen(*amount);

	if (n > 3 || strspn(*amount, "0123456789") != n || !three_digits(next))
		return 0;
	if ((next[3] == ',' || next[3] == '.') && crm_is_digit(next[4])) {
		r->next++;
		*amount = crm_arena_printf(r->mem, "%s %s", *amount, next);
		return 0;
	}
	if (next[3])
		return 0;
	return crm_err_at(r->e, CRM_USAGE, NULL, 0, "amount",
		_("'%s %s': write %s%s as one word, or give the amount with "
			"-a"), *amount, next, *amount,
		next);
}

/* What people type becomes what the journal has; what is no amount is refused by its reader. */
static int read_amount(struct reading *r, const char *amount)
{
	char plain[CRM_MONEY_TYPED];
	const char *code;
	int currency;

	r->cell[CRM_COL_AMOUNT] = said(amount);
	r->cell[CRM_COL_CURRENCY] = said(r->in->currency);
	if (!amount || crm_money_typed(crm_str(amount), plain, &currency))
		return 0;
	r->cell[CRM_COL_AMOUNT] = crm_arena_str(r->mem, crm_str(plain));
	if (currency == CRM_NO_CURRENCY)
		return 0;
	code = crm_currency_code(currency);
	if (r->in->currency && strcmp(r->in->currency, code) != 0)
		return crm_err_at(r->e, CRM_USAGE, NULL, 0, "currency",
			_("the amount says %s, and -y says %.10s"), code, r->in->currency);
	r->cell[CRM_COL_CURRENCY] = crm_str(code);
	return 0;
}

/* What may stand there and does; a word that is something else begins the note. */
static const char *word_if(struct reading *r, bool (*is)(const char *word))
{
	if (r->next >= r->in->argc || !is(r->in->argv[r->next]))
		return NULL;
	return word_next(r);
}

static bool is_amount(const char *word)
{
	char plain[CRM_MONEY_TYPED];
	int currency;

	return crm_money_typed(crm_str(word), plain, &currency) == 0;
}

static bool is_ref(const char *word)
{
	return *word && !strchr(word, ' ');
}

static bool is_level(const char *word)
{
	return word[0] >= '1' && word[0] <= '5' && !word[1];
}

static void read_optional(struct reading *r, const char **ref, const char **amount)
{
	unsigned takes = crm_events[r->event].takes;
	const char *level = r->in->level;

	if (!*ref && (takes & CRM_MAY_REF))
		*ref = word_if(r, is_ref);
	if (!*amount && (takes & CRM_MAY_AMOUNT))
		*amount = word_if(r, is_amount);
	if (!level && (takes & CRM_MAY_LEVEL))
		level = word_if(r, is_level);
	r->cell[CRM_COL_LEVEL] = said(level);
}

static int read_operands(struct reading *r)
{
	unsigned takes = crm_events[r->event].takes;
	const char *ref = r->in->ref, *amount = r->in->amount;

	if (!ref && (takes & CRM_OP_REF)) {
		ref = word_next(r);
		if (!ref)
			return missing(r, "REF");
	}
	if (!amount && (takes & CRM_OP_AMOUNT)) {
		amount = word_next(r);
		if (!amount)
			return missing(r, "AMOUNT");
		if (amount_join(r, &amount))
			return -1;
	}
	read_optional(r, &ref, &amount);
	r->cell[CRM_COL_REF] = ref && strcmp(ref, "-") == 0 ? CRM_STR("") : said(ref);
	if (read_amount(r, amount))
		return -1;
	if (!r->cell[CRM_COL_REF].n && (takes & CRM_NEED_REF))
		return refuse(r->e, CRM_COL_REF,
			_("this event needs a ref: the name of the thing that it is about"));
	return 0;
}

static void read_note(struct reading *r)
{
	struct crm_buf text, note;
	const char *word;

	crm_buf_init(&text);
	crm_buf_init(&note);
	while ((word = word_next(r))) {
		if (text.n)
			crm_buf_char(&text, ' ');
		crm_buf_cstr(&text, word);
	}
	crm_note_escape(&note, crm_buf_view(&text));
	r->cell[CRM_COL_NOTE] = crm_arena_str(r->mem, crm_buf_view(&note));
	crm_buf_release(&text);
	crm_buf_release(&note);
}

/* ---- options ---- */

static struct crm_str when_cell(struct reading *r, struct crm_when w)
{
	char text[CRM_WHEN_TEXT];

	crm_when_text(w, text);
	return crm_arena_str(r->mem, crm_str(text));
}

static int day_read(const struct reading *r, const char *text, enum crm_day_way way,
	struct crm_when *out)
{
	const struct crm_day_now now = {r->now->now, r->now->dmy, way};

	return crm_day_read(crm_str(text), &now, out);
}

static int read_when(struct reading *r)
{
	r->at = r->now->clock;
	if (r->in->when && day_read(r, r->in->when, CRM_DAY_PAST, &r->at))
		return crm_err_at(r->e, CRM_USAGE, NULL, 0, "at",
			_("'%.40s' is not a valid date: write 2026-06-15, 2026-06-15T14:30, 14:30, yesterday, "
			  "monday, -3d or -2h"),
			r->in->when);
	r->cell[CRM_COL_AT] = when_cell(r, r->at);
	return 0;
}

/* 30j is 30d, as +4j is +4d. */
static int terms_typed(const char *text, struct crm_terms *out)
{
	size_t n = strlen(text);
	char days[8];

	if (n < 2 || n >= sizeof days || (text[n - 1] != 'j' && text[n - 1] != 'J'))
		return crm_terms_parse(crm_str(text), out);
	memcpy(days, text, n - 1);
	days[n - 1] = 'd';
	return crm_terms_parse((struct crm_str){days, n}, out);
}

/* A date from today, or terms from `at`. */
static int read_due(struct reading *r)
{
	struct crm_when due = {CRM_NO_DAY, CRM_NO_MIN};
	struct crm_terms terms;

	if (!r->in->due) {
		if (crm_events[r->event].takes & CRM_NEED_DUE)
			return refuse(r->e, CRM_COL_DUE,
				_("this event needs a date: -d 2026-07-15, -d +2w"));
		return 0;
	}
	if (crm_events[r->event].takes & CRM_NO_DUE)
		return crm_err_at(r->e, CRM_USAGE, NULL, 0, "due",
			_("no report shows a date of '%s': for what I must do, crm-log promise %s "
				"REF -d %s"),
			r->in->argv[0], r->in->argv[1], r->in->due);
	if (terms_typed(r->in->due, &terms) == 0)
		due.day = crm_terms_due(crm_terms_start(r->at.day, r->cell[CRM_COL_TAGS]), terms);
	else if (day_read(r, r->in->due, CRM_DAY_NEXT, &due))
		return crm_err_at(r->e, CRM_USAGE, NULL, 0, "due",
			_("'%.40s' is neither a date (2026-07-15, 2026-07-15T12:00, tomorrow, "
			"friday, +2w, eom) nor terms (30d, 45eom)"),
			r->in->due);
	r->cell[CRM_COL_DUE] = when_cell(r, due);
	return 0;
}

/* A blank ends a tag: those of a title are written _, as letters read it. */
static void put_tag(struct crm_buf *b, const char *tag)
{
	bool title = strncmp(tag, "title=", 6) == 0;

	for (; *tag; tag++)
		crm_buf_char(b, title && *tag == ' ' ? '_' : *tag);
}

static void read_tags(struct reading *r)
{
	struct crm_buf b;
	size_t i;

	crm_buf_init(&b);
	if (r->alias && r->alias->tag)
		crm_buf_cstr(&b, r->alias->tag);
	for (i = 0; i < r->in->tags; i++) {
		if (b.n)
			crm_buf_char(&b, ' ');
		put_tag(&b, r->in->tag[i]);
	}
	r->cell[CRM_COL_TAGS] = crm_buf_keep(&b, r->mem);
}

static int read_by(struct reading *r)
{
	enum crm_by by = r->alias ? r->alias->by : crm_events[r->event].by;

	if (r->event == CRM_EV_ABSENCE && r->cell[CRM_COL_CLIENT].n)
		by = CRM_BY_CLIENT; /* mine concerns nobody in particular */

	r->cell[CRM_COL_BY] = r->in->by ? said(r->in->by) : crm_str(crm_by_name(by));
	if (r->event == CRM_EV_CONTACT && !r->cell[CRM_COL_BY].n)
		return refuse(r->e, CRM_COL_BY,
			_("who wrote or called: log it as in, out, met or missed, or give -b"));
	return 0;
}

static int read_options(struct reading *r)
{
	read_tags(r);
	if (read_when(r) || read_due(r) || read_by(r))
		return -1;
	r->cell[CRM_COL_ID] = CRM_STR(NO_ID);
	r->cell[CRM_COL_KIND] = said(r->in->kind);
	r->cell[CRM_COL_CHANNEL] = r->in->channel || !r->alias ? said(r->in->channel)
							       : said(r->alias->channel);
	return 0;
}

/* ---- rules of the prompt ---- */

/* What a word cannot have been meant for: `incident acme 3` is how serious it is, no name. */
static int check_ref(const struct reading *r, const struct crm_row *row)
{
	if (row->event != CRM_EV_INCIDENT || r->in->ref || row->level || row->ref.n != 1 || !is_level(row->ref.p))
		return 0;
	return crm_err_at(r->e, CRM_USAGE, NULL, 0, "ref",
		_("'%c' is a level: give it with -l %c, and name the incident with "
			"-r"), row->ref.p[0], row->ref.p[0]);
}

static int check_text(enum crm_column col, struct crm_str s, struct crm_err *e)
{
	size_t i;

	if (!crm_utf8_ok(s))
		return refuse(e, col, _("is not UTF-8; set the terminal to UTF-8 and type it again"));
	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			return crm_err_at(e, CRM_USAGE, NULL, 0, crm_columns[col],
				_("contains the control byte 0x%02x; remove it"),
				(unsigned)(unsigned char)s.p[i]);
	return 0;
}

static int check_kind(const struct crm_row *row, const struct crm_policy *p, struct crm_err *e)
{
	const char *kinds = crm_events[row->event].kinds;
	struct crm_str list = crm_str(kinds), word;
	size_t i;

	if (!row->kind.n && (crm_events[row->event].takes & CRM_NEED_KIND))
		return crm_err_at(e, CRM_USAGE, NULL, 0, "kind",
			_("this event counts for nothing without a kind: add -k with one of: "
				"%s"), kinds);
	if (!kinds || !row->kind.n)
		return 0;
	for (i = 0; row->event == CRM_EV_INCIDENT && i < p->score.own_n; i++)
		if (crm_str_eq(p->score.own[i].kind, row->kind))
			return 0;
	while ((word = crm_str_word(&list, ' ')).n)
		if (crm_str_eq(word, row->kind))
			return 0;
	return crm_err_at(e, CRM_USAGE, NULL, 0, "kind", _("'%.*s' must be one of: %s"),
		row->kind.n > 40 ? 40 : (int)row->kind.n, row->kind.p, kinds);
}

static int check_tags(struct crm_str tags, struct crm_err *e)
{
	struct crm_str w;

	while ((w = crm_str_word(&tags, ' ')).n)
		if (w.p[0] == '=')
			return crm_err_at(e, CRM_USAGE, NULL, 0, "tags",
				_("'%.*s' is not a valid tag: write key or key=value"),
				w.n > 40 ? 40 : (int)w.n, w.p);
	return 0;
}

/* The day from which the limitation runs, and that from which a public buyer has to pay; what cannot
 * be read would give other ones. */
static int check_days(const struct crm_row *row, struct crm_err *e)
{
	static const char *const tag[] = {"done", "chorus"};
	struct crm_str v;
	int32_t day;
	size_t i;

	for (i = 0; row->event == CRM_EV_INVOICE && i < sizeof tag / sizeof *tag; i++)
		if (crm_tag(row->tags, tag[i], &v) && crm_date_parse(v, &day))
			return crm_err_at(e, CRM_USAGE, NULL, 0, "tags",
				_("%s=%.*s is not a date such as %s=2026-06-15"), tag[i],
				v.n > 40 ? 40 : (int)v.n, v.p, tag[i]);
	return 0;
}

int crm_entry_check(const struct crm_row *row, const struct crm_policy *policy, struct crm_err *e)
{
	if (check_text(CRM_COL_KIND, row->kind, e) || check_text(CRM_COL_REF, row->ref, e) ||
		check_text(CRM_COL_CHANNEL, row->channel, e) ||
		check_text(CRM_COL_TAGS, row->tags, e) || check_text(CRM_COL_NOTE, row->note, e))
		return -1;
	return check_kind(row, policy, e) || check_tags(row->tags, e) || check_days(row, e) ? -1 : 0;
}

int crm_entry_row(struct crm_arena *a, const struct crm_typed *in, const struct crm_entry_now *now,
	struct crm_row *out, struct crm_err *e)
{
	const struct crm_alias *alias =
		in->argc ? crm_alias_find(&now->policy->aliases, in->argv[0]) : NULL;
	struct reading r = {.mem = a, .in = in, .now = now, .e = e};
	struct crm_typed written;
	int i;

	if (alias) {
		crm_alias_put(a, alias, in, &written);
		r.in = &written;
	}

	for (i = 0; i < CRM_COLUMNS; i++)
		r.cell[i] = CRM_STR("");
	if (r.in->argc == 0)
		return crm_err_set(e, CRM_USAGE, _("which event? crm-log EVENT CLIENT ..."));
	if (read_event(&r) || read_client(&r) || read_operands(&r))
		return -1;
	read_note(&r);
	if (read_options(&r) || crm_row_check(r.cell, now->policy->currency, out, e) ||
		check_ref(&r, out) || crm_entry_check(out, now->policy, e)) {
		e->status = CRM_USAGE;
		return -1;
	}
	return 0;
}
