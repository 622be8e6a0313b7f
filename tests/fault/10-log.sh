# crm-log when the system fails under it: P1, P2, and that a fault was injected each time.
. "$(dirname "$0")/../lib.sh"
export CRM_TODAY=2026-06-15 ASAN_OPTIONS=detect_leaks=0

book() {
	need strace
	export CRM_DIR=$PWD/b
	crm-log --init
	crm-log --new-client acme
	crm-log in acme first
	cp b/journal.csv before
}

# the only journal that may be: as before, or with the row
before_or_after() {
	cmp -s b/journal.csv before && return
	is "$(head -n -1 b/journal.csv | cmp - before && echo same)" same
	is "$(tail -n 1 b/journal.csv | cut -d, -f2-)" '2026-06-15,acme,contact,,client,,,,,,,,second'
}

# a file system without second names; a name that another process took meanwhile
new_file() {
	book
	for e in EPERM EOPNOTSUPP; do
		faulty '' linkat:error=$e crm-log --new-client "c-${e,,}"
		status 0
		[ -s "b/clients/c-${e,,}.yaml" ]
	done
	faulty '' linkat:error=EEXIST crm-log --new-client late
	status 4
	[ ! -e b/clients/late.yaml ]
	is "$(find b -name '.tmp*')" ''
}

failed_write() {
	book
	faulty "$PWD/b/journal.csv" write:error=ENOSPC crm-log in acme second
	status 4
	err_has 'No space left'
	cmp b/journal.csv before
}

failed_sync() {
	book
	faulty "$PWD/b/journal.csv" fdatasync:error=EIO crm-log in acme second
	status 4
	err_has 'not known whether'
	before_or_after
}

# real short writes: a file may not grow further
short_write() {
	book
	run bash -c 'ulimit -f 1; exec crm-log note acme "$1"' - "$(head -c 900 /dev/zero | tr '\0' x)"
	status 4
	err_has 'cannot be written'
	cmp b/journal.csv before
	run crm-log in acme second
	status 0
	before_or_after
}

# SIGKILL at each system call that changes something: no byte of old rows is lost, and the next run
# sets aside whatever is torn
killed() {
	local call n
	book
	for call in write fdatasync openat ftruncate close; do
		for n in $(seq 40); do
			cp before b/journal.csv
			rm -f trace
			strace -f -o trace -e inject="$call:signal=SIGKILL:when=$n" \
				crm-log in acme second > out 2> err && break
			is "$(head -c "$(stat -c %s before)" b/journal.csv | cmp - before && echo same)" same
			crm-log in acme third > out 2> err
			is "$(tail -n 1 b/journal.csv | cut -d, -f2-)" '2026-06-15,acme,contact,,client,,,,,,,,third'
			! grep -vE '^(id,|[0-9a-f-]{36},2026-06-15,acme,contact,)' b/journal.csv
		done
		[ "$n" -gt 1 ] || [ "$call" = ftruncate ] || fail "no $call was killed"
		[ "$n" -lt 40 ] || fail "$call never ran out"
	done
}

# one write of the whole row, and fdatasync behind it, before anything is said
order() {
	book
	run strace -f -y -o trace -e trace=write,fdatasync crm-log -v in acme second
	status 0
	grep -n 'write(.*journal.csv>' trace > w
	is "$(wc -l < w)" 1
	w=$(cut -d: -f1 w)
	s=$(grep -n 'fdatasync(.*journal.csv>' trace | cut -d: -f1)
	o=$(grep -n 'write(1<' trace | cut -d: -f1)
	is "$(printf '%s\n' "$w" "$s" "$o")" "$(printf '%s\n' "$w" "$s" "$o" | sort -n)"
}

# a repair whose copy fails cuts nothing off
failed_repair() {
	book
	printf torn >> b/journal.csv
	cp b/journal.csv torn
	faulty '' fsync:error=EIO crm-log in acme second
	status 4
	cmp b/journal.csv torn
	run crm-log in acme second
	status 0
	is "$(cat b/journal.csv.torn-*)" torn
	before_or_after
}

closed_output() {
	book
	run bash -c 'crm-log -v in acme second > /dev/full'
	status 4
	before_or_after
	run bash -c 'crm-log --list >&-'
	status 4
}

it "a new profile without second names, and under a taken name" new_file
it "takes a failed write back" failed_write
it "says when it cannot know" failed_sync
it "takes a short write back" short_write
it "survives SIGKILL at every call" killed
it "writes once, syncs, then speaks" order
it "cuts nothing off when the copy fails" failed_repair
it "says when its output is lost" closed_output

# where CALL PATTERN - which of its calls is the one like this, in a run that works
where() {
	strace -y -o plain -e trace="$1" crm-log in acme elsewhere > out 2> err
	grep "^$1(" plain | grep -n -m 1 -e "$2" | cut -d: -f1
}

# a sync tool puts another journal in place between our opening it and our writing
replaced() {
	local n
	book
	n=$(where openat '"journal.csv", O_RDWR')
	cp before b/journal.csv
	strace -o trace -e trace=openat -e inject=openat:delay_exit=1000000:when="$n" \
		crm-log in acme second > out 2> err &
	for _ in $(seq 100); do grep -q '"journal.csv", O_RDWR' trace 2> /dev/null && break; sleep 0.02; done
	{ cat before; echo '00000000-0000-7000-8000-000000000001,2026-06-14,acme,note,,me,,,,,,,,synced'; } > b/new
	mv b/new b/journal.csv
	wait $!
	grep -q 'O_RDWR.*DELAYED' trace || fail 'nothing was delayed'
	is "$(tail -n 2 b/journal.csv | cut -d, -f14 | xargs)" 'synced second'
}
it "writes into the journal that has the name, when it was replaced meanwhile" replaced

# a cleaner takes .lock away, and another process locks the new one
lock_replaced() {
	local n
	need flock
	book
	n=$(where flock lock)
	cp before b/journal.csv
	strace -o trace -e trace=flock -e inject=flock:delay_enter=1000000:when="$n" \
		crm-log --lock-wait=0 in acme second > out 2> err &
	for _ in $(seq 100); do grep -q '^flock' trace 2> /dev/null && break; sleep 0.02; done
	rm b/.lock
	flock b/.lock sleep 3 &
	! wait %1
	grep -q DELAYED trace || fail 'nothing was delayed'
	err_has 'holds the lock'
	cmp before b/journal.csv
	kill %2 2> /dev/null || :
}
it "waits for the lock that has the name, when the lock is replaced" lock_replaced
done_testing
