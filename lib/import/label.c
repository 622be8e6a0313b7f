/* label.c - which invoice a text means. */
#include "import/label.h"
#include "base/buf.h"
#include "base/num.h"

enum { LEAST = 4, LONGEST = 63, FOUND_MOST = 16 };

struct crm_label_ref {
	uint32_t client; /* number in clients */
	uint32_t next;	 /* place of the next ref with the same norm + 1 */
	char *text;
	size_t text_n;
};

void crm_label_init(struct crm_label *l)
{
	memset(l, 0, sizeof *l);
	crm_intern_init(&l->norm);
	crm_intern_init(&l->clients);
}

void crm_label_release(struct crm_label *l)
{
	crm_intern_release(&l->norm);
	crm_intern_release(&l->clients);
	crm_release(&l->ref);
	crm_release(&l->first);
}

static bool letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Letters and digits alone, upper case. */
static void normal(struct crm_str s, struct crm_buf *out)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (letter(c) || crm_is_digit(c))
			crm_buf_char(out, c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
	}
}

static bool tells(struct crm_str norm)
{
	size_t i;

	for (i = 0; i < norm.n; i++)
		if (crm_is_digit(norm.p[i]))
			return norm.n >= LEAST && norm.n <= LONGEST;
	return false;
}

static void link_ref(struct crm_label *l, uint32_t k, uint32_t client, struct crm_str ref)
{
	struct crm_label_ref *r;
	uint32_t i;

	crm_grow(&l->first, &l->first_cap, (size_t)k + 1, sizeof *l->first);
	for (i = l->first[k]; i; i = l->ref[i - 1].next)
		if (l->ref[i - 1].client == client &&
			crm_str_eq((struct crm_str){l->ref[i - 1].text, l->ref[i - 1].text_n}, ref))
			return;
	crm_grow(&l->ref, &l->cap, l->n + 1, sizeof *l->ref);
	r = &l->ref[l->n++];
	r->client = client;
	r->text = crm_arena_cstr(&l->norm.mem, ref);
	r->text_n = ref.n;
	r->next = l->first[k];
	l->first[k] = (uint32_t)l->n;
}

void crm_label_add(struct crm_label *l, struct crm_str client, struct crm_str ref)
{
	struct crm_buf b;

	crm_buf_init(&b);
	normal(ref, &b);
	if (tells(crm_buf_view(&b))) {
		l->lengths |= UINT64_C(1) << b.n;
		link_ref(l, crm_intern_add(&l->norm, crm_buf_view(&b)),
			crm_intern_add(&l->clients, client), ref);
	}
	crm_buf_release(&b);
}

/* ---- finding ---- */

/* A text without its marks, and where each byte stood. */
struct plain {
	struct crm_buf text;
	size_t *at, at_cap;
};

static void plain_make(struct plain *p, struct crm_str s)
{
	size_t i;

	crm_buf_init(&p->text);
	p->at = NULL;
	p->at_cap = 0;
	for (i = 0; i < s.n; i++) {
		size_t n = p->text.n;

		normal((struct crm_str){s.p + i, 1}, &p->text);
		if (p->text.n > n) {
			crm_grow(&p->at, &p->at_cap, p->text.n, sizeof *p->at);
			p->at[n] = i;
		}
	}
}

/* A digit beside a digit, or a letter beside a letter, with nothing between: the word goes on. */
static bool joined(const struct plain *p, size_t left)
{
	char a = p->text.p[left], b = p->text.p[left + 1];

	return p->at[left] + 1 == p->at[left + 1] && crm_is_digit(a) == crm_is_digit(b);
}

/* The longest known ref that begins at a place; its number in norm, or -1. */
static int64_t at_place(const struct crm_label *l, const struct plain *p, size_t from, size_t *n)
{
	size_t left = p->text.n - from;
	int64_t k;

	if (from && joined(p, from - 1))
		return -1;
	for (*n = left < LONGEST ? left : LONGEST; *n >= LEAST; --*n) {
		if (!(l->lengths >> *n & 1))
			continue;
		if (from + *n < p->text.n && joined(p, from + *n - 1))
			continue;
		k = crm_intern_find(&l->norm, (struct crm_str){p->text.p + from, *n});
		if (k >= 0)
			return k;
	}
	return -1;
}

static size_t all_places(const struct crm_label *l, const struct plain *p, uint32_t *found)
{
	size_t i = 0, n, have = 0, j;
	int64_t k;

	while (i < p->text.n && have < FOUND_MOST) {
		k = at_place(l, p, i, &n);
		if (k < 0) {
			i++;
			continue;
		}
		for (j = 0; j < have && found[j] != (uint32_t)k; j++)
			;
		if (j == have)
			found[have++] = (uint32_t)k;
		i += n;
	}
	return have;
}

bool crm_label_find(const struct crm_label *l, struct crm_str text, struct crm_str *client,
	struct crm_str *ref)
{
	int64_t want = client->n ? crm_intern_find(&l->clients, *client) : -1;
	const struct crm_label_ref *one = NULL;
	uint32_t found[FOUND_MOST], i;
	bool several = false, clash = false;
	struct plain p;
	size_t n, j;

	plain_make(&p, text);
	n = all_places(l, &p, found);
	crm_buf_release(&p.text);
	crm_release(&p.at);
	for (j = 0; j < n; j++) {
		for (i = l->first[found[j]]; i; i = l->ref[i - 1].next) {
			const struct crm_label_ref *r = &l->ref[i - 1];

			if (client->n && (want < 0 || r->client != (uint32_t)want))
				continue;
			several |= one != NULL;
			clash |= one && one->client != r->client;
			one = r;
		}
	}
	if (!one || clash)
		return false;
	*client = l->clients.str[one->client];
	*ref = several ? (struct crm_str){"", 0} : (struct crm_str){one->text, one->text_n};
	return true;
}
