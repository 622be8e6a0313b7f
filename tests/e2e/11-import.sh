# crm-log --import: maps, ids that stay the same, all or nothing (crm-journal(5); crm-log(1); P1, P6, P7).
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../import.sh"

invoices() {
	book
	run crm-log -v --import --map="$EX/invoices.yaml" "$EX/receivables.csv"
	status 0
	out_is ''
	err_is 'crm-log: 3 records: 5 to add, 0 already present, 0 left out'
	rows > got
	file_is got << 'END'
2025-01-06,0204-prima,invoice,,me,700201,1480.00,USD,2025-02-05,,,bill=paper,
2025-01-28,0204-prima,payment,,client,700201,1480.00,USD,,,,,
2025-01-22,5521-marso,invoice,,me,700202,320.50,USD,2025-02-21,,,bill=email,
2025-03-10,5521-marso,payment,,client,700202,320.50,USD,,,,,
2025-12-15,0204-prima,invoice,,me,700203,95.00,USD,2026-01-14,,,bill=paper,
END
	is "$(ls b/clients)" '0204-prima.yaml
5521-marso.yaml'
	is "$(stat -c %a b/clients/0204-prima.yaml)" 600
	# again: nothing; the next export, with one more paid: one row
	run crm-log -v --import --map="$EX/invoices.yaml" "$EX/receivables.csv"
	status 0
	err_has '0 to add, 5 already present'
	sed 's|No,,Paper,,|No,6/1/2026,Paper,168,138|' "$EX/receivables.csv" > next.csv
	crm-log --import --map="$EX/invoices.yaml" < next.csv
	is "$(rows | tail -n +6)" '2026-06-01,0204-prima,payment,,client,700203,95.00,USD,,,,,'
	# a row that was taken back does not come again
	crm-log --void "$(tail -n 1 b/journal.csv | cut -d, -f1)"
	crm-log --import --map="$EX/invoices.yaml" next.csv
	is "$(rows | wc -l)" 7
}

# files as spreadsheets write them: a mark of UTF-8, rows of delimiters, other encodings
spreadsheets() {
	book
	crm-log --new-client durand
	printf '%s\n' 'delimiter: ";"' 'decimal: ","' 'date: DD/MM/YYYY' 'columns: [ref, date, sum]' 'events:' \
		'  - {event: invoice, client: durand, ref: {column: ref}, at: {column: date}, amount: {column: sum}}' > map.yaml
	printf '\357\273\277F1;05/06/2026;12,50\r\n;;\r\n\r\nF2;06/06/2026;7\r\n;;\r\n' > in.csv
	run crm-log -v --import --map=map.yaml in.csv
	status 0
	err_is 'crm-log: 2 records: 2 to add, 0 already present, 0 left out'
	is "$(rows | cut -d, -f1-7 | tr '\n' ' ')" '2026-06-05,durand,invoice,,me,F1,12.50 2026-06-06,durand,invoice,,me,F2,7.00 '
	# they say their encoding, and it is another one
	echo 'encoding: windows-1252' >> map.yaml
	run crm-log --import --map=map.yaml in.csv
	status 2
	err_is "crm-log: in.csv: encoding: the file is UTF-8, by its first bytes: write 'encoding: utf-8' into the map"
	iconv -f UTF-8 -t UTF-16 in.csv > utf16.csv
	for map in --map=map.yaml -q; do
		run crm-log --import "$map" utf16.csv
		status 2
		err_is 'crm-log: utf16.csv: is UTF-16: convert it with iconv -f UTF-16 -t UTF-8'
	done
	# what is no whole record is named as it is there
	printf 'F3;07/06/2026;1;2\nF4;08/06/2026;"1\nF5;09/06/2026;3\n' > bad.csv
	sed -i '$d' map.yaml
	run crm-log --import --map=map.yaml bad.csv
	status 3
	err_has 'bad.csv:1: more cells than the header has columns; a cell with a comma, or another delimiter, must be quoted'
	err_has 'bad.csv:2: a quote begins here and is never closed'
	is "$(rows | wc -l)" 2
}

