/* init.c - the skeleton of a new book.  What exists is left alone, so it can be run again. */
#include "base/embed.h"
#include "base/i18n.h"
#include "book/book.h"
#include "book/row.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAIT = 10 };

/* The folder and those above it; private, as the base directory specification wants. */
static int make_folders(const char *path, struct crm_err *e)
{
	struct crm_buf b;
	size_t i;
	int r = 0;

	crm_buf_init(&b);
	crm_buf_cstr(&b, path);
	for (i = 1; !r && i <= b.n; i++) {
		if (b.p[i] != '/' && b.p[i] != '\0')
			continue;
		b.p[i] = '\0';
		if (mkdir(b.p, 0700) ? errno != EEXIST && errno != EISDIR : crm_sync_parent(b.p))
			r = crm_err_errno(e, b.p, _("cannot make the folder"));
		if (i < b.n)
			b.p[i] = '/';
	}
	crm_buf_release(&b);
	return r;
}

static int make_file(struct crm_book *b, const char *name, struct crm_str bytes, struct crm_err *e)
{
	struct stat st;

	if (fstatat(b->dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
		return 0;
	return crm_book_create(b, name, bytes, e);
}

static int make_files(struct crm_book *b, const char *lang, struct crm_err *e)
{
	if (mkdirat(b->dir, "clients", 0700) ? errno != EEXIST : fsync(b->dir))
		return crm_err_errno(e, "clients", _("cannot make the folder"));
	/* merging two copies of a record is putting them one behind the other */
	if (make_file(b, ".gitattributes", CRM_STR("journal.csv merge=union\n"), e) ||
		make_file(b, ".gitignore", CRM_STR(".lock\n.sending\n.tmp-*\n"), e) ||
		make_file(b, "policy.yaml", crm_embed_lang("policy", lang), e))
		return -1;
	return make_file(b, "journal.csv", CRM_STR(CRM_JOURNAL_HEADER "\n"), e);
}

int crm_book_init(const char *path, const char *lang, struct crm_err *e)
{
	struct crm_book b;
	int r;

	if (!path[0])
		return crm_err_set(e, CRM_USAGE, _("which folder? give it with -C"));
	if (make_folders(path, e) || crm_book_open(&b, path, e))
		return -1;
	r = crm_book_lock(&b, WAIT, e) || make_files(&b, lang, e);
	crm_book_close(&b);
	return r ? -1 : 0;
}
