/* journal.c - reading the record.
 *
 * One pass feeds the job while ids are watched (book/ids.h).  A pass that met a voided row or an id
 * that stands twice is repeated once, with those rows set aside and decided at its end, when all is
 * known: of the lines that share an id the bytewise smallest, and not if it is voided.  So no order
 * of rows changes what the job gets, and a clean journal is read only once. */
#include "book/journal.h"
#include "base/i18n.h"
#include "base/sort.h"
#include "book/copies.h"
#include "book/ids.h"
#include "book/line.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SMALL = 64 * 1024, LARGE = 64 * 1024, LARGE_FILE = 8 * 1024 * 1024 };

/* A row set aside: its line and where it stood. */
struct aside {
	struct crm_str line;
	uint64_t offset;
	long number;
	struct crm_row row;
	const struct aside *first; /* the line with its id that counts instead; NULL: it counts */
};

struct pass {
	const struct crm_journal_job *job;
	struct crm_finds finds; /* of this pass */
	struct crm_line_map map;
	struct crm_when now;

	struct crm_ids ids;
	bool last;	/* ids are known: set the cared-for rows aside */
	bool dirty;	/* a second pass is needed: nothing more is fed in this one */
	bool fed;	/* the job got a row */
	bool again;	/* order broke: begin the file again */
	struct crm_arena mem;
	struct aside *aside;
	size_t aside_n, aside_cap;
	struct crm_ids voids; /* of the last pass: (client, id) that a void names */
	long line;	      /* physical line at hand, 1-based */
	struct crm_day_last day;
	struct crm_journal_stats st;
};

static bool counts_by(struct crm_when now, struct crm_when at)
{
	return at.day < now.day || (at.day == now.day && (at.min == CRM_NO_MIN || at.min <= now.min));
}

static void bad_line(struct pass *p, enum crm_csv_bad bad)
{
	crm_find_add(&p->finds, crm_journal_file, p->line, NULL, CRM_STR(""), "%s",
		crm_csv_problem(bad))->unread = true;
}

static void merge_mark(struct pass *p)
{
	crm_find_add(&p->finds, crm_journal_file, p->line, NULL, CRM_STR(""), "%s",
		_("is a marker of an unfinished merge: keep the rows of both sides and delete the "
			"markers, sed -i -E '/^(<{7}|={7}|>{7}|[|]{7})/d' journal.csv"))
		->unread = true;
}

static void bad_row(struct pass *p, const struct crm_err *e, struct crm_str client)
{
	struct crm_find *f = crm_find_add(&p->finds, crm_journal_file, p->line, e->field,
		client, "%s", e->text);

	/* a row of nobody that cannot be read may be a hold on everything */
	f->unread = !crm_client_ok(client);
}

static void feed(struct pass *p, const struct crm_row *row)
{
	if (p->dirty || !(p->job->events & CRM_EV_BIT(row->event)))
		return;
	p->fed = true;
	p->job->row(p->job->ctx, row);
}

static void set_aside(struct pass *p, const struct crm_row *row, struct crm_str line)
{
	struct aside *a;

	crm_grow(&p->aside, &p->aside_cap, p->aside_n + 1, sizeof *p->aside);
	a = &p->aside[p->aside_n++];
	a->line = crm_arena_str(&p->mem, line);
	a->offset = row->offset;
	a->number = row->line;
}

/* A void counts like any row: by its own date, and it may itself stand twice. */
static void row_void(struct pass *p, const struct crm_row *row)
{
	if (p->job->voided)
		p->job->voided(p->job->ctx, row);
	if (p->last)
		crm_ids_care(&p->voids, row->client, row->ref);
	else if (!p->job->voids) {
		crm_ids_care(&p->ids, row->client, row->ref);
		p->dirty = true;
	}
}

static void row_good(struct pass *p, const struct crm_row *row)
{
	if (!counts_by(p->now, row->at))
		return;
	if (row->event == CRM_EV_VOID)
		row_void(p, row);
	if (row->event != CRM_EV_VOID || p->job->voids)
		feed(p, row);
}

/* Whether the line needs its id watched or is to be set aside; false: it is dealt with. */
static bool watch(struct pass *p, const struct crm_str *cell)
{
	int seen;

	if (p->last)
		return true;
	seen = crm_ids_see(&p->ids, cell[CRM_COL_CLIENT], cell[CRM_COL_ID]);
	if (seen < 0) {
		p->again = true;
		return false;
	}
	if (seen > 0)
		p->dirty = true;
	return true;
}

