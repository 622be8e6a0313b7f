/* path.h - the way from the book's folder to a file in it.
 * Room book; needs base/err.h.  A path goes part by part from the folder's descriptor and follows no
 * symbolic link, so that no name in a journal, a profile or on a command line reaches a file
 * elsewhere. */
#ifndef CRM_BOOK_PATH_H
#define CRM_BOOK_PATH_H
#include "base/err.h"

enum { CRM_PATH_PART = 255 };

/*
 * crm_path_walk - the folder that a path leads to, and its last part.
 * Shape:   descriptor of the book, relative path -> 1, an open folder in *fd and the last part; 0
 *          when that folder is missing; -1 on error.
 * Errors:  CRM_USAGE for an empty, absolute or `..` path; CRM_SYSTEM when a part is no folder.
 * Owns:    the caller closes *fd.
 */
int crm_path_walk(int book, const char *rel, int *fd, char part[CRM_PATH_PART + 1],
	struct crm_err *e);

/*
 * crm_path_make - make the folder that a path leads to when it is missing (one level, 0700).
 * Shape:   as above, but for 0, which it never gives.
 */
int crm_path_make(int book, const char *rel, int *fd, char part[CRM_PATH_PART + 1],
	struct crm_err *e);
#endif
