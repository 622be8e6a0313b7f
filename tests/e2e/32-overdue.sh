# crm-overdue: options, warnings, what it takes for large inputs (crm-overdue(1)).
. "$(dirname "$0")/../lib.sh"

HEAD=id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note
book() {
	mkdir -p book/clients
	cat > book/journal.csv
	export CRM_DIR=$PWD/book CRM_TODAY=2026-06-15
}

small() {
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2026-06-01,acme,promise,,me,draft,,,2026-06-10,,,,
01979c00-0000-7000-8000-000000000002,2026-05-01,acme,invoice,,me,F1,1200,EUR,2026-06-05,,,,
01979c00-0000-7000-8000-000000000003,2026-05-01,beta,invoice,,me,F2,99.99,EUR,2026-06-05,,,,
01979c00-0000-7000-8000-000000000004,2026-05-01,beta,payment,,client,F0,1,EUR,,,,,
01979c00-0000-7000-8000-000000000005,2026-06-01,beta,promise,,client,call,,,2026-06-20,,,,
01979c00-0000-7000-8000-000000000006,2026-05-01,acme,vetted,,me,,,,,,,,
EOF
}

# lines - client, kind and ref of what is listed
lines() { tail -n +2 out | cut -d, -f1,2,4; }

filters() {
	small
	run crm-overdue
	status 0
	is "$(lines)" "acme,promise,draft
acme,invoice,F1
beta,invoice,F2"
	run crm-overdue --kind=promise --kind=pledge --within=1w
	is "$(lines)" "acme,promise,draft
beta,pledge,call"
	run crm-overdue --who=client
	is "$(lines)" "acme,invoice,F1
beta,invoice,F2"
	run crm-overdue --who=me
	is "$(lines)" acme,promise,draft
	run crm-overdue --client=beta
	is "$(lines)" beta,invoice,F2
	run crm-overdue --min=100
	is "$(lines)" "acme,promise,draft
acme,invoice,F1"
	run crm-overdue --who=client --kind=promise
	is "$(lines)" ''
	run crm-overdue --within=4d
	out_lacks pledge
	run crm-overdue --within=5d
	out_has 'beta,pledge,client,call,2026-06-01,2026-06-20,-5,'
	run crm-overdue --aging
	out_is "client,currency,current,1-30,31-60,61-90,91+,total
acme,EUR,0.00,1200.00,0.00,0.00,0.00,1200.00
beta,EUR,0.00,99.99,0.00,0.00,0.00,99.99"
	run crm-overdue -e --client=acme
	status 1
	crm-log --new-client gamma
	run crm-overdue -e --client=gamma
	status 0
	# a client that the book does not have is a slip
	run crm-overdue --client=bata
	status 2
	out_is ''
	err_is "crm-overdue: --client: the book has nothing of 'bata'; the nearest client is 'beta'"
	run crm-overdue --aging --client=nobody
	status 2
	err_is "crm-overdue: --client: the book has nothing of 'nobody'"
}

# A law that is none: said once, where it stands; --check does not wait for a late invoice.
law() {
	small
	crm-log -q invoice acme F3 10 -w 2026-05-02 -d 2026-05-20
	printf 'name: Acme\nlaw: fr-b3b\n' > book/clients/acme.yaml
	run crm-overdue --kind=invoice
	status 3
	err_is "crm-overdue: clients/acme.yaml:2: law: 'fr-b3b' is not a known regime; use one from crm-tables(5), or add it to regimes.csv"
	is "$(lines | wc -l)" 3
	run crm-log --check -q
	status 3
	err_has "crm-log: clients/acme.yaml:2: law: 'fr-b3b' is not a known regime; use one from crm-tables(5), or add it to regimes.csv"
	printf 'name: Acme\n' > book/clients/acme.yaml
	printf 'currency: EUR\nlaw: nowhere\n' > book/policy.yaml
	for p in crm-overdue crm-remind; do
		run "$p"
		status 2
		out_is ''
		err_has "policy.yaml:2: law: 'nowhere' is not a known regime"
		is "$(wc -l < err)" 1
	done
	rm book/policy.yaml
	printf 'name: Acme\nlaw: flat\n' > book/clients/acme.yaml
	run crm-log --check -q
	err_has 'clients/acme.yaml:2: penalty_rate: is missing: the law '
}

