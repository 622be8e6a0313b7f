# Letters on paper: the payment code, one page, the foot, how it is posted (crm-remind(1)).
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../remind.sh"
TODAY=2026-05-05
IBAN='FR76 3000 6000 0112 3456 7890 189'

# debt KIND LANG INVOICES [CURRENCY] - a client whose formal notice is due; the policy has all that letters name
debt() {
	local i day
	book
	cat > book/policy.yaml <<- END
		me:
		  name: Zoé Lefèvre
		  status: EI
		  email: me@durand.example
		  phone: "+33 6 12 34 56 78"
		  address: [12 rue des Lilas, 34440 Saint-Sériès]
		  siret: "12345678200010"
		  iban: "$IBAN"
		  bic: AGRIFRPP
		  holder: Zoé Lefèvre-Roux
		  mediator: "CM2C, 49 rue de Ponthieu, 75008 Paris"
		lang: $2
	END
	cat > book/clients/acme.yaml <<- END
		name: Acme
		kind: $1
		lang: $2
		${PROFILE:-}
		people: [{name: Ann Roux, email: a@acme.example}]
		post: [Service comptabilité, 3 place du Marché, 34000 Montpellier]
	END
	for i in $(seq "$3"); do
		day=$(printf '%02d' $((i % 27 + 1)))
		row "2026-02-$day" acme invoice '' me "F2026-$((i + 100))" "$i"00.5 "${4:-EUR}" "2026-03-$day" '' '' '' 'Refonte du site'
		row 2026-04-07 acme reminder courtesy me "F2026-$((i + 100))" '' '' '' email '' "status=sent mid=c$i@x.example" ''
		row 2026-04-14 acme reminder second me "F2026-$((i + 100))" '' '' '' email '' "status=sent mid=s$i@x.example" ''
	done
	crm-overdue --today=$TODAY > report.csv
	crm-remind --today=$TODAY report.csv > drafts.yaml
	grep -q 'step: "notice"' drafts.yaml
}

# letter - sent: its file in $pdf
letter() {
	run crm-remind --send --first-run --today=$TODAY drafts.yaml
	status 0
	pdf=$(find book/outbox -name '*-notice-*.pdf')
	[ -f "$pdf" ]
}

decoded() {
	need zbarimg pdftoppm qrencode
	pdftoppm -r 200 -png -l 1 "$pdf" page
	zbarimg -q -Sbinary --raw page-*1.png > code 2> zbar
}

# fields AMOUNT TEXT - the code line by line, as EPC069-12 has them
fields() {
	printf '%s\n' BCD 002 1 SCT AGRIFRPP 'Zoé Lefèvre-Roux' "${IBAN// /}" "EUR$1" '' '' > want
	printf '%s' "$2" >> want
	diff want code
}

on_paper() {
	debt "$1" "$2" "$3"
	letter
	decoded
	amount=$(sed -n 's/^demand: {amount: "\([0-9.]*\)", currency: "EUR".*/\1/p' drafts.yaml)
	fields "$amount" "$4"
	# what the words demand is what the code says
	sed -n 's/^  .*\(régler la somme de\|pay the sum of\) \([^a-z]*\) [ab].*/\2/p' drafts.yaml |
		sed 's/[^0-9,.]//g; s/,\([0-9][0-9]\)$/.\1/; s/,//g' > said
	is "$(cat said)" "$amount"
}
it "EPC069-12: the code of a notice in French, read back field by field" on_paper b2b fr 1 F2026-101
it "EPC069-12: of three invoices, public" on_paper public fr 3 'F2026-101, F2026-102, F2026-103'
it "EPC069-12: in English, consumer" on_paper b2c en 2 'F2026-101, F2026-102'

in_dossier() {
	need zbarimg qrencode
	debt b2b fr 2
	run crm-remind --dossier=acme --today=$TODAY
	status 0
	out_has "scannez ce code avec l'application de votre banque"
	/usr/bin/python3 "$ROOT/tests/e2e/uncode.py" < out > code.pgm
	zbarimg -q -Sbinary --raw code.pgm > code 2> zbar
	total=$(sed -n 's/^Total au .*: \([0-9].*\)€$/\1/p' out | sed 's/[^0-9,]//g; s/,/./')
	fields "$total" 'F2026-101, F2026-102'
}
it "EPC069-12: the file for recourse has it in characters" in_dossier

