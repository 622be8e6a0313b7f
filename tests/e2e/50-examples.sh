# Every file of examples/ is run, in a copy of the example book (day: 15 June 2026).
. "$(dirname "$0")/../lib.sh"
EX=$ROOT/examples

book() {
	cp -r "$EX/book" book
	export CRM_DIR=$PWD/book CRM_TODAY=2026-06-15
}

# mailer - a mail program that keeps what it is given in mail.N
mailer() {
	printf '%s\n' '#!/bin/sh' 'cat > "${0%/*}/mail.$$"' > mailer
	chmod +x mailer
	echo "deliver: [$PWD/mailer]" >> book/policy.yaml
}

mails() { find . -maxdepth 1 -name 'mail.*' | wc -l; }

# bare COMMAND... - as cron does
bare() { env -i PATH="$BIN:/usr/bin:/bin" HOME="$HOME" LANG=C.UTF-8 CRM_DIR="$CRM_DIR" CRM_TODAY="$CRM_TODAY" "$@"; }

# a new file needs a test below, or for packaging/ in 58-packaging.sh, and its name here
all_files() {
	(cd "$EX" && find . -type f | sort) > found
	diff - found << 'END'
./book/.gitattributes
./book/clients/durand.yaml
./book/clients/lilas.yaml
./book/clients/mairie.yaml
./book/clients/noe.yaml
./book/clients/northwind.yaml
./book/clients/petit.yaml
./book/journal.csv
./book/policy.yaml
./crm.sh
./cron/anacrontab
./cron/crontab
./cron/mail
./demo.sh
./handover/ask-sql
./handover/by-client
./handover/report
./handover/split
./handover/to-hledger
./handover/to-postgres
./hooks/pre-commit
./import/bank.yaml
./import/calendar.ics
./import/camt053
./import/camt053.yaml
./import/contacts.vcf
./import/contacts.yaml
./import/facturx
./import/facturx.xml
./import/facturx.yaml
./import/ics
./import/ics.yaml
./import/invoices.yaml
./import/mt940
./import/mt940.yaml
./import/ofx
./import/ofx.yaml
./import/qif
./import/qif.yaml
./import/receivables.csv
./import/statement.csv
./import/statement.ofx
./import/statement.qif
./import/statement.sta
./import/statement.xml
./import/vcard
./packaging/alpine/APKBUILD
./packaging/debian/changelog
./packaging/debian/control
./packaging/debian/copyright
./packaging/debian/crm-toolkit.lintian-overrides
./packaging/debian/rules
./packaging/debian/source/format
./packaging/nix/default.nix
./plot/aging
./plot/payments
./plot/trust
./systemd/crm-failed@.service
./systemd/crm-remind.service
./systemd/crm-remind.timer
END
}

# no finding, every column of a row used, ids as crm-log writes them
good_book() {
	book
	for p in $(programs); do
		case $p in
		crm-log) run crm-log --check -q ;;
		crm-remind) run crm-remind --explain ;;
		*) run "$p" ;;
		esac < /dev/null
		status 0
		err_is ''
	done
	[ "$(wc -l < book/journal.csv)" -ge 100 ]
	! tail -n +2 book/journal.csv |
		grep -Ev '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12},20' || fail 'ids'
	cut -d, -f4 book/journal.csv | sort -u > events
	[ "$(wc -l < events)" -ge 25 ] || fail 'few kinds of events'
	# union merge, as crm-log --init writes it
	crm-log -C new --init
	cmp new/.gitattributes book/.gitattributes
}

# both sides are late, something is held for each reason a day brings, three reminders are due
story() {
	book
	crm-overdue -f csv > report
	for k in reply promise deadline conflict incident renewal checkin followup invoice pledge; do
		grep -q ",$k,\(me\|client\)," report || fail "nothing is $k"
	done
	crm-remind --explain -f tsv < report > why
	for h in dispute conflict= unanswered agreed=; do grep -q "$h" why || fail "nothing is held for $h"; done
	crm-remind < report > drafts
	is "$(grep -E '^(client|step|lang):' drafts | tr -d '"' | tr '\n' ' ')" \
		"client: durand step: notice lang: fr client: mairie step: courtesy lang: fr client: northwind step: courtesy lang: en "
}

