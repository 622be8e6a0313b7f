/* lang.h - how a language writes amounts, dates and lists: data, read from its lang.yaml.
 * Room letter/text; needs format/yaml.h, format/money.h, format/date.h.  A new language is a folder with
 * a lang.yaml and letters; no code knows any language.  crm-template(5) is the manual. */
#ifndef CRM_LETTER_TEXT_LANG_H
#define CRM_LETTER_TEXT_LANG_H
#include "format/date.h"
#include "format/money.h"
#include "format/yaml.h"

struct crm_lang {
	struct crm_str decimal, group;           /* decimal mark; between thousands */
	struct crm_str money_symbol, money_code; /* patterns with {amount} and {unit} */
	struct crm_str percent;                  /* pattern with {n} */
	struct crm_str date_long; /* {day} {month} {year} {dd} {mm} {yyyy} */
	struct crm_str date_place;            /* of a letter: {place} {date}; empty: the date alone */
	struct crm_str code;                  /* beside a payment code, for whom to scan it; may be empty */
	struct crm_str first;                 /* the first of a month, "1er"; empty: 1 */
	struct crm_str month[12];
	struct crm_str days_one, days_other; /* patterns with {n} */
	struct crm_str between, last;        /* in a list: ", " and " et " */
	const struct crm_yaml *one;          /* numbers that take the singular */
	const struct crm_yaml *symbols;      /* EUR: € */
	const struct crm_yaml *channels;     /* email: e-mail */
	const struct crm_yaml *steps;        /* courtesy: première relance */
	const struct crm_yaml *series;       /* ecb_mro: ECB refinancing rate */
	const struct crm_yaml *rhythm;       /* "7": chaque semaine; other: "tous les {days}" */
};

/*
 * crm_lang_read - a language from the text of its lang.yaml.
 * Shape:   arena, bytes, name for messages -> 0 and *out, or -1.
 * Errors:  CRM_USAGE with file and line: an unknown or missing key, not twelve months.
 * Owns:    the arena.
 */
int crm_lang_read(struct crm_arena *a, struct crm_str bytes, const char *file, struct crm_lang *out,
	struct crm_err *e);

/*
 * crm_lang_money - append an amount: `1 200,00 €`, with no-break spaces where lang.yaml has them.
 */
void crm_lang_money(const struct crm_lang *l, struct crm_buf *b, int64_t minor, int currency);

/*
 * crm_lang_percent - append a rate.
 * Unit:    basis points; 1215 is `12,15 %`, both decimals always.
 */
void crm_lang_percent(const struct crm_lang *l, struct crm_buf *b, int64_t bp);

/*
 * crm_lang_date - append `1er juin 2026`; CRM_NO_DAY nothing.
 */
void crm_lang_date(const struct crm_lang *l, struct crm_buf *b, int32_t day);

/*
 * crm_lang_place - append where and when a letter was written, `Lunel, le 15 juin 2026`; without a
 * place the date alone.
 */
void crm_lang_place(const struct crm_lang *l, struct crm_buf *b, struct crm_str place, int32_t day);

/*
 * crm_lang_dates - append days as a list, `5 et 12 mai 2026`, `2 avril et 21 mai 2026`: where a date
 * begins with its day, month and year are said once.
 */
void crm_lang_dates(const struct crm_lang *l, struct crm_buf *b, const int32_t *day, size_t n);

/*
 * crm_lang_rhythm - append how often: `tous les 10 jours`; one day, a week and two have words of
 * their own where lang.yaml has them.
 */
void crm_lang_rhythm(const struct crm_lang *l, struct crm_buf *b, int days);

/*
 * crm_lang_days - append a number of days with its word: `1 jour`, `12 jours`.
 */
void crm_lang_days(const struct crm_lang *l, struct crm_buf *b, int64_t n);

/*
 * crm_lang_list - append texts as a list: `a, b et c`.
 */
void crm_lang_list(const struct crm_lang *l, struct crm_buf *b, const struct crm_str *s, size_t n);

/*
 * crm_lang_channel - the word for a channel of the journal; itself when there is none.
 */
struct crm_str crm_lang_channel(const struct crm_lang *l, struct crm_str channel);

/*
 * crm_lang_step - what a step of the ladder is called; empty when lang.yaml has no word for it.
 */
struct crm_str crm_lang_step(const struct crm_lang *l, struct crm_str step);

/*
 * crm_lang_series - the name of a series of rates; itself when there is none.
 */
struct crm_str crm_lang_series(const struct crm_lang *l, struct crm_str series);
#endif
