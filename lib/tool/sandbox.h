/* sandbox.h - give up what a run that only reads no longer needs (Landlock, where the kernel has it).
 * Room tool; needs tool.h.
 *
 * Best effort: where the kernel lacks Landlock, or refuses a part, the run goes on as it was.  What is
 * open already stays open; it is opening, making, removing, starting a program and connecting that end.
 * Programs that start others (the mail program, groff, qrencode) would hand it down: not for them. */
#ifndef CRM_TOOL_SANDBOX_H
#define CRM_TOOL_SANDBOX_H
#include "tool/tool.h"

/*
 * crm_sandbox_book - for a run that reads: the book, the time zones and one more file are read, and
 * what -o names is written; no program is started, no connection made.
 * Shape:   tool after crm_tool_begin, a file that is still to be opened or NULL ("/": any).
 */
void crm_sandbox_book(struct crm_tool *t, const char *more);
#endif
