# examples/crm.sh - short names for daily use, for bash, zsh, dash and others.
# Put `. /path/to/crm.sh` into ~/.bashrc; choose other names if these are taken.
# shellcheck shell=sh

# What I owe: answers, promises, deliveries.  mine --within=7d looks a week ahead.
mine() { crm-overdue --who=me "$@"; }

# What I am owed.  theirs --aging shows it by age instead.
theirs() { crm-overdue --who=client "$@"; }

# Why each overdue invoice is reminded today, or not.
why() { crm-overdue --kind=invoice -f csv "$@" | crm-remind --explain; }

# Drafts to read and change in the editor; saved and left well, they are sent, each once.  An empty
# file, or an editor that fails (:cq in vi), sends nothing.
remind() {
	_crm_drafts=$(mktemp) || return
	_crm_status=0
	crm-overdue --kind=invoice -f csv "$@" | crm-remind > "$_crm_drafts" || _crm_status=$?
	if ! grep -q '^client:' "$_crm_drafts"; then
		cat "$_crm_drafts" >&2
	elif [ "$_crm_status" = 0 ]; then
		${EDITOR:-vi} "$_crm_drafts" || _crm_status=$?
		if [ "$_crm_status" = 0 ] && [ -s "$_crm_drafts" ]; then
			crm-remind --send "$_crm_drafts" || _crm_status=$?
		fi
	fi
	rm -f "$_crm_drafts"
	return $_crm_status
}
