# crm-log --import of files as banks and invoicing programs write them: never money twice, never less.
. "$(dirname "$0")/../lib.sh"
export CRM_TODAY=2026-06-15
EX=$ROOT/examples/import

book() {
	export CRM_DIR=b
	crm-log --init
	crm-log --new-client acme
	crm-log --new-client beta
}

rows() { tail -n +2 b/journal.csv | cut -d, -f2-; }
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
	book
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
	err_has '1 rows to add, 1 there already'
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
		book
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
		err_has '0 rows to add, 2 there already'
	done
	# a line with a discount counts, a total below zero is another event
	echo 'F-88002,01/04/2026,100.00,0' >> in.csv
	echo 'F-88002,01/04/2026,-40.00,0' >> in.csv
	crm-log --import --map=map.yaml in.csv
	is "$(open | tail -n 1)" acme,F-88002,60.00,
	echo 'F-88003,01/04/2026,-40.00,0' >> in.csv
	run crm-log --import --map=map.yaml in.csv
	status 3
	err_has "in.csv:6: amount: '-40.00' is below zero"
}

totals_on_each_line() {
	book
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
	book
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
	book
	bill F2026-014 1200
	crm-log -q payment acme F2026-014 1200 -w 2026-04-01
	printf 'Compte\nP\351riode\nSolde\nDate;Libell\351;D\351bit;Cr\351dit\n02/05/2026;VIR EMIS STUDIO GRAPHIQUE FACTURE F2026-014;-640,00;\n' > in.csv
	run crm-log --import --map="$EX/bank.yaml" in.csv
	status 0
	is "$(open)" ''
}

typed_then_imported() {
	local id
	book
	bill F2026-014 1200
	crm-log -q payment acme F2026-014 500 -w 2026-04-01
	id=$(grep payment b/journal.csv | cut -d, -f1)
	bank_map > map.yaml
	printf 'Date;Label;Amount\n02/04/2026;VIR ACME F2026-014;500,00\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 3
	err_is "crm-log: in.csv:2: amount: payment of 500.00 is in the journal on 2026-04-01, by another way, and this row is left out: if both are the same money, crm-log --void $id and import again; if not, import with --again"
	is "$(open)" acme,F2026-014,700.00,
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
	crm-log --import --again --map=map.yaml in.csv
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
	book
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

known_number_other_amount() {
	book
	bill F2026-014 1200
	printf 'date: YYYY-MM-DD\ndecimal: "."\nevents: [{event: invoice, client: acme, at: {column: day}, ref: {column: no}, amount: {column: sum}}]\n' > map.yaml
	printf 'day,no,sum\n2026-03-01,F2026-014,1250\n2026-03-02,F2026-020,10\n' > in.csv
	run crm-log --import --map=map.yaml in.csv
	status 3
	err_has 'in.csv:2: amount: the invoice F2026-014 is in the journal with 1200.00, here with 1250.00, and is left out'
	is "$(open)" 'acme,F2026-014,1200.00,
acme,F2026-020,10.00,'
}

left_out() {
	book
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
	book
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
		'journal (1).csv' 'journal.csv.orig' 'journal_conflict-20260601.csv' 'journal - Copie.csv'; do
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
	run crm-overdue
	err_lacks 'looks like'
	# a merge that was not finished
	(cat before; echo '<<<<<<< HEAD'; sed -n 2,9p after | tail -n 1; echo =======; echo '>>>>>>> laptop') > b/journal.csv
	run crm-overdue --kind=invoice
	status 3
	err_has 'journal.csv:3: is the mark of a merge that was not finished'
	q=$(sed -n 's/.*delete the marks, //p' err | head -n 1)
	(cd b && eval "$q")
	run crm-overdue --kind=invoice
	status 0
	err_is ''
}

it "takes a transfer for the same whatever the map does not read" other_columns
it "adds the lines of an invoice, where the map says so" lines_of_an_invoice
it "takes a total on each line once" totals_on_each_line
it "takes no day, amount or card for a number" numbers_of_digits
it "gives no client back what a supplier got" supplier_with_my_number
it "holds back what was typed before" typed_then_imported
it "holds back what was pending before" another_label
it "holds back an invoice with another amount" known_number_other_amount
it "says what it left out" left_out
it "names the copy that a synced folder left, and waits" copies
done_testing
