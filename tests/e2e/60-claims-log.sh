#!/usr/bin/env bash
# 60-claims-log: the rules that crm-log and the profiles carry, one small book each.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/claims.sh
. "$ROOT/tests/claims.sh"

# valid KEY VALUE..., invalid KEY VALUE - values of a profile
valid() {
	local k=$1 v
	shift
	for v; do profile acme "$k: $v"; run crm-log --check; status 0; err_is ''; done
}
invalid() { profile acme "$1: $2"; run crm-log --check; status 3; err_has "clients/acme.yaml:"; err_has "$1"; }
# silent ARGUMENT... - a row without any remark
silent() { hint "$@"; err_is ''; }
# shellcheck disable=SC2034 # the books below use it
two='channels: [email, phone]'

claim 'S0.1: trust between persons, organisations, institutions' 'valid party person company institution; invalid party club'
claim 'S3.3: it applies to suppliers and collaborators, too' 'valid relation client supplier partner peer; invalid relation friend'
claim 'S4.1: three types of client' 'valid type organised trusting disorganised; invalid type nice'
claim 'S0.23: needs, expectations, preferences: what is unknown is named' '
	run crm-log --check; err_is ""; for k in needs expectations preferences; do profile acme; sed -i "/^$k:/d" book/clients/acme.yaml; run crm-log --check; err_has "acme.yaml: $k: is empty"; is "$(wc -l < err)" 1; done'
claim 'S1.30: proposals and the first impression' '
	silent met acme -l 4 -g first -w 2026-05-01; silent offer acme O1 -w 2026-05-02; run crm-log --list -f csv --no-header
	out_has ",2026-05-01,acme,contact,,both,,,,,meet,4,first,"; out_has ",2026-05-02,acme,offer,,me,O1,"; listed offer; silent accepted acme O1; unlisted offer'
claim 'S0.28: no jargon in what may be quoted to them' '
	policy "jargon: [API]"; hint offer acme O1 "a new api"; err_has "word of the trade"; silent note acme "a new api"; profile acme "register: technical"; silent offer acme O2 "a new api"'
claim 'S0.6: a second date or amount for one ref' '
	silent promise acme P1 -d 2026-06-20; hint promise acme P1 -d 2026-06-25; err_has "another date, and the first one counts; log '"'clarify'"'"
	silent invoice acme F1 10 -d 2026-07-20; hint invoice acme F1 11 -d 2026-07-20; err_has "another date or amount"; hint invoice acme F1 10 -d 2026-07-21; err_has "another due date, and the first one counts; log '"'renegotiate'"'"; hint invoice acme F1 10 -d 2026-07-20; err_has "changes nothing"
	profile acme "$two"; silent mission acme M1 -w 2026-05-01 -d 2026-06-30 goal; hint end acme M1 -w 2026-06-01; cp book/journal.csv one; hint mission acme M1 -d 2026-07-10 goal; err_has "M1 ended on 2026-06-01"; cp one book/journal.csv; silent renew acme M1 -w 2026-06-02; hint mission acme M1 -d 2026-07-10 goal; err_has "another date or amount"'
claim 'S0.29: a new date that comes after the day, and a word that was given' '
	silent promise acme P1 -w 2026-06-01 -d 2026-06-05; hint clarify acme P1 -w 2026-06-11 -d 2026-06-20; err_has "moves nothing"; silent clarify acme P1 -w 2026-06-05 -d 2026-06-10; hint clarify acme P1 -w 2026-06-11 -d 2026-06-20; silent clarify acme P1 -w 2026-06-10 -d 2026-06-20
	silent kept acme P1; hint promise acme P1 -d 2026-06-30; err_has "log it under a new ref"; silent promise acme P2 -w 2026-06-01 -d 2026-06-10; silent broken acme P2; hint promise acme P2 -d 2026-06-10; err_has "log it under a new ref"'
claim 'S0.24: a promise without a date is vague' 'hint promise acme P1; err_has vague; silent promise acme P2 -d 2026-06-20'
claim 'S1.20: two channels' '
	profile acme "channels: [phone]"; hint contract acme K1; err_has "at least two channels"; profile acme "$two"; silent contract acme K2'
claim 'S0.4: the tone of a contact' 'for t in warm neutral tense angry anxious; do silent in acme -c email -g tone=$t; done; hint in acme -c email -g tone=cross; err_has "tone=cross is none of"'
claim 'S0.21: no judgement in a note' 'hint in acme -c email "always late, lazy"; err_has judges; silent in acme -c email "was late twice"
	policy "judging_words: [late]"; hint in acme -c email "was late twice"; err_has judges'
