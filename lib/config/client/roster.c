/* roster.c - which clients there are, and which one a slip of the finger meant. */
#include "base/i18n.h"
#include "base/intern.h"
#include "base/sort.h"
#include "base/str.h"
#include "book/journal.h"
#include "config/client/client.h"
#include "format/charset.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

/* The id in the name of a profile, or the empty view for any other file. */
static struct crm_str id_of(const char *name)
{
	struct crm_str s = crm_str(name), tail = CRM_STR(".yaml");

	if (s.n <= tail.n || memcmp(s.p + s.n - tail.n, tail.p, tail.n) != 0)
		return (struct crm_str){"", 0};
	s.n -= tail.n;
	return crm_client_ok(s) ? s : (struct crm_str){"", 0};
}

static int by_bytes(const void *a, const void *b)
{
	return crm_str_cmp(*(const struct crm_str *)a, *(const struct crm_str *)b);
}

static struct crm_str stray_of(const char *name)
{
	return name[0] == '.' || id_of(name).n ? (struct crm_str){"", 0} : crm_str(name);
}

/* What `of` makes of the names in the folder, but for what it leaves out. */
static int read_names(struct crm_book *b, DIR *dir, struct crm_str (*of)(const char *name),
	struct crm_list *out, struct crm_err *e)
{
	struct crm_str *item = NULL, s;
	size_t n = 0, cap = 0;
	struct dirent *d;

	while (errno = 0, (d = readdir(dir))) {
		s = of(d->d_name);
		if (!s.n)
			continue;
		crm_grow(&item, &cap, n + 1, sizeof *item);
		item[n++] = crm_arena_str(&b->mem, s);
	}
	if (errno) {
		crm_release(&item);
		return crm_err_errno(e, "clients", _("cannot be read"));
	}
	crm_sort(item, n, sizeof *item, by_bytes);
	out->item = crm_arena_keep(&b->mem, &item, n, sizeof *item);
	out->n = n;
	return 0;
}

static int folder_read(struct crm_book *b, struct crm_str (*of)(const char *name),
	struct crm_list *out, struct crm_err *e)
{
	DIR *dir;
	int r = crm_book_dir(b, "clients", &dir, e);

	*out = (struct crm_list){NULL, 0};
	if (r <= 0)
		return r;
	r = read_names(b, dir, of, out, e);
	closedir(dir);
	return r;
}

int crm_client_list(struct crm_book *b, struct crm_list *out, struct crm_err *e)
{
	return folder_read(b, id_of, out, e);
}

int crm_client_strays(struct crm_book *b, struct crm_list *out, struct crm_err *e)
{
	return folder_read(b, stray_of, out, e);
}

bool crm_client_listed(const struct crm_list *ids, struct crm_str id)
{
	return ids->n && bsearch(&id, ids->item, ids->n, sizeof *ids->item, by_bytes);
}

struct crm_str crm_client_stray_id(struct crm_arena *a, struct crm_str name)
{
	static const char *const tail[] = {".yaml", ".yml"};
	struct crm_str out = {"", 0};
	struct crm_buf b;
	size_t i, n;

	crm_buf_init(&b);
	for (i = 0; i < sizeof tail / sizeof *tail; i++) {
		n = strlen(tail[i]);
		if (name.n > n && strncasecmp(name.p + name.n - n, tail[i], n) == 0)
			crm_charset_slug(&b, (struct crm_str){name.p, name.n - n});
	}
	if (b.n)
		out = crm_arena_str(a, crm_buf_view(&b));
	crm_buf_release(&b);
	return out;
}

struct crm_str crm_client_nearest(const struct crm_list *ids, struct crm_str s)
{
	struct crm_str best = {"", 0};
	size_t least = crm_spelling_limit(s) + 1, i, d;

	for (i = 0; i < ids->n && least > 0; i++) {
		d = crm_spelling_distance(s, ids->item[i], least - 1);
		if (d < least) {
			least = d;
			best = ids->item[i];
		}
	}
	return best;
}

/* ---- clients that only the journal knows ---- */

struct seen {
	struct crm_intern *clients;
	bool one, found; /* one client is asked for, and there is a row of him */
};

/* Of one client those of nobody come too. */
static void client_row(void *ctx, const struct crm_row *row)
{
	struct seen *s = ctx;

	if (!row->client.n)
		return;
	crm_intern_add(s->clients, row->client);
	s->found = s->one;
}

/* The clients of all rows; of one client, up to his first.  *damaged: lines of his are, before that. */
static int journal_clients(struct crm_book *b, int currency, struct crm_str one,
	struct crm_intern *out, bool *damaged, struct crm_err *e)
{
	struct seen seen = {out, one.n > 0, false};
	struct crm_journal_job job = {
		.events = CRM_EV_ALL,
		.now = {INT32_MAX, CRM_NO_MIN},
		.currency = currency,
		.client = one,
		.voids = true,
		.row = client_row,
		.ctx = &seen,
		.enough = &seen.found,
	};
	struct crm_finds finds;
	size_t i;
	int r;

	crm_finds_init(&finds);
	r = crm_journal_read(b, &job, &finds, NULL, e);
	*damaged = false;
	for (i = 0; i < finds.n; i++)
		*damaged |= one.n && crm_str_eq(finds.item[i].client, one);
	crm_finds_release(&finds);
	return r;
}

/* The clients with a file, and those of the journal, whose ids live as long as `in`. */
static int all_clients(struct crm_book *b, int currency, struct crm_intern *in, struct crm_list *ids,
	struct crm_list *seen, struct crm_err *e)
{
	bool damaged;

