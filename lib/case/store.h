/* store.h - the rows of the journal that count, as entries of 64 bytes, one list a client.
 * Room case; needs book/row.h, config/policy/signal.h, base/intern.h.  Rows in
 * any order.
 * Voided rows and the void rows are kept: a report of an earlier day needs both. */
#ifndef CRM_CASE_STORE_H
#define CRM_CASE_STORE_H
#include "base/hash.h"
#include "base/intern.h"
#include "base/mem.h"
#include "book/row.h"
#include "config/policy/signal.h"

/* What tags or channel say of a row, in `mark`. */
enum {
	CRM_MARK_TWOWAY = 1,   /* an exchange of both: answers and is no message that waits */
	CRM_MARK_NOREPLY = 2,  /* a message that wants no answer */
	CRM_MARK_TENSE = 4,    /* tone tense, angry or anxious */
	CRM_MARK_NOBODY = 8,   /* a row without client */
	CRM_MARK_ANGRY = 16,   /* tone angry */
	CRM_MARK_MISSED = 32,  /* a call that found nobody */
	CRM_MARK_AMOUNT = 64,  /* the amount is set */
	CRM_MARK_NOTED = 128,  /* it has a note */
	CRM_MARK_KEPT = 512,   /* which the store keeps: `offset` is its place there */
};

/* The same bits of an agreement, which is no message: tags interest= and whole. */
enum {
	CRM_MARK_WAIVES = 1, /* kept, it gives up interest and fee */
	CRM_MARK_KEEPS = 2,  /* interest and fee stay owed */
	CRM_MARK_WHOLE = 4,  /* one missed instalment makes all that is left payable */
};

/* And of a diagnosis: where it comes from, and what they answered (S2.14, S0.46). */
enum {
	CRM_MARK_QUALITY = 1,		/* origin=quality, work=bad */
	CRM_MARK_DELAY = 2,		/* origin=delay, late=yes */
	CRM_MARK_MISUNDERSTANDING = 4, /* origin=misunderstanding, aligned=no */
	CRM_MARK_CLIENT = 16,		/* origin=client */
};

/* And of an incident: tag client=. */
enum {
	CRM_MARK_BADFAITH = 256, /* in bad faith */
};

/* Why an invoice is not paid, as a row about it says: tag why=. */
enum crm_why {
	CRM_WHY_NONE, CRM_WHY_OVERSIGHT, CRM_WHY_CASH, CRM_WHY_LOST, CRM_WHY_DISPUTE, CRM_WHY_BADFAITH,
	CRM_WHYS
};

/* A ref of up to so many bytes stands in its entry, a longer one in the pool of long ones. */
enum { CRM_REF_SHORT = 11, CRM_REF_LONG = 255 };

/* An entry is a row that counts, typed: what the rules look at, not its words.  64 bytes, a line of
 * most caches. */
struct crm_entry {
	struct crm_uuid id;   /* of a void: the id it takes away */
	uint64_t amount : 40; /* minor units */
	uint64_t currency : 8;
	uint64_t event : 6;
	uint64_t mark : 10;   /* CRM_MARK_* */
	uint64_t offset : 36; /* of its line in the journal, or CRM_MARK_KEPT */
	uint64_t kind : 12;   /* incident: signal + 1, 0 weighs nothing; staff: enum crm_staff; contact:
			       * number of its channel + 1; note of a letter on paper: of its template;
			       * else of its kind + 1 in `kinds`, 0: none */
	uint64_t minute : 11; /* of the day, + 1; 0: only the day is known */
	uint64_t level : 3;   /* 1..5 */
	uint64_t by : 2;      /* never CRM_BY_NONE */
	int32_t day, due;     /* due: CRM_NO_DAY when none */
	uint32_t word;	      /* its ref as a number from 1, in the case that has it; 0: none */
	uint32_t client;      /* number in the store */
	uint32_t rare;	      /* place in the pool of crm_rare; 0: it has none */
	uint8_t ref_n;	      /* bytes of its ref, or CRM_REF_LONG: ref has its place among the long */
	char ref[CRM_REF_SHORT];
};

/* What became of a message; tag status= of a reminder row. */
enum crm_status {
	CRM_STATUS_NONE, /* no status: logged by hand, counts as sent */
	CRM_STATUS_INTENT,
	CRM_STATUS_SENT,
	CRM_STATUS_DEFERRED,
	CRM_STATUS_FAILED,
	CRM_STATUS_UNKNOWN,
	CRM_STATUS_PREPARED,
	CRM_STATUS_BOUNCED, /* sent, and it came back */
};

