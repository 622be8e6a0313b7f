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

line() { # LINE, blanks squeezed
	tr -s ' ' < out | sed 's/ $//' | grep -qxF -- "$1" || fail "no line '$1': $(cat out)"
}

order() { # CLIENT... as the blocks stand
	is "$(sed 1d out | grep -v '^ ' | cut -d' ' -f1 | tr '\n' ' ')" "$* "
}

one_block_a_client() {
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
	is "$(head -n 1 out)" '15 June 2026: 2 clients to see to'
	order acme beta
	# both are said to them: the answer is the moment to say the new date
	line 'acme 4 d late answer, even in two lines'
	out_lacks P1
	# one message, one line, with its total
	line 'beta 7 d late remind them: courtesy F1 +1 170.00 EUR'
	# my work does not wait for the answer
	row 2026-06-01 acme deadline '' me D1 '' '' 2026-06-15 '' '' '' ''
	crm-overdue --today=2026-06-15 --within=morning -f csv > report
	run crm-remind --digest --today=2026-06-15 report
	line 'acme 4 d late answer, even in two lines'
	line ' today deliver, or give a new date today D1'
	run crm-remind --digest --today=2026-06-15 --lang=fr report
	out_has '2 clients à voir'
	out_has 'première relance'
}

# what is held or waits asks for nothing, and nobody is paid court to beside a registered letter
nothing_held() {
	book
	client beta
	row 2026-01-06 beta vetted '' me '' '' '' '' '' '' '' ''
	row 2026-02-01 beta mission '' me M1 '' '' '' '' '' '' goal
	invoice beta F1 100.00 2026-05-01
	row 2026-05-05 beta reminder courtesy me F1 '' '' '' email '' '' ''
	row 2026-05-15 beta reminder second me F1 '' '' '' email '' '' ''
	digest 2026-06-15
	line 'beta 45 d late remind them: notice F1 100.00 EUR'
	# work is no court, and goes on as agreed
	line ' 75 d late show something tangible M1'
	is "$(wc -l < out)" 3
	# but a talk about the next period can wait until the letter is out
	row 2026-06-10 beta result '' me R1 '' '' '' '' '' '' ''
	digest 2026-06-15
	is "$(wc -l < out)" 2
	crm-overdue --today=2026-06-15 --who=me -f csv | grep -q ',mission,me,.*,end-mission$' || fail 'no mission that is left out'
	crm-overdue --today=2026-06-15 --who=me -f csv | grep -q ',interest,me,' || fail 'no care that is left out'
	row 2026-06-14 beta dispute '' client F1 '' '' '' '' '' '' ''
	row 2026-06-14 beta hold '' me '' '' '' 2026-06-30 '' '' '' ''
	digest 2026-06-15
	out_lacks F1
	out_lacks 'ask after'
}

# S1.23, S0.29: it is said while it can still be kept
before_the_limit() {
	book
	client acme
	client beta
	client noon
	row 2026-06-11T16:40 acme contact '' client '' '' '' '' email '' '' 'when?'
	row 2026-06-12T06:30 noon contact '' client '' '' '' '' email '' '' 'early'
	row 2026-06-01 beta promise '' me P1 '' '' 2026-06-14 '' '' '' ''
	# Friday, half past seven: the hour of today, the week-end, and Monday before nine
	run sh -c 'crm-overdue --within=morning --today=2026-06-12T07:30 -f csv | crm-remind --digest --today=2026-06-12T07:30'
	order acme noon beta
	line 'acme by 16:40 answer, even in two lines'
	line 'noon by 15 June, 06:30 answer, even in two lines'
	line 'beta by 14 June keep it, or give a new date today P1'
	cp out piped
	run sh -c 'crm-overdue --within=morning --today=2026-06-12T07:30 -f csv | crm-remind --digest --lang=fr --today=2026-06-12T07:30'
	line "noon d'ici le 15 juin à 06:30 répondez, même en deux lignes"
	# the same without a pipe
	run sh -c 'crm-remind --digest --today=2026-06-12T07:30 < /dev/null'
	diff piped out
	# what comes later is not of today
	row 2026-06-01 acme promise '' me P2 '' '' 2026-06-15 '' '' '' ''
	run sh -c 'crm-remind --digest --today=2026-06-12T07:30 < /dev/null'
	diff piped out
	run sh -c 'crm-remind --digest --today=2026-06-15T07:30 < /dev/null'
	line 'acme 3 d late answer, even in two lines'
	# its hour has passed
	run sh -c 'crm-remind --digest --today=2026-06-12T17:00 < /dev/null'
	line 'acme since 16:40 answer, even in two lines'
	# in the middle of a week, too
	row 2026-06-10 beta promise '' me P3 '' '' 2026-06-17 '' '' '' ''
	run sh -c 'crm-remind --digest --today=2026-06-17T07:30 < /dev/null'
	line 'beta today keep it, or give a new date today P3'
	run crm-overdue --within=3x
	status 2
	err_has 'morning'
}

