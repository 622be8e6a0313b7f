/* client.c - client profiles, read.  A wrong value costs its key, not the profile. */
#include "config/client/client.h"
#include "base/i18n.h"
#include "base/num.h"
#include "book/row.h"

const char *const crm_client_kinds[] = {[CRM_B2B] = "b2b", [CRM_B2C] = "b2c", [CRM_PUBLIC] = "public", NULL};

#define AT(field) offsetof(struct crm_client, field)

enum { PENALTY_MAX = 100, MULT_MILLI_MAX = 10000 };

/* `12.5`, percent, or `3x legal`: a multiple of a series of rates.csv. */
static int penalty(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	struct crm_client *c = base;
	struct crm_str text, times;
	const char *x;
	int64_t mult;

	if (crm_key_line(job, node, &text))
		return -1;
	x = text.n ? memchr(text.p, 'x', text.n) : NULL;
	if (!x)
		return crm_key_percent(job, node, PENALTY_MAX, &c->penalty_rate);
	times = crm_str_trim((struct crm_str){text.p, (size_t)(x - text.p)});
	text = crm_str_trim((struct crm_str){x + 1, (size_t)(text.p + text.n - x - 1)});
	if (crm_num_milli(times, &mult) || mult % 10 || mult < 1000 || mult > MULT_MILLI_MAX || !text.n)
		return crm_key_fail(job, node->line,
			_("a rate such as 12.5, or a multiple from 1x to 10x such as '3x legal', is "
			  "expected here"));
	c->penalty_mult = (int)(mult / 10);
	c->penalty_series = crm_str_is(text, "legal") ? CRM_STR("fr_legal_pro") : text;
	return 0;
}

static const struct crm_key person_keys[] = {
	{.name = "name", .type = CRM_KEY_LINE, .offset = offsetof(struct crm_person, name)},
	{.name = "role", .type = CRM_KEY_LINE, .offset = offsetof(struct crm_person, role)},
	{.name = "email", .type = CRM_KEY_ADDRESS, .offset = offsetof(struct crm_person, email)},
	{.name = "phone", .type = CRM_KEY_LINE, .offset = offsetof(struct crm_person, phone)},
	{.name = "title", .type = CRM_KEY_LINE, .offset = offsetof(struct crm_person, title)},
	{.name = "greet", .type = CRM_KEY_LINE, .offset = offsetof(struct crm_person, greet)},
	{.name = NULL},
};

static int people(struct crm_key_job *job, const struct crm_yaml *node, void *base)
{
	static const struct crm_person nobody = {{"", 0}, {"", 0}, {"", 0}, {"", 0}, {"", 0},
		{"", 0}};
	struct crm_client *c = base;
	const struct crm_yaml *n;

	if (node->kind != CRM_YAML_LIST)
		return crm_key_fail(job, node->line,
			_("a list of people is expected here, such as "
			  "[{name: Ann, role: billing, email: ann@example.org}]"));
	c->people = crm_arena_alloc(job->mem, (node->count + 1) * sizeof *c->people);
	for (n = node->child; n; n = n->next) {
		c->people[c->people_n] = nobody;
		if (crm_keys_read(job, person_keys, n, &c->people[c->people_n]))
			return -1;
		c->people_n++;
	}
	return 0;
}

static const struct crm_key reminder_keys[] = {
	{.name = "ladder", .type = CRM_KEY_NAME, .offset = AT(ladder)},
	{.name = "never", .type = CRM_KEY_LINE, .offset = AT(never)},
	{.name = NULL},
};

