/* roster.c - which clients there are, and which one a slip of the finger meant. */
#include "base/i18n.h"
#include "base/intern.h"
#include "base/near.h"
#include "book/client.h"
#include "book/journal.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
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

static int read_names(struct crm_book *b, DIR *dir, struct crm_list *out, struct crm_err *e)
{
	struct crm_str *item = NULL, id;
	size_t n = 0, cap = 0;
	struct dirent *d;

	while (errno = 0, (d = readdir(dir))) {
		id = id_of(d->d_name);
		if (!id.n)
			continue;
		crm_grow(&item, &cap, n + 1, sizeof *item);
		item[n++] = crm_arena_str(&b->mem, id);
	}
	if (errno) {
		crm_release(&item);
		return crm_err_errno(e, "clients", _("cannot be read"));
	}
	if (n)
		qsort(item, n, sizeof *item, by_bytes);
	out->item = crm_arena_alloc(&b->mem, (n + 1) * sizeof *item);
	if (n)
		memcpy(out->item, item, n * sizeof *item);
	out->n = n;
	crm_release(&item);
	return 0;
}

int crm_client_list(struct crm_book *b, struct crm_list *out, struct crm_err *e)
{
	int fd, r = crm_book_folder(b, "clients", &fd, e);
	DIR *dir;

	*out = (struct crm_list){NULL, 0};
	if (r <= 0)
		return r;
	dir = fdopendir(fd);
	if (!dir) {
		crm_err_errno(e, "clients", _("cannot be read"));
		close(fd);
		return -1;
	}
	r = read_names(b, dir, out, e);
	closedir(dir);
	return r;
}

struct crm_str crm_client_nearest(const struct crm_list *ids, struct crm_str s)
{
	struct crm_str best = {"", 0};
	size_t least = crm_near_limit(s) + 1, i, d;

	for (i = 0; i < ids->n && least > 0; i++) {
		d = crm_near(s, ids->item[i], least - 1);
		if (d < least) {
			least = d;
			best = ids->item[i];
		}
	}
	return best;
}

static void seen_row(void *ctx, const struct crm_row *row)
{
	if (row->client.n)
		crm_intern_add(ctx, row->client);
}

/* The ids of all profiles and of the journal; what cannot be read is found elsewhere. */
static void seen(struct crm_book *b, int currency, struct crm_intern *ids)
{
	struct crm_journal_job job = {.events = CRM_EV_ALL, .now = {INT32_MAX, CRM_NO_MIN},
		.currency = currency, .row = seen_row, .ctx = ids};
	struct crm_list profiles = {NULL, 0};
	struct crm_finds aside;
	struct crm_err e;
	size_t i;

	crm_client_list(b, &profiles, &e);
	for (i = 0; i < profiles.n; i++)
		crm_intern_add(ids, profiles.item[i]);
	crm_finds_init(&aside);
	crm_journal_read(b, &job, &aside, NULL, &e);
	crm_finds_release(&aside);
}

bool crm_client_known(struct crm_book *b, int currency, struct crm_str id)
{
	struct crm_intern ids;
	bool known;

	crm_intern_init(&ids);
	seen(b, currency, &ids);
	known = crm_intern_find(&ids, id) >= 0;
	crm_intern_release(&ids);
	return known;
}

int crm_client_unknown(struct crm_book *b, int currency, struct crm_str id, const char *field,
	struct crm_err *e)
{
	struct crm_intern ids;
	struct crm_list list;
	struct crm_str near;
	int n = id.n > 64 ? 64 : (int)id.n;

	crm_intern_init(&ids);
	seen(b, currency, &ids);
	/* of equally near ids the smallest, whatever the order of rows */
	list.n = ids.n;
	list.item = crm_arena_alloc(&b->mem, (ids.n + 1) * sizeof *list.item);
	if (ids.n) {
		memcpy(list.item, ids.str, ids.n * sizeof *list.item);
		qsort(list.item, ids.n, sizeof *list.item, by_bytes);
	}
	near = crm_client_nearest(&list, id);
	if (near.n)
		crm_err_at(e, CRM_USAGE, NULL, 0, field,
			_("'%.*s' is not known; the nearest is '%.*s', and crm-log --new-client %.*s "
			  "makes a new one"),
			n, id.p, (int)near.n, near.p, n, id.p);
	else
		crm_err_at(e, CRM_USAGE, NULL, 0, field,
			_("'%.*s' is not known; crm-log --new-client %.*s makes a profile"), n, id.p, n,
			id.p);
	crm_intern_release(&ids);
	return -1;
}
