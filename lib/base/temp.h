/* temp.h - temporaries of this process, taken away when it dies on the way.
 * Room base; needs nothing.  Signals and a lack of memory end a program in the middle; what it was
 * writing under another name would stay behind and pile up. */
#ifndef CRM_BASE_TEMP_H
#define CRM_BASE_TEMP_H

/*
 * crm_temp_begin, crm_temp_end - while a temporary is made: signals wait, so that none comes between
 * the file and its note.
 * Shape:   folder (AT_FDCWD: the working one) and name -> noted; NULL: there is none.
 * Owns:    the name stays the caller's and must live until crm_temp_gone.
 */
void crm_temp_begin(void);
void crm_temp_end(int dir, const char *name);

/*
 * crm_temp_gone - it has been renamed or removed.
 */
void crm_temp_gone(const char *name);

/*
 * crm_temp_sweep - remove those that are noted; may be called from a signal handler.
 */
void crm_temp_sweep(void);

/*
 * crm_temp_guard - from now on INT, TERM, HUP, QUIT, PIPE and XCPU sweep before they end the program;
 * those that it was started to ignore stay ignored, but for PIPE.
 */
void crm_temp_guard(void);
#endif