bank() {
	book
	crm-log --new-client lilas
	crm-log --new-client durand
	crm-log -w 2026-04-30 invoice lilas F2026-019 1200
	run crm-log -n --import --map="$EX/bank.yaml" "$EX/statement.csv"
	status 0
	is "$(rows | wc -l)" 1
	cut -d, -f2- out > got
	file_is got << 'END'
at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note
2026-06-02,lilas,payment,,client,F2026-019,1300.00,EUR,,transfer,,source=bank,VIR INSTITUT LES LILAS F2026-019
2026-06-05,durand,payment,,client,,450.00,EUR,,transfer,,source=bank,VIR M DURAND SOLDE
2026-06-09,lilas,refund,,me,F2026-019,100.00,EUR,,,,source=bank,VIR ANNULE; F 2026-019 TROP PERÇU
END
	run crm-log --import --map="$EX/bank.yaml" "$EX/statement.csv"
	status 0
	is "$(rows | tail -n +2)" "$(tail -n +2 got)"
	# two equal lines on one day are two payments, in one file or another
	(cat "$EX/statement.csv"; sed -n 7p "$EX/statement.csv") > more.csv
	run crm-log -v --import --map="$EX/bank.yaml" more.csv
	err_has '1 to add, 3 already present'
}

# nothing is written while one record is refused; --keep-going writes the others
all_or_nothing() {
	book
	cat > m.yaml << 'END'
date: DD/MM/YYYY
decimal: "."
clients: create
events: [{event: payment, client: {column: who}, at: {column: day}, amount: {column: sum}}]
END
	printf 'who,day,sum\na,01/06/2026,5\nb,06/15/2026,5\nc,02/06/2026,x\n' > in.csv
	run crm-log --import --map=m.yaml in.csv
	status 3
	err_has "in.csv:3: at: '06/15/2026' is not a date written as DD/MM/YYYY"
	err_has "in.csv:4: amount: 'x' is not a number"
	err_has '2 of 3 records are refused, so nothing is written'
	is "$(rows | wc -l)" 0
	is "$(ls b/clients)" ''
	run crm-log --import --keep-going --map=m.yaml in.csv
	status 3
	is "$(rows)" '2026-06-01,a,payment,,client,,5.00,EUR,,,,,'
	is "$(ls b/clients)" a.yaml
}

wrong_call() {
	book
	echo 'date: x' > m.yaml
	run crm-log --import --map=m.yaml /dev/null
	status 2
	err_has 'm.yaml:1: date: '
	run crm-log --import --map=none.yaml /dev/null
	status 2
	run crm-log --import none.csv
	status 2
	run crm-log --import /dev/null
	status 2
	err_has 'is empty'
	run crm-log --import .
	status 2
	run crm-log -n in acme x
	status 2
	run crm-log --import --list
	status 2
	printf 'a;b\n1;2\n' > in.csv
	run crm-log --import --map="$EX/invoices.yaml" in.csv
	status 2
	err_has "in.csv:1: header: there is no column"
	run crm-log --import in.csv
	status 2
	err_is "crm-log: in.csv:1: header: there is no column 'at', so this is not a journal: a map says what its columns mean, --map=FILE, see crm-import(5)"
	# a key of a tag that would make two of it
	for key in 'a b' 'a=b'; do
		printf '%s\n' 'date: DD/MM/YYYY' 'events:' "  - {event: in, at: {column: a}, client: x, tags: {'$key': bank}}" > m.yaml
		run crm-log --import --map=m.yaml in.csv
		status 2
		err_has "m.yaml:3: events.tags: '$key' is not a valid tag key"
	done
}

# the rows of another book: concatenated journals, CRLF, quoted newlines, other columns
journals() {
	book
	crm-log --new-client acme
	crm-log -w 2026-06-01 in acme one
	crm-log -w 2026-06-02 in acme two
	crm-log --list > all.csv
	cp all.csv twice.csv
	cat all.csv >> twice.csv
	crm-log -C c --init
	sed 's/$/\r/' twice.csv > crlf.csv
	run crm-log -C c --import crlf.csv
	status 3
	err_has "crlf.csv:2: client: 'acme' is not known"
	run crm-log -C c -v --import --clients=any crlf.csv
	status 0
	err_has '2 to add'
	cmp b/journal.csv c/journal.csv
	printf 'note,at,client,event\n"a\nb",2026-06-03,acme,note\n' | crm-log -C c --import
	printf 'note,at,client,event\n"a\nb",2026-06-03,acme,note\n' | crm-log -C c --import -
	is "$(tail -n +4 c/journal.csv | cut -d, -f2-)" '2026-06-03,acme,note,,,,,,,,,,a\nb'
}

