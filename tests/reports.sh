# shellcheck shell=bash
# reports.sh - every report of a book, for tests that compare them.  Source it after lib.sh.

# offers PROGRAM OPTION - whether that version has it
offers() {
	[ -x "$BIN/$1" ] && "$BIN/$1" --help=all | grep -q -e "$2\b"
}

# report FILE COMMAND... - its output; any status but a failure of the system or a crash will do
report() {
	local to=$1 rc=0
	shift
	"$@" > "$to" 2>> "${to%/*}.err" || rc=$?
	[ $rc -lt 4 ] || fail "status $rc: $*"
}

# reports DAY OUT - all that the programs print of the book $CRM_DIR on a day, by file in the folder
# OUT; what they say on standard error, which names lines of files, in OUT.err
reports() {
	local day=$1 to=$2 f c
	mkdir -p "$to"
	for f in csv tsv json ndjson yaml table; do
		report "$to/overdue.$f" crm-overdue --today="$day" --lang=en -f $f
	done
	report "$to/agenda" crm-overdue --today="$day" --within=30d
	report "$to/aging" crm-overdue --today="$day" --aging
	report "$to/drafts" crm-remind --today="$day" --lang=en "$to/overdue.csv"
	report "$to/why" crm-remind --today="$day" --explain "$to/overdue.csv"
	if [ -x "$BIN/crm-risk" ]; then
		report "$to/risk" crm-risk --today="$day"
		report "$to/join" crm-risk --today="$day" --join "$to/overdue.csv"
		for f in explain portfolio backtest; do
			! offers crm-risk "--$f" || report "$to/risk-$f" crm-risk --today="$day" --lang=en --$f
		done
		for c in $(cut -d, -f1 "$to/risk" | tail -n +2 | head -n 3); do
			! offers crm-risk --history || report "$to/history-$c" crm-risk --today="$day" --history "$c"
		done
	fi
	[ ! -x "$BIN/crm-log" ] || report "$to/list" crm-log --today="$day" --list
}