orders() {
	small
	run crm-overdue --sort=due --who=client
	is "$(lines)" "acme,invoice,F1
beta,invoice,F2"
	run crm-overdue --sort=due
	is "$(lines)" "acme,invoice,F1
beta,invoice,F2
acme,promise,draft"
	run crm-overdue --within=1w
	is "$(lines | tail -n 1)" beta,pledge,call
	run crm-overdue --within=1w --sort=kind
	is "$(lines | head -n 1)" acme,promise,draft
	run crm-overdue --sort=date
	status 2
}

# a mail of cron is read on 80 columns, half a screen keeps the note
widths() {
	small
	crm-log -q -w 2026-06-12T09:00 -c email in acme 'a note that takes more than half of a line of eighty columns, as notes do'
	unset COLUMNS
	run crm-overdue -f table
	is "$(sed 's/…/./g' out | awk 'length > 80')" ''
	grep -Eq 'reply +…[0-9a-f]{8} ' out || fail 'no short id'
	COLUMNS=50 run crm-overdue -f table
	is "$(sed 's/…/./g' out | awk 'length > 50')" ''
	out_has '  a note that takes more than half of a line of e'
	COLUMNS=0 run crm-overdue -f table
	out_has 'as notes do'
	run crm-overdue -f csv --kind=reply
	grep -Eq 'reply,me,[0-9a-f]{8}-[0-9a-f]{4}-' out || fail 'no whole id'
}

# an agenda is read by its days: whatever has no room, the due day stays
agenda_days() {
	small
	crm-log -q -w 2026-06-12T09:00 -c email in acme 'a note that takes more than half of a line of eighty columns, as notes do'
	crm-log -q invoice beta F-2026-00017 123456.78 -w 2026-05-01 -d 2026-06-16
	for w in 80 60 50; do
		for o in --within=1w --within=morning '--within=1w --sort=kind' --sort=due; do
			# shellcheck disable=SC2086 # two options
			COLUMNS=$w run crm-overdue $o -f table
			grep -Eq '^client .* due ' out || fail "no due day with $o at $w columns"
			out_has ' 2026-06-10'
			out_has ' 2026-06-15'
		done
	done
	COLUMNS=80 run crm-overdue --within=1w -f table
	tr -s ' \n' ' ' < out | grep -q 'no address: add it to the profile' || fail "what to do is cut: $(cat out)"
	COLUMNS=0 run crm-overdue --within=1w -f table
	out_has ' 2026-06-15T09:00 '
	COLUMNS=80 run crm-overdue -f table
	grep -Eq '^client .* days ' out || fail 'no days in a list of what is late'
}

wrong() {
	small
	for o in --kind=invoices --kind= --client= --who=both --within=3x --within=-3d --within=1q --min=1,200 --min=1.001 extra --client=; do
		run crm-overdue "$o"
		status 2
		out_is ''
		is "$(wc -l < err)" 1
	done
	run crm-overdue --client=acme --client=beta
	status 0
	is "$(lines)" "acme,promise,draft
acme,invoice,F1
beta,invoice,F2"
	run crm-overdue --client=acme --client=acme
	status 0
	run crm-overdue --kind=invoices
	err_is "crm-overdue: --kind: 'invoices' is not a kind; crm-overdue(1) lists them"
}

# crm-tables(5): five years for a business, two for a consumer; once a run, not under -q
limits() {
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2021-06-20,acme,invoice,,me,F1,1200,EUR,2025-06-20,,,,
01979c00-0000-7000-8000-000000000002,2021-06-15,acme,invoice,,me,F2,1200,EUR,2025-06-20,,,,tags
01979c00-0000-7000-8000-000000000003,2021-06-14,acme,invoice,,me,F3,1200,EUR,2025-06-20,,,,over since yesterday
01979c00-0000-7000-8000-000000000004,2025-06-16,acme,invoice,,me,F4,1200,EUR,2025-07-20,,,,
EOF
	run crm-overdue --kind=invoice
	status 0
	err_is "crm-overdue: the limitation of 1 invoice has passed: unless something interrupted it, it cannot be claimed in court; see the column limit
crm-overdue: 2 invoices become time-barred within a year, the first on 15 June 2026: see the column limit"
	run crm-overdue --kind=invoice --min=1300
	err_is ''
	run crm-overdue --kind=invoice -q
	err_is ''
	CRM_TODAY=2026-06-16 run crm-overdue --kind=invoice
	err_has '1 invoice becomes time-barred within a year, on 20 June 2026:'
	CRM_TODAY=2026-06-16 run crm-overdue --kind=invoice --lang=fr
	err_has "sera prescrite dans moins d'un an, le 20 juin 2026"
}

