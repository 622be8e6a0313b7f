# Every letter in every variant, read word by word (tests/e2e/letters.py), and that each fault is seen.
. "$(dirname "$0")/../lib.sh"
py=/usr/bin/python3

all() {
	run $py "$ROOT/tests/e2e/letters.py" "$PWD/book" "$BIN"
	status 0
	[ "$(cut -d' ' -f1 out)" -gt 4000 ]
}
it "S2.9: no letter has an empty sentence, a foreign word, a name twice, a business word for a consumer" all

# bent LANG NAME SED FAULT - a shipped letter with a fault, laid over the shipped ones
bent() {
	mkdir -p "over/$1"
	sed "$3" "$ROOT/lib/templates/$1/$2.mustache" > "over/$1/$2.mustache"
	! cmp -s "$ROOT/lib/templates/$1/$2.mustache" "over/$1/$2.mustache" || fail 'nothing was bent'
	run $py "$ROOT/tests/e2e/letters.py" "$PWD/book" "$BIN" "$PWD/over"
	status 1
	err_has "$4"
}
it "sees an empty sentence" bent fr courtesy 's/{{#part}}/{{#part}}Solde : .\n/' 'a blank before a mark'
it "sees what is missing behind a colon" bent fr name '$a Pièces jointes :' 'nothing behind'
it "sees two blanks" bent en second 's/is still outstanding/is  still outstanding/' 'two blanks'
it "sees a number that does not agree" bent fr silence 's/^Un mot suffit/Depuis 1 jours. Un mot suffit/' 'one, and many'
it "sees an English word in a French letter" bent fr checkin 's/Par écrit/By mail ou par écrit/' "words of another language: ['by']"
it "sees a French word in an English letter" bent en frame 's/{{> sign}}/Bien pour vous\n\n{{> sign}}/' "words of another language"
it "sees a name twice" bent fr name 's/{{\.}}/{{me.name}}\n{{me.name}}/' 'a line twice'
it "sees a business word for a consumer" bent fr notice "s/Aucuns frais/L'indemnité de 40 euros est due. Aucuns frais/" 'what only businesses are told'
# each of them, in each of the two languages, in the one letter where it would cost most
every_business_word() {
	local word lang place words
	words='40 euros/40 €/€40/EUR 40/indemnité/forfaitaire/L441-10/D441-5/commercial code/médiateur des entreprises/
business mediator/tribunal de commerce/fixed sum/compensation/12946/de plein droit/BCE/ECB/refinancement/refinancing/
10 points/R2192/D2192/mandatement/en réclamation'
	words=$(echo "$words" | tr -d '\n')
	for lang in fr en; do
		place='Aucuns frais'
		[ $lang = fr ] || place='No costs'
		bent $lang notice "s%$place%(${words//\// + }). $place%" 'what only businesses are told'
		grep "^$lang.* b2c .*notice: what only" err > told
		tr / '\n' <<< "$words" | while read -r word; do
			grep -qF -e "'$word'" told || fail "$lang: nobody sees $word"
		done || return 1
	done
}
it "sees each word that only businesses are told" every_business_word
# shellcheck disable=SC1112 # the letter has that mark
it "sees it in what a letter says of a missed instalment" \
	bent fr missed 's/^Comme convenu/Une indemnité forfaitaire est due. Comme convenu/' 'what only businesses are told'
it "sees it in a plan, in English" \
	bent en plan 's/As long as/The fixed sum is due. As long as/' 'what only businesses are told'
it "sees a sentence that no letter of these holds" \
	bent en frame '$a {{#client.public}}A sentence for nobody.{{/client.public}}' "is read by no letter of these: 'A sentence for nobody.'"
it "sees tu in a letter that says vous" bent fr second "s/Pourriez-vous me dire/Peux-tu me dire/" "address: ['tu']"
it "sees a blank that may break before a mark" bent fr upcoming 's/ \([;:?]\)/ \1/; s/prévenir/prévenir/; s/Un simple mot/Bonjour ! Un simple mot/' 'no no-break space'
it "sees a table whose rows differ" bent en account 's/^| Total | |/| Total |/' 'a table of many widths'
done_testing
