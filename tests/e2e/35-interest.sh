# Interest and fee of whole invoices, from the journal to the report, by hand: worked out day by day with
# decimal arithmetic, outside of these programs.  The kinds of case are those that claims go wrong with.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"

# owes PROFILE DAY INTEREST FEE ROW... - the column interest and fee of the invoice F1 on a day
owes() {
	local profile=$1 day=$2 interest=$3 fee=$4 r
	shift 4
	book
	client acme
	printf '%s\n' "$profile" >> book/clients/acme.yaml
	for r; do
		rows=$((rows + 1))
		printf '00000000-0000-7000-8000-%012d,%s\n' "$rows" "$r" >> book/journal.csv
	done
	run crm-overdue --kind=invoice --paid-late --today="$day" -f csv
	[ "$(wc -l < out)" -gt 1 ] || run crm-overdue --kind=invoice --today="$day" -f csv
	is "$(awk -F, '$4 == "F1" { print $10, $11 }' out)" "$interest $fee"
}
F() { echo "2023-01-05,acme,invoice,,me,F1,$1,${3:-EUR},$2,,,,"; }
paid() { echo "$1,acme,payment,,client,F1,$2,${3:-EUR},,,,,"; }
b2b='kind: b2b'

it "law:interest: two half-years and a leap day: 46 d at 14.00, 91 d at 14.50 on 1 200" \
	owes "$b2b" 2024-03-31 64.55 40.00 "$(F 1200 2023-11-15)"
it "law:interest: five half-years: 91 d at 14.50, 184 at 14.25, 181 at 13.15, 184 and 181 at 12.15 on 900" \
	owes "$b2b" 2026-06-30 265.23 40.00 "$(F 900 2024-03-31)"
it "law:interest: two part payments: 2 500, 1 700 from 11 April, 1 000 from 2 September" \
	owes "$b2b" 2025-12-31 187.69 40.00 "$(F 2500 2025-01-31)" "$(paid 2025-04-10 800)" "$(paid 2025-09-01 700)"
it "law:interest: a credit note before the due day: 91 d at 13.15, 184 at 12.15 on 900" \
	owes "$b2b" 2025-12-31 84.63 40.00 "$(F 1000 2025-03-31)" '2025-03-20,acme,credit,,me,F1,100,EUR,,,,,'
it "law:interest: a credit note behind it counts from the start" \
	owes "$b2b" 2025-12-31 84.63 40.00 "$(F 1000 2025-03-31)" '2025-10-01,acme,credit,,me,F1,100,EUR,,,,,'
it "law:interest: a public buyer: the rate of the first day for all of it, 11.15" \
	owes 'kind: public' 2026-05-15 446.00 40.00 "$(F 4000 2025-05-15)"
it "law:interest: and that of 1 July where it begins there, 10.15" \
	owes 'kind: public' 2026-05-15 354.83 40.00 "$(F 4000 2025-06-30)"
it "law:interest: a consumer from the day after the presentation, no fee: 62 d at 2.62 on 3 000" \
	owes 'kind: b2c' 2026-06-15 13.35 '' "$(F 3000 2026-03-02)" \
	'2026-04-14,acme,letter,posted,me,F1,,,,,,,' '2026-04-14,acme,letter,presented,me,F1,,,,,,,'
it "law:interest: a rate of the contract over 366 days: 12 % on 750" \
	owes "$b2b
penalty_rate: 12" 2025-01-01 90.25 40.00 "$(F 750 2024-01-01)"
it "law:interest: the United Kingdom, the base rate before the half-year for all of it" \
	owes "$b2b
law: uk" 2026-05-05 5.15 40.00 "$(F 250.07 2026-03-02 GBP)"
for tier in 999.99:0.32:40.00 1000:0.32:70.00 9999.99:3.22:70.00 10000:3.22:100.00; do
	IFS=: read -r amount interest fee <<< "$tier"
	it "law:interest: and its fee for $amount" owes "$b2b
