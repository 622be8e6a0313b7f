# Bad data is a fault too: what a person, an editor, a merge or a disk left in the book.  What is wrong is
# said with its place, what is good is used, nothing of it is changed, and the next row is added behind it.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"

journal=book/journal.csv

# bad MESSAGE CELL... - a row that gets this finding, with its line
bad() {
	local what=$1
	shift
	row "$@"
	echo "crm-log: journal.csv:$(wc -l < $journal): $what" >> findings
}
# odd MESSAGE FORMAT - the same for a line that is none, as printf writes it
odd() {
	# shellcheck disable=SC2059 # with NULs, and bytes that are no text
	printf "$2\n" >> $journal
	echo "crm-log: journal.csv:$(wc -l < $journal): $1" >> findings
}

bad_rows() {
	local id=00000000-0000-7000-8000-0000000000
	book
	client acme
	row 2026-06-01 acme note '' me '' '' '' '' '' '' '' first
	odd "id: 'X${id:1}aa' is not a valid row id (36 lower-case characters, RFC 9562); crm-log and crm-log --import make one" \
		"X${id:1}aa,2026-06-01,acme,note,,me,,,,,,,,"
	bad "at: '2026-02-30' is neither a date (2026-06-15) nor a moment (2026-06-15T14:30)" 2026-02-30 acme note '' me '' '' '' '' '' '' '' ''
	bad "client: 'Acme' is not a valid client id (a-z 0-9, then also . _ -, at most 64)" 2026-06-01 Acme note '' me '' '' '' '' '' '' '' ''
	bad "client: '' is not a valid client id (a-z 0-9, then also . _ -, at most 64)" 2026-06-01 '' invoice '' me F1 1 EUR '' '' '' '' ''
	bad "event: 'paymant' is not an event; the nearest is 'payment', crm-log --events lists all" 2026-06-01 acme paymant '' client F1 1 EUR '' '' '' '' ''
	bad "event: 'in' is not an event; the nearest is 'contact', crm-log --events lists all" 2026-06-01 acme in '' client '' '' '' '' '' '' '' ''
	bad "event: 'qzwxv' is not an event; crm-log --events lists them" 2026-06-01 acme qzwxv '' me '' '' '' '' '' '' '' ''
	bad "event: '$(printf 'x%.0s' {1..40})' is not an event; crm-log --events lists them" 2026-06-01 acme "$(printf 'x%.0s' {1..40})" '' me '' '' '' '' '' '' '' ''
	bad "by: 'us' must be one of me, client, both" 2026-06-01 acme note '' us '' '' '' '' '' '' '' ''
	bad "currency: 'EUX' is not an ISO 4217 currency code (EUR, CHF, USD)" 2026-06-01 acme invoice '' me F2 1 EUX '' '' '' '' ''
	bad "amount: '90000000000000' is above the largest amount, 1000000000000 of the smallest unit (10000000000.00 with two decimals)" 2026-06-01 acme invoice '' me F2 90000000000000 EUR '' '' '' '' ''
	bad "amount: '1.255' is not a valid amount in its currency (1200.50: a point, no sign, no thousands separator)" 2026-06-01 acme invoice '' me F2 1.255 EUR '' '' '' '' ''
	bad "amount: '': this event needs an amount" 2026-06-01 acme invoice '' me F2 '' EUR '' '' '' '' ''
	bad "due: '2026-6-1' is neither a date (2026-06-15) nor a moment (2026-06-15T14:30)" 2026-06-01 acme note '' me '' '' '' 2026-6-1 '' '' '' ''
	bad "level: '7' is not a level from 1 to 5" 2026-06-01 acme note '' me '' '' '' '' '' 7 '' ''
	bad "ref: '': this event needs a ref" 2026-06-01 acme kept '' me '' '' '' '' '' '' '' ''
	# a long cell is shown in part, and cut between two characters
	bad "level: 'a$(printf 'é%.0s' {1..29})' is not a level from 1 to 5" 2026-06-01 acme note '' me '' '' '' '' '' "a$(printf 'é%.0s' {1..80})" '' ''
	odd 'fewer cells than the header has columns' "${id}ab,2026-06-01,acme,note"
	odd 'more cells than the header has columns; a cell with a comma, or another delimiter, must be quoted' "${id}ac,2026-06-01,acme,note,,me,,,,,,,,,"
	odd 'the line ends inside quotes; write a newline as \n' "${id}ad,2026-06-01,acme,note,,me,,,,,,,,\"open"
	odd 'the line is not UTF-8; convert it with iconv(1)' "${id}ae,2026-06-01,acme,note,,me,,,,,,,,\\xff"
	odd 'the line contains a NUL byte; restore it from a copy' "${id}af,2026-06-01,acme,note,,me,,,,,,,,a\\0b"
	odd 'the record is longer than 65536 bytes' '%070000d'
	odd 'the record is longer than 65536 bytes' '%03000000d'
	row 2026-06-01 acme incident silent-approval client '' '' '' '' '' 3 why=mine 'a\\b\qc\nd'
	cp $journal before
	run crm-log --check
	status 3
	grep '^crm-log: journal.csv:[0-9]' err | diff -u findings -
	run crm-log --list
	status 3
	diff -u findings err
	(head -n 2 before; tail -n 1 before) | diff -u - out
	cmp before $journal
	run crm-log note acme 'behind \ them'
	status 0
	head -c "$(wc -c < before)" $journal | cmp before -
	is "$(tail -n +"$(($(wc -l < before) + 1))" $journal | cut -d, -f3-)" 'acme,note,,me,,,,,,,,behind \\ them'
}
it "P2 P3: each kind of bad row is a finding with its line; the good ones are read" bad_rows

