#!/usr/bin/env bash
# crm-log --erase and --export: data protection (crm-log(1); crm-tables(5)).
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/remind.sh
. "$ROOT/tests/remind.sh"

erase() { run crm-log --today=2026-06-15 --erase="$1" "${@:2}"; }

# somebody with all there may be about a client
somebody() {
	book
	client zebulon
	client zebulon-2
	client other
	row 2026-01-05 zebulon invoice '' me F1 100.00 EUR 2026-02-05 '' '' 'done=2026-01-03 who=zebulon' 'Site of Zebulon'
	row 2026-02-01 zebulon payment '' client F1 100.00 EUR '' email '' '' 'from Zebulon'
	row 2014-02-01 zebulon invoice '' me F0 50.00 EUR 2014-03-01 '' '' '' ''
	row 2014-02-02 zebulon payment '' client F0 50.00 EUR '' '' '' '' ''
	row 2026-01-06 zebulon invoice '' me F2 70.00 EUR 2026-02-06 '' '' '' 'by mistake'
	voided=$(printf '00000000-0000-7000-8000-%012d' $rows)
	row 2026-01-07 zebulon void '' me "$voided" '' '' '' '' '' '' ''
	row 2026-03-01T10:00 zebulon contact '' client '' '' '' '' email '' tone=angry 'Zebulon shouts'
	row 2026-03-02 zebulon incident outburst client '' '' '' '' '' 3 '' ''
	row 2026-03-03 zebulon promise '' me P1 '' '' 2026-03-09 '' '' '' 'call Zebulon'
	row 2026-03-04 zebulon reminder courtesy me F1 '' '' '' email '' 'status=sent mid=z@zebulon.example' ''
	row 2026-03-03 zebulon-2 note '' me '' '' '' '' '' '' '' 'somebody else'
	row 2026-03-05 other note '' me '' '' '' '' '' '' '' 'knows nobody'
	mkdir book/outbox
	echo x > book/outbox/2026-03-01-zebulon-notice-0a1b2c3d.pdf
	echo x > book/outbox/2026-03-01-zebulon-2-notice-0a1b2c3d.pdf
}

