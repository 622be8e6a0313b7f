/* alias.c - words of one's own for what is typed often. */
#include "config/policy/alias.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include <stdio.h>

enum { NAME = 64, WORDS = 64 };

/* The options of a row, which crm-log has by the same names; `tag` may be repeated. */
static const struct {
	const char *name;
	char letter;
	size_t at;
} options[] = {
	{"ref", 'r', offsetof(struct crm_typed, ref)},
	{"amount", 'a', offsetof(struct crm_typed, amount)},
	{"currency", 'y', offsetof(struct crm_typed, currency)},
	{"due", 'd', offsetof(struct crm_typed, due)},
	{"kind", 'k', offsetof(struct crm_typed, kind)},
	{"channel", 'c', offsetof(struct crm_typed, channel)},
	{"level", 'l', offsetof(struct crm_typed, level)},
	{"by", 'b', offsetof(struct crm_typed, by)},
	{"when", 'w', offsetof(struct crm_typed, when)},
	{"tag", 'g', offsetof(struct crm_typed, tag)},
};

enum { OPTIONS = sizeof options / sizeof *options };

static const char **field(struct crm_typed *t, size_t i)
{
	if (options[i].letter == 'g')
		return t->tags < CRM_TYPED_TAGS ? &t->tag[t->tags++] : NULL;
	return (const char **)((char *)t + options[i].at);
}

/* `-c`, `-cphone`, `--channel`, `--channel=phone`: the option, and where its value begins in the word. */
static size_t option_of(const char *word, const char **value)
{
	bool is_long = word[1] == '-';
	size_t n = is_long ? strcspn(word, "=") : 2, i;

	for (i = 0; i < OPTIONS; i++)
		if (is_long ? strlen(options[i].name) == n - 2 && memcmp(options[i].name, word + 2, n - 2) == 0
			    : options[i].letter == word[1])
			break;
	*value = !word[n] ? NULL : word + n + is_long;
	return i;
}

static int sort_word(struct crm_key_job *job, long line, char **word, size_t n, size_t *i,
	struct crm_typed *out)
{
	const char *value, **to;
	size_t option;

	if (word[*i][0] != '-' || !word[*i][1]) {
		out->argv[out->argc++] = word[*i];
		return 0;
	}
	option = option_of(word[*i], &value);
	if (option == OPTIONS)
		return crm_key_fail(job, line,
			_("'%.40s' is not an option of a row: -r -a -y -d -k -c -l -b -w -g"), word[*i]);
	if (!value && *i + 1 < n)
		value = word[++*i];
	to = field(out, option);
	if (!value || !to)
		return crm_key_fail(job, line, _("'%.40s' needs a value"), word[*i]);
	*to = value;
	return 0;
}

static bool is_event(struct crm_str word)
{
	const struct crm_event_alias *a;
	enum crm_event ev = crm_event_find(word);

	for (a = crm_event_aliases; a->name; a++)
		if (crm_str_is(word, a->name))
			return true;
	return ev != CRM_EV_NONE && ev != CRM_EV_VOID;
}

static int name_fits(struct crm_key_job *job, const struct crm_yaml *node)
{
	struct crm_str s = node->key;
	size_t i;

	for (i = 0; i < s.n && (unsigned char)s.p[i] > ' ' && s.p[i] != 0x7f; i++)
		;
	if (!s.n || i < s.n || s.n > NAME || s.p[0] == '-' || !crm_utf8_ok(s))
		return crm_key_fail(job, node->key_line, _("'%.*s' is not a word"), s.n > 40 ? 40 : (int)s.n, s.p);
	return 0;
}

