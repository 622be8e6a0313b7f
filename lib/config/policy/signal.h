/* signal.h - the signals of the score: names, sides, built-in weights; the user's over them.
 * Room config/policy; needs key.h.  The rules that raise them are in trust/score.h.
 * Unit: weights, bases and factors in thousandths, half-lives and ramps in days (late_reply:
 * hours). Source:  crm-score(7), Signals; crm-policy(5) describes the keys. */
#ifndef CRM_CONFIG_POLICY_SIGNAL_H
#define CRM_CONFIG_POLICY_SIGNAL_H
#include "config/key.h"

/* In byte order of their names, so that ties in the score fall as its specification says. */
enum crm_signal {
	CRM_SIG_APOLOGY,
	CRM_SIG_ASSUMPTION,
	CRM_SIG_BREACH,
	CRM_SIG_BROKEN_PROMISE,
	CRM_SIG_BURST,
	CRM_SIG_CHECKIN,
	CRM_SIG_CLIENT_BREACH,
	CRM_SIG_CLIENT_DECEPTION,
	CRM_SIG_CLIENT_PROMISE,
	CRM_SIG_CONFLICT,
	CRM_SIG_CONTACT_CHANGE,
	CRM_SIG_CONTROLS,
	CRM_SIG_DECEPTION,
	CRM_SIG_DELIVERED_ON_TIME,
	CRM_SIG_DISAGREE,
	CRM_SIG_DISRESPECT,
	CRM_SIG_DISSATISFIED,
	CRM_SIG_DOUBT,
	CRM_SIG_ERROR,
	CRM_SIG_FRAME,
	CRM_SIG_GESTURE,
	CRM_SIG_GOODWILL,
	CRM_SIG_INSTABILITY,
	CRM_SIG_INTEREST,
	CRM_SIG_LATE_DELIVERY,
	CRM_SIG_LATE_PAYMENT,
	CRM_SIG_LATE_REPLY,
	CRM_SIG_MISSION_OVERRUN,
	CRM_SIG_MISUNDERSTANDING,
	CRM_SIG_NO_CHECKIN,
	CRM_SIG_NO_RESULT,
	CRM_SIG_OUTBURST,
	CRM_SIG_PAID_ON_TIME,
	CRM_SIG_POOR_RESULT,
	CRM_SIG_PRICE_CRITICISM,
	CRM_SIG_PRIOR,
	CRM_SIG_PROMISE_CLARIFIED,
	CRM_SIG_PROMISE_KEPT,
	CRM_SIG_REFERRAL,
	CRM_SIG_RENEWAL,
	CRM_SIG_REPLY_IN_TIME,
	CRM_SIG_REPROACH,
	CRM_SIG_RESOLVED,
	CRM_SIG_SATISFIED,
	CRM_SIG_SILENCE,
	CRM_SIG_SILENT_APPROVAL,
	CRM_SIG_STAFF_CHANGE,
	CRM_SIG_SUPERFICIAL,
	CRM_SIG_TENSE,
	CRM_SIG_VAGUE,
	CRM_SIG_WRONG_ANSWER,
	CRM_SIGNALS /* incident kinds of one's own follow from here on */
};

/* Whose doing it is; in the order the column `side` prints. */
enum crm_side { CRM_SIDE_ME, CRM_SIDE_CLIENT, CRM_SIDE_BOTH, CRM_SIDE_PRIOR, CRM_SIDES };

enum crm_signal_kind {
	CRM_SIG_IS_GOOD,     /* keys weight, half_life, every */
	CRM_SIG_IS_PLAIN,    /* weight, half_life */
	CRM_SIG_IS_RAMP,     /* weight, base, from, to, half_life */
	CRM_SIG_IS_STATE,    /* weight, base, from, to: a state of the day, never faded */
	CRM_SIG_IS_OWN_RAMP, /* weight, base: a state whose ramp comes from elsewhere */
	CRM_SIG_IS_PRIOR,    /* no key: see trust */
};

struct crm_weight {
	int weight, base; /* thousandths */
	int from, to;     /* ramp */
	int half_life;    /* days; 0: not faded */
	int every;        /* days; good ones count once in so many */
};

struct crm_signal_info {
	const char *name;
	enum crm_side side;
	enum crm_signal_kind kind;
	struct crm_weight weight; /* built in */
	const char *incident;     /* kind of the incident row that raises it; NULL: another event */
	bool by_level;            /* an incident that weighs level / 3 */
	bool competence;          /* speaks of competence; else of trust (S1.1) */
	const char *claim;        /* claim IDs between blanks */
	const char *action;       /* its first step, where no act says it so well; marked N_; NULL */
};

extern const struct crm_signal_info crm_signals[CRM_SIGNALS];

/* A kind of incident of one's own. */
struct crm_own_kind {
	struct crm_str kind; /* as rows write it: no-show */
	struct crm_str name; /* as reasons print it: no_show */
	struct crm_weight weight;
	int side; /* enum crm_side */
};
enum { CRM_OWN_KINDS_MAX = 1000, CRM_TYPES = 4 };

/* Words of enum crm_type of client.h; "" for none. */
extern const char *const crm_type_names[CRM_TYPES];

struct crm_score_policy {
	int prior, prior_weight, positive_cap, paid_late_cap; /* thousandths */
	int band[3];                                          /* tenths, rising */
	struct {
		int tenure, dormant, rise; /* days, days, points */
	} stage;
	struct {
		int min_days, times_median, plus_mad, history, need, active, idle;
	} silence;
	struct {
		int hours, count, channels, times_usual, lookback, active;
	} burst;
	struct {
		int deception, breach, other, refocus, illness, contact; /* thousandths */
	} carry;
	struct {
		int settled, mutual_doubt, repeat, renegotiated; /* thousandths */
		int repeat_days;
	} factor;
	int type[CRM_TYPES][CRM_SIGNALS]; /* by enum crm_type of client.h; thousandths */
	struct crm_weight signal[CRM_SIGNALS];
	struct crm_own_kind *own; /* sorted by name */
	size_t own_n;
};

/*
 * crm_score_policy_default - the built-in rules of the score.
 */
void crm_score_policy_default(struct crm_score_policy *sp);

/*
 * crm_score_key - read one of the keys of policy.yaml that are the score's, whose name the node has.
 * Shape:   job, node, struct crm_score_policy -> 0, or -1: CRM_USAGE.
 */
crm_key_call crm_score_key;

/*
 * crm_signal_find - a signal by its name.
 * Shape:   -> enum crm_signal, or -1.
 */
int crm_signal_find(struct crm_str name);

/*
 * crm_signal_name, crm_signal_side - of a signal, built in or one's own (CRM_SIGNALS + place).
 */
struct crm_str crm_signal_name(const struct crm_score_policy *sp, int signal);
enum crm_side crm_signal_side(const struct crm_score_policy *sp, int signal);

/*
 * crm_side_name, crm_signal_about - me, client, both, prior; competence or trust, which a signal speaks of.
 */
const char *crm_side_name(enum crm_side side);
const char *crm_signal_about(int signal);

/*
 * crm_signal_weight - its weights in force.
 */
const struct crm_weight *crm_signal_weight(const struct crm_score_policy *sp, int signal);

/*
 * crm_signal_incident - the signal that an incident of a kind raises.
 * Shape:   -> signal, or -1: it weighs nothing.
 */
int crm_signal_incident(const struct crm_score_policy *sp, struct crm_str kind);
#endif