# P6: rows that wait, come one by one after each other's answers, or share a ref, cost no more than others
rows() {
	awk -v head=$HEAD -v n=40000 'BEGIN {
		print head
		for (i = 0; i < n; i++) {
			at = sprintf("%04d-%02d-%02d", 9000 - int(i / 336), 12 - int(i / 28) % 12, 28 - i % 28)
			printf "01979c00-0000-7000-8000-%012d,%s,acme,delivered,,me,r%d,,,,,,,\n", 4 * i, at, i % 7 ? i : 0
			printf "01979c00-0000-7000-8000-%012d,%s,acme,contact,,client,,,,,email,,,\n", 4 * i + 1, at
			printf "01979c00-0000-7000-8000-%012d,%s,acme,contact,,me,,,,,email,,,\n", 4 * i + 2, \
				sprintf("%04d-%02d-%02d", 1000 + int(i / 336), 1 + int(i / 28) % 12, 1 + i % 28)
			printf "01979c00-0000-7000-8000-%012d,%s,acme,incident,error,me,,,,,,,,\n", 4 * i + 3, at
			if (i % 4 == 0)
				printf "01979c01-0000-7000-8000-%012d,%s,acme,conflict,ideas,me,c,,,,,,,\n", i, at
		}
		# settled, all of one name; an invoice asks whether one is open
		print "01979c02-0000-7000-8000-000000000001,9000-12-28,acme,resolve,,me,c,,,,,,,"
		print "01979c02-0000-7000-8000-000000000002,9000-01-01,acme,invoice,,me,F1,10,EUR,9000-02-01,,,,"
	}'
}

rates() {
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2024-01-20,acme,invoice,,me,F1,1000,EUR,2024-02-20,,,,
EOF
	run crm-overdue -t 2024-03-20 --kind=invoice
	status 0
	err_is ''
	run crm-overdue -t 2024-03-20 --kind=invoice -v
	err_has 'three times the legal rate is higher than the default rate for 1 invoice; the default rate was taken'
	# the year before it was not
	run crm-overdue -t 2024-02-20 --kind=invoice -v
	err_lacks 'three times'
	printf 'kind: b2b\npenalty_rate: 15.20\n' > book/clients/acme.yaml
	run crm-overdue -t 2024-03-20 --kind=invoice
	err_is 'crm-overdue: clients/acme.yaml:2: penalty_rate: is below three times the legal rate, the least that the law allows'
	status 0
	run crm-overdue -t 2024-03-20 --kind=invoice -q
	err_is ''
	printf 'kind: b2b\npenalty_rate: 15.21\n' > book/clients/acme.yaml
	run crm-overdue -t 2024-03-20 --kind=invoice -v
	err_lacks 'three times'
}

# A missing rate: no part of the interest is shown, and what the message says to do mends it.
missing() {
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2026-05-01,acme,invoice,,me,F1,1200,EUR,2026-05-31,,,,
01979c00-0000-7000-8000-000000000002,2026-12-20,acme,payment,,client,F1,200,EUR,,,,,
01979c00-0000-7000-8000-000000000003,2026-05-01,acme,invoice,,me,F2,100,EUR,2026-05-31,,,,
EOF
	run crm-overdue -t 2027-01-10 --kind=invoice
	status 3
	is "$(cut -d, -f4,8,10,11 out | tail -n +2)" "F1,1000.00,,40.00
F2,100.00,,40.00"
	is "$(wc -l < err)" 1
	sed "s/.*rates.csv of the book: '\([^']*\)', below it '\([^']*\)'.*/\1\n\2/" err > book/rates.csv
	# nobody has published a figure yet: as it stands, the line is refused
	run crm-overdue -t 2027-01-10 --kind=invoice
	status 3
	err_has "rates.csv:2: rate_bp: 'RATE' is not a whole number of basis points"
	is "$(cut -d, -f10 out | tail -n +2 | tr -d '\n')" ''
	sed -i 's/RATE/262/' book/rates.csv
	run crm-overdue -t 2027-01-10 --kind=invoice
	status 0
	err_is ''
	# 30 d at 12.15, 173 at 12.40 on 1200: 82.51; 11 at 12.40, 10 at 12.62 on 1000: 7.19
	is "$(cut -d, -f4,10 out | tail -n +2)" "F1,89.70
F2,7.60"
}

