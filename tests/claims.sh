# shellcheck shell=bash
# claims.sh - one small book, one rule.  Source it after lib.sh.
#
#	claim 'S1.4: a contract moves nothing' 'j 2026-06-01,acme,contract,,both,K1; same_risk ...'
#
# The day is Monday 2026-06-15; the book is in ./book; the client is acme.

claim() { it "$1" claim_body "$2"; }
claim_body() {
	book
	eval "$1"
}

# book - an empty book; rows of an earlier one are gone
book() {
	rm -rf book
	mkdir -m 700 book book/clients
	echo 'id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note' > book/journal.csv
	printf 'me: {name: Zoe Doe, email: me@x.example, address: ["2 rue B", "34000 Town"]}\nlang: en\n' > book/policy.yaml
	chmod 600 book/*.*
	export CRM_DIR=$PWD/book CRM_TODAY=2026-06-15
	rows=0
	profile acme
}

# profile CLIENT [LINE...] - its profile: a name, an address, and these lines
profile() {
	local c=$1
	shift
	{
		printf 'name: %s\npost: ["1 rue A"]\nneeds: n\nexpectations: e\npreferences: p\n' "$c"
		[[ $* = *people:* ]] || printf 'people: [{name: Jo Doe, email: %s@x.example}]\n' "$c"
		[ $# = 0 ] || printf '%s\n' "$@"
	} > "book/clients/$c.yaml"
	chmod 600 "book/clients/$c.yaml"
}
policy() { printf '%s\n' "$@" >> book/policy.yaml; }

# j ROW... - rows of the journal without their id; cells that are missing at the end are empty
j() {
	local r commas
	for r; do
		rows=$((rows + 1))
		commas=${r//[^,]/}
		printf '00000000-0000-7000-8000-%012d,%s%.*s\n' $rows "$r" $((12 - ${#commas})) ,,,,,,,,,,,, >> book/journal.csv
	done
}

hint() { run crm-log "$@"; status 0; }
overdue() { run crm-overdue -f csv --no-header "$@"; }
# explain - the text, and once more in one line, as it may be folded
explain() {
	run crm-risk --explain acme
	tr -s ' \n' '  ' < out > flat
	cat flat >> out
}
letter() { run crm-remind --template="$1" --client=acme "${@:2}"; }
reminders() { crm-overdue -f csv "$@" > report; run crm-remind report; }
held() { crm-overdue -f csv > report; run crm-remind --explain -f csv --no-header report; }
checklist() { run crm-risk --checklist acme -f csv; }

# risk - that of acme in tenths
risk() { crm-risk -f csv --no-header | awk -F, '$1 == "acme" { sub(/\./, "", $2); print $2 }'; }

# up ROW..., down ROW..., level ROW... - what these rows do to the risk of acme
moves() {
	local before after
	before=$(risk)
	j "$@"
	after=$(risk)
	[ -n "$after" ] || fail "no risk of acme"
	moved=$((after - ${before:-380}))
}
up() { moves "$@"; [ $moved -gt 0 ] || fail "risk moved by $moved, expected up"; }
down() { moves "$@"; [ $moved -lt 0 ] || fail "risk moved by $moved, expected down"; }
level() { moves "$@"; [ $moved = 0 ] || fail "risk moved by $moved, expected nothing"; }
# reason SIGNAL POINTS - one reason of the report
reason() {
	run crm-risk -f csv --no-header
	grep -Eq "[, ]$1:$2( |\$)" out || fail "no reason $1:$2 in $(cat out)"
}
# listed KIND, unlisted KIND
listed() { overdue --kind="$1"; out_has "acme,$1,"; }
unlisted() { overdue --kind="$1"; out_is ''; }
# good DAY - seven times full satisfaction: an established trust
good() { j "$1"{T10:00,T10:01,T10:02,T10:03,T10:04,T10:05,T10:06}',acme,satisfied,,client,,,,,,5'; }
