#!/usr/bin/env bash
# 61-claims-risk: the rules that crm-risk shows, one small book each.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/claims.sh
. "$ROOT/tests/claims.sh"

# --- how trust is gained, kept and lost
claim 'S0.48: a first meeting gives no trust' '
	j 2026-06-14,acme,contact,,both,,,,,meet; run crm-risk -f csv --no-header; out_has acme,28.0,watch,new,'
claim 'S0.49: without upkeep the risk drifts up' '
	good 2026-05-01; a=$(risk); CRM_TODAY=2026-08-15; [ "$(risk)" -gt "$a" ]; CRM_TODAY=2027-08-15; [ "$(risk)" -gt 230 ]'
weeks() {
	local i
	for i in $(seq 0 25); do j "$(date -ud "2026-01-05 + $((7 * i)) days" +%F),acme,checkin,,both"; done
	for i in $(seq 0 25); do
		j "$(date -ud "2026-01-05 + $((7 * i)) days" +%F),acme,promise,,me,P$i,,,$(date -ud "2026-01-07 + $((7 * i)) days" +%F)" \
			"$(date -ud "2026-01-06 + $((7 * i)) days" +%F),acme,kept,,me,P$i"
	done
	CRM_TODAY=2026-07-05
	j 2026-07-05,acme,incident,deception,me
	run crm-risk --history acme -f csv --no-header
	first=$(awk -F, '$2 < 15 { print $1; exit }' out)
	[[ $first > 2026-02-16 ]] || fail "below 15 on $first, too early"
	[ -n "$first" ]
	is "$(tail -n 1 out | awk -F, '{ print ($2 >= 60) }')" 1
	is "$(tail -n 2 out | head -n 1 | awk -F, '{ print ($2 < 15) }')" 1
}
claim 'S0.50 S1.2 S1.32: won over months, lost by one row, also when established' weeks
claim 'S3.1: bad evidence halves in a year, good in half a year' '
	j 2026-06-15,acme,referral,,client; CRM_TODAY=2026-12-12; is "$(risk)" 258; book
	j 2026-06-15,acme,incident,error,me,,,,,,3; CRM_TODAY=2027-06-15; is "$(risk)" 320'
stages() {
	local c i
	for c in building established shaken broken rebuilding ended; do j "2026-01-10,c-$c,note"; done
	j 2026-06-14,c-new,note 2026-06-15,c-building,referral,,client 2026-06-15,c-building,referral,,client
	j 2026-06-15,c-building,referral,,client 2025-06-15,c-dormant,referral,,client 2026-06-14,c-dormant,note
	for c in c-established c-shaken; do
		for i in 1 2 3 4 5 6 7; do j "2026-06-15T10:0$i,$c,satisfied,,client,,,,,,5"; done
	done
	j 2026-06-15,c-shaken,incident,disrespect,client 2026-06-15,c-broken,incident,deception,me
	for i in 1 2 3 4 5; do j "2026-06-14T10:0$i,c-rebuilding,satisfied,,client,,,,,,5"; done
	j 2026-06-15,c-rebuilding,staff,other,me 2026-06-14,c-ended,referral,,client 2026-06-13,c-ended,referral,,client
	j 2026-06-15,c-ended,end,,both
	run crm-risk -f csv --no-header
	is "$(cut -d, -f1,4 out | sort | tr '\n' ' ')" 'c-broken,broken c-building,building c-dormant,dormant c-ended,ended c-established,established c-new,new c-rebuilding,rebuilding c-shaken,shaken '
	j 2026-06-16,c-ended,offer,,me,O1
	CRM_TODAY=2026-06-16
	run crm-risk -f csv --no-header
	grep -q '^c-ended,.*,building,' out
}
claim 'S1.3: trust has phases' stages
claim 'S1.1: each reason is about trust or about competence' '
	j 2026-06-14,acme,incident,error,me 2026-06-14,acme,incident,price,client; run crm-risk --explain acme -f csv
	out_has "acme,reason,error,"; grep -q ",me,competence,.*,incident," out; grep -q "price_criticism,.*,client,trust," out'
claim 'S1.4: a contract moves nothing' 'j 2026-06-14,acme,contact,,both,,,,,meet; level 2026-06-15,acme,contract,,both,K1; book
	j 2026-06-14,acme,incident,error,me; level 2026-06-15,acme,contract,,both,K1'
