# A file of the book that cannot be written leaves nothing beside it.
. "$(dirname "$0")/../lib.sh"
export CRM_TODAY=2026-06-15 ASAN_OPTIONS=detect_leaks=0

nothing_left() {
	local call
	need strace
	export CRM_DIR=$PWD/b
	crm-log --init
	crm-log --new-client acme
	crm-log in acme hello
	cp b/journal.csv before
	for call in write:error=ENOSPC:when=1 fsync:error=EIO:when=1 renameat:error=EACCES:when=1; do
		faulty '' "$call" crm-log --erase acme
		status 4
		err_has 'journal.csv: cannot be written'
		cmp before b/journal.csv
		is "$(find b -name '.tmp-*')" ''
	done
}
it "what cannot be written leaves no temporary" nothing_left
done_testing
