# The prompt takes what people type: days in words, amounts as they are written, beginnings of words.
. "$(dirname "$0")/../lib.sh"

export CRM_TODAY=2026-06-17 # a Wednesday

# a book in ./b with the client acme
book() {
	export CRM_DIR=b
	crm-log --init
	crm-log --new-client acme
}

# columns of the last row: row 2,7,9
row() { tail -n 1 b/journal.csv | cut -d, -f"$1"; }

days() {
	book
	while read -r typed want; do
		run crm-log promise acme "p-$want-$RANDOM" -d "${typed//_/ }"
		status 0
		is "$typed $(row 10)" "$typed $want"
	done <<- 'END'
		friday 2026-06-19
		vendredi 2026-06-19
		mon 2026-06-22
		lundi_prochain 2026-06-22
		demain 2026-06-18
		fin_du_mois 2026-06-30
		eow 2026-06-19
		+4j 2026-06-21
		+30 2026-07-17
		20_juin 2026-06-20
		july_1 2026-07-01
		dans_2_semaines 2026-07-01
	END
	while read -r typed want; do
		run crm-log in acme -w "${typed//_/ }" x
		status 0
		is "$typed $(row 2)" "$typed $want"
	done <<- 'END'
		hier 2026-06-16
		monday 2026-06-15
		wed 2026-06-10
		08:00 2026-06-17T08:00
		2026-05-19_14:30 2026-05-19T14:30
		yesterday_8h30 2026-06-16T08:30
		il_y_a_3_jours 2026-06-14
		1_june_9:00 2026-06-01T09:00
	END
	run crm-log --list --since=2026-05 --until=2026-05
	is "$(lines_of out)" 1
	run crm-log --list --since=monday --event=in
	is "$(lines_of out)" 4
	run crm-log in acme -w 31/05
	status 2
	run crm-log --lang=fr in acme -w 31/05
	status 0
	is "$(row 2)" 2026-05-31
	run crm-log --lang=fr promise acme slash -d 31/05
	is "$(row 10)" 2027-05-31
	run crm-log -t 2026-06-17T14:30 in acme -w -2h
	is "$(row 2)" 2026-06-17T12:30
	run crm-log -t hier in acme
	is "$(row 2)" 2026-06-16
	run crm-overdue --within=1m --kind=promise
	out_has 'acme,promise,me,p-2026-07-17'
	run crm-overdue --within=1j --kind=promise
	out_lacks 2026-07-17
}

# rows of a report
lines_of() { echo $(($(wc -l < "$1") - 1)); }

amounts() {
	book
	while read -r typed want; do
		run crm-log invoice acme "F$RANDOM" "${typed//_/ }" -d 30d
		status 0
		is "$typed $(row 8,9)" "$typed $want"
	done <<- 'END'
		1200,50 1200.50,EUR
		1_200,50 1200.50,EUR
		1.200,50 1200.50,EUR
		100€ 100.00,EUR
		99.9CHF 99.90,CHF
	END
	run crm-log -v invoice acme G1 1 200,50 'two words' -d friday
	status 0
	is "$(row 8,14)" '1200.50,two words'
	err_has 'crm-log: amount: 1200.50 EUR'
	err_has 'crm-log: due: Friday 19 June 2026'
	for typed in 1,200 1.200 '$5'; do
		run crm-log invoice acme G2 "$typed"
		status 2
		err_has "amount: '$typed' is not a valid amount"
	done
	run crm-log invoice acme G2 1 200
	status 2
	err_is "crm-log: amount: '1 200': write 1200 as one word, or give the amount with -a"
	run crm-overdue --min=1200,50 -t 2026-07-30 --kind=invoice
	is "$(lines_of out)" 4
}

