# The cases of the Mustache specification, through crm-remind --render.  They are fetched when the
# test runs (npm package mote: no licence of its own, so nothing of it is committed); a registry that
# does not answer is a skip, said aloud.
. "$(dirname "$0")/../lib.sh"

fetch() {
	need npm tar
	[ -d "$T/spec" ] && return
	(cd "$HOME" && timeout 60 npm pack --silent mote@0.2.0 > /dev/null 2>&1 &&
		tar xzf mote-0.2.0.tgz && mv package/spec/specs "$T/spec") ||
		{ echo "the npm registry does not answer"; exit 77; }
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
assert (total, different) == (112, 15), (total, different)
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
	[ $ran = 97 ] || fail "ran $ran cases"
	[ $bad = 0 ] || fail "$bad of $ran cases differ"
}

if [ -x "$BIN/crm-remind" ]; then
	it "renders the specification's cases" every_case
fi
done_testing
