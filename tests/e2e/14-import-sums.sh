# crm-log --import: of each shape of file the number of rows and their sum are what another program says.
. "$(dirname "$0")/../lib.sh"
. "$(dirname "$0")/../import.sh"

# rows of an event, and their sum as Miller adds it
sums() { mlr --icsv --onidx --ofs ' ' filter "\$event == \"$1\"" 'then' stats1 -a count,sum -f amount 'then' put '$amount_sum = fmtnum($amount_sum, "%.2lf")' b/journal.csv; }

shape() {
	need python3 mlr
	book acme
	want=$("$ROOT/tests/e2e/statements.py" "$1")
	event=payment
	[ "$1" != lines ] || event=invoice
	run crm-log --import --map=map.yaml in
	status 0
	is "$(sums $event)" "$want"
	# again, and in another order: nothing
	cp b/journal.csv before
	run crm-log -q --import --map=map.yaml in
	status 0
	cmp b/journal.csv before
}

# what the shipped files hold, read by python's own means and not by the filters
source_sums() {
	python3 - "$1" << 'X'
import csv, decimal, re, sys, xml.etree.ElementTree as et
name, D = sys.argv[1], decimal.Decimal
raw = open(name, 'rb').read()
if name.endswith('.xml'):
    ns = lambda t: t.rsplit('}', 1)[-1]
    v = []
    for e in et.fromstring(raw).iter():
        if ns(e.tag) == 'Ntry':
            have = {ns(c.tag): c.text for c in e}
            if have['Sts'] == 'BOOK':  # what is pending is not booked
                v.append(D(have['Amt']) * (1 if have['CdtDbtInd'] == 'CRDT' else -1))
elif name.endswith('.ofx'):
    v = [D(x) for x in re.findall(r'<TRNAMT>\s*([-+0-9.]+)', raw.decode())]
elif name.endswith('.qif'):
    v = [D(x.replace(',', '')) for x in re.findall(r'(?m)^T(.*?)\s*$', raw.decode())]
elif name.endswith('.sta'):
    v = [D(a.replace(',', '.') if not a.endswith(',') else a[:-1]) * (1 if s == 'C' else -1)
         for s, a in re.findall(r'(?m)^:61:\d{6}(?:\d{4})?R?([CD])[A-Z]?([0-9]+,[0-9]*)', raw.decode())]
elif name.endswith('statement.csv'):
    lines = list(csv.reader(raw.decode('cp1252').splitlines()[3:], delimiter=';'))
    at = lines[0].index('Crédit')
    v = [D(re.sub(r'[\s\u00a0]', '', r[at]).replace(',', '.')) for r in lines[1:] if len(r) > at and r[at].strip()]
else:
    v = [D(r['InvoiceAmount']) for r in csv.DictReader(raw.decode().splitlines())]
v = [x for x in v if x > 0]
print(len(v), '%.2f' % sum(v))
X
}

# each shipped file by its map, but for whose it is: all of it is there
shipped() {
	need python3 mlr
	local f event=payment
	f=$EX/$1
	book acme
	want=$(source_sums "$f")
	sed 's/client: {.*/client: acme/; s/ref: {.*/ref: X/; /^clients:/d; /when: \[/d' "$EX/$2.yaml" > map.yaml
	case $2 in
	invoices) event=invoice; sed 's/client: {.*/client: acme/; /^clients:/d' "$EX/$2.yaml" > map.yaml; cp "$f" in ;;
	bank) cp "$f" in; sed -i '/event: refund/,$d' map.yaml ;;
	*) "$EX/$2" "$f" > in ;;
	esac
	crm-log -q --import --map=map.yaml in
	is "$(sums $event)" "$want"
}

for s in boursobank credit-agricole credit-mutuel headerless ing sparkasse swiss revolut us-card indian lines; do
	it "a file like $s: all rows and their sum" shape $s
done
for f in statement.csv:bank statement.ofx:ofx statement.qif:qif statement.xml:camt053 statement.sta:mt940 receivables.csv:invoices; do
	it "${f%:*}: all rows and their sum" shipped "${f%:*}" "${f#*:}"
done
done_testing
