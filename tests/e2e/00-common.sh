# What all programs share: --help, --version, wrong options, outputs that fail (crm(7)).
. "$(dirname "$0")/../lib.sh"

help_fits() {
	run "$1" --help
	status 0
	err_is ''
	out_has "usage: $1 "
	out_has "$1 --help=all"
	cp out brief
	for l in en fr; do
		run "$1" --lang=$l --help
		status 0
		[ "$(wc -L < out)" -le 80 ] || fail "$l: a line is wider than 80 columns"
		[ "$(wc -l < out)" -le 24 ] || fail "$l: longer than a screen"
		run "$1" --lang=$l --help=all
		status 0
		[ "$(wc -L < out)" -le 80 ] || fail "$l: a line of all is wider than 80 columns"
	done
	# what the screen names, all of it has
	run "$1" --help=all
	out_has "--today=DATE"
	grep -E -e "  $1 [^|]*$" brief | grep -oE -e '--[a-z][a-z-]+' | sort -u > named
	grep -oE -e '--[a-z][a-z-]+' out | sort -u > there
	comm -23 named there > missing
	[ ! -s missing ] || fail "no option: $(cat missing)"
	run "$1" --help=short
	status 2
	err_has "--help: 'short' must be one of all"
}

version() {
	run "$1" -V
	status 0
	grep -Eqx "$1 [0-9a-zA-Z.+-]+" out
}

needs_no_book() {
	run env -i "$BIN/$1" --help
	status 0
	run env -i "$BIN/$1" -V
	status 0
}

wrong_option() {
	run "$1" --no-such-option
	status 2
	out_is ''
	err_is "$1: unknown option '--no-such-option'; try $1 --help"
	run "$1" --tod=2026-01-01
	status 2
	err_has "write option '--today' in full"
	run "$1" --today
	status 2
	err_has "needs an argument"
	run "$1" --quiet=1
	status 2
	err_has "'--quiet' takes no argument"
	run "$1" --color=pink
	status 2
	err_has "$1: --color: 'pink' must be one of auto, always, never"
}

# by option, locale and policy, in a bare C.UTF-8 and in C
french() {
	run "$1" --lang=fr --help
	status 0
	out_has "usage : $1 "
	out_has "$1 --help=all"
	run "$1" --lang=fr --help=all
	out_has "afficher la version"
	run env LC_ALL=C "$1" --lang=fr --help
	out_has "usage : $1 "
	run env LANGUAGE=fr "$1" --no-such-option
	err_is "$1: option inconnue « --no-such-option » ; essayez $1 --help"
	run env LC_ALL=fr_FR.UTF-8 "$1" --help
	out_has "usage : $1 "
	run env LC_ALL=C LANGUAGE=fr "$1" --help
	out_has "usage: $1 "
	# what is wrong with the command line is said as the policy says
	mkdir book
	echo 'id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note' > book/journal.csv
	echo 'lang: fr' > book/policy.yaml
	run "$1" -C book --color=pink
	status 2
	err_has "« pink » doit être l'un de : auto, always, never"
	run "$1" -C book --lang=en -o no/where
	err_is "$1: no/where: cannot make the file: No such file or directory"
	run "$1" -C book -o no/where
	err_has ": ce fichier ou ce dossier n'existe pas"
	run "$1" -C book --lang=en --color=pink
	err_has "'pink' must be one of"
}

no_book() {
	run "$1" -C nowhere
	status 2
	out_is ''
	err_has "$1: "
	err_has nowhere
}

full_disk() {
	for o in --help -V; do
		st=0
		"$1" $o > /dev/full 2> err || st=$?
		is "$st" 4
		err_has "$1: cannot write standard output: "
		st=0
		"$1" $o 2> err >&- || st=$?
		is "$st" 4
		err_has "$1: cannot write standard output: "
	done
}

reader_left() {
	gone_reader "$1" --help
	is "$st" 141
	trap '' PIPE
	gone_reader "$1" --help
	is "$st" 141
}

# every option of --help is completed, and the scripts are such as the shells take
completion() {
	run "$1" --help=all
	grep -oE -e '^ +(-., )?--[a-z][a-z-]+' out | grep -oE -e '--[a-z][a-z-]+' | sort -u > options
	[ "$(wc -l < options)" -gt 20 ]
	run "$1" --complete -- --
	status 0
	cut -f1 out | tr -d = | sort > offered
	while read -r o; do grep -qxe "$o" offered || fail "not completed: $o"; done < options
	for s in zsh fish; do
		run "$1" --completion=$s
		status 0
		command -v $s > /dev/null || continue
		$s -n out
	done
	run "$1" --completion=bash
	status 0
	bash -n out
	cp out script
	# shellcheck disable=SC1091
	. ./script
	# shellcheck disable=SC2034
	COMP_WORDS=("$1" --tod) COMP_CWORD=1
	compopt() { :; }
	"_${1//-/_}"
	is "${COMPREPLY[*]}" "--today="
}

for p in $(programs); do
	it "$p: --help fits a screen" help_fits "$p"
	it "$p: version" version "$p"
	it "$p: --help needs no book and no environment" needs_no_book "$p"
	it "$p: wrong options" wrong_option "$p"
	it "$p: no such book" no_book "$p"
	it "$p: French" french "$p"
	it "$p: full disk and closed output" full_disk "$p"
	it "$p: the reader of the pipe left" reader_left "$p"
	it "$p: completion" completion "$p"
done
done_testing
