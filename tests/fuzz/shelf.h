/* shelf.h - a book in memory for a harness: files are written into it, then it is opened as any other. */
#ifndef CRM_TESTS_FUZZ_SHELF_H
#define CRM_TESTS_FUZZ_SHELF_H
#include "book/book.h"
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char shelf[64];

static void shelf_drop(void)
{
	static const char *const name[] = {"journal.csv", ".lock", "mail", "policy.yaml", "clients/a.yaml", "clients", ""};
	char path[128];
	size_t i;

	for (i = 0; i < sizeof name / sizeof *name; i++) {
		snprintf(path, sizeof path, "%s/%s", shelf, name[i]);
		remove(path);
	}
}

/* Made once, taken away at the end. */
static inline void shelf_make(void)
{
	char path[128];

	if (shelf[0])
		return;
	snprintf(shelf, sizeof shelf, "%s/crm-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (!mkdtemp(shelf))
		abort();
	snprintf(path, sizeof path, "%s/clients", shelf);
	if (mkdir(path, 0700) || atexit(shelf_drop))
		abort();
}

/* The file is the same one every time, over which the next bytes are written: opening one costs what a
 * short input does. */
static inline void shelf_put(const char *name, struct crm_str bytes)
{
	static const char *last;
	static int fd;
	char path[128];

	if (last != name) {
		if (last)
			close(fd);
		last = name;
		snprintf(path, sizeof path, "%s/%s", shelf, name);
		fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	}
	if (pwrite(fd, bytes.p, bytes.n, 0) != (ssize_t)bytes.n || ftruncate(fd, (off_t)bytes.n))
		abort();
}

/* The book, opened once; what the last run kept in it is let go. */
static inline struct crm_book *shelf_book(void)
{
	static struct crm_book book;
	static struct crm_arena_mark empty;
	struct crm_err e;

	shelf_make();
	if (!book.path) {
		if (crm_book_open(&book, shelf, &e))
			abort();
		empty = crm_arena_mark(&book.mem);
	}
	crm_arena_rewind(&book.mem, empty);
	return &book;
}

/* What stands before a line `---`, and *rest what stands behind it. */
static inline struct crm_str shelf_part(struct crm_str bytes, struct crm_str *rest)
{
	const char *line = bytes.n ? memmem(bytes.p, bytes.n, "\n---\n", 5) : NULL;

	if (line) {
		*rest = (struct crm_str){line + 5, bytes.n - (size_t)(line + 5 - bytes.p)};
		return (struct crm_str){bytes.p, (size_t)(line + 1 - bytes.p)};
	}
	*rest = (struct crm_str){bytes.p + bytes.n, 0};
	return bytes;
}
#endif
