/* Any bytes as a day: what is read is a day of the calendar and is written so that it reads as itself. */
#include "format/day.h"
#include "format/datepattern.h"
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TODAY = 20619, MINUTE = 600 };

static void check(struct crm_when w)
{
	char text[CRM_WHEN_TEXT];
	struct crm_when back;

	if (!crm_date_ok(crm_date_ymd(w.day)) || (w.min != CRM_NO_MIN && (w.min < 0 || w.min >= CRM_DAY_MINUTES)))
		abort();
	crm_when_text(w, text);
	if (crm_when_parse(crm_str(text), &back) || back.day != w.day || back.min != w.min)
		abort();
}

static void words(struct crm_str s)
{
	static const enum crm_day_way ways[] = {CRM_DAY_PAST, CRM_DAY_NEXT, CRM_DAY_FROM, CRM_DAY_UPTO};
	struct crm_day_now now = {.now = {TODAY, MINUTE}};
	struct crm_when w;
	size_t i;

	for (i = 0; i < 2 * sizeof ways / sizeof *ways; i++) {
		now.dmy = i & 1;
		now.way = ways[i / 2];
		if (crm_day_read(s, &now, &w) == 0)
			check(w);
	}
}

/* A pattern of another program, and what it reads. */
static void foreign(struct crm_str s)
{
	static const char *const patterns[] = {"DD/MM/YYYY", "M/D/YY hh:mm", "D. MMM YYYY", "epoch",
		"YYYY-MM-DDThh:mm:ssZ", "MM/DD/YYYY hh:mm AM"};
	struct crm_str rest = s, pattern = crm_str_word(&rest, '|');
	struct crm_when w;
	size_t i;
	bool utc;

	for (i = 0; i < sizeof patterns / sizeof *patterns; i++)
		if (crm_datepattern_read(s, crm_str(patterns[i]), &w, &utc) == 0)
			check(w);
	if (crm_datepattern_ok(pattern) && crm_datepattern_read(rest, pattern, &w, &utc) == 0)
		check(w);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str s = {(const char *)data, size};
	struct crm_span span;
	struct crm_when w;
	int32_t days;

	if (crm_when_parse(s, &w) == 0)
		check(w);
	if (crm_date_parse(s, &days) == 0)
		check((struct crm_when){days, CRM_NO_MIN});
	if (crm_span_parse(s, "dwmy", &span) == 0)
		(void)crm_span_after(TODAY, span);
	(void)crm_day_span(s, TODAY, &days);
	words(s);
	foreign(s);
	return 0;
}
