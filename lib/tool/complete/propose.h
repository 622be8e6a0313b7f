/* propose.h - what the shell offers for the word that is being typed, from the book.
 * Room tool/complete; needs tool.h, place.h, log.h. */
#ifndef CRM_TOOL_COMPLETE_PROPOSE_H
#define CRM_TOOL_COMPLETE_PROPOSE_H
#include "tool/tool.h"

/*
 * crm_propose - answer `--complete -- WORD ...`, the last word being typed: a line a proposal, the whole
 * word, behind a tab what it is.  A line that begins with the tab says `file` or `folder`: the shell
 * looks for those itself.
 * Shape:   tool whose operands are the words -> CRM_OK, always: what cannot be read proposes nothing,
 *          for nobody reads a message in the middle of a line.
 * Source:  crm(7).
 */
int crm_propose(struct crm_tool *t);
#endif
