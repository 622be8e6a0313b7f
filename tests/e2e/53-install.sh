# make install, uninstall, dist, and the programs from where they were installed.
. "$(dirname "$0")/../lib.sh"
need make

# from_source TARGET... - make, with what is built: other tests run the same programs at this moment
from_source() { env -u MAKEFLAGS -u MFLAGS make -s -o all -C "$ROOT" "$@"; }

case $B in
*asan | *coverage)
	it "install is tested with the release build" true
	done_testing
	exit ;;
esac

# an installation below $T/root, made once
install_once() {
	[ -e "$T/root" ] || from_source install DESTDIR="$T/root" PREFIX=/usr > "$T/install.log" 2>&1 ||
		fail "$(cat "$T/install.log")"
	U=$T/root/usr
}

everything() {
	install_once
	for p in $(programs); do
		[ -x "$U/bin/$p" ]
		[ -s "$U/share/bash-completion/completions/$p" ]
	done
	for f in "$ROOT"/man/*.[157]; do
		cmp "$f" "$U/share/man/man${f##*.}/$(basename "$f")"
	done
	for f in "$ROOT"/lib/templates/*/* "$ROOT"/lib/data/*; do
		cmp "$f" "$U/share/crm/${f#"$ROOT"/lib/}"
	done
	# what the pages and README send the reader to
	for f in README COPYING $(cd "$ROOT" && git ls-files examples 2> /dev/null || echo examples/crm.sh); do
		cmp "$ROOT/$f" "$U/share/doc/crm/$f"
		[ ! -x "$ROOT/$f" ] || [ -x "$U/share/doc/crm/$f" ] || fail "$f cannot be run"
	done
	for f in "$ROOT"/examples/systemd/*; do cmp "$f" "$U/lib/systemd/user/$(basename "$f")"; done
	# a completion is there for each shell that the programs know, and holds what they print
	for s in bash:bash-completion/completions/crm-log zsh:zsh/site-functions/_crm-log fish:fish/vendor_completions.d/crm-log.fish; do
		crm-log --completion="${s%%:*}" > script
		cmp script "$U/share/${s#*:}"
	done
	# readable by all, whatever the umask of who installs
	! find "$T/root" -type f ! -perm -444 | grep . || fail 'not readable'
	! find "$T/root" -type d ! -perm -555 | grep . || fail 'closed folders'
	# nothing of the build tree's path in a program
	! grep -lF "$ROOT" "$U"/bin/* || fail 'the path of the source is in a program'
}

strict_umask() {
	(umask 077 && from_source install DESTDIR="$PWD/root" PREFIX=/opt/crm) > log 2>&1 || fail "$(cat log)"
	! find root -mindepth 1 ! -perm -444 | grep . || fail 'not readable by others'
}

# bare ... - from the installed place, with nothing in the environment
bare() {
	local program=$1
	shift
	env -i "$U/bin/$program" "$@"
}

french() {
	install_once
	cp -r "$ROOT/examples/book" book
	run env -i LC_ALL=C.UTF-8 LANGUAGE=fr "$U/bin/crm-overdue" --help
	status 0
	out_has 'usage : crm-overdue'
	run env -i LANG=fr_FR.UTF-8 "$U/bin/crm-overdue" -C nowhere
	status 2
	err_has 'aucun registre ici'
	run bare crm-overdue --lang=fr -C book -t 2026-06-15 -f table
	status 0
	out_has 'échéance'
	# CSV is never translated
	run bare crm-overdue --lang=fr -C book -t 2026-06-15
	cp out fr.csv
	run bare crm-overdue --lang=en -C book -t 2026-06-15
	cmp out fr.csv
}

bare_environment() {
	install_once
	cp -r "$ROOT/examples/book" book
	for p in $(programs); do
		run bare "$p" --version
		status 0
	done
	run bare crm-overdue -C book -t 2026-06-15 -f csv
	status 0
	cp out report
	run bare crm-remind -C book -t 2026-06-15 report
	status 0
	out_has 'Mise en demeure'
}

# the tables, letters and translations are carried inside the programs
without_data() {
	install_once
	cp -r "$U/bin" bin
	cp -r "$ROOT/examples/book" book
	run env -i bin/crm-overdue -C book -t 2026-06-15 -f csv
	status 0
	out_has '31.99'
	cp out report
	run env -i bin/crm-remind -C book -t 2026-06-15 report
	status 0
	out_has 'Mise en demeure'
	run env -i bin/crm-overdue --lang=fr --help
	out_has 'usage : crm-overdue'
}

nothing_left() {
	install_once
	mkdir -p "$U/share/crm-neighbour"
	touch "$U/share/crm-neighbour/file" "$U/bin/other"
	from_source uninstall DESTDIR="$T/root" PREFIX=/usr
	is "$(cd "$T/root" && find . -type f | sort | tr '\n' ' ')" './usr/bin/other ./usr/share/crm-neighbour/file '
}

twice() {
	for i in 1 2; do
		from_source install DESTDIR="$PWD/$i" PREFIX=/usr > log 2>&1 || fail "$(cat log)"
	done
	diff -r 1 2
}

# blanks and quotes in DESTDIR and PREFIX are part of the path
odd_paths() {
	local d="$PWD/l'été, \"root\"" p="/opt/l'outil (2)"
	from_source install DESTDIR="$d" PREFIX="$p" > log 2>&1 || fail "$(cat log)"
	from_source install DESTDIR="$PWD/plain" PREFIX=/usr > log 2>&1 || fail "$(cat log)"
	diff -r "$d$p" plain/usr
	from_source uninstall DESTDIR="$d" PREFIX="$p" > log 2>&1 || fail "$(cat log)"
	is "$(find . -type f ! -path './plain/*' ! -name log)" ''
}

# the archive builds without git, in a folder of any name
dist() {
	need git
	git -C "$ROOT" rev-parse > /dev/null 2>&1 || { echo 'needs a git checkout'; exit 77; }
	# the archive is that of the commit; a tree that is dirty may not be so next time
	git clone -q "$ROOT" clone
	echo >> clone/README
	run env -u MAKEFLAGS -u MFLAGS make -s -C clone dist
	err_is 'what is not committed is left out'
	[[ $(tail -n 1 out) != *dirty* ]] || fail "$(cat out)"
	from_source dist > log
	mkdir "l'été 2026"
	tar xzf "$ROOT/$(tail -n 1 log)" -C "l'été 2026"
	cd "l'été 2026"/crm-*/ || exit
	[ -s VERSION ]
	env -u MAKEFLAGS -u MFLAGS make -s CFLAGS=-O0 all > ../log 2>&1 || fail "$(tail ../log)"
	[ ! -s ../log ] || fail "$(cat ../log)"
	run build/release/bin/crm-overdue -V
	out_is "crm-overdue $(cat VERSION)"
	run env -u MAKEFLAGS -u MFLAGS make -s CFLAGS=-O0 demo
	status 0
	grep '^  export' out > next
	run bash -ec '. ./next; crm-overdue -V'
	out_is "crm-overdue $(cat VERSION)"
}