const struct crm_key crm_client_keys[] = {
	{.name = "name", .type = CRM_KEY_LINE, .offset = AT(name)},
	{.name = "kind", .type = CRM_KEY_WORD, .offset = AT(kind), .words = "b2b b2c public"},
	{.name = "relation",
		.type = CRM_KEY_WORD,
		.offset = AT(relation),
		.words = "client supplier partner peer"},
	{.name = "active", .type = CRM_KEY_FLAG, .offset = AT(archived), .words = "yes no"},
	{.name = "party",
		.type = CRM_KEY_WORD,
		.offset = AT(party),
		.words = "company person institution"},
	{.name = "type",
		.type = CRM_KEY_WORD,
		.offset = AT(type),
		.min = CRM_TYPE_ORGANISED,
		.words = "organised trusting disorganised"},
	{.name = "lang", .type = CRM_KEY_NAME, .offset = AT(lang), .line = AT(lang_line)},
	{.name = "address", .type = CRM_KEY_FLAG, .offset = AT(tu), .words = "vous tu"},
	{.name = "register",
		.type = CRM_KEY_FLAG,
		.offset = AT(technical),
		.words = "plain technical"},
	{.name = "people", .type = CRM_KEY_CALL, .call = people},
	{.name = "domains", .type = CRM_KEY_DOMAINS, .offset = AT(domains)},
	{.name = "post", .type = CRM_KEY_LIST, .offset = AT(post)},
	{.name = "siren", .type = CRM_KEY_LINE, .offset = AT(siren)},
	{.name = "merchant",
		.type = CRM_KEY_WORD,
		.offset = AT(merchant),
		.min = CRM_MERCHANT_NO,
		.words = "no yes"},
	{.name = "engagement", .type = CRM_KEY_LINE, .offset = AT(engagement)},
	{.name = "hours", .type = CRM_KEY_LINE, .offset = AT(hours)},
	{.name = "channels", .type = CRM_KEY_LIST, .offset = AT(channels)},
	{.name = "checkin", .type = CRM_KEY_DAYS, .offset = AT(checkin), .min = 1, .max = 3650},
	{.name = "terms", .type = CRM_KEY_TERMS, .offset = AT(terms), .line = AT(terms_line)},
	{.name = "law", .type = CRM_KEY_NAME, .offset = AT(law), .line = AT(law_line)},
	{.name = "penalty_rate",
		.type = CRM_KEY_CALL,
		.call = penalty,
		.line = AT(penalty_line)},
	{.name = "allocation",
		.type = CRM_KEY_WORD,
		.offset = AT(allocation),
		.min = CRM_ALLOC_PRINCIPAL,
		.words = "principal legal"},
	{.name = "mission_cap", .type = CRM_KEY_SPAN, .offset = AT(mission_cap)},
	{.name = "tender_threshold", .type = CRM_KEY_MONEY, .offset = AT(tender_threshold)},
	{.name = "fit", .type = CRM_KEY_NUMBER, .offset = AT(fit), .min = 1, .max = 5},
	{.name = "since", .type = CRM_KEY_DATE, .offset = AT(since)},
	{.name = "insolvency", .type = CRM_KEY_DATE, .offset = AT(insolvency)},
	{.name = "reminders", .type = CRM_KEY_MAP, .map = reminder_keys},
	{.name = "goal", .type = CRM_KEY_TEXT, .offset = AT(goal)},
	{.name = "needs", .type = CRM_KEY_TEXT, .offset = AT(needs)},
	{.name = "expectations", .type = CRM_KEY_TEXT, .offset = AT(expectations)},
	{.name = "preferences", .type = CRM_KEY_TEXT, .offset = AT(preferences)},
	{.name = "notes", .type = CRM_KEY_TEXT, .offset = AT(notes)},
	{.name = NULL},
};

static void set_builtin(struct crm_client *c, struct crm_str id, struct crm_str file)
{
	static const struct crm_str none = {"", 0};

	*c = (struct crm_client){
		.id = id,
		.file = file,
		.name = id,
		.lang = none,
		.hours = none,
		.checkin = -1,
		.law = none,
		.penalty_rate = -1,
		.penalty_series = none,
		.siren = none,
		.engagement = none,
		.tender_threshold = -1,
		.since = CRM_NO_DAY,
		.insolvency = CRM_NO_DAY,
		.ladder = none,
		.never = none,
		.goal = none,
		.needs = none,
		.expectations = none,
		.preferences = none,
		.notes = none,
	};
}

