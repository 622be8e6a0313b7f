# crm-log: rows written, refused, taken back, listed, checked (design.md 2, 3, 5; P1, P2, P3, P5, P7).
. "$(dirname "$0")/../lib.sh"

HEAD=id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note
export CRM_TODAY=2026-06-15

# a book in ./b with the client acme
book() {
	export CRM_DIR=b
	crm-log --init
	crm-log --new-client acme
}

# the journal without ids
rows() { tail -n +2 b/journal.csv | cut -d, -f2-; }

init() {
	run crm-log -C b --init
	status 0
	out_is ''
	err_is ''
	is "$(head -n 1 b/journal.csv)" "$HEAD"
	is "$(cat b/.gitattributes)" 'journal.csv merge=union'
	is "$(find b -type d -printf '%m ')" '700 700 '
	is "$(find b -type f -printf '%m\n' | sort -u)" 600
	echo 'max: 3' > b/policy.yaml
	run crm-log -C b --init
	status 0
	is "$(cat b/policy.yaml)" 'max: 3'
	run crm-log -C no/such/book in acme hello
	status 2
	err_has "no book is here: 'crm-log -C no/such/book --init' makes one"
}

init_french() {
	crm-log -C b --init --lang=fr
	grep -qx '  holidays: fr' b/policy.yaml
	grep -qx 'lang: fr' b/policy.yaml
	crm-log -C c --init --lang=en
	grep -qx 'lang: en' c/policy.yaml
	# the language of the moment, written down: what comes later is in it whatever the locale is then
	env LC_ALL=fr_FR.UTF-8 crm-log -C d --init
	grep -qx 'lang: fr' d/policy.yaml
	env LC_ALL=de_DE.UTF-8 crm-log -C e --init
	grep -qx 'lang: en' e/policy.yaml
	! grep -q '^  holidays' c/policy.yaml
}

writes() {
	book
	run crm-log in acme -c email 'asks when the mock-up comes'
	status 0
	out_is ''
	err_is ''
	run crm-log -v invoice acme F2026-014 1200 -d 30d 'Refonte du site'
	status 0
	grep -Eqx '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}' out
	is "$(tail -n 1 b/journal.csv | cut -d, -f1)" "$(cat out)"
	crm-log -w 2026-06-10T09:05 met acme 'l1
l2 \ "q", fin'
	crm-log absence - -d eom ski
	rows > got
	file_is got << 'END'
2026-06-15,acme,contact,,client,,,,,email,,,asks when the mock-up comes
2026-06-15,acme,invoice,,me,F2026-014,1200.00,EUR,2026-07-15,,,,Refonte du site
2026-06-10T09:05,acme,contact,,both,,,,,meet,,,"l1\nl2 \\ ""q"", fin"
2026-06-15,,absence,,me,,,,2026-06-30,,,,ski
END
}

# due: option, then profile, then policy
terms() {
	book
	crm-log invoice acme F1 1
	echo 'terms: 45eom' >> b/clients/acme.yaml
	crm-log invoice acme F2 1
	crm-log invoice acme F3 1 -d 10d
	echo 'terms: 7d' > b/policy.yaml
	sed -i '/^terms/d' b/clients/acme.yaml
	crm-log invoice acme F4 1
	is "$(rows | cut -d, -f6,9 | tr '\n' ' ')" 'F1,2026-07-15 F2,2026-07-31 F3,2026-06-25 F4,2026-06-22 '
	echo 'terms: [' >> b/clients/acme.yaml
	run crm-log invoice acme F5 1
	status 2
	err_has 'mend the profile'
	run crm-log in acme hello
	status 0
	is "$(rows | wc -l)" 5
}

# wrong FIELD WORD... - nothing is written, status 2, one line that names the field
wrong() {
	local field=$1
	shift
	run crm-log "$@"
	status 2
	[ "$(wc -l < err)" = 1 ] || fail "more than one line: $(cat err)"
	err_has "crm-log: $field: "
	cmp b/journal.csv before
}

