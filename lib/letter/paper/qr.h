/* qr.h - the payment code of a letter: its text, and its modules by qrencode(1) where that is installed.
 * Room letter/paper; needs sheet.h, format/money.h. */
#ifndef CRM_LETTER_PAPER_QR_H
#define CRM_LETTER_PAPER_QR_H
#include "base/buf.h"
#include "base/mem.h"
#include "format/money.h"
#include "letter/paper/sheet.h"

/* Who is paid what, and what for. */
struct crm_epc {
	struct crm_str holder; /* of the account */
	struct crm_str iban;   /* blanks are left out */
	struct crm_str bic;    /* may be empty within the European Economic Area */
	int64_t amount;	       /* minor units */
	int currency;
	struct crm_str text;   /* what the transfer says: invoice numbers */
};

/*
 * crm_epc_payload - append the words of the code.
 * Shape:   -> true, or false and nothing appended where there can be none: no holder, not in euro,
 *          an account outside SEPA, or a sum beyond 0.01 to 999 999 999.99.
 *          Holder and text are cut at 70 and 140 characters, between characters.
 * Source:  EPC069-12 v2.1, version 002, character set UTF-8: the numbers stand in the text field,
 *          since the other one is for structured references (ISO 11649) alone.
 */
bool crm_epc_payload(const struct crm_epc *c, struct crm_buf *out);

/*
 * crm_qr_code - the modules of a code.
 * Shape:   text, arena -> *out in the arena; side 0 where qrencode is not installed, fails, or needs
 *          a larger symbol than version 13, the largest that EPC069-12 allows.
 * Source:  ISO/IEC 18004; level M of error correction, as EPC069-12 has it.
 */
void crm_qr_code(struct crm_str text, struct crm_arena *a, struct crm_sheet_code *out);
#endif
