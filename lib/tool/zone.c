/* zone.c - the time zone of the book. */
#include "tool/zone.h"
#include "base/i18n.h"
#include "format/day.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* tzset says nothing about a zone it does not know and goes on in UTC: look before.  A rule in POSIX
 * form (CET-1CEST,M3.5.0,M10.5.0) has no file. */
static int zone_check(const char *zone, struct crm_err *e)
{
	static const char dir[] = "/usr/share/zoneinfo";
	char path[256];

	snprintf(path, sizeof path, "%s/%s", dir, zone);
	if (access(path, R_OK) == 0 || access(dir, R_OK) != 0 || strpbrk(zone, "0123456789"))
		return 0;
	return crm_err_at(e, CRM_USAGE, "policy.yaml", 0, "timezone",
		_("'%.60s' is not a time zone of this system; write one such as Europe/Paris"), zone);
}

int crm_zone_set(const char *name, struct crm_err *e)
{
	if (name && *name) {
		if (zone_check(name, e))
			return -1;
		setenv("TZ", name, 1);
	}
	tzset();
	return 0;
}

static struct crm_when when_of(const struct tm *tm)
{
	return (struct crm_when){
		crm_date_day((struct crm_ymd){tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday}),
		(int16_t)(tm->tm_hour * 60 + tm->tm_min)};
}

static int minute(struct crm_when w)
{
	return w.min == CRM_NO_MIN ? 0 : w.min;
}

struct crm_when crm_zone_civil(struct crm_when utc)
{
	time_t at = ((time_t)utc.day * CRM_DAY_MINUTES + minute(utc)) * 60;
	struct tm tm;

	return localtime_r(&at, &tm) ? when_of(&tm) : utc;
}

struct crm_when crm_zone_utc(struct crm_when civil)
{
	struct crm_ymd d = crm_date_ymd(civil.day);
	struct tm tm = {.tm_year = d.year - 1900, .tm_mon = d.month - 1, .tm_mday = d.day,
		.tm_hour = minute(civil) / 60, .tm_min = minute(civil) % 60, .tm_isdst = -1};
	time_t at = mktime(&tm);

	return at != (time_t)-1 && gmtime_r(&at, &tm) ? when_of(&tm) : civil;
}

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