# by the law of the contract; where its period is not known, no date, and never the French one
foreign() {
	local law want
	for law in fr-b2b:2027-05-06 de-b2b:2025-12-31 uk:2028-05-06 ca-qc: nl:; do
		want=${law#*:}
		book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2022-05-06,acme,invoice,,me,F1,1000,EUR,2022-06-05,,,,
EOF
		printf 'name: Acme\nlaw: %s\n' "${law%:*}" > book/clients/acme.yaml
		run crm-overdue --kind=invoice -t 2026-06-15 -q --format=csv
		is "${law%:*} $(cut -d, -f15 out | tail -n +2)" "${law%:*} $want"
	done
	# de-b2c: the first reminder starts interest, and no 40 euros
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2026-01-01,acme,invoice,,me,F1,1000,EUR,2026-02-01,,,,
01979c00-0000-7000-8000-000000000002,2026-03-10,acme,reminder,courtesy,me,F1,,,,email,,,
EOF
	printf 'name: Acme\nkind: b2c\nlaw: de-b2c\n' > book/clients/acme.yaml
	run crm-overdue --kind=invoice -t 2026-06-15 -q
	is "$(cut -d, -f10,11 out | tail -n +2)" '16.66,'
	run crm-overdue --kind=invoice -t 2026-03-10 -q
	is "$(cut -d, -f10,11 out | tail -n +2)" ','
	# 3x legal: 54.54 on 1200 from 2024-05-15 to 2024-09-03, with the lump sum of French law
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2024-04-15,acme,invoice,,me,F1,1200,EUR,2024-05-15,,,,
EOF
	printf 'name: Acme\npenalty_rate: 3x legal\n' > book/clients/acme.yaml
	run crm-overdue --kind=invoice -t 2024-09-03 -q
	status 0
	is "$(cut -d, -f10,11 out | tail -n +2)" '54.54,40.00'
	printf 'name: Acme\npenalty_rate: 30x legal\n' > book/clients/acme.yaml
	run crm-overdue --kind=invoice -t 2024-09-03
	status 3
	err_has "clients/acme.yaml:2: penalty_rate: a rate such as 12.5"
}

# crm-tables(5): what is paid late leaves interest and fee behind; vector P1 ends with 249.53
paid_late() {
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2025-01-01,acme,invoice,,me,F1,5000,EUR,2025-01-31,,,,Refonte
01979c00-0000-7000-8000-000000000002,2025-03-15,acme,payment,,client,F1,2000,EUR,,,,,
01979c00-0000-7000-8000-000000000003,2025-07-20,acme,payment,,client,F1,1500,EUR,,,,,
01979c00-0000-7000-8000-000000000004,2025-10-01,acme,payment,,client,F1,1500,EUR,,,,,
01979c00-0000-7000-8000-000000000005,2025-01-01,acme,invoice,,me,F2,100,EUR,2025-01-31,,,,on the day
01979c00-0000-7000-8000-000000000006,2025-01-31,acme,payment,,client,F2,100,EUR,,,,,
01979c00-0000-7000-8000-000000000007,2025-01-01,acme,invoice,,me,F3,100,EUR,2025-01-31,,,,waived
01979c00-0000-7000-8000-000000000008,2025-02-28,acme,payment,,client,F3,100,EUR,,,,,
01979c00-0000-7000-8000-000000000009,2025-02-28,acme,waive,,me,F3,,,,,,,
EOF
	run crm-overdue --kind=invoice
	out_lacks F1
	run crm-overdue --paid-late
	status 0
	is "$(tail -n +2 out)" "acme,invoice,client,F1,2025-01-01,2025-01-31,243,0.00,EUR,249.53,40.00,,,,2030-01-01,Refonte,"
	run crm-overdue --paid-late --client=beta
	is "$(tail -n +2 out)" ''
	run crm-overdue --paid-late -e
	status 1
	for o in --kind=invoice --who=me --within=3d --min=1 --format=ics --aging; do
		run crm-overdue --paid-late "$o"
		status 2
	done
	# up to the last day on which it can be claimed
	run crm-overdue --paid-late -t 2030-01-01
	out_has 249.53
	run crm-overdue --paid-late -t 2030-01-02
	is "$(tail -n +2 out)" ''
	# money beyond the principal settles interest, then the fee
	crm-log -q payment acme F1 289.53 -w 2026-01-02
	run crm-overdue --paid-late
	is "$(tail -n +2 out)" ''
}

# Of every law of the table but the French: its own period, or no date in any report; never the French
# one.  2021-06-20 has 2026-06-20 (b2b) and 2023-06-20 (b2c) under French law, and 2025-12-31 (public).
no_french_date() {
	local key kind country years start n=0 c
	while IFS=, read -r -u 3 key kind country _ _ _ _ _ _ _ _ _ years start _; do
		if [ "$country" = fr ] || [ "$key" = key ]; then continue; fi
		[ "$kind" != any ] || kind=b2b
		n=$((n + 1))
		book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2021-06-20,acme,invoice,,me,F1,1000,EUR,2021-07-20,,,,
EOF
		printf 'me: {name: Z, email: z@z.example}\nlang: en\n' > book/policy.yaml
		printf 'name: Acme\nkind: %s\nlaw: %s\n' "$kind" "$key" > book/clients/acme.yaml
		export CRM_TODAY=2026-06-15
		run crm-overdue --kind=invoice -f csv
		case $years,$start in
		,) is "$(cut -d, -f15 out | tail -n +2)" '' ;;
		*,year-end) is "$(cut -d, -f15 out | tail -n +2)" "$((2021 + years))-12-31" ;;
		*) is "$(cut -d, -f15 out | tail -n +2)" "$((2021 + years))-06-20" ;;
		esac
		[ -z "$years" ] || continue
		for c in "crm-overdue -f ics" "crm-overdue -f json" "crm-remind --digest" "crm-remind --dossier=acme" \
			"crm-log --show=acme" "crm-overdue --lang=fr -f table"; do
			# shellcheck disable=SC2086 # a command of words
			run $c
			! grep -E '2026-06-20|20 June 2026|20 juin 2026|20260620|2023-06-20|20 June 2023|limitation period ends on|prescription le' out err ||
				fail "$key: $c"
		done
		run crm-remind --dossier=acme
		out_has 'limitation: to be looked up in the law of the contract'
	done 3< "$ROOT/lib/data/regimes.csv"
	[ $n -gt 10 ] || fail "only $n laws"
}

