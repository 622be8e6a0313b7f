# The invoice goes with the mail that asks for it: policy `invoices`, tag file= (crm-policy(5),
# crm-remind(1)).
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
TODAY=2026-06-08
LONG="Facture n° 7 - été, l'offre du site; très longue désignation de la prestation"
LONG=${LONG//,/} # rows are written as they are

# papers - two invoices and their files: every byte value, no end of line; a name beyond ASCII
papers() {
	book
	client acme fr
	invoice acme F1 100 2026-05-31
	invoice acme "$LONG" 50 2026-06-02
	rm -rf ~/factures
	mkdir -p ~/factures want
	python3 -c 'import sys; sys.stdout.buffer.write(b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\r\n.\nFrom me\n\0")' > ~/factures/F1.pdf
	head -c 70001 /dev/urandom > ~/factures/"$LONG.pdf"
	cp ~/factures/*.pdf want
	policy 'invoices: ~/factures/{ref}.pdf' "$@"
}

drafted() {
	papers
	crm-overdue --today=$TODAY > report.csv
	run crm-remind --today=$TODAY report.csv
	status 0
	cp out drafts.yaml
}

deliver() {
	run timeout 60 crm-remind --send --today=$TODAY "$@" drafts.yaml
}

same() {
	diff -r want "$1"
}

listed() {
	drafted
	grep -qF -- "- {ref: \"F1\", file: \"~/factures/F1.pdf\", size: $(stat -c %s want/F1.pdf), sha256: \"$(sha256sum < want/F1.pdf | cut -c1-64)\"}" drafts.yaml
	grep -qx '  Une copie de chaque facture est jointe.' drafts.yaml
	is "$(grep -c '  #' drafts.yaml)" 0
}
it "the draft lists size and sum of each, and says that they come" listed

by_program() {
	need mshow ripmime reformime
	drafted
	deliver
	status 0
	is "$(sunk)" 1
	m=$(echo "$PWD"/sunk/*)
	python3 "$ROOT/tests/e2e/readmime.py" python "$m" > text
	grep -q '^Une copie de chaque facture est jointe.$' text
	same python
	# mblaze
	mkdir mblaze
	(cd mblaze && mshow -x "$m" > /dev/null)
	same mblaze
	# ripmime rewrites names and takes text for a file: the bytes are what counts
	ripmime -i "$m" -d ripmime --no-nameless
	is "$(sha256sum ripmime/* | cut -c1-64 | sort)" "$(sha256sum want/* | cut -c1-64 | sort)"
	# maildrop
	reformime -s 1.2 -e < "$m" | cmp - want/F1.pdf || reformime -s 1.3 -e < "$m" | cmp - want/F1.pdf
}
it "Python, mblaze, ripmime and reformime read the files back byte for byte" by_program

into_maildir() {
	drafted
	mkdir -p md/cur md/new md/tmp
	deliver --maildir=md
	status 0
	python3 "$ROOT/tests/e2e/readmime.py" got md/new/* > text
	same got
}
it "into a Maildir" into_maildir

into_mbox() {
	drafted
	deliver --mbox=box
	status 0
	python3 - box > one <<-'END'
		import mailbox, sys
		box = mailbox.mbox(sys.argv[1])
		assert len(box) == 1
		sys.stdout.buffer.write(box.get_bytes(box.keys()[0]))
	END
	python3 "$ROOT/tests/e2e/readmime.py" got one > text
	same got
}
it "into an mbox" into_mbox

by_msmtp() {
	need msmtp
	/usr/bin/python3 -c 'import aiosmtpd' 2> /dev/null || { echo 'needs python3-aiosmtpd'; exit 77; }
	drafted
	mkdir smtp
	exec 8> >(exec /usr/bin/python3 "$ROOT/tests/e2e/smtpd.py" smtp 2> smtp/err)
	for _ in $(seq 200); do [ -e smtp/port ] && break; sleep 0.05; done
	sed -i "s|^deliver:.*|deliver: [/usr/bin/msmtp, --host=127.0.0.1, --port=$(cat smtp/port), --tls=off, --auth=off, --from=me@durand.example, -i, -t]|" book/policy.yaml
	deliver
	exec 8>&-
	status 0
	tr -d '\r' < smtp/1.eml > one
	python3 "$ROOT/tests/e2e/readmime.py" got one > text
	same got
}
it "by msmtp over SMTP" by_msmtp

# a printed letter has its copies beside it
with_letter() {
	papers 'ladder: [{step: notice, after: 3d, channel: letter}]'
	send $TODAY -v
	status 0
	is "$(status_of F1)" prepared
	cmp want/F1.pdf book/outbox/2026-06-08-acme-notice-*-F1.pdf
	is "$(find book/outbox -name '*.pdf' | wc -l)" 3
	need pdftotext
	pdftotext -layout "$(find book/outbox -name '*notice-????????.pdf')" - | grep -q 'Une copie de chaque facture est jointe'
	# the same on another day would be other words: nothing else lies there
	is "$(find book/outbox -type f | wc -l)" 3
}
it "a letter on paper: the copies lie beside it in outbox/" with_letter

# changed STATUS REASON COMMAND... - something is done between draft and send
changed() {
	local want=$1 reason=$2
	shift 2
	drafted
	"$@"
	deliver
	status 3
	is "$(status_of F1)" "$want"
	err_has "$reason"
	is "$(sunk)" 0
	is "$(states F1)" ''
}
other_bytes() { printf x | dd "of=$HOME/factures/F1.pdf" conv=notrunc status=none; }
longer() { echo >> ~/factures/F1.pdf; }
gone() { rm ~/factures/F1.pdf; }
folder() { rm ~/factures/F1.pdf; mkdir ~/factures/F1.pdf; }
fifo() { rm ~/factures/F1.pdf; mkfifo ~/factures/F1.pdf; }
secret() {
	local sum
	echo secret > ~/secret
	sum=$(sha256sum < ~/secret | cut -c1-64)
	sed -i "s|file: \"~/factures/F1.pdf\", size: [0-9]*, sha256: \"[0-9a-f]*\"|file: \"~/secret\", size: 7, sha256: \"$sum\"|" drafts.yaml
	grep -q /secret drafts.yaml
}
size() { sed -i 's/size: 1/size: 9/' drafts.yaml; }
foreign() { sed -i '0,/- {ref: "F1", file/s//- {ref: "F9", file/' drafts.yaml; grep -q '"F9"' drafts.yaml; }
twice() { sed -i '/"F1", file/p' drafts.yaml; }
it "same size, another byte: stale" changed stale 'F1: its file has changed since it was drafted' other_bytes
it "a longer file: stale" changed stale 'F1: its file has changed since it was drafted' longer
it "a file that went away: stale" changed stale 'F1: its file is no longer there' gone
it "a folder in its place: stale" changed stale 'F1: its file is no longer there' folder
it "a pipe in its place: stale, and nobody waits" changed stale 'F1: its file is no longer there' fifo
it "another file written into the draft: stale, never opened" changed stale 'F1: its file is now a different one' secret
it "another size written into the draft: stale" changed stale 'F1: its file has changed' size
it "a file of no invoice of the draft" changed refused 'F9: what is attached was changed' foreign
it "a file named twice" changed refused 'F1: what is attached was changed' twice

# missing - F1 has no file
missing() {
	papers
	rm ~/factures/F1.pdf want/F1.pdf
	crm-overdue --today=$TODAY > report.csv
	run crm-remind --today=$TODAY report.csv
	status 0
	cp out drafts.yaml
}

goes_without() {
	missing
	out_has '  # ~/factures/F1.pdf does not exist, or cannot be read; the message goes out without it'
	out_lacks 'copie de'
	deliver
	status 0
	python3 "$ROOT/tests/e2e/readmime.py" got sunk/* > text
	same got
}
it "a missing file: said in the draft, the mail goes" goes_without

waits() {
	missing
	sed -i 's/^invoices: .*/invoices: {file: "~\/factures\/{ref}.pdf", missing: hold}/' book/policy.yaml
	crm-remind --today=$TODAY report.csv > drafts.yaml
	grep -qF 'the message waits for it (policy invoices)' drafts.yaml
	deliver
	status 3
	is "$(status_of F1)" refused
	err_has 'F1: does not exist, or cannot be read'
	is "$(sunk)" 0
	# cron, too
	send $TODAY
	status 3
	is "$(sunk)" 0
	# a person who takes the entry out has decided
	grep -v 'F1.pdf' drafts.yaml > d && mv d drafts.yaml
	deliver
	status 0
	is "$(sunk)" 1
}
it "a missing file holds the mail where policy says so" waits

comes_late() {
	missing
	echo pdf > ~/factures/F1.pdf
	deliver
	status 3
	is "$(status_of F1)" stale
	err_has 'F1: its file has arrived since; draft it again'
}
it "a file that came since: stale" comes_late

tagged() {
	book
	client acme
	row 2026-01-05 acme invoice '' me F1 100 EUR 2026-05-31 '' '' file=papers/one.pdf ''
	row 2026-01-05 acme invoice '' me F2 50 EUR 2026-05-31 '' '' "file=$PWD/{client}-{ref}.pdf" ''
	row 2026-01-05 acme invoice '' me F3 50 EUR 2026-05-31 '' '' '' ''
	mkdir book/papers want
	echo one > book/papers/one.pdf
	echo two > acme-F2.pdf
	cp book/papers/one.pdf acme-F2.pdf want
	[ "$1" = alone ] || { policy 'invoices: none/{ref}.pdf'; }
	crm-overdue --today=$TODAY > report.csv
	run crm-remind --today=$TODAY report.csv
	status 0
	cp out drafts.yaml
	is "$(grep -c 'file: ' out)" "$2"
	deliver
	status 0
	python3 "$ROOT/tests/e2e/readmime.py" got sunk/* > text
	same got
}
it "a tag file= without a policy" tagged alone 2
it "a tag file= over the policy; from the book's folder, with {client}" tagged over 3

# two invoices in one file are one attachment
shared() {
	book
	client acme
	row 2026-01-05 acme invoice '' me F1 100 EUR 2026-05-31 '' '' file=both.pdf ''
	row 2026-01-05 acme invoice '' me F2 50 EUR 2026-05-31 '' '' file=both.pdf ''
	mkdir want
	echo both | tee want/both.pdf > book/both.pdf
	send $TODAY
	status 0
	python3 "$ROOT/tests/e2e/readmime.py" got sunk/* > text
	same got
	grep -q '^A copy of each invoice is attached.$' text
}
it "two invoices in one file" shared

too_large() {
	papers
	head -c 5000000 /dev/zero > ~/factures/F1.pdf
	head -c 5000000 /dev/zero > ~/factures/"$LONG.pdf"
	crm-overdue --today=$TODAY > report.csv
	run crm-remind --today=$TODAY report.csv
	out_has 'does not fit: all files of a message together may have 7 MiB; the message goes out without it'
	cp out drafts.yaml
	deliver
	status 0
	is "$(grep -c ^Content-Disposition sunk/*)" 1
}
it "the limit of size is said" too_large

nothing_wanted() {
	papers
	run crm-remind --template=silence --today=$TODAY acme
	out_lacks attached
}
it "letters that are no reminders have no files" nothing_wanted

# a file is written into the draft of a letter that has none
smuggled() {
	papers
	run crm-remind --template=checkin --today=$TODAY --client=acme
	status 0
	sed '/^body:/i attached:\n  - {ref: "F1", file: "~/factures/F1.pdf", size: 1, sha256: "'"$(echo | sha256sum | cut -c1-64)"'"}' out > drafts.yaml
	grep -q '^attached' drafts.yaml
	deliver
	status 3
	err_has 'only reminders have attached files'
	is "$(sunk)" 0
	# nor does the file for me take any
	policy 'invoices: ~/factures/{ref}.pdf' 'ladder: [{step: recourse, after: 3d, channel: file}]'
	crm-overdue --today=$TODAY > report.csv
	run crm-remind --today=$TODAY report.csv
	status 0
	out_lacks attached
	sed '/^body:/i attached:\n  - {ref: "F1", file: "~/factures/F1.pdf", size: '"$(stat -c %s want/F1.pdf), sha256: \"$(sha256sum < want/F1.pdf | cut -c1-64)\"}" out > drafts.yaml
	deliver
	status 3
	err_has 'only reminders have attached files'
}
it "nor does a letter or a file for recourse take any" smuggled

wrong_policy() {
	papers
	sed -i 's/^invoices: .*/invoices: {file: a, missing: later}/' book/policy.yaml
	run crm-remind --today=$TODAY
	status 2
	err_has 'policy.yaml:'
	err_has 'invoices.missing'
}
it "a word that policy does not know" wrong_policy
done_testing
