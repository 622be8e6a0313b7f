# shellcheck shell=bash
# remind.sh - books and mail programs for the tests of crm-remind.  Source it after lib.sh.
#
# Rows are written by the test itself, so that a fault of the programs cannot hide in the book.

# book - an empty book in ./book, the sender and a mail program that puts each message into ./sunk
book() {
	mkdir -p book/clients sunk
	echo 'id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note' > book/journal.csv
	mailer 'cat > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"'
	# shellcheck disable=SC2119
	policy
	export CRM_DIR=$PWD/book
	rows=0
}

# policy [LINE...] - the policy: the sender, the mailer and these lines
# shellcheck disable=SC2120 # with and without lines
policy() {
	printf 'me: {name: "Éloïse Durand", email: me@durand.example, address: [1 rue A, 34000 Montpellier]}\n' > book/policy.yaml
	printf 'lang: en\ndeliver: [%s/mailer]\n' "$PWD" >> book/policy.yaml
	[ $# = 0 ] || printf '%s\n' "$@" >> book/policy.yaml
}

# mailer SCRIPT - what the mail program does; the message is on its standard input
mailer() {
	printf '#!/bin/sh\n%s\n' "$1" > mailer.new
	chmod 755 mailer.new
	mv mailer.new mailer
}

# row AT CLIENT EVENT KIND BY REF AMOUNT CURRENCY DUE CHANNEL LEVEL TAGS NOTE - as they are
row() {
	local IFS=,
	rows=$((rows + 1))
	printf '00000000-0000-7000-8000-%012d,%s\n' $rows "$*" >> book/journal.csv
}

# client ID [LANG] - a profile with ID@ID.example
client() {
	printf 'name: Name of %s\nlang: %s\npeople: [{name: Person of %s, email: %s@%s.example}]\n' \
		"$1" "${2:-en}" "$1" "$1" "$1" > "book/clients/$1.yaml"
	printf 'post: [1 street of %s, 75001 Paris]\n' "$1" >> "book/clients/$1.yaml"
}

# invoice CLIENT REF AMOUNT DUE [AT]
invoice() {
	row "${5:-2026-01-05}" "$1" invoice '' me "$2" "$3" EUR "$4" '' '' '' ''
}

# owing - a book in which acme owes F1 since 2026-05-31, the report of 2026-06-08, and a copy of the book
owing() {
	book
	client acme
	invoice acme F1 100 2026-05-31
	crm-overdue --today=2026-06-08 > report.csv
	cp -r book pristine
}

# again - that book as it was
again() {
	rm -rf book sunk md box
	cp -r pristine book
	mkdir sunk
}

# send DAY [ARGUMENT...] - `crm-overdue | crm-remind --send` on that day; out, err and st as of run
send() {
	local day=$1
	shift
	# a torn end of the journal is a finding, and what it prints is whole
	crm-overdue --kind=invoice --today="$day" > report.csv || [ $? = 3 ]
	run crm-remind --send --today="$day" "$@" report.csv
}

# sunk [CLIENT] - how many messages the mail program took, of all clients or of one
sunk() {
	find sunk -type f -exec grep -l "^To: .*<${1:-.*}@" {} + | wc -l
}

# status_of REF - the column status of its line in the output
status_of() {
	awk -F, -v ref="$1" '$4 == ref { print $5 }' out
}

# states REF - the states of its reminders in the journal, in the order of the file
states() {
	awk -F, -v ref="$1" '$4 == "reminder" && $7 == ref { sub(/ .*/, "", $13); sub(/status=/, "", $13); print $13 }' \
		book/journal.csv | xargs
}
