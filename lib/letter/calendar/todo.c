/* todo.c - what is overdue as tasks of a calendar. */
#include "letter/calendar/todo.h"
#include "base/i18n.h"
#include "base/keyword.h"
#include "base/sha256.h"
#include "due/said.h"
#include "format/money.h"

enum { UID_DIGITS = 32 };

/* An agreed date and a promise of the client may have one ref, and the instalments of a plan do. */
void crm_todo_uid(struct crm_buf *b, const struct crm_item *it)
{
	struct crm_buf key;
	char hex[65];

	crm_buf_init(&key);
	crm_buf_str(&key, it->client);
	crm_buf_printf(&key, "\n%s\n", crm_kinds[it->kind].name);
	crm_buf_str(&key, it->ref);
	if (it->kind == CRM_KIND_PLEDGE && it->money)
		crm_buf_cstr(&key, "\nmoney");
	if (it->part > 1)
		crm_buf_printf(&key, "\n%u", it->part);
	crm_sha256_hex(crm_buf_view(&key), hex);
	crm_buf_add(b, hex, UID_DIGITS);
	crm_buf_cstr(b, "@crm");
	crm_buf_release(&key);
}

static struct crm_str first_line(struct crm_str s)
{
	const char *end = s.n ? memchr(s.p, '\n', s.n) : NULL;

	return (struct crm_str){s.p, end ? (size_t)(end - s.p) : s.n};
}

static void summary(struct crm_buf *b, const struct crm_item *it, struct crm_str note)
{
	crm_buf_str(b, it->client);
	crm_buf_cstr(b, ": ");
	crm_buf_str(b, crm_keyword(CRM_KEYWORD_KIND, crm_str(crm_kinds[it->kind].name)));
	if (it->ref.n && !it->by_id) {
		crm_buf_char(b, ' ');
		crm_buf_str(b, it->kind == CRM_KIND_INVOICE ? crm_ref_number(it->ref) : it->ref);
	}
	if (it->money) {
		crm_buf_cstr(b, ", ");
		crm_money_say(b, it->amount, it->currency);
		crm_buf_printf(b, " %s", crm_currency_code(it->currency));
	}
	note = first_line(note);
	/* when one last asked after them is too long for a title */
	if (note.n && (it->kind != CRM_KIND_INTEREST || !memchr(it->note.p, '=', it->note.n))) {
		crm_buf_cstr(b, " - ");
		crm_buf_str(b, note);
	}
}

static void description(struct crm_buf *b, const struct crm_item *it, struct crm_str note)
{
	struct crm_buf held;

	crm_action_text(b, &it->action);
	if (it->held.n) {
		crm_buf_char(b, '\n');
		crm_buf_init(&held);
		crm_held_said(&held, it->held);
		crm_buf_printf(b, _("held: %s"), held.p);
		crm_buf_release(&held);
	}
	if (note.n) {
		crm_buf_char(b, '\n');
		crm_buf_str(b, note);
	}
}

void crm_todo_item(struct crm_buf *b, const struct crm_item *it, struct crm_str note,
	struct crm_when stamp, int32_t today)
{
	struct crm_when due = it->due;
	struct crm_buf id, head, text, plain;

	if (today != CRM_NO_DAY && due.day < today)
		due = (struct crm_when){today, CRM_NO_MIN};
	crm_buf_init(&id);
	crm_buf_init(&head);
	crm_buf_init(&text);
	crm_buf_init(&plain);
	crm_note_said(&plain, it, note);
	crm_todo_uid(&id, it);
	summary(&head, it, crm_buf_view(&plain));
	description(&text, it, crm_buf_view(&plain));
	crm_ical_todo(b, &(struct crm_todo){
		.event = today != CRM_NO_DAY,
		.uid = crm_buf_view(&id),
		.stamp = stamp,
		.due = due,
		.summary = crm_buf_view(&head),
		.description = crm_buf_view(&text),
		.category = crm_str(crm_kinds[it->kind].name),
	});
	crm_buf_release(&id);
	crm_buf_release(&head);
	crm_buf_release(&text);
	crm_buf_release(&plain);
}
