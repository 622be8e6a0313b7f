/* letters.c - crm-remind --letters. */
#include "tool/remind/remind.h"
#include "base/i18n.h"
#include "due/overdue.h"
#include "letter/text/letter.h"
#include "tool/overdue/views.h"

static const struct crm_report_column columns[] = {
	{"client", CRM_CELL_TEXT, N_("client"), 1, false},
	{"template", CRM_CELL_TEXT, N_("letter"), 0, false},
	{"ref", CRM_CELL_TEXT, N_("ref"), 1, true},
	{"kind", CRM_CELL_TEXT, N_("kind"), 0, false},
	{"due", CRM_CELL_TEXT, N_("due"), 0, false},
	{"days", CRM_CELL_WHOLE, N_("days"), 0, false},
};

/* An incident has one letter a step. */
static const char *step(enum crm_act act)
{
	switch (act) {
	case CRM_ACT_DIAGNOSE:
	case CRM_ACT_CALM: return "empathy";
	case CRM_ACT_APOLOGISE: return "apology";
	case CRM_ACT_GESTURE: return "positive-note";
	case CRM_ACT_EXPLAIN: return "price";
	case CRM_ACT_LIMITS: return "limit";
	default: return NULL;
	}
}

/* The letter for an item; NULL: there is none, or it waits.  S1.33, S1.18, S0.38, S2.7, S3.12, S0.26. */
static const char *fitting(const struct crm_item *it)
{
	static const char *const letter[CRM_KINDS] = {[CRM_KIND_REPLY] = "holding-reply",
		[CRM_KIND_PROMISE] = "promise-late",
		[CRM_KIND_APPROVAL] = "disagree",
		[CRM_KIND_MISSION] = "renewal-review",
		[CRM_KIND_RENEWAL] = "renewal-review",
		[CRM_KIND_CHECKIN] = "planning",
		[CRM_KIND_CONTACT] = "silence",
		[CRM_KIND_FOLLOWUP] = "after-delivery",
		[CRM_KIND_VETTING] = "ask-references",
		[CRM_KIND_FRAME] = "frame",
		[CRM_KIND_OFFER] = "clarify"};

	if (it->why || it->action.act == CRM_ACT_WAIT)
		return NULL;
	if (it->kind == CRM_KIND_INCIDENT)
		return step(it->action.act);
	if (it->kind == CRM_KIND_INTEREST)
		return crm_str_is(it->note, "welcome-back") ? "welcome-back" : NULL;
	if (it->action.act == CRM_ACT_RECOMMEND)
		return "reference-request";
	return letter[it->kind];
}

static void row(struct crm_report *out, const struct crm_item *it, const char *letter)
{
	crm_report_text(out, it->client);
	crm_report_word(out, letter);
	crm_report_text(out, it->by_id ? CRM_STR("") : it->ref);
	crm_report_key(out, CRM_KEYWORD_KIND, crm_str(crm_kinds[it->kind].name));
	crm_report_when(out, it->due);
	crm_report_int(out, it->days);
}

int crm_letter_list(struct crm_tool *t)
{
	struct crm_overdue want = {.morning = true};
	struct crm_report out;
	struct crm_caserun run;
	struct crm_err e;
	size_t i;
	int st;

	crm_caserun_init(&run, t);
	if (crm_overdue_read(&run, &want, 0, &e)) {
		st = crm_tool_fail(t, &e);
	} else {
		crm_overdue_list(&run.view, &want);
		CRM_TOOL_ROWS(t, &out, columns);
		for (i = 0; i < want.n; i++) {
			const char *letter = fitting(want.item[i]);

			if (letter)
				row(&out, want.item[i], letter);
		}
		st = crm_tool_listed(t, crm_report_end(&out));
	}
	crm_release(&want.item);
	crm_caserun_release(&run);
	return st;
}

/* Not that of the book: `--print=courtesy > templates/fr/courtesy.mustache` has emptied it by now. */
int crm_letter_print(struct crm_tool *t, struct crm_str name)
{
	struct crm_str lang = t->lang_given || !t->policy.lang.n ? crm_str(t->lang) : t->policy.lang;
	struct crm_letter_source source;
	struct crm_template_text text;
	struct crm_err e;

	if (crm_letter_open(&source, &t->mem, NULL, lang, &e))
		return crm_tool_fail(t, &e);
	if (crm_letter_load(&source, name, &text, &e) != 1)
		return crm_tool_usage(t,
			_("'%.*s' is not a shipped letter; crm-remind --complete -- --print= lists them"),
			name.n > 64 ? 64 : (int)name.n, name.p);
	fwrite(text.text.p, 1, text.text.n, t->sink);
	return CRM_OK;
}
