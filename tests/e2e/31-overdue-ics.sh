# crm-overdue -f ics: tasks that a calendar reads, and reads again without doubling them.
. "$(dirname "$0")/../lib.sh"

book() {
	mkdir -p book/clients
	cat > book/journal.csv <<'EOF'
id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note
01979c00-0000-7000-8000-000000000001,2026-06-01T09:00,acme,promise,,me,draft,,,2026-06-10,,,,"the draft; a, b\nsecond line \\ end"
01979c00-0000-7000-8000-000000000002,2026-06-01,acme,invoice,,me,F1,1200,EUR,2026-06-05,,,,"é long note that has to be folded because a line of a calendar ends after 75 octets, é"
01979c00-0000-7000-8000-000000000003,2026-06-08T10:30,beta,contact,,client,,,,,email,,,
EOF
	export CRM_DIR=$PWD/book
}

# tasks FILE - what python3-icalendar reads: uid, stamp, due, summary, description, category
tasks() {
	/usr/bin/python3 - "$1" <<'EOF'
import sys, icalendar
cal = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
assert cal['VERSION'] == '2.0' and cal['PRODID']
for t in cal.walk('VTODO'):
    assert not t.errors, t.errors
    cats = ','.join(str(c) for c in t['CATEGORIES'].cats)
    print(t['UID'], t.decoded('DTSTAMP').isoformat(), t.decoded('DUE').isoformat(), t['SUMMARY'], repr(str(t['DESCRIPTION'])), cats, sep='|')
EOF
}

icalendar() {
	need /usr/bin/python3
	/usr/bin/python3 -c 'import icalendar' || { echo "needs python3-icalendar"; exit 77; }
}

# the instalments of a plan are tasks of their own, that keep their names when one is paid
instalments() {
	book
	crm-log -q -t 2026-06-15 plan acme F1 450@2026-06-20 250@2026-06-25 500@2026-07-31
	run crm-overdue -t 2026-07-10 --within=60d -f ics --kind=pledge
	is "$(grep '^UID' out | sort -u | wc -l)" 3
	grep '^UID' out | tail -n 2 > before
	crm-log -q -t 2026-07-10 payment acme F1 450
	run crm-overdue -t 2026-07-10 --within=60d -f ics --kind=pledge
	grep '^UID' out | diff - before
}

read_back() {
	icalendar
	book
	run crm-overdue -t 2026-06-15 -f ics
	status 0
	err_is ''
	LC_ALL=C awk '!/\r$/ { exit 1 } length($0) > 76 { exit 1 }' out || fail "lines end with CRLF after at most 75 octets"
	tasks out | sed 's/^[0-9a-f]\{32\}@crm|/UID|/' > got
	diff -u - got <<'EOF'
UID|2026-06-08T08:30:00+00:00|2026-06-09T10:30:00|beta: reply|'answer now, even if only to say when the full answer comes'|reply
UID|2026-06-01T07:00:00+00:00|2026-06-10|acme: promise draft - the draft; a, b|'keep it today, or call, explain, and give one new date you can keep\nthe draft; a, b\nsecond line \\ end'|promise
UID|2026-06-01T07:00:00+00:00|2026-06-05|acme: invoice F1, 1200.00 EUR - é long note that has to be folded because a line of a calendar ends after 75 octets, é|"add an address to the client's profile, for the reminder that is due today\né long note that has to be folded because a line of a calendar ends after 75 octets, é"|invoice
EOF
}

# the same uid after money came and a date moved: the stamp is newer, the task is changed
stable() {
	icalendar
	book
	crm-overdue -t 2026-06-15 -f ics -o first.ics --kind=invoice --kind=promise
	cat >> book/journal.csv <<'EOF'
01979c00-0000-7000-8000-000000000004,2026-06-14,acme,payment,,client,F1,200,EUR,,,,,
01979c00-0000-7000-8000-000000000005,2026-06-09T08:00,acme,clarify,,me,draft,,,2026-06-12,,,,
EOF
	crm-overdue -t 2026-06-15 -f ics -o second.ics --kind=invoice --kind=promise
	tasks first.ics | cut -d'|' -f1 > uids
	tasks second.ics | cut -d'|' -f1 | diff -u uids -
	is "$(sort -u uids | wc -l)" 2
	is "$(tasks second.ics | cut -d'|' -f2,3)" "2026-06-13T22:00:00+00:00|2026-06-12
2026-06-13T22:00:00+00:00|2026-06-05"
	tasks second.ics | grep -q '1000.00 EUR'
	# nor does the day, or the order of the rows, change a uid
	crm-overdue -t 2026-07-20 -f ics -o third.ics --kind=invoice --kind=promise
	tasks third.ics | cut -d'|' -f1 | diff -u uids -
}