# Two copies that grew apart are the same book whichever is appended to the other.
plan_merged() {
	local d
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2026-05-01,acme,invoice,,me,F1,950,EUR,2026-05-31,,,,
EOF
	crm-log -q -t 2026-06-15 plan acme F1 450@2026-06-30 500@2026-07-31
	cp book/journal.csv common
	crm-log -q -t 2026-07-10 payment acme F1 400 -w 2026-06-30
	mv book/journal.csv one
	cp common book/journal.csv
	crm-log -q -t 2026-07-10 payment acme F1 40 -w 2026-07-01
	mv book/journal.csv other
	for d in "one other" "other one"; do
		# shellcheck disable=SC2086 # two names
		cat $d > book/journal.csv
		run crm-overdue --who=client -t 2026-07-10
		status 0
		is "$(cut -d, -f2,6,8,14 out | tail -n +2)" "invoice,2026-05-31,510.00,
pledge,2026-06-30,10.00,"
	done
	crm-log -q -t 2026-07-10 --void "$(grep ,500.00, one | cut -d, -f1)"
	run crm-overdue --who=client --within=60d -t 2026-07-10
	is "$(cut -d, -f2,6,8 out | tail -n +2)" "invoice,2026-05-31,510.00
pledge,2026-06-30,10.00"
}

