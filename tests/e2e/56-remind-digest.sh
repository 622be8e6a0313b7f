#!/usr/bin/env bash
# crm-remind --digest: one screen of what I must do today (crm-remind(1); S0.13).
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/remind.sh
. "$ROOT/tests/remind.sh"

digest() { # DAY [OPTION...]
	local day=$1
	shift
	crm-overdue --today="$day" -f csv > report
	run crm-remind --digest --today="$day" "$@" report
}

one_action_a_line() {
	book
	client acme
	client beta
	row 2026-06-10T08:00 acme contact '' client '' '' '' '' email '' '' 'when?'
	row 2026-06-01 acme promise '' me P1 '' '' 2026-06-08 '' '' '' ''
	invoice beta F1 100.00 2026-06-08
	invoice beta F2 70.00 2026-06-12
	row 2026-01-06 beta vetted '' me '' '' '' '' '' '' '' ''
	digest 2026-06-15
	status 0
	out_has '2026-06-15: 2 for me, 2 for clients'
	grep -Eqx ' +acme +reply +4 +answer today, even in two lines' out
	grep -Eqx ' +acme +promise P1 +7 +keep it, or give a new date now' out
	grep -Eqx " +beta +invoice F1 +100.00 EUR +7 +send today's reminder: courtesy" out
	grep -Eqx " +beta +invoice F2 +70.00 EUR +3 +send today's reminder: courtesy" out
	row 2026-06-14 beta dispute '' client F1 '' '' '' '' '' '' ''
	digest 2026-06-15
	grep -Eqx ' +beta +invoice F1 +100.00 EUR +7 +waits: dispute' out
	run crm-remind --digest --today=2026-06-15 --lang=fr report
	out_has "Ce que je dois"
}

nothing_to_do() {
	book
	digest 2026-06-15
	out_is '2026-06-15: nothing waits for you today'
	digest 2026-06-15 --quiet-empty
	out_is ''
	status 0
	run crm-remind --digest --quiet-empty /dev/null
	out_is ''
}

one_screen() {
	book
	local i
	for i in $(seq 1 40); do
		client "client-with-a-long-name-$i"
		invoice "client-with-a-long-name-$i" "FACTURE-2026-000$i" 123456.00 2026-06-01
		row 2026-06-01 "client-with-a-long-name-$i" promise '' me "a-long-promise-$i" '' '' 2026-06-05 '' '' '' ''
	done
	row 2026-06-10 client-with-a-long-name-1 reminder courtesy me FACTURE-2026-0001 '' '' '' email '' 'status=intent mid=a@b' ''
	crm-overdue --today=2026-06-15 -f csv | awk 'NR == 1 { print $0 ",risk,band,stage"; next } { print $0 ",80,critical,new" }' > report
	run crm-remind --digest --today=2026-06-15 report
	is "$(wc -l < out)" 24
	[ "$(wc -L < out)" -le 80 ] || fail 'wider than 80'
	[ "$(grep -c ' 123456.00 EUR ' out)" -ge 3 ] || fail "an amount was cut: $(cat out)"
	out_has 'and '
	out_has 'Messages that may have been sent'
	out_has '40 clients are critical: slow down' # S0.13
	status 3 # the message of which nobody knows
	# few of mine leave room for theirs
	grep -v promise report > r && mv r report
	run crm-remind --digest --today=2026-06-15 report
	is "$(wc -l < out)" 24
}

# half an amount is another one; and the ref is what tells invoices apart
whole_amounts() {
	local i
	book
	for i in 1 2; do
		client "atelier-dupont-$i"
		invoice "atelier-dupont-$i" "F2026-0$i" 1450.50 2026-06-01
		row 2026-06-03 "atelier-dupont-$i" renegotiate '' both "F2026-0$i" '' '' 2026-06-30 '' '' '' ''
		row 2026-06-03T10:00 "atelier-dupont-$i" contact '' client '' '' '' '' email '' '' ''
	done
	digest 2026-06-15
	[ "$(wc -L < out)" -le 80 ] || fail 'wider than 80'
	grep -Eq '^  atelier-dupont-1 +invoice F2026-01 +1450\.50 EUR +14  waits: agreed=' out
	run crm-remind --digest --today=2026-06-15 --lang=fr report
	grep -Eq '^  atelier-dupont-1 +invoice F2026-01 +1450\.50 EUR +14  ' out
}

# nothing is piped in: what crm-overdue would say
at_a_terminal() {
	need_terminal
	local today=--today=2026-06-15
	need script
	book
	client acme
	row 2026-06-01 acme promise '' me P1 '' '' 2026-06-08 '' '' '' ''
	row 2026-06-10T08:00 acme contact '' client '' '' '' '' email '' '' 'when?'
	row 2026-05-01 acme offer '' me O1 90 EUR '' '' '' '' ''
	invoice acme F1 100.00 2026-06-08
	digest 2026-06-15
	cp out piped
	run timeout 20 script -qec "crm-remind --digest $today" /dev/null
	status 0
	tr -d '\r' < out > o
	diff piped o
	# a file, and - for standard input, are read there, too
	run timeout 20 script -qec "crm-remind --digest $today /dev/null" /dev/null
	out_has 'nothing waits for you today'
}

hostile() {
	book
	printf 'client,kind,who,ref,days,amount,currency\na,reply,me,\033[2Jx,1,,\n' > report
	run crm-remind --digest report
	! grep -q "$(printf '\033')" out || fail 'an escape reached the terminal'
	printf 'client,kind\na,b\n' > report
	run crm-remind --digest report
	status 2
	err_has "report:1: header: column 'who' is missing"
	printf -- '---\nclient: x\n' > report
	run crm-remind --digest report
	status 2
	run crm-remind --digest --send report
	status 2
	err_has 'at a time'
}

it "one action a line" one_action_a_line
it "nothing to do: a line, or no byte" nothing_to_do
it "S0.13: at most one screen" one_screen
it "an amount is never cut" whole_amounts
it "at a terminal the whole book is meant" at_a_terminal
it "input that is no report, bytes that move a cursor" hostile
done_testing
