/* today.c - which day it is. */
#include "tool/today.h"
#include "base/i18n.h"
#include "format/day.h"
#include "tool/zone.h"
#include <time.h>

/* Whether a text says a date by itself: ISO, or counted from another day. */
static bool absolute(struct crm_str s)
{
	struct crm_when w;

	return crm_when_parse(s, &w) == 0;
}

static int said(const char *text, const char *what, const struct crm_when *base,
	struct crm_today *out, struct crm_err *e)
{
	const struct crm_day_now from = {*base, false, CRM_DAY_PAST};

	if (crm_day_read(crm_str(text), &from, &out->clock))
		return crm_err_at(e, CRM_USAGE, NULL, 0, what,
			_("'%.40s' is not a valid date; write 2026-06-15, 2026-06-15T14:30, yesterday or -3d"),
			text);
	out->now = out->clock;
	if (out->now.min == CRM_NO_MIN)
		out->now.min = CRM_DAY_MINUTES - 1;
	return 0;
}

int crm_today_pick(const char *option, const char *environment,
	int (*clock)(void *ctx, struct crm_when *out, struct crm_err *e), void *ctx,
	struct crm_today *out, struct crm_err *e)
{
	bool opt = option && *option, env = environment && *environment;
	struct crm_when base = {0, 0};

	if (option && !opt)
		return said("", "--today", &base, out, e);
	if (opt && absolute(crm_str(option)))
		return said(option, "--today", &base, out, e);
	if ((!env || !absolute(crm_str(environment))) && clock(ctx, &base, e))
		return -1;
	out->now = out->clock = base;
	if (env && said(environment, "CRM_TODAY", &base, out, e))
		return -1;
	if (opt) {
		base = out->clock;
		return said(option, "--today", &base, out, e);
	}
	return 0;
}

int crm_today_clock(void *zone, struct crm_when *out, struct crm_err *e)
{
	time_t now = time(NULL);

	if (crm_zone_set(zone, e))
		return -1;
	if (now == (time_t)-1)
		return crm_err_errno(e, NULL, _("cannot read the clock"));
	*out = crm_zone_civil((struct crm_when){(int32_t)(now / (CRM_DAY_MINUTES * 60)),
		(int16_t)(now / 60 % CRM_DAY_MINUTES)});
	return 0;
}
