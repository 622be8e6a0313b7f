/* import.c - rows of another file as rows of the journal. */
#include "import/import.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "format/csv.h"
#include "import/cells.h"
#include "import/contact.h"
#include <stdio.h>

void crm_import_init(struct crm_import *im, const struct crm_map *map,
	const struct crm_policy *policy, const char *file, struct crm_finds *finds)
{
	size_t i;

	memset(im, 0, sizeof *im);
	im->map = map;
	im->policy = policy;
	im->file = file;
	im->today = INT32_MAX;
	im->strangers = map ? map->clients : CRM_CLIENTS_KNOWN;
	im->finds = finds;
	crm_arena_init(&im->mem);
	crm_label_init(&im->label);
	crm_who_init(&im->who);
	crm_intern_init(&im->known);
	crm_intern_init(&im->equal);
	crm_incoming_init(&im->rows);
	crm_doubles_init(&im->doubles);
	crm_sums_init(&im->sums);
	crm_absent_init(&im->absent);
	crm_split_init(&im->split);
	for (i = 0; map && i < map->events; i++)
		im->shares |= map->event[i].event == CRM_EV_PAYMENT &&
			      (map->event[i].cell[CRM_COL_REF].find == CRM_FIND_INVOICE ||
				      map->event[i].cell[CRM_COL_REF].find == CRM_FIND_DIGITS);
}

void crm_import_release(struct crm_import *im)
{
	crm_arena_release(&im->mem);
	crm_label_release(&im->label);
	crm_who_release(&im->who);
	crm_intern_release(&im->known);
	crm_intern_release(&im->equal);
	crm_incoming_release(&im->rows);
	crm_doubles_release(&im->doubles);
	crm_sums_release(&im->sums);
	crm_absent_release(&im->absent);
	crm_split_release(&im->split);
	crm_release(&im->transfer);
	crm_release(&im->times);
	crm_release(&im->fresh);
}

void crm_import_known(struct crm_import *im, struct crm_str client)
{
	crm_intern_add(&im->known, client);
}

void crm_import_seen(struct crm_import *im, const struct crm_row *row)
{
	if (row->client.n)
		crm_intern_add(&im->known, row->client);
	if (row->event == CRM_EV_INVOICE)
		crm_label_add(&im->label, row->client, row->ref);
	crm_doubles_there(&im->doubles, row);
}

void crm_import_unsee(struct crm_import *im)
{
	crm_doubles_clear(&im->doubles); /* what else is seen twice is known twice */
}

/* ---- ids ---- */

static void hash_number(struct crm_sha256 *h, uint64_t v)
{
	char b[8];
	int i;

	for (i = 0; i < 8; i++)
		b[i] = (char)(v >> (8 * i) & 0xff);
	crm_sha256_add(h, (struct crm_str){b, sizeof b});
}

/* The content of the source row that makes it the same row: each cell with its length. */
static void source_hash(const struct crm_cells *c, unsigned char out[32])
{
	const struct crm_list *key = c->in.map ? &c->in.map->key : NULL;
	struct crm_sha256 h;
	struct crm_str s;
	size_t i, n = key && key->n ? key->n : c->in.record->n;

	crm_sha256_init(&h);
	for (i = 0; i < n; i++) {
		if (key && !key->n && !c->in.reads[i])
			continue;
		s = key && key->n ? crm_columns_cell(&c->in, key->item[i]) : c->in.record->cell[i];
		hash_number(&h, s.n);
		crm_sha256_add(&h, s);
	}
	crm_sha256_end(&h, out);
}

/* How often a source row of this content was met before. */
static uint32_t ordinal(struct crm_import *im, const unsigned char hash[32])
{
	uint32_t k = crm_intern_add(&im->equal, (struct crm_str){(const char *)hash, 32});

	crm_grow(&im->times, &im->times_cap, (size_t)k + 1, sizeof *im->times);
	return im->times[k]++;
}

void crm_import_id(const unsigned char hash[32], uint32_t times, size_t event, struct crm_uuid *out)
{
	unsigned char sum[32];
	struct crm_sha256 h;

	crm_sha256_init(&h);
	crm_sha256_add(&h, (struct crm_str){(const char *)hash, 32});
	hash_number(&h, times);
	hash_number(&h, event);
	crm_sha256_end(&h, sum);
	crm_uuid_v8(sum, out);
}

