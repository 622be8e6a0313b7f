#!/usr/bin/env bash
# crm-remind --template: the letters that are no reminders.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/remind.sh
. "$ROOT/tests/remind.sh"

# draft NAME [ARGUMENT...] - the draft in `out`
draft() {
	local name=$1
	shift
	run crm-remind --today=2026-06-15 --template="$name" --client=acme "$@"
}
names="holding-reply promise-late clarify renegotiate frame silence checkin renewal-review
	after-delivery welcome-back empathy apology positive-note mediator closing reference-request"

# facts - a row for each thing that a letter may speak of
facts() {
	row 2026-05-01 acme mission '' both M9 '' '' 2026-06-30 '' '' '' 'A shop: it sells'
	row 2026-05-02 acme promise '' me P9 '' '' 2026-06-12 '' '' '' 'the logo'
	row 2026-05-25 acme delivered '' me M9 '' '' '' '' '' '' 'second place'
	row 2026-06-01 acme absence '' client '' '' '' 2026-06-12 '' '' '' ''
	row 2026-06-02 acme conflict ideas client C9 '' '' '' '' 2 '' ''
	row 2026-06-03 acme dispute '' client X9 '' '' '' '' '' '' ''
	row 2026-06-04 acme resolve '' both X9 '' '' '' '' '' '' ''
	row 2026-06-10 acme incident error client '' '' '' '' '' 3 '' ''
	row 2026-06-15T08:00 acme contact '' client '' '' '' '' email '' '' ''
}

all_of_them() {
	for lang in fr en; do
		book
		client acme $lang
		facts
		for name in $names; do
			case $name in renegotiate | silence) continue ;; esac
			draft "$name"
			status 0
			out_has 'items: []'
		done
	done
	draft renegotiate
	status 2
	err_has "'acme' owes nothing that is overdue"
	# their message waits: that is the answer that is due
	draft silence
	status 2
	err_has "a message of theirs waits for an answer; answer it: crm-log out acme"
	row 2026-06-15T09:00 acme contact '' me '' '' '' '' email '' '' ''
	draft silence
	status 0
	out_has 'items: []'
}

