#!/usr/bin/env python3
"""statements.py SHAPE - a statement of 300 rows as a bank or a shop writes it, with its map, in the files
`in` and `map.yaml`; on standard output the number of payments in it and their sum, which it knows from
the numbers that it wrote, not by reading them back."""
import csv
import decimal
import io
import random
import sys

shape = sys.argv[1]
rng = random.Random(shape)
D = decimal.Decimal
rows = [(rng.randrange(1, 29), rng.randrange(1, 6), D(rng.choice([1, 1, 1, -1]) * rng.randrange(1, 10 ** rng.randrange(3, 8))) / 100)
        for _ in range(300)]
labels = ['VIR SEPA M. NOÉ "L\'ŒUVRE"', 'PRLV EDF; contrat 12', 'CB 12/04 SHOP\nsuite du libellé', 'REMISE, CHÈQUE', '=SOMME(A1)', '']
count = sum(1 for r in rows if r[2] > 0)
total = sum(r[2] for r in rows if r[2] > 0)


def fr(v, mark=' ', sign=True):
    """1 234,56"""
    s = ','.join(p.replace(',', mark) for p in f'{abs(v):,.2f}'.split('.'))
    return ('-' if v < 0 and sign else '') + s


def table(header, line, **kw):
    out = io.StringIO()
    w = csv.writer(out, **kw)
    if header:
        w.writerow(header)
    for i, r in enumerate(rows):
        w.writerow(line(i, *r))
    return out.getvalue()


def label(i):
    return labels[i % len(labels)]


def events(at, amount, extra=''):
    return f'events: [{{event: payment, client: acme, {extra}at: {{column: {at}}}, amount: {{column: {amount}, sign: positive}}}}]'


encoding, bom = 'utf-8', b''
if shape == 'boursobank':
    text = table(['dateOp', 'dateVal', 'label', 'category', 'amount', 'accountbalance'],
                 lambda i, d, m, v: [f'2026-{m:02}-{d:02}', '', label(i), 'Virements', fr(v, ' '), '999,99'],
                 delimiter=';', lineterminator='\n')
    text, bom = text, b'\xef\xbb\xbf'
    head = ['delimiter: ";"', 'decimal: ","', 'thousands: " "', 'date: YYYY-MM-DD', events('dateOp', 'amount')]
elif shape == 'credit-agricole':
    text = 'Téléchargement du 15/06/2026;\n\nM. X\nSolde au 14/06;12 345,67 €\n\n' + table(
        ['Date', 'Libellé', 'Débit euros', 'Crédit euros', ''],
        lambda i, d, m, v: [f'{d:02}/{m:02}/2026', label(i).replace('Œ', 'OE'), fr(v, '\xa0', False) if v < 0 else '',
                            fr(v, '\xa0') if v > 0 else '', ''], delimiter=';', lineterminator='\r\n')
    encoding = 'cp1252'
    head = ['delimiter: ";"', 'encoding: windows-1252', 'header: "Date;Libell"', 'decimal: ","', 'thousands: " "',
            'date: DD/MM/YYYY', events('Date', '"Crédit euros"', 'when: {column: "Crédit euros", filled: yes}, ')]
elif shape == 'credit-mutuel':
    text = table(['Date', 'Date de valeur', 'Montant', 'Libellé', 'Solde'],
                 lambda i, d, m, v: [f'{d:02}/{m:02}/2026', '', fr(v, ''), label(i).replace('\n', ' ').replace('"', ''), '1'],
                 delimiter=';', lineterminator='\n', quoting=csv.QUOTE_NONE, escapechar='\\').replace('\\;', ',')
    encoding = 'iso-8859-15'
    head = ['delimiter: ";"', 'encoding: iso-8859-15', 'decimal: ","', 'date: DD/MM/YYYY', 'quotes: none', events('Date', 'Montant')]
elif shape == 'headerless':
    text = table(None, lambda i, d, m, v: [f'{d:02}/{m:02}/2026', label(i), f'{v:.2f}'], delimiter=',', lineterminator='\n')
    text += 'TOTAL,,0\n'
    head = ['columns: [day, what, sum]', 'decimal: "."', 'date: DD/MM/YYYY', 'rows: {column: day, like: "??/??/????"}', events('day', 'sum')]