no_event() {
	local word
	owing
	while IFS=: read -r word what; do
		run crm-log "$word" acme F1 10 EUR
		status 2
		err_is "crm-log: event: '$word' $what"
		cmp pristine/journal.csv $journal
	done <<- 'EOF'
		re:may be refund, renegotiate, reminder, renew, result, resolve, referral, release: type more of it
		mis:may be mission, missed: type more of it
		zz:is not an event; crm-log --events lists them
		q:is not an event; crm-log --events lists them
		voi:is not an event; the nearest is 'void', crm-log --events lists all
		paymant:is not an event; the nearest is 'payment', crm-log --events lists all
	EOF
}
it "a word that is no event, or several, adds nothing" no_event

# copy NAME FILE... - a copy of the journal with that name, of these files; in `said` the findings about copies
copy() {
	local name=$1
	shift
	cat "$@" > "book/$name"
	run crm-log --check
	grep -F 'looks like a copy' err > said || true
}

copies() {
	local name
	owing
	row 2026-06-02 acme note '' me '' '' '' '' '' '' '' here
	cp $journal here.csv
	echo "00000000-0000-7000-8000-0000000000aa,2026-06-03,acme,note,,me,,,,,,,,there" > there
	# the same rows, a part of them, a year that was put aside, a line that is torn
	head -n 1 here.csv > header
	head -n 2 here.csv > part
	tr -d '\n' < there > torn
	copy journal-LAPTOP.csv here.csv
	is "$st$(cat said)" 0
	copy journal-LAPTOP.csv part
	is "$st$(cat said)" 0
	copy journal-LAPTOP.csv header there
	is "$st$(cat said)" 0
	copy journal-LAPTOP.csv here.csv torn
	is "$st$(cat said)" 0
	copy journal-2025.csv here.csv there
	is "$st$(cat said)" 0
	rm book/journal-2025.csv book/journal-LAPTOP.csv
	mkdir book/journal-LAPTOP.csv
	run crm-log --check
	err_lacks 'looks like a copy'
	rmdir book/journal-LAPTOP.csv
	# what it says brings the row in, and it is quiet behind that
	for name in journal-LAPTOP.csv 'journal 2.csv' journal.csv.orig 'journal (1).csv' "journal (Ann's conflicted copy).csv" \
		journal.sync-conflict-20260601.csv; do
		cp here.csv $journal
		copy "$name" here.csv there
		status 3
		is "$(wc -l < said)" 1
		head -c "$(wc -c < here.csv)" $journal | cmp here.csv -
		sed 's/.*another machine: \(.*\) adds what is missing$/\1/' said > heal
		run sh -e heal
		status 0
		[ ! -e "book/$name" ]
		cat here.csv there | cmp - $journal
		run crm-log --check
		status 0
		err_lacks 'looks like a copy'
	done
}
it "P3: a copy of the journal with rows of its own is said, and the command that it names adds them" copies

