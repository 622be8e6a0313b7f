#!/usr/bin/env bash
# crm-remind --dossier and the recourse step: the file for recourse (S2.12; crm-tables(5)).
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/remind.sh
. "$ROOT/tests/remind.sh"

dossier() { run crm-remind --today="$1" --dossier="${2:-acme}"; }
# flat TEXT - in the output, blanks and line ends alike
flat() { tr -s '\n ' ' ' < out | sed 's/\xc2\xa0/ /g' | grep -qF -e "$1" || { cat out; fail "lacks: $1"; }; }

# interest vector I1: 1 200.00, due 2024-05-15, until 2024-09-03
line_by_line() {
	book
	client acme
	row 2024-03-01 acme offer '' me O1 '' '' '' '' '' '' 'A site'
	row 2024-03-12 acme accepted '' client O1 '' '' '' '' '' '' ''
	row 2024-04-10 acme delivered '' me O1 '' '' '' '' '' '' ''
	row 2024-04-15 acme invoice '' me F1 1200.00 EUR 2024-05-15 '' '' done=2024-04-10 'The site'
	row 2024-05-20 acme reminder courtesy me F1 '' '' '' email '' 'status=intent mid=a@b' ''
	row 2024-05-20 acme reminder courtesy me F1 '' '' '' email '' 'status=sent mid=a@b' ''
	row 2024-05-28 acme reminder second me F1 '' '' '' email '' 'status=failed mid=c@b' ''
	row 2024-06-10 acme letter posted me F1 '' '' '' '' '' tracking=1A2B ''
	row 2024-06-12 acme letter signed me F1 '' '' '' '' '' '' ''
	dossier 2024-09-03
	status 0
	flat 'from 16 May 2024 to 30 June 2024, 46 days at 14.50% on €1,200.00: €21.93'
	flat 'from 1 July 2024 to 3 September 2024, 65 days at 14.25% on €1,200.00: €30.45'
	flat 'late-payment interest, rounded once: €52.38'
	flat 'recovery costs: €40.00'
	flat 'Total on 3 September 2024: €1,292.38'
	flat 'limitation period ends on 10 April 2029'
	flat '20 May 2024, F1: first reminder, email'
	flat '10 June 2024, F1: registered letter posted, number 1A2B'
	flat '12 June 2024, F1: receipt signed'
	# what did not leave is no proof; each exhibit once
	out_lacks second
	is "$(grep -c 'first reminder' out)" 2 # the list of steps, the list of exhibits
	flat '1. 1 March 2024, O1: offer (A site)'
	flat '2. 12 March 2024, O1: agreement'
	flat '4. 15 April 2024, F1: invoice (The site)'
	flat 'Business mediator'
	flat 'Cerfa 12946'
	flat 'Small claims, up to 5,000'
	[ "$(wc -L < out)" -le 78 ] || fail 'wider than 78 columns'
}

part_payment() { # vector P1
	book
	client acme
	row 2025-01-01 acme invoice '' me F1 5000.00 EUR 2025-01-31 '' '' '' ''
	row 2025-03-15 acme payment '' client F1 2000.00 EUR '' '' '' '' ''
	row 2025-07-20 acme payment '' client F1 1500.00 EUR '' '' '' '' ''
	dossier 2025-10-01
	flat '43 days at 13.15% on €5,000.00: €77.46'
	flat 'payment of 15 March 2025: €2,000.00'
	flat 'principal still due: €1,500.00'
	flat '73 days at 12.15% on €1,500.00: €36.45'
	flat 'rounded once: €249.53'
}

by_kind() {
	book
	for kind in b2b b2c public; do
		client $kind
		printf 'kind: %s\n' $kind >> book/clients/$kind.yaml
		invoice $kind F 9000.00 2026-02-05
	done
	dossier 2026-06-15 b2b
	flat 'Business mediator'
	out_lacks 'Small claims'
	out_lacks 'Conciliator'
	dossier 2026-06-15 b2c
	flat 'Conciliator'
	flat 'Cerfa 12948'
	flat 'no interest before a formal notice is presented'
	out_lacks 'Business mediator'
	out_lacks 'recovery costs:'
	dossier 2026-06-15 public
	flat 'administrative court'
	out_lacks 'Order for payment'
	flat '(to be checked)'
}

