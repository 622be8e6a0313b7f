# A run of crm-remind --send killed at every system call, then three runs more: each reminder was
# handed over at most once, and none is lost in silence (P1 P2 P4).
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"

two_clients() {
	book
	client acme
	client beta
	invoice acme F1 100 2026-05-31
	invoice acme F2 50.50 2026-05-31
	invoice beta G1 200 2026-05-31
	crm-overdue --today=2026-06-08 > report.csv
	cp -r book pristine
}

again() {
	rm -rf book sunk
	cp -r pristine book
	mkdir sunk
}

# under COMMAND... - a run of --send below it, over when the last mail program is: those hold descriptor 9
into=() from=report.csv
under() {
	"$@" crm-remind --send --today=2026-06-08 "${into[@]}" "$from" 9>&1 > out 2> err < /dev/null | cat > /dev/null
}

prefix_kept() {
	cmp -n "$(wc -c < pristine/journal.csv)" pristine/journal.csv book/journal.csv
}

# after three runs more: CLIENT has the message once, or a person is told that nobody knows
settled() {
	local taken lost
	taken=$(sunk "$1")
	lost=$(grep -c "^crm-remind: journal.csv: $1: it is unknown" err || :)
	case $taken-$lost in
	1-0 | 1-[12] | 0-[12]) ;;
	*) fail "call $N: $1 was handed over $taken times, unsettled: $lost" ;;
	esac
	echo "$taken-$lost" >> cases
}

# what a person settles as failed goes out, once
after_settling() {
	local mid
	awk -F, '$13 ~ /mid=/ { split($13, t, "mid="); sub(/ .*/, "", t[2]); if (/status=intent/) open[t[2]]++; else open[t[2]]-- }
		END { for (m in open) if (open[m] > 0) print m }' book/journal.csv > mids
	while read -r mid; do
		grep -lr "$mid" sunk | xargs -r rm
		crm-remind --settle="$mid=failed" --today=2026-06-08
	done < mids
	run crm-remind --send --today=2026-06-08 "${into[@]}" "$from"
	[ "$from" = letters.yaml ] || status 0 # a draft is stale once it was sent
	is "$(sunk acme)-$(sunk beta)" 1-1
}

