/* said.h - what an item says to people beside what to do: what holds it, and its note, in words.
 * Room due; needs item.h.  Machine formats keep the keys and the ISO dates. */
#ifndef CRM_DUE_SAID_H
#define CRM_DUE_SAID_H
#include "due/item.h"

/*
 * crm_held_said - append the holds of crm_held_text as a sentence has them: `agreed for 29 May 2026,
 * conflict perimetre`.
 */
void crm_held_said(struct crm_buf *b, struct crm_str held);

/*
 * crm_note_said - append the note of an item, its line ends undone; what upkeep has instead of a note
 * (`welcome-back`, `business=2026-04-01`) in words.
 * Shape:   buffer, item, its note as stored.
 */
void crm_note_said(struct crm_buf *b, const struct crm_item *it, struct crm_str note);
#endif
