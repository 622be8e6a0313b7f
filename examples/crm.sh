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
# file, or an editor that fails (:cq in vi), sends nothing.  Status 3 is a client or two who cannot be
# written to: the others are.  Unless all went well, your words are kept.
remind() {
	_crm_drafts=$(mktemp) || return
	_crm_status=0
	crm-overdue --kind=invoice -f csv "$@" | crm-remind > "$_crm_drafts" || _crm_status=$?
	case $_crm_status in
	0 | 3) ;;
	*) rm -f "$_crm_drafts" && return $_crm_status ;;
	esac
	if ! grep -q '^client:' "$_crm_drafts"; then
		cat "$_crm_drafts" >&2
	elif ! ${EDITOR:-vi} "$_crm_drafts"; then
		_crm_status=1
	elif [ -s "$_crm_drafts" ]; then
		crm-remind --send "$_crm_drafts" || {
			_crm_status=$?
			printf "remind: the drafts are kept in '%s'\n" "$_crm_drafts" >&2
			return $_crm_status
		}
	fi
	rm -f "$_crm_drafts"
	return $_crm_status
}
