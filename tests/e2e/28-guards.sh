# What crm-remind --send looks at again before each message, and what it refuses to obey or to write
# to (P4, P6).
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"

three() {
	local c
	book
	for c in aa bb cc; do
		client $c
		invoice $c F-$c 200 2026-05-31
	done
	crm-overdue --kind=invoice --today=2026-06-08 > report.csv
}

# meddle COMMANDS - what happens to the book while the first message is with the mail program
meddle() {
	printf 'set -e\n%s\n' "$1" > meddle
	mailer 'cd "${0%/*}"; cat > "$(mktemp sunk/XXXXXXXX)"; [ -e meddled ] || { : > meddled; sleep 0.05; . ./meddle; }'
}

profile_meanwhile() {
	three
	meddle 'printf "name: B\nreminders: {never: direct debit}\npeople: [{name: B, email: new@x.example}]\n" > book/clients/bb.yaml'
	run crm-remind --send --today=2026-06-08 report.csv
	status 3
	[ -e meddled ] || fail 'nothing was changed'
	is "$(status_of F-aa) $(status_of F-bb) $(status_of F-cc)" 'sent stale sent'
	is "$(sunk bb)" 0
	# another address alone: the message was drafted to the old one
	rm -rf book sunk meddled
	three
	meddle 'sed -i s/bb@bb.example/new@x.example/ book/clients/bb.yaml'
	run crm-remind --send --today=2026-06-08 report.csv
	[ -e meddled ] || fail 'nothing was changed'
	is "$(status_of F-aa) $(status_of F-bb) $(status_of F-cc)" 'sent refused sent'
	is "$(sunk bb)" 0
	# gone
	rm -rf book sunk meddled
	three
	meddle 'rm book/clients/bb.yaml'
	run crm-remind --send --today=2026-06-08 report.csv
	[ "$(status_of F-bb)" != sent ] || fail 'sent to somebody without a profile'
	is "$(sunk bb)" 0
}
it "P6: a profile is read again before each message" profile_meanwhile

# an editor that writes in place: same size, same file
journal_in_place() {
	three
	meddle 'stat -c %s.%i book/journal.csv > was
		printf 100 | dd of=book/journal.csv bs=1 seek="$(grep -b -o "F-bb,200" book/journal.csv | head -n 1 | sed "s/:.*//" | awk "{ print \$1 + 5 }")" conv=notrunc 2> /dev/null
		stat -c %s.%i book/journal.csv > is'
	run crm-remind --send --today=2026-06-08 report.csv
	cmp was is
	grep -q 'F-bb,100' book/journal.csv || fail 'nothing was changed'
	is "$(status_of F-aa) $(status_of F-bb) $(status_of F-cc)" 'sent stale sent'
	is "$(sunk bb)" 0
}
it "P6: a journal that was edited in place is read again" journal_in_place

rules_meanwhile() {
	three
	meddle 'echo "ladder: [{step: courtesy, after: 90d, channel: email}]" >> book/policy.yaml'
	run crm-remind --send --today=2026-06-08 report.csv
	status 3
	is "$(status_of F-aa) $(status_of F-bb) $(status_of F-cc)" 'sent stale stale'
	err_has 'policy.yaml was changed'
	is "$(sunk)" 1
	rm -rf book sunk meddled
	three
	meddle 'echo "day,what" > book/holidays.csv'
	run crm-remind --send --today=2026-06-08 report.csv
	is "$(status_of F-aa) $(status_of F-bb) $(status_of F-cc)" 'sent stale stale'
}
it "a policy or a table that changes ends what goes out by it" rules_meanwhile

# PATH - writable by others: nothing goes out, and the message says what closes it
open_to_all() {
	three
	mkdir -p book/templates/en
	printf 'Subject: x\n\nx\n' > book/templates/en/welcome.txt
	head -n 1 "$ROOT/lib/data/holidays.csv" > book/holidays.csv
	chmod "$1" "book/$2"
	run crm-remind --send --today=2026-06-08 report.csv
	status 2
	err_has "chmod ${3:-go}-w"
	err_has "$2"
	is "$(sunk)" 0
	is "$(states F-aa)" ''
	chmod "${3:-go}-w" "book/$2"
	run crm-remind --send --today=2026-06-08 report.csv
	is "$(status_of F-aa)" sent
}
it "P6: a policy that others may write is not obeyed" open_to_all 666 policy.yaml
it "P6: nor a folder of profiles" open_to_all 777 clients
it "P6: nor a profile" open_to_all 602 clients/bb.yaml o
it "P6: nor letters" open_to_all 777 templates
it "P6: nor a language" open_to_all 777 templates/en
it "P6: nor a letter" open_to_all 666 templates/en/welcome.txt
it "P6: nor the journal" open_to_all 666 journal.csv
it "P6: nor a table" open_to_all 666 holidays.csv
it "P6: nor the folder itself" open_to_all 777 .
for f in policy.yaml clients clients/bb.yaml templates templates/en templates/en/welcome.txt journal.csv holidays.csv .; do
	it "P6: nor what a group may write: $f" open_to_all g+w $f g
done

