#!/usr/bin/python3
"""An act that names a letter, the list of letters and the letters themselves agree.

    letters_fit.py BIN FOLDER BOOKS SEED

In random books, on some days: each letter that crm-remind --letters names can be drafted, and stands beside
a row of crm-overdue whose act asks for it; each act that asks for a letter, and is not held, has its row."""
import csv, os, random, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import overdue
from overdue_parity import CLIENTS, Maker, lines, policy, profile, write

# what an act asks for, whatever the kind of the row
ACTS = {'calm': 'empathy', 'apologise': 'apology', 'gesture': 'positive-note', 'explain': 'price',
    'limits': 'limit', 'disagree': 'disagree', 'end-mission': 'renewal-review', 'review': 'renewal-review',
    'checkin': 'planning', 'contact': 'silence', 'followup': 'after-delivery', 'recommend': 'reference-request',
    'vet': 'ask-references', 'frame': 'frame', 'ask-offer': 'clarify', 'new-date': 'promise-late', 'diagnose': 'empathy'}
KINDS = {'new-date': ('promise',), 'diagnose': ('incident',)}

def make(folder, seed):
    rnd, book = random.Random(seed), os.path.join(folder, f'letters-{seed}')
    m = Maker(rnd)
    m.make()
    os.makedirs(os.path.join(book, 'clients'))
    write(book, lines(m.rows))
    files = {'policy.yaml': policy(rnd)}
    for c in CLIENTS:
        own = [x for x in profile(rnd) if not x.startswith(('name', 'people', 'post'))]
        files[f'clients/{c}.yaml'] = ['name: X', 'people: [{name: Jo Doe, email: jo@x.example}]', *own]
    for name, text in files.items():
        open(os.path.join(book, name), 'w', encoding='utf-8', opener=lambda p, f: os.open(p, f, 0o600)).write('\n'.join(text) + '\n')
    return book, [overdue.when(d, None) for d in rnd.sample(m.days, 4)]

def run(folder, program, book, today, *options):
    p = subprocess.run([os.path.join(folder, program), '-C', book, '-t', today, *options], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    if p.returncode not in (0, 3): sys.exit(f'{program} -C {book} -t {today} {" ".join(options)}: status {p.returncode}\n{p.stderr.decode()}')
    return list(csv.DictReader(p.stdout.decode().splitlines()))

def check(bin_folder, book, today, met):
    listed = run(bin_folder, 'crm-overdue', book, today, '--within=morning', '-f', 'csv')
    letters = run(bin_folder, 'crm-remind', book, today, '--letters', '-f', 'csv')
    asked = {(r['client'], r['kind'], r['due']): ACTS[r['action']] for r in listed
        if r['action'] in ACTS and not r['held'] and r['kind'] in KINDS.get(r['action'], (r['kind'],))}
    has = {(r['client'], r['kind'], r['due'], r['template']) for r in letters}
    for key, template in asked.items():
        if (*key, template) not in has: sys.exit(f'{book} {today}: {key} asks for {template}, and has no letter')
    held = {(r['client'], r['kind'], r['due']) for r in listed if r['held'] or r['action'] == 'wait'}
    free = {(r['client'], r['kind'], r['due']) for r in listed if not r['held'] and r['action'] != 'wait'}
    for r in letters:
        key = r['client'], r['kind'], r['due']
        if key in held - free: sys.exit(f'{book} {today}: {r["template"]} for {key}, which waits')
        run(bin_folder, 'crm-remind', book, today, '--template=' + r['template'], '--client=' + r['client'], *(['--ref=' + r['ref']] if r['ref'] else []))
        met.add(r['template'])

def main(bin_folder, folder, books, seed):
    met = set()
    for n in range(int(seed), int(seed) + int(books)):
        book, days = make(folder, n)
        for today in days: check(bin_folder, book, today, met)
    print(f'{books} books from seed {seed}: ' + ' '.join(sorted(met)))

if __name__ == '__main__': main(*sys.argv[1:])
