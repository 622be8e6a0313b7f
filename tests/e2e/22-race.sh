# Everybody at once in one book: 20 writers, 5 readers, 2 senders, 1 eraser, 1 importer (P1, P2, P3, P4).
# RACE_SECONDS says for how long, 3 without it; `make race` takes 30.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"

seconds=${RACE_SECONDS:-3} wait=--lock-wait=300 writers=20 owing=40

# until_stopped NAME FUNCTION - call it with 1, 2, ... until the time is over; a line `ok` or its words
# each go to NAME.log
until_stopped() {
	local name=$1 k=0
	while [ ! -e stop ]; do
		k=$((k + 1))
		"$2" "$name" "$k" >> "$name.log" 2>> "$name.err" || return 1
	done
}

# what was said to be written is named in the log, and no sooner
write_one() {
	crm-log -q $wait -t 2026-06-08 out "w${1#w}" "$1-$2 said" && echo "$1-$2"
}

import_one() {
	printf 'Day,Who,Number\n2026-06-01,imported,%s-%s\n2026-06-02,imported,%s-%s-b\n' "$1" "$2" "$1" "$2" > "$1.csv"
	crm-log -q $wait -t 2026-06-08 --import --map=map.yaml "$1.csv" && printf '%s-%s\n%s-%s-b\n' "$1" "$2" "$1" "$2"
}

# somebody is written and forgotten again: the journal is replaced as a whole each time
erase_one() {
	printf 'name: Gone\n' > book/clients/gone.yaml
	crm-log -q $wait -t 2026-06-08 note gone "secret-$2" && crm-log -q $wait -t 2026-06-08 --erase gone > /dev/null && echo ok
}

# a reader meets whole rows only, and says nothing
read_one() {
	case $(($2 % 4)) in
	0) crm-overdue -t 2026-06-08 ;;
	1) crm-risk -t 2026-06-08 ;;
	2) crm-log --list -t 2026-06-08 --last=5 ;;
	*) crm-remind -t 2026-06-08 < /dev/null ;;
	esac > "$1.out" && echo ok
}

send_one() {
	st=0
	crm-overdue --kind=invoice -t 2026-06-08 | crm-remind --send -q --max=1000 --first-run $wait -t 2026-06-08 > "$1.out" || st=$?
	[ $st = 0 ] || [ $st = 3 ] || return 1 # another one was faster: stale
	sed -n 's/^\([^,]*\),.*,sent,.*/\1/p' "$1.out"
}

