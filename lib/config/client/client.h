/* client.h - client profiles, clients/ID.yaml.
 * Room config/client; needs policy.h, address.h.  Written by hand, never rewritten.  crm-client(5) is the manual. */
#ifndef CRM_CONFIG_CLIENT_CLIENT_H
#define CRM_CONFIG_CLIENT_CLIENT_H
#include "config/address.h"
#include "config/policy/policy.h"

enum crm_client_kind { CRM_B2B, CRM_B2C, CRM_PUBLIC };
extern const char *const crm_client_kinds[]; /* their words; NULL at the end */
enum crm_relation { CRM_REL_CLIENT, CRM_REL_SUPPLIER, CRM_REL_PARTNER, CRM_REL_PEER };
enum crm_party { CRM_PARTY_COMPANY, CRM_PARTY_PERSON, CRM_PARTY_INSTITUTION };
enum crm_type { CRM_TYPE_NONE, CRM_TYPE_ORGANISED, CRM_TYPE_TRUSTING, CRM_TYPE_DISORGANISED };

struct crm_person {
	struct crm_str name, role, email, phone;
	struct crm_str title; /* Madame, Maître, Dr; "" when not said */
	struct crm_str greet; /* the line that letters begin with; "" when not said */
};

enum crm_merchant { CRM_MERCHANT_NONE, CRM_MERCHANT_NO, CRM_MERCHANT_YES };

struct crm_client {
	struct crm_str id;
	bool exists;		/* false: no profile; all else is built in */
	bool archived;		/* active: no */
	bool damaged;		/* the profile cannot be read: all else is built in */
	struct crm_str file;	/* clients/ID.yaml, for messages */
	struct crm_str name;	/* the id when not said */
	enum crm_client_kind kind;
	enum crm_relation relation;
	enum crm_party party;
	enum crm_type type;
	struct crm_str lang;	/* "" when not said */
	long lang_line;		/* where it stands */
	bool wordless;		/* there are no letters in it */
	bool tu;		/* address: tu */
	bool technical;		/* register: technical */
	struct crm_person *people;
	size_t people_n;
	struct crm_list post, channels;
	struct crm_list domains; /* whose mail is theirs, beside the addresses of people */
	struct crm_str siren;	/* "" when not said */
	enum crm_merchant merchant; /* NONE: not said */
	struct crm_str engagement; /* number a public buyer asks for; "" */
	struct crm_str hours;
	int checkin;		/* days; -1: policy's */
	struct crm_terms terms; /* how NONE: policy's */
	long terms_line;	/* where it stands */
	struct crm_str law;	/* "" : by kind */
	long law_line;		/* where it stands */
	int penalty_rate;	/* basis points; -1: none agreed, or a multiple of a series */
	int penalty_mult;	/* hundredths: 300 is 3x; 0: none */
	struct crm_str penalty_series; /* of the multiple */
	long penalty_line;	/* where it stands */
	enum crm_allocation allocation;
	struct crm_span mission_cap; /* n 0: policy's */
	int64_t tender_threshold;    /* minor units of the default currency; -1: none */
	int fit;		/* 1..5; 0: not said */
	int32_t since;		/* CRM_NO_DAY: not said */
	int32_t insolvency;	/* CRM_NO_DAY: none */
	struct crm_str ladder;	/* reminders: {ladder: NAME}; "" : default */
	struct crm_str never;	/* reminders: {never: REASON}; "" : reminded */
	struct crm_str goal, needs, expectations, preferences, notes;
};

/*
 * crm_client_keys - all keys of a profile, for the check of its manual.
 */
extern const struct crm_key crm_client_keys[];

/*
 * crm_client_read - one profile.
 * Shape:   book, policy, id -> *out in the book's arena; unknown keys and wrong values are findings
 *          with file and line, and the built-in value is used.  0, or -1 when the file cannot be
 *          read at all or is no strict YAML (also noted as a finding; *out then has the defaults).
 */
int crm_client_read(struct crm_book *b, const struct crm_policy *p, struct crm_str id,
	struct crm_client *out, struct crm_finds *finds);

/*
 * crm_client_absent - the built-in values of a client without profile.
 */
void crm_client_absent(struct crm_arena *a, struct crm_str id, struct crm_client *out);

/*
 * crm_client_terms - the terms of payment of an invoice that names none: the client's, else the
 * policy's, else none.
 */
