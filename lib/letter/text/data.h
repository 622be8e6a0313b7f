/* data.h - building the tree that a template is filled with.
 * Room letter/text; needs format/yaml.h, lang.h.  The tree is the one that crm_yaml_parse makes, so letters and
 * `--render` data go the same way.  Use: crm_data_map for the root, then put below it.
 *
 * Every function takes where to put: a map (with a key) or a list (key NULL).  Nodes, keys and
 * texts live in the arena; texts are copied, keys are not (string literals). */
#ifndef CRM_LETTER_TEXT_DATA_H
#define CRM_LETTER_TEXT_DATA_H
#include "format/yaml.h"
#include "letter/text/lang.h"
#include <stdint.h>

/*
 * crm_data_map, crm_data_list - a new map or list.
 * Shape:   arena, parent (NULL: a root), key (NULL: an entry of a list) -> the node.
 */
struct crm_yaml *crm_data_map(struct crm_arena *a, struct crm_yaml *in, const char *key);
struct crm_yaml *crm_data_list(struct crm_arena *a, struct crm_yaml *in, const char *key);

/*
 * crm_data_text - a text; an empty one becomes null: a known name, but its section is hidden.
 */
void crm_data_text(struct crm_arena *a, struct crm_yaml *in, const char *key, struct crm_str text);

/*
 * crm_data_bool, crm_data_int - a truth value; a whole number.
 */
void crm_data_bool(struct crm_arena *a, struct crm_yaml *in, const char *key, bool value);
void crm_data_int(struct crm_arena *a, struct crm_yaml *in, const char *key, int64_t value);

struct crm_put {
	struct crm_arena *mem;
	const struct crm_lang *lang;
	int currency;
	struct crm_buf text; /* scratch; whoever begins with all zero releases it */
};

/*
 * crm_put - what stands in the scratch buffer, which is empty then.
 */
void crm_put(struct crm_put *p, struct crm_yaml *in, const char *key);

/*
 * crm_put_date, crm_put_money - a day (CRM_NO_DAY: none), an amount.
 * crm_put_some - an amount that is none when it is zero.
 */
void crm_put_date(struct crm_put *p, struct crm_yaml *in, const char *key, int32_t day);
void crm_put_money(struct crm_put *p, struct crm_yaml *in, const char *key, int64_t minor);
void crm_put_some(struct crm_put *p, struct crm_yaml *in, const char *key, int64_t minor);
#endif