/* A key that names one thing was met, and does not give an event that it may have given. */
static void lacks(struct crm_import *im, const struct crm_cells *c, const unsigned char hash[32],
	size_t index)
{
	struct crm_uuid id;

	if (!c->in.names_one)
		return;
	crm_import_id(hash, 0, index, &id);
	crm_absent_add(&im->absent, &id, c->in.line, im->map->event[index].event);
}

/* ---- records ---- */

int crm_import_bad(struct crm_import *im, long line, const struct crm_err *e, struct crm_str client)
{
	crm_find_add(im->finds, im->file, line, e->field, client, "%s", e->text);
	return -1;
}

static int stranger(const struct crm_import *im, struct crm_str id, struct crm_err *e)
{
	const struct crm_list known = {im->known.str, im->known.n};
	struct crm_str near = CRM_STR("");

	if (im->finds->n < CRM_FINDS_MAX) /* else nobody will read it */
		near = crm_client_nearest(&known, id);
	if (near.n)
		return crm_err_at(e, CRM_PARTIAL, NULL, 0, "client",
			_("'%.*s' is not known; the nearest is '%.*s', crm-log --new-client %.*s makes "
			  "a new one, and --clients=create all that are new"),
			(int)id.n, id.p, (int)near.n, near.p, (int)id.n, id.p);
	return crm_err_at(e, CRM_PARTIAL, NULL, 0, "client",
		_("'%.*s' is not known; crm-log --new-client %.*s makes a profile, and "
		  "--clients=create one for all that are new"),
		(int)id.n, id.p, (int)id.n, id.p);
}

static int client_check(struct crm_import *im, struct crm_cells *c, const struct crm_row *row,
	struct crm_err *e)
{
	struct crm_import_client *f;
	struct crm_buf keys;

	if (!row->client.n || im->strangers == CRM_CLIENTS_ANY ||
		crm_intern_find(&im->known, row->client) >= 0)
		return 0;
	if (im->strangers == CRM_CLIENTS_KNOWN)
		return stranger(im, row->client, e);
	crm_buf_init(&keys);
	if (im->map && crm_contact_text(c, &keys, e)) {
		crm_buf_release(&keys);
		return -1;
	}
	crm_intern_add(&im->known, row->client);
	crm_grow(&im->fresh, &im->fresh_cap, im->fresh_n + 1, sizeof *im->fresh);
	f = &im->fresh[im->fresh_n++];
	f->id = crm_arena_str(&im->mem, row->client);
	f->name = crm_arena_str(&im->mem, crm_cells_name(c, row->client));
	f->keys = crm_buf_keep(&keys, &im->mem);
	return 0;
}

/* An invoice that the source gives no due date; a row with an id of its own is a copy and stays. */
static bool wants_terms(const struct crm_cells *c, const struct crm_row *row)
{
	return c->fresh_id && row->event == CRM_EV_INVOICE && row->due.day == CRM_NO_DAY;
}

static int terms_due(struct crm_import *im, struct crm_row *row, struct crm_err *e)
{
	const struct crm_client *c = im->profile ? im->profile(im->ctx, row->client) : NULL;

	if (c && c->damaged)
		return crm_err_at(e, CRM_PARTIAL, NULL, 0, "due",
			_("the terms of this client cannot be read; fix the profile"));
	row->due.day = crm_terms_due(crm_terms_start(row->at.day, row->tags),
		c ? crm_client_terms(c, im->policy) : im->policy->terms);
	return 0;
}

