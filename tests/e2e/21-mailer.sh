# What crm-remind makes of each way in which a mail program can end (crm-remind(1), P4).
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"

# sysexits(3) as the manual has it, said here a second time
meaning() {
	case $1 in
	0) echo sent ;;
	75) echo deferred ;;
	64 | 65 | 67 | 68 | 69 | 76 | 77 | 78) echo failed ;;
	*) echo unknown ;;
	esac
}

# one client for each exit code, the code in its name
every_code() {
	local code want
	book
	for code in $(seq 0 255); do
		client "c$code"
		invoice "c$code" "F$code" 10 2026-05-31
	done
	mailer 'exit "$(sed -n "s/^To:.*<c\([0-9]*\)@.*/\1/p")"'
	send 2026-06-08 --max=300 --first-run
	status 3
	for code in $(seq 0 255); do
		want=$(meaning "$code")
		echo "F$code $want intent $want"
	done > want.all
	for code in $(seq 0 255); do
		echo "F$code $(status_of "F$code") $(states "F$code")"
	done > got.all
	diff want.all got.all
	is "$(wc -l < err)" 255
	err_has 'crm-remind: c75: deferred: mailer ended with exit code 75'
	# the next run: what was not handed over is tried again, what may have left is only shown
	mailer 'sed -n "s/^To:.*<\(c[0-9]*\)@.*/\1/p" >> "${0%/*}/second"'
	: > second
	send 2026-06-09 --max=300
	status 3
	for code in 64 65 67 68 69 75 76 77 78; do echo "c$code"; done | sort > want.second
	sort second | diff want.second -
	is "$(grep -c 'it is unknown whether' err)" 246
	err_lacks "'courtesy' of 8 June 2026 about F75 "
	is "$(states F75)" 'intent deferred intent sent'
	is "$(states F70)" 'intent unknown'
	# and nothing is left to do for them in a third
	: > second
	send 2026-06-10 --max=300
	is "$(cat second)" ''
}
it "each of 256 exit codes: state, status, next run" every_code

one_client() {
	book
	client acme
	invoice acme F1 100 2026-05-31
}

mid() {
	awk -F, '$4 == "reminder" { sub(/.*mid=/, "", $13); print $13; exit }' book/journal.csv
}

settle_sent() {
	one_client
	mailer 'cat > /dev/null; exit 70'
	send 2026-06-08
	status 3
	is "$(status_of F1)" unknown
	run crm-remind --settle="$(mid)=maybe"
	status 2
	run crm-remind --settle="nobody@x.example=sent" --today=2026-06-08
	status 2
	run crm-remind --settle="$(mid)=sent" --today=2026-06-08
	status 0
	is "$(states F1)" 'intent unknown sent'
	mailer 'cat > "${0%/*}/sunk/again"'
	send 2026-06-09
	status 0
	is "$(sunk)" 0
	err_is ''
	send 2026-06-15
	is "$(cut -d, -f2 out | tail -n 1)" second
	run crm-remind --settle="$(mid)=sent" --today=2026-06-15
	status 2
}
it "--settle=MID=sent: not sent again, the next step goes on" settle_sent

settle_failed() {
	one_client
	mailer 'cat > /dev/null; exit 1'
	send 2026-06-08
	is "$(status_of F1)" unknown
	run crm-remind --settle="<$(mid)>=failed" --today=2026-06-08
	status 0
	mailer 'cat > "${0%/*}/sunk/again"'
	send 2026-06-08
	status 0
	is "$(states F1)" 'intent unknown failed intent sent'
	is "$(sunk)" 1
	send 2026-06-08
	is "$(sunk)" 1
}
it "--settle=MID=failed: sent once more" settle_failed

# a message of the 8th, settled a week later, is a message of the 8th
settle_later() {
	one_client
	mailer 'cat > /dev/null; exit 70'
	send 2026-06-08
	run crm-remind --settle="$(mid)=sent" --today=2026-06-15
	status 0
	run crm-log --list --event=reminder --format=csv
	is "$(grep status=sent out | cut -d, -f2 | cut -c1-10)" 2026-06-08
	run crm-overdue --kind=invoice -t 2026-06-15 --format=csv
	out_has ',courtesy,'
	# the gap of seven days is over on the 15th: the second one goes out
	mailer 'cat > /dev/null'
	send 2026-06-15
	is "$(cut -d, -f2 out | tail -n 1)" second
}
it "--settle=MID=sent keeps the day of the message" settle_later

