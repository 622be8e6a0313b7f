/* sink.h - where the output goes: standard output, or the file of -o, which appears when whole.
 * Room tool; needs base/err.h. */
#ifndef CRM_TOOL_SINK_H
#define CRM_TOOL_SINK_H
#include "base/err.h"
#include <stdio.h>
#include <sys/stat.h>

struct crm_sink {
	FILE *stream;
	char *target; /* -o: the file to be replaced, symlinks resolved; NULL: written directly */
	char *temp;   /* -o: what is written, until it has the name of the target */
	struct stat old;
	bool exists;
};

/*
 * crm_sink_guard - make sure that descriptors 0, 1 and 2 are taken, so that no file of the book ever
 * becomes somebody's standard output; writing to a stream that was closed still fails.
 */
void crm_sink_guard(void);

/*
 * crm_sink_open - begin to write.
 * Shape:   file name; NULL or `-`: standard output -> 0, or -1: CRM_USAGE for a folder or a place
 *          where nothing can be made, CRM_SYSTEM otherwise.
 *          A new file is made in the folder of its target (mode 0600, O_EXCL).  A device or pipe is
 *          written directly.
 */
int crm_sink_open(struct crm_sink *s, const char *file, struct crm_err *e);

/*
 * crm_sink_is - whether a file is the one that will be replaced.
 */
bool crm_sink_is(const struct crm_sink *s, const struct stat *st);

/*
 * crm_sink_in - whether the file lies directly in a folder.
 */
bool crm_sink_in(const struct crm_sink *s, const struct stat *folder);

/*
 * crm_sink_close - end the file: with `keep` it is fsync'ed and takes its name, else it goes.
 * Shape:   -> 0, or -1: CRM_SYSTEM without file name, and what stood there before still stands.
 */
int crm_sink_close(struct crm_sink *s, bool keep, struct crm_err *e);

/*
 * crm_stdout_close - flush and close standard output.
 * Shape:   -> 0, or the errno of what failed.  A reader that left (EPIPE): does not return, the
 *          program ends as by SIGPIPE.
 */
int crm_stdout_close(void);
#endif