int crm_import_row(struct crm_import *im, struct crm_cells *c, size_t index,
	const unsigned char hash[32], uint32_t times, const struct crm_str cell[CRM_COLUMNS])
{
	struct crm_incoming_source from = {.line = c->in.line};
	size_t known = im->rows.n;
	struct crm_row row;
	struct crm_err e;

	if (crm_row_check(cell, im->policy->currency, &row, &e))
		return crm_import_bad(im, c->in.line, &e, CRM_STR(""));
	from.own = !c->fresh_id;
	from.terms = wants_terms(c, &row);
	if (client_check(im, c, &row, &e) || (from.terms && terms_due(im, &row, &e)))
		return crm_import_bad(im, c->in.line, &e, row.client);
	from.loose = row.event == CRM_EV_PAYMENT && !row.ref.n && im->map;
	from.far = im->far && im->far(im->ctx, &row);
	if (c->fresh_id)
		crm_import_id(hash, times, index, &row.id);
	if (c->fresh_id && crm_doubles_bill(&im->doubles, &row, c->in.line, &e))
		return crm_import_bad(im, c->in.line, &e, row.client);
	from.may = c->fresh_id && crm_doubles_may(&im->doubles, &row);
	if (crm_incoming_add(&im->rows, &row, from, &e))
		return crm_import_bad(im, c->in.line, &e, row.client);
	if (row.at.day > im->today && im->later++ == 0)
		im->later_line = c->in.line;
	if (c->in.names_one && im->rows.n == known && !im->has_sums)
		crm_find_add(im->finds, im->file, c->in.line, "key", row.client,
			_("line %ld has the same key and says the same: this one is left out"),
			crm_incoming_line(&im->rows, &row))
			->warning = true;
	return 0;
}

/* One event of a record: 1, 0: the record does not give it, -1. */
static int event_do(struct crm_import *im, struct crm_cells *c, size_t index,
	const unsigned char hash[32], uint32_t times)
{
	const struct crm_map_value *amount;
	struct crm_row row = {.line = 0};
	struct crm_str cell[CRM_COLUMNS];
	struct crm_err e;
	int r = crm_cells_make(c, index, cell, &e);

	if (r == 0) {
		im->left_out++;
		return 0;
	}
	if (r < 0)
		return crm_import_bad(im, c->in.line, &e, CRM_STR(""));
	amount = im->map ? &im->map->event[index].cell[CRM_COL_AMOUNT] : NULL;
	if (amount && amount->sum && cell[CRM_COL_AMOUNT].n) {
		row.client = cell[CRM_COL_CLIENT]; /* now, while its record is there for a name */
		if (client_check(im, c, &row, &e))
			return crm_import_bad(im, c->in.line, &e, row.client);
		return crm_sums_add(&im->sums, hash, index, cell, im->policy->currency, c->in.line, &e)
			       ? crm_import_bad(im, c->in.line, &e, cell[CRM_COL_CLIENT])
			       : 1;
	}
	if (im->shares && c->named_n > 1 && im->map->event[index].event == CRM_EV_PAYMENT &&
		cell[CRM_COL_AMOUNT].n && !cell[CRM_COL_REF].n) {
		crm_import_transfer(im, c, index, hash, times, cell);
		return 1;
	}
	return crm_import_row(im, c, index, hash, times, cell) ? -1 : 1;
}

/* What was added up, at the end of the input. */
static void sums_do(struct crm_import *im, struct crm_cells *c)
{
	struct crm_str cell[CRM_COLUMNS];
	const struct crm_sum *m;
	struct crm_err e;
	size_t i;
	int r;

	for (i = 0; i < im->sums.keys.n; i++) {
		m = &im->sums.item[i];
		c->in.line = m->line;
		r = crm_sums_cells(&im->sums, i, im->map->event[m->event].cell[CRM_COL_AMOUNT].sign, cell,
			&e);
		if (r < 0)
			crm_import_bad(im, m->line, &e, m->cell[CRM_COL_CLIENT]);
		if (r == 0)
			lacks(im, c, m->hash, m->event);
		if (r < 0 || (r > 0 && crm_import_row(im, c, m->event, m->hash, 0, cell)))
			im->refused++;
	}
}

/* A key that says nothing would make all such records one. */
static bool key_empty(const struct crm_cells *c)
{
	const struct crm_list *key = &c->in.map->key;
	size_t i;

	for (i = 0; i < key->n; i++)
		if (crm_str_trim(crm_columns_cell(&c->in, key->item[i])).n)
			return false;
	return key->n > 0;
}

