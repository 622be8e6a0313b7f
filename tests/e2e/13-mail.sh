# crm-log --mail: whose message it is, when, which way, once; answers and returns of reminders (crm-log(1)).
. "$(dirname "$0")/../lib.sh"
export CRM_TODAY=2026-06-15
MAKE=$ROOT/tests/e2e/makemail.py

book() {
	export CRM_DIR=b
	crm-log --init
	printf 'timezone: Europe/Paris\nlang: en\nme: {name: Zoe Test, email: me@example.org, emails: [zoe@studio.example], iban: FR76}\n' > b/policy.yaml
	printf 'name: Acme\nlang: en\npeople: [{name: X, email: x@acme.example}]\n' > b/clients/acme.yaml
	printf 'name: Beta\npeople: [{name: B, email: b@gmail.com}]\n' > b/clients/beta.yaml
	printf 'name: C\npeople: [{name: C, email: one@two.example}]\n' > b/clients/c.yaml
	printf 'name: D\npeople: [{name: D, email: other@two.example}]\n' > b/clients/d.yaml
}

rows() { tail -n +2 b/journal.csv | cut -d, -f2-; }

# message FIELD... - a message of these fields on standard output
message() { printf '%s\n' "$@" '' 'the body'; }

# one FIELD... - read one message alone; its row, or nothing, in $row
one() {
	rows > before
	message "$@" > one
	run crm-log --mail one
	row=$(rows | diff before - | sed -n 's/^> //p')
}

thousand() {
	need python3
	book
	"$MAKE" mail 1000 | LC_ALL=C sort > truth
	find mail -type f | LC_ALL=C sort > list
	is "$(wc -l < list)" 1000
	run crm-log --mail < list
	status 0
	err_is "crm-log: $((1000 - $(wc -l < truth))) messages belong to no known client and are left out; -v lists them"
	crm-log --list -f json | jq -r '.[] | [.at, .by, .client, .tags // "", .note] | @tsv' | sort > got
	python3 -c 'import csv,sys
for r in csv.reader(sys.stdin): print("\t".join(r))' < truth | sort > wanted
	diff wanted got | head -n 20 > differ
	[ ! -s differ ] || fail "$(cat differ)"
	[ "$(wc -l < got)" -gt 400 ]
	# once more, in another order, from another place, other flags: nothing
	cp b/journal.csv before
	mkdir copy
	for f in $(head -n 300 list); do mv "$f" "copy/$(basename "$f" :2,S):2,RS"; done
	find copy mail -type f | sort -r > again
	run crm-log -v --mail < again
	status 0
	err_has "1000 messages: 0 to add, $(wc -l < truth) already present, "
	cmp b/journal.csv before
	crm-log --check -q
}

named_twice() {
	book
	message 'From: x@acme.example' 'Date: Mon, 1 Jun 2026 10:00:00 +0200' 'Message-ID: <1@acme.example>' > known
	run crm-log --mail known known
	status 0
	err_is ''
	is "$(rows)" '2026-06-01T10:00,acme,contact,,client,,,,,email,,,'
}

