/* draft.h - a message before it is sent: what crm-remind prints, a person edits and --send reads.
 * Room letter; needs format/yaml.h, format/money.h, format/date.h.  A stream of YAML documents, one
 * a message; the body is a literal block. */
#ifndef CRM_LETTER_DRAFT_H
#define CRM_LETTER_DRAFT_H
#include "base/buf.h"
#include "base/err.h"
#include "format/date.h"
#include "format/money.h"

struct crm_draft_item {
	struct crm_str ref;
	int32_t due;
	int64_t amount;	     /* balance when drafted, minor units of currency */
	int currency;
	struct crm_str step; /* recorded for this invoice; empty: listed for information */
	int32_t since;	     /* its ladder began anew on that day; CRM_NO_DAY: it did not */
};

/* The file of an invoice that goes with a mail. */
struct crm_draft_file {
	struct crm_str ref, file; /* file: as policy or tag have it, ~/ and all */
	int64_t size;
	struct crm_str sha256; /* empty: it was not there */
	struct crm_str why;    /* then, for me: a comment; never read back */
};

/* What a paper asks for, as its payment code says it. */
struct crm_draft_demand {
	int64_t amount;	       /* 0: it asks for nothing */
	int currency;
	struct crm_str reference; /* of the transfer: invoice numbers */
};

struct crm_draft {
	struct crm_str client, step, channel, lang, to, subject;
	int32_t date;	   /* of a letter or a file: stands at its head; CRM_NO_DAY for an e-mail */
	int32_t last_date; /* that the words name; CRM_NO_DAY */
	struct crm_str post;  /* of a letter: how it is sent, with its number; may be empty */
	struct crm_draft_demand demand;
	struct crm_draft_item *item;
	size_t items;
	struct crm_str *left_out;  /* overdue as well, but not in the report that was given */
	size_t left_outs;
	struct crm_draft_file *attached;
	size_t attached_n;
	struct crm_str message_id; /* without angle brackets */
	struct crm_str body;
	struct crm_str ref;	   /* what a letter that is no reminder is about; may be empty */
	struct crm_str aside;	   /* for me: a comment above the document; never read back */
	struct crm_str tracking;   /* of a letter that was posted: its number; never written or read */
	const char *unmade;	   /* why it could not be made: it has no words, and is refused */
	const char *file;	   /* where it was read; NULL: made in this run */
	long line;
};

/*
 * crm_draft_init - a draft that says nothing yet.
 */
void crm_draft_init(struct crm_draft *d);

/*
 * crm_draft_write - append a draft as one YAML document.
 */
void crm_draft_write(const struct crm_draft *d, struct crm_buf *b);

/*
 * crm_draft_read - the drafts of a YAML stream.
 * Shape:   arena, bytes, name for messages -> 0, *out and *n; a document that is no draft is a
 *          finding and left out.  -1: no YAML at all.
 * Errors:  CRM_USAGE with file and line.
 * Owns:    the arena.
 */
int crm_draft_read(struct crm_arena *a, struct crm_str bytes, const char *name,
	struct crm_draft **out, size_t *n, struct crm_finds *finds, struct crm_err *e);

/*
 * crm_draft_looks - whether bytes look like drafts (YAML) rather than a CSV report.
 * Shape:   a first line that begins with `---`, `#` or `client:` is YAML.
 */
bool crm_draft_looks(struct crm_str bytes);
#endif