claim 'S0.40 S4.11: trust capital, said also beside a critical reason' '
	explain; j 2026-06-15,acme,incident,deception,me; explain; out_lacks "what was built still counts"
	good 2026-06-14; explain; grep -Eq "good conduct takes [1-9][0-9.]* points off  S0.40" out; out_has "what was built still counts"; out_has S4.11'
claim 'S4.5: words alone: my own good events count once in so many days' '
	for e in interest:13 goodwill:13 disagree:6 gesture:13 apology:6 frame:29; do
		book; j 2026-05-01,acme,incident,error,me,R; down 2026-06-15,acme,${e%:*},,me,R; level 2026-06-15,acme,${e%:*},,me,R
		d=$(date -ud "2026-06-15 - ${e#*:} days" +%F); level $d,acme,${e%:*},,me,R
	done'
claim 'S0.33: the trend says early what gets difficult' '
	j 2026-05-01,acme,note 2026-06-01,acme,incident,reproach,client
	run crm-risk -f csv --no-header; is "$(cut -d, -f5 out)" "$(awk "BEGIN { printf \"%.1f\", ($(risk) - 280) / 10 }")"
	run crm-risk --history acme -f csv; out_has 2026-05-01,28.0; out_has 2026-06-01,46.0'
claim 'S3.4: the rows behind a reason' '
	j "2026-06-01,acme,incident,superficial,me,X1,,,,,,,thin report"; explain
	out_has "2026-06-01  incident superficial X1  thin report"; run crm-risk --explain acme -f csv; out_has 00000000-0000-7000-8000-000000000001'
claim 'S0.10: know your limits' '
	j 2026-06-10,acme,incident,error,me,X1,,,,,3; explain; out_lacks "know your limits"
	j 2026-06-10,acme,incident,error,me,X1,,,,,3,scope; explain; out_has "know your limits"'
claim 'S0.51: nine points, each with a number of the client' '
	j 2026-06-10,acme,incident,error,me 2026-06-11T10:00,acme,contact,,both,,,,,meet; checklist; is "$(tail -n +2 out | cut -d, -f1 | uniq | tr "\n" ",")" "space,collaboration,exchanges,position,verbal and not,hard characters,detect,reduce friction,assert,"
	for p in $(tail -n +2 out | cut -d, -f1 | cut -d" " -f1 | uniq); do grep -Eq "^$p[^,]*,[a-z_]+,[^,]+,S" out || fail "no number under $p"; done'
claim 'S0.13: three critical clients: slow down, choose' '
	for c in a b; do j 2026-06-01,$c,incident,disrespect,client; done; run crm-risk --portfolio; err_lacks "slow down"; j 2026-06-01,c,incident,disrespect,client; run crm-risk --portfolio; err_has "3 clients are critical: slow down, and choose"'
claim 'S0.52 S0.3 S3.22: the portfolio: four quadrants, contacts and minutes, share of revenue' '
	for c in a b d e; do j 2026-01-01,$c,referral,,client 2026-01-02,$c,referral,,client 2026-06-01,$c,result,,me; done
	j 2026-06-01,a,invoice,,me,F1,600,EUR,2026-07-01 2026-06-01,b,invoice,,me,F1,330,EUR,2026-07-01 2026-06-01,d,invoice,,me,F1,50,EUR,2026-07-01
	j 2026-06-01,b,incident,disrespect,client 2026-06-01,e,incident,disrespect,client
	j 2026-06-02,a,contact,,both,,,,,meet,,minutes=45
	run crm-risk --portfolio -f csv --no-header
	is "$(awk -F, "{ print \$1, \$7, \$8, \$10 }" out | sort | tr "\n" ";")" "a 1 45 keep;b 0 0 repair;d 0 0 watch;e 0 0 leave;"
	grep -q "^e,.*,leave,disrespect$" out; out_has ,61.2,; err_has "a is over half of the revenue"'
claim 'S0.2: open amounts beside the risk' '
	j 2026-05-01,acme,invoice,,me,F1,100,EUR,2026-05-20
	crm-overdue -f csv > report; run crm-risk --join -f csv report
	is "$(head -n 1 out)" "$(head -n 1 report),risk,band,stage"; grep -Eq "^acme,invoice,client,F1,.*,100.00,EUR,.*,44.1,at-risk,new$" out'
