/* incoming.c - rows that wait to be added, held against those of the journal. */
#include "import/incoming.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "format/csv.h"

enum { SHOWN = 60 };

/* Another client has a row with the same id: the map once said another client. */
struct crm_incoming_twin {
	struct crm_incoming_twin *next;
	uint32_t client;
	bool live, gone;
};

void crm_incoming_init(struct crm_incoming *in)
{
	memset(in, 0, sizeof *in);
	crm_arena_init(&in->mem);
	crm_intern_init(&in->clients);
	crm_buf_init(&in->text);
	crm_buf_init(&in->other);
	in->judge = crm_csv_judge_new(',');
}

void crm_incoming_release(struct crm_incoming *in)
{
	crm_arena_release(&in->mem);
	crm_intern_release(&in->clients);
	crm_buf_release(&in->text);
	crm_buf_release(&in->other);
	crm_release(&in->row);
	crm_release(&in->slot);
	crm_csv_judge_free(in->judge);
}

/* ---- rows by id ---- */

static size_t slot_of(const struct crm_incoming *in, const struct crm_uuid *id)
{
	return (size_t)crm_hash((struct crm_str){(const char *)id->b, sizeof id->b}, 0) &
	       (in->slots - 1);
}

/* The next row with an id, from a slot on; the slot moves behind it.  NULL: no more. */
static struct crm_incoming_row *with_id(const struct crm_incoming *in, const struct crm_uuid *id,
	size_t *slot)
{
	struct crm_incoming_row *r;

	while (in->slots && in->slot[*slot]) {
		r = &in->row[in->slot[*slot] - 1];
		*slot = (*slot + 1) & (in->slots - 1);
		if (crm_uuid_cmp(&r->id, id) == 0)
			return r;
	}
	return NULL;
}

static void slot_fill(struct crm_incoming *in, size_t row)
{
	size_t i = slot_of(in, &in->row[row].id);

	while (in->slot[i])
		i = (i + 1) & (in->slots - 1);
	in->slot[i] = (uint32_t)row + 1;
}

static void slots_make(struct crm_incoming *in, size_t slots)
{
	size_t i;

	crm_release(&in->slot);
	in->slots = slots;
	in->slot = crm_calloc(slots, sizeof *in->slot);
	for (i = 0; i < in->n; i++)
		slot_fill(in, i);
}

static struct crm_str line_of(const struct crm_incoming *in, const struct crm_incoming_row *r)
{
	return (struct crm_str){in->text.p + r->at, r->n};
}

bool crm_incoming_has(const struct crm_incoming *in, const struct crm_uuid *id)
{
	size_t slot = in->slots ? slot_of(in, id) : 0;

	return with_id(in, id, &slot) != NULL;
}

long crm_incoming_line(const struct crm_incoming *in, const struct crm_row *row)
{
	size_t slot = in->slots ? slot_of(in, &row->id) : 0;
	const struct crm_incoming_row *r = with_id(in, &row->id, &slot);

	return r ? r->from.line : 0;
}

/* ---- the input ---- */

/* 1: the same row is there; -1: another one with this id; 0: none. */
static int met_before(const struct crm_incoming *in, const struct crm_row *row, struct crm_str line)
{
	size_t slot = in->slots ? slot_of(in, &row->id) : 0;
	const struct crm_incoming_row *r;

	while ((r = with_id(in, &row->id, &slot)))
		if (crm_str_eq(in->clients.str[r->client], row->client))
			return crm_str_eq(line_of(in, r), line) ? 1 : -1;
	return 0;
}

int crm_incoming_add(struct crm_incoming *in, const struct crm_row *row,
	struct crm_incoming_source from, struct crm_err *e)
{
	size_t at = in->text.n, n;
	int met;

	crm_row_line(&in->text, row);
	n = in->text.n - at;
	met = met_before(in, row, (struct crm_str){in->text.p + at, n});
	if (met || n > CRM_CSV_RECORD)
		in->text.n = at;
	if (n > CRM_CSV_RECORD)
		return crm_err_at(e, CRM_PARTIAL, NULL, 0, "note", "%s",
			crm_csv_problem(CRM_CSV_LONG));
	if (met < 0)
		return crm_err_at(e, CRM_PARTIAL, NULL, 0, "id",
			from.own ? _("appears twice with different content: give one row an id of its own")
				 : _("line %ld has the same key with other content: name more columns in "
				     "'key', or add the amounts with 'sum: true'"),
			crm_incoming_line(in, row));
	if (met)
		return 0;
	crm_grow(&in->row, &in->cap, in->n + 1, sizeof *in->row);
	in->row[in->n++] = (struct crm_incoming_row){.from = from, .id = row->id,
		.client = crm_intern_add(&in->clients, row->client), .at = at, .n = n,
		.is_void = row->event == CRM_EV_VOID, .differs = -1};
	if (2 * in->n > in->slots)
		slots_make(in, in->slots ? 2 * in->slots : 256);
	else
		slot_fill(in, in->n - 1);
	return 0;
}

