#!/usr/bin/env bash
# crm-remind: who is reminded, when, at which step, and what stops it (crm-remind(1); S2.9-S2.12).
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

rows=0
# row AT CLIENT EVENT KIND BY REF AMOUNT CUR DUE CHANNEL TAGS - a line of the journal
row() {
	rows=$((rows + 1))
	printf '01890000-0000-7000-8000-%012d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,,%s,%s\n' "$rows" "$1" "$2" \
		"$3" "$4" "$5" "$6" "$7" "$8" "$9" "${10:-}" "${11:-}" "${12:-}" >> "$CRM_DIR/journal.csv"
}
invoice() { row "${5:-2026-01-05}" "$1" invoice '' me "$2" "$3" "${6:-EUR}" "$4"; }
reminder() { row "$3" "$1" reminder "$4" me "$2" '' '' '' email "${5:-}"; }
profile() { printf 'name: %s\npeople: [{name: Jo Doe, email: %s@x.example}]\npost: ["1 rue A"]\n' "$1" "$1" > "$CRM_DIR/clients/$1.yaml"; }

book() {
	export CRM_DIR=$PWD/book
	mkdir -m 700 book book/clients
	echo 'id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note' > book/journal.csv
	printf 'me: {name: Zoe Doe, email: me@x.example, address: ["2 rue B", "34000 Town"]}\nlang: en\n' > book/policy.yaml
	profile acme
}
policy() { cat >> book/policy.yaml; }

# all overdue and coming invoices, as crm-remind sees them
explain() { need_terminal; run script -qec "crm-remind --explain -f csv --no-header --today=$1 ${2:-}" /dev/null; tr -d '\r' < out > o && mv o out; }
# drafts DAY - client, step, refs of each draft
drafts() {
	run crm-overdue --kind=invoice --within=30d --today="$1"
	cp out given
	run crm-remind --today="$1" given
	awk '/^client:/ { c = $2 } /^step:/ { s = $2 } /- \{ref:/ { r = r " " $3 ($0 ~ /step: ""/ ? "" : "*") }
		/^message_id:/ { print c, s r; r = "" }' out | tr -d '",' > got
	mv got out
}
# send DAY [OPTION...] - deliver into the mailbox m
send() {
	local day=$1
	shift
	run crm-overdue --kind=invoice --within=30d --today="$day"
	cp out given
	run crm-remind --today="$day" --send --mbox=m "$@" given
}
mails() { if [ -e m ]; then grep -c '^From ' m || :; else echo 0; fi; }

ladder_steps() { # S2.10 S2.11 S2.12
	book
	invoice acme F1 100.00 2026-06-01
	for want in 2026-06-03: 2026-06-04:courtesy 2026-06-10: 2026-06-11:second 2026-06-24: 2026-06-25:notice; do
		drafts "${want%%:*}"
		case $want in *:) out_is '' ;; *) out_is "acme ${want#*:} F1*"; send "${want%%:*}"; status 0 ;; esac
	done
	is "$(mails)" 2
	ls book/outbox/2026-06-25-acme-notice-*
	# the letter waits to be posted; the next step counts from there: 40 - 24 days
	explain 2026-07-20
	out_is 'acme,F1,49,notice,2026-06-25,recourse,,letter,crm-log letter acme F1 -k posted,'
	row 2026-06-29 acme letter posted me F1
	explain 2026-07-01
	out_is 'acme,F1,30,notice,2026-06-25,recourse,2026-07-15,,,'
	drafts 2026-07-14
	out_is ''
	send 2026-07-15
	status 0
	out_has 'acme,recourse,file,F1,sent,'
	is "$(mails)" 2
	drafts 2027-01-15
	out_is ''
}