/* A contact: a profile is written for a new one; one that is there is never rewritten. */
static bool contact_bad(struct crm_import *im, struct crm_cells *c)
{
	struct crm_row row = {.client = crm_cells_client(c, &im->map->profile.client)};
	const struct crm_client *there = NULL;
	struct crm_str old, here;
	const char *key;
	struct crm_err e;

	if (!crm_client_ok(row.client)) {
		crm_find_add(im->finds, im->file, c->in.line, "client", CRM_STR(""),
			_("no client: the columns of 'profile: {client: ...}' are empty"));
		return true;
	}
	if (crm_intern_find(&im->known, row.client) >= 0 && im->profile)
		there = im->profile(im->ctx, row.client);
	if (there && there->exists && !there->damaged) {
		key = crm_contact_differs(c, there, &old, &here);
		if (key)
			crm_find_add(im->finds, im->file, c->in.line, key, row.client,
				_("the profile of %.*s has '%.*s', this row '%.*s': nothing was changed"),
				(int)row.client.n, row.client.p, (int)old.n, old.p, (int)here.n, here.p)
				->warning = true;
		return false;
	}
	return client_check(im, c, &row, &e) && crm_import_bad(im, c->in.line, &e, row.client);
}

static void record_do(struct crm_import *im, struct crm_cells *c)
{
	size_t i, n = im->map ? im->map->events : 1;
	unsigned char hash[32];
	bool refused = false, given = false, unmatched = false;
	uint32_t times;
	int r;

	if (im->map && im->map->profile.client.set) {
		crm_cells_clear(c);
		refused = contact_bad(im, c);
	}
	source_hash(c, hash);
	times = c->in.names_one ? 0 : ordinal(im, hash);
	for (i = 0; i < n; i++) {
		crm_cells_clear(c);
		if (im->map && !crm_map_applies(im->map->event[i].when, im->map->event[i].whens, crm_columns_get, &c->in)) {
			lacks(im, c, hash, i);
			continue;
		}
		if (!given && im->map && key_empty(c)) {
			crm_find_add(im->finds, im->file, c->in.line, "key", CRM_STR(""),
				_("the columns of 'key' are empty here: name others that tell rows apart"));
			refused = true;
			break;
		}
		r = event_do(im, c, i, hash, times);
		refused |= r < 0;
		given |= r > 0;
		unmatched |= r == 0 && c->unmatched;
		if (r == 0 && !c->unmatched)
			lacks(im, c, hash, i);
	}
	im->refused += refused;
	if (unmatched && !given && !refused) {
		im->unmatched++;
		if (im->left)
			im->left(im->left_ctx, c->in.line, c->in.record);
	}
}

/* Spreadsheets end a table with rows that hold delimiters alone: they say nothing. */
static bool says_nothing(const struct crm_import *im, const struct crm_csv_record *rec)
{
	size_t i;

	for (i = 0; im->map && i < rec->n; i++)
		if (rec->cell[i].n)
			return false;
	return im->map;
}

/* A footer, a continued label: what the map says are no rows. */
static bool no_row(const struct crm_map *m, struct crm_cells *c)
{
	if (!m)
		return false;
	return (m->few == 2 && c->in.record->n < c->in.header->n) ||
	       !crm_map_applies(m->rows, m->rows_n, crm_columns_get, &c->in);
}

static int records_do(struct crm_import *im, struct crm_csv_file *f, struct crm_cells *c,
	struct crm_err *e)
{
	struct crm_csv_record rec;
	int r;

	while ((r = crm_csv_next(f, &rec, e)) != 0) {
		if (r < 0 && e->status != CRM_PARTIAL)
			return -1;
		if (r > 0 && says_nothing(im, &rec))
			continue;
		im->records++;
		if (r < 0) {
			im->refused++;
			crm_import_bad(im, e->line + c->in.shift, e, CRM_STR(""));
			continue;
		}
		c->in.record = &rec;
		if (r > 0 && no_row(im->map, c)) {
			im->records--;
			continue;
		}
		c->in.line = rec.line + c->in.shift;
		record_do(im, c);
	}
	sums_do(im, c);
	im->names_one = c->in.names_one;
	return 0;
}

static int no_csv(const struct crm_import *im, const char *name, const char *filter, struct crm_err *e)
{
	return crm_err_at(e, CRM_USAGE, im->file, 0, NULL,
		_("is %s, not CSV: examples/import/%s converts it, see EXAMPLES in crm-import(5)"),
		name, filter);
}