void crm_incoming_typed(struct crm_incoming *in, const struct crm_incoming_row *r, int currency,
	struct crm_csv_record *rec, struct crm_row *out)
{
	struct crm_str line = line_of(in, r);
	struct crm_err e;

	line.n--;
	if (crm_csv_judge_line(in->judge, line, rec) || crm_row_check(rec->cell, currency, out, &e))
		crm_bug("a line of ours cannot be read");
}

/* ---- the journal ---- */

void crm_incoming_begin(struct crm_incoming *in)
{
	size_t i;

	for (i = 0; i < in->n; i++) {
		struct crm_incoming_row *r = &in->row[i];

		if (r->settled)
			continue;
		r->live = r->gone = false;
		r->differs = -1;
		r->twin = NULL;
	}
}

static struct crm_incoming_twin *twin_of(struct crm_incoming *in, struct crm_incoming_row *r,
	struct crm_str client)
{
	uint32_t number = crm_intern_add(&in->clients, client);
	struct crm_incoming_twin *t;

	for (t = r->twin; t; t = t->next)
		if (t->client == number)
			return t;
	t = crm_arena_alloc(&in->mem, sizeof *t);
	t->client = number;
	t->next = r->twin;
	return r->twin = t;
}

static void cells_of(struct crm_incoming *in, struct crm_str line, struct crm_str cell[CRM_COLUMNS])
{
	struct crm_csv_record rec;
	size_t i;

	line.n--; /* its newline */
	if (crm_csv_judge_line(in->judge, line, &rec) || rec.n != CRM_COLUMNS)
		crm_bug("a line of ours cannot be read");
	for (i = 0; i < CRM_COLUMNS; i++)
		cell[i] = crm_arena_str(&in->mem, rec.cell[i]);
}

/* Both lines are written by crm_row_line, so that equal rows are equal bytes. */
static void compare(struct crm_incoming *in, struct crm_incoming_row *r, const struct crm_row *row)
{
	struct crm_str here[CRM_COLUMNS], there[CRM_COLUMNS];
	struct crm_arena_mark mark = crm_arena_mark(&in->mem);
	int i;

	crm_buf_clear(&in->other);
	crm_row_line(&in->other, row);
	if (crm_str_eq(crm_buf_view(&in->other), line_of(in, r)))
		return;
	cells_of(in, line_of(in, r), here);
	cells_of(in, crm_buf_view(&in->other), there);
	for (i = 0; i < CRM_COLUMNS && r->differs < 0; i++)
		if (!crm_str_eq(here[i], there[i]) && !(i == CRM_COL_DUE && r->from.terms)) {
			r->differs = i;
			r->old = there[i];
		}
	if (r->differs < 0)
		crm_arena_rewind(&in->mem, mark);
}

/* The row itself, or that a void takes it back. */
static void met(struct crm_incoming *in, struct crm_incoming_row *r, const struct crm_row *row,
	bool taken_back)
{
	bool same = crm_str_eq(in->clients.str[r->client], row->client);
	struct crm_incoming_twin *t = same ? NULL : twin_of(in, r, row->client);

	if (taken_back)
		*(same ? &r->gone : &t->gone) = true;
	else
		*(same ? &r->live : &t->live) = true;
	if (same && !taken_back)
		compare(in, r, row);
}

static void met_id(struct crm_incoming *in, const struct crm_uuid *id, const struct crm_row *row,
	bool taken_back)
{
	size_t slot = in->slots ? slot_of(in, id) : 0;
	struct crm_incoming_row *r;

	while ((r = with_id(in, id, &slot)))
		if (!r->settled)
			met(in, r, row, taken_back);
}

void crm_incoming_there(struct crm_incoming *in, const struct crm_row *row)
{
	struct crm_uuid target;

	met_id(in, &row->id, row, false);
	if (row->event == CRM_EV_VOID && crm_uuid_parse(row->ref, &target) == 0)
		met_id(in, &target, row, true);
}

