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
		book ? _("others may look into the folder of the book (mode %03o): 'chmod 700' "
			 "closes it")
		: folder ? _("others may look into this folder (mode %03o): 'chmod 700' closes it")
		       : _("others may read it (mode %03o): 'chmod 600' closes it"),
		(unsigned)st->st_mode & 0777)
		->warning = true;
}

static void warn_left(struct crm_finds *finds, const char *name)
{
	if (strncmp(name, "journal.csv.torn-", 17) == 0)
		crm_find_add(finds, name, 0, NULL, CRM_STR(""),
			_("was cut off the journal after an interrupted write: log again what it says, "
			  "then remove it"))
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

static int closed_to_others(struct crm_book *b, const char *rel, const struct stat *st,
	struct crm_err *e)
{
	if (S_ISLNK(st->st_mode) || !(st->st_mode & S_IWOTH))
		return 0;
	return crm_err_at(e, CRM_USAGE, rel, 0, NULL,
		_("every user of this machine may write it, and reminders go out by it: 'chmod o-w "
		  "%s/%s' closes it"),
		b->path, rel);
}

static int one_closed(struct crm_book *b, const char *rel, struct crm_err *e)
{
	struct stat st;

	if (fstatat(b->dir, rel, &st, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT ? 0 : crm_err_errno(e, rel, _("cannot be read"));
	return closed_to_others(b, rel, &st, e);
}

/* A folder, what is in it, and so many levels below. */
static int all_closed(struct crm_book *b, const char *rel, int levels, struct crm_err *e)
{
	char name[1024];
	struct dirent *d;
	struct stat st;
	DIR *dir;
	int r = crm_book_dir(b, rel, &dir, e);

	if (r <= 0)
		return r;
	r = fstat(dirfd(dir), &st) ? crm_err_errno(e, rel, _("cannot be read"))
			   : closed_to_others(b, rel, &st, e);
	while (!r && (errno = 0, (d = readdir(dir)))) {
		if (d->d_name[0] == '.' || fstatat(dirfd(dir), d->d_name, &st, AT_SYMLINK_NOFOLLOW))
			continue;
		snprintf(name, sizeof name, "%s/%s", rel, d->d_name);
		if (S_ISREG(st.st_mode))
			r = closed_to_others(b, name, &st, e);
		else if (S_ISDIR(st.st_mode) && levels)
			r = all_closed(b, name, levels - 1, e);
	}
	if (!r && errno)
		r = crm_err_errno(e, rel, _("cannot be read"));
	closedir(dir);
	return r;
}

int crm_book_trusted(struct crm_book *b, struct crm_err *e)
{
	static const char *const file[] = {
		"journal.csv", "policy.yaml", "rates.csv", "regimes.csv", "holidays.csv"};
	size_t i;

	for (i = 0; i < sizeof file / sizeof *file; i++)
		if (one_closed(b, file[i], e))
			return -1;
	return all_closed(b, "clients", 0, e) || all_closed(b, "templates", 1, e) ? -1 : 0;
}
