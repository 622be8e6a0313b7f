#!/usr/bin/env bash
# 62-claims-overdue: the rules that crm-overdue shows, one small book each.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/claims.sh
. "$ROOT/tests/claims.sh"

# shellcheck disable=SC2034 # the books below use it
mail=,acme,contact,,client,,,,,email

claim 'S1.23 S1.22: 24 hours of working days, also for a missed call; noreply wants none' '
	j 2026-06-11T17:00$mail; CRM_TODAY=2026-06-12T17:00; unlisted reply; CRM_TODAY=2026-06-12T17:01; listed reply
	j 2026-06-12T16:00,acme,contact,,both,,,,,meet; unlisted reply; j 2026-06-12T16:30,acme,contact,,client,,,,,phone,,missed; CRM_TODAY=2026-06-15T16:30; unlisted reply; CRM_TODAY=2026-06-15T16:31; listed reply
	policy "reply: {max: 48h}"; unlisted reply; CRM_TODAY=2026-06-16T16:31; listed reply; j 2026-06-15,,absence,,me,,,,2026-06-16; unlisted reply
	book; j 2026-06-08T10:00$mail,,noreply 2026-06-08T10:30,acme,contact,,client,,,,,phone; unlisted reply; j 2026-06-08T11:00$mail; listed reply; j 2026-06-08T10:59,acme,contact,,me,,,,,email; listed reply; j 2026-06-08T11:00,acme,contact,,me,,,,,email; unlisted reply; j 2026-06-08T09:00,acme,contact,,me,,,,,email; unlisted reply'
# Friday 16:00: due on Monday 16:00
claim 'S1.23: closed days, holidays, their own absence, and what waits within the days asked for' '
	within() { overdue --kind=reply --within=$1; }; j 2026-06-12T16:00$mail; CRM_TODAY=2026-06-15T16:00; unlisted reply; within 1d; out_has acme,reply; CRM_TODAY=2026-06-12T17:00; within 2d; out_is ""; within 3d; out_has acme,reply
	policy "week: {closed: [mon, tue, wed, thu, fri, sat, sun]}"; CRM_TODAY=2026-06-25; unlisted reply; within 30d; out_is ""; sed -i /week/d book/policy.yaml; policy "week: {closed: [sat, sun, mon]}"; CRM_TODAY=2026-06-16T16:00; unlisted reply; CRM_TODAY=2026-06-16T16:01; listed reply
	book; j 2026-05-22T16:00$mail; CRM_TODAY=2026-05-25T16:01; listed reply; policy "week: {holidays: fr}"; unlisted reply; CRM_TODAY=2026-05-26T16:01; listed reply; book; j 2026-06-11T16:00$mail 2026-06-12,acme,absence,,client; CRM_TODAY=2026-06-12T16:01; listed reply'
claim 'S1.23: by the clock alone' 'j 2026-06-12T17:00$mail 2026-06-13,,absence,,me; CRM_TODAY=2026-06-13T17:01; unlisted reply; policy "reply: {max: 24h, clock: elapsed}"; listed reply; CRM_TODAY=2026-06-13T17:00; unlisted reply'
claim 'S0.29 S0.30: a promise waits until kept, clarified in time or broken' '
	j 2026-06-01,acme,promise,,me,P1,,,2026-06-14; listed promise; CRM_TODAY=2026-06-14; unlisted promise; CRM_TODAY=2026-06-15; j 2026-06-14,acme,clarify,,me,P1,,,2026-06-16; unlisted promise; CRM_TODAY=2026-06-17; listed promise; j 2026-06-17,acme,kept,,me,P1; unlisted promise
	book; j 2026-06-01,acme,promise,,me,P1,,,2026-06-10 2026-06-11,acme,clarify,,me,P1,,,2026-06-20; overdue --kind=promise; out_has P1,2026-06-01,2026-06-10,5,; j 2026-06-12,acme,broken,,me,P1; unlisted promise'
