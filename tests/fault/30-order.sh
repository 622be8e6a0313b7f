# What kill -9 cannot show: that files and folders are synced before their names change, and before
# anything is said (P1 P2).  strace tells the order of the calls.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
export CRM_TODAY=2026-06-08 ASAN_OPTIONS=detect_leaks=0
calls=write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,linkat,unlinkat,unlink,mkdir,mkdirat

# traced COMMAND... - that must work
traced() {
	run strace -f -y -o raw -e trace="$calls" "$@"
	status 0
	sed 's/^[0-9]* *//' raw > trace
}

# in_order PATTERN... - calls that match stand in the trace one behind the other
in_order() {
	local at=0 n
	for pattern; do
		n=$(tail -n +$((at + 1)) trace | grep -nE -m 1 -- "$pattern" | cut -d: -f1)
		[ -n "$n" ] || { cat trace; fail "not, or not in this place: $pattern"; }
		at=$((at + n))
	done
}

made() {
	need strace
	export CRM_DIR=$PWD/book
	crm-log --init
	crm-log --new-client acme
}

first_row() {
	made
	for how in gone empty; do
		rm book/journal.csv
		[ $how = gone ] || : > book/journal.csv
		traced crm-log -v in acme hello
		in_order 'write\([0-9]+<.*/journal.csv>' 'fdatasync\([0-9]+<.*/journal.csv>' \
			'fsync\([0-9]+<.*/book>' 'write\([12]<'
	done
}
it "P1: the first row, and the folder of a new journal" first_row

new_client() {
	made
	rm -r book/clients
	traced crm-log --new-client acme
	in_order 'mkdirat\(.*"clients"' 'fsync\([0-9]+<.*/book>' 'write\([0-9]+<.*/\.tmp-' \
		'fsync\([0-9]+<.*/\.tmp-' '(renameat|linkat).*"acme.yaml"' 'fsync\([0-9]+<.*/clients>'
}
it "P1: a new profile in a new folder" new_client

# git keeps no empty folder
lost_folder() {
	made
	rm -r book/clients
	traced crm-log --init
	in_order 'mkdirat\(.*"clients"' 'fsync\([0-9]+<.*/book>'
}
it "P1: --init makes a lost folder, and syncs where it stands" lost_folder

erase() {
	made
	crm-log in acme hello
	traced crm-log --erase acme
	in_order 'write\([0-9]+<.*/\.tmp-' 'fsync\([0-9]+<.*/\.tmp-' 'renameat.*"journal.csv"' \
		'fsync\([0-9]+<.*/book>' 'unlinkat.*"acme.yaml"' 'fsync\([0-9]+<.*/clients>' 'write\(2<'
}
it "P2: --erase" erase

# what a killed run left of the journal is gone for good
old_copy() {
	local gone
	made
	crm-log in acme hello
	sh -c 'exit' & gone=$!
	wait $gone
	cp book/journal.csv "book/.tmp-$gone-0"
	traced crm-log --erase acme
	in_order "unlinkat.*\"\.tmp-$gone-0\"" 'fsync\([0-9]+<.*/book>' 'write\(2<'
}
it "P2: --erase and an old copy" old_copy

torn() {
	made
	crm-log in acme hello
	printf torn >> book/journal.csv
	traced crm-log in acme again
	in_order 'fsync\([0-9]+<.*/\.tmp-' 'renameat.*"journal.csv.torn-' 'fsync\([0-9]+<.*/book>' \
		'ftruncate\([0-9]+<.*/journal.csv>' 'fsync\([0-9]+<.*/journal.csv>' \
		'write\([0-9]+<.*/journal.csv>' 'fdatasync\([0-9]+<.*/journal.csv>'
}
it "P2: a torn end is copied before it is cut off, and cut off before a row is added" torn

taken_back() {
	made
	crm-log in acme hello
	run strace -f -y -o raw -e trace="$calls" -P "$PWD/book/journal.csv" -e inject=write:error=ENOSPC crm-log in acme again
	status 4
	sed 's/^[0-9]* *//' raw > trace
	in_order 'write\(.*INJECTED' 'ftruncate\([0-9]+<.*/journal.csv>' 'fsync\([0-9]+<.*/journal.csv>'
}
it "P2: what is taken back is taken back on the disk" taken_back

output() {
	made
	mkdir o
	traced crm-overdue -o o/x.csv
	in_order 'write\([0-9]+<.*/\.x\.csv' 'fsync\([0-9]+<.*/\.x\.csv' 'rename.*"o/x.csv"' 'fsync\([0-9]+<.*/o>'
}
it "-o" output

reminded() {
	need strace
	book
	client acme
	invoice acme F1 100 2026-05-31
	crm-overdue > report.csv
	traced crm-remind --send --maildir=md report.csv
	in_order 'fdatasync\([0-9]+<.*/journal.csv>' 'mkdirat.*"cur"' 'fsync\([0-9]+<.*/md>' \
		'write\([0-9]+<.*/md/tmp/' 'fsync\([0-9]+<.*/md/tmp/' 'linkat' 'fsync\([0-9]+<.*/md/new>' \
		'write\([0-9]+<.*/journal.csv>' 'fdatasync\([0-9]+<.*/journal.csv>'
	is "$(stat -c %a md md/tmp md/new md/cur md/new/* | sort | uniq -c | xargs)" '1 600 4 700'
	rm -r book md sunk
	book
	client acme
	invoice acme F1 100 2026-05-31
	(umask 0; exec crm-remind --send --mbox=box report.csv)
	is "$(stat -c %a box)" 600
	rm -r book sunk
	book
	client acme
	invoice acme F1 100 2026-05-31
	traced crm-remind --send --mbox=box report.csv
	in_order 'fdatasync\([0-9]+<.*/journal.csv>' 'write\([0-9]+<.*/box>' 'fsync\([0-9]+<.*/box>' \
		'write\([0-9]+<.*/journal.csv>' 'fdatasync\([0-9]+<.*/journal.csv>'
}
it "P4 P7: Maildir and mbox, between two rows; nobody else reads them" reminded
done_testing
