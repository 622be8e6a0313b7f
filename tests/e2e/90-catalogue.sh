#!/usr/bin/env bash
# 90-catalogue: every rule and promise has a row in tests/CATALOGUE, every row a test that exists.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

ids() {
	local s
	for s in 0:60 1:35 2:20 3:25 4:14; do seq -f "S${s%:*}.%g" "${s#*:}"; done
	seq -f 'P%g' 7
}

# titled FILE TEXT - whether a test of the script has the text in its title, ids as whole words
titled() { grep -E '^[[:space:]]*(it|claim) ["'\'']' "$1" | sed -E 's/^[[:space:]]*(it|claim) //' | grep -qF -- "$2"; }

# there ID TEST - whether the test exists:
#	golden/CASE   unit/PROGRAM:TEST   e2e/SCRIPT:TITLE   e2e/SCRIPT, cases/FILE: the id stands in a title
there() {
	local id=$1 name=${2%%:*} case=
	[[ $2 != *:* ]] || case=${2#*:}
	case $name in
	golden/*) [ -z "$case" ] && [ -e "tests/$name/args" ] && [ -s "tests/$name/out" ] ;;
	cases/*)
		# a title begins a case: an empty line before it, or the file
		[ -z "$case" ] && [ -f "tests/$name" ] && awk 'p == "" { print } { p = $0 }' "tests/$name" |
			grep -Eq "^# ((law:[a-z]+|S[0-9.]+) )*${id//./\\.}( S[0-9.]+)*:" ;;
	unit/*)
		[ -n "$case" ] && [ -f "tests/$name.c" ] && grep -qF "START_TEST($case)" "tests/$name.c" &&
			grep -Eq "tcase_add_(loop_)?test\([a-z]+, $case\b" "tests/$name.c" ;;
	e2e/* | fault/*)
		[ -f "tests/$name.sh" ] || return 1
		if [ -n "$case" ]; then titled "tests/$name.sh" "$case"; else
			grep -Eq "^[[:space:]]*(it|claim) [\"'](([SP][0-9.]+) )*${id//./\\.}( [SP][0-9.]+)*:" "tests/$name.sh"
		fi ;;
	*) return 1 ;;
	esac
}

# judge CATALOGUE - what is wrong with it, a line each; `missing` rows are told apart
judge() {
	local id rule tests more t
	while IFS=$'\t' read -r id rule tests more; do
		case $id in '' | '#'*) continue ;; esac
		if [ -z "$rule" ] || [ -z "$tests" ] || [ -n "$more" ]; then
			echo "$id: not three columns"
			continue
		fi
		case $tests in
		missing:\ ?*) continue ;;
		e2e/*:*' '* | fault/*:*' '*) there "$id" "$tests" || echo "$id: there is no $tests" ;;
		*) for t in $tests; do there "$id" "$t" || echo "$id: there is no $t"; done ;;
		esac
	done < "$1"
	comm -23 <(ids | sort) <(cut -f1 "$1" | sort -u) | sed 's/$/: has no row/'
	# a rule is proved or missing, not both
	comm -12 <(grep -v '^#' "$1" | grep -P '\tmissing: ' | cut -f1 | sort -u) \
		<(grep -v '^#' "$1" | grep -vP '\tmissing: ' | cut -f1 | sort -u) | sed 's/$/: proved and missing/'
}

whole() {
	cd "$ROOT"
	is "$(ids | wc -l)" 161
	is "$(judge tests/CATALOGUE)" ''
}

# the judge is not blind
not_blind() {
	sed 's/^S0\.48\t/S0.480\t/' "$ROOT/tests/CATALOGUE" > gone
	sed 's/^\(S0\.48\t[^\t]*\t\).*/\1cases\/overdue/' "$ROOT/tests/CATALOGUE" > wrong
	sed 's/^\(S0\.48\t[^\t]*\t\).*/\1unit\/test_score:no_such/' "$ROOT/tests/CATALOGUE" > no_case
	sed 's/^\(S0\.48\t[^\t]*\t\).*/\1e2e\/10-log/' "$ROOT/tests/CATALOGUE" > other
	sed 's/^\(S0\.48\t[^\t]*\t\).*/\1golden\/nothing/' "$ROOT/tests/CATALOGUE" > no_golden
	sed 's/^\(S0\.48\t[^\t]*\t\).*/\1/' "$ROOT/tests/CATALOGUE" > empty
	here=$PWD
	cd "$ROOT"
	for f in gone wrong no_case other no_golden empty; do
		judge "$here/$f" | grep -q '^S0\.48:' || fail "$f is not seen"
	done
}

# crm-rules(7) tells every rule once: those of the catalogue, and each that the source or a page cites
told() {
	cd "$ROOT"
	sed -n 's/^\.It \(S[0-4]\.[0-9]*\)$/\1/p' man/crm-rules.7 | sort > "$T/told"
	is "$(uniq -d "$T/told")" ''
	{
		ids | grep ^S
		cut -f1 tests/CATALOGUE | grep -E '^S[0-4]\.'
		grep -ohE '\bS[0-4]\.[0-9]+' -r lib cmd man examples tests/unit tests/golden
	} | sort -u > "$T/cited"
	[ "$(wc -l < "$T/cited")" -gt 140 ]
	is "$(comm -13 "$T/told" "$T/cited" | xargs)" ''
}

it "every rule stands in crm-rules(7), once" told
it "every claim and promise has a row, every row its test" whole
it "a row or a test that is missing is seen" not_blind
missing=$(grep -cP '^[^#].*\tmissing: ' "$ROOT/tests/CATALOGUE")
echo "# $missing rules without a test"
done_testing
