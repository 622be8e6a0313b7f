/* alias.h - words of one's own for what is typed often: `appel` for `out -c phone`.
 * Room config/policy; needs key.h, book/event.h.  Checked when the policy is read: what an alias says is an
 * event that the program knows, words behind it, and options of a row. */
#ifndef CRM_CONFIG_POLICY_ALIAS_H
#define CRM_CONFIG_POLICY_ALIAS_H
#include "book/event.h"
#include "config/key.h"

enum { CRM_TYPED_TAGS = 32 };

/* A row as typed; NULL: not said. */
struct crm_typed {
	const char *ref, *amount, *currency, *due, *kind, *channel, *level, *by, *when;
	const char *tag[CRM_TYPED_TAGS];
	size_t tags;
	int argc; /* words: EVENT CLIENT [operands] [NOTE...] */
	char **argv;
};

struct crm_alias {
	struct crm_str name;
	struct crm_str text; /* what it stands for, as one line */
	struct crm_typed typed;
};

struct crm_aliases {
	const struct crm_alias *item;
	size_t n;
};

/*
 * crm_aliases_read - the map of a policy, NAME: "EVENT [-c CHANNEL ...] [WORD ...]" or a list of words.
 * Shape:   job, node -> 0 and *out, a struct crm_aliases in the job's arena, or -1.
 * Errors:  a name that hides an event and does not begin with it, one that is no word; a first word
 *          that is no event; an option that no row has; a blank alias.
 */
int crm_aliases_read(struct crm_key_job *job, const struct crm_yaml *node, void *out);

/*
 * crm_alias_find - the alias of that name, or NULL.
 */
const struct crm_alias *crm_alias_find(const struct crm_aliases *a, const char *name);

/*
 * crm_alias_put - what was typed with an alias as first word, written out: its words stand for the
 * first, an option that was typed goes over its own, tags add up.
 * Shape:   arena, alias, typed -> *out.
 */
void crm_alias_put(struct crm_arena *mem, const struct crm_alias *a, const struct crm_typed *in,
	struct crm_typed *out);
#endif