# nocode SED - the policy is another one: the letter is there, a code is not
nocode() {
	need pdftoppm zbarimg
	debt b2b fr 1 "${2:-EUR}"
	sed -i "$1" book/policy.yaml
	crm-remind --today=$TODAY report.csv > drafts.yaml
	letter
	pdftoppm -r 200 -png "$pdf" page
	! zbarimg -q --raw page-1.png
	! pdftotext "$pdf" - | grep scannez
}
it "no code in another currency" nocode '' GBP
it "no code without an account" nocode '/iban:/d'
it "no code for an account outside SEPA" nocode 's/FR76 3000 6000 0112 3456 7890 189/DO28 BAGR 0000 0001 2124 5361 1324/'
it "no code for an IBAN with a slip" nocode 's/7890 189/7890 198/'

no_qrencode() {
	debt b2b fr 1
	mkdir tools
	for p in groff env cat grotty gropdf preconv troff perl; do
		f=$(command -v $p) && ln -s "$f" "tools/$p"
	done
	run env PATH="$PWD/tools" "$BIN/crm-remind" --send --first-run --today=$TODAY drafts.yaml
	status 0
	! pdftotext "$(echo book/outbox/*.pdf)" - | grep scannez
}
it "no code where qrencode is not installed" no_qrencode

demanded() {
	debt b2b fr 1
	sed -i 's/^demand: {amount: "[0-9.]*"/demand: {amount: "999.99"/' drafts.yaml
	letter
	decoded
	fields 999.99 F2026-101
}
it "the amount of the code is that of the draft" demanded

less() {
	debt b2b fr 1
	sed -i "$1" drafts.yaml
	run crm-remind --send --first-run --today=$TODAY drafts.yaml
	status 3
	err_has "ce qu'il demande est inférieur à ses factures, ou dans une autre devise"
}
it "a demand below the debt is refused" less 's/^demand: {amount: "[0-9.]*"/demand: {amount: "99.99"/'
it "a demand in another currency is refused" less '/^demand/s/EUR/CHF/'

# the mail carries the facts of the code as text
by_mail() {
	debt b2b fr 1
	sed -i '/,reminder,/d' book/journal.csv
	crm-remind --today=$TODAY > mail.yaml
	grep -q 'channel: "email"' mail.yaml
	for t in 'Titulaire du compte.: Zoé Lefèvre-Roux$' "IBAN pour le virement.: $IBAN\$" 'BIC.: AGRIFRPP$' \
		'Référence à rappeler.: F2026-101$' '100,50.€'; do
		grep -q "$t" mail.yaml || fail "no $t"
	done
	! grep ^demand mail.yaml
}
it "a mail has holder, IBAN, BIC, reference and amount as text" by_mail

one_page() {
	need pdfinfo pdftotext
	for lang in fr en; do
		for kind in b2b public b2c; do
			for n in 1 2 3; do
				rm -rf book sunk
				rows=0 PROFILE='siren: "552100554"' debt $kind $lang $n
				letter
				is "$kind $lang $n: $(pdfinfo "$pdf" | awk '/^Pages/ { print $2 }')" "$kind $lang $n: 1"
				pdftotext -layout "$pdf" - > text
				grep -q 'Signature' text
				! grep -q '1/1' text
			done
		done
	done
}
it "one page for one to three invoices, of all kinds, in both languages" one_page

abroad() {
	for law in uk de-b2b nl; do
		rm -rf book sunk
		rows=0 PROFILE="law: $law" debt b2b en 3
		letter
		is "$law $(pdfinfo "$pdf" | awk '/^Pages/ { print $2 }')" "$law 1"
	done
}
it "one page abroad" abroad