# first LINE MESSAGE - this first line: nothing can be read, nothing is added
first() {
	local cmd
	(printf '%b\n' "$1"; tail -n +2 pristine/journal.csv) > $journal
	cp $journal before
	for cmd in 'crm-log --list' 'crm-log in acme hello' 'crm-overdue --today=2026-06-08'; do
		run $cmd
		status 2
		err_has "journal.csv:1: header: $2"
		cmp before $journal
	done
}

headers() {
	local head
	owing
	head=$(head -n 1 $journal)
	first "${head/note/id}" "column 'id' appears twice"
	first "${head/client/customer}" "column 'client' is missing"
	first "${head/note/\"note}" 'the line ends inside quotes'
	first "${head/note/\\xff}" 'the line is not UTF-8'
	# a row is added behind a first line of 16 KiB at most; every other is a line that it does not fit
	sed "1s/^/$(printf 'x%.0s' {1..17000}),/" pristine/journal.csv > $journal
	cp $journal before
	run crm-log in acme hello
	status 2
	err_has 'journal.csv:1: header: the record is longer'
	cmp before $journal
	# other columns, with the line ends of another system: the row has their order
	(echo "note,$head" | sed 's/,note$/\r/'; awk -F, -v OFS=, 'NR > 1 { n = $14; NF = 13; print n, $0 "\r" }' pristine/journal.csv) > $journal
	cp $journal before
	run crm-log in acme hello
	status 0
	head -c "$(wc -c < before)" $journal | cmp before -
	is "$(tail -n 1 $journal | cut -d, -f1,4,5)" hello,acme,contact
	# a cell for which it has no column would be lost
	cut -d, -f1-7 pristine/journal.csv > $journal
	cp $journal before
	run crm-log invoice acme F2 20 EUR
	status 2
	err_has 'missing are amount,currency,due,channel,level,tags,note'
	cmp before $journal
}
it "P2: a first line that is not ours" headers

# what stands in the place of the book, of a file, of a folder
places() {
	local f
	owing
	run crm-log -C nowhere --list
	status 2
	err_has "no book is here: 'crm-log -C nowhere --init' makes one"
	: > file
	run crm-log -C file --list
	status 2
	mkdir empty
	run crm-log -C empty --list
	status 2
	err_has 'holds no book'
	is "$(ls -A empty)" ''
	run crm-log -C '' --init
	status 2
	err_has 'which folder?'
	for f in policy.yaml clients/acme.yaml; do
		again
		cp book/$f real
		rm book/$f
		ln -s "$PWD/real" book/$f
		run crm-log --check
		[ "$st" != 0 ]
		err_has "$f: is not a regular file: links, pipes and devices are not read"
		cmp pristine/$f real
		rm book/$f
		mkfifo book/$f
		run timeout 20 crm-log --check
		[ "$st" = 2 ] || [ "$st" = 3 ]
		err_has "$f: is not a regular file: links, pipes and devices are not read"
		[ -p book/$f ]
		rm book/$f
		truncate -s 262145 book/$f
		run crm-log --check
		[ "$st" != 0 ]
		err_has "$f: is larger than 256 KiB, the most that is read"
		is "$(stat -c %s book/$f)" 262145
	done
	for f in mkfifo mkdir; do
		again
		rm $journal
		$f $journal
		run timeout 20 crm-log in acme hello
		status 4
		err_has 'journal.csv: is not a regular file'
		[ -p $journal ] || rmdir $journal
	done
	again
	chmod o+w book
	run crm-log in acme hello
	status 2
	err_has "'chmod o-w"
	cmp pristine/journal.csv $journal
	chmod o-w book
	for f in '' 4711; do
		echo "$f" > book/.lock
		(exec 9< book/.lock; flock 9; run crm-log --lock-wait=0 in acme hello; status 4; err_has "${f:-another} ")
		cmp pristine/journal.csv $journal
	done
	run crm-log in acme hello
	status 0
}
it "what stands in the place of the book, of a file, of a folder is left as it is" places

