/* policy.c - the user's rules: policy.yaml over the built-in ones (builtin.c).
 * One table a map; crm-policy(5) describes the same keys. */
#include "config/policy/policy.h"
#include "base/embed.h"
#include "base/i18n.h"
#include "book/row.h"
#include "format/money.h"
#include <stdio.h>

#define AT(field) offsetof(struct crm_policy, field)

static int followup(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_policy *p = base;
	int first, second;

	if (node->kind != CRM_YAML_LIST || node->count != 2)
		return crm_key_fail(job, node->line,
			_("two numbers of days are expected here, such as [7d, 30d]"));
	if (crm_key_days(job, node->child, 1, 3650, &first) ||
		crm_key_days(job, node->child->next, 1, 3650, &second))
		return -1;
	if (first >= second)
		return crm_key_fail(
			job, node->line, _("the second must come later than the first"));
	p->followup[0] = first;
	p->followup[1] = second;
	return 0;
}

static int currency(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_policy *p = base;
	struct crm_str code;
	int c;

	if (crm_key_line(job, node, &code))
		return -1;
	c = crm_currency_find(code);
	if (c < 0)
		return crm_key_fail(
			job, node->line, _("'%.20s' is not a currency code such as EUR"), code.p);
	p->currency = job->currency = c;
	return 0;
}

/* Letters, digits and the marks of a zone's name: it becomes a path below the system's zones. */
static int timezone_name(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_policy *p = base;
	struct crm_str s;
	size_t i;

	if (crm_key_line(job, node, &s))
		return -1;
	for (i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

		if (!letter && (i == 0 || (!(c >= '0' && c <= '9') && !strchr("_+-/", c))))
			return crm_key_fail(job, node->line,
				_("'%.40s' is not a time zone such as Europe/Paris"), s.p);
	}
	p->timezone = s;
	return 0;
}

static int deliver_argv(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_policy *p = base;
	struct crm_list l;

	if (crm_key_list(job, node, &l))
		return -1;
	if (!l.n || l.item[0].n < 2 || l.item[0].p[0] != '/')
		return crm_key_fail(job, node->line,
			_("the mail program needs its whole path, such as "
			  "[/usr/sbin/sendmail, -i, -t]"));
	p->deliver = l;
	return 0;
}

static int ladder_at(struct crm_key_job *job, const struct crm_yaml *node, struct crm_str name,
	struct crm_policy *p)
{
	struct crm_ladder *l = NULL;
	size_t i;

	for (i = 0; i < p->ladder_n && !l; i++)
		if (crm_str_eq(p->ladder[i].name, name))
			l = &p->ladder[i];
	if (!l) {
		l = crm_arena_alloc(job->mem, (p->ladder_n + 1) * sizeof *l);
		memcpy(l, p->ladder, p->ladder_n * sizeof *l);
		p->ladder = l;
		l += p->ladder_n;
		l->name = crm_arena_str(job->mem, name);
		p->ladder_n++;
	}
	return crm_ladder_read(job, node, l);
}

static int ladder(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	return ladder_at(job, node, CRM_STR("default"), base);
}

static int ladders(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	const struct crm_yaml *c;

	if (node->kind != CRM_YAML_MAP)
		return crm_key_fail(
			job, node->line, _("names with their ladders are expected here"));
	for (c = node->child; c; c = c->next) {
		if (crm_str_is(c->key, "default"))
			return crm_key_fail(job, c->key_line,
				_("the default ladder is written under the key 'ladder'"));
		if (!crm_client_ok(c->key))
			return crm_key_fail(
				job, c->key_line, _("'%.40s' is not a valid ladder "
					"name"), c->key.p);
		if (ladder_at(job, c, c->key, base))
			return -1;
	}
	return 0;
}

static const struct crm_key invoices_keys[] = {
	{.name = "file", .type = CRM_KEY_LINE, .offset = AT(invoices)},
	{.name = "missing", .type = CRM_KEY_FLAG, .offset = AT(invoices_hold), .words = "send hold"},
	{.name = NULL},
};

/* The pattern alone, or with what becomes of a mail whose file is missing. */
static int invoices(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_policy *p = base;

	if (node->kind == CRM_YAML_MAP)
		return crm_keys_read(job, invoices_keys, node, base);
	return crm_key_line(job, node, &p->invoices);
}

