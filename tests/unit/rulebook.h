/* rulebook.h - rows written as words, fed to a view in any order: for the tests of the rules.
 *
 * A row is `DATE CLIENT EVENT key=value ...`; CLIENT `-` is nobody, keys are those of the journal,
 * `+` in a value is a blank.  Its id is its place in the list unless id=NN is given. */
#ifndef CRM_TESTS_RULEBOOK_H
#define CRM_TESTS_RULEBOOK_H
#include "due/notice.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

enum { RULE_ROWS = 32 };

struct rules {
	struct crm_view view;
	struct crm_policy policy;
	struct crm_calendar calendar;
	struct crm_arena mem;
	struct crm_client profile[8];
	size_t profiles;
};

static inline struct crm_client rules_profile(const char *id)
{
	return (struct crm_client){.id = crm_str(id), .name = crm_str(id), .insolvency = CRM_NO_DAY,
		.since = CRM_NO_DAY, .penalty_rate = -1, .checkin = -1, .tender_threshold = -1};
}

static inline const struct crm_client *rules_find(void *ctx, struct crm_str id)
{
	struct rules *r = ctx;
	struct crm_client *p;
	size_t i;

	for (i = 0; i < r->profiles; i++)
		if (crm_str_eq(r->profile[i].id, id))
			return &r->profile[i];
	p = crm_arena_alloc(&r->mem, sizeof *p);
	*p = rules_profile("");
	p->id = crm_arena_str(&r->mem, id);
	return p;
}

static inline int32_t day_of(const char *text)
{
	int32_t day;

	ck_assert_msg(crm_date_parse(crm_str(text), &day) == 0, "'%s' is not a valid date", text);
	return day;
}

static inline void rules_start(struct rules *r, const char *today)
{
	memset(r, 0, sizeof *r);
	crm_arena_init(&r->mem);
	crm_policy_default(&r->policy);
	r->calendar = (struct crm_calendar){.closed = 1u << 5 | 1u << 6};
	crm_view_init(&r->view);
	r->view.policy = &r->policy;
	r->view.calendar = &r->calendar;
	r->view.now = (struct crm_when){day_of(today), 720};
	r->view.profile = rules_find;
	r->view.ctx = r;
}

static inline void rules_stop(struct rules *r)
{
	crm_view_release(&r->view);
	crm_arena_release(&r->mem);
}

static inline void cell_set(struct rules *r, struct crm_str *cell, struct crm_str word)
{
	const char *eq = memchr(word.p, '=', word.n);
	struct crm_str key, value;
	size_t i, k;

	ck_assert_msg(eq != NULL, "'%.*s' is not a key=value", (int)word.n, word.p);
	key = (struct crm_str){word.p, (size_t)(eq - word.p)};
	value = crm_arena_str(&r->mem, (struct crm_str){eq + 1, word.n - key.n - 1});
	for (k = 0; k < value.n; k++)
		if (value.p[k] == '+')
			((char *)(uintptr_t)value.p)[k] = ' ';
	for (i = 0; i < CRM_COLUMNS; i++)
		if (crm_str_is(key, crm_columns[i]))
			break;
	ck_assert_msg(i < CRM_COLUMNS, "'%.*s' is not a column", (int)key.n, key.p);
	cell[i] = i == CRM_COL_ID ? crm_str(crm_arena_printf(&r->mem,
					    "00000000-0000-7000-8000-0000000000%.*s",
					    (int)value.n, value.p))
				  : value;
}

/* A row from its words; number makes its id. */
static inline struct crm_row rules_row(struct rules *r, const char *text, unsigned number)
{
	struct crm_str cell[CRM_COLUMNS], rest = crm_str(text), w;
	struct crm_row row;
	struct crm_err e;
	size_t i;

	for (i = 0; i < CRM_COLUMNS; i++)
		cell[i] = CRM_STR("");
	cell[CRM_COL_ID] = crm_str(
		crm_arena_printf(&r->mem, "00000000-0000-7000-8000-0000000000%02u", number));
	cell[CRM_COL_AT] = crm_str_word(&rest, ' ');
	cell[CRM_COL_CLIENT] = crm_str_word(&rest, ' ');
	if (crm_str_is(cell[CRM_COL_CLIENT], "-"))
		cell[CRM_COL_CLIENT] = CRM_STR("");
	cell[CRM_COL_EVENT] = crm_str_word(&rest, ' ');
	while ((w = crm_str_word(&rest, ' ')).n)
		cell_set(r, cell, w);
	ck_assert_msg(crm_row_check(cell, r->policy.currency, &row, &e) == 0, "%s: %s: %s", text,
		e.field, e.text);
	row.offset = number;
	return row;
}

static inline void rules_row_add(struct rules *r, const char *text, unsigned number)
{
	struct crm_row row = rules_row(r, text, number);

	crm_view_row(&r->view, &row);
}

/* Rows up to a NULL, in an order that `turn` decides: 0 as given, 1 backwards, then shuffled. */
static inline void rules_rows(struct rules *r, const char *const *row, unsigned turn)
{
	unsigned place[RULE_ROWS], n = 0, i, k, t;
	uint64_t seed = turn * UINT64_C(0x9e3779b97f4a7c15) + 1;

	while (row[n])
		n++;
	ck_assert_uint_le(n, RULE_ROWS);
	for (i = 0; i < n; i++)
		place[i] = turn == 1 ? n - 1 - i : i;
	for (i = n; turn > 1 && i > 1; i--) {
		seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
		k = (unsigned)(seed >> 33) % i;
		t = place[i - 1];
		place[i - 1] = place[k];
		place[k] = t;
	}
	for (i = 0; i < n; i++)
		rules_row_add(r, row[place[i]], place[i] + 1);
}

enum { TURNS = 12 };
#endif