# what the journal has with other content is named and stays; what was taken back comes with --again
again() {
	local id
	book
	crm-log --import --map="$EX/invoices.yaml" "$EX/receivables.csv"
	cp b/journal.csv before
	# another amount in the same export
	sed "s/,95.00,/,96.50,/" "$EX/receivables.csv" > corrected.csv
	! cmp -s corrected.csv "$EX/receivables.csv"
	id=$(grep 'invoice,,me,700203' b/journal.csv | cut -d, -f1)
	run crm-log --import --map="$EX/invoices.yaml" corrected.csv
	status 3
	err_is "crm-log: corrected.csv:4: amount: the journal has '95.00', this file has '96.50'; to take the latter, crm-log --void $id and import with --again"
	cmp b/journal.csv before
	# that advice, to the letter
	crm-log --void "$id"
	run crm-log --import --again --map="$EX/invoices.yaml" corrected.csv
	status 0
	err_is ''
	is "$(rows | grep invoice,,me,700203 | tail -n 1 | cut -d, -f6,7)" 700203,96.50
	cp b/journal.csv before
	for option in '' --again; do
		run crm-log -v --import $option --map="$EX/invoices.yaml" corrected.csv
		status 0
		err_is 'crm-log: 3 records: 0 to add, 5 already present, 0 left out'
	done
	cmp b/journal.csv before
	# taken back once more: out, until --again says otherwise
	id=$(grep 'invoice,,me,700203,96.50' b/journal.csv | cut -d, -f1)
	crm-log --void "$id"
	cp b/journal.csv before
	run crm-log --import --map="$EX/invoices.yaml" corrected.csv
	status 0
	err_is 'crm-log: 1 voided row is not imported; --again adds it again'
	run crm-log -q --import --map="$EX/invoices.yaml" corrected.csv
	err_is ''
	cmp b/journal.csv before
	run crm-log --import --again --map="$EX/invoices.yaml" "$EX/receivables.csv"
	status 0
	crm-log --list --ref=700203 | tail -n +2 | cut -d, -f2-8 > got
	file_is got '2025-12-15,0204-prima,invoice,,me,700203,95.00'
	is "$(cut -d, -f1 b/journal.csv | sort | uniq -d)" ''
}

# terms that changed since are no other content; a map that names another client is
corrected_map() {
	local id
	book
	cat > m.yaml << 'END'
date: YYYY-MM-DD
decimal: "."
key: [no]
clients: create
events: [{event: invoice, client: {column: who, match: {MARTIN: martin}, default: other}, at: {column: day}, ref: {column: no}, amount: {column: sum}}]
END
	printf 'who,day,no,sum\nMARTIN,2026-05-02,G1,5\nMRS X,2026-05-02,G2,5\n' > in.csv
	crm-log --import --map=m.yaml in.csv
	echo 'terms: 10d' > b/policy.yaml
	run crm-log --import --map=m.yaml in.csv
	status 0
	err_is ''
	sed -i 's/MARTIN: martin/MARTIN: martin, MRS X: xenia/' m.yaml
	id=$(grep ,G2, b/journal.csv | cut -d, -f1)
	run crm-log --import --map=m.yaml in.csv
	status 3
	err_is "crm-log: in.csv:3: client: the journal has 'other', this file has 'xenia'; to take the latter, crm-log --void --client=other $id and import again"
	is "$(rows | wc -l)" 2
	crm-log --void --client=other "$id"
	run crm-log --import --map=m.yaml in.csv
	status 0
	is "$(crm-log --list --ref=G2 | tail -n +2 | cut -d, -f3,7,10)" xenia,G2,2026-05-12
}

# a client that is not known is refused, with a map or without, until it is said that all are new
strangers() {
	book
	crm-log --new-client durand
	crm-log in durand x
	printf 'at,client,event\n2026-06-01,durant,note\n2026-06-01,durand,note\n2026-06-02,zoe,note\n' > in.csv
	run crm-log --import in.csv
	status 3
	err_has "in.csv:2: client: 'durant' is not known; the nearest is 'durand', crm-log --new-client durant makes a new one, and --clients=create all that are new"
	err_has "in.csv:4: client: 'zoe' is not known; crm-log --new-client zoe makes a profile, and --clients=create one for all that are new"
	is "$(rows | wc -l)" 1
	run crm-log --import --keep-going in.csv
	status 3
	is "$(rows | tail -n +2)" '2026-06-01,durand,note,,,,,,,,,,'
	run crm-log --import --clients=create in.csv
	status 0
	is "$(rows | wc -l)" 4
	is "$(ls b/clients)" 'durand.yaml
durant.yaml
zoe.yaml'
	printf 'at,client,event\n2026-06-01,ann,note\n' > more.csv
	run crm-log --import --clients=any more.csv
	status 0
	is "$(find b/clients -type f | wc -l)" 3
	# the option goes over the map
	cat > m.yaml << 'END'
date: YYYY-MM-DD
clients: create
events: [{event: note, client: {column: client}, at: {column: at}}]
END
	printf 'at,client,event\n2026-06-01,zoé,note\n2026-06-01,an,note\n' > two.csv
	run crm-log --import --map=m.yaml --clients=known two.csv
	status 3
	err_is "crm-log: 1 of 2 records is refused, so nothing is written; fix it, or add --keep-going to write the others
crm-log: two.csv:3: client: 'an' is not known; the nearest is 'ann', crm-log --new-client an makes a new one, and --clients=create all that are new"
	run crm-log --import --clients=all in.csv
	status 2
	err_has "--clients: 'all' must be one of known, create, any"
}

