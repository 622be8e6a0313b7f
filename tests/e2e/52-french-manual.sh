# The French manual: in step with the English one, section by section, and its commands run.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../manual.sh"

clean() {
	need mandoc
	# mandoc knows the English heading and months alone
	sed 's/^\.Sh NOM$/.Sh NAME/' "$1" > page
	mandoc -Tlint -Wwarning page > lint
	[ ! -s lint ] || fail "$(cat lint)"
}

# no-break spaces where French wants them, in what is text: mdoc sets the sign behind a macro itself
spaced() {
	need mandoc
	grep -v '^\.' "$1" > text
	! grep -nE "[[:alpha:])] [;:!?]( |\$)|[[:alpha:])][;!?]( |\$)|« | »" text || fail 'a space that may break, or none'
}

in_step() {
	run "$ROOT/tests/translated" "$1"
	[ "$st" = 0 ] || fail "$(cat out)"
}

# a change of one English word is seen, and so is an entry that is missing
sees() {
	mkdir -p t/tests t/man/fr
	cp "$ROOT/tests/translated" t/tests
	cp "$ROOT"/man/crm-start.7 t/man
	cp "$ROOT"/man/fr/crm-start.7 t/man/fr
	t/tests/translated
	sed -i 's/a few words/some words/' t/man/crm-start.7
	run t/tests/translated
	is "$st" 1
	grep -q "Ce qui s'est passé" out
	is "$(wc -l < out)" 1
}

for page in "$ROOT"/man/fr/*.[157]; do
	name=$(basename "$page")
	it "fr/$name: mandoc has nothing to say" clean "$page"
	it "fr/$name: no-break spaces" spaced "$page"
	it "fr/$name: says what the English page says today" in_step "$page"
	case $name in
	*.5) ;;
	crm-start.7) it "fr/$name: its steps can be taken" starts "$page" ;;
	*) it "fr/$name: its examples run" runs "$page" ;;
	esac
done
it "a page that is behind is seen" sees
done_testing
