/* who.c - whose a mail address is. */
#include "import/who.h"
#include "base/buf.h"

static const struct crm_str none = {"", 0};

void crm_who_init(struct crm_who *w)
{
	memset(w, 0, sizeof *w);
	crm_intern_init(&w->at);
}

void crm_who_release(struct crm_who *w)
{
	crm_intern_release(&w->at);
	crm_release(&w->client);
}

/* Everybody's domain says nothing of who it is.  By its first word, since most have one in many
 * countries; a firm that has such a name is found by its addresses, or where its profile names the
 * domain. */
static bool of_a_provider(struct crm_str domain)
{
	static const char *const names[] = {"126", "163", "1and1", "1und1", "aliceadsl", "aol", "arcor",
		"att", "bbox", "bell", "bellsouth", "bigpond", "bluewin", "bol", "btinternet", "btopenworld",
		"cegetel", "centrum", "charter", "chello", "club-internet", "comcast", "cox", "dbmail",
		"disroot", "duck", "earthlink", "fastmail", "free", "freenet", "gmail", "gmx", "googlemail",
		"hetnet", "hispeed", "home", "hotmail", "hushmail", "icloud", "inbox", "infomaniak",
		"interia", "kabelmail", "kpnmail", "laposte", "libero", "live", "mac", "mail", "mailbox",
		"mailo", "me", "msn", "naver", "neuf", "netcourrier", "noos", "ntlworld", "numericable", "o2",
		"onet", "online", "optonline", "orange", "outlook", "planet", "pm", "posteo", "proton",
		"protonmail", "proximus", "qq", "rambler", "riseup", "rocketmail", "rogers", "sbcglobal",
		"scarlet", "seznam", "sfr", "shaw", "sky", "skynet", "sunrise", "sympatico", "t-online",
		"talktalk", "telefonica", "telenet", "telus", "tin", "tiscali", "tuta", "tutamail",
		"tutanota", "ukr", "uol", "verizon", "videotron", "virgilio", "virginmedia", "voila",
		"wanadoo", "web", "wp", "xs4all", "yahoo", "yandex", "ymail", "ziggo", "zoho"};
	const char *dot = memchr(domain.p, '.', domain.n);
	struct crm_str first = {domain.p, dot ? (size_t)(dot - domain.p) : domain.n};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (crm_str_is(first, names[i]))
			return true;
	return false;
}

static void lower(struct crm_buf *b, struct crm_str s)
{
	size_t i;

	crm_buf_clear(b);
	for (i = 0; i < s.n; i++)
		crm_buf_char(b, s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] + 32) : s.p[i]);
}

static void put(struct crm_who *w, struct crm_str what, struct crm_str client)
{
	size_t known = w->at.n;
	uint32_t k = crm_intern_add(&w->at, what);

	crm_grow(&w->client, &w->cap, (size_t)k + 1, sizeof *w->client);
	if (w->at.n > known)
		w->client[k] = client;
	else if (!crm_str_eq(w->client[k], client))
		w->client[k] = none;
}

/* From the @ on. */
static struct crm_str domain_of(struct crm_str address)
{
	const char *at = address.n ? memrchr(address.p, '@', address.n) : NULL;

	return at ? (struct crm_str){at, address.n - (size_t)(at - address.p)} : none;
}

void crm_who_add(struct crm_who *w, const struct crm_client *c)
{
	struct crm_str domain;
	struct crm_buf b;
	size_t i;

	crm_buf_init(&b);
	for (i = 0; i < c->people_n; i++) {
		lower(&b, c->people[i].email);
		domain = domain_of(crm_buf_view(&b));
		if (domain.n < 2)
			continue;
		put(w, crm_buf_view(&b), c->id);
		if (!of_a_provider((struct crm_str){domain.p + 1, domain.n - 1}))
			put(w, domain, c->id);
	}
	for (i = 0; i < c->domains.n; i++) {
		lower(&b, c->domains.item[i]);
		put(w, crm_buf_view(&b), c->id);
	}
	crm_buf_release(&b);
}

static struct crm_str look(const struct crm_who *w, struct crm_str what)
{
	int64_t k = what.n ? crm_intern_find(&w->at, what) : -1;

	return k < 0 ? none : w->client[k];
}

/* By its domain: whose profile names it, else who alone has an address there. */
static struct crm_str by_domain(const struct crm_who *w, struct crm_str address)
{
	struct crm_str domain = domain_of(address), name = domain;

	if (!domain.n)
		return none;
	name.p++;
	name.n--;
	return name.n && crm_intern_find(&w->at, name) >= 0 ? look(w, name) : look(w, domain);
}

struct crm_str crm_who_find(const struct crm_who *w, struct crm_str addresses)
{
	struct crm_str all, one, client = none;
	struct crm_buf b;
	int pass;

	crm_buf_init(&b);
	lower(&b, addresses);
	for (pass = 0; pass < 2; pass++) {
		all = crm_buf_view(&b);
		while (!client.n && all.n) {
			one = crm_str_word(&all, ' ');
			while (one.n && strchr(",;<>", one.p[one.n - 1]))
				one.n--;
			while (one.n && strchr(",;<>", one.p[0])) {
				one.p++;
				one.n--;
			}
			client = pass ? by_domain(w, one) : look(w, one);
		}
	}
	crm_buf_release(&b);
	return client;
}
