/* underway.c - which messages are being handed over at this moment. */
#include "book/underway.h"
#include "base/i18n.h"
#include "base/sha256.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static const char name[] = ".sending";

/* Locks of an open file, not of a process: no close elsewhere in it lets them go. */
static struct flock byte_of(struct crm_str mid)
{
	unsigned char sum[32];
	struct crm_sha256 h;

	/* the same place in every process, as crm_hash would not give it */
	crm_sha256_init(&h);
	crm_sha256_add(&h, mid);
	crm_sha256_end(&h, sum);
	return (struct flock){.l_type = F_WRLCK,
		.l_whence = SEEK_SET,
		.l_start = (off_t)(sum[0] & 0x7f) << 24 | sum[1] << 16 | sum[2] << 8 | sum[3],
		.l_len = 1};
}

static int failed(struct crm_err *e)
{
	return crm_err_errno(e, name, _("cannot be locked"));
}

int crm_underway_begin(struct crm_book *b, struct crm_str mid, int *fd, struct crm_err *e)
{
	struct flock byte = byte_of(mid);

	*fd = openat(b->dir, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
		0600);
	if (*fd < 0)
		return failed(e);
	if (fcntl(*fd, F_OFD_SETLK, &byte) == 0)
		return 1;
	if (errno == EAGAIN || errno == EACCES) {
		close(*fd);
		return 0;
	}
	failed(e);
	close(*fd);
	return -1;
}

void crm_underway_end(int fd)
{
	close(fd);
}

int crm_underway(struct crm_book *b, struct crm_str mid, struct crm_err *e)
{
	struct flock byte = byte_of(mid);
	int fd = openat(b->dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC), r;

	if (fd < 0)
		return errno == ENOENT ? 0 : failed(e);
	r = fcntl(fd, F_OFD_GETLK, &byte);
	if (r)
		failed(e);
	close(fd);
	return r ? -1 : byte.l_type != F_UNLCK;
}