	crm_intern_init(in);
	if (crm_client_list(b, ids, e) || journal_clients(b, currency, CRM_STR(""), in, &damaged, e))
		return -1;
	*seen = (struct crm_list){in->str, in->n};
	return 0;
}

int crm_client_meant(struct crm_book *b, int currency, struct crm_str id, struct crm_str *out,
	struct crm_err *e)
{
	struct crm_intern journal;
	struct crm_list ids, seen;
	struct crm_str a, c;
	int r = all_clients(b, currency, &journal, &ids, &seen, e);

	if (!r) {
		a = crm_client_nearest(&ids, id);
		c = crm_client_nearest(&seen, id);
		if (!a.n || (c.n && crm_spelling_distance(c, id, 64) < crm_spelling_distance(a, id, 64)))
			a = c;
		*out = crm_arena_str(&b->mem, a);
	}
	crm_intern_release(&journal);
	return r;
}

/* ---- what a person types ---- */

/* The clients that begin with a word, once each, at most two kept; -> how many. */
static size_t begun_in(const struct crm_list *ids, struct crm_str word, const struct crm_list *but,
	struct crm_str two[2], size_t n)
{
	size_t i;

	for (i = 0; i < ids->n; i++) {
		struct crm_str id = ids->item[i];

		if (id.n == word.n || !crm_str_begins(id, word) ||
			(but && crm_client_listed(but, id)))
			continue;
		if (n < 2)
			two[n] = id;
		n++;
	}
	return n;
}

static int several(struct crm_str word, struct crm_str two[2], size_t n, const char *option,
	struct crm_err *e)
{
	if (n == 2)
		return crm_err_at(e, CRM_USAGE, NULL, 0, option,
			_("'%.*s' may be %.*s or %.*s: type more of it"), (int)word.n, word.p,
			(int)two[0].n, two[0].p, (int)two[1].n, two[1].p);
	return crm_err_at(e, CRM_USAGE, NULL, 0, option,
		_("'%.*s' may be %.*s, %.*s or one of %zu more: type more of it"), (int)word.n, word.p,
		(int)two[0].n, two[0].p, (int)two[1].n, two[1].p, n - 2);
}

int crm_client_begun(struct crm_book *b, int currency, const char *option, struct crm_str word,
	struct crm_str *out, struct crm_err *e)
{
	struct crm_str two[2] = {{"", 0}, {"", 0}};
	struct crm_list ids, seen;
	struct crm_intern journal;
	bool one = false;
	size_t n = 0;
	int r;

	*out = CRM_STR("");
	if (!word.n || word.n > 64)
		return 0;
	r = all_clients(b, currency, &journal, &ids, &seen, e);
	if (!r) {
		n = begun_in(&ids, word, NULL, two, n);
		n = begun_in(&seen, word, &ids, two, n);
		/* one letter is as soon a word of a note whose client was forgotten */
		one = n == 1 && word.n == 1;
		if (n > 1)
			several(word, two, n, option, e);
		else if (one)
			crm_err_at(e, CRM_USAGE, NULL, 0, option, _("'%.*s' may be %.*s: type more of it"), (int)word.n,
				word.p, (int)two[0].n, two[0].p);
		else
			*out = crm_arena_str(&b->mem, two[0]);
	}
	crm_intern_release(&journal);
	return r || one || n > 1 ? -1 : 0;
}

int crm_client_unknown(struct crm_book *b, int currency, const char *option, struct crm_str id,
	struct crm_err *e)
{
	int n = id.n > 64 ? 64 : (int)id.n;
	struct crm_str near;

	if (crm_client_meant(b, currency, id, &near, e))
		return -1;
	if (near.n)
		return crm_err_at(e, CRM_USAGE, NULL, 0, option,
			_("the book has nothing of '%.*s'; the nearest client is '%.*s'"), n, id.p,
			(int)near.n, near.p);
	return crm_err_at(e, CRM_USAGE, NULL, 0, option, _("the book has nothing of '%.*s'"), n, id.p);
}

/* -> 1: there is a profile or a row, 0: neither, -1. */
static int is_known(struct crm_book *b, int currency, struct crm_str id, struct crm_err *e)
{
	struct crm_intern journal;
	struct crm_list ids;
	bool known;
	int r;

	if (crm_client_list(b, &ids, e))
		return -1;
	if (crm_client_listed(&ids, id))
		return 1;
	crm_intern_init(&journal);
	r = journal_clients(b, currency, id, &journal, &known, e);
	known |= crm_intern_find(&journal, id) >= 0;
	crm_intern_release(&journal);
	return r ? -1 : known;
}

int crm_client_need(struct crm_book *b, int currency, const char *option, struct crm_str id,
	struct crm_err *e)
{
	int r = id.n ? is_known(b, currency, id, e) : 1;

	if (r)
		return r < 0 ? -1 : 0;
	return crm_client_unknown(b, currency, option, id, e);
}

int crm_client_typed(struct crm_book *b, int currency, const char *option, struct crm_str word,
	struct crm_str *out, struct crm_err *e)
{
	int r = word.n ? is_known(b, currency, word, e) : 1;

	*out = word;
	if (r)
		return r < 0 ? -1 : 0;
	if (crm_client_begun(b, currency, option, word, out, e))
		return -1;
	return out->n ? 0 : crm_client_unknown(b, currency, option, word, e);
}
