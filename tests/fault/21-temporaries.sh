# Temporaries do not stay: a signal, a lack of memory, and for --erase those that SIGKILL left.
. "$(dirname "$0")/../lib.sh"
export CRM_TODAY=2026-06-15 ASAN_OPTIONS=detect_leaks=0

# a shell cannot take back what the one above it ignores: nohup does, and any shell in the background
strace() { env --default-signal=HUP,INT,QUIT,TERM strace "$@"; }

book() {
	need strace
	export CRM_DIR=$PWD/b
	crm-log --init
	crm-log --new-client acme
	crm-log --new-client beta
	crm-log in acme first
	crm-log in beta second
}

left() {
	find . -name '.tmp-*' -o -name '.x.csv.*' | sort | xargs
}

# SIGNAL STATUS - both kinds of temporary are there when it comes, and gone behind it
killed() {
	book
	mkdir o
	st=0
	strace -o trace -e inject="fsync:signal=$1:when=1" crm-overdue -o o/x.csv > out 2> err || st=$?
	grep -q "$1" trace || fail 'nothing was injected'
	grep -q '\.x\.csv\.' trace || fail 'there was no temporary'
	is "$st-$(left)" "$2-"
	st=0
	strace -o trace -e inject="fsync:signal=$1:when=1" crm-log --erase beta > out 2> err || st=$?
	grep -q '\.tmp-' trace || fail 'there was no temporary'
	is "$st-$(left)" "$2-"
	grep -q beta b/journal.csv
}
it "SIGTERM leaves no temporary" killed SIGTERM 143
it "nor SIGHUP" killed SIGHUP 129
it "nor SIGINT" killed SIGINT 130

ignored() {
	book
	mkdir o
	strace -o trace -e inject=fsync:signal=SIGHUP:when=1 sh -c 'trap "" HUP; exec crm-overdue -o o/x.csv' > out 2> err
	grep -q SIGHUP trace || fail 'nothing was injected'
	[ -s o/x.csv ]
}
it "what nohup ignores stays ignored" ignored

# from too little memory to begin up to enough
no_memory() {
	local n hit=0
	book
	mkdir o
	awk 'BEGIN { for (i = 1; i <= 5000; i++)
		printf "00000000-0000-7000-8000-%012d,2026-01-05,acme,invoice,,me,F%d,100,EUR,2026-02-01,,,,\n", i, i }' >> b/journal.csv
	# a limit, not an injection: glibc takes an error of brk for an address
	for n in $(seq 3000 250 60000); do
		st=0
		# shellcheck disable=SC2016
		strace -o trace sh -c 'ulimit -v "$1"; exec crm-overdue -o o/x.csv' - "$n" > out 2> err || st=$?
		is "$(left)" ''
		[ "$st" != 0 ] || break
		grep -q '\.x\.csv\.' trace || continue # the loader is not ours
		is "$st" 4
		hit=$((hit + 1))
	done
	echo "up to $n KiB, $hit runs out of memory with a temporary"
	[ "$hit" -gt 0 ] || fail 'memory was never out while there was a temporary'
}
it "nor does a lack of memory" no_memory

erased() {
	book
	strace -o trace -e inject=fsync:signal=SIGKILL:when=1 crm-log --erase acme > out 2> err || :
	grep -la beta b/.tmp-*
	: > "b/.tmp-$$-0" # of a process that lives
	run crm-log --erase beta
	status 0
	is "$(left)" "./b/.tmp-$$-0"
	! grep -ra beta b
}
# --rename: whichever step it dies behind, the same command goes on
renamed() {
	local n profile
	need strace
	export CRM_DIR=$PWD/b
	for profile in 1 0; do
		for n in 1 2 3 4; do
			rm -rf b
			crm-log --init
			crm-log --new-client acme
			crm-log -q in acme hello
			mkdir b/outbox
			for k in 1 2; do echo x > b/outbox/2026-03-01-acme-notice-0a1b2c3$k.pdf; done
			[ $profile = 1 ] || rm b/clients/acme.yaml
			strace -o trace -e inject=rename,renameat,renameat2:signal=SIGKILL:when=$n crm-log --rename acme zoe > out 2> err || :
			if ! grep -q SIGKILL trace; then
				[ $n -gt $((2 + profile)) ] || fail "nothing was injected at $n"
				continue
			fi
			# the kill behind the last step leaves nothing to do
			run crm-log --rename acme zoe
			[ "$st" = 0 ] || { [ "$st" = 2 ] && [ $n = $((3 + profile)) ]; } || { cat err; fail "again, $n"; }
			! find b -name '*acme*' | grep . || fail "left at $n"
			is "$(cut -d, -f3-4,13- b/journal.csv | tail -n +2 | paste -sd' ')" 'zoe,contact,,hello zoe,note,renamed=acme,'
		done
	done
}
it "nor does a rename that was killed leave half of it" renamed

# the temporaries of five letters are gone; that of the sixth goes when its run is killed
sixth() {
	local i
	need strace
	book_of_letters
	export CRM_DIR=$PWD/book
	st=0
	strace -o trace -e inject=fsync:signal=SIGQUIT:when=11 \
		crm-remind --send --today=2026-06-08 < /dev/null > out 2> err || st=$?
	grep -q 'SIGQUIT' trace || fail 'nothing was injected'
	is "$(find book/outbox -name '2026*' | wc -l)-$st" 5-131
	is "$(find book -name '.tmp-*')" ''
}
book_of_letters() {
	mkdir -p book/clients book/outbox
	echo 'me: {name: E, email: me@d.example}
lang: en
ladder: [{step: notice, after: 3d, channel: letter}]' > book/policy.yaml
	echo 'id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note' > book/journal.csv
	for i in 1 2 3 4 5 6; do
		printf 'name: N\npost: [1 street, Paris]\n' > "book/clients/c$i.yaml"
		printf '00000000-0000-7000-8000-%012d,2026-01-05,c%d,invoice,,me,F%d,100,EUR,2026-05-31,,,,\n' "$i" "$i" "$i"
	done >> book/journal.csv
}
it "nor one of the same name as those before it" sixth
it "--erase takes along what a killed run left" erased

# whichever removal fails, the same command again leaves nothing: an erasure without rows and profile
# would find nothing to sweep for
erased_again() {
	local n
	for n in 1 2; do
		rm -rf b
		book
		strace -o trace -e inject=fsync:signal=SIGKILL:when=1 crm-log --erase acme > out 2> err || :
		grep -la beta b/.tmp-*
		faulty '' "unlinkat:error=EACCES:when=$n" crm-log --erase beta
		status 4
		run crm-log --erase beta
		status 0
		is "$(left)" ''
		! grep -ra beta b
	done
}
it "--erase again after one that could not remove something sweeps again" erased_again
done_testing
