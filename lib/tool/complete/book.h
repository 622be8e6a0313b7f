/* book.h - what the shell offers that only this book has: its own letters, and messages of which
 * a person must say what became.  Room tool; needs tool.h. */
#ifndef CRM_TOOL_COMPLETE_BOOK_H
#define CRM_TOOL_COMPLETE_BOOK_H
#include "tool/tool.h"

typedef void crm_propose_put(void *ctx, struct crm_str word, struct crm_str what);

/*
 * crm_propose_letters, crm_propose_languages - the names of the letters in templates/LANG of the
 * book; each LANG.
 * Shape:   tool with its book open or not, where proposals go -> nothing.
 */
void crm_propose_letters(struct crm_tool *t, crm_propose_put *put, void *ctx);
void crm_propose_languages(struct crm_tool *t, crm_propose_put *put, void *ctx);

/*
 * crm_propose_messages - MID=sent and MID=failed for each message without an end, with whose it is.
 */
void crm_propose_messages(struct crm_tool *t, crm_propose_put *put, void *ctx);
#endif
