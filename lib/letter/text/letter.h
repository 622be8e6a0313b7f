/* letter.h - a letter: its data, its template, its subject and its text.
 * Room letter/text; needs template.h, data.h, lang.h, dossier.h, account.h, config/client/client.h.  Whom to write to and about what is
 * decided elsewhere; here facts become text.  The names that templates use, crm-template(5), are
 * all put by letter.c, so that in strict mode only a misspelt one is unknown. */
#ifndef CRM_LETTER_TEXT_LETTER_H
#define CRM_LETTER_TEXT_LETTER_H
#include "book/book.h"
#include "case/store.h"
#include "config/client/client.h"
#include "letter/text/account.h"
#include "letter/text/dossier.h"
#include "letter/text/lang.h"
#include "letter/text/template.h"

/* More numbers than this are too many for the subject of a letter, and for a reference. */
enum { CRM_LETTER_CROWD = 5 };

/* One rate of interest over a stretch of days. */
struct crm_letter_rate {
	int32_t from, to; /* first and last day that bear interest */
	int64_t bp;       /* a year, basis points */
};

struct crm_letter_item {
	struct crm_str ref, title, engagement;
	int32_t date, due;
	int32_t agreed;           /* a later date agreed or promised for it, that has passed; CRM_NO_DAY */
	enum crm_why why;         /* it is not paid, when that was said */
	bool dates;               /* more than one was agreed on for it, and passed */
	int64_t invoiced, amount; /* at first; still owed */
	int64_t paid;		  /* of it so far, less refunds */
	int64_t interest, fee;    /* 0: none */
	int64_t daily;            /* fine: what one more day adds, ten-thousandths of a minor unit */
	bool unknown;             /* a rate is missing: no name of interest or fee is put, so that in
				   * strict mode only a template that asks for one fails */
	int32_t known;            /* interest is that up to this day, later ones lack a rate;
				   * CRM_NO_DAY: up to today, or unknown */
	const struct crm_letter_rate *rate;
	size_t rates;
	const struct crm_agreement *plan; /* of instalments, of which one was missed; NULL: none */
	int64_t later;		  /* of the plan: what is left and not asked for yet */
	int32_t reopened;	  /* it was paid, and a refund opened it again; CRM_NO_DAY */
};

/* A day and what it is about. */
struct crm_letter_date {
	int32_t day; /* CRM_NO_DAY: none was said */
	struct crm_str what;
};

struct crm_letter_dates {
	struct crm_letter_date *item;
	size_t n;
};

struct crm_letter {
	const struct crm_me *me;
	const struct crm_client *client;
	const struct crm_person *person; /* NULL: nobody is named */
	bool attached; /* the files of all its invoices go with it */
	bool paper;                      /* the head of a sheet names both parties */
	int32_t today, last_date;        /* last_date: of a notice, else CRM_NO_DAY */
	struct crm_str engagement;       /* of a public buyer: number of the invoices; empty: the client's */
	int currency;
	const struct crm_letter_item *item;
	size_t items;
	const struct crm_dossier *dossier; /* NULL: its names are there and empty */
	const struct crm_regime *regime; /* the law of the claim; NULL: not known */
	const int32_t *reminded; /* days of the earlier reminders that left, in order */
	size_t reminded_n;
	int64_t unassigned; /* money of theirs that names no invoice: it is not taken off; 0: none */
	/* for the letters that are no reminders; empty or CRM_NO_DAY when there is nothing to say
	 */
	struct crm_str ref, topic, goal, hours;
	int32_t since, due, new_date, contract; /* contract: the day of that of a mission that ends */
	const struct crm_entry *found; /* the diagnosis of the incident that it is about; NULL: none */
	const struct crm_agreed *agreed;	   /* an agreement that it is about; NULL: none */
	const struct crm_statement *statement; /* NULL: none */
	bool kept_interest; /* an agreement on a date leaves interest and fee as they are */
	bool waived;        /* they were given up for all these invoices */
	bool delivered;     /* something was delivered or shown to them since it began */
	int rhythm; /* days between two progress reports; 0: not said */
	struct crm_letter_dates done, behind, dates, needed; /* the whole of a mission: agenda.h */
	struct crm_str of;    /* what it is about, as rows name it: the ref, else the id of its row */
	struct crm_str aside; /* a note for me, in no letter: shown above the draft */
	const char *aside_of; /* what it is, in my language */
};

/* Where templates come from: the user's folder in the book over the embedded ones. */
struct crm_letter_source {
	struct crm_arena *mem;
	struct crm_book *book; /* NULL: embedded ones only */
	char lang[16];
	struct crm_lang format;
};

/*
 * crm_letter_open - choose a language.
 * Shape:   arena, book or NULL, language (`fr`) -> 0, or -1: CRM_USAGE when there is no such
 *          language, here or in the book, or its lang.yaml is wrong.
 */
int crm_letter_open(struct crm_letter_source *s, struct crm_arena *a, struct crm_book *book,
	struct crm_str lang, struct crm_err *e);

/*
 * crm_letter_load - the text of a template of the source's language.
 * Shape:   a struct crm_letter_source (as the load function of a template environment), name -> 1
 *          and *out, 0 when there is none, -1.
 */
int crm_letter_load(
	void *source, struct crm_str name, struct crm_template_text *out, struct crm_err *e);

struct crm_letter_text {
	struct crm_str subject, post, body; /* post: how a paper is sent; may be empty */
	bool last_date; /* the template wrote the last date */
	bool total_all; /* it wrote the total with interest and fee */
};

/*
 * crm_letter_write - one letter.
 * Shape:   source, template name, letter -> 0 and *out in the arena, or -1: CRM_USAGE for no such
 *          template, an unknown name, no subject line.
 */
int crm_letter_write(struct crm_letter_source *s, struct crm_str name, const struct crm_letter *l,
	struct crm_letter_text *out, struct crm_err *e);

/*
 * crm_letter_split - the subject and the body of a rendered letter.
 * Shape:   text that begins with a line `Subject: ...`, and may go on with `Post: ...` -> true; blanks at the ends of lines go, as
 *          do blank lines at both ends and beyond one in a row, which hidden sections leave.
 */
bool crm_letter_split(
	struct crm_arena *a, struct crm_str text, struct crm_letter_text *out);
#endif