claim 'S0.54: renewals, tenure and missions' '
	down 2026-06-01,acme,mission,,both,M1,,,2026-07-01,,,,goal 2026-06-02,acme,renew,,client,M1; reason prior "2[0-9.]*"
	checklist; out_has days_known,14,S0.54; out_has missions,1,S0.54; out_has renewals,1,S0.54
	run crm-risk --explain acme -f csv; out_has acme,good,renewal,'
claim 'S0.7: how I am is in the checklist, never in the score' '
	j 2026-06-14,acme,incident,error,me; level 2026-06-14,acme,self,,me,,,,,,1; checklist; out_has self,1,S0.7'
claim 'S3.20: breathe when it weighs' '
	j 2026-06-14,acme,incident,error,me; explain; out_lacks breathe
	j 2026-06-14,,self,,me,,,,,,2; explain; out_has breathe; book
	j 2026-06-13,acme,self,,me,,,,,,4 2026-06-14,acme,incident,error,me 2026-06-14,acme,incident,price,client; explain; out_has breathe'
# --- who the other is
claim 'S0.5: a peer, a referral, advice of a peer' '
	profile acme "relation: peer"; run crm-log --check; err_is ""; down 2026-06-10,acme,referral,,client
	explain; out_lacks "ask a peer"; j 2026-06-15,acme,incident,deception,me; explain; out_has "ask a peer what they would do"'
claim 'S4.3: guide a disorganised client' '
	j 2026-06-10,acme,note; explain; out_lacks "guide them"; profile acme "type: disorganised"; explain; out_has "one question and one date at a"'
claim 'S4.4: a type never adds; controls and ideas of the disorganised count half' '
	j 2026-06-10,acme,contact,,both,,,,,meet; for t in organised trusting disorganised; do profile acme "type: $t"; is "$(risk)" 280; done
	j 2026-06-0{1,2,3,4,5}",acme,control,,client" 2026-06-0{1,2,3,4,5}",acme,change,,client"; n=$(risk)
	profile acme "type: organised"; a=$(risk); [ $a -gt $n ]; profile acme "type: trusting"; is "$(risk)" $a
	# weights 2 and 1, ramp .2 + .8 x 3/4: (2.4 + 1.68) / 8.4 and (1.2 + 1.68) / 7.2
	is "$a $n" "486 400"'
claim 'S3.11: the fit of values' 'j 2026-06-10,acme,note; profile acme "fit: 4"; checklist; out_has fit,4,S3.11
	profile acme "fit: 6"; run crm-log --check; status 3; err_has fit'
claim 'S3.13: new, and much is open' '
	j 2026-06-10,acme,note; explain; out_lacks "exclude checking"; j 2026-06-11,acme,invoice,,me,F1,900,EUR,2026-07-11
	explain; out_has "trust does not exclude checking"; j 2026-06-12,acme,payment,,client,F1,900,EUR; explain; out_lacks "exclude checking"'
claim 'S4.2: satisfied counts above 3' '
	j 2026-06-10,acme,note; level 2026-06-15,acme,satisfied,,client,,,,,,3; down 2026-06-15,acme,satisfied,,client,,,,,,4'
# --- consistency, promises, clarity
claim 'S0.24: vague costs, a lie costs most' '
	j 2026-06-10,acme,note; up 2026-06-15,acme,incident,vague,me; a=$moved; up 2026-06-15,acme,incident,deception,me; [ $moved -gt $((4 * a)) ]'
claim 'S0.29: kept, or clarified in time' '
	j 2026-06-01,acme,promise,,me,P1,,,2026-06-20; level 2026-06-02,acme,note; down 2026-06-10,acme,clarify,,me,P1,,,2026-06-25
	CRM_TODAY=2026-06-22; unlisted promise; down 2026-06-22,acme,kept,,me,P1; run crm-risk --explain acme -f csv
	out_has good,promise_kept; out_has good,promise_clarified; CRM_TODAY=2026-06-26; unlisted promise'
