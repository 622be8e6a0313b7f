# README: every command that it shows runs and prints what it shows; what it names is there.
# With --update the file takes over what is printed now.
. "$(dirname "$0")/../lib.sh"
update=${1:-}

shown() {
	need mlr
	[ "$(programs | wc -l)" = 4 ] || fail 'a program is missing'
	cp -r "$ROOT/examples" examples
	export MLR_NO_COLOR=1 NO_COLOR=1
	need_terminal
	run "$ROOT/tests/readme" ${update:+"$update"} "$ROOT/README"
	[ "$st" = 0 ] || { cat out err; exit 1; }
	# the first row of one's own book is of the present, not of the day of the example
	grep -q ",acme,invoice,.*,F2026-001," ~/crm/journal.csv
	! grep -q '2026-06-15' ~/crm/journal.csv || fail "$(cat ~/crm/journal.csv)"
}

# lines `    make …` name targets, each path at the start of a line of "where to read on" is there
names() {
	sed -n 's/^    make //p' "$ROOT/README" | tr ' ' '\n' | grep -v = | sort -u > targets
	[ "$(wc -l < targets)" -ge 4 ]
	while read -r t; do
		grep -qE "^([a-z-]+ )*$t( [a-z-]+)*:" "$ROOT/Makefile" || fail "make $t"
	done < targets
	grep -oE '\b(man|examples|lib|tests)/[A-Za-z0-9_./-]*[A-Za-z0-9]' "$ROOT/README" | sort -u > paths
	[ "$(wc -l < paths)" -ge 8 ]
	while read -r p; do
		[[ $p = man/crm-journal.5 || $p = lib/po/LANG.po || -e $ROOT/$p ]] || fail "there is no $p"
	done < paths
}

ends_with_news() {
	is "$(grep -nE '^[A-Z]' "$ROOT/README" | grep -c ':NEWS$')" 1
	[ -n "$(sed '1,/^NEWS$/d' "$ROOT/README" | tr -d '\n')" ]
}

it "its commands print what it shows" shown
it "what it names is there" names
it "NEWS at its end" ends_with_news
done_testing
