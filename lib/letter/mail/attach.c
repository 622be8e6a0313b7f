/* attach.c - the file of an invoice. */
#include "letter/mail/attach.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* A ref as a part of a file name; false when it can be none. */
static bool ref_part(struct crm_buf *b, struct crm_str ref)
{
	size_t i;

	if (ref.n == 0 || ref.p[0] == '.' || !crm_utf8_ok(ref))
		return false;
	for (i = 0; i < ref.n; i++) {
		unsigned char c = (unsigned char)ref.p[i];

		if (c < ' ' || c == 0x7f || c == '\\')
			return false;
		crm_buf_char(b, c == '/' ? '-' : (char)c);
	}
	return true;
}

const char *crm_attach_path(
	struct crm_str pattern, struct crm_str ref, struct crm_str client, struct crm_arena *a)
{
	const char *path = NULL;
	bool good = true;
	struct crm_buf b;

	crm_buf_init(&b);
	while (pattern.n && good) {
		if (crm_str_take(&pattern, CRM_STR("{ref}"))) {
			good = ref_part(&b, ref);
		} else if (crm_str_take(&pattern, CRM_STR("{client}"))) {
			crm_buf_str(&b, client); /* its grammar is that of a file name */
		} else {
			crm_buf_char(&b, pattern.p[0]);
			pattern.p++;
			pattern.n--;
		}
	}
	if (good && b.n)
		path = crm_arena_cstr(a, crm_buf_view(&b));
	crm_buf_release(&b);
	return path;
}

static int all_of(int fd, char *to, size_t n)
{
	size_t done = 0;
	ssize_t r;

	while (done < n) {
		r = read(fd, to + done, n - done);
		if (r == 0 || (r < 0 && errno != EINTR))
			return -1;
		if (r > 0)
			done += (size_t)r;
	}
	return 0;
}

/* The bytes of an open file, if it is one that can be sent. */
static int take(int fd, const char *path, size_t room, struct crm_arena *a, struct crm_str *out,
	struct crm_err *e)
{
	struct stat st;
	char *bytes;

	if (fstat(fd, &st))
		return crm_err_errno(e, path, _("cannot be read"));
	if (!S_ISREG(st.st_mode) || st.st_size == 0)
		return crm_err_at(e, CRM_PARTIAL, path, 0, NULL,
			_("is empty, or is not a regular file"));
	if ((uint64_t)st.st_size > room)
		return crm_err_at(e, CRM_PARTIAL, path, 0, NULL,
			_("does not fit: all files of a message together may have %d MiB"),
			CRM_ATTACH_MOST >> 20);
	bytes = crm_arena_alloc(a, (size_t)st.st_size);
	if (all_of(fd, bytes, (size_t)st.st_size))
		return crm_err_errno(e, path, _("cannot be read"));
	*out = (struct crm_str){bytes, (size_t)st.st_size};
	return 0;
}

int crm_attach_read(int folder, const char *path, size_t room, struct crm_arena *a,
	struct crm_attachment *out, struct crm_err *e)
{
	const char *name = strrchr(path, '/');
	int fd = openat(folder, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), bad;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR || errno == EACCES))
		return crm_err_at(e, CRM_PARTIAL, path, 0, NULL,
			_("does not exist, or cannot be read"));
	if (fd < 0)
		return crm_err_errno(e, path, _("cannot be read"));
	out->name = crm_arena_str(a, crm_str(name ? name + 1 : path));
	bad = take(fd, path, room, a, &out->bytes, e);
	if (!bad)
		bad = crm_mime_name(out->name, e);
	close(fd);
	return bad ? -1 : 0;
}
