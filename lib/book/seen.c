/* seen.c - whether a file of the book still is what it was when we read it. */
#include "book/seen.h"
#include <fcntl.h>
#include <sys/stat.h>

void crm_seen_at(const struct crm_book *b, const char *rel, struct crm_seen *out)
{
	struct stat st;

	memset(out, 0, sizeof *out);
	if (fstatat(b->dir, rel, &st, AT_SYMLINK_NOFOLLOW))
		return;
	out->device = (uint64_t)st.st_dev;
	out->inode = (uint64_t)st.st_ino;
	out->size = (int64_t)st.st_size;
	out->changed[0] = (int64_t)st.st_ctim.tv_sec;
	out->changed[1] = (int64_t)st.st_ctim.tv_nsec;
	out->written[0] = (int64_t)st.st_mtim.tv_sec;
	out->written[1] = (int64_t)st.st_mtim.tv_nsec;
}

bool crm_seen_same(const struct crm_seen *a, const struct crm_seen *b)
{
	return a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       a->changed[0] == b->changed[0] && a->changed[1] == b->changed[1] &&
	       a->written[0] == b->written[0] && a->written[1] == b->written[1];
}
