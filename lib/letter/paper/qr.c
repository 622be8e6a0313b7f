/* qr.c - a QR code. */
#include "letter/paper/qr.h"
#include "letter/mail/run.h"

enum { SIDE_MOST = 69, OUT_MAX = 64 * 1024, LIMIT_MS = 10000 };

/* Two characters a module, one line a row: what -t ASCII is documented to print. */
static bool modules(struct crm_str text, size_t side, bool *dark)
{
	size_t x, y, i;

	for (y = 0; y < side; y++) {
		struct crm_str line = crm_sheet_line(&text);

		if (line.n != 2 * side)
			return false;
		for (x = 0; x < side; x++) {
			i = y * side + x;
			dark[i] = line.p[2 * x] == '#';
			if (!dark[i] && line.p[2 * x] != ' ')
				return false;
		}
	}
	return text.n == 0;
}

void crm_qr_code(struct crm_str text, struct crm_arena *a, struct crm_sheet_code *out)
{
	char *argv[] = {(char *)"qrencode", (char *)"-t", (char *)"ASCII", (char *)"-l", (char *)"M",
		(char *)"-m", (char *)"0", (char *)"-8", (char *)"-o", (char *)"-", NULL};
	struct crm_buf said;
	struct crm_run run = {.argv = argv,
		.input = text,
		.timeout_ms = LIMIT_MS,
		.grace_ms = 1000,
		.out = {.buf = &said, .max = OUT_MAX},
		.err = {.fd = -1}};
	struct crm_str made;
	struct crm_ran ran;
	bool *dark;
	size_t side;

	*out = (struct crm_sheet_code){NULL, 0};
	crm_buf_init(&said);
	ran = crm_run(&run);
	made = crm_buf_view(&said);
	side = crm_sheet_line(&made).n / 2;
	if (ran.end == CRM_RUN_EXIT && !ran.code && !ran.unread && side >= 21 && side <= SIDE_MOST) {
		dark = crm_arena_alloc(a, side * side * sizeof *dark);
		if (modules(crm_buf_view(&said), side, dark))
			*out = (struct crm_sheet_code){dark, side};
	}
	crm_buf_release(&said);
}
