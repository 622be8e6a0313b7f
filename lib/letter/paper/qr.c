/* qr.c - the payment code of a letter: its text, and its modules. */
#include "letter/paper/qr.h"
#include "base/num.h"
#include "base/utf8.h"
#include "letter/mail/run.h"

enum { HOLDER = 70, TEXT = 140, IBAN_LEAST = 15, IBAN_MOST = 34, LETTERS_AND_CHECK = 4 };
#define AMOUNT_MOST INT64_C(99999999999)

/* Countries and territories whose accounts are in the schemes (EPC409-09). */
static const char sepa[] = "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT "
			   "LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA ";

static bool in_sepa(const struct crm_buf *iban)
{
	char code[4] = {0, 0, ' ', 0};

	if (iban->n < IBAN_LEAST || iban->n > IBAN_MOST)
		return false;
	memcpy(code, iban->p, 2);
	return strstr(sepa, code) != NULL;
}

/* ISO 13616: the first four characters go to the end, letters are 10 to 35, modulo 97 is 1. */
static bool is_checked(const struct crm_buf *iban)
{
	unsigned sum = 0;
	size_t i;

	for (i = 0; i < iban->n; i++) {
		char c = iban->p[(i + LETTERS_AND_CHECK) % iban->n];

		if (crm_is_digit(c))
			sum = (sum * 10 + (unsigned)(c - '0')) % 97;
		else if (c >= 'A' && c <= 'Z')
			sum = (sum * 100 + (unsigned)(c - 'A') + 10) % 97;
		else
			return false;
	}
	return sum == 1;
}

static void no_blanks(struct crm_buf *out, struct crm_str s)
{
	struct crm_str w;

	while ((w = crm_str_word(&s, ' ')).n)
		crm_buf_str(out, w);
}

/* At most so many characters on one line; a control byte becomes a blank. */
static void field(struct crm_buf *out, struct crm_str s, size_t most)
{
	size_t n;

	for (n = 0; s.n && n < most; n++) {
		struct crm_str rest = s;
		int32_t c = crm_utf8_next(&rest);

		if (c < 0x20 || c == 0x7f)
			crm_buf_char(out, ' ');
		else
			crm_buf_add(out, s.p, s.n - rest.n);
		s = rest;
	}
}

bool crm_epc_payload(const struct crm_epc *c, struct crm_buf *out)
{
	struct crm_buf iban;
	bool can;

	crm_buf_init(&iban);
	no_blanks(&iban, c->iban);
	can = c->holder.n && in_sepa(&iban) && is_checked(&iban) && c->amount > 0 &&
	      c->amount <= AMOUNT_MOST && strcmp(crm_currency_code(c->currency), "EUR") == 0;
	if (can) {
		crm_buf_cstr(out, "BCD\n002\n1\nSCT\n");
		no_blanks(out, c->bic);
		crm_buf_char(out, '\n');
		field(out, c->holder, HOLDER);
		crm_buf_char(out, '\n');
		crm_buf_str(out, crm_buf_view(&iban));
		crm_buf_cstr(out, "\nEUR");
		crm_money_text(out, c->amount, c->currency);
		crm_buf_cstr(out, "\n\n\n"); /* no purpose, no structured reference */
		field(out, c->text, TEXT); /* no line end behind the last element */
	}
	crm_buf_release(&iban);
	return can;
}

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
