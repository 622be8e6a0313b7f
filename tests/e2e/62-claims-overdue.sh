#!/usr/bin/env bash
# 62-claims-overdue: the rules that crm-overdue shows, one small book each.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/claims.sh
. "$ROOT/tests/claims.sh"

claim 'S1.23 S1.22: 24 hours of working days, also for a missed call' '
	j 2026-06-11T17:00,acme,contact,,client,,,,,email; CRM_TODAY=2026-06-12T17:00; unlisted reply; CRM_TODAY=2026-06-12T17:01; listed reply
	j 2026-06-12T16:00,acme,contact,,both,,,,,meet; unlisted reply; j 2026-06-12T16:30,acme,contact,,client,,,,,phone,,missed; CRM_TODAY=2026-06-15T16:30; unlisted reply; CRM_TODAY=2026-06-15T16:31; listed reply'
claim 'S1.23: by the clock alone' 'policy "reply: {max: 24h, clock: elapsed}"; j 2026-06-12T17:00,acme,contact,,client,,,,,email; CRM_TODAY=2026-06-13T17:01; listed reply'
claim 'S0.29 S0.30: a promise waits until kept, clarified or broken' '
	j 2026-06-01,acme,promise,,me,P1,,,2026-06-14; listed promise; j 2026-06-13,acme,clarify,,me,P1,,,2026-06-16; unlisted promise; CRM_TODAY=2026-06-17; listed promise; j 2026-06-17,acme,kept,,me,P1; unlisted promise'
claim 'S1.10: a deadline waits until delivered' 'j 2026-06-01,acme,deadline,,me,D1,,,2026-06-14; listed deadline; j 2026-06-15,acme,delivered,,me,D1; unlisted deadline'
claim 'S1.25 S1.28: two calendar months, announced seven days before' '
	j 2026-04-15,acme,mission,,both,M1,,,2026-06-15,,,,g 2026-05-20,acme,checkin,,both; CRM_TODAY=2026-06-07; unlisted renewal; CRM_TODAY=2026-06-09; listed renewal; unlisted mission; CRM_TODAY=2026-06-16; listed mission
	j 2026-06-16,acme,renew,,client,M1; unlisted mission; unlisted renewal'
claim 'S1.27: something tangible every two months' 'j 2026-04-14,acme,mission,,both,M1,,,2026-06-30,,,,g; listed result; j 2026-06-01,acme,result,,me,M1; unlisted result'
claim 'S0.22: the review of progress' 'j 2026-05-31,acme,mission,,both,M1,,,2026-07-01,,,,g; listed checkin; j 2026-06-01,acme,checkin,,both; unlisted checkin; profile acme "checkin: 10d"; listed checkin'
claim 'S4.9 S4.10: interest every 45 days, with the last day of each kind' '
	j 2026-05-28,acme,contact,,both,,,,,meet 2026-04-01,acme,interest,business,me 2026-04-25,acme,interest,person,me; overdue --kind=interest; out_has "business=2026-04-01 person=2026-04-25"; j 2026-06-14,acme,interest,person,me; unlisted interest'
claim 'S4.7: 7 and 30 days after a delivery' 'j 2026-06-01,acme,deadline,,me,D1,,,2026-06-07 2026-06-07,acme,delivered,,me,D1; listed followup; CRM_TODAY=2026-06-13; unlisted followup; CRM_TODAY=2026-06-15; j 2026-06-15,acme,contact,,me,,,,,phone; unlisted followup'
claim 'S3.12: references of a new client are asked' 'j 2026-05-25,acme,mission,,both,M1,,,2026-07-01,,,,g; listed vetting; j 2026-06-01,acme,vetted,,me; unlisted vetting'
claim 'S2.3 S2.5: a burst without a frame' 'j 2026-06-14T1{0,1,2}:00",acme,contact,,client,,,,,email" 2026-06-14T1{3,4}:00",acme,contact,,client,,,,,sms"; listed frame; j 2026-06-14T15:00,acme,frame,contact,me; unlisted frame'
claim 'S0.14: an offer without a decision' 'j 2026-05-31,acme,offer,,me,O1; listed offer; j 2026-06-10,acme,declined,,client,O1; unlisted offer'
claim 'S0.41 S2.9: an invoice is late while money is owed' 'j 2026-05-01,acme,invoice,,me,F1,100,EUR,2026-06-14; overdue --kind=invoice; out_has acme,invoice,client,F1,2026-05-01,2026-06-14,1,100.00,EUR; j 2026-06-10,acme,payment,,client,F1,60,EUR; overdue --kind=invoice; out_has ,40.00,EUR
	j 2026-06-10,acme,payment,,client,F1,40,EUR; unlisted invoice; j 2026-06-11,acme,refund,,me,F1,5,EUR; listed invoice'
claim 'S0.43 S3.19: their promise, and an agreed date that passed' 'j 2026-06-01,acme,promise,,client,P1,,,2026-06-10; listed pledge; j 2026-06-11,acme,kept,,client,P1; unlisted pledge; j 2026-05-01,acme,invoice,,me,F1,100,EUR,2026-05-31 2026-06-01,acme,renegotiate,,both,F1,,,2026-06-14; listed pledge'
claim 'S2.11: a letter prepared and not posted' 'j 2026-04-01,acme,invoice,,me,F1,100,EUR,2026-05-01 2026-06-10,acme,reminder,notice,me,F1,,,,registered,,status=prepared; listed letter; j 2026-06-11,acme,letter,posted,me,F1; unlisted letter'
claim 'S3.15: a conflict after 7 days' 'j 2026-06-07,acme,conflict,ideas,both,C1; listed conflict; j 2026-06-14,acme,resolve,,both,C1; unlisted conflict'
claim 'S2.14 S0.46 S2.18 S2.19: diagnosis, apology, gesture' '
	x=2026-06-05,acme,incident,error,client,X1,,,,,3 d=2026-06-06,acme,diagnose,,me,X1,,,,,,origin=delay a=2026-06-06,acme,apology,,me,X1
	j $x; listed incident; j $d; listed incident; book; j $x $a; listed incident; j $d; unlisted incident
	j 2026-06-07,acme,resolve,,both,X1; listed incident; j 2026-06-08,acme,gesture,,me,X1; unlisted incident'
claim 'S3.5: silence longer than usual' 'j 2026-0{2,3,4}-02,acme,contact,,both,,,,,meet; unlisted contact; CRM_TODAY=2026-07-15; listed contact; j 2026-07-01,acme,absence,,client,,,,2026-07-31; CRM_TODAY=2026-06-20; unlisted contact'
claim 'S0.26: who is away is not written to' 'j 2026-05-01,acme,invoice,,me,F1,100,EUR,2026-06-01 2026-06-10,acme,absence,,client,,,,2026-06-20; held; out_has absent=2026-06-20; CRM_TODAY=2026-06-22; held; out_lacks absent'
done_testing
