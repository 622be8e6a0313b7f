# P6: texts that break programs, through the whole chain; inputs that should take for ever.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
. "$(dirname "$0")/../reports.sh"
py=/usr/bin/python3
hostile() { $py "$ROOT/tests/e2e/hostile.py" "$@"; }

made() {
	$py -c 'import yaml' 2> /dev/null || { echo 'needs python3-yaml'; exit 77; }
	book
	rm -r book/clients book/journal.csv
	hostile make book > count
	policy 'max: 1000' 'hold_while: []' # their rows have an open incident each
}

# late - the report that crm-remind reads; some profiles and rows are findings
late() {
	crm-overdue --kind=invoice --today=2026-06-08 > report.csv 2> late.err || [ $? = 3 ]
}

reported() {
	made
	reports 2026-06-08 got
	is "$(grep -c ',invoice,' got/overdue.csv)" "$(cat count)"
	hostile data got
	hostile plain got/overdue.table got.err
	for f in got/*.json; do jq -e . "$f" > /dev/null; done
	for c in "crm-overdue -f table --lang=fr" "crm-risk -f table" "crm-log --list -f table" "crm-log --check" \
		"crm-remind --explain -f table got/overdue.csv"; do
		[ -x "$BIN/${c%% *}" ] || continue
		# shellcheck disable=SC2086 # a command of words
		run $c --today=2026-06-08
		[ "$st" -lt 4 ]
		hostile plain out err
	done
	[ ! -e x ]
}
it "reports: data exact, tables and messages harmless" reported

sent() {
	made
	late
	run crm-remind --send --first-run --today=2026-06-08 report.csv
	hostile plain err
	[ "$(sunk)" -gt 100 ] || fail "$(sunk) messages only"
	# each is a good message, to the address of its own profile
	$py "$ROOT/tests/e2e/readmail.py" sunk/* > read.txt
	is "$(grep -h '^To: ' sunk/* | grep -vc '<[nr][0-9]*@own.example>$\|^To: =?')" 0
	is "$(grep -ch '<[nr][0-9]*@own.example>$' sunk/* | sort -u)" 1
	! grep -l '^Bcc' sunk/* || fail 'a Bcc'
	# values are never templates
	grep -qF '{{client.name}}' read.txt
	grep -qF '{{{me.iban}}}' read.txt
	[ ! -e x ]
	# the drafts can be read back
	rm -r book sunk
	mkdir sunk
	made
	crm-remind --today=2026-06-08 report.csv > drafts.yaml 2> err || [ $? = 3 ]
	$py -c 'import sys, yaml; print(len(list(yaml.safe_load_all(open("drafts.yaml", encoding="utf-8")))))' > docs
	run crm-remind --send --first-run --today=2026-06-08 drafts.yaml
	[ "$(sunk)" -gt 100 ]
	is "$(grep -c ',stale,' out || :)" 0
}
it "messages: good ones, to their own addresses; drafts read back" sent

# one letter with all of them: troff requests are text
on_paper() {
	need groff pdftotext
	made
	printf 'ladder: [{step: notice, after: 3d, channel: letter}]\n' >> book/policy.yaml
	awk -F, 'NR > 1 && $4 == "invoice"' OFS=, book/journal.csv | grep -v 'R[0-9]* x\{300\}' |
		LC_ALL=C grep -av "$(printf '[\001-\037\177]\|\302[\200-\237]\|\342\200[\250-\256]')" |
		sed -E 's/^([^,]*,[^,]*),[nr][0-9]+,/\1,acme,/' | LC_ALL=C awk 'length($0) < 700' > rows
	{ head -n 1 book/journal.csv; cat rows; } > j
	mv j book/journal.csv
	client acme
	printf 'name: ".so /etc/passwd"\nlang: en\npeople: [{name: "'"'"'br", email: a@own.example}]\npost: [".so /etc/passwd", "\\\\*[x]", "'"'"'so /etc/passwd"]\n' > book/clients/acme.yaml
	late
	run crm-remind --send --today=2026-06-08 report.csv
	ls book/outbox
	for f in book/outbox/*; do
		case $f in
		*.pdf) pdftotext -layout "$f" text ;;
		*) cp "$f" text ;;
		esac
	done
	! grep 'root:' text || fail 'a file was read'
	grep -qF '.so /etc/passwd' text
	grep -qF '{{client.name}}' text
	[ ! -e x ]
}
it "letters: troff requests are text" on_paper

# quick SECONDS COMMAND... - it ends by itself after that much work, and in a minute whatever else the machine
# does, within 400 MB of addresses; a sanitizer takes more than any machine has
memory=400000
case $B in *asan) memory=unlimited ;; esac
quick() {
	local rc=0
	timeout -k 1 60 bash -c "ulimit -v $memory -t $1"'; shift; exec "$@"' - "$@" > out 2> err || rc=$?
	[ $rc -lt 124 ] || fail "status $rc: ${*:2}"
}

bombs() {
	local f
	made
	late
	mkdir bombs
	$py - <<-'EOF'
		import os
		put = lambda name, text: open("bombs/" + name, "wb").write(text)
		put("flow.yaml", b"[" * 200000)
		put("block.yaml", b"- " * 100000)
		put("map.yaml", b"{a: " * 50000)
		put("laugh.yaml", b"a: &a [x,x]\n" + b"".join(b"b%d: &b%d [*%s,*%s]\n" % (i, i, b"a" if i == 0 else b"b%d" % (i - 1), b"a" if i == 0 else b"b%d" % (i - 1)) for i in range(60)))
		put("scalar.yaml", b"name: " + b"x" * 10000000)
		put("keys.yaml", b"".join(b"k%d: 1\n" % i for i in range(20000)))
		put("nul.yaml", b"name: a\0b\n")
		put("bad.yaml", b"name: \xff\xfe\n")
		put("empty.yaml", b"")
		put("quotes.csv", b"client,kind,ref\n" + b'"' * 5000000)
		put("columns.csv", b"," * 1000000 + b"\n")
		put("line.csv", b"client,kind,ref\n" + b"a" * 5000000)
		put("lines.csv", b"client,kind,ref\n" + b"\n" * 1000000)
		put("zeros.csv", b"\0" * 1000000)
		put("random.csv", os.urandom(1000000))
		put("drafts.yaml", b"---\n" * 100000)
	EOF
	for f in bombs/*.yaml; do
		cp "$f" book/clients/n001.yaml
		quick 5 crm-overdue --today=2026-06-08
		hostile plain err
		quick 5 crm-remind --send --today=2026-06-08 "$f" --maildir=md
		hostile plain err
		[ ! -e md ] || fail "$f sent a message"
	done
	cp book/clients/n002.yaml book/clients/n001.yaml
	for f in bombs/*.csv; do
		quick 5 crm-remind --today=2026-06-08 "$f"
		hostile plain err
		[ ! -x "$BIN/crm-risk" ] || quick 5 crm-risk --today=2026-06-08 --join "$f"
		hostile plain err
		cp "$f" book/journal.csv
		quick 5 crm-overdue --today=2026-06-08
		hostile plain err
	done
}
it "bombs: each ends in time, with little memory" bombs

# a journal of 64 KiB records, and records beyond that
long_records() {
	made
	$py - <<-'EOF'
		with open("book/journal.csv", "a") as f:
		    for i, n in enumerate((65000, 65300, 66000, 200000)):
		        f.write("00000000-0000-7000-8002-%012d,2026-05-05,n001,note,,me,,,,,,,,%s\n" % (i, "z" * n))
	EOF
	quick 5 crm-overdue --today=2026-06-08
	is "$(grep -c ',invoice,' out)" "$(cat count)"
	err_has 'journal.csv:'
	hostile plain err
}
it "records up to 64 KiB are read, longer ones named" long_records

# things that are no files
odd_files() {
	made
	late
	rm book/clients/n00[1234].yaml
	mkfifo book/clients/n001.yaml
	ln -s /etc/passwd book/clients/n002.yaml
	mkdir book/clients/n003.yaml
	ln -s /dev/zero book/clients/n004.yaml
	quick 5 crm-remind --send --first-run --today=2026-06-08 --maildir=md report.csv
	! grep -rl 'root:' md out err || fail '/etc/passwd was read'
	! grep -r '<n00[1234]@' md || fail 'a client without profile got a message'
	rm book/journal.csv
	mkfifo book/journal.csv
	quick 5 crm-overdue --today=2026-06-08
	rm book/journal.csv
	ln -s /dev/zero book/journal.csv
	quick 5 crm-overdue --today=2026-06-08
}
it "pipes, links, folders and devices in the place of files" odd_files
done_testing
