/* propose.c - what the shell offers for the word that is being typed. */
#include "tool/complete/propose.h"
#include "base/embed.h"
#include "base/i18n.h"
#include "base/intern.h"
#include "base/num.h"
#include "base/utf8.h"
#include "config/entry.h"
#include "due/kinds.h"
#include "remark/remark.h"
#include "tool/complete/place.h"
#include "tool/complete/ref.h"
#include "tool/formats.h"
#include "tool/rowline.h"
#include <stdio.h>
#include <stdlib.h>

struct propose {
	struct crm_tool *tool;
	struct crm_place place;
	struct crm_buf out;
	struct crm_intern seen;
	enum crm_event event; /* of the first operand; NONE: not said, or not understood */
};

static bool plain(struct crm_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return false;
	return crm_utf8_ok(s);
}

static void put(void *ctx, struct crm_str word, struct crm_str what)
{
	struct propose *p = ctx;
	struct crm_str typed = p->place.typed;
	size_t n = p->seen.n;

	if (!word.n || !crm_str_begins(word, typed) || !plain(word))
		return;
	crm_intern_add(&p->seen, word);
	if (p->seen.n == n)
		return;
	crm_buf_str(&p->out, p->place.before);
	crm_buf_str(&p->out, word);
	if (what.n) {
		crm_buf_char(&p->out, '\t');
		crm_utf8_show(&p->out, what);
	}
	crm_buf_char(&p->out, '\n');
}

static void put_words(struct propose *p, const char *list, char between)
{
	struct crm_str rest = crm_str(list), w;

	while ((w = crm_str_word(&rest, between)).n)
		put(p, w, CRM_STR(""));
}

static void put_files(struct propose *p, const char *what)
{
	crm_buf_printf(&p->out, "\t%s\n", what);
}

/* ---- options ---- */

static void option_names(struct propose *p, const struct crm_option *table)
{
	const struct crm_option *o;
	bool takes;

	for (o = table; o && o->name; o++) {
		takes = o->arg && o->arg[0] != '[';
		if (o->help)
			put(p, crm_str(crm_arena_printf(&p->tool->mem, "--%s%s", o->name, takes ? "=" : "")),
				crm_str(*o->help ? _(o->help) : ""));
		if (o->help && p->place.typed.n == 2 && o->letter < 256)
			put(p, crm_str(crm_arena_printf(&p->tool->mem, "-%c", o->letter)), CRM_STR(""));
	}
}

/* ---- what stands in the rows ---- */

struct column {
	struct propose *p;
	enum crm_column col;
	enum crm_event event; /* only of this one; NONE: of all */
};

static void column_row(void *ctx, const struct crm_row *row)
{
	struct column *k = ctx;
	struct crm_str tags = row->tags, w;

	if (k->event && row->event != k->event)
		return;
	switch (k->col) {
	case CRM_COL_CLIENT: put(k->p, row->client, CRM_STR("")); break;
	case CRM_COL_KIND: put(k->p, row->kind, CRM_STR("")); break;
	case CRM_COL_REF: put(k->p, row->ref, CRM_STR("")); break;
	case CRM_COL_CHANNEL: put(k->p, row->channel, CRM_STR("")); break;
	default:
		while (row->event != CRM_EV_REMINDER && (w = crm_str_word(&tags, ' ')).n)
			put(k->p, w, CRM_STR(""));
	}
}

static void column(struct propose *p, enum crm_column col, enum crm_event event)
{
	struct column k = {p, col, event};
	struct crm_journal_job job = {
		.events = event ? CRM_EV_BIT(event) : CRM_EV_ALL & ~CRM_EV_BIT(CRM_EV_VOID),
		.row = column_row, .ctx = &k};
	struct crm_err e;

	if (p->tool->book_open)
		crm_tool_rows(p->tool, job, &e);
}