refused() {
	book
	cp b/journal.csv before
	wrong at in acme -w 2026-02-30
	wrong client in Acme x
	wrong client in ../acme x
	wrong client in '$(touch x)' x
	wrong client in - x
	wrong event shout acme x
	wrong kind incident acme -k silly
	wrong by in acme -b him
	wrong ref promise acme - -d +3d
	wrong amount invoice acme F1 12,50
	wrong amount invoice acme F1 1.005
	wrong amount payment acme F1 99999999999999999999
	wrong currency invoice acme F1 5 -y euro
	wrong due invoice acme F1 5 -d soon
	wrong channel in acme -c $'e\tmail'
	wrong level in acme -l 0
	wrong tags in acme -g =x
	wrong note in acme $'a\x1b[31m'
	wrong note in acme $'\xff'
	run crm-log invoice acme F1
	status 2
	err_is 'crm-log: AMOUNT is missing: crm-log invoice CLIENT REF AMOUNT [NOTE...]'
	run crm-log
	status 2
	cmp b/journal.csv before
	run crm-log note acme "$(head -c 70000 /dev/zero | tr '\0' x)"
	status 2
	err_has 'longer than 64 KiB'
	cmp b/journal.csv before
	[ ! -e x ]
}

unknown_client() {
	book
	run crm-log in amce hello
	status 2
	err_is "crm-log: client: 'amce' is not known; the nearest is 'acme', and crm-log --new-client amce makes a new one"
	run crm-log in zzzzz hello
	status 2
	err_is "crm-log: client: 'zzzzz' is not known; crm-log --new-client zzzzz makes a profile"
	# a client that only the journal knows is known
	echo '01890a5d-ac96-774b-bcce-b302099a8057,2026-06-01,old,note,,me,,,,,,,,x' >> b/journal.csv
	run crm-log in old hello
	status 0
	run crm-log --new-client acme
	status 2
	err_has 'exists already'
	run crm-log --new-client ../x
	status 2
}

hints() {
	book
	run crm-log promise acme P1 call back
	status 0
	err_is 'crm-log: hint: a promise without a date is vague: say when, with -d'
	run crm-log -q promise acme P2 call back
	err_is ''
	run crm-log --lang=fr promise acme P3
	status 0
	run crm-log payment acme F1 10
	status 0
	err_has "no invoice of this client has the ref 'F1'"
	crm-log invoice acme F2 100 -d 30d
	run crm-log payment acme - 60
	status 0
	err_is 'crm-log: hint: which invoice does it pay? F2 is open with 100.00 EUR; without its ref nothing is taken off: void this row, and log it with the ref'
}

