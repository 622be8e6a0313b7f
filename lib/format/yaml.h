/* yaml.h - the strict subset of YAML that profiles, policies, maps and drafts use.
 * Room format; needs base/err.h; the one wrapper of libyaml.  A document becomes a tree in an
 * arena; every scalar is the bytes written, typed later by whoever reads the key.  Refused, with
 * the line: anchors, aliases, tags, merge keys, duplicate keys, keys that are no scalar, more than
 * 16 levels, more bytes than the limit, control bytes after decoding (but newline and tab), raw
 * line breaks that no editor shows (U+0085, U+2028, U+2029, a lone CR). */
#ifndef CRM_FORMAT_YAML_H
#define CRM_FORMAT_YAML_H
#include "base/buf.h"
#include "base/err.h"

enum crm_yaml_kind { CRM_YAML_SCALAR, CRM_YAML_LIST, CRM_YAML_MAP };

struct crm_yaml {
	enum crm_yaml_kind kind;
	bool quoted;		/* a scalar that stood in quotes or in a block: always text */
	bool cut;		/* behind it ` #` and no blank: a comment, or a piece of the text */
	long line;		/* where the value begins, 1-based */
	struct crm_str key;	/* in a map: its key, else empty */
	long key_line;		/* in a map: where the key stands */
	struct crm_str text;	/* of a scalar */
	struct crm_yaml *child; /* first entry of a list or map, in the order written */
	struct crm_yaml *next;	/* next entry of the same list or map */
	size_t count;		/* entries */
};

enum { CRM_YAML_MAX_PROFILE = 256 * 1024, CRM_YAML_MAX_DRAFTS = 4 * 1024 * 1024 };

/*
 * crm_yaml_parse - one document of at most CRM_YAML_MAX_PROFILE bytes.
 * Shape:   arena, bytes, name for messages -> 0 and *root (NULL: an empty document), or -1.
 * Errors:  status CRM_USAGE with file and line.
 * Owns:    the arena owns the tree and all text.
 */
int crm_yaml_parse(struct crm_arena *a, struct crm_str bytes, const char *name,
	struct crm_yaml **root, struct crm_err *e);

/*
 * crm_yaml_parse_stream - any number of documents, as a list node whose children are the documents
 * (an empty document is left out); at most CRM_YAML_MAX_DRAFTS bytes.
 */
int crm_yaml_parse_stream(struct crm_arena *a, struct crm_str bytes, const char *name,
	struct crm_yaml **docs, struct crm_err *e);

/*
 * crm_yaml_get - the value of a key of a map, or NULL (also when the node is NULL or no map).
 */
const struct crm_yaml *crm_yaml_get(const struct crm_yaml *map, const char *key);

/*
 * crm_yaml_text - the text of the scalar under a key, or the empty view.
 */
struct crm_str crm_yaml_text(const struct crm_yaml *map, const char *key);

/*
 * crm_yaml_quote - append a string as one double-quoted scalar that every YAML reader takes for the
 * same text; non-ASCII stays as it is, controls are escaped.
 */
void crm_yaml_quote(struct crm_buf *b, struct crm_str s);

/*
 * crm_yaml_block - append a text as a literal block (`|` and indented lines) that a person can edit.
 * Shape:   text, indent of its lines in blanks (that of the key plus 2) -> appended with its header
 *          and the end of its last line; trailing blanks of lines are dropped, tabs become blanks;
 *          text that a literal block cannot hold is quoted instead, as it is.
 */
void crm_yaml_block(struct crm_buf *b, struct crm_str s, int indent);
#endif