whose() {
	book
	local at='Date: Mon, 1 Jun 2026 10:00:00 +0200'
	# an address of a profile, its domain, a domain that two share, a provider's
	one 'From: X <x@ACME.example>' "$at" 'Subject: a'
	is "$row" '2026-06-01T10:00,acme,contact,,client,,,,,email,,,a'
	one 'From: new@acme.example' "$at" 'Subject: b'
	is "$row" '2026-06-01T10:00,acme,contact,,client,,,,,email,,,b'
	one 'From: new@two.example' "$at"
	is "$row" ''
	one 'From: other@two.example' "$at"
	is "$row" '2026-06-01T10:00,d,contact,,client,,,,,email,,,'
	one 'From: stranger@gmail.com' "$at"
	is "$row" ''
	err_is 'crm-log: 1 message belongs to no known client and is left out; -v lists it'
	one 'From: "x@acme.example" <evil@nowhere.example>' "$at"
	is "$row" ''
	one 'From: web@host.example' 'Reply-To: b@gmail.com' "$at"
	is "$row" '2026-06-01T10:00,beta,contact,,client,,,,,email,,,'
	# what a profile says itself
	echo 'domains: [two.example, gmail.com, mail.c.example]' >> b/clients/c.yaml
	one 'From: new@two.example' "$at" 'Subject: now'
	is "$row" '2026-06-01T10:00,c,contact,,client,,,,,email,,,now'
	one 'From: y@mail.c.example' "$at"
	is "$row" '2026-06-01T10:00,c,contact,,client,,,,,email,,,'
	# from me, by any of my addresses: to whom; my own form writes as me
	one 'From: Zoe@Studio.example' 'To: me@example.org, b@gmail.com' "$at" 'Subject: d'
	is "$row" '2026-06-01T10:00,beta,contact,,me,,,,,email,,,d'
	one 'From: me@example.org' 'To: someone@else.example' 'Cc: x@acme.example' "$at" 'Subject: e'
	is "$row" '2026-06-01T10:00,acme,contact,,me,,,,,email,,,e'
	one 'From: me@example.org' 'To: me@example.org' 'Reply-To: x@acme.example' "$at" 'Subject: form'
	is "$row" '2026-06-01T10:00,acme,contact,,client,,,,,email,,,form'
	one 'From: me@example.org' 'To: x@acme.example' 'Auto-Submitted: auto-replied' "$at"
	is "$row" ''
	# without knowing me, in and out are one
	printf 'lang: en\n' > b/policy.yaml
	run crm-log --mail one
	status 2
	err_is 'crm-log: policy.yaml: me.email: is not set: --mail needs it to tell what I wrote from what others did'
	printf 'me: {emails: [no address]}\n' > b/policy.yaml
	run crm-log --mail one
	status 2
	err_has 'policy.yaml:1: me.emails:'
}

# no answer is owed to a program, or to what went to many
automatic() {
	local field
	book
	for field in 'Auto-Submitted: auto-generated' 'Auto-Submitted: Auto-Replied; x=y' 'Precedence: junk' \
		'Precedence: AUTO_REPLY' 'X-Autorespond: yes' 'Return-Path: <>' 'List-Id: <news.acme.example>' \
		'Content-Type: multipart/report; report-type=disposition-notification; boundary=x'; do
		one 'From: x@acme.example' "$field" "Subject: $field" 'Date: 1 Jun 2026 10:00 +0200'
		is "$row" "2026-06-01T10:00,acme,contact,,client,,,,,email,,noreply,$field"
	done
	# an absence that a program tells of is no message that waits
	is "$(crm-overdue --kind=reply -f csv --no-header)" ''
	for field in 'Auto-Submitted: no' 'Auto-Submitted: NO (a person)' 'Precedence: normal' 'Return-Path: <x@acme.example>'; do
		one 'From: x@acme.example' "$field" "Subject: $field" 'Date: 1 Jun 2026 10:00 +0200'
		is "$row" "2026-06-01T10:00,acme,contact,,client,,,,,email,,,$field"
	done
	is "$(crm-overdue --kind=reply -f csv --no-header | cut -d, -f1,2)" acme,reply
}

# the day of the message: its own, else that of its coming
moments() {
	book
	one 'From: x@acme.example' 'Date: Sun, 31 May 2026 23:30:00 +0000'
	is "${row%%,*}" 2026-06-01T01:30
	one 'From: x@acme.example' 'Subject: a' 'Received: from a; Mon, 1 Jun 2026 09:00:00 +0200' 'Received: from b; Sun, 31 May 2026 09:00:00 +0200'
	is "${row%%,*}" 2026-06-01T09:00
	message 'From: x@acme.example' 'Subject: b' > 1780300000.M1P2.host:2,S
	crm-log --mail ./1780300000.M1P2.host:2,S
	is "$(rows | tail -n 1 | cut -d, -f1)" 2026-06-01T09:46
	message 'From: x@acme.example' 'Subject: c' > file
	touch -d '2026-06-03 12:00 UTC' file
	crm-log --mail file
	is "$(rows | tail -n 1 | cut -d, -f1)" 2026-06-03T14:00
	message 'From: x@acme.example' 'Subject: d' | crm-log --mail -t 2026-06-04T08:15
	is "$(rows | tail -n 1 | cut -d, -f1)" 2026-06-04T08:15
}

