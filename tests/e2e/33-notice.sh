# One debt, one formal notice (crm-remind(1)): day by day from cron, with what the post office takes.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"

# days FROM N - a run each day; a letter is posted two days after it was prepared, for one of its refs
days() {
	local day i
	for i in $(seq 0 "$2"); do
		day=$(date -d "$1 + $i days" +%F)
		crm-overdue --kind=invoice --today="$day" | crm-remind --send --mbox=box --today="$day" > out
		if [ -e post ] && [ "$(date -d "$(cut -d' ' -f1 post) + 2 days" +%F)" = "$day" ]; then
			row "$day" acme letter posted me "$(cut -d' ' -f2 post)" '' '' '' '' '' '' ''
			rm post
		fi
		if grep -q ,letter, out; then echo "$day $(grep -m1 ,letter, out | cut -d, -f4)" > post; fi
	done
}

# prepared REF - days and last dates of its formal notices
prepared() {
	awk -F, -v ref="$1" '$4 == "reminder" && $5 == "notice" && $7 == ref && /status=prepared/ { print $2, $10 }' \
		book/journal.csv
}

recourse() {
	awk -F, -v ref="$1" '$4 == "reminder" && $5 == "recourse" && $7 == ref && /status=sent/ { print $2 }' book/journal.csv
}