static int fits(struct crm_key_job *job, const struct crm_yaml *node, const struct crm_typed *t)
{
	struct crm_str first = crm_str(t->argc ? t->argv[0] : "");
	const char *near;

	if (!is_event(first)) {
		near = first.n ? crm_event_nearest(first, true) : NULL;
		if (near && crm_str_is(first, near))
			near = NULL; /* void */
		return crm_key_fail(job, node->line,
			near ? _("begins with '%.40s', which is not an event; the nearest is '%s'")
			     : _("begins with '%.40s', which is not an event; crm-log --events lists all"),
			first.p, near);
	}
	if (is_event(node->key) && !crm_str_eq(node->key, first))
		return crm_key_fail(job, node->key_line,
			_("is an event: an alias of that name must begin with it, or have another "
				"name"));
	return 0;
}

static int words_of(struct crm_key_job *job, const struct crm_yaml *node, char **word, size_t *n)
{
	struct crm_list list;
	struct crm_str rest, w;
	size_t i;

	if (crm_key_list(job, node, &list))
		return -1;
	*n = 0;
	for (i = 0; i < list.n; i++) {
		rest = list.item[i];
		while ((w = node->kind == CRM_YAML_LIST ? rest : crm_str_word(&rest, ' ')).n) {
			if (*n == WORDS)
				return crm_key_fail(job, node->line, _("has more than %d words"), WORDS);
			word[(*n)++] = crm_arena_cstr(job->mem, w);
			if (node->kind == CRM_YAML_LIST)
				break;
		}
	}
	return 0;
}

static int read_one(struct crm_key_job *job, const struct crm_yaml *node, struct crm_alias *out)
{
	char *word[WORDS], *text = NULL;
	size_t n, i;

	memset(out, 0, sizeof *out);
	if (name_fits(job, node) || words_of(job, node, word, &n))
		return -1;
	out->name = node->key;
	out->typed.argv = crm_arena_alloc(job->mem, (n + 1) * sizeof *out->typed.argv);
	for (i = 0; i < n; i++) {
		text = text ? crm_arena_printf(job->mem, "%s %s", text, word[i]) : word[i];
		if (sort_word(job, node->line, word, n, &i, &out->typed))
			return -1;
	}
	out->text = node->kind == CRM_YAML_LIST ? crm_str(text) : node->text;
	return fits(job, node, &out->typed);
}

int crm_aliases_read(struct crm_key_job *job, const struct crm_yaml *node, void *out)
{
	const struct crm_yaml *c;
	struct crm_alias *item;
	size_t n = 0;

	if (node->kind != CRM_YAML_MAP)
		return crm_key_fail(job, node->line,
			_("words with what they stand for are expected here, such as {appel: \"out -c phone\"}"));
	item = crm_arena_alloc(job->mem, (node->count + 1) * sizeof *item);
	for (c = node->child; c; c = c->next) {
		snprintf(job->path, sizeof job->path, "aliases.%.*s", c->key.n > 40 ? 40 : (int)c->key.n, c->key.p);
		if (read_one(job, c, &item[n++]))
			return -1;
	}
	*(struct crm_aliases *)out = (struct crm_aliases){item, n};
	return 0;
}

const struct crm_alias *crm_alias_find(const struct crm_aliases *a, const char *name)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		if (crm_str_is(a->item[i].name, name))
			return &a->item[i];
	return NULL;
}

void crm_alias_put(struct crm_arena *mem, const struct crm_alias *a, const struct crm_typed *in,
	struct crm_typed *out)
{
	const char **mine, *const *typed;
	int i;
	size_t k;

	*out = a->typed;
	for (k = 0; k < OPTIONS; k++) {
		typed = (const char *const *)((const char *)in + options[k].at);
		if (options[k].letter == 'g' || !*typed)
			continue;
		mine = (const char **)((char *)out + options[k].at);
		*mine = *typed;
	}
	for (k = 0; k < in->tags && out->tags < CRM_TYPED_TAGS; k++)
		out->tag[out->tags++] = in->tag[k];
	out->argv = crm_arena_alloc(mem, (size_t)(a->typed.argc + in->argc + 1) * sizeof *out->argv);
	for (i = 0; i < a->typed.argc; i++)
		out->argv[i] = a->typed.argv[i];
	for (i = 1; i < in->argc; i++)
		out->argv[out->argc++] = in->argv[i];
}