struct crm_terms crm_client_terms(const struct crm_client *c, const struct crm_policy *p);

/*
 * crm_client_legal - whether payments settle fee and interest before the principal: what the profile
 * says, else the policy.
 */
bool crm_client_legal(const struct crm_client *c, const struct crm_policy *p);

/*
 * crm_client_agreed - whether the contract has a rate of its own, a number or a multiple.
 */
bool crm_client_agreed(const struct crm_client *c);

/*
 * crm_client_billing - whom reminders go to: the first with role billing, else the first person.
 * Shape:   -> person, or NULL when the profile names nobody.
 */
const struct crm_person *crm_client_billing(const struct crm_client *c);

/*
 * crm_client_wordless - whether there are no letters in the language of a client: their own, else that of
 * the policy.
 */
bool crm_client_wordless(const struct crm_client *c, const struct crm_policy *p);

/*
 * crm_client_list - the ids that have a profile, sorted by bytes.
 * Shape:   book -> 0 and *out in the book's arena, or -1.
 */
int crm_client_list(struct crm_book *b, struct crm_list *out, struct crm_err *e);

/*
 * crm_client_listed - whether an id is in that list.
 */
bool crm_client_listed(const struct crm_list *ids, struct crm_str id);

/*
 * crm_client_strays - names in clients/ that are no profile's, sorted by bytes; hidden files aside.
 * Shape:   book -> 0 and *out in the book's arena, or -1.
 */
int crm_client_strays(struct crm_book *b, struct crm_list *out, struct crm_err *e);

/*
 * crm_client_stray_id - the id that such a file, `A b.yml`, would have as a profile.
 * Shape:   -> id in the arena; empty when the name is not that of a YAML file.
 */
struct crm_str crm_client_stray_id(struct crm_arena *a, struct crm_str name);

/*
 * crm_client_nearest - the known id most like a mistyped one.
 * Shape:   ids, text -> id at an edit distance of at most 1 + length / 4, or the empty view.
 */
struct crm_str crm_client_nearest(const struct crm_list *ids, struct crm_str s);

/*
 * crm_client_meant - the known id most like one that is not known, by profiles and rows.
 * Shape:   book, default currency, id -> 0 and *out (empty when none is near) in the book's arena,
 *          or -1.
 */
int crm_client_meant(struct crm_book *b, int currency, struct crm_str id, struct crm_str *out,
	struct crm_err *e);

/*
 * crm_client_need - whether the client that an option names has a profile or rows; rows that were
 * taken back or cannot be read are rows, too.
 * Shape:   book, default currency, option, id (empty: nobody is asked for) -> 0, or -1.
 */
int crm_client_need(struct crm_book *b, int currency, const char *option, struct crm_str id,
	struct crm_err *e);

/*
 * crm_client_begun - the one known id, by profiles and rows, that begins with a typed word.
 * Shape:   book, default currency, option, word of at least two bytes -> 0 and *out (empty: none
 *          does) in the book's arena, or -1.
 * Errors:  CRM_USAGE: several do; two are named.
 */
int crm_client_begun(struct crm_book *b, int currency, const char *option, struct crm_str word,
	struct crm_str *out, struct crm_err *e);

/*
 * crm_client_typed - the client that a person means: the id itself, else the one that begins with it.
 * Shape:   book, default currency, option, word (empty: nobody) -> 0 and *out, or -1.
 * Errors:  as crm_client_begun and crm_client_unknown.
 */
int crm_client_typed(struct crm_book *b, int currency, const char *option, struct crm_str word,
	struct crm_str *out, struct crm_err *e);

/*
 * crm_client_unknown - the error about an option that names a client who is not known.
 * Shape:   -> -1, CRM_USAGE; the nearest known id is named.
 */
int crm_client_unknown(struct crm_book *b, int currency, const char *option, struct crm_str id,
	struct crm_err *e);

/*
 * crm_client_create - write a commented profile; fails when there is one already.
 * Shape:   book, id, name, language of the comments -> 0, or -1.  _with: and lines of YAML, which
 *          stand instead of what the form says of the same keys.
 */
int crm_client_create_with(struct crm_book *b, struct crm_str id, struct crm_str name,
	struct crm_str keys, const char *lang, struct crm_err *e);
int crm_client_create(struct crm_book *b, struct crm_str id, struct crm_str name, const char *lang,
	struct crm_err *e);
#endif
