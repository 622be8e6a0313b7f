/* address.h - mail addresses that we are willing to write to.
 * Room config; needs base/str.h. */
#ifndef CRM_CONFIG_ADDRESS_H
#define CRM_CONFIG_ADDRESS_H
#include "base/str.h"

/*
 * crm_address_ok - whether a text is exactly one mail address that we are willing to write to.
 * Source:  RFC 5321: anything else is refused, never repaired.
 */
bool crm_address_ok(struct crm_str s);
#endif
