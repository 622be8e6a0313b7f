# Real delivery: an SMTP server by way of msmtp, Maildir and mbox, read back by programs that nobody
# of us wrote (crm-remind(1)).
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
py=/usr/bin/python3
readmail() { $py "$ROOT/tests/e2e/readmail.py" "$@"; }

people() {
	book
	policy 'copy_to: archive@durand.example'
	client acme
	printf 'name: "Société Générale d'"'"'Éclairage — Sœurs & Cie"\nlang: fr\npeople: [{name: "Zoé \\"Zaz\\" Lefèvre, gérante", email: zoe@acme.example}]\n' > book/clients/acme.yaml
	client beta en
	client gamma fr
	invoice acme 'Facture n° 2026/07 — été' 1234.56 2026-05-31
	invoice acme F2 0.05 2026-06-01
	invoice beta 'B-1' 99.90 2026-05-31
	invoice gamma 'G=?1?=' 1000000 2026-05-31
}

# serve - the SMTP server in smtp/, over with the test
serve() {
	need $py
	$py -c 'import aiosmtpd' 2> /dev/null || { echo 'needs python3-aiosmtpd'; exit 77; }
	mkdir smtp
	# it lives as long as we hold its input
	exec 8> >(exec $py "$ROOT/tests/e2e/smtpd.py" smtp 2> smtp/err)
	for _ in $(seq 200); do [ -e smtp/port ] && break; sleep 0.05; done
	port=$(cat smtp/port)
}

msmtp_argv() {
	echo "/usr/bin/msmtp, --host=127.0.0.1, --port=$port, --tls=off, --auth=off, --from=me@durand.example, -i, -t"
}

by_smtp() {
	need msmtp
	serve
	people
	policy 'copy_to: archive@durand.example'
	sed -i "s|^deliver:.*|deliver: [$(msmtp_argv)]|" book/policy.yaml
	send 2026-06-08
	status 0
	err_is ''
	is "$(cut -d, -f1,5 out | xargs)" 'client,status acme,sent acme,sent beta,sent gamma,sent'
	is "$(cat smtp/*.env | sort)" "$(printf 'me@durand.example archive@durand.example %s\n' \
		beta@beta.example gamma@gamma.example zoe@acme.example)"
	# what arrives has no Bcc
	! grep -l '^Bcc' smtp/*.eml
	readmail smtp/*.eml > got
	grep -q '^From: Éloïse Durand <me@durand.example>$' got
	grep -qx 'Subject: Factures n° 2026/07 — été et F2' got # once, though the ref says it, too
	grep -qx 'Auto-Submitted: auto-generated' got
	grep -qx $'Total\u00a0: 1\u202f234,61\u00a0€' got # with the blanks of the language
	# the same messages, into a Maildir and an mbox
	rm -rf book
	people
	policy
	send 2026-06-08 --maildir=md
	readmail md > md.got
	rm -rf book
	people
	policy
	send 2026-06-08 --mbox=box
	readmail box > box.got
	diff got md.got
	diff got box.got
	# one step up: each under the first of its own thread
	send 2026-06-15 --mbox=box2
	status 0
	readmail box2 > second.got
	for c in zoe@acme beta@beta gamma@gamma; do
		first=$(grep -A2 "^To: .*$c" got | sed -n 's/^Message-ID: //p')
		is "$(grep -A3 "^To: .*$c" second.got | sed -n 's/^In-Reply-To: //p')" "$first"
		# the same subject, or some readers would not show them together
		is "$(grep -A1 "^To: .*$c" second.got | grep ^Subject)" "$(grep -A1 "^To: .*$c" got | grep ^Subject)"
	done
	is "$(grep -c ^References box2)" 3
}
it "msmtp to an SMTP server, Maildir, mbox: the same messages, read by Python" by_smtp

refused_by_smtp() {
	local c
	need msmtp
	serve
	book
	for c in fine refused later; do
		client $c
		invoice $c "F-$c" 10 2026-05-31
	done
	sed -i "s|^deliver:.*|deliver: [$(msmtp_argv)]|" book/policy.yaml
	send 2026-06-08
	status 3
	is "$(cat smtp/*.env)" 'me@durand.example fine@fine.example'
	is "$(states F-fine)" 'intent sent'
	for c in refused later; do
		[ "$(status_of F-$c)" = failed ] || [ "$(status_of F-$c)" = deferred ] || fail "$c: $(status_of F-$c)"
		err_has "crm-remind: $c: "
	done
	# the server is gone: deferred, and sent by the next run once it is back
	rm -rf book
	book
	client acme
	invoice acme F1 10 2026-05-31
	sed -i "s|^deliver:.*|deliver: [$(msmtp_argv)]|" book/policy.yaml
	cp book/policy.yaml there.yaml
	sed -i 's/--port=[0-9]*/--port=1/' book/policy.yaml
	send 2026-06-08
	is "$(status_of F1)" deferred
	cp there.yaml book/policy.yaml
	send 2026-06-09
	is "$(status_of F1)" sent
	is "$(states F1)" 'intent deferred intent sent'
	is "$(grep -c acme smtp/2.env)" 1
	is "$(find smtp -name '*.eml' | wc -l)" 2
}
it "a server that refuses, defers, is gone" refused_by_smtp

