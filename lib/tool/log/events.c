/* events.c - crm-log --events: the table of events, the short forms and one's own words. */
#include "base/i18n.h"
#include "base/utf8.h"
#include "tool/log/log.h"
#include <stdio.h>

enum { WIDTH = 80 };

static const struct crm_report_column event_columns[] = {
	{"event", CRM_CELL_TEXT, N_("event"), 0, false},
	{"group", CRM_CELL_TEXT, N_("group"), 0, false},
	{"by", CRM_CELL_TEXT, N_("by"), 0, false},
	{"operands", CRM_CELL_TEXT, N_("operands"), 0, false},
	{"kinds", CRM_CELL_LONG, N_("kinds"), 9, false},
	{"meaning", CRM_CELL_LONG, N_("meaning"), 10, false},
};

static void print_event(struct crm_report *r, const struct crm_event_info *ev)
{
	const char *ref = ev->takes & CRM_OP_REF    ? "REF"
			  : ev->takes & CRM_MAY_REF   ? "[REF]"
			  : ev->takes & CRM_MAY_LEVEL ? "[LEVEL]"
						      : "";
	const char *amount = ev->takes & CRM_OP_AMOUNT    ? " AMOUNT"
			     : ev->takes & CRM_MAY_AMOUNT ? " [AMOUNT]"
							  : "";
	char operands[32];

	snprintf(operands, sizeof operands, "%s%s", ref, amount);
	crm_report_word(r, ev->name);
	crm_report_word(r, ev->group);
	crm_report_word(r, crm_by_name(ev->by));
	crm_report_word(r, operands);
	crm_report_word(r, ev->kinds);
	crm_report_word(r, r->format->words ? _(ev->meaning) : ev->meaning);
}

static void print_alias(struct crm_report *r, const struct crm_event_alias *a)
{
	char meaning[128];

	snprintf(meaning, sizeof meaning, "%s -b %s%s%s%s%s", crm_events[a->event].name,
		crm_by_name(a->by), a->channel ? " -c " : "", a->channel ? a->channel : "",
		a->tag ? " -g " : "", a->tag ? a->tag : "");
	crm_report_word(r, a->name);
	crm_report_word(r, crm_events[a->event].group);
	crm_report_word(r, crm_by_name(a->by));
	crm_report_word(r, a->operands);
	crm_report_none(r);
	crm_report_word(r, meaning);
}

static void print_own(struct crm_report *r, const struct crm_alias *a)
{
	crm_report_text(r, a->name);
	crm_report_word(r, "alias");
	crm_report_none(r);
	crm_report_none(r);
	crm_report_none(r);
	crm_report_text(r, a->text);
}

/* An event that was asked for by name, a line of its own for each thing that is said of it. */
static void card(struct crm_buf *b, const char *name, enum crm_event event, struct crm_str meaning, int width)
{
	const struct crm_event_info *ev = &crm_events[event];
	struct crm_buf text;

	crm_buf_init(&text);
	crm_buf_printf(&text, "%s (%s): %.*s", name, ev->group, (int)meaning.n, meaning.p);
	crm_utf8_fold(b, crm_buf_view(&text), (size_t)width);
	crm_buf_clear(&text);
	crm_buf_printf(&text, "  crm-log %s CLIENT", name);
	if (ev->takes & CRM_OP_REF)
		crm_buf_cstr(&text, " REF");
	else if (ev->takes & (CRM_MAY_REF | CRM_MAY_LEVEL))
		crm_buf_cstr(&text, ev->takes & CRM_MAY_REF ? " [REF]" : " [LEVEL]");
	if (ev->takes & (CRM_OP_AMOUNT | CRM_MAY_AMOUNT))
		crm_buf_cstr(&text, ev->takes & CRM_OP_AMOUNT ? " AMOUNT" : " [AMOUNT]");
	crm_buf_printf(&text, " [NOTE ...]%s%s", ev->takes & CRM_NEED_DUE ? " -d DUE" : "",
		ev->takes & CRM_NEED_KIND ? " -k KIND" : "");
	crm_utf8_fold(b, crm_buf_view(&text), (size_t)width);
	if (ev->kinds) {
		crm_buf_clear(&text);
		crm_buf_printf(&text, "  -k: %s", ev->kinds);
		crm_utf8_fold(b, crm_buf_view(&text), (size_t)width);
	}
	crm_buf_release(&text);
}

static int named(struct crm_tool *t, const char *word, int width, struct crm_buf *b)
{
	const struct crm_alias *own = crm_alias_find(&t->policy.aliases, word);
	const struct crm_event_alias *alias;
	enum crm_event event;
	struct crm_err e;
	const char *name;

	if (crm_entry_event(crm_str(own ? own->typed.argv[0] : word), &event, &alias, &e))
		return crm_tool_fail(t, &e);
	name = alias ? alias->name : crm_events[event].name;
	if (own)
		card(b, word, event, own->text, width);
	else
		card(b, name, event, crm_str(_(alias ? alias->meaning : crm_events[event].meaning)), width);
	return CRM_OK;
}

/* Those that the operands name, to be read. */
static int cards(struct crm_tool *t)
{
	struct crm_report shape;
	struct crm_buf b;
	int i, st = CRM_OK;

	if (t->format)
		return crm_tool_usage(t, "%s", _("--events with names prints no table: leave out "
			"-f, or the names"));
	crm_tool_report(t, &shape);
	crm_buf_init(&b);
	for (i = 0; i < t->argc && st == CRM_OK; i++)
		st = named(t, t->argv[i], shape.width > 0 ? shape.width : WIDTH, &b);
	fwrite(b.p, 1, st == CRM_OK ? b.n : 0, t->sink);
	crm_buf_release(&b);
	return st;
}

int crm_log_events(struct crm_tool *t)
{
	const struct crm_event_alias *a;
	struct crm_report r;
	struct crm_err e;
	size_t k;
	int i;

	/* the table needs no book; where there is one, it has words of one's own */
	if (crm_book_open(&t->book, t->dir, &e) == 0) {
		t->book_open = true;
		if (crm_policy_read(&t->book, &t->policy, &e))
			crm_policy_default(&t->policy);
	}
	if (t->argc)
		return cards(t);
	CRM_TOOL_ROWS(t, &r, event_columns);
	for (i = 1; i < CRM_EVENTS; i++)
		print_event(&r, &crm_events[i]);
	for (a = crm_event_aliases; a->name; a++)
		print_alias(&r, a);
	for (k = 0; k < t->policy.aliases.n; k++)
		print_own(&r, &t->policy.aliases.item[k]);
	return crm_tool_listed(t, crm_report_end(&r));
}
