#!/bin/bash
# complete.sh - how long the shell waits behind the key: a proposal of each kind from a book of 20,000 rows.
#
# The median of runs, in milliseconds; at most 50, else the status is 1.
#
#   BENCH_RUNS=21        BENCH_ROWS=20000
set -u
cd "$(dirname "$0")/../.." || exit 1
B=${B:-build/release}
W=build/bench
RUNS=${BENCH_RUNS:-21}
ROWS=${BENCH_ROWS:-20000}
CC=${CC:-cc}
export CRM_TODAY=2026-06-30
mkdir -p "$W"
$CC -O2 -D_GNU_SOURCE -Ilib -o "$W/generate" tests/bench/generate.c "$B/libcrm.a" || exit 1
book=$W/book-$ROWS
mkdir -p "$book"
[ -s "$book/journal.csv" ] || "$W/generate" "$ROWS" > "$book/journal.csv"
client=$(awk -F, 'NR > 1 && $4 == "invoice" { print $3; exit }' "$book/journal.csv")

# Milliseconds of one run, without the shell that starts it.
clock() {
	local from=$EPOCHREALTIME to
	"$B/bin/crm-log" --complete -- -C "$book" "$@" > "$W/out"
	to=$EPOCHREALTIME
	awk -v a="${from/,/.}" -v b="${to/,/.}" 'BEGIN { printf "%.2f\n", 1000 * (b - a) }'
}

failed=0
# what is asked for, and a word of it that must be among the proposals
ask() {
	local what=$1 i ms
	shift
	for ((i = 0; i < RUNS; i++)); do clock "$@"; done | sort -n > "$W/ms"
	ms=$(awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }' "$W/ms")
	[ -s "$W/out" ] || { echo "  $what: nothing was proposed" >&2; failed=1; }
	awk -v w="$what" -v n="$(wc -l < "$W/out")" -v ms="$ms" \
		'BEGIN { printf "  %-28s %8.2f ms  %5d proposals\n", w, ms, n; exit ms > 50 }' || failed=1
}

echo "$ROWS rows, completion"
ask 'events' in
ask 'clients' in ''
ask 'open refs of a client' payment "$client" ''
ask 'the next invoice' invoice "$client" ''
ask 'channels' in "$client" -c ''
ask 'tags' in "$client" -g t
ask 'rows to take back' --void ''
ask 'all refs' --list --ref=F
exit $failed
