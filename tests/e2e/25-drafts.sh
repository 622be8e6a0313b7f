# Drafts that a person read and changed, pipes that were written long ago (design.md 8).
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
it "an invoice added" refused stale 's/^\(.*\)ref: "F2"\(.*\)$/&\n\1ref: "F3"\2/'
it "a step changed" refused refused '0,/^step: "courtesy"/s//step: "second"/'
it "a message id changed" refused refused '1,13s/^message_id: "crm\.[0-9a-f]*/message_id: "crm.0123456789abcdef0123456789abcdef/'
it "the channel changed" refused refused '1,8s/^channel: "email"/channel: "letter"/'
it "a client of another name" refused finding '1,3s/^client: "acme"/client: "gamma"/'
it "a key that no draft has" refused finding '1,3s/^client: "acme"/client: "acme"\nbcc: "eve@evil.example"/'
it "a subject with a newline" refused refused '1,8s/^subject: "/subject: "x\\nBcc: eve@evil.example /'

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
	err_has 'nothing is sent as of an earlier moment'
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
}
it "a client with a finding gets nothing; nobody while a line cannot be read" damaged
done_testing
