/* papers.c - the files of outbox/ that are about a client. */
#include "privacy/papers.h"
#include "base/i18n.h"
#include "base/sort.h"
#include <dirent.h>
#include <errno.h>
#include <unistd.h>

enum { DATE = 11 }; /* 2026-06-15- */

/* Ids may hold a dash: acme-2 is not acme with the step 2, so what follows must be a step and an id
 * of eight, and no shorter client would fit better.  When in doubt it is theirs: it is named. */
static bool is_of(const char *name, struct crm_str client)
{
	size_t n = strlen(name);

	return n > DATE + client.n + 1 && name[4] == '-' && name[7] == '-' && name[10] == '-' &&
	       memcmp(name + DATE, client.p, client.n) == 0 && name[DATE + client.n] == '-';
}

/* Another client whose id goes on where this one ends, such as acme-2 beside acme. */
static bool is_longer(const struct crm_list *ids, const char *name, struct crm_str client)
{
	size_t i;

	for (i = 0; i < ids->n; i++)
		if (ids->item[i].n > client.n && is_of(name, ids->item[i]))
			return true;
	return false;
}

static int by_bytes(const void *a, const void *b)
{
	return crm_str_cmp(*(const struct crm_str *)a, *(const struct crm_str *)b);
}

static int names_read(struct crm_book *b, DIR *dir, const struct crm_list *ids,
	struct crm_str client, struct crm_list *out, struct crm_err *e)
{
	struct crm_str *item = NULL;
	size_t cap = 0;
	struct dirent *d;

	while (errno = 0, (d = readdir(dir))) {
		if (!is_of(d->d_name, client) || is_longer(ids, d->d_name, client))
			continue;
		crm_grow(&item, &cap, out->n + 1, sizeof *item);
		item[out->n++] = crm_arena_str(&b->mem, crm_str(d->d_name));
	}
	if (errno) {
		crm_release(&item);
		return crm_err_errno(e, "outbox", _("cannot be read"));
	}
	crm_sort(item, out->n, sizeof *item, by_bytes);
	out->item = crm_arena_keep(&b->mem, &item, out->n, sizeof *item);
	return 0;
}

int crm_papers_of(struct crm_book *b, struct crm_str client, struct crm_list *out,
	struct crm_err *e)
{
	struct crm_list ids;
	DIR *dir;
	int r;

	*out = (struct crm_list){NULL, 0};
	if (crm_client_list(b, &ids, e))
		return -1;
	r = crm_book_dir(b, "outbox", &dir, e);
	if (r <= 0)
		return r;
	r = names_read(b, dir, &ids, client, out, e);
	closedir(dir);
	return r;
}

int crm_papers_remove(struct crm_book *b, const char *folder, const char *name, struct crm_err *e)
{
	int fd, r = crm_book_folder(b, folder, &fd, e);

	if (r <= 0)
		return r;
	r = 0;
	if ((unlinkat(fd, name, 0) && errno != ENOENT) || fsync(fd))
		r = crm_err_errno(e, name, _("cannot be removed"));
	close(fd);
	return r;
}
