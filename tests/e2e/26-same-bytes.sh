# P5: same book, options and --today give the same bytes, whatever the order of rows, the locale, the
# zone, the terminal, the order of the folder.  P7: what we make is private.  Merging by git.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
. "$(dirname "$0")/../reports.sh"
DAY=2026-06-15

# given - the example book, with some rows twice, and the reports of it as want/
given() {
	[ -d "$ROOT/examples/book" ] || { echo 'needs examples/book'; exit 77; }
	cp -r "$ROOT/examples/book" book
	export CRM_DIR=$PWD/book
	reports $DAY want
	[ "$(wc -l < want/overdue.csv)" -gt 5 ]
	grep -q '^client: ' want/drafts
}

same() {
	reports $DAY "$1"
	diff -r want "$1" > diff.out || { head -n 20 diff.out; fail "$1: other bytes"; }
}

shuffled() {
	local i
	given
	cp book/journal.csv plain.csv
	for i in 1 2 3 4; do
		{
			head -n 1 plain.csv
			# a row that stands twice counts once, a repeated header line is skipped
			{ tail -n +2 plain.csv; tail -n +2 plain.csv | awk "NR % 7 == $i"; head -n 1 plain.csv; } |
				shuf --random-source=<(yes $i)
		} > book/journal.csv
		same shuffled$i
	done
	{ head -n 1 plain.csv; tail -n +2 plain.csv | tac; } > book/journal.csv
	same backwards
}
it "rows in any order, some of them twice" shuffled

columns() {
	given
	# other columns first, one that nobody knows
	/usr/bin/python3 - book/journal.csv <<-'EOF'
		import csv, sys
		rows = list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8")))
		with open(sys.argv[1], "w", newline="", encoding="utf-8") as f:
		    out = csv.writer(f, lineterminator="\n")
		    for i, r in enumerate(rows):
		        out.writerow(r[::-1] + ["mine" if i == 0 else "x%d" % i])
	EOF
	same columns
}
it "columns in another order, and one more" columns

locales() {
	local l
	given
	for l in C POSIX C.UTF-8 fr_FR.UTF-8 tr_TR.UTF-8 nonsense; do
		LC_ALL=$l LANG=$l LANGUAGE=fr same "locale-$l"
	done
	(unset LC_ALL LANG TZ && same no-locale)
}
it "any locale" locales

zones() {
	local z
	given
	for z in UTC Pacific/Kiritimati America/Los_Angeles Asia/Kathmandu nonsense; do
		TZ=$z same "zone-${z#*/}"
	done
}
it "any time zone" zones

terminal() {
	need_terminal
	local f
	need script
	given
	for f in csv json; do
		script -qec "crm-overdue --today=$DAY -f $f" typescript < /dev/null > /dev/null
		sed 1d typescript | tr -d '\r' | head -n "$(wc -l < want/overdue.$f)" | diff want/overdue.$f -
	done
	script -qec "crm-remind --today=$DAY --lang=en want/overdue.csv" typescript < /dev/null > /dev/null
	sed 1d typescript | tr -d '\r' | head -n "$(wc -l < want/drafts)" | diff want/drafts -
	# the default there is a table: the same rows and columns, and no escape without colour
	script -qec "NO_COLOR=1 crm-overdue --today=$DAY" typescript < /dev/null > /dev/null
	! sed 1d typescript | grep -q $'\033' || fail 'an escape'
	is "$(sed 1d typescript | grep -c '^[a-z]')" "$(wc -l < want/overdue.csv)"
}
it "on a terminal" terminal

