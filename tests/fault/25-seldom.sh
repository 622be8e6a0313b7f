# What one fault alone does not reach: a second one behind it, a file that changes under a reader, a
# network in place of a disk.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
export ASAN_OPTIONS=detect_leaks=0

journal=book/journal.csv
not_taken_back() {
	need strace
	owing
	faulty "$PWD/$journal" 'write:error=ENOSPC ftruncate:error=EIO' crm-log in acme hello
	status 4
	err_has 'what was written cannot be undone'
	again
	faulty "$PWD/$journal" write:retval=0:when=1 crm-log in acme hello
	status 4
	cmp pristine/journal.csv $journal
}
it "P2: a write that takes nothing, and one that cannot be taken back" not_taken_back

torn_end() {
	local how n
	need strace
	owing
	printf '00000000-0000-7000-8000-0000000' >> pristine/journal.csv
	again
	faulty "$PWD/$journal" ftruncate:error=EIO crm-log in acme hello
	status 4
	err_has 'the torn end cannot be cut off'
	cmp pristine/journal.csv $journal
	for how in error=EIO retval=0; do
		for n in 1 2 3 4 5 6; do
			again
			run strace -o trace -P "$PWD/$journal" -e inject="pread64:$how:when=$n" crm-log in acme hello
			grep -q INJECTED trace || continue
			echo "$how" >> injected
			cmp -n "$(($(wc -c < pristine/journal.csv) - 31))" pristine/journal.csv $journal
			case $st in
			0) ;;
			2 | 4) run crm-log in acme hello; status 0 ;;
			*) fail "$how at $n: status $st" ;;
			esac
			is "$(grep -c ',hello$' $journal)" 1
		done
	done
	is "$(sort injected | uniq -c | awk '$1 > 1' | wc -l)" 2
}
it "P2: a torn end that cannot be cut off, or read" torn_end

# an editor that writes the file anew while it is read
shrinks() {
	need strace
	owing
	faulty "$PWD/$journal" pread64:retval=0:when=1 crm-overdue --today=2026-06-08
	status 3
	err_has 'became shorter while it was read'
	faulty "$PWD/$journal" pread64:retval=0 crm-remind --send --today=2026-06-08 --mbox=box report.csv
	[ "$st" != 0 ]
	[ ! -s box ]
	# it is whole at the next look, and that is the one that counts
	faulty "$PWD/$journal" pread64:retval=0:when=1 crm-remind --send --today=2026-06-08 --mbox=box report.csv
	is "$(status_of F1)-$(grep -c ^Message-ID: box)" sent-1
}
it "P3: a journal that shrinks while it is read is a finding, and nothing goes out" shrinks

nfs() {
	need strace
	owing
	faulty '' fstatfs:poke_exit=@arg2=6969000000000000 crm-log in acme hello
	status 0
	err_has 'is on NFS'
}
it "a journal on NFS is said" nfs

maildir() {
	need cc
	need strace
	owing
	# neither a link nor a renaming
	faulty '' 'linkat:error=EPERM renameat:error=EIO' crm-remind --send --today=2026-06-08 --maildir=md report.csv
	status 3
	is "$(status_of F1)-$(find md -type f | wc -l)" failed-0
	run crm-remind --send --today=2026-06-08 --maildir=md report.csv
	is "$(status_of F1)-$(find md/new -type f | wc -l)" sent-1
	# the link is made, and the answer lost
	again
	cc -shared -fPIC -o shim.so "$ROOT/tests/fault/shim.c" -ldl
	run env LD_PRELOAD="$PWD/shim.so" FAULT_KIND=linked FAULT_AT=1 FAULT_LOG="$PWD/fault" \
		crm-remind --send --today=2026-06-08 --maildir=md report.csv
	grep -q injected fault
	is "$(status_of F1)-$(find md/new -type f | wc -l)" unknown-1
	run crm-remind --send --today=2026-06-09 --maildir=md report.csv
	is "$(find md/new -type f | wc -l)" 1
}
it "P4: a Maildir on a disk without links, and behind a network" maildir

mbox() {
	local f n
	need strace
	owing
	touch box
	for f in flock:error=EAGAIN:when=1 fcntl:error=EAGAIN:when=1; do
		again
		touch box
		faulty "$PWD/box" $f crm-remind --send --today=2026-06-08 --mbox=box report.csv
		status 0
		is "$(grep -c ^Message-ID: box)" 1
	done
	for f in flock:error=ENOLCK newfstatat:error=EIO fstat:error=EIO; do
		for n in 1 2 3 4; do
			again
			touch box
			run strace -o trace -P "$PWD/box" -e inject=$f:when=$n crm-remind --send --today=2026-06-08 --mbox=box report.csv
			grep -q INJECTED trace || continue
			echo $f >> injected
			[ "$(grep -c ^Message-ID: box)" -le 1 ]
			run crm-remind --send --today=2026-06-08 --mbox=box report.csv
			grep -q 'crm-remind --settle' err || is "$(grep -c ^Message-ID: box)" 1
		done
	done
	grep -q flock injected && grep -q fstat injected
	again
	printf 'From me\n\nold, without an end' > box
	faulty "$PWD/box" pread64:error=EIO:when=3 crm-remind --send --today=2026-06-08 --mbox=box report.csv
	grep -q '^From ' box
	again
	mkfifo box
	run crm-remind --send --today=2026-06-08 --mbox=box report.csv
	status 2
	err_has 'box: is not a regular file'
}
it "P4: an mbox that cannot be locked, looked at or read" mbox