# what a row takes back, holds or settles changes the task too: the stamp never goes back
risen() {
	icalendar
	book
	cat >> book/journal.csv <<'EOF'
01979c00-0000-7000-8000-000000000006,2026-06-01,acme,incident,error,me,X1,,,,,3,,
01979c00-0000-7000-8000-000000000007,2026-06-05,acme,payment,,client,F1,200,EUR,,,,,
EOF
	old=
	while read -r row; do
		[ -z "$row" ] || echo "$row" >> book/journal.csv
		crm-overdue -t 2026-06-30 -f ics -o now.ics --client=acme --kind=invoice --kind=incident
		new=$(tasks now.ics | cut -d'|' -f2 | sort -u)
		is "$(wc -l <<< "$new")" 1
		[[ $new > $old ]] || fail "stamp $new after $old: $row"
		old=$new
	done <<'EOF'

01979c00-0000-7000-8000-000000000008,2026-06-06,acme,diagnose,,me,X1,,,,,,,
01979c00-0000-7000-8000-000000000009,2026-06-07,acme,resolve,,me,X1,,,,,,,
01979c00-0000-7000-8000-00000000000a,2026-06-16,acme,void,,me,01979c00-0000-7000-8000-000000000007,,,,,,,
01979c00-0000-7000-8000-00000000000b,2026-06-17,acme,hold,,me,,,,,,,,
01979c00-0000-7000-8000-00000000000c,2026-06-18,,hold,,me,,,,,,,,
EOF
}

# what people read is in their language
french() {
	icalendar
	book
	echo '01979c00-0000-7000-8000-00000000000d,2026-06-02,acme,dispute,,client,F1,,,,,,,' >> book/journal.csv
	run crm-overdue -t 2026-06-15 -f ics --kind=invoice --lang=fr
	tasks out > got
	grep -q "ne part avant.nsuspendue.*: contestée" got || fail "$(cat got)"
}

empty() {
	book
	crm-log --new-client nobody
	run crm-overdue -t 2026-06-15 -f ics --client=nobody
	status 0
	is "$(tr -d '\r' < out | tr '\n' ' ')" "BEGIN:VCALENDAR VERSION:2.0 PRODID:-//crm//crm-overdue//EN END:VCALENDAR "
	run crm-overdue -t 2026-06-15 -f ics --client=nobody --quiet-empty
	out_is ''
	run crm-overdue -t 2026-06-15 -f ics -e
	status 1
	run crm-overdue -f ics --aging
	status 2
	err_has 'crm-overdue: --aging has no tasks'
	st=0
	crm-overdue -t 2026-06-15 -f ics > /dev/full 2> err || st=$?
	is "$st" 4
}

# the stamp is UTC, whatever the zone of who runs it: the policy names that of the book
zone() {
	icalendar
	book
	echo 'timezone: America/New_York' > book/policy.yaml
	TZ=Asia/Tokyo crm-overdue -t 2026-06-15 -f ics --kind=reply -o r.ics
	is "$(tasks r.ics | cut -d'|' -f2)" 2026-06-08T14:30:00+00:00
}

# for calendars that show no tasks: all day, or at the hour; what is late stands on today
events() {
	icalendar
	book
	run crm-overdue -t 2026-06-09T09:00 -f ics --ics=event --within=2w --kind=reply --kind=promise
	status 0
	/usr/bin/python3 - out > got <<'EOF'
import sys, icalendar
for t in icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read()).walk('VEVENT'):
    assert not t.errors and 'DUE' not in t and 'STATUS' not in t and t['TRANSP'] == 'TRANSPARENT'
    print(t.decoded('DTSTART').isoformat(), t['SUMMARY'])
EOF
	diff -u - got <<'EOF'
2026-06-09T10:30:00 beta: reply
2026-06-10 acme: promise draft - the draft; a, b
EOF
	crm-overdue -t 2026-06-20 -f ics --ics=event --kind=invoice | grep -q '^DTSTART;VALUE=DATE:20260620'
	run crm-overdue --ics=event
	status 2
	run crm-overdue -f ics --ics=both
	status 2
}