# a letter whose fact is in no row would tell them of what did not happen
without_facts() {
	local name what
	book
	client acme
	for name in holding-reply:in promise-late:promise renewal-review:mission after-delivery:delivered \
		empathy:incident apology:incident positive-note:resolve mediator:conflict closing:mission \
		reference-request:delivered welcome-back:absence planning:mission disagree:incident \
		price:incident limit:incident; do
		what=${name#*:}
		draft "${name%:*}"
		status 2
		out_is ''
		err_has "crm-remind: --template: '${name%:*}' has nothing to say"
		err_has "in the book: crm-log $what acme"
		draft "${name%:*}" --lang=fr
		status 2
	done
	for name in clarify frame silence checkin ask-references; do
		draft "$name"
		status 0
	done
	# an incident of another kind is not the fact that they speak of
	row 2026-06-10 acme incident error client '' '' '' '' '' 3 '' ''
	for name in disagree price limit; do
		draft "$name"
		status 2
	done
}

# S1.33: the whole of the mission, of what is in the book and has a name
planning() {
	book
	client acme
	row 2026-04-20 acme mission '' both M1 '' '' '' '' '' 'title=A_shop' 'twice the orders'
	row 2026-04-10 acme delivered '' me D0 '' '' '' '' '' '' ''
	row 2026-04-21 acme deadline '' me D1 '' '' 2026-05-05 '' '' '' 'The mock-up'
	row 2026-05-06 acme delivered '' me D1 '' '' '' '' '' '' 'they grumbled'
	row 2026-05-10 acme deadline '' me D2 '' '' 2026-06-18 '' '' '' 'The basket'
	row 2026-05-20 acme clarify '' me D2 '' '' 2026-06-19 '' '' '' ''
	row 2026-05-11 acme promise '' me P1 '' '' 2026-06-30 '' '' '' 'A page of help'
	row 2026-05-12 acme promise '' client P2 '' '' 2026-06-16 '' '' '' 'The photos'
	row 2026-05-12 acme promise '' client P3 '' '' 2026-05-30 '' '' '' 'The texts'
	row 2026-05-29 acme kept '' client P3 '' '' '' '' '' '' ''
	row 2026-05-12 acme promise '' client P4 '' '' 2026-06-01 '' '' '' 'The prices'
	row 2026-05-12 acme promise '' me P5 '' '' 2026-06-10 '' '' '' 'A first draft'
	row 2026-05-12 acme promise '' me P6 '' '' '' '' '' '' 'A word to the baker'
	row 2026-05-01 acme invoice '' me F1 100 EUR 2026-05-31 '' '' '' ''
	row 2026-06-01 acme promise '' client F1 '' '' 2026-06-20 '' '' '' 'pays then'
	row 2026-06-02 acme next '' me N1 '' '' 2026-06-20 '' '' '' 'ask for more money'
	draft planning
	status 0
	out_has 'ref: "M1"'
	sed -n '/The goal/,/You are free/p' out | sed 's/^  //' > got
	diff -u - got <<- 'END' || fail "planning"
		The goal: "twice the orders".

		Done:
		- 6 May 2026: The mock-up

		I am sorry: this should be ready, and is not yet:
		- 10 June 2026: A first draft

		Next dates:
		- 19 June 2026: The basket
		- 30 June 2026: A page of help
		- A word to the baker

		What I need from you:
		- The prices, expected by 1 June 2026
		- The photos, by 16 June 2026

		The current period ends on 20 June 2026. You are free to go on, to change course or to stop there: we will decide it together.
	END
	draft planning --lang=fr
	out_lacks 'grumbled'
}

# the letters on what is hard to say
hard_to_say() {
	book
	client acme
	row 2026-06-10 acme incident silent-approval me X1 '' '' '' '' 3 '' 'I hate it'
	row 2026-06-11 acme incident price client X2 '' '' '' '' 3 '' 'too dear'
	row 2026-06-12 acme incident disrespect client X3 '' '' '' '' 3 '' 'shouted'
	for t in disagree:X1:disagree price:X2:frame limit:X3:frame; do
		draft "${t%%:*}"
		status 0
		w=${t#*:}
		out_has "ref: \"${w%:*}\""
		for note in hate dear shouted; do out_lacks $note; done
		cp out d
		run crm-remind --today=2026-06-15 --send d
		status 0
		grep -q ",acme,${t##*:},.*template=${t%%:*}" book/journal.csv || fail "$t is not logged"
	done
	# what was said once is not drafted again
	run crm-overdue --today=2026-06-16 --kind=approval --no-header -f csv
	out_is ''
}

# what a letter calls the work: the mission's title, never what I noted of a delivery, a result, a
# gesture; a date that has passed is spoken of as such
named() {
	book
	client acme
	facts
	row 2026-06-05 acme gesture '' me C9 '' '' '' '' '' '' 'an hour for nothing'
	row 2026-06-06 acme result '' me M9 '' '' '' '' '' '' 'a heading on the first page'
	draft closing
	out_has 'subject: "End of our collaboration: A shop"'
	out_has 'Our collaboration on "A shop" is coming to an end.'
	out_has 'at the end of the assignment'
	row 2026-06-01 acme end '' both M9 '' '' 2026-06-10 '' '' '' ''
	draft closing
	out_has 'ended on 10 June 2026.'
	out_lacks 'by then'
	draft after-delivery
	out_has 'It is 21 days since I delivered "A shop"'
	draft promise-late
	out_has 'I promised you "the logo" for 12 June 2026, and I did not keep that date.'
	draft promise-late --today=2026-06-11
	out_has 'and I will not be able to keep that date.'
	draft positive-note
	out_has '# the gesture: an hour for nothing'
	sed -n '/^body/,$p' out > body
	grep -q 'for nothing' body && fail "a note of mine in a letter"
	draft renewal-review -r M9 --today=2026-07-15
	out_has 'The agreed period ended on 30 June 2026.'
	# what the offer calls it beats the goal, a title beats both; quotes within quotes
	row 2026-06-07 acme mission '' both M7 '' '' 2026-07-30 '' '' '' 'first for « tea »'
	draft checkin -r M7
	out_has 'subject: "Progress: first for “tea”"'
	row 2026-06-01 acme offer '' me M7 '' '' '' '' '' '' 'Search: in two halves'
	draft checkin -r M7
	out_has 'subject: "Progress: Search"'
	row 2026-06-07 acme mission '' both M8 '' '' 2026-07-30 '' '' title=New_site 'twice the orders'
	draft checkin -r M8
	out_has 'subject: "Progress: New site"'
	# what is not a line of YAML stays a comment
	row 2026-06-08 acme interest person me '' '' '' '' '' '' '' "$(printf 'a\xe2\x80\xa8to: evil@x.example')"
	draft checkin
	grep -q '^to: "acme@acme.example"' out || fail "$(cat out)"
	is "$(grep -c evil out)" 1
	grep -q '^# to ask after: a to: evil' out || fail "$(cat out)"
}

with_facts() {
	book
	client acme
	printf 'week: {hours: "9-12"}\n' >> book/policy.yaml
	row 2026-05-01 acme mission '' both M1 '' '' 2026-06-30 '' '' '' 'A shop that sells'
	row 2026-05-02 acme promise '' me P1 '' '' 2026-06-10 '' '' '' 'the first pages'
	row 2026-05-03 acme promise '' me P2 '' '' 2026-06-12 '' '' '' 'the logo'
	row 2026-05-04 acme kept '' me P1 '' '' '' '' '' '' ''
	row 2026-06-09 acme clarify '' me P2 '' '' 2026-06-19 '' '' '' ''
	row 2026-05-20 acme interest person me '' '' '' '' phone '' '' 'the new house'
	row 2026-06-14T10:00 acme contact '' client '' '' '' '' email '' '' 'furious again'
	row 2026-06-10 acme incident error client M1 '' '' '' '' 3 '' 'he is a pest'
	row 2026-05-25 acme delivered '' me D1 '' '' '' '' '' '' 'the catalogue'
	invoice acme F1 100.00 2026-06-01
	invoice acme F2 50.00 2026-06-02
	row 2026-06-03 acme renegotiate '' both F2 '' '' 2026-07-01 '' '' '' ''
	draft promise-late # S0.29: the oldest that is not kept, with its new date
	out_has 'I promised you "the logo" for 12 June 2026'
	out_has '19 June 2026'
	out_lacks 'first pages'
	draft promise-late -r P1
	out_has 'the first pages'
	draft checkin # S4.6 S0.27
	out_has 'A shop that sells'
	out_has 'the new house'
	draft holding-reply # S0.45
	out_has '14 June 2026'
	draft empathy
	out_has 'A shop that sells'
	draft apology -r M1
	out_has 'A shop that sells'
	draft renewal-review # S1.28
	out_has '30 June 2026'
	draft after-delivery # S4.7
	out_lacks 'the catalogue'
	out_has '25 May 2026'
	draft frame # S2.6
	out_has '9-12'
	out_has 'every two weeks'
	draft renegotiate # S0.43
	out_has 'F1'
	out_has '€100.00'
	out_lacks 'F2' # which has its date
	draft renegotiate -r F2
	out_lacks 'F1'
	out_has '1 July 2026'
	# what I noted of people stays mine
	for name in $names; do
		draft "$name"
		sed -n '/^body/,$p' out > body
		cat body err >> bodies
	done
	for word in furious pest 'new house'; do
		grep -q "$word" bodies && fail "$word in a letter"
	done
	return 0
}

# what was agreed on in writing, what became of it, and the account as it stands
accounts() {
	local lang
	for lang in en fr; do
		book
		client acme $lang
		printf 'people: [{name: Boss, email: boss@acme.example}, {name: Accounts, role: billing, email: pay@acme.example}]\n' > people
		sed -i '/^people/d' book/clients/acme.yaml
		cat people >> book/clients/acme.yaml
		for name in plan agreed-broken statement; do
			draft $name
			status 2
			err_has "'$name' has nothing to say"
		done
		err_has 'crm-log invoice acme REF AMOUNT'
		invoice acme F1 950.00 2026-05-31
		invoice acme F2 100.00 2026-07-31
		row 2026-06-01 acme renegotiate '' both F1 '' '' 2026-06-20 '' '' interest=waive ''
		draft plan
		status 2
		err_has 'no payment plan is in the book: crm-log plan acme REF'
		draft renegotiate -r F1
		status 0
		out_has "$([ $lang = en ] && echo 'If the payment arrives by that date, I will not ask for interest or compensation.' ||
			echo "Si le règlement arrive à cette date, je ne demanderai ni intérêts ni indemnité.")"
		draft renegotiate # it is about that one alone, and asks for no date that was agreed
		out_has "$([ $lang = en ] && echo 'is expected by 20 June 2026' || echo 'est attendu pour le 20 juin 2026')"
		crm-log -q -t 2026-06-10 plan acme F1 450@2026-06-12 500@2026-07-31 -g interest=keep
		draft renegotiate -r F1 -t 2026-06-11
		status 2
		err_has "'F1' has a payment plan: --template=plan confirms it"
		draft plan
		status 0
		out_has 'to: "pay@acme.example"'
		is "$(grep -c '^  - ' out)" 3
		out_has "$([ $lang = en ] && echo 'Interest under the law remains due' || echo "Les intérêts prévus par la loi restent dus")"
		draft statement
		status 0
		out_has 'to: "pay@acme.example"'
		is "$(grep -c '^  - F[12] ' out)" 2
		# the day of grace is the 15th
		draft agreed-broken
		status 2
		err_has 'no agreed date has passed unpaid'
		draft agreed-broken -t 2026-06-16
		status 0
		cp out broken
		out_has "$(printf '450%s' "$([ $lang = en ] && echo .00 || echo ,00)")"
	done
	# between draft and sending they pay
	crm-log -q -t 2026-06-16 payment acme F1 450
	run crm-remind -t 2026-06-16 --send broken
	status 3
	err_has 'stale: paid, reminded or changed'
	is "$(sunk)" 0
	crm-log -q -t 2026-06-16 --void last
	run crm-remind -t 2026-06-16 --send broken
	status 0
	is "$(sunk)" 1
	# of two that are broken only the one that was paid is mended
	invoice acme F3 100.00 2026-05-31
	row 2026-06-02 acme renegotiate '' both F3 '' '' 2026-06-10 '' '' interest=keep ''
	draft agreed-broken -r F3 -t 2026-06-17
	status 0
	out_has 'ref: "F3"'
	cp out broken
	row 2026-06-17 acme payment '' client F3 100 EUR '' '' '' '' ''
	run crm-remind -t 2026-06-17 --send broken
	status 3
	err_has 'stale: paid, reminded or changed'
	# what is contested, or may be paid by money that names nothing, is no broken word
	draft agreed-broken -t 2026-06-17 --lang=en
	status 0
	row 2026-06-16 acme payment '' client '' 450 EUR '' '' '' '' ''
	draft agreed-broken -t 2026-06-17
	status 2
	row 2026-06-16 acme refund '' me '' 450 EUR '' '' '' '' ''
	row 2026-06-16 acme dispute '' client F1 '' '' '' '' '' '' ''
	draft agreed-broken -t 2026-06-17
	status 2
	draft statement -t 2026-06-17
	out_has '(contestée)'
}

wrong_ones() {
	book
	client acme
	run crm-remind --template=apology --client=nobody
	status 2
	err_is "crm-remind: client: the book has nothing of 'nobody'"
	# a slip of the finger, and one who has rows and no profile
	run crm-remind --template=apology --client=acmee
	status 2
	err_is "crm-remind: client: the book has nothing of 'acmee'; the nearest client is 'acme'"
	row 2026-06-01 beta note '' me '' '' '' '' '' '' '' ''
	run crm-remind --template=apology --client=beta
	status 2
	err_has "'beta' has no profile; crm-log --new-client beta makes one"
	run crm-remind --dossier=bta
	status 2
	err_is "crm-remind: --dossier: the book has nothing of 'bta'; the nearest client is 'beta'"
	run crm-remind --dossier=../acme
	status 2
	err_is "crm-remind: --dossier: the book has nothing of '../acme'"
	draft courtesy
	status 2
	err_has "'courtesy' is a reminder"
	facts
	draft no-such-letter
	status 2
	err_has "there is no template 'no-such-letter'"
	draft ../policy
	status 2
	draft apology -r Y9
	status 2
	err_has "'acme' has no row with ref 'Y9'"
	# a ref of something else is no fact: an invoice is nothing to apologise for, nor a promise of theirs mine
	row 2026-06-01 acme invoice '' me F77 10 EUR 2026-06-30 '' '' '' ''
	row 2026-06-01 acme promise '' client P77 '' '' 2026-06-05 '' '' '' Photos
	for t in "apology F77" "empathy F77" "after-delivery F77" "welcome-back F77" "positive-note F77" "promise-late P77"; do
		draft "${t% *}" -r "${t#* }"
		status 2
		err_has "'${t% *}' has nothing to say: "
	done
	row 2026-06-02 acme dispute '' client F77 '' '' '' '' '' '' ''
	for t in apology empathy mediator; do
		draft $t -r F77
		status 0
	done
	run crm-remind --template=apology
	status 2
	run crm-remind --client=acme
	status 2
	draft apology --send
	status 2
	echo 'name: Acme' > book/clients/acme.yaml
	draft apology
	status 2
	err_has 'nobody with an email'
}

sent_once() {
	book
	client acme
	row 2026-06-10 acme incident error client '' '' '' '' '' 3 '' ''
	draft apology
	cp out d
	run crm-remind --today=2026-06-15 --send d
	status 0
	is "$(cut -d, -f1-5 out | tail -n 1)" 'acme,apology,email,,sent'
	is "$(sunk acme)" 1
	is "$(grep -c ',acme,note,,me,.*status=intent' book/journal.csv)" 1
	is "$(grep -c ',acme,contact,,me,.*status=sent.*template=apology' book/journal.csv)" 1
	run crm-remind --today=2026-06-15 --send d
	status 3
	err_has 'stale: this letter was sent'
	# words changed, same letter
	sed -i 's/^subject: .*/subject: "Again"/' d
	run crm-remind --today=2026-06-16 --send d
	status 3
	is "$(sunk acme)" 1
	# it was an apology: the next one is for the next incident
	draft apology --today=2026-06-16
	status 2
	row 2026-06-14 acme incident error client '' '' '' '' '' 3 '' ''
	draft apology --today=2026-06-16
	cat out out > twice
	run crm-remind --today=2026-06-16 --send twice
	status 3
	is "$(sunk acme)" 2
}

# what a sent letter says is logged with it, once; nothing asks for it again
says_what_it_says() {
	book
	client acme
	row 2026-06-10 acme incident error client X1 '' '' '' '' 3 '' ''
	row 2026-06-11 acme diagnose '' me X1 '' '' '' '' '' '' ''
	row 2026-06-10 acme promise '' me P1 '' '' 2026-06-20 '' '' '' ''
	has() { is "$(crm-overdue --today=2026-06-15 --kind="$1" --no-header -f csv | wc -l)" "$2"; }
	has incident 1
	for t in apology promise-late frame checkin clarify; do
		draft $t
		cp out d
		run crm-remind --today=2026-06-15 --send d
		status 0
	done
	logged() { cut -d, -f3-7,11,13 book/journal.csv | grep "^acme,$1," | grep -c "mid=crm.*template=$2\$"; }
	is "$(logged 'apology,,me,X1,email' apology)" 1
	is "$(logged 'clarify,,me,P1,email' promise-late)" 1
	is "$(logged 'frame,contact,me,,email' frame)" 1
	is "$(logged 'checkin,,me,,email' checkin)" 1
	is "$(logged 'checkin,rephrase,me,,email' clarify)" 1
	has incident 0
	# the draft says what it is about; a person may have logged it by hand meanwhile
	row 2026-06-15 acme incident error client X2 '' '' '' '' 3 '' ''
	draft apology
	out_has 'ref: "X2"'
	cp out d
	row 2026-06-15 acme apology '' me X2 '' '' '' '' '' '' ''
	run crm-remind --today=2026-06-15 --send d
	status 0
	is "$(grep -c ',acme,apology,,me,X2,' book/journal.csv)" 1
	run crm-log --check
	status 0
}

# a letter of which nobody knew says it when it is settled as sent, for the day it was tried; one that
# came back has said nothing
says_when_settled() {
	book
	client acme
	row 2026-06-10 acme incident error client '' '' '' '' '' 3 '' ''
	mailer 'cat > /dev/null; kill -9 $$'
	draft apology
	cp out d
	run crm-remind --today=2026-06-15 --send d
	status 3
	is "$(grep -c ',acme,apology,' book/journal.csv)" 0
	mid=$(sed -n 's/^message_id: "\(.*\)"/\1/p' d)
	run crm-remind --today=2026-06-17 --settle="$mid=sent"
	status 0
	id=$(sed -n 's/^\([^,]*\),[^,]*,acme,incident,.*/\1/p' book/journal.csv)
	is "$(grep -c "^[^,]*,2026-06-15[^,]*,acme,apology,,me,$id," book/journal.csv)" 1
	run crm-remind --today=2026-06-18 --settle="$mid=bounced"
	status 0
	apology=$(sed -n 's/^\([^,]*\),[^,]*,acme,apology,.*/\1/p' book/journal.csv)
	is "$(grep -c ",acme,void,,me,$apology," book/journal.csv)" 1
	draft apology --today=2026-06-18
	status 0
}

# a letter that did not leave is no answer to the client
failed_is_no_contact() {
	book
	client acme
	row 2026-06-15T08:00 acme contact '' client '' '' '' '' email '' '' ''
	mailer 'cat > /dev/null; exit 75'
	draft holding-reply
	cp out d
	run crm-remind --today=2026-06-15 --send d
	status 3
	out_has ',deferred,'
	run crm-overdue --today=2026-06-18 --kind=reply --no-header
	out_has 'acme,reply'
	# the same draft may go again, and then it is one
	mailer 'cat > "${0%/*}/sunk/m"'
	run crm-remind --today=2026-06-15 --send d
	status 0
	run crm-overdue --today=2026-06-18 --kind=reply --no-header
	out_is ''
}

unknown_is_settled() {
	book
	client acme
	row 2026-06-10 acme incident error client '' '' '' '' '' 3 '' ''
	for end in sent failed; do
		mailer 'cat > /dev/null; exit 1'
		draft "$([ $end = sent ] && echo apology || echo empathy)"
		cp out d
		run crm-remind --today=2026-06-15 --send d
		status 3
		out_has ',unknown,'
		mid=$(tail -n 1 out | cut -d, -f6)
		run crm-remind --today=2026-06-15 --send d
		status 3
		err_has 'stale: this letter may have been sent'
		err_has "crm-remind --settle=$mid=sent or =failed"
		run crm-remind --today=2026-06-15 --settle="<$mid>=$end"
		status 0
		mailer 'cat > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"'
		run crm-remind --today=2026-06-15 --send d
		if [ $end = sent ]; then status 3; else status 0; fi
	done
	is "$(sunk acme)" 1
}

# P6: to nobody but the people of the profile; not another client's letter
tampered() {
	book
	client acme
	client beta
	row 2026-06-10 acme incident error client '' '' '' '' '' 3 '' ''
	draft apology
	cp out d
	sed 's/^to: .*/to: "evil@evil.example"/' d > x
	run crm-remind --today=2026-06-15 --send x
	status 3
	out_has ',refused,'
	sed 's/^client: .*/client: "beta"/; s/^to: .*/to: "beta@beta.example"/' d > x
	run crm-remind --today=2026-06-15 --send x
	out_has ',refused,'
	sed 's/^step: .*/step: "courtesy"/' d > x
	run crm-remind --today=2026-06-15 --send x
	out_has ',refused,'
	sed 's/^client: .*/client: "..\/acme"/' d > x
	run crm-remind --today=2026-06-15 --send x
	out_has ',refused,'
	is "$(find sunk -type f | wc -l)" 0
}

it "S2.15 S2.18 S2.19: every letter can be drafted" all_of_them
it "S0.29 S4.6 S0.27 S1.28 S4.7 S2.6 S0.43: with what the journal knows" with_facts
it "a letter whose fact is in no row is refused, and the row named" without_facts
it "S1.33: a planning tells what is done, what comes, what is awaited" planning
it "S1.18 S0.38 S2.7: a disagreement, a price, a limit" hard_to_say
it "letters name the mission, in the right tense, and no note of mine" named
it "S0.43: a plan in writing, a broken date, a statement of account" accounts
it "letters that cannot be drafted" wrong_ones
it "P4: a letter goes out once" sent_once
it "S2.18 S0.29 S2.5 S0.22 S4.3: what a sent letter says is logged with it, once" says_what_it_says
it "P4: a letter that is settled says it, one that came back does not" says_when_settled
it "a letter that did not leave is no contact" failed_is_no_contact
it "P4: a letter of which nobody knows is settled" unknown_is_settled
it "P6: a draft that was tampered with" tampered
# a shipped letter is seen as it is, and a copy of it into the book is a letter
printed() {
	export CRM_DIR=b
	crm-log --init
	printf 'lang: fr\n' > b/policy.yaml
	crm-remind --print=courtesy | cmp - "$ROOT/lib/templates/fr/courtesy.mustache"
	crm-remind --print=sign --lang=en | cmp - "$ROOT/lib/templates/en/sign.mustache"
	mkdir -p b/templates/fr
	crm-remind --print=courtesy > b/templates/fr/courtesy.mustache
	cmp b/templates/fr/courtesy.mustache "$ROOT/lib/templates/fr/courtesy.mustache"
	run crm-remind --complete -- --print=cour
	out_has courtesy
	run crm-remind --print=nothing
	status 2
	err_has "« nothing » n'est pas une lettre fournie"
	run crm-remind --print=../../etc/passwd
	status 2
	run crm-remind --print=courtesy acme
	status 2
	run crm-remind --print=courtesy --letters
	status 2
}

it "prints a shipped letter" printed
done_testing
