/* policy.h - the user's rules: policy.yaml over the built-in ones.
 * Room config/policy; needs book.h, ladder.h, signal.h, terms.h.  crm-policy(5) is the manual. */
#ifndef CRM_CONFIG_POLICY_POLICY_H
#define CRM_CONFIG_POLICY_POLICY_H
#include "book/book.h"
#include "config/policy/alias.h"
#include "config/policy/ladder.h"
#include "config/policy/signal.h"
#include "config/terms.h"

struct crm_me {
	struct crm_str name, company, email, phone, siret, iban, vat;
	struct crm_str status;	 /* EI: stands beside the name */
	struct crm_str holder, bic; /* of the account */
	struct crm_str mediator; /* of consumers */
	struct crm_str town, siren;
	int merchant; /* 1: no, 2: yes; 0: not said */
	struct crm_list emails;	 /* my other addresses */
	struct crm_list address; /* lines */
};

enum crm_holidays { CRM_HOLIDAYS_NONE, CRM_HOLIDAYS_FR, CRM_HOLIDAYS_FR_ALSACE };

/* While what is my own fault no reminder goes out: policy hold_while. */
enum {
	CRM_WHILE_INCIDENT = 1,
	CRM_WHILE_ANGRY = 2,
	CRM_WHILE_DEADLINE = 4,
	CRM_WHILE_DOUBT = 8,
};

struct crm_week {
	unsigned closed; /* bit 0 Monday .. bit 6 Sunday */
	enum crm_holidays holidays;
	struct crm_str hours;
};

enum crm_allocation { CRM_ALLOC_NONE, CRM_ALLOC_PRINCIPAL, CRM_ALLOC_LEGAL };

struct crm_policy {
	struct crm_me me;
	struct crm_str lang;	 /* "" when not set */
	long lang_line;		 /* where it stands */
	bool wordless;		 /* there are no letters in it */
	struct crm_str timezone; /* "" when not set: the system's */
	int currency;
	struct crm_week week;
	int reply_hours;    /* reply.max */
	bool reply_elapsed; /* reply.clock: elapsed */
	struct crm_terms terms;
	long terms_line; /* where it stands; 0: built in */
	struct crm_str law;
	long law_line; /* where it stands */
	enum crm_allocation allocation;
	struct crm_span mission_cap;
	int mission_notice; /* days */
	int checkin;	 /* days, as are those below */
	int contact;	 /* -1: the silence detector of the score */
	int interest, offer, vetting, conflict, incident, letter;
	int followup[2];
	int expire; /* so late, what keeps up a relation has left the lists */
	struct crm_ladder *ladder; /* [0] is the default */
	size_t ladder_n;
	int64_t min_amount; /* minor units of the default currency */
	int gap, grace;	    /* days; business days */
	int cool_off;	    /* hours */
	unsigned hold_while; /* CRM_WHILE_* */
	struct crm_list deliver; /* argv of the mail program */
	bool tempfail_unknown;
	struct crm_str invoices; /* where the file of an invoice is: ~/factures/{ref}.pdf; empty: nowhere */
	bool invoices_hold;	 /* no mail without it */
	struct crm_str copy_to, send_host;
	bool shared; /* a group may write the book */
	int max;
	int retention; /* years that money rows stay, crm-tables(5) */
	struct crm_list judging_words, jargon;
	struct crm_aliases aliases; /* of crm-log */
	struct crm_score_policy score;
};

/*
 * crm_policy_keys - all keys of policy.yaml, for the check of its manual.
 */
extern const struct crm_key crm_policy_keys[];

/*
 * crm_policy_read - the built-in policy, then policy.yaml of the book over it.
 * Shape:   book -> 0 and *p (all in the book's arena), or -1: CRM_USAGE with file and line for an
 *          unknown key, a wrong value, a ladder that goes backwards.
 */
int crm_policy_read(struct crm_book *b, struct crm_policy *p, struct crm_err *e);

/*
 * crm_policy_no_letters - whether neither the programs nor the book have letters in a language; an empty
 * one is no language.
 */
bool crm_policy_no_letters(struct crm_book *b, struct crm_str lang);

/*
 * crm_me_names - who signs: the name with its status (EI) beside it, and the company below it.
 * Shape:   arena -> so many lines of out.  A company that is the name, or begins with it, takes its
 *          place: nobody signs twice.
 * Source:  C. com. R526-27: "EI" stands immediately before or after the name.
 */
size_t crm_me_names(struct crm_arena *a, const struct crm_me *me, struct crm_str out[2]);

/*
 * crm_me_town - where letters are written: the key, else the town of the last address line that
 * begins with a postal code of five digits, or of four below the first line.
 */
struct crm_str crm_me_town(const struct crm_me *me);

/*
 * crm_spaced - a SIREN or SIRET as it is read: groups of three, then the rest, with no-break spaces;
 * anything else as it stands.
 */
struct crm_str crm_spaced(struct crm_arena *a, struct crm_str number);

/*
 * crm_policy_default - the built-in policy alone.
 */
void crm_policy_default(struct crm_policy *p);
#endif