posted_same_day() {
	book
	invoice acme F1 100.00 2026-06-01
	reminder acme F1 2026-06-25T08:00 notice 'status=prepared mid=a@x'
	explain 2026-06-26
	out_has ',letter'
	# logged by its day only: not before the run of that morning
	row 2026-06-25 acme letter posted me F1
	explain 2026-06-26
	out_is 'acme,F1,25,notice,2026-06-25,recourse,2026-07-13,,,'
	# a letter that came back does not stop the ladder
	row 2026-07-02 acme letter returned me F1
	explain 2026-07-03
	out_is 'acme,F1,32,notice,2026-06-25,recourse,2026-07-13,,,'
}

no_burst() { # one step a run, a gap of 7 days, however late
	book
	invoice acme F1 100.00 2026-01-05
	for day in 2026-07-01 2026-07-01 2026-07-02 2026-07-07; do send $day; status 0; done
	is "$(mails)" 1
	send 2026-07-08
	is "$(mails)" 2
	grep -c 'reminder,second' book/journal.csv
}

# P4: the same draft twice in one stream goes out once
twice_in_a_stream() {
	book
	invoice acme F1 100.00 2026-06-01
	crm-overdue --today=2026-06-04 | crm-remind --today=2026-06-04 > d
	cat d d > twice
	run crm-remind --today=2026-06-04 --send --mbox=m twice
	status 3
	is "$(mails)" 1
	is "$(grep -c ',sent,' out)" 1
	err_has 'acme: stale: it appears twice among these drafts'
	run crm-remind --today=2026-06-04 --send --mbox=m d
	status 3
	is "$(mails)" 1
}

# P4: a reminder of this morning is not hidden by --today with an earlier hour
earlier_moment() {
	book
	invoice acme F1 100.00 2026-06-01
	run crm-remind --today=2026-06-04T10:00 --send --mbox=m <(crm-overdue --today=2026-06-04)
	status 0
	run crm-remind --today=2026-06-04T09:00 --send --mbox=m <(crm-overdue --today=2026-06-04)
	status 2
	err_has '4 June 2026, 10:00'
	run crm-remind --today=2026-06-03 --send --mbox=m <(crm-overdue --today=2026-06-04)
	status 2
	is "$(mails)" 1
	# a report of an earlier day may be had all the same
	run crm-remind --today=2026-06-04T09:00 --explain <(crm-overdue --today=2026-06-04)
	status 0
}

# drafts of a part of the book are held against that part
part_of_the_book() {
	book
	invoice acme F1 100.00 2026-06-01
	invoice acme F2 20.00 2026-06-01
	crm-overdue --today=2026-06-04 --min=50 | crm-remind --today=2026-06-04 > d
	run crm-remind --today=2026-06-04 --send --mbox=m d
	status 0
	out_has 'acme,courtesy,email,F1,sent,'
	out_lacks F2
}

stale_draft() {
	book
	invoice acme F1 100.00 2026-06-01
	crm-overdue --today=2026-06-04 | crm-remind --today=2026-06-04 > d
	row 2026-06-04 acme payment '' client F1 40.00 EUR
	run crm-remind --today=2026-06-04 --send --mbox=m d
	status 3
	out_has ',stale,'
	is "$(mails)" 0
	row 2026-06-04 acme payment '' client F1 60.00 EUR
	run crm-remind --today=2026-06-04 --send --mbox=m d
	out_has ',stale,'
	is "$(mails)" 0
	grep -q 'status=intent' book/journal.csv && fail 'an intent was left behind'
	:
}

damage_blocks() {
	book
	profile beta
	invoice acme F1 100.00 2026-06-01
	invoice beta F2 100.00 2026-06-01
	row 2026-06-02 beta payment '' client F2 12.5.5 EUR
	send 2026-06-04
	status 3
	out_has 'acme,courtesy,email,F1,sent'
	out_has 'beta,courtesy,email,F2,refused'
	# whose line this is cannot be read: nobody is written to
	echo '"garbage' >> book/journal.csv
	profile gamma
	invoice gamma F3 100.00 2026-06-01
	send 2026-06-05
	status 3
	out_lacks ',sent,'
	is "$(mails)" 1
}