/*
 * crm_status_of - the status among the tags of a row; a word that we do not know is UNKNOWN.
 */
enum crm_status crm_status_of(struct crm_str tags);

/* What few rows have. */
struct crm_rare {
	uint64_t mid;	/* of a reminder or a letter on paper: hash of its mid tag; 0: none */
	int32_t done;	/* of an invoice: tag done=, the day the work was finished; CRM_NO_DAY */
	uint8_t status; /* of these: enum crm_status */
	uint8_t for_me; /* of a reminder: a file, which no client reads */
	int32_t minutes; /* tag minutes= */
	uint8_t why;	/* of a row about an invoice: enum crm_why */
};

/* Who wrote last, of a client whose talk is not kept. */
struct crm_talk {
	int64_t answered;	/* place in the stream of the newest row that answers */
	bool any;		/* answered is set */
	struct crm_entry *wait; /* messages behind it and some answered ones */
	size_t n, cap, room;	/* beyond `room` those answered are dropped */
};

/* Clients share a few drawers: the rows of one drawer are so few that a cache holds them while its
 * clients are asked for one after the other. */
enum { CRM_DRAWERS = 32 };

struct crm_drawer {
	struct crm_pool rows;
	uint32_t *order; /* numbers of its rows, client by client, as absorbed; NULL until asked for */
};

/* The rows of a client as absorbed. */
struct crm_rows {
	const struct crm_pool *pool;
	const uint32_t *number;
	size_t n;
};

enum crm_staff { CRM_STAFF_OTHER, CRM_STAFF_REFOCUS, CRM_STAFF_ILLNESS };

enum { CRM_KINDS_SEEN = 32, CRM_NOTE_LEAF = 8 * 1024 };

struct crm_store {
	const struct crm_score_policy *policy;
	struct crm_intern clients;
	struct crm_intern kinds; /* kinds and channels */
	uint16_t seen[CRM_KINDS_SEEN]; /* some of them: number + 1, by a piece of the word */
	struct crm_pool rares;
	struct crm_arena mem;
	struct crm_str *ref; /* the long ones */
	size_t refs, refs_cap;
	struct crm_drawer drawer[CRM_DRAWERS];
	size_t n;	/* rows of all */
	uint64_t has;	/* their events, CRM_EV_BIT */
	uint32_t *count, *start; /* by client number: its rows, and where they begin in the order */
	size_t counts, starts;
	bool waits_only;     /* set before the first row: of the talk only messages that wait are kept,
			      * angry ones, and those that say why an invoice is late; of `satisfied`
			      * only those who are not */
	uint64_t notes;	       /* set before the first row: events whose notes are kept, CRM_EV_BIT;
				* nobody reads a row of them again by its offset then */
	char **note;	       /* leaves of them, each note behind a byte that says how long it is */
	size_t leaves, leaf_cap, leaf_n; /* leaf_n: bytes used of the last */
	struct crm_talk *talk; /* of waits_only, by client number */
	size_t talks;
};

/* A job of the score reads all events: any row that counts makes its client known. */
#define CRM_STORE_EVENTS CRM_EV_ALL

/*
 * crm_store_init, crm_store_release, crm_store_clear - nothing absorbed; free; forget all rows.
 * Shape:   the policy names the kinds of incident and must outlive the facts.
 */
void crm_store_init(struct crm_store *f, const struct crm_score_policy *policy);
void crm_store_release(struct crm_store *f);
void crm_store_clear(struct crm_store *f);

/*
 * crm_store_row - a callback for crm_journal_read; ctx is the store.
 * Shape:   the job must set `voids`.
 */
void crm_store_row(void *ctx, const struct crm_row *r);

/*
 * crm_store_rare - what few rows have, of an entry; never NULL.
 */
const struct crm_rare *crm_store_rare(const struct crm_store *f, const struct crm_entry *x);

/*
 * crm_entry_why - why an invoice is not paid, if the row says it.
 */
static inline enum crm_why crm_entry_why(const struct crm_store *f, const struct crm_entry *x)
{
	return x->rare ? (enum crm_why)crm_store_rare(f, x)->why : CRM_WHY_NONE;
}

/*
 * crm_entry_kind - the word of an entry, as long as the store; of a contact its
 * channel.  Not for incidents and staff, whose kinds are numbers of their own.
 */
struct crm_str crm_entry_kind(const struct crm_store *f, const struct crm_entry *x);

/*
 * crm_entry_rephrases - whether the client said back what is wanted.
 * Source:  S3.7.
 */
bool crm_entry_rephrases(const struct crm_store *f, const struct crm_entry *x);

