# crm-log: rows written, refused, taken back, listed, checked (crm-journal(5); crm-log(1); P1, P2, P3, P5, P7).
. "$(dirname "$0")/../lib.sh"

HEAD=id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note
export CRM_TODAY=2026-06-15

# a book in ./b with the client acme
book() {
	export CRM_DIR=b
	crm-log --init
	crm-log --new-client acme
}

# the journal without ids
rows() { tail -n +2 b/journal.csv | cut -d, -f2-; }

init() {
	run crm-log -C b --init
	status 0
	out_is ''
	err_is ''
	is "$(head -n 1 b/journal.csv)" "$HEAD"
	is "$(cat b/.gitattributes)" 'journal.csv merge=union'
	is "$(find b -type d -printf '%m ')" '700 700 '
	is "$(find b -type f -printf '%m\n' | sort -u)" 600
	echo 'max: 3' > b/policy.yaml
	run crm-log -C b --init
	status 0
	is "$(cat b/policy.yaml)" 'max: 3'
	run crm-log -C no/such/book in acme hello
	status 2
	err_has "no book is here: 'crm-log -C no/such/book --init' makes one"
}

# a folder that is none would read as nothing owed
no_book() {
	local f p
	mkdir empty
	for f in crm-log\ --list crm-log\ --check crm-log\ --new-client=acme crm-overdue crm-risk crm-remind; do
		run $f -C empty < /dev/null
		status 2
		out_is ''
		err_has "empty: holds no book (no journal.csv, policy.yaml or clients/); 'crm-log -C empty --init' makes one"
	done
	is "$(ls -A empty)" ''
	crm-log -C b --init
	mkdir -p of-journal of-policy of-clients/clients
	cp b/journal.csv of-journal
	cp b/policy.yaml of-policy
	run crm-overdue -C of-journal
	status 0
	# the journal of a book was lost
	for f in of-policy of-clients; do
		for p in crm-log\ --list crm-overdue crm-risk crm-remind; do
			run $p -C $f < /dev/null
			status 3
			err_has "${p%% *}: journal.csv: is missing or has not even a header"
		done
	done
	run crm-log -C of-clients --new-client acme
	status 0
	run crm-log -C of-clients in acme
	err_is ''
	run crm-overdue -C of-clients
	status 0
}

init_french() {
	crm-log -C b --init --lang=fr
	grep -qx '  holidays: fr' b/policy.yaml
	grep -qx 'lang: fr' b/policy.yaml
	crm-log -C c --init --lang=en
	grep -qx 'lang: en' c/policy.yaml
	# the language of the moment, written down: what comes later is in it whatever the locale is then
	env LC_ALL=fr_FR.UTF-8 crm-log -C d --init
	grep -qx 'lang: fr' d/policy.yaml
	env LC_ALL=de_DE.UTF-8 crm-log -C e --init
	grep -qx 'lang: en' e/policy.yaml
	! grep -q '^  holidays' c/policy.yaml
}

writes() {
	book
	run crm-log in acme -c email 'asks when the mock-up comes'
	status 0
	out_is ''
	err_is ''
	run crm-log -v invoice acme F2026-014 1200 -d 30d 'Refonte du site'
	status 0
	grep -Eqx '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}' out
	is "$(tail -n 1 b/journal.csv | cut -d, -f1)" "$(cat out)"
	crm-log -w 2026-06-10T09:05 met acme 'l1
l2 \ "q", fin'
	crm-log absence - -d eom ski
	rows > got
	file_is got << 'END'
2026-06-15,acme,contact,,client,,,,,email,,,asks when the mock-up comes
2026-06-15,acme,invoice,,me,F2026-014,1200.00,EUR,2026-07-15,,,,Refonte du site
2026-06-10T09:05,acme,contact,,both,,,,,meet,,,"l1\nl2 \\ ""q"", fin"
2026-06-15,,absence,,me,,,,2026-06-30,,,,ski
END
}

# due: option, then profile, then policy
terms() {
	book
	crm-log invoice acme F1 1
	echo 'terms: 45eom' >> b/clients/acme.yaml
	crm-log invoice acme F2 1
	crm-log invoice acme F3 1 -d 10d
	echo 'terms: 7d' > b/policy.yaml
	sed -i '/^terms/d' b/clients/acme.yaml
	crm-log invoice acme F4 1
	is "$(rows | cut -d, -f6,9 | tr '\n' ' ')" 'F1,2026-07-15 F2,2026-07-31 F3,2026-06-25 F4,2026-06-22 '
	echo 'terms: [' >> b/clients/acme.yaml
	run crm-log invoice acme F5 1
	status 2
	err_has 'fix the profile'
	run crm-log in acme hello
	status 0
	is "$(rows | wc -l)" 5
}

