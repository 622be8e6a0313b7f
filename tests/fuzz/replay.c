/* replay.c - runs a harness over the files that are named, without libFuzzer.
 * The bytes of each stand alone on the heap, so that a sanitizer or valgrind sees a step beyond them. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int one(const char *path)
{
	FILE *in = fopen(path, "rb");
	uint8_t *bytes;
	long n;

	if (!in || fseek(in, 0, SEEK_END) || (n = ftell(in)) < 0 || fseek(in, 0, SEEK_SET)) {
		perror(path);
		return 1;
	}
	bytes = malloc((size_t)n);
	if (fread(bytes, 1, (size_t)n, in) != (size_t)n) {
		perror(path);
		return 1;
	}
	fclose(in);
	LLVMFuzzerTestOneInput(bytes, (size_t)n);
	free(bytes);
	return 0;
}

int main(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		if (one(argv[i]))
			return 1;
	printf("%d inputs\n", argc - 1);
	return argc < 2;
}