/* A client that cannot be read may be the wanted one: its row becomes a finding. */
static bool other_client(const struct crm_journal_job *job, struct crm_str client)
{
	return job->client.n && !crm_str_eq(client, job->client) && crm_client_ok(client);
}

static void line_one(struct pass *p, const struct crm_scan *s, uint64_t offset)
{
	const struct crm_journal_job *job = p->job;
	const struct crm_str *cell;
	enum crm_csv_bad bad;
	enum crm_event ev;
	struct crm_row row;
	struct crm_err e;
	bool care;

	if (s->line.n == 0 || crm_line_is_header(&p->map, s->line))
		return;
	p->st.rows++;
	bad = crm_line_cells(&p->map, s, &cell);
	if (bad) {
		if (crm_copies_mark(s->line))
			merge_mark(p);
		else
			bad_line(p, bad);
		return;
	}
	if (other_client(job, cell[CRM_COL_CLIENT]))
		return;
	if (!watch(p, cell))
		return;
	care = p->last && crm_ids_cared(&p->ids, cell[CRM_COL_CLIENT], cell[CRM_COL_ID]);
	ev = crm_event_find(cell[CRM_COL_EVENT]);
	if (!care && !job->all && ev != CRM_EV_NONE && ev != CRM_EV_VOID &&
		!(job->events & CRM_EV_BIT(ev)))
		return;
	if (p->dirty && ev != CRM_EV_VOID)
		return; /* all that this pass is still for: which ids to set aside */
	if (crm_row_check_next(cell, ev, job->currency, &p->day, &row, &e)) {
		bad_row(p, &e, cell[CRM_COL_CLIENT]);
		return;
	}
	row.offset = offset;
	row.line = p->line;
	if (care)
		set_aside(p, &row, s->line);
	else
		row_good(p, &row);
}

/* ---- rows set aside ---- */

static int aside_cmp(const void *va, const void *vb)
{
	const struct aside *a = va, *b = vb;
	int c = crm_str_cmp(a->row.client, b->row.client);

	if (!c)
		c = crm_uuid_cmp(&a->row.id, &b->row.id);
	if (!c)
		c = crm_str_cmp(a->line, b->line);
	return c ? c : (a->number > b->number) - (a->number < b->number);
}

static void aside_parse(struct pass *p, struct aside *a)
{
	struct crm_str kept[CRM_COLUMNS];
	const struct crm_str *cell;
	struct crm_scan s;
	struct crm_err e;
	struct crm_buf b;
	size_t i;

	crm_buf_init(&b);
	crm_buf_str(&b, a->line);
	crm_buf_char(&b, '\n');
	memset(crm_buf_room(&b, CRM_SCAN_SLACK), 0, CRM_SCAN_SLACK);
	crm_scan_line(b.p, &s);
	/* it was good once, so it is again; its cells must outlive the line */
	if (crm_line_cells(&p->map, &s, &cell))
		crm_bug("a row set aside cannot be read again");
	for (i = 0; i < CRM_COLUMNS; i++)
		kept[i] = crm_arena_str(&p->mem, cell[i]);
	if (crm_row_check(kept, p->job->currency, &a->row, &e))
		crm_bug("a row set aside is not good any more");
	a->row.offset = a->offset;
	a->row.line = a->number;
	crm_buf_release(&b);
}

static bool is_voided(const struct pass *p, const struct crm_row *row)
{
	char id[37];

	crm_uuid_text(&row->id, id);
	return crm_ids_cared(&p->voids, row->client, crm_str(id));
}

/* Of the lines that share an id within a client only the smallest stays. */
static void aside_unique(struct pass *p)
{
	struct aside *first = NULL, *a;
	size_t i;

	for (i = 0; i < p->aside_n; i++) {
		a = &p->aside[i];
		if (first && crm_str_eq(first->row.client, a->row.client) &&
			crm_uuid_cmp(&first->row.id, &a->row.id) == 0)
			a->first = first;
		else
			first = a;
	}
}

