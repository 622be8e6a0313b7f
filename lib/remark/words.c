/* words.c - finding words of a list in a text. */
#include "remark/words.h"

/* Letters and digits of ASCII and the bytes of a longer character, unless it is a mark of print: the
 * guillemets and the blank of U+00A0 to U+00BF, and U+2000 to U+203F with the apostrophe. */
static bool in_word(struct crm_str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];

	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	while (i && ((unsigned char)s.p[i] & 0xc0) == 0x80)
		i--;
	c = (unsigned char)s.p[i];
	return c != 0xc2 && !(c == 0xe2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0x80);
}

/* A byte without case: second bytes 80..9e behind c3 are the capitals of a0..be. */
static unsigned char fold(struct crm_str s, size_t i)
{
	unsigned char c = (unsigned char)s.p[i];

	if (c >= 'A' && c <= 'Z')
		return (unsigned char)(c + 32);
	if (i && (unsigned char)s.p[i - 1] == 0xc3 && c >= 0x80 && c <= 0x9e && c != 0x97)
		return (unsigned char)(c + 32);
	return c;
}

static bool stands_at(struct crm_str text, size_t at, struct crm_str word)
{
	size_t i;

	if (!word.n || word.n > text.n - at || (at && in_word(text, at - 1)))
		return false;
	for (i = 0; i < word.n; i++)
		if (fold(text, at + i) != fold(word, i))
			return false;
	return at + i == text.n || !in_word(text, at + i);
}

bool crm_words_find(struct crm_str text, const struct crm_list *list, struct crm_str *found)
{
	size_t at, i;

	for (at = 0; at < text.n; at++) {
		if (!in_word(text, at))
			continue;
		for (i = 0; i < list->n; i++)
			if (stands_at(text, at, list->item[i])) {
				*found = (struct crm_str){text.p + at, list->item[i].n};
				return true;
			}
		/* on to the next word */
		while (at + 1 < text.n && in_word(text, at + 1))
			at++;
	}
	return false;
}