elif shape == 'ing':
    text = table(['Datum', 'Naam', 'Af Bij', 'Bedrag (EUR)'],
                 lambda i, d, m, v: [f'2026{m:02}{d:02}', label(i), 'Bij' if v > 0 else 'Af', fr(v, '', False)],
                 delimiter=';', lineterminator='\r\n', quoting=csv.QUOTE_ALL)
    head = ['delimiter: ";"', 'decimal: ","', 'date: YYYYMMDD', events('Datum', '"Bedrag (EUR)"', 'when: {column: "Af Bij", is: Bij}, ')]
elif shape == 'sparkasse':
    text = table(['Buchungstag', 'Verwendungszweck', 'Betrag', 'Waehrung'],
                 lambda i, d, m, v: [f'{d:02}.{m:02}.26', label(i).replace('Œ', 'OE').replace('\n', ' '), fr(v, '.'), 'EUR'],
                 delimiter=';', lineterminator='\r\r\n', quoting=csv.QUOTE_ALL)
    encoding = 'cp1252'
    head = ['delimiter: ";"', 'encoding: windows-1252', 'decimal: ","', 'thousands: "."', 'date: DD.MM.YY',
            events('Buchungstag', 'Betrag', 'currency: {column: Waehrung}, ')]
elif shape == 'swiss':
    text = table(['Date', 'Text', 'Amount'], lambda i, d, m, v: [f'{d}.{m}.2026', label(i), f'{v:,.2f}'.replace(',', "’")],
                 delimiter='\t', lineterminator='\n')
    head = ['delimiter: tab', 'decimal: "."', "thousands: \"'\"", 'date: D.M.YYYY', events('Date', 'Amount')]
elif shape == 'revolut':
    text = table(['Type', 'Started Date', 'Completed Date', 'Amount', 'Fee', 'Currency', 'State'],
                 lambda i, d, m, v: ['TRANSFER', '', f'2026-{m:02}-{d:02} 23:59:{i % 60:02}', f'{v + 1 if v > 0 else v:.2f}', '1.00', 'eur', 'COMPLETED'],
                 lineterminator='\n')
    head = ['decimal: "."', 'date: YYYY-MM-DD hh:mm:ss',
            'events: [{event: payment, client: acme, when: {column: State, not: [PENDING, REVERTED]}, at: {column: Completed Date}, '
            'currency: {column: Currency}, amount: {column: Amount, minus: Fee, sign: positive}}]']
    rows = [(d, m, v if v > 0 else v - 2) for d, m, v in rows]
elif shape == 'us-card':
    text = table(['Transaction Date', 'Description', 'Amount'],
                 lambda i, d, m, v: [f'{m}/{d}/2026 {1 + i % 12}:05 PM', label(i), f'(${-v:,.2f})' if v < 0 else f'${v:,.2f}'],
                 lineterminator='\r')
    text = text.replace('\nsuite', ' suite')
    head = ['decimal: "."', 'thousands: ","', 'symbol: "$"', 'date: M/D/YYYY hh:mm AM', events('Transaction Date', 'Amount')]
elif shape == 'indian':
    text = table(['Txn Date', 'Narration', 'Amount'], lambda i, d, m, v: [f'{d:02} {"Jan Feb Mar Apr May".split()[m - 1]} 2026', label(i), f'{abs(v):,.2f} {"CR" if v > 0 else "DR"}'],
                 lineterminator='\n')
    head = ['decimal: "."', 'thousands: ","', 'credit: CR', 'debit: DR', 'date: DD MMM YYYY', events('Txn Date', 'Amount')]
elif shape == 'lines':  # an invoice a row a line of it
    text = table(['InvoiceNumber', 'InvoiceDate', 'LineAmount'],
                 lambda i, d, m, v: [f'INV-{i // 3:04}', f'{i // 3 % 28 + 1:02}/05/2026', f'{abs(v):.2f}'], lineterminator='\n')
    head = ['decimal: "."', 'date: DD/MM/YYYY', 'key: [InvoiceNumber]',
            'events: [{event: invoice, client: acme, ref: {column: InvoiceNumber}, at: {column: InvoiceDate}, due: {terms: 30d}, '
            'amount: {column: LineAmount, sum: true}}]']
    count, total = 100, sum(abs(r[2]) for r in rows)
else:
    sys.exit('no such shape')
with open('in', 'wb') as f:
    f.write(bom + text.encode(encoding))
with open('map.yaml', 'w', encoding='utf-8') as f:
    f.write('\n'.join(head) + '\n')
print(count, f'{total:.2f}')
