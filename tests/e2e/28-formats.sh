#!/usr/bin/env bash
# 28-formats: every report of the four programs in each format that --help names, the same rows in all.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# formats PROGRAM - as the program itself names them: a new one is tried here without a word more
formats() { crm-"$1" --help=all | sed -n 's/^ *-f, --format=FORMAT *//p' | tr -d ','; }

# every report of the example book, by name; $1 is the format
view() {
	local f=$2
	case $1 in
	list) crm-log --list -f "$f" ;;
	events) crm-log --events -f "$f" ;;
	overdue) crm-overdue -f "$f" ;;
	aging) crm-overdue --aging -f "$f" ;;
	paid-late) crm-overdue --paid-late -f "$f" ;;
	risk) crm-risk -f "$f" ;;
	explain) crm-risk --explain -f "$f" ;;
	portfolio) crm-risk --portfolio -f "$f" ;;
	history) crm-risk --history durand -f "$f" ;;
	checklist) crm-risk --checklist durand -f "$f" ;;
	join) crm-overdue -f csv | crm-risk --join -f "$f" ;;
	why) crm-overdue -f csv | crm-remind --explain -f "$f" ;;
	*) fail "no report $1" ;;
	esac
}

# same REPORT PROGRAM - each format holds the rows and cells of the CSV, but the table, which may cut
same() {
	local f
	need python3
	python3 -c 'import yaml' || { echo "needs python3-yaml"; exit 77; }
	export CRM_DIR=$ROOT/examples/book CRM_TODAY=2026-06-15
	view "$1" csv > it.csv
	[ "$(wc -l < it.csv)" -gt 1 ] || fail "an empty report proves nothing"
	[ -n "$(formats "$2")" ]
	for f in $(formats "$2"); do
		[ "$f" != ics ] || continue # no rows: 31-overdue-ics
		view "$1" "$f" > "it.$f"
		[ -s "it.$f" ] || fail "$f: nothing"
		python3 "$ROOT/tests/e2e/formats.py" "$f" it.csv "it.$f"
	done
}

# what is no format names those there are, the calendar only where it is offered
refused() {
	local p want
	for p in log overdue risk remind; do
		run crm-$p -f xml
		status 2
		want=$(formats $p | sed 's/ /, /g')
		err_has "--format: 'xml' must be one of $want"
		run crm-$p -f ''
		status 2
	done
	formats overdue | grep -qw ics
	if formats risk | grep -qw ics; then fail "crm-risk has no tasks"; fi
	run crm-risk -f ics
	status 2
}

# the completion offers the same
completed() {
	local p f
	for p in log overdue risk remind; do
		is "$(crm-$p --complete -- -f '' | paste -sd' ')" "$(formats $p)"
	done
}

# the manual names them, too
manual() {
	local f
	for f in $(formats risk); do
		sed -n '/^\.It Fl f Ar FORMAT/,/^\.It/p' "$ROOT/man/crm.7" | grep -qw "$f" || fail "crm(7) lacks $f"
	done
}

for r in list:log events:log overdue:overdue aging:overdue paid-late:overdue risk:risk explain:risk \
	portfolio:risk history:risk checklist:risk join:risk why:remind; do
	it "crm-${r#*:}: ${r%:*} in each format" same "${r%:*}" "${r#*:}"
done
it "an unknown format is refused with those there are" refused
it "the completion offers each format" completed
it "crm(7) names each format" manual
done_testing
