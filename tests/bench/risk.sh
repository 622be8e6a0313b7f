#!/bin/bash
# risk.sh - crm-risk beside crm-overdue on one book of a million rows and 5,000 clients.
#
# Runs in turn (A B A B), medians, and the ratio, which is what to look at: at most 1.5.  Then the
# views that work through one client's rows day by day, on a client of 2,000, 20,000 and 100,000 rows.
#
#   BENCH_RUNS=5   pairs of runs        BENCH_ROWS=1000000
set -u
cd "$(dirname "$0")/../.." || exit 1
B=${B:-build/release}
W=build/bench
DAY=2026-06-30
RUNS=${BENCH_RUNS:-5}
ROWS=${BENCH_ROWS:-1000000}
CC=${CC:-cc}
if [ ! -x /usr/bin/time ]; then
	echo "bench: skipped, time(1) is not installed"
	exit 0
fi
mkdir -p "$W"
$CC -O2 -D_GNU_SOURCE -Ilib -o "$W/generate" tests/bench/generate.c "$B/libcrm.a" || exit 1

# once PROGRAM ARGS - "SECONDS KILOBYTES" of one run, of processor time, which others on the machine
# do not lengthen much; one that fails ends it all
once() {
	/usr/bin/time -o "$W/time" -f '%U %S %M' "$B/bin/$1" -t "$DAY" "${@:2}" > "$W/out" 2> "$W/err" || {
		head -n 3 "$W/err" >&2
		echo "bench: $* failed" >&2
		exit 1
	}
	awk '{ printf "%.2f %d\n", $1 + $2, $3 }' "$W/time"
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# book NAME ROWS CLIENTS
book() {
	mkdir -p "$W/$1"
	[ -s "$W/$1/journal.csv" ] || "$W/generate" "$2" "$3" > "$W/$1/journal.csv"
}

book "risk-$ROWS" "$ROWS" $((ROWS / 200))
: > "$W/a"
: > "$W/b"
for ((i = 0; i < RUNS; i++)); do
	once crm-risk -C "$W/risk-$ROWS" -f csv >> "$W/a"
	[ "$(wc -l < "$W/out")" -gt $((ROWS / 250)) ] || { echo "bench: few clients are listed" >&2; exit 1; }
	once crm-overdue -C "$W/risk-$ROWS" -f csv >> "$W/b"
done
awk -v rows="$ROWS" -v a="$(median < "$W/a")" -v b="$(median < "$W/b")" \
	-v am="$(cut -d' ' -f2 "$W/a" | median)" -v bm="$(cut -d' ' -f2 "$W/b" | median)" 'BEGIN {
	printf "%d rows, %d clients\n", rows, rows / 200
	printf "  crm-risk %.2f s, %d MB   crm-overdue %.2f s, %d MB   ratio %.2f (at most 1.5)\n",
		a, am / 1024, b, bm / 1024, a / b
	exit a > 1.5 * b }'
failed=$?
for n in 2000 20000 100000; do
	book "one-$n" "$n" 1
	for v in "--history client-0000" --backtest; do
		# shellcheck disable=SC2086
		echo "  one client of $n rows, crm-risk $v: $(once crm-risk -C "$W/one-$n" $v -f csv) (s, KB)"
	done
done
exit $failed
