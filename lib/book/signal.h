/* signal.h - the signals of the score: names, sides, built-in weights; the user's over them.
 * Room book; needs format/yaml.h.  The rules that raise them are in rule/score.h.
 * Source:  risk.md 4 and 6. */
#ifndef CRM_BOOK_SIGNAL_H
#define CRM_BOOK_SIGNAL_H
#include "format/date.h"
#include "format/yaml.h"

#define SIGNAL_TABLE_TO_BE_WRITTEN 1
struct crm_score_policy {
	int placeholder;
};
#endif
