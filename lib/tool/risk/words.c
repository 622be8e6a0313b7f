/* words.c - the words of rules instead of their ids. */
#include "tool/risk/case.h"
#include "base/i18n.h"
#include "config/policy/rule.h"

enum { MARK = 2 }; /* blanks before the ids */

/* The ids at the end of a line; empty: none. */
static struct crm_str ids_of(struct crm_str line)
{
	size_t i = line.n;

	while (i && line.p[i - 1] && strchr("S0123456789. ", line.p[i - 1]))
		if (i-- >= MARK && line.p[i] == 'S' && line.p[i - 1] == ' ' && line.p[i - 2] == ' ')
			return (struct crm_str){line.p + i, line.n - i};
	return CRM_STR("");
}

void crm_rule_text(struct crm_buf *out, struct crm_str text, bool words)
{
	const char *end;
	struct crm_str line, ids, id;

	for (; text.n; text.n -= line.n + 1, text.p += line.n + 1) {
		end = memchr(text.p, '\n', text.n);
		if (!end)
			break;
		line = (struct crm_str){text.p, (size_t)(end - text.p)};
		ids = ids_of(line);
		crm_buf_str(out, (struct crm_str){line.p, line.n - (ids.n ? ids.n + MARK : 0)});
		crm_buf_char(out, '\n');
		while (words && (id = crm_str_word(&ids, ' ')).n)
			if (crm_rule_words(id))
				crm_buf_printf(out, "    %s\n", _(crm_rule_words(id)));
	}
}