/* The id after one that was taken back; the same on every copy of the book. */
static void id_next(struct crm_incoming *in, struct crm_incoming_row *r)
{
	unsigned char sum[32];
	struct crm_sha256 h;
	char text[37];

	crm_uuid_text(&r->id, text);
	crm_sha256_init(&h);
	crm_sha256_add(&h, crm_str(text));
	crm_sha256_end(&h, sum);
	crm_uuid_v8(sum, &r->id);
	crm_uuid_text(&r->id, text);
	memcpy(in->text.p + r->at, text, 36);
	r->voided++;
}

bool crm_incoming_next(struct crm_incoming *in)
{
	bool more = false;
	size_t i;

	for (i = 0; i < in->n; i++) {
		struct crm_incoming_row *r = &in->row[i];

		if (r->settled)
			continue;
		r->settled = !r->gone || r->is_void;
		if (!r->settled)
			id_next(in, r);
		more |= !r->settled;
	}
	if (more)
		slots_make(in, in->slots);
	return more;
}

/* ---- what comes of it ---- */

/* The client that has the row instead; a copy with an id of its own is nobody else's. */
static const struct crm_incoming_twin *moved(const struct crm_incoming *in,
	const struct crm_incoming_row *r)
{
	const struct crm_incoming_twin *t, *first = NULL;
	const struct crm_str *name = in->clients.str;

	for (t = r->from.own || r->live ? NULL : r->twin; t; t = t->next)
		if (t->live && !t->gone && (!first || crm_str_cmp(name[t->client], name[first->client]) < 0))
			first = t;
	return first;
}

struct crm_incoming_count crm_incoming_lines(const struct crm_incoming *in, bool again,
	struct crm_buf *out)
{
	struct crm_incoming_count n = {0, 0, 0, 0, 0, 0, 0};
	size_t i;

	for (i = 0; i < in->n; i++) {
		const struct crm_incoming_row *r = &in->row[i];

		if (r->live || moved(in, r))
			continue;
		if (r->voided && !again) {
			n.back++;
			continue;
		}
		if (r->held) {
			n.held++;
			continue;
		}
		crm_buf_str(out, line_of(in, r));
		n.fresh++;
		if (r->from.far && n.far++ == 0)
			n.far_line = r->from.line;
		if (r->from.loose && n.loose++ == 0)
			n.loose_line = r->from.line;
	}
	return n;
}

static void tell_moved(const struct crm_incoming *in, const struct crm_incoming_row *r,
	const struct crm_incoming_twin *t, const char *file, struct crm_finds *finds)
{
	struct crm_str there = in->clients.str[t->client], here = in->clients.str[r->client];
	char id[37];

	crm_uuid_text(&r->id, id);
	crm_find_add(finds, file, r->from.line, crm_columns[CRM_COL_CLIENT], here,
		_("the journal has '%.*s', this file has '%.*s'; to take the latter, crm-log "
			"--void --client=%.*s %s and import again"),
		(int)there.n, there.p, (int)here.n, here.p, (int)there.n, there.p, id);
}

/* A line is kept whole in `text`, so the cell is looked for once more. */
static struct crm_str cell_of(const struct crm_incoming *in, const struct crm_incoming_row *r,
	struct crm_csv_record *rec)
{
	struct crm_str line = line_of(in, r);

	line.n--;
	crm_csv_judge_line(in->judge, line, rec);
	return rec->cell[r->differs];
}

void crm_incoming_tell(const struct crm_incoming *in, const char *file, struct crm_finds *finds)
{
	const struct crm_incoming_twin *t;
	struct crm_csv_record rec;
	struct crm_str here, there;
	char id[37];
	size_t i;

	for (i = 0; i < in->n; i++) {
		const struct crm_incoming_row *r = &in->row[i];

		t = moved(in, r);
		if (t)
			tell_moved(in, r, t, file, finds);
		if (!r->live || r->differs < 0)
			continue;
		there = crm_utf8_cut(r->old, SHOWN);
		here = crm_utf8_cut(cell_of(in, r, &rec), SHOWN);
		crm_uuid_text(&r->id, id);
		crm_find_add(finds, file, r->from.line, crm_columns[r->differs],
			in->clients.str[r->client],
			_("the journal has '%.*s', this file has '%.*s'; to take the latter, "
				"crm-log --void %s and import with --again"),
			(int)there.n, there.p, (int)here.n, here.p, id);
	}
}
