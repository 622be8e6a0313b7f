/* generate - write a synthetic journal to standard output.
 *
 *	generate ROWS [CLIENTS [SEED]]
 *
 * The mix: half messages, 12 % invoices, 10 % payments, the rest promises, deliveries, check-ins and
 * the like; a fifth of the rows has a quoted note; about 125 bytes a row; by default one client per
 * 200 rows (at least 5); three invoices in four are paid; ids ascend as crm-log writes them.  Days
 * run from 2016-01-01 to 2026-06-30.  The same arguments give the same bytes. */
#include "base/uuid.h"
#include "format/date.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t seed;

static uint32_t rnd(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)((seed >> 32) % n);
}

static const char *const notes[] = {"asks when the mock-up comes", "Refonte du site",
	"sends the texts of three pages", "second proposal of the logo", "appel de suivi",
	"envoie les acc\xc3\xa8s", "will call back", "new photos for the home page"};
static const char *const quoted[] = {"\"yes, but not before Monday\"",
	"\"asks, again, for the invoice\"", "\"agreed: two pages, one form\"",
	"\"relance, courtoise, par t\xc3\xa9l\xc3\xa9phone\""};
static const char *const channels[] = {"email", "phone", "chat", "meet", "email", "email"};

struct state {
	uint64_t row, rows;
	uint32_t clients, invoice, promise;
	int32_t first, days, day;
};

static void note(void)
{
	puts(rnd(5) ? notes[rnd(8)] : quoted[rnd(4)]);
}

static void head(const struct state *s, uint32_t client, const char *event, bool minute)
{
	unsigned char random[10];
	struct crm_uuid id;
	char at[CRM_WHEN_TEXT], text[37];
	size_t i;

	for (i = 0; i < sizeof random; i++)
		random[i] = (unsigned char)rnd(256);
	/* a step a row keeps the ids in order whatever the days are */
	crm_uuid_v7(UINT64_C(1451606400000) + s->row * 300, random, &id);
	crm_uuid_text(&id, text);
	crm_when_text((struct crm_when){s->day, minute ? (int16_t)(480 + rnd(600)) : CRM_NO_MIN}, at);
	printf("%s,%s,client-%04" PRIu32 ",%s,", text, at, client, event);
}

static void message(const struct state *s, uint32_t client)
{
	head(s, client, "contact", true);
	printf(",%s,,,,,%s,,,", rnd(2) ? "me" : "client", channels[rnd(6)]);
	note();
}

/* Invoices that wait for their payment: a ring, so that memory stays the same at any size. */
enum { RING = 4096 };
static struct {
	uint32_t client, ref, whole, cents;
} ring[RING];
static uint32_t ring_at, ring_n;

static void ring_put(uint32_t client, uint32_t ref, uint32_t whole, uint32_t cents)
{
	ring[(ring_at + ring_n) % RING].client = client;
	ring[(ring_at + ring_n) % RING].ref = ref;
	ring[(ring_at + ring_n) % RING].whole = whole;
	ring[(ring_at + ring_n) % RING].cents = cents;
	if (ring_n < RING)
		ring_n++;
	else
		ring_at = (ring_at + 1) % RING;
}

static void invoice(struct state *s, uint32_t client)
{
	uint32_t whole = 200 + rnd(4000), cents = rnd(100);
	char due[CRM_WHEN_TEXT];

	crm_date_text(s->day + 30, due);
	head(s, client, "invoice", false);
	printf(",me,F%07" PRIu32 ",%" PRIu32 ".%02" PRIu32 ",EUR,%s,,,,", s->invoice, whole, cents,
		due);
	note();
	if (rnd(4))
		ring_put(client, s->invoice, whole, cents);
	s->invoice++;
}

/* Pays the invoice that has waited longest. */
static void payment(const struct state *s)
{
	head(s, ring[ring_at].client, "payment", false);
	printf(",client,F%07" PRIu32 ",%" PRIu32 ".%02" PRIu32 ",EUR,,,,,", ring[ring_at].ref,
		ring[ring_at].whole, ring[ring_at].cents);
	note();
	ring_at = (ring_at + 1) % RING;
	ring_n--;
}

static void other(struct state *s, uint32_t client)
{
	static const char *const events[] = {"promise", "kept", "deadline", "delivered", "checkin",
		"interest", "result", "satisfied"};
	uint32_t k = rnd(8);
	char due[CRM_WHEN_TEXT];

	head(s, client, events[k], false);
	crm_date_text(k == 0 || k == 2 ? s->day + 7 + (int32_t)rnd(21) : CRM_NO_DAY, due);
	printf(",me,p%" PRIu32 ",,,%s,,%s,,", k < 4 ? s->promise++ / 2 : s->promise, due,
		k == 7 ? "4" : "");
	note();
}

static void row(struct state *s)
{
	uint32_t client = rnd(s->clients), what = rnd(100);

	s->day = s->first + (int32_t)((uint64_t)s->days * s->row / s->rows);
	if (what < 50)
		message(s, client);
	else if (what < 62)
		invoice(s, client);
	else if (what < 72 && ring_n)
		payment(s);
	else
		other(s, client);
	s->row++;
}

int main(int argc, char **argv)
{
	struct state s = {.rows = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000};

	s.clients = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : (uint32_t)(s.rows / 200);
	if (s.clients < 5)
		s.clients = 5;
	seed = (argc > 3 ? strtoull(argv[3], NULL, 10) : 1) * UINT64_C(0x9e3779b97f4a7c15) + 1;
	s.first = crm_date_day((struct crm_ymd){2016, 1, 1});
	s.days = crm_date_day((struct crm_ymd){2026, 6, 30}) - s.first;
	puts("id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note");
	while (s.row < s.rows)
		row(&s);
	if (fflush(stdout) || ferror(stdout)) {
		perror("generate");
		return 1;
	}
	return 0;
}