# the date, the subject and the words begin below it, whatever its length
long_address() {
	local n
	need pdftotext
	for n in 3 8 14 25; do
		rm -rf book sunk
		rows=0 debt b2b fr 1
		sed -i "s/^post: .*/post: [$(seq -s, -f 'line-%g-of-it' "$n")]/" book/clients/acme.yaml
		# mine too, to its last line
		sed -i "s/address: [^]]*/address: [$(seq -s, -f 'mine-%g-of-it' "$n")/" book/policy.yaml
		crm-remind --today=$TODAY report.csv > drafts.yaml
		letter
		# words of one line, by their height from the top: nothing lies on another
		pdftotext -bbox -l 1 "$pdf" boxes
		sed -n 's/.*yMin="\([0-9.]*\)".*yMax="\([0-9.]*\)">\(.*\)<.word>/\1 \2 \3/p' boxes > words
		is "$n $(grep -c 'line-[0-9]*-of-it' words) $(grep -c 'mine-[0-9]*-of-it' words)" "$n $n $n"
		low=$(awk '/-of-it/ && $2 > low { low = $2 } END { print low }' words)
		high=$(awk '/^[0-9.]+ [0-9.]+ Mise$/ { print $1; exit }' words)
		[ "$high" ] || fail 'no subject'
		awk -v low="$low" -v high="$high" 'BEGIN { exit high < low - 2 }' || fail "$n lines: the address ends at $low, the subject is at $high"
	done
}
it "a long address lies on nothing" long_address

many() {
	need pdfinfo pdffonts pdftotext
	debt b2b fr 25
	letter
	is "$(pdfinfo "$pdf" | awk '/^Pages/ { print $2 }')" 2
	pdfinfo "$pdf" | grep -q '^Title: *Mise en demeure de payer.: 25 factures$'
	# what is to be named with the transfer is no second list, and goes into its 140 characters
	grep -q '^  Référence à rappeler.: 25 factures, de F2026-101 à F2026-125, liste ci-dessus$' drafts.yaml
	grep -q '^demand: .*reference: "F2026-101 - F2026-125 (25)"}$' drafts.yaml
	for p in 1 2; do
		pdftotext -layout -f $p -l $p "$pdf" - | grep -q "^ *Mise en demeure de payer : 25 factures  *$p/2$"
	done
	is "$(pdffonts "$pdf" | awk 'NR > 2 { print $(NF - 4) }' | sort -u)" yes
}
it "25 invoices: two pages, each with subject and number at its foot, fonts embedded" many

long_subject() {
	debt b2b fr 25
	sed -i 's/^subject: .*/subject: "Mise en demeure : la refonte du site, sa maintenance, les photographies, les textes, la formation"/' drafts.yaml
	letter
	pdftotext -layout -f 2 "$pdf" - | grep -q 'les photographies, les textes, la…  *2/2$'
}
it "a long subject ends with a word at the foot" long_subject