claim 'S1.10: a deadline waits until delivered, clarified in time or broken' '
	j 2026-06-01,acme,deadline,,me,D1,,,2026-06-14; listed deadline; CRM_TODAY=2026-06-14; unlisted deadline; CRM_TODAY=2026-06-15; j 2026-06-15,acme,delivered,,me,D1; unlisted deadline
	j 2026-06-01,acme,deadline,,me,D2,,,2026-06-10 2026-06-11,acme,clarify,,me,D2,,,2026-06-20; listed deadline; j 2026-06-10,acme,clarify,,me,D2,,,2026-06-20; unlisted deadline; CRM_TODAY=2026-06-21; listed deadline; j 2026-06-21,acme,broken,,me,D2; unlisted deadline'
claim 'S1.25 S1.28: two calendar months, announced seven days before' '
	j 2026-04-15,acme,mission,,both,M1,,,2026-06-15,,,,g; CRM_TODAY=2026-06-07; unlisted renewal; CRM_TODAY=2026-06-08; listed renewal; CRM_TODAY=2026-06-15; listed renewal; unlisted mission; CRM_TODAY=2026-06-16; listed mission; unlisted renewal
	j 2026-06-10,acme,mission,,both,M1,,,,,,,g 2026-06-10,acme,deadline,,me,M1,,,2026-07-01 2026-04-14,acme,renew,,client,M1 2026-04-14,acme,end,,both,M1; listed mission
	profile acme "mission_cap: 3m"; unlisted mission; profile acme "mission_cap: 20d"; CRM_TODAY=2026-05-05; listed renewal; CRM_TODAY=2026-05-06; listed mission; profile acme; unlisted mission; unlisted renewal
	CRM_TODAY=2026-06-16; j 2026-06-16,acme,renew,,client,M1; unlisted mission; unlisted renewal; CRM_TODAY=2026-08-17; listed mission; j 2026-08-17,acme,end,,both,M1; unlisted mission; j 2026-08-18,acme,renew,,client,M1; CRM_TODAY=2026-10-19; listed mission
	book; policy "mission: {cap: 1m, notice: 2d}"; j 2026-05-14,acme,mission,,both,M1,,,,,,,g; CRM_TODAY=2026-06-11; unlisted renewal; CRM_TODAY=2026-06-12; listed renewal; CRM_TODAY=2026-06-15; listed mission; j 2026-06-10,acme,end,,both,M1; unlisted mission; unlisted renewal'
claim 'S1.27: something tangible every two months' '
	j 2026-04-14,acme,mission,,both,M1,,,2026-06-30,,,,g; listed result; CRM_TODAY=2026-06-14; unlisted result; CRM_TODAY=2026-06-15; profile acme "mission_cap: 3m"; unlisted result; profile acme
	j 2026-04-14,acme,result,,me,M1; listed result; j 2026-04-15,acme,result,,me,M1; unlisted result; CRM_TODAY=2026-06-16; listed result; j 2026-06-01,acme,delivered,,me,D1; unlisted result; CRM_TODAY=2026-08-02; listed result; j 2026-08-01,acme,renew,,client,M1; unlisted result'
claim 'S0.22: the review of progress' '
	j 2026-05-31,acme,mission,,both,M1,,,2026-07-01,,,,g; listed checkin; CRM_TODAY=2026-06-14; unlisted checkin; CRM_TODAY=2026-06-15; policy "checkin: 20d"; unlisted checkin; profile acme "checkin: 10d"; listed checkin
	j 2026-06-04,acme,contact,,both,,,,,meet; listed checkin; j 2026-06-05,acme,checkin,,both; unlisted checkin; CRM_TODAY=2026-06-16; listed checkin; j 2026-06-15,acme,end,,both,M1; unlisted checkin'