claim 'S0.30: empty words' 'j 2026-06-01,acme,promise,,me,P1,,,2026-06-20; up 2026-06-10,acme,broken,,me,P1; reason broken_promise "[0-9.]+"'
claim 'S3.19: their call back that does not come' 'j 2026-06-01,acme,note; up 2026-06-01,acme,promise,,client,P1,,,2026-06-10; reason client_promise "[0-9.]+"
	listed pledge; overdue --kind=pledge; out_has acme,pledge,client,P1; explain; out_has "ask in neutral words"'
claim 'S3.21: four agreements' '
	j 2026-06-01,acme,promise,,me,P1,,,2026-06-10 2026-06-02,acme,incident,outburst,client 2026-06-02,acme,incident,assumption,me 2026-06-02,acme,incident,error,me
	explain; out_has "one new date that you can keep"; out_has "it is not about you"; out_has "your own guess: ask the client"; out_has "you did your best"'
claim 'S1.5 S1.6 S1.13 S1.14: what a betrayal or a change of person leaves of the good' '
	for c in deception:693 breach:554; do book; good 2026-06-14; j "2026-06-15,acme,incident,${c%:*},me"; is "$c" "${c%:*}:$(risk)"; done
	for c in other:295 refocus:213 illness:137; do book; good 2026-06-14; j "2026-06-15,acme,staff,${c%:*},me"; is "$c" "${c%:*}:$(risk)"; done
	run crm-risk -f csv; out_lacks staff_change'
claim 'S1.18: voice it; a silent approval costs' '
	j 2026-06-01,acme,note; down 2026-06-15,acme,disagree,,me; up 2026-06-15,acme,incident,silent-approval,me; reason silent_approval "[0-9.]+"'
claim 'S0.20: defended ideas are counted' 'j 2026-06-01,acme,disagree,,me,,,,,,,stand; checklist; out_has disagreements_voiced,1,S0.20
	run crm-log --check; err_is ""'
# --- reachable, quick, regular
claim 'S1.21: the share of missed calls' 'j 2026-06-01,acme,contact,,client,,,,,phone,,missed 2026-06-02,acme,contact,,both,,,,,phone
	checklist; grep -q "missed_calls,50,S1.21" out'
claim 'S1.23 S0.39: a late or wrong answer' '
	j 2026-06-01,acme,note; j 2026-06-08T10:00,acme,contact,,client,,,,,email; down 2026-06-09T09:59,acme,contact,,me,,,,,email
	up 2026-06-10T10:00,acme,contact,,client,,,,,email 2026-06-11T10:01,acme,contact,,me,,,,,email; reason late_reply "[0-9.]+"
	up 2026-06-12,acme,incident,wrong-answer,me; reason wrong_answer "[0-9.]+"'
claim 'S1.33: terms, reachable, quick, planning shared' 'j 2026-06-01,acme,checkin,planning,both; checklist
	out_has days_since_planning,14,S1.33; is "$(grep -c S1.33 out)" 5'
claim 'S0.22: progress is reviewed' 'j 2026-06-14,acme,note; down 2026-06-15,acme,checkin,,both; level 2026-06-14,acme,checkin,,both
	book; j 2026-05-10,acme,mission,,both,M1,,,2026-07-01,,,,goal; reason no_checkin "[0-9.]+"; listed checkin'
claim 'S3.5: tense, or rarer' 'j 2026-06-14T10:00,acme,contact,,both,,,,,meet,,tone=warm; a=$(risk); up 2026-06-14,acme,checkin,,both,,,,,,,tone=tense 2026-06-13,acme,contact,,both,,,,,meet,,tone=anxious
	reason tense "[0-9.]+"; book; j 2026-01-05,acme,contact,,both,,,,,meet; reason silence "[0-9.]+"; listed contact'
claim 'S0.8: the emotion noted last is named' '
	j 2026-06-14T10:00,acme,contact,,both,,,,,phone,,tone=anxious; explain; out_has "the last tone noted is '"'anxious'"'"
	j 2026-06-15T10:00,acme,contact,,both,,,,,phone,,tone=warm; explain; out_lacks "last tone noted"'
claim 'S0.25: days since the last face to face, and advice' '
	j 2026-03-01,acme,contact,,both,,,,,visio 2026-06-13,acme,incident,reproach,client; checklist; out_has days_since_face_to_face,106,S0.25
	explain; out_has "no face to face for two months"; j 2026-06-12,acme,contact,,both,,,,,meet; explain; out_lacks "no face to face"'
