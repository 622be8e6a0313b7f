/* path.c - the way from the book's folder to a file in it. */
#include "book/path.h"
#include "base/i18n.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The next part of a path into `part`; false when it is no plain name. */
static bool next_part(const char **rel, char part[CRM_PATH_PART + 1])
{
	size_t n = strcspn(*rel, "/");

	if (n == 0 || n > CRM_PATH_PART)
		return false;
	memcpy(part, *rel, n);
	part[n] = '\0';
	*rel += n;
	if (**rel == '/' && *++*rel == '\0')
		return false;
	return strcmp(part, ".") != 0 && strcmp(part, "..") != 0;
}

/* One part further: the folder's descriptor is exchanged for that of its child. */
static int down(int *fd, const char *part)
{
	int next = openat(*fd, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	int code = errno;

	if (next < 0)
		return -1;
	close(*fd);
	*fd = next;
	errno = code;
	return 0;
}

int crm_path_walk(
	int book, const char *rel, int *fd, char part[CRM_PATH_PART + 1], struct crm_err *e)
{
	const char *rest = rel;
	int at = fcntl(book, F_DUPFD_CLOEXEC, 0), r;

	if (at < 0)
		return crm_err_errno(e, rel, _("cannot open its folder"));
	for (;;) {
		r = -1;
		if (!next_part(&rest, part)) {
			crm_err_at(e, CRM_USAGE, rel, 0, NULL, _("is not a path inside the book"));
			break;
		}
		r = 1;
		if (!*rest)
			break;
		if (down(&at, part)) {
			r = errno == ENOENT ? 0 : -1;
			crm_err_errno(e, rel, _("cannot open its folder"));
			break;
		}
	}
	if (r == 1)
		*fd = at;
	else
		close(at);
	return r;
}

/* The folder itself, made beside its siblings; the entry is durable before anything is in it. */
static int make_parent(int book, const char *rel, struct crm_err *e)
{
	char part[CRM_PATH_PART + 1], parent[2 * CRM_PATH_PART + 2];
	const char *slash = strrchr(rel, '/');
	size_t n = slash ? (size_t)(slash - rel) : 0;
	int fd, bad;

	if (n == 0 || n >= sizeof parent)
		return crm_err_at(e, CRM_USAGE, rel, 0, NULL, _("is not a path inside the book"));
	memcpy(parent, rel, n);
	parent[n] = '\0';
	if (crm_path_walk(book, parent, &fd, part, e) != 1)
		return -1;
	bad = (mkdirat(fd, part, 0700) && errno != EEXIST) || fsync(fd);
	if (bad)
		crm_err_errno(e, parent, _("cannot make the folder"));
	close(fd);
	return bad ? -1 : 0;
}

int crm_path_make(
	int book, const char *rel, int *fd, char part[CRM_PATH_PART + 1], struct crm_err *e)
{
	int r = crm_path_walk(book, rel, fd, part, e);

	if (r != 0)
		return r;
	if (make_parent(book, rel, e))
		return -1;
	return crm_path_walk(book, rel, fd, part, e) == 1 ? 1 : -1;
}