/* crm_entry_ref - the ref of an entry, as long as the store. */
static inline struct crm_str crm_entry_ref(const struct crm_store *f, const struct crm_entry *x)
{
	uint32_t i;

	if (x->ref_n < CRM_REF_LONG)
		return (struct crm_str){x->ref, x->ref_n};
	memcpy(&i, x->ref, sizeof i);
	return f->ref[i];
}

/*
 * crm_entry_note - the note of an entry as stored, as long as the store.
 * Shape:   -> false: it has one, and it is to be read again where its line is.
 */
static inline bool crm_entry_note(
	const struct crm_store *f, const struct crm_entry *x, struct crm_str *note)
{
	const char *p;

	*note = CRM_STR("");
	if (!(x->mark & CRM_MARK_NOTED))
		return true;
	if (!(x->mark & CRM_MARK_KEPT))
		return false;
	p = f->note[x->offset / CRM_NOTE_LEAF] + x->offset % CRM_NOTE_LEAF;
	*note = (struct crm_str){p + 1, (unsigned char)*p};
	return true;
}

/*
 * crm_mid_hash - a message id as crm_rare keeps it; never 0.
 */
static inline uint64_t crm_mid_hash(struct crm_str mid)
{
	return crm_hash(mid, 0) | 1;
}

/*
 * crm_store_settle - to be called when all rows are in: they will be asked for by client.
 */
void crm_store_settle(struct crm_store *f);

/*
 * crm_store_next - the numbers of all clients drawer by drawer, in which order they are fastest read:
 * the one after a client, from 0; at least clients.n when there is none any more.
 */
static inline uint32_t crm_store_next(const struct crm_store *f, uint32_t client)
{
	if (client + CRM_DRAWERS < f->clients.n)
		return client + CRM_DRAWERS;
	client = client % CRM_DRAWERS + 1;
	return client < CRM_DRAWERS ? client : UINT32_MAX;
}

/*
 * crm_store_rows - the rows of a client; none for one that is not in the store.
 */
struct crm_rows crm_store_rows(struct crm_store *f, uint32_t client);
static inline struct crm_entry *crm_rows_at(struct crm_rows r, size_t i)
{
	return crm_pool_at(r.pool, r.number[i]);
}

/*
 * crm_entry_unreached, crm_unreached - whether it is a call of mine that nobody took: it says nothing to anybody and
 * answers nothing (S1.22).
 */
static inline bool crm_unreached(enum crm_by by, unsigned mark)
{
	return by != CRM_BY_CLIENT &&
	       (mark & (CRM_MARK_MISSED | CRM_MARK_TWOWAY)) == CRM_MARK_MISSED;
}
static inline bool crm_entry_unreached(const struct crm_entry *f)
{
	return crm_unreached((enum crm_by)f->by, f->mark);
}

/*
 * crm_entry_min, crm_entry_when - its minute, or CRM_NO_MIN; its moment.
 */
static inline int16_t crm_entry_min(const struct crm_entry *f)
{
	return (int16_t)((int)f->minute - 1);
}
static inline struct crm_when crm_entry_when(const struct crm_entry *f)
{
	return (struct crm_when){f->day, crm_entry_min(f)};
}

/*
 * crm_entry_key - a number that orders facts by day and minute, the day alone first.
 */
static inline int64_t crm_entry_key(const struct crm_entry *f)
{
	return (int64_t)f->day * 2048 + (int64_t)f->minute;
}

/*
 * crm_entry_place, crm_talk_place - place in the stream of talk: by day and minute, a message (`in`)
 * before other rows of one instant.  Without a time a message counts from the morning, an answer until
 * midnight.
 */
static inline int64_t crm_talk_place(bool in, struct crm_when at)
{
	int min = at.min != CRM_NO_MIN ? at.min : in ? 0 : CRM_DAY_MINUTES;

	return ((int64_t)at.day * 2048 + min) * 2 + !in;
}
static inline int64_t crm_entry_place(const struct crm_entry *f)
{
	return crm_talk_place(f->by == CRM_BY_CLIENT && !(f->mark & CRM_MARK_TWOWAY),
		crm_entry_when(f));
}

/*
 * crm_entry_cmp - order by (at, id), as bytes.
 */
int crm_entry_cmp(const struct crm_entry *a, const struct crm_entry *b);

/*
 * crm_entries_sort - put pointers to entries in that order.
 */
void crm_entries_sort(const struct crm_entry **row, size_t n);

/*
 * crm_entries_place - the place of an entry in a list of that order; n: it is none of it, or NULL.
 */
size_t crm_entries_place(const struct crm_entry *const *row, size_t n, const struct crm_entry *x);
#endif