demo() {
	cp -r "$EX/book" before
	run env LC_ALL= LANG="$1" sh "$EX/demo.sh"
	status 0
	err_is ''
	out_has "$2"
	out_has 'durand'
	out_has '950.00,EUR'
	out_has '$ crm-risk | cut'
	out_has "$3"
	[ "$(wc -l < out)" -le 42 ] || fail "more than a screen: $(wc -l < out) lines"
	[ "$(head -n 18 out | wc -L)" -le 80 ] || fail 'wider than a screen'
	# every command that it proposes is one that works
	grep -E '^  (export|unset|crm-)' out | sed 's/  *#.*//; s|~/crm|./crm|g' > next
	[ "$(wc -l < next)" -ge 5 ] || fail 'few next commands'
	day=$(date +%F)
	run bash -e next
	status 0
	# the first row of one's own book is of the present, not of the day of the demo
	grep -qE "^[^,]*,($day|$(date +%F))T[0-9:]*,acme,contact," crm/journal.csv || fail "$(cat crm/journal.csv)"
	diff -r before "$EX/book"
}

make_demo() {
	need make
	run env -u LC_ALL -u MAKEFLAGS LANG=fr_FR.UTF-8 make -s -o all -C "$ROOT" demo
	status 0
	out_has 'Et maintenant :'
	run env -u LC_ALL -u LANG -u MAKEFLAGS make -s -o all -C "$ROOT" demo
	status 0
	out_has 'What to type next:'
}

# cron_runs COMMAND - as cron and anacron do: /bin/sh, no environment but what they and the file set
cron_runs() {
	env -i PATH="$BIN:$(sed -n 's/^PATH=//p' "$table")" HOME="$HOME" LOGNAME=me SHELL=/bin/sh \
		CRM_DIR="$CRM_DIR" CRM_TODAY="$CRM_TODAY" /bin/sh -c "$1" 2>&1 < /dev/null
}

crontab_runs() {
	book
	mailer
	table=$EX/cron/crontab
	grep -Ev '^(#|$)' "$table" > lines
	is "$(grep '^[A-Z]*=' lines)" 'PATH=/usr/local/bin:/usr/bin:/bin'
	ran=0
	while read -r minute hour day month week command; do
		for f in "$minute" "$hour" "$day" "$month" "$week"; do
			[[ $f =~ ^(\*|[0-9]+(-[0-9]+)?)$ ]] || fail "not a time: $f"
		done
		[[ $command != *%* ]] || fail '% ends a crontab line'
		cron_runs "$command" > printed.$ran || fail "status $?: $command; $(cat printed.$ran)"
		ran=$((ran + 1))
	done < <(grep -v '^[A-Z]*=' lines)
	is "$ran" 3
	is "$(mails)" 2
	grep -q 'answer, even in two lines' printed.0
	# the same morning again: nothing goes out, nothing is printed
	command=$(sed -n 's/^0 8 \* \* 1-5 *//p' lines)
	cron_runs "$command" > again
	[ ! -s again ] || fail "$(cat again)"
	is "$(mails)" 2
	# a book that cannot be read is not passed over in silence
	echo 'colour: red' >> book/policy.yaml
	! cron_runs "$command" > again || fail 'status 0'
	grep -q 'colour' again
}

anacrontab_runs() {
	book
	mailer
	table=$EX/cron/anacrontab
	! command -v anacron > /dev/null || anacron -T -t "$table"
	ran=0
	while read -r days delay name command; do
		[[ $days$delay =~ ^[0-9]+$ && $name =~ ^[a-z-]+$ ]] || fail "not a line of anacron: $days $delay $name"
		cron_runs "$command" > printed.$ran || fail "status $?: $command; $(cat printed.$ran)"
		ran=$((ran + 1))
	done < <(grep -Ev '^(#|$|[A-Z]*=)' "$table")
	is "$ran" 2
	is "$(mails)" 2
}

