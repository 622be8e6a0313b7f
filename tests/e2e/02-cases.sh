#!/usr/bin/env bash
# 02-cases: tests/cases/run judges what it runs, and takes nothing over unseen.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

# a tree with one file of cases, read from standard input
tree() {
	mkdir -p tests/cases
	cp "$ROOT/tests/cases/run" tests/cases/run
	cat > tests/cases/one
}
cases() { run env B="$(realpath --relative-to=. "$(dirname "$BIN")")" tests/cases/run "$@"; }

right() {
	tree <<- 'END'
		# S0.1: what is printed, and a status
		$ echo a; echo b >&2
		b
		a
		$ false
		? 1

		# S0.2: a book of its own
		$ late reply
		$ row 2026-06-01T10:00,acme,contact,,client,,,,,email
		$ late reply
		acme,reply,me,00000000-0000-7000-8000-000000000001,2026-06-01T10:00,2026-06-02T10:00,13,,
	END
	cases
	status 0
	out_is 'ok 1 - one: S0.1: what is printed, and a status
ok 2 - one: S0.2: a book of its own
1..2'
}

# a line more, one less, another status, a crash, no command, no case: each is seen
wrong() {
	local c
	for c in '$ echo a' '$ echo a\nb' '$ true\na' '$ false' '$ true\n? 1' '$ kill -SEGV $BASHPID' \
		'$ (kill -SEGV $BASHPID)\n? 139' 'no command'; do
		printf '# S0.1: x\n%b\n' "$c" | tree
		cases
		status 1
		out_has 'not ok 1 - one: S0.1: x'
	done
	printf '$ true\n' | tree
	cases
	status 1
	printf '' | tree
	cases
	status 1
}

updated() {
	printf '# S0.1: x\n$ echo new\nold\n\n# S0.2: y\n$ echo same\nsame\n' | tree
	cp tests/cases/one before
	st=0
	echo n | env B="$(realpath --relative-to=. "$(dirname "$BIN")")" tests/cases/run --update > out 2> err || st=$?
	status 1
	err_has -old
	err_has +new
	err_has 'S0.1: x: take this over?'
	cmp before tests/cases/one
	st=0
	echo y | env B="$(realpath --relative-to=. "$(dirname "$BIN")")" tests/cases/run --update > out 2> err || st=$?
	status 0
	err_has +new
	sed s/^old/new/ before | cmp - tests/cases/one
	cp before tests/cases/one
	cases --update -y
	status 0
	err_has +new
	sed s/^old/new/ before | cmp - tests/cases/one
}

it "what is as expected passes" right
it "what is not is seen" wrong
it "--update shows the difference before it takes it over" updated
done_testing