# a message or names of messages: by the form of the first line
input() {
	book
	message 'From: x@acme.example' 'Message-ID: <1@x>' > one.eml
	message 'From: x@acme.example' 'Message-ID: <2@x>' > 'two: with blanks.eml'
	printf 'Subject: 3\nFrom: x@acme.example\nMessage-ID: <3@x>\n' > Subject:
	for i in 'one.eml' './two: with blanks.eml' '  one.eml' './Subject:'; do echo "$i"; done > list
	run crm-log -v --mail < list
	status 0
	err_is 'crm-log: 4 messages: 3 to add, 1 already present, 0 left out'
	# a line that is a field is a message, whatever files there are
	crm-log --mail -n < Subject: > out
	run crm-log -v --mail < Subject:
	err_has '1 message: 0 to add, 1 already present'
	# an mbox's first line; CRLF; no body; a mixture of operands
	{ echo 'From x@acme.example Mon Jun  1 10:00:00 2026'; message 'From: x@acme.example' 'Message-ID: <4@x>'; } > four
	sed 's/$/\r/' four | sed 's/<4@x>/<5@x>/' > five
	printf 'From: x@acme.example\nMessage-ID: <6@x>' > six
	run crm-log -v --mail four - six < five
	err_has '3 messages: 3 to add'
	# what is none
	: > empty
	mkfifo fifo
	run timeout 10 crm-log --mail empty fifo nothere . six
	status 3
	err_is 'crm-log: .: is a folder; find FOLDER -type f | crm-log --mail reads what is in it
crm-log: empty: is not a mail message
crm-log: fifo: is not a file
crm-log: nothere: cannot read the message: No such file or directory'
	# one that a mail reader moved meanwhile is no fault
	run crm-log -v --mail << 'X'
nothere
X
	status 0
	err_has '1 message is no longer where the list has it'
	run crm-log -v --mail < empty
	status 0
	# -n shows, and writes nothing
	cp b/journal.csv before
	message 'From: x@acme.example' 'Message-ID: <7@x>' 'Subject: shown' > seven
	run crm-log -n -f csv --mail seven
	cut -d, -f2-4,6,11- out | tail -n +2 > got
	is "$(cut -d, -f2- got)" 'acme,contact,client,email,,,shown'
	cmp b/journal.csv before
	# what was taken back stays out
	crm-log --mail seven
	crm-log --void "$(tail -n 1 b/journal.csv | cut -d, -f1)"
	run crm-log -v --mail seven
	err_has '0 to add, 1 already present'
	# -n, and nothing of other ways of calling
	run crm-log --mail --map=x seven
	status 2
}

# reminded ADDRESS - acme owes F1 and F2; F1 is reminded, and the message is in `sent`
reminded() {
	book
	cat > mailer << 'X'
#!/bin/sh
cat > "${0%/*}/sent"
X
	chmod +x mailer
	echo "deliver: [$PWD/mailer]" >> b/policy.yaml
	echo 'copy_to: me@example.org' >> b/policy.yaml
	crm-log -q invoice acme F1 100 -w 2026-04-01 -d 30d
	crm-remind --send -q --first-run -t 2026-06-08T09:00 > out
	mid=$(sed -n 's/^Message-ID: <\(.*\)>/\1/p' sent)
	[ "$mid" ]
}

