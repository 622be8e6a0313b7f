# Several crm-remind --send at once; one that is told to stop; a reader that leaves (P4).
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"

clients() {
	local c
	book
	for c in a b c d e f; do
		client $c
		invoice $c "F-$c" 10 2026-05-31
	done
	crm-overdue --today=2026-06-08 > report.csv
}

at_once() {
	local i pids=()
	clients
	mailer 'sleep 0.05; cat > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"'
	for i in $(seq "$1"); do
		crm-remind --send --today=2026-06-08 --lock-wait=30 report.csv > "out$i" 2> "err$i" &
		pids+=($!)
	done
	for i in "${pids[@]}"; do
		wait "$i" || [ $? = 3 ]
	done
	for i in a b c d e f; do
		is "$(sunk $i)" 1
		is "$(states F-$i)" 'intent sent'
	done
	# each message was told as sent by one of them, by the others as stale
	is "$(cat out* | cut -d, -f1,5 | grep ,sent | sort | xargs)" 'a,sent b,sent c,sent d,sent e,sent f,sent'
	is "$(cat out* | cut -d, -f5 | sort -u | xargs)" 'sent stale status'
	# one that begins while a message is under way knows that it is
	is "$(cat err* | grep -cv -e ': stale: ')" 0
}
it "two at once: each message once" at_once 2
it "five at once: each message once" at_once 5

with_loggers() {
	local i
	clients
	crm-remind --send --today=2026-06-08 --lock-wait=30 report.csv > out 2> err &
	# another writer, as crm-log is one: whole lines under the same lock
	for i in $(seq 30); do
		flock book/.lock sh -c 'printf "00000000-0000-7000-8000-9%011d,2026-06-01,a,note,,me,,,,,,,,n\n" "$1" >> book/journal.csv' - "$i"
	done
	wait $!
	is "$(grep -c ,note, book/journal.csv)" 30
	is "$(awk -F, 'NF != 14' book/journal.csv)" ''
	for i in a b c d e f; do is "$(sunk $i)" 1; done
}
it "rows written by others meanwhile stay" with_loggers

# the lock is not held while the mail program runs, and the program does not inherit it
lock_free() {
	clients
	mailer 'cat > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"; flock -n -x "${0%/*}/book/.lock" true || echo busy >> "${0%/*}/busy"
		ls -l /proc/self/fd >> "${0%/*}/fds"'
	send 2026-06-08
	status 0
	[ ! -e busy ]
	! grep -e '/book' fds || fail "the mail program has a file of the book"
}
it "the lock is free while the mail program runs" lock_free

busy_lock() {
	clients
	flock book/.lock sleep 5 &
	sleep 0.2
	run crm-remind --send --today=2026-06-08 --lock-wait=0 report.csv
	status 4
	kill $!
	is "$(sunk)" 0
	is "$(states F-a)" ''
}
it "a busy lock: status 4, nothing is sent" busy_lock

# A message that another run is handing over: it is not unknown, and nobody settles it.
under_way() {
	local mid end
	book
	client acme
	invoice acme F1 10 2026-05-31
	crm-overdue --today=2026-06-08 > report.csv
	mailer '[ -e "${0%/*}/go" ] || : > "${0%/*}/now"
		cat > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"
		for _ in $(seq 200); do [ -e "${0%/*}/go" ] && break; sleep 0.05; done'
	crm-remind --send --today=2026-06-08 report.csv > out1 2> err1 &
	for _ in $(seq 200); do [ -e now ] && break; sleep 0.05; done
	mid=$(sed -n 's/.*mid=\([^ ,]*\).*/\1/p' book/journal.csv)
	run crm-remind --today=2026-06-08 report.csv
	status 0
	err_is ''
	run crm-remind -v --today=2026-06-08 report.csv
	err_has "acme: the message 'courtesy' is being handed over by another run"
	run crm-remind --digest --today=2026-06-08 report.csv
	status 0
	out_lacks 'Messages that may have been sent'
	for end in failed sent; do
		run crm-remind --today=2026-06-08 --settle="$mid=$end"
		status 4
		err_has "'$mid' is being handed over at this moment; wait for the other run"
	done
	if [ "$1" = killed ]; then
		kill -KILL $!
		wait $! || :
		run crm-remind --today=2026-06-08 report.csv
		status 3
		err_has 'acme: it is unknown whether'
		run crm-remind --today=2026-06-08 --settle="$mid=failed"
		status 0
		is "$(states F1)" 'intent failed'
		: > go
	else
		: > go
		wait $!
		run crm-remind --today=2026-06-08 --settle="$mid=sent"
		status 2
		err_has 'no open message has the id'
		is "$(states F1)" 'intent sent'
	fi
}
it "P4: a message under way is not unknown, and not settled" under_way ended
it "P4: once its run was killed it is unknown, and settled" under_way killed

# stopped SIGNAL - in the middle of the second message: that one is settled, the others wait
stopped() {
	local i
	clients
	mailer 'm=$(mktemp "${0%/*}/sunk/XXXXXXXX"); cat > "$m"
		if grep -q "<b@" "$m"; then : > "${0%/*}/now"; sleep 0.4; fi'
	crm-remind --send --today=2026-06-08 report.csv > out 2> err &
	for i in $(seq 100); do [ -e now ] && break; sleep 0.05; done
	kill -"$1" $!
	st=0
	wait $! || st=$?
	status 3
	is "$(sunk)" 2
	is "$(cut -d, -f1,5 out | xargs)" 'client,status a,sent b,sent'
	is "$(states F-b)" 'intent sent'
	is "$(states F-c)" ''
	err_has '4 messages are left'
	rm now
	send 2026-06-08
	status 0
	for i in a b c d e f; do is "$(sunk $i)" 1; done
}
it "SIGTERM: the message under way is settled" stopped TERM
it "SIGINT: the message under way is settled" stopped INT
it "SIGHUP: the message under way is settled" stopped HUP

reader_left() {
	local i
	clients
	crm-remind --send --today=2026-06-08 report.csv 2> err | :
	for i in a b c d e f; do
		is "$(sunk $i)" 1
		is "$(states F-$i)" 'intent sent'
	done
	clients
	rm -rf sunk/*
	gone_reader crm-remind --send --today=2026-06-08 report.csv
	is "$st" 141
	is "$(sunk)" 6
	is "$(grep -c status=sent book/journal.csv)" 6
}
it "a reader that leaves: everything is sent and settled" reader_left

# what the mail program says is passed on while it has the message: no reader, no death before the row
talks_to_nobody() {
	local i
	clients
	mailer 'cat > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"; echo "queued as 1" >&2'
	rm -f gone && mkfifo gone
	st=0
	(exec 3<> gone 4> gone 3<&-; crm-remind --send --today=2026-06-08 report.csv > out 2>&4 4>&-) || st=$?
	is "$(sunk)" 6
	is "$(grep -c status=intent book/journal.csv)-$(grep -c status=sent book/journal.csv)" 6-6
}
it "a reader of what the mail program says that leaves" talks_to_nobody

full_output() {
	clients
	st=0
	crm-remind --send --today=2026-06-08 report.csv > /dev/full 2> err || st=$?
	is "$st" 4
	is "$(grep -c status=sent book/journal.csv)" 6
}
it "a full disk under the report: status 4, everything is settled" full_output
done_testing