# wrong FIELD WORD... - nothing is written, status 2, one line that names the field
wrong() {
	local field=$1
	shift
	run crm-log "$@"
	status 2
	[ "$(wc -l < err)" = 1 ] || fail "more than one line: $(cat err)"
	err_has "crm-log: $field: "
	cmp b/journal.csv before
}

refused() {
	book
	cp b/journal.csv before
	wrong at in acme -w 2026-02-30
	wrong client in Acme x
	wrong client in ../acme x
	wrong client in '$(touch x)' x
	wrong client in - x
	wrong event shout acme x
	wrong kind incident acme -k silly
	wrong kind letter acme F1
	wrong kind claim acme F1
	wrong by in acme -b him
	wrong ref promise acme - -d +3d
	wrong amount invoice acme F1 1,200
	wrong amount invoice acme F1 1.005
	wrong amount payment acme F1 99999999999999999999
	wrong currency invoice acme F1 5 -y euro
	wrong due invoice acme F1 5 -d soon
	wrong channel in acme -c $'e\tmail'
	wrong level in acme -l 0
	wrong tags in acme -g =x
	wrong note in acme $'a\x1b[31m'
	wrong note in acme $'\xff'
	run crm-log invoice acme F1
	status 2
	err_is 'crm-log: AMOUNT is missing: crm-log invoice CLIENT REF AMOUNT [NOTE...]'
	run crm-log
	status 0
	cmp b/journal.csv before
	run crm-log note acme "$(head -c 70000 /dev/zero | tr '\0' x)"
	status 2
	err_has 'longer than 64 KiB'
	cmp b/journal.csv before
	[ ! -e x ]
}

unknown_client() {
	book
	run crm-log in amce hello
	status 2
	err_is "crm-log: client: 'amce' is not known; the nearest is 'acme', and crm-log --new-client amce makes a new one"
	run crm-log in zzzzz hello
	status 2
	err_is "crm-log: client: 'zzzzz' is not known; crm-log --new-client zzzzz makes a profile"
	# a client that only the journal knows is known
	echo '01890a5d-ac96-774b-bcce-b302099a8057,2026-06-01,old,note,,me,,,,,,,,x' >> b/journal.csv
	run crm-log in old hello
	status 0
	run crm-log --list --client=acne
	status 2
	out_is ''
	err_is "crm-log: --client: the book has nothing of 'acne'; the nearest client is 'acme'"
	run crm-log --list --client=acme
	status 0
	run crm-log --list --client=olt --client=acme
	status 2
	err_has "nearest client is 'old'"
	# one whose only row cannot be read, or was taken back, is known
	echo '01890a5d-ac96-774b-bcce-b302099a8058,2026-06-01,torn,nothing,,me,,,,,,,,x' >> b/journal.csv
	run crm-log --list --client=torn
	status 3
	sed -i '/,torn,/d' b/journal.csv
	crm-log --new-client gone
	crm-log --void "$(crm-log -v in gone x)"
	rm b/clients/gone.yaml
	run crm-log --list --client=gone
	status 0
	run crm-log --new-client acme
	status 2
	err_has 'exists already'
	run crm-log --new-client ../x
	status 2
}

hints() {
	book
	run crm-log promise acme P1 call back
	status 0
	is "$(head -n 1 err)" 'crm-log: hint: a promise without a date is vague: say when, with -d'
	is "$(tail -n 1 err)" "crm-log: hint: crm-log --void $(tail -n 1 b/journal.csv | cut -c 29-36) voids this row"
	run crm-log -q promise acme P2 call back
	err_is ''
	run crm-log --lang=fr promise acme P3
	status 0
	run crm-log payment acme F1 10
	status 0
	err_has "no invoice of this client has the ref 'F1'"
	crm-log invoice acme F2 100 -d 30d
	run crm-log payment acme - 60
	status 0
	err_has 'crm-log: hint: which invoice does it pay? F2 is open with 100.00 EUR; without its ref nothing is deducted: void this row, and log it with the ref'
	run crm-log invoice acme F9 1 2000,50
	status 0
	err_has "hint: the note begins with '2000,50'"
	is "$(rows | tail -n 1 | cut -d, -f6,7)" F9,1.00
	run crm-log absence - ski
	status 0
	err_has 'hint: an absence without an end is one day'
}

