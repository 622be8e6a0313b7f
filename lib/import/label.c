/* label.c - which invoice a text means. */
#include "import/label.h"
#include "base/buf.h"
#include "base/num.h"
#include "format/date.h"

/* Digits alone under so many are too often something else. */
enum { LEAST = 4, ALONE = 7, LONGEST = 63, FOUND_MOST = 16 };

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

/* Letters and digits alone, upper case; with `at` also where each of them stood. */
static void normal(struct crm_str s, struct crm_buf *out, size_t *at)
{
	char *to = crm_buf_room(out, s.n), *end = to;
	size_t i;

	for (i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!letter(c) && !crm_is_digit(c))
			continue;
		if (at)
			at[end - to] = i;
		*end++ = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
	}
	*end = '\0';
	out->n += (size_t)(end - to);
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
	normal(ref, &b, NULL);
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
	size_t *at;
};

static void plain_make(struct plain *p, struct crm_str s)
{
	crm_buf_init(&p->text);
	p->at = crm_alloc(s.n + 1, sizeof *p->at);
	normal(s, &p->text, p->at);
}

/* A digit beside a digit, or a letter beside a letter, with nothing between: the word goes on. */
static bool joined(const struct plain *p, size_t left)
{
	char a = p->text.p[left], b = p->text.p[left + 1];

	return p->at[left] + 1 == p->at[left + 1] && crm_is_digit(a) == crm_is_digit(b);
}

/* One mark and a further digit make a number a longer one: a date, an amount, a sub-number. */
static bool goes_on(struct crm_str s, size_t from, size_t to)
{
	static const char marks[] = "-/.,_'";

	if (from >= 2 && strchr(marks, s.p[from - 1]) && crm_is_digit(s.p[from - 2]))
		return true;
	return to + 1 < s.n && s.p[to] && strchr(marks, s.p[to]) && crm_is_digit(s.p[to + 1]);
}

static bool at_word(struct crm_str s, size_t at, const char *word)
{
	size_t n = strlen(word);

	return at + n <= s.n && memcmp(s.p + at, word, n) == 0;
}

/* Digits alone: letters beside them make a card or a mandate of it, a currency an amount. */
static bool else_meant(struct crm_str s, size_t from, size_t to)
{
	static const char *const money[] = {"EUR", "eur", "\xe2\x82\xac", "USD", "CHF", "GBP", "$",
		"\xc2\xa3"};
	size_t i, n;

	if ((from && letter(s.p[from - 1])) || (to < s.n && letter(s.p[to])))
		return true;
	for (i = 0; i < sizeof money / sizeof *money; i++) {
		n = strlen(money[i]);
		if (at_word(s, to, money[i]) || (to < s.n && s.p[to] == ' ' && at_word(s, to + 1, money[i])))
			return true;
		if (from >= n && at_word(s, from - n, money[i]))
			return true;
		if (from > n && s.p[from - 1] == ' ' && at_word(s, from - n - 1, money[i]))
			return true;
	}
	return false;
}

/* Eight digits that are a day, year first or last. */
static bool is_day(struct crm_str norm)
{
	int v[8], i;

	if (norm.n != 8)
		return false;
	for (i = 0; i < 8; i++)
		v[i] = norm.p[i] - '0';
	return crm_date_ok((struct crm_ymd){v[0] * 1000 + v[1] * 100 + v[2] * 10 + v[3],
		       v[4] * 10 + v[5], v[6] * 10 + v[7]}) ||
	       crm_date_ok((struct crm_ymd){v[4] * 1000 + v[5] * 100 + v[6] * 10 + v[7],
		       v[2] * 10 + v[3], v[0] * 10 + v[1]});
}

static bool has_letter(struct crm_str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (letter(s.p[i]))
			return true;
	return false;
}

/* The marks in front of the next letter or digit, taken. */
static struct crm_str marks_of(struct crm_str *s)
{
	struct crm_str m = {s->p, 0};

	while (s->n && !letter(s->p[0]) && !crm_is_digit(s->p[0])) {
		m.n++;
		s->p++;
		s->n--;
	}
	return m;
}

/* Whether a text writes a number as the invoice has it.  Banks drop marks: where letters make the
 * number one of a kind, a mark may be missing or be a blank, but never another mark. */