# One balance in every report: that of the allocation in force.
one_balance() {
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2025-01-01,acme,invoice,,me,F1,5000,EUR,2025-01-31,,,,
01979c00-0000-7000-8000-000000000002,2025-03-15,acme,payment,,client,F1,2000,EUR,,,,,
01979c00-0000-7000-8000-000000000003,2025-03-20,acme,renegotiate,,both,F1,,,2025-05-10,,,,
01979c00-0000-7000-8000-000000000004,2025-01-01,beta,invoice,,me,F2,1000,EUR,2025-01-31,,,,
01979c00-0000-7000-8000-000000000005,2025-03-15,beta,payment,,client,F2,1000,EUR,,,,,
01979c00-0000-7000-8000-000000000006,2025-03-16,beta,payment,,client,,20,EUR,,,,,
EOF
	echo 'allocation: legal' > book/policy.yaml
	printf 'name: Beta\npeople: [{name: B, email: b@b.example}]\n' > book/clients/beta.yaml
	export CRM_TODAY=2025-06-12
	run crm-overdue --who=client
	is "$(cut -d, -f2,4,8,14 out | tail -n +2)" "invoice,F1,3117.46,
invoice,F2,55.49,
pledge,F1,3117.46,"
	run crm-overdue --aging
	is "$(cut -d, -f1,8 out | tail -n +2)" "acme,3117.46
beta,55.49"
	run crm-risk --portfolio
	is "$(cut -d, -f1,5 out | tail -n +2 | sort)" "acme,3117.46
beta,55.49"
	run crm-log --erase=beta
	status 2
	err_has 'still owes F2'
	# without a rate of the time before the payment it is not known, and that is said
	printf 'name: Beta\nlaw: gone\n' > book/clients/beta.yaml
	printf 'key,kind,series,mult,margin_bp,mode,start,fee\ngone,b2b,away,1,0,float,due+1,EUR 40\n' > book/regimes.csv
	run crm-overdue --who=client --client=beta
	status 3
	err_has "no rate of 'away' for the first half of 2025"
	crm-log -q writeoff acme F1
	run crm-overdue --aging --client=acme
	is "$(tail -n +2 out)" ''
}

# --min is a number of whole units, whatever the digits of a currency
least() {
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2026-05-01,acme,invoice,,me,F1,5000,JPY,2026-06-05,,,,
01979c00-0000-7000-8000-000000000002,2026-05-01,acme,invoice,,me,F2,60.000,BHD,2026-06-05,,,,
01979c00-0000-7000-8000-000000000003,2026-05-01,acme,invoice,,me,F3,99,JPY,2026-06-05,,,,
EOF
	run crm-overdue --kind=invoice --min=99.01
	is "$(lines)" acme,invoice,F1
	run crm-overdue --aging --min=60
	is "$(cut -d, -f2,8 out | tail -n +2)" "BHD,60.000
JPY,5099"
}

# A letter is not to be posted while its invoice is disputed or held.
letter_held() {
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2026-04-01,acme,invoice,,me,F1,500,EUR,2026-05-01,,,,
01979c00-0000-7000-8000-000000000002,2026-06-10,acme,reminder,notice,me,F1,,,,letter,,status=prepared,
01979c00-0000-7000-8000-000000000003,2026-06-11,acme,dispute,,client,F1,,,,,,,
01979c00-0000-7000-8000-000000000004,2026-06-11,acme,conflict,values,client,C1,,,,,3,,
EOF
	run crm-overdue --kind=letter
	is "$(cut -d, -f4,14 out | tail -n +2)" "F1,dispute conflict=C1"
}

quadratic() {
	rows > rows.csv
	book < rows.csv
	# seconds of work, whatever else the machine does
	run bash -c 'ulimit -t 5; exec crm-overdue -t 9000-12-31'
	status 3 # no rate is known for then
	out_has acme,invoice
	[ "$(wc -l < out)" -gt 40000 ]
}