claim 'S0.55: which channels; a tense thread moves to voice' '
	j 2026-06-12T10:00,acme,contact,,both,,,,,meet 2026-06-13T10:00,acme,contact,,me,,,,,email,,tone=tense 2026-06-13T11:00,acme,contact,,me,,,,,email; checklist
	out_has channels_used,email:2\ meet:1,S0.55; explain; out_has "name the feeling, move from mail to voice"'
claim 'S2.3 S2.4: chased on every channel; why it is' '
	j 2026-06-14T1{0,1,2}:00",acme,contact,,client,,,,,email,,why=stress" 2026-06-14T1{3,4}:00",acme,contact,,client,,,,,sms,,why=stress"
	reason burst "[0-9.]+"; explain; out_has "they write out of stress"; book
	j 2026-06-14T1{0,1,2}:00",acme,contact,,client,,,,,email,,why=involved" 2026-06-14T1{3,4}:00",acme,contact,,client,,,,,sms"
	explain; out_has "they write because they care"; out_lacks "out of stress"; book
	j 2026-06-14T1{0,1,2,3,4}:00",acme,contact,,client,,,,,email,,why=stress"; explain; out_lacks "out of stress"; out_lacks burst'
# --- interest
claim 'S0.27 S4.8 S4.9: interest lowers the risk once in 14 days; both kinds are dated' '
	j 2026-05-01,acme,note; down 2026-06-01,acme,interest,business,me; level 2026-06-05,acme,note; checklist
	out_has days_since_interest_business,14,S4.8; out_has "days_since_interest_person,,S4.9"; j 2026-06-10,acme,interest,person,me; checklist; out_has days_since_interest_person,5,S4.9'
claim 'S0.18: a favour counts once in 14 days' 'j 2026-05-01,acme,note; down 2026-06-15,acme,goodwill,,me; level 2026-06-14,acme,goodwill,,me; down 2026-06-01,acme,goodwill,,me'
# --- small, dated, tangible
claim 'S1.10: delays, dearer when repeated' '
	j 2026-06-01,acme,note; down 2026-06-01,acme,deadline,,me,D0,,,2026-06-10 2026-06-09,acme,delivered,,me,D0
	up 2026-06-01,acme,deadline,,me,D1,,,2026-06-05; a=$moved; up 2026-06-01,acme,deadline,,me,D2,,,2026-06-06; reason late_delivery "[0-9.]+"
	policy "factors: {repeat: 1}"; b=$(risk); sed -i /factors/d book/policy.yaml; [ "$(risk)" -gt $b ]'
claim 'S1.24: split what is long' 'j 2026-03-01,acme,mission,,both,M1,,,2026-06-30,,,,goal; explain; out_has "split what is left into missions of two months at most"
	j 2026-06-10,acme,end,,both,M1; explain; out_lacks "split what is left"'
claim 'S1.25 S1.27: two months for a mission, and for something tangible' '
	j 2026-04-01,acme,mission,,both,M1,,,2026-06-30,,,,goal; reason mission_overrun "[0-9.]+"; reason no_result "[0-9.]+"; listed mission; listed result
	j 2026-06-01,acme,result,,me,M1; run crm-risk -f csv; out_lacks no_result; unlisted result; j 2026-06-02,acme,renew,,client,M1; run crm-risk -f csv; out_lacks mission_overrun; unlisted mission'
claim 'S1.26: open deadlines of open missions' 'j 2026-06-01,acme,mission,,both,M1,,,2026-07-01,,,,g 2026-06-01,acme,deadline,,me,D{1,2,3}",,,2026-06-20"
	checklist; out_has open_deadlines,3,S1.26; out_has open_missions,1,S1.26; j 2026-06-10,acme,delivered,,me,D1; checklist; out_has open_deadlines,2,S1.26'
claim 'S1.31: a mission that goes well' 'j 2026-06-01,acme,deadline,,me,D1,,,2026-06-20; down 2026-06-10,acme,delivered,,me,D1; down 2026-06-10,acme,satisfied,,client,,,,,,5
	book; j 2026-03-01,acme,mission,,both,M1,,,,,,,g; down 2026-06-10,acme,result,,me,M1'