registered() {
	debt b2b "$1" 1
	grep -qx "post: \"$2\"" drafts.yaml
	sed -i "s/^post: .*/post: \"$2 n° 1A 234 567 8901 2\"/" drafts.yaml
	letter
	pdftotext -layout "$pdf" - | grep -q "^ *$2 n° 1A 234 567 8901 2\$"
}
it "how it is posted stands above the subject, with its number when I write it there" registered fr 'Lettre recommandée avec avis de réception'
it "the same in English" registered en 'Registered letter with acknowledgement of receipt'
# other NAME LANG WORDS - a letter that is no reminder, on paper: head, date, place, no code; posted once
other() {
	need pdftotext pdftoppm zbarimg
	local name=$1 words=$3
	debt b2b "$2" 1
	row 2026-05-04 acme renegotiate '' both F2026-101 60 EUR 2026-05-29 '' '' interest=waive ''
	row 2026-05-04 acme renegotiate '' both F2026-101 40.50 EUR 2026-06-30 '' '' interest=waive ''
	row 2026-05-04 acme mission '' both M9 '' '' 2026-05-31 '' '' '' 'La boutique'
	row 2026-05-03 acme incident silent-approval me M9 '' '' '' '' 2 '' ''
	run crm-remind --today=$TODAY --template="$name" --paper acme
	status 0
	cp out one.yaml
	grep -q '^channel: "letter"$' one.yaml
	grep -q '^to: "Acme"$' one.yaml
	grep -q "^date: \"$TODAY\"$" one.yaml
	! grep '^demand' one.yaml
	run crm-remind --today=$TODAY --send one.yaml
	status 0
	out_has ",prepared,"
	pdf=$(find book/outbox -name "*-$name-*.pdf")
	pdftotext -layout "$pdf" text
	grep -q '3 place du Marché' text
	grep -q '12 rue des Lilas' text
	grep -q "Saint-Sériès, " text
	grep -q "$words" text
	[ "$(grep -c 'Zoé Lefèvre EI' text)" = 2 ]
	pdftoppm -r 100 -png "$pdf" page
	! zbarimg -q --raw page-1.png
	# it is no contact before it was posted, and one then, of that day and with that number
	! grep ',acme,contact,' book/journal.csv
	mid=$(sed -n 's/^message_id: "\(.*\)"/\1/p' one.yaml)
	run crm-remind --today=2026-05-06 --settle="$mid=sent:RK 12 3"
	status 0
	grep -q "^[^,]*,2026-05-06[^,]*,acme,contact,,me,[^,]*,,,,letter,,status=sent mid=$mid template=$name tracking=RK123,$" book/journal.csv
	run crm-remind --today=2026-05-06 --settle="$mid=sent"
	status 2
	run crm-remind --today=2026-05-06 --send one.yaml
	status 3
	err_has 'stale'
}
it "a statement on paper" other statement fr 'Relevé de compte au 5 mai 2026'
it "a plan on paper" other plan fr '60,00'
it "a closing on paper, in English" other closing en 'La boutique'
it "a disagreement on paper, in English" other disagree en 'La boutique'

# once more before it is posted: the same file, and one letter
other_again() {
	debt b2b fr 1
	run crm-remind --today=$TODAY --template=statement --paper acme
	cp out one.yaml
	for _ in 1 2; do
		run crm-remind --today=$TODAY --send one.yaml
		status 0
		out_has ',prepared,'
	done
	is "$(find book/outbox -type f | wc -l)" 1
	sed -i '/^post:/d' book/clients/acme.yaml
	run crm-remind --today=2026-05-06 --template=statement --paper acme
	status 2
	err_has 'post:'
	run crm-remind --today=$TODAY --send one.yaml
	status 3
	err_has 'post:'
	run crm-remind --paper --send one.yaml
	status 2
}
it "a letter on paper is prepared again until it is posted, and needs an address" other_again

dossier_pdf() {
	need pdftotext pdfinfo zbarimg pdftoppm
	debt b2b fr 3
	row 2026-02-01 acme invoice '' me F2026-900 80 GBP 2026-03-01 '' '' '' ''
	run crm-remind --dossier=acme --paper --today=$TODAY -o file.pdf
	status 0
	pages=$(pdfinfo file.pdf | sed -n 's/^Pages: *//p')
	[ "$pages" -ge 2 ]
	pdfinfo file.pdf | grep -q '^Title: *Dossier Acme'
	pdftotext -layout file.pdf text
	is "$(grep -c "[0-9]/$pages\$" text)" "$pages"
	is "$(grep -c '^ *6. AVANT TOUTE DÉMARCHE' text)" 2 # euro and pound
	grep -q F2026-900 text
	# each currency on pages of its own, which its foot names
	[ "$(grep -c "^Dossier.*F2026-900 .*[0-9]/$pages\$" text)" -ge 1 ] || fail 'the foot names the first alone'
	tr '\f' '\n' < text | grep -qx 'Dossier.* : facture F2026-900' || fail 'no title of its own'
	pdf=file.pdf
	pdftoppm -r 200 -png -l 1 file.pdf page
	zbarimg -q -Sbinary --raw page-*1.png > code
	grep -q '^EUR' code
	crm-remind --dossier=acme --paper --today=$TODAY > again.pdf
	cmp file.pdf again.pdf
	mkdir none
	ln -s "$(command -v env)" none/env
	run env PATH="$PWD/none" "$BIN/crm-remind" --dossier=acme --paper --today=$TODAY
	status 4
	err_has 'groff'
	[ ! -s out ]
}
it "the case file as PDF: pages, title, code, the same bytes twice" dossier_pdf
done_testing