# an invoice without due date gets the terms of its profile, else of the policy; a copy stays as it is
terms() {
	book
	echo 'terms: 10d' > b/policy.yaml
	crm-log --new-client acme
	crm-log --new-client beta
	echo 'terms: 45eom' >> b/clients/acme.yaml
	printf 'at,client,event,ref,amount,due\n2026-05-01,acme,invoice,F1,5,\n2026-05-01,beta,invoice,F2,5,\n2026-05-01,beta,invoice,F3,5,2026-05-02\n' > in.csv
	crm-log --import in.csv
	is "$(rows | cut -d, -f6,9 | tr '\n' ' ')" 'F1,2026-06-30 F2,2026-05-11 F3,2026-05-02 '
	crm-overdue --kind=invoice | cut -d, -f5,6 | grep -qx 2026-05-01,2026-05-11
	cat > m.yaml << 'END'
date: YYYY-MM-DD
decimal: "."
clients: create
events: [{event: invoice, client: {column: who}, at: {column: day}, ref: {column: no}, amount: {column: sum}}]
END
	printf 'who,day,no,sum\nacme,2026-05-02,G1,5\nnew,2026-05-02,G2,5\n' > map.csv
	crm-log --import --map=m.yaml map.csv
	is "$(rows | tail -n 2 | cut -d, -f6,9 | tr '\n' ' ')" 'G1,2026-06-30 G2,2026-05-12 '
	# a row with an id
	printf 'id,at,client,event,ref,amount\n01890a5d-ac96-774b-bcce-b302099a8057,2026-05-01,acme,invoice,F4,5\n' |
		crm-log --import
	is "$(rows | tail -n 1 | cut -d, -f6,9)" F4,
	run crm-log --check
	status 0
	err_has 'journal.csv:7: due: an invoice without due date is never late: void it and log it with -d'
	is "$(grep -c 'never late' err)" 1
	# a profile that cannot be read
	echo 'terms: [' >> b/clients/acme.yaml
	printf 'at,client,event,ref,amount,due\n2026-05-01,acme,invoice,F5,5,\n2026-05-01,acme,invoice,F6,5,2026-05-02\n' > in.csv
	run crm-log --import --keep-going in.csv
	status 3
	err_has 'in.csv:2: due: the terms of this client cannot be read; fix the profile'
	is "$(rows | tail -n 1 | cut -d, -f6,9)" F6,2026-05-02
}

# two imports of one file at once add it once
at_once() {
	book
	for _ in 1 2 3 4; do
		crm-log --import --map="$EX/invoices.yaml" "$EX/receivables.csv" &
	done
	wait
	is "$(rows | wc -l)" 5
	is "$(rows | sort -u | wc -l)" 5
}

# no input crashes or hangs it
hostile() {
	local f
	book
	head -c 300000 /dev/zero > zero
	head -c 300000 /dev/zero | tr '\0' '"' > quotes
	head -c 300000 /dev/zero | tr '\0' ',' > commas
	head -c 300000 /dev/urandom > noise
	printf 'at,client,event\n"' > open
	(echo at,client,event; yes '2026-06-01,"a' | head -n 20000) > stray
	for f in zero quotes commas noise open stray; do
		run timeout 10 crm-log --import $f
		[ "$st" = 2 ] || [ "$st" = 3 ] || fail "$f: status $st"
		run timeout 10 crm-log --import --map=$f "$EX/receivables.csv"
		status 2
	done
	is "$(rows | wc -l)" 0
}

