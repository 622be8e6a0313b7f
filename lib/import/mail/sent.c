/* sent.c - messages of crm-remind, by their ids. */
#include "import/mail/sent.h"
#include "base/buf.h"
#include "base/sha256.h"
#include <stdio.h>

void crm_sentmail_init(struct crm_sentmail *s)
{
	memset(s, 0, sizeof *s);
	crm_arena_init(&s->mem);
	crm_intern_init(&s->mids);
}

void crm_sentmail_release(struct crm_sentmail *s)
{
	crm_arena_release(&s->mem);
	crm_intern_release(&s->mids);
	crm_release(&s->item);
	s->n = s->cap = 0;
}

void crm_sentmail_clear(struct crm_sentmail *s)
{
	s->n = 0;
}

void crm_sentmail_want(struct crm_sentmail *s, struct crm_str mid)
{
	crm_intern_add(&s->mids, mid);
}

static struct crm_sentmail_item *find(struct crm_sentmail *s, uint32_t mid, const struct crm_row *row,
	struct crm_str step)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->item[i].mid == mid && crm_str_eq(s->item[i].client, row->client) &&
			crm_str_eq(s->item[i].ref, row->ref) && crm_str_eq(s->item[i].step, step))
			return &s->item[i];
	return NULL;
}

/* A row without a status was written by hand; a paper that was prepared comes back by post. */
static void count(struct crm_sentmail_item *it, const struct crm_row *row)
{
	enum crm_status st = crm_status_of(row->tags);

	if (st != CRM_STATUS_PREPARED)
		crm_outcome_add(&it->outcome, st == CRM_STATUS_NONE ? CRM_STATUS_SENT : st);
}

/* Whether it left, or may have. */
static bool may_be_there(const struct crm_sentmail_item *it)
{
	enum crm_status st = crm_outcome_of(&it->outcome);

	return st == CRM_STATUS_SENT || st == CRM_STATUS_UNKNOWN;
}

void crm_sentmail_there(struct crm_sentmail *s, const struct crm_row *row)
{
	bool letter = row->event != CRM_EV_REMINDER;
	struct crm_str mid, step = row->kind;
	struct crm_sentmail_item *it;
	int64_t k;

	if (letter && row->event != CRM_EV_NOTE && row->event != CRM_EV_CONTACT)
		return;
	if (!crm_tag(row->tags, "mid", &mid) || (letter && !crm_tag(row->tags, "template", &step)))
		return;
	k = crm_intern_find(&s->mids, mid);
	if (k < 0)
		return;
	it = find(s, (uint32_t)k, row, step);
	if (!it) {
		crm_grow(&s->item, &s->cap, s->n + 1, sizeof *s->item);
		it = &s->item[s->n++];
		*it = (struct crm_sentmail_item){.mid = (uint32_t)k, .letter = letter, .at = row->at,
			.client = crm_arena_str(&s->mem, row->client),
			.ref = crm_arena_str(&s->mem, row->ref), .step = crm_arena_str(&s->mem, step),
			.channel = crm_arena_str(&s->mem, row->channel)};
	}
	if (crm_when_key(row->at) < crm_when_key(it->at))
		it->at = row->at;
	count(it, row);
}

const struct crm_sentmail_item *crm_sentmail_of(const struct crm_sentmail *s, struct crm_str mid,
	bool *one)
{
	const struct crm_sentmail_item *found = NULL;
	int64_t k = crm_intern_find(&s->mids, mid);
	size_t i, n = 0;

	for (i = 0; k >= 0 && i < s->n; i++)
		if (s->item[i].mid == (uint32_t)k) {
			found = found ? found : &s->item[i];
			n++;
		}
	*one = n == 1;
	return found;
}

/* The n-th id that follows from another. */
static struct crm_uuid id_after(const struct crm_uuid *id, unsigned n)
{
	unsigned char sum[32];
	struct crm_uuid next = *id;
	struct crm_sha256 h;
	char text[37];

	if (!n)
		return next;
	crm_uuid_text(id, text);
	crm_sha256_init(&h);
	crm_sha256_add(&h, crm_str(text));
	snprintf(text, sizeof text, "%u", n);
	crm_sha256_add(&h, crm_str(text));
	crm_sha256_end(&h, sum);
	crm_uuid_v8(sum, &next);
	return next;
}

/* As crm-remind --settle=MID=bounced writes it. */
static void row_line(const struct crm_sentmail *s, const struct crm_sentmail_item *it,
	struct crm_when at, const struct crm_uuid *id, struct crm_str note, struct crm_buf *lines)
{
	struct crm_str mid = s->mids.str[it->mid];
	struct crm_row row = crm_row_of(it->letter ? CRM_EV_NOTE : CRM_EV_REMINDER, at, it->client);
	struct crm_buf tags;

	crm_buf_init(&tags);
	crm_buf_printf(&tags, "status=bounced mid=%.*s", (int)mid.n, mid.p);
	if (it->letter)
		crm_buf_printf(&tags, " template=%.*s", (int)it->step.n, it->step.p);
	row.id = *id;
	row.kind = it->letter ? CRM_STR("") : it->step;
	row.ref = it->ref;
	row.channel = it->channel;
	row.note = note;
	row.tags = crm_buf_view(&tags);
	crm_row_line(lines, &row);
	crm_buf_release(&tags);
}

const struct crm_sentmail_item *crm_sentmail_came_back(struct crm_sentmail *s, struct crm_str mid,
	struct crm_when at, const struct crm_uuid *id, struct crm_str note, struct crm_buf *lines)
{
	const struct crm_sentmail_item *first = NULL;
	int64_t k = crm_intern_find(&s->mids, mid);
	struct crm_uuid own;
	unsigned n = 0;
	size_t i;

	for (i = 0; k >= 0 && i < s->n; i++) {
		struct crm_sentmail_item *it = &s->item[i];

		if (it->mid != (uint32_t)k || !may_be_there(it))
			continue;
		own = id_after(id, n++);
		row_line(s, it, at, &own, note, lines);
		crm_outcome_add(&it->outcome, CRM_STATUS_BOUNCED);
		first = first ? first : it;
	}
	return first;
}