# 2026-04-25 + 45 is a Tuesday, 2026-04-29 + 45 a Saturday
claim 'S4.9 S4.10: interest every 45 days, never on a closed day, with the last day of each kind' '
	j 2026-05-28,acme,contact,,both,,,,,meet 2026-04-01,acme,interest,business,me 2026-04-25,acme,interest,person,me; CRM_TODAY=2026-06-09; unlisted interest; CRM_TODAY=2026-06-10; overdue --kind=interest; out_has "business=2026-04-01 person=2026-04-25"
	CRM_TODAY=2026-06-13; unlisted interest; CRM_TODAY=2026-06-14; unlisted interest; CRM_TODAY=2026-06-15; listed interest; policy "interest: 60d"; unlisted interest
	j 2026-06-14,acme,interest,person,me; CRM_TODAY=2026-08-12; unlisted interest; book; j 2026-05-28,acme,contact,,both,,,,,meet 2026-04-29,acme,interest,business,me; unlisted interest; CRM_TODAY=2026-06-16; overdue --kind=interest; out_has ,2026-06-15,1,; policy "week: {closed: [tue]}"; unlisted interest; CRM_TODAY=2026-06-15; listed interest'
claim 'S4.10: interest in clients who are there' '
	j 2026-03-17,acme,contact,,both,,,,,meet; listed interest; CRM_TODAY=2026-06-16; unlisted interest; j 2026-03-01,acme,mission,,both,M1,,,,,,,g; listed interest; j 2026-06-01,acme,end,,both,M1; unlisted interest
	book; j 2026-01-01,acme,contact,,me,,,,,email; unlisted interest'
claim 'S4.7: 7 and 30 days after a delivery' '
	j 2026-06-07,acme,delivered,,me,D1; CRM_TODAY=2026-06-14; unlisted followup; CRM_TODAY=2026-06-15; listed followup; policy "followup: [8d, 30d]"; unlisted followup; sed -i /followup/d book/policy.yaml
	j 2026-06-10,acme,contact,,me,,,,,phone; listed followup; j 2026-06-11,acme,contact,,me,,,,,phone; unlisted followup; CRM_TODAY=2026-07-07; unlisted followup; CRM_TODAY=2026-07-08; listed followup; j 2026-06-25,acme,contact,,me,,,,,phone; listed followup; j 2026-06-26,acme,satisfied,,client,,,,,,4; unlisted followup
	book; j 2026-06-07,acme,delivered,,me,D2 2026-06-08,acme,delivered,,me,D1 2026-06-07,acme,delivered,,me,D1; overdue --kind=followup; is "$(cut -d, -f4-6 out)" D2,2026-06-07,2026-06-14; CRM_TODAY=2026-06-16; overdue --kind=followup; is "$(cut -d, -f4-6 out | xargs)" "D2,2026-06-07,2026-06-14 D1,2026-06-08,2026-06-15"'
claim 'S3.12: references of a new client are asked within 14 days' '
	new=2026-06-01,acme,offer,,me,O1; j $new; unlisted vetting; CRM_TODAY=2026-06-16; listed vetting; policy "vetting: 15d"; unlisted vetting; sed -i /vetting/d book/policy.yaml; profile acme "since: 2026-06-01"; listed vetting; profile acme "since: 2026-05-31"; unlisted vetting
	for e in vetted payment renew; do book; j $new; CRM_TODAY=2026-06-16; listed vetting; j 2026-06-02,acme,$e,,me,M1,5; unlisted vetting; done
	for e in accepted contract mission invoice; do book; j 2026-05-31,acme,$e,,me,M1,5; listed vetting; done; book; j 2026-05-31,acme,contact,,both,,,,,meet; unlisted vetting'
