/* mime.h - the body of a mail: text alone, or text and files (multipart/mixed).
 * Room letter/mail; needs base/buf.h, base/err.h.  Lines end with LF; every line has at most 78 bytes. */
#ifndef CRM_LETTER_MAIL_MIME_H
#define CRM_LETTER_MAIL_MIME_H
#include "base/buf.h"
#include "base/err.h"

/* A file that goes with a message. */
struct crm_attachment {
	struct crm_str name;  /* without folders, UTF-8 */
	struct crm_str bytes;
};

/*
 * crm_mime_text - append a text as quoted-printable lines of at most 76 characters, the last one
 * ended; `From ` and a lone dot never begin a line.
 * Source:  RFC 2045 6.7.
 */
void crm_mime_text(struct crm_buf *out, struct crm_str s);

/*
 * crm_mime_base64 - append bytes as lines of 76 characters, the last one ended.
 * Source:  RFC 2045 6.8.
 */
void crm_mime_base64(struct crm_buf *out, struct crm_str bytes);

/*
 * crm_mime_name - check the name of a file for the reader of a message.
 * Shape:   name, header for the message -> 0, or -1.
 * Errors:  CRM_PARTIAL: empty, a control byte, no UTF-8, or a slash.
 */
int crm_mime_name(struct crm_str name, struct crm_err *e);

/*
 * crm_mime_write - append the MIME headers, the empty line and the body.
 * Shape:   text and files whose names are checked.  The boundary holds `=_`, which neither
 *          quoted-printable nor base64 can produce, and nothing random: the same message gives the
 *          same bytes.
 * Source:  RFC 2046 5.1; file names by RFC 2231, in parts where they are long.
 */
void crm_mime_write(struct crm_buf *out, struct crm_str text, const struct crm_attachment *file,
	size_t files);
#endif