folder_order() {
	local f
	given
	mkdir other
	cp book/*.* other
	mkdir other/clients
	for f in $(find book/clients -type f | sort -r); do cp "$f" other/clients; done
	CRM_DIR=$PWD/other same folder
	# a folder that is only read
	chmod -R a-w book
	same readonly
	chmod -R u+w book
	is "$(find book -newer want -name '.*')" ''
}
it "profiles in another order of the folder; nothing is written by reading" folder_order

repeated() {
	given
	same once-more
	# a past day as it was: what came later is not seen
	reports 2026-03-02 past
	awk -F, 'NR == 1 || $2 < "2026-03-03"' book/journal.csv > early.csv
	cp early.csv book/journal.csv
	reports 2026-03-02 early
	diff -r past early
}
it "a past day, again" repeated

# the same client ids on two machines, by parts: the union of the parts is the whole
parts() {
	given
	cp book/journal.csv plain.csv
	clients=$(cut -d, -f3 plain.csv | tail -n +2 | sort -u | grep .)
	: > union
	for half in 0 1; do
		names=$(echo "$clients" | awk -v h=$half 'NR % 2 == h')
		awk -F, -v names="$names" 'BEGIN { split(names, a, "\n"); for (i in a) want[a[i]] }
			NR == 1 || $3 == "" || $3 in want' plain.csv > book/journal.csv
		crm-overdue --today=$DAY --no-header >> union 2> /dev/null || [ $? = 3 ]
	done
	tail -n +2 want/overdue.csv | sort | diff - <(sort union)
	cp plain.csv book/journal.csv
}
it "split by client: the union of the reports is the report of the whole" parts

# ---- merging ----

merged() {
	need git
	given
	export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org \
		GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
	[ -e book/.gitattributes ] || echo 'journal.csv merge=union' > book/.gitattributes
	git -C book init -q
	git -C book add -A
	git -C book commit -qm base
	git clone -q book copy
	a=$(tail -n 1 book/journal.csv | cut -d, -f3)
	mine() { echo "$2" >> "$1/journal.csv"; }
	mine book "11111111-0000-7000-8000-000000000001,2026-06-01,$a,invoice,,me,Z1,100,EUR,2026-06-05,,,,here"
	mine book "11111111-0000-7000-8000-000000000002,2026-06-02,$a,contact,,me,,,,,email,,,"
	mine copy "22222222-0000-7000-8000-000000000001,2026-06-01,$a,invoice,,me,Z2,70,EUR,2026-06-06,,,,there"
	mine copy "22222222-0000-7000-8000-000000000002,2026-06-09,$a,payment,,client,Z1,30,EUR,,,,,"
	for d in book copy; do
		git -C $d commit -qam "rows of $d"
	done
	cp book/journal.csv ours.csv
	cp copy/journal.csv theirs.csv
	git -C book pull -q --no-rebase --no-edit ../copy HEAD
	! grep -q '<<<<\|>>>>' book/journal.csv
	export CRM_DIR=$PWD/book
	rm -rf want
	reports $DAY want
	grep -q Z1 want/overdue.csv
	grep -q Z2 want/overdue.csv
	cat ours.csv theirs.csv > book/journal.csv
	same concatenated
	cat theirs.csv ours.csv > book/journal.csv
	same other-way
	grep -h Z1 want/overdue.csv | grep -q ',70' || fail "30 were paid on the other machine"
}
it "two copies merged by git, or put one behind the other: the same reports" merged

# ---- P7 ----

private() {
	umask 022
	book
	chmod -R go-rwx book
	client acme
	client beta
	chmod 600 book/clients/*
	invoice acme F1 100 2026-05-31
	invoice beta G1 100 2026-05-01
	row 2026-05-10 beta reminder courtesy me G1 '' '' '' '' '' '' ''
	row 2026-05-20 beta reminder second me G1 '' '' '' '' '' '' ''
	printf 'half a row' >> book/journal.csv
	send 2026-06-08 --maildir=md
	send 2026-06-15 --mbox=box
	crm-overdue --today=2026-06-15 -o out.csv
	! command -v crm-log > /dev/null || {
		crm-log -C new --init
		crm-log -C new --new-client zoe
		crm-log -C new note zoe 'hello'
	}
	[ -e book/.lock ] && [ -d md/new ] && [ -e box ]
	ls book/journal.csv.torn-* book/outbox/* > /dev/null
	is "$(find book md new -type f ! -perm 600)" ''
	is "$(find book md new -type d ! -perm 700)" ''
	is "$(find box out.csv ! -perm 600)" ''
	# nothing is left half done
	is "$(find . -name '.tmp*' -o -name '*.new')" ''
}
it "files 0600, folders 0700, whatever the umask" private
done_testing