# invoices with more days to pay than the law allows: one line a run, of those that are added
long_terms() {
	local law='more days to pay than the law allows: 60, or 45 end of month; 30 for a public client'
	book
	crm-log --new-client acme
	printf 'kind: public\n' > b/clients/town.yaml
	printf 'kind: b2c\n' > b/clients/ann.yaml
	cat > in.csv << 'END'
at,client,event,ref,amount,due
2026-06-01,acme,invoice,F1,10,2026-07-31
2026-06-01,ann,invoice,F1,10,2026-12-31
2026-06-01,town,invoice,F1,10,2026-07-01
2026-06-01,town,invoice,F2,10,2026-07-02
END
	run crm-log --import -n in.csv
	status 0
	err_is "crm-log: in.csv:5: due: this invoice has $law"
	echo 2026-06-02,acme,invoice,F2,10,2026-09-01 >> in.csv
	run crm-log --import in.csv
	status 0
	err_is "crm-log: in.csv:5: due: 2 invoices have $law; this is the first"
	run crm-log --import in.csv
	err_is ''
	echo 2026-06-02,acme,invoice,F3,10, >> in.csv
	echo 'terms: 61d' >> b/clients/acme.yaml
	run crm-log --import in.csv
	err_is "crm-log: in.csv:7: due: this invoice has $law"
	run crm-log -q --import in.csv
	err_is ''
}

# yaml N - the Nth example of the manual
yaml() {
	awk -v want="$1" '/^\.Sh EXAMPLES/ { on = 1 } on && /^\.Bd/ { n++; next } /^\.Ed/ { n += 0.5 } n == want' \
		"$ROOT/man/crm-import.5"
}

manual() {
	book
	yaml 1 > one.yaml
	run crm-log -v --import --map=one.yaml "$EX/receivables.csv"
	status 0
	err_has '5 to add'
	yaml 2.5 > two.yaml
	crm-log --new-client durand
	printf 'Date;Label;Amount\n01/06/2026;VIR M DURAND;1 200,00\n02/06/2026;PRLV;-5,00\n' > in.csv
	run crm-log -v --import --map=two.yaml in.csv
	status 0
	err_has '1 to add, 0 already present, 1 left out'
	is "$(rows | tail -n 1)" '2026-06-01,durand,payment,,client,,1200.00,EUR,,,,,VIR M DURAND'
}

# each block of `Worked lines`: its map reads its lines, and gives its rows
worked() {
	need mandoc
	local n=0 block enc
	book
	printf 'timezone: Europe/Paris\n' > b/policy.yaml
	crm-log --new-client acme
	# as the page prints it, so that no escape of it is a second spelling
	awk '/^\.Ss Worked lines/ { on = 1 } /^\.Sh DIAGNOSTICS/ { on = 0 } on && /^\.Bd/ { n++; b = 1; next } /^\.Ed/ { b = 0 }
		b { print > sprintf("block%02d", n) }' "$ROOT/man/crm-import.5"
	for block in block*; do
		n=$((n + 1))
		sed 's/\\(dq/"/g; s/\\(^u/û/g; s/\\(OE/Œ/g; s/\\(Eu/€/g; s/\\&//g' "$block" > text
		! grep -n '[\]' text || fail "an escape that this test does not know: $block"
		sed -n 's/^< //p' text > in.csv
		sed -n 's/^> //p' text > want.rows
		grep -v '^[<>]' text > map.yaml
		for key in 'delimiter: ";"' 'decimal: ","' 'date: DD/MM/YYYY' \
			'events: [{event: payment, client: acme, at: {column: day}, amount: {column: sum}, note: {column: text}}]'; do
			grep -q "^${key%%:*}:" map.yaml || echo "$key" >> map.yaml
		done
		enc=$(sed -n 's/^encoding: //p' map.yaml)
		[ -z "$enc" ] || { iconv -f UTF-8 -t "$enc" in.csv > x && mv x in.csv; }
		run crm-log -q -n -f csv --no-header --import --map=map.yaml in.csv
		[ "$st" = 0 ] || { cat text err; fail "$block: status $st"; }
		cut -d, -f2,7-9,14- out > got.rows
		diff want.rows got.rows || fail "$block"
	done
	is "$n" 10
}

it "has worked lines in its manual that are so" worked
it "reads an export of invoices, again and again" invoices
it "reads a bank statement" bank
it "reads what spreadsheets write" spreadsheets
it "writes all or nothing" all_or_nothing
it "says once that invoices have more days to pay than the law allows (law:terms)" long_terms
it "says what is wrong with map and file" wrong_call
it "adds the rows of another journal" journals
it "names what the journal has with other content; --again" again
it "names what another map would have made" corrected_map
it "finds the due date of an invoice that names none" terms
it "refuses clients that are not known" strangers
it "has a manual whose examples work" manual
it "adds a file once, however often at once" at_once
it "survives hostile input" hostile
done_testing
