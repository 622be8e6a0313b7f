/* contact.c - the profile of a client out of a record. */
#include "import/contact.h"
#include "base/i18n.h"
#include "config/address.h"

static bool any_of(struct crm_str s, const char *const *words)
{
	for (; *words; words++)
		if (crm_str_is(s, *words))
			return true;
	return false;
}

static int wrong(struct crm_err *e, const char *key, struct crm_str s, const char *what)
{
	return crm_err_at(e, CRM_PARTIAL, NULL, 0, key, "'%.*s' %s", s.n > 60 ? 60 : (int)s.n, s.p, what);
}

static void line(struct crm_buf *out, const char *key, struct crm_str s)
{
	if (!s.n)
		return;
	crm_buf_printf(out, "%s: ", key);
	crm_yaml_quote(out, s);
	crm_buf_char(out, '\n');
}

static void piece(struct crm_buf *out, const char *key, struct crm_str s, bool *more)
{
	if (!s.n)
		return;
	crm_buf_printf(out, "%s%s: ", *more ? ", " : "", key);
	crm_yaml_quote(out, s);
	*more = true;
}

/* One line of an address a column, or a line of one. */
static void post(struct crm_cells *c, struct crm_buf *out)
{
	const struct crm_list *l = &c->in.map->profile.post.column;
	struct crm_str all, s;
	bool more = false;
	size_t i;

	for (i = 0; i < l->n; i++) {
		all = crm_columns_cell(&c->in, l->item[i]);
		while (all.n) {
			s = crm_str_trim(crm_str_word(&all, '\n'));
			if (!s.n)
				continue;
			crm_buf_cstr(out, more ? ", " : "post: [");
			crm_yaml_quote(out, s);
			more = true;
		}
	}
	if (more)
		crm_buf_cstr(out, "]\n");
}

int crm_contact_text(struct crm_cells *c, struct crm_buf *out, struct crm_err *e)
{
	const struct crm_map_profile *p = &c->in.map->profile;
	struct crm_str email = crm_cells_value(c, &p->email), kind = crm_cells_value(c, &p->kind);
	struct crm_str person = crm_cells_value(c, &p->person), lang = crm_cells_value(c, &p->lang);
	bool more = false;

	if (email.n && !crm_address_ok(email))
		return wrong(e, "email", email, _("is not a valid mail address"));
	if (kind.n && !any_of(kind, crm_client_kinds))
		return wrong(e, "kind", kind, _("must be one of b2b, b2c, public"));
	if (lang.n && (lang.n != 2 || lang.p[0] < 'a' || lang.p[0] > 'z'))
		return wrong(e, "lang", lang, _("is not a language such as en or fr"));
	line(out, "kind", kind);
	line(out, "lang", lang);
	post(c, out);
	if (!email.n && !person.n)
		return 0;
	crm_buf_cstr(out, "people: [{");
	piece(out, "name", person, &more);
	piece(out, "role", crm_cells_value(c, &p->role), &more);
	piece(out, "email", email, &more);
	piece(out, "phone", crm_cells_value(c, &p->phone), &more);
	crm_buf_cstr(out, "}]\n");
	return 0;
}

static bool person_has(const struct crm_client *there, struct crm_str s, size_t field)
{
	size_t i;

	for (i = 0; i < there->people_n; i++)
		if (crm_str_eq(*(const struct crm_str *)((const char *)&there->people[i] + field), s))
			return true;
	return false;
}

const char *crm_contact_differs(struct crm_cells *c, const struct crm_client *there,
	struct crm_str *old, struct crm_str *here)
{
	const struct crm_map_profile *p = &c->in.map->profile;
	static const struct crm_str none = {"", 0};

	*here = crm_cells_value(c, &c->in.map->name);
	*old = there->name;
	if (here->n && !crm_str_eq(*old, *here))
		return "name";
	*old = there->people_n ? there->people[0].email : none;
	*here = crm_cells_value(c, &p->email);
	if (here->n && !person_has(there, *here, offsetof(struct crm_person, email)))
		return "email";
	*old = there->people_n ? there->people[0].phone : none;
	*here = crm_cells_value(c, &p->phone);
	if (here->n && !person_has(there, *here, offsetof(struct crm_person, phone)))
		return "phone";
	*old = there->lang;
	*here = crm_cells_value(c, &p->lang);
	return here->n && !crm_str_eq(*old, *here) ? "lang" : NULL;
}
