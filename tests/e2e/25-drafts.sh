# Drafts that a person read and changed, pipes that were written long ago (crm-remind(1)).
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
TODAY=2026-06-08

drafted() {
	book
	client acme
	client beta
	printf 'name: Acme\nlang: en\npeople: [{name: Ann, email: acme@acme.example}, {name: Bob, email: bob@acme.example}]\n' > book/clients/acme.yaml
	invoice acme F1 100 2026-05-31
	invoice acme F2 50 2026-06-02
	invoice beta G1 200 2026-05-31
	crm-overdue --today=$TODAY > report.csv
	run crm-remind --today=$TODAY report.csv
	status 0
	cp out drafts.yaml
	is "$(grep -c ^--- drafts.yaml)" 2
	is "$(states F1)" ''
}

deliver() {
	run crm-remind --send --today=$TODAY "${1:-drafts.yaml}"
}

unchanged() {
	drafted
	deliver
	status 0
	is "$(sunk)" 2
	! grep -l Auto-Submitted sunk/*
	# a second time it is stale
	deliver
	status 3
	is "$(cut -d, -f5 out | sort -u | xargs)" 'stale status'
	is "$(sunk)" 2
}
it "drafts sent as they are, once" unchanged

# an editor that puts a mark of UTF-8 before the text and ends lines its own way
other_editor() {
	drafted
	{ printf '\357\273\277'; sed 's/$/\r/' drafts.yaml; } > edited.yaml
	deliver edited.yaml
	status 0
	is "$(sunk)" 2
}
it "an editor of another system" other_editor

edited() {
	drafted
	sed -i 's/^subject: "Invoices F1 and F2"/subject: "Our Invoices — été"/; s/Dear Ann/Hello Ann, as we said on the phone/; s/^to: "acme@/to: "bob@/' drafts.yaml
	deliver
	status 0
	m=$(grep -l '<bob@acme' sunk/*)
	grep -q '^To: Bob <bob@acme.example>$' "$m"
	grep -q 'Hello Ann, as we said on the phone' "$m"
	/usr/bin/python3 "$ROOT/tests/e2e/readmail.py" "$m" > text
	grep -qx 'Subject: Our Invoices — été' text
}
it "subject, body and another person of the profile are taken" edited

# refused STATUS SED - only the document of acme is changed; beta's message goes out all the same
refused() {
	drafted
	cp drafts.yaml before.yaml
	sed -i "$2" drafts.yaml
	! cmp -s before.yaml drafts.yaml || fail "the edit did nothing"
	deliver
	status 3
	is "$(sunk acme)" 0
	is "$(sunk)" 1
	is "$(states F1)" ''
	[ "$1" = finding ] || is "$(status_of F1)" "$1"
}
it "an address that is in no profile" refused refused 's/^to: "acme@acme.example"/to: "eve@evil.example"/'
it "the address of another client" refused refused 's/^to: "acme@acme.example"/to: "beta@beta.example"/'
it "an address with a newline" refused refused 's/^to: "acme@acme.example"/to: "acme@acme.example\\nBcc: eve@evil.example"/'
it "an amount changed" refused stale 's/amount: "100.00"/amount: "99.00"/'
it "a due date changed" refused stale 's/ref: "F1", due: "2026-05-31"/ref: "F1", due: "2026-05-30"/'
it "an invoice left out" refused refused '/ref: "F2"/d'
it "an invoice added" refused refused 's/^\(.*\)ref: "F2"\(.*\)$/&\n\1ref: "F3"\2/'
it "a step changed" refused refused '0,/^step: "courtesy"/s//step: "second"/'
it "a message id changed" refused refused '1,13s/^message_id: "crm\.[0-9a-f]*/message_id: "crm.0123456789abcdef0123456789abcdef/'
it "the channel changed" refused refused '1,8s/^channel: "email"/channel: "letter"/'
it "a client of another name" refused finding '1,3s/^client: "acme"/client: "gamma"/'
it "a key that no draft has" refused finding '1,3s/^client: "acme"/client: "acme"\nbcc: "eve@evil.example"/'
it "a subject with a newline" refused refused '1,8s/^subject: "/subject: "x\\nBcc: eve@evil.example /'

it "an empty subject" refused refused '1,8s/^subject: .*/subject: ""/'
it "a subject of blanks" refused refused '1,8s/^subject: .*/subject: "  \\u00a0\\t"/'

# emptied BODY - the words of acme's draft are gone
emptied() {
	drafted
	awk -v body="$1" '/^---/ { n++; skip = 0 }
		n == 1 && /^body:/ { print "body: " body; skip = 1 }
		!skip' drafts.yaml > d && mv d drafts.yaml
	deliver
	status 3
	err_has 'acme: refused: its body is empty; write it, or draft it again'
	is "$(status_of F1)" refused
	is "$(sunk acme)-$(sunk beta)" 0-1
	is "$(states F1)" ''
}
it "an empty body" emptied '""'
it "a body of blanks" emptied '" \\n\\t\\u00a0\\u202f\\n\\ufeff"'
it "a body of empty lines" emptied "|

  "

# meanwhile STATUS ROW... - a row is logged between draft and send
meanwhile() {
	local want=$1
	shift
	drafted
	row "$@"
	deliver
	status 3
	is "$(status_of F1)" "$want"
	is "$(sunk acme)" 0
	is "$(sunk)" 1
}
it "paid meanwhile" meanwhile stale 2026-06-08 acme payment '' client F1 100 EUR '' '' '' '' ''
it "paid in part meanwhile" meanwhile stale 2026-06-08 acme payment '' client F2 0.01 EUR '' '' '' '' ''
it "money without a ref came meanwhile" meanwhile stale 2026-06-08 acme payment '' client '' 100 EUR '' '' '' '' ''
it "written off meanwhile" meanwhile stale 2026-06-08 acme writeoff '' me F1 '' '' '' '' '' '' ''
it "disputed meanwhile" meanwhile stale 2026-06-08 acme dispute '' client F1 '' '' '' '' '' '' ''
it "a conflict opened meanwhile" meanwhile stale 2026-06-08 acme conflict price client C1 '' '' '' '' 3 '' ''
it "a new date agreed meanwhile" meanwhile stale 2026-06-08 acme renegotiate '' both F1 '' '' 2026-06-30 '' '' '' ''
it "a message came meanwhile" meanwhile stale 2026-06-08T10:00 acme contact '' client '' '' '' '' email '' '' 'where is it?'
it "reminded by hand meanwhile" meanwhile stale 2026-06-08 acme reminder courtesy me F1 '' '' '' phone '' '' ''

why() {
	drafted
	row 2026-06-08 acme conflict price client C1 '' '' '' '' 3 '' ''
	deliver
	err_has 'acme: stale: held: conflict=C1'
	is "$(states F1)" ''
	# resolved the same day: it goes out
	row 2026-06-08 acme resolve '' me C1 '' '' '' '' '' '' ''
	deliver
	is "$(sunk acme)" 1
}
it "a stale draft says what holds it" why

# fresh STATUS [OPTION...] -- ROW... - with what the report of the draft left out, and a row since
fresh() {
	local want=$1
	shift
	book
	client acme
	invoice acme F1 100 2026-05-31
	invoice acme F2 20 2026-06-02
	crm-overdue --today=$TODAY "$1" > report.csv
	shift
	crm-remind --today=$TODAY report.csv > drafts.yaml
	[ $# = 0 ] || row "$@"
	run crm-remind --send --today=2026-06-09 drafts.yaml
	is "$(status_of F1)" "$want"
	is "$(sunk)" "$([ "$want" = sent ] && echo 1 || echo 0)"
}
it "an invoice that came since makes a draft stale" fresh stale --kind=invoice \
	2026-06-08 acme invoice '' me F3 30 EUR 2026-06-05 '' '' '' ''
it "what the report left out stays out" fresh sent --min=50
it "beside what was left out, a new one makes it stale" fresh stale --min=50 \
	2026-06-08 acme invoice '' me F3 70 EUR 2026-06-05 '' '' '' ''
it "one that is not late yet does not" fresh sent --min=50 \
	2026-06-08 acme invoice '' me F3 70 EUR 2026-06-30 '' '' '' ''
it "nor another client's" fresh sent --client=acme \
	2026-06-08 beta invoice '' me G1 70 EUR 2026-06-05 '' '' '' ''

released() {
	book
	client acme
	invoice acme F1 100 2026-05-31
	invoice acme F2 20 2026-06-02
	row 2026-06-03 acme hold '' me F2 '' '' '' '' '' '' ''
	crm-overdue --today=$TODAY > report.csv
	run crm-remind --today=$TODAY report.csv
	out_lacks F2
	cp out drafts.yaml
	row 2026-06-08 acme release '' me F2 '' '' '' '' '' '' ''
	deliver
	status 3
	err_has 'acme: stale: F2 now belongs in it as well; draft it again'
	is "$(sunk)" 0
}
it "a hold that ended since, too" released

# a letter drafted on Monday 15 June for an invoice due on 22 May: the formal notice
notice() {
	rm -rf book
	book
	policy 'ladder: [{step: notice, after: 10d, channel: letter}, {step: recourse, after: 11d, channel: file}]'
	client acme "${1:-en}"
	invoice acme F1 100 2026-05-22
	crm-overdue --today=2026-06-15 > report.csv
	run crm-remind --today=2026-06-15 report.csv
	status 0
	cp out drafts.yaml
	# no groff: the letter is text
	mkdir -p bin
	ln -sf "$BIN/crm-remind" bin/
}
by_hand() { run env PATH="$PWD/bin" crm-remind --send --today="$1" drafts.yaml; }

last_date() {
	notice
	out_has 'date: "2026-06-15"'
	out_has 'last_date: "2026-06-30"'
	out_has 'formal notice (mise en demeure, article 1344 of the French civil code) to pay the sum of €140.80 by 30 June 2026'
	# a week of editing: eight days are left; the letter has one date, that of the draft
	by_hand 2026-06-22
	status 0
	is "$(status_of F1)" prepared
	grep -q '^ *Montpellier, 15 June 2026$' book/outbox/2026-06-15-acme-notice-*.txt
	! grep -q '22 June' book/outbox/*.txt
	is "$(grep -c ',2026-06-22,acme,reminder,notice,' book/journal.csv)" 2
}
it "law:notice: a last date of 15 days, and one date in a letter" last_date

# nobody can pay on a Saturday: 15 days after 29 May 2026 is the 13th, the letter says Monday the 15th
last_date_open() {
	book
	policy 'week: {closed: [sat, sun]}' 'ladder: [{step: notice, after: 10d, channel: letter}]'
	client acme
	invoice acme F1 100 2026-05-11
	crm-overdue --today=2026-05-29 > report.csv
	run crm-remind --today=2026-05-29 report.csv
	out_has 'last_date: "2026-06-15"'
	out_has 'by 15 June 2026'
	out_lacks '13 June'
}
it "law:notice: a last date is an open day" last_date_open

last_date_near() {
	notice
	by_hand 2026-06-23
	status 3
	err_has 'acme: stale: its last date, 30 June 2026, is less than 8 days away; draft it again'
	is "$(status_of F1)" stale
	[ ! -e book/outbox ]
	# who gives more time in the words says so in the key
	sed -i 's/30 June 2026/15 July 2026/; s/^last_date: .*/last_date: "2026-07-15"/' drafts.yaml
	by_hand 2026-06-23
	status 0
	# a day that is none, a letter without its day
	notice
	sed -i 's/^last_date: .*/last_date: "soon"/' drafts.yaml
	by_hand 2026-06-15
	status 3
	err_has 'drafts.yaml:8: last_date: not a date (2026-06-15)'
	notice
	sed -i '/^date:/d' drafts.yaml
	by_hand 2026-06-15
	status 3
	err_has 'acme: refused: the key date is missing; draft it again'
	notice
	sed -i '/^body:/ { s/.*/body: ""/; q }' drafts.yaml
	by_hand 2026-06-15
	err_has 'acme: refused: its body is empty'
	[ ! -e book/outbox ]
}
it "law:notice: under 8 days it is stale" last_date_near

# a notice by e-mail names a last date as well; its day is that of the mail
mailed_notice() {
	book
	policy 'ladder: [{step: notice, after: 10d, channel: email}]'
	client acme
	invoice acme F1 100 2026-05-22
	crm-overdue --today=2026-06-15 > report.csv
	crm-remind --today=2026-06-15 report.csv > drafts.yaml
	grep -qx 'last_date: "2026-06-30"' drafts.yaml
	! grep '^date:' drafts.yaml || fail 'an e-mail has no date of its own'
	run crm-remind --send --today=2026-06-23 drafts.yaml
	is "$(status_of F1)" stale
	run crm-remind --send --today=2026-06-22 drafts.yaml
	is "$(status_of F1)" sent
}
it "law:notice: a notice by e-mail, too" mailed_notice

file_date() {
	notice fr
	row 2026-06-15 acme reminder notice me F1 '' '' '' letter '' 'status=sent mid=a@b' ''
	row 2026-06-15 acme letter posted me F1 '' '' '' '' '' '' ''
	crm-overdue --today=2026-06-22 > report.csv
	crm-remind --today=2026-06-22 report.csv > drafts.yaml
	grep -qx 'date: "2026-06-22"' drafts.yaml
	! grep last_date drafts.yaml || fail 'a file names no last date'
	by_hand 2026-07-20
	status 0
	grep -q '^ *22 June 2026$' book/outbox/2026-06-22-acme-recourse-*.txt
	grep -q 'Total on 22 June 2026' book/outbox/*.txt
	! grep -q '20 July' book/outbox/*.txt
}
it "a file for me has one date as well" file_date

mail_has_none() {
	drafted
	! grep -E '^(last_)?date:|left_out' drafts.yaml || fail 'an e-mail has no date of its own'
}
it "an e-mail has no date of its own" mail_has_none

# the pipe: rows of a report only choose, all facts are read again
old_pipe() {
	drafted
	row 2026-06-05 acme payment '' client F1 100 EUR '' '' '' '' ''
	sed -i 's/200.00/0.01/; s/beta@/eve@/' report.csv
	deliver report.csv
	status 0
	is "$(states F1)" ''
	is "$(states F2)" 'intent sent'
	! grep -l 'F1' sunk/* || fail "somebody who has paid was reminded"
	grep -q '200.00' "$(grep -l '<beta@' sunk/*)"
	# later that week: nothing is due again
	run crm-remind --send --today=2026-06-10 report.csv
	status 0
	is "$(wc -l < out)" 1
	# of a year ago, and of next year
	run crm-remind --send --today=2025-06-10 report.csv
	status 2
	err_has 'nothing is sent with an earlier date'
	is "$(sunk)" 2
}
it "an old pipe reminds nobody who has paid" old_pipe

not_ours() {
	drafted
	printf 'client,kind,ref\nacme,invoice,NO-SUCH\nnobody,invoice,F1\nacme,promise,F1\n,,\n../x,invoice,F1\n' > report.csv
	deliver report.csv
	status 0
	is "$(sunk)" 0
	: > empty
	deliver empty
	status 0
	printf 'a,b\n1,2\n' > other.csv
	deliver other.csv
	status 2
	head -c 300 drafts.yaml > cut.yaml
	deliver cut.yaml
	[ "$st" = 2 ] || [ "$st" = 3 ]
	printf 'client: [\n' > bad.yaml
	deliver bad.yaml
	status 2
	is "$(sunk)" 0
}
it "rows of nothing, no report, half a draft" not_ours

twice_in_one() {
	drafted
	cat drafts.yaml drafts.yaml > two.yaml
	deliver two.yaml
	status 3
	is "$(sunk acme)-$(sunk beta)" 1-1
	is "$(cut -d, -f5 out | tail -n +2 | xargs)" 'sent sent sent stale stale stale'
}
it "a draft that stands twice is sent once" twice_in_one

damaged() {
	drafted
	echo '00000000-0000-7000-8000-000000000099,2026-06-01,acme,payment,,client,F1,1"0,EUR,,,,,' >> book/journal.csv
	deliver report.csv
	status 3
	is "$(sunk)" 0
	drafted
	echo '00000000-0000-7000-8000-000000000099,2026-06-01,acme,payment,,client,F1,12.5.0,EUR,,,,,' >> book/journal.csv
	deliver report.csv
	status 3
	is "$(sunk acme)-$(sunk beta)" 0-1
	# what a profile that cannot be read lacks is not said: it may well have it
	drafted
	printf 'name: Soci\351t\351\npeople: [{name: Jo, email: acme@acme.example}]\n' > book/clients/acme.yaml
	deliver report.csv
	status 3
	err_is 'crm-remind: clients/acme.yaml:1: is not UTF-8; convert it with iconv(1)'
	is "$(sunk acme)-$(sunk beta)" 0-2
}
it "a client with a finding gets nothing; nobody while a line cannot be read" damaged

# more damage than findings are kept: behind them may be the line that cannot be read
more_findings() {
	drafted
	for i in $(seq 1005); do
		printf '00000000-0000-7000-8000-%012d,2026-06-01,gamma,payment,,client,X,12.5.0,EUR,,,,,\n' $((1000 + i))
	done >> book/journal.csv
	cp book/journal.csv before
	deliver report.csv
	status 3
	is "$(sunk)" 0
	is "$(cut -d, -f5 out | tail -n +2 | sort -u | xargs)" refused
	cmp before book/journal.csv
}
it "more findings than are kept: nobody gets anything" more_findings

# money in a currency that the policy does not count in, and a warning: neither stops anything
two_currencies() {
	book
	client acme
	invoice acme F1 100 2026-05-31
	row 2026-01-05 acme invoice '' me U1 70 USD 2026-05-31 '' '' '' ''
	crm-overdue --today=$TODAY > report.csv
	crm-remind --today=$TODAY report.csv > drafts.yaml
	is "$(grep -c ^--- drafts.yaml)" 2
	deliver
	status 0
	is "$(status_of F1)-$(status_of U1)-$(sunk acme)" sent-sent-2
	# one of them paid: the other still goes out
	rm -rf book sunk
	book
	client acme
	invoice acme F1 100 2026-05-31
	row 2026-01-05 acme invoice '' me U1 70 USD 2026-05-31 '' '' '' ''
	row 2026-06-08 acme payment '' client F1 100 EUR '' '' '' '' ''
	deliver
	is "$(status_of F1)-$(status_of U1)-$(sunk acme)" stale-sent-1
}
it "two currencies are two messages, each held against its own" two_currencies

warned() {
	drafted
	cp book/journal.csv kept
	tail -n 1 kept >> book/journal.csv # a row that appears twice
	sed -i 's/^deliver:/me_too: 1\n&/' book/policy.yaml
	run crm-remind --send --today=$TODAY drafts.yaml
	status 2 # a key that no policy has
	sed -i /me_too/d book/policy.yaml
	printf '<<<<<<< mine\n' >> book/journal.csv
	deliver
	is "$(sunk)" 0
	cp kept book/journal.csv
	row 2026-06-01 acme note '' me '' '' '' '' '' '' '' 'two rows of one id'
	id=$(tail -n 1 book/journal.csv | cut -d, -f1)
	printf '%s,2026-06-01,acme,note,,me,,,,,,,,another text\n' "$id" >> book/journal.csv
	deliver
	is "$(sunk beta)" 1
}
it "marks of a merge stop all, an id with two contents its client" warned

# files for me have no message in common with what the client reads
file_beside() {
	book
	client acme
	policy 'ladder: [{step: courtesy, after: 3d, channel: email}, {step: recourse, after: 40d, channel: file}]'
	invoice acme F1 100 2026-05-31
	invoice acme F2 50 2026-04-01
	row 2026-04-10 acme reminder courtesy me F2 '' '' '' email '' '' ''
	mkdir book/outbox
	crm-overdue --today=$TODAY > report.csv
	crm-remind --today=$TODAY report.csv > drafts.yaml
	is "$(grep -c '^channel: "file"' drafts.yaml)-$(grep -c '^channel: "email"' drafts.yaml)" 1-1
	deliver
	status 0
	is "$(status_of F1)-$(status_of F2)" sent-sent
	is "$(sunk acme)-$(find book/outbox -type f | wc -l)" 1-1
}
it "a file beside a mail, each held against its own" file_beside

# what is no longer in the message: an item more in the draft than there is
no_longer() {
	drafted
	row 2026-06-08 acme payment '' client F2 50 EUR '' '' '' '' ''
	deliver
	is "$(status_of F1)-$(sunk acme)" stale-0
	# the same at the beginning of the list
	drafted
	row 2026-06-08 acme payment '' client F1 100 EUR '' '' '' '' ''
	deliver
	is "$(status_of F2)-$(sunk acme)" stale-0
}
it "what is owed no longer makes a draft stale" no_longer

too_small() {
	drafted
	printf 'min_amount: 180\n' >> book/policy.yaml
	deliver
	is "$(status_of F1)-$(sunk acme)-$(sunk beta)" stale-0-1
}
it "too small since" too_small

# as many invoices, but one of them is another
another_ref() {
	drafted
	row 2026-06-08 acme payment '' client F2 50 EUR '' '' '' '' ''
	row 2026-06-08 acme invoice '' me F9 50 EUR 2026-06-02 '' '' '' ''
	deliver
	is "$(status_of F1)-$(sunk acme)" stale-0
}
it "another invoice of the same sum and day" another_ref

other_address() {
	book
	client acme
	crm-remind --template=checkin --client=acme --today=$TODAY > letter.yaml
	sed -i 's/^to: "acme@acme.example"/to: "eve@evil.example"/' letter.yaml
	grep -q evil letter.yaml
	deliver letter.yaml
	status 3
	is "$(sunk)" 0
	grep -q refused out
}
it "another letter, an address that is in no profile" other_address

# the steps were renamed, in the journal too: what went counts as no step of this ladder any more, and
# the reminder would be drafted again as it was, under the same id
went_before() {
	drafted
	deliver
	is "$(sunk acme)-$(sunk beta)" 1-1
	sed -i '/,beta,/!s/,reminder,courtesy,/,reminder,polite,/' book/journal.csv
	TODAY=2026-06-16
	run crm-remind --today=$TODAY < /dev/null
	cp out anew.yaml
	is "$(grep -c '^message_id: ' anew.yaml)" 2
	for f in drafts.yaml anew.yaml; do
		deliver $f
		status 3
		is "$(status_of F1)-$(sunk acme)" stale-1
		err_has 'acme: stale: this reminder was sent before, or may have been; it is never sent twice'
	done
	# a row of another machine, whose clock was a day behind when the ladder had begun anew
	rm -rf book sunk
	book
	client acme
	policy 'ladder: [{step: courtesy, after: 0d, channel: email}, {step: second, after: 10d, channel: email}]'
	row 2026-02-01 acme invoice '' me F1 1000 EUR 2026-03-01 '' '' '' ''
	row 2026-05-20 acme payment '' client F1 1000 EUR '' '' '' '' ''
	row 2026-06-09 acme refund '' me F1 1000 EUR '' '' '' '' ''
	TODAY=2026-06-16
	crm-remind --today=$TODAY < /dev/null > drafts.yaml
	mid=$(sed -n 's/^message_id: "\(.*\)"/\1/p' drafts.yaml)
	row 2026-06-08 acme reminder courtesy me F1 '' '' '' email '' "status=sent mid=$mid" ''
	deliver
	is "$(status_of F1)-$(sunk)" stale-0
	# but what did not go may
	sed -i 's/status=sent/status=failed/' book/journal.csv
	deliver
	is "$(status_of F1)-$(sunk)" sent-1
}
it "P4: what went before never goes again, whatever the ladder makes of it" went_before
done_testing