claim 'S1.15: a new person starts as new' 'j 2026-06-10,acme,staff,other,me; explain; out_has "introduce them, restate the goals, treat the relation as new"'
# --- the client checks, changes, doubts the price
claim 'S1.16 S1.17: controls, and the minutes they took' '
	j 2026-06-01,acme,note; level 2026-06-0{2,3}",acme,control,,client,,,,,,,minutes=20"; up 2026-06-0{4,5}",acme,control,,client,,,,,,,minutes=20"; reason controls "[0-9.]+"
	explain; out_has "controls took 80 minutes in 30 days  S1.17"; out_has "offer one fixed report"; run crm-risk --portfolio -f csv --no-header; grep -q ",80,new,$" out'
claim 'S4.12 S4.13: ideas that change, everything questioned' '
	for e in change challenge; do book; j 2026-06-01,acme,note; level 2026-06-0{2,3}",acme,$e,,client"; up 2026-06-04,acme,$e,,client; reason instability "[0-9.]+"; done'
claim 'S0.16 S0.38: the price attacked, the price restated' '
	j 2026-06-01,acme,note; up 2026-06-10,acme,incident,price,client; reason price_criticism "[0-9.]+"; explain; out_has "explain what the price contains, calmly, once"; out_has "S0.38 S0.16"
	down 2026-06-11,acme,frame,price,me; checklist; out_has frames_price,1,S0.16'
# --- money
claim 'S0.41: late payment, weighted by money; do not react on impulse' '
	j 2026-05-01,acme,invoice,,me,F1,100,EUR,2026-06-05; reason late_payment "[0-9.]+"; a=$(risk); j 2026-06-05,acme,payment,,client,F1,60,EUR; [ "$(risk)" -lt $a ]
	explain; out_has "do not slow down"; out_has "wait a day before you react"; book
	j 2026-05-01,acme,invoice,,me,F1,100,EUR,2026-06-05; j 2026-06-05,acme,payment,,client,F1,100,EUR; [ "$(risk)" -lt 280 ]'
payer() { local i; for i in 1 2 3; do j "2026-01-0$i,acme,invoice,,me,P$i,10,EUR,2026-02-01" "$1,acme,payment,,client,P$i,10,EUR"; done; j 2026-05-01,acme,invoice,,me,F1,100,EUR,2026-06-05; explain; }
claim 'S0.42: a bad payer, or a first time' '
	payer 2026-02-01; out_has "payer: prompt, 0 of the last 3"; out_has "late for the first time: ask"; out_lacks "late by habit"; book
	payer 2026-03-01; out_has "payer: habitual, 3 of the last 3"; out_has "late by habit"; out_lacks "for the first time"'
claim 'S0.43: an agreed date halves what is late while it holds' '
	j 2026-05-01,acme,invoice,,me,F1,100,EUR,2026-06-05; down 2026-06-10,acme,renegotiate,,both,F1,,,2026-06-30'
# --- incidents
claim 'S1.7 S1.8 S1.9: error and poor result by level, superficial' '
	for k in error poor-result; do book; j 2026-06-01,acme,note; up 2026-06-10,acme,incident,$k,me,,,,,,1; a=$moved; book; j 2026-06-01,acme,note; up 2026-06-10,acme,incident,$k,me,,,,,,5; [ $moved -gt $((3 * a)) ]; reason ${k/-/_} "[0-9.]+"; done
	up 2026-06-10,acme,incident,superficial,me; reason superficial "[0-9.]+"'
claim 'S0.44 S3.2: an outburst; take distance' 'j 2026-06-01,acme,note; explain; out_lacks "take some distance"; up 2026-06-10,acme,incident,outburst,client,,,,,,4; reason outburst "[0-9.]+"; explain; out_has "take some distance first"
	for k in disrespect deception; do book; j 2026-06-10,acme,incident,$k,client; explain; out_has "take some distance first"; done'
claim 'S2.7 S2.8 S0.47: disrespect: you may end it, courteously' 'j 2026-06-10,acme,incident,disrespect,client; explain; out_has "you may end the mission"; out_has "stay courteous"; out_has S2.8
	out_has "if it has to end: restate the limits of the contract"; out_has "S2.7 S0.47"'
