/* remind.h - one run of crm-remind: the facts of the day, the drafts, and drafts held against facts.
 * Room letter; needs compose.h, lettersent.h, mail.h, send.h, config/client/profiles.h.  deliver.h does the sending.
 */
#ifndef CRM_LETTER_REMIND_H
#define CRM_LETTER_REMIND_H
#include "config/client/profiles.h"
#include "letter/compose.h"
#include "letter/lettersent.h"
#include "letter/mail/mail.h"
#include "letter/mail/send.h"

/* What becomes of one message. */
enum crm_posted {
	CRM_POSTED_SENT,
	CRM_POSTED_DEFERRED,
	CRM_POSTED_FAILED,
	CRM_POSTED_UNKNOWN,
	CRM_POSTED_PREPARED, /* a letter lies in outbox/ */
	CRM_POSTED_STALE,    /* the facts have changed since it was drafted */
	CRM_POSTED_REFUSED,  /* its client has a finding, its address is in no profile, or there are no
			      * words for it */
};

struct crm_remind;

/* What a run needs from outside. */
struct crm_remind_outside {
	void (*id)(struct crm_uuid *out);			    /* a new row id */
	void (*date)(void *ctx, struct crm_mail_date *out);	    /* the real time */
	/* whether messages can be handed over at all: 0, or -1 with one line of reason */
	int (*ready)(void *ctx, char reason[256]);
	/* hand a message over; one line of reason when it is not sent */
	enum crm_send_end (*post)(void *ctx, const struct crm_draft *d, struct crm_str message,
		char reason[256]);
	/* write a letter, with what is enclosed, or a file for me into the book; -1 with the error: it
	 * is failed, or with `maybe` unknown */
	int (*file)(void *ctx, const struct crm_draft *d, const struct crm_attachment *enclosed,
		size_t n, struct crm_err *e);
	void *ctx;
};

enum { CRM_REMIND_RULES = 4 };

/* Which notice. */
struct crm_remind_key {
	struct crm_str client;
	int currency;
	bool file;
};

struct crm_remind {
	struct crm_book *book;
	const struct crm_policy *policy;
	const struct crm_tables *tables;
	struct crm_when now, clock;
	int lock_wait;
	bool libcsv;
	const char *home;	    /* what ~/ of a file's name stands for; NULL: not known */
	struct crm_str lang;	    /* of --lang, for letters without a language; empty: not given */
	bool sending;		    /* set before crm_remind_read: an earlier moment is refused */
	bool whole;		    /* set before crm_remind_read: other letters and the page look at all rows */
	struct crm_remind_outside outside;

	struct crm_profiles profiles;
	struct crm_finds finds;	    /* of the newest reading */
	struct crm_view view;
	struct crm_lettersent handed;   /* letters that are no reminders */
	struct crm_overdue overdue;
	struct crm_notices notices;
	struct crm_arena mem;	    /* drafts; outlives a reading */
	struct crm_composer composer;
	bool reminded_before;	    /* when sending: the book has a reminder, of whatever day */
	struct crm_intern chosen;   /* "client\nref" of the rows that were given; none: all */
	struct crm_intern drafted;  /* clients of the drafts that were given: all they owe counts, */
	struct crm_intern left_out; /* but "client\nref" of what their drafts leave out */
	bool choosing;
	struct crm_item *aside;	    /* items that were not chosen; heap array */
	size_t aside_n, aside_cap;
	uint64_t *own;		    /* hashes of the message ids of this run */
	size_t own_n, own_cap;
	struct crm_remind_key *key; /* notices of the first reading that are to be drafted, in mem */
	size_t keys, drafted_keys;
	struct crm_draft *batch;    /* the newest drafts; heap array */
	size_t batch_cap;
	char down[256];		    /* why no message can be handed over by this run; or empty */
	struct crm_seen journal;    /* when it was read or last written by us */
	struct crm_seen rules[CRM_REMIND_RULES]; /* policy and tables when they were read */
};

/*
 * crm_remind_init, crm_remind_release - a run; the public fields above `profiles` are set by the
 * caller in between.  crm_remind_release frees all that the run made.
 */
void crm_remind_init(struct crm_remind *r, struct crm_book *book, const struct crm_policy *policy,
	const struct crm_tables *tables);
void crm_remind_release(struct crm_remind *r);

/*
 * crm_remind_choose - only this invoice of this client; called for each row of a report.
 */
void crm_remind_choose(struct crm_remind *r, struct crm_str client, struct crm_str ref);

/*
 * crm_remind_choose_client - only the invoices of this client; may be called for several.
 */
void crm_remind_choose_client(struct crm_remind *r, struct crm_str client);

/*
 * crm_remind_choose_drafts - only the invoices of the clients of these drafts, but what a draft says
 * that it leaves out: it may come from a report that was a part of the book, and is held against that
 * part.
 */
void crm_remind_choose_drafts(struct crm_remind *r, const struct crm_draft *d, size_t n);

/*
 * crm_remind_read - read the book: notices of the day.
 * Shape:   -> 0, or -1.
 * Errors:  as crm_journal_read; when sending, CRM_USAGE if a reminder is dated after now.
 */
int crm_remind_read(struct crm_remind *r, struct crm_err *e);

/*
 * crm_remind_notice - the notice about a client and currency, for me (file) or for the client; NULL.
 */
const struct crm_notice *crm_remind_notice(const struct crm_remind *r, struct crm_str client,
	int currency, bool file);

/* Some drafts of a run. */
struct crm_drafts {
	const struct crm_draft *draft;
	size_t n;
	size_t left; /* notices behind them, not drafted yet */
};

/*
 * crm_remind_drafts - the next drafts of the notices that are not too small: until so many of them
 * have words.  A hundred thousand clients cost what the messages cost that go out.
 * Shape:   -> *out until the next call, its texts in the run's arena; a notice that cannot be drafted
 *          is a finding, and its draft says `unmade`.  -1: the book failed.
 */
int crm_remind_drafts(struct crm_remind *r, size_t most, struct crm_drafts *out, struct crm_err *e);

/*
 * crm_remind_again - the journal for single rows of the newest reading; NULL and the error when it
 * cannot be opened.
 */
struct crm_reread *crm_remind_again(struct crm_remind *r, struct crm_err *e);

/*
 * crm_remind_stale - whether the journal is another than when it was read or last written by us.
 * crm_remind_wrote - we have just written to it.
 * crm_remind_rules - the file of policy and tables that is another than when the run began, or NULL.
 */
bool crm_remind_stale(struct crm_remind *r);
const char *crm_remind_rules(const struct crm_remind *r);
void crm_remind_wrote(struct crm_remind *r);

/*
 * crm_posted_word - sent, deferred, …: as the report and the tag status= have it.
 */
const char *crm_posted_word(enum crm_posted what);
#endif