# the manual has every kind, in the order of the report
manual() {
	small
	sed -n '/^\.Ss What you owe/,/^\.Sh INPUT/s/^\.It Ic //p' "$ROOT/man/crm-overdue.1" > kinds
	is "$(tr '\n' ' ' < kinds)" "reply promise deadline result conflict incident approval mission renewal checkin contact interest followup next unbilled claim vetting frame letter invoice pledge offer "
	while read -r kind; do
		run crm-overdue --kind="$kind"
		status 0
	done < kinds
	head -n 1 out | tr , '\n' > columns
	sed -n '/^\.Sh OUTPUT/,/^\.El/s/^\.It Ic //p' "$ROOT/man/crm-overdue.1" | sed 's/ , /\n/' | diff columns -
}

# 5,000 due 31 January; 2,000 on 15 March pay the fee of 40.00, 43 days of interest (77.46), then
# 1,882.54 of principal: 3,117.46 are left, with 31 days of interest (34.82) on 15 April
legal() {
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2025-01-01,acme,invoice,,me,F1,5000.00,EUR,2025-01-31,,,,
01979c00-0000-7000-8000-000000000002,2025-03-15,acme,payment,,client,F1,2000.00,EUR,,,,,
01979c00-0000-7000-8000-000000000003,2025-04-15,acme,payment,,client,F1,3000.00,EUR,,,,,
01979c00-0000-7000-8000-000000000004,2025-04-20,acme,payment,,client,F1,152.54,EUR,,,,,
EOF
	echo 'allocation: legal' > book/clients/acme.yaml
	run crm-overdue -t 2025-04-14 --no-header
	is "$(cut -d, -f8,10,11 out)" 3117.46,33.69,
	run crm-overdue -t 2025-04-15 --no-header    # 3,000.00 less 34.82: 152.28 are left
	is "$(cut -d, -f8,10,11 out)" 152.28,,
	run crm-overdue -t 2025-04-20 --no-header    # and 5 days of interest, 0.27: a cent is missing
	is "$(cut -d, -f8,10,11 out)" 0.01,,
	rm book/clients/acme.yaml
	run crm-overdue -t 2025-04-15 --quiet-empty
	is "$(cat out)" ""
}

# the longest name of a client leaves a row one line of the terminal
narrow() {
	book <<EOF
$HEAD
01979c00-0000-7000-8000-000000000001,2026-05-01,$(printf 'a%.0s' {1..64}),invoice,,me,F1,5000,EUR,2026-06-05,,,,note
EOF
	need_terminal
	run "$ROOT/tests/terminal" crm-overdue --kind=invoice
	status 0
	[ "$(wc -L < out)" -le 80 ] || fail "wider than the terminal: $(cat out)"
	out_has 'aaa…  invoice  F1'
}

it "lists by due day, the default of an agenda" orders
it "fits 80 columns off a terminal, and half a screen" widths
it "the manual has every kind and every column" manual
it "fits a terminal of 80 columns" narrow
it "an agenda shows the due day at every width" agenda_days
# what a person reads is in the language of the person, what a program reads in no language
words() {
	small
	crm-log -q dispute acme F1 -w 2026-06-12
	crm-log -q in beta -c email -w 2026-06-12T09:00 'and the logo?'
	run env COLUMNS=150 crm-overdue -f table --lang=fr
	out_has 'promesse'
	out_has 'réponse'
	out_has 'facture'
	out_has 'contestée'
	! grep -wE 'promise|reply|invoice|dispute|unanswered' out || fail 'keys'
	run crm-overdue -f csv
	mv out plain
	run crm-overdue -f csv --lang=fr
	cmp plain out
	out_has ',promise,me,'
	run crm-overdue -f csv --no-header --lang=fr --kind=réponse
	is "$(cut -d, -f1,2 out)" beta,reply
	run crm-overdue --kind=réponse
	status 2
	run env COLUMNS=150 crm-overdue -f table
	out_has 'dispute'
	run env COLUMNS=120 crm-log --show acme --lang=fr
	out_has 'contestée – réglez'
	run crm-remind --explain -f table --lang=fr
	out_has 'première relance'
	out_has "contestée"
	run crm-remind --explain -f csv --lang=fr
	out_has courtesy
	run crm-log --list -f table --lang=fr
	out_has '  moi '
}

