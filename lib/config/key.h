/* key.h - typed keys of a YAML map, read by a table.
 * Room config; needs format/yaml.h, terms.h.  One row of a table names a key, its type, its
 * range and the field it fills; the table drives reading, checking and the message for an unknown
 * key.  A key without a value (or `~`) is one that was not said: the field stays as it is. */
#ifndef CRM_CONFIG_KEY_H
#define CRM_CONFIG_KEY_H
#include "config/terms.h"
#include "format/yaml.h"

struct crm_list {
	struct crm_str *item;
	size_t n;
};

enum crm_key_type {
	CRM_KEY_LINE,	 /* struct crm_str: one line of text */
	CRM_KEY_TEXT,	 /* struct crm_str: text of any number of lines */
	CRM_KEY_NAME,	 /* struct crm_str: [a-z0-9][a-z0-9._-]{0,63} */
	CRM_KEY_ADDRESS, /* struct crm_str: a mail address */
	CRM_KEY_ADDRESSES, /* struct crm_list of mail addresses */
	CRM_KEY_DOMAINS, /* struct crm_list of what stands behind the @ of mail addresses */
	CRM_KEY_LIST,	 /* struct crm_list of lines; one scalar is a list of one */
	CRM_KEY_WORD,	 /* int: place among `words`, counted from `min` */
	CRM_KEY_SET,	 /* unsigned: a list of some of the `words`, a bit each */
	CRM_KEY_FLAG,	 /* bool: the first of two `words` is false, the second true */
	CRM_KEY_NUMBER,	 /* int: min..max */
	CRM_KEY_DAYS,	 /* int: `14d`, min..max */
	CRM_KEY_HOURS,	 /* int: `24h`, min..max */
	CRM_KEY_SPAN,	 /* struct crm_span: `2m` (1..120) or `60d` (1..3650) */
	CRM_KEY_TERMS,	 /* struct crm_terms: `30d`, `45eom` */
	CRM_KEY_DATE,	 /* int32_t: a day */
	CRM_KEY_MILLI,	 /* int: `0.25` with at most three decimals, in thousandths, min..max too */
	CRM_KEY_PERCENT, /* int: `12.5` with at most two decimals, in basis points; max in percent */
	CRM_KEY_MONEY,	 /* int64_t: minor units of the default currency */
	CRM_KEY_MAP,	 /* the keys of table `map`, in the struct at the offset */
	CRM_KEY_CALL,	 /* read by `call` */
};

/* One reading: where errors go and what the readers need. */
struct crm_key_job {
	struct crm_arena *mem;	 /* what is read lives here */
	const char *file;	 /* for messages */
	const char *manual;	 /* page that lists the keys, e.g. "crm-policy(5)" */
	int currency;		 /* for CRM_KEY_MONEY */
	struct crm_finds *finds; /* NULL: the first error ends the reading */
	struct crm_str client;	 /* of the findings */
	struct crm_err *e;
	char path[64]; /* key being read, `week.closed`; the readers keep it */
};

struct crm_key {
	const char *name; /* NULL ends a table */
	enum crm_key_type type;
	size_t offset;	  /* of the field in the struct */
	int min, max;
	const char *words; /* between blanks */
	const struct crm_key *map;
	int (*call)(struct crm_key_job *job, const struct crm_yaml *node, void *to);
	size_t line; /* of a long in the struct that gets the line of the key; 0: none does */
};

/*
 * crm_keys_read - read a map into a struct.
 * Shape:   job, table, node, struct -> 0, or -1 with the error.  With job->finds every problem is a
 *          finding instead, its field stays as it was, and 0 comes back.
 */
int crm_keys_read(struct crm_key_job *job, const struct crm_key *table, const struct crm_yaml *node,
	void *base);

/*
 * crm_keys_each - read the values of a map whose keys are names of the user.
 * Shape:   job, map, what reads one, context for it -> 0, or -1.
 */
typedef int crm_key_call(struct crm_key_job *job, const struct crm_yaml *node, void *to);
int crm_keys_each(struct crm_key_job *job, const struct crm_yaml *map, crm_key_call *fn, void *to);

/*
 * crm_key_entry - read one key of a table, whose name the node has; its path is that of the job.
 */
int crm_key_entry(struct crm_key_job *job, const struct crm_key *table, const struct crm_yaml *node,
	void *base);

/*
 * crm_key_fail - an error about the key being read.
 * Shape:   job, line, format -> -1, for readers of CRM_KEY_CALL.
 */
int crm_key_fail(struct crm_key_job *job, long line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * crm_key_line - the text of a node that must be one line.
 * Shape:   -> 0 and *out in the job's arena, or -1.
 */
int crm_key_line(struct crm_key_job *job, const struct crm_yaml *node, struct crm_str *out);

/*
 * crm_key_days - the days of a node that must be `14d`, as CRM_KEY_DAYS.
 */
int crm_key_days(struct crm_key_job *job, const struct crm_yaml *node, int min, int max, int *out);

/*
 * crm_key_terms - the terms of a node, as CRM_KEY_TERMS, and its text.
 */
int crm_key_terms(struct crm_key_job *job, const struct crm_yaml *node, struct crm_str *text,
	struct crm_terms *out);

/*
 * crm_key_percent - the rate of a node, as CRM_KEY_PERCENT.
 */
int crm_key_percent(struct crm_key_job *job, const struct crm_yaml *node, int max, int *out);

/*
 * crm_key_list - the texts of a list, or of a scalar that stands for a list of one.
 */
int crm_key_list(struct crm_key_job *job, const struct crm_yaml *node, struct crm_list *out);

/*
 * crm_key_unsaid - whether a key has no value: empty, `~` or null, not quoted.
 */
bool crm_key_unsaid(const struct crm_yaml *node);
#endif
