/* replay.c - runs a harness over the files that are named, without libFuzzer.
 * The bytes of each stand alone on the heap, so that a sanitizer or valgrind sees a step beyond them.
 * A file NAME.found has one input a line, as printf(1) reads it with %b: \n \r \t \\, \0 and
 * three octal digits of any other byte. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run(const uint8_t *p, size_t n)
{
	uint8_t *bytes = malloc(n);

	memcpy(bytes, p, n);
	LLVMFuzzerTestOneInput(bytes, n);
	free(bytes);
}

/* The byte behind a backslash, and how many characters stand for it. */
static uint8_t escaped(const char *s, size_t *used)
{
	uint8_t c = 0;

	*used = 1;
	switch (*s) {
	case 'n': return '\n';
	case 'r': return '\r';
	case 't': return '\t';
	case '0':
		for (; *used < 4 && s[*used] >= '0' && s[*used] <= '7'; ++*used)
			c = (uint8_t)(c * 8 + s[*used] - '0');
		return c;
	default: return (uint8_t)*s;
	}
}

static int lines(char *text)
{
	size_t n, used;
	char *line, *at, *rest;
	int count = 0;

	for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest), count++) {
		for (n = 0, at = line; *at; n++, at += used)
			if (*at == '\\') {
				line[n] = (char)escaped(at + 1, &used);
				used++;
			} else {
				line[n] = *at;
				used = 1;
			}
		run((uint8_t *)line, n);
	}
	return count;
}

static int one(const char *path)
{
	FILE *in = fopen(path, "rb");
	const char *dot = strrchr(path, '.');
	char *bytes;
	long n;
	int count = 1;

	if (!in || fseek(in, 0, SEEK_END) || (n = ftell(in)) < 0 || fseek(in, 0, SEEK_SET)) {
		perror(path);
		return 0;
	}
	bytes = calloc(1, (size_t)n + 1);
	if (fread(bytes, 1, (size_t)n, in) != (size_t)n) {
		perror(path);
		return 0;
	}
	fclose(in);
	if (dot && strcmp(dot, ".found") == 0)
		count = lines(bytes);
	else
		run((uint8_t *)bytes, (size_t)n);
	free(bytes);
	return count;
}

int main(int argc, char **argv)
{
	int i, count, sum = 0;

	for (i = 1; i < argc; i++, sum += count) {
		count = one(argv[i]);
		if (!count)
			return 1;
	}
	printf("%d inputs\n", sum);
	return sum == 0;
}