timer_runs() {
	book
	mailer
	grep -q '^OnCalendar=Mon..Fri 08:00$' "$EX/systemd/crm-remind.timer"
	grep -q '^Persistent=true$' "$EX/systemd/crm-remind.timer"
	start=$(sed -n 's/^ExecStart=//p' "$EX/systemd/crm-remind.service")
	# the words of systemd are those of the shell here: one pair of single quotes
	[[ $start == /bin/bash\ -o\ pipefail\ -c\ \'*\' ]] || fail "$start"
	eval "bare $start" > printed 2>&1
	[ ! -s printed ] || grep -q '^client,step' printed || fail "$(cat printed)"
	is "$(mails)" 2
}

# systemd itself takes the units: 252 refuses what 257 takes, and tells by its status alone
units() {
	need systemd-analyze
	mkdir run
	export XDG_RUNTIME_DIR=$PWD/run
	run systemd-analyze --user verify --man=no "$EX"/systemd/*.timer "$EX"/systemd/crm-remind.service \
		"$EX/systemd/crm-failed@.service"
	status 0
	err_is ''
	run systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "$EX/systemd/crm-remind.timer")"
	status 0
	# what a user's service can give up is given up: 9.4 without, in tenths
	run systemd-analyze --user security --offline=true --no-pager --threshold=70 "$EX/systemd/crm-remind.service"
	status 0
	sed '/^NoNewPrivileges/,$d' "$EX/systemd/crm-remind.service" > crm-remind.service
	run systemd-analyze --user security --offline=true --no-pager --threshold=70 "$PWD/crm-remind.service"
	[ "$st" != 0 ] || fail 'an open unit passes'
	# it does refuse: the test would notice
	sed 's/^Restart=.*/RestartForceExitStatus=4\nNonsense/' "$EX/systemd/crm-remind.service" > bad.service
	run systemd-analyze --user verify --man=no ./bad.service
	[ "$st" != 0 ] || [ -s err ] || fail 'a bad unit passes'
}

# a failure is told with what the unit said
unit_failed() {
	start=$(sed -n 's/^ExecStart=//p' "$EX/systemd/crm-failed@.service" | sed 's/%i/crm-remind.service/g')
	mkdir bin
	printf '#!/bin/sh\necho "of $3"\n' > bin/journalctl
	printf '#!/bin/sh\ncat > mail\n' > bin/sendmail
	chmod +x bin/*
	eval "env -i USER=me PATH=$PWD/bin:/usr/bin:/bin $start"
	is "$(cat mail)" "To: me
Subject: crm-remind.service failed

of crm-remind.service"
}

# short SHELL - the short names in that shell
short() {
	need "$1"
	book
	mailer
	cp "$EX/crm.sh" .
	run "$1" -c ". ./crm.sh; mine -f csv"
	status 0
	out_has reply
	out_lacks invoice
	run "$1" -c ". ./crm.sh; theirs --aging -f csv"
	out_has 'durand,EUR,'
	run "$1" -c ". ./crm.sh; why"
	out_has unanswered
	# an editor that fails, or an emptied file: nothing is sent
	run "$1" -c "EDITOR=false; . ./crm.sh; remind"
	status 1
	run "$1" -c "EDITOR='truncate -s0'; . ./crm.sh; remind"
	is "$(mails)" 0
	run "$1" -c "EDITOR='sed -i s/Dear/Hello/'; . ./crm.sh; remind"
	status 0
	is "$(mails)" 2
	grep -q 'Hello Grace Hill' mail.*
	run "$1" -c "EDITOR=false; . ./crm.sh; remind"
	err_is '# nothing to remind today'
}

# what one client lacks does not stop the others; words that were written are never thrown away
slips() {
	book
	mailer
	mkdir tmp
	export TMPDIR=$PWD/tmp
	sed -i 's/^name:/nom:/' book/clients/mairie.yaml
	run sh -c "EDITOR='sed -i s/^body:.*/my_words/'; . '$EX/crm.sh'; remind"
	status 2
	is "$(mails)" 0
	kept=$(sed -n "s/^remind: the drafts are kept in '\(.*\)'.*/\1/p" err)
	grep -q my_words "$kept"
	rm "$kept"
	run sh -c "EDITOR='sed -i s/Dear/Hello/'; . '$EX/crm.sh'; remind"
	status 3
	err_has 'clients/mairie.yaml:'
	grep -q 'Hello Grace Hill' mail.*
	grep -q 'Hello Grace Hill' tmp/*
}

hook() {
	need git
	book
	cd book || exit
	git init -q .
	git config user.email zoe@example.org
	git config user.name Zoe
	cp "$EX/hooks/pre-commit" .git/hooks/pre-commit
	git add -A
	run git commit -qm one
	status 0
	echo 'not a row' >> journal.csv
	run git commit -qam two
	status 1
	err_has 'journal.csv:'
	err_has 'pre-commit: correct the book'
	is "$(git log --oneline | wc -l)" 1
}

# two copies grow apart and git merges them by the line of .gitattributes
merge() {
	need git
	book
	cd book || exit
	export CRM_DIR=$PWD
	git init -q -b main .
	git config user.email zoe@example.org
	git config user.name Zoe
	git add -A && git commit -qm one
	git checkout -qb laptop
	crm-log note durand 'from the laptop'
	git commit -qam laptop
	git checkout -q main
	crm-log payment northwind F2026-021 900 -y GBP
	git commit -qam desk
	git merge -q --no-edit laptop
	run crm-log --check -q
	status 0
	crm-overdue -f csv > report
	! grep F2026-021 report || fail 'the payment was lost'
	grep -q 'from the laptop' journal.csv
}

miller() {
	need mlr
	book
	run "$EX/handover/by-client"
	status 0
	out_is << 'END'
client    currency owed invoices oldest
durand    EUR      2400 2        78
mairie    EUR      1200 1        16
northwind GBP      900  1        10
END
}

sql() {
	need sqlite3
	book
	run "$EX/handover/ask-sql" "select client, count(*) n from overdue where who = 'client' group by 1 having n > 1"
	status 0
	is "$(tail -n 1 out | xargs)" 'durand 4'
	run "$EX/handover/ask-sql" "select count(*) n from journal where event = 'invoice'"
	is "$(tail -n 1 out | tr -d ' ')" 13
	mv book "l'été 2026"
	run env CRM_DIR="l'été 2026" "$EX/handover/ask-sql" "select count(*) n from journal where event = 'invoice'"
	status 0
	is "$(tail -n 1 out | tr -d ' ')" 13
}

# the two hints of crm(7), with the library that tests/bench fetches: sums of what guessing leaves text
duck() {
	library=$ROOT/build/bench/node_modules/@duckdb/node-api
	[ -d "$library" ] || { echo 'needs DuckDB, which `make bench` fetches'; exit 78; }
	need node
	book
	typed=$(sed -n "s/^\.Ql \(read_csv('-'.*)\) \.$/\1/p" "$ROOT/man/crm.7")
	sum=$(sed -n 's/^\.Ql \(sum(amount::.*)\) \.$/\1/p' "$ROOT/man/crm.7")
	cat > q.mjs <<- 'END'
		import {createRequire} from 'node:module';
		const {DuckDBInstance} = createRequire(import.meta.url)(process.argv[2]);
		const c = await (await DuckDBInstance.create(':memory:')).connect();
		console.log((await c.runAndReadAll(process.argv[3])).getRowsJson()[0].join(' '));
	END
	ask() { node q.mjs "$library" "$1"; }
	crm-overdue -f csv > all.csv
	crm-overdue -f ndjson > all.ndjson
	crm-overdue --kind=reply -f csv > none.csv
	is "$(ask "select sum(amount), typeof(sum(amount)) from ${typed/-/all.csv} where currency = 'EUR'")" '9100.000 DECIMAL(38,3)'
	is "$(ask "select $sum, count(*) from 'all.ndjson' where currency = 'EUR'")" '9100.000 7'
	is "$(ask "select sum(amount) from ${typed/-/none.csv}")" ''
	# without them it is as they say
	! ask "select sum(amount) from 'none.csv'" > log 2>&1 || fail 'guessed right'
	! ask "select sum(amount) from 'all.ndjson'" > log 2>&1 || fail 'guessed right'
}

# 13 invoices less 8 payments is what crm-overdue calls open
postings() {
	need mlr
	book
	crm-log writeoff petit F2026-018 -w 2026-06-14
	crm-log --list -f csv > rows.csv
	run "$EX/handover/to-hledger" rows.csv
	status 0
	cp out books.journal
	is "$(grep -c '^20' out)" 22
	# nothing piped in: the whole book; an empty pipe is said
	run "$EX/handover/to-hledger"
	cmp out books.journal
	run sh -c ": | '$EX/handover/to-hledger'"
	status 1
	err_has 'to-hledger: no row of money'
	grep -qFx '    assets:receivable:petit:F2026-018  = 0 EUR' books.journal
	need hledger
	hledger -f books.journal balance receivable:durand -N --flat > balance
	is "$(awk '{ print $1, $2, $3 }' balance | tr '\n' ' ')" \
		'950.00 EUR assets:receivable:durand:F2026-008 1450.00 EUR assets:receivable:durand:F2026-017 '
	hledger -f books.journal balance 'bad debts' -N | grep -q '200.00 EUR'
}

# the maps with the files they are for; tests/e2e/11-import.sh looks at the rows
imports() {
	book
	run crm-log -v --import --map="$EX/import/invoices.yaml" "$EX/import/receivables.csv"
	status 0
	err_has '3 records: 5 to add, 0 already present'
	run crm-log -v --import --map="$EX/import/bank.yaml" "$EX/import/statement.csv"
	status 0
	err_has '4 records: 3 to add, 0 already present, 0 left out'
	# 1300 received for 1200, 100 given back
	crm-overdue --client=lilas --kind=invoice > paid
	is "$(wc -l < paid)" 1
}

# pictures of two clients, with every day of their history
pictures() {
	need gnuplot
	book
	mkdir "l'été 2026"
	run env TMPDIR="$PWD/l'été 2026" "$EX/plot/trust" durand lilas
	status 0
	err_is ''
	out_has '<svg'
	out_has '>durand<'
	out_has '>lilas<'
	out_has '>critical<'
	out_has 'Sep 25'
	points=$(($(crm-risk --history durand -f csv | wc -l) + $(crm-risk --history lilas -f csv | wc -l) - 2))
	# a point a day, and one for each client in the legend
	is "$(grep -o "<use xlink:href='#gpPt6'" out | wc -l)" $((points + 2))
	run env LC_ALL=C.UTF-8 TERMINAL='pngcairo size 1000,500' "$EX/plot/trust" durand lilas
	status 0
	is "$(head -c 8 out | od -An -tx1 | tr -d ' \n')" 89504e470d0a1a0a
	run env LC_ALL= LANG=fr_FR.UTF-8 TERMINAL='dumb 78 24' "$EX/plot/trust" durand
	status 0
	out_has 'Risque de la relation'
	out_has 'à surveiller'
	# no picture of nobody
	run "$EX/plot/trust"
	status 2
	run "$EX/plot/trust" nobody
	[ "$st" != 0 ] || fail 'status 0'
	err_has "the book has nothing of 'nobody'"
}

# ages by currency, days after the due day; a currency that nobody owes is no picture
more_pictures() {
	need gnuplot
	book
	run "$EX/plot/aging"
	status 0
	err_is ''
	out_has '<svg'
	out_has '>Open money by age, EUR<'
	for c in durand lilas mairie noe petit; do out_has ">$c<"; done
	! grep -q northwind out || fail 'pounds among euros'
	run env LC_ALL= LANG=fr_FR.UTF-8 TERMINAL='dumb 78 24' "$EX/plot/aging" GBP
	status 0
	out_has 'northwind'
	out_has 'Encours par ancienneté, GBP'
	run "$EX/plot/aging" CHF
	status 1
	err_has 'nothing is open in CHF'
	run "$EX/plot/payments"
	status 0
	err_is ''
	out_has '>northwind GBP<'
	out_has '>8 of 10 invoices<'
	! grep -q '>petit<' out || fail 'petit has paid nothing'
	run env LC_ALL= LANG=fr_FR.UTF-8 "$EX/plot/payments"
	out_has "jours après l'échéance"
}

# one page, whole by itself, in both languages; what a note says is text
page() {
	need gnuplot
	need python3
	book
	crm-log promise lilas html -d 2026-06-16 '<script>alert("1 & 2")</script>'
	for lang in C.UTF-8 fr_FR.UTF-8; do
		run env LC_ALL= LANG="$lang" "$EX/handover/report"
		status 0
		err_is ''
		python3 - out << 'END'
import html.parser, re, sys
VOID = {'meta', 'br', 'link'}
class Page(html.parser.HTMLParser):
    stack, seen, cells = [], [], []
    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        for name, value in attrs:
            assert not (name in ('src', 'href') and value.startswith(('http', '//'))), value
        if tag not in VOID:
            self.stack.append(tag)
    def handle_startendtag(self, tag, attrs):
        self.seen.append(tag)
    def handle_endtag(self, tag):
        assert self.stack and self.stack[-1] == tag, (tag, self.stack)
        self.stack.pop()
    def handle_data(self, data):
        self.cells.append(data)
p = Page()
p.feed(open(sys.argv[1], encoding='utf-8').read())
assert not p.stack and 'script' not in p.seen
assert p.seen.count('svg') == 4, p.seen.count('svg')
assert '<script>alert("1 & 2")</script>' in p.cells
END
	done
	out_has 'Délais de paiement'
	# the sums are those of the report
	is "$(grep -c '>F2026-0[0-9]*<' out)" "$(crm-overdue --who=client -f csv | cut -d, -f4 | grep -c F2026)"
}

# a browser shows it whole: the words of each part are on paper, the pictures are no blank screen
rendered() {
	need gnuplot
	need pdftotext
	want chromium
	book
	LC_ALL='' LANG=fr_FR.UTF-8 "$EX/handover/report" > page.html
	browser() { timeout 120 chromium --headless --no-sandbox --disable-gpu "$@" "file://$PWD/page.html" > log 2>&1; }
	browser --no-pdf-header-footer --print-to-pdf="$PWD/page.pdf" || fail "$(tail -n 3 log)"
	pdftotext -layout page.pdf text
	for w in 'Registre au 2026-06-15' 'Ce que je dois faire' "Ce que j'attends" 'Encours par ancienneté, GBP' \
		'northwind' '8 factures sur 10' 'critique' 'Risque de la relation'; do
		grep -qF "$w" text || fail "not on paper: $w"
	done
	browser --window-size=1000,3600 --screenshot="$PWD/page.png" || fail "$(tail -n 3 log)"
	is "$(od -An -tx1 -j 16 -N 8 page.png | tr -d ' \n')" 000003e800000e10
	echo '<p>' > page.html
	browser --window-size=1000,3600 --screenshot="$PWD/blank.png"
	[ "$(stat -c %s page.png)" -gt $((4 * $(stat -c %s blank.png))) ] || fail 'the page is blank'
}

# the parts' reports, sorted together, are the report of the whole, byte for byte
parts() {
	book
	printf '%s\n' '01a40000-0000-7000-8000-000000000001,2026-06-14,,absence,,me,,,,2026-06-20,,,,' >> book/journal.csv
	run "$EX/handover/split" 4 parts
	status 0
	is "$(find parts -name '*.yaml' -path '*clients*' | wc -l)" "$(find book/clients -name '*.yaml' | wc -l)"
	is "$(find parts ! -perm 700 -type d | wc -l)" 0
	for report in 'crm-overdue --no-header -f csv' 'crm-overdue --aging --no-header -f csv' 'crm-risk --no-header -f csv' 'crm-risk --payers --no-header -f csv'; do
		$report | sort > whole
		[ -s whole ]
		for p in parts/*; do $report -C "$p"; done | sort | cmp - whole
	done
	run "$EX/handover/split" none parts
	status 2
}

# typed tables in PostgreSQL: the same sums as Miller has
postgres() {
	need mlr
	bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2> /dev/null | sort | tail -n 1)
	[ -n "$bin" ] || need initdb
	PATH=$PATH:$bin
	need initdb
	need psql
	book
	"$EX/handover/to-postgres" > book.sql
	# initdb refuses root; its folder is short, as a socket's path must be
	who=
	[ "$(id -u)" != 0 ] || who="runuser -u postgres --"
	pg=$(mktemp -d /tmp/crm-pg.XXXXXX)
	[ -z "$who" ] || chown postgres "$pg"
	trap '$who "$bin/pg_ctl" -D "$pg/d" -m immediate stop > /dev/null 2>&1; rm -rf "$pg"' EXIT
	(cd "$pg" && $who "$bin/initdb" -D d -A trust -E UTF8 > log 2>&1 &&
		$who "$bin/pg_ctl" -D d -w -l l -o "-k $pg -c listen_addresses=" start >> log 2>&1) || fail "$(cat "$pg/log")"
	user=$(id -un)
	[ -z "$who" ] || user=postgres
	sql() { psql -h "$pg" -U "$user" -d postgres -q -At -v ON_ERROR_STOP=1 "$@"; }
	sql < book.sql 2> notices
	is "$(sql -c "select sum(amount) from journal where event = 'invoice' and currency = 'EUR'")" \
		"$(grep -E ',invoice,.*,EUR,' book/journal.csv | mlr --icsv --implicit-csv-header --onidx stats1 -a sum -f 8 | awk '{ printf "%.2f", $1 }')"
	is "$(sql -c 'select count(*) from journal')" "$(crm-log --list -f csv --no-header | wc -l)"
	is "$(sql -c 'select max(days), count(*) from overdue')" "$(crm-overdue -f csv --no-header | cut -d, -f7 | sort -n | tail -n 1)|$(crm-overdue -f csv --no-header | wc -l)"
	is "$(sql -c 'select client from risk order by risk desc limit 1')" durand
	# once more: replaced, not doubled
	sql < book.sql
	is "$(sql -c 'select count(*) from risk')" "$(crm-risk -f csv --no-header | wc -l)"
}

it "each file has a test here" all_files
it "the book is without fault" good_book
it "the book shows a day" story
it "demo, English" demo C 'What to type next:' 'Invoice F2026-021'
it "demo, French" demo fr_FR.UTF-8 'Et maintenant :' 'Facture F2026-020'
case ${B:-} in
'' | */release) it "make demo speaks the user's language" make_demo ;;
esac
it "crontab: each line, as cron runs it" crontab_runs
it "anacron: every line runs" anacrontab_runs
it "systemd: the service and its timer" timer_runs
it "systemd: the units are accepted" units
it "systemd: a failure is mailed" unit_failed
for s in sh bash; do it "short names in $s" short $s; done
it "short names: what was written is kept, one client stops no other" slips
it "git: the hook refuses a bad row" hook
it "git: two copies merge" merge
it "Miller" miller
it "SQLite" sql
it "DuckDB" duck
it "hledger" postings
it "gnuplot" pictures
it "gnuplot: ages and payments" more_pictures
it "one page of HTML" page
it "the page in a browser" rendered
it "parts of a book" parts
it "PostgreSQL" postgres
it "imports: an export of invoices, a bank statement" imports
done_testing