staggered() {
	book
	client acme fr
	invoice acme A 300 2026-03-31
	invoice acme B 200 2026-04-10
	days 2026-04-01 100
	for ref in A B; do
		is "$ref $(prepared $ref | wc -l)" "$ref 1"
		last=$(prepared $ref | cut -d' ' -f2)
		[[ $(recourse $ref) > $last ]] || fail "recourse of $ref on $(recourse $ref), last date $last"
	done
	# two letters, each about its own debt alone
	is "$(find book/outbox -name '*-notice-*' | wc -l)" 2
	for f in book/outbox/*-notice-*; do
		case $f in *.pdf) pdftotext -layout "$f" - ;; *) cat "$f" ;; esac
	done > letters
	is "$(grep -c 'Facture A' letters)-$(grep -c 'Facture B' letters)" 1-1
	! grep 'Factures\|factures A' letters
	# mails before the notice may ask for both; once A is claimed, none does
	awk '/^Subject:.*A_et_B/ { n++ } /^Subject:.*Facture_B/ { b++ } END { print n + 0, (b > 0) }' box > subjects
	is "$(cut -d' ' -f2 subjects)" 1
}
it "S2.11: two invoices ten days apart: two letters, each claim once, the recourse behind its last date" staggered

together() {
	book
	client acme fr
	invoice acme A 300 2026-03-31
	invoice acme B 200 2026-03-31
	invoice acme C 100 2026-03-31
	days 2026-04-01 60
	for ref in A B C; do
		is "$ref $(prepared $ref | wc -l) $(recourse $ref | wc -l)" "$ref 1 1"
	done
	is "$(grep -c ',letter,posted,' book/journal.csv)" 1
	is "$(find book/outbox -name '*-notice-*' | wc -l)" 1
}
it "S2.11: one envelope, posted for one of its invoices: none of the others waits" together

settled() {
	book
	client acme fr
	invoice acme A 300 2026-03-31
	row 2026-04-03 acme reminder second me A '' '' '' email '' status=sent ''
	export CRM_TODAY=2026-04-24
	crm-overdue | crm-remind > d.yaml
	last=$(sed -n 's/^last_date: "\(.*\)"/\1/p' d.yaml)
	mid=$(sed -n 's/^message_id: "\(.*\)"/\1/p' d.yaml)
	# a crash in between: only the intent is there
	row 2026-04-24 acme reminder notice me A '' '' "$last" letter '' "status=intent mid=$mid" ''
	run crm-remind --settle="$mid=sent"
	status 0
	tail -n 1 book/journal.csv | grep -q ",reminder,notice,me,A,,,$last,letter,"
}
it "S2.11: a letter that was settled keeps its last date" settled

# default from the presentation of the letter that claimed both
consumer() {
	book
	client jean fr
	echo 'kind: b2c' >> book/clients/jean.yaml
	invoice jean A 3000 2026-03-02
	invoice jean B 2000 2026-03-02
	for ref in A B; do
		row 2026-04-01 jean reminder notice me $ref '' '' 2026-04-16 letter '' 'status=prepared mid=m@x' ''
	done
	row 2026-04-02 jean letter posted me A '' '' '' '' '' '' ''
	row 2026-04-03 jean letter presented me A '' '' '' '' '' '' ''
	run crm-overdue --kind=invoice --today=2026-06-15 -f csv
	is "$(awk -F, '$4 == "A" || $4 == "B" { print $4, ($10 > 0) }' out | sort | xargs)" 'A 1 B 1'
	# and the file for recourse of one has the same sum
	run crm-remind --dossier=jean --today=2026-06-15
	! grep "pas d'intérêts avant la présentation" out
}
it "law:interest: a presentation logged for one invoice counts for the letter" consumer

exhibits() {
	book
	sed -i 's/^lang: en/lang: fr/' book/policy.yaml
	client acme fr
	invoice acme A 300 2026-03-31
	row 2026-04-03 acme reminder courtesy me A '' '' '' email '' 'status=sent mid=c@x' ''
	row 2026-04-10 acme reminder second me A '' '' '' email '' 'status=failed mid=s@x' ''
	row 2026-04-24 acme reminder notice me A '' '' 2026-05-11 letter '' 'status=prepared mid=n@x' ''
	row 2026-05-12 acme reminder recourse me A '' '' '' file '' 'status=sent mid=r@x' ''
	run crm-remind --dossier=acme --today=2026-05-20
	status 0
	sed -n '/^4\. /,/^5\. /p' out > exhibits
	sed -n '/^3\. /,/^4\. /p' out > steps
	for f in exhibits steps; do
		! grep -i 'courtesy\|notice\|recourse\|file\|email\|dossier\|mise en demeure\|deuxième' $f
		grep -q '3 avril 2026, A.: première relance, e-mail$' $f
	done
	is "$(grep -c '^[0-9]*\. ' exhibits)" 4 # two titles, invoice, reminder
	# nor is it passed over: it waits for the post office
	out_has '- lettre préparée le 24 avril 2026, pas encore postée'
	row 2026-04-25 acme letter posted me A '' '' '' '' '' 'tracking=1A2345678901' ''
	run crm-remind --dossier=acme --today=2026-05-20
	out_has 'lettre recommandée postée, numéro 1A2345678901'
	out_has 'preuve de dépôt de la lettre'
	! grep 'pas encore postée' out
}
it "S2.12: the file lists as exhibits what was sent or posted, in its own language" exhibits
# numbered REF... - a formal notice about these lies in outbox/, of the 24th; its message id in $mid
numbered() {
	local ref
	book
	sed -i 's/^lang: en/lang: fr/' book/policy.yaml
	client acme fr
	for ref; do
		invoice acme "$ref" 300 2026-03-31
		row 2026-04-03 acme reminder second me "$ref" '' '' '' email '' status=sent ''
	done
	crm-overdue --today=2026-04-24 | crm-remind --send --today=2026-04-24 > out
	mid=$(awk -F, '$5 == "prepared" { print $6; exit }' out)
	[ -n "$mid" ]
}

# the number from the counter of the post office, whatever blanks it is printed with
posted_number() {
	numbered A B
	run crm-remind --settle="$mid=sent:1A 234 567 8901 2" --today=2026-04-27
	status 0
	is "$(grep -c ',acme,letter,posted,me,[AB],,,,registered,,tracking=1A23456789012,' book/journal.csv)" 2
	is "$(awk -F, '$4 == "letter" { print $2 }' book/journal.csv | sort -u | cut -c1-10)" 2026-04-27
	run crm-log --check --today=2026-04-27
	status 0
	run crm-remind --explain --today=2026-04-28
	! grep -q letter out
	run crm-remind --dossier=acme --today=2026-05-20
	grep -q '^- 27 avril 2026, A.: lettre recommandée postée, numéro 1A23456789012' out
	out_has 'preuve de dépôt de la lettre, numéro 1A23456789012'
	# it is posted: once more is a slip
	run crm-remind --settle="$mid=sent:1A" --today=2026-04-28
	status 2
}
it "S2.12: --settle=MID=sent:NUMBER: a prepared letter was posted, and the file names its number" posted_number

posted_plain() {
	numbered A
	run crm-remind --settle="$mid=sent" --today=2026-04-27
	status 0
	grep -q ',acme,letter,posted,me,A,,,,,,,$' book/journal.csv
}
it "S2.12: --settle=MID=sent: a prepared letter was posted" posted_plain

# an intent alone, after a crash: the reminder is settled, and the letter posted
posted_unknown() {
	numbered A
	sed -i 's/status=prepared/status=unknown/' book/journal.csv
	run crm-remind --settle="$mid=sent:1A2" --today=2026-04-27
	status 0
	grep -q ',acme,reminder,notice,me,A,.*,letter,,status=sent mid=' book/journal.csv
	grep -q ',acme,letter,posted,me,A,,,,registered,,tracking=1A2,$' book/journal.csv
}
it "S2.12: --settle=MID=sent:NUMBER of a letter of which nobody knew" posted_unknown

bad_number() {
	local bad
	numbered A
	cp book/journal.csv before
	for bad in 'sent:' 'sent: ' 'sent:1A;x' 'failed:1A' "sent:$(printf '%050d' 1)"; do
		run crm-remind --settle="$mid=$bad" --today=2026-04-27
		status 2
		err_has --settle
	done
	cmp before book/journal.csv
	# a mail has no such number
	row 2026-04-24 acme reminder courtesy me B '' '' '' email '' 'status=unknown mid=b@x' ''
	cp book/journal.csv before
	run crm-remind --settle=b@x=sent:1A --today=2026-04-27
	status 2
	err_has '--settle: '
	err_has '« b@x »'
	cmp before book/journal.csv
}
it "--settle: a number that is none, or of a mail, is refused" bad_number
done_testing
