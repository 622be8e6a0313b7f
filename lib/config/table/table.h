/* table.h - the tables of law: rates, interest regimes, holidays.
 * Room config/table; needs book/book.h, format/date.h, format/money.h.  The shipped rows (lib/data, carried inside the
 * program), then those of the book's own file of the same name, which add or replace.
 * crm-tables(5) is the manual. */
#ifndef CRM_CONFIG_TABLE_TABLE_H
#define CRM_CONFIG_TABLE_TABLE_H
#include "book/book.h"
#include "format/date.h"
#include "format/money.h"

/* A rate of a series: holds from `date` to `until`; without that up to the next row, and no longer
 * than to the day it was checked. */
struct crm_rate {
	size_t next; /* place of the first row of the next series */
	struct crm_str series;
	int32_t date, until; /* until: CRM_NO_DAY when not said */
	int32_t bp;	     /* basis points, may be below zero */
	struct crm_str source;
	int32_t checked;
	long line; /* in the book's own file; 0: shipped */
};

struct crm_rates {
	struct crm_rate *row; /* sorted by series, then date; one row for each pair */
	size_t n;
};

enum crm_regime_kind { CRM_REGIME_ANY, CRM_REGIME_B2B, CRM_REGIME_B2C, CRM_REGIME_PUBLIC };

/* The day whose evening interest starts from. */
enum crm_regime_start {
	CRM_START_DUE,		 /* due+1: the due day */
	CRM_START_NOTICE,	 /* the day a formal notice was presented */
	CRM_START_DUE_OR_NOTICE, /* the due day if one was agreed, else the notice */
	CRM_START_REMINDER,	 /* the day of the first reminder or notice of any form */
};

/* How the years of limitation are counted. */
enum crm_limit_start {
	CRM_LIMIT_DAY,	     /* day: from the day itself, a restart too */
	CRM_LIMIT_NEXT_YEAR, /* next-year: from the following 1 January, a restart too */
	CRM_LIMIT_YEAR_END,  /* year-end: from the end of the year; a restart from its day */
};

/* One tier of a fee: `amount` for claims under `limit` (up to it, with `closed`). */
struct crm_fee_tier {
	int64_t amount, limit; /* minor units; limit INT64_MAX: no end */
	bool closed;
};
enum { CRM_FEE_TIERS = 4 };

/* rate = mult x series + margin, rounded up to a multiple of `round`. */
struct crm_regime {
	struct crm_str key;
	enum crm_regime_kind kind;
	struct crm_str series; /* "" for none */
	int32_t mult;
	int32_t margin;	  /* basis points */
	bool contract;	  /* margin is the profile's penalty_rate */
	int32_t round;	  /* basis points; 0: not rounded */
	bool fixed;	  /* the rate of the semester interest began in, throughout */
	bool actact;	  /* a leap year has 366 days; else every year has 365 */
	enum crm_regime_start start;
	struct crm_fee_tier fee[CRM_FEE_TIERS];
	size_t fee_n;	  /* 0: none */
	int fee_currency;
	struct crm_str floor_series; /* legal minimum: floor_mult x this series; "" for none */
	int32_t floor_mult;
	int32_t from;		/* first day the row describes; CRM_NO_DAY: not limited */
	struct crm_str country; /* whose law it is: "fr"; decides the words of letters; "" : not said */
	struct crm_str basis;	/* the statute, as letters quote it; "" : none */
	bool compound;		/* the interest of each full year bears interest */
	int limit_years;	/* limitation; 0: not known, and no date is printed */
	enum crm_limit_start limit_start;
	struct crm_str checked; /* how far the row can be trusted, as written */
	long line;		/* in the book's own file; 0: shipped */
};

struct crm_regimes {
	struct crm_regime *row; /* sorted by key */
	size_t n;
};

/* A rule row of holidays.csv: a date, a day of every year, or days after Easter. */
struct crm_holiday {
	enum { CRM_HOLIDAY_DATE, CRM_HOLIDAY_YEARLY, CRM_HOLIDAY_EASTER } how;
	int32_t n; /* day number; month * 100 + day; days after Easter Sunday */
};

/* Easter + n stays within its year. */
enum { CRM_EASTER_MIN = -80, CRM_EASTER_MAX = 250 };

struct crm_holiday_rows {
	struct crm_holiday *row;
	size_t n;
};

/*
 * crm_rates_parse, crm_regimes_parse - read a table: shipped bytes, then the book's own.
 * Shape:   arena, shipped, own (empty: no such file), name for messages -> *out.  A row of `own`
 *          replaces the shipped one of the same series and date, or the same key; of two in one
 *          file the later line wins.  What a file of before the columns country, basis, compound and
 *          limit does not say of a shipped key stays as shipped.  A bad row is a finding with line and field and is not used.
 * Owns:    the arena.
 */
void crm_rates_parse(struct crm_arena *a, struct crm_str shipped, struct crm_str own,
	const char *name, struct crm_rates *out, struct crm_finds *finds);
void crm_regimes_parse(struct crm_arena *a, struct crm_str shipped, struct crm_str own,
	const char *name, struct crm_regimes *out, struct crm_finds *finds);

/*
 * crm_holidays_parse - the holidays that the book's own file adds.
 * Shape:   as above.  Every row of `own` counts, whatever its region; a row with the rule `all` adds
 *          the shipped rows of its region.  Shipped rows count in no other way.
 */
void crm_holidays_parse(struct crm_arena *a, struct crm_str shipped, struct crm_str own,
	const char *name, struct crm_holiday_rows *out, struct crm_finds *finds);

struct crm_tables {
	struct crm_rates rates;
	struct crm_regimes regimes;
	struct crm_holiday_rows holidays;
};

/*
 * crm_tables_read - all three, the shipped rows and those of the book.
 * Shape:   book -> 0 and *out in the book's arena (bad rows are findings), or -1: a file of the book
 *          cannot be read.
 */
int crm_tables_read(struct crm_book *b, struct crm_tables *out, struct crm_finds *finds,
	struct crm_err *e);

/*
 * crm_regime_find - a regime by its key.
 * Shape:   -> row, or NULL.
 */
const struct crm_regime *crm_regime_find(const struct crm_regimes *r, struct crm_str key);

/*
 * crm_regime_french - whether French law is its law.
 */
bool crm_regime_french(const struct crm_regime *g);

/*
 * crm_regime_beside - the regime of the same country for a kind of client: fr-public beside fr-b2b.
 * Shape:   "b2b", "b2c" or "public" -> row, or NULL.
 */
const struct crm_regime *crm_regime_beside(const struct crm_regimes *r, struct crm_str country,
	const char *kind);

/* A place in a series, for days that only rise. */
struct crm_rate_run {
	const struct crm_rate *next, *end; /* next: the first row behind the day last asked for */
	const struct crm_rate *first;
};

/*
 * crm_rate_run_open, crm_rate_run_at - a series; its rate in force on one day after the other, none
 * before the last.
 * Shape:   -> its row, or NULL when none covers the day: never an extrapolation.
 * Source:  crm-tables(5).
 */
void crm_rate_run_open(const struct crm_rates *r, struct crm_str series, struct crm_rate_run *run);
const struct crm_rate *crm_rate_run_at(struct crm_rate_run *run, int32_t day);
#endif