claim 'S2.5: the frame: hours, channels, rhythm' '
	profile acme "$two" "hours: Mon-Fri 09:00-18:00" "checkin: 7d"; run crm-log --check; err_is ""; silent frame acme -k contact; invalid checkin soon'
claim 'S0.12: curious: both kinds of interest are logged' 'silent interest acme -k business "the new shop"; silent interest acme -k person "the marathon"; run crm-log interest acme -k weather; status 2; err_has weather'
claim 'S0.15: a mission has a precise goal' 'profile acme "$two"; hint mission acme M1 -d 2026-07-15; err_has "precise goal"; run crm-log --check; err_has "a mission without goal"; book; profile acme "$two"; silent mission acme M2 -d 2026-07-15 "more visitors"; run crm-log --check; err_lacks "without goal"'
claim 'S0.17: a mission has dates' 'profile acme "$two"; hint mission acme M1 "more visitors"; err_has "without dates"; run crm-log --check; err_has "a mission without a dated deadline"; silent deadline acme D1 -d 2026-06-30; silent mission acme M2 "more visitors"; run crm-log --check; err_lacks "dated deadline"'
claim 'S1.24: a mission within the cap' 'profile acme "$two"; hint mission acme M1 -d 2026-08-16 goal; err_has "longer than 2m"; silent mission acme M2 -d 2026-08-15 goal; profile acme "$two" "mission_cap: 1m"; hint mission acme M3 -d 2026-08-15 goal; err_has "longer than 1m"'
claim 'S1.29: an amount that avoids a tender' 'profile acme "$two" "tender_threshold: 40000"; hint mission acme M1 -a 40000.01 -d 2026-07-15 goal; err_has tender_threshold; silent mission acme M2 -a 40000 -d 2026-07-15 goal'
claim 'S1.13 S1.14 S1.15: the person on the mission changed' 'for k in other illness refocus; do hint staff acme -k $k; err_has "avoid it if you can"; done; run crm-log staff acme -k whim; status 2; err_has whim'
claim 'S2.13 S2.14: how serious, and from where' '
	hint incident acme -r X1 -k error -b client; err_has "-l 1 to -l 5"; err_has "find where it comes from"; hint incident acme -r X2 -k error -b client -l 3 -g origin=delay; err_lacks "-l 1"; err_lacks "find where"'
claim 'S2.1: unhappy, in bad faith, angry' 'for w in unhappy badfaith angry; do silent incident acme -r X$w -k reproach -b client -l 2 -g client=$w -g origin=delay; done; hint incident acme -r X9 -k reproach -l 2 -g client=evil; err_has "client=evil is none of"'
claim 'S0.46: unhappy with the work, too late, same wavelength' '
	hint incident acme -r X1 -k error -l 3; silent diagnose acme X1 -g origin=quality -g work=bad -g late=no -g aligned=yes; hint diagnose acme X1 -g work=so; err_has "work=so is none of"'
claim 'S2.11: what becomes of a registered letter' 'hint invoice acme F1 10 -w 2026-05-01; for k in posted presented signed returned; do hint letter acme F1 -k $k -c registered -g tracking=1A; err_lacks kind; done; run crm-log letter acme F1 -k eaten; status 2; err_has eaten'
claim 'S1.19: a silent approval is settled by disagree or resolve' 'hint incident acme -r A1 -k silent-approval -b me -l 2 -w 2026-06-01; listed approval; silent disagree acme -r A1; unlisted approval; book
	hint incident acme -r A1 -k silent-approval -b me -l 2 -w 2026-06-01; hint resolve acme A1 -w 2026-05-31; err_has "only since 2026-06-01"; listed approval; silent resolve acme A1; unlisted approval'
claim 'law:terms: more days to pay than the law allows' '
	silent invoice acme F1 10 -d 60d; hint invoice acme F2 10 -d 61d; err_has "61 days to pay are more than the law allows between businesses"; silent invoice acme F3 10 -d 45eom -w 2025-06-17; profile acme "kind: public"; silent invoice acme F4 10 -d 30d; hint invoice acme F5 10 -d 31d; err_has "a public client: 30 days"
	profile acme "kind: b2c"; silent invoice acme F6 10 -d 90d; profile acme "law: de-b2b"; silent invoice acme F7 10 -d 90d'
done_testing
