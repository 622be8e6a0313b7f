#!/bin/bash
# import.sh - an import costs the same a row, whatever the number of rows: processor time of 100,000 rows and
# of a million, of a statement with numbers of invoices; and of mails that are known already.
#
# A million may cost 12 times what 100,000 do (a tenth of them is looking for memory), ten thousand known
# mails three seconds; else the status is 1.
#
#   BENCH_ROWS=1000000   BENCH_MAILS=10000
set -u
cd "$(dirname "$0")/../.." || exit 1
B=${B:-build/release}
W=build/bench/import
ROWS=${BENCH_ROWS:-1000000}
MAILS=${BENCH_MAILS:-10000}
export CRM_TODAY=2026-06-15 LC_ALL=C.UTF-8
rm -rf "$W"
mkdir -p "$W"
command -v python3 > /dev/null || { echo 'needs python3'; exit 1; }

# seconds of processor that a command takes, its standard input kept
cost() {
	local TIMEFORMAT='%U %S'
	{ time "$@" > /dev/null 2>&1; } 2>&1 < "${input:-/dev/null}" | awk '{ print $1 + $2 }'
}

python3 - "$ROWS" "$W" << 'X'
import sys
rows, folder = int(sys.argv[1]), sys.argv[2]
for n in (rows // 10, rows):
    with open(f'{folder}/{n}.csv', 'w') as f:
        f.write('Date;Label;Amount\n')
        for i in range(n):
            f.write('%02d/%02d/2025;VIR CLIENT%d FACTURE F2025-%06d;%d,%02d\n' % (1 + i % 28, 1 + i // 28 % 12, i % 1000, i % 50000, 1 + i % 5000, i % 100))
with open(f'{folder}/bills.csv', 'w') as f:
    f.write('at,client,event,ref,amount,due\n')
    for i in range(50000):
        f.write('2025-01-01,c%d,invoice,F2025-%06d,100000,2025-02-01\n' % (i % 1000, i))
X
cat > "$W/map.yaml" << 'X'
delimiter: ";"
decimal: ","
date: DD/MM/YYYY
unmatched: skip
events:
  - event: payment
    at: {column: Date}
    client: {column: Label, find: invoice}
    ref: {column: Label, find: invoice}
    amount: {column: Amount, sign: positive}
    note: {column: Label}
X
failed=0
for n in $((ROWS / 10)) "$ROWS"; do
	rm -rf "$W/b"
	"$B/bin/crm-log" -C "$W/b" --init
	"$B/bin/crm-log" -C "$W/b" -q --import --clients=any "$W/bills.csv"
	s=$(cost "$B/bin/crm-log" -C "$W/b" -q --import --map="$W/map.yaml" "$W/$n.csv")
	[ "$(wc -l < "$W/b/journal.csv")" = $((n + 50001)) ] || { echo "import: not all rows came"; failed=1; }
	again=$(cost "$B/bin/crm-log" -C "$W/b" -q --import --map="$W/map.yaml" "$W/$n.csv")
	awk -v n="$n" -v s="$s" -v a="$again" 'BEGIN { printf "import %d rows: %.2f s, %.2f us a row; again %.2f s\n", n, s, 1e6 * s / n, a }'
	[ "$n" = "$ROWS" ] || small=$s
done
awk -v a="$small" -v b="$s" 'BEGIN { exit !(b > 12 * a) }' && { echo 'import: dearer by the row'; failed=1; }

rm -rf "$W/b"
"$B/bin/crm-log" -C "$W/b" --init
printf 'me: {email: me@example.org}\n' > "$W/b/policy.yaml"
printf 'people: [{name: X, email: x@acme.example}]\n' > "$W/b/clients/acme.yaml"
tests/e2e/makemail.py "$W/mail" "$MAILS" > /dev/null
find "$W/mail" -type f > "$W/list"
for what in new known; do
	s=$(input=$W/list cost "$B/bin/crm-log" -C "$W/b" -q --mail)
	echo "mail $MAILS $what: $s s"
done
awk -v s="$s" 'BEGIN { exit !(s > 3) }' && { echo 'mail: known ones take over three seconds'; failed=1; }
rm -rf "$W"
exit $failed
