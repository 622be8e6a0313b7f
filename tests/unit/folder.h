/* folder.h - a fresh folder for a test, and files in it. */
#ifndef CRM_TESTS_FOLDER_H
#define CRM_TESTS_FOLDER_H
#include "base/str.h"
#include <check.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static inline void folder_make(void)
{
	snprintf(folder, sizeof folder, "/tmp/crm-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static inline int folder_drop(const char *path, const struct stat *st, int type, struct FTW *w)
{
	(void)st;
	(void)type;
	(void)w;
	return remove(path);
}

static inline void folder_remove(void)
{
	nftw(folder, folder_drop, 16, FTW_DEPTH | FTW_PHYS);
}

/* The path of a file in the folder; the next call overwrites it. */
static inline const char *folder_path(const char *rel)
{
	static char path[512];

	snprintf(path, sizeof path, "%s/%s", folder, rel);
	return path;
}

static inline void folder_put(const char *rel, struct crm_str bytes)
{
	int fd = open(folder_path(rel), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq((int)write(fd, bytes.p, bytes.n), (int)bytes.n);
	close(fd);
}

static inline void folder_text(const char *rel, const char *text)
{
	folder_put(rel, crm_str(text));
}
#endif
