# How the handing over of a message may end, and what a person may say of it: whatever the order, none
# goes out twice, and a word that cannot be true changes nothing.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
export ASAN_OPTIONS=detect_leaks=0

journal=book/journal.csv

# refused STATUS TEXT COMMAND... - it is refused with these words, and the journal stays as it is
refused() {
	local want=$1 text=$2
	shift 2
	cp $journal before
	run "$@"
	status "$want"
	err_has "$text"
	cmp before $journal
}

# lost - a mail program that took the message and whose end nobody knows
lost='cat > /dev/null; kill -9 $$'
taken='cat > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"'

# a put-off message goes at the next run, as an answer to the one before
deferred() {
	owing
	send 2026-06-08
	is "$(states F1)-$(sunk)" 'intent sent-1'
	mailer 'cat > /dev/null; exit 75'
	send 2026-06-23
	status 3
	is "$(status_of F1)-$(sunk)" deferred-1
	mailer "$taken"
	send 2026-06-24
	status 0
	is "$(status_of F1)-$(sunk)" sent-2
	first=$(grep -L -i '^In-Reply-To:' sunk/* | xargs grep -h -i '^Message-ID:' | cut -d' ' -f2)
	[ -n "$first" ]
	is "$(grep -h -i '^In-Reply-To:' sunk/* | cut -d' ' -f2)" "$first"
	send 2026-06-25
	is "$(states F1)-$(sunk)" 'intent sent intent deferred intent sent-2'
}
it "P4: a message that is put off goes once, as an answer to the first" deferred

# two letters of whose end nobody knows: each is settled by its own id, once
unknown() {
	local a b
	owing
	client beta
	invoice beta F2 50 2026-05-31
	mailer "$lost"
	send 2026-06-08
	status 3
	a=$(sed -n 's/.*,acme,reminder,.*status=unknown mid=\([^ ,]*\).*/\1/p' $journal)
	b=$(sed -n 's/.*,beta,reminder,.*status=unknown mid=\([^ ,]*\).*/\1/p' $journal)
	[ -n "$a" ] && [ -n "$b" ]
	mailer "$taken"
	refused 2 "only a letter has a number, and '$a' went by e-mail" crm-remind --today=2026-06-09 --settle="$a=sent:1A"
	refused 2 'no open message has the id' crm-remind --today=2026-06-09 --settle=nobody@x.example=sent
	need strace
	cp $journal before
	faulty "$PWD/book/.sending" fcntl:error=EIO crm-remind --today=2026-06-09 --settle="$a=sent"
	status 4
	cmp before $journal
	run crm-remind --today=2026-06-09 --settle="$b=sent"
	status 0
	is "$(states F1) / $(states F2)" 'intent unknown / intent unknown sent'
	refused 2 'no open message' crm-remind --today=2026-06-09 --settle="$b=sent"
	send 2026-06-09
	is "$(sunk)" 0
	run crm-remind --today=2026-06-09 --settle="$a=failed"
	status 0
	send 2026-06-09
	is "$(sunk acme) $(sunk beta)" '1 0'
}
it "P4: each message of which nobody knows is settled by its own id, once" unknown

# the other run has it still: what becomes of it is not for a person to say
under_way() {
	local mid
	owing
	mailer ': > "${0%/*}/now"; cat > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"; for _ in $(seq 300); do [ -e "${0%/*}/go" ] && break; sleep 0.05; done'
	crm-remind --send --today=2026-06-08 report.csv > /dev/null 2>&1 &
	for _ in $(seq 200); do [ -e now ] && break; sleep 0.05; done
	mid=$(sed -n 's/.*mid=\([^ ,]*\).*/\1/p' $journal)
	refused 4 "'$mid' is being handed over at this moment" crm-remind --today=2026-06-08 --settle="$mid=failed"
	: > go
	wait $!
	is "$(states F1)-$(sunk)" 'intent sent-1'
}
it "P4: a message that another run hands over is settled by nobody" under_way

# what nobody has read was not said: an apology that came back is voided with its message
came_back() {
	local mid id
	book
	client acme
	row 2026-06-10 acme incident error client '' '' '' '' '' 3 '' ''
	run crm-remind --today=2026-06-15 --template=apology --client=acme
	cp out d
	mid=$(sed -n 's/^message_id: "\(.*\)"/\1/p' d)
	# a character that no header may carry: no intent is left
	sed 's/^subject: "/&\\u2028/' d > bad
	refused 3 'acme: refused: Subject: a control character (U+2028)' crm-remind --today=2026-06-15 --send bad
	mailer "$lost"
	run crm-remind --today=2026-06-15 --send d
	status 3
	is "$(grep -c ',acme,apology,' $journal)" 0
	run crm-remind --today=2026-06-17 --settle="$mid=sent"
	status 0
	id=$(sed -n 's/^\([^,]*\),2026-06-15[^,]*,acme,apology,.*/\1/p' $journal)
	[ -n "$id" ]
	row 2026-06-16 acme apology '' me R1 '' '' '' email '' '' 'by word of mouth'
	run crm-remind --today=2026-06-18 --settle="$mid=bounced"
	status 0
	is "$(grep -c ',acme,void,' $journal)-$(grep -c ",acme,void,,me,$id," $journal)" 1-1
	refused 2 'no open message' crm-remind --today=2026-06-18 --settle="$mid=bounced"
	# one that says nothing beside
	run crm-remind --today=2026-06-18 --template=checkin --client=acme
	cp out d
	mailer "$taken"
	run crm-remind --today=2026-06-18 --send d
	status 0
	is "$(sunk)" 1
	is "$(grep -c ',acme,contact,.*template=checkin' $journal)-$(grep -c ',acme,apology,' $journal)" 1-2
}
it "P4: an apology that came back was not said" came_back

# numbered REF - a formal notice about it lies in outbox/, of the 24th; its message id in $mid
numbered() {
	book
	client acme
	invoice acme "$1" 300 2026-03-31
	row 2026-04-03 acme reminder second me "$1" '' '' '' email '' status=sent ''
	send 2026-04-24
	mid=$(awk -F, '$5 == "prepared" { print $6; exit }' out)
	[ -n "$mid" ]
}

posted() {
	local mid bad
	numbered A
	for bad in 'sent:' 'sent:1A;x' 'failed:1A' maybe; do
		refused 2 --settle crm-remind --settle="$mid=$bad" --today=2026-04-27
	done
	run crm-remind --settle="$mid=sent:1A 234" --today=2026-04-27
	status 0
	is "$(grep -c ',acme,letter,posted,me,A,,,,registered,,tracking=1A234,' $journal)" 1
	refused 2 "the letter '$mid' was posted: it cannot be taken back" crm-remind --settle="$mid=failed" --today=2026-04-28
	refused 2 'no open message' crm-remind --settle="$mid=sent:1A" --today=2026-04-28
	# nobody knew whether it lies in outbox/
	numbered A
	sed -i 's/status=prepared/status=unknown/' $journal
	run crm-remind --settle="$mid=sent:1A2" --today=2026-04-27
	status 0
	grep -q ',acme,reminder,notice,me,A,.*,letter,,status=sent mid=' $journal
	is "$(grep -c ',acme,letter,posted,me,A,,,,registered,,tracking=1A2,$' $journal)" 1
	# a letter about nothing that is due is a contact, of the day it was posted
	book
	client acme
	invoice acme B 50 2026-04-30
	run crm-remind --today=2026-05-05 --template=statement --paper acme
	status 0
	cp out d
	mid=$(sed -n 's/^message_id: "\(.*\)"/\1/p' d)
	run crm-remind --today=2026-05-05 --send d
	out_has ,prepared,
	! grep -q ,acme,contact, $journal
	run crm-remind --today=2026-05-06 --settle="$mid=sent:RK 12 3"
	status 0
	is "$(grep -c "^[^,]*,2026-05-06[^,]*,acme,contact,.*,letter,,status=sent mid=$mid template=statement tracking=RK123,$" $journal)" 1
	refused 2 'no open message' crm-remind --today=2026-05-06 --settle="$mid=sent"
}
it "P4: a letter that was posted is not taken back, and posted once" posted
done_testing
