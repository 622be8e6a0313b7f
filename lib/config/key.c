/* key.c - typed keys of a YAML map, read by a table. */
#include "config/key.h"
#include "base/i18n.h"
#include "base/num.h"
#include "base/str.h"
#include "book/row.h"
#include "config/address.h"
#include <stdio.h>

enum { SHOWN = 40 }; /* bytes of a wrong value in a message */

int crm_key_fail(struct crm_key_job *job, long line, const char *fmt, ...)
{
	char text[sizeof job->e->text];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	return crm_err_at(job->e, CRM_USAGE, job->file, line, job->path, "%s", text);
}

/* A wrong value as a message shows it: its beginning, for printf's %.*s. */
static int shown(struct crm_str s)
{
	return s.n > SHOWN ? SHOWN : (int)s.n;
}

bool crm_key_unsaid(const struct crm_yaml *node)
{
	return node->kind == CRM_YAML_SCALAR && !node->quoted &&
	       (!node->text.n || crm_str_is(node->text, "~") || crm_str_is(node->text, "null"));
}

static int scalar(struct crm_key_job *job, const struct crm_yaml *node)
{
	if (node->kind != CRM_YAML_SCALAR)
		return crm_key_fail(
			job, node->line, _("one value is expected here, not a list or a map"));
	return 0;
}

/* A name that ends too early would stand in letters so. */
static int cut(struct crm_key_job *job, const struct crm_yaml *node)
{
	if (!node->cut)
		return 0;
	return crm_key_fail(job, node->line,
		_("the text ends at '#', which begins a comment: put the whole text in quotes, or a blank after '#'"));
}

int crm_key_line(struct crm_key_job *job, const struct crm_yaml *node, struct crm_str *out)
{
	if (scalar(job, node) || cut(job, node))
		return -1;
	if (node->text.n && memchr(node->text.p, '\n', node->text.n))
		return crm_key_fail(job, node->line, _("one line of text is expected here"));
	*out = crm_arena_str(job->mem, node->text);
	return 0;
}

int crm_key_list(struct crm_key_job *job, const struct crm_yaml *node, struct crm_list *out)
{
	struct crm_list l = {NULL, 0};
	const struct crm_yaml *c = node;

	if (node->kind == CRM_YAML_MAP)
		return crm_key_fail(job, node->line, _("a list is expected here, such as [a, b]"));
	if (node->kind == CRM_YAML_LIST)
		c = node->child;
	l.item = crm_arena_alloc(job->mem, (node->count + 1) * sizeof *l.item);
	for (; c; c = node->kind == CRM_YAML_LIST ? c->next : NULL) {
		if (crm_key_unsaid(c))
			return crm_key_fail(job, c->line, _("an entry of the list is empty"));
		if (crm_key_line(job, c, &l.item[l.n++]))
			return -1;
	}
	*out = l;
	return 0;
}

/* The place of a word among those between blanks, or -1. */
static int word_place(struct crm_str s, const char *words)
{
	struct crm_str rest = crm_str(words), w;
	int i;

	for (i = 0; (w = crm_str_word(&rest, ' ')).n; i++)
		if (crm_str_eq(w, s))
			return i;
	return -1;
}

static int words(struct crm_key_job *job, const struct crm_key *k, const struct crm_yaml *node)
{
	int i = word_place(node->text, k->words);

	if (i < 0)
		crm_key_fail(job, node->line, _("'%.*s' must be one of: %s"), shown(node->text),
			node->text.p, k->words);
	return i;
}

/* A number behind which one of two units may stand; 0 and *out, or -1. */
static int span(struct crm_str s, const char *units, int min, int max, int *out)
{
	struct crm_span v;

	if (crm_span_parse(s, units, &v) || v.n < min || v.n > max)
		return -1;
	*out = v.n;
	return 0;
}

static int hours(
	struct crm_key_job *job, const struct crm_key *k, const struct crm_yaml *node, int *out)
{
	if (span(node->text, "h", k->min, k->max, out) == 0)
		return 0;
	return crm_key_fail(job, node->line, _("'%.*s' is not a number of hours from %dh to %dh"),
		shown(node->text), node->text.p, k->min, k->max);
}

int crm_key_days(struct crm_key_job *job, const struct crm_yaml *node, int min, int max, int *out)
{
	if (scalar(job, node))
		return -1;
	if (span(node->text, "d", min, max, out) == 0)
		return 0;
	return crm_key_fail(job, node->line, _("'%.*s' is not a number of days from %dd to %dd"),
		shown(node->text), node->text.p, min, max);
}

static int months_or_days(
	struct crm_key_job *job, const struct crm_yaml *node, struct crm_span *out)
{
	struct crm_span v;

	if (crm_span_parse(node->text, "dm", &v) || v.n < 1 || v.n > (v.unit == 'm' ? 120 : 3650))
		return crm_key_fail(job, node->line,
			_("'%.*s' is not a span from 1m to 120m or from 1d to 3650d"),
			shown(node->text), node->text.p);
	*out = v;
	return 0;
}

static int number(
	struct crm_key_job *job, const struct crm_key *k, const struct crm_yaml *node, int *out)
{
	int64_t v;

