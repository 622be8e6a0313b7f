/* enclose.c - the files of the invoices that go with a reminder. */
#include "letter/enclose.h"
#include "base/i18n.h"
#include "base/sha256.h"
#include <stdio.h>

/* What is attached to one message so far. */
struct taking {
	const struct crm_enclose *x;
	struct crm_arena *mem;
	struct crm_attachment *file;
	const char **path; /* of each */
	size_t n, room;
};

static void taking_init(struct taking *t, const struct crm_enclose *x, struct crm_arena *a, size_t n)
{
	t->x = x;
	t->mem = a;
	t->file = crm_arena_alloc(a, (n + 1) * sizeof *t->file);
	t->path = crm_arena_alloc(a, (n + 1) * sizeof *t->path);
	t->n = 0;
	t->room = CRM_ATTACH_MOST;
}

/* The tag file= of an invoice, else the pattern of the policy; empty: no file is wanted. */
static struct crm_str pattern_of(const struct crm_enclose *x, const struct crm_claim *c)
{
	struct crm_str tag;
	struct crm_row row;

	if (x->again && !crm_reread_row(x->again, c->invoice->offset, &row) &&
		crm_tag(row.tags, "file", &tag) && tag.n)
		return tag;
	return x->policy->invoices;
}

/* ~/ is the home of who runs this. */
static const char *at_home(const struct crm_enclose *x, const char *path, struct crm_arena *a)
{
	if (path[0] == '~' && path[1] == '/' && x->home)
		return crm_arena_printf(a, "%s%s", x->home, path + 1);
	return path;
}

/* Read one more, unless it is attached already: two invoices may be one file. */
static int take(struct taking *t, const char *path, struct crm_attachment *out, struct crm_err *e)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (strcmp(t->path[i], path) == 0) {
			*out = t->file[i];
			return 0;
		}
	if (crm_attach_read(t->x->book->dir, at_home(t->x, path, t->mem), t->room, t->mem, out, e)) {
		e->file[0] = '\0'; /* the draft names it beside the reason */
		return -1;
	}
	t->room -= out->bytes.n;
	t->path[t->n] = path;
	t->file[t->n++] = *out;
	return 0;
}

/* The path of an invoice's file, as policy or tag say it; empty when its number can be in none. */
static const char *path_of(const struct crm_enclose *x, const struct crm_claim *c, struct crm_arena *a)
{
	const char *path = crm_attach_path(pattern_of(x, c), c->ref, c->client, a);

	return path ? path : "";
}

static int take_named(struct taking *t, const char *path, struct crm_attachment *out, struct crm_err *e)
{
	if (!path[0])
		return crm_err_set(e, CRM_PARTIAL, "%s",
			_("the number of this invoice cannot be part of a file name; name its file "
				"with the tag file="));
	return take(t, path, out, e);
}

/* Why a file does not go with the message, and what becomes of the message. */
static struct crm_str why_text(struct crm_arena *a, const struct crm_enclose *x, const char *path,
	const struct crm_err *e)
{
	return crm_str(crm_arena_printf(a, "%s%s%s; %s", path, *path ? " " : "", e->text,
		x->policy->invoices_hold ? _("the message waits for it (policy invoices)")
					 : _("the message goes out without it")));
}

bool crm_enclose_look(const struct crm_enclose *x, const struct crm_notice *n, struct crm_arena *a,
	struct crm_draft *d)
{
	struct crm_arena bytes;
	struct crm_attachment f;
	struct taking t;
	struct crm_err e;
	char sum[65];
	size_t i, there = 0;

	crm_arena_init(&bytes);
	taking_init(&t, x, &bytes, n->n);
	d->attached = crm_arena_alloc(a, (n->n + 1) * sizeof *d->attached);
	for (i = 0; i < n->n; i++) {
		struct crm_draft_file *out = &d->attached[d->attached_n];
		const char *path;

		if (!pattern_of(x, n->claim[i]).n)
			continue;
		d->attached_n++;
		memset(out, 0, sizeof *out);
		path = path_of(x, n->claim[i], a);
		out->ref = crm_arena_str(a, n->claim[i]->ref);
		out->file = crm_str(path);
		out->sha256 = out->why = CRM_STR("");
		if (take_named(&t, path, &f, &e)) {
			out->why = why_text(a, x, path, &e);
			continue;
		}
		crm_sha256_hex(f.bytes, sum);
		out->size = (int64_t)f.bytes.n;
		out->sha256 = crm_arena_str(a, crm_str(sum));
		there++;
	}
	crm_arena_release(&bytes);
	return n->n && there == n->n;
}

/* ---- sending ---- */

static const struct crm_claim *claim_of(const struct crm_notice *n, struct crm_str ref)
{
	size_t i;

	for (i = 0; i < n->n; i++)
		if (crm_str_eq(n->claim[i]->ref, ref))
			return n->claim[i];
	return NULL;
}

static bool named_before(const struct crm_draft *d, size_t i)
{
	size_t k;

	for (k = 0; k < i; k++)
		if (crm_str_eq(d->attached[k].ref, d->attached[i].ref))
			return true;
	return false;
}

static enum crm_enclosed said(char reason[256], enum crm_enclosed what, const struct crm_draft_file *f,
	const char *why)
{
	snprintf(reason, 256, "%.*s: %.180s", f->ref.n > 60 ? 60 : (int)f->ref.n, f->ref.p, why);
	return what;
}

/* One file of the draft against the one that is there. */
static enum crm_enclosed take_one(struct taking *t, const struct crm_claim *c,
	const struct crm_draft_file *f, char reason[256])
{
	const char *path = path_of(t->x, c, t->mem);
	struct crm_attachment got;
	struct crm_err e;
	char sum[65];

	if (!crm_str_is(f->file, path))
		return said(reason, CRM_ENCLOSED_CHANGED, f,
			_("its file is now a different one; draft it again"));
	if (take_named(t, path, &got, &e)) {
		if (f->sha256.n)
			return said(reason, CRM_ENCLOSED_CHANGED, f,
				_("its file is no longer there; draft it again"));
		return t->x->policy->invoices_hold ? said(reason, CRM_ENCLOSED_MISSING, f, e.text)
						   : CRM_ENCLOSED;
	}
	crm_sha256_hex(got.bytes, sum);
	if (!f->sha256.n)
		return said(reason, CRM_ENCLOSED_CHANGED, f, _("its file has arrived since; draft "
			"it again"));
	if ((int64_t)got.bytes.n != f->size || !crm_str_is(f->sha256, sum))
		return said(reason, CRM_ENCLOSED_CHANGED, f,
			_("its file has changed since it was drafted; draft it again"));
	return CRM_ENCLOSED;
}

enum crm_enclosed crm_enclose_take(const struct crm_enclose *x, const struct crm_notice *n,
	const struct crm_draft *d, struct crm_arena *a, struct crm_attachment **out, size_t *files,
	char reason[256])
{
	enum crm_enclosed what = CRM_ENCLOSED;
	const struct crm_claim *c;
	struct taking t;
	size_t i;

	taking_init(&t, x, a, d->attached_n);
	for (i = 0; i < d->attached_n && what == CRM_ENCLOSED; i++) {
		c = n ? claim_of(n, d->attached[i].ref) : NULL;
		if (!c || named_before(d, i))
			what = said(reason, CRM_ENCLOSED_WRONG, &d->attached[i],
				_("what is attached was changed; draft it again"));
		else
			what = take_one(&t, c, &d->attached[i], reason);
	}
	*out = t.file;
	*files = t.n;
	return what;
}
