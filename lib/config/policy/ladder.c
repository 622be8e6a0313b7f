/* ladder.c - a ladder of reminders, read from the policy. */
#include "config/policy/ladder.h"
#include "base/i18n.h"

#define WORD(s) {s, sizeof(s) - 1}

static struct crm_step builtin[] = {
	{WORD("courtesy"), 3, WORD("email"), WORD("courtesy")},
	{WORD("second"), 10, WORD("email"), WORD("second")},
	{WORD("notice"), 24, WORD("letter"), WORD("notice")},
	{WORD("recourse"), 40, WORD("file"), WORD("recourse")},
};

struct crm_ladder crm_ladder_builtin = {WORD("default"), builtin, sizeof builtin / sizeof *builtin};

enum { FURTHEST = 3650, EMAIL = 0 };

/* A step as it is written; what was not said keeps the mark that it had. */
struct written {
	struct crm_str name, template;
	int after, channel;
};

enum { NOT_SAID = INT32_MIN };

/* `3d`, or `-3d` for a notice before the due day. */
static int after(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct written *w = base;
	struct crm_yaml plain = *node;
	bool before = node->text.n && node->text.p[0] == '-';

	if (before) {
		plain.text.p++;
		plain.text.n--;
	}
	if (crm_key_days(job, &plain, 0, FURTHEST, &w->after))
		return -1;
	if (before)
		w->after = -w->after;
	return 0;
}

static const char *const channels[] = {"email", "letter", "file"};

static const struct crm_key step_keys[] = {
	{.name = "step", .type = CRM_KEY_NAME, .offset = offsetof(struct written, name)},
	{.name = "after", .type = CRM_KEY_CALL, .call = after},
	{.name = "channel",
		.type = CRM_KEY_WORD,
		.offset = offsetof(struct written, channel),
		.words = "email letter file"},
	{.name = "template", .type = CRM_KEY_NAME, .offset = offsetof(struct written, template)},
	{.name = NULL},
};

static int read_step(struct crm_key_job *job, const struct crm_yaml *node, struct crm_step *out)
{
	struct written w = {.name = {"", 0}, .after = NOT_SAID, .channel = EMAIL};

	if (crm_keys_read(job, step_keys, node, &w))
		return -1;
	if (!w.name.n)
		return crm_key_fail(job, node->line, _("a step needs a name: 'step: courtesy'"));
	if (w.after == NOT_SAID)
		return crm_key_fail(job, node->line,
			_("step '%s' needs its days past due: 'after: 3d'"), w.name.p);
	out->name = w.name;
	out->after = w.after;
	out->channel = crm_str(channels[w.channel]);
	out->template = w.template.n ? w.template : w.name;
	return 0;
}

/* Against the steps below: a ladder only goes up, and a name is what the journal remembers. */
static int check_step(struct crm_key_job *job, const struct crm_yaml *node,
	const struct crm_ladder *l, const struct crm_step *s)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (crm_str_eq(l->step[i].name, s->name))
			return crm_key_fail(
				job, node->line, _("step '%s' appears twice"), s->name.p);
	if (l->n && s->after <= l->step[l->n - 1].after)
		return crm_key_fail(job, node->line,
			_("step '%s', after %dd, does not come later than '%s', after %dd"),
			s->name.p, (int)s->after, l->step[l->n - 1].name.p,
			(int)l->step[l->n - 1].after);
	return 0;
}

int crm_ladder_read(struct crm_key_job *job, const struct crm_yaml *node, struct crm_ladder *out)
{
	struct crm_ladder l = {.name = out->name};
	const struct crm_yaml *c;

	if (node->kind != CRM_YAML_LIST)
		return crm_key_fail(job, node->line,
			_("a list of steps is expected here, such as "
			  "[{step: courtesy, after: 3d, channel: email}]"));
	if (node->count > CRM_LADDER_STEPS)
		return crm_key_fail(
			job, node->line, _("a ladder has at most %d steps"), CRM_LADDER_STEPS);
	l.step = crm_arena_alloc(job->mem, (node->count + 1) * sizeof *l.step);
	for (c = node->child; c; c = c->next) {
		if (read_step(job, c, &l.step[l.n]) || check_step(job, c, &l, &l.step[l.n]))
			return -1;
		l.n++;
	}
	*out = l;
	return 0;
}