/* Formats that are no CSV, by how they begin, and the filter of examples/import that makes one. */
static int format_check(const struct crm_import *im, struct crm_str bytes, struct crm_err *e)
{
	static const struct {
		const char *begins, *name, *filter;
	} known[] = {
		{"OFXHEADER", "OFX", "ofx"}, {"<OFX", "OFX", "ofx"}, {"<?OFX", "OFX", "ofx"},
		{"!Type:", "QIF", "qif"}, {"!Account", "QIF", "qif"}, {"!Option", "QIF", "qif"},
		{":20:", "MT940", "mt940"}, {"{1:", "MT940", "mt940"}, {"BEGIN:VCARD", "vCard", "vcard"},
		{"BEGIN:VCALENDAR", "iCalendar", "ics"},
	};
	struct crm_str s = crm_str_trim(crm_utf8_unmarked(bytes));
	size_t i, n = s.n < 4096 ? s.n : 4096;

	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (crm_str_begins(s, crm_str(known[i].begins)))
			return no_csv(im, known[i].name, known[i].filter, e);
	if (crm_str_begins(s, CRM_STR("<?xml"))) {
		if (memmem(s.p, n, "camt.05", 7) || memmem(s.p, n, "BkToCstmr", 9))
			return no_csv(im, "CAMT.053", "camt053", e);
		if (memmem(s.p, n, "<OFX", 4))
			return no_csv(im, "OFX", "ofx", e);
		if (memmem(s.p, n, "CrossIndustryInvoice", 20))
			return no_csv(im, "CII", "facturx", e);
		if (memmem(s.p, n, ":ubl:schema:", 12))
			return no_csv(im, "UBL", "facturx", e);
	}
	if (crm_str_begins(s, CRM_STR("PK\x03\x04")) || crm_str_begins(s, CRM_STR("\xd0\xcf\x11\xe0")) ||
		crm_str_begins(s, CRM_STR("%PDF")))
		return crm_err_at(e, CRM_USAGE, im->file, 0, NULL,
			_("is a spreadsheet or a PDF: save it as CSV"));
	return 0;
}

/* A file that says its encoding says another one than the map. */
static int encoding_check(const struct crm_import *im, struct crm_str bytes, struct crm_err *e)
{
	if (crm_str_begins(bytes, CRM_STR("\xff\xfe")) || crm_str_begins(bytes, CRM_STR("\xfe\xff")))
		return crm_err_at(e, CRM_USAGE, im->file, 0, NULL,
			_("is UTF-16: convert it with iconv -f UTF-16 -t UTF-8"));
	if (im->map && im->map->encoding.n && crm_utf8_unmarked(bytes).n != bytes.n)
		return crm_err_at(e, CRM_USAGE, im->file, 0, "encoding",
			_("the file is UTF-8, by its first bytes: write 'encoding: utf-8' into the map"));
	return 0;
}

/* The header and the records of a text, in UTF-8 and from its header on. */
static int text_read(struct crm_import *im, struct crm_cells *c, struct crm_buf *text, struct crm_err *e)
{
	struct crm_csv_file *f;
	int r;

	if (!text->n && im->map && im->map->header.n)
		return crm_err_at(e, CRM_USAGE, im->file, 0, "header",
			_("no line begins with '%.*s', which the map gives as the start of the "
				"header"),
			(int)im->map->header.n, im->map->header.p);
	if (!text->n)
		return crm_err_at(e, CRM_USAGE, im->file, 0, NULL,
			_("is empty; a header line was expected"));
	f = crm_csv_open_text(crm_buf_view(text), im->file, im->map ? im->map->delimiter : ',');
	if (im->map)
		crm_csv_loose(f, im->map->few || im->map->rows_n, im->map->no_quotes);
	r = crm_csv_header(f, &c->in.header, e) || crm_columns_check(&c->in, im->file, e) ||
	    records_do(im, f, c, e);
	crm_csv_close(f);
	return r ? -1 : 0;
}

int crm_import_read(struct crm_import *im, struct crm_str bytes, struct crm_err *e)
{
	struct crm_cells c;
	struct crm_buf text;
	size_t i;
	int r;

	for (i = 0; im->map && i < im->map->events; i++)
		im->has_sums |= im->map->event[i].cell[CRM_COL_AMOUNT].sum;
	if (format_check(im, bytes, e) || encoding_check(im, bytes, e))
		return -1;
	crm_cells_init(&c, im->map, &im->label, im->policy->currency);
	c.who = &im->who;
	c.civil = im->civil;
	c.civil_ctx = im->left_ctx;
	crm_buf_init(&text);
	crm_columns_text(&c.in, bytes, &text);
	r = text_read(im, &c, &text, e);
	crm_buf_release(&text);
	crm_cells_release(&c);
	return r;
}