# a group may, where the policy says so; but not the policy
shared() {
	three
	policy 'shared: group'
	chmod -R g+w book
	chmod g-w book/policy.yaml
	chmod o+w book/clients/bb.yaml
	run crm-remind --send --today=2026-06-08 report.csv
	status 2
	err_has 'chmod o-w'
	chmod o-w book/clients/bb.yaml
	chmod g+w book/policy.yaml
	run crm-remind --send --today=2026-06-08 report.csv
	status 2
	err_has 'chmod g-w'
	err_has policy.yaml
	is "$(sunk)" 0
	chmod g-w book/policy.yaml
	run crm-remind --send --today=2026-06-08 report.csv
	status 0
	is "$(sunk)" 3
}
it "P6: a group may write what the policy shares with it, but the policy" shared

# PATH - belongs to somebody else
of_another() {
	local who
	need setpriv
	[ "$(id -u)" = 0 ] || { echo 'needs root, to give a file away'; exit 78; }
	three
	mkdir -p book/templates/en
	printf 'Subject: x\n\nx\n' > book/templates/en/welcome.txt
	chown 1 "book/$1"
	run crm-remind --send --today=2026-06-08 report.csv
	status 2
	err_has 'another user (1)'
	is "$(sunk)" 0
	# root's are nobody's trouble
	who=$(mktemp -d /tmp/crm-other.XXXXXX)
	cp -r book mailer sunk "$BIN/crm-remind" "$who"
	sed -i "s|^deliver:.*|deliver: [$who/mailer]|" "$who/book/policy.yaml"
	chown -R 1 "$who"
	chown 0 "$who/book/$1"
	chmod go+rX "$who/book/$1"
	run setpriv --reuid=1 --regid=1 --clear-groups "$who/crm-remind" -C "$who/book" --send --today=2026-06-08 < /dev/null
	find "$who/sunk" -type f | wc -l > n
	rm -rf "$who"
	status 0
	is "$(cat n)" "$2"
}
it "P6: nor what belongs to another user: the policy" of_another policy.yaml 3
it "P6: nor a profile of another user's" of_another clients/bb.yaml 3
it "P6: nor a letter" of_another templates/en/welcome.txt 3
it "P6: nor a folder" of_another clients 3

# FILE - --mbox=FILE is refused and FILE stays
no_mbox() {
	cp "$1" kept
	run crm-remind --send --today=2026-06-08 --mbox="$1" report.csv
	status 2
	err_has "$2"
	cmp kept "$1"
	is "$(states F-aa)" ''
}
mbox_guarded() {
	local f
	three
	for f in journal.csv policy.yaml clients/bb.yaml; do no_mbox "book/$f" --mbox; done
	: > book/.lock
	no_mbox book/.lock --mbox
	ln -s book/policy.yaml sym
	no_mbox sym --mbox
	ln book/journal.csv hard
	no_mbox hard --mbox
	no_mbox report.csv --mbox
	run crm-remind --send --today=2026-06-08 --mbox=book/clients/new report.csv
	status 2
	[ ! -e book/clients/new ]
	run crm-remind --send --today=2026-06-08 --maildir=book/clients report.csv
	status 2
	run crm-remind --send --today=2026-06-08 --maildir=book/clients/md report.csv
	status 2
	[ ! -e book/clients/md ]
	echo 'Dear diary' > text
	no_mbox text 'begins with no'
	printf 'From me\n\nx\n' > box
	run crm-remind --send --today=2026-06-08 --mbox=box report.csv
	status 0
	is "$(grep -c ^Message-ID: box)" 3
}
it "--mbox and --maildir spare the book, the input and what is no mbox" mbox_guarded

# what could not be written is no calm day
unwritten() {
	three
	mkdir -p book/templates/en
	echo '{{nope}}' > book/templates/en/courtesy.mustache
	run crm-remind --today=2026-06-08
	status 3
	out_is '# 3 reminders could not be written, see standard error'
}

nothing_given() {
	three
	crm-overdue --today=2026-06-08 | crm-remind --digest --today=2026-06-08 > want.digest
	[ "$(wc -l < want.digest)" -gt 3 ]
	crm-remind --today=2026-06-08 report.csv > want.drafts
	crm-remind --explain --today=2026-06-08 report.csv > want.explain
	# no byte: --digest and --explain read the book
	crm-remind --digest --today=2026-06-08 < /dev/null | diff want.digest -
	true | crm-remind --digest --today=2026-06-08 | diff want.digest -
	crm-remind --digest --today=2026-06-08 <&- | diff want.digest -
	crm-remind --explain --today=2026-06-08 < /dev/null | diff want.explain -
	true | crm-remind --explain --today=2026-06-08 | diff want.explain -
	# drafts: from /dev/null or a closed input, but a pipe is crm-overdue --quiet-empty
	crm-remind --today=2026-06-08 < /dev/null | diff want.drafts -
	crm-remind --today=2026-06-08 <&- | diff want.drafts -
	is "$(true | crm-remind --today=2026-06-08)" '# nothing to remind today'
	: > empty
	is "$(crm-remind --today=2026-06-08 < empty)" '# nothing to remind today'
	true | crm-remind --send --today=2026-06-08 > out
	is "$(sunk)-$(wc -l < out)" 0-1
	crm-remind --send --today=2026-06-08 < /dev/null > out
	is "$(sunk)" 3
}
it "no input at all means the book, an empty pipe means nothing" nothing_given
it "crm-remind: what could not be written is said" unwritten
done_testing