# plan - calls of a whole run, as NAME ORDINAL: each that may change something or waits, since the book
# is opened, and every eighth of the others; strace counts each name for itself
plan() {
	awk '!/^[a-z0-9_]+\(/ { next }
		{ name = $0; sub(/\(.*/, "", name); n[name]++ }
		/^openat\(AT_FDCWD, "[^"]*book"/ { on = 1 }
		name == "exit_group" { next }
		on && name ~ /write|sync|open|lock|trunc|clone|fork|wait|pipe|poll|link|rename|mkdir/ ||
			++others % 8 == 0 { print name, n[name] }' "$1"
}

each=1 # of the plan, of every name
killed_everywhere() {
	local name when i killed=0 missed=0
	need strace
	[ -d pristine ] || two_clients
	again
	under strace -o log
	plan log | awk -v each="$each" 'n[$1]++ % each == 0' > plan
	while read -r name when; do
		N="$name $when"
		again
		under strace -o log -e inject="$name":signal=SIGKILL:when="$when"
		if ! grep -q 'killed by SIGKILL' log; then
			missed=$((missed + 1))
			continue
		fi
		killed=$((killed + 1))
		echo "$name" >> calls
		prefix_kept
		for i in 1 2 3; do
			run crm-remind --send --today=2026-06-08 "${into[@]}" "$from"
			[ "$st" = 0 ] || [ "$st" = 3 ] || fail "call $N: status $st"
		done
		prefix_kept
		settled acme
		settled beta
		after_settling
	done < plan
	# it was killed, at the calls that matter, and all that can come of it was seen
	[ $missed -lt 20 ] || fail "only $killed of $(wc -l < plan) calls were reached"
	for i in "$@"; do
		grep -qx "$i" calls || fail "never killed at $i"
	done
	for i in 1-0 1-1 0-1; do grep -q ^$i cases || fail "never seen: $i"; done
}
it "killed at every system call" killed_everywhere openat write fdatasync flock clone3 wait4 close

# a letter that is no reminder
killed_with_letter() {
	two_clients
	for c in acme beta; do
		crm-remind --template=checkin --client=$c --today=2026-06-08
	done > letters.yaml
	from=letters.yaml each=2
	killed_everywhere write fdatasync openat
}
it "killed at every system call, other letters" killed_with_letter

killed_into_maildir() {
	into=("--maildir=$PWD/sunk")
	again() {
		rm -rf book sunk
		cp -r pristine book
	}
	# what lies in tmp/ nobody reads
	sunk() { grep -rl "^To: .*<$1@" sunk/new 2> /dev/null | wc -l; }
	each=2
	killed_everywhere openat write fsync fdatasync
}
it "killed at every system call, into a Maildir" killed_into_maildir

# kill -9 cannot show a missing fdatasync, for the page cache survives: the order of the calls can
order() {
	need strace
	two_clients
	strace -f -y -o log -e trace=write,fdatasync,execve,flock,close crm-remind --send \
		--today=2026-06-08 report.csv > out 2> err
	awk '
	NR == 1 { me = $1 }
	/execve\(.*mailer"/ { print "mailer" }
	/flock\(.*LOCK_EX.* = 0$/ { print "lock" }
	/close\(.*\.lock>/ { print "unlock" }
	/write\(.*journal\.csv>/ { print "rows" }
	/fdatasync\(.*journal\.csv>\) = 0/ { print "durable" }
	$1 == me && /write\(1</ { print "told" }' log | xargs > got
	one='lock rows durable unlock mailer lock rows durable unlock'
	is "$(cat got)" "$one $one told"
}
it "locked, written, durable, unlocked, handed over; then told" order

# whole LINES... - the journal is the old one and whole lines
whole() {
	prefix_kept
	[ -z "$(tail -c 1 book/journal.csv)" ] || fail "a torn line is in the journal"
	awk -F, 'NF != 14 { print FILENAME ": " $0; exit 1 }' book/journal.csv
}

# fails FAULT N - the Nth such call on the journal fails with an error of the system
fails() {
	local call=${1%:*} n=$2
	again
	under strace -o log -P "$PWD/book/journal.csv" -e inject="$call:error=${1#*:}:when=$n"
	grep -q INJECTED log || fail "nothing was injected"
	whole
}

journal_fails() {
	local how
	need strace
	two_clients
	# the intent cannot be written: nothing is handed over, nothing stays
	for how in write:ENOSPC write:EIO write:EDQUOT; do
		fails $how 1
		is "$(wc -l < err)" 1
		cmp pristine/journal.csv book/journal.csv
		is "$(sunk)" 0
		run crm-remind --send --today=2026-06-08 report.csv
		status 0
		is "$(sunk)" 2
	done
	# it is not known whether the intent is on the disk: nothing is handed over
	fails fdatasync:EIO 1
	err_has 'it is not known whether'
	is "$(sunk)" 0
	run crm-remind --send --today=2026-06-08 report.csv
	status 3
	err_has 'acme: it is unknown'
	is "$(sunk acme)-$(sunk beta)" 0-1
	# what became of the message cannot be written: the next run asks
	for how in write:ENOSPC fdatasync:EIO; do
		fails $how 2
		is "$(sunk acme)-$(sunk beta)" 1-0
		run crm-remind --send --today=2026-06-08 report.csv
		is "$(sunk acme)-$(sunk beta)" 1-1
	done
}
it "the journal cannot be written or made durable" journal_fails

status_4() {
	need strace
	two_clients
	for n in 1 2; do
		for call in write fdatasync; do
			again
			run strace -o log -P "$PWD/book/journal.csv" -e inject=$call:error=EIO:when=$n \
				crm-remind --send --today=2026-06-08 report.csv
			grep -q INJECTED log
			status 4
		done
	done
}
it "status 4 when the journal fails" status_4

# a limit on the size of files cuts the write at any byte
short_writes() {
	local old new size
	need prlimit
	two_clients
	mailer 'sed -n "s/^Message-ID: //p" > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"'
	again
	under
	old=$(wc -c < pristine/journal.csv)
	new=$(wc -c < book/journal.csv)
	for ((size = old; size < new; size += 13)); do
		again
		under prlimit --fsize=$size --core=0
		whole
		[ "$(wc -c < book/journal.csv)" -le "$size" ]
		# handed over only after an intent
		[ "$(find sunk -type f | wc -l)" -le "$(grep -c status=intent book/journal.csv)" ] ||
			fail "$size: handed over without an intent"
	done
	again
	run prlimit --fsize="$old" --core=0 crm-remind --send --today=2026-06-08 report.csv
	status 4
	err_has 'journal.csv: cannot be written: File too large'
}
it "writes cut short at each byte" short_writes

full_disk() {
	need unshare mount
	two_clients
	cat > inside <<-'EOF'
		mount -t tmpfs -o size=16k,mode=700 none book && cp -r pristine/. book && cp mailer.tiny mailer
		cat /dev/zero > book/fill 2> /dev/null
		crm-remind --send --today=2026-06-08 report.csv > out 2> err
		echo $? > st
		cp book/journal.csv after.csv
	EOF
	mailer 'cat > /dev/null; echo x >> "${0%/*}/sunk/x"'
	cp mailer mailer.tiny
	unshare -rm true 2> /dev/null || { echo "needs a user namespace, which a chroot has not"; exit 78; }
	# a page of the journal may be already present: fill it up, so that the next byte needs another
	while [ "$(wc -c < pristine/journal.csv)" -lt 4000 ]; do
		row 2026-01-05 beta note '' me '' '' '' '' '' '' '' 'a note that fills the page'
		cp book/journal.csv pristine/journal.csv
	done
	unshare -rm sh inside
	is "$(cat st)" 4
	err_has 'No space left on device'
	cmp pristine/journal.csv after.csv
	[ ! -e sunk/x ]
}
it "a full disk" full_disk

random_writes() {
	local i
	need fiu-run
	two_clients
	for i in $(seq 10); do
		again
		under fiu-run -f '' -x -c 'enable name=posix/io/rw/write/reduce'
		whole
		is "$(sunk acme)-$(sunk beta)" 1-1
		is "$(grep -c status=sent book/journal.csv)" 3
	done
}
it "each write takes some bytes only" random_writes

# The power fails: of the journal there is what was made durable, and of what was being written any
# piece, followed by zeros or not.  A message was handed over only after its intent was durable.
power_cut() {
	local full a1 a2 b1 c zeros mails m
	two_clients
	again
	under
	cp book/journal.csv full.csv
	cp -r sunk all
	full=$(wc -c < full.csv)
	a1=$(grep -n -m 3 reminder full.csv | sed -n 2p | cut -d: -f1)	# the blocks end at these lines
	a2=$((a1 + 2)) b1=$((a1 + 3))
	a1=$(head -n "$a1" full.csv | wc -c) a2=$(head -n $a2 full.csv | wc -c) b1=$(head -n $b1 full.csv | wc -c)
	for ((c = $(wc -c < pristine/journal.csv); c <= full; c += 17)); do
		for zeros in 0 300; do
			# before the last durable byte its message cannot have left; behind it, it may, then it must
			mails=none
			[ $c -lt "$a1" ] || mails=acme
			[ $c -lt "$b1" ] || mails='acme|beta'
			again
			head -c $c full.csv > book/journal.csv
			head -c $zeros /dev/zero >> book/journal.csv
			grep -lE "^To: .*<($mails)@" all/* | while read -r m; do cp "$m" sunk; done
			run crm-remind --send --today=2026-06-08 report.csv
			run crm-remind --send --today=2026-06-08 report.csv
			N="byte $c, $zeros zeros"
			settled acme
			settled beta
			prefix_kept
		done
	done
	grep -q 1-0 cases && grep -q ^1-2 cases
	[ "$(wc -l < cases)" -gt 100 ]
}
it "the power fails" power_cut

# the last record cut at each byte: read, said, set aside, and nothing of the others is lost
torn() {
	local size old k
	two_clients
	old=$(head -n -1 pristine/journal.csv | wc -c)
	size=$(wc -c < pristine/journal.csv)
	cp -r book whole
	for ((k = old + 1; k < size; k += 1)); do
		rm -rf book sunk
		cp -r whole book
		mkdir sunk
		truncate -s "$k" book/journal.csv
		run crm-overdue --today=2026-06-08
		status 3
		is "$(cut -d, -f4 out | xargs)" 'ref F1 F2'
		err_has journal.csv
	done
	# one of them is written to
	head -c "$old" whole/journal.csv > want
	run crm-remind --send --today=2026-06-08 report.csv
	is "$(sunk acme)-$(sunk beta)" 1-0
	cmp -n "$old" want book/journal.csv
	is "$(cat book/journal.csv.torn-*)" "$(tail -c +$((old + 1)) whole/journal.csv)"
	is "$(stat -c %a book/journal.csv.torn-*)" 600
	whole_lines=$(awk -F, 'NF != 14' book/journal.csv)
	is "$whole_lines" ''
}
it "a torn tail at each byte" torn
done_testing