# 0.1.0 where its tag is; one commit further the commit is behind it; without git the release alone
version() {
	need git
	release=$(sed -n 's/^RELEASE := //p' "$ROOT/Makefile")
	[[ $release =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "$release"
	mkdir r
	cp "$ROOT/Makefile" r
	named() { env -u MAKEFLAGS -u MFLAGS GIT_CEILING_DIRECTORIES="$PWD" make -s -C r B=b b/gen/config.h && sed -n 's/.*VERSION "\(.*\)"/\1/p' r/b/gen/config.h; }
	is "$(named)" "$release"
	git -C r init -q
	echo b > r/.gitignore
	git -C r add -A
	git -C r -c user.name=x -c user.email=x@x.example commit -qm one
	[[ $(named) =~ ^$release\+g[0-9a-f]{7,}$ ]] || fail "$(named)"
	git -C r tag "$release"
	is "$(named)" "$release"
	git -C r tag elsewhere
	echo >> r/Makefile
	is "$(named)" "$release-dirty"
	git -C r -c user.name=x -c user.email=x@x.example commit -qam two
	[[ $(named) =~ ^$release\+g[0-9a-f]{7,}$ ]] || fail "$(named)"
	echo 9.9 > r/VERSION
	is "$(named)" 9.9
}

it "the version" version
it "everything is installed, readable by all" everything
it "also under umask 077" strict_umask
it "twice gives the same" twice
it "blanks and quotes in DESTDIR and PREFIX" odd_paths
it "French from the installed place" french
it "an empty environment" bare_environment
it "programs alone, without their share" without_data
it "the archive builds without git" dist
it "uninstall leaves nothing" nothing_left
done_testing