/* Only where the word is in the file at all is it read as YAML: of hundreds of clients few are. */
static bool archived(struct propose *p, struct crm_str id)
{
	struct crm_book *b = &p->tool->book;
	struct crm_client c;
	struct crm_finds aside;
	struct crm_str text;
	struct crm_err e;
	const char *path;

	if (!crm_str_begins(id, p->place.typed))
		return false;
	path = crm_arena_printf(&p->tool->mem, "clients/%.*s.yaml", (int)id.n, id.p);
	if (crm_book_read(b, path, CRM_YAML_MAX_PROFILE, &text, &e) <= 0 ||
		(!memmem(text.p, text.n, "\nactive:", 8) && (text.n < 7 || memcmp(text.p, "active:", 7) != 0)))
		return false;
	crm_finds_init(&aside);
	crm_client_read(b, &p->tool->policy, id, &c, &aside);
	crm_finds_release(&aside);
	return c.archived;
}

static void clients(struct propose *p)
{
	struct crm_list ids;
	struct crm_err e;
	size_t i;

	if (!p->tool->book_open || crm_client_list(&p->tool->book, &ids, &e))
		return;
	for (i = 0; i < ids.n; i++)
		if (archived(p, ids.item[i]))
			crm_intern_add(&p->seen, ids.item[i]);
		else
			put(p, ids.item[i], CRM_STR(""));
	column(p, CRM_COL_CLIENT, CRM_EV_NONE);
}

/* The client that stands before the word, or the empty view. */
static struct crm_str client(struct propose *p)
{
	static const char *const options[] = {"client", "show"};
	bool row = p->tool->operands == CRM_OPERANDS_ROW;
	size_t at = row ? 1 : 0, i;
	const char *word = p->place.operands > at ? p->place.operand[at] : NULL;
	struct crm_str out = CRM_STR("");
	struct crm_err e;

	for (i = 0; i < sizeof options / sizeof *options && !word; i++)
		word = crm_place_value(&p->place, options[i]);
	if (!word || !*word || strcmp(word, "-") == 0 || !p->tool->book_open ||
		crm_client_typed(&p->tool->book, p->tool->policy.currency, "client", crm_str(word), &out, &e))
		return CRM_STR("");
	return out;
}

static void refs(struct propose *p, bool listing)
{
	struct crm_proposeref want = {.tool = p->tool, .put = put, .ctx = p, .event = p->event};

	want.client = client(p);
	want.all = listing;
	if (!listing && p->event == CRM_EV_INVOICE)
		crm_proposeref_next(&want);
	else if (want.client.n)
		crm_proposeref(&want);
	else if (listing)
		column(p, CRM_COL_REF, CRM_EV_NONE);
}

static void amount(struct propose *p, const char *ref)
{
	struct crm_proposeref want = {.tool = p->tool, .put = put, .ctx = p, .event = p->event};

	want.client = client(p);
	want.ref = ref ? crm_str(ref) : CRM_STR("");
	if (want.client.n && want.ref.n)
		crm_proposeref(&want);
}

/* ---- rows to take back ---- */

struct newest {
	struct propose *p;
	struct {
		struct crm_uuid id;
		uint64_t offset;
	} row[10];
	size_t n;
};

static void newest_reset(void *ctx)
{
	((struct newest *)ctx)->n = 0;
}

static void newest_row(void *ctx, const struct crm_row *row)
{
	struct newest *w = ctx;
	const size_t most = sizeof w->row / sizeof *w->row;
	size_t i = w->n;

	while (i && crm_uuid_cmp(&w->row[i - 1].id, &row->id) < 0)
		i--;
	if (i == most)
		return;
	w->n += w->n < most;
	memmove(w->row + i + 1, w->row + i, (w->n - 1 - i) * sizeof *w->row);
	w->row[i].id = row->id;
	w->row[i].offset = row->offset;
}

static void newest_put(struct newest *w, struct crm_reread *again)
{
	struct crm_row row;
	struct crm_buf b;
	char id[37];
	size_t i;

	crm_buf_init(&b);
	for (i = 0; i < w->n; i++) {
		crm_buf_clear(&b);
		if (crm_reread_row(again, w->row[i].offset, &row) == 0)
			crm_row_brief(&row, &b);
		crm_uuid_text(&w->row[i].id, id);
		put(w->p, crm_str(id + 28), crm_buf_view(&b));
	}
	crm_buf_release(&b);
}