nothing_is_left() {
	somebody
	sed -i '/zebulon-2/d' book/journal.csv
	rm book/clients/zebulon-2.yaml book/outbox/*zebulon-2*
	erase zebulon
	status 0
	! grep -ri zebulon book || fail 'it is still in a file'
	[ -z "$(find book -iname '*zebulon*')" ] || fail 'it is still in a name'
	out_is 'event,ref,at,amount,currency,until,rule
invoice,F1,2026-01-05,100.00,EUR,2036-12-31,C. com. L123-22
payment,F1,2026-02-01,100.00,EUR,2036-12-31,C. com. L123-22'
	err_has 'git history'
	grep -q ',2026-01-05,erased-[0-9a-f]*,invoice,,me,F1,100.00,EUR,2026-02-05,,,done=2026-01-03,$' book/journal.csv
	# a voided invoice does not come back to life, nor one that was paid
	run crm-overdue --today=2026-06-15 -f csv --no-header
	out_is ''
	grep -q 'knows nobody' book/journal.csv
	[ -e book/clients/other.yaml ]
	is "$(stat -c %a book/journal.csv)" 600
	run crm-log --check
	status 0
	err_lacks 'erased-'
	# neither row nor profile any more
	erase zebulon
	status 2
	err_has "the book has nothing of 'zebulon'"
	for what in erase export; do
		run crm-log --$what=othr
		status 2
		err_is "crm-log: --$what: the book has nothing of 'othr'; the nearest client is 'other'"
	done
}

only_that_one() {
	somebody
	grep zebulon-2 book/journal.csv > before
	erase zebulon
	status 0
	grep zebulon-2 book/journal.csv > after
	cmp before after
	[ -e book/clients/zebulon-2.yaml ]
	[ -e book/outbox/2026-03-01-zebulon-2-notice-0a1b2c3d.pdf ]
	err_has "1 remaining line contains the text 'zebulon'"
}

owed() {
	somebody
	row 2026-04-01 zebulon invoice '' me F9 10.00 EUR 2026-05-01 '' '' '' ''
	cp book/journal.csv before
	erase zebulon
	status 2
	err_has 'still owes F9'
	cmp before book/journal.csv
	[ -e book/clients/zebulon.yaml ]
	row 2026-06-01 zebulon writeoff '' me F9 '' '' '' '' '' '' ''
	erase zebulon
	status 0
	grep -q writeoff book/journal.csv
}

damaged() {
	somebody
	echo '"what is this' >> book/journal.csv
	cp book/journal.csv before
	erase zebulon
	status 3
	err_has 'fix or delete this line first'
	cmp before book/journal.csv
	sed -i '$d' book/journal.csv
	printf 'torn' >> book/journal.csv
	erase zebulon
	[ "$st" != 0 ]
	[ -e book/clients/zebulon.yaml ]
	erase ../zebulon
	status 2
	erase zebulon more
	status 2
}

# a copy that grew apart, merged
came_back() {
	somebody
	cp book/journal.csv copy
	erase zebulon
	status 0
	run crm-log --check
	status 0
	tail -n +2 copy >> book/journal.csv
	run crm-log --check
	status 3
	err_has "rows of 'zebulon' came back, which was erased"
	erase zebulon
	status 0
	is "$(grep -c ',invoice,.*F1,' book/journal.csv)" 2
	run crm-log --check
	status 0
	# the row that stood twice counts once
	run crm-log --list --event=invoice --ref=F1 --no-header
	is "$(wc -l < out)" 1
}

# erased in two copies, then merged: the same pseudonym, the same rows
twice() {
	somebody
	cp -r book book2
	erase zebulon
	crm-log -C book2 --today=2026-06-20 --erase=zebulon > /dev/null 2>&1
	tail -n +2 book2/journal.csv >> book/journal.csv
	run crm-log --list --event=invoice --no-header
	is "$(wc -l < out)" 1
}

retention() {
	somebody
	policy 'retention: 0'
	run crm-log --today=2027-01-01 --erase=zebulon --no-header
	out_is ''
	is "$(grep -c erased- book/journal.csv)" 1
	# kept to the end of the last day of the last year, and not a day longer
	for day in 2036-12-30 2036-12-31 2037-01-01; do
		rm -rf book
		somebody
		sed -i '/,zebulon,/d' book/journal.csv
		row 2026-03-01 zebulon invoice '' me Z9 100 EUR 2026-03-31 '' '' '' ''
		row 2026-04-01 zebulon payment '' client Z9 100 EUR '' '' '' '' ''
		policy 'retention: 10'
		run crm-log --today=$day --erase=zebulon
		status 0
		echo "$day $(grep -c ',Z9,' book/journal.csv)"
	done > kept
	is "$(xargs < kept)" '2036-12-30 2 2036-12-31 2 2037-01-01 0'
}

export_all() {
	somebody
	run crm-log --export=zebulon
	status 0
	cp out all
	/usr/bin/python3 - <<- 'X'
	import csv, io, yaml
	d = yaml.safe_load(open('all'))
	assert d['client'] == 'zebulon'
	assert yaml.safe_load(d['profile'])['name'] == 'Name of zebulon'
	rows = list(csv.DictReader(io.StringIO(d['journal'])))
	assert {r['client'] for r in rows} == {'zebulon'}
	assert len(rows) == 8, len(rows)
	assert any(r['note'] == 'Zebulon shouts' for r in rows)
	assert d['outbox'] == ['2026-03-01-zebulon-notice-0a1b2c3d.pdf']
	X
	run crm-log --export=nobody
	status 2
	run crm-log --export=zebulon --erase=zebulon
	status 2
}

rename() { run crm-log --today=2026-06-15 --rename="$1" "${@:2}"; }

# under another id the book says the same
renamed() {
	somebody
	crm-overdue --today=2026-03-10 -f csv > before 2> /dev/null
	crm-log --list -f csv > rows
	rename zebulon zeb
	status 0
	err_is 'crm-log: zebulon is now zeb: rows 10, papers 1, the profile; your maps and scripts may still name zebulon'
	crm-overdue --today=2026-03-10 -f csv > after 2> /dev/null
	[ "$(wc -l < after)" -gt 1 ]
	sed 's/^zebulon,/zeb,/' before | sort | diff - <(sort after)
	# each row keeps its id, its bytes and its place; one more says what was done
	sed 's/,zebulon,/,zeb,/' rows | diff - <(crm-log --list -f csv | grep -v renamed=)
	crm-log --list -f csv | grep -q ',2026-06-15,zeb,note,,me,,,,,,,renamed=zebulon,$'
	[ -e book/clients/zeb.yaml ] && [ ! -e book/clients/zebulon.yaml ]
	[ -e book/outbox/2026-03-01-zeb-notice-0a1b2c3d.pdf ] && [ -e book/outbox/2026-03-01-zebulon-2-notice-0a1b2c3d.pdf ]
	grep -q ',zebulon-2,note,' book/journal.csv
	is "$(stat -c %a book/journal.csv)" 600
	run crm-log --check
	status 0
	# and back, which leaves nothing that names itself
	rename zeb zebulon
	status 0
	run crm-log --check
	status 0
	is "$(crm-log --list -f csv | grep -c renamed=)" 1
	rename zebulon zeb
	# again: there is nothing of the old one
	rename zebulon zeb
	status 2
	err_has "--rename: the book has nothing of 'zebulon'"
}

# a copy that was merged brings the old rows back: they are found, and taken over once more
renamed_merged() {
	somebody
	cp book/journal.csv other.csv
	row 2026-03-20 zebulon contact '' client '' '' '' '' email '' '' 'from the other machine'
	tail -n 1 book/journal.csv >> other.csv
	sed -i '$d' book/journal.csv
	rename zebulon zeb
	status 0
	crm-log --list -f csv --client=zeb > rows
	cat other.csv >> book/journal.csv
	run crm-log --check
	status 3
	err_has "rows of 'zebulon' came back, which is now called 'zeb'; crm-log --rename=zebulon zeb"
	rename zebulon zeb
	status 0
	run crm-log --check
	status 0
	crm-log --list -f csv --client=zeb > again
	diff rows again | grep '^[<>]' > added || true
	is "$(wc -l < added)" 1
	grep -q 'from the other machine' added
}

# what would mix two clients is refused, and nothing changed
renamed_refused() {
	somebody
	row 2026-03-05 other invoice '' me F1 9.00 EUR 2026-04-05 '' '' '' ''
	cp -r book was
	rename zebulon other
	status 2
	err_has 'clients/zebulon.yaml and clients/other.yaml are both there; keep one of them'
	mv book/clients/other.yaml .
	rename zebulon other
	status 2
	err_has "'zebulon' and 'other' both have a ref 'F1', which would merge into one"
	mv other.yaml book/clients/
	for to in zebulon Zeb ''; do
		rename zebulon "$to"
		status 2
	done
	rename zebulon
	status 2
	err_has '--rename takes two ids: crm-log --rename=OLD NEW'
	rename nobody zeb
	status 2
	printf torn >> book/journal.csv
	rename zebulon zeb
	status 2
	err_has 'its last line is torn'
	sed -i '$d' book/journal.csv
	printf '"x\n' >> book/journal.csv
	rename zebulon zeb
	status 3
	sed -i '$d' book/journal.csv
	rm -f book/.lock was/.lock
	diff -r was book
	# two ids of one client, each with things of its own, become one
	rename zebulon-2 zebulon-3
	rm book/clients/zebulon-3.yaml
	rename zebulon-3 other
	status 0
	grep -q ',other,note,.*somebody else' book/journal.csv
}

it "no byte of the identity is left" nothing_is_left
it "nobody else is touched" only_that_one
it "who owes money is not erased" owed
it "damage and wrong words change nothing" damaged
it "a merge that brings rows back is named" came_back
it "erased in two copies" twice
it "retention" retention
it "--export gives all of it" export_all
it "crm-log --rename: the book says the same under another id" renamed
it "crm-log --rename: rows that a merge brings back are taken over" renamed_merged
it "crm-log --rename: what would mix two clients is refused" renamed_refused
done_testing
