/* encoded.h - the text of a mail header as people wrote it: encoded words, folds, bytes of any charset.
 * Room format; needs header.h, charset.h.  iconv(3) knows the charsets; no library of mail does less here
 * than bring a parser of bodies with it, and a program for each message would be too slow. */
#ifndef CRM_FORMAT_ENCODED_H
#define CRM_FORMAT_ENCODED_H
#include "base/buf.h"

/*
 * crm_encoded_text - a body as one line of UTF-8.
 * Shape:   body, most bytes of the text -> appended: encoded words decoded, those next to each other
 *          joined, blanks and controls one blank, none at the ends; cut between two characters.
 *          What is wrong in it stands as it is, bytes of no charset as windows-1252.
 *          Charsets beyond a list of those that mail has count as unknown: a stranger does not choose
 *          which modules iconv(3) loads.
 * Source:  RFC 2047, RFC 2231 5 (languages); its broken kin that is met: blanks in words, words cut
 *          within a character, words without blanks between, names of Windows.
 */
void crm_encoded_text(struct crm_buf *out, struct crm_str body, size_t most);
#endif
