/* complete.c - the scripts of completions: each asks the program and holds nothing of its own, so that
 * an option, an event or a client needs no new script. */
#include "tool/option.h"

/* NAME is the program, FN a name for functions. */

/* readline breaks words at = and : as well; what stands before the break is not to be typed again. */
static const char bash[] =
	"_FN() {\n"
	"\tlocal w=() line what quote='' cut='' i\n"
	"\tCOMPREPLY=()\n"
	"\tfor ((i = 1; i <= COMP_CWORD; i++)); do\n"
	"\t\tif ((${#w[@]})) && [[ ${COMP_WORDS[i]} == [=:]* || ${COMP_WORDS[i - 1]} == *[=:] ]]; then\n"
	"\t\t\tw[-1]+=${COMP_WORDS[i]}\n"
	"\t\telse\n"
	"\t\t\tw+=(\"${COMP_WORDS[i]}\")\n"
	"\t\tfi\n"
	"\tdone\n"
	"\t[[ ${w[-1]-} == [\\'\\\"]* ]] && quote=${w[-1]:0:1}\n"
	"\tfor i in \"${!w[@]}\"; do\n"
	"\t\tw[i]=${w[i]#[\\'\\\"]}\n"
	"\t\t((i == ${#w[@]} - 1)) || w[i]=${w[i]%[\\'\\\"]}\n"
	"\tdone\n"
	"\t[[ ${w[-1]-} == *[=:]* && $COMP_WORDBREAKS == *[=:]* ]] && cut=${w[-1]%\"${w[-1]##*[=:]}\"}\n"
	"\twhile IFS= read -r line; do\n"
	"\t\tcase $line in\n"
	"\t\t$'\\tfile' | $'\\tfolder')\n"
	"\t\t\twhat=-f\n"
	"\t\t\t[[ $line == *folder ]] && what=-d\n"
	"\t\t\twhile IFS= read -r line; do COMPREPLY+=(\"$line\"); done < <(compgen $what -- \"${w[-1]#\"$cut\"}\")\n"
	"\t\t\tcompopt -o filenames\n"
	"\t\t\tcontinue ;;\n"
	"\t\tesac\n"
	"\t\tline=${line%%$'\\t'*}\n"
	"\t\tline=${line#\"$cut\"}\n"
	"\t\t[[ -n $quote ]] || printf -v line %q \"$line\"\n"
	"\t\tCOMPREPLY+=(\"$line\")\n"
	"\tdone < <(NAME --complete -- \"${w[@]}\" 2> /dev/null)\n"
	"\t[[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
	"\treturn 0\n"
	"}\n"
	"complete -F _FN NAME\n";

static const char zsh[] =
	"_FN() {\n"
	"\tlocal line word what\n"
	"\tlocal -a list shown open open_shown\n"
	"\tfor line in \"${(@f)$(NAME --complete -- \"${(@Q)words[2,CURRENT-1]}\" \"${(Q)PREFIX}\" 2> /dev/null)}\"; do\n"
	"\t\tword=${line%%$'\\t'*}\n"
	"\t\twhat=${line#\"$word\"}\n"
	"\t\twhat=${what#$'\\t'}\n"
	"\t\tif [[ -z $word ]]; then\n"
	"\t\t\tcase $what in\n"
	"\t\t\tfile) compset -P '--*='; _files ;;\n"
	"\t\t\tfolder) compset -P '--*='; _files -/ ;;\n"
	"\t\t\tesac\n"
	"\t\t\tcontinue\n"
	"\t\tfi\n"
	"\t\t[[ -n $what ]] && what=\"$word  -- $what\" || what=$word\n"
	"\t\tif [[ $word == *= ]]; then open+=(\"$word\") open_shown+=(\"$what\")\n"
	"\t\telse list+=(\"$word\") shown+=(\"$what\"); fi\n"
	"\tdone\n"
	"\t((${#list})) && compadd -l -d shown -a list\n"
	"\t((${#open})) && compadd -S '' -l -d open_shown -a open\n"
	"\treturn 0\n"
	"}\n"
	"if [[ $funcstack[1] == _NAME ]]; then _FN \"$@\"; else compdef _FN NAME; fi\n";

static const char fish[] =
	"function __FN\n"
	"\tset -l word (commandline -ct)\n"
	"\tset -l words (commandline -opc)\n"
	"\tfor line in (command NAME --complete -- $words[2..-1] \"$word\" 2> /dev/null)\n"
	"\t\tswitch $line\n"
	"\t\t\tcase \\t'*'\n"
	"\t\t\t\tset -l value (string replace -r -- '^--[^=]*=' '' \"$word\")\n"
	"\t\t\t\tset -l before (string sub -l (math (string length -- \"$word\") - (string length -- \"$value\")) -- \"$word\")\n"
	"\t\t\t\tfor path in (__fish_complete_path \"$value\")\n"
	"\t\t\t\t\techo -- \"$before$path\"\n"
	"\t\t\t\tend\n"
	"\t\t\tcase '*'\n"
	"\t\t\t\techo -- $line\n"
	"\t\tend\n"
	"\tend\n"
	"end\n"
	"complete -c NAME -f -a '(__FN)'\n";

static const struct {
	const char *name, *first, *script;
} shells[] = {
	{"bash", "# bash completion for NAME, made by NAME --completion=bash\n", bash},
	{"zsh", "#compdef NAME\n# made by NAME --completion=zsh\n", zsh},
	{"fish", "# fish completion for NAME, made by NAME --completion=fish\n", fish},
};

enum { SHELLS = sizeof shells / sizeof *shells };

static void fill(struct crm_buf *b, const char *script, const char *program)
{
	const char *p = script, *c;

	while (*p) {
		if (strncmp(p, "NAME", 4) == 0) {
			crm_buf_cstr(b, program);
			p += 4;
		} else if (strncmp(p, "FN", 2) == 0) {
			for (c = program; *c; c++)
				crm_buf_char(b, *c == '-' ? '_' : *c);
			p += 2;
		} else {
			crm_buf_char(b, *p++);
		}
	}
}

int crm_option_completion(struct crm_buf *b, const char *program, const char *shell)
{
	size_t i;

	for (i = 0; i < SHELLS; i++)
		if (strcmp(shells[i].name, shell) == 0) {
			fill(b, shells[i].first, program);
			fill(b, shells[i].script, program);
			return 0;
		}
	return -1;
}

void crm_option_shells(struct crm_buf *b, const char *between)
{
	size_t i;

	for (i = 0; i < SHELLS; i++)
		crm_buf_printf(b, "%s%s", i ? between : "", shells[i].name);
}