law: uk" 2026-03-03 "$interest" "$fee" "$(F "$amount" 2026-03-02 GBP)"
done
it "law:interest: a refund re-opens: 31 d before, 49 d behind it at 12.15 on 600" \
	owes "$b2b" 2026-02-28 15.98 40.00 "$(F 600 2025-10-31)" "$(paid 2025-12-01 600)" '2026-01-10,acme,refund,,me,F1,600,EUR,,,,,'
it "law:interest: half a cent goes up: 12 d at 12.15 on 36.30 are 0.145" \
	owes "$b2b" 2026-02-12 0.15 40.00 "$(F 36.30 2026-01-31)"
it "law:interest: a ruling stops it the day before, and takes the fee" \
	owes "$b2b
insolvency: 2026-01-01" 2026-06-15 25.63 '' "$(F 1000 2025-10-15)"
it "law:interest: Germany: 9 points over the Basiszins, 182 d at 10.27 on 2 000" \
	owes "$b2b
law: de-b2b" 2026-03-31 102.42 40.00 "$(F 2000 2025-09-30)"
it "law:interest: the Netherlands: each full year bears interest itself" \
	owes "$b2b
law: nl" 2025-12-31 2437.51 40.00 "$(F 10000 2023-12-31)"
it "law:interest: over 1 July 2026: 30 d at 12.15, 31 d at 12.40 on 800" \
	owes "$b2b" 2026-07-31 16.41 40.00 "$(F 800 2026-05-31)"
it "law:interest: fee and interest first: 40 and 65.39 of 500, then 29 d at 13.15 and 92 at 12.15 on 1 105.39" \
	owes "$b2b
allocation: legal" 2025-09-30 45.40 '' "$(F 1500 2025-01-31)" "$(paid 2025-06-01 500)"
it "law:interest: the United Kingdom over the new year, 121 d at the 12.25 of its beginning" \
	owes "$b2b
law: uk" 2026-03-31 40.61 70.00 "$(F 1000 2025-11-30 GBP)"
for tier in 1000:0.28:40.00 1000.01:0.28:70.00 10000:2.78:70.00 10000.01:2.78:100.00; do
	IFS=: read -r amount interest fee <<< "$tier"
	it "law:interest: Ireland takes the limit of a tier in: $amount" owes "$b2b
law: ie" 2026-03-03 "$interest" "$fee" "$(F "$amount" 2026-03-02)"
done

# a second reckoning, by another hand and day by day, whose sums were known beforehand
it "law:interest: 149 d at 14.00 and 75 at 14.50 on 2 000, over a leap day" \
	owes "$b2b" 2024-03-15 173.12 40.00 "$(F 2000 2023-08-05)"
it "law:interest: five half-years and the first day of a sixth on 1 000" \
	owes "$b2b" 2026-07-01 307.35 40.00 "$(F 1000 2024-02-29)"
it "law:interest: a public buyer, 263 d at the 11.15 of the first on 4 800" \
	owes 'kind: public' 2026-02-28 385.64 40.00 "$(F 4800 2025-06-10)"
it "law:interest: and 243 d at 10.15 where it begins on 1 July" \
	owes 'kind: public' 2026-02-28 324.36 40.00 "$(F 4800 2025-06-30)"
it "law:interest: half a cent goes up: 5 d at 14.50 on 73" owes "$b2b" 2024-03-06 0.15 40.00 "$(F 73 2024-03-01)"
it "law:interest: the United Kingdom, 202 d at the 12.25 of 2025 on 500" \
	owes "$b2b
law: uk" 2026-06-30 33.90 40.00 "$(F 500 2025-12-10 GBP)"
it "law:interest: and 180 d at the 11.75 of 2026" \
	owes "$b2b
law: uk" 2026-06-30 28.97 40.00 "$(F 500 2026-01-01 GBP)"
it "law:interest: fee and interest first: 3 117.46 of 5 000 left, and 107 d at 13.15 on that" \
	owes "$b2b