answers() {
	reminded
	# my own copy of it says nothing new
	cp sent copy
	run crm-log -v --mail copy
	status 0
	err_has '0 to add'
	one 'From: x@acme.example' 'Date: 9 Jun 2026 10:00 +0200' 'Message-ID: <1@x>' "In-Reply-To: <$mid>" 'Subject: Re: F1'
	is "$row" '2026-06-09T10:00,acme,contact,,client,F1,,,,email,,,Re: F1'
	# further down the thread, and from an address that nobody knows
	one 'From: elsewhere@gmail.com' 'Date: 9 Jun 2026 11:00 +0200' 'Message-ID: <2@x>' 'In-Reply-To: <1@x>' "References: <$mid>" ' <1@x>' 'Subject: Re: Re: F1'
	is "$row" '2026-06-09T11:00,acme,contact,,client,F1,,,,email,,,Re: Re: F1'
	# another client who has it before them, and one that is none of ours
	one 'From: b@gmail.com' 'Date: 9 Jun 2026 12:00 +0200' 'Message-ID: <3@x>' "References: <$mid>" 'Subject: c'
	is "$row" '2026-06-09T12:00,beta,contact,,client,,,,,email,,,c'
	one 'From: elsewhere@gmail.com' 'Message-ID: <4@x>' 'In-Reply-To: <crm.0000000000000000000000000000000@example.org>'
	is "$row" ''
	# an answer stops the next reminder until it is answered
	crm-overdue --kind=invoice -f csv -t 2026-06-20 > out
	out_has unanswered
}

# report STATUS ACTION ADDRESS [MID] - as a mail program reports
report() {
	cat << X
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
To: me@example.org
Date: Mon, 8 Jun 2026 09:05:00 +0200
Message-ID: <report-$1-$2@mx.example.org>
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="A/b+c"

This is a MIME-encapsulated message.

--A/b+c
Content-Description: Notification

Sorry. Message-ID: <crm.no@example.org>
--A/b+c
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 8 Jun 2026 09:00:00 +0200

Final-Recipient: rfc822; $3
Original-Recipient: rfc822;$3
Action: $2
Status: $1
Diagnostic-Code: smtp; 550 $1 no such user

--A/b+c
Content-Type: text/rfc822-headers

Subject: Reminder
Message-ID: <${4-$mid}>

--A/b+c--
X
}

states() { crm-log --list --event=reminder -f csv --no-header | sed -n 's/.*status=\([a-z]*\).*/\1/p' | xargs; }

came_back() {
	reminded
	is "$(states)" 'intent sent'
	# late is not lost; nor is a copy to me, nor what is none of ours
	report 4.4.1 delayed x@acme.example > late
	report 5.1.1 failed me@example.org > mine
	report 5.1.1 failed x@acme.example crm.other@example.org | sed 's/<report/<other/' > other
	run crm-log --mail late mine other
	status 0
	is "$(states)" 'intent sent'
	report 5.1.1 failed X@acme.example > gone
	run crm-log -n -f csv --mail gone
	is "$(cut -d, -f2- out | tail -n +2)" "2026-06-08T09:05,acme,reminder,courtesy,me,F1,,,,email,,status=bounced mid=$mid,x@acme.example 5.1.1
2026-06-08T09:05,acme,hold,bounced,me,,,,,,,,x@acme.example"
	is "$(states)" 'intent sent'
	run crm-log -q --mail < gone
	status 3
	err_is "crm-log: -: acme: the reminder 'courtesy' of 8 June 2026 to x@acme.example came back (5.1.1) and counts as failed; correct the address in clients/acme.yaml, then crm-log release acme"
	is "$(states)" 'intent sent bounced'
	# once
	run crm-log -q --mail gone
	status 0
	err_is ''
	# nothing goes to that address until a person says so; then it does, and the old report means the old one
	rm sent
	crm-remind --send -q -t 2026-06-09T09:00 > out
	[ ! -e sent ] || fail 'sent to an address that is dead'
	crm-overdue --kind=invoice -f csv -t 2026-06-09 > out
	out_has ',hold'
	sed -i 's/x@acme/y@acme/' b/clients/acme.yaml
	crm-log -q release acme -w 2026-06-09
	crm-remind --send -q -t 2026-06-09T10:00 > out
	grep -q '^To: .*y@acme.example' sent
	is "$(states)" 'intent sent bounced intent sent'
	run crm-log -q --mail gone
	status 0
	is "$(states)" 'intent sent bounced intent sent'
	crm-log --check -q
}