claim 'S2.3 S2.5: a burst without a frame' '
	burst() { j 2026-06-14T1{0,1,2}:00",acme,contact,,client,,,,,email" 2026-06-14T1{3,4}:00",acme,contact,,client,,,,,sms"; }
	burst; listed frame; profile acme "channels: [email]"; unlisted frame; profile acme; policy "burst: {count: 6}"; unlisted frame; sed -i /burst/d book/policy.yaml
	j 2026-06-14T15:00,acme,frame,price,me; listed frame; j 2026-06-14T15:00,acme,frame,contact,me; unlisted frame
	book; j 2026-06-14T1{0,1,2,3,4}:00$mail; unlisted frame; book; j 2026-06-14T1{0,1}:00$mail 2026-06-14T1{3,4}:00",acme,contact,,client,,,,,sms"; unlisted frame
	book; burst; CRM_TODAY=2026-06-28; listed frame; CRM_TODAY=2026-06-29; unlisted frame; CRM_TODAY=2026-06-15
	# within 48 hours; four times as many as usual: 5 x (90 x 24 - 48) = 10 560, 4 x 48 = 192 a message before
	book; burst; sed -i "s/2026-06-14T10:00/2026-06-12T14:00/" book/journal.csv; unlisted frame; sed -i "s/2026-06-12T14:00/2026-06-12T14:01/" book/journal.csv; listed frame
	book; j 2026-06-14T1{4,3}:00",acme,contact,,client,,,,,sms" 2026-06-14T1{2,1}:00$mail 2026-06-12T14:00$mail; unlisted frame; j 2026-06-14T10:00$mail; listed frame; book; j 2026-06-10T10:00,acme,contact,,client,,,,,sms 2026-06-14T1{0,1,2,3,4}:00$mail; unlisted frame
	book; burst; for i in {1..55}; do j 2026-05-01$mail; done; listed frame; j 2026-03-17T10:00$mail; unlisted frame; sed -i s/2026-03-17T10:00/2026-03-16T14:00/ book/journal.csv; listed frame'
claim 'S0.14: an offer without a decision in 14 days' '
	j 2026-05-31,acme,offer,,me,O1; listed offer; CRM_TODAY=2026-06-14; unlisted offer; CRM_TODAY=2026-06-15; policy "offer: 15d"; unlisted offer; sed -i /offer/d book/policy.yaml
	for e in accepted declined contract mission; do book; j 2026-05-31,acme,offer,,me,O1; j 2026-06-10,acme,$e,,client,O2; listed offer; j 2026-06-10,acme,$e,,client,O1; unlisted offer; done
	book; j 2026-05-31,acme,offer,,me,O1,,,2026-06-15 2026-05-01,acme,offer,,client,O2; unlisted offer; CRM_TODAY=2026-06-16; listed offer'
claim 'S0.41 S2.9: an invoice is late while money is owed' '
	j 2026-05-01,acme,invoice,,me,F1,100,EUR,2026-06-14; overdue --kind=invoice; out_has acme,invoice,client,F1,2026-05-01,2026-06-14,1,100.00,EUR; CRM_TODAY=2026-06-14; unlisted invoice; CRM_TODAY=2026-06-15; j 2026-06-10,acme,payment,,client,F1,50,EUR 2026-06-10,acme,credit,,me,F1,10,EUR; overdue --kind=invoice; out_has ,40.00,EUR; overdue --kind=invoice --min=40; out_has ,40.00,EUR; overdue --aging --min=40; out_has ,40.00; for v in --kind=invoice --aging; do overdue $v --min=40.01; out_is ""; done
	j 2026-05-02,acme,invoice,,me,F1,70,USD,2026-06-01 2026-05-02,acme,invoice,,me,F2,70,EUR; overdue --kind=invoice; is "$(cut -d, -f4,8,9 out)" F1,40.00,EUR
	j 2026-06-10,acme,payment,,client,F1,40,EUR; unlisted invoice; j 2026-06-11,acme,refund,,me,F1,5,EUR; listed invoice'