# fills the standard descriptors, so that no file of the book gets one of their numbers
no_null() {
	local n
	need strace
	owing
	for n in '0<&-' '1>&-' '2>&-'; do
		faulty /dev/null openat:error=ENOENT sh -c "exec crm-log in acme hello $n"
		status 4
		cmp pristine/journal.csv $journal
	done
}
it "P2: a descriptor that is closed, and no /dev/null" no_null

# a person wrote the intent, and no id; nobody is at it
by_hand() {
	need strace
	owing
	row 2026-06-07 acme reminder courtesy me F1 '' '' '' email '' status=intent ''
	run crm-remind --send --today=2026-06-08 --mbox=box report.csv
	status 3
	err_has acme
	[ ! -s box ]
}
it "P4: an intent without an id" by_hand

# another run has the byte of this message, and its intent is not there yet
held_byte() {
	need strace
	owing
	faulty "$PWD/book/.sending" fcntl:error=EAGAIN crm-remind --send --today=2026-06-08 --mbox=box report.csv
	status 3
	is "$(status_of F1)" stale
	err_has 'another run is handing it over'
	[ ! -s box ]
	again
	faulty "$PWD/book/.sending" fcntl:error=EIO crm-remind --send --today=2026-06-08 --mbox=box report.csv
	status 4
	[ ! -s box ]
	cmp pristine/journal.csv $journal
}
it "P4: the sign of another run" held_byte

# its end is written between the look at the journal and the look at its sign
ends_meanwhile() {
	need strace
	owing
	row 2026-06-08 acme reminder courtesy me F1 '' '' '' email '' 'status=intent mid=crm.0@durand.example' ''
	touch book/.sending
	chmod 600 book/.sending
	(for _ in $(seq 300); do
		for p in $(pgrep -x crm-remind); do
			[ "$(readlink -f /proc/"$p"/cwd)" = "$PWD" ] || continue
			! readlink /proc/"$p"/fd/* | grep -q '/\.sending$' || break 2
		done
		sleep 0.02
	done
	row 2026-06-08 acme reminder courtesy me F1 '' '' '' email '' 'status=sent mid=crm.0@durand.example' '') &
	faulty "$PWD/book/.sending" fcntl:delay_enter=3000000 crm-remind --send --today=2026-06-08 --mbox=box report.csv
	wait
	err_lacks 'it is unknown'
	[ ! -s box ]
}
it "P4: a run that ends meanwhile is not unknown" ends_meanwhile

# what groff prints is read in pieces: with one of them missing it is no letter, and the text is written
half_pdf() {
	local n hit=0
	book
	client acme
	invoice acme F1 100 2026-05-31
	policy 'ladder: [{step: notice, after: 3d, channel: letter}]'
	mkdir bin
	# shellcheck disable=SC2016
	printf '#!/bin/sh\ncat > /dev/null\necho %%PDF-1.4\nfor i in $(seq 400); do echo "line $i of the letter"; done\necho %%%%EOF\necho pages 1 >&2\n' > bin/groff
	chmod 755 bin/groff
	export PATH=$PWD/bin:$PATH
	need strace
	crm-overdue --today=2026-06-08 > report.csv
	cp -r book pristine
	# groff has ended when the first piece is read: what is read then, nobody gets again
	send() {
		run strace -y -o trace -e inject=poll:delay_exit=30000 "$@" crm-remind --send --today=2026-06-08 report.csv
	}
	again
	send
	is "$(tail -n 1 book/outbox/*.pdf)" %%EOF
	# from the first piece on
	n=$(grep '^read(' trace | grep -n -m 1 'pipe:' | cut -d: -f1)
	while [ $hit -lt 12 ]; do
		again
		send -e inject=read:error=EIO:when="$n"
		grep -q INJECTED trace || break
		! grep -q '^read(.*pipe:.*INJECTED' trace || hit=$((hit + 1))
		for f in book/outbox/*.pdf; do
			[ ! -e "$f" ] || is "$n: $(tail -n 1 "$f")" "$n: %%EOF"
		done
		n=$((n + 1))
	done
	[ $hit -gt 2 ] || fail "only $hit pieces were lost"
}
it "P6: a PDF that groff made and of which a part could not be read" half_pdf

# the journal is a link, as a person may make it; what was left is said
odd_book() {
	need strace
	owing
	mv $journal real.csv
	ln -s ../real.csv $journal
	: > book/.tmp-1-0
	run crm-log --check
	err_has '.tmp-1-0: was left by an interrupted run'
	run crm-remind --send --today=2026-06-08 --mbox=box report.csv
	status 0
	is "$(grep -c ^Message-ID: box)" 1
	grep -q status=sent real.csv
}
it "a journal that is a link; what was left" odd_book
done_testing
