/* tail.c - the end of the journal: what an interrupted write left there. */
#include "book/tail.h"
#include "base/i18n.h"
#include "base/sha256.h"
#include "book/line.h"
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

static int read_at(int fd, uint64_t at, char *p, size_t n, struct crm_err *e)
{
	while (n) {
		ssize_t r = pread(fd, p, n, (off_t)at);

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0) {
			if (r == 0)
				errno = EIO; /* it is shorter than it was a moment ago */
			return crm_err_errno(e, crm_journal_file, _("cannot be read"));
		}
		p += r;
		at += (uint64_t)r;
		n -= (size_t)r;
	}
	return 0;
}

/* Behind the last newline of the file; 0 when there is none. */
static int last_line_end(int fd, uint64_t size, uint64_t *end, struct crm_err *e)
{
	char buf[CHUNK];
	const char *lf;

	for (*end = 0; size > 0; size -= size < CHUNK ? size : CHUNK) {
		size_t n = size < CHUNK ? (size_t)size : CHUNK;

		if (read_at(fd, size - n, buf, n, e))
			return -1;
		lf = memrchr(buf, '\n', n);
		if (lf) {
			*end = size - n + (uint64_t)(lf + 1 - buf);
			return 0;
		}
	}
	return 0;
}

/* Before the whole lines at the end that hold NUL bytes, as far back as one look reaches. */
static int before_nul_lines(int fd, uint64_t *end, struct crm_err *e)
{
	char buf[CHUNK];
	size_t n = *end < CHUNK ? (size_t)*end : CHUNK;
	uint64_t base = *end - n;
	const char *lf, *begin;

	if (n && read_at(fd, base, buf, n, e))
		return -1;
	while (n) {
		lf = memrchr(buf, '\n', n - 1);
		begin = lf ? lf + 1 : buf;
		if (!memchr(begin, '\0', n - (size_t)(begin - buf)) || (!lf && base))
			break;
		n = (size_t)(begin - buf);
	}
	*end = base + n;
	return 0;
}

/* The name of the copy: its sum says of which bytes. */
static int name_of(int fd, uint64_t from, uint64_t to, char name[64], struct crm_err *e)
{
	unsigned char sum[32];
	struct crm_sha256 h;
	char buf[CHUNK];
	size_t n;
	int i;

	crm_sha256_init(&h);
	for (; from < to; from += n) {
		n = to - from < CHUNK ? (size_t)(to - from) : CHUNK;
		if (read_at(fd, from, buf, n, e))
			return -1;
		crm_sha256_add(&h, (struct crm_str){buf, n});
	}
	crm_sha256_end(&h, sum);
	i = snprintf(name, 64, "%s.torn-", crm_journal_file);
	for (n = 0; n < 6; n++)
		i += snprintf(name + i, 64 - (size_t)i, "%02x", sum[n]);
	return 0;
}

int crm_tail_repair(struct crm_book *b, int fd, uint64_t *size, struct crm_finds *finds,
	struct crm_err *e)
{
	uint64_t end;
	char name[64];

	if (last_line_end(fd, *size, &end, e) || before_nul_lines(fd, &end, e))
		return -1;
	if (end == *size)
		return 0;
	if (name_of(fd, end, *size, name, e) || crm_book_copy(b, name, fd, end, *size, e))
		return -1;
	if (ftruncate(fd, (off_t)end) || fsync(fd))
		return crm_err_errno(e, crm_journal_file, _("the torn end cannot be cut off"));
	crm_find_add(finds, crm_journal_file, 0, NULL, CRM_STR(""),
		CRM_NGETTEXT("the last %llu byte was not a whole line (an interrupted write?); it "
			"is set aside in %s: check whether it says anything that is not in the "
			"journal",
			"the last %llu bytes were not a whole line (an interrupted write?); they "
			"are set aside in %s: check whether they say anything that is not in the "
			"journal",
			*size - end),
		(unsigned long long)(*size - end), name)->warning = true;
	*size = end;
	return 0;
}
