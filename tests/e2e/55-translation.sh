# The catalogues are whole: every message of the source is translated, none is fuzzy, arguments agree.
. "$(dirname "$0")/../lib.sh"
need make xgettext msgcmp msgfmt

whole() {
	env -u MAKEFLAGS make -s -C "$ROOT" pot POT="$PWD/crm.pot"
	[ "$(grep -c '^msgid' crm.pot)" -gt 100 ]
	msgfmt --check -o /dev/null "$1" 2> said || { cat said; exit 1; }
	msgcmp "$1" crm.pot 2> said || { head -n 8 said; echo "make po, then translate what is empty"; exit 1; }
	[ -z "$(msgattrib --only-fuzzy "$1")" ] || fail 'fuzzy messages'
	[ -z "$(msgattrib --only-obsolete "$1")" ] || fail 'messages that are no longer used: make po'
}

# `make po` changes nothing when there is nothing new
settled() {
	env -u MAKEFLAGS make -s -C "$ROOT" pot POT="$PWD/crm.pot"
	cp "$1" new.po
	msgmerge --quiet --update --backup=none --no-fuzzy-matching --sort-by-file --no-location new.po crm.pot
	msgattrib --no-obsolete --no-location -o new.po new.po
	diff "$1" new.po > said || { head -n 20 said; false; } || fail 'run make po'
}

# shellcheck disable=SC1112 # quotes are what is looked for
# what a French user reads: signs of French typography, and the words that scripts rely on kept
typography() {
	need msgexec
	msgattrib --translated "$1" | msgconv -t UTF-8 > text
	! grep -nE "^msgstr.*[[:alpha:]'][;?!]( |\"|\$)" text || fail "a blank goes before ; ? !"
	! grep -nE '^msgstr.*[’“”]' text || fail "plain quotes are used here"
}

for f in "$ROOT"/lib/po/*.po; do
	it "$(basename "$f"): everything is translated" whole "$f"
	it "$(basename "$f"): is as make po writes it" settled "$f"
done
it "fr.po: typography" typography "$ROOT/lib/po/fr.po"
done_testing
