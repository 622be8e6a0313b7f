/* render.h - crm-remind --render: one template over any YAML data.
 * Room tool/remind; needs tool.h, letter/text/template.h. */
#ifndef CRM_TOOL_REMIND_RENDER_H
#define CRM_TOOL_REMIND_RENDER_H
#include "tool/tool.h"

/*
 * crm_render - print a template; unknown names are empty, {{> name}} is NAME.mustache beside it.
 * Shape:   tool, file of the template, file of the data (NULL: none, `-`: standard input) -> 0, or
 *          -1: CRM_USAGE for a file that cannot be read, bad YAML or a bad template.
 */
int crm_render(struct crm_tool *t, const char *template, const char *data, struct crm_err *e);
#endif