# C. com. L622-21, L622-28: no more interest, no action; the claim is declared
insolvent() {
	book
	client acme
	printf 'insolvency: 2024-07-01\n' >> book/clients/acme.yaml
	row 2024-04-15 acme invoice '' me F1 1200.00 EUR 2024-05-15 '' '' '' ''
	row 2024-07-02 acme invoice '' me F2 100.00 EUR 2024-07-31 '' '' '' ''
	row 2024-07-02 acme invoice '' me F3 1000.00 EUR 2024-07-31 '' '' done=2024-06-28 ''
	dossier 2024-06-30
	flat 'Order for payment'
	out_lacks insolvency
	dossier 2024-09-03
	flat 'from 16 May 2024 to 30 June 2024, 46 days at 14.50% on €1,200.00: €21.93'
	flat 'interest stopped the day before the insolvency ruling, and no fixed compensation'
	flat 'Total on 3 September 2024: €2,363.26'
	flat 'Insolvency proceedings since 1 July 2024'
	flat 'within 2 months of the publication'
	flat 'claim to be lodged by 1 September 2024, two months after the ruling'
	out_lacks 'Order for payment'
	out_lacks 'Business mediator'
	run crm-overdue --today=2024-09-03 --kind=invoice -f csv
	is "$(cut -d, -f4,10,11 out | tail -n +2 | tr '\n' ' ')" 'F1,21.93, F2,1.33,40.00 F3,, '
}

# a rate of one's own: its source is said, or that there is none
own_rate() {
	book
	client acme
	row 2026-11-01 acme invoice '' me F1 1000.00 EUR 2027-01-10 '' '' '' ''
	printf 'series,date,rate_bp,source,checked\necb_mro,2027-01-01,262,,2027-01-04\n' > book/rates.csv
	dossier 2027-02-15
	flat '12.62%: ECB refinancing rate 2.62% + 10.00%, in force since 1 January 2027, source not noted (checked on 4 January 2027)'
	sed -i 's/262,/262,www.ecb.europa.eu/' book/rates.csv
	dossier 2027-02-15
	flat 'source: www.ecb.europa.eu (checked on 4 January 2027)'
}

near_its_end() { # crm-tables(5): warn at 12, 6, 3, 1 months
	book
	client acme
	printf 'kind: b2c\n' >> book/clients/acme.yaml
	row 2024-03-12 acme invoice '' me F1 100.00 EUR 2024-04-12 '' '' done=2024-03-12 ''
	for want in 2025-03-10: 2025-03-14:12 2025-10-01:6 2026-01-05:3 2026-02-20:1; do
		dossier "${want%:*}"
		if [ -n "${want#*:}" ]; then flat "ATTENTION: at most ${want#*:} months"; else out_lacks ATTENTION:; fi
	done
	dossier 2026-03-13
	flat 'IT HAS PASSED'
}

missing_rate() { # never a guess
	book
	client acme
	invoice acme F1 100.00 2036-06-01 2036-05-01
	dossier 2036-08-01
	flat 'interest: a rate is missing'
	out_lacks 'Total on'
	flat 'Business mediator'
}

two_currencies() {
	book
	client acme
	invoice acme F1 100.00 2026-06-01
	row 2026-01-01 acme invoice '' me U1 70.00 USD 2026-06-01 '' '' '' ''
	row 2026-01-01 acme invoice '' me W1 70.00 EUR 2026-06-01 '' '' '' ''
	row 2026-06-01 acme writeoff '' me W1 '' '' '' '' '' '' ''
	dossier 2026-06-15
	is "$(grep -c '^1. PARTIES' out)" 2
	flat 'Total on 15 June 2026'
	out_has U1
	out_lacks W1
	dossier 2026-06-15 beta
	status 2
	err_has "the book has nothing of 'beta'"
	client beta
	dossier 2026-06-15 beta
	status 2
	err_has "'beta' has no overdue invoice"
}

in_my_language() {
	book
	client acme fr
	invoice acme F1 100.00 2026-06-01
	dossier 2026-06-15
	flat '5. OPTIONS'
	sed -i 's/lang: en/lang: fr/' book/policy.yaml
	dossier 2026-06-15
	flat 'VOIES OUVERTES'
}

# the step writes exactly this into outbox/, and nothing is sent
recourse_step() {
	book
	client acme
	policy 'ladder: [{step: recourse, after: 3d, channel: file}]'
	invoice acme F1 100.00 2026-06-01
	invoice acme F2 50.00 2026-06-10
	dossier 2026-06-08
	cp out wanted
	send 2026-06-08
	status 0
	is "$(cut -d, -f1-5 out | tail -n 1)" acme,recourse,file,F1,sent
	is "$(find sunk -type f | wc -l)" 0
	cmp wanted book/outbox/2026-06-08-acme-recourse-*.txt
	# no threat, and then silence
	send 2026-12-08
	out_has F2
	out_lacks ,F1,
}

