/* keyword.c - what the keys of reports are called. */
#include "base/keyword.h"
#include "base/i18n.h"

/* The key is what stands behind `: `; translated is the whole, so that a word that means two things
 * has two translations. */
static const char *const kinds[] = {N_("kind: reply"), N_("kind: promise"), N_("kind: deadline"),
	N_("kind: result"), N_("kind: conflict"), N_("kind: incident"), N_("kind: approval"),
	N_("kind: mission"), N_("kind: renewal"), N_("kind: checkin"), N_("kind: contact"),
	N_("kind: interest"), N_("kind: followup"), N_("kind: next"), N_("kind: unbilled"),
	N_("kind: claim"), N_("kind: vetting"), N_("kind: frame"), N_("kind: letter"),
	N_("kind: invoice"), N_("kind: pledge"), N_("kind: offer"), NULL};
static const char *const held[] = {N_("held: writeoff"), N_("held: dispute"), N_("held: agreed"),
	N_("held: hold"), N_("held: absent"), N_("held: conflict"), N_("held: unanswered"),
	N_("held: outburst"), N_("held: insolvency"), N_("held: never"), N_("held: relation"),
	N_("held: unallocated"), N_("held: letter"), N_("held: incident"), N_("held: angry"),
	N_("held: deadline"), N_("held: doubt"), N_("held: small"), N_("held: part-paid"),
	NULL};
static const char *const steps[] = {N_("step: courtesy"), N_("step: second"), N_("step: notice"),
	N_("step: recourse"), NULL};
static const char *const sides[] = {N_("by: me"), N_("by: client"), N_("by: both"), N_("by: prior"), NULL};
static const char *const statuses[] = {N_("status: sent"), N_("status: deferred"), N_("status: failed"),
	N_("status: unknown"), N_("status: prepared"), N_("status: stale"), N_("status: refused"),
	N_("status: bounced"), N_("status: agreed"), N_("status: usual"), N_("status: slow"),
	N_("status: due"), NULL};

static const char *const signals[] = {
	N_("signal: apology"), N_("signal: assumption"), N_("signal: breach"),
	N_("signal: broken_promise"), N_("signal: burst"), N_("signal: checkin"),
	N_("signal: client_breach"), N_("signal: client_deception"),
	N_("signal: client_promise"), N_("signal: conflict"), N_("signal: contact_change"),
	N_("signal: controls"), N_("signal: deception"), N_("signal: delivered_on_time"),
	N_("signal: disagree"), N_("signal: disrespect"), N_("signal: dissatisfied"),
	N_("signal: doubt"), N_("signal: error"), N_("signal: frame"), N_("signal: gesture"),
	N_("signal: goodwill"), N_("signal: instability"), N_("signal: interest"),
	N_("signal: late_delivery"), N_("signal: late_payment"), N_("signal: late_reply"),
	N_("signal: mission_overrun"), N_("signal: misunderstanding"), N_("signal: no_checkin"),
	N_("signal: no_result"), N_("signal: outburst"), N_("signal: paid_on_time"),
	N_("signal: poor_result"), N_("signal: price_criticism"), N_("signal: prior"),
	N_("signal: promise_clarified"), N_("signal: promise_kept"), N_("signal: referral"),
	N_("signal: renewal"), N_("signal: reply_in_time"), N_("signal: reproach"),
	N_("signal: resolved"), N_("signal: satisfied"), N_("signal: silence"),
	N_("signal: silent_approval"), N_("signal: staff_change"), N_("signal: superficial"),
	N_("signal: tense"), N_("signal: vague"), N_("signal: wrong_answer"), NULL};

/* As the manuals call them. */
static const char *const values[] = {N_("value: AMOUNT"), N_("value: CHANNEL"), N_("value: DATA"),
	N_("value: DIR"), N_("value: DRAFTS"), N_("value: DUE"), N_("value: EVENT"), N_("value: FILE"),
	N_("value: HOW"), N_("value: KIND"), N_("value: LANG"), N_("value: LEVEL"), N_("value: NAME"),
	N_("value: NEW"), N_("value: NUMBER"), N_("value: OLD"), N_("value: REF"), N_("value: REPORT"),
	N_("value: SECONDS"), N_("value: SPAN"), N_("value: TAG"), N_("value: TEMPLATE"), N_("value: TEXT"),
	N_("value: WHAT"), N_("value: WHEN"), N_("value: WHO"), NULL};

static const char *const *const tables[] = {kinds, held, steps, sides, statuses, signals, values};

struct crm_str crm_keyword(enum crm_keyword of, struct crm_str key)
{
	const char *const *p;
	const char *mine, *theirs;

	for (p = tables[of]; *p; p++) {
		mine = strchr(*p, ':') + 2;
		if (!crm_str_is(key, mine))
			continue;
		theirs = _(*p);
		return theirs == *p ? key : crm_str(theirs);
	}
	return key;
}

void crm_keyword_held(struct crm_buf *out, struct crm_str text)
{
	struct crm_str word, key;
	const char *value;
	bool more = false;

	while ((word = crm_str_word(&text, ' ')).n) {
		value = memchr(word.p, '=', word.n);
		key = (struct crm_str){word.p, value ? (size_t)(value - word.p) : word.n};
		if (more)
			crm_buf_cstr(out, ", ");
		crm_buf_str(out, crm_keyword(CRM_KEYWORD_HELD, key));
		crm_buf_str(out, (struct crm_str){word.p + key.n, word.n - key.n});
		more = true;
	}
}

bool crm_keyword_is(enum crm_keyword of, const char *key, struct crm_str word)
{
	return crm_str_eq(crm_keyword(of, crm_str(key)), word);
}