# a report of before, without the last column
no_action_column() {
	book
	client acme
	row 2026-06-01 acme promise '' me P1 '' '' 2026-06-08 '' '' '' ''
	crm-overdue --today=2026-06-15 -f csv > whole
	row 2026-05-01 acme mission '' me M1 '' '' '' '' '' '' goal
	row 2026-06-01 acme hold '' me '' '' '' 2026-06-30 '' '' '' ''
	crm-overdue --today=2026-06-15 -f csv > whole
	grep -q 'checkin.*,hold=2026-06-30,' whole || fail "nothing held: $(cat whole)"
	head -n 1 whole | grep -q ',note,action$' || fail 'no column to take away'
	sed 's/,[a-z-]*$//' whole > report
	run crm-remind --digest --today=2026-06-15 report
	status 0
	line 'acme 7 d late call: give one date you can keep P1'
	grep -Ev ',(promise|vetting),' report > r
	run crm-remind --digest --today=2026-06-15 r
	out_has 'nothing is waiting for you'
	crm-risk --join --today=2026-06-15 report > joined || fail 'the join'
	run crm-remind --digest --today=2026-06-15 joined
	line 'acme 7 d late call: give one date you can keep P1'
	invoice acme F1 100.00 2026-06-08
	crm-overdue --today=2026-06-15 -f csv > whole
	sed 's/,[a-z-]*$//' whole > report
	run crm-remind --today=2026-06-15 whole
	cp out drafts
	run crm-remind --today=2026-06-15 report
	diff drafts out
}

nothing_to_do() {
	book
	digest 2026-06-15
	out_is '15 June 2026: nothing is waiting for you today'
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
	[ "$(wc -l < out)" -le 24 ] || fail "more than a screen: $(cat out)"
	[ "$(wc -l < out)" -ge 20 ] || fail "less than a screen: $(cat out)"
	[ "$(wc -L < out)" -le 80 ] || fail 'wider than 80'
	[ "$(grep -c ' 123456.00 EUR$' out)" -ge 3 ] || fail "an amount was cut: $(cat out)"
	out_has 'and '
	out_has 'Messages that may have been sent'
	out_has '40 clients are critical: slow down' # S0.13
	status 3 # the message of which nobody knows
	# few of mine leave room for theirs
	grep -v promise report > r && mv r report
	run crm-remind --digest --today=2026-06-15 report
	[ "$(wc -l < out)" -le 24 ] || fail "more than a screen: $(cat out)"
	[ "$(wc -l < out)" -ge 20 ] || fail "less than a screen: $(cat out)"
}

# half an amount is another one
whole_amounts() {
	local i
	book
	for i in 1 2; do
		client "atelier-dupont-$i"
		invoice "atelier-dupont-$i" "F2026-0$i" 1450.50 2026-06-01
	done
	digest 2026-06-15
	[ "$(wc -L < out)" -le 80 ] || fail 'wider than 80'
	line 'atelier-dupont-1 14 d late remind them: courtesy F2026-01 1450.50 EUR'
	run crm-remind --digest --today=2026-06-15 --lang=fr report
	grep -Eq '^atelier-dupont-1 .*F2026-01 +1450,50 EUR$' out || fail "$(cat out)"
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
	out_has 'nothing is waiting for you today'
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

it "one block a client, the most urgent act first" one_block_a_client
it "what is held, and warm words beside a letter, are not there" nothing_held
it "S1.23 S0.29: before the limit, not after" before_the_limit
it "a report without the column action" no_action_column
it "nothing to do: a line, or no byte" nothing_to_do
it "S0.13: at most one screen" one_screen
it "an amount is never cut" whole_amounts
it "at a terminal the whole book is meant" at_a_terminal
it "input that is no report, bytes that move a cursor" hostile
done_testing
