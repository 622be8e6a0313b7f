/* place.c - where in a command line the word stands that is being typed. */
#include "tool/complete/place.h"

/* A walk over the words. */
struct walk {
	struct crm_place *out;
	const struct crm_option *own;
	const struct crm_option *wants; /* the option whose value comes next; NULL: none */
	bool operands;			/* behind `--` */
};

static bool wants_value(const struct crm_option *o)
{
	return o->arg && o->arg[0] != '[';
}

static const struct crm_option *named(const struct crm_option *own, struct crm_str name)
{
	const struct crm_option *table[] = {own, crm_option_common}, *o;
	size_t i;

	for (i = 0; i < 2; i++)
		for (o = table[i]; o && o->name; o++)
			if (crm_str_is(name, o->name))
				return o;
	return NULL;
}

static void give(struct walk *w, const struct crm_option *o, const char *value)
{
	if (o)
		w->out->given[w->out->givens++] = (struct crm_place_given){o, value};
}

/* `--name`, `--name=value`: the place of the value in the word, 0: none. */
static size_t long_option(const struct walk *w, const char *word, const struct crm_option **o)
{
	size_t n = strcspn(word, "=");

	*o = named(w->own, (struct crm_str){word + 2, n - 2});
	return word[n] ? n + 1 : 0;
}

/* `-qr`, `-rREF`: the last option of them, and the place of its value, 0: none. */
static size_t short_options(struct walk *w, const char *word, bool keep, const struct crm_option **o)
{
	size_t i;

	*o = NULL;
	for (i = 1; word[i]; i++) {
		*o = crm_option_find(w->own, (unsigned char)word[i]);
		if (*o && wants_value(*o))
			return word[i + 1] ? i + 1 : 0;
		if (keep)
			give(w, *o, "");
	}
	return 0;
}

static void pass(struct walk *w, const char *word)
{
	const struct crm_option *o;
	bool is_long = strncmp(word, "--", 2) == 0;
	size_t at;

	if (w->wants) {
		give(w, w->wants, word);
		w->wants = NULL;
	} else if (w->operands || word[0] != '-' || !word[1]) {
		w->out->operand[w->out->operands++] = word;
	} else if (is_long && !word[2]) {
		w->operands = true;
	} else {
		at = is_long ? long_option(w, word, &o) : short_options(w, word, true, &o);
		if (at)
			give(w, o, word + at);
		else if (o && wants_value(o))
			w->wants = o;
		else if (is_long)
			give(w, o, "");
	}
}

/* The word that is being typed. */
static void last(struct walk *w, const char *word)
{
	struct crm_place *p = w->out;
	bool is_long = strncmp(word, "--", 2) == 0;
	const struct crm_option *o = w->wants;
	size_t at = 0;

	p->what = o ? CRM_PLACE_VALUE : CRM_PLACE_OPERAND;
	if (!o && !w->operands && word[0] == '-') {
		p->what = CRM_PLACE_OPTION;
		at = is_long ? long_option(w, word, &o) : short_options(w, word, false, &o);
		if (at && o)
			p->what = CRM_PLACE_VALUE;
		else
			at = 0;
	}
	p->option = p->what == CRM_PLACE_VALUE ? o : NULL;
	p->before = (struct crm_str){word, at};
	p->typed = crm_str(word + at);
}

void crm_place_find(struct crm_arena *a, const struct crm_option *own, int argc, char **argv,
	struct crm_place *out)
{
	struct walk w = {.out = out, .own = own};
	size_t letters = 1;
	int i;

	for (i = 0; i < argc; i++)
		letters += strlen(argv[i]) + 1;
	memset(out, 0, sizeof *out);
	out->operand = crm_arena_alloc(a, ((size_t)argc + 1) * sizeof *out->operand);
	out->given = crm_arena_alloc(a, letters * sizeof *out->given); /* -qqq are three */
	for (i = 0; i + 1 < argc; i++)
		pass(&w, argv[i]);
	last(&w, argc > 0 ? argv[argc - 1] : "");
}

const char *crm_place_value(const struct crm_place *p, const char *name)
{
	size_t i = p->givens;

	while (i-- > 0)
		if (strcmp(p->given[i].option->name, name) == 0)
			return p->given[i].value;
	return NULL;
}
