/* draft.c - a message before it is sent. */
#include "letter/draft.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/utf8.h"
#include "format/yaml.h"

void crm_draft_init(struct crm_draft *d)
{
	memset(d, 0, sizeof *d);
	d->date = d->last_date = CRM_NO_DAY;
	d->demand.reference = d->post = d->tracking = CRM_STR("");
}

static void field(struct crm_buf *b, const char *key, struct crm_str value)
{
	crm_buf_printf(b, "%s: ", key);
	crm_yaml_quote(b, value);
	crm_buf_char(b, '\n');
}

static void item_write(const struct crm_draft_item *it, struct crm_buf *b)
{
	char due[CRM_WHEN_TEXT], amount[CRM_MONEY_TEXT];

	crm_date_text(it->due, due);
	crm_buf_cstr(b, "  - {ref: ");
	crm_yaml_quote(b, it->ref);
	crm_buf_printf(b, ", due: \"%s\", amount: \"%s\", currency: \"%s\", step: ", due,
		crm_money_chars(it->amount, it->currency, amount), crm_currency_code(it->currency));
	crm_yaml_quote(b, it->step);
	if (it->since != CRM_NO_DAY) {
		crm_date_text(it->since, due);
		crm_buf_printf(b, ", since: \"%s\"", due);
	}
	crm_buf_cstr(b, "}\n");
}

static void date_field(struct crm_buf *b, const char *key, int32_t day)
{
	char text[CRM_WHEN_TEXT];

	if (day == CRM_NO_DAY)
		return;
	crm_date_text(day, text);
	field(b, key, crm_str(text));
}

static void demand_write(const struct crm_draft_demand *m, struct crm_buf *b)
{
	char amount[CRM_MONEY_TEXT];

	if (!m->amount)
		return;
	crm_buf_printf(b, "demand: {amount: \"%s\", currency: \"%s\", reference: ",
		crm_money_chars(m->amount, m->currency, amount), crm_currency_code(m->currency));
	crm_yaml_quote(b, m->reference);
	crm_buf_cstr(b, "}\n");
}

static void left_out_write(const struct crm_draft *d, struct crm_buf *b)
{
	size_t i;

	for (i = 0; i < d->left_outs; i++) {
		crm_buf_cstr(b, i ? ", " : "left_out: [");
		crm_yaml_quote(b, d->left_out[i]);
	}
	crm_buf_cstr(b, d->left_outs ? "]\n" : "");
}

/* One line whatever is in it: what YAML takes for the end of a line would end the comment. */
static void comment(struct crm_buf *b, struct crm_str s)
{
	struct crm_str rest = s;
	const char *from;
	int32_t c;

	crm_buf_cstr(b, "# ");
	while (rest.n) {
		from = rest.p;
		c = crm_utf8_next(&rest);
		if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff)
			crm_buf_char(b, ' ');
		else
			crm_buf_add(b, from, (size_t)(rest.p - from));
	}
	crm_buf_char(b, '\n');
}

static void attached_write(const struct crm_draft *d, struct crm_buf *b)
{
	const struct crm_draft_file *f;
	size_t i;

	crm_buf_cstr(b, d->attached_n ? "attached:\n" : "");
	for (i = 0; i < d->attached_n; i++) {
		f = &d->attached[i];
		if (f->why.n) {
			crm_buf_cstr(b, "  ");
			comment(b, f->why);
		}
		crm_buf_cstr(b, "  - {ref: ");
		crm_yaml_quote(b, f->ref);
		crm_buf_cstr(b, ", file: ");
		crm_yaml_quote(b, f->file);
		crm_buf_printf(b, ", size: %lld, sha256: ", (long long)f->size);
		crm_yaml_quote(b, f->sha256);
		crm_buf_cstr(b, "}\n");
	}
}

void crm_draft_write(const struct crm_draft *d, struct crm_buf *b)
{
	size_t i;

	crm_buf_cstr(b, "---\n");
	if (d->aside.n)
		comment(b, d->aside);
	field(b, "client", d->client);
	field(b, "step", d->step);
	field(b, "channel", d->channel);
	field(b, "lang", d->lang);
	field(b, "to", d->to);
	date_field(b, "date", d->date);
	date_field(b, "last_date", d->last_date);
	if (d->post.n)
		field(b, "post", d->post);
	demand_write(&d->demand, b);
	if (d->ref.n)
		field(b, "ref", d->ref);
	field(b, "subject", d->subject);
	crm_buf_cstr(b, d->items ? "items:\n" : "items: []\n");
	for (i = 0; i < d->items; i++)
		item_write(&d->item[i], b);
	left_out_write(d, b);
	attached_write(d, b);
	field(b, "message_id", d->message_id);
	crm_buf_cstr(b, "body: ");
	crm_yaml_block(b, d->body, 2);
	if (b->n && b->p[b->n - 1] != '\n')
		crm_buf_char(b, '\n');
}