static void rows(struct propose *p)
{
	struct newest w = {.p = p};
	struct crm_journal_job job = {.events = CRM_EV_ALL & ~CRM_EV_BIT(CRM_EV_VOID), .reset = newest_reset,
		.row = newest_row, .ctx = &w};
	struct crm_reread *again;
	struct crm_err e;

	put(p, CRM_STR("last"), crm_str(_("the row that was typed last")));
	if (!p->tool->book_open || crm_tool_rows(p->tool, job, &e))
		return;
	again = crm_reread_open(&p->tool->book, p->tool->policy.currency, &e);
	if (!again)
		return;
	newest_put(&w, again);
	crm_reread_close(again);
}

/* ---- what the program knows ---- */

static void events(struct propose *p)
{
	const struct crm_aliases *own = &p->tool->policy.aliases;
	const struct crm_event_alias *a;
	size_t k;
	int i;

	for (k = 0; k < own->n; k++)
		put(p, own->item[k].name, own->item[k].text);

	for (a = crm_event_aliases; a->name; a++)
		put(p, crm_str(a->name), crm_str(_(a->meaning)));
	for (i = 1; i < CRM_EVENTS; i++)
		if (i != CRM_EV_VOID)
			put(p, crm_str(crm_events[i].name), crm_str(_(crm_events[i].meaning)));
}

static void kinds(struct propose *p)
{
	size_t i;

	if (p->tool->operands != CRM_OPERANDS_ROW) {
		for (i = 0; i < CRM_KINDS; i++)
			put(p, crm_str(crm_kinds[i].name), CRM_STR(""));
		return;
	}
	if (p->event && crm_events[p->event].kinds)
		put_words(p, crm_events[p->event].kinds, ' ');
	if (p->event == CRM_EV_INCIDENT)
		for (i = 0; i < p->tool->policy.score.own_n; i++)
			put(p, p->tool->policy.score.own[i].kind, CRM_STR(""));
	if (p->event && !crm_events[p->event].kinds)
		column(p, CRM_COL_KIND, p->event);
}

static void channels(struct propose *p)
{
	put_words(p, crm_remark_channels, ' ');
	column(p, CRM_COL_CHANNEL, CRM_EV_NONE);
}

static void tags(struct propose *p)
{
	const struct crm_remark_tag *k;
	struct crm_str list, w;

	for (k = crm_remark_known; k->key; k++) {
		list = crm_str(k->values);
		while ((w = crm_str_word(&list, ' ')).n)
			put(p, crm_str(crm_arena_printf(&p->tool->mem, "%s=%.*s", k->key, (int)w.n, w.p)),
				CRM_STR(""));
		if (!k->values[0])
			put(p, crm_str(k->bare ? k->key : crm_arena_printf(&p->tool->mem, "%s=", k->key)),
				CRM_STR(""));
	}
	if (p->place.typed.n)
		column(p, CRM_COL_TAGS, p->event);
}

static void currencies(struct propose *p)
{
	put(p, crm_str(crm_currency_code(p->tool->policy.currency)), CRM_STR(""));
	put_words(p, "EUR USD GBP CHF", ' ');
}

static void formats(struct propose *p)
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_format_names(&b, p->tool->ics, " ");
	put_words(p, b.p, ' ');
	crm_buf_release(&b);
}

static void put_names(struct propose *p, void (*names)(struct crm_buf *b, const char *between))
{
	struct crm_buf b;

	crm_buf_init(&b);
	names(&b, " ");
	put_words(p, b.p, ' ');
	crm_buf_release(&b);
}

static void languages(struct propose *p)
{
	put_names(p, crm_embed_languages);
	crm_propose_languages(p->tool, put, p);
}

static void shells(struct propose *p)
{
	put_names(p, crm_option_shells);
}