# those that write no report name it in a field; a report may name our message by its thread alone
came_back_otherwise() {
	reminded
	message 'From: Mailer-Daemon@mx.example' 'X-Failed-Recipients: x@acme.example' "References: <$mid>" 'Message-ID: <f@x>' \
		'Date: 8 Jun 2026 10:00 +0200' > field
	run crm-log --mail field
	status 3
	is "$(states)" 'intent sent bounced'
	# a run that dies with the message under way: the report settles what nobody knew
	rm -rf b
	reminded
	sed -i '/status=sent/d' b/journal.csv
	report 5.0.0 failed x@acme.example > gone
	run crm-log -q --mail gone
	status 3
	run crm-remind --explain -t 2026-06-09
	err_lacks 'it is unknown'
	# a mail program of the client is no contact
	printf 'From: postmaster@acme.example\nSubject: full\n\n' > full
	run crm-log -v --mail full
	err_has '0 to add'
}

# plain NAME SUBJECT FIELD LINE... - what a program without reports writes, to the file NAME
plain() {
	local name=$1
	printf 'From: %s\nMessage-ID: <%s@mx>\nDate: 8 Jun 2026 10:00 +0200\nSubject: %s\n\n' "$3" "$1" "$2" > "$name"
	shift 3
	printf '%s\n' "$@" >> "$name"
}

came_back_in_plain_text() {
	reminded
	local no='1 bounce message names no reminder that awaits an outcome and is left out; -v lists it'
	# ours stands in it, but it is late; a person writes it; a client's program answers; no id, another id
	plain late 'Warning: message delayed 24 hours' 'Mailer-Daemon@mx.example' '<x@acme.example>:' "Message-ID: <$mid>"
	plain person 'failure notice' 'stranger@else.example' '<x@acme.example>:' "Message-ID: <$mid>"
	plain absent 'Away' "x@acme.example
Auto-Submitted: auto-replied" '<x@acme.example>' "Message-ID: <$mid>"
	run crm-log -q --mail late person absent
	status 0
	is "$(states)" 'intent sent'
	is "$(rows | tail -n 1 | cut -d, -f1-3,11-13)" '2026-06-08T10:00,acme,contact,,noreply,Away'
	plain noid 'failure notice' "MAILER-DAEMON@mx.example
X-Failed-Recipients: x@acme.example" 'Sorry.'
	run crm-log --mail noid
	status 0
	err_is "crm-log: $no"
	plain other 'failure notice' 'MAILER-DAEMON@mx.example' '<x@acme.example>:' 'Message-ID: <crm.other@example.org>'
	run crm-log --mail other
	status 0
	err_is "crm-log: $no"
	plain forged 'failure notice' "person@else.example
X-Failed-Recipients: x@acme.example" "Message-ID: <$mid>"
	run crm-log --mail forged
	is "$(states)" 'intent sent'
	# as qmail writes it
	plain gone 'failure notice' 'MAILER-DAEMON@mx.example
Return-Path: <>' 'Hi. This is the mail program at mx.example.' '' '<x@acme.example>:' '550 no such user' '' \
		'--- Below this line is a copy of the message.' '' "Message-ID: <$mid>" 'To: x@acme.example'
	run crm-log --mail gone gone
	status 3
	err_has "the reminder 'courtesy' of 8 June 2026 to x@acme.example came back"
	err_lacks 'names no reminder'
	is "$(states)" 'intent sent bounced'
	run crm-log --mail gone
	status 0
	err_is ''
	# a second report of the same mail says nothing new
	sed 's/<gone@mx>/<gone-again@mx>/' gone > again
	run crm-log --mail again
	status 0
	err_is "crm-log: $no"
	is "$(states)" 'intent sent bounced'
	# an empty return path alone makes a mail program of a sender that nobody knows
	rm -rf b
	reminded
	plain gone2 'Nicht zustellbar' 'mta@mx.example
Return-Path: <>
X-Failed-Recipients: x@acme.example' "Message-ID: <$mid>"
	run crm-log --mail gone2
	status 3
	is "$(states)" 'intent sent bounced'
}

