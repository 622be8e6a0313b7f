/* newclient.c - a commented profile for a new client.
 * lib/data/client.LANG.yaml is the form: `# ` begins an explanation, `#` alone a key that waits: without
 * its mark each of them loads. */
#include "base/embed.h"
#include "base/i18n.h"
#include "book/row.h"
#include "config/client/client.h"
#include "format/charset.h"

/* The form of a language, with a name where it has %s. */
static void fill(struct crm_buf *b, const char *lang, struct crm_str name)
{
	struct crm_str text = crm_embed_lang("client", lang);
	const char *place = strstr(text.p, "%s");

	crm_buf_add(b, text.p, (size_t)(place - text.p));
	crm_yaml_quote(b, name);
	crm_buf_cstr(b, place + 2);
}

/* The form has a kind; said anew it would stand twice. */
static void without_kind(struct crm_buf *text)
{
	char *at = strstr(text->p, "\nkind: b2b ");

	if (at)
		memcpy(at + 1, "#kind: b2b", 10); /* the blank behind it makes room */
}

int crm_client_create(struct crm_book *b, struct crm_str id, struct crm_str name, const char *lang,
	struct crm_err *e)
{
	return crm_client_create_with(b, id, name, CRM_STR(""), lang, e);
}

/* Who types a name is told the id that it gives. */
static int bad_id(struct crm_str id, struct crm_err *e)
{
	struct crm_buf slug;

	crm_buf_init(&slug);
	crm_charset_slug(&slug, id);
	crm_err_set(e, CRM_USAGE,
		slug.n ? _("'%.*s' is not a valid client id, '%s' is one; the name goes into its profile")
		       : _("'%.*s' is not a valid client id: at most 64 of a-z, 0-9, '.', '_', "
			"'-', beginning with a letter or digit"),
		(int)(id.n > 64 ? 64 : id.n), id.p, slug.n ? slug.p : "");
	crm_buf_release(&slug);
	return -1;
}

int crm_client_create_with(struct crm_book *b, struct crm_str id, struct crm_str name,
	struct crm_str keys, const char *lang, struct crm_err *e)
{
	struct crm_buf text;
	const char *rel;
	int r;

	if (!crm_client_ok(id))
		return bad_id(id, e);
	rel = crm_arena_printf(&b->mem, "clients/%.*s.yaml", (int)id.n, id.p);
	crm_buf_init(&text);
	fill(&text, lang, name);
	if (keys.n > 5 && memcmp(keys.p, "kind:", 5) == 0)
		without_kind(&text);
	if (keys.n)
		crm_buf_char(&text, '\n');
	crm_buf_str(&text, keys);
	r = crm_book_create(b, rel, crm_buf_view(&text), e);
	crm_buf_release(&text);
	return r;
}