/* templates/fr/courtesy.mustache: courtesy */
static void templates(struct propose *p)
{
	const char *const begin = "templates/", *const end = ".mustache";
	const struct crm_embed *f;
	const char *name;
	size_t n;

	for (f = crm_embed_files; f->name; f++) {
		name = strrchr(f->name, '/');
		n = name ? strlen(++name) : 0;
		if (strncmp(f->name, begin, strlen(begin)) == 0 && n > strlen(end) &&
			strcmp(name + n - strlen(end), end) == 0)
			put(p, (struct crm_str){name, n - strlen(end)}, CRM_STR(""));
	}
	crm_propose_letters(p->tool, put, p);
}

static void messages(struct propose *p)
{
	crm_propose_messages(p->tool, put, p);
}

/* ---- values ---- */

static void all_refs(struct propose *p)
{
	bool row = p->tool->operands == CRM_OPERANDS_ROW && p->event;

	refs(p, !row);
}

/* What the value of an option is proposed from: by its name, else by that of its argument. */
static const struct {
	const char *name;
	void (*from)(struct propose *p);
	const char *words; /* between blanks */
} values[] = {
	{"ref", all_refs, NULL},
	{"client", clients, NULL},
	{"show", clients, NULL},
	{"erase", clients, NULL},
	{"export", clients, NULL},
	{"rename", clients, NULL},
	{"dossier", clients, NULL},
	{"kind", kinds, NULL},
	{"channel", channels, NULL},
	{"tag", tags, NULL},
	{"event", events, NULL},
	{"template", templates, NULL},
	{"print", templates, NULL},
	{"settle", messages, NULL},
	{"currency", currencies, NULL},
	{"format", formats, NULL},
	{"lang", languages, NULL},
	{"completion", shells, NULL},
	{"level", NULL, "1 2 3 4 5"},
	{"by", NULL, "me client both"},
	{"who", NULL, "me client"},
	{"clients", NULL, "known create any"},
	{"sort", NULL, "due kind"},
	{"color", NULL, "auto always never"},
	{"help", NULL, "all"},
	{"within", NULL, "7d 14d 1m 3m"},
	{"last", NULL, "10 20 50"},
	{"due", NULL, "tomorrow monday tuesday wednesday thursday friday saturday sunday eow eom +1w +2w +1m "
		      "30d 45eom"},
	{"when", NULL, "yesterday monday tuesday wednesday thursday friday saturday sunday -1h -2h -1d"},
	{"DATE", NULL, "today yesterday monday friday eom -1w -1m"},
};

static void value(struct propose *p)
{
	const struct crm_option *o = p->place.option;
	const char *arg = o->arg[0] == '[' ? o->arg + 1 : o->arg;
	size_t i, n = strcspn(arg, "]");

	if (strncmp(arg, "DIR", n) == 0 || strncmp(arg, "FILE", n) == 0 || strncmp(arg, "TEMPLATE", n) == 0) {
		put_files(p, arg[0] == 'D' ? "folder" : "file");
		return;
	}
	for (i = 0; i < sizeof values / sizeof *values; i++) {
		if (strcmp(values[i].name, o->name) != 0 && strcmp(values[i].name, arg) != 0)
			continue;
		if (values[i].from)
			values[i].from(p);
		else
			put_words(p, values[i].words, ' ');
		return;
	}
}

/* ---- operands ---- */

/* What an option makes of the operands, where that is not what they are without it. */
static bool by_option(struct propose *p)
{
	static const char *const file[] = {"import", "mail", "join", "render", "digest"},
			  *const none[] = {"check", "init", "new-client", "show", "erase",
				  "export", "settle", "dossier", "portfolio", "backtest"};
	size_t i;

	if (crm_place_value(&p->place, "void")) {
		rows(p);
		return true;
	}
	if (crm_place_value(&p->place, "list") || crm_place_value(&p->place, "events")) {
		(crm_place_value(&p->place, "list") ? clients : events)(p);
		return true;
	}
	for (i = 0; i < sizeof file / sizeof *file; i++)
		if (crm_place_value(&p->place, file[i])) {
			put_files(p, "file");
			return true;
		}
	for (i = 0; i < sizeof none / sizeof *none; i++)
		if (crm_place_value(&p->place, none[i]))
			return true;
	return false;
}