# what is late and may still arrive is not settled, whichever words say it; nor what says no end at all
late_in_plain_text() {
	reminded
	local copy="Message-ID: <$mid>" n=0
	while IFS='|' read -r -u 3 subject text; do
		n=$((n + 1))
		plain "late$n" "$subject" 'MAILER-DAEMON@mx.example' "$text" '' '  x@acme.example' '' \
			'<x@acme.example>: 450 4.2.1 the mailbox is full' '' '--- The header:' "$copy" 'Subject: it failed'
		run crm-log --mail "late$n"
		status 0
		is "$subject $(states)" "$subject intent sent"
		[ -s err ]
	done 3<<- 'END'
		Mail delivery status|Your message could not be delivered for 4 hours. We will keep trying until it is 5 days old.
		Message status|A message that you sent has not yet been delivered to one or more of its recipients after more than 24 hours. No action is required on your part.
		Postmaster notify: see transcript for details|THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE. Delivery failed so far.
		Delivery incomplete|There was a temporary problem delivering your message to x@acme.example. The service will retry for 46 more hours. You will be notified if the delivery fails permanently.
		=?UTF-8?Q?Message_retard=C3=A9?=|Votre message attend.
		Statut de votre message|Le message n'a pas encore pu être remis ; une nouvelle tentative sera faite. Erreur 550 en cas d'échec.
		Zustellstatus|Die Zustellung ist fehlgeschlagen und wird weiter versucht.
		About your message|It is with us.
	END
	is $n 8
	while IFS='|' read -r -u 3 subject text; do
		n=$((n + 1))
		rm -rf b
		reminded
		plain "gone$n" "$subject" 'MAILER-DAEMON@mx.example' "$text" '' '<x@acme.example>:' '' "Message-ID: <$mid>" \
			'Subject: Rappel : paiement retardé, still trying'
		run crm-log --mail "gone$n"
		status 3
		is "$text $(states)" "$text intent sent bounced"
	done 3<<- 'END'
		failure notice|I'm afraid I wasn't able to deliver your message. This is a permanent error; I've given up.
		Mail status|550 no such user
		Mail status|host mx said: 5.1.1 unknown
		Mail status|I'm not going to try again; this message has been in the queue too long.
		Undeliverable: facture|Your message did not reach the recipient.
		Message|retry timeout exceeded: giving up
		=?ISO-8859-1?Q?=C9chec_de_remise?=|Votre message.
		Message|Votre message n'a pas pu être remis.
		Unzustellbar|Ihre Nachricht.
	END
	is $n 17
}

# one mail of mine to several clients is a contact of each
several() {
	book
	local at='Date: Mon, 1 Jun 2026 10:00:00 +0200'
	one 'From: me@example.org' 'To: x@acme.example, y@acme.example, nobody@else.example' 'Cc: B <b@gmail.com>, me@example.org, one@two.example' "$at" 'Subject: all'
	is "$row" '2026-06-01T10:00,acme,contact,,me,,,,,email,,,all
2026-06-01T10:00,beta,contact,,me,,,,,email,,,all
2026-06-01T10:00,c,contact,,me,,,,,email,,,all'
	cut -d, -f1 b/journal.csv > ids
	is "$(sort -u ids | wc -l)" 4
	run crm-log -v --mail one
	err_is 'crm-log: 1 message: 0 to add, 1 already present, 0 left out'
	# the same in another book
	rm -rf b
	book
	crm-log --mail one
	cut -d, -f1 b/journal.csv | diff ids -
	# whom nobody knew gets a row once there is a profile, whichever comes first by name
	rm b/clients/[acd]*.yaml
	head -n 1 b/journal.csv > b/j && mv b/j b/journal.csv && chmod 600 b/journal.csv
	run crm-log -v --mail one
	err_is 'crm-log: 1 message: 1 to add, 0 already present, 0 left out'
	is "$(rows | cut -d, -f2)" beta
	printf 'name: Acme\npeople: [{name: X, email: x@acme.example}]\n' > b/clients/acme.yaml
	run crm-log -v --mail one
	err_is 'crm-log: 1 message: 1 to add, 0 already present, 0 left out'
	printf 'name: C\npeople: [{name: C, email: one@two.example}]\n' > b/clients/c.yaml
	run crm-log -v --mail one one
	err_is 'crm-log: 2 messages: 1 to add, 1 already present, 0 left out'
	is "$(rows | cut -d, -f2 | sort | xargs)" 'acme beta c'
	run crm-log -v --mail one
	err_is 'crm-log: 1 message: 0 to add, 1 already present, 0 left out'
	# who wrote it is one, whoever else reads it
	one 'From: x@acme.example' 'To: me@example.org, b@gmail.com' "$at" 'Subject: theirs'
	is "$row" '2026-06-01T10:00,acme,contact,,client,,,,,email,,,theirs'
}