# what came back was read by nobody: the step is written again, once
bounce() {
	one_client
	mailer 'cat > "${0%/*}/sunk/$$"'
	send 2026-06-08
	is "$(sunk)" 1
	send 2026-06-08
	is "$(sunk)" 1
	run crm-remind --settle="$(mid)=bounced" --today=2026-06-09
	status 0
	is "$(states F1)" 'intent sent bounced'
	run crm-remind --dossier=acme --today=2026-06-09
	grep -q courtesy out && fail "a mail that came back is an exhibit"
	send 2026-06-09
	status 0
	is "$(sunk)" 2
	send 2026-06-09
	is "$(sunk)" 2
	is "$(states F1)" 'intent sent bounced intent sent'
	run crm-remind --settle="$(mid)=sent" --today=2026-06-09
	status 2
}
it "--settle=MID=bounced: a message that came back is written again" bounce

tempfail() {
	one_client
	policy 'tempfail: unknown'
	mailer 'cat > /dev/null; exit 75'
	send 2026-06-08
	status 3
	is "$(states F1)" 'intent unknown'
	send 2026-06-09
	is "$(states F1)" 'intent unknown'
	err_has "crm-remind --settle=$(mid)=sent"
}
it "tempfail: unknown" tempfail

# ends STATE SCRIPT - the message ends so, within seconds
ends() {
	one_client
	mailer "$2"
	SECONDS=0
	send 2026-06-08
	[ $SECONDS -lt 8 ] || fail "it took $SECONDS s"
	[ "$1" = sent ] || status 3
	is "$(status_of F1)" "$1"
	is "$(states F1)" "intent $1"
}
it "dies of SIGKILL" ends unknown 'kill -9 $$'
it "dies of SIGSEGV" ends unknown 'kill -11 $$'
it "dies of SIGPIPE" ends unknown 'kill -13 $$'
it "closes its input and ends well" ends sent 'exec <&-; exit 0'
it "closes its input and fails" ends failed 'exec <&-; exit 65'

# more than the pipe holds: nobody can have taken it whole
not_read() {
	one_client
	crm-overdue --today=2026-06-08 | crm-remind --today=2026-06-08 > draft.yaml
	awk '{ print } /^body:/ { for (i = 0; i < 3000; i++) print "  a line of a body that is longer than any pipe, the " i ". one" }' \
		draft.yaml > long.yaml
	mailer "$2"
	run crm-remind --send --today=2026-06-08 long.yaml
	status 3
	is "$(states F1)" "intent $1"
	[ "$1" != unknown ] || err_has 'did not read the whole message'
}
it "does not read a long message, ends well" not_read unknown 'exit 0'
it "closes its input before a long message, ends well" not_read unknown 'exec <&-; exit 0'
it "does not read a long message, fails" not_read failed 'exit 67'

in_the_background() {
	one_client
	mailer 'cat > "${0%/*}/sunk/a"; (trap "" HUP; sleep 20; echo late >&2) & exit 0'
	SECONDS=0
	crm-overdue --today=2026-06-08 | crm-remind --send --today=2026-06-08 2>&1 | cat > out
	[ $SECONDS -lt 8 ] || fail "held for $SECONDS s by a child of the mail program"
	is "$(status_of F1)" sent
}
it "a child left behind does not hold our standard error" in_the_background

# WHY - three clients: one line says it, nothing of it is written, and the letter for me is made all the same
not_run() {
	cp book/journal.csv before
	send 2026-06-08
	status 3
	err_is "crm-remind: policy.yaml: deliver: $1; no mail goes out"
	is "$(cut -d, -f1,4-5 out | xargs)" \
		'client,ref,status acme,F1,failed beta,G1,failed delta,D1,prepared gamma,H1,failed'
	diff before book/journal.csv > added || :
	is "$(grep -c '^>' added)-$(grep -c '^>.*delta,reminder' added)" 2-2
	cp before book/journal.csv
}
# Ctrl-C at the terminal is for us: the message under way is finished
own_group() {
	one_client
	mailer 'cat > "${0%/*}/sunk/a"; read -r pid _ _ _ group _ < /proc/$$/stat; echo "$((pid == group))" > "${0%/*}/own"'
	send 2026-06-08
	status 0
	is "$(cat own)" 1
}
it "runs in a group of its own" own_group