beginnings() {
	book
	crm-log --new-client boulangerie-martin
	crm-log --new-client mairie-lunel
	crm-log --new-client mairie-sete
	crm-log -q in mairie-agde x > /dev/null 2>&1 && fail 'a client without profile or row'
	run crm-log inv boul F1 1200 -d 30d
	status 0
	err_is "crm-log: hint: 'boul' is boulangerie-martin"
	is "$(row 3,4,8)" boulangerie-martin,invoice,1200.00
	run crm-log pay boulangerie-martin F1 200
	status 0
	err_is ''
	is "$(row 4)" payment
	run crm-log misse boul
	is "$(row 4,6,11,13)" contact,client,phone,missed
	run crm-log in mairie x
	status 2
	err_is "crm-log: client: 'mairie' may be mairie-lunel or mairie-sete: type more of it"
	run crm-log re acme F1
	status 2
	err_has "event: 're' may be "
	for w in renew resolve release; do err_has "$w"; done
	err_lacks void
	run crm-log i acme x
	status 2
	run crm-log vo acme
	status 2
	# the operands of the others
	run crm-overdue -t 2026-08-01 --kind=invoice boul
	is "$(lines_of out)" 1
	out_has boulangerie-martin,invoice
	run crm-overdue -t 2026-08-01 --kind=invoice acme mairie-l
	is "$(lines_of out)" 0
	run crm-overdue -t 2026-08-01 --aging boul acme
	is "$(lines_of out)" 1
	run crm-overdue mair
	status 2
	err_is "crm-overdue: client: 'mair' may be mairie-lunel or mairie-sete: type more of it"
	run crm-risk boul acme
	status 0
	is "$(lines_of out)" 2
	run crm-risk --history boul
	status 0
	run crm-risk --checklist boul acme
	status 2
	run crm-remind -t 2026-08-01 --explain boul
	status 0
	out_has F1
	run crm-remind -t 2026-08-01 acme
	status 0
	out_is '# nothing to remind today'
	run crm-remind --lang=fr -t 2026-08-01 acme
	out_is "# aucune relance aujourd'hui"
	run crm-remind -t 2026-08-01 report.csv
	status 2
	err_has 'report.csv: cannot open'
	run crm-log --list --client=boul --event=pay
	is "$(lines_of out)" 1
}

last() {
	local n
	book
	run crm-log --void last
	status 2
	err_has 'no typed row is left'
	crm-log in acme first
	crm-log -q payment acme F1 6000
	n=$(wc -l < b/journal.csv)
	run crm-log undo
	status 2
	err_is "crm-log: event: 'undo' is not an event: use crm-log --void last"
	run crm-log --void last
	status 0
	is "$(sed -n 1p err | cut -d' ' -f 1-8)" 'crm-log: voids: 2026-06-17 acme payment F1 6000.00 EUR'
	is "$(sed -n 2p err | cut -d' ' -f 1-8)" 'crm-log: last is now: 2026-06-17 acme contact first'
	is "$(wc -l < b/journal.csv)" $((n + 1))
	run crm-log --list
	is "$(lines_of out)" 1
	out_has first
	# rows of an import are not typed
	echo "01890000-0000-8000-8000-000000000001,2026-06-17,acme,note,,me,,,,,,,,imported" > in
	sed -i "1i $(head -n 1 b/journal.csv)" in
	crm-log --import in
	run crm-log -q --void last
	status 0
	err_is ''
	run crm-log --list
	is "$(lines_of out)" 1
	out_has imported
	run crm-log --void last
	status 2
}

diary() {
	need_terminal
	book
	crm-log --new-client beta
	crm-log -q -w 2026-06-15T14:30 -c email in acme 'asks when the mock-up comes, and says that it is needed soon'
	crm-log -q -w 2026-06-15 -d 30d invoice beta F1 1200
	crm-log -q -w yesterday -c phone -g missed in beta
	crm-log -q -l 4 self - $'two\nlines'
	run "$ROOT/tests/terminal" crm-log --color=never
	status 0
	is "$(sed 's/[0-9a-f]\{8\}$/ID/' out)" "Monday 15 June 2026, 2 days ago
        beta invoice F1 1200.00 EUR due 2026-07-15                      ID
  14:30 acme in email – asks when the mock-up comes, and says that it is needed
        soon                                                            ID

Tuesday 16 June 2026, yesterday
        beta missed phone                                               ID

Wednesday 17 June 2026, today
        - self level 4 – two lines                                      ID"
	is "$(awk 'length > 82' out)" '' # two bytes of the dash
	run "$ROOT/tests/terminal" crm-log --client=acme --color=never
	is "$(grep -c mock-up out)" 1
	out_lacks 'acme in'
	run crm-log --last=2
	is "$(cut -d, -f3 out | tr '\n' ' ')" 'client beta  '
	run crm-log --grep=MOCK-UP
	is "$(lines_of out)" 1
	run crm-log --grep=
	is "$(lines_of out)" 4
	for i in $(seq 12); do crm-log -q note acme "row $i"; done
	run crm-log
	status 0
	is "$(lines_of out)" 10
	run crm-log --list
	is "$(lines_of out)" 16
	run crm-log --last=0
	status 2
	run crm-log -a 5
	status 2
	run crm-log --last=3 in acme
	status 2
	printf '%s\n' "$(head -n 1 b/journal.csv)" "01890000-0000-7000-8000-000000000009,2026-06-17,acme,note,,me,,,,,,,,a $(printf '\302\233')31m b" >> b/journal.csv
	run "$ROOT/tests/terminal" crm-log --last=9 --color=never
	is "$(grep -c $'\xc2\x9b' out)" 0
}

