# From cron: no locale, no HOME, nothing on stderr; a month of reminders by hand; a year against a model
# of its own (tests/reference/remind.py).
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
py=/usr/bin/python3

# cron DAY - the line of the manual, in the environment of cron; stdout and stderr in out and err
cron() {
	run env -i PATH="$BIN:/usr/bin:/bin" CRM_DIR="$CRM_DIR" sh -c \
		"crm-overdue --kind=invoice --quiet-empty --today=$1 | crm-remind --send --quiet-empty --today=$1"
}

# two clients in June 2026: one pays part and asks for time, one is silent; the server is down twice
month() {
	local d
	book
	policy 'week: {holidays: fr}'
	client acme fr
	client beta en
	row 2026-05-04 acme invoice '' me A1 1000 EUR 2026-05-20 '' '' '' 'Refonte'
	row 2026-05-11 acme invoice '' me A2 400 EUR 2026-05-28 '' '' '' ''
	row 2026-05-04 beta invoice '' me B1 250 EUR 2026-05-22 '' '' '' ''
	: > days
	for d in $(seq -w 20 31 | sed 's/^/2026-05-/') $(seq -w 1 30 | sed 's/^/2026-06-/'); do
		case $d in
		2026-06-03) row "$d" acme payment '' client A1 600 EUR '' '' '' '' '' ;;
		2026-06-15)
			row "$d" acme renegotiate '' both A1 '' '' 2026-06-18 '' '' '' ''
			row "${d}T09:30" beta contact '' client '' '' '' '' email '' '' 'where is the invoice?'
			;;
		2026-06-17) row "${d}T10:00" beta contact '' me '' '' '' '' email '' '' 'here it is' ;;
		esac
		case $d in
		# the machine is off; the mail server is down
		2026-05-2[67]) continue ;;
		2026-06-11) mailer 'cat > /dev/null; exit 75' ;;
		*) mailer 'cat > "$(mktemp "${0%/*}/sunk/XXXXXXXX")"' ;;
		esac
		cron "$d"
		sed "s/^/$d /; s/,[^,]*@[^,]*,/,/" out >> days
		case $d in
		2026-06-11) err_has 'acme: deferred' ;;
		*) err_is '' ;;
		esac
	done
	grep -v client,step days | cut -d, -f1-5 > got
	cat > want <<-'EOF'
		2026-05-28 acme,courtesy,email,A1,sent
		2026-05-28 beta,courtesy,email,B1,sent
		2026-06-04 acme,courtesy,email,A2,sent
		2026-06-04 beta,second,email,B1,sent
		2026-06-11 acme,second,email,A1,deferred
		2026-06-11 acme,second,email,A2,deferred
		2026-06-12 acme,second,email,A1,sent
		2026-06-12 acme,second,email,A2,sent
		2026-06-17 beta,notice,letter,B1,prepared
		2026-06-22 acme,notice,letter,A1,prepared
		2026-06-22 acme,notice,letter,A2,prepared
	EOF
	diff want got
	# a part of A1 was paid: its next step waits a week, and what is left is asked for
	is "$(grep -l 'Facture A2' sunk/* | xargs grep -l '400,00' | wc -l)" "$(grep -l 'Facture A2' sunk/* | wc -l)"
}
it "a month day by day" month

year() {
	[ -x $py ] || { echo "needs $py"; exit 77; }
	mkdir sim
	timeout 900 $py "$ROOT/tests/reference/simulate.py" sim "$BIN" "$@"
}
it "a year of forty clients: every message as the model predicts it" year 2026-01-01 365 40 1
it "five clients of much trouble" year 2025-03-01 120 5 7
it "six clients, another year" year 2023-11-15 150 6 3

not_blind() {
	! year 2026-01-01 120 10 1 8 > log 2>&1 || fail "a gap of 8 days was not noticed"
	grep -q predicted log
}
it "the comparison sees one day of difference" not_blind
done_testing
