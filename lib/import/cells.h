/* cells.h - the cells of one journal row out of one record of a foreign CSV.
 * Room import; needs columns.h, label.h, who.h. */
#ifndef CRM_IMPORT_CELLS_H
#define CRM_IMPORT_CELLS_H
#include "import/columns.h"
#include "import/label.h"
#include "import/who.h"

struct crm_cells {
	struct crm_columns in;
	const struct crm_label *label;
	const struct crm_who *who;
	int currency; /* of amounts that name none */
	bool fresh_id; /* the record has no id of its own */
	bool unmatched; /* the last row was left out for want of a client */
	struct crm_label_found named[CRM_LABEL_MOST]; /* several invoices of the client that the last row names */
	size_t named_n;
	struct crm_arena mem; /* of one row */
	struct crm_when (*civil)(void *ctx, struct crm_when utc); /* NULL: UTC is kept */
	void *civil_ctx;
};

/*
 * crm_cells_init, crm_cells_release, crm_cells_clear - begin; free; forget the texts of the last row.
 */
void crm_cells_init(struct crm_cells *c, const struct crm_map *map, const struct crm_label *label,
	int currency);
void crm_cells_release(struct crm_cells *c);
void crm_cells_clear(struct crm_cells *c);

/*
 * crm_cells_make - the cells of a row, by an event of the map.
 * Shape:   place of the event -> 1 and the cells (valid until crm_cells_clear); 0: this record does
 *          not give this event after all (its sign, or a client that need not be found); -1: it is
 *          wrong (CRM_PARTIAL, field and text).
 */
int crm_cells_make(struct crm_cells *c, size_t event, struct crm_str cell[CRM_COLUMNS],
	struct crm_err *e);

/*
 * crm_cells_value - what a value of the map is for this record; "" when it is not set.
 * crm_cells_client - the same, as the id of a client.
 */
struct crm_str crm_cells_value(struct crm_cells *c, const struct crm_map_value *v);
struct crm_str crm_cells_client(struct crm_cells *c, const struct crm_map_value *v);

/*
 * crm_cells_name - the name of a new client by the map, else its id.
 */
struct crm_str crm_cells_name(struct crm_cells *c, struct crm_str id);
#endif
