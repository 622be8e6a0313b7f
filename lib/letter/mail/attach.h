/* attach.h - the file of an invoice, which goes with the mail that asks for it.
 * Room letter/mail; needs mime.h, base/mem.h.  The name of a file comes from the policy and from the ref
 * of an invoice, never from a draft: no draft can have another file sent. */
#ifndef CRM_LETTER_MAIL_ATTACH_H
#define CRM_LETTER_MAIL_ATTACH_H
#include "base/mem.h"
#include "letter/mail/mime.h"

/* All files of one message together: what most mail servers take, base64 included. */
enum { CRM_ATTACH_MOST = 7 << 20 };

/*
 * crm_attach_path - where the file of an invoice is.
 * Shape:   pattern with {ref} and {client} (`~/factures/{ref}.pdf`), ref, client, arena -> path in
 *          the arena, or NULL when the ref can be in no file name: a control byte, a backslash, a
 *          dot at its beginning.  A slash of the ref becomes a hyphen.
 */
const char *crm_attach_path(
	struct crm_str pattern, struct crm_str ref, struct crm_str client, struct crm_arena *a);

/*
 * crm_attach_read - the bytes of a file.
 * Shape:   folder that relative paths begin at, path, bytes that may still be taken, arena -> 0 and
 *          *out (its name is that of the file), or -1.
 * Errors:  CRM_PARTIAL: it is not there, is no regular file, is empty or too large; CRM_SYSTEM.
 */
int crm_attach_read(int folder, const char *path, size_t room, struct crm_arena *a,
	struct crm_attachment *out, struct crm_err *e);
#endif