static bool written_as(struct crm_str ref, struct crm_str text)
{
	struct crm_str a, b;
	bool free;

	if (crm_str_eq(ref, text)) /* as most do */
		return true;
	free = has_letter(ref);
	marks_of(&ref);
	while (ref.n && text.n) {
		ref.p++;
		ref.n--;
		text.p++;
		text.n--;
		a = marks_of(&ref);
		b = marks_of(&text);
		if (!ref.n || !text.n)
			break;
		if (!crm_str_eq(a, b) && !(free && (!b.n || crm_str_is(b, " "))))
			return false;
	}
	return true;
}

/* A known number that stands somewhere. */
struct place {
	uint32_t norm;
	struct crm_str text;
};

/* Whether what stands at a place can be an invoice at all. */
static bool may_be(struct crm_str s, struct crm_str norm, size_t from, size_t to, bool digits)
{
	if (goes_on(s, from, to))
		return false;
	if (has_letter(norm))
		return true;
	return !else_meant(s, from, to) && (digits || (norm.n >= ALONE && !is_day(norm)));
}

static bool any_written_as(const struct crm_label *l, const struct place *at)
{
	uint32_t i;

	for (i = l->first[at->norm]; i; i = l->ref[i - 1].next)
		if (written_as((struct crm_str){l->ref[i - 1].text, l->ref[i - 1].text_n}, at->text))
			return true;
	return false;
}

/* The longest known number that begins at a place of the plain text, and its length there. */
static bool at_place(const struct crm_label *l, const struct plain *p, struct crm_str s, size_t from,
	bool digits, size_t *n, struct place *out)
{
	size_t left = p->text.n - from, begin = p->at[from], end;
	struct crm_str norm;
	int64_t k;

	if (from && joined(p, from - 1))
		return false;
	for (*n = left < LONGEST ? left : LONGEST; *n >= LEAST; --*n) {
		if (!(l->lengths >> *n & 1))
			continue;
		if (from + *n < p->text.n && joined(p, from + *n - 1))
			continue;
		norm = (struct crm_str){p->text.p + from, *n};
		k = crm_intern_find(&l->norm, norm);
		end = p->at[from + *n - 1] + 1;
		if (k < 0 || !may_be(s, norm, begin, end, digits))
			continue;
		*out = (struct place){(uint32_t)k, {s.p + begin, end - begin}};
		if (any_written_as(l, out))
			return true;
	}
	return false;
}

static size_t all_places(const struct crm_label *l, struct crm_str s, bool digits,
	struct place found[FOUND_MOST])
{
	size_t i = 0, n, have = 0, j;
	struct plain p;

	plain_make(&p, s);
	while (i < p.text.n && have < FOUND_MOST) {
		if (!at_place(l, &p, s, i, digits, &n, &found[have])) {
			i++;
			continue;
		}
		for (j = 0; found[j].norm != found[have].norm; j++)
			;
		have += j == have;
		i += n;
	}
	crm_buf_release(&p.text);
	crm_release(&p.at);
	return have;
}

size_t crm_label_all(const struct crm_label *l, struct crm_str text, bool digits,
	struct crm_str client, struct crm_label_found found[CRM_LABEL_MOST])
{
	int64_t want = client.n ? crm_intern_find(&l->clients, client) : -1;
	struct place place[FOUND_MOST];
	size_t j, n = all_places(l, text, digits, place), have = 0;
	uint32_t i;

	for (j = 0; j < n; j++) {
		for (i = l->first[place[j].norm]; i; i = l->ref[i - 1].next) {
			const struct crm_label_ref *r = &l->ref[i - 1];
			struct crm_str ref = {r->text, r->text_n};

			if ((client.n && (want < 0 || r->client != (uint32_t)want)) ||
				!written_as(ref, place[j].text) || have == CRM_LABEL_MOST)
				continue;
			found[have++] = (struct crm_label_found){l->clients.str[r->client], ref};
		}
	}
	return have;
}

bool crm_label_find(const struct crm_label *l, struct crm_str text, bool digits,
	struct crm_str *client, struct crm_str *ref)
{
	struct crm_label_found found[CRM_LABEL_MOST];
	size_t i, n = crm_label_all(l, text, digits, *client, found);

	for (i = 1; i < n; i++)
		if (!crm_str_eq(found[i].client, found[0].client))
			return false;
	if (!n)
		return false;
	*client = found[0].client;
	*ref = n > 1 ? (struct crm_str){"", 0} : found[0].ref;
	return true;
}