claim 'S0.43 S3.19: their promise, and an agreed date that passed' '
	j 2026-06-01,acme,promise,,client,P1,,,2026-06-14; listed pledge; unlisted promise; CRM_TODAY=2026-06-14; unlisted pledge; CRM_TODAY=2026-06-15; j 2026-06-14,acme,clarify,,client,P1,,,2026-06-15; unlisted pledge; CRM_TODAY=2026-06-16; listed pledge; j 2026-06-16,acme,kept,,client,P1; unlisted pledge
	book; j 2026-05-01,acme,invoice,,me,F1,100,EUR,2026-05-31 2026-06-01,acme,dispute,,client,F1,,,2026-06-14 2026-06-01,acme,resolve,,both,F1,,,2026-06-14; unlisted pledge; j 2026-06-02T08:00,acme,renegotiate,,both,F1,,,2026-06-14; listed pledge; CRM_TODAY=2026-06-14; unlisted pledge; CRM_TODAY=2026-06-15
	j 2026-05-02,acme,invoice,,me,F1,70,USD,2026-06-01; overdue --kind=pledge; is "$(cut -d, -f4,8,9 out)" F1,100.00,EUR; cp book/journal.csv one; for e in dispute writeoff; do cp one book/journal.csv; j 2026-06-03,acme,$e,,client,F1; unlisted pledge; done; cp one book/journal.csv; j 2026-06-02T09:00,acme,renegotiate,,both,F1,,,2026-06-15; unlisted pledge; CRM_TODAY=2026-06-16; listed pledge; j 2026-06-10,acme,payment,,client,F1,100,EUR; unlisted pledge'
claim 'S2.11: a letter prepared and not posted within 2 days' '
	j 2026-04-01,acme,invoice,,me,F1,100,EUR,2026-05-01 2026-06-10,acme,reminder,notice,me,F1,,,,registered,,status=prepared; CRM_TODAY=2026-06-12; unlisted letter; CRM_TODAY=2026-06-13; listed letter; policy "letter: 3d"; unlisted letter; CRM_TODAY=2026-06-14; listed letter
	j 2026-06-09,acme,letter,posted,me,F1 2026-06-11,acme,letter,,me,F1; listed letter; cp book/journal.csv one; j 2026-06-10,acme,letter,posted,me,F1; unlisted letter
	cp one book/journal.csv; j 2026-04-02,acme,invoice,,me,F1,50,USD,2026-05-01; overdue --kind=letter; is "$(wc -l < out)" 1
	cp one book/journal.csv; j 2026-06-11,acme,payment,,client,F1,100,EUR; unlisted letter; cp one book/journal.csv; j 2026-06-11,acme,writeoff,,me,F1; unlisted letter'
claim 'S3.15: a conflict after 7 days' '
	j 2026-06-07,acme,conflict,ideas,both,C1; listed conflict; CRM_TODAY=2026-06-14; unlisted conflict; CRM_TODAY=2026-06-15; policy "conflict: 8d"; unlisted conflict; sed -i /conflict/d book/policy.yaml
	j 2026-06-06,acme,resolve,,both,C1 2026-06-14,acme,resolve,,both,C2; listed conflict; j 2026-06-07,acme,resolve,,both,C1; unlisted conflict'