/* ---- reading ---- */

struct reading {
	struct crm_arena *mem;
	const char *name;
	struct crm_finds *finds;
	struct crm_str client;
};

static bool wrong(struct reading *r, long line, const char *key, const char *text)
{
	crm_find_add(r->finds, r->name, line, key, r->client, "%s", text);
	return false;
}

/* A scalar under a key that must be there. */
static bool text_of(struct reading *r, const struct crm_yaml *map, const char *key,
	struct crm_str *out)
{
	const struct crm_yaml *n = crm_yaml_get(map, key);

	if (!n || n->kind != CRM_YAML_SCALAR)
		return wrong(r, n ? n->line : map->line, key,
			n ? _("a text was expected") : _("this key is missing from the draft"));
	*out = n->text;
	return true;
}

static bool money_read(struct reading *r, const struct crm_yaml *n, int *currency, int64_t *minor)
{
	struct crm_str amount, code;

	if (!text_of(r, n, "amount", &amount) || !text_of(r, n, "currency", &code))
		return false;
	*currency = crm_currency_find(code);
	if (*currency < 0)
		return wrong(r, n->line, "currency", _("not an ISO 4217 currency code"));
	return !crm_money_parse(amount, *currency, minor) ||
	       wrong(r, n->line, "amount", _("not a valid amount in its currency"));
}

static bool item_read(struct reading *r, const struct crm_yaml *n, struct crm_draft_item *it)
{
	struct crm_str due, since;

	if (n->kind != CRM_YAML_MAP)
		return wrong(r, n->line, "items", _("an item is {ref, due, amount, currency, step}"));
	if (!text_of(r, n, "ref", &it->ref) || !text_of(r, n, "due", &due) ||
		!text_of(r, n, "step", &it->step) || !money_read(r, n, &it->currency, &it->amount))
		return false;
	if (crm_date_parse(due, &it->due))
		return wrong(r, n->line, "due", _("not a date (2026-06-15)"));
	it->since = CRM_NO_DAY;
	if (crm_yaml_get(n, "since") &&
		(!text_of(r, n, "since", &since) || crm_date_parse(since, &it->since)))
		return wrong(r, n->line, "since", _("not a date (2026-06-15)"));
	return true;
}

static bool known_keys(struct reading *r, const struct crm_yaml *doc)
{
	static const char *const keys[] = {"client", "step", "channel", "lang", "to", "date",
		"last_date", "post", "demand", "ref", "subject", "items", "left_out", "attached",
		"message_id", "body"};
	const struct crm_yaml *n;
	size_t i;

	for (n = doc->child; n; n = n->next) {
		for (i = 0; i < sizeof keys / sizeof *keys; i++)
			if (crm_str_is(n->key, keys[i]))
				break;
		if (i == sizeof keys / sizeof *keys)
			return wrong(r, n->key_line, crm_arena_cstr(r->mem, n->key),
				_("not a key of a draft"));
	}
	return true;
}

static bool items_read(struct reading *r, const struct crm_yaml *doc, struct crm_draft *d)
{
	const struct crm_yaml *list = crm_yaml_get(doc, "items"), *n;

	if (!list || list->kind != CRM_YAML_LIST)
		return wrong(r, doc->line, "items", _("a list was expected"));
	d->item = crm_arena_alloc(r->mem, (list->count + 1) * sizeof *d->item);
	for (n = list->child; n; n = n->next)
		if (!item_read(r, n, &d->item[d->items++]))
			return false;
	return true;
}

/* A day under a key that need not be there. */
static bool day_of(struct reading *r, const struct crm_yaml *doc, const char *key, int32_t *out)
{
	const struct crm_yaml *n = crm_yaml_get(doc, key);
	struct crm_str text;

	if (!n)
		return true;
	return text_of(r, doc, key, &text) &&
	       (!crm_date_parse(text, out) || wrong(r, n->line, key, _("not a date (2026-06-15)")));
}

static bool left_out_read(struct reading *r, const struct crm_yaml *doc, struct crm_draft *d)
{
	const struct crm_yaml *list = crm_yaml_get(doc, "left_out"), *n;

	if (!list)
		return true;
	if (list->kind != CRM_YAML_LIST)
		return wrong(r, list->line, "left_out", _("a list was expected"));
	d->left_out = crm_arena_alloc(r->mem, (list->count + 1) * sizeof *d->left_out);
	for (n = list->child; n; n = n->next) {
		if (n->kind != CRM_YAML_SCALAR)
			return wrong(r, n->line, "left_out", _("a text was expected"));
		d->left_out[d->left_outs++] = n->text;
	}
	return true;
}

