# What the system refuses is status 4, so that a service tries again, and changes nothing.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
export ASAN_OPTIONS=detect_leaks=0

input_not_opened() {
	local error
	need strace
	owing
	for error in EIO EMFILE ENFILE ENOMEM EINTR; do
		faulty "$PWD/report.csv" "openat:error=$error" crm-remind --today=2026-06-08 "$PWD/report.csv"
		status 4
		faulty "$PWD/report.csv" "openat:error=$error" crm-log --import "$PWD/report.csv"
		status 4
	done
	run crm-remind --today=2026-06-08 missing.csv
	status 2
	cmp pristine/journal.csv book/journal.csv
}
it "an input that the system cannot open" input_not_opened

no_random() {
	need strace
	owing
	faulty '' getrandom:error=ENOSYS:when=1+ crm-log in acme hello
	status 4
	cmp pristine/journal.csv book/journal.csv
}

# behind a delivery: the intent stands alone, and nothing goes out again
no_more_random() {
	need strace
	owing
	strace -o trace crm-log note acme hello > /dev/null
	one=$(grep -c getrandom trace)
	n=$(strace -o trace crm-remind --send --today=2026-06-08 --mbox=box report.csv > /dev/null && grep -c getrandom trace)
	# glibc 2.41 draws from a pool that the kernel fills once a process
	[ "$n" -gt "$one" ] || { echo "the C library asks the kernel $n times for two rows"; exit 78; }
	again
	faulty '' "getrandom:error=ENOSYS:when=$n" crm-remind --send --today=2026-06-08 --mbox=box report.csv
	status 4
	is "$(states F1)-$(grep -c ^Message-ID: box)" intent-1
	run crm-remind --send --today=2026-06-09 --mbox=box report.csv
	err_has 'it is unknown whether'
	is "$(grep -c ^Message-ID: box)" 1
}
it "no random bytes" no_random
it "no random bytes behind a delivery" no_more_random

hard_lock() {
	owing
	echo 'of mine' > other
	ln -f other book/.lock
	run crm-log in acme hello
	status 0
	is "$(cat other)" 'of mine'
}
it "a .lock that is a second name of another file is locked, not written" hard_lock
torn_tail() {
	owing
	printf '00000000-0000-7000-8000-0000000' >> book/journal.csv
	run crm-overdue --today=2026-06-08
	status 3
	out_has F1
	err_has 'no line end'
	run crm-log in acme hello
	status 0
	run crm-overdue --today=2026-06-08
	status 0
	printf '0000\0\0\0\0\0\0' >> book/journal.csv
	run crm-overdue --today=2026-06-08
	status 3
	out_has F1
	echo >> book/journal.csv
	run crm-overdue --today=2026-06-08
	status 3
	out_has F1
}
it "P3: a torn end and zeros are findings, the rest is read" torn_tail

# what a crash left behind the journal: the memory does not grow with it
zeros() {
	owing
	truncate -s +200M book/journal.csv
	run bash -c 'ulimit -v 60000; exec crm-log in acme hello'
	status 0
	is "$(stat -c %s book/journal.csv.torn-*)" $((200 * 1024 * 1024))
	cmp -n "$(stat -c %s pristine/journal.csv)" pristine/journal.csv book/journal.csv
	is "$(tail -n 1 book/journal.csv | cut -d, -f14)" hello
	is "$(sha256sum < book/journal.csv.torn-* | cut -c 1-12)" "$(echo book/journal.csv.torn-* | sed 's/.*-//')"
}
it "a journal end of 200 MB of zeros is set aside within 60 MB" zeros

# all the letters of five thousand clients are 80 MB; twenty go out
many() {
	book
	awk -v out=book/clients 'BEGIN { for (i = 0; i < 5000; i++) {
		c = sprintf("c%04d", i)
		printf "00000000-0000-7000-8000-%012d,2026-01-05,%s,invoice,,me,F%d,100,EUR,2026-05-31,,,,\n", i, c, i
		f = out "/" c ".yaml"
		printf "name: N\nlang: en\npeople: [{name: P, email: %s@%s.example}]\n", c, c > f
		close(f) } }' >> book/journal.csv
	run crm-remind --send --today=2026-06-08 < /dev/null
	status 2
	err_has 'a first run of 5000 messages'
	run bash -c 'ulimit -v 60000; exec crm-remind --send --first-run --today=2026-06-08 --mbox=box < /dev/null'
	status 3
	err_is 'crm-remind: 4980 messages are left for the next run'
	is "$(grep -c ^Message-ID box)-$(tail -n 1 out | cut -d, -f1)" 20-c0019
	# a client who gets nothing takes nobody's place
	for i in $(seq 20 45); do echo 'unknown: key' >> "book/clients/c00$i.yaml"; done
	run bash -c 'ulimit -v 60000; exec crm-remind --send --today=2026-06-08 --mbox=box < /dev/null'
	status 3
	err_has '4934 messages are left for the next run'
	is "$(grep -c ^Message-ID box)-$(tail -n 1 out | cut -d, -f1,5)" 40-c0065,sent
}
it "twenty messages cost what twenty messages cost" many
done_testing