it "S2.12: interest line by line, exhibits, ways" line_by_line
it "part payments" part_payment
it "S2.12: ways by kind of client" by_kind
# what is only prepared proves nothing; a law without a period of its own has no date; what is known
# before a missing rate is said, up to its day; a public buyer's claim goes to the buyer
laws() {
	book
	client acme
	printf 'law: ca-qc\n' >> book/clients/acme.yaml
	row 2026-01-02 acme invoice '' me F1 1000.00 EUR 2026-02-01 '' '' '' ''
	row 2026-03-02 acme reminder notice me F1 '' '' '' letter '' 'status=prepared mid=a@b' ''
	dossier 2026-06-15
	flat 'limitation: to be looked up in the law of the contract'
	out_lacks 'limitation on'
	out_lacks 'formal notice, letter'
	flat '- nothing on record'
	book
	client acme
	printf 'law: de-b2b\n' >> book/clients/acme.yaml
	row 2022-05-06 acme invoice '' me F1 1000.00 EUR 2022-06-05 '' '' '' ''
	dossier 2026-06-15
	flat 'limitation period ends on 31 December 2025, or earlier: it runs from the completion of the work (to be checked)'
	flat 'IT HAS PASSED'
	book
	client acme
	printf 'kind: b2c\n' >> book/clients/acme.yaml
	row 2026-01-02 acme invoice '' me F1 1200.00 EUR 2026-02-01 '' '' '' ''
	row 2026-05-20 acme letter presented me F1 '' '' '' '' '' '' ''
	dossier 2026-07-10
	# 41 days at 2.62 %
	flat 'interest up to 30 June 2026: €3.53 (interest for later days will be added; a rate is missing, see crm-tables(5))'
	flat 'Total on 10 July 2026: €1,203.53'
	flat 'Consumer mediator: free for the client'
	book
	client acme
	printf 'kind: public\n' >> book/clients/acme.yaml
	row 2026-01-02 acme invoice '' me F1 1200.00 EUR 2026-02-01 '' '' '' ''
	dossier 2026-07-10
	flat 'A written claim to the buyer (the mayor, the president, the director)'
	flat "mandatement d'office"
	flat 'No court without a prior decision of the buyer'
	out_lacks 'paying officer'
}

# the days that run after a notice to a public buyer and after an order for payment; the number that a
# public buyer asks for
courts() {
	book
	client acme
	printf 'kind: public\nengagement: "4500012"\n' >> book/clients/acme.yaml
	row 2026-04-01 acme invoice '' me F1 1200.00 EUR 2026-05-01 '' '' '' ''
	row 2026-04-02 acme invoice '' me F2 100.00 EUR 2026-05-02 '' '' engagement=99 ''
	row 2026-04-03 acme invoice '' me F3 100.00 EUR 2026-05-03 '' '' '' ''
	row 2026-06-10 acme reminder notice me F1 '' '' 2026-06-25 registered '' '' ''
	dossier 2026-06-25
	out_lacks 'to reach the buyer by'
	flat "numéro d'engagement): 4500012 (F1, F3), 99 (F2)"
	dossier 2026-06-26
	is "$(grep -c 'to reach the buyer by' out)" 1
	flat 'mémoire en réclamation: to reach the buyer by 25 August 2026, if the contract refers to a CCAG'
	row 2026-06-27 acme claim memoire me F1 '' '' '' '' '' '' ''
	dossier 2026-06-28
	out_lacks 'to reach the buyer by'
	flat '27 June 2026, F1: mémoire en réclamation'
	crm-log -q -t 2026-06-28 plan acme F1 600@2026-07-31 600@2026-08-31 -g interest=keep
	for name in statement plan; do
		run crm-remind -t 2026-06-28 --template=$name --client=acme
		status 0
		out_has "numéro d'engagement): 4500012"
	done
	book
	client acme
	row 2026-04-01 acme invoice '' me F1 1200.00 EUR 2026-05-01 '' '' '' ''
	row 2026-04-01 acme invoice '' me F2 1200.00 EUR 2026-05-01 '' '' '' ''
	row 2026-09-15 acme claim granted me F1 '' '' '' '' '' '' ''
	row 2026-09-16 acme renegotiate '' both F2 450 EUR 2026-10-31 '' '' '' ''
	dossier 2026-10-01
	flat 'order for payment: to be served by 15 December 2026, otherwise it is void'
	flat '15 September 2026, F1: order made'
	flat '16 September 2026, F2: instalment agreed: €450.00 by 31 October 2026'
	row 2026-10-14 acme claim served me F1 '' '' '' '' '' '' ''
	dossier 2026-11-01
	flat 'order served: the debtor can object until'
	flat 'it can be enforced from 15 December 2026'
	row 2026-11-02 acme claim opposed me F1 '' '' '' '' '' '' ''
	dossier 2026-11-03
	out_lacks 'can be enforced from'
	flat '2 November 2026, F1: objection by the debtor'
}

it "the source of a rate of the book" own_rate
it "law:ways: the days before a court and against a public buyer" courts
it "law:ways law:limit: limitation, rates and ways by the law of the client" laws
it "L622-28: interest and action end with a ruling of insolvency" insolvent
it "limitation, and how near it is" near_its_end
it "a missing rate is said" missing_rate
it "two currencies, what is written off" two_currencies
it "in my language" in_my_language
it "S2.12: the step recourse writes this file" recourse_step
done_testing
