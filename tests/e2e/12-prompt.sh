# The prompt takes what people type: days in words, amounts as they are written, beginnings of words.
. "$(dirname "$0")/../lib.sh"

export CRM_TODAY=2026-06-17 # a Wednesday

# a book in ./b with the client acme
book() {
	export CRM_DIR=b
	crm-log --init
	crm-log --new-client acme
}

# columns of the last row: row 2,7,9
row() { tail -n 1 b/journal.csv | cut -d, -f"$1"; }

days() {
	book
	while read -r typed want; do
		run crm-log promise acme "p-$want-$RANDOM" -d "${typed//_/ }"
		status 0
		is "$typed $(row 10)" "$typed $want"
	done <<- 'END'
		friday 2026-06-19
		vendredi 2026-06-19
		mon 2026-06-22
		lundi_prochain 2026-06-22
		demain 2026-06-18
		fin_du_mois 2026-06-30
		eow 2026-06-19
		+4j 2026-06-21
		+30 2026-07-17
	END
	while read -r typed want; do
		run crm-log in acme -w "${typed//_/ }" x
		status 0
		is "$typed $(row 2)" "$typed $want"
	done <<- 'END'
		hier 2026-06-16
		monday 2026-06-15
		wed 2026-06-10
		08:00 2026-06-17T08:00
		2026-05-19_14:30 2026-05-19T14:30
		yesterday_8h30 2026-06-16T08:30
	END
	run crm-log --list --since=2026-05 --until=2026-05
	is "$(lines_of out)" 1
	run crm-log --list --since=monday --event=in
	is "$(lines_of out)" 4
	run crm-log in acme -w 31/05
	status 2
	run crm-log --lang=fr in acme -w 31/05
	status 0
	is "$(row 2)" 2026-05-31
	run crm-log --lang=fr promise acme slash -d 31/05
	is "$(row 10)" 2027-05-31
	run crm-log -t 2026-06-17T14:30 in acme -w -2h
	is "$(row 2)" 2026-06-17T12:30
	run crm-log -t hier in acme
	is "$(row 2)" 2026-06-16
	run crm-overdue --within=1m --kind=promise
	out_has 'acme,promise,me,p-2026-07-17'
	run crm-overdue --within=1j --kind=promise
	out_lacks 2026-07-17
}

# rows of a report
lines_of() { echo $(($(wc -l < "$1") - 1)); }

amounts() {
	book
	while read -r typed want; do
		run crm-log invoice acme "F$RANDOM" "${typed//_/ }" -d 30d
		status 0
		is "$typed $(row 8,9)" "$typed $want"
	done <<- 'END'
		1200,50 1200.50,EUR
		1_200,50 1200.50,EUR
		1.200,50 1200.50,EUR
		100€ 100.00,EUR
		99.9CHF 99.90,CHF
	END
	run crm-log -v invoice acme G1 1 200,50 'two words' -d friday
	status 0
	is "$(row 8,14)" '1200.50,two words'
	err_has 'crm-log: amount: 1200.50 EUR'
	err_has 'crm-log: due: 2026-06-19, Friday'
	for typed in 1,200 1.200 '$5'; do
		run crm-log invoice acme G2 "$typed"
		status 2
		err_has "amount: '$typed' is not a decimal number"
	done
	run crm-log invoice acme G2 1 200
	status 2
	err_is "crm-log: amount: '1 200': write 1200 as one word, or say the amount with -a"
	run crm-overdue --min=1200,50 -t 2026-07-30 --kind=invoice
	is "$(lines_of out)" 4
}

it "takes days in words, English and French, each way" days
it "takes amounts as they are written, and refuses what has two readings" amounts
done_testing