static void aside_feed(struct pass *p)
{
	const struct aside *a;
	size_t i;

	for (i = 0; i < p->aside_n; i++) {
		a = &p->aside[i];
		if (!a->first && a->row.event == CRM_EV_VOID)
			row_good(p, &a->row);
	}
	for (i = 0; i < p->aside_n; i++) {
		a = &p->aside[i];
		if (!a->first && a->row.event != CRM_EV_VOID &&
			(p->job->voids || !is_voided(p, &a->row)))
			row_good(p, &a->row);
	}
}

/* Of an id that is taken back it does not matter which of its lines would have counted. */
static void aside_tell(struct pass *p)
{
	const struct aside *a;
	size_t i;

	for (i = 0; i < p->aside_n; i++) {
		a = &p->aside[i];
		if (a->first && !crm_str_eq(a->first->line, a->line) && !is_voided(p, &a->row))
			crm_find_add(&p->finds, crm_journal_file, a->number, "id", a->row.client,
				_("line %ld has the same id with different content and counts "
					"instead; give one of the two an id of its own, with other "
					"last digits, or void both"),
				a->first->number);
	}
}

static void aside_decide(struct pass *p)
{
	size_t i;

	for (i = 0; i < p->aside_n; i++)
		aside_parse(p, &p->aside[i]);
	crm_sort(p->aside, p->aside_n, sizeof *p->aside, aside_cmp);
	aside_unique(p);
	aside_feed(p);
	aside_tell(p);
}

/* ---- the file ---- */

struct input {
	int fd;
	uint64_t size, at;	/* of the file when it was opened; offset of buf[0] */
	char *buf;
	size_t have, chunk;
	bool skipping;		/* inside a line that is too long */
	bool cut;		/* it became shorter while it was read */
};

static bool enough(const struct pass *p)
{
	return p->job->enough && *p->job->enough;
}

/* The complete lines of the buffer; false when the pass ends early. */
static bool lines_do(struct pass *p, struct input *in, size_t end, struct crm_err *e)
{
	const char *at = in->buf, *stop = in->buf + end;
	struct crm_scan s;

	while (at < stop) {
		crm_scan_line(at, &s);
		if (in->skipping)
			in->skipping = false;
		else if (!p->map.header.p) {
			if (crm_line_header(&p->map, s.line, e))
				return false;
		} else
			line_one(p, &s, in->at + (uint64_t)(at - in->buf));
		if (p->again || enough(p))
			return false;
		p->line++;
		at = s.next;
	}
	return true;
}

/* What is left in the buffer has no line end and is too long for a line. */
static void too_long(struct pass *p, struct input *in)
{
	if (!in->skipping)
		bad_line(p, CRM_CSV_LONG);
	in->skipping = true;
	in->at += in->have;
	in->have = 0;
}

static void torn(struct pass *p, struct input *in)
{
	if (in->skipping || in->have == 0)
		return;
	p->st.torn = in->have;
	crm_find_add(&p->finds, crm_journal_file, p->line, NULL, CRM_STR(""),
		CRM_NGETTEXT("the last line has no line end and was not used (%zu byte, an interrupted write?); "
			     "the next crm-log sets it aside",
			"the last line has no line end and was not used (%zu bytes, an interrupted write?); "
			"the next crm-log sets it aside", in->have),
		in->have);
}

static int fill(struct input *in, struct crm_err *e)
{
	uint64_t left = in->size - in->at - in->have;
	size_t want = left < in->chunk ? (size_t)left : in->chunk;
	ssize_t n;

	do
		n = pread(in->fd, in->buf + in->have, want, (off_t)(in->at + in->have));
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return crm_err_errno(e, crm_journal_file, _("cannot be read"));
	in->cut = in->cut || n == 0;
	if (n == 0)
		in->size = in->at + in->have;
	in->have += (size_t)n;
	memset(in->buf + in->have, 0, CRM_SCAN_SLACK);
	return 0;
}

static int file_read(struct pass *p, struct input *in, struct crm_err *e)
{
	const char *nl;
	size_t end;

	in->at = in->have = 0;
	in->skipping = false;
	memset(e, 0, sizeof *e);
	while (in->at + in->have < in->size) {
		if (fill(in, e))
			return -1;
		nl = in->have ? memrchr(in->buf, '\n', in->have) : NULL;
		end = nl ? (size_t)(nl - in->buf) + 1 : 0;
		if (!lines_do(p, in, end, e))
			return e->status ? -1 : 0;
		memmove(in->buf, in->buf + end, in->have - end);
		in->have -= end;
		in->at += end;
		/* the buffer has room for a chunk behind the longest line and its CR */
		if (in->have > CRM_CSV_RECORD + 1)
			too_long(p, in);
	}
	torn(p, in);
	return 0;
}

