# A run that reads has given up the rest of the machine: what a stranger's code in it could still do.
. "$(dirname "$0")/../lib.sh"
export CRM_TODAY=2026-06-15

# made - a book with an invoice late, and the probe of opens.c
made() {
	export CRM_DIR=$PWD/b OPENS_OTHER=/etc/passwd OPENS_BOOK=$PWD/b/journal.csv OPENS_NEW=$PWD/new
	crm-log --init
	crm-log --new-client acme
	printf 'me: {name: J, email: j@j.example}\n' > b/policy.yaml
	printf 'name: Acme\npeople:\n  - {name: A, email: a@acme.example}\n' > b/clients/acme.yaml
	crm-log -w 2026-04-01 -d 2026-05-01 invoice acme F1 100
	# shellcheck disable=SC2086 # CC may be words
	${CC:-cc} -shared -fPIC -o opens.so "$ROOT/tests/fault/opens.c" || exit 1
}

# probed PROGRAM ARGUMENT... - what worked at its end, a word each: other book write make start connect
probed() {
	rm -f new
	run env LD_PRELOAD="$PWD/opens.so" "$@"
	[ "$st" -lt 2 ] || fail "status $st: $*"
	is "$(grep -c -e ': yes$' -e ': no$' err)" 6
	worked=$(sed -n 's/: yes$//p' err | xargs)
}

# Whether the kernel has Landlock: no package brings it, so without it these are left out, CI or not.
landlock=yes
if command -v strace > /dev/null; then
	crm-log -C "$T/b" --init && strace -o "$T/calls" -e trace=landlock_create_ruleset crm-log -C "$T/b" --list > /dev/null
	grep -q '= [0-9]' "$T/calls" || landlock=no
fi
[ $landlock = yes ] || echo '# the kernel has no Landlock: what a run gives up is not tried'

everything='read elsewhere read the book write the book make a file start connect'

free_run() {
	made
	probed crm-log in acme 'x'
	is "$worked" "$everything"
}
it "the probe finds all open in a run that writes" free_run

locked() {
	[ $landlock = yes ] || return 0
	need strace
	made
	for words in "crm-log --list" "crm-log --check" "crm-log --show=acme" crm-overdue "crm-overdue --aging" \
		crm-risk "crm-risk --explain acme"; do
		# shellcheck disable=SC2086 # words
		probed $words
		[ "$worked" = 'read the book' ] || fail "$words: $worked"
	done
	for words in crm-remind "crm-remind --explain" "crm-remind --digest"; do
		# shellcheck disable=SC2086 # words
		probed $words
		# the file of an invoice may be anywhere: it is read, and no more
		[ "$worked" = 'read elsewhere read the book' ] || fail "$words: $worked"
	done
}
it "a run that reads the book can open, write, start and reach nothing else" locked

named() {
	[ $landlock = yes ] || return 0
	need strace
	made
	crm-overdue > report.csv
	probed crm-risk --join report.csv
	is "$worked" 'read the book'
	out_has acme
	run crm-risk --join < report.csv
	status 0
	# shellcheck disable=SC2094 # a pipe by name
	run bash -c 'crm-risk --join <(cat report.csv)'
	status 0
	probed crm-overdue -o "$PWD/new.csv"
	is "$worked" 'read the book'
	cmp report.csv new.csv
	mkdir sub
	(cd sub && crm-overdue -o ../new.csv)
	cmp report.csv new.csv
	crm-overdue -f ics -o sub/cal/
	before=$(find sub/cal -name '*.ics' | wc -l)
	crm-log --void last > void
	crm-overdue -f ics -o sub/cal/
	[ "$(find sub/cal -name '*.ics' | wc -l)" -lt "$before" ]
}
it "what the command line names is still read and written" named

elsewhere() {
	[ $landlock = yes ] || return 0
	need strace
	made
	crm-overdue > report.csv
	mkdir real
	mv b/journal.csv real/
	ln -s ../real/journal.csv b/journal.csv
	ln -s b link
	run crm-overdue -C link
	status 0
	cmp out report.csv
	for zone in Europe/Paris :/usr/share/zoneinfo/Asia/Tokyo ''; do
		run env TZ="$zone" crm-overdue -f ics
		status 0
	done
}
it "a journal that is a link, another time zone" elsewhere

lacking() {
	local call
	need strace
	made
	crm-overdue > report.csv
	for call in landlock_create_ruleset:error=ENOSYS landlock_create_ruleset:error=EOPNOTSUPP \
		landlock_create_ruleset:error=EPERM:when=2 landlock_add_rule:error=EINVAL:when=1 \
		landlock_restrict_self:error=E2BIG prctl:error=EINVAL; do
		run strace -o calls -e inject="$call" crm-overdue
		[ $landlock = no ] || grep -q INJECTED calls || fail "nothing was injected: $call"
		status 0
		err_is ''
		cmp out report.csv
	done
}
it "without Landlock, or with a part of it refused, the run is as before" lacking
done_testing
