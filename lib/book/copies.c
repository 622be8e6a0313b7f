/* copies.c - copies of the journal that a synced folder or a merge left beside it. */
#include "book/copies.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/intern.h"
#include <dirent.h>
#include <unistd.h>

enum { LARGEST = 256 * 1024 * 1024 };

static bool ends(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n >= k && strcmp(s + n - k, end) == 0;
}

/* As Syncthing (`.sync-conflict-`), Dropbox and Nextcloud (`(conflicted copy ...)`), editors and merges
 * (`(1)`, `.orig`) name one. */
static bool is_copy(const char *name)
{
	static const char *const end[] = {".orig", ".rej", ".mine", ".theirs", ".ours", ".yours",
		".base", ".remote", ".local"};
	static const char *const part[] = {"conflict", "konflikt", "conflit", "conflicto",
		"_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_", ".BACKUP.", ".BASE.", ".LOCAL.", ".REMOTE.", " copy",
		" copie", " - Copie", " Kopie"};
	size_t i;

	if (strncmp(name, "journal", 7) != 0 || strcmp(name, "journal.csv") == 0)
		return false;
	for (i = 0; i < sizeof end / sizeof *end; i++)
		if (ends(name, end[i]))
			return true;
	for (i = 0; i < sizeof part / sizeof *part; i++)
		if (strcasestr(name, part[i]))
			return true;
	/* journal 2.csv, journal (1).csv, journal (laptop's version).csv */
	if (name[7] == ' ' && strspn(name + 8, "0123456789") + 4 == strlen(name + 8) && ends(name, ".csv"))
		return true;
	return strchr(name, '(') && strchr(name, ')');
}

/* journal-LAPTOP.csv, as OneDrive names one, and as a person may name an old part of the record, by its
 * year most likely. */
static bool may_be_copy(const char *name)
{
	return strncmp(name, "journal-", 8) == 0 && ends(name, ".csv") &&
	       strspn(name + 8, "0123456789-_.") < strlen(name + 8) - 3;
}

/* Whether it has rows of the journal, and a row that the journal has not: a backup has none of those, a
 * part that was put aside none of the others. */
static bool grew_apart(struct crm_book *b, const char *name)
{
	struct crm_str rows[2], line, rest;
	struct crm_intern known;
	size_t i, there = 0, missing = 0;
	const char *lf;
	struct crm_err e;

	if (crm_book_read(b, "journal.csv", LARGEST, &rows[0], &e) <= 0 ||
		crm_book_read(b, name, LARGEST, &rows[1], &e) <= 0)
		return false;
	crm_intern_init(&known);
	for (i = 0; i < 2; i++)
		for (rest = rows[i]; rest.n; rest.p += line.n + 1, rest.n -= line.n + 1) {
			lf = memchr(rest.p, '\n', rest.n);
			if (!lf)
				break;
			line = (struct crm_str){rest.p, (size_t)(lf - rest.p)};
			if (i == 0)
				crm_intern_add(&known, line);
			else if (line.p == rows[1].p) /* the header */
				continue;
			else if (crm_intern_find(&known, line) >= 0)
				there++;
			else
				missing++;
		}
	crm_intern_release(&known);
	return there && missing;
}

/* As a shell reads it: one word. */
static void quote(struct crm_buf *b, const char *s)
{
	crm_buf_char(b, '\'');
	for (; *s; s++) {
		if (*s == '\'')
			crm_buf_cstr(b, "'\\'");
		crm_buf_char(b, (unsigned char)*s < 0x20 ? '?' : *s);
	}
	crm_buf_char(b, '\'');
}

static void tell(struct crm_book *b, const char *name, struct crm_finds *finds)
{
	struct crm_buf path, word;

	crm_buf_init(&path);
	crm_buf_init(&word);
	crm_buf_printf(&path, "%s/%s", b->path, name);
	quote(&word, path.p);
	crm_find_add(finds, crm_arena_cstr(&b->mem, crm_str(name)), 0, NULL, CRM_STR(""),
		_("looks like a copy of the journal with rows of another machine: "
		  "crm-log --import --clients=any %s && rm %s adds what is missing"),
		word.p, word.p)
		->unread = true;
	crm_buf_release(&path);
	crm_buf_release(&word);
}

void crm_copies_find(struct crm_book *b, struct crm_finds *finds)
{
	struct dirent *d;
	struct crm_err e;
	DIR *dir;
	int fd;

	if (crm_book_folder(b, ".", &fd, &e) <= 0)
		return; /* the journal cannot be read either, and that is said */
	dir = fdopendir(fd);
	if (!dir) {
		close(fd);
		return;
	}
	while ((d = readdir(dir)))
		if (is_copy(d->d_name) || (may_be_copy(d->d_name) && grew_apart(b, d->d_name)))
			tell(b, d->d_name, finds);
	closedir(dir);
}

bool crm_copies_mark(struct crm_str line)
{
	static const char *const mark[] = {"<<<<<<<", "=======", ">>>>>>>", "|||||||"};
	size_t i;

	for (i = 0; i < sizeof mark / sizeof *mark; i++)
		if (line.n >= 7 && memcmp(line.p, mark[i], 7) == 0)
			return true;
	return false;
}
