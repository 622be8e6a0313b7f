#!/bin/bash
# overdue.sh - the overdue list by crm-overdue and by other programs: the same rows, and how long.
#
# Each program reads the same CSV file and writes client,ref,due,days,amount of every invoice that
# is owed and late, by days falling.  Times are medians of runs in turn with crm-overdue (A B A B),
# so that what else the machine does falls on both; the ratio is what to look at.  Peers that are
# not installed are skipped with a line.  DuckDB comes from the npm registry, into build/bench.
#
#   BENCH_ROWS='1000 20000'   other sizes than 1,000, 20,000, 1 and 10 million rows (1.2 GB on disk)
#   BENCH_RUNS=9   pairs of runs (fewer where a peer takes seconds)
set -u
cd "$(dirname "$0")/../.." || exit 1
B=${B:-build/release}
W=build/bench
DAY=2026-06-30
RUNS=${BENCH_RUNS:-9}
CC=${CC:-cc}
failed=0
if [ ! -x /usr/bin/time ]; then
	echo "bench: skipped, time(1) is not installed"
	exit 0
fi
mkdir -p "$W"

skip() { echo "  skipped: $*"; }

# Seconds and peak kilobytes of one run, output to a file: "SECONDS KB".
once() { /usr/bin/time -o "$W/time" -f '%e %M' "$@" > "$W/out" 2> "$W/err" || return 1; cat "$W/time"; }

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

ours() { "$B/bin/crm-overdue" -q -C "$book" -t "$DAY" --kind=invoice -f csv --no-header; }
nothing() { "$W/nothing"; }
agenda() { "$B/bin/crm-overdue" -q -C "$book" -t "$DAY" --within=14d -f csv --no-header; }

sqlite() {
	sqlite3 -batch :memory: ".mode csv" ".import $book/journal.csv j" "
		WITH b AS (SELECT client, ref, min(CASE event WHEN 'invoice' THEN due END) due,
			sum(CASE WHEN event IN ('payment', 'credit') THEN -round(amount * 100)
				ELSE round(amount * 100) END) cents
			FROM j WHERE event IN ('invoice', 'payment', 'credit', 'refund')
			GROUP BY client, ref)
		SELECT client, ref, due, CAST(julianday('$DAY') - julianday(due) AS INTEGER) days,
			printf('%d.%02d', CAST(cents AS INTEGER) / 100, CAST(cents AS INTEGER) % 100)
		FROM b WHERE cents > 0 AND due < '$DAY' ORDER BY days DESC, client, ref"
}

miller() {
	mlr --icsv --ocsv --headerless-csv-output \
		filter '$event =~ "^(invoice|payment|credit|refund)$"' \
		'then' put -q 'k = $client . "," . $ref;
			@c[k] += roundm(100 * $amount, 1) * (($event =~ "^(payment|credit)$") ? -1 : 1);
			if ($event == "invoice") { @d[k] = $due }
			end { for (k, c in @c) { if (c > 0 && is_present(@d[k]) && @d[k] < "'"$DAY"'") {
				p = splitax(k, ",");
				n = (strptime("'"$DAY"'", "%Y-%m-%d") - strptime(@d[k], "%Y-%m-%d")) // 86400;
				@client = p[1]; @ref = p[2]; @due = @d[k]; @days = n;
				@amount = fmtnum(c / 100, "%.2f");
				emit (@client, @ref, @due, @days, @amount) } } }' \
		'then' sort -nr days -f client,ref "$book/journal.csv"
}

duckdb_have() {
	[ -d "$W/node_modules/@duckdb/node-api" ] && return
	command -v npm > /dev/null && (cd "$W" && npm install --silent --no-audit --no-fund --prefix . \
		@duckdb/node-api > npm.log 2>&1)
}
duckdb() { node "$W/duckdb.mjs" "$book/journal.csv" "$DAY"; }
# the engine's own host takes 0.1 s to start: measured beside it
host() { node -e 0; }

export -f ours nothing agenda sqlite miller duckdb host
export B W DAY book

# client,ref,due,days,amount of what crm-overdue lists, as the others write it
same_rows() {
	ours | awk -F, '{ print $1 "," $4 "," $6 "," $7 "," $8 }' | cmp -s - "$W/out" && return
	echo "  $1 gives other rows than crm-overdue" >&2
	failed=1
}

# Ratio of crm-overdue to a peer, in pairs of runs; the peer's rows are held against ours.
against() {
	local name=$1 fn=$2 runs=$3 i a b
	: > "$W/a"; : > "$W/b"
	once bash -c "$fn" > /dev/null || { skip "$name does not run: $(head -1 "$W/err")"; return; }
	case $fn in nothing | agenda | host) ;; *) same_rows "$name" ;; esac
	for ((i = 0; i < runs; i++)); do
		clock ours >> "$W/a"
		clock "$fn" >> "$W/b"
	done
	a=$(median < "$W/a") b=$(median < "$W/b")
	awk -v n="$name" -v a="$a" -v b="$b" \
		'BEGIN { printf "  %-28s ours %8.4f s   theirs %8.4f s   ratio %6.3f\n", n, a, b, a / b }'
}

# Seconds of one run, without the shell that starts it.
clock() {
	local from to
	from=$EPOCHREALTIME
	"$1" > "$W/out" 2> /dev/null
	to=$EPOCHREALTIME
	awk -v a="${from/,/.}" -v b="${to/,/.}" 'BEGIN { printf "%.6f\n", b - a }'
}

$CC -O2 -o "$W/nothing" tests/bench/nothing.c || exit 1
$CC -O2 -D_GNU_SOURCE -Ilib -o "$W/generate" tests/bench/generate.c "$B/libcrm.a" || exit 1
cp tests/bench/duckdb.mjs "$W/"
duckdb_have && have_duckdb=1 || have_duckdb=0

for rows in ${BENCH_ROWS:-1000 20000 1000000 10000000}; do
	book=$W/book-$rows
	mkdir -p "$book"
	[ -s "$book/journal.csv" ] || "$W/generate" "$rows" > "$book/journal.csv"
	runs=$RUNS
	[ "$rows" -ge 1000000 ] && runs=$((RUNS < 5 ? RUNS : 5))
	[ "$rows" -gt 1000000 ] && runs=3
	slow=$((rows >= 1000000 ? 1 : runs))
	echo "$rows rows, $(du -m "$book/journal.csv" | cut -f1) MB," \
		"peak $(once "$B/bin/crm-overdue" -C "$book" -t "$DAY" --kind=invoice | cut -d' ' -f2) KB"
	against "a program that does nothing" nothing "$runs"
	against "our agenda of all kinds" agenda "$runs"
	if [ "$have_duckdb" = 1 ]; then
		against "DuckDB, 2 threads" duckdb "$runs"
		against "node alone" host "$runs"
	else
		skip "DuckDB: no npm, or no registry in reach"
	fi
	if command -v sqlite3 > /dev/null; then against "sqlite3, import and query" sqlite "$slow"
	else skip "sqlite3 is not installed"; fi
	[ "$rows" -gt 1000000 ] && continue
	if command -v mlr > /dev/null; then against "Miller" miller "$slow"
	else skip "Miller (mlr) is not installed"; fi
done
exit $failed