allocation: legal" 2025-06-30 120.18 '' "$(F 5000 2025-01-31)" "$(paid 2025-03-15 2000)"
it "law:interest: two part payments: 77.46 on 5 000, 135.62 on 3 000, 35.95 on 1 500, each rounded" \
	owes "$b2b" 2025-09-30 249.03 40.00 "$(F 5000 2025-01-31)" "$(paid 2025-03-15 2000)" "$(paid 2025-07-20 1500)"
it "law:interest: a credit note before the due day: 30 d at 13.15 and 62 at 12.15 on 2 000" \
	owes "$b2b" 2025-08-31 62.89 40.00 "$(F 2400 2025-05-31)" '2025-05-20,acme,credit,,me,F1,400,EUR,,,,,'
it "law:interest: and of 10 July, the same: from its day on it would be 68.55" \
	owes "$b2b" 2025-08-31 62.89 40.00 "$(F 2400 2025-05-31)" '2025-07-10,acme,credit,,me,F1,400,EUR,,,,,'
it "law:interest: a payment of that day counts from it: 68.55" \
	owes "$b2b" 2025-08-31 68.55 40.00 "$(F 2400 2025-05-31)" "$(paid 2025-07-10 400)"
it "law:interest: a consumer, 21 d at 2.76 and 181 at 2.62 behind the presentation on 1 200, no fee" \
	owes 'kind: b2c' 2026-06-30 17.50 '' "$(F 1200 2025-10-31)" \
	'2025-12-10,acme,letter,posted,me,F1,,,,,,,' '2025-12-10,acme,letter,presented,me,F1,,,,,,,'
it "law:interest: 12 % over the 366 days of 2024 are more than 12 % of 750.25" \
	owes "$b2b
penalty_rate: 12" 2024-12-31 90.28 40.00 "$(F 750.25 2023-12-31)"
it "law:interest: a refund re-opens: 20 d at 13.15 before, 25 at 12.15 behind it on 800" \
	owes "$b2b" 2025-09-30 12.42 40.00 "$(F 800 2025-06-10)" "$(paid 2025-06-30 800)" \
	'2025-09-05,acme,refund,,me,F1,800,EUR,,,,,'
it "law:interest: a ruling of 1 August: 30 d at 13.15 and 31 at 12.15 on 1 000, and no fee" \
	owes "$b2b
insolvency: 2025-08-01" 2025-12-31 21.13 '' "$(F 1000 2025-05-31)"
it "law:interest: Germany, 30 d at 11.27 and 184 at 10.27 on 1 000" \
	owes "$b2b
law: de-b2b" 2025-12-31 61.04 40.00 "$(F 1000 2025-05-31)"

# the last day of each claim of May 2022, by the law of its contract, and of one of 2026 on a public buyer
limits() {
	while read -r profile day want; do
		book
		client acme
		echo "$profile" | tr '=;' ':\n' | sed 's/:/: /' >> book/clients/acme.yaml
		row "$day" acme invoice '' me F1 1000 EUR "$day" '' '' '' ''
		run crm-overdue --kind=invoice --today=2026-06-15 -f csv
		is "$profile $(awk -F, '$4 == "F1" { print $15 }' out)" "$profile ${want#-}"
	done <<- EOF
		kind=b2b 2022-05-06 2027-05-06
		kind=b2c 2024-05-06 2026-05-06
		kind=public 2022-05-06 2026-12-31
		kind=public 2026-05-06 2030-12-31
		law=de-b2b 2022-05-06 2025-12-31
		law=uk 2022-05-06 2028-05-06
		law=uk-scotland 2022-05-06 2027-05-06
		law=ca-qc 2022-05-06 -
		law=ie 2022-05-06 -
		law=nl 2022-05-06 -
	EOF
}
it "law:limit: the last day to act, law by law" limits
done_testing
