/* ladder.h - a ladder of reminders: which step so many days past due, by which channel.
 * Room config/policy; needs key.h.  When a step is due is decided in case/. */
#ifndef CRM_CONFIG_POLICY_LADDER_H
#define CRM_CONFIG_POLICY_LADDER_H
#include "config/key.h"

struct crm_step {
	struct crm_str name;	/* courtesy, second, notice, recourse or one's own */
	int32_t after;		/* days past due; negative: a notice before the due date */
	struct crm_str channel; /* email, letter, file */
	struct crm_str template; /* letter's name; the step's name when not said */
};

struct crm_ladder {
	struct crm_str name; /* "default" for the key `ladder` */
	struct crm_step *step;
	size_t n;
};

enum { CRM_LADDER_STEPS = 20 };

/*
 * crm_ladder_builtin - courtesy +3d, second +10d, notice +24d, recourse +40d.
 * Source:  crm-remind(1).
 */
extern struct crm_ladder crm_ladder_builtin;

/*
 * crm_ladder_read - `[{step: courtesy, after: 3d, channel: email}, ...]`; `template` is optional.
 * Shape:   job, node -> 0 and *out (the name is the caller's), or -1: days that do not rise, a name
 *          that stands twice, a missing key.  An empty list is a ladder that never reminds.
 */
int crm_ladder_read(struct crm_key_job *job, const struct crm_yaml *node, struct crm_ladder *out);
#endif
