/* vdir.c - a folder of calendar items. */
#include "tool/vdir.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "book/book.h"
#include "tool/sink.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { HEX = 32 };

static const char end[] = "@crm.ics";

/* A wrong name, or the system. */
static int not_there(const char *path, const char *text, struct crm_err *e)
{
	crm_err_errno(e, path, text);
	if (e->code == ENOENT || e->code == EACCES || e->code == ENOTDIR || e->code == EPERM)
		e->status = CRM_USAGE;
	return -1;
}

int crm_vdir_open(struct crm_vdir *v, const char *path, struct crm_err *e)
{
	*v = (struct crm_vdir){.path = path, .dir = -1};
	crm_intern_init(&v->put);
	if (mkdir(path, 0700) ? errno != EEXIST : crm_sync_parent(path))
		return not_there(path, _("cannot make the folder"), e);
	v->dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (v->dir < 0)
		return not_there(path, _("cannot open the folder"), e);
	return 0;
}

static bool ours(const char *name)
{
	return strspn(name, "0123456789abcdef") == HEX && strcmp(name + HEX, end) == 0;
}

/* Whether the file holds these bytes. */
static bool same(const struct crm_vdir *v, const char *name, struct crm_str bytes)
{
	int fd = openat(v->dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct crm_buf b;
	ssize_t n = 0;
	bool yes;

	if (fd < 0)
		return false;
	crm_buf_init(&b);
	while (b.n <= bytes.n) {
		char *p = crm_buf_room(&b, bytes.n + 1);

		n = read(fd, p, bytes.n + 1);
		if (n <= 0)
			break;
		b.n += (size_t)n;
	}
	close(fd);
	yes = n == 0 && crm_str_eq(crm_buf_view(&b), bytes);
	crm_buf_release(&b);
	return yes;
}

int crm_vdir_put(struct crm_vdir *v, struct crm_str uid, struct crm_str bytes, struct crm_err *e)
{
	struct crm_sink sink;
	struct crm_buf path;
	const char *name;
	int st;

	crm_buf_init(&path);
	crm_buf_printf(&path, "%s/", v->path);
	st = (int)path.n;
	crm_buf_str(&path, uid);
	crm_buf_cstr(&path, ".ics");
	crm_buf_char(&path, '\0');
	name = path.p + st;
	if (!ours(name))
		crm_bug("an item of another's name");
	crm_intern_add(&v->put, crm_str(name));
	st = 0;
	if (!same(v, name, bytes)) {
		st = crm_sink_open(&sink, path.p, e);
		if (!st) {
			fwrite(bytes.p, 1, bytes.n, sink.stream);
			st = crm_sink_close(&sink, true, e);
		}
	}
	crm_buf_release(&path);
	return st;
}

int crm_vdir_sweep(struct crm_vdir *v, struct crm_err *e)
{
	int fd = openat(v->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), st = 0;
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *it;

	if (!d) {
		st = crm_err_errno(e, v->path, _("cannot read the folder"));
		if (fd >= 0)
			close(fd);
		return st;
	}
	while ((it = readdir(d)) != NULL)
		if (ours(it->d_name) && crm_intern_find(&v->put, crm_str(it->d_name)) < 0 &&
			unlinkat(v->dir, it->d_name, 0) && errno != ENOENT)
			st = crm_err_errno(e, v->path, _("cannot remove a finished item"));
	closedir(d);
	return st;
}

void crm_vdir_close(struct crm_vdir *v)
{
	if (v->dir >= 0)
		close(v->dir);
	crm_intern_release(&v->put);
}