max_and_first_run() {
	book
	echo 'max: 2' | policy
	for c in a b c; do profile $c; invoice $c "F$c" 100.00 2026-06-01; done
	send 2026-06-04
	status 2
	err_has 'first run of 3 messages'
	send 2026-06-04 --max=3
	status 2
	is "$(mails)" 0
	send 2026-06-04 --first-run
	status 3
	err_has '1 message is left for the next run'
	is "$(mails)" 2
	send 2026-06-04
	status 0
	is "$(mails)" 3
	# as many as may go out are no first run of too many
	rm -r book
	book
	echo 'max: 2' | policy
	for c in a b; do profile $c; invoice $c "F$c" 100.00 2026-06-01; done
	send 2026-06-04
	status 0
	is "$(grep -c ',sent,' out)" 2
}

other_host() {
	book
	echo 'send_host: not-this-machine' | policy
	invoice acme F1 100.00 2026-06-01
	send 2026-06-04
	status 2
	err_has "reminders go out from 'not-this-machine' only"
	is "$(mails)" 0
}

too_small() {
	book
	echo 'min_amount: 50' | policy
	profile beta
	invoice acme F1 49.99 2026-06-01
	invoice beta F2 50.00 2026-06-01
	drafts 2026-06-04
	out_is 'beta courtesy F2*'
	explain 2026-06-04
	out_is 'acme,F1,3,,,courtesy,,small,,
beta,F2,3,,,courtesy,2026-06-04,,,'
	# together they are worth a letter
	invoice acme F3 10.00 2026-06-01
	drafts 2026-06-04
	out_is 'acme courtesy F1* F3*
beta courtesy F2*'
}

named_ladder() {
	book
	policy <<- 'X'
	ladders: {gentle: [{step: courtesy, after: 10d}, {step: second, after: 30d}]}
	X
	echo 'reminders: {ladder: gentle}' >> book/clients/acme.yaml
	invoice acme F1 100.00 2026-06-01
	drafts 2026-06-10
	out_is ''
	drafts 2026-06-11
	out_is 'acme courtesy F1*'
	# one that does not exist is a finding, and nobody is written to on a guess
	sed -i 's/gentle}/gentel}/' book/clients/acme.yaml
	send 2026-06-11
	status 3
	err_has "clients/acme.yaml:4: reminders.ladder: 'gentel' is not a ladder of policy.yaml"
	is "$(mails)" 0
}

# money that names no invoice and covers none: it is not taken off, and that is said
spare() {
	book
	profile beta
	invoice acme F1 100.00 2026-06-01
	invoice acme F2 80.00 2026-06-01
	invoice acme F3 10.00 2026-06-01 '' GBP
	invoice beta F4 50.00 2026-06-01
	row 2026-06-02 acme payment '' client '' 60.00 EUR
	row 2026-06-02 beta payment '' client '' 50.00 EUR
	crm-overdue --today=2026-06-10 > given
	said='crm-remind: acme: 60.00 EUR came without an invoice ref and is not deducted; if it pays F1: crm-log --void 00000005 && crm-log payment acme F1 60.00 -w 2026-06-02'
	run crm-remind --today=2026-06-10 --explain given
	status 0
	err_is "$said"
	out_has 'beta,F4,9,,,courtesy,,unallocated'
	run crm-remind --today=2026-06-10 --explain -q given
	err_is ''
	# who drafts or sends is told as well
	crm-remind --today=2026-06-10 given > drafts.yaml 2> err
	err_is "$said"
	grep -q '^client: "acme"' drafts.yaml
	# and the letter says so: it asks for nothing that may have been paid without a word on it
	grep -q 'I have received €60.00 from you without an invoice number' drafts.yaml
	# it covers one of them: that one is held, the other is asked for in full
	row 2026-06-03 acme payment '' client F9 25.00 EUR
	run crm-remind --today=2026-06-10 --explain given
	out_has 'acme,F2,9,,,courtesy,,unallocated'
	err_has 'acme: 85.00 EUR came without'
	# it covers both
	row 2026-06-03 acme payment '' client '' 15.00 EUR
	run crm-remind --today=2026-06-10 --explain given
	err_is ''
}

