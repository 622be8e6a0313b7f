/* modes.c - who else may read the book, and what interrupted runs left in it. */
#include "book/modes.h"
#include "base/i18n.h"
#include "base/str.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void warn_mode(struct crm_finds *finds, const char *name, const struct stat *st)
{
	bool folder = S_ISDIR(st->st_mode), book = strcmp(name, ".") == 0;

	if (!(st->st_mode & 077) || S_ISLNK(st->st_mode))
		return;
	crm_find_add(finds, book ? "" : name, 0, NULL, CRM_STR(""),
		book ? _("others can look into the folder of the book (mode %03o): 'chmod 700' "
			"closes it")
		: folder ? _("others can look into this folder (mode %03o): 'chmod 700' closes it")
		       : _("others can read it (mode %03o): 'chmod 600' closes it"),
		(unsigned)st->st_mode & 0777)
		->warning = true;
}

static void warn_left(struct crm_finds *finds, const char *name)
{
	if (strncmp(name, "journal.csv.torn-", 17) == 0)
		crm_find_add(finds, name, 0, NULL, CRM_STR(""),
			_("was cut from the journal after an interrupted write: log again what it "
				"says, then remove it"))
			->warning = true;
	if (strncmp(name, ".tmp-", 5) == 0)
		crm_find_add(finds, name, 0, NULL, CRM_STR(""),
			_("was left by an interrupted run: remove it"))
			->warning = true;
}

/* One folder; files of git and what else begins with a dot are not ours. */
static int look(struct crm_book *b, const char *rel, struct crm_finds *finds, struct crm_err *e)
{
	char name[512];
	struct dirent *d;
	struct stat st;
	DIR *dir;
	int r = crm_book_dir(b, rel, &dir, e);

	if (r <= 0)
		return r;
	if (fstat(dirfd(dir), &st) == 0)
		warn_mode(finds, rel, &st);
	while (errno = 0, (d = readdir(dir))) {
		warn_left(finds, d->d_name);
		if (d->d_name[0] == '.' || fstatat(dirfd(dir), d->d_name, &st, AT_SYMLINK_NOFOLLOW) ||
			!S_ISREG(st.st_mode))
			continue;
		snprintf(name, sizeof name, "%s%s%s", *rel == '.' ? "" : rel, *rel == '.' ? "" : "/",
			d->d_name);
		warn_mode(finds, name, &st);
	}
	r = errno ? crm_err_errno(e, rel, _("cannot be read")) : 0;
	closedir(dir);
	return r;
}

int crm_book_modes(struct crm_book *b, struct crm_finds *finds, struct crm_err *e)
{
	return look(b, ".", finds, e) || look(b, "clients", finds, e) || look(b, "outbox", finds, e)
		       ? -1
		       : 0;
}

/* ---- what --send obeys ---- */

/* What is looked at, and whether the book is shared with a group.  Whoever may write policy.yaml may
 * say which program runs, so that one is never shared. */
struct look {
	struct crm_book *book;
	bool shared;
};

static int not_closed(const struct look *l, const char *rel, mode_t open, struct crm_err *e)
{
	const char *what = !(open & S_IWGRP) ? "o-w" : open & S_IWOTH ? "go-w" : "g-w";

	if (strcmp(rel, ".") == 0)
		return crm_err_at(e, CRM_USAGE, l->book->path, 0, NULL,
			_("others can write to this folder, and reminders depend on what is in it: "
				"'chmod %s %s' closes it"),
			what, l->book->path);
	return crm_err_at(e, CRM_USAGE, rel, 0, NULL,
		_("others can write to it, and reminders depend on it: 'chmod %s %s/%s' closes "
			"it"), what,
		l->book->path, rel);
}

static int closed_to_others(const struct look *l, const char *rel, bool shared,
	const struct stat *st, struct crm_err *e)
{
	mode_t open = st->st_mode & (shared ? S_IWOTH : S_IWOTH | S_IWGRP);

	if (S_ISLNK(st->st_mode))
		return 0; /* none is followed */
	if (open)
		return not_closed(l, rel, open, e);
	if (!shared && st->st_uid != geteuid() && st->st_uid != 0)
		return crm_err_at(e, CRM_USAGE, strcmp(rel, ".") == 0 ? l->book->path : rel, 0, NULL,
			_("belongs to another user (%lu), and reminders depend on it: make it "
				"yours, with 'cp' or as root with 'chown'"),
			(unsigned long)st->st_uid);
	return 0;
}

static int one_closed(const struct look *l, const char *rel, bool shared, struct crm_err *e)
{
	struct stat st;

	if (fstatat(l->book->dir, rel, &st, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT ? 0 : crm_err_errno(e, rel, _("cannot be read"));
	return closed_to_others(l, rel, shared, &st, e);
}

static int all_closed(const struct look *l, const char *rel, int levels, struct crm_err *e);

/* One of a folder, and so many levels below. */
static int entry_closed(const struct look *l, int dir, const char *rel, const char *entry,
	int levels, struct crm_err *e)
{
	char name[1024];
	struct stat st;

	if (entry[0] == '.' || fstatat(dir, entry, &st, AT_SYMLINK_NOFOLLOW))
		return 0;
	snprintf(name, sizeof name, "%s/%s", rel, entry);
	if (S_ISREG(st.st_mode))
		return closed_to_others(l, name, l->shared, &st, e);
	return S_ISDIR(st.st_mode) && levels ? all_closed(l, name, levels - 1, e) : 0;
}

static int all_closed(const struct look *l, const char *rel, int levels, struct crm_err *e)
{
	struct dirent *d;
	struct stat st;
	DIR *dir;
	int r = crm_book_dir(l->book, rel, &dir, e);

	if (r <= 0)
		return r;
	r = fstat(dirfd(dir), &st) ? crm_err_errno(e, rel, _("cannot be read"))
				   : closed_to_others(l, rel, l->shared, &st, e);
	while (!r && (errno = 0, (d = readdir(dir))))
		r = entry_closed(l, dirfd(dir), rel, d->d_name, levels, e);
	if (!r && errno)
		r = crm_err_errno(e, rel, _("cannot be read"));
	closedir(dir);
	return r;
}

int crm_book_trusted(struct crm_book *b, bool shared, struct crm_err *e)
{
	static const char *const file[] = {
		".", "journal.csv", "rates.csv", "regimes.csv", "holidays.csv"};
	struct look l = {b, shared};
	size_t i;

	if (one_closed(&l, "policy.yaml", false, e))
		return -1;
	for (i = 0; i < sizeof file / sizeof *file; i++)
		if (one_closed(&l, file[i], shared, e))
			return -1;
	return all_closed(&l, "clients", 0, e) || all_closed(&l, "templates", 1, e) ? -1 : 0;
}