card() {
	local n
	book
	cat > b/clients/acme.yaml <<- 'END'
		name: Acme SARL
		people:
		  - {name: Ann Ash, role: billing, email: ann@acme.example, phone: "+33 4 00"}
		hours: 9-18
	END
	crm-log --new-client beta
	crm-log -q -w 2026-05-01 -d 30d invoice acme F1 1200 'New site'
	crm-log -q -w 2026-06-10 -d 30d invoice acme F2 300
	crm-log -q -w 2026-06-10 -d friday promise acme draft 'second draft'
	crm-log -q -w 2026-06-11T09:00 -c email in acme 'when does it come?'
	crm-log -q -w 2026-06-12 in beta 'not this one'
	run crm-log --show=ac
	status 0
	err_is ''
	out_has 'Acme SARL (acme), 9-18'
	out_has '  Ann Ash, billing, +33 4 00, ann@acme.example'
	out_has 'open: 1500.00 EUR, 1200.00 of it late'
	out_has '  2026-05-31  17 days late, invoice F1 1200.00 EUR'
	out_has '  2026-06-19  in 2 days, promise draft – second draft'
	out_has 'reply – when does it come?'
	out_has 'risk: '
	out_has '  09:00 in email – when does it come?'
	out_lacks 'not this one'
	is "$(awk 'length > 84' out)" ''
	[ "$(wc -l < out)" -le 24 ] || fail "more than a screen"
	run crm-log --show=
	status 2
	err_is "crm-log: --show: '' is not a valid client id"
	run crm-log --show=nobody
	status 2
	run crm-log --show=acme -f csv
	status 2
	run crm-log --show=acme extra
	status 2
	crm-log -q --lang=fr --show=acme > out
	out_has 'ouvert'
}

