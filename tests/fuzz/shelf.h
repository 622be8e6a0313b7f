/* shelf.h - a book in memory for a harness: files are written into it, then it is opened as any other. */
#ifndef CRM_TESTS_FUZZ_SHELF_H
#define CRM_TESTS_FUZZ_SHELF_H
#include "base/str.h"
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
	static const char *const name[] = {"journal.csv", "policy.yaml", "clients/a.yaml", "clients", ""};
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

static inline void shelf_put(const char *name, struct crm_str bytes)
{
	char path[128];
	int fd;

	snprintf(path, sizeof path, "%s/%s", shelf, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || write(fd, bytes.p, bytes.n) != (ssize_t)bytes.n || close(fd))
		abort();
}

/* What stands before a line `---`, and *rest what stands behind it. */
static inline struct crm_str shelf_part(struct crm_str bytes, struct crm_str *rest)
{
	size_t i;

	for (i = 0; i + 5 <= bytes.n; i++)
		if (memcmp(bytes.p + i, "\n---\n", 5) == 0) {
			*rest = (struct crm_str){bytes.p + i + 5, bytes.n - i - 5};
			return (struct crm_str){bytes.p, i + 1};
		}
	*rest = (struct crm_str){bytes.p + bytes.n, 0};
	return bytes;
}
#endif
