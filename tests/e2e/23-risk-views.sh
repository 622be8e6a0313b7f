#!/usr/bin/env bash
# 23-risk-views: what crm-risk prints besides its report.
. "$(dirname "$0")/../lib.sh"

book() {
	/usr/bin/python3 "$ROOT/tests/reference/risk_reference.py" --fixtures fx
	mv "fx/$1" b
	export CRM_DIR=$PWD/b CRM_TODAY=2026-06-30
}

# E3, worked out by the model day by day; the last line is that of the report
history() {
	book e3
	run crm-risk --history brune -f csv
	status 0
	[ "$(head -n 3 out)" = "date,risk
2026-01-02,38.0
2026-02-11,47.8" ]
	is "$(tail -n 1 out)" 2026-06-30,63.0
	while IFS=, read -r day risk; do
		[ "$day" = date ] || is "$risk" "$(crm-risk -t "$day" --no-header -f csv | cut -d, -f2)"
	done < out
	run crm-risk --history
	status 2
}

join() {
	book e3
	printf 'n,client\r\n1,brune\r\n2,"Ann\r\nLee"\r\n3,nobody\r\n4,\r\n' > in.csv
	run crm-risk --join -f csv in.csv
	status 0
	err_is ''
	is "$(head -n 2 out)" "n,client,risk,band,stage
1,brune,63.0,critical,shaken"
	is "$(tail -n 2 out)" "3,nobody,38.0,watch,new
4,,38.0,watch,new"
	out_has ',38.0,watch,new'
	cp out first
	crm-risk --join -f csv < in.csv > out
	diff first out
	printf 'a,b\n1,2\n' | { run crm-risk --join; status 2; err_has client; }
	run crm-risk --join -f csv first
	status 2
	err_has 'risk: there is a column of this name already'
	printf 'n,client\n1,brune,x\n2,brune\n' | { run crm-risk --join -f csv; status 3; }
	is "$(cat out)" "n,client,risk,band,stage
2,brune,63.0,critical,shaken"
}

backtest() {
	book e3
	run crm-risk --backtest
	status 2
	err_has 'too little to test'
	{
		head -n 1 b/journal.csv
		for i in $(seq 20); do
			m=$(printf '2024-%02d-01' $((i % 12 + 1)))
			for c in ann bob; do
				[ $c = ann ] && paid=$(date -u -d "$m + 50 days" +%F) || paid=$(date -u -d "$m + 20 days" +%F)
				id=00000000-0000-7000-8000-000000$(printf '%03d' "$i")$([ $c = ann ] && echo 001 || echo 002)
				echo "$id,$m,$c,invoice,,me,i$i,100,EUR,$(date -u -d "$m + 30 days" +%F),,,,"
				echo "1${id#0},$paid,$c,payment,,client,i$i,100,EUR,,,,,"
			done
		done
	} > j
	mv j b/journal.csv
	run crm-risk --backtest -f csv
	status 0
	is "$(sed -n 4p out)" auc,1.000
	out_has late_1,0.0
	out_has late_5,100.0
}

views() {
	book e3
	run crm-risk --history --join
	status 2
	run crm-risk extra
	status 2
	run crm-risk --client=Bad
	status 2
	run crm-risk -e -f csv
	status 1
	run crm-risk -f json
	status 0
	/usr/bin/python3 -c '
import json, sys
(row,) = json.load(open("out"))
assert row["risk"] == 63.0 and row["trend"] == 6.8 and row["evidence"] == 40
assert row["side"] == {"client": 40.3, "prior": 22.7}
assert [r["signal"] for r in row["reasons"]] == ["late_payment", "prior"]
assert row["reasons"][0]["about"] == "trust" and row["reasons"][0]["side"] == "client"'
	run crm-risk -f table
	out_has '6.8 ^'
}

if [ -x "$BIN/crm-risk" ]; then
	it "gives the risk of each day with a row" history
	it "joins risk, band and stage to any CSV" join
	it "tests the score on the book" backtest
	it "writes one view in any format" views
fi
done_testing
