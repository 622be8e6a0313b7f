# crm-remind --send when the system fails around a delivery (P4): what may have been taken is unknown,
# never failed, and nothing is delivered twice.  Each injection is proved by the log of strace.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
export ASAN_OPTIONS=detect_leaks=0

one_client() {
	need strace
	book
	client acme
	invoice acme F1 100 2026-05-31
	crm-overdue --kind=invoice --today=2026-06-08 > report.csv
}

# faulty_send DAY FAULT... -- [OPTION...] - one run of --send under these faults
faulty_send() {
	local day=$1 faults=()
	shift
	while [ "$1" != -- ]; do faults+=("$1"); shift; done
	shift
	faulty '' "${faults[*]}" crm-remind --send --today="$day" "$@" report.csv
}

# ordinal CALL PATTERN [OPTION...] - which of its calls the first one matching is, in a run that works
ordinal() {
	local call=$1 pattern=$2 n
	shift 2
	cp -r book whole
	CRM_DIR=$PWD/whole strace -f -y -o trace crm-remind --send --today=2026-06-08 "$@" report.csv > /dev/null 2>&1
	n=$(grep -oE "^[0-9]+ +$call\(.*" trace | grep -nE -- "$pattern" | head -n 1 | cut -d: -f1)
	rm -rf whole
	[ -n "$n" ] || fail "no $call on $pattern"
	echo "$n"
}

# the next days: nothing more goes out, and a person is told
nothing_more() {
	is "$(states F1)" 'intent unknown'
	run crm-remind --send --today=2026-06-09 "$@" report.csv
	status 3
	err_has 'it is unknown whether'
	is "$(states F1)" 'intent unknown'
}

maildir_new() {
	local error n
	for error in EIO EINTR ENOSPC; do
		rm -rf book sunk md
		one_client
		n=$(ordinal fsync '/md/new>' --maildir=md)
		rm -rf md
		faulty_send 2026-06-08 "fsync:error=$error:when=$n" -- --maildir=md
		status 3
		is "$(status_of F1)" unknown
		nothing_more --maildir=md
		is "$(find md/new -type f | wc -l)-$(find md/tmp -type f | wc -l)" 1-0
	done
}
it "P4: Maildir, a message in new/ whose folder cannot be synced is unknown" maildir_new

# a file system without hard links
maildir_rename() {
	local n
	one_client
	n=$(ordinal fsync '/md/new>' --maildir=md)
	rm -rf md
	faulty_send 2026-06-08 linkat:error=EPERM "fsync:error=EIO:when=$n" -- --maildir=md
	is "$(status_of F1)" unknown
	nothing_more --maildir=md
	is "$(find md/new -type f | wc -l)" 1
	# the same without a fault behind it, and with both ways shut
	rm -rf book sunk md
	one_client
	faulty_send 2026-06-08 linkat:error=EPERM -- --maildir=md
	is "$(status_of F1)-$(find md/new -type f | wc -l)" sent-1
	rm -rf book sunk md
	one_client
	faulty_send 2026-06-08 linkat:error=EPERM renameat:error=EACCES -- --maildir=md
	is "$(status_of F1)-$(find md/new md/tmp -type f | wc -l)" failed-0
}
it "P4: Maildir without hard links" maildir_rename

# what fails before the message can be seen is failed, and goes out by the next run
maildir_before() {
	local n
	one_client
	n=$(ordinal fsync '/md/tmp/' --maildir=md)
	rm -rf md
	faulty_send 2026-06-08 "fsync:error=EIO:when=$n" -- --maildir=md
	status 3
	is "$(status_of F1)-$(find md/new md/tmp -type f | wc -l)" failed-0
	run crm-remind --send --today=2026-06-09 --maildir=md report.csv
	is "$(status_of F1)-$(find md/new -type f | wc -l)" sent-1
}
it "P4: Maildir, a message that never was in new/ is failed" maildir_before

mbox() {
	local n
	one_client
	n=$(ordinal fsync '/box>' --mbox=box)
	rm -f box
	faulty_send 2026-06-08 "fsync:error=EIO:when=$n" "ftruncate:error=EIO:when=2" -- --mbox=box
	is "$(grep -c INJECTED trace)" 2
	status 3
	is "$(status_of F1)" unknown
	nothing_more --mbox=box
	is "$(grep -c ^Message-ID: box)" 1
	# taken back: failed, and sent by the next run, once
	rm -rf book sunk box
	one_client
	faulty_send 2026-06-08 "fsync:error=EIO:when=$n" -- --mbox=box
	is "$(status_of F1)-$(wc -c < box)" failed-0
	run crm-remind --send --today=2026-06-09 --mbox=box report.csv
	is "$(status_of F1)-$(grep -c ^Message-ID: box)" sent-1
}
it "P4: mbox, a text that cannot be taken back is unknown" mbox

letter() {
	local n
	one_client
	policy 'ladder: [{step: notice, after: 3d, channel: letter}]'
	mkdir book/outbox
	n=$(ordinal fsync '/outbox>')
	faulty_send 2026-06-08 "fsync:error=EIO:when=$n" --
	status 3
	is "$(status_of F1)" unknown
	nothing_more
	is "$(find book/outbox -type f | wc -l)" 1
}

# shimmed KIND N - one run of --send under shim.c
shimmed() {
	cc -shared -fPIC -o shim.so "$ROOT/tests/fault/shim.c" -ldl
	run env LD_PRELOAD="$PWD/shim.so" FAULT_KIND="$1" FAULT_AT="$2" FAULT_LOG="$PWD/fault" \
		crm-remind --send --today=2026-06-08 report.csv
	is "$(cat fault)" "injected $2"
	rm fault
}

# the answer is an error, the deed is done: over a network, or where the temporary cannot be taken away
letter_answer_lost() {
	one_client
	policy 'ladder: [{step: notice, after: 3d, channel: letter}]'
	mkdir book/outbox
	shimmed renamed 1
	status 3
	is "$(status_of F1)" unknown
	nothing_more
	is "$(find book/outbox -type f | wc -l)" 1
}
it "P4: nor is one whose renaming only seemed to fail" letter_answer_lost
it "P4: a letter that lies in outbox/ is unknown, and no second one is laid beside it" letter


# it would run with our own standard input, find no message there, and end well
no_descriptor() {
	local n
	for n in 1 2 3; do
		rm -rf book sunk
		one_client
		shimmed adddup2 $n
		status 3
		is "$(status_of F1)-$(sunk)-$(find sunk -type f | wc -l)" failed-0-0
		run crm-remind --send --today=2026-06-09 report.csv
		is "$(status_of F1)-$(sunk)" sent-1
	done
}
it "P4: a mail program that does not get its descriptors is not run" no_descriptor

# a new file has its name, and the temporary beside it cannot be taken away
profile() {
	need strace
	book
	faulty '' unlinkat:error=EIO:when=1 crm-log --new-client acme
	status 4
	err_has 'is written, but'
	[ -s book/clients/acme.yaml ]
	is "$(find book -name '.tmp-*')" ''
}
it "a profile that is there is said to be there" profile
done_testing
