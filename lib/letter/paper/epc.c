/* epc.c - the payment code of a SEPA transfer. */
#include "letter/paper/epc.h"
#include "base/num.h"
#include "base/utf8.h"

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
