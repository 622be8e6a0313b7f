/* say.c - what the programs print on stderr: one line a problem, nothing in it that moves a cursor. */
#include "base/i18n.h"
#include "base/utf8.h"
#include "tool/tool.h"
#include <stdarg.h>

static void say(const struct crm_tool *t, const char *file, long line, const char *field,
	const char *text)
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_buf_printf(&b, "%s: ", t->name);
	if (file && *file) {
		crm_utf8_show(&b, crm_str(file));
		if (line > 0)
			crm_buf_printf(&b, ":%ld", line);
		crm_buf_cstr(&b, ": ");
	}
	if (field && *field) {
		crm_utf8_show(&b, crm_str(field));
		crm_buf_cstr(&b, ": ");
	}
	crm_utf8_show(&b, crm_str(text));
	crm_buf_char(&b, '\n');
	fwrite(b.p, 1, b.n, stderr);
	crm_buf_release(&b);
}

int crm_tool_fail(const struct crm_tool *t, const struct crm_err *e)
{
	say(t, e->file, e->line, e->field, e->text);
	return e->status;
}

static void vsay(const struct crm_tool *t, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));

static void vsay(const struct crm_tool *t, const char *fmt, va_list ap)
{
	struct crm_buf b;

	crm_buf_init(&b);
	crm_buf_vprintf(&b, fmt, ap);
	say(t, NULL, 0, NULL, b.p);
	crm_buf_release(&b);
}

void crm_tool_warn(const struct crm_tool *t, const char *fmt, ...)
{
	va_list ap;

	if (t->quiet)
		return;
	va_start(ap, fmt);
	vsay(t, fmt, ap);
	va_end(ap);
}

void crm_tool_note(const struct crm_tool *t, const char *fmt, ...)
{
	va_list ap;

	if (!t->verbose)
		return;
	va_start(ap, fmt);
	vsay(t, fmt, ap);
	va_end(ap);
}

int crm_tool_usage(const struct crm_tool *t, const char *fmt, ...)
{
	struct crm_buf b;
	va_list ap;

	crm_buf_init(&b);
	va_start(ap, fmt);
	crm_buf_vprintf(&b, fmt, ap);
	va_end(ap);
	crm_buf_printf(&b, _("; try %s --help"), t->name);
	say(t, NULL, 0, NULL, b.p);
	crm_buf_release(&b);
	return CRM_USAGE;
}

int crm_tool_findings(struct crm_tool *t)
{
	const struct crm_find *f;
	size_t i;

	crm_finds_sort(&t->finds);
	for (i = 0; i < t->finds.n; i++) {
		f = &t->finds.item[i];
		if ((!f->warning || !t->quiet) && !crm_find_repeats(&t->finds, i))
			say(t, f->file, f->line, f->field, f->text);
	}
	if (t->finds.more) {
		struct crm_buf b;

		crm_buf_init(&b);
		crm_buf_printf(&b,
			CRM_NGETTEXT("and %zu more: crm-log --check lists it",
				"and %zu more: crm-log --check lists them", t->finds.more),
			t->finds.more);
		say(t, NULL, 0, NULL, b.p);
		crm_buf_release(&b);
	}
	return crm_finds_status(&t->finds);
}
