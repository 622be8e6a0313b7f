# 23-risk-views: what crm-risk prints besides its report.
. "$(dirname "$0")/../lib.sh"

book() {
	/usr/bin/python3 "$ROOT/tests/reference/risk_reference.py" --fixtures fx
	mv "fx/$1" b
	export CRM_DIR=$PWD/b CRM_TODAY=2026-06-30
}

# E3, worked out by the model day by day; the last line is that of the report
history() {
	book e3
	run crm-risk --history brune -f csv
	status 0
	[ "$(head -n 3 out)" = "date,risk
2026-01-02,28.0
2026-02-11,39.4" ]
	is "$(tail -n 1 out)" 2026-06-30,55.4
	while IFS=, read -r day risk; do
		[ "$day" = date ] || is "$risk" "$(crm-risk -t "$day" --no-header -f csv | cut -d, -f2)"
	done < out
	run crm-risk --history
	status 2
}

join() {
	book e3
	printf 'n,client\r\n1,brune\r\n2,"Ann\r\nLee"\r\n3,nobody\r\n4,\r\n' > in.csv
	run crm-risk --join -f csv in.csv
	status 0
	err_is ''
	is "$(head -n 2 out)" "n,client,risk,band,stage
1,brune,55.4,at-risk,shaken"
	is "$(tail -n 2 out)" "3,nobody,28.0,watch,new
4,,28.0,watch,new"
	out_has ',28.0,watch,new'
	cp out first
	crm-risk --join -f csv < in.csv > out
	diff first out
	printf 'a,b\n1,2\n' | { run crm-risk --join; status 2; err_has client; }
	run crm-risk --join -f csv first
	status 2
	err_has 'risk: there is already a column of this name'
	printf 'n,client\n1,brune,x\n2,brune\n' | { run crm-risk --join -f csv; status 3; }
	is "$(cat out)" "n,client,risk,band,stage
2,brune,55.4,at-risk,shaken"
}

backtest() {
	book e3
	run crm-risk --backtest
	status 2
	err_has 'not enough data to test'
	{
		head -n 1 b/journal.csv
		for i in $(seq 20); do
			m=$(printf '2024-%02d-01' $((i % 12 + 1)))
			for c in ann bob; do
				[ $c = ann ] && paid=$(date -u -d "$m + 50 days" +%F) || paid=$(date -u -d "$m + 20 days" +%F)
				id=00000000-0000-7000-8000-000000$(printf '%03d' "$i")$([ $c = ann ] && echo 001 || echo 002)
				echo "$id,$m,$c,invoice,,me,i$i,100,EUR,$(date -u -d "$m + 30 days" +%F),,,,"
				echo "1${id#0},$paid,$c,payment,,client,i$i,100,EUR,,,,,"
			done
		done
	} > j
	mv j b/journal.csv
	run crm-risk --backtest -f csv
	status 0
	is "$(sed -n 4p out)" auc,1.000
	out_has late_1,0.0
	out_has late_5,100.0
}

views() {
	book e3
	run crm-risk --history --join
	status 2
	run crm-risk extra
	status 2
	run crm-risk --client=Bad
	status 2
	run crm-risk -e -f csv
	status 1
	run crm-risk -f json
	status 0
	/usr/bin/python3 -c '
import json, sys
(row,) = json.load(open("out"))
assert row["risk"] == 55.4 and row["trend"] == 9.4 and row["evidence"] == 38
assert row["side"] == {"client": 38.1, "prior": 17.3}
assert [r["signal"] for r in row["reasons"]] == ["late_payment", "prior"]
assert row["reasons"][0]["about"] == "trust" and row["reasons"][0]["side"] == "client"'
	run crm-risk -f table
	out_has '9.4 ^'
}

# E7b: the conflict with what settled it, the good evidence, the payer
explain() {
	book e7b
	run crm-risk --explain atelier
	status 0
	is "$(head -n 1 out)" 'atelier: 15.9, watch, established; 30 days ago 11.2; evidence 67 %'
	out_has 'conflict  6.8  both, trust  S3.14 S3.16'
	out_has '  2026-06-12  conflict ideas c1'
	out_has '  2026-06-22  resolve c1'
	out_has '  > c1: settled on 22 June 2026: it fades'
	out_has 'trust capital: good conduct takes 24.4 points off  S0.40'
	out_has 'checkin 24 (26 June 2026)'
	out_has 'payer: prompt, 0 of the last 6 closed invoices late  S0.42'
	out_has '  usually pays in 26 days, 8 of 10 times within 26'
	# every reason has its rows, and every printed reason an action (S0.9)
	run crm-risk --explain -f csv
	is "$(grep -c '^atelier,reason,conflict,6.8,both,trust,' out)" 2
	is "$(grep -c '^atelier,good,checkin,,me,trust,' out)" 24
	run crm-risk --explain atelje
	status 2
	err_has "client: the book has nothing of 'atelje'; the nearest client is 'atelier'"
}

# rows of an open incident, of controls with their minutes, of money that lies about
# at a terminal the words of a rule, in a pipe and in rows its id; nothing else differs
words() {
	need python3
	export CRM_DIR=$ROOT/examples/book CRM_TODAY=2026-06-15
	run "$ROOT/tests/terminal" crm-risk --explain noe
	cp out short
	! grep -E '\bS[0-4]\.[0-9]' out || fail 'an id is left'
	out_lacks 'Disagreement is normal'
	run "$ROOT/tests/terminal" crm-risk -v --explain noe
	cp out seen
	out_has '    Disagreement is normal; frequent and unsettled, it is a danger.'
	! grep -E '\bS[0-4]\.[0-9]' out || fail 'an id is left'
	run crm-risk --explain noe
	out_has 'conflict  24.3  both, trust  S3.14 S3.16'
	out_lacks 'Disagreement is normal'
	sed -E '/^  S[0-4]\.[0-9. S]+$/d; s/  S[0-4]\.[0-9. S]+$//' out > without # ids may stand in a line of their own
	diff without short || fail 'without the ids it is the same'
	run crm-risk -v --explain noe
	sed -E '/^  S[0-4]\.[0-9. S]+$/d; s/  S[0-4]\.[0-9. S]+$//' out > without
	grep -Fxf without seen | diff without - || fail 'more than the rules differs'
	# one screen for the usual client
	run "$ROOT/tests/terminal" crm-risk --explain durand
	[ "$(wc -l < out)" -le 24 ] || fail "$(cat out)"
	run "$ROOT/tests/terminal" crm-risk --lang=fr --explain lilas
	[ "$(wc -l < out)" -le 24 ] || fail "$(cat out)"
	run "$ROOT/tests/terminal" crm-risk -v --lang=fr --explain noe
	out_has "    Le désaccord est normal ; fréquent et non réglé, il est dangereux."
}

explain_more() {
	mkdir -p b/clients
	echo 'name: C' > b/clients/cie.yaml
	export CRM_DIR=$PWD/b CRM_TODAY=2026-06-30
	local i=0
	row() {
		i=$((i + 1))
		printf '00000000-0000-7000-8000-%012d,%s\n' $i "$1" >> b/journal.csv
	}
	echo id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note > b/journal.csv
	row '2026-06-20,cie,incident,error,me,x1,,,,,4,scope,the form is broken'
	row '2026-06-21,cie,diagnose,,me,x1,,,,,,origin=client,'
	row '2026-06-22,cie,control,,client,,,,,,,minutes=40,'
	row '2026-06-23,cie,control,,client,,,,,,,minutes=15,'
	row '2026-06-24,cie,payment,,client,,50.00,EUR,,,,,'
	row '2026-06-25,cie,incident,misunderstanding,both,,,,,,,,'
	row '2026-06-26T10:00,cie,contact,,client,,,,,email,,tone=angry,'
	row '2026-06-27T10:00,cie,contact,,me,,,,,email,,,"a\x1b[31m"'
	row '2026-06-29,,self,,me,,,,,,2,,'
	run crm-risk --explain cie
	status 0
	out_has 'controls took 55 minutes in 30 days  S1.17'
	out_has 'misunderstandings in 90 days: 1  S3.6'
	out_has 'money assigned to no invoice:'
	out_has '  2026-06-24  payment  50.00 EUR'
	out_has 'S2.20'
	out_has '> 1. listen, 2. show empathy'
	out_has 'S2.17'
	out_lacks "the last tone noted shows anger" # the reason says it, and there is more to say
	out_has 'breathe'
	run crm-risk --explain cie -v
	out_has 'S0.10'
	# diagnosed, then apologised: the next step moves on
	row '2026-06-28,cie,diagnose,,me,00000000-0000-7000-8000-000000000006,,,,,,origin=quality,'
	run crm-risk --explain cie
	out_has '> 4. apologise'
	row '2026-06-28,cie,apology,,me,00000000-0000-7000-8000-000000000006,,,,,,,'
	run crm-risk --explain cie
	out_has '> 5. end on a positive note'
}

# what was invoiced in 12 months, by currency; the day 12 months ago is out; open money; minutes
portfolio() {
	mkdir -p b/clients
	export CRM_DIR=$PWD/b CRM_TODAY=2026-06-30
	local i=0 c
	row() {
		i=$((i + 1))
		printf '00000000-0000-7000-8000-%012d,%s\n' $i "$1" >> b/journal.csv
	}
	echo id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note > b/journal.csv
	# known for long, with good evidence enough not to be new; gone had no sign of life since
	for c in bad big far old gone rude peer lost; do
		row "2025-06-01,$c,renew,,client,m,,,,,,,"
		row "2025-06-02,$c,satisfied,,client,,,,,,5,,"
		row "2025-06-03,$c,satisfied,,client,,,,,,5,,"
		row "2026-05-01,$c,note,,me,,,,,,,,"
		[ $c = gone ] || row "2026-05-01,$c,result,,me,m,,,,,,,"
	done
	row '2026-06-01,big,invoice,,me,a,900,EUR,2026-07-01,,,,'
	row '2026-06-02,big,payment,,client,a,300,EUR,,,,,'
	row '2026-06-03,big,credit,,me,a,100,EUR,,,,,'
	row '2025-06-30,big,invoice,,me,z,5000,EUR,,,,,'
	row '2025-07-30,big,payment,,client,z,5000,EUR,,,,,'
	row '2026-06-03,big,invoice,,me,u,50,USD,2026-07-01,,,,'
	row '2025-07-01,old,invoice,,me,b,150,EUR,,,,,'
	row '2025-07-01,old,payment,,client,b,150,EUR,,,,,'
	row '2026-06-05T10:00,old,contact,,both,,,,,meet,,minutes=30,'
	row '2026-06-06,old,control,,client,,,,,,,minutes=20,'
	row '2026-06-01,far,invoice,,me,f,9000,USD,2026-07-01,,,,'
	row '2026-06-01,far,incident,deception,client,,,,,,,,'
	row '2026-06-07,bad,incident,disrespect,client,,,,,,,,'
	row "2026-06-07,bad,void,,me,00000000-0000-7000-8000-$(printf %012d $i),,,,,,,"
	row '2026-06-08,bad,conflict,,client,k,,,,,5,,'
	row '2026-06-08,rude,incident,disrespect,client,,,,,,,,'
	row '2026-06-08,peer,incident,disrespect,client,,,,,,,,'
	row '2025-07-08,lost,invoice,,me,l,20,EUR,2025-08-01,,,,'
	row '2026-06-08,lost,writeoff,,me,l,,,,,,,'
	row '2026-06-08,lost,conflict,,client,k,,,,,5,,'
	row '2026-06-10,new,incident,disrespect,client,,,,,,,,'
	row '2026-06-10,over,offer,,me,o,,,,,,,'
	row '2026-06-11,over,end,,both,,,,,,,,'
	printf 'name: P\nrelation: peer\n' > b/clients/peer.yaml
	run crm-risk --portfolio -f csv
	status 0
	sed -i 's/^\([^,]*\),[0-9.]*,/\1,/' out
	# of euros 800, 150 and 20: a third is 323; the one with 50 dollars is no tenth of the dollars
	LC_ALL=C sort out > sorted
	mv sorted out
	out_is 'bad,0.00,0.0,0.00,EUR,0,0,0,repair,
big,50.00,0.6,50.00,USD,,,,keep,
big,800.00,82.5,500.00,EUR,0,0,0,keep,
client,risk,revenue,share,open,currency,contacts,minutes,controls,quadrant,ground
far,9000.00,99.4,9000.00,USD,0,0,0,repair,client_deception
gone,0.00,0.0,0.00,EUR,0,0,0,dormant,
lost,20.00,2.1,0.00,EUR,0,0,0,leave,writeoff
new,0.00,0.0,0.00,EUR,0,0,0,new,disrespect
old,150.00,15.5,0.00,EUR,1,30,20,watch,
over,0.00,0.0,0.00,EUR,0,0,0,ended,
peer,0.00,0.0,0.00,EUR,0,0,0,,disrespect
rude,0.00,0.0,0.00,EUR,0,0,0,leave,disrespect'
	err_has 'big makes up more than half of the revenue in EUR: find a second client'
	err_has 'far makes up more than half of the revenue in USD'
	err_has 'clients are critical'
	run crm-risk --portfolio --client=big
	status 2
}

checklist() {
	book e5
	printf 'fit: 4\nchannels: [email, phone]\ngoal: more visitors\n' >> b/clients/cress.yaml
	run crm-risk --checklist cress -f csv
	status 0
	is "$(head -n 1 out)" 'point,figure,value,claim,norm,mark'
	out_has 'space,channels_agreed,2,S1.20,>= 2,good'
	out_has 'detect,controls,5,S1.16,<= 2,watch'
	# the worst first, then what has no mark
	is "$(tail -n +2 out | cut -d, -f6 | uniq | tr '\n' ' ')" 'bad watch  good '
	out_has 'space,days_since_face_to_face,8,S0.25'
	out_has 'collaboration,missions,1,S0.54'
	out_has 'exchanges,missed_calls,100,S1.21 S1.33'
	out_has 'exchanges,late_replies,1,S1.33'
	out_has 'position,goal_known,yes,S4.6'
	out_has 'position,fit,4,S3.11'
	out_has 'verbal and not,channels_used,email:3 sms:2 visio:2 chat:1 phone:1,S0.55'
	out_has 'hard characters,type,disorganised,S4.1'
	out_has 'detect,controls,5,S1.16'
	is "$(tail -n +2 out | cut -d, -f1 | sort -u | wc -l)" 9
	run crm-risk --checklist
	status 2
}

# the usual client fits one screen, in any language; -v leaves nothing out
screen() {
	local c l
	export CRM_DIR=$ROOT/examples/book CRM_TODAY=2026-06-15
	for c in durand lilas mairie noe northwind petit; do
		for l in en fr; do
			crm-risk --explain "$c" --lang=$l > out
			[ "$(wc -l < out)" -le 23 ] || fail "$c in $l has $(wc -l < out) lines"
		done
	done
	run crm-risk --explain petit
	out_has 'late_payment  6.8  client, trust, 1 of 3 rows'
	out_lacks 'Le reste en juin'
	run crm-risk --explain petit -v
	[ "$(wc -l < out)" -gt 24 ] || fail "-v is no longer"
	out_has 'Le reste en juin'
	out_has 'put the ego aside: it is about the work'
	out_has 'reply in time 2 (9 June 2026)'
	out_lacks ' -v '
}

if [ -x "$BIN/crm-risk" ]; then
	it "gives the risk of each day with a row" history
	it "joins risk, band and stage to any CSV" join
	it "explains each reason with its rows" explain
	it "fits one screen, and with -v all there is" screen
	it "says at a terminal what the rules say" words
	it "explains what weighs beside the reasons" explain_more
	it "says what each client brings and costs" portfolio
	it "goes through the nine points" checklist
	it "tests the score on the book" backtest
	it "writes one view in any format" views
fi
done_testing