	if (crm_num_parse(node->text, k->min, k->max, &v))
		return crm_key_fail(job, node->line, _("'%.*s' is not a whole number from %d to %d"),
			shown(node->text), node->text.p, k->min, k->max);
	*out = (int)v;
	return 0;
}

static int milli(
	struct crm_key_job *job, const struct crm_key *k, const struct crm_yaml *node, int *out)
{
	int64_t v;

	if (crm_num_milli(node->text, &v) || v < k->min || v > k->max)
		return crm_key_fail(job, node->line,
			_("'%.*s' is not a number from %s to %d with at most three decimals"),
			shown(node->text), node->text.p, k->min ? "0.001" : "0", k->max / 1000);
	*out = (int)v;
	return 0;
}

int crm_key_percent(struct crm_key_job *job, const struct crm_yaml *node, int max, int *out)
{
	int64_t milli;

	if (scalar(job, node))
		return -1;
	if (crm_num_milli(node->text, &milli) || milli % 10 || milli > max * INT64_C(1000))
		return crm_key_fail(job, node->line,
			_("'%.*s' is not a rate from 0 to %d percent with at most two decimals"),
			shown(node->text), node->text.p, max);
	*out = (int)(milli / 10);
	return 0;
}

int crm_key_terms(struct crm_key_job *job, const struct crm_yaml *node, struct crm_str *text,
	struct crm_terms *out)
{
	if (crm_key_line(job, node, text))
		return -1;
	if (crm_terms_parse(*text, out))
		return crm_key_fail(job, node->line,
			_("'%.30s' must be one of the terms 30d, 60d, 45eom, eom45, 45eom15 (45 days, end of "
			  "month, then the 15th)"),
			text->p);
	return 0;
}

static int money(struct crm_key_job *job, const struct crm_yaml *node, int64_t *out)
{
	if (crm_money_parse(node->text, job->currency, out))
		return crm_key_fail(job, node->line,
			_("'%.*s' is not a valid amount in %s: write digits and a decimal point"),
			shown(node->text), node->text.p, crm_currency_code(job->currency));
	return 0;
}

static int date(struct crm_key_job *job, const struct crm_yaml *node, int32_t *out)
{
	if (crm_date_parse(node->text, out))
		return crm_key_fail(job, node->line, _("'%.*s' is not a date such as 2026-06-15"),
			shown(node->text), node->text.p);
	return 0;
}

static int name(struct crm_key_job *job, const struct crm_yaml *node, struct crm_str *out)
{
	if (!crm_client_ok(node->text))
		return crm_key_fail(job, node->line,
			_("'%.*s' is not a valid name: at most 64 of a-z, 0-9, '.', '_', '-', "
				"beginning with a letter or digit"),
			shown(node->text), node->text.p);
	*out = crm_arena_str(job->mem, node->text);
	return 0;
}

static int address(struct crm_key_job *job, const struct crm_yaml *node, struct crm_str *out)
{
	if (!crm_address_ok(node->text))
		return crm_key_fail(job, node->line,
			_("'%.*s' is not a valid mail address, such as "
			  "name@example.org"),
			shown(node->text), node->text.p);
	*out = crm_arena_str(job->mem, node->text);
	return 0;
}

static int addresses(struct crm_key_job *job, const struct crm_yaml *node, struct crm_list *out)
{
	struct crm_list l;
	size_t i;

	if (crm_key_list(job, node, &l))
		return -1;
	for (i = 0; i < l.n; i++)
		if (!crm_address_ok(l.item[i]))
			return crm_key_fail(job, node->line,
				_("'%.*s' is not a valid mail address, such as "
				  "name@example.org"),
				shown(l.item[i]), l.item[i].p);
	*out = l;
	return 0;
}

static bool is_domain(struct crm_str s)
{
	struct crm_buf b;
	bool ok;

	crm_buf_init(&b);
	crm_buf_cstr(&b, "x@");
	crm_buf_str(&b, s);
	ok = crm_address_ok(crm_buf_view(&b));
	crm_buf_release(&b);
	return ok;
}

static int domains(struct crm_key_job *job, const struct crm_yaml *node, struct crm_list *out)
{
	struct crm_list l;
	size_t i;

	if (crm_key_list(job, node, &l))
		return -1;
	for (i = 0; i < l.n; i++)
		if (!is_domain(l.item[i]))
			return crm_key_fail(job, node->line,
				_("'%.*s' is not a mail domain such as acme.example"),
				shown(l.item[i]), l.item[i].p);
	*out = l;
	return 0;
}

static int flag(
	struct crm_key_job *job, const struct crm_key *k, const struct crm_yaml *node, bool *out)
{
	int i = words(job, k, node);

	if (i < 0)
		return -1;
	*out = i == 1;
	return 0;
}

static int word(
	struct crm_key_job *job, const struct crm_key *k, const struct crm_yaml *node, int *out)
{
	int i = words(job, k, node);

	if (i < 0)
		return -1;
	*out = k->min + i;
	return 0;
}

