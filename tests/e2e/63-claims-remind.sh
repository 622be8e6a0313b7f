#!/usr/bin/env bash
# 63-claims-remind: the rules that reminders and letters carry, one small book each.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/claims.sh
. "$ROOT/tests/claims.sh"

# shellcheck disable=SC2034 # the books below use it
late='2026-05-01,acme,invoice,,me,F1,100,EUR,2026-06-01'
# has TEXT... - in the draft, whose long lines may be folded
has() { local t; tr -s ' \n' '  ' < out > flat; for t; do grep -qF -e "$t" flat || fail "no '$t' in $(cat out)"; done; }

claim 'S3.3: no ladder for suppliers and partners' 'j $late; reminders; out_has "step: \"courtesy\""
	for r in supplier partner; do profile acme "relation: $r"; reminders; out_lacks courtesy; held; out_lacks 2026-06-15; done'
claim 'S0.19: the one with the role billing is written to' '
	j $late; p="{name: Jo Doe, email: jo@x.example}"; profile acme "people: [$p, {name: Bo Bill, role: billing, email: bo@x.example}]"; reminders; out_has "to: \"bo@x.example\""; out_has "Bo Bill"; letter checkin; out_has "to: \"jo@x.example\""
	profile acme "people: [$p]"; reminders; out_has "to: \"jo@x.example\""'
claim 'S0.11 S4.3: letters follow type, register, address, language' '
	letter clarify; cp out a; has "in your own words"; profile acme "type: disorganised"; letter clarify; has "Let us go step by step"; profile acme "register: technical"; letter clarify; has "a screenshot or an edge case"
	profile acme "lang: fr"; letter clarify; out_has vous; profile acme "lang: fr" "address: tu"; letter clarify; out_lacks vous; profile acme "type: disorganised"; letter checkin; has "a single decision at a time"'
claim 'S0.28: the register picks the wording' 'letter clarify; has "No technical words are needed"; profile acme "register: technical"; letter clarify; out_lacks "No technical words"'
claim 'S4.6: their goal is quoted' 'profile acme "goal: sell three times more bread"; letter checkin; has "sell three times more bread"'
claim 'S0.27: the last topic noted is recalled' 'j "2026-06-01,acme,interest,person,me,,,,,,,,the marathon of Lyon"; letter checkin; out_has "# to ask after: the marathon of Lyon"; sed -n "/^body/,\$p" out > body; ! grep -q marathon body'
claim 'S0.26: welcome back' 'j 2026-06-01,acme,absence,,client,,,,2026-06-12; letter welcome-back; has "nothing is pressing on my side"'
claim 'S2.6: reassure, and recall how we work' 'policy "week: {hours: \"09:00-17:00\"}"; profile acme "channels: [email, phone]"; letter frame; has "you always get an answer" "email"; has "09:00-17:00"'
claim 'S1.28: free to leave before each period' 'j 2026-05-01,acme,mission,,both,M1,,,2026-06-30; letter renewal-review; has "You are free to continue, to change course or to stop here"'
claim 'S4.7: after a delivery' 'j 2026-06-01,acme,delivered,,me,M1; letter after-delivery; has "is everything going well?"'
claim 'S0.14: a reassuring question' 'letter clarify; has "nothing is settled until you have said yes"'
claim 'S3.7: have it rephrased' 'letter clarify; has "tell me again in your own words"'
claim 'S0.43: a new date is negotiated, and holds the reminders' '
	j $late; letter renegotiate; has "agree with you on a date you can keep"; j 2026-06-10,acme,renegotiate,,both,F1,,,2026-06-20; held; out_has agreed=2026-06-20; reminders; out_lacks step:
	CRM_TODAY=2026-06-22; held; out_has agreed=2026-06-20; policy "grace: 0"; held; out_lacks agreed; sed -i /grace/d book/policy.yaml; CRM_TODAY=2026-06-23; held; out_lacks agreed; reminders; out_has courtesy'
claim 'S2.9 S2.10: courtesy supposes an oversight and asks why, by e-mail' '
	j $late; CRM_TODAY=2026-06-03; reminders; out_lacks step:; CRM_TODAY=2026-06-04; reminders; out_has "channel: \"email\""; has "It has probably just slipped through" "that is holding things up?"; out_lacks court.
	j 2026-06-04,acme,reminder,courtesy,me,F1,,,,email; CRM_TODAY=2026-06-11; reminders; out_has "step: \"second\""; out_has "channel: \"email\""'
claim 'S2.11: then a registered letter' 'j $late 2026-06-04,acme,reminder,courtesy,me,F1,,,,email 2026-06-11,acme,reminder,second,me,F1,,,,email; CRM_TODAY=2026-06-25; reminders; out_has "step: \"notice\""; out_has "channel: \"letter\""'
claim 'S2.12: then the file for recourse, and no letter' 'j $late 2026-06-04,acme,reminder,courtesy,me,F1,,,,email 2026-06-11,acme,reminder,second,me,F1,,,,email 2026-06-25,acme,reminder,notice,me,F1,,,,registered 2026-06-25,acme,letter,posted,me,F1
	CRM_TODAY=2026-07-20; reminders; out_has "step: \"recourse\""; out_has "channel: \"file\""; run crm-remind --dossier acme; status 0; out_has "WAYS OPEN"; j 2026-07-20,acme,reminder,recourse,me,F1,,,,file; CRM_TODAY=2026-12-20; reminders; out_lacks step:'
claim 'S0.45: a cool-off after an outburst; a holding reply' '
	j $late 2026-06-15T08:00,acme,incident,outburst,client; CRM_TODAY=2026-06-15T12:00; held; out_has outburst; CRM_TODAY=2026-06-16T12:00; held; out_lacks outburst; policy "cool_off: 72h"; held; out_has outburst
	j 2026-06-16T10:00,acme,contact,,client,,,,,email; letter holding-reply; has "It deserves better than a quick answer"'
claim 'S2.15 S2.18 S2.19: empathy, apology, a positive note' 'j 2026-06-10,acme,incident,error,client; letter empathy; has "I understand how frustrating this is for you"; letter apology; has "I apologise for what happened"; j 2026-06-11,acme,resolve,,both,C1; letter positive-note; has "make a gesture"'
claim 'S2.7 S0.47: the end restates the limits of the contract' 'j 2026-05-01,acme,mission,,both,M1,,,2026-06-30; letter closing; has "What our contract provides for" "Anything else is outside the scope of our contract"'
claim 'S3.8: a mediator' 'j 2026-06-10,acme,conflict,ideas,client,C1; letter mediator; has "ask a neutral third party"'
claim 'S3.18: silence without a guess' 'letter silence; has "any of these answers is fine with me"'
claim 'S2.2: a reference' 'j 2026-05-20,acme,delivered,,me,M1; letter reference-request; has "Would you write two or three sentences"'
trade() {
	! grep -riE 'webmaster|website|site web|site internet|wordpress|\bSEO\b|\bCMS\b|graphi(c|ste)|consultant' \
		"$ROOT"/lib/templates "$ROOT"/lib/data/policy.*.yaml "$ROOT/lib/trust/advice.c" "$ROOT/lib/remark/hint.c" "$ROOT/lib/remark/remark.c" "$ROOT/lib/config/signal.c" || exit 1
}
claim 'S3.23: no word of one trade in defaults, letters, hints' trade
done_testing
