/* builtin.c - the built-in policy.  crm-policy(5) states the same values. */
#include "config/policy/policy.h"
#include "format/money.h"

#define WORD(s) {s, sizeof(s) - 1}
#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Lists are read only; they are no const because a policy read from a file owns its own. */
static struct crm_str deliver[] = {WORD("/usr/sbin/sendmail"), WORD("-i"), WORD("-t")};

/* Judging and absolute words, that turn a fact into a verdict (S0.21). */
static struct crm_str judging_words[] = {WORD("toujours"), WORD("jamais"), WORD("nul"),
	WORD("nulle"), WORD("incapable"), WORD("incompétent"), WORD("incompétente"), WORD("idiot"),
	WORD("idiote"), WORD("stupide"), WORD("menteur"), WORD("menteuse"), WORD("malhonnête"),
	WORD("paresseux"), WORD("paresseuse"), WORD("radin"), WORD("radine"), WORD("ridicule"),
	WORD("arrogant"), WORD("arrogante"), WORD("pénible"), WORD("insupportable"),
	WORD("mauvaise foi"), WORD("con"), WORD("conne"), WORD("fou"), WORD("folle"), WORD("débile"),
	WORD("relou"), WORD("chiant"), WORD("chiante"), WORD("ingérable"), WORD("casse-pieds"),
	WORD("cauchemar"), WORD("ment"), WORD("menti"), WORD("comprend rien"), WORD("always"),
	WORD("never"), WORD("stupid"), WORD("incompetent"), WORD("liar"), WORD("lied"),
	WORD("dishonest"), WORD("lazy"), WORD("stingy"), WORD("ridiculous"), WORD("annoying"),
	WORD("unbearable"), WORD("hopeless"), WORD("bad faith"), WORD("crazy"), WORD("moron"), WORD("nightmare"), WORD("clueless")};

/* Words of the trade, that put off who does not know them (S0.28). */
static struct crm_str jargon[] = {WORD("API"), WORD("backend"), WORD("frontend"), WORD("framework"),
	WORD("CMS"), WORD("DNS"), WORD("SSL"), WORD("FTP"), WORD("SEO"), WORD("cache"),
	WORD("commit"), WORD("merge"), WORD("deploy"), WORD("déployer"), WORD("refactoring"),
	WORD("refactoriser"), WORD("responsive"), WORD("wireframe"), WORD("sprint"),
	WORD("backlog"), WORD("scrum"), WORD("stack"), WORD("endpoint"), WORD("webhook"),
	WORD("staging"), WORD("pull request"), WORD("MVP"), WORD("KPI"), WORD("ROI"),
	WORD("benchmark")};

void crm_policy_default(struct crm_policy *p)
{
	static const struct crm_str none = {"", 0};

	*p = (struct crm_policy){
		.me = {none, none, none, none, none, none, none, none, none, none, none, none, none,
			0, {NULL, 0}, {NULL, 0}},
		.lang = none,
		.timezone = none,
		.currency = crm_currency_find(CRM_STR("EUR")),
		.week = {1u << 5 | 1u << 6, CRM_HOLIDAYS_NONE, none},
		.reply_hours = 24,
		.terms = {.days = 30, .how = CRM_TERMS_DAYS},
		.law = none,
		.mission_cap = {2, 'm'},
		.mission_notice = 7,
		.checkin = 14,
		.contact = -1,
		.interest = 45,
		.offer = 14,
		.vetting = 14,
		.conflict = 7,
		.incident = 2,
		.letter = 2,
		.followup = {7, 30},
		.expire = 90,
		.ladder = &crm_ladder_builtin,
		.ladder_n = 1,
		.gap = 7,
		.grace = 1,
		.cool_off = 24,
		.hold_while = CRM_WHILE_INCIDENT | CRM_WHILE_ANGRY,
		.deliver = {deliver, COUNT(deliver)},
		.invoices = none,
		.copy_to = none,
		.send_host = none,
		.max = 20,
		.retention = 10,
		.judging_words = {judging_words, COUNT(judging_words)},
		.jargon = {jargon, COUNT(jargon)},
	};
	crm_score_policy_default(&p->score);
}
