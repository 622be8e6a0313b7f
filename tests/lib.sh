# shellcheck shell=bash
# lib.sh - what every test script shares.  Source it, write functions, end with `done_testing`.
#
#	. tests/lib.sh
#	book_is_made() { run crm-log -C b --init; status 0; [ -f b/journal.csv ]; }
#	it "makes a book" book_is_made
#	done_testing
#
# Each test runs under `set -e` in a fresh folder of its own, which is kept when the test fails.
# Environment: C.UTF-8, Europe/Paris, an empty HOME, nothing of CRM_*; PATH begins with our programs.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BIN=$ROOT/${B:-build/release}/bin
for v in $(compgen -e CRM_); do unset "$v"; done
unset LANGUAGE LC_MESSAGES LC_CTYPE LC_NUMERIC LC_COLLATE POSIXLY_CORRECT NO_COLOR XDG_DATA_HOME
export LC_ALL=C.UTF-8 LANG=C.UTF-8 TZ=Europe/Paris TERM=dumb PATH=$BIN:$PATH
export PYTHONDONTWRITEBYTECODE=1 # nothing beside the source
umask 022
T=$(mktemp -d "${TMPDIR:-/tmp}/crm-test.XXXXXX") || exit 1
export HOME=$T/home
mkdir "$HOME"
n=0 failed=0 ended=
at_exit() {
	[ -n "$ended" ] || { echo "# the script ended early"; failed=1; }
	[ "$failed" = 0 ] && rm -rf "$T" && exit 0
	echo "# kept: $T"
	exit 1
}
trap at_exit EXIT

# it DESCRIPTION FUNCTION [ARGUMENT...] - one test; ONLY=REGEX leaves out those of other descriptions.
# 77 skips it where CI is not true, 78 everywhere: what `make deps-check` does not bring cannot be asked for.
it() {
	local what=$1 rc
	shift
	[ -z "${ONLY:-}" ] || [[ $what =~ $ONLY ]] || return 0
	n=$((n + 1))
	mkdir -p "$T/$n"
	(cd "$T/$n" && set -e && "$@") > "$T/$n.log" 2>&1 < /dev/null
	rc=$?
	if [ $rc = 0 ]; then
		echo "ok $n - $what"
		chmod -R u+rwX "$T/$n" && rm -rf "${T:?}/$n" "$T/$n.log"
	elif [ $rc = 78 ] || { [ $rc = 77 ] && [ "${CI:-}" != true ]; }; then
		echo "ok $n - $what # SKIP $(tail -n 1 "$T/$n.log")"
	else
		echo "not ok $n - $what"
		sed 's/^/# /' "$T/$n.log"
		echo "# folder: $T/$n"
		failed=1
	fi
}

done_testing() {
	ended=1
	# nothing to test yet is said aloud; where CI=true it is a failure
	if [ $n = 0 ] && [ "${CI:-}" != true ]; then echo "1..0 # SKIP no program is built"; else echo "1..$n"; fi
}

# need PROGRAM... - skip the test where one is missing; where CI=true that is a failure
need() {
	local p
	for p; do
		command -v "$p" > /dev/null || { echo "needs $p"; exit 77; }
	done
}

# want PROGRAM - skip the test where it is missing, under CI=true too
want() {
	command -v "$1" > /dev/null || { echo "needs $1, too big to be asked of everyone"; exit 78; }
}

# need_terminal - skip the test where no pseudo-terminal is to be had: a bare chroot has no /dev/pts
need_terminal() {
	[ -c /dev/pts/ptmx ] || python3 -c 'import pty; pty.openpty()' 2> /dev/null || { echo 'needs /dev/pts'; exit 77; }
}

# run COMMAND... - keep its output in files `out` and `err`, its status in $st; a crash is never right
run() {
	st=0
	"$@" > out 2> err || st=$?
	if [ $st -ge 128 ] || grep -q 'ERROR: [A-Za-z]*Sanitizer\|runtime error:' err; then
		echo "crash, status $st: $*"
		cat err
		exit 1
	fi
}

# faulty FILE FAULTS COMMAND... - run it with faults (blanks between) of the calls that touch a file, '' for
# all calls, as strace takes them; its log proves that they were injected
faulty() {
	local f args=()
	[ -z "$1" ] || args=(-P "$1")
	for f in $2; do args+=(-e "inject=$f"); done
	shift 2
	run strace -f -o trace "${args[@]}" "$@"
	grep -q 'INJECTED\|DELAYED' trace || fail "nothing was injected: ${args[*]}"
}

fail() {
	echo "$*"
	exit 1
}

# status N - of the last run
status() {
	[ "$st" = "$1" ] || { echo "status $st, expected $1; stderr:"; cat err; echo "stdout:"; head out; exit 1; }
}

# is GOT WANT - two texts
is() {
	[ "$1" = "$2" ] || { printf 'got:      %s\nexpected: %s\n' "$1" "$2"; exit 1; }
}

# out_is, err_is [TEXT] - the whole output; without TEXT it is read from standard input
out_is() { file_is out "$@"; }
err_is() { file_is err "$@"; }
file_is() {
	if [ $# = 2 ]; then
		if [ -z "$2" ]; then : > want; else printf '%s\n' "$2" > want; fi
	else
		cat > want
	fi
	diff -u want "$1" || { echo "$1 differs"; exit 1; }
}

# out_has, err_has, out_lacks, err_lacks TEXT - a fixed text somewhere in it
out_has() { grep -qF -e "$1" out || { echo "stdout lacks: $1"; cat out; exit 1; }; }
err_has() { grep -qF -e "$1" err || { echo "stderr lacks: $1"; cat err; exit 1; }; }
out_lacks() { ! grep -F -e "$1" out || { echo "stdout has: $1"; exit 1; }; }
err_lacks() { ! grep -F -e "$1" err || { echo "stderr has: $1"; exit 1; }; }

# programs - those that are built
programs() {
	local p
	for p in crm-log crm-overdue crm-risk crm-remind; do
		[ ! -x "$BIN/$p" ] || echo "$p"
	done
}

# gone_reader COMMAND... - run with standard output into a pipe whose reader has left; sets $st
gone_reader() {
	rm -f gone && mkfifo gone
	st=0
	(exec 3<> gone 4> gone 3<&-; "$@" >&4 4>&- 2> err) || st=$?
}
