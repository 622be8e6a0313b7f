# tests/manual.sh - the commands of a manual page, run.  Sourced behind lib.sh.

# examples PAGE - the lines `.Dl $ …` of its EXAMPLES, or of the whole page for section 7, as typed
examples() {
	local from='/^\.Sh (EXAMPLES|EXEMPLES)/'
	[[ $1 != *.7 ]] || from='/^\.Sh (DESCRIPTION|EXAMPLES|EXEMPLES)/'
	awk "$from"' { on = 1; next } /^\.Sh (OPTIONS|SEE|VOIR|DIAGNOSTICS|ENVIRONNEMENT|ENVIRONMENT)/ { on = 0 } on && sub(/^\.Dl \$ /, "")' "$1" |
		sed 's/\\-/-/g; s/\\(aq/'"'"'/g; s/\\(dq/"/g; s/\\e/\\/g; s/\\&//g'
}

# in one shell, one after the other; each must succeed (1 with -e is the author's to avoid)
runs() {
	mkdir examples
	cp -r "$ROOT/examples/book" examples/book
	examples "$1" > lines
	[ -s lines ] || { echo "has no example"; exit 77; }
	grep -q 'mlr\|Miller' lines && need mlr
	export CRM_DIR=examples/book CRM_TODAY=2026-06-15
	while IFS= read -r line; do
		printf 'echo %q\n%s\n' "\$ $line" "$line"
	done < lines > script
	run bash -eu -o pipefail script
	[ "$st" = 0 ] || { cat out err; exit 1; }
	! grep -E '^crm-[a-z]+: ' err || fail 'an example is complained about'
}

# the first steps, as somebody takes them who has no book: on a working day, in a home of their own
starts() {
	examples "$1" > lines
	[ "$(wc -l < lines)" -gt 20 ]
	# 80 columns, so that a line can be taken with the mouse
	! grep -E '.{66}' lines || fail 'a command does not fit its line'
	unset CRM_DIR XDG_DATA_HOME
	mkdir home
	export HOME=$PWD/home CRM_TODAY=2026-06-15T10:00
	run bash -eu -o pipefail lines
	[ "$st" = 0 ] || { cat out err; exit 1; }
	# --void says what it takes back, and what is the last row then
	is "$(grep -cE '^crm-[a-z]+ ?: ' err)" 2
	# what the page says of it: one message, once, and an empty book at the end
	is "$(grep -c ',sent,' out)" 1
	is "$(find home -path '*/new/*' | wc -l)" 0
	is "$(wc -l < home/.local/share/crm/journal.csv)" 1
}
