# Where messages and outputs are put: what is there already, what another program holds, what does not
# take them.  What was there stays, and a message that did not arrive goes at the next run.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
export ASAN_OPTIONS=detect_leaks=0

journal=book/journal.csv

# nth CALL PATTERN COMMAND... - which of its calls of that name, /^ the begin of one, has the pattern in its line
nth() {
	local call=$1 pattern=$2
	shift 2
	strace -f -y -e trace="$call" -o calls "$@" > /dev/null 2>&1 || :
	grep -n -m 1 -E "$pattern" <(grep "^[0-9]* *${call#/^}" calls) | cut -d: -f1
}

mbox() {
	owing
	need strace
	echo 'not a mailbox' > box
	run crm-remind --send --today=2026-06-08 --mbox=box report.csv
	status 2
	err_has "box: begins with no 'From ' line"
	is "$(cat box)-$(states F1)" 'not a mailbox-'
	# a mail program has it
	: > box
	(
		exec 9< box
		flock 9
		run crm-remind --send --today=2026-06-08 --mbox=box --lock-wait=0 report.csv
		is "$(status_of F1)-$(cat box)" failed-
		out_has 'cannot be locked'
	)
	run crm-remind --send --today=2026-06-08 --mbox=box report.csv
	is "$(status_of F1)-$(grep -c '^Message-ID:' box)" sent-1
	# no line of a message begins another one
	again
	run crm-remind --today=2026-06-08 report.csv
	sed 's/^body: |.*/&\n  From the first line\n  >From a second\n  > and an answer/' out > d
	run crm-remind --send --today=2026-06-08 --mbox=box d
	is "$(status_of F1)-$(grep -c '^From ' box)" sent-1
	grep -qx '=46rom the first line' box
	grep -qx '>>From a second' box
	grep -qx '> and an answer' box
}
it "P4: an mbox that is none, that another program holds, and lines as they begin one" mbox

maildir() {
	local n how
	need strace
	owing
	run crm-remind --send --today=2026-06-08 --maildir=no/such/md report.csv
	status 3
	is "$(status_of F1)" failed
	out_has 'cannot make the folder'
	[ ! -e no ]
	deliver=(crm-remind --send --today=2026-06-08 --maildir=md report.csv)
	for how in 'linkat:.:EEXIST' 'close:/md/tmp/:EIO' 'newfstatat:/md/tmp>:EIO'; do
		again
		n=$(nth "${how%%:*}" "$(cut -d: -f2 <<< "$how")" "${deliver[@]}")
		[ -n "$n" ] || fail "no $how"
		again
		faulty '' "${how%%:*}:error=${how##*:}:when=$n" "${deliver[@]}"
		is "$how $(status_of F1)-$(find md -type f | wc -l)" "$how failed-0"
		run "${deliver[@]}"
		is "$how $(status_of F1)-$(find md/new -type f | wc -l)" "$how sent-1"
	done
}
it "P4: a Maildir that does not take it has no part of it, and takes it later" maildir

output() {
	local n how
	need strace
	owing
	mkdir folder
	run crm-overdue --today=2026-06-08 -o folder
	status 2
	err_has 'folder: is a folder; name the file to write'
	rmdir folder
	run crm-overdue --today=2026-06-08 -o /dev/full
	status 4
	err_has 'cannot write'
	mkfifo pipe
	cat pipe > got &
	run crm-overdue --today=2026-06-08 -o pipe
	wait $!
	status 0
	cmp report.csv got
	[ -p pipe ]
	echo old > kept.csv
	chmod 640 kept.csv
	ls -A > names
	for how in '/^rename:kept' 'fchmod:kept' 'fsync:kept' 'close:kept'; do
		n=$(nth "${how%:*}" "${how#*:}" crm-overdue --today=2026-06-08 -o kept.csv)
		[ -n "$n" ] || fail "no $how"
		cmp report.csv kept.csv
		echo old > kept.csv
		faulty '' "${how%:*}:error=EIO:when=$n" crm-overdue --today=2026-06-08 -o kept.csv
		status 4
		err_has cannot
		is "$how $(cat kept.csv) $(stat -c %a kept.csv)" "$how old 640"
		is "$(find . -name '*.kept*' -o -name 'kept.csv.*')" ''
	done
}
it "P2: -o over a folder, a full disk, a pipe; what fails leaves the old file" output

closed() {
	need strace
	owing
	# the reader left, and the signal that says so is ignored
	(trap '' PIPE; gone_reader crm-overdue --today=2026-06-08; is "$st" 141)
	run sh -c 'exec crm-overdue --today=2026-06-08 > /dev/full'
	status 4
	err_has 'cannot write'
	# the signal waits, and the error is the answer
	mkfifo pipe
	(exec 3<> pipe 4> pipe 3<&-; run python3 -c 'import os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPIPE])
os.dup2(4, 1)
os.execvp("crm-overdue", ["crm-overdue", "--today=2026-06-08"])'
	status 4
	err_has 'cannot write standard output')
	# nobody can be told
	faulty /dev/null openat:error=ENOENT sh -c 'exec crm-log in acme hello 0<&- 2> /dev/full'
	status 4
	cmp pristine/journal.csv $journal
}
it "P1: standard output that is closed or full" closed
done_testing