# a bank's import in the wrong currency: nobody is asked for what he may have paid
foreign() {
	book
	invoice acme F1 100.00 2026-06-01
	invoice acme F2 100.00 2026-06-01
	row 2026-06-05 acme payment '' client F1 108.00 USD
	run crm-overdue --today=2026-06-10 -f csv
	is "$(cut -d, -f4,8,14 out | tail -n +2 | tr '\n' ' ')" 'F1,100.00,unallocated F2,100.00, '
	drafts 2026-06-10
	out_is 'acme courtesy F2*'
	# it came back
	row 2026-06-06 acme refund '' me F1 108.00 USD
	drafts 2026-06-10
	out_is 'acme courtesy F1* F2*'
}

never() {
	book
	echo 'reminders: {never: direct debit}' >> book/clients/acme.yaml
	invoice acme F1 100.00 2026-06-01
	send 2026-06-11
	is "$(mails)" 0
	explain 2026-06-11
	out_is 'acme,F1,10,,,courtesy,,never,,'
}

# when it will be: holds with a known end are counted in
on_date() {
	book
	printf 'week: {holidays: fr}\n' | policy
	for c in hold away agreed open outb; do profile $c; invoice $c F 100.00 2026-06-01; done
	row 2026-06-03 hold hold '' me '' '' '' 2026-06-13
	row 2026-06-03 away absence '' client '' '' '' 2026-06-20
	row 2026-06-03 agreed renegotiate '' both F '' '' 2026-07-10
	row 2026-06-03 open dispute '' client F
	row 2026-06-04T15:00 outb incident outburst client
	explain 2026-06-04 acme
	explain 2026-06-04
	# Saturday 13 June and Sunday 14; grace of one business day after Friday 10 July; cool-off 24 h
	out_is 'agreed,F,3,,,courtesy,2026-07-15,agreed=2026-07-10,2026-07-14,
away,F,3,,,courtesy,2026-06-22,absent=2026-06-20,2026-06-21,
hold,F,3,,,courtesy,2026-06-15,hold=2026-06-13,2026-06-14,
open,F,3,,,courtesy,,dispute,crm-log resolve open F,
outb,F,3,,,courtesy,2026-06-05,outburst,2026-06-05,'
	for c in agreed:2026-07-15 away:2026-06-22 hold:2026-06-15 outb:2026-06-05; do
		drafts "$(date -d "${c#*:} - 1 day" +%F)"
		out_lacks "${c%:*} "
		drafts "${c#*:}"
		out_has "${c%:*} courtesy F*"
	done
}

eighty_columns() {
	book
	invoice acme F2026-0014 123456.00 2026-06-01
	row 2026-06-03 acme renegotiate '' both F2026-0014 '' '' 2026-07-10
	reminder acme F2026-0014 2026-06-04 courtesy
	row 2026-06-03 acme hold '' me '' '' '' 2026-08-13
	need_terminal
	run script -qec 'stty cols 80; crm-remind --explain --today=2026-06-20' /dev/null
	[ "$(tr -d '\r' < out | wc -L)" -le 80 ] || { cat out; fail 'wider than 80 columns'; }
	out_has 'agreed=2026-07-10'
	out_has '2026-08-14'
}

upcoming() {
	book
	policy <<- 'X'
	ladder: [{step: upcoming, after: -3d}, {step: courtesy, after: 3d}, {step: second, after: 10d}]
	X
	invoice acme F1 100.00 2026-06-12
	drafts 2026-06-08
	out_is ''
	drafts 2026-06-09
	out_is 'acme upcoming F1*'
	crm-overdue --within=7d --today=2026-06-09 | crm-remind --today=2026-06-09 > out
	# nothing in it says late
	grep -Eiq 'overdue|late|reminder|unpaid' out && fail "$(cat out)"
	send 2026-06-09
	status 0
	out_has 'acme,upcoming,email,F1,sent'
	send 2026-06-10
	is "$(mails)" 1
	# it makes a gap like every message: 3 days late, but 7 after the notice
	drafts 2026-06-15
	out_is ''
	drafts 2026-06-16
	out_is 'acme courtesy F1*'
}

upcoming_after_an_outage() {
	book
	policy <<- 'X'
	ladder: [{step: upcoming, after: -3d}, {step: courtesy, after: 3d}, {step: second, after: 10d}]
	X
	invoice acme F1 100.00 2026-06-12
	# late already: what was to come is past
	drafts 2026-06-15
	out_is 'acme courtesy F1*'
	# late and to come on one day: the reminder goes out alone
	invoice acme F2 30.00 2026-06-17
	drafts 2026-06-15
	out_is 'acme courtesy F1*'
	send 2026-06-15
	drafts 2026-06-16
	out_is ''
	# without a report that looks ahead nothing is said ahead
	profile beta
	invoice beta F3 30.00 2026-06-17
	crm-overdue --today=2026-06-15 | crm-remind --today=2026-06-15 > out
	out_lacks beta
}

# P5: two clients in whatever order of rows
order_of_rows() {
	book
	profile beta
	invoice beta F2 100.00 2026-06-01
	invoice acme F1 100.00 2026-06-01
	explain 2026-06-10
	out_is 'acme,F1,9,,,courtesy,2026-06-10,,,
beta,F2,9,,,courtesy,2026-06-10,,,'
}

# profile, else policy, else --lang, else French; never the locale (P5)
language_of_letters() {
	book
	sed -i '/^lang/d' book/policy.yaml
	invoice acme F1 100.00 2026-06-01
	crm-overdue --today=2026-06-10 > given
	is "$(crm-remind --today=2026-06-10 given | grep ^lang:)" 'lang: "fr"'
	is "$(LC_ALL=en_GB.UTF-8 crm-remind --today=2026-06-10 given | grep ^lang:)" 'lang: "fr"'
	run crm-remind --today=2026-06-10 --lang=en given
	out_has 'lang: "en"'
	out_has 'Dear Jo Doe'
	is "$(crm-remind --today=2026-06-10 --lang=en_GB.UTF-8 given | grep ^lang:)" 'lang: "en"'
	is "$(crm-remind --lang=en --template=silence --client=acme | grep ^lang:)" 'lang: "en"'
	run crm-remind --today=2026-06-10 --lang=en --dossier=acme
	out_has 'A note to myself'
	echo 'lang: fr' | policy
	is "$(crm-remind --today=2026-06-10 --lang=en given | grep ^lang:)" 'lang: "fr"'
	echo 'lang: en' >> book/clients/acme.yaml
	is "$(crm-remind --today=2026-06-10 given | grep ^lang:)" 'lang: "en"'
}

# a letter without an address, a language of the policy or of the command line
no_letter() {
	book
	printf 'ladder: [{step: notice, after: 3d, channel: letter}]\n' | policy
	sed -i '/^post/d' book/clients/acme.yaml
	invoice acme F1 100.00 2026-06-01
	send 2026-06-10
	status 3
	grep -q '^acme,notice,letter,F1,refused,.*,"*clients/acme.yaml: post: no postal address' out || fail "$(cat out)"
	is "$(grep -c acme err)" 1
	book_lang() { sed -i '/^lang/d' book/policy.yaml; [ -z "$1" ] || echo "lang: $1" | policy; }
	echo 'post: [a]' >> book/clients/acme.yaml
	book_lang de
	send 2026-06-10 --lang=en
	status 3
	err_has "policy.yaml:3: lang: there are no letters in language 'de'"
	run crm-remind --today=2026-06-10 --dossier=acme
	status 2
	err_has "policy.yaml:3: lang: there are no letters in language 'de'"
	book_lang ''
	send 2026-06-10 --lang=de
	status 3
	out_has "refused"
	err_has "crm-remind: --lang: there are no letters in language 'de'"
	is "$(mails)" 0
	# what cannot be written is no part of a first run that is too long
	echo 'max: 1' | policy
	profile beta
	profile gamma
	echo 'lang: en' >> book/clients/gamma.yaml
	invoice beta F2 100.00 2026-06-01
	invoice gamma F3 100.00 2026-06-01
	send 2026-06-10 --lang=de
	status 3
	out_has 'gamma,notice,letter,F3,prepared'
	err_lacks 'left for the next run'
}

# one client without address or rate does not stop the others
others_go_on() {
	book
	profile beta
	printf 'name: Gamma\n' > book/clients/gamma.yaml
	printf 'name: Delta\nlang: xx\npeople: [{name: D, email: d@x.example}]\n' > book/clients/delta.yaml
	printf 'name: Eps\nkind: b2b\nlaw: eu\npeople: [{name: D, email: e@x.example}]\n' > book/clients/eps.yaml
	echo 'currency: EUR' | policy
	for c in acme gamma delta eps; do invoice $c F 100.00 2026-06-01; done
	send 2026-06-10
	status 3
	out_has 'acme,courtesy,email,F,sent'
	err_has 'clients/gamma.yaml: people: nobody with an email'
	err_has "clients/delta.yaml:2: lang: there are no letters in language 'xx'"
	# each of them has its row, with the reason; one line on stderr
	out_has 'gamma,courtesy,email,F,refused,crm.'
	grep -q '^gamma,.*,"clients/gamma.yaml: people: nobody with an email' out || fail "$(cat out)"
	grep -q "^delta,.*,refused,.*clients/delta.yaml:2: lang: there are no letters in language 'xx'" out
	is "$(wc -l < err)" 2
	grep -q 'intent.*gamma' book/journal.csv && fail 'an intent was left behind'
	# as drafts they are left out, and named
	run crm-remind --today=2026-06-10 given
	status 3
	err_has 'clients/gamma.yaml: people: '
	out_lacks gamma
	# a rate that nobody knows yet is no matter for a letter that names no interest
	send 2039-06-10
	out_has 'acme,second,email,F,sent'
}

it "S2.10 S2.11 S2.12: courtesy, second, notice, recourse, then silence" ladder_steps
it "S2.11: a letter waits until it is posted, by days" posted_same_day
it "one step a run, no burst after an outage" no_burst
it "P4: a draft that stands twice goes out once" twice_in_a_stream
it "P4: an earlier moment is refused when sending" earlier_moment
it "drafts of a filtered report can be sent" part_of_the_book
it "a draft whose balance changed is stale" stale_draft
it "findings block a client, an unreadable line all" damage_blocks
it "--max and --first-run" max_and_first_run
it "send_host" other_host
it "min_amount" too_small
it "named ladders" named_ladder
it "money without an invoice that covers none is named" spare
it "money in another currency that names an invoice holds it" foreign
it "reminders: {never: ...}" never
it "S0.43 S0.26 S0.45: --explain tells the day" on_date
it "--explain fits 80 columns" eighty_columns
it "a notice before the due day" upcoming
it "a notice before the due day, after an outage" upcoming_after_an_outage
it "P5: --explain in one order" order_of_rows
it "P5: the language of a letter: profile, policy, --lang, French" language_of_letters
it "a letter that cannot be written is a row with its reason" no_letter
it "one client's failure does not stop the others" others_go_on
done_testing
