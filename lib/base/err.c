/* err.c - errors as values, findings about data. */
#include "base/err.h"
#include "base/i18n.h"
#include "base/sort.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static void fill(struct crm_err *e, int status, const char *file, long line, const char *field)
{
	memset(e, 0, sizeof *e);
	e->status = status;
	e->line = line;
	snprintf(e->file, sizeof e->file, "%s", file ? file : "");
	snprintf(e->field, sizeof e->field, "%s", field ? field : "");
}

int crm_err_set(struct crm_err *e, int status, const char *fmt, ...)
{
	va_list ap;

	fill(e, status, NULL, 0, NULL);
	va_start(ap, fmt);
	vsnprintf(e->text, sizeof e->text, fmt, ap);
	va_end(ap);
	return -1;
}

int crm_err_at(struct crm_err *e, int status, const char *file, long line, const char *field,
	const char *fmt, ...)
{
	va_list ap;

	fill(e, status, file, line, field);
	va_start(ap, fmt);
	vsnprintf(e->text, sizeof e->text, fmt, ap);
	va_end(ap);
	return -1;
}

void crm_err_place(struct crm_err *e, const char *file, long line, const char *field)
{
	if (e->file[0] || e->field[0])
		return;
	e->line = line;
	snprintf(e->file, sizeof e->file, "%s", file);
	snprintf(e->field, sizeof e->field, "%s", field);
}

void crm_err_line(const struct crm_err *e, char *out, size_t n)
{
	char line[32] = "";

	if (e->line > 0)
		snprintf(line, sizeof line, ":%ld", e->line);
	snprintf(out, n, "%s%s%s%s%s%s", e->file, e->file[0] ? line : "", e->file[0] ? ": " : "",
		e->field, e->field[0] ? ": " : "", e->text);
}

const char *crm_err_system(int code)
{
	static const struct {
		int code;
		const char *text;
	} words[] = {{ENOENT, N_("No such file or directory")}, {EACCES, N_("Permission denied")},
		{EPERM, N_("Operation not permitted")}, {EEXIST, N_("File exists")},
		{ENOTDIR, N_("Not a directory")}, {EISDIR, N_("Is a directory")},
		{ENOSPC, N_("No space left on device")}, {EDQUOT, N_("Disk quota exceeded")},
		{EFBIG, N_("File too large")}, {EROFS, N_("Read-only file system")},
		{EIO, N_("Input/output error")}, {EPIPE, N_("Broken pipe")},
		{EBADF, N_("Bad file descriptor")}, {ENAMETOOLONG, N_("File name too long")},
		{ELOOP, N_("Too many levels of symbolic links")},
		{EMFILE, N_("Too many open files")}, {ENOEXEC, N_("Exec format error")}};
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].code == code)
			return _(words[i].text);
	return strerror(code);
}

int crm_err_errno(struct crm_err *e, const char *file, const char *text)
{
	int code = errno;

	fill(e, CRM_SYSTEM, file, 0, NULL);
	e->code = code;
	snprintf(e->text, sizeof e->text, "%s: %s", text, crm_err_system(code));
	return -1;
}

void crm_finds_init(struct crm_finds *f)
{
	memset(f, 0, sizeof *f);
	crm_arena_init(&f->mem);
}

void crm_finds_clear(struct crm_finds *f)
{
	f->n = f->more = 0;
	crm_arena_release(&f->mem);
}

void crm_finds_release(struct crm_finds *f)
{
	crm_finds_clear(f);
	crm_release(&f->item);
	f->cap = 0;
}

static struct crm_find *find_new(struct crm_finds *f)
{
	if (f->n == CRM_FINDS_MAX) {
		f->more++;
		/* one spare entry behind the kept ones takes what is only counted */
		crm_grow(&f->item, &f->cap, f->n + 1, sizeof *f->item);
		return &f->item[f->n];
	}
	crm_grow(&f->item, &f->cap, f->n + 1, sizeof *f->item);
	return &f->item[f->n++];
}

struct crm_find *crm_find_add(struct crm_finds *f, const char *file, long line, const char *field,
	struct crm_str client, const char *fmt, ...)
{
	struct crm_find *it = find_new(f);
	char text[512];
	va_list ap;

	memset(it, 0, sizeof *it);
	if (f->more) {
		it->file = it->field = it->text = "";
		return it;
	}
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	it->file = crm_arena_cstr(&f->mem, crm_str(file));
	it->line = line;
	it->field = crm_arena_cstr(&f->mem, crm_str(field));
	it->text = crm_arena_cstr(&f->mem, crm_str(text));
	it->client = crm_arena_str(&f->mem, client);
	return it;
}

static bool is(const struct crm_find *it, const struct crm_err *e, struct crm_str client)
{
	return it->line == e->line && crm_str_eq(it->client, client) &&
	       strcmp(it->text, e->text) == 0 && strcmp(it->file, e->file) == 0 &&
	       strcmp(it->field, e->field) == 0;
}

struct crm_find *crm_find_err(struct crm_finds *f, const struct crm_err *e, struct crm_str client)
{
	struct crm_find *it;
	size_t i;

	for (i = 0; i < f->n; i++)
		if (is(&f->item[i], e, client))
			return &f->item[i];
	it = crm_find_add(f, e->file, e->line, e->field, client, "%s", e->text);
	it->system = e->status == CRM_SYSTEM && e->code != EACCES && e->code != EPERM;
	return it;
}

void crm_finds_take(struct crm_finds *to, struct crm_finds *from)
{
	struct crm_find *f;
	size_t i;

	for (i = 0; i < from->n; i++) {
		struct crm_find *it = &from->item[i];

		f = crm_find_add(to, it->file, it->line, it->field, it->client, "%s", it->text);
		f->unread = it->unread;
		f->system = it->system;
		f->warning = it->warning;
	}
	to->more += from->more;
	crm_finds_release(from);
}

void crm_finds_warn(struct crm_finds *to, struct crm_finds *from)
{
	size_t i;

	for (i = 0; i < from->n; i++)
		from->item[i].warning = true;
	crm_finds_take(to, from);
}

static int find_cmp(const void *va, const void *vb)
{
	const struct crm_find *a = va, *b = vb;
	int c = strcmp(a->file, b->file);

	if (!c)
		c = (a->line > b->line) - (a->line < b->line);
	if (!c)
		c = strcmp(a->field, b->field);
	return c ? c : strcmp(a->text, b->text);
}

bool crm_find_repeats(const struct crm_finds *f, size_t i)
{
	return i > 0 && find_cmp(&f->item[i - 1], &f->item[i]) == 0;
}

void crm_finds_sort(struct crm_finds *f)
{
	crm_sort(f->item, f->n, sizeof *f->item, find_cmp);
}

int crm_finds_status(const struct crm_finds *f)
{
	int status = f->more ? CRM_PARTIAL : CRM_OK;
	size_t i;

	for (i = 0; i < f->n; i++)
		if (!f->item[i].warning)
			status = crm_exit_raise(
				status, f->item[i].system ? CRM_SYSTEM : CRM_PARTIAL);
	return status;
}

int crm_finds_system(const struct crm_finds *f, struct crm_err *e)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->item[i].system)
			return crm_err_at(e, CRM_SYSTEM, f->item[i].file, f->item[i].line, NULL, "%s",
				f->item[i].text);
	return 0;
}

_Noreturn void crm_bug(const char *what)
{
	fprintf(stderr, "crm: bug: %s\n", what);
	abort();
}