/* A ladder that the policy does not have would silently be another one. */
static void check_ladder(struct crm_key_job *job, const struct crm_policy *p,
	const struct crm_yaml *root, struct crm_client *c)
{
	const struct crm_yaml *node = crm_yaml_get(crm_yaml_get(root, "reminders"), "ladder");
	size_t i;

	for (i = 0; i < p->ladder_n; i++)
		if (crm_str_eq(p->ladder[i].name, c->ladder))
			return;
	if (!c->ladder.n || !node)
		return;
	crm_find_add(job->finds, job->file, node->key_line, "reminders.ladder", job->client,
		_("'%s' is not a ladder of policy.yaml"), c->ladder.p);
	c->ladder = (struct crm_str){"", 0};
}

static int read_keys(struct crm_key_job *job, const struct crm_policy *p, struct crm_str bytes,
	struct crm_client *c)
{
	struct crm_yaml *root;

	if (crm_yaml_parse(job->mem, bytes, job->file, &root, job->e))
		return -1;
	if (!root)
		return 0;
	if (crm_keys_read(job, crm_client_keys, root, c))
		return -1;
	check_ladder(job, p, root, c);
	if (!c->name.n)
		c->name = c->id;
	return 0;
}

void crm_client_absent(struct crm_arena *a, struct crm_str id, struct crm_client *out)
{
	const char *file = crm_arena_printf(a, "clients/%.*s.yaml", (int)(id.n > 64 ? 64 : id.n), id.p);

	set_builtin(out, crm_arena_str(a, id), crm_str(file));
}

int crm_client_read(struct crm_book *b, const struct crm_policy *p, struct crm_str id,
	struct crm_client *out, struct crm_finds *finds)
{
	struct crm_err e;
	struct crm_key_job job = {.mem = &b->mem,
		.manual = "crm-client(5)",
		.finds = finds,
		.e = &e,
		.currency = p->currency};
	struct crm_str bytes;
	int r;

	crm_client_absent(&b->mem, id, out);
	job.file = out->file.p;
	job.client = out->id;
	if (crm_client_ok(id))
		r = crm_book_read(b, job.file, CRM_YAML_MAX_PROFILE, &bytes, &e);
	else
		r = crm_err_at(&e, CRM_USAGE, job.file, 0, NULL, _("the name is not a valid client id"));
	if (r == 0)
		return 0;
	out->exists = true;
	if (r == 1 && read_keys(&job, p, bytes, out) == 0) {
		out->wordless = crm_policy_no_letters(b, out->lang);
		return 0;
	}
	crm_find_err(finds, &e, job.client);
	out->damaged = true;
	return -1;
}

struct crm_terms crm_client_terms(const struct crm_client *c, const struct crm_policy *p)
{
	return c->terms.how != CRM_TERMS_NONE ? c->terms : p->terms;
}

bool crm_client_legal(const struct crm_client *c, const struct crm_policy *p)
{
	return (c->allocation != CRM_ALLOC_NONE ? c->allocation : p->allocation) == CRM_ALLOC_LEGAL;
}

bool crm_client_agreed(const struct crm_client *c)
{
	return c->penalty_rate >= 0 || c->penalty_mult > 0;
}

bool crm_client_wordless(const struct crm_client *c, const struct crm_policy *p)
{
	return c->lang.n ? c->wordless : p->wordless;
}

const struct crm_person *crm_client_billing(const struct crm_client *c)
{
	size_t i;

	for (i = 0; i < c->people_n; i++)
		if (crm_str_is(c->people[i].role, "billing"))
			return &c->people[i];
	return c->people_n ? &c->people[0] : NULL;
}