/* A text under a key that need not be there. */
static bool some_text(struct reading *r, const struct crm_yaml *doc, const char *key,
	struct crm_str *out)
{
	*out = CRM_STR("");
	return !crm_yaml_get(doc, key) || text_of(r, doc, key, out);
}

static bool demand_read(struct reading *r, const struct crm_yaml *doc, struct crm_draft_demand *m)
{
	const struct crm_yaml *n = crm_yaml_get(doc, "demand");

	if (!n)
		return true;
	if (n->kind != CRM_YAML_MAP)
		return wrong(r, n->line, "demand", _("what is demanded is {amount, currency, reference}"));
	return text_of(r, n, "reference", &m->reference) && money_read(r, n, &m->currency, &m->amount);
}

static bool file_read(struct reading *r, const struct crm_yaml *n, struct crm_draft_file *f)
{
	struct crm_str size;

	memset(f, 0, sizeof *f);
	f->why = CRM_STR("");
	if (n->kind != CRM_YAML_MAP)
		return wrong(r, n->line, "attached", _("an attached file is {ref, file, size, sha256}"));
	if (!text_of(r, n, "ref", &f->ref) || !text_of(r, n, "file", &f->file) ||
		!text_of(r, n, "size", &size) || !text_of(r, n, "sha256", &f->sha256))
		return false;
	return !crm_num_parse(size, 0, INT64_MAX, &f->size) ||
	       wrong(r, n->line, "size", _("a number of bytes was expected"));
}

static bool attached_read(struct reading *r, const struct crm_yaml *doc, struct crm_draft *d)
{
	const struct crm_yaml *list = crm_yaml_get(doc, "attached"), *n;

	if (!list)
		return true;
	if (list->kind != CRM_YAML_LIST)
		return wrong(r, list->line, "attached", _("a list was expected"));
	d->attached = crm_arena_alloc(r->mem, (list->count + 1) * sizeof *d->attached);
	for (n = list->child; n; n = n->next)
		if (!file_read(r, n, &d->attached[d->attached_n++]))
			return false;
	return true;
}

static bool draft_read(struct reading *r, const struct crm_yaml *doc, struct crm_draft *d)
{
	crm_draft_init(d);
	d->file = crm_arena_cstr(r->mem, crm_str(r->name));
	d->line = doc->line;
	if (doc->kind != CRM_YAML_MAP)
		return wrong(r, doc->line, NULL, _("a draft is a map of keys"));
	r->client = crm_yaml_text(doc, "client");
	return known_keys(r, doc) && text_of(r, doc, "client", &d->client) &&
	       text_of(r, doc, "step", &d->step) && text_of(r, doc, "channel", &d->channel) &&
	       text_of(r, doc, "lang", &d->lang) && text_of(r, doc, "to", &d->to) &&
	       text_of(r, doc, "subject", &d->subject) && some_text(r, doc, "ref", &d->ref) &&
	       text_of(r, doc, "message_id", &d->message_id) &&
	       text_of(r, doc, "body", &d->body) && day_of(r, doc, "date", &d->date) &&
	       day_of(r, doc, "last_date", &d->last_date) &&
	       (!crm_yaml_get(doc, "post") || text_of(r, doc, "post", &d->post)) &&
	       items_read(r, doc, d) && left_out_read(r, doc, d) && attached_read(r, doc, d) &&
	       demand_read(r, doc, &d->demand);
}

int crm_draft_read(struct crm_arena *a, struct crm_str bytes, const char *name,
	struct crm_draft **out, size_t *n, struct crm_finds *finds, struct crm_err *e)
{
	struct reading r = {a, name, finds, {"", 0}};
	struct crm_yaml *docs, *doc;

	*n = 0;
	if (bytes.n > CRM_YAML_MAX_DRAFTS)
		return crm_err_at(e, CRM_USAGE, name, 0, NULL,
			_("over 4 MiB of drafts; send them in parts"));
	if (crm_yaml_parse_stream(a, bytes, name, &docs, e))
		return -1;
	*out = crm_arena_alloc(a, (docs->count + 1) * sizeof **out);
	for (doc = docs->child; doc; doc = doc->next) {
		r.client = CRM_STR("");
		if (draft_read(&r, doc, &(*out)[*n]))
			++*n;
	}
	return 0;
}

bool crm_draft_looks(struct crm_str bytes)
{
	static const char *const begin[] = {"---", "#", "client:"};
	size_t i;

	bytes = crm_str_trim(crm_utf8_unmarked(bytes));
	for (i = 0; i < sizeof begin / sizeof *begin; i++)
		if (crm_str_begins(bytes, crm_str(begin[i])))
			return true;
	return false;
}