# what is odd and no fault: quotes, doubled quotes, escapes, a note as long as a letter
good_rows() {
	local long
	need jq
	book
	client acme
	long=$(printf 'word %.0s' {1..8000})
	row 2026-06-01 acme note '' me '' '' '' '' '' '' a '"said ""no"", twice"'
	row 2026-06-02 acme contact '' client '' '' '' '' phone '' 'a missed' 'one\\two\nthree\q'
	row 2026-06-03 acme note '' me '' '' '' '' '' '' '' "$long"
	row 2026-06-04 acme note '' me '' '' '' '' '' '' '' last
	run crm-log --list
	status 0
	diff -u $journal out
	run crm-log --list --format=json
	status 0
	is "$(jq -r '.[].note' out)" "$(printf '%s\n' 'said "no", twice' 'one\two' 'three\q' "$long" last)"
	run crm-log --list --event=missed
	status 0
	is "$(cut -d, -f2 out | tail -n +2)" 2026-06-02
	# what it writes it reads again
	run crm-log note acme "$(printf 'a\\b\nc, "d"')"
	status 0
	run crm-log --list --format=json
	is "$(jq -r '.[-1].note' out)" "$(printf 'a\\b\nc, "d"')"
}
it "P3: rows that are odd and good are read as they were written" good_rows

# of two contents for one id the smallest stays; a row that voids another one does so in this case too
twice() {
	book
	client acme
	row 2026-06-01 acme note '' me '' '' '' '' '' '' '' voided
	row 2026-06-02 acme note '' me '' '' '' '' '' '' '' stays
	row 2026-06-03 acme void '' me 00000000-0000-7000-8000-000000000001 '' '' '' '' '' '' b
	tail -n 1 $journal | sed 's/b$/a/' > other
	cat other >> $journal
	cp $journal before
	run crm-log --list
	status 3
	is "$(grep -c 'journal.csv:[0-9]*: ' err)" 1
	is "$(cut -d, -f14 out | tail -n +2)" stays
	cmp before $journal
}
it "P3: an id with two contents that voids a row" twice

# the lines that a disk left as zeros behind the last good row
zeros() {
	owing
	printf '0000\0\0\0\0\n\0\0\0\0\n\0\0' >> $journal
	cp $journal before
	run crm-overdue --today=2026-06-08
	status 3
	run crm-log in acme hello
	status 0
	head -n 2 $journal | cmp pristine/journal.csv -
	is "$(tail -n +3 $journal | cut -d, -f3-)" "acme,contact,,client,,,,,,,,hello"
	tail -c +"$(($(wc -c < pristine/journal.csv) + 1))" before | cmp - book/journal.csv.torn-*
	run crm-log --check
	err_has 'was cut from the journal after an interrupted write'
}
it "P2: zeros at the end are put aside, and what was put aside is said" zeros

# what --erase and --rename find in the way
in_the_way() {
	owing
	client beta
	row 2026-06-02 beta note '' me '' '' '' '' '' '' '' here
	rm -rf pristine
	cp -r book pristine
	mkdir book/.tmp-999999999-0
	run crm-log --erase=beta
	status 4
	err_has '.tmp-999999999-0: cannot be removed'
	# all but what it names is done
	! grep -r beta book
	cmp <(head -n 2 pristine/journal.csv) <(head -n 2 $journal)
	# a journal that is a link is not replaced, and nothing is half done
	again
	mv $journal real.csv
	ln -s ../real.csv $journal
	run crm-log --erase=beta
	status 2
	err_has 'journal.csv: is not a regular file'
	cmp real.csv pristine/journal.csv
	cmp book/clients/beta.yaml pristine/clients/beta.yaml
	[ -L $journal ]
}
it "P2: what stands in the way of --erase" in_the_way
done_testing