# a file an item; what is done goes, what is another's or unchanged stays as it is
folder() {
	icalendar
	book
	mkdir -m 755 cal
	echo mine > cal/mine.ics
	crm-overdue -t 2026-06-15 -f ics -o cal > printed
	[ ! -s printed ]
	is "$(find cal -name '*@crm.ics' | wc -l)" 3
	is "$(find cal -name '*@crm.ics' ! -perm 600 | wc -l)" 0
	cat cal/*@crm.ics > all
	for f in cal/*@crm.ics; do
		is "$(tasks "$f" | wc -l)" 1
		is "$(tasks "$f" | cut -d'|' -f1).ics" "$(basename "$f")"
	done
	find cal -name '*@crm.ics' -exec touch -d 2020-01-01 {} +
	echo '01979c00-0000-7000-8000-000000000004,2026-06-15,acme,payment,,client,F1,1200,EUR,,,,,' >> book/journal.csv
	echo '01979c00-0000-7000-8000-000000000005,2026-06-15,acme,kept,,me,draft,,,,,,,' >> book/journal.csv
	crm-overdue -t 2026-06-15 -f ics -o cal/
	is "$(find cal -name '*@crm.ics' | wc -l)" 1
	# not written again: a synchroniser has nothing to do
	is "$(find cal -name '*@crm.ics' ! -newermt 2020-01-02 | wc -l)" 1
	is "$(cat cal/mine.ics)" mine
	# a new folder is made; the book's own, rows, a folder without parent: no
	crm-overdue -t 2026-06-15 -f ics -o new/
	is "$(find new -type f | wc -l)" 1
	run crm-overdue -f ics -o book
	status 2
	run crm-overdue -f csv -o cal
	status 2
	run crm-overdue -f ics -o no/where/
	status 2
	# what cannot be read may be what seems done: nothing is taken away then
	rm book/journal.csv
	run crm-overdue -f ics -o cal
	status 3
	is "$(find cal -name '*@crm.ics' | wc -l)" 1
}

# todoman and khal read the folder
readers() {
	icalendar
	need todoman
	need khal
	book
	mkdir -p cal/tasks cal/events
	crm-overdue -t 2026-06-15 -f ics -o cal/tasks
	crm-overdue -t 2026-06-15 -f ics --ics=event -o cal/events
	export HOME=$PWD XDG_CONFIG_HOME=$PWD XDG_DATA_HOME=$PWD XDG_CACHE_HOME=$PWD
	mkdir todoman khal
	echo "path = '$PWD/cal/tasks'" > todoman/config.py
	is "$(todoman --porcelain list | jq 'length')" 3
	printf '[calendars]\n[[c]]\npath = %s\n[locale]\ndateformat = %%Y-%%m-%%d\n' "$PWD/cal/events" > khal/config
	khal list 2026-06-15 2026-06-16 -f '{title}' > listed
	is "$(grep -cE '^(acme|beta): ' listed)" 3
}

# vdirsyncer carries the folder to where a calendar server would be: what changed is updated there, what is done
# goes away
carried() {
	need vdirsyncer
	book
	mkdir -p here there status
	export LC_ALL=C.UTF-8
	cat > config <<- END
		[general]
		status_path = "$PWD/status"
		[pair p]
		a = "a"
		b = "b"
		collections = ["tasks"]
		[storage a]
		type = "filesystem"
		path = "$PWD/here"
		fileext = ".ics"
		[storage b]
		type = "filesystem"
		path = "$PWD/there"
		fileext = ".ics"
	END
	sync() { vdirsyncer -c config sync > log 2>&1 || fail "$(tail log)"; }
	# an item of which only the stamp is newer is the same to it
	texts() { cat "$1"/tasks/*.ics | grep -v '^DTSTAMP' | sort; }
	mkdir here/tasks there/tasks
	crm-overdue -t 2026-06-15 -f ics -o here/tasks
	vdirsyncer -c config discover > log 2>&1 || fail "$(tail log)"
	sync
	is "$(find there/tasks -name '*.ics' | wc -l)" 3
	texts here > h
	texts there | cmp h -
	crm-log -t 2026-06-15T10:00 payment acme F1 1200
	crm-overdue -t 2026-06-16 -f ics -o here/tasks
	sync
	texts here > h2
	! cmp -s h h2 || fail 'nothing changed'
	is "$(find there/tasks -name '*.ics' | wc -l)" 2
	texts there | cmp h2 -
}

it "RFC 5545: python3-icalendar reads what was written" read_back
it "RFC 5545: a task that changed keeps its uid and has a newer stamp" stable
it "RFC 5545: the stamp follows voids, holds and what was settled, and never goes back" risen
it "RFC 5545: each instalment of a plan has a uid" instalments
it "the description in the language of the user" french
it "RFC 5545: the stamp is UTC" zone
it "events for calendars without tasks" events
it "a file an item" folder
it "todoman and khal read them" readers
it "vdirsyncer carries them" carried
it "no task, -e, --aging, full disk" empty
done_testing