claim 'S2.13 S2.14 S2.16 S2.20 S0.46: five steps with an unhappy client, in their order' '
	j 2026-06-10,acme,incident,error,me,X1,,,,,3; explain; out_has "> 1. listen, and find the origin"; out_has "put the ego aside: it is about the work"
	is "$(grep -o "^  [ >] [1-5]\. [a-z]*" out | tr -d ">" | xargs)" "1. listen 2. show 3. put 4. apologise 5. end"; listed incident
	j "2026-06-11,acme,diagnose,,me,X1,,,,,,origin=delay work=ok late=yes aligned=yes"; explain; out_has "> 4. apologise"; j 2026-06-11,acme,apology,,me,X1; explain; out_has "> 5. end on a positive note"
	j 2026-06-12,acme,gesture,,me,X1; explain; out_lacks "> 5."; run crm-log --check; err_is ""'
claim 'S2.17: also where the client is wrong' 'for o in misunderstanding client; do book; j 2026-06-10,acme,incident,error,me,X1,,,,,3 2026-06-11,acme,diagnose,,me,X1,,,,,,origin=$o; explain; out_has "even where the client is mistaken"; done; book
	j 2026-06-10,acme,incident,error,me,X1,,,,,3 2026-06-11,acme,diagnose,,me,X1,,,,,,origin=quality; explain; out_lacks "even where the client"'
claim 'S2.18 S2.19: apology and gesture lower the risk' 'j 2026-06-10,acme,incident,error,me,X1,,,,,3; down 2026-06-11,acme,apology,,me,X1; down 2026-06-12,acme,gesture,,me,X1'
claim 'S2.2 S0.31: what is settled counts for good; a month later a reference' '
	j 2026-05-01,acme,doubt,,client,D1 2026-05-01,acme,incident,error,me,X1,,,,,1; down 2026-05-10,acme,resolve,,both,D1; j 2026-05-10,acme,resolve,,both,X1; run crm-risk --explain acme -f csv; out_has good,resolved
	explain; out_has "ask whether they would recommend you"; CRM_TODAY=2026-05-30; explain; out_lacks "would recommend you"'
claim 'S0.35: what settled the like before' 'j 2026-03-01,acme,conflict,ideas,both,C1,,,,,2 "2026-03-10,acme,resolve,,both,C1,,,,,,,we drew it together" 2026-06-01,acme,conflict,ideas,both,C2,,,,,2
	explain; out_has "resolve C1  we drew it together"
	j 2026-03-01,acme,incident,error,me,X1,,,,,2 "2026-03-10,acme,resolve,,both,X1,,,,,,,a free hour" 2026-06-01,acme,incident,error,me,X2,,,,,2; explain; out_has "resolve X1  a free hour"'
# --- conflict
claim 'S3.14 S3.15: a conflict does not fade while open, and waits on the list after 7 days' '
	j 2026-06-01,acme,conflict,ideas,client,C1,,,,,3; a=$(risk); listed conflict; CRM_TODAY=2026-06-08; unlisted conflict; CRM_TODAY=2026-09-15; [ "$(risk)" -ge $a ]
	CRM_TODAY=2026-06-15; down 2026-06-10,acme,resolve,,both,C1; unlisted conflict'
claim 'S0.36: nobody conceded' '
	for k in ideas interests; do book; j 2026-06-01,acme,conflict,$k,both,C1; explain; out_has "nobody has conceded anything yet"; j 2026-06-02,acme,concession,,me,C1; explain; out_lacks "nobody has conceded"; done; book
	j 2026-06-01,acme,conflict,method,both,C1; explain; out_lacks "nobody has conceded"'
claim 'S0.37 S1.11 S1.12: kinds of conflict' '
	for k in authority personality method values; do book; j 2026-06-01,acme,conflict,$k,both,C1; run crm-log --check; err_is ""; explain; out_has "conflict $k C1"; reason conflict "[0-9.]+"; done
	run crm-log conflict acme C3 -k authorty; err_has authorty'
