# 20-risk-parity: crm-risk prints what the reference model prints, byte for byte, on the worked
# examples of the score and on random books; whatever the order of the rows, however they are split.
. "$(dirname "$0")/../lib.sh"

PY=/usr/bin/python3
MODEL=$ROOT/tests/reference

examples() {
	local d seen=0
	"$PY" "$MODEL/risk_reference.py" --fixtures books
	for d in books/*/; do
		run crm-risk -C "$d" -t 2026-06-30 -f csv
		status 0
		diff -u "$d/expect.csv" out
		seen=$((seen + 1))
	done
	[ "$seen" = 25 ] || fail "only $seen examples"
}

random_books() {
	"$PY" "$MODEL/risk_books.py" "$(command -v crm-risk)" "$1" "$2" "$3"
}

# every key of the policy, at and beyond the ends of its range
policies() {
	mkdir books
	"$PY" "$MODEL/risk_policies.py" "$(command -v crm-risk)" "$PWD/books"
}

shuffled() {
	local today
	today=$("$PY" "$MODEL/risk_books.py" --write b 4711 400)
	run crm-risk -C b -t "$today" -f csv
	cp out first
	for seed in 1 2 3; do
		{ head -n 1 b/journal.csv; tail -n +2 b/journal.csv |
			shuf --random-source=<(yes $seed); } > j
		mv j b/journal.csv
		run crm-risk -C b -t "$today" -f csv
		diff -u first out
		run crm-risk -C b -t "$today" -f csv --no-header
		tail -n +2 first | diff -u - out
	done
}

# a book for each client, with the rows of nobody in all of them: the lines are those of the whole
split_by_client() {
	local today c
	today=$("$PY" "$MODEL/risk_books.py" --write b 23 300)
	run crm-risk -C b -t "$today" -f csv --no-header
	LC_ALL=C sort out > whole
	: > parts
	for c in acme b-c b.c b0 b_c; do
		mkdir -p "p/$c"
		cp -r b/. "p/$c"
		awk -F, -v c="$c" '{ k = $3; gsub(/"/, "", k) } NR == 1 || k == c || k == ""' b/journal.csv > "p/$c/journal.csv"
		run crm-risk -C "p/$c" -t "$today" -f csv --no-header
		cat out >> parts
		cp out part
		run crm-risk -C b -t "$today" -f csv --no-header --client="$c"
		[ ! -s part ] || diff -u part out
	done
	LC_ALL=C sort parts | diff -u whole -
	[ -s whole ]
}

if [ -x "$BIN/crm-risk" ]; then
	it "prints the worked examples" examples
	it "prints small random books as the model does" random_books 1 150 40
	it "prints larger random books as the model does" random_books 5000 60 300
	it "takes every key of the policy within its range, and refuses others by line" policies
	it "does not depend on the order of rows" shuffled
	it "gives the union of the parts when split by client" split_by_client
fi
done_testing
