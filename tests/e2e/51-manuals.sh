# Manual pages: their EXAMPLES run in a copy of the example book; options agree with --help.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../manual.sh"

# options of --help, those of all programs apart
options() {
	"$1" --help=all | sed '/^In all crm programs:/,$d' | grep -oE -e '^ +(-., )?--[a-z-]+' | grep -oE -e '--[a-z-]+' | sort -u
}

common() {
	"$1" --help=all | sed '1,/^In all crm programs:/d' | grep -oE -e '^ +(-., )?--[a-z-]+' | grep -oE -e '--[a-z-]+' | sort -u
}

# documented PAGE - options that have an entry in it
documented() {
	grep -E '^\.It (.* )?Fl ' "$1" | sed 's/\\//g' | grep -oE 'Fl -[a-z][a-z-]+' | sed 's/Fl -/--/' | sort -u
}

same_options() {
	page=$ROOT/man/$1.1
	[ -e "$page" ] || { echo "there is no man/$1.1"; exit 77; }
	options "$1" > help
	common "$1" > shared
	documented "$page" > manual
	comm -23 help manual > undocumented
	[ ! -s undocumented ] || fail "man/$1.1 lacks: $(tr '\n' ' ' < undocumented)"
	cat help shared <(echo --completion) | sort -u > known
	comm -13 known manual > unknown
	[ ! -s unknown ] || fail "man/$1.1 has, $1 does not: $(tr '\n' ' ' < unknown)"
}

# what all programs share stands in crm(7)
shared_options() {
	common crm-overdue > help
	documented "$ROOT/man/crm.7" > manual
	diff help manual
}

# each page names only pages that exist here, or that the system has
references() {
	sed -n 's/^\.Xr \([^ ]*\) \([157]\).*/\1.\2/p' "$ROOT"/man/*.[157] | grep '^crm' | sort -u > named
	while read -r page; do
		[ -e "$ROOT/man/$page" ] || echo "$page"
	done < named > missing
	[ ! -s missing ] || { echo "not written: $(tr '\n' ' ' < missing)"; exit 77; }
}

# shellcheck disable=SC1112 # quotes are what is looked for
clean() {
	need mandoc
	mandoc -Tlint -Wwarning "$1" > lint
	[ ! -s lint ] || fail "$(cat lint)"
	mandoc -Tutf8 "$1" | sed $'s|.\b||g' > text
	! grep -n '’’\|””' text || fail 'quotes stand in quotes'
	# .Ql takes the whole of its line
	! grep -nE '^\.([A-Z][a-z] )*Ql [^ ]+ , [^ ]' "$1" || fail 'two values stand in one pair of quotes'
	# a title that begins with the name of a macro loses it: "In earnest" would be <earnest>
	! grep -nE '^\.(S[hs]|It) (An|At|Do|En|Es|In|No) [[:alnum:]]' "$1" || fail 'the first word is taken for a macro'
	! grep -nE '[?!…]\.( |$)' text || fail 'a sentence ends twice'
}

# what the answers of crm(7) say can be typed, with a client and an invoice by those names
answers() {
	local line
	export CRM_DIR=b CRM_TODAY=2026-06-15
	sed -n '/^\.Sh QUESTIONS/,/^\.Sh SEE/s/^\.Ql \(crm-.* .*\)/\1/p' "$ROOT/man/crm.7" |
		sed 's/ [:;.,]$//' | grep -vx 'crm-log --[a-z]*' > lines
	[ "$(wc -l < lines)" -ge 10 ]
	while read -r line; do
		rm -rf b
		crm-log --init
		crm-log --new-client acme
		crm-log invoice acme F1 950 -d 2026-06-01
		[[ $line != *--erase* ]] || crm-log pay acme 2> /dev/null
		run eval "$line"
		[ "$st" = 0 ] || [[ $line == *--template=plan* ]] || { cat err; fail "$line"; }
	done < lines
	[ "$(grep -c '^\.It' <(sed -n '/^\.Sh QUESTIONS/,/^\.Sh SEE/p' "$ROOT/man/crm.7"))" -ge 18 ]
	# what a newcomer asks, by the word that answers, in both languages
	for page in man/crm.7 man/fr/crm.7; do
		sed -n '/^\.Sh QUESTIONS/,/^\.Sh [SV]/p' "$ROOT/$page" > answers
		for word in 'renegotiate acme' 'hold acme' '--void last' '-g missed' '--print=' 'VAT|TVA' '--show=acme' 'crm-log acme' \
			'--within=3m' '--within=1w' 'role: billing' '--import' '--mail' 'plan acme' 'deliver' '--rename=' 'active: no' 'address: tu'; do
			grep -qE -e "$word" answers || fail "$page: $word"
		done
	done
}

# what --init writes is told of in crm(7)
init_files() {
	crm-log -C b --init
	(cd b && find . -mindepth 1 | sed 's|^\./||' | sort) > made
	while read -r f; do
		grep -qE "^\.It Pa $f(/[^ ]*)?\$" "$ROOT/man/crm.7" || fail "man/crm.7 lacks $f"
	done < made
}

# the promises are those that the tests speak of, each once
promises() {
	grep -oE '^\.It P[0-9]' "$ROOT/man/crm.7" > found
	is "$(tr '\n' ' ' < found)" '.It P1 .It P2 .It P3 .It P4 .It P5 .It P6 .It P7 '
}

for page in "$ROOT"/man/*.[157]; do
	name=$(basename "$page")
	it "$name: mandoc has nothing to say" clean "$page"
	case $name in
	*.5) ;;
	crm-start.7) it "$name: its steps can be taken" starts "$page" ;;
	*) it "$name: its examples run" runs "$page" ;;
	esac
done
for p in $(programs); do it "$p.1 and $p --help have the same options" same_options "$p"; done
it "crm.7 has the options of all programs" shared_options
it "the promises" promises
it "crm.7 names the files that --init makes" init_files
it "pages that are referred to exist" references
it "crm.7: what its answers say can be typed" answers
done_testing