static const struct crm_key me_keys[] = {
	{.name = "name", .type = CRM_KEY_LINE, .offset = AT(me.name)},
	{.name = "company", .type = CRM_KEY_LINE, .offset = AT(me.company)},
	{.name = "email", .type = CRM_KEY_ADDRESS, .offset = AT(me.email)},
	{.name = "emails", .type = CRM_KEY_ADDRESSES, .offset = AT(me.emails)},
	{.name = "address", .type = CRM_KEY_LIST, .offset = AT(me.address)},
	{.name = "phone", .type = CRM_KEY_LINE, .offset = AT(me.phone)},
	{.name = "status", .type = CRM_KEY_LINE, .offset = AT(me.status)},
	{.name = "town", .type = CRM_KEY_LINE, .offset = AT(me.town)},
	{.name = "siren", .type = CRM_KEY_LINE, .offset = AT(me.siren)},
	{.name = "siret", .type = CRM_KEY_LINE, .offset = AT(me.siret)},
	{.name = "holder", .type = CRM_KEY_LINE, .offset = AT(me.holder)},
	{.name = "bic", .type = CRM_KEY_LINE, .offset = AT(me.bic)},
	{.name = "mediator", .type = CRM_KEY_LINE, .offset = AT(me.mediator)},
	{.name = "merchant",
		.type = CRM_KEY_WORD,
		.offset = AT(me.merchant),
		.min = 1,
		.words = "no yes"},
	{.name = "iban", .type = CRM_KEY_LINE, .offset = AT(me.iban)},
	{.name = "vat", .type = CRM_KEY_LINE, .offset = AT(me.vat)},
	{.name = NULL},
};

static const struct crm_key week_keys[] = {
	{.name = "closed",
		.type = CRM_KEY_SET,
		.offset = AT(week.closed),
		.words = "mon tue wed thu fri sat sun"},
	{.name = "holidays",
		.type = CRM_KEY_WORD,
		.offset = AT(week.holidays),
		.words = "none fr fr-alsace"},
	{.name = "hours", .type = CRM_KEY_LINE, .offset = AT(week.hours)},
	{.name = NULL},
};

static const struct crm_key reply_keys[] = {
	{.name = "max", .type = CRM_KEY_HOURS, .offset = AT(reply_hours), .min = 1, .max = 720},
	{.name = "clock",
		.type = CRM_KEY_FLAG,
		.offset = AT(reply_elapsed),
		.words = "workdays elapsed"},
	{.name = NULL},
};

static const struct crm_key mission_keys[] = {
	{.name = "cap", .type = CRM_KEY_SPAN, .offset = AT(mission_cap)},
	{.name = "notice", .type = CRM_KEY_DAYS, .offset = AT(mission_notice), .max = 3650},
	{.name = NULL},
};

#define DAYS(key, field, least)                                                                    \
	{                                                                                          \
		.name = key, .type = CRM_KEY_DAYS, .offset = AT(field), .min = least, .max = 3650  \
	}

#define SCORE(key)                                                                                  \
	{                                                                                          \
		.name = key, .type = CRM_KEY_CALL, .offset = AT(score), .call = crm_score_key      \
	}

