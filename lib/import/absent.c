/* absent.c - money of the journal that its record in the input no longer gives. */
#include "import/absent.h"
#include "base/i18n.h"

void crm_absent_init(struct crm_absent *a)
{
	memset(a, 0, sizeof *a);
	crm_intern_init(&a->ids);
}

void crm_absent_release(struct crm_absent *a)
{
	crm_intern_release(&a->ids);
	crm_release(&a->row);
}

static struct crm_str bytes_of(const struct crm_uuid *id)
{
	return (struct crm_str){(const char *)id->b, sizeof id->b};
}

void crm_absent_add(struct crm_absent *a, const struct crm_uuid *id, long line, enum crm_event event)
{
	uint32_t k;

	if (!(crm_events[event].takes & CRM_OP_AMOUNT))
		return;
	k = crm_intern_add(&a->ids, bytes_of(id));
	crm_grow(&a->row, &a->cap, (size_t)k + 1, sizeof *a->row);
	a->row[k] = (struct crm_absent_row){.line = line, .event = event};
}

void crm_absent_begin(struct crm_absent *a)
{
	size_t k;

	for (k = 0; k < a->ids.n; k++)
		a->row[k].live = a->row[k].gone = false;
}

void crm_absent_there(struct crm_absent *a, const struct crm_row *row)
{
	struct crm_uuid target;
	int64_t k;

	if (!a->ids.n)
		return;
	k = crm_intern_find(&a->ids, bytes_of(&row->id));
	if (k >= 0)
		a->row[k].live = true;
	if (row->event != CRM_EV_VOID || crm_uuid_parse(row->ref, &target))
		return;
	k = crm_intern_find(&a->ids, bytes_of(&target));
	if (k >= 0)
		a->row[k].gone = true;
}

void crm_absent_tell(const struct crm_absent *a, const struct crm_incoming *in, const char *file,
	struct crm_finds *finds)
{
	struct crm_uuid id;
	char text[37];
	size_t k;

	for (k = 0; k < a->ids.n; k++) {
		memcpy(id.b, a->ids.str[k].p, sizeof id.b);
		if (!a->row[k].live || a->row[k].gone || crm_incoming_has(in, &id))
			continue;
		crm_uuid_text(&id, text);
		crm_find_add(finds, file, a->row[k].line, "key", CRM_STR(""),
			_("the journal has %s from an earlier state of this row, which gives none now: if it "
			  "is no longer true, crm-log --void %s"),
			crm_events[a->row[k].event].name, text)
			->warning = true;
	}
}
