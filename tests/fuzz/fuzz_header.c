/* Any bytes as a mail header: nothing is read beyond them, text is UTF-8 without controls and bounded. */
#include "base/utf8.h"
#include "format/encoded.h"
#include "format/header.h"
#include "format/maildate.h"
#include <stdint.h>
#include <stdlib.h>

enum { MOST = 500 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void field(struct crm_str body, struct crm_buf *b)
{
	struct crm_str rest = body;
	struct crm_when utc;
	size_t i;

	while (crm_header_address(&rest, b))
		if (!memchr(b->p, '@', b->n))
			abort();
	rest = body;
	while (crm_header_id(&rest).n)
		;
	(void)crm_header_parameter(body, "boundary");
	(void)crm_maildate_parse(body, &utc);
	crm_buf_clear(b);
	crm_encoded_text(b, body, MOST);
	if (b->n > MOST || !crm_utf8_ok(crm_buf_view(b)))
		abort();
	for (i = 0; i < b->n; i++)
		if ((unsigned char)b->p[i] < ' ' || b->p[i] == 0x7f)
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct crm_str rest, name, body, bytes = {(const char *)data, size};
	struct crm_buf b;
	bool ended;

	crm_buf_init(&b);
	rest = (struct crm_str){bytes.p, crm_header_size(bytes, &ended)};
	while (crm_header_next(&rest, &name, &body))
		field(body, &b);
	field(bytes, &b);
	crm_buf_release(&b);
	return 0;
}