# FIELDS of a message by mblaze
blaze() {
	mhdr -d -h "$1" "$2"
}

by_mblaze() {
	need mlist mshow mhdr
	people
	policy
	send 2026-06-08 --maildir=md
	is "$(mlist md | wc -l)" 3
	mlist md | while read -r m; do
		printf 'From: %s\nTo: %s\nSubject: %s\n' "$(blaze from "$m")" "$(blaze to "$m")" "$(blaze subject "$m")"
	done | sort > blaze.got
	readmail md | grep -e ^From: -e ^To: -e ^Subject: | sed 's/"//g; s/\\//g' | sort > py.got
	sed 's/"//g; s/\\//g' blaze.got | diff py.got -
	mlist md | while read -r m; do
		mshow -O "$m" 1 > body
		readmail "$m" | sed '1,/^$/d' | diff - body
	done
}
it "mblaze reads the same" by_mblaze

by_reformime() {
	need reformime
	people
	policy
	send 2026-06-08 --maildir=md
	for m in md/new/*; do
		reformime -i < "$m" > info
		grep -qx 'content-type: text/plain' info
		grep -qix 'charset: utf-8' info
		grep -qx 'content-transfer-encoding: quoted-printable' info
		# reformime tells what it finds wrong in a message
		! grep -i error info
		reformime -e -s 1 < "$m" > body
		readmail "$m" | sed '1,/^$/d' | diff - body
	done
}
it "reformime reads the same" by_reformime

# nobody reads about somebody else
no_other_name() {
	local c o
	book
	policy 'copy_to: archive@durand.example'
	for c in alfa bravo charlie; do
		client $c
		invoice $c "Ref-$c" 100.01 2026-05-31
		invoice $c "Two-$c" 7 2026-06-02
	done
	send 2026-06-08
	is "$(sunk)" 3
	for c in alfa bravo charlie; do
		m=$(grep -l "^To: .*<$c@" sunk/*)
		readmail "$m" > text
		[ "$(grep -ci "$c" text)" -gt 2 ]
		for o in alfa bravo charlie; do
			[ $o = $c ] || ! grep -i "$o" "$m" text || fail "$o stands in the message to $c"
		done
	done
}
it "no other client's name in a message" no_other_name

# a line of the body that begins with From, a lone dot, trailing blanks, long lines, a signature mark
body_bytes() {
	book
	client acme
	invoice acme F1 10 2026-05-31
	crm-overdue --today=2026-06-08 > report.csv
	crm-remind --today=2026-06-08 report.csv > d.yaml
	$py - <<-'EOF'
		import re
		text = ["From me", ">From you", ">>From all", ".", "..", "=20", "trailing blank ", "tab\tinside",
		    "-- ", "x" * 2000, "é" * 500, "=?UTF-8?Q?no?=", "#!/bin/sh", "a\u00a0b\u202fc", "\U0001f600 emoji",
		    "", "", "end"]
		open("want", "w").write("\n".join(text) + "\n")
		d = open("d.yaml").read()
		q = "\n".join(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
		open("d2.yaml", "w").write(d[:d.index("body:")] + 'body: "%s"\n' % q)
	EOF
	run crm-remind --send --today=2026-06-08 --mbox=box d2.yaml
	status 0
	readmail box | sed '1,/^$/d' > got
	diff want got
	is "$(grep -c '^From ' box)" 1
	! grep -q '^Auto-Submitted' box || fail "a person saw this draft"
}
it "bodies come through byte for byte" body_bytes

# each control byte in each field that reaches a header: refused or read back as it was, never a header
injection() {
	need $py
	book
	$py - <<-'EOF' > n
		import os
		# every control byte, what Unicode takes for a line break, and what forges words or addresses
		marks = [chr(c) for c in list(range(1, 32)) + list(range(127, 160))]
		marks += ["\u2028", "\u2029", "\r\nBcc: x@evil.example", "\nBcc: x@evil.example", "\r\n\r\nbody"]
		n = 0
		rows = []
		def yaml(s):
		    out = ""
		    for ch in s:
		        out += "\\x%02x" % ord(ch) if ord(ch) < 256 else "\\u%04x" % ord(ch)
		    return '"%s"' % out
		for field in ("name", "person", "email", "ref", "note"):
		    for m in marks:
		        if field in ("ref", "note"):
		            m = m.replace("\r", "").replace("\n", "\\n") # a line that is broken stops all
		        n += 1
		        v = {"name": "N%d" % n, "person": "P%d" % n, "email": "e%d@x.example" % n, "ref": "F%d" % n, "note": "t"}
		        v[field] = v[field][:1] + m + v[field][1:]
		        with open("book/clients/c%d.yaml" % n, "w") as f:
		            f.write("name: %s\nlang: en\npeople: [{name: %s, email: %s}]\n" %
		                (yaml(v["name"]), yaml(v["person"]), yaml(v["email"])))
		        cell = lambda s: '"%s"' % s.replace('"', '""')
		        rows.append("00000000-0000-7000-8000-%012d,2026-01-05,c%d,invoice,,me,%s,10,EUR,2026-05-31,,,,%s" %
		            (n, n, cell(v["ref"]), cell(v["note"])))
		with open("book/journal.csv", "ab") as f:
		    for r in rows:
		        f.write(r.encode() + b"\n")
		print(n)
	EOF
	crm-overdue --kind=invoice --today=2026-06-08 > report.csv 2> overdue.err || :
	run crm-remind --send --today=2026-06-08 --max=1000 --first-run report.csv
	is "$(LC_ALL=C grep -c '[[:cntrl:]]' err)" 0
	# the notes are harmless, and so are a newline and Bcc in a name of a bill as it is quoted
	[ "$(sunk)" -gt 50 ] || fail "$(sunk) messages only"
	readmail sunk/* > got
	! grep -i '^bcc' got sunk/* || fail "a header was injected"
	! grep -i '^to:.*evil' got || fail "an address was injected"
	# from the policy
	for f in name company email; do
		for m in '\r' '\n' '\r\nBcc: x@evil.example\r\n' '\x00' '\x1b' '\x85' '\u2028'; do
			rm -rf book sunk
			book
			client acme
			invoice acme F1 10 2026-05-31
			printf 'me: {name: Me, email: me@durand.example, %s: "me%s@durand.example"}\n' $f "$m" > book/policy.yaml
			[ $f != email ] || printf 'me: {email: "me%s@durand.example"}\n' "$m" > book/policy.yaml
			[ $f != name ] || printf 'me: {name: "me%s", email: me@durand.example}\n' "$m" > book/policy.yaml
			printf 'lang: en\ndeliver: [%s/mailer]\n' "$PWD" >> book/policy.yaml
			run crm-remind --send --today=2026-06-08 - < <(crm-overdue --today=2026-06-08 2> /dev/null)
			[ -z "$(ls sunk)" ] || readmail sunk/* | { ! grep -i evil; }
			is "$(LC_ALL=C grep -c '[[:cntrl:]]' err)" 0
		done
	done
}
it "no control byte of any field makes a header" injection
done_testing