# P6: nothing crashes or hangs it, or takes memory that the data does not need
hostile() {
	need python3
	book
	python3 - << 'X'
import random
random.seed(7)
def put(n, b): open(n, 'wb').write(b)
put('h1', b'From: x@acme.example\nSubject: ' + b'=?utf-8?Q?' * 200000 + b'\n\n')
put('h2', b'From: ' + b'(' * 3000000 + b'\n\n')
put('h3', b'From: x@acme.example\n' + b'X: y\n' * 400000 + b'\n')
put('h4', b'From: x@acme.example\nTo: ' + b'<a@b>,' * 300000 + b'\n\n')
put('h5', b'From: x@acme.example\nReferences: ' + b'<crm.a@b>' * 200000 + b'\n\n')
put('h6', b'From: x@acme.example\nSubject: a\x00b\x1b[31m\xff\xfe\r\r\n\n')
put('h7', b'From: x@acme.example\nContent-Type: multipart/report; boundary=a\n\n' + b'--a\nContent-Type: message/delivery-status\n\n' * 40000)
put('h8', b'From: x@acme.example\nContent-Type: multipart/report; boundary=""\n\n--\n')
put('h9', b'From: x@acme.example\nContent-Type: multipart/report; boundary="' + b'a' * 100000 + b'"\n\n')
put('h10', bytes(random.randrange(256) for _ in range(300000)))
put('h11', b'From: x@acme.example\nSubject: ' + b'a' * 5000000)
put('h12', b'From: x@acme.example\nMessage-ID: <' + b'a' * 200000 + b'>\n\n')
put('h13', b'From: x@acme.example\nSubject: ' + b'=?iso-2022-cn-ext?B?GyQ=?= =?UTF-7?Q?+AOk-?= =?../../x?Q?a?=\n\n')
X
	local most=200000
	[[ ${B:-} != *asan* ]] || most=unlimited # the sanitizer takes terabytes of addresses
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do
		run bash -c "ulimit -t 20 -v $most; crm-log -q --mail h$i"
		[ "$st" = 0 ] || [ "$st" = 3 ] || fail "h$i: status $st"
	done
	if rows | grep -q '[[:cntrl:]]'; then fail 'a control byte came through'; fi
	crm-log --check -q
	# whoever can write a file can cut it anywhere
	"$MAKE" mail 3 > /dev/null
	for f in mail/*/*; do
		for n in $(seq 0 7 "$(stat -c %s "$f" | awk '{ print ($1 > 900) ? 900 : $1 }')"); do
			head -c "$n" "$f" > part
			run crm-log -q --mail part
			[ "$st" = 0 ] || [ "$st" = 3 ] || fail "$f cut at $n: status $st"
		done
	done
}

# ten thousand messages that are known cost under three seconds
known_fast() {
	need python3
	[[ ${B:-} != *asan* ]] || { echo 'not timed under a sanitizer'; exit 77; }
	book
	"$MAKE" mail 10000 > want
	find mail -type f > list
	crm-log -q --mail < list
	# of work, whatever else the machine does
	run bash -c 'ulimit -t 3; exec crm-log -v --mail' < list
	status 0
	err_has "10000 messages: 0 to add, $(wc -l < want) already present"
}

# two runs at once add each message once
at_once() {
	local i
	need python3
	book
	"$MAKE" mail 200 > want
	find mail -type f > list
	for i in 1 2 3 4; do crm-log -q --mail < list & done
	wait
	is "$(rows | wc -l)" "$(wc -l < want)"
}

# as cron runs it: all of a Maildir, then what is new; a folder that cannot be read is looked at again
by_cron() {
	need python3
	book
	"$MAKE" mail 1000 > truth
	mkdir bin home
	# counts what it is given, and hands it on
	printf '#!/bin/sh\ntee given | %q/crm-log "$@"\n' "$BIN" > bin/crm-log
	chmod +x bin/crm-log
	cron() { run env -i PATH="$PWD/bin:/usr/bin:/bin" HOME="$PWD/home" CRM_DIR="$PWD/b" /bin/sh -c "$(printf '%q ' "$ROOT/examples/cron/mail" "$PWD/mail")"; }
	cron
	status 0
	is "$(cat out err)" ''
	is "$(rows | wc -l)" "$(wc -l < truth)"
	is "$(wc -l < given)" 1000
	cron
	status 0
	is "$(wc -l < given)" 0
	# one came, one was read: two are looked at, one is added
	message 'From: x@acme.example' 'Message-ID: <new@x>' > mail/tmp/1
	mv mail/tmp/1 mail/new/1
	mv mail/new/1780000000.* mail/cur/
	cron
	is "$(wc -l < given)" 2
	is "$(rows | wc -l)" "$(($(wc -l < truth) + 1))"
	# a book that cannot be read leaves the mark where it was
	message 'From: x@acme.example' 'Message-ID: <newer@x>' > mail/new/2
	mv b c
	cron
	status 2
	mv c b
	cron
	is "$(wc -l < given)" 1
	is "$(rows | wc -l)" "$(($(wc -l < truth) + 2))"
	is "$(find home -type f)" home/.local/state/crm/mail
	# who has a profile now wrote before: all is looked at once more
	message 'From: late@profile.example' 'Message-ID: <late@x>' > mail/new/3
	cron
	is "$(wc -l < given)" 1
	printf 'name: E\npeople: [{name: E, email: late@profile.example}]\n' > b/clients/e.yaml
	cron
	is "$(wc -l < given)" 1003
	is "$(rows | grep -c ,e,)" 1
	is "$(rows | wc -l)" "$(($(wc -l < truth) + 3))"
	cron
	is "$(wc -l < given)" 0
}

by_mblaze() {
	need mlist python3
	book
	"$MAKE" mail 60 > want
	mlist mail | crm-log -q --mail
	is "$(rows | wc -l)" "$(wc -l < want)"
	mlist mail | mthread | crm-log -q --mail
	is "$(rows | wc -l)" "$(wc -l < want)"
}

by_maildrop() {
	need maildrop
	book
	mkdir -p home
	# in this folder: a path may have blanks and quotes; a user without a shell has one here
	ln -s "$BIN/crm-log" crm-log
	printf 'SHELL="/bin/sh"\ncc "| ./crm-log --mail -q"\nto "/dev/null"\n' > rule
	chmod 600 rule
	message 'From: x@acme.example' 'Message-ID: <1@x>' 'Date: 1 Jun 2026 10:00 +0200' 'Subject: hello' | maildrop ./rule
	is "$(rows)" '2026-06-01T10:00,acme,contact,,client,,,,,email,,,hello'
}

it "reads a thousand messages as mail programs write them, each once" thousand
it "knows whose a message is, and which way it went" whose
it "a message named twice counts once" named_twice
it "owes no answer to a program" automatic
it "takes the moment that the message has, or its coming" moments
it "tells a message from names of messages" input
it "gives an answer the ref of the reminder" answers
it "settles a reminder that came back, and holds the next" came_back
it "knows what came back from other words too" came_back_otherwise
it "knows what came back in plain text, where our id stands in it" came_back_in_plain_text
it "what may still arrive is not settled as bounced, whichever words say it" late_in_plain_text
it "gives each client of a mail its row" several
it "no message crashes or hangs it (P6)" hostile
it "ten thousand known messages in three seconds" known_fast
it "two runs at once add each message once" at_once
it "cron reads what is new in a Maildir" by_cron
it "reads what mlist(1) and mthread(1) list" by_mblaze
it "is a rule of a delivery program" by_maildrop
done_testing
