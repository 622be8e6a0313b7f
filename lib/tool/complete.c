/* complete.c - the completion script for bash, from the same table as --help. */
#include "tool/option.h"
#include "tool/formats.h"
#include <stdio.h>

/* What an argument of a given name is completed with: bash code that prints words. */
static const struct {
	const char *arg, *code;
} words[] = {
	{"DIR", "compgen -d -- \"$cur\""},
	{"FILE", "compgen -f -- \"$cur\""},
	{"CLIENT", "compgen -W \"$(_crm_clients)\" -- \"$cur\""},
	{"ID", "compgen -W \"$(_crm_clients)\" -- \"$cur\""},
	{"DATE", "compgen -W 'today yesterday tomorrow eom' -- \"$cur\""},
	{"WHEN", "compgen -W 'auto always never' -- \"$cur\""},
	{"HOW", "compgen -W 'known create any' -- \"$cur\""},
	{"LANG", "compgen -W 'en fr' -- \"$cur\""},
};

static const char *code_for(const char *arg)
{
	size_t i, n = strcspn(arg[0] == '[' ? ++arg : arg, "]");

	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i].arg) == n && memcmp(words[i].arg, arg, n) == 0)
			return words[i].code;
	return ":";
}

static void argument(struct crm_buf *b, const char *arg, bool calendar)
{
	if (strcmp(arg, "FORMAT") != 0) {
		crm_buf_cstr(b, code_for(arg));
		return;
	}
	crm_buf_cstr(b, "compgen -W '");
	crm_format_names(b, calendar, " ");
	crm_buf_cstr(b, "' -- \"$cur\"");
}

static void arguments(struct crm_buf *b, const struct crm_option *table, bool calendar)
{
	const struct crm_option *o;

	for (o = table; o && o->name; o++) {
		if (!o->arg || o->arg[0] == '[')
			continue;
		crm_buf_cstr(b, "\t");
		if (o->letter < 256)
			crm_buf_printf(b, "-%c|", o->letter);
		crm_buf_printf(b, "--%s) mapfile -t COMPREPLY < <(", o->name);
		argument(b, o->arg, calendar);
		crm_buf_cstr(b, "); return ;;\n");
	}
}

static void names(struct crm_buf *b, const struct crm_option *table)
{
	const struct crm_option *o;

	for (o = table; o && o->name; o++)
		if (o->help)
			crm_buf_printf(b, " --%s%s", o->name, o->arg && o->arg[0] != '[' ? "=" : "");
}

static bool has(const struct crm_option *table, const char *name)
{
	for (; table && table->name; table++)
		if (strcmp(table->name, name) == 0)
			return true;
	return false;
}

void crm_option_completion(struct crm_buf *b, const char *program, const struct crm_option *own,
	bool calendar)
{
	char fn[64];
	char *p;

	snprintf(fn, sizeof fn, "_%s", program);
	for (p = fn; *p; p++)
		if (*p == '-')
			*p = '_';
	crm_buf_printf(b, "# bash completion for %s, made by %s --completion=bash\n", program, program);
	crm_buf_cstr(b, "_crm_clients() {\n"
			"\tlocal f dir=${CRM_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/crm}\n"
			"\tfor f in \"$dir\"/clients/*.yaml; do\n"
			"\t\tf=${f##*/}; [[ $f == \\** ]] || printf '%s\\n' \"${f%.yaml}\"\n"
			"\tdone\n}\n");
	crm_buf_printf(b, "%s() {\n\tlocal cur prev\n\tcur=${COMP_WORDS[COMP_CWORD]}\n", fn);
	crm_buf_cstr(b, "\tprev=${COMP_WORDS[COMP_CWORD-1]}\n"
			"\tif [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then\n"
			"\t\tprev=${COMP_WORDS[COMP_CWORD-2]}\n\tfi\n\tcase $prev in\n");
	arguments(b, own, calendar);
	arguments(b, crm_option_common, calendar);
	crm_buf_cstr(b, "\tesac\n\tif [[ $cur == -* ]]; then\n\t\tmapfile -t COMPREPLY < <(compgen -W '");
	names(b, own);
	names(b, crm_option_common);
	crm_buf_cstr(b, "' -- \"$cur\")\n"
			"\t\t[[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace\n\t\treturn\n\tfi\n"
			"\tmapfile -t COMPREPLY < <(compgen -W \"$(_crm_clients)");
	if (has(own, "events"))
		crm_buf_printf(b, " $(%s --events -f csv --no-header 2>/dev/null | cut -d, -f1)",
			program);
	crm_buf_cstr(b, "\" -- \"$cur\")\n");
	crm_buf_printf(b, "}\ncomplete -o default -F %s %s\n", fn, program);
}