/* REF, AMOUNT and LEVEL as the event takes them; one that an option gives is left out. */
static void row_operand(struct propose *p, size_t at)
{
	unsigned takes = crm_events[p->event].takes;
	const char *ref = crm_place_value(&p->place, "ref");

	if (!ref && (takes & (CRM_OP_REF | CRM_MAY_REF))) {
		if (at-- == 0) {
			refs(p, false);
			return;
		}
		ref = p->place.operand[2];
	}
	if ((takes & (CRM_OP_AMOUNT | CRM_MAY_AMOUNT)) && !crm_place_value(&p->place, "amount") && at-- == 0)
		amount(p, ref);
	else if (at == 0 && (takes & CRM_MAY_LEVEL) && !crm_place_value(&p->place, "level"))
		put_words(p, "1 2 3 4 5", ' ');
}

static void operand(struct propose *p)
{
	size_t at = p->place.operands;

	if (by_option(p))
		return;
	if (p->tool->operands != CRM_OPERANDS_ROW) {
		clients(p);
		if (p->tool->operands == CRM_OPERANDS_FILE && at == 0 && !crm_place_value(&p->place, "template"))
			put_files(p, "file");
	} else if (at == 0) {
		events(p);
	} else if (at == 1) {
		if (crm_events[p->event].takes & CRM_NOBODY)
			put(p, CRM_STR("-"), crm_str(_("nobody in particular")));
		clients(p);
	} else if (p->event) {
		row_operand(p, at - 2);
	}
}

/* ---- the line ---- */

/* The shell has not read the word yet. */
static const char *home(struct crm_tool *t, const char *path)
{
	const char *dir = getenv("HOME");

	return path && dir && path[0] == '~' && path[1] == '/' ? crm_arena_printf(&t->mem, "%s%s", dir, path + 1)
								: path;
}

/* The words of an alias stand for its name. */
static void write_out(struct propose *p)
{
	const struct crm_alias *a = p->place.operands
		? crm_alias_find(&p->tool->policy.aliases, p->place.operand[0]) : NULL;
	size_t n = a ? (size_t)a->typed.argc : 0, i;
	const char **operand;

	if (!a)
		return;
	operand = crm_arena_alloc(&p->tool->mem, (n + p->place.operands) * sizeof *operand);
	for (i = 0; i < n; i++)
		operand[i] = a->typed.argv[i];
	memcpy(operand + n, p->place.operand + 1, (p->place.operands - 1) * sizeof *operand);
	p->place.operand = operand;
	p->place.operands += n - 1;
}

static void find(struct propose *p)
{
	const struct crm_event_alias *alias;
	struct crm_tool *t = p->tool;
	struct crm_err e;

	crm_place_find(&t->mem, t->options, t->argc, t->argv, &p->place);
	t->dir_option = home(t, crm_place_value(&p->place, "dir"));
	t->today_option = crm_place_value(&p->place, "today");
	t->lang_option = crm_place_value(&p->place, "lang");
	crm_tool_open(t, &e);
	if (t->operands == CRM_OPERANDS_ROW)
		write_out(p);
	if (t->operands == CRM_OPERANDS_ROW && p->place.operands &&
		crm_entry_event(crm_str(p->place.operand[0]), &p->event, &alias, &e))
		p->event = CRM_EV_NONE;
}

int crm_propose(struct crm_tool *t)
{
	struct propose p = {.tool = t};

	crm_buf_init(&p.out);
	crm_intern_init(&p.seen);
	find(&p);
	switch (p.place.what) {
	case CRM_PLACE_OPTION:
		option_names(&p, t->options);
		option_names(&p, crm_option_common);
		break;
	case CRM_PLACE_VALUE: value(&p); break;
	case CRM_PLACE_OPERAND: operand(&p); break;
	}
	fwrite(p.out.p, 1, p.out.n, stdout);
	crm_intern_release(&p.seen);
	crm_buf_release(&p.out);
	return CRM_OK;
}