static void pass_begin(struct pass *p)
{
	if (p->fed && p->job->reset)
		p->job->reset(p->job->ctx);
	crm_finds_clear(&p->finds);
	p->fed = p->again = p->dirty = false;
	p->st.rows = 0;
	p->line = 1;
	p->map.header.p = NULL;
	p->st.passes++;
}

static int passes_do(struct pass *p, struct input *in, struct crm_err *e)
{
	do {
		if (p->again)
			crm_ids_restart(&p->ids);
		pass_begin(p);
		if (file_read(p, in, e))
			return -1;
	} while (p->again);
	if (p->dirty && !enough(p)) {
		p->last = true;
		pass_begin(p);
		if (file_read(p, in, e))
			return -1;
		aside_decide(p);
	}
	return 0;
}

/* Open the journal: 1, 0 when there is none, -1. */
static int input_open(struct crm_book *b, struct input *in, struct crm_err *e)
{
	struct stat st;

	in->fd = openat(b->dir, crm_journal_file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (in->fd < 0)
		return errno == ENOENT ? 0 : crm_err_errno(e, crm_journal_file, _("cannot be opened"));
	if (fstat(in->fd, &st) || !S_ISREG(st.st_mode)) {
		close(in->fd);
		return crm_err_at(e, CRM_SYSTEM, crm_journal_file, 0, NULL, _("is not a regular file"));
	}
	in->size = (uint64_t)st.st_size;
	in->chunk = in->size > LARGE_FILE ? LARGE : SMALL;
	/* not zeroed: of a small book a page or two are ever touched */
	in->buf = crm_alloc(1, in->chunk + CRM_CSV_RECORD + 1 + CRM_SCAN_SLACK);
	return 1;
}

/* Every book begins with a header: this one was lost, and would read as nothing owed. */
static void lost(struct crm_finds *finds)
{
	if (finds)
		crm_find_add(finds, crm_journal_file, 0, NULL, CRM_STR(""),
			_("is missing or has not even a header: restore it from a copy; the next crm-log "
			  "begins a new one"));
}

/* An editor or a sync tool writes it anew at this moment.  Before anything is sent it is read again, for
 * its size is another one by then. */
static void cut(struct crm_finds *finds)
{
	if (finds)
		crm_find_add(finds, crm_journal_file, 0, NULL, CRM_STR(""),
			_("became shorter while it was read, and rows may be missing: run this "
				"again"));
}

/* Open until the next reading: rows are read again by their place. */
static void keep(struct crm_book *b, int fd)
{
	if (b->journal >= 0)
		close(b->journal);
	b->journal = fd;
}

int crm_journal_read(struct crm_book *b, const struct crm_journal_job *job,
	struct crm_finds *finds, struct crm_journal_stats *stats, struct crm_err *e)
{
	struct pass p = {.job = job, .now = job->now};
	struct input in = {.fd = -1};
	int r = input_open(b, &in, e);

	if (finds)
		crm_copies_find(b, finds);
	if (r >= 0 && in.size == 0)
		lost(finds);
	if (r <= 0) {
		keep(b, -1);
		return r;
	}
	if (p.now.min == CRM_NO_MIN)
		p.now.min = CRM_DAY_MINUTES - 1;
	crm_finds_init(&p.finds);
	crm_arena_init(&p.mem);
	crm_ids_init(&p.ids);
	crm_ids_init(&p.voids);
	crm_line_map_init(&p.map, job->libcsv);
	r = passes_do(&p, &in, e);
	if (in.cut)
		cut(finds);
	p.st.bytes = in.size;
	if (stats)
		*stats = p.st;
	if (finds)
		crm_finds_take(finds, &p.finds);
	else
		crm_finds_release(&p.finds);
	crm_line_map_release(&p.map);
	crm_ids_release(&p.ids);
	crm_ids_release(&p.voids);
	crm_arena_release(&p.mem);
	crm_release(&p.aside);
	crm_release(&in.buf);
	keep(b, in.fd);
	return r;
}