it "shows keys in words, in the language of the reader, to people alone" words
it "filters: --kind --who --client --min --within, --aging" filters
it "law:regimes: a law that is no regime is named where it stands" law
it "options that are wrong" wrong
it "law:limit: limits that come near are counted in one line" limits
it "law:limit: limitation and interest by the law of the contract" foreign
it "law:limit: no French date for the claim of another law" no_french_date
it "law:interest: a contract rate under the floor, a floor over the default rate" rates
it "law:parts: allocation: legal settles fee and interest before principal" legal
it "law:interest: a rate that is missing leaves interest empty, and the message mends it" missing
it "law:interest: interest and fee of what was paid late, law:parts vector P1" paid_late
it "law:parts: one balance in all reports" one_balance
it "S0.43: a payment plan in two copies of a book" plan_merged
it "--min counts whole units" least
it "S2.11: a letter waits as its invoice does" letter_held
it "P6: a client with many rows takes no square of them" quadratic
# agree DAY - an invoice whose action is to send goes out on that day, by the explanation, and no other does
agree() {
	crm-overdue --kind=invoice --today="$1" > report.csv
	awk -F, 'NR > 1 { print $4, $NF == "send" }' report.csv | sort > acts
	crm-remind --explain --today="$1" report.csv | awk -F, -v d="$1" 'NR > 1 { print $2, $7 == d }' | sort > says
	diff acts says
}

# a formal notice goes out alone: what is due beside it waits for the gap, in both programs
one_message() {
	cat > rows <<EOF
2026-01-05,acme,invoice,,me,A,300,EUR,2026-03-31,,,,
2026-01-05,acme,invoice,,me,B,200,EUR,2026-04-20,,,,
2026-01-05,acme,invoice,,me,C,200,CHF,2026-04-20,,,,
2026-01-05,beta,invoice,,me,D,9,EUR,2026-04-20,,,,
2026-04-03,acme,reminder,courtesy,me,A,,,,email,,status=sent mid=a@x,
2026-04-13,acme,reminder,second,me,A,,,,email,,status=sent mid=b@x,
EOF
	{ echo "$HEAD"; awk '{ printf "01979c00-0000-7000-8000-%012d,%s\n", NR, $0 }' rows; } > all
	book < all
	echo 'min_amount: 15' > book/policy.yaml
	mkdir -p book/clients
	for c in acme beta; do
		echo 'people: [{name: Jo, email: jo@x.example}]' > book/clients/$c.yaml
		echo 'post: [1 rue A]' >> book/clients/$c.yaml
	done
	agree 2026-04-24
	is "$(xargs < acts)" 'A 1 B 0 C 1 D 0'
	run crm-overdue --today=2026-04-24 -f table
	is "$(grep -c "send today's reminder" out)" 2
	for day in 23 25 26 27 28 29 30; do
		agree 2026-04-$day
	done
	# once it is prepared, the other one goes out a gap later
	echo '01979c00-0000-7000-8000-000000000009,2026-04-24,acme,reminder,notice,me,A,,,2026-05-11,letter,,status=prepared mid=n@x,' >> book/journal.csv
	for day in 04-24 04-30 05-01 05-02; do
		agree 2026-$day
		echo "$day $(xargs < acts)"
	done > days
	is "$(cat days)" '04-24 A 0 B 0 C 0 D 0
04-30 A 0 B 0 C 0 D 0
05-01 A 0 B 1 C 1 D 0
05-02 A 0 B 0 C 0 D 0'
}
it "S2.9: the action of an invoice is to send on the day on which its reminder goes out, no other" one_message

# what is late is red in a table with colour, and nothing is without
late_is_red() {
	export CRM_DIR=b
	crm-log --init
	crm-log --new-client acme
	crm-log -q invoice acme F1 100 -w 2026-04-01 -d 2026-05-01
	crm-log -q invoice acme F2 100 -w 2026-06-01 -d 2026-06-20
	run crm-overdue --color=always -f table --kind=invoice --within=10d -t 2026-06-15
	is "$(grep -c $'^\033\\[31macme.*F1.*\033\\[0m$' out)" 1
	is "$(grep -c $'\033\\[31m' out)" 1
	out_has F2
	for how in -ftable '-ftable --color=never' '-fcsv --color=always'; do
		# shellcheck disable=SC2086 # words
		run crm-overdue $how --kind=invoice --within=10d -t 2026-06-15
		out_has F1
		out_lacks $'\033'
	done
}

it "shows what is late in red, with colour" late_is_red
done_testing
