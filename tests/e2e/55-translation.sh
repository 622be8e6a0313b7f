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
	# where a line is folded differs between releases of gettext
	msgcat --no-wrap -o a.po "$1"
	msgcat --no-wrap -o b.po new.po
	diff a.po b.po > said || { head -n 20 said; false; } || fail 'run make po'
}

# shellcheck disable=SC1112 # quotes are what is looked for
# what a French user reads: signs of French typography, and the words that scripts rely on kept
typography() {
	need msgexec
	msgattrib --translated "$1" | msgconv -t UTF-8 > text
	! grep -nE "^msgstr.*[[:alpha:]'][;?!]( |\"|\$)" text || fail "a blank goes before ; ? !"
	! grep -nE '^msgstr.*[’“”]' text || fail "plain quotes are used here"
}

# each text and each plural form that gettext's own reader finds is what the programs find
same_as_gettext() {
	need cc python3
	msgfmt -o all.mo "$1"
	cat > all.py <<-'END'
	import gettext, sys
	catalogue = gettext.GNUTranslations(open(sys.argv[1], 'rb'))
	plural = {k[0] for k in catalogue._catalog if isinstance(k, tuple)}
	out = sys.stdout.buffer
	for k, v in catalogue._catalog.items():
	    if isinstance(k, str) and k:
	        out.write(b'1\0' + k.encode() + b'\0' + v.encode() + b'\0')
	for k in plural:
	    for n in (0, 1, 2, 1000):
	        out.write(b'%d\0' % n + k.encode() + b'\0' + catalogue.ngettext(k, 'none', n).encode() + b'\0')
	END
	python3 all.py all.mo > all
	cat > look.c <<-'END'
	#include "base/i18n.h"
	#include <stdio.h>
	#include <stdlib.h>
	#include <string.h>
	int main(int argc, char **argv)
	{
		char *n = NULL, *id = NULL, *want = NULL;
		size_t a = 0, b = 0, c = 0, ok = 0;
		crm_i18n_use(argv[argc - 1]);
		while (getdelim(&n, &a, 0, stdin) > 0 && getdelim(&id, &b, 0, stdin) > 0 && getdelim(&want, &c, 0, stdin) > 0) {
			const char *got = crm_i18n_plural(id, "none", strtoul(n, NULL, 10));
			if (strcmp(got, want) || (n[0] == '1' && !n[1] && strcmp(crm_i18n_text(id), want)))
				return printf("%s: %s\n%s\n", id, got, want), 1;
			ok++;
		}
		crm_i18n_use("en");
		return printf("%zu\n", ok), strcmp(crm_i18n_text(id), id) != 0;
	}
	END
	local like=() # what the library was built with
	case $B in *asan) like=('-fsanitize=address,undefined') ;; *coverage) like=(--coverage) ;; esac
	cc "${like[@]}" -D_GNU_SOURCE -I"$ROOT/lib" -o look look.c "$ROOT/$B/libcrm.a"
	ASAN_OPTIONS=detect_leaks=0 ./look "$(basename "$1" .po)" < all > found.txt || fail "$(cat found.txt)"
	[ "$(cat found.txt)" -ge "$(grep -c '^msgid ' "$1")" ] || fail "$(cat found.txt) of $(grep -c '^msgid ' "$1")"
}

# what the build cannot take is refused with its place
refused() {
	printf 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n' > start
	for bad in 'msgid "a"\nmsgstr "\\x41"' 'msgctxt "a"' 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"' \
		'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] ""' 'msgid a' 'nonsense'; do
		{ cat start; printf "%b\n" "$bad"; } > xx.po
		run awk -f "$ROOT/lib/po/embed.awk" xx.po
		status 1
		grep -q '^xx.po:[0-9]*: ' err || fail "$bad"
	done
	# fuzzy and untranslated ones stay English
	{ cat start; printf '#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""\n'; } > xx.po
	run awk -f "$ROOT/lib/po/embed.awk" xx.po
	status 0
	grep -A 2 text_xx out | head -n 2 | tail -n 1 | grep -qx '0};'
}

it "a catalogue that cannot be embedded is refused" refused
for f in "$ROOT"/lib/po/*.po; do
	it "$(basename "$f"): the programs find what gettext finds" same_as_gettext "$f"
	it "$(basename "$f"): everything is translated" whole "$f"
	it "$(basename "$f"): is as make po writes it" settled "$f"
done
it "fr.po: typography" typography "$ROOT/lib/po/fr.po"
done_testing
