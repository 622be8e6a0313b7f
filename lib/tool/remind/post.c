/* post.c - where the messages of crm-remind go. */
#include "tool/remind/remind.h"
#include "base/i18n.h"
#include "letter/mail/maildir.h"
#include "letter/outbox.h"
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { HOST = 256 };

static void host_name(char host[HOST])
{
	if (gethostname(host, HOST - 1))
		snprintf(host, HOST, "localhost");
	host[HOST - 1] = '\0';
}

int crm_post_host(const struct crm_policy *p, struct crm_err *e)
{
	char host[HOST];

	host_name(host);
	if (!p->send_host.n || crm_str_is(p->send_host, host))
		return 0;
	return crm_err_at(e, CRM_USAGE, "policy.yaml", 0, "send_host",
		_("reminders go out from '%.*s' only, and this is '%.60s'"), (int)p->send_host.n,
		p->send_host.p, host);
}

/* The time zone was set when --today was found out. */
static void date(void *ctx, struct crm_mail_date *out)
{
	time_t now = time(NULL);
	struct tm tm;

	(void)ctx;
	memset(&tm, 0, sizeof tm);
	localtime_r(&now, &tm);
	out->day = crm_date_day((struct crm_ymd){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday});
	out->second = tm.tm_hour * 3600 + tm.tm_min * 60 + (tm.tm_sec < 60 ? tm.tm_sec : 59);
	out->zone = (int)(tm.tm_gmtoff / 60);
}

static enum crm_send_end into_folder(struct crm_post *p, struct crm_str message, char reason[256])
{
	char host[HOST], unique[64];
	struct crm_maildir_name name = {.seconds = (int64_t)time(NULL)};
	struct crm_err e;

	host_name(host);
	snprintf(unique, sizeof unique, "P%ldQ%u", (long)getpid(), ++p->count);
	name.unique = crm_str(unique);
	name.host = crm_str(host);
	if (!crm_maildir_deliver(p->maildir, message, &name, &e))
		return CRM_SEND_SENT;
	snprintf(reason, 256, "%.100s: %.150s", e.file, e.text);
	return e.maybe ? CRM_SEND_UNKNOWN : CRM_SEND_FAILED;
}

static enum crm_send_end into_mbox(struct crm_post *p, struct crm_str message, char reason[256])
{
	struct crm_err e;

	if (!crm_mbox_append(p->mbox, message, p->tool->policy.me.email, (int64_t)time(NULL),
		    p->tool->lock_wait, &e))
		return CRM_SEND_SENT;
	snprintf(reason, 256, "%.100s: %.150s", e.file, e.text);
	return e.maybe ? CRM_SEND_UNKNOWN : CRM_SEND_FAILED;
}

static enum crm_send_end by_program(struct crm_post *p, struct crm_str message, char reason[256])
{
	const struct crm_list *deliver = &p->tool->policy.deliver;
	char **argv = crm_arena_alloc(&p->tool->mem, (deliver->n + 1) * sizeof *argv);
	struct crm_send s = {
		.argv = argv,
		.timeout_ms = CRM_SEND_TIMEOUT_MS,
		.tempfail_unknown = p->tool->policy.tempfail_unknown,
		.err_fd = STDERR_FILENO,
	};
	size_t i;

	for (i = 0; i < deliver->n; i++)
		argv[i] = crm_arena_cstr(&p->tool->mem, deliver->item[i]);
	return crm_send(&s, message, reason);
}

static enum crm_send_end post(void *ctx, const struct crm_draft *d, struct crm_str message,
	char reason[256])
{
	struct crm_post *p = ctx;

	(void)d;
	if (p->maildir)
		return into_folder(p, message, reason);
	if (p->mbox)
		return into_mbox(p, message, reason);
	return by_program(p, message, reason);
}

static int ready(void *ctx, char reason[256])
{
	struct crm_post *p = ctx;

	if (p->maildir || p->mbox)
		return 0;
	return crm_send_ready(
		crm_arena_cstr(&p->tool->mem, p->tool->policy.deliver.item[0]), reason);
}

/* Beside the letter, to be printed with it. */
static int enclosed_write(struct crm_post *p, const char *letter, const struct crm_attachment *f,
	struct crm_err *e)
{
	const char *dot = strrchr(letter, '.'),
		   *name = crm_arena_printf(&p->tool->mem, "%.*s-%.*s", (int)(dot - letter), letter,
			   (int)f->name.n, f->name.p);

	if (crm_book_replace(&p->tool->book, name, f->bytes, e))
		return -1;
	crm_tool_note(p->tool, "%s", name);
	return 0;
}

static int file(void *ctx, const struct crm_draft *d, const struct crm_attachment *enclosed, size_t n,
	struct crm_err *e)
{
	struct crm_post *p = ctx;
	struct crm_letter_source source;
	struct crm_err no;
	const char *name;
	size_t i;

	if (crm_letter_open(&source, &p->tool->mem, &p->tool->book, d->lang, e) ||
		crm_outbox_write(&p->tool->book, &p->tool->policy,
			crm_profiles_get(&p->run->profiles, d->client), &source.format, d,
			&p->tool->mem, &name, e))
		return -1;
	if (e->text[0])
		crm_tool_warn(p->tool, _("%s: as text, not as PDF: %s"), name, e->text);
	else
		crm_tool_note(p->tool, "%s", name);
	for (i = 0; i < n; i++)
		if (enclosed_write(p, name, &enclosed[i], &no)) {
			*e = no;
			return -1;
		}
	return 0;
}

struct crm_remind_outside crm_post_outside(struct crm_post *p)
{
	return (struct crm_remind_outside){crm_tool_id, date, ready, post, file, p};
}
