/* maildir.h - delivering a message into a folder (Maildir) or a file (mboxrd).
 * Room letter/mail; needs base/err.h.  Nothing is seen by a mail reader before it is whole and on disk.
 */
#ifndef CRM_LETTER_MAIL_MAILDIR_H
#define CRM_LETTER_MAIL_MAILDIR_H
#include "base/err.h"
#include <stdint.h>

/* What a delivery is called: the real clock and the host, given by tool/; unique makes it one. */
struct crm_maildir_name {
	int64_t seconds; /* since 1970 */
	struct crm_str unique, host;
};

/*
 * crm_maildir_deliver - put a message into DIR/new by way of DIR/tmp, fsynced; a DIR that does not
 * exist or is empty is made (0700), with tmp, new and cur.
 * Shape:   path, message, name -> 0, or -1: CRM_USAGE when DIR is no Maildir, CRM_SYSTEM otherwise.
 *          On error there is no message in new/; one with `maybe` says that there may be.
 * Source:  maildir(5): `/` and `:` in the host become \057 and \072.
 */
int crm_maildir_deliver(const char *dir, struct crm_str message,
	const struct crm_maildir_name *name, struct crm_err *e);

/*
 * crm_mbox_append - append a message to a file in the mboxrd form, locked by flock and fcntl.
 * Shape:   path (made with 0600 when missing), message, sender's address, seconds since 1970 for
 * the `From ` line (UTC), seconds to wait for the lock -> 0, or -1; then the file is as before,
 *          unless the error says `maybe`.
 * Errors:  CRM_USAGE for what is no regular file or, not empty, does not begin with `From `.
 * Source:  mbox(5), mboxrd: lines matching `^>*From ` get one more `>`.
 */
int crm_mbox_append(const char *path, struct crm_str message, struct crm_str sender,
	int64_t seconds, int wait, struct crm_err *e);

/*
 * crm_mbox_look - whether messages may be appended to a file, before there is one to append.
 * Shape:   path -> 0, also when there is no such file, or -1 as above.
 */
int crm_mbox_look(const char *path, struct crm_err *e);
#endif
