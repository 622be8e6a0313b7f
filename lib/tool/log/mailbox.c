/* mailbox.c - the messages that a run is given. */
#include "tool/log/mailbox.h"
#include "base/i18n.h"
#include "base/num.h"
#include "format/header.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 8 * 1024, DAY = 24 * 60 * 60 };

void crm_mailbox_open(struct crm_mailbox_in *m, struct crm_tool *t)
{
	memset(m, 0, sizeof *m);
	m->t = t;
	m->fd = -1;
	crm_buf_init(&m->list);
	crm_buf_init(&m->bytes);
}

static void file_close(struct crm_mailbox_in *m)
{
	if (m->fd >= 0)
		close(m->fd);
	m->fd = -1;
}

void crm_mailbox_close(struct crm_mailbox_in *m)
{
	file_close(m);
	crm_buf_release(&m->list);
	crm_buf_release(&m->bytes);
}

/* ---- bytes ---- */

/* One piece more: its size, 0 at the end, -1. */
static ssize_t more(int fd, struct crm_buf *b)
{
	ssize_t n;

	do
		n = read(fd, crm_buf_room(b, PIECE), PIECE);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		b->n += (size_t)n;
	crm_buf_add(b, "", 0);
	return n;
}

/* Until the blank line; a header without end is cut. */
static int header_read(int fd, struct crm_buf *b, size_t *size)
{
	bool ended;
	ssize_t n = 1;

	*size = crm_header_size(crm_buf_view(b), &ended);
	while (!ended && n > 0 && b->n < CRM_MAILBOX_HEADER) {
		n = more(fd, b);
		*size = crm_header_size(crm_buf_view(b), &ended);
	}
	return n < 0 ? -1 : 0;
}

void crm_mailbox_more(struct crm_mailbox_in *m)
{
	while (m->fd >= 0 && m->bytes.n < CRM_MAILBOX_REPORT && more(m->fd, &m->bytes) > 0)
		;
}

/* ---- standard input ---- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* By its first line alone, and by its form alone: whether there is a file of that name is nothing that
 * the writer of a message may know or choose. */
static bool is_message(struct crm_str s)
{
	size_t n = 0;

	if (crm_str_begins(s, CRM_STR("From ")) || crm_str_begins(s, CRM_STR(">From")))
		return true;
	if (!s.n || !is_letter(s.p[0]))
		return false;
	while (n < s.n && (is_letter(s.p[n]) || crm_is_digit(s.p[n]) || s.p[n] == '-' || s.p[n] == '_'))
		n++;
	return n < s.n && s.p[n] == ':';
}

/* All of it, or of a message the header; what is left is read, so that who writes it can end. */
static int input_read(struct crm_mailbox_in *m, struct crm_err *e)
{
	struct crm_buf aside;
	size_t size;
	ssize_t n;

	(void)crm_tool_input(m->t, NULL, &m->name, e); /* says that it waits */
	m->read_in = true;
	do
		n = more(STDIN_FILENO, &m->list);
	while (n > 0 && m->list.n < PIECE && !memchr(m->list.p, '\n', m->list.n));
	m->message = is_message(crm_buf_view(&m->list));
	if (m->message && n > 0 && header_read(STDIN_FILENO, &m->list, &size))
		n = -1;
	while (n > 0 && (!m->message || m->list.n < CRM_MAILBOX_REPORT))
		n = more(STDIN_FILENO, &m->list);
	crm_buf_init(&aside);
	while (n > 0) {
		crm_buf_clear(&aside);
		n = more(STDIN_FILENO, &aside);
	}
	crm_buf_release(&aside);
	if (n < 0)
		return crm_err_errno(e, "-", _("cannot be read to its end"));
	m->rest = m->message ? CRM_STR("") : crm_buf_view(&m->list);
	return 0;
}

static void input_message(struct crm_mailbox_in *m)
{
	bool ended;

	m->message = false;
	m->name = "-";
	m->came.day = CRM_NO_DAY;
	crm_buf_clear(&m->bytes);
	crm_buf_str(&m->bytes, crm_buf_view(&m->list));
	m->header = crm_header_size(crm_buf_view(&m->bytes), &ended);
}

/* ---- files ---- */

/* A Maildir names its files by the second of their coming; copies and moves keep the name. */
static struct crm_when came(const char *path, const struct stat *st)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strchr(name, '.');
	int64_t sec;

	if (!dot || crm_num_parse((struct crm_str){name, (size_t)(dot - name)}, DAY * 7305L, UINT32_MAX, &sec))
		sec = st->st_mtime < 0 ? 0 : st->st_mtime;
	return (struct crm_when){(int32_t)(sec / DAY), (int16_t)(sec % DAY / 60)};
}

static int skip(struct crm_mailbox_in *m, const char *why)
{
	crm_find_add(&m->t->finds, m->name, 0, NULL, CRM_STR(""), "%s", why);
	return 0;
}

static int skip_errno(struct crm_mailbox_in *m)
{
	struct crm_err e;

	if (errno == ENOENT && m->from_list) { /* read meanwhile, and so renamed: it comes with the next list */
		m->gone++;
		return 0;
	}
	crm_err_errno(&e, m->name, _("cannot read the message"));
	return skip(m, e.text);
}

/* 1, or 0: no message can be read there. */
static int file_open(struct crm_mailbox_in *m, struct crm_str path)
{
	struct stat st;

	m->name = crm_arena_cstr(&m->t->mem, path);
	m->fd = open(m->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (m->fd < 0 || fstat(m->fd, &st))
		return skip_errno(m);
	if (S_ISDIR(st.st_mode))
		return skip(m, _("is a folder; find FOLDER -type f | crm-log --mail reads what is in it"));
	if (!S_ISREG(st.st_mode))
		return skip(m, _("is not a file"));
	crm_buf_clear(&m->bytes);
	if (header_read(m->fd, &m->bytes, &m->header))
		return skip_errno(m);
	m->came = came(m->name, &st);
	return 1;
}

int crm_mailbox_next(struct crm_mailbox_in *m, struct crm_err *e)
{
	struct crm_str path;

	for (;;) {
		file_close(m);
		path = crm_str_trim(crm_str_word(&m->rest, '\n'));
		if (path.n && path.p[0] != '<') { /* mthread(1) prints ids of what is not there */
			m->from_list = true;
			if (file_open(m, path))
				return 1;
		} else if (m->message) {
			input_message(m);
			return 1;
		} else if (m->rest.n) {
			continue;
		} else if (m->operand < m->t->argc || (!m->t->argc && !m->read_in)) {
			path = crm_str(m->t->argc ? m->t->argv[m->operand++] : "-");
			m->from_list = false;
			if (crm_str_is(path, "-")) {
				if (!m->read_in && input_read(m, e))
					return -1;
			} else if (file_open(m, path)) {
				return 1;
			}
		} else {
			return 0;
		}
	}
}
