/* letters.h - crm-remind --letters: the other letters that fit today.
 * Room tool/remind; needs tool/overdue/views.h. */
#ifndef CRM_TOOL_REMIND_LETTERS_H
#define CRM_TOOL_REMIND_LETTERS_H
#include "tool/overdue/views.h"

/*
 * crm_letter_list - what is late, or falls due before the next working morning, and has a letter;
 * what is held is left out.  Prints and returns the status.
 */
int crm_letter_list(struct crm_tool *t);

/*
 * crm_letter_print - print a shipped letter as it is, in the language of the run, else of the book.
 * Shape:   tool, name -> exit status.
 */
int crm_letter_print(struct crm_tool *t, struct crm_str name);
#endif