# what --check advises about a mission without goal leaves no finding and no hint
goal() {
	local id
	book
	id=$(crm-log -v mission acme M1 -d +4w 2> /dev/null)
	run crm-log --check
	err_has 'a mission without goal: void it and log it with one'
	crm-log --void "$id"
	run crm-log mission acme M1 -d +4w 'ten orders a day'
	err_lacks 'was logged on'
	run crm-log --check
	err_lacks goal
}

torn() {
	local row n i
	book
	crm-log in acme one
	row=$(tail -n 1 b/journal.csv)
	cp b/journal.csv whole
	n=$((${#row} + 1))
	for i in 1 2 20 36 37 60 $((n - 1)); do
		rm -f b/journal.csv.torn-*
		head -c -"$i" whole > b/journal.csv
		run crm-log in acme two
		status 0
		is "$(rows)" '2026-06-15,acme,contact,,client,,,,,,,,two'
		case $((n - i)) in
		1) err_has "the last 1 byte was not a whole line" ;;
		*) err_has "the last $((n - i)) bytes were not a whole line" ;;
		esac
		is "$(cat b/journal.csv.torn-*)" "$(head -c $((n - i)) <<< "$row")"
		is "$(stat -c %a b/journal.csv.torn-*)" 600
	done
	rm -f b/journal.csv.torn-*
	cp whole b/journal.csv
	head -c 100 /dev/zero >> b/journal.csv
	run crm-log in acme two
	status 0
	is "$(rows | wc -l)" 2
	is "$(stat -c %s b/journal.csv.torn-*)" 100
}

concurrent() {
	local w i
	book
	for w in 1 2 3 4; do
		(for i in $(seq 100); do crm-log in acme "w$w n$i" || exit 1; done) &
	done
	wait
	is "$(rows | grep -Ecx '2026-06-15,acme,contact,,client,,,,,,,,w[1-4] n[0-9]+')" 400
	is "$(rows | sort -u | wc -l)" 400
	is "$(cut -d, -f1 b/journal.csv | sort -u | wc -l)" 401
}

locked() {
	book
	flock b/.lock sleep 3 &
	sleep 0.2
	run crm-log --lock-wait=0 in acme hello
	status 4
	err_has 'holds the lock'
	is "$(rows | wc -l)" 0
	kill %1
}

takes_back() {
	local id void
	book
	id=$(crm-log -v invoice acme F1 10)
	crm-log in acme stays
	run crm-log --void "$id"
	status 0
	is "$(tail -n 1 b/journal.csv | cut -d, -f2-)" "2026-06-15,acme,void,,me,$id,,,,,,,"
	run crm-log --list
	is "$(tail -n +2 out | cut -d, -f2-)" '2026-06-15,acme,contact,,client,,,,,,,,stays'
	run crm-log -v --void "$id"
	status 0
	err_has 'has already been voided'
	is "$(rows | wc -l)" 3
	void=$(tail -n 1 b/journal.csv | cut -d, -f1)
	run crm-log --void "$void"
	status 2
	err_has 'log that row again'
	run crm-log --void 01890a5d-ac96-774b-bcce-b302099a8057
	status 2
	err_has 'no row has the id'
	run crm-log --void "$(crm-log -v in acme x)" nonsense
	status 2
	is "$(rows | wc -l)" 4
	run crm-log void acme "$id"
	status 2
}

# ids are unique within one client only: --client says whose row is meant, whatever the order
twins() {
	local id=01890a5d-ac96-774b-bcce-b302099a8057 row client
	for row in 'acme beta' 'beta acme'; do
		rm -rf b
		book
		crm-log --new-client beta
		for client in $row; do
			echo "$id,2026-06-01,$client,note,,me,,,,,,,," >> b/journal.csv
		done
		cp b/journal.csv before
		run crm-log --void $id
		status 2
		err_is "crm-log: --void: several clients have a row with this id ($id acme, $id beta): say whose, --client=ID"
		cmp b/journal.csv before
		run crm-log --void --client=beta $id
		status 0
		is "$(tail -n 1 b/journal.csv | cut -d, -f2-)" "2026-06-15,beta,void,,me,$id,,,,,,,"
		is "$(crm-log --list | tail -n +2 | cut -d, -f3)" acme
		run crm-log -v --void --client=beta $id
		status 0
		err_has 'has already been voided'
		# the id without a client stays unclear: it may be typed once too often
		run crm-log --void $id
		status 2
		run crm-log --void $id --client=acme
		is "$(crm-log --list | wc -l)" 1
		run crm-log --void $id --client=acne
		status 2
		err_has "nearest client is 'acme'"
	done
}

# the beginning or the end of an id will do where it is one of one row
short_ids() {
	local a=01890a5d-ac96-774b-bcce-b302099a8057 b=01890a5d-ac96-774b-bcce-b302099a8058
	book
	printf '%s,2026-06-01,acme,note,,me,,,,,,,,\n' $a $b >> b/journal.csv
	cp b/journal.csv before
	run crm-log --void 01890a5d
	status 2
	err_is "crm-log: --void: '01890a5d' may be one of several rows ($a acme, $b acme): write the whole id"
	for short in 99a8057 09A8057F x1890a5d "${a}0" '099a8057 '; do
		run crm-log --void "$short"
		status 2
		err_has 'is neither a row id nor at least its first or last 8 characters'
	done
	run crm-log --void 12345678
	status 2
	err_has 'no row has the id 12345678'
	cmp b/journal.csv before
	run crm-log --void 099a8057 …099a8057 ${a%7}7
	status 0
	is "$(tail -n +4 b/journal.csv | cut -d, -f2-)" "2026-06-15,acme,void,,me,$a,,,,,,,"
	# a row that was taken back still has its id
	run crm-log --void 01890a5d-ac96-774b
	status 2
	run crm-log --void 2099a8058
	status 0
	is "$(crm-log --list | wc -l)" 1
}

lists() {
	book
	crm-log --new-client beta
	crm-log -w 2026-06-03 in beta 'third'
	crm-log -w 2026-06-01 out acme -g tone=warm 'first
line'
	crm-log -w 2026-06-02T10:00 invoice acme F1 5 -l 3
	crm-log -w 2026-07-01 note acme later
	run crm-log --list
	status 0
	is "$(head -n 1 out)" "$HEAD"
	is "$(tail -n +2 out | cut -d, -f2-4 | tr '\n' ' ')" '2026-06-01,acme,contact 2026-06-02T10:00,acme,invoice 2026-06-03,beta,contact '
	# what is listed can be read as a journal again
	cp -r b c
	(head -n 1 out; tail -n +2 out | tac) > c/journal.csv
	run crm-log -C c --list
	mv out again
	run crm-log --list
	cmp out again
	run crm-log --list --client=beta --client=acme --event=out --event=invoice
	is "$(tail -n +2 out | wc -l)" 2
	run crm-log --list --since=2026-06-02 --until=2026-06-02 -f json
	is "$(jq -c '[length, .[0].amount, .[0].level, .[0].note]' out)" '[1,"5.00",3,null]'
	run crm-log --list --event=out -f json
	is "$(jq -r '.[0].note' out)" $'first\nline'
	run crm-log --list --ref=F1 -e
	status 1
	run crm-log --list --ref=F2 -e
	status 0
	run crm-log --list --event=offr3
	status 2
	err_is "crm-log: --event: 'offr3' is not an event; the nearest is 'offer', crm-log --events lists all"
	crm-log absence - -d +2w summer
	run crm-log --list --client=-
	is "$(tail -n +2 out | cut -d, -f2-)" '2026-06-15,,absence,,me,,,,2026-06-29,,,,summer'
	run crm-log --list --client=- --client=beta
	is "$(tail -n +2 out | wc -l)" 2
}

# an option that would be ignored is refused
misplaced() {
	local with option
	book
	crm-log in acme x
	for with in --list --check --void --events --import --init --new-client=x --erase=acme --export=acme; do
		for option in -a1 -yEUR -d+1d -kerror -cemail -l1 -bme -gx -wtoday; do
			run crm-log $with $option < /dev/null
			status 2
			err_has "does not go with ${with%=*}, only with EVENT CLIENT"
		done
	done
	for option in --client=acme --event=in --since=today --until=today; do
		run crm-log $option in acme x
		status 2
		err_has "${option%=*} does not go with EVENT CLIENT, only with --list"
	done
	run crm-log --check -n
	status 2
	err_has '--dry-run does not go with --check, only with --import'
	run crm-log --check -r F1
	status 2
	run crm-log --list -r F1
	status 0
	is "$(rows | wc -l)" 1
	[ -e b/clients/acme.yaml ]
}

# a short form lists what it writes, no more
short_forms() {
	book
	crm-log in acme -c email letter
	crm-log in acme -c phone call
	crm-log missed acme no answer
	crm-log missed acme -c visio no answer
	crm-log met acme lunch
	crm-log contact acme -b both -c phone called
	crm-log -q in acme -g missed=no called
	listed() { crm-log --list --event="$1" | tail -n +2 | cut -d, -f14 | sort | tr '\n' ' '; }
	is "$(listed missed)" 'no answer '
	is "$(listed met)" 'lunch '
	is "$(listed in)" 'call called letter no answer no answer '
	is "$(listed out)" ''
	is "$(listed contact | wc -w)" 9
}

# columns that are missing are named at once, and the manual's way to add them loses nothing
missing_columns() {
	local id
	book
	printf 'mine,id,at,client,event,kind,by,ref,amount,currency\r\n' > b/journal.csv
	crm-log -w 2026-06-01 payment acme - 5
	crm-log -w 2026-06-02 satisfied acme -b me
	id=$(crm-log -v -w 2026-06-03 goodwill acme)
	crm-log --void "$id"
	crm-log -q -w 2026-07-03 goodwill acme
	(head -n 1 b/journal.csv | tr -d '\r'; echo; grep acme b/journal.csv | tail -n 1) >> b/journal.csv
	sed -i '2s/^/a thought/' b/journal.csv
	crm-log --list -t 2026-12-31 > before
	cp b/journal.csv bytes
	run crm-log invoice acme F1 5 -d 30d
	status 2
	err_is "crm-log: journal.csv:1: header: the journal has no column for all that this row says; missing are due,channel,level,tags,note: add them to every line, crm-journal(5) shows how"
	cmp b/journal.csv bytes
	awk '/^\.Ed/ { on = 0 } on; /^are added to every line/ { getline; on = 1 }' "$ROOT/man/crm-journal.5" | sed 's/\\e/\\/g' |
		sed 's/,due,level/,due,channel,level,tags,note/; s/",,"/",,,,,"/' > how
	is "$(wc -l < how)" 5
	chmod 600 b/*.csv
	(cd b && CRM_DIR=. run bash -eu ../how && status 0 && err_lacks journal.csv)
	crm-log --list -t 2026-12-31 > after
	cmp before after
	is "$(grep -c ,void, b/journal.csv)" 1
	is "$(stat -c %a b/journal.csv)" 600
	grep -q '^a thought,' b/journal.csv
	run crm-log invoice acme F1 5 -d 30d
	status 0
	is "$(crm-log --list --ref=F1 | cut -d, -f10 | tail -n 1)" 2026-07-15
}

# an id that stands twice with other content: what the finding advises ends it, one way and the other
double_id() {
	local id=01890a5d-ac96-774b-bcce-b302099a8057
	book
	for note in one two; do echo "$id,2026-06-01,acme,note,,me,,,,,,,,$note" >> b/journal.csv; done
	cp b/journal.csv twice
	run crm-log --check
	status 3
	err_has "journal.csv:3: id: line 2 has the same id with different content and counts instead; give one of the two an id of its own, with other last digits, or void both"
	sed -i '3s/8057/8058/' b/journal.csv
	run crm-log --check
	status 0
	is "$(crm-log --list | wc -l)" 3
	cp twice b/journal.csv
	crm-log --void $id
	run crm-log --check
	status 0
	err_lacks 'same id'
	is "$(crm-log --list | wc -l)" 1
}

# on a terminal of 80 columns all that was said can be read, and taken back
narrow() {
	local short
	need python3
	book
	crm-log --new-client a-longer-name-of-a-client
	crm-log -w 2026-06-02T10:00 -g tone=tense -g minutes=30 -c phone in a-longer-name-of-a-client 'a first note that takes about seventy columns of the terminal, as many do'
	crm-log -q -d 30d invoice acme F2026-014 1200.50 'New site, the first half of it'
	need_terminal
	run "$ROOT/tests/terminal" crm-log --list -f table
	status 0
	is "$(sed 's/…/./g; s/\x1b\[[0-9]*m//g' out | awk 'length > 80')" ''
	for text in 2026-06-02 contact 'a first note that takes about seventy columns of the terminal, as many do' \
		2026-06-15 acme invoice F2026-014 1200.50 'New site, the first half of it'; do
		out_has "$text"
	done
	short=$(grep F2026-014 out | cut -d' ' -f1)
	is "${#short}" 9
	crm-log --void "${short#…}"
	is "$(crm-log --list | wc -l)" 2
	run "$ROOT/tests/terminal" crm-log --check -q
	is "$(sed 's/\x1b\[[0-9]*m//g' out | awk 'length > 80')" ''
	grep -Eqx '  [0-9a-f]{64}' out
	is "$(grep -Ex '  [0-9a-f]{64}' out | tr -d ' ')" "$(crm-log -q --check -f csv | sed -n 's/^sha256,\([^,]*\),.*/\1/p')"
}

checks() {
	local sum
	book
	run crm-log --check
	status 0
	# a journal that a sync or a full disk took away is not a book in order
	mv b/journal.csv away
	for lost in 'true' 'touch b/journal.csv'; do
		$lost
		run crm-log --check
		status 3
		err_has 'crm-log: journal.csv: is missing or has not even a header: restore it from a copy; the next crm-log begins a new one'
	done
	mv away b/journal.csv
	crm-log invoice acme F1 10
	crm-log invoice acme F2 20.50
	crm-log payment acme F9 5 -y USD
	crm-log payment acme F9 5 -y USD
	run crm-log --check
	status 0
	out_has 'rows,,4,,'
	out_has 'event,invoice,2,,'
	out_has 'sum,invoice,,30.50,EUR'
	out_has 'sum,payment,,10.00,USD'
	err_has "journal.csv:4: ref: 'F9' refers to nothing"
	err_has 'appears twice on that day'
	err_has 'clients/acme.yaml: needs: is empty'
	sum=$(grep ^sha256 out)
	(head -n 1 b/journal.csv; tail -n +2 b/journal.csv | tac; tail -n +2 b/journal.csv) > j
	cp j b/journal.csv
	run crm-log --check
	status 0
	is "$(grep ^sha256 out)" "$sum"
	is "$(grep -c 'refers to nothing' err)" 2
	is "$(grep -c 'appears twice on that day' err)" 1
	# what the prompt would have refused
	cat >> b/journal.csv << 'END'
01890a5d-ac96-774b-bcce-b302099a8057,2026-06-01,acme,incident,silly,,,,,,,,,
01890a5d-ac96-774b-bcce-b302099a8058,2026-06-01,acme,note,,,,,,,,,=x,
END
	run crm-log --check
	status 0
	err_has "journal.csv:10: kind: 'silly' must be one of: error"
	err_has "journal.csv:11: tags: '=x' is not a valid tag"
	chmod 644 b/policy.yaml
	echo 'nope: 1' >> b/clients/acme.yaml
	cat >> b/journal.csv << 'END'
x,y
01890a5d-ac96-774b-bcce-b302099a8057,2026-06-01,acme,invoise,,me,F1,5,,,,,,
01890a5d-ac96-774b-bcce-b302099a8057,2026-06-01,acme,met,,me,,,,,,,,
END
	touch b/journal.csv.torn-abc
	run crm-log --check
	status 3
	err_has 'policy.yaml: others can read it (mode 644)'
	err_has 'clients/acme.yaml:'
	err_has 'journal.csv:12: '
	err_has "journal.csv:13: event: 'invoise' is not an event; the nearest is 'invoice'"
	err_has "journal.csv:14: event: 'met' is not an event; the nearest is 'contact'"
	err_has 'journal.csv.torn-abc: was cut from'
}

checks_languages() {
	book
	printf 'name: Acme\nlang: de\n' > b/clients/acme.yaml
	printf 'name: Beta\nlang: de\n' > b/clients/beta.yaml
	printf 'name: Gamma\nlang: en\n' > b/clients/gamma.yaml
	echo 'lang: fr' > b/policy.yaml
	run crm-log -q --check --lang=en
	status 3
	err_is <<- 'X'
	crm-log: clients/acme.yaml:2: lang: there are no letters in language 'de': write templates/de/lang.yaml, see crm-template(5)
	crm-log: clients/beta.yaml:2: lang: there are no letters in language 'de': write templates/de/lang.yaml, see crm-template(5)
	X
	printf 'max: 3\nlang: xx\n' > b/policy.yaml
	run crm-log -q --check --lang=en
	status 3
	err_has "policy.yaml:2: lang: there are no letters in language 'xx'"
	echo 'lang: fr' > b/policy.yaml
	# templates of the book count
	mkdir -p b/templates/de
	cp "$ROOT/lib/templates/en/lang.yaml" b/templates/de/
	chmod -R go= b/templates
	run crm-log -q --check
	status 0
	err_is ''
	# one that is wrong is named itself, once
	echo 'nope: 1' >> b/templates/de/lang.yaml
	run crm-log -q --check --lang=en
	status 3
	is "$(wc -l < err)" 1
	err_has 'templates/de/lang.yaml:'
}

# profiles that are not read, and clients that have none
strays() {
	local f
	book
	crm-log in acme x
	crm-log --new-client acne
	crm-log in acne x
	rm b/clients/acne.yaml
	for f in Beta.yaml gamma.yml 'd e.YAML' acme.yml notes.txt; do echo 'name: x' > "b/clients/$f"; done
	touch b/clients/.acme.yaml.swp
	chmod 600 b/clients/*
	run crm-log --check
	status 0
	err_has 'clients/Beta.yaml: is not a profile and is not read: rename it to beta.yaml'
	err_has 'clients/gamma.yml: is not a profile and is not read: rename it to gamma.yaml'
	err_has 'clients/d e.YAML: is not a profile and is not read: rename it to d-e.yaml'
	err_has "clients/acme.yml: is not a profile and is not read: a profile is called ID.yaml"
	err_has "clients/notes.txt: is not a profile and is not read: a profile is called ID.yaml"
	is "$(grep -c 'is not a profile' err)" 5
	err_has "clients/acne.yaml: is missing; crm-log --new-client acne writes it, but if 'acme' is meant, void the rows and log them again"
	mv b/clients/Beta.yaml b/clients/beta.yaml
	run crm-log --check
	err_lacks Beta.yaml
}

# terms that give more time than the law allows, of the policy and of each kind of client
long_terms() {
	local b2b='terms: is more time to pay than the law allows between businesses: 60 days, or 45 days end of month'
	local public='more time to pay than the law allows for a public client: 30 days, 50 for hospitals, 60 for public undertakings'
	book
	said() { run crm-log --check; status 0; grep terms: err > got || :; }
	said
	file_is got < /dev/null
	printf 'lang: en\n\nterms: 61d\n' > b/policy.yaml
	printf 'kind: b2b\nterms: 46eom\n' > b/clients/long.yaml
	printf 'kind: b2c\nterms: 90d\n' > b/clients/consumer.yaml
	printf 'relation: supplier\nterms: 90d\n' > b/clients/supplier.yaml
	printf 'law: de-b2b\nterms: 90d\n' > b/clients/german.yaml
	printf 'terms: eom45\n' > b/clients/fine.yaml
	printf 'kind: public\nterms: 31d\n' > b/clients/town.yaml
	chmod 600 b/policy.yaml b/clients/*
	said
	sort got > sorted
	file_is sorted << END
crm-log: clients/long.yaml:2: $b2b
crm-log: clients/town.yaml:2: terms: is $public
crm-log: policy.yaml:3: $b2b
END
	# what the policy has is said of a client where it is not wrong for all
	sed -i 's/61d/45d/' b/policy.yaml
	sed -i '/terms/d' b/clients/town.yaml b/clients/long.yaml
	said
	file_is got <<< "crm-log: clients/town.yaml: terms: the policy's terms give ${public#terms: is }; set others here"
	printf 'lang: en\nlaw: de-b2b\nterms: 61d\n' > b/policy.yaml
	echo 'law: fr-b2b' >> b/clients/long.yaml
	said
	file_is got <<< "crm-log: clients/long.yaml: terms: the policy's terms give ${b2b#terms: is }; set others here"
}

events() {
	run env -u CRM_TODAY crm-log --events
	status 0
	is "$(head -n 1 out)" 'event,group,by,operands,kinds,meaning'
	out_has 'invoice,money,me,REF AMOUNT,'
	out_has 'missed,talk,client,,,contact -b client -c phone -g missed'
	is "$(wc -l < out)" 60
	tail -n +2 out | cut -d, -f1 | sort > known
	sed -n 's/^\.It Ic \([a-z]*\).*(*by.*/\1/p; s/^\.It Ic \([a-z]*\)$/\1/p; s/^\.It Ic \([a-z]*\) Ar .*/\1/p; s/^\.Ic \(in\|out\|met\|missed\|plan\)$/\1/p' \
		"$ROOT/man/crm-journal.5" | sort -u > manual
	comm -23 known manual > missing
	[ ! -s missing ] || fail "man/crm-journal.5 lacks: $(tr '\n' ' ' < missing)"
}

# rows of a journal whose columns stand in another order are added in that order
other_order() {
	book
	echo "note,$(cut -d, -f1-13 <<< "$HEAD"),mine" > b/journal.csv
	run crm-log in acme 'a, b'
	status 0
	is "$(tail -n 1 b/journal.csv | cut -d, -f1-2,4-6)" '"a, b",2026-06-15,acme,contact'
	run crm-log --list
	is "$(tail -n +2 out | cut -d, -f2-)" '2026-06-15,acme,contact,,client,,,,,,,,"a, b"'
}

it "makes a book, private, and leaves what is there" init
it "writes the language of the moment, and French holidays where it is French" init_french
it "says of a folder that it holds no book" no_book
it "writes what was typed" writes
it "finds the due date of an invoice" terms
it "refuses bad input in each column and writes nothing" refused
it "names the nearest client" unknown_client
it "hints" hints
it "has a way out of a mission without goal" goal
it "sets a torn tail aside and names it" torn
it "keeps 400 rows of four writers apart" concurrent
it "waits for the lock and names who holds it" locked
it "takes rows back" takes_back
it "takes the row of one of two clients back" twins
it "takes rows back by a piece of their id" short_ids
it "lists rows that count, in order, with filters" lists
it "lists what a short form writes" short_forms
it "refuses options that it would ignore" misplaced
it "has a way out of a journal without a column" missing_columns
it "has a way out of an id that stands twice" double_id
it "fits a terminal of 80 columns" narrow
it "checks the whole book" checks
it "names terms longer than the law allows (law:terms)" long_terms
# what the letters to those who are late will lack, and nothing of it while nobody is
for_letters() {
	book
	printf 'name: Acme\nkind: b2b\nlang: fr\npeople: [{name: Jo Doe, email: jo@x.example}]\n' > b/clients/acme.yaml
	printf 'name: Ville\nkind: public\nlang: fr\n' > b/clients/ville.yaml
	printf 'name: Pia\nkind: b2c\nlang: fr\n' > b/clients/pia.yaml
	printf 'me: {name: Zo, iban: "FR76", siret: "12345678200010", address: ["1 rue A", "Lunel"]}\n' > b/policy.yaml
	run crm-log --check -t 2026-06-15
	err_lacks 'to come'
	for c in acme ville pia; do crm-log invoice $c F-$c 100 -w 2026-05-01 -d 2026-05-31; done
	run crm-log --check -t 2026-05-31
	err_lacks 'to come'
	run crm-log --check -t 2026-06-15
	status 0
	err_has 'clients/acme.yaml: siren: is missing for the letters to come'
	err_has "clients/acme.yaml: people: has neither title nor greet"
	err_has 'clients/ville.yaml: engagement: is missing for the reminders to come'
	for c in ville pia; do
		err_has "clients/$c.yaml: people: is missing for the reminders to come"
		err_has "clients/$c.yaml: post: is missing for the letters to come"
	done
	for key in holder status town mediator; do err_has "policy.yaml: me.$key: is missing"; done
	printf 'name: Acme\nlang: fr\nsiren: "123456782"\npeople: [{name: Jo Doe, title: Madame, email: jo@x.example}]\npost: [1 rue A]\n' > b/clients/acme.yaml
	printf 'name: Ville\nkind: public\nlang: fr\nengagement: "45"\npeople: [{name: Al Bo, title: Monsieur, email: al@x.example}]\npost: [2 rue B]\n' > b/clients/ville.yaml
	printf 'name: Pia\nkind: b2c\nlang: fr\npeople: [{name: Pia Ro, title: Madame, email: pia@x.example}]\npost: [3 rue C]\n' > b/clients/pia.yaml
	printf 'me: {name: Zo, iban: "FR76", holder: Zo, status: EI, town: Lunel, mediator: M, siret: "12345678200010", address: ["1 rue A", "Lunel"]}\n' > b/policy.yaml
	run crm-log --check -t 2026-06-15
	err_lacks 'to come'
	err_lacks 'neither title'
}

it "says what the letters to come will lack" for_letters
it "names a language that has no letters" checks_languages
it "names profiles that are not read, and the nearest of those that are missing" strays
it "prints the table of events" events
it "adds to a journal with other columns" other_order
done_testing
