/* book.h - the data folder, "the book": where it is, its files, its lock.
 * Room book; needs base/err.h. */
#ifndef CRM_BOOK_BOOK_H
#define CRM_BOOK_BOOK_H
#include "base/err.h"
#include <dirent.h>
#include <stdint.h>

struct crm_book {
	int dir;	/* descriptor of the folder, O_CLOEXEC; -1 when closed */
	char *path;	/* as given, for messages; in the book's arena */
	int lock;	/* descriptor of .lock while held, else -1 */
	int journal;	/* the file that crm_journal_read read last, for crm_reread_open: a place in
			 * it is none in one that has replaced it; -1 none */
	struct crm_arena mem;
};

/*
 * crm_book_open - open the folder.
 * Shape:   path -> 0 and a book, or -1: CRM_USAGE when there is no such folder (with the command
 *          that makes one), CRM_SYSTEM otherwise.
 * Owns:    the caller, until crm_book_close.
 */
int crm_book_open(struct crm_book *b, const char *path, struct crm_err *e);
void crm_book_close(struct crm_book *b);

/*
 * crm_book_holds - whether the folder holds a book: a journal, a policy or profiles.
 * Shape:   -> 0, or -1: CRM_USAGE, with the command that makes one.
 * Source:  a folder named by mistake would read as nothing owed.
 */
int crm_book_holds(const struct crm_book *b, struct crm_err *e);

/*
 * crm_book_read - the whole of a small regular file of the book.
 * Shape:   book, relative path (never leaves the folder; no part may be a symbolic link), most bytes
 *          -> 1 and *out in the book's arena; 0 when there is no such file; -1 on error: CRM_USAGE
 *          for a path outside, no regular file or one too large, CRM_SYSTEM for an unreadable one.
 */
int crm_book_read(struct crm_book *b, const char *rel, size_t max, struct crm_str *out,
	struct crm_err *e);

/*
 * crm_book_folder - open a folder of the book, for its entries.
 * Shape:   book, relative path ("." is the book) -> 1 and a descriptor in *fd, O_CLOEXEC; 0 when
 *          there is none; -1 on error.
 * Owns:    the caller closes *fd.
 */
int crm_book_folder(struct crm_book *b, const char *rel, int *fd, struct crm_err *e);

/*
 * crm_book_dir - the same, ready for readdir(3).
 * Owns:    the caller, until closedir(3).
 */
int crm_book_dir(struct crm_book *b, const char *rel, DIR **dir, struct crm_err *e);

/*
 * crm_book_lock - take the write lock: flock(2) on .lock, made if missing, O_CLOEXEC.
 * Shape:   book, seconds to wait -> 0, or -1: CRM_SYSTEM naming the process that holds it;
 *          CRM_USAGE for a folder that every user of the machine may write to.
 * Source:  P1, P2.
 */
int crm_book_lock(struct crm_book *b, int seconds, struct crm_err *e);
void crm_book_unlock(struct crm_book *b);

/*
 * crm_book_replace - write a file of the book atomically: temporary beside it, fsync, rename, fsync
 * of the folder; mode 0600.  The folder it is in is made (0700) when missing: git keeps no empty one.
 * Errors:  CRM_SYSTEM; with `maybe` the new file stands there, perhaps not durably.
 */
int crm_book_replace(struct crm_book *b, const char *rel, struct crm_str bytes, struct crm_err *e);

/*
 * crm_book_copy - the same with bytes `from` up to `to` of an open file, in memory that does not grow
 * with them.
 */
int crm_book_copy(struct crm_book *b, const char *rel, int fd, uint64_t from, uint64_t to,
	struct crm_err *e);

/*
 * crm_book_create - write a file that must not exist yet, as crm_book_replace does.
 * Errors:  CRM_USAGE when there is one already; it is left alone.
 */
int crm_book_create(struct crm_book *b, const char *rel, struct crm_str bytes, struct crm_err *e);

/*
 * crm_book_sweep - remove the temporaries of crm_book_replace that killed runs left in the book.
 * Shape:   book -> 0 and their number, or -1.  One whose process lives is left alone.
 */
int crm_book_sweep(struct crm_book *b, size_t *n, struct crm_err *e);

/*
 * crm_write_all - write bytes to a descriptor, in as many pieces as it takes.
 * Shape:   -> 0, or -1 with errno.
 */
int crm_write_all(int fd, struct crm_str s);

/*
 * crm_sync_parent - make the name of a file or folder durable: sync the folder that it stands in.
 * Shape:   a path, of which a link at the end is not followed -> 0, or -1 with errno.
 */
int crm_sync_parent(const char *path);

/*
 * crm_book_init - make the skeleton: folder (0700), journal.csv with its header, policy.yaml with
 * every key commented, clients/, .gitattributes; what exists is left alone.
 * Shape:   path, language (`fr` gives French holidays and comments) -> 0, or -1.
 */
int crm_book_init(const char *path, const char *lang, struct crm_err *e);

/* All zero: there is no such file. */
struct crm_seen {
	uint64_t device, inode;
	int64_t size, changed[2], written[2]; /* seconds and nanoseconds */
};

/*
 * crm_seen_at - how a file or folder of the book stands now; taken before it is read.
 * Shape:   book, relative path -> *out.
 * Source:  an editor that writes in place keeps size and inode, so the time stamps count; ctime is
 *          the one that no program can set back.
 */
void crm_seen_at(const struct crm_book *b, const char *rel, struct crm_seen *out);

/*
 * crm_seen_same - whether nothing has happened to it in between.
 */
bool crm_seen_same(const struct crm_seen *a, const struct crm_seen *b);
#endif