static int set(
	struct crm_key_job *job, const struct crm_key *k, const struct crm_yaml *node, unsigned *out)
{
	struct crm_list l;
	size_t i;
	int place;

	if (crm_key_list(job, node, &l))
		return -1;
	*out = 0;
	for (i = 0; i < l.n; i++) {
		place = word_place(l.item[i], k->words);
		if (place < 0)
			return crm_key_fail(job, node->line, _("'%.*s' must be one of: %s"),
				shown(l.item[i]), l.item[i].p, k->words);
		*out |= 1u << place;
	}
	return 0;
}

static int read_scalar(
	struct crm_key_job *job, const struct crm_key *k, const struct crm_yaml *node, void *to)
{
	if (scalar(job, node))
		return -1;
	switch (k->type) {
	case CRM_KEY_LINE: return crm_key_line(job, node, to);
	case CRM_KEY_NAME: return name(job, node, to);
	case CRM_KEY_ADDRESS: return address(job, node, to);
	case CRM_KEY_WORD: return word(job, k, node, to);
	case CRM_KEY_FLAG: return flag(job, k, node, to);
	case CRM_KEY_NUMBER: return number(job, k, node, to);
	case CRM_KEY_DAYS: return crm_key_days(job, node, k->min, k->max, to);
	case CRM_KEY_HOURS: return hours(job, k, node, to);
	case CRM_KEY_SPAN: return months_or_days(job, node, to);
	case CRM_KEY_DATE: return date(job, node, to);
	case CRM_KEY_MILLI: return milli(job, k, node, to);
	case CRM_KEY_PERCENT: return crm_key_percent(job, node, k->max, to);
	case CRM_KEY_MONEY: return money(job, node, to);
	default:
		if (cut(job, node))
			return -1;
		*(struct crm_str *)to = crm_arena_str(job->mem, node->text);
		return 0;
	}
}

static int read_value(
	struct crm_key_job *job, const struct crm_key *k, const struct crm_yaml *node, void *base)
{
	void *to = (char *)base + k->offset;
	struct crm_str text;

	switch (k->type) {
	case CRM_KEY_SET: return set(job, k, node, to);
	case CRM_KEY_TERMS: return crm_key_terms(job, node, &text, to);
	case CRM_KEY_LIST: return crm_key_list(job, node, to);
	case CRM_KEY_ADDRESSES: return addresses(job, node, to);
	case CRM_KEY_DOMAINS: return domains(job, node, to);
	case CRM_KEY_MAP: return crm_keys_read(job, k->map, node, to);
	case CRM_KEY_CALL: return k->call(job, node, to);
	default: return read_scalar(job, k, node, to);
	}
}

static int unknown(
	struct crm_key_job *job, const struct crm_key *table, const struct crm_yaml *node)
{
	size_t best = crm_spelling_limit(node->key) + 1, d;
	const char *like = NULL;

	for (; table->name; table++) {
		d = crm_spelling_distance(node->key, crm_str(table->name), best - 1);
		if (d < best) {
			best = d;
			like = table->name;
		}
	}
	if (like)
		return crm_key_fail(
			job, node->key_line, _("unknown key, the nearest known one is '%s'"), like);
	return crm_key_fail(job, node->key_line, _("unknown key: %s lists them"), job->manual);
}

int crm_key_entry(struct crm_key_job *job, const struct crm_key *table, const struct crm_yaml *node,
	void *base)
{
	const struct crm_key *k = table;

	while (k->name && !crm_str_is(node->key, k->name))
		k++;
	if (!k->name)
		return unknown(job, table, node);
	if (crm_key_unsaid(node))
		return k->type == CRM_KEY_LINE || k->type == CRM_KEY_TEXT || k->type == CRM_KEY_LIST
			? cut(job, node) : 0;
	if (k->line)
		memcpy((char *)base + k->line, &node->key_line, sizeof node->key_line);
	return read_value(job, k, node, base);
}

/* The values of a map, one by one, with their path; of names of the user no problem is a finding. */
static int each(struct crm_key_job *job, const struct crm_yaml *map, const struct crm_key *table,
	crm_key_call *fn, void *base)
{
	size_t n = strlen(job->path);
	const struct crm_yaml *c;
	int bad = 0;

	if (map->kind != CRM_YAML_MAP)
		return crm_key_fail(job, map->line,
			_("keys with values are expected here, such as "
			  "'key: value'"));
	for (c = map->child; c && !bad; c = c->next) {
		snprintf(job->path + n, sizeof job->path - n, "%s%.*s", n ? "." : "", shown(c->key),
			c->key.p);
		bad = table ? crm_key_entry(job, table, c, base) : fn(job, c, base);
		if (bad && table && job->finds) {
			crm_find_err(job->finds, job->e, job->client);
			bad = 0;
		}
	}
	job->path[n] = '\0';
	return bad;
}

int crm_keys_each(struct crm_key_job *job, const struct crm_yaml *map, crm_key_call *fn, void *to)
{
	return each(job, map, NULL, fn, to);
}

int crm_keys_read(struct crm_key_job *job, const struct crm_key *table, const struct crm_yaml *node,
	void *base)
{
	return each(job, node, table, NULL, base);
}