# ten acts of a day at the keyboard, with notes of one word
day() {
	local line keys=0
	book
	crm-log --new-client dupont
	crm-log -q offer acme site 100
	while read -r line; do
		keys=$((keys + ${#line}))
		eval "run $line"
		status 0
	done <<- 'END'
		crm-log in ac -c email question
		crm-log out ac -c email answer
		crm-log misse dup
		crm-log pro ac mock -d fri draft
		crm-log kept ac mock
		crm-log inv ac F1 1200 -d 30d
		crm-log pay ac F1 1200
		crm-overdue
		crm-log --show=ac
		crm-log --void last
	END
	echo "$keys characters"
	[ $keys -le 230 ] || fail "more than 230"
}

# words of one's own, checked when the policy is read
own_words() {
	book
	cat > b/policy.yaml <<- 'END'
		aliases:
		  appel: "out -c phone"
		  in: "in -c email -g tone=neutral"
		  point: [checkin, acme, --kind=planning, every week]
	END
	run crm-log appel acme 'called back'
	status 0
	is "$(row 3,4,6,11,14)" acme,contact,me,phone,'called back'
	run crm-log in acme x
	is "$(row 4,6,11,13,14)" contact,client,email,tone=neutral,x
	# what is typed goes over it, tags add up
	run crm-log in -c sms -g noreply acme y
	is "$(row 11,13,14)" sms,tone=neutral\ noreply,y
	run crm-log point
	status 0
	is "$(row 3,4,5,14)" acme,checkin,planning,'every week'
	# a list knows them by what they write
	is "$(crm-log --list --event=appel -f csv --no-header | cut -d, -f14)" 'called back'
	is "$(crm-log --list --event=in -f csv --no-header | cut -d, -f14)" x
	is "$(crm-log --list --event=point --event=appel -f csv --no-header | cut -d, -f4 | sort | xargs)" 'checkin contact'
	run crm-log --list --event=apel
	status 2
	err_has '--event'
	run crm-log --events -f csv
	out_has 'appel,alias,,,,out -c phone'
	run crm-log --help
	out_has 'Your own words: appel, in, point'
	run crm-log --complete -- ap
	out_has "appel	out -c phone"
	run crm-log --complete -- appel ''
	out_is acme
	while IFS='|' read -r line want; do
		echo "aliases: {$line}" > b/policy.yaml
		run crm-log --list
		status 2
		err_is "crm-log: policy.yaml:1: $want"
	done <<- 'END'
		x: oout|aliases.x: begins with 'oout', which is not an event; the nearest is 'out'
		x: ""|aliases.x: begins with '', which is not an event; crm-log --events lists all
		out: in|aliases.out: is an event: an alias of that name must begin with it, or have another name
		x: "in --import"|aliases.x: '--import' is not an option of a row: -r -a -y -d -k -c -l -b -w -g
		x: "in -o file"|aliases.x: '-o' is not an option of a row: -r -a -y -d -k -c -l -b -w -g
		x: "in -c"|aliases.x: '-c' needs a value
		x: void|aliases.x: begins with 'void', which is not an event; crm-log --events lists all
		"a b": in|aliases.a b: 'a b' is not a word
	END
	# one alias is not another's event
	echo 'aliases: {a: "in -c sms", b: a}' > b/policy.yaml
	run crm-log --list
	status 2
	err_has "aliases.b: begins with 'a', which is not an event"
	echo 'aliases: appel' > b/policy.yaml
	run crm-log --list
	status 2
	err_has 'aliases: words with what they stand for are expected here'
}

# who is no longer a client is asked for nothing but what is owed
archived() {
	book
	echo 'active: no' > b/clients/acme.yaml
	crm-log --new-client bob
	for c in acme bob; do
		crm-log -q mission $c m -w 2026-01-01 -d 2026-12-31 goal
		crm-log -q offer $c o 100 -w 2026-01-01
		crm-log -q invoice $c F$c 100 -w 2026-01-01 -d 2026-02-01
		crm-log -q promise $c p -d 2026-02-01
	done 2> /dev/null
	run crm-overdue
	[ "$(grep -c ^bob, out)" -gt 4 ]
	is "$(grep ^acme, out | cut -d, -f2 | paste -sd' ')" 'promise invoice'
	run crm-risk
	is "$(tail -n +2 out | cut -d, -f1)" bob
	run crm-risk acme
	is "$(tail -n +2 out | cut -d, -f1)" acme
	run crm-risk --portfolio
	out_has acme,
	run crm-overdue --client=acme
	is "$(lines_of out)" 2
	run crm-log --complete -- in ''
	out_is bob
	run crm-log in acme x
	status 0
	err_has 'hint: clients/acme.yaml says active: no: only what is owed is listed'
	printf 'name: A\nactive: yes\n' > b/clients/acme.yaml
	run crm-overdue
	[ "$(grep -c ^acme, out)" -gt 4 ]
	run crm-log --complete -- in a
	out_is acme
	echo 'active: maybe' > b/clients/acme.yaml
	run crm-overdue --client=acme
	status 3
	err_has 'clients/acme.yaml:1: active:'
}

# a word of mine and one of theirs under the same ref are two, in lists, hints and letters
both_sides() {
	book
	printf 'name: Acme\nlang: en\npeople: [{name: A, email: a@acme.example}]\n' > b/clients/acme.yaml
	printf 'me: {name: Me, email: me@example.org}\n' > b/policy.yaml
	run crm-log promise acme refonte -d 2026-06-19 'the draft'
	err_is ''
	run crm-log promise acme refonte -b client -d 2026-06-22 'their texts'
	err_is ''
	list() { crm-overdue --within=1m -f csv --no-header | grep ',refonte,' | cut -d, -f2,6,16; }
	is "$(list)" "$(printf 'promise,2026-06-19,the draft\npledge,2026-06-22,their texts')"
	run crm-log clarify acme refonte -b client -d 2026-06-24
	err_is ''
	run crm-log kept acme refonte -b client
	err_is ''
	is "$(list)" 'promise,2026-06-19,the draft'
	run crm-log promise acme refonte -b client -d 2026-06-29 'once more'
	status 2
	err_has 'refonte was closed on 17 June 2026'
	crm-log mission acme site -d 2026-12-31 -w 2026-06-01 'a site' 2> /dev/null
	run crm-remind --template=planning --client=acme
	status 0
	out_has 'the draft'
	out_lacks 'their texts'
	run crm-log broken acme refonte
	is "$(list)" 'promise,2026-06-17,the draft' # it asks for an apology
	run crm-log apology acme refonte
	is "$(list)" ''
	# of one side alone: whoever logs it
	crm-log -q promise acme logo -b client -d 2026-06-22
	crm-log -q kept acme logo
	is "$(crm-overdue --within=1m -f csv --no-header | grep -c ,logo,)" 0
}

# what would change nothing is refused, and what may be a slip is said
slips() {
	book
	crm-log -q promise acme P -w 2026-06-01 -d 2026-06-10
	crm-log -q kept acme P -w 2026-06-09
	crm-log -q invoice acme F 10 -d 30d
	cp b/journal.csv was
	while IFS='|' read -r line want; do
		run eval "crm-log $line"
		status 2
		err_is "crm-log: $want"
		cmp was b/journal.csv
	done <<- 'END'
		promise acme P -d friday|ref: P was closed on 9 June 2026: log it under a new ref
		payment acme F 5 -y USD|ref: F is in EUR: a payment in another currency does not count; give the currency with -y
		incident acme 3|ref: '3' is a level: give it with -l 3, and name the incident with -r
		in acme -g tone=tendu|tags: tag tone=tendu must be one of: warm neutral tense angry anxious; the nearest is 'tense'
		note acme x -d friday|due: no report shows a date of 'note': for what I must do, crm-log promise acme REF -d friday
	END
	run crm-log incident acme panne -k error -l 2
	status 0
	err_has "hint: 'panne' was taken as the ref, and there is no note: the note comes after a ref, or after -"
	run crm-log incident acme - panne -k error -l 2
	is "$(row 7,14)" ,panne
	err_lacks 'is its ref'
	run crm-log incident acme -r panne -k error -l 2
	err_lacks 'is its ref'
	run crm-log in acme -g tone:tense x
	status 0
	err_has "hint: no report knows the tag 'tone:tense'; the nearest is 'tone='"
	run crm-log in acme -c emial x
	err_has "the nearest is 'email'"
	for id in $(tail -n 1 b/journal.csv | cut -c29-36); do err_has "hint: crm-log --void $id voids this row"; done
	run crm-log in acme -c tel x
	err_has "'tel' is not a known channel; the nearest is 'phone'"
	run crm-log in acme -c whatsapp x
	err_is ''
	# the same money, typed on two days
	run crm-log payment acme F 4
	err_lacks 'the same'
	id=$(tail -n 1 b/journal.csv | cut -c29-36)
	run crm-log payment acme F 4 -w +7d
	err_has "hint: the same payment of 17 June 2026 is already there ($id): if it is the same money, void one of the two"
	crm-log --void last > /dev/null
	run crm-log payment acme F 4 -w +8d
	err_lacks 'the same'
	crm-log --void last > /dev/null
	run crm-log payment acme F 5
	err_lacks 'the same'
	# a name is no id, a letter no client; what the event is called here
	run crm-log --new-client 'Boulangerie Élan & fils'
	status 2
	err_is "crm-log: 'Boulangerie Élan & fils' is not a valid client id, 'boulangerie-elan-fils' is one; the name goes into its profile"
	run crm-log in a hello
	status 2
	err_is "crm-log: client: 'a' may be acme: type more of it"
	run crm-log offer acme 500 logo
	err_has "hint: '500' is in the place of the ref, and the row has no amount: crm-log offer acme REF 500"
	run crm-log offer acme logo 500
	err_is ''
	run crm-log --undo
	status 2
	err_is 'crm-log: --undo: is --void last'
	run crm-log Manqué acme
	err_has "use 'missed'"
	run crm-log --lang=fr appel acme
	err_has "écrivez 'in' ou 'out'"
	echo 'me: {vat: FR12345678901}' > b/policy.yaml
	crm-log --new-client bob
	run crm-log invoice bob B1 100 -d 30d
	err_has 'hint: the first invoice of this client: the amount is what they have to pay, VAT included'
	run crm-log invoice bob B2 100 -d 30d
	err_is ''
}

# what a day is made of, said whole and said short: the same rows
ten_acts() {
	local whole short n=0
	export CRM_DIR=b
	for b in long short; do
		mkdir $b
		(
			cd $b || exit
			book
			for c in dupont boulangerie-martin mairie-lunel studio-k bob; do crm-log --new-client $c; done
			echo 'terms: 30d' >> b/clients/dupont.yaml
			crm-log in bob 'asks for an offer'
		)
	done
	while IFS='|' read -r whole short; do
		n=$((n + ${#short}))
		(
			cd long || exit
			case $whole in
			*--void*) eval "crm-log --void $(tail -n 1 b/journal.csv | cut -c29-36)" ;;
			*) eval "$whole" ;;
			esac
		) > one 2> err
		(cd short && eval "$short") > two 2>> err
		cut -d, -f2- one | diff - <(cut -d, -f2- two)
	done <<- 'END'
		crm-log in acme -c email 'relance maquette'|crm-log in ac -cemail relance maquette
		crm-log out acme -c email 'envoyée hier'|crm-log out ac -cemail envoyée hier
		crm-log missed dupont|crm-log missed du
		crm-log promise acme maquette -d 2026-06-19 version2|crm-log pr ac maquette -d fri version2
		crm-log kept acme maquette|crm-log kept ac
		crm-log invoice dupont F2026-014 1440 -d 30d|crm-log inv du F2026-014 1440
		crm-overdue|crm-overdue
		crm-log payment dupont F2026-014 1440|crm-log pay du
		crm-log --list --client=bob|crm-log bob
		crm-log --list; crm-log --void 12345678|crm-log --void last
	END
	cut -d, -f2-6,7-14 long/b/journal.csv | grep -v ',void,' > one
	cut -d, -f2-6,7-14 short/b/journal.csv | grep -v ',void,' | diff one -
	is "$(wc -l < one)" 9
	grep -c ',void,' long/b/journal.csv | diff - <(grep -c ',void,' short/b/journal.csv)
	[ "$n" -le 230 ] || fail "$n characters"
}

# what is left out is put in where it can be one thing only, and said
left_out() {
	book
	crm-log -q invoice acme F1 100 -d 30d
	run crm-log pay acme
	status 0
	is "$(row 7,8,9)" F1,100.00,EUR
	err_is 'crm-log: hint: ref F1, the only one that is open; amount 100.00 EUR, the whole balance'
	run crm-log pay acme
	status 2
	err_has 'REF is missing: crm-log pay CLIENT REF AMOUNT'
	crm-log -q invoice acme F2 90 -y GBP -d 30d
	crm-log -q invoice acme F3 80 -d 30d
	run crm-log pay acme
	status 2
	err_is 'crm-log: ref: which one? F2, F3 are open: crm-log pay acme REF'
	run crm-log pay acme F2
	is "$(row 7,8,9)" F2,90.00,GBP
	err_is 'crm-log: hint: amount 90.00 GBP, the whole balance'
	run crm-log pay acme F1
	status 2
	err_has 'AMOUNT is missing'
	crm-log -q pay acme F3
	crm-log -q invoice acme F4 80 -d 30j
	run crm-log pay acme 12,50
	status 0
	is "$(row 7,8,9)" F4,12.50,EUR
	err_is 'crm-log: hint: ref F4, the only one that is open'
	crm-log -q invoice acme F5 80 -d 30J
	run crm-log pay acme 12
	status 2
	err_is 'crm-log: ref: which one? F4, F5 are open: crm-log pay acme REF'
	crm-log -q pay acme F4
	crm-log -q invoice acme 12 5 -d 30d
	run crm-log pay acme 12
	is "$(row 7,8)" 12,5.00
	err_is 'crm-log: hint: amount 5.00 EUR, the whole balance'
	run crm-log facture acme F6 5
	status 2
	err_is "crm-log: event: 'facture' is not an event: use 'invoice'; 'aliases' in policy.yaml add words of your own"
	# what is given up, given back or contested is named
	for e in writeoff waive dispute refund credit acknowledge; do
		run crm-log $e acme
		status 2
		err_has 'REF is missing'
	done
	crm-log -q mission acme m -d +1m goal
	run crm-log end acme
	status 2
	# a word behind the client is the ref, as ever
	crm-log -q promise acme p -d friday
	run crm-log kept acme "done"
	status 0
	is "$(row 4,7)" kept,done
	run crm-log kept acme
	is "$(row 4,7)" kept,p
	echo "aliases: {recu: 'payment acme'}" > b/policy.yaml
	run crm-log recu
	is "$(row 3,4,7,8)" acme,payment,F5,80.00
	# a client alone is the list of it
	run crm-log acme
	status 0
	is "$(lines_of out)" 10
	run crm-log acme --last=2
	is "$(lines_of out)" 2
	run crm-log --list acme
	is "$(lines_of out)" 17
	run crm-log amce
	status 2
	err_has "'amce' is not an event"
}

# all of one event, wrapped
one_event() {
	book
	echo "aliases: {appel: 'out -c phone'}" > b/policy.yaml
	run crm-log --events incident mis appel letter
	status 2
	run crm-log --events incident missed appel letter
	status 0
	out_is <<- 'END'
		incident (trouble): something went wrong; level 1 to 5, tags client=, why=
		  crm-log incident CLIENT [REF] [NOTE ...]
		  -k: error poor-result superficial vague wrong-answer breach deception
		    disrespect outburst price misunderstanding silent-approval reproach
		    assumption
		missed (talk): the client called and nobody answered
		  crm-log missed CLIENT [NOTE ...]
		appel (talk): out -c phone
		  crm-log appel CLIENT [NOTE ...]
		letter (money): what became of a letter; tag tracking=
		  crm-log letter CLIENT REF [NOTE ...] -k KIND
		  -k: posted presented signed returned
	END
	run crm-log --events incident -f csv
	status 2
	err_has '--events with names prints no table'
	is "$(crm-log --complete -- --events inc)" "incident	something went wrong; level 1 to 5, tags client=, why="
}

# of many profiles that say nothing of the client one line
many_empty() {
	book
	run crm-log --check -o /dev/null
	is "$(grep -c 'is empty; a talk' err)" 3
	for c in bob carl; do crm-log --new-client $c; done
	run crm-log --check -o /dev/null
	status 0
	err_is 'crm-log: clients: 3 profiles leave needs, expectations or preferences empty: a talk with the client would reveal them; -v names them'
	run crm-log --check -v -o /dev/null
	is "$(grep -c 'is empty; a talk' err)" 9
	printf 'active: no\n' > b/clients/carl.yaml
	run crm-log --check -o /dev/null
	err_lacks carl
}

# cron reads --check -q: the profile of who is billed is missed, that of others is advice
lost_profile() {
	book
	crm-log --new-client bob
	crm-log -q invoice acme F1 100 -d 30d
	crm-log -q in bob hello
	mv b/clients/acme.yaml .
	run crm-log --check -q -o rows
	status 3
	err_is 'crm-log: clients/acme.yaml: is missing; crm-log --new-client acme writes it'
	mv acme.yaml b/clients/
	mv b/clients/bob.yaml .
	run crm-log --check -q -o rows
	status 0
	err_is ''
	run crm-log --check -o rows
	err_has 'clients/bob.yaml: is missing'
	# a book without profiles is no loss
	rm b/clients/*
	run crm-log --check -q -o rows
	status 0
}

# one screen is one of 24 lines, for each client of the example
one_screen() {
	local c
	for c in durand lilas mairie noe northwind petit; do
		run crm-log -C "$ROOT/examples/book" -t 2026-06-15 --show $c
		status 0
		[ "$(wc -l < out)" -le 22 ] || fail "$c: $(wc -l < out) lines"
		[ "$(wc -L < out)" -le 80 ] || fail "$c is wider than 80 columns"
		[ "$(sed '1,/^Last/d' out | grep -c '^  [A-Z]')" -ge 1 ]
	done
}

it "takes ten acts of a day in 230 characters, with notes of one word" day
it "shows the last rows as a diary on a terminal" diary
it "shows one client on one screen" card
it "takes the beginning of an event or client, and names several" beginnings
it "takes back what was typed last, and says it" last
it "takes days in words, English and French, each way" days
it "takes amounts as they are written, and refuses what has two readings" amounts
it "words of one's own stand for an event and options" own_words
it "who is archived is asked for nothing but what is owed" archived
it "what each side promised under one ref are two words" both_sides
it "what changes nothing is refused, and slips are named" slips
it "ten acts of a day take few characters" ten_acts
it "what is left out is put in where it can be one thing only" left_out
it "all of one event, wrapped" one_event
it "--check has one line for many empty profiles" many_empty
it "--check misses the profile of who is billed" lost_profile
it "one client fits a screen of 24 lines" one_screen
done_testing
