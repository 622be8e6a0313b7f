/* Any bytes as a command line, a word a line: no word is lost when the options are sorted out, each
 * value is part of a word, and what is left is read behind `--` as it stands. */
#include "tool/option.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 16, MOST = 512 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct crm_option own[] = {
	{"date", 'd', "DATE", ""},
	{"amount", 'a', "AMOUNT", ""},
	{"explain", 0x100, "[DATE]", ""},
	{"check", 0x101, NULL, ""},
	{"void", 'x', "ID", ""},
	{NULL, 0, NULL, NULL},
};

struct seen {
	int taken;
	char **argv;
	int argc;
};

/* A value is a part of a word of the command line, never a text from elsewhere. */
static int take(void *ctx, int code, const char *value, struct crm_err *e)
{
	struct seen *s = ctx;
	int i;

	(void)e;
	if (!crm_option_find(own, code))
		abort();
	s->taken++;
	for (i = 0; value && i < s->argc; i++)
		if (value >= s->argv[i] && value <= s->argv[i] + strlen(s->argv[i]))
			return 0;
	if (value)
		abort();
	return 0;
}

/* The words of a text, each ended by NUL, behind the name of the program. */
static int words(char *text, char **argv)
{
	int n = 1;
	char *p;

	argv[0] = (char *)"crm-log";
	for (p = strtok(text, "\n"); p && n < WORDS; p = strtok(NULL, "\n"))
		argv[n++] = p;
	argv[n] = NULL;
	return n;
}

static void all_there(char **before, char **after, int n)
{
	int i, j;

	for (i = 0; i < n; i++) {
		for (j = 0; j < n && after[j] != before[i];)
			j++;
		if (j == n)
			abort();
	}
}

/* Behind `--` nothing is an option, whatever it looks like. */
static void again(char **operand, int n)
{
	char *argv[WORDS + 3] = {(char *)"crm-log", (char *)"--"};
	struct seen s = {0, argv, n + 2};
	struct crm_err e;

	memcpy(argv + 2, operand, sizeof *operand * (size_t)n);
	if (crm_option_parse(own, n + 2, argv, take, &s, &e) != 2 || s.taken)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char text[MOST + 1], *argv[WORDS + 1], *before[WORDS + 1];
	struct crm_err e;
	struct seen s = {0, argv, 0};
	int first;

	size = size < MOST ? size : MOST;
	if (size)
		memcpy(text, data, size);
	text[size] = 0;
	s.argc = words(text, argv);
	memcpy(before, argv, sizeof argv);
	first = crm_option_parse(own, s.argc, argv, take, &s, &e);
	all_there(before, argv, s.argc);
	if (first > s.argc || (first < 0 && e.status != CRM_USAGE))
		abort();
	if (first >= 0)
		again(argv + first, s.argc - first);
	return 0;
}
