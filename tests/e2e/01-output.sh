# -o FILE, formats of an empty report, --today: what the reports share (crm(7)).
. "$(dirname "$0")/../lib.sh"

book() {
	mkdir -p book/clients
	echo 'id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note' > book/journal.csv
	export CRM_DIR=$PWD/book
}

out_file() {
	book
	run "$1"
	status 0
	cp out want.csv
	run "$1" -o new.csv
	status 0
	out_is ''
	cmp want.csv new.csv
	is "$(stat -c %a new.csv)" 600
	echo old > there.csv
	chmod 640 there.csv
	ln -s there.csv link.csv
	run "$1" --output=link.csv
	status 0
	cmp want.csv there.csv
	[ -L link.csv ]
	is "$(stat -c %a there.csv)" 640
	run "$1" -o -
	file_is out "$(cat want.csv)"
	# nothing is left beside them
	is "$(find . -name '.*' -type f)" ''
}

out_fails() {
	book
	run "$1" -o /dev/full
	status 4
	err_has "$1: /dev/full: cannot write: "
	run "$1" -o no/such/folder.csv
	status 2
	err_has "no/such/folder.csv: "
	run "$1" -o book
	status 2
	echo old > kept.csv
	run "$1" -o kept.csv --today=never
	status 2
	is "$(cat kept.csv)" old
}

out_is_input() {
	book
	run "$1" -o book/journal.csv
	status 2
	err_has "is the input 'journal.csv'"
	is "$(wc -l < book/journal.csv)" 1
	run "$1" -o book/clients/acme.yaml
	status 2
	[ ! -e book/clients/acme.yaml ]
	cp book/journal.csv in.csv
	run sh -c '"$1" -o in.csv < in.csv' - "$1"
	status 2
	cmp in.csv book/journal.csv
}

empty() {
	book
	run "$1" -f json
	out_is '[]'
	run "$1" -f yaml
	out_is '[]'
	run "$1" --no-header
	out_is ''
	for f in csv tsv json ndjson yaml table; do
		run "$1" -f $f --quiet-empty -e
		status 0
		out_is ''
	done
	run "$1" -f xml
	status 2
	err_has "--format: 'xml' must be one of csv, tsv, json, ndjson, yaml, table"
}

today() {
	book
	run "$1" --today=2026-02-30
	status 2
	err_has "--today: '2026-02-30' is not a valid date"
	run env CRM_TODAY=soon "$1"
	status 2
	err_has "CRM_TODAY: 'soon' is not a valid date"
	run env CRM_TODAY=soon "$1" --today=2026-02-28
	status 0
	# the clock turns into civil time only where it is asked
	echo 'timezone: Mars/Olympus' > book/policy.yaml
	run env CRM_TODAY=2026-02-28 "$1"
	status 0
	run "$1"
	status 2
	err_has timezone
}

# the folder of the book: -C, CRM_DIR, XDG_DATA_HOME, HOME; each is told by its own wrong key
where() {
	for d in a b x/crm h/.local/share/crm; do
		mkdir -p "$d"
		echo "${d%%/*}_key: 1" > "$d/policy.yaml"
	done
	export HOME=$PWD/h XDG_DATA_HOME=$PWD/x CRM_DIR=$PWD/b
	run "$1" -C a
	err_has a_key
	run "$1"
	err_has b_key
	export CRM_DIR=
	run "$1"
	err_has x_key
	export XDG_DATA_HOME=relative
	run "$1"
	err_has h_key
	unset HOME
	run "$1"
	status 2
	err_has HOME
}

for p in crm-overdue crm-risk; do
	[ -x "$BIN/$p" ] || continue
	it "$p: -o writes a whole file" out_file "$p"
	it "$p: -o fails loudly and keeps what was there" out_fails "$p"
	it "$p: -o is no input" out_is_input "$p"
	it "$p: formats of an empty report" empty "$p"
	it "$p: --today over CRM_TODAY over the clock" today "$p"
	it "$p: where the book is" where "$p"
done
done_testing
