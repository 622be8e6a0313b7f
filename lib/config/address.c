/* address.c - mail addresses that we are willing to write to.
 * Narrower than RFC 5321: no quoted local parts, no address literals, no comments.  What is refused
 * is seen at once; what is repaired may go to a stranger. */
#include "config/address.h"

enum { LOCAL = 64, LABEL = 63, WHOLE = 254 };

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters, digits and the marks of a dot-atom (RFC 5322), dots only between others. */
static bool local_ok(struct crm_str s)
{
	size_t i;

	if (s.n == 0 || s.n > LOCAL || s.p[0] == '-')
		return false;
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '.') {
			if (i == 0 || i + 1 == s.n || s.p[i + 1] == '.')
				return false;
		} else if (!is_alnum(s.p[i]) &&
			   (!s.p[i] || !strchr("!#$%&'*+-/=?^_`{|}~", s.p[i]))) {
			return false;
		}
	}
	return true;
}

static bool label_ok(struct crm_str s)
{
	size_t i;

	if (s.n == 0 || s.n > LABEL || s.p[0] == '-' || s.p[s.n - 1] == '-')
		return false;
	for (i = 0; i < s.n; i++)
		if (!is_alnum(s.p[i]) && s.p[i] != '-')
			return false;
	return true;
}

/* Two labels at least: a name without a dot is a machine at home, or a slip. */
static bool domain_ok(struct crm_str s)
{
	size_t labels = 0;
	const char *dot;
	struct crm_str label;

	for (;; labels++) {
		dot = s.n ? memchr(s.p, '.', s.n) : NULL;
		label = (struct crm_str){s.p, dot ? (size_t)(dot - s.p) : s.n};
		if (!label_ok(label))
			return false;
		if (!dot)
			return labels > 0;
		s.p = dot + 1;
		s.n -= label.n + 1;
	}
}

bool crm_address_ok(struct crm_str s)
{
	const char *at = s.n ? memchr(s.p, '@', s.n) : NULL;
	size_t n;

	if (!at || s.n > WHOLE)
		return false;
	n = (size_t)(at - s.p);
	return local_ok((struct crm_str){s.p, n}) &&
	       domain_ok((struct crm_str){at + 1, s.n - n - 1});
}