torn() {
	local row n i
	book
	crm-log in acme one
	row=$(tail -n 1 b/journal.csv)
	cp b/journal.csv whole
	n=$((${#row} + 1))
	for i in 1 2 20 36 37 60 $((n - 1)); do
		rm -f b/journal.csv.torn-*
		head -c -"$i" whole > b/journal.csv
		run crm-log in acme two
		status 0
		is "$(rows)" '2026-06-15,acme,contact,,client,,,,,,,,two'
		err_has "the last $((n - i)) bytes were no whole line"
		is "$(cat b/journal.csv.torn-*)" "$(head -c $((n - i)) <<< "$row")"
		is "$(stat -c %a b/journal.csv.torn-*)" 600
	done
	rm -f b/journal.csv.torn-*
	cp whole b/journal.csv
	head -c 100 /dev/zero >> b/journal.csv
	run crm-log in acme two
	status 0
	is "$(rows | wc -l)" 2
	is "$(stat -c %s b/journal.csv.torn-*)" 100
}

concurrent() {
	local w i
	book
	for w in 1 2 3 4; do
		(for i in $(seq 100); do crm-log in acme "w$w n$i" || exit 1; done) &
	done
	wait
	is "$(rows | grep -Ecx '2026-06-15,acme,contact,,client,,,,,,,,w[1-4] n[0-9]+')" 400
	is "$(rows | sort -u | wc -l)" 400
	is "$(cut -d, -f1 b/journal.csv | sort -u | wc -l)" 401
}

locked() {
	book
	flock b/.lock sleep 3 &
	sleep 0.2
	run crm-log --lock-wait=0 in acme hello
	status 4
	err_has 'holds the lock'
	is "$(rows | wc -l)" 0
	kill %1
}

takes_back() {
	local id void
	book
	id=$(crm-log -v invoice acme F1 10)
	crm-log in acme stays
	run crm-log --void "$id"
	status 0
	is "$(tail -n 1 b/journal.csv | cut -d, -f2-)" "2026-06-15,acme,void,,me,$id,,,,,,,"
	run crm-log --list
	is "$(tail -n +2 out | cut -d, -f2-)" '2026-06-15,acme,contact,,client,,,,,,,,stays'
	run crm-log -v --void "$id"
	status 0
	err_has 'is taken back already'
	is "$(rows | wc -l)" 3
	void=$(tail -n 1 b/journal.csv | cut -d, -f1)
	run crm-log --void "$void"
	status 2
	err_has 'log that row again'
	run crm-log --void 01890a5d-ac96-774b-bcce-b302099a8057
	status 2
	err_has 'no row has the id'
	run crm-log --void "$(crm-log -v in acme x)" nonsense
	status 2
	is "$(rows | wc -l)" 4
	run crm-log void acme "$id"
	status 2
}

lists() {
	book
	crm-log --new-client beta
	crm-log -w 2026-06-03 in beta 'third'
	crm-log -w 2026-06-01 out acme -g tone=warm 'first
line'
	crm-log -w 2026-06-02T10:00 invoice acme F1 5 -l 3
	crm-log -w 2026-07-01 note acme later
	run crm-log --list
	status 0
	is "$(head -n 1 out)" "$HEAD"
	is "$(tail -n +2 out | cut -d, -f2-4 | tr '\n' ' ')" '2026-06-01,acme,contact 2026-06-02T10:00,acme,invoice 2026-06-03,beta,contact '
	# what is listed can be read as a journal again
	cp -r b c
	(head -n 1 out; tail -n +2 out | tac) > c/journal.csv
	run crm-log -C c --list
	mv out again
	run crm-log --list
	cmp out again
	run crm-log --list --client=beta --client=acme --event=out --event=invoice
	is "$(tail -n +2 out | wc -l)" 2
	run crm-log --list --since=2026-06-02 --until=2026-06-02 -f json
	is "$(jq -c '[length, .[0].amount, .[0].level, .[0].note]' out)" '[1,"5.00",3,null]'
	run crm-log --list --event=out -f json
	is "$(jq -r '.[0].note' out)" $'first\nline'
	run crm-log --list --ref=F1 -e
	status 1
	run crm-log --list --ref=F2 -e
	status 0
	run crm-log --list --event=nope
	status 2
	run crm-log --since=today in acme x
	status 2
}

checks() {
	local sum
	book
	run crm-log --check
	status 0
	crm-log invoice acme F1 10
	crm-log invoice acme F2 20.50
	crm-log payment acme F9 5 -y USD
	crm-log payment acme F9 5 -y USD
	run crm-log --check
	status 0
	out_has 'rows,,4,,'
	out_has 'event,invoice,2,,'
	out_has 'sum,invoice,,30.50,EUR'
	out_has 'sum,payment,,10.00,USD'
	err_has "journal.csv:4: ref: 'F9' is about nothing"
	err_has 'stands twice on that day'
	err_has 'clients/acme.yaml: needs: is empty'
	sum=$(grep ^sha256 out)
	(head -n 1 b/journal.csv; tail -n +2 b/journal.csv | tac; tail -n +2 b/journal.csv) > j
	cp j b/journal.csv
	run crm-log --check
	status 0
	is "$(grep ^sha256 out)" "$sum"
	is "$(grep -c 'is about nothing' err)" 2
	is "$(grep -c 'stands twice on that day' err)" 1
	chmod 644 b/policy.yaml
	echo 'nope: 1' >> b/clients/acme.yaml
	echo 'x,y' >> b/journal.csv
	touch b/journal.csv.torn-abc
	run crm-log --check
	status 3
	err_has 'policy.yaml: others may read it (mode 644)'
	err_has 'clients/acme.yaml:'
	err_has 'journal.csv:10: '
	err_has 'journal.csv.torn-abc: was cut off'
}

checks_languages() {
	book
	printf 'name: Acme\nlang: de\n' > b/clients/acme.yaml
	printf 'name: Beta\nlang: de\n' > b/clients/beta.yaml
	printf 'name: Gamma\nlang: en\n' > b/clients/gamma.yaml
	echo 'lang: fr' > b/policy.yaml
	run crm-log -q --check --lang=en
	status 3
	err_is <<- 'X'
	crm-log: clients/acme.yaml:2: lang: there are no letters in language 'de': write templates/de/lang.yaml, see crm-template(5)
	crm-log: clients/beta.yaml:2: lang: there are no letters in language 'de': write templates/de/lang.yaml, see crm-template(5)
	X
	printf 'max: 3\nlang: xx\n' > b/policy.yaml
	run crm-log -q --check --lang=en
	status 3
	err_has "policy.yaml:2: lang: there are no letters in language 'xx'"
	echo 'lang: fr' > b/policy.yaml
	# templates of the book count
	mkdir -p b/templates/de
	cp "$ROOT/lib/templates/en/lang.yaml" b/templates/de/
	chmod -R go= b/templates
	run crm-log -q --check
	status 0
	err_is ''
	# one that is wrong is named itself, once
	echo 'nope: 1' >> b/templates/de/lang.yaml
	run crm-log -q --check --lang=en
	status 3
	is "$(wc -l < err)" 1
	err_has 'templates/de/lang.yaml:'
}

events() {
	run env -u CRM_TODAY crm-log --events
	status 0
	is "$(head -n 1 out)" 'event,group,by,operands,kinds,meaning'
	out_has 'invoice,money,me,REF AMOUNT,'
	out_has 'missed,talk,client,,,contact -b client -c phone -g missed'
	is "$(wc -l < out)" 58
	tail -n +2 out | cut -d, -f1 | sort > known
	sed -n 's/^\.It Ic \([a-z]*\).*(*by.*/\1/p; s/^\.It Ic \([a-z]*\)$/\1/p; s/^\.It Ic \([a-z]*\) Ar .*/\1/p; s/^\.Ic \(in\|out\|met\|missed\)$/\1/p' \
		"$ROOT/man/crm-journal.5" | sort -u > manual
	comm -23 known manual > missing
	[ ! -s missing ] || fail "man/crm-journal.5 lacks: $(tr '\n' ' ' < missing)"
}

# rows of a journal whose columns stand in another order are added in that order
other_order() {
	book
	echo "note,$(cut -d, -f1-13 <<< "$HEAD"),mine" > b/journal.csv
	run crm-log in acme 'a, b'
	status 0
	is "$(tail -n 1 b/journal.csv | cut -d, -f1-2,4-6)" '"a, b",2026-06-15,acme,contact'
	run crm-log --list
	is "$(tail -n +2 out | cut -d, -f2-)" '2026-06-15,acme,contact,,client,,,,,,,,"a, b"'
}

it "makes a book, private, and leaves what is there" init
it "writes the language of the moment, and French holidays where it is French" init_french
it "writes what was typed" writes
it "finds the due date of an invoice" terms
it "refuses bad input in each column and writes nothing" refused
it "names the nearest client" unknown_client
it "hints" hints
it "sets a torn tail aside and names it" torn
it "keeps 400 rows of four writers apart" concurrent
it "waits for the lock and names who holds it" locked
it "takes rows back" takes_back
it "lists rows that count, in order, with filters" lists
it "checks the whole book" checks
it "names a language that has no letters" checks_languages
it "prints the table of events" events
it "adds to a journal with other columns" other_order
done_testing