claim 'S2.14 S0.46 S2.18 S2.19: diagnosis, apology, gesture' '
	x=2026-06-05,acme,incident,error,client,X1,,,,,3 d=2026-06-06,acme,diagnose,,me,X1,,,,,,origin=delay a=2026-06-06,acme,apology,,me,X1
	j $x; listed incident; CRM_TODAY=2026-06-07; unlisted incident; CRM_TODAY=2026-06-08; listed incident; policy "incident: 3d"; unlisted incident; sed -i /incident/d book/policy.yaml
	j $d; listed incident; book; j $x $a; listed incident; j $d; unlisted incident
	j 2026-06-07,acme,resolve,,both,X1; listed incident; CRM_TODAY=2026-06-09; unlisted incident; CRM_TODAY=2026-06-10; listed incident; j 2026-06-08,acme,gesture,,me,X1; unlisted incident
	for k in assumption disrespect; do book; j 2026-06-05,acme,incident,$k,me,X1; unlisted incident; done
	book; j 2026-06-05,acme,incident,error,client; for day in 04 05; do listed incident; j 2026-06-$day,acme,diagnose,,me,X9 2026-06-$day,acme,apology,,me,X9; done; listed incident; j 2026-06-06,acme,resolve,,both,X8; listed incident
	i=$(overdue --kind=incident --no-header; cut -d, -f4 out); book; j 2026-06-05,acme,incident,error,client; j 2026-06-05,acme,diagnose,,me,$i 2026-06-05,acme,apology,,me,$i; unlisted incident; j 2026-06-06,acme,resolve,,both,$i; listed incident
	profile bob; overdue --kind=incident --client=bob; out_is ""
	for k in price deception; do book; j 2026-06-05,acme,incident,$k,client,X1 2026-06-05,acme,diagnose,,me,X1 2026-06-05,acme,apology,,me,X1; listed incident; done; j 2026-06-06,acme,resolve,,both,X1; unlisted incident
	book; j 2026-06-05,acme,incident,price,client,X1; listed incident; j 2026-06-05,acme,frame,price,me; unlisted incident'
claim 'S1.19: a silent approval waits until it is voiced or settled' '
	a=2026-06-14,acme,incident,silent-approval,me,A1; j $a; listed approval; unlisted incident; CRM_TODAY=2026-06-14; unlisted approval
	for e in disagree resolve; do book; j $a; j 2026-06-13,acme,$e,,me,A1 2026-06-15,acme,$e,,me,A2; listed approval; j 2026-06-15,acme,$e,,me,A1; unlisted approval; done; book; j $a; j 2026-06-13,acme,disagree,,me; listed approval; j 2026-06-14,acme,disagree,,me; unlisted approval
	book; j 2026-06-14,acme,incident,error,me,A1; unlisted approval'
# two gaps: 90 days; four of a week: 21; on a mission: 30
claim 'S3.5: silence longer than usual, days of absence aside' '
	j 2026-0{2,3,4}-02,acme,contact,,both,,,,,meet; CRM_TODAY=2026-07-01; unlisted contact; CRM_TODAY=2026-07-02; listed contact; policy "contact: 91d"; unlisted contact; sed -i /contact/d book/policy.yaml
	j 2026-06-20,acme,absence,,client,,,,2026-06-24; unlisted contact; CRM_TODAY=2026-07-06; unlisted contact; CRM_TODAY=2026-07-07; listed contact; j 2026-06-20,,absence,,me,,,,2026-06-25; unlisted contact; CRM_TODAY=2026-07-08; listed contact
	j 2026-07-07$mail; unlisted contact; book; j 2026-05-{01,08,15,22,29}",acme,contact,,both,,,,,meet"; CRM_TODAY=2026-06-19; unlisted contact; CRM_TODAY=2026-06-20; listed contact
	book; j 2026-05-15,acme,contact,,both,,,,,meet; unlisted contact; j 2026-05-15,acme,mission,,both,M1,,,,,,,g; listed contact; CRM_TODAY=2026-06-14; unlisted contact; j 2026-06-01,acme,contact,,me,,,,,email; CRM_TODAY=2026-06-15; listed contact'
claim 'S0.26: who is away is not written to' 'j 2026-05-01,acme,invoice,,me,F1,100,EUR,2026-06-01 2026-06-10,acme,absence,,client,,,,2026-06-20; held; out_has absent=2026-06-20; CRM_TODAY=2026-06-20; held; out_has absent; CRM_TODAY=2026-06-21; held; out_lacks absent; CRM_TODAY=2026-06-09; held; out_lacks absent'
done_testing
