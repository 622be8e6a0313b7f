# The recipes of examples/packaging: that of Alpine is run by busybox, as abuild would; that of Nix is
# evaluated, and its flags given to make.  tests/package builds the package of Debian.
. "$(dirname "$0")/../lib.sh"
need make
P=$ROOT/examples/packaging
release=$(sed -n 's/^RELEASE := //p' "$ROOT/Makefile")

# what the tests of a build are run with is no flag of this one
quiet() { env -u MAKEFLAGS -u MFLAGS -u B "$@"; }

case $B in
*asan | *coverage)
	it "packaging is tested with the release build" true
	done_testing
	exit ;;
esac

# of_release FILE - it names the release of the Makefile, and no other
of_release() {
	case $1 in
	debian/changelog) grep -q "^crm-toolkit ($release-" "$P/$1" ;;
	alpine/APKBUILD) grep -qx "pkgver=$release" "$P/$1" ;;
	nix/default.nix) is "$(grep -o 'version = "[^"]*"' "$P/$1" | tail -n 1)" "version = \"$release\"" ;;
	esac || fail "$1 is not of $release"
}

# the licence of the Debian package is that of COPYING
licence() {
	diff <(sed -n '5,$p' "$ROOT/COPYING") \
		<(sed '1,/^License: ISC$/d' "$P/debian/copyright" | sed '1,/^License: ISC$/d; s/^ //; s/^\.$//')
}

# the shell, awk, sed, find and install of Alpine are those of busybox; apt fetches the library
alpine() {
	need busybox
	need git
	git -C "$ROOT" rev-parse > /dev/null 2>&1 || { echo 'needs a git checkout'; exit 77; }
	read -r sum file < <(sed -n 's/^\([0-9a-f]\{128\}\) */\1 /p' "$P/alpine/APKBUILD")
	mkdir bb src pkg
	timeout 60 /usr/lib/apt/apt-helper download-file "$(grep -o "http.*/$file" "$P/alpine/APKBUILD")" "src/$file" "SHA512:$sum" ||
		{ echo "no $file from Debian"; exit 77; }
	tar xzf "src/$file" -C src
	for p in $(busybox --list); do ln -s "$(command -v busybox)" bb/"$p"; done
	rm bb/ar bb/make 2> /dev/null || :
	git -C "$ROOT" archive --prefix="crm-$release/" HEAD | tar x -C src
	(cd "$ROOT" && git diff HEAD --binary) > changes
	[ ! -s changes ] || git -C "src/crm-$release" apply --whitespace=nowarn "$PWD/changes"
	echo "$release" > "src/crm-$release/VERSION"
	quiet env PATH="$PWD/bb:/usr/bin:/bin" srcdir="$PWD/src" pkgdir="$PWD/pkg" CFLAGS=-O0 CPPFLAGS= LDFLAGS=-Wl,--as-needed \
		busybox ash -euc '
		. "$1"
		for v in pkgname pkgver pkgrel pkgdesc url arch license makedepends source sha512sums; do
			eval "test -n \"\$$v\"" || { echo "no $v" >&2; exit 1; }
		done
		build
		package' - "$P/alpine/APKBUILD" > log 2>&1 || fail "$(tail log)"
	run pkg/usr/bin/crm-overdue -V
	out_is "crm-overdue $release"
	run pkg/usr/bin/crm-overdue --lang=fr -h
	out_has 'énumérer ce qui est dû'
	quiet make -s -o all -C "$ROOT" install DESTDIR="$PWD/here" PREFIX=/usr DOCDIR=/usr/share/doc/crm-toolkit UNITDIR=/none > log 2>&1
	rm -r here/none here/usr/bin pkg/usr/bin
	diff -r pkg here
	# what its checkdepends are for
	quiet make -n -C "$ROOT" check-unit check-golden > targets
}

nix() {
	need nix-instantiate
	need jq
	export NIX_STATE_DIR=$PWD/var NIX_LOG_DIR=$PWD/log.nix
	nix-instantiate --eval --strict --json --store dummy:// -E '
		let f = import (/. + builtins.getEnv "EXPRESSION");
			known = {
				lib.licenses = { isc = "ISC"; lgpl21Plus = "LGPL"; };
				lib.platforms.linux = [ "linux" ];
				stdenv.mkDerivation = x: x;
				fetchurl = x: x // { hash = builtins.stringLength x.sha256; };
				pkg-config = "pkg-config"; libyaml = "libyaml"; check = "check"; bash = "bash";
			};
			p = f known;
		in p // { src = "${p.src}"; asked = builtins.attrNames (removeAttrs (builtins.functionArgs f) (builtins.attrNames known)); }
		' > p.json 2> err || fail "$(cat err)"
	is "$(jq -r .version p.json)" "$release"
	[[ $(jq -r .src p.json) == /*-crm-toolkit-source ]] # its files were read
	is "$(jq -c .asked p.json)" '["libcsv"]'
	is "$(jq -r '.buildInputs[0].src.hash' p.json)" 64
	mapfile -t flags < <(jq -r '.makeFlags[]' p.json)
	[ ${#flags[@]} = 2 ]
	quiet env out="$PWD/out" make -s -o all -C "$ROOT" "${flags[@]}" install > log 2>&1 || fail "$(cat log)"
	[ -x out/bin/crm-log ]
	[ -s out/share/man/man7/crm.7 ]
	quiet make -s -o all -C "$ROOT" install DESTDIR="$PWD/here" PREFIX=/usr > log 2>&1
	diff -r out here/usr
	read -ra checks < <(jq -r .checkTarget p.json)
	quiet make -n -C "$ROOT" "${checks[@]}" > targets
}

for f in debian/changelog alpine/APKBUILD nix/default.nix; do it "$f is of this release" of_release $f; done
it "Debian: the licence" licence
it "Alpine: the functions of the APKBUILD, by busybox" alpine
EXPRESSION=$P/nix/default.nix
export EXPRESSION
it "Nix: the expression is evaluated, its flags install" nix
done_testing
