/* copies.c - copies of the journal that a synced folder or a merge left beside it. */
#include "book/copies.h"
#include "base/buf.h"
#include "base/i18n.h"
#include <dirent.h>
#include <unistd.h>

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
		"_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_", " copy", " copie", " - Copie", " Kopie"};
	size_t i;

	if (strncmp(name, "journal", 7) != 0 || strcmp(name, "journal.csv") == 0)
		return false;
	for (i = 0; i < sizeof end / sizeof *end; i++)
		if (ends(name, end[i]))
			return true;
	for (i = 0; i < sizeof part / sizeof *part; i++)
		if (strcasestr(name, part[i]))
			return true;
	/* journal (1).csv, journal (laptop's version).csv */
	return strchr(name, '(') && strchr(name, ')');
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
		if (is_copy(d->d_name))
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