everybody() {
	local i pids=() name
	book
	for i in $(seq $writers); do client "w$i"; done
	for i in $(seq $owing); do
		client "d$i"
		invoice "d$i" "F$i" 10 2026-05-31
	done
	client imported
	printf 'date: YYYY-MM-DD\nevents:\n  - event: note\n    at: {column: Day}\n    client: {column: Who}\n    note: {column: Number}\n' > map.yaml
	mailer 'cat > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"'
	for i in $(seq $writers); do until_stopped "w$i" write_one & pids+=($!); done
	for i in 1 2 3 4 5; do until_stopped "r$i" read_one & pids+=($!); done
	for i in 1 2; do until_stopped "s$i" send_one & pids+=($!); done
	until_stopped e1 erase_one & pids+=($!)
	until_stopped i1 import_one & pids+=($!)
	sleep "$seconds"
	: > stop
	for i in "${pids[@]}"; do wait "$i" || { tail -n 3 ./*.err; fail 'one of them failed'; }; done
	judge
}

count() { cat "$@" | wc -l; }

judge() {
	local i
	# nothing lost, nothing twice: each row that was said to be there is there once, and no other
	cat w*.log | sort > said
	awk -F, '$4 == "contact" || $4 == "out" { sub(/ said$/, "", $14); print $14 }' book/journal.csv | sort > there
	cmp said there
	sort i1.log > said
	awk -F, '$3 == "imported" { print $14 }' book/journal.csv | sort > there
	cmp said there
	# nothing torn
	is "$(awk -F, 'NF != 14' book/journal.csv | wc -l)" 0
	is "$(find book -name '*.torn-*' -o -name '.tmp-*' | wc -l)" 0
	crm-log --check -q -t 2026-06-08 > check || { cat check; fail 'the book is not whole'; }
	# nothing sent twice, everybody once
	is "$(sunk)" $owing
	for i in $(seq $owing); do
		is "$(sunk "d$i")" 1
		is "$(states "F$i")" 'intent sent'
	done
	# the forgotten one is
	! grep -r secret book || fail 'what was erased is there'
	[ "$(count e1.log)" -gt 0 ] && [ "$(count i1.log)" -gt 0 ] && [ "$(count r*.log)" -gt 4 ]
	# a reader has nothing to complain about
	is "$(cat r*.err)" ''
	echo "$seconds s: $(count w*.log) rows by $writers writers, $(count i1.log) imported, $(count r*.log) reports," \
		"$(sunk) messages in $(count s?.log) lines, $(count e1.log) erasures: all there, none torn, none twice" > "$T/race"
}
it "P1 P2 P3 P4: everybody at once" everybody

# desk COMMAND..., laptop COMMAND... - on that machine, in its clone
desk() { (cd desk && CRM_DIR=$PWD run "$@"; cp out err ..; echo "$st" > ../st); st=$(cat st); }
laptop() {
	(cd laptop && CRM_DIR=$PWD run "${as_laptop[@]}" "$@"; cp out err ..; echo "$st" > ../st)
	st=$(cat st)
}
kept() { git -C "$1" commit -qam "$1"; }

# two clones, both written; reminders go out from the desk alone, and git puts them together
two_machines() {
	local first=$1 second=$2 i
	need git
	git config --global user.email j@j.example
	git config --global user.name J
	book
	for i in a b c; do client $i; invoice $i "F$i" 10 2026-05-31; done
	policy "send_host: $(uname -n)"
	printf 'journal.csv merge=union\n' > book/.gitattributes
	printf '.lock\n.sending\n' > book/.gitignore
	(cd book && git init -q -b main . && git add -A && git commit -qm book)
	git clone -q book desk 2> /dev/null
	git clone -q book laptop 2> /dev/null
	chmod -R go-rwx desk laptop
	as_laptop=(unshare -ru sh -c 'hostname laptop && exec "$@"' -)
	"${as_laptop[@]}" true 2> /dev/null || {
		# a machine that may not take another name: there the desk has one that is not ours
		as_laptop=(env)
		sed -i 's/^send_host:.*/send_host: desk/' laptop/policy.yaml
		git -C laptop update-index --assume-unchanged policy.yaml
	}
	mailer 'cat > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"'
	# the laptop does not send, whatever it is told; the desk does
	laptop crm-remind --send --first-run -t 2026-06-08
	status 2
	err_has 'reminders go out from'
	is "$(sunk)" 0
	laptop crm-log -q -t 2026-06-08 payment a Fa 10
	status 0
	laptop crm-log -q -t 2026-06-08 out b 'from the laptop'
	desk crm-remind --send --first-run -t 2026-06-08
	status 0
	is "$(sunk)" 3
	desk crm-log -q -t 2026-06-08 out c 'from the desk'
	kept desk
	kept laptop
	git -C "$first" pull -q --no-rebase --no-edit ../"$second" main 2> /dev/null
	git -C "$second" pull -q --no-rebase --no-edit ../"$first" main 2> /dev/null
	is "$(sort desk/journal.csv | uniq -d | grep -v '^id,' || :)" ''
	cmp desk/journal.csv laptop/journal.csv
	for i in desk laptop; do
		for what in 'from the laptop' 'from the desk' ',payment,' 'status=sent'; do
			grep -q -e "$what" $i/journal.csv || fail "$i lost: $what"
		done
		$i crm-log --check -q -t 2026-06-08
		status 0
	done
	# the next day nobody is reminded of the same step, and who paid of none
	desk crm-remind --send -t 2026-06-09
	status 0
	is "$(sunk)" 3
	laptop crm-remind --send -t 2026-06-09
	status 2
	desk crm-overdue --kind=invoice -f csv -t 2026-06-09
	out_lacks ,Fa,
}
it "P4: two clones, merged into the desk first: nothing lost, nothing sent twice" two_machines desk laptop
it "P4: two clones, merged into the laptop first: nothing lost, nothing sent twice" two_machines laptop desk

[ ! -e "$T/race" ] || sed 's/^/# /' "$T/race"
done_testing
