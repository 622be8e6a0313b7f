/* posting.c - that a letter was posted, with the number of the post office. */
#include "letter/posting.h"
#include "base/num.h"
#include "case/money/sent.h"

static bool is_sign(char c)
{
	return crm_is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-';
}

bool crm_posting_number(struct crm_arena *a, struct crm_str typed, struct crm_str *out)
{
	char text[CRM_POSTING_NUMBER];
	size_t n = 0, i;

	for (i = 0; i < typed.n; i++) {
		if (typed.p[i] == ' ')
			continue;
		if (!is_sign(typed.p[i]) || n == sizeof text)
			return false;
		text[n++] = typed.p[i];
	}
	*out = crm_arena_str(a, (struct crm_str){text, n});
	return n > 0;
}

void crm_posting_row(struct crm_remind *r, struct crm_str client, struct crm_str ref,
	struct crm_str number, struct crm_buf *rows)
{
	struct crm_row row = crm_row_of(CRM_EV_LETTER, r->clock, client);

	r->outside.id(&row.id);
	row.kind = CRM_STR("posted");
	row.ref = ref;
	if (number.n) { /* only a registered one has a number */
		row.channel = CRM_STR("registered");
		row.tags = crm_str(crm_arena_printf(&r->mem, "tracking=%.*s", (int)number.n, number.p));
	}
	crm_row_line(rows, &row);
}

int crm_posting_rows(struct crm_remind *r, struct crm_str mid, struct crm_str number,
	struct crm_buf *rows)
{
	struct crm_store *store = &r->view.store;
	size_t clients = crm_view_begin(&r->view), i;
	uint64_t hash = crm_mid_hash(mid);
	struct crm_sent sent;
	struct crm_case *c;
	uint32_t client;
	int n = 0;

	for (client = 0; client < clients; client++) {
		c = crm_view_open(&r->view, client);
		for (i = 0; i < c->threads && crm_case_rows(c, CRM_EV_REMINDER).n;) {
			crm_sent_of(c, crm_case_thread(c, &i), NULL, &sent);
			if (!sent.unposted || crm_store_rare(store, sent.prepared)->mid != hash)
				continue;
			crm_posting_row(r, store->clients.str[client],
				crm_entry_ref(store, sent.prepared), number, rows);
			n++;
		}
	}
	return n;
}