const struct crm_key crm_policy_keys[] = {
	{.name = "me", .type = CRM_KEY_MAP, .map = me_keys},
	{.name = "lang", .type = CRM_KEY_NAME, .offset = AT(lang), .line = AT(lang_line)},
	{.name = "timezone", .type = CRM_KEY_CALL, .call = timezone_name},
	{.name = "currency", .type = CRM_KEY_CALL, .call = currency},
	{.name = "week", .type = CRM_KEY_MAP, .map = week_keys},
	{.name = "reply", .type = CRM_KEY_MAP, .map = reply_keys},
	{.name = "terms", .type = CRM_KEY_TERMS, .offset = AT(terms), .line = AT(terms_line)},
	{.name = "law", .type = CRM_KEY_NAME, .offset = AT(law), .line = AT(law_line)},
	{.name = "allocation",
		.type = CRM_KEY_WORD,
		.offset = AT(allocation),
		.min = CRM_ALLOC_PRINCIPAL,
		.words = "principal legal"},
	{.name = "mission", .type = CRM_KEY_MAP, .map = mission_keys},
	DAYS("checkin", checkin, 1),
	DAYS("contact", contact, 1),
	DAYS("interest", interest, 1),
	DAYS("offer", offer, 1),
	DAYS("vetting", vetting, 0),
	{.name = "followup", .type = CRM_KEY_CALL, .call = followup},
	DAYS("expire", expire, 0),
	DAYS("conflict", conflict, 0),
	DAYS("incident", incident, 0),
	DAYS("letter", letter, 0),
	{.name = "ladder", .type = CRM_KEY_CALL, .call = ladder},
	{.name = "ladders", .type = CRM_KEY_CALL, .call = ladders},
	{.name = "min_amount", .type = CRM_KEY_MONEY, .offset = AT(min_amount)},
	DAYS("gap", gap, 0),
	{.name = "grace", .type = CRM_KEY_NUMBER, .offset = AT(grace), .min = 0, .max = 365},
	{.name = "cool_off", .type = CRM_KEY_HOURS, .offset = AT(cool_off), .min = 0, .max = 720},
	{.name = "hold_while",
		.type = CRM_KEY_SET,
		.offset = AT(hold_while),
		.words = "incident angry deadline doubt"},
	{.name = "deliver", .type = CRM_KEY_CALL, .call = deliver_argv},
	{.name = "tempfail",
		.type = CRM_KEY_FLAG,
		.offset = AT(tempfail_unknown),
		.words = "deferred unknown"},
	{.name = "invoices", .type = CRM_KEY_CALL, .call = invoices},
	{.name = "copy_to", .type = CRM_KEY_ADDRESS, .offset = AT(copy_to)},
	{.name = "send_host", .type = CRM_KEY_LINE, .offset = AT(send_host)},
	{.name = "shared", .type = CRM_KEY_FLAG, .offset = AT(shared), .words = "no group"},
	{.name = "max", .type = CRM_KEY_NUMBER, .offset = AT(max), .min = 1, .max = 10000},
	{.name = "retention",
		.type = CRM_KEY_NUMBER,
		.offset = AT(retention),
		.min = 0,
		.max = 100},
	{.name = "judging_words", .type = CRM_KEY_LIST, .offset = AT(judging_words)},
	{.name = "jargon", .type = CRM_KEY_LIST, .offset = AT(jargon)},
	{.name = "aliases", .type = CRM_KEY_CALL, .call = crm_aliases_read, .offset = AT(aliases)},
	SCORE("trust"),
	SCORE("silence"),
	SCORE("burst"),
	SCORE("carry"),
	SCORE("stage"),
	SCORE("factors"),
	SCORE("types"),
	SCORE("signals"),
	SCORE("incident_kinds"),
	{.name = NULL},
};

/* Before all else, wherever it stands: amounts are read in it. */
static int read_currency(struct crm_key_job *job, const struct crm_yaml *root, struct crm_policy *p)
{
	const struct crm_yaml *node = crm_yaml_get(root, "currency");
	int bad;

	if (!node || crm_key_unsaid(node))
		return 0;
	snprintf(job->path, sizeof job->path, "currency");
	bad = currency(job, node, p);
	job->path[0] = '\0';
	return bad;
}

bool crm_policy_no_letters(struct crm_book *b, struct crm_str lang)
{
	char path[128];
	struct crm_str text;
	struct crm_err none;

	if (!lang.n)
		return false;
	snprintf(path, sizeof path, "templates/%.*s/lang.yaml", (int)lang.n, lang.p);
	return !crm_embed_find(path, &text) &&
	       !crm_book_read(b, path, CRM_YAML_MAX_PROFILE, &text, &none);
}

int crm_policy_read(struct crm_book *b, struct crm_policy *p, struct crm_err *e)
{
	struct crm_key_job job = {
		.mem = &b->mem, .file = "policy.yaml", .manual = "crm-policy(5)", .e = e};
	struct crm_yaml *root;
	struct crm_str bytes;
	int r;

	crm_policy_default(p);
	job.currency = p->currency;
	r = crm_book_read(b, job.file, CRM_YAML_MAX_PROFILE, &bytes, e);
	if (r <= 0)
		return r;
	/* the built-in ladder is shared: what the file says goes into a copy */
	p->ladder = crm_arena_alloc(&b->mem, sizeof *p->ladder);
	*p->ladder = crm_ladder_builtin;
	if (crm_yaml_parse(&b->mem, bytes, job.file, &root, e))
		return -1;
	if (!root)
		return 0;
	if (read_currency(&job, root, p))
		return -1;
	if (crm_keys_read(&job, crm_policy_keys, root, p))
		return -1;
	p->wordless = crm_policy_no_letters(b, p->lang);
	return 0;
}
