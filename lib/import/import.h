/* import.h - rows of another file as rows of the journal.
 * Room import; needs map.h, label.h, client.h, incoming.h.  Nothing is written here: the rows wait in
 * memory until all of the input is known to be good.
 *
 *	init; seen(row) for each row of the journal; read(input); then rows, as incoming.h says */
#ifndef CRM_IMPORT_IMPORT_H
#define CRM_IMPORT_IMPORT_H
#include "config/client/client.h"
#include "format/csv.h"
#include "import/absent.h"
#include "import/cells.h"
#include "import/doubles.h"
#include "import/label.h"
#include "import/map.h"
#include "import/split.h"
#include "import/sums.h"
#include "import/who.h"

/* A client that has neither profile nor rows. */
struct crm_import_client {
	struct crm_str id, name;
	struct crm_str keys; /* what its profile says beside, as YAML */
};

struct crm_import {
	const struct crm_map *map; /* NULL: the input is a journal */
	const struct crm_policy *policy;
	struct crm_finds *finds;
	const char *file; /* for messages */
	int strangers;	  /* enum crm_map_clients: what becomes of unknown clients */
	/* the profile of a client, for the terms of an invoice without due date; NULL: none has one */
	const struct crm_client *(*profile)(void *ctx, struct crm_str id);
	/* whether an invoice has more days to pay than the law allows; NULL: nobody asks */
	bool (*far)(void *ctx, const struct crm_row *row);
	void *ctx;

	struct crm_arena mem;
	struct crm_label label;
	struct crm_who who;
	struct crm_intern known;   /* clients with a profile or rows */
	struct crm_intern equal;   /* digests of source rows */
	uint32_t *times;	   /* how often each was met */
	size_t times_cap;
	struct crm_incoming rows;
	struct crm_doubles doubles;
	struct crm_sums sums;
	struct crm_absent absent;
	bool shares; /* the map finds the invoices that a payment names */
	struct crm_split split;
	bool with_doubles; /* set by the caller: what the journal has by another way is added all the same */
	bool names_one; /* the key names a thing, not a row */
	struct crm_import_transfer *transfer; /* heap array: payments that name several */
	size_t transfers, transfers_cap;
	bool has_sums; /* the map adds the amounts of a key */
	struct crm_import_client *fresh;
	size_t fresh_n, fresh_cap;
	uint64_t records, refused, left_out; /* of the input */
	uint64_t unmatched; /* records left out for want of a client */
	/* told of each of them; NULL: nobody asks */
	/* civil time of the book for a moment in UTC; NULL: UTC is kept */
	struct crm_when (*civil)(void *ctx, struct crm_when utc);
	int32_t today; /* rows of later days are counted */
	uint64_t later;
	long later_line; /* of the first */
	void *left_ctx;
	void (*left)(void *ctx, long line, const struct crm_csv_record *record);
};

/*
 * crm_import_init, crm_import_release - nothing read; free.
 * Shape:   map (NULL: journal CSV), policy, list for findings, name of the input.  im->strangers is
 *          that of the map, CRM_CLIENTS_KNOWN without one; the caller may set another, and
 *          im->profile.
 */
void crm_import_init(struct crm_import *im, const struct crm_map *map,
	const struct crm_policy *policy, const char *file, struct crm_finds *finds);
void crm_import_release(struct crm_import *im);

/*
 * crm_import_known - a client that has a profile.
 */
void crm_import_known(struct crm_import *im, struct crm_str client);

/*
 * crm_import_seen - a row of the journal, before the input is read; crm_import_unsee: it is read anew.
 */
void crm_import_unsee(struct crm_import *im);
void crm_import_seen(struct crm_import *im, const struct crm_row *row);

/*
 * crm_import_read - read the whole input.
 * Shape:   bytes -> 0 (bad records are findings, im->refused counts them), or -1: no header, or a
 *          column of the map is missing (CRM_USAGE).
 */
int crm_import_read(struct crm_import *im, struct crm_str bytes, struct crm_err *e);

/*
 * crm_import_transfer - keep a payment that names several invoices until all other rows are read, and the
 * journal once more: what these pay decides.
 * Shape:   cells and what of them names the invoices, place of the event, hash and ordinal of its record.
 */
void crm_import_transfer(struct crm_import *im, const struct crm_cells *c, size_t event,
	const unsigned char hash[32], uint32_t times, const struct crm_str cell[CRM_COLUMNS]);

/*
 * crm_import_transfers - the rows of im->transfer, payments that name several invoices: when the input is
 * read, and after it im->split has seen the journal.
 */
void crm_import_transfers(struct crm_import *im);

/*
 * crm_import_id, crm_import_row, crm_import_bad - for these two: the id of an event of a record; a row that
 * was made, -1 when it is refused; a finding, -> -1.
 */
void crm_import_id(const unsigned char hash[32], uint32_t times, size_t event, struct crm_uuid *out);
int crm_import_row(struct crm_import *im, struct crm_cells *c, size_t index,
	const unsigned char hash[32], uint32_t times, const struct crm_str cell[CRM_COLUMNS]);
int crm_import_bad(struct crm_import *im, long line, const struct crm_err *e, struct crm_str client);

#endif
