/* render.c - crm-remind --render. */
#include "tool/remind/remind.h"
#include "base/i18n.h"
#include "format/yaml.h"
#include "letter/text/template.h"

struct beside {
	struct crm_tool *tool;
	const char *template; /* partials lie in its folder */
};

static int file_read(struct crm_tool *t, const char *path, struct crm_str *out, struct crm_err *e)
{
	const char *name;
	struct crm_buf b;
	int bad;

	crm_buf_init(&b);
	bad = crm_tool_read(t, path, CRM_YAML_MAX_DRAFTS, &name, &b, e);
	*out = crm_buf_keep(&b, &t->mem);
	return bad;
}

static int partial(void *ctx, struct crm_str name, struct crm_template_text *out, struct crm_err *e)
{
	const struct beside *b = ctx;
	const char *slash = strrchr(b->template, '/');
	int folder = slash ? (int)(slash + 1 - b->template) : 0;
	char *path;

	if (!crm_template_name_ok(name))
		return 0;
	path = crm_arena_printf(&b->tool->mem, "%.*s%.*s.mustache", folder, b->template,
		(int)name.n, name.p);
	out->file = path;
	/* a partial that is not there is empty, as an unknown name is */
	return file_read(b->tool, path, &out->text, e) ? 0 : 1;
}

int crm_render(struct crm_tool *t, const char *template, const char *data, struct crm_err *e)
{
	struct beside beside = {t, template};
	struct crm_template_env env = {.strict = false, .load = partial, .ctx = &beside};
	struct crm_template_text text = {.file = template};
	struct crm_str bytes = {"", 0};
	struct crm_yaml *root = NULL;
	struct crm_buf out;
	int st;

	if (file_read(t, template, &text.text, e) || (data && file_read(t, data, &bytes, e)) ||
		crm_yaml_parse(&t->mem, bytes, data ? data : "", &root, e))
		return -1;
	crm_buf_init(&out);
	st = crm_template_render(&text, root, &env, &out, e);
	if (!st)
		fwrite(out.p, 1, out.n, t->sink);
	crm_buf_release(&out);
	return st;
}