missing() {
	one_client
	client beta
	client gamma
	client delta
	printf 'reminders: {ladder: paper}\n' >> book/clients/delta.yaml
	policy 'ladders: {paper: [{step: notice, after: 3d, channel: letter}]}'
	invoice beta G1 200 2026-05-31
	invoice delta D1 200 2026-05-31
	invoice gamma H1 200 2026-05-31
	mkdir -p book/outbox
	rm mailer
	not_run 'mailer cannot be run: No such file or directory'
	mailer 'cat > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"'
	chmod 644 mailer
	not_run 'mailer cannot be run: Permission denied'
	cp mailer kept
	printf '#!/usr/bin/nonesuch -w\n' > mailer
	chmod 755 mailer
	not_run '/usr/bin/nonesuch cannot be run: No such file or directory'
	cp kept mailer
	chmod 755 mailer
	send 2026-06-08
	status 0
	is "$(sunk)" 3
}
# what only running it shows: rows of one message, not of all
not_run_late() {
	one_client
	client beta
	client gamma
	invoice beta G1 200 2026-05-31
	invoice gamma H1 200 2026-05-31
	printf '\177ELF' > mailer
	send 2026-06-08
	status 3
	is "$(cut -d, -f4-5 out | xargs)" 'ref,status F1,failed G1,failed H1,failed'
	is "$(wc -l < err)" 1
	is "$(states F1)-$(states G1)-$(states H1)" 'intent failed--'
}
it "cannot be run, as only its run shows: rows of one message" not_run_late
it "is missing, is not executable: nothing left, tried again" missing

says() {
	one_client
	mailer 'cat > /dev/null; echo "the server says no"; echo "quota" >&2; exit 69'
	send 2026-06-08
	out_lacks 'server'
	err_has 'the server says no'
	err_has quota
}
it "what it prints goes to standard error" says

one_fails() {
	local c
	book
	for c in a b c; do
		client $c
		invoice $c "F-$c" 10 2026-05-31
	done
	mailer 'm=$(cat); case $m in *"<b@"*) exit 1;; esac; echo "$m" > "$(mktemp "${0%/*}/sunk/XXXXXX")"'
	send 2026-06-08
	status 3
	is "$(sunk)" 2
	is "$(cut -d, -f1,5 out | tail -n +2 | xargs)" 'a,sent b,unknown c,sent'
}
it "one client's failure does not stop the others" one_fails

# a letter is a file, and its step waits until it was posted
letter() {
	one_client
	send 2026-06-08
	send 2026-06-15
	send 2026-06-24
	status 0
	is "$(status_of F1)" prepared
	is "$(sunk)" 2
	is "$(find book/outbox -type f | wc -l)" 1
	is "$(stat -c %a book/outbox)" 700
	is "$(find book/outbox -type f -perm 600 | wc -l)" 1
	send 2026-07-20
	is "$(wc -l < out)" 1
	run crm-remind --explain --today=2026-07-20 report.csv
	out_has ,letter
	row 2026-07-01 acme letter posted me F1 '' '' '' '' '' '' ''
	send 2026-07-16
	is "$(wc -l < out)" 1
	# sixteen days lie between the two steps, and begin again when the letter is posted
	send 2026-07-17
	is "$(tail -n 1 out | cut -d, -f2-5)" recourse,file,F1,sent
	is "$(sunk)" 2
}
it "a letter is prepared once, the next step waits for the post" letter

# the debtor's name is whole, whatever the fonts have: text, and one line says why
letter_in_text() {
	one_client
	sed -i 's/^name: .*/name: Woźniak SARL/' book/clients/acme.yaml
	send 2026-06-08
	send 2026-06-15
	send 2026-06-24
	status 0
	is "$(status_of F1)" prepared
	is "$(find book/outbox -name '*.pdf')" ''
	grep -q 'Woźniak SARL' book/outbox/*.txt
	is "$(wc -l < err)" 1
	err_has ".txt: as text, not as PDF: 'ź' has no glyph"
}
it "a letter that a PDF would not show whole is text" letter_in_text

done_testing
