/* Any bytes as the file of a message, and as standard input, which is a message or the names of some: what
 * is given on is the beginning of the file, the header within it, and the body only when it is asked for. */
#include "format/header.h"
#include "shelf.h"
#include "tool/log/mailbox.h"

static struct crm_tool tool;
static int home;

static void begin(void)
{
	char path[128];
	int fd;

	shelf_make();
	snprintf(path, sizeof path, "%s/mail", shelf);
	shelf_put("mail", CRM_STR(""));
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || dup2(fd, STDIN_FILENO) < 0)
		abort();
	close(fd);
	home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	tool.name = "fuzz";
	tool.book.dir = tool.book.lock = -1;
	crm_finds_init(&tool.finds);
	crm_arena_init(&tool.mem);
}

static void message(struct crm_mailbox_in *m, struct crm_str file)
{
	bool ended;

	if (m->bytes.n > file.n || (m->bytes.n && memcmp(m->bytes.p, file.p, m->bytes.n) != 0) ||
		m->header != crm_header_size(file, &ended))
		abort();
	crm_mailbox_more(m);
	if (m->bytes.n != file.n || memcmp(m->bytes.p, file.p, file.n) != 0)
		abort();
}

static void read_all(struct crm_str file, char **argv, int argc)
{
	struct crm_mailbox_in m;
	struct crm_err e;

	tool.argv = argv;
	tool.argc = argc;
	crm_mailbox_open(&m, &tool);
	while (crm_mailbox_next(&m, &e) > 0)
		if (argc || m.came.day == CRM_NO_DAY || strcmp(m.name, "mail") == 0)
			message(&m, file);
	crm_mailbox_close(&m);
	crm_finds_clear(&tool.finds);
	crm_arena_release(&tool.mem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char *name[] = {(char *)"mail", NULL};
	struct crm_str file = {(const char *)data, size};

	if (!tool.name)
		begin();
	shelf_put("mail", file);
	/* the names of a list are those of a folder that has nothing else */
	if (chdir(shelf))
		abort();
	read_all(file, name, 1);
	if (lseek(STDIN_FILENO, 0, SEEK_SET))
		abort();
	read_all(file, name + 1, 0);
	if (fchdir(home))
		abort();
	return 0;
}
