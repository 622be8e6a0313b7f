/* event.h - the table of events: one place drives checking, --events, completion and the man page.
 * Room book; needs base/buf.h. */
#ifndef CRM_BOOK_EVENT_H
#define CRM_BOOK_EVENT_H
#include "base/buf.h"
#include <stdint.h>

/* In the order of crm-journal(5). */
enum crm_event {
	CRM_EV_NONE,
	CRM_EV_INVOICE, CRM_EV_PAYMENT, CRM_EV_CREDIT, CRM_EV_REFUND, CRM_EV_WRITEOFF,
	CRM_EV_DISPUTE, CRM_EV_WAIVE, CRM_EV_ACKNOWLEDGE, CRM_EV_RENEGOTIATE, CRM_EV_REMINDER,
	CRM_EV_LETTER, CRM_EV_CLAIM,
	CRM_EV_OFFER, CRM_EV_ACCEPTED, CRM_EV_DECLINED, CRM_EV_CONTRACT, CRM_EV_MISSION,
	CRM_EV_RENEW, CRM_EV_END, CRM_EV_DEADLINE, CRM_EV_DELIVERED, CRM_EV_RESULT, CRM_EV_CHANGE,
	CRM_EV_CHALLENGE, CRM_EV_CONTROL, CRM_EV_STAFF,
	CRM_EV_PROMISE, CRM_EV_CLARIFY, CRM_EV_KEPT, CRM_EV_BROKEN, CRM_EV_NEXT,
	CRM_EV_CONTACT, CRM_EV_CHECKIN, CRM_EV_FRAME, CRM_EV_INTEREST,
	CRM_EV_INCIDENT, CRM_EV_CONFLICT, CRM_EV_DOUBT, CRM_EV_DIAGNOSE,
	CRM_EV_CONCESSION, CRM_EV_APOLOGY, CRM_EV_GESTURE, CRM_EV_RESOLVE,
	CRM_EV_SATISFIED, CRM_EV_GOODWILL, CRM_EV_REFERRAL, CRM_EV_VETTED, CRM_EV_DISAGREE,
	CRM_EV_ABSENCE, CRM_EV_HOLD, CRM_EV_RELEASE, CRM_EV_SELF, CRM_EV_NOTE,
	CRM_EV_VOID,
	CRM_EVENTS
};

/* A set of events, one bit each. */
#define CRM_EV_BIT(ev) (UINT64_C(1) << (ev))
#define CRM_EV_ALL     (~UINT64_C(1))

_Static_assert(CRM_EVENTS <= 64, "a set of events has one bit each");

enum crm_by { CRM_BY_NONE, CRM_BY_ME, CRM_BY_CLIENT, CRM_BY_BOTH };

/* What an event takes on the command line after CLIENT, and what a row of it must have. */
enum {
	CRM_OP_REF = 1,	   /* operand REF */
	CRM_OP_AMOUNT = 2, /* operand AMOUNT, after REF */
	CRM_NEED_REF = 4,  /* a row without ref is a finding (`-` gives none) */
	CRM_NEED_DUE = 8,  /* crm-log wants -d; a row of the journal without it is no finding */
	CRM_NOBODY = 16,   /* may stand without a client */
	CRM_MAY_AMOUNT = 64, /* operand AMOUNT after REF, where the word is one */
	CRM_MAY_REF = 128,   /* operand REF, where the word has no blank */
	CRM_MAY_LEVEL = 256, /* operand LEVEL, where the word is 1 to 5 */
	CRM_NO_DUE = 512,    /* no report shows a date of it: crm-log refuses -d */
	CRM_NEED_KIND = 32, /* crm-log wants -k; without it a row of the journal counts for nothing */
};

enum { CRM_EVENT_NAME = 12 }; /* bytes of a name, its NUL and the padding */

struct crm_event_info {
	char name[CRM_EVENT_NAME];
	const char *group;   /* money work word talk trouble repair good state */
	enum crm_by by;	     /* default `by` */
	unsigned takes;	     /* CRM_OP_*, CRM_NEED_* */
	const char *kinds;   /* allowed kinds between blanks; NULL: any */
	const char *meaning; /* one line, marked with N_ */
};

/* An alias of the command line: `in` is contact by client, `met` is contact by both, channel meet;
 * `plan` is a row of its event for each of its instalments. */
struct crm_event_alias {
	const char *name;
	enum crm_event event;
	enum crm_by by;
	const char *channel;  /* NULL: none */
	const char *tag;      /* NULL: none */
	const char *operands; /* NULL: none */
	const char *meaning;  /* one line, marked with N_ */
};

#define CRM_PLAN_WORD "plan"

extern const struct crm_event_info crm_events[CRM_EVENTS];
extern const struct crm_event_alias crm_event_aliases[]; /* ends with name NULL */

/*
 * crm_event_find - an event by its whole name, as the journal has it.
 * Shape:   name -> event, or CRM_EV_NONE.  Constant time: this runs once a row.
 */
enum crm_event crm_event_find(struct crm_str name);

/*
 * crm_event_begun - the events and short forms that begin with a typed word and are longer; void is
 * none of them.
 * Shape:   word of at least two bytes -> how many; the last one in *name, all appended to names.
 */
size_t crm_event_begun(struct crm_str word, const char **name, struct crm_buf *names);

/*
 * crm_event_nearest - the event or short form that a mistyped word most likely means.
 * Shape:   word, whether short forms are understood where it stands (else one is answered with the
 *          event that it is short for) -> name, or NULL when none is near.
 */
const char *crm_event_nearest(struct crm_str word, bool shorts);

/*
 * crm_event_about - the events one of which must have the ref that a row of this event names.
 * Shape:   event -> set of CRM_EV_BIT; 0: its ref names what it likes.
 */
uint64_t crm_event_about(enum crm_event ev);

/*
 * crm_by_find, crm_by_name - me, client, both; an empty cell is CRM_BY_NONE.
 * Shape:   text -> value, or -1 when it is none of them.
 */
int crm_by_find(struct crm_str s);
const char *crm_by_name(enum crm_by by);
#endif
