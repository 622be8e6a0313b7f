# crm-log --import of files as banks and invoicing programs write them: never money twice, never less.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../import.sh"

open() { crm-overdue --kind=invoice -f csv | tail -n +2 | cut -d, -f1,4,8,14; }
bill() { crm-log -q invoice acme "$1" "$2" -w "${3:-2026-03-01}" -d 30d; }

# a bank statement with signed amounts; more keys as arguments
bank_map() {
	cat << 'END'
delimiter: ";"
decimal: ","
thousands: " "
date: DD/MM/YYYY
unmatched: skip
events:
  - event: payment
    at: {column: Date}
    client: {column: Label, find: invoice}
    ref: {column: Label, find: invoice}
    amount: {column: Amount, sign: positive}
    note: {column: Label}
END
	[ $# = 0 ] || printf '%s\n' "$@"
}

# 500.00 of 1200.00, and a tick that the map does not read
other_columns() {
	book acme beta
	bill F2026-014 1200
	bank_map > map.yaml
	printf 'Date;Label;Amount;Ticked\n02/04/2026;VIR ACME F2026-014;500,00;No\n' > june.csv
	sed 's/No$/Yes/' june.csv > july.csv
	crm-log --import --map=map.yaml june.csv
	run crm-log --import --map=map.yaml july.csv
	status 0
	is "$(open)" acme,F2026-014,700.00,
	# two equal ones stay two, whatever else stands beside them
	(cat june.csv; sed -n 2p july.csv) > two.csv
	run crm-log -v --import --map=map.yaml two.csv
	err_has '1 to add, 1 already present'
	is "$(open)" acme,F2026-014,200.00,
}

lines_map() {
	cat << END
delimiter: ","
decimal: "."
date: DD/MM/YYYY
key: [InvoiceNumber]
events:
  - event: invoice
    client: acme
    ref: {column: InvoiceNumber}
    at: {column: InvoiceDate}
    due: {terms: 30d}
    amount: {column: $1}
  - event: payment
    client: acme
    ref: {column: InvoiceNumber}
    at: {column: InvoiceDate}
    amount: {column: Paid, sign: positive}
END
}

# one row a line item: its own amount, or the total on each
lines_of_an_invoice() {
	local order
	for order in 2,3 3,2; do
		rm -rf b
		book acme beta
		printf 'InvoiceNumber,InvoiceDate,Line,Paid\nF-88001,01/04/2026,1000.00,300.00\nF-88001,01/04/2026,250.00,300.00\n' > all.csv
		(sed -n 1p all.csv; sed -n "${order%,*}p" all.csv; sed -n "${order#*,}p" all.csv) > in.csv
		lines_map Line > map.yaml
		run crm-log --import --map=map.yaml in.csv
		status 3
		err_has 'in.csv:3: amount: line 2 has the invoice F-88001 with '
		err_has "'sum: true'"
		is "$(rows)" ''
		lines_map 'Line, sum: true' > map.yaml
		run crm-log --import --map=map.yaml in.csv
		status 0
		err_is ''
		is "$(open)" acme,F-88001,950.00,
		run crm-log -v --import --map=map.yaml in.csv
		err_has '0 to add, 2 already present'
	done
	# a line with a discount counts, a total below zero is another event
	echo 'F-88002,01/04/2026,100.00,0' >> in.csv
	echo 'F-88002,01/04/2026,-40.00,0' >> in.csv
	crm-log --import --map=map.yaml in.csv
	is "$(open | tail -n 1)" acme,F-88002,60.00,
	echo 'F-88003,01/04/2026,-40.00,0' >> in.csv
	run crm-log --import --map=map.yaml in.csv
	status 3
	err_has "in.csv:6: amount: '-40.00' is negative"
}

totals_on_each_line() {
	book acme beta
	printf 'InvoiceNumber,InvoiceDate,Total,Paid,Line\nF-88001,01/04/2026,1500.00,300.00,Design\nF-88001,01/04/2026,1500.00,300.00,Hosting\n' > in.csv
	lines_map Total > map.yaml
	run crm-log --import --map=map.yaml in.csv
	status 0
	err_has 'in.csv:3: key: line 2 has the same key and says the same: this one is left out'
	is "$(open)" acme,F-88001,1200.00,
	# other content under one key, and a key that says nothing
	sed -i '3s/300.00/301.00/' in.csv
	run crm-log --import --map=map.yaml in.csv
	status 3
	err_has 'in.csv:3: id: line 2 has the same key with other content'
	printf 'InvoiceNumber,InvoiceDate,Total,Paid,Line\n,01/04/2026,1500.00,300.00,Design\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 3
	err_has "in.csv:2: key: the columns of 'key' are empty here"
}

# none of these is a payment of acme
numbers_of_digits() {
	local n
	book acme beta
	for n in 1001 1204 1200 2026-04; do bill $n 900; done
	bank_map > map.yaml
	cat > in.csv << 'END'
Date;Label;Amount
13/04/2026;AVOIR CARTE X1001 SHOP;23,53
14/04/2026;AVOIR CARTE X0000 SHOP 12/04;24,53
15/04/2026;VIR RECU 1200,00 EUR DE M. PETIT;1200,00
16/04/2026;REMB SECU DU 2026-04-11;12,00
17/04/2026;LOYER RECU 2026/04;750,00
END
	cp b/journal.csv before
	run crm-log --import --map=map.yaml in.csv
	status 0
	cmp b/journal.csv before
	sed 's/find: invoice/find: digits/g' map.yaml > digits.yaml
	run crm-log --import --map=digits.yaml in.csv
	cmp b/journal.csv before
	# said, they count
	printf 'Date;Label;Amount\n13/04/2026;VIR ACME FACTURE 1001;900\n14/04/2026;VIR 2026-04;100\n' > in.csv
	run crm-log --import --map=digits.yaml in.csv
	is "$(rows | grep payment | cut -d, -f6,7)" '1001,900.00
2026-04,100.00'
}

supplier_with_my_number() {
	book acme beta
	bill F2026-014 1200
	crm-log -q payment acme F2026-014 1200 -w 2026-04-01
	printf 'Compte\nP\351riode\nSolde\nDate;Libell\351;D\351bit;Cr\351dit\n02/05/2026;VIR EMIS STUDIO GRAPHIQUE FACTURE F2026-014;-640,00;\n' > in.csv
	run crm-log --import --map="$EX/bank.yaml" in.csv
	status 0
	is "$(open)" ''
}

typed_then_imported() {
	local id
	book acme beta
	bill F2026-014 1200
	crm-log -q payment acme F2026-014 500 -w 2026-04-01
	id=$(grep payment b/journal.csv | cut -d, -f1)
	bank_map > map.yaml
	printf 'Date;Label;Amount\n02/04/2026;VIR ACME F2026-014;500,00\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 3
	err_is "crm-log: in.csv:2: amount: payment of 500.00 is already in the journal, on 1 April 2026, from another source, and this row is left out: if both are the same money, crm-log --void $id and import again; if not, import with --doubles"
	is "$(open)" acme,F2026-014,700.00,
	# where both are in the book all the same, --check names them
	cp -r b both
	crm-log -C both --import --doubles --map=map.yaml in.csv
	run crm-log -C both --check
	err_has 'the same payment of F2026-014 is in line 3, on 1 April 2026; if both are the same money, void one row'
	# that advice, both ways
	cp -r b c
	crm-log --void "$id"
	for _ in 1 2; do
		run crm-log --import --map=map.yaml in.csv
		status 0
		err_is ''
	done
	is "$(open)" acme,F2026-014,700.00,
	rm -rf b
	mv c b
	# what was taken back is another matter
	run crm-log --import --again --map=map.yaml in.csv
	status 3
	is "$(open)" acme,F2026-014,700.00,
	crm-log --import --doubles --map=map.yaml in.csv
	is "$(open)" acme,F2026-014,200.00,
	run crm-log --import --map=map.yaml in.csv
	status 0
	# eight days later it is another payment
	printf 'Date;Label;Amount\n10/04/2026;VIR ACME F2026-014;500,00\n' > in.csv
	bill F2026-015 1200
	crm-log -q payment acme F2026-015 400 -w 2026-04-01
	printf 'Date;Label;Amount\n09/04/2026;VIR ACME F2026-015;400,00\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 0
}

# pending, then booked under another label by the same bank: the first export is the other way
another_label() {
	book acme beta
	bill F2026-014 1200
	bank_map > map.yaml
	printf 'Date;Label;Amount\n02/04/2026;VIR EN COURS F2026-014;500,00\n' > in.csv
	crm-log --import --map=map.yaml in.csv
	sed 's/EN COURS/ACME/; s/02/03/' in.csv > next.csv
	run crm-log --import --map=map.yaml next.csv
	status 3
	is "$(open)" acme,F2026-014,700.00,
	# a file that has both knows better
	tail -n 1 next.csv >> in.csv
	run crm-log --import --map=map.yaml in.csv
	status 0
	is "$(open)" acme,F2026-014,200.00,
}

payments() { rows | grep ,payment, | cut -d, -f6,7,12; }

# one transfer for several invoices: shared out where what is open adds up to it, else left to a person
shared_out() {
	book acme beta
	bill F2026-014 1200
	bill F2026-015 800.50
	bill F2026-016 99
	crm-log -q payment acme F2026-014 200 -w 2026-03-20
	bank_map > map.yaml
	# 1200 - 200 + 800.50
	printf 'Date;Label;Amount\n02/04/2026;VIR ACME F2026-014 ET F2026 015;1800,50\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 0
	err_is ''
	is "$(payments | tail -n 2)" 'F2026-014,1000.00,part=1
F2026-015,800.50,part=2'
	is "$(open)" acme,F2026-016,99.00,
	# once more, and after what it named has changed: nothing
	cp b/journal.csv before
	crm-log --import --map=map.yaml in.csv
	cmp b/journal.csv before
	crm-log -q refund acme F2026-015 100 -w 2026-05-01
	bill F2026-17 5
	cp b/journal.csv before
	printf '09/04/2026;VIR ACME F2026-016;50\n' >> in.csv
	run crm-log -v --import --map=map.yaml in.csv
	err_has '1 to add, 2 already present'
	# taken back, in part or whole: it stays out
	grep ,part= b/journal.csv | cut -d, -f1 > ids
	while read -r id; do
		crm-log --void "$id"
		cp b/journal.csv before
		crm-log -q --import --map=map.yaml in.csv
		cmp b/journal.csv before
	done < ids
}

not_shared_out() {
	book acme beta
	bill F2026-014 1200
	bill F2026-015 800.50
	bill F2026-016 100
	crm-log -q invoice beta F2026-099 1 -w 2026-03-01 -d 30d
	bank_map > map.yaml
	single() {
		cp b/journal.csv before
		printf 'Date;Label;Amount\n' > in.csv
		cat >> in.csv
		run crm-log --import --map=map.yaml in.csv
		is "$(payments)" "$1"
		cp before b/journal.csv
	}
	# another sum; invoices of two clients; two transfers that name one; another row that pays one
	single ',2000.00,' <<< '02/04/2026;F2026-014 F2026-015;2000'
	err_is 'crm-log: in.csv:2: ref: this payment names no invoice, and is deducted from none: void it, and log it with the ref'
	single '' <<< '02/04/2026;F2026-014 F2026-099;1201'
	single ',2000.50,
,900.50,' <<< '02/04/2026;F2026-014 F2026-015;2000,50
03/04/2026;F2026-015 F2026-016;900,50'
	single 'F2026-015,800.50,
,2000.50,' <<< '02/04/2026;F2026-014 F2026-015;2000,50
03/04/2026;F2026-015;800,50'
	# one is paid
	crm-log -q payment acme F2026-014 1200 -w 2026-03-20
	single 'F2026-014,1200.00,
,2000.50,' <<< '02/04/2026;F2026-014 F2026-015;2000,50'
	# what was imported whole stays whole, when it adds up later, and when it was taken back
	crm-log -q --void last
	printf 'Date;Label;Amount\n02/04/2026;F2026-014 F2026-015 F2026-016;2050,50\n' > in.csv
	crm-log -q --import --map=map.yaml in.csv
	crm-log -q credit acme F2026-016 50 -w 2026-04-01
	cp b/journal.csv before
	printf 'Date;Label;Amount\n02/04/2026;F2026-014 F2026-015 F2026-016;2050,50\n' > in.csv
	crm-log -q --import --map=map.yaml in.csv
	cmp b/journal.csv before
	crm-log --void "$(grep ",payment,.*2050.50" b/journal.csv | cut -d, -f1)"
	cp b/journal.csv before
	crm-log -q --import --map=map.yaml in.csv
	cmp b/journal.csv before
}

# the way round of who typed the two payments of one transfer, and imports the statement the week after
typed_in_pieces() {
	book acme beta
	bill F2026-014 1200
	bill F2026-015 800.50
	crm-log -q payment acme F2026-014 1200 -w 2026-03-30
	crm-log -q payment acme F2026-015 800.50 -w 2026-04-01
	bank_map > map.yaml
	printf 'Date;Label;Amount\n02/04/2026;VIR ACME F2026-014 ET F2026-015;2000,50\n' > in.csv
	cp b/journal.csv before
	run crm-log --import --map=map.yaml in.csv
	status 3
	err_is 'crm-log: in.csv:2: amount: payments near this day on the invoices it names add up to it: it is already in the journal from another source, and this row is left out; if not, import with --doubles'
	cmp b/journal.csv before
	# it is another one; said once, it stays
	crm-log -q --import --doubles --map=map.yaml in.csv
	cp b/journal.csv before
	run crm-log --import --map=map.yaml in.csv
	status 0
	cmp b/journal.csv before
	# eight days on it is another one anyway
	rm -rf b
	book acme beta
	bill F2026-014 1200
	bill F2026-015 800.50
	crm-log -q payment acme F2026-014 1200 -w 2026-03-25
	crm-log -q payment acme F2026-015 800.50 -w 2026-04-01
	run crm-log --import --map=map.yaml in.csv
	status 0
	is "$(payments | tail -n 1)" ,2000.50,
}

known_number_other_amount() {
	book acme beta
	bill F2026-014 1200
	printf 'date: YYYY-MM-DD\ndecimal: "."\nevents: [{event: invoice, client: acme, at: {column: day}, ref: {column: no}, amount: {column: sum}}]\n' > map.yaml
	printf 'day,no,sum\n2026-03-01,F2026-014,1250\n2026-03-02,F2026-020,10\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 3
	err_has 'in.csv:2: amount: the invoice F2026-014 is in the journal with 1200.00, here with 1250.00, and is left out'
	is "$(open)" 'acme,F2026-014,1200.00,
acme,F2026-020,10.00,'
	# one that is in the book with two
	crm-log -q invoice acme F2026-014 1300 -w 2026-03-02 -d 30d
	run crm-log --check
	err_has 'the invoice F2026-014 has 1300.00 EUR here and 1200.00 EUR in line 2, which counts: void the wrong one'
}

refund_of_nothing() {
	book acme beta
	bill F-1001 1200
	crm-log -q payment acme F-1001 1200 -w 2026-04-01
	run crm-log refund acme - 500 -w 2026-04-20
	status 0
	err_has 'hint: there is no money without a ref to give back, so nothing changes: which invoice does it reopen? void this row, and log it with the ref'
	is "$(open)" ''
	run crm-log --check
	err_has 'journal.csv:4: ref: a refund without an invoice ref, and there is no money without a ref to give back'
	# with money there it is right
	crm-log -q payment acme - 500 -w 2026-04-19
	run crm-log --check
	err_lacks 'a refund'
}

left_out() {
	book acme beta
	bill F2026-014 1200
	bill F2026-015 800.50
	bank_map > map.yaml
	printf 'Date;Label;Amount\n01/04/2026;VIR ACME FACT 14;1200,00\n02/04/2026;VIR ACME F2026-15;800,50\n03/04/2026;PRLV EDF;-5\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 0
	err_is 'crm-log: 2 records name no known client and are left out; -v lists them'
	run crm-log -v --import --map=map.yaml in.csv
	err_has 'in.csv:2: left out: 01/04/2026 | VIR ACME FACT 14 | 1200,00'
	err_has 'in.csv:3: left out: '
	run crm-log -q --import --map=map.yaml in.csv
	err_is ''
}

# the payment is in the copy alone: nobody is reminded until it is merged
copies() {
	local name q
	book acme beta
	printf 'lang: en\nme: {name: Zoe Test, email: zoe@example.org, iban: FR76}\ndeliver: [%s/mailer]\n' "$PWD" > b/policy.yaml
	printf '#!/bin/sh\ncat >> %s/sent\n' "$PWD" > mailer
	chmod 755 mailer
	printf 'name: Acme\nlang: en\npeople: [{name: X, role: billing, email: x@example.com}]\n' > b/clients/acme.yaml
	bill F2026-014 1200
	cp b/journal.csv before
	crm-log -q payment acme F2026-014 1200 -w 2026-04-01
	mv b/journal.csv after
	for name in journal.sync-conflict-20260601-101010-ABCDEFG.csv "journal (conflicted copy 2026-06-01).csv" \
		"journal (Zoe's conflicted copy 2026-06-01).csv" 'journal (conflicted copy 2026-06-01 101010).csv' \
		'journal (1).csv' 'journal.csv.orig' 'journal_conflict-20260601.csv' 'journal - Copie.csv' \
		'journal 2.csv' journal-LAPTOP-4711.csv journal.csv.LOCAL.4711.csv; do
		cp before b/journal.csv
		cp after "b/$name"
		crm-overdue --kind=invoice > due 2> err || true
		for run in 'crm-overdue --kind=invoice' 'crm-log --list' 'crm-log --check' 'crm-risk'; do
			run $run
			status 3
			err_has "$name: looks like a copy of the journal"
		done
		crm-remind < due > drafts 2> err || true
		run crm-remind --send < due
		[ "$st" != 0 ] || fail "sent beside $name"
		err_has 'a copy beside it'
		[ ! -e sent ] || fail "sent beside $name"
		# that command, to the letter
		q=$(sed -n "s/.*another machine: \(.*\) adds what is missing/\1/p" err | head -n 1)
		[ "$q" ] || fail "no command for $name"
		eval "$q"
		[ ! -e "b/$name" ] || fail "$name is still there"
		is "$(open)" ''
		run crm-overdue --kind=invoice
		status 0
	done
	# what is no such copy
	cp before b/journal-2025.csv
	cp before b/journal-old.csv
	cp before b/journal.csv.bak
	(head -n 1 before; echo '01979c00-0000-7000-8000-000000000001,2020-06-01,acme,note,,me,,,,,,,,old') > b/journal-archive.csv
	run crm-overdue
	err_lacks 'looks like'
	# a merge that was not finished
	(cat before; echo '<<<<<<< HEAD'; sed -n 2,9p after | tail -n 1; echo =======; echo '>>>>>>> laptop') > b/journal.csv
	run crm-overdue --kind=invoice
	status 3
	err_has 'journal.csv:3: is a marker of an unfinished merge'
	q=$(sed -n 's/.*delete the markers, //p' err | head -n 1)
	(cd b && eval "$q")
	run crm-overdue --kind=invoice
	status 0
	err_is ''
}

# map LINE... - a map of payments of acme: at from column d, amount from column a
map() {
	printf '%s\n' "$@" > map.yaml
	printf '%s\n' 'events: [{event: payment, client: acme, at: {column: d}, amount: {column: a}, note: {column: n}}]' >> map.yaml
}
gives() {
	run crm-log -n -f csv --no-header --import --map=map.yaml in.csv
	[ "$st" = "${want_st:-0}" ] || { cat err; fail "status $st"; }
	is "$(cut -d, -f2,8,14 out)" "$1"
}

times() {
	book acme beta
	printf 'timezone: Europe/Paris\n' > b/policy.yaml
	map 'decimal: "."' 'date: YYYY-MM-DD hh:mm:ss'
	printf 'd,a,n\n2026-04-01 09:00:05,500.00,x\n' > in.csv
	gives 2026-04-01T09:00,500.00,x
	map 'decimal: "."' 'date: YYYY-MM-DD hh:mm:ss' 'zone: utc'
	printf 'd,a,n\n2026-03-15 23:30:00,500.00,winter\n2026-06-01 22:30:00,500.00,summer\n' > in.csv
	gives '2026-03-16T00:30,500.00,winter
2026-06-02T00:30,500.00,summer'
	map 'decimal: "."' 'date: YYYY-MM-DDThh:mm:ssZ'
	printf 'd,a,n\n2026-04-01T12:34:56Z,5,z\n2026-04-01T12:34:56.7-0500,5,w\n' > in.csv
	gives '2026-04-01T14:34,5.00,z
2026-04-01T19:34,5.00,w'
	map 'decimal: "."' 'date: [DD MMM YYYY, DD/MM/YYYY]'
	printf 'd,a,n\n12 Dec 2025,5,en\n03 août 2025,5,fr\n04/08/2025,5,both\n' > in.csv
	gives '2025-12-12,5.00,en
2025-08-03,5.00,fr
2025-08-04,5.00,both'
	map 'decimal: "."' 'date: M/D/YYYY hh:mm AM'
	printf 'd,a,n\n6/1/2026 1:05 PM,5,x\n' > in.csv
	gives 2026-06-01T13:05,5.00,x
	map 'decimal: "."' 'date: epoch'
	printf 'd,a,n\n1767225600,5,x\n' > in.csv
	gives 2026-01-01T01:00,5.00,x
}

later_days() {
	book acme beta
	bill F2026-014 1200 2026-01-01
	bank_map | sed 's|DD/MM|MM/DD|' > map.yaml
	printf 'Date;Label;Amount\n03/12/2026;VIR ACME F2026-014;500,00\n12/04/2026;VIR ACME F2026-014;600,00\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 0
	err_is 'crm-log: in.csv:3: at: this row is dated after today: are day and month swapped?'
	run crm-log --check
	err_has 'journal.csv:4: at: this money is dated after today, and no report counts it yet: are day and month swapped?'
}

footers() {
	book acme beta
	bill F2026-014 1200
	bank_map 'rows: {column: Date, like: "??/??/????"}' > map.yaml
	printf 'Date;Label;Amount\n01/04/2026;VIR F2026-014;500,00\n\nTotal;;500,00\nThis is not an official statement\n' > in.csv
	run crm-log -v --import --map=map.yaml in.csv
	status 0
	err_has '1 record: 1 to add'
	# a row with too few cells is refused, filled or left out, as the map says
	printf 'd,a,n\n2026-04-01,5\n2026-04-02,6,x\n' > in.csv
	map 'decimal: "."' 'date: YYYY-MM-DD' 'short: fill'
	gives '2026-04-01,5.00,
2026-04-02,6.00,x'
	map 'decimal: "."' 'date: YYYY-MM-DD' 'short: skip'
	gives 2026-04-02,6.00,x
	map 'decimal: "."' 'date: YYYY-MM-DD'
	want_st=3 gives 2026-04-02,6.00,x
	err_has 'in.csv:2: fewer cells'
}

bytes_and_marks() {
	book acme beta
	map 'decimal: ","' 'date: DD/MM/YYYY' 'delimiter: ";"' 'quotes: none'
	printf 'd;a;n\n01/04/2026;77;VIR "LE CAFE" F2026-014\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 0
	is "$(rows | cut -d, -f13-)" '"VIR ""LE CAFE"" F2026-014"'
	map 'decimal: ","' 'date: DD/MM/YYYY' 'encoding: iso-8859-15'
	printf 'd,a,n\n02/04/2026,5,\274UVRES \244\n' > in.csv
	gives '2026-04-02,5.00,ŒUVRES €'
	map 'decimal: ","' 'date: DD/MM/YYYY' 'encoding: iso-8859-2'
	printf 'd,a,n\n02/04/2026,5,\350as\n' > in.csv
	gives '2026-04-02,5.00,čas'
	map 'decimal: ","' 'date: DD/MM/YYYY' 'delimiter: ";"' 'header: "d;a"'
	printf 'Account 12\nOn 3 June\n"a stray quote\nd;a;n\n02/04/2026;5;x\n03/04/2026;y;x\n' > in.csv
	want_st=3 gives 2026-04-02,5.00,x
	err_has "in.csv:6: amount: 'y'"
	printf 'x;y\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 2
	err_has "in.csv: header: no line begins with 'd;a'"
	map 'decimal: "."' 'date: DD/MM/YYYY' 'credit: CR' 'debit: DR'
	sed -i 's/column: a}/column: a, sign: positive}/' map.yaml
	printf 'd,a,n\n02/04/2026,5.00 CR,in\n02/04/2026,7.00 DR,out\n' > in.csv
	gives 2026-04-02,5.00,in
	# CR alone, and CR CR LF, as old and twice converted files have them
	for end in '\r' '\r\r\n'; do
		map 'decimal: "."' 'date: DD/MM/YYYY' 'skip: 1'
		printf 'Account 12\nd,a,n\n02/04/2026,5.00,"x y"\n03/04/2026,y,z\n' | sed ':a;N;$!ba;s/\n/'"$end"'/g' > in.csv
		want_st=3 gives '2026-04-02,5.00,x y'
		err_has "in.csv:4: amount: 'y'"
	done
	# a code in small letters
	map 'decimal: "."' 'date: DD/MM/YYYY'
	sed -i 's/client: acme,/client: acme, currency: {column: c},/' map.yaml
	printf 'd,a,n,c\n02/04/2026,5.00,x,usd\n02/04/2026,5.00,y,eurx\n' > in.csv
	want_st=3 gives '2026-04-02,5.00,x'
	err_has "in.csv:3: currency: 'eurx'"
	# a column that is not there: what the file has, blanks included
	map 'decimal: "."' 'date: DD/MM/YYYY'
	printf ' d,a,n\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 2
	err_has "there is no column 'd'; give delimiter, skip and the column names in the map as they are in the file: ' d', 'a', 'n'"
	# two columns of one name
	map 'decimal: "."' 'date: DD/MM/YYYY'
	printf 'd,a,n,a\n02/04/2026,5.00,x,900\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 2
	err_has "there are several columns 'a': write 'a#1' or 'a#2' into the map"
	sed -i 's/column: a}/column: "a#2"}/' map.yaml
	gives 2026-04-02,900.00,x
}

reckoning() {
	book acme beta
	cat > map.yaml << 'END'
decimal: "."
thousands: ","
date: YYYY-MM-DD
key: [No]
events:
  - {event: invoice, client: acme, ref: {column: No}, at: {column: Date}, due: {terms: 30d}, amount: {column: Amount}}
  - event: payment
    when: {column: Status, not: [Draft, Sent]}
    client: acme
    ref: {column: No}
    at: {column: Date}
    amount: {column: Amount, plus: Fee, minus: [Balance], sign: positive}
END
	printf 'No,Date,Amount,Balance,Fee,Status\nF-0007,2026-04-01,"1,250.00",250.00,0.50,Partial\nF-0008,2026-04-01,10.00,10.00,,Sent\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 0
	is "$(open)" 'acme,F-0007,249.50,
acme,F-0008,10.00,'
	# a piece of a text, and conditions whatever the case
	cat > map.yaml << 'END'
decimal: "."
date: YYYY-MM-DD
events: [{event: payment, client: acme, when: {column: n, like: "*facture*"}, at: {column: d}, ref: {column: n, part: "facture [*]"}, amount: {column: a}}]
END
	printf 'd,a,n\n2026-04-02,5,VIR Facture [A-12] MERCI\n2026-04-02,6,LOYER\n' > in.csv
	run crm-log -n -f csv --no-header --import --map=map.yaml in.csv
	is "$(cut -d, -f7,8 out)" A-12,5.00
}

# what an earlier state of a keyed row gave, and this one does not: money alone, and what was not taken back
no_longer_given() {
	local id
	book acme beta
	cat > map.yaml << 'END'
decimal: "."
date: YYYY-MM-DD
key: [Number]
events:
  - {event: invoice, client: acme, ref: {column: Number}, at: {column: Date}, due: {terms: 30d}, amount: {column: Balance, sign: positive}}
  - {event: payment, when: {column: Paid, filled: yes}, client: acme, ref: {column: Number}, at: {column: Paid}, amount: {column: Amount}}
  - {event: next, when: {column: Paid, filled: no}, client: acme, ref: {column: Number, prefix: call-}, at: {column: Date}, due: {terms: 60d}}
END
	printf 'Number,Date,Amount,Balance,Paid\nF-0007,2026-04-01,250.00,250.00,\nF-0008,2026-04-01,80.00,80.00,2026-04-20\n' > may.csv
	run crm-log --import --map=map.yaml may.csv
	status 0
	err_is ''
	id=$(grep ,invoice,,me,F-0007 b/journal.csv | cut -d, -f1)
	printf 'Number,Date,Amount,Balance,Paid\nF-0007,2026-04-01,250.00,0.00,2026-06-01\nF-0008,2026-04-01,80.00,80.00,\n' > june.csv
	run crm-log --import --map=map.yaml june.csv
	status 0
	err_is "crm-log: june.csv:2: key: the journal has invoice from an earlier state of this row, which gives none now: if it is no longer true, crm-log --void $id
crm-log: june.csv:3: key: the journal has payment from an earlier state of this row, which gives none now: if it is no longer true, crm-log --void $(grep ,payment,,client,F-0008 b/journal.csv | cut -d, -f1)"
	crm-log --void "$id"
	run crm-log --import --map=map.yaml june.csv
	err_lacks "has invoice"
	# one of several rows of a key gives it
	printf 'Number,Date,Amount,Balance,Paid\nF-0008,2026-04-01,80.00,80.00,2026-04-20\nF-0008,2026-04-01,80.00,80.00,\n' > two.csv
	run crm-log --import --map=map.yaml two.csv
	err_lacks 'earlier state'
}

formats() {
	book acme beta
	map 'decimal: "."' 'date: DD/MM/YYYY'
	while IFS='|' read -r begin name filter; do
		printf "%b\n" "$begin" > in.x
		run crm-log --import --map=map.yaml in.x
		status 2
		err_is "crm-log: in.x: is $name, not CSV: examples/import/$filter converts it, see EXAMPLES in crm-import(5)"
	done << 'END'
OFXHEADER:100|OFX|ofx
<?xml version="1.0"?>\n<?OFX?><OFX>|OFX|ofx
!Type:Bank|QIF|qif
:20:STARTUMS|MT940|mt940
<?xml version="1.0"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">|CAMT.053|camt053
<?xml version="1.0"?>\n<rsm:CrossIndustryInvoice>|CII|facturx
<?xml version="1.0"?>\n<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">|UBL|facturx
BEGIN:VCARD|vCard|vcard
BEGIN:VCALENDAR|iCalendar|ics
END
}

# each filter with its map and its file: the payment is there, once, and the sum is that of the file
filters() {
	local f file
	need python3
	for f in ofx/statement.ofx qif/statement.qif camt053/statement.xml mt940/statement.sta; do
		file=${f#*/}
		f=${f%/*}
		rm -rf b
		book acme beta
		crm-log --new-client lilas
		crm-log -q invoice lilas F2026-019 1300 -w 2026-05-01 -d 30d
		"$EX/$f" "$EX/$file" > in.csv
		is "$(tail -n +2 in.csv | wc -l)" 2
		for _ in 1 2; do
			run crm-log --import --map="$EX/$f.yaml" in.csv
			status 0
		done
		is "$(rows | tail -n +2 | cut -d, -f1-3,6-8)" 2026-06-02,lilas,payment,F2026-019,1300.00,EUR
		run crm-log --import --map="$EX/$f.yaml" "$EX/$file"
		status 2
		err_has "examples/import/$f converts it"
	done
	"$EX/mt940" "$EX/statement.sta" > in.csv
	file_is in.csv << 'END'
date,amount,currency,text,ref
2026-06-02,1300,EUR,SVWZ+RECHNUNG F2026-019 INSTITUT LES LILAS,NONREF
2026-06-03,-86.40,EUR,LASTSCHRIFT FOURNISSEUR JUIN,NONREF
END
	"$EX/vcard" "$EX/contacts.vcf" > in.csv
	file_is in.csv << 'END'
org,name,email,phone,role,street,city,country,lang
Gamma SARL,Jeanne Martin,compta@gamma.example,+33 1 00 00 00 00,billing,"12, rue X",34000 Y,France,
Zoé Dupont,Zoé Dupont,zoe@dupont.example,,,,,,
END
}

# an invoice in a PDF, once; a credit note in UBL that names it; what is no invoice is said, the rest is read
einvoices() {
	need python3
	need pdfattach
	need groff
	book acme beta
	echo x | groff -Tpdf > plain.pdf
	pdfattach plain.pdf "$EX/facturx.xml" invoice.pdf
	cat > credit.xml <<- 'END'
		<?xml version="1.0"?>
		<CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
			xmlns:c="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
			xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2">
		<c:ID>A2026-001</c:ID><c:IssueDate>2026-06-12</c:IssueDate>
		<c:DocumentCurrencyCode>EUR</c:DocumentCurrencyCode>
		<a:BillingReference><a:InvoiceDocumentReference><c:ID>F2026-023</c:ID></a:InvoiceDocumentReference></a:BillingReference>
		<a:AccountingSupplierParty><a:Party><a:PartyName><c:Name>Zoé</c:Name></a:PartyName></a:Party></a:AccountingSupplierParty>
		<a:AccountingCustomerParty><a:Party><a:PartyLegalEntity><c:RegistrationName>Librairie Tournesol</c:RegistrationName>
		</a:PartyLegalEntity></a:Party></a:AccountingCustomerParty>
		<a:LegalMonetaryTotal><c:PayableAmount currencyID="EUR">60.00</c:PayableAmount></a:LegalMonetaryTotal>
		</CreditNote>
	END
	run "$EX/facturx" invoice.pdf plain.pdf credit.xml
	status 3
	err_is 'facturx: plain.pdf: no invoice of CII or UBL is in it'
	cp out in.csv
	file_is in.csv << 'END'
number,date,due,amount,currency,event,of,buyer
F2026-023,2026-06-10,2026-07-10,960.00,EUR,invoice,,Librairie Tournesol
A2026-001,2026-06-12,,60.00,EUR,credit,F2026-023,Librairie Tournesol
END
	for _ in 1 2; do
		run crm-log --import --map="$EX/facturx.yaml" in.csv
		status 0
	done
	is "$(rows | cut -d, -f1-3,6-9)" "2026-06-10,librairie-tournesol,invoice,F2026-023,960.00,EUR,2026-07-10
2026-06-12,librairie-tournesol,credit,F2026-023,60.00,EUR,"
}

calendar() {
	need python3
	book acme beta
	printf 'timezone: Europe/Paris\n' > b/policy.yaml
	crm-log --new-client lilas
	crm-log --new-client durand
	"$EX/ics" "$EX/calendar.ics" > in.csv
	for _ in 1 2; do
		run crm-log --import --map="$EX/ics.yaml" in.csv
		status 0
	done
	is "$(rows | cut -d, -f1-3,10,13)" '2026-06-09T14:00,lilas,contact,visio,Point avec Les Lilas
2026-06-10T10:00,durand,contact,meet,Déjeuner Durand'
	# by the address that a profile has, and on the telephone
	rm -rf b
	book acme beta
	crm-log --new-client durand
	printf 'name: Les Lilas\npeople: [{name: X, email: %s}]\n' "$(sed -n 's/^ATTENDEE.*mailto://p' "$EX/calendar.ics" | head -n 1 | tr -d '\r')" > b/clients/institut.yaml
	sed 's/^LOCATION:.*/LOCATION:Tel +33 4 00 00 00 00/; /^X-GOOGLE-CONFERENCE/d' "$EX/calendar.ics" > phone.ics
	"$EX/ics" phone.ics > in.csv
	crm-log -q --import --map="$EX/ics.yaml" in.csv
	is "$(rows | cut -d, -f2,10 | sort -u)" 'durand,phone
institut,phone'
	rm -rf b
	book acme beta
	printf 'timezone: Europe/Paris\n' > b/policy.yaml
	crm-log --new-client lilas
	crm-log --new-client durand
	"$EX/ics" "$EX/calendar.ics" > in.csv
	crm-log -q --import --map="$EX/ics.yaml" in.csv
	# moved: named, not added
	sed 's/20260609T140000/20260609T160000/' "$EX/calendar.ics" > moved.ics
	"$EX/ics" moved.ics > in.csv
	run crm-log --import --map="$EX/ics.yaml" in.csv
	status 3
	err_has "in.csv:2: at: the journal has '2026-06-09T14:00', this file has '2026-06-09T16:00'"
	is "$(rows | wc -l)" 2
}

contacts() {
	local i
	need python3
	book acme beta
	printf 'lang: en\nme: {name: Zoe Test, email: zoe@example.org, iban: FR76}\n' > b/policy.yaml
	"$EX/vcard" "$EX/contacts.vcf" > in.csv
	run crm-log --import --map="$EX/contacts.yaml" in.csv
	status 0
	grep -v '^#' b/clients/gamma-sarl.yaml | grep -v '^$' | sed 's/ *# b2b.*//' > got
	file_is got << 'END'
name: "Gamma SARL"
kind: b2b
post: ["12, rue X", "34000 Y", "France"]
people: [{name: "Jeanne Martin", role: "billing", email: "compta@gamma.example", phone: "+33 1 00 00 00 00"}]
END
	# a hundred of them, reminded at once
	(sed -n 1p in.csv; for i in $(seq 100); do echo "Firm $i,Person $i,p$i@firm$i.example,,,1 street,Town,,fr"; done) > many.csv
	crm-log --import --map="$EX/contacts.yaml" many.csv
	is "$(find b/clients -name 'firm-*' | wc -l)" 100
	for i in 1 50 100; do crm-log -q invoice firm-$i F-$i 100 -w 2026-03-02 -d 30d; done
	run sh -c 'crm-overdue --kind=invoice | crm-remind'
	status 0
	is "$(grep -c '^to: .*@firm' out)" 3
	# what is there is never rewritten
	cp -r b/clients before
	sed -i 's/compta@gamma.example/other@gamma.example/' in.csv
	run crm-log --import --map="$EX/contacts.yaml" in.csv
	status 0
	err_is "crm-log: in.csv:2: email: the profile of gamma-sarl has 'compta@gamma.example', this row 'other@gamma.example': nothing was changed"
	diff -r before b/clients
	# another kind, and what is no address
	sed 's/^  lang: .*/  kind: {column: lang}/' "$EX/contacts.yaml" > kind.yaml
	printf 'org,name,email,phone,role,street,city,country,lang\nTown,X,x@town.example,,,,,,public\n' > in.csv
	crm-log --import --map=kind.yaml in.csv
	run crm-log --check
	status 0
	grep -qx 'kind: "public"' b/clients/town.yaml
	printf 'org,name,email,phone,role,street,city,country,lang\nBad,X,no address,,,,,,\n' > in.csv
	run crm-log --import --map="$EX/contacts.yaml" in.csv
	status 3
	err_has "in.csv:2: email: 'no address' is not a valid mail address"
	[ ! -e b/clients/bad.yaml ]
}

# a list of mails or calls as a webmail exports it: whose they are, the addresses of the profiles say
addresses() {
	book acme beta
	printf 'name: Acme\npeople: [{name: X, email: x@acme.example}]\ndomains: [acme.test]\n' > b/clients/acme.yaml
	printf 'name: Beta\npeople: [{name: B, email: b@gmail.com}]\n' > b/clients/beta.yaml
	cat > map.yaml << 'END'
date: YYYY-MM-DD
unmatched: skip
events: [{event: in, at: {column: day}, client: {column: [from, cc], find: address}, channel: email, note: {column: what}}]
END
	cat > in.csv << 'END'
day,from,cc,what
2026-06-01,X@Acme.Example,,address
2026-06-02,new@acme.example,,domain of an address
2026-06-03,y@acme.test,,domain of the profile
2026-06-04,c@gmail.com,,a provider
2026-06-05,c@gmail.com,<b@gmail.com>,the second
END
	run crm-log --import --map=map.yaml in.csv
	status 0
	err_is 'crm-log: 1 record names no known client and is left out; -v lists it'
	is "$(rows | cut -d, -f1,2,13)" '2026-06-01,acme,address
2026-06-02,acme,domain of an address
2026-06-03,acme,domain of the profile
2026-06-05,beta,the second'
}

# "45 jours fin de mois le 15" is 45eom15; the words are refused, with the way to write them
terms_with_a_day() {
	book acme beta
	echo 'terms: 45 jours fin de mois le 15' > b/policy.yaml
	run crm-overdue
	status 2
	err_has "'45 jours fin de mois le 15' must be one of the terms 30d, 60d, 45eom, eom45, 45eom15"
	echo 'terms: 45eom15' > b/policy.yaml
	crm-log -q invoice acme F1 100 -w 2026-01-20
	crm-log -q invoice beta F2 100 -w 2026-01-20 -d 30eom10
	cat > map.yaml << 'END'
date: YYYY-MM-DD
events: [{event: invoice, client: acme, at: {column: day}, ref: {column: no}, due: {terms: 0eom28}, amount: 5}]
END
	printf 'day,no\n2026-02-03,F3\n' > in.csv
	crm-log --import --map=map.yaml in.csv
	is "$(tail -n +2 b/journal.csv | sed -n 's/.*,\(F[123]\),.*,\(2026-[0-9-]*\),.*/\2,\1/p' | sort)" '2026-03-10,F2
2026-03-28,F3
2026-04-15,F1'
}

# a blank and # begin a comment in YAML: what the program writes keeps them
names_with_a_mark() {
	book acme beta
	printf 'org,name,email,phone,role,street,city,country,lang\n"C #Dev: ""x""",Ann #1,a@c.example,,,,,,\n' > in.csv
	crm-log --import --map="$EX/contacts.yaml" in.csv
	[ -s b/clients/c-dev-x.yaml ] || fail "$(ls b/clients)"
	run crm-log --show=c-dev-x
	out_has 'C #Dev: "x"'
	out_has 'Ann #1'
}

# what YAML would read as something else is quoted where we write it, and named where a person does
yaml_texts() {
	need python3
	book acme beta
	cat > texts.py <<- 'END'
		import csv, subprocess, sys, yaml
		texts = ['C #Dev', 'yes', 'No', 'null', '~', '1e3', '012', '0x1f', '12:30', '1.10', 'a: b', ': ', 'x:', '@x', '`x', '- x', '-', '? x',
		         '* x', '&a b', '!t x', '%x', '| x', '> x', '{a: b}', '[a]', ', a', '"a" b', "it's", "'a'", 'a\\nb', '#x', 'é # ü', '2026-01-01',
		         '  lead', 'trail  ', 'tab\there', '\u00a0x', '<<', '---', '...', 'Łódź 源 😀']
		with open('in.csv', 'w', newline='') as f:
		    w = csv.writer(f)
		    w.writerow('org name email phone role street city country lang'.split())
		    for i, t in enumerate(texts): w.writerow([f'Client {i}', t, f'c{i}@c.example', t, t, t, t, t, ''])
		assert subprocess.run(['crm-log', '-q', '--import', '--map=' + sys.argv[1], 'in.csv']).returncode == 0
		same = lambda got, t: got.split() == t.split()  # blanks at the ends of a cell are no part of it
		for i, t in enumerate(texts):
		    p = yaml.safe_load(open(f'b/clients/client-{i}.yaml'))
		    one = p['people'][0]
		    for got in (one['name'], one['phone'], *p['post'][:1]): assert isinstance(got, str) and same(got, t), (t, got)
		assert subprocess.run(['crm-log', '--check'], capture_output=True).stderr.count(b'clients/client-') == 0
		texts = [t for t in texts if '\t' not in t]  # a journal has none
		for t in texts: subprocess.run(['crm-log', '-q', 'note', 'client-0', '--', t], check=True)
		rows = yaml.safe_load(subprocess.run(['crm-log', '--list', '--event=note', '-f', 'yaml'], capture_output=True).stdout)
		assert [r['note'] for r in rows] == texts, [(a['note'], b) for a, b in zip(rows, texts) if a['note'] != b]
	END
	run python3 texts.py "$EX/contacts.yaml"
	cat err
	status 0
	# a draft is read again as it was written
	printf 'name: "C #Dev: yes"\nlang: en\npeople: [{name: "- x", email: x@c.example}]\n' > b/clients/acme.yaml
	crm-log -q invoice acme 'F #1' 100 -w 2026-03-01 -d 30d ': @x'
	printf "me: {name: 'Zoe #1: x', email: me@example.org, iban: FR7630006000011234567890189}\n" > b/policy.yaml
	crm-remind > drafts.yaml < /dev/null
	grep -qF 'F #1' drafts.yaml
	run crm-remind --send --mbox out.mbox drafts.yaml
	status 0
	grep -qF 'F #1' out.mbox
	# by hand
	while IFS='|' read -r line text; do
		printf '%s\n' "$line" > b/clients/acme.yaml
		run crm-overdue --client=acme
		status 3
		err_is "crm-overdue: clients/acme.yaml:1: $text: the text ends at '#', which begins a comment: put the whole text in quotes, or a blank after '#'"
	done <<- 'END'
		name: C #Dev|name
		name: Éé  #Dév|name
		name: #Dev|name
		post: #12 rue X|post
		notes: ask for #5|notes
	END
}

# the journal has the time on the wall: a day to answer ends at the same time, whatever the clocks do
summer_time() {
	local at
	book acme beta
	printf 'timezone: Europe/Paris\nreply: {max: 24h, clock: elapsed}\n' > b/policy.yaml
	for at in 2026-03-28T12:00 2026-10-24T12:00; do
		crm-log -q in acme 'hello' -w $at -t ${at%T*}T13:00
		is "$(crm-overdue --kind=reply -f csv --no-header -t $at --within=3d | cut -d, -f6)" "$(date -u -d "${at%T*} + 1 day" +%F)T12:00"
		crm-log -q out acme 'hello' -w ${at%T*}T13:00
	done
}

it "takes a transfer for the same whatever the map does not read" other_columns
it "adds the lines of an invoice, where the map says so" lines_of_an_invoice
it "takes a total on each line once" totals_on_each_line
it "takes no day, amount or card for a number" numbers_of_digits
it "gives no client back what a supplier got" supplier_with_my_number
it "holds back what was typed before" typed_then_imported
it "holds back what was pending before" another_label
it "shares a transfer out over the invoices that it names" shared_out
it "holds back a transfer that was typed in pieces" typed_in_pieces
it "shares nothing out where there is a doubt" not_shared_out
it "holds back an invoice with another amount" known_number_other_amount
it "names a refund of money that is not there" refund_of_nothing
it "says what it left out" left_out
it "names the copy that a synced folder left, and waits" copies
it "reads the times that programs write" times
it "remarks on rows of later days" later_days
it "leaves out what the map says is no row" footers
it "reads the bytes and marks that programs write" bytes_and_marks
it "adds and takes off columns, and takes a piece of a text" reckoning
it "names what a keyed row no longer gives" no_longer_given
it "knows other formats and names their filter" formats
it "reads OFX, QIF, CAMT.053 and MT940 by their filters" filters
it "reads electronic invoices: Factur-X, CII, UBL" einvoices
it "reads a calendar, each event once" calendar
it "knows whose an address is" addresses
it "counts terms to a day after the end of a month" terms_with_a_day
it "keeps a # in a name" names_with_a_mark
it "writes YAML that every reader takes for the same text, and names what a comment cuts" yaml_texts
it "gives a day to answer across a change of clocks" summer_time
it "makes profiles of contacts, and rewrites none" contacts
done_testing