claim 'S3.16: see it from their side' 'j 2026-06-01,acme,conflict,method,both,C1; explain; out_has "see it from their side"; j 2026-06-02,acme,resolve,,both,C1; explain; out_lacks "see it from their side"'
claim 'S3.8: a mediator before the point of no return' 'j 2026-06-01,acme,conflict,method,both,C1,,,,,2; explain; out_lacks mediator; j 2026-06-01,acme,incident,breach,me; explain; out_has "bring in a mediator"; j 2026-06-02,acme,resolve,,both,C1; explain; out_lacks mediator'
claim 'S0.32 S3.9 S3.10: doubts, mutual ones, doubt with silence' '
	j 2026-06-01,acme,note; up 2026-06-10,acme,doubt,,me,D1; a=$moved; up 2026-06-10,acme,doubt,,client,D2; reason doubt "[0-9.]+"
	policy "factors: {mutual_doubt: 1}"; b=$(risk); sed -i /factors/d book/policy.yaml; [ "$(risk)" -gt $b ]
	explain; out_lacks "doubt and silence together"; j 2026-01-05,acme,contact,,both,,,,,meet; explain; out_has "doubt and silence together"'
claim 'S3.6 S3.7: misunderstandings multiply; have it said back' 'j 2026-06-01,acme,incident,misunderstanding,both; explain; out_has "misunderstandings in 90 days: 1  S3.6"; out_has "have it said back in their words"; out_lacks "come in a row"
	j 2026-06-02,acme,incident,misunderstanding,both; explain; out_has "misunderstandings in 90 days: 2"; out_has "come in a row"'
claim 'S3.17: a reproach stated is no reproach imagined' 'j 2026-06-01,acme,note; up 2026-06-15,acme,incident,reproach,client; a=$moved; book; j 2026-06-01,acme,note; up 2026-06-15,acme,incident,assumption,me; [ $a -gt $((4 * moved)) ]'
claim 'S3.18: three guesses' '
	for w in "no-news:no news is no verdict" "no-callback:offer two times" "self:the doubt is about yourself"; do book; j "2026-06-10,acme,incident,assumption,me,,,,,,,why=${w%%:*}"; explain; out_has "${w#*:}"; is "$(grep -c " S3.18$" out)" 2; done'
claim 'S1.5 S1.6 S2.7: what the client did is theirs, and no apology is asked of me' '
	for k in deception breach; do book; j 2026-06-10,acme,incident,$k,client; reason client_$k "[0-9.]+"; run crm-risk -f csv; out_has ,client:; explain
		out_has "in writing"; out_lacks "tell the whole facts yourself"; out_lacks "own it"; out_lacks apologise; done
	book; j 2026-06-10,acme,incident,disrespect,client,X; explain; out_lacks apologise; out_lacks "ego aside"
	book; j 2026-06-10,acme,staff,other,client; reason contact_change "[0-9.]+"; explain; out_has "meet the new person"'
claim 'S4.2 S2.20: who says that he is not satisfied is an incident' '
	j 2026-06-01,acme,note; up 2026-06-10,acme,satisfied,,client,,,,,,1; reason dissatisfied "[0-9.]+"; explain; out_has "ask what was missing"; out_has "> 1. listen, and find the origin"'
claim 'S3.14 S3.16: what breaks out again is open again, in every view' '
	j 2026-06-01T14:00,acme,conflict,ideas,both,K1 2026-06-01T09:00,acme,resolve,,both,K1; checklist; out_has open_conflicts,1,; explain; out_has "see it from their side"; listed conflict; book
	j 2026-06-01,acme,conflict,ideas,both,K1 2026-06-02,acme,resolve,,both,K1 2026-06-03,acme,conflict,ideas,both,K1; checklist; out_has open_conflicts,1,; listed conflict'
claim 'S1.26: a mission renewed after its end runs' 'j 2026-03-01,acme,mission,,both,M1 2026-04-30,acme,end,,both,M1 2026-05-02,acme,renew,,client,M1
	checklist; out_has open_missions,1,; listed checkin; j 2026-06-14,acme,end,,both; checklist; out_has open_missions,0,; unlisted checkin'
claim 'S2.18: an incident without ref is closed by rows without ref alone' '
	j 2026-06-01,acme,incident,error,me 2026-06-02,acme,conflict,ideas,both,K9 2026-06-03,acme,resolve,,both,K9 2026-06-04,acme,gesture,,me,K9; explain; out_has "> 1. listen"; listed incident'
done_testing
