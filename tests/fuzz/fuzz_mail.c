/* Any bytes as a message: whose it is comes from who is known, its subject is one line of UTF-8, a row
 * can hold it, and what came back is named by texts that can stand in a note.  Ids are looked up in the
 * journal and go nowhere. */
#include "base/utf8.h"
#include "format/header.h"
#include "import/mail/bounce.h"
#include "import/mail/message.h"
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct crm_who who;
static struct crm_me me;

static void begin(void)
{
	static struct crm_person anna = {.email = {"anna@acme.example", 17}};
	static struct crm_person bob = {.email = {"bob@beta.example", 16}};
	static struct crm_str mine = {"me@home.example", 15};
	static struct crm_client known[] = {{.exists = true, .people = &anna, .people_n = 1},
		{.exists = true, .people = &bob, .people_n = 1}};

	known[0].id = crm_str("acme");
	known[1].id = crm_str("beta");
	crm_who_init(&who);
	crm_who_add(&who, &known[0]);
	crm_who_add(&who, &known[1]);
	me.email = mine;
}

static bool is_client(struct crm_str s)
{
	return crm_str_eq(s, crm_str("acme")) || crm_str_eq(s, crm_str("beta"));
}

static void one_line(struct crm_str s)
{
	size_t i;

	if (!crm_utf8_ok(s))
		abort();
	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			abort();
}

static void message(struct crm_arena *a, struct crm_str header)
{
	struct crm_message m;
	size_t i;

	if (!crm_message_read(a, header, &who, &me, &m))
		return;
	if ((m.client.n && !is_client(m.client)) || m.answers_n > CRM_MESSAGE_ANSWERS ||
	    m.subject.n > CRM_MESSAGE_SUBJECT)
		abort();
	one_line(m.subject);
	for (i = 0; i < m.also_n; i++)
		if (!is_client(m.also[i]) || crm_str_eq(m.also[i], m.client))
			abort();
}

static void bounce(struct crm_arena *a, struct crm_str bytes)
{
	struct crm_bounce b;
	size_t i;

	if (!crm_bounce_read(a, bytes, &b))
		return;
	if (b.n > CRM_BOUNCE_MOST)
		abort();
	for (i = 0; i < b.n; i++) {
		one_line(b.address[i]);
		one_line(b.status[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str bytes = {(const char *)data, size};
	struct crm_arena a;
	bool ended;

	if (!me.email.n)
		begin();
	crm_arena_init(&a);
	message(&a, (struct crm_str){bytes.p, crm_header_size(bytes, &ended)});
	bounce(&a, bytes);
	crm_arena_release(&a);
	return 0;
}
