/* map.h - how the rows of a foreign CSV become rows of the journal, said in YAML.
 * Room import; needs key.h, row.h, format/numberstyle.h.  crm-import(5) is the manual. */
#ifndef CRM_IMPORT_MAP_H
#define CRM_IMPORT_MAP_H
#include "book/row.h"
#include "config/key.h"
#include "format/numberstyle.h"

/* Pairs of texts: from -> to. */
struct crm_map_pairs {
	struct crm_str (*pair)[2];
	size_t n;
};

enum crm_map_find { CRM_FIND_NOTHING, CRM_FIND_INVOICE, CRM_FIND_DIGITS, CRM_FIND_ADDRESS };

/* Where a cell of the journal comes from. */
struct crm_map_value {
	bool set;
	struct crm_str text;		/* constant, when there is no column */
	struct crm_list column;		/* columns; several are joined by blanks */
	struct crm_list plus, minus;	/* of an amount: columns added to the first and taken off it */
	struct crm_str part;		/* the piece of the text where its * stands; "" all */
	struct crm_str other;		/* `default`: when they are empty */
	struct crm_map_pairs values;	/* whole text -> text */
	struct crm_map_pairs match;	/* first part of a text that it contains -> text */
	struct crm_str prefix;
	int find;			/* enum crm_map_find: the number of an invoice in the text */
	bool sum;			/* of an amount: over all rows of one key */
	int sign;			/* of an amount: 0 any, 1 only above zero, 2 only below */
	struct crm_str terms;		/* of a due date: counted from `at` */
	long line;			/* in the map */
};

/* One condition; all of an event must hold. */
struct crm_map_when {
	struct crm_str column;
	enum { CRM_WHEN_FILLED, CRM_WHEN_EMPTY, CRM_WHEN_IS, CRM_WHEN_NOT, CRM_WHEN_BEGINS,
		CRM_WHEN_HAS, CRM_WHEN_LIKE } test;
	struct crm_str text;
	struct crm_list any; /* of is and not: one of these */
};

struct crm_map_tag {
	struct crm_str key;
	struct crm_map_value value;
};

enum { CRM_MAP_EVENTS = 32 }; /* that a map may have */

/* One event that a row of the source may give. */
struct crm_map_event {
	enum crm_event event;
	struct crm_map_value cell[CRM_COLUMNS]; /* `by` and channel of an alias are set */
	struct crm_map_when *when;
	size_t whens;
	struct crm_map_tag *tag;
	size_t tags;
	long line;
};

/* What a new profile says beside the name. */
struct crm_map_profile {
	struct crm_map_value client; /* whose it is; set: each record is a contact */
	struct crm_map_value person, role, email, phone, post, lang, kind;
};

enum crm_map_clients { CRM_CLIENTS_KNOWN, CRM_CLIENTS_CREATE, CRM_CLIENTS_ANY };

struct crm_map {
	char delimiter;
	struct crm_numberstyle number;
	struct crm_list date;	 /* patterns, tried in order */
	bool utc;		 /* moments without an offset are in UTC */
	struct crm_str encoding; /* a name that iconv(3) knows; "" UTF-8 */
	struct crm_str header;	 /* the header line begins so; "" it is the first */
	struct crm_map_when *rows; /* what a record must be to be a row */
	size_t rows_n;
	int few;		 /* of a record with too few cells: 0 refuse, 1 fill, 2 leave out */
	bool no_quotes;		 /* a quote is a letter like another */
	int skip;		 /* lines before the header */
	struct crm_list columns; /* names, for a file without header */
	struct crm_list key;	 /* columns that make a row the same row; none: all that are read */
	int clients;		 /* enum crm_map_clients */
	bool skip_unmatched;	 /* a row whose client is not found is left out, not refused */
	struct crm_map_value name; /* of a new client */
	struct crm_map_profile profile;
	struct crm_map_event *event;
	size_t events;
};

/*
 * crm_map_read - a map from its text.
 * Shape:   arena, YAML, file for messages -> 0 and *out in the arena, or -1: CRM_USAGE with file,
 *          line and key.
 */
int crm_map_read(struct crm_arena *a, struct crm_str yaml, const char *file, struct crm_map *out,
	struct crm_err *e);

/*
 * crm_map_applies - whether conditions hold for a record, all of them.
 * Shape:   conditions, how many, what gives the cell under a column name, its context.
 */
bool crm_map_applies(const struct crm_map_when *when, size_t n,
	struct crm_str (*cell)(void *ctx, struct crm_str column), void *ctx);
#endif
