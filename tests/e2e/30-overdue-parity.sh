# crm-overdue against a second implementation (tests/reference/overdue.py), byte for byte: random books,
# every day of a month, every kind, rows in any order, books split by client.
. "$(dirname "$0")/../lib.sh"

# CRM_PARITY: seconds to look for a difference
parity() {
	need /usr/bin/python3
	/usr/bin/python3 -c 'import yaml' || { echo "needs python3-yaml"; exit 77; }
	/usr/bin/python3 "$ROOT/tests/reference/overdue_parity.py" "$BIN/crm-overdue" "$PWD" "$1" || fail "they differ"
}

# a difference is found: the reference with a rule bent says no
bent() {
	need /usr/bin/python3
	/usr/bin/python3 -c 'import yaml' || { echo "needs python3-yaml"; exit 77; }
	mkdir -p t/tests/reference t/lib
	cp -r "$ROOT/lib/data" t/lib
	cp "$ROOT"/tests/reference/overdue*.py t/tests/reference
	sed -i 's/self.now > due if not/self.now >= due if not/' t/tests/reference/overdue.py
	mkdir books
	run /usr/bin/python3 t/tests/reference/overdue_parity.py "$BIN/crm-overdue" books 5 1
	status 1
	out_has "differs: "
}

it "P5: crm-overdue and its reference give the same bytes" parity "${CRM_PARITY:-15}"
it "a rule bent in the reference is seen" bent
done_testing
