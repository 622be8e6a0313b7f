#!/usr/bin/env python3
"""Random books against the reference: the report of crm-risk must be the same, byte for byte.

  risk_books.py PROGRAM FIRST COUNT [ROWS]     compares COUNT books from seed FIRST on
  risk_books.py --write DIR SEED [ROWS]        writes one book, prints its day

Few refs, days and minutes close together, so that rows meet: what is rare in life is common here.
"""
import datetime, os, random, subprocess, sys, tempfile

sys.dont_write_bytecode = True
import risk_reference as ref

TODAY = datetime.date(2026, 6, 30)
INCIDENTS = [*ref.KINDS, 'no-show', 'unheard-of', '']
EVENTS = ('invoice payment payment payment credit refund writeoff dispute renegotiate mission renew end deadline delivered '
          'result promise clarify kept broken contact contact contact contact contact contact checkin incident incident '
          'conflict doubt resolve resolve apology gesture goodwill referral interest disagree frame satisfied staff '
          'control control change challenge absence void reminder note hold contract offer diagnose next self letter').split()
NEED_REF = set('''invoice writeoff dispute waive acknowledge renegotiate reminder letter claim offer accepted declined contract
 mission renew deadline delivered result next promise clarify kept broken conflict doubt diagnose concession apology gesture
 resolve void'''.split())
MONEY = {'invoice', 'payment', 'credit', 'refund'}


def uuid(r):
    h = f'{r.getrandbits(128):032x}'
    return f'{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}'


def day(r, span, ahead=0):
    return TODAY - datetime.timedelta(days=r.randrange(-ahead, span))


def row(r, client, span, ids):
    e = r.choice(EVENTS)
    at = day(r, span, 3).isoformat()
    if r.random() < .5:
        at += f'T{r.choice((0, 9, 9, 12, 17, 23)):02d}:{r.choice((0, 0, 30, 59)):02d}'
    x = dict.fromkeys(ref.COLUMNS, '')
    x.update(id=uuid(r), at=at, client=client, event=e, by=r.choice(('', 'me', 'client', 'client', 'both')))
    if e in NEED_REF or r.random() < (.75 if e == 'end' else .3):
        x['ref'] = r.choice(('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'))
    if e == 'void':
        x['ref'] = r.choice(ids) if ids and r.random() < .9 else r.choice((uuid(r), 'nothing'))
    if e in MONEY:
        x['amount'] = r.choice(('0', '1', '99.99', '100', '100.00', '250.5', '1000', '1000000000'))
        x['currency'] = r.choice(('', '', 'EUR', 'EUR', 'USD'))
    if e in ('invoice', 'deadline', 'promise', 'clarify', 'renegotiate', 'absence', 'mission') and r.random() < .85:
        x['due'] = day(r, span, 30).isoformat() + ('T12:00' if r.random() < .1 else '')
        if e == 'absence' and r.random() < .7:
            x['due'] = (datetime.date.fromisoformat(at[:10]) + datetime.timedelta(days=r.randrange(-2, 9))).isoformat()
    if e == 'incident':
        x['kind'] = r.choice(INCIDENTS)
    if e == 'staff':
        x['kind'] = r.choice(('illness', 'refocus', 'other', ''))
    if r.random() < .4:
        x['level'] = r.choice('12345')
    if e in ('contact', 'checkin'):
        x['channel'] = r.choice(('', 'email', 'email', 'sms', 'chat', 'phone', 'visio', 'meet'))
        x['tags'] = ' '.join(t for t in ('noreply', 'missed', 'tone=angry', 'tone=warm', 'missedx') if r.random() < .12)
    return x


def line(r, x):
    def cell(k, v):
        return '"' + v.replace('"', '""') + '"' if set(v) & set(',"') or r.random() < .02 and k != 'id' else v
    return ','.join(cell(k, v) for k, v in x.items())


STORIES = (('invoice', 'payment', 'dispute', 'resolve', 'renegotiate', 'refund', 'credit', 'writeoff', 'payment'),
           ('deadline', 'clarify', 'delivered', 'clarify', 'broken'), ('promise', 'clarify', 'kept', 'clarify', 'broken'),
           ('mission', 'renew', 'end', 'renew', 'result'), ('conflict', 'doubt', 'doubt', 'incident', 'resolve', 'resolve'),
           ('control', 'change', 'challenge', 'control', 'change', 'control', 'change', 'control'))


def story(r, client, span, ids):
    """Rows of one ref, days apart: an invoice paid in time, a promise kept, or nearly."""
    events, ref_ = r.choice(STORIES), f's{r.randrange(4)}'
    at, by = day(r, span), r.choice(('me', 'client'))
    for e in [events[0], *r.sample(events[1:], r.randrange(1, len(events)))]:
        x = row(r, client, span, ids)
        x.update(event=e, ref=ref_, at=at.isoformat(), by=by, tags='', channel='', kind='error' if e == 'incident' else '',
                 due='', amount='', currency='')
        if e in MONEY:
            x.update(amount=r.choice(('100', '100', '100', '40', '60.01')), currency='EUR')
        if e in ('invoice', 'deadline', 'promise', 'clarify', 'renegotiate') and r.random() < .9:
            x['due'] = (at + datetime.timedelta(days=r.randrange(0, 40))).isoformat()
        yield x
        at += datetime.timedelta(days=r.choice((0, 0, 1, 3, 10)))


def journal(r, rows):
    span, clients = r.choice((3, 20, 60, 200, 500)), r.choice((['acme'], ['acme', 'b-c', 'b.c', 'b0', 'b_c']))
    ids, out = {}, []
    burst = r.random() < .4
    todo = []
    while len(out) < rows:
        client = r.choice(clients)
        if not todo and r.random() < .1:
            todo = list(story(r, client, span, ids.get(client)))
        x = todo.pop() if todo else row(r, client, span, ids.get(client))
        if x['event'] == 'absence' and r.random() < .4 or x['event'] in ('note', 'void') and r.random() < .1:
            x['client'] = ''
        if burst and r.random() < .3:
            x.update(event='contact', by='client', at=f'2026-06-{r.randrange(24, 31)}T{r.randrange(24):02d}:00', amount='', due='')
        ids.setdefault(x['client'], []).append(x['id'])
        if r.random() < .03 and len(ids[x['client']]) > 1:
            x['id'] = r.choice(ids[x['client']])        # one id, two contents
        if r.random() < .03:
            x['note'] = r.choice(('"quoted", and more', 'plain', '\u00e9t\u00e9'))
        out.append(line(r, x))
        if r.random() < .03:
            out.append(out[-1])
    if r.random() < .2:
        out.insert(r.randrange(len(out) + 1), ','.join(ref.COLUMNS))
    if r.random() < .2:
        out.insert(r.randrange(len(out) + 1), r.choice(('broken', f'{uuid(r)},2026-06-01,acme,unheard,,,,,,,,,,',
                                                        f'{uuid(r)},2026-13-01,acme,note,,,,,,,,,,')))
    r.shuffle(out)
    return '\n'.join([','.join(ref.COLUMNS), *out]) + '\n'


def policy(r):
    d = ref.defaults()
    out = []
    milli = lambda most: (lambda v: f'{v // 1000}.{v % 1000:03d}')(r.randrange(most + 1))
    if r.random() < .4:
        out.append(f"week: {{holidays: {r.choice(('none', 'fr', 'fr-alsace'))}, closed: {r.choice(('[sat, sun]', '[sun]', '[]', '[fri, sat, sun, mon]'))}}}")
    if r.random() < .4:
        out.append(f"reply: {{max: {r.choice((1, 12, 24, 48, 720))}h, clock: {r.choice(('workdays', 'elapsed'))}}}")
    if r.random() < .3:
        out.append(f'trust: {{prior: {milli(1000)}, prior_weight: {r.choice(("0.001", "1", "6", "100"))}, positive_cap: {milli(100000)}, paid_late_cap: {milli(5000)}, bands: [{r.choice(("10", "0.1", "20.5"))}, 40, {r.choice(("41", "60", "100"))}]}}')
    if r.random() < .3:
        out.append(f'silence: {{min_days: {r.randrange(1, 30)}, times_median: {r.randrange(0, 5)}, need: {r.randrange(1, 6)}, history: {r.randrange(1, 15)}, idle: {r.randrange(1, 90)}}}')
    if r.random() < .3:
        out.append(f'burst: {{hours: {r.randrange(1, 72)}, count: {r.randrange(1, 7)}, channels: {r.randrange(1, 4)}, times_usual: {r.randrange(0, 6)}, lookback: {r.randrange(4, 100)}, active: {r.randrange(1, 30)}}}')
    if r.random() < .3:
        out.append(f"mission: {{cap: {r.choice(('1m', '2m', '10d', '60d'))}}}")
    if r.random() < .2:
        out.append(f'checkin: {r.randrange(1, 30)}d')
    if r.random() < .2:
        out.append('currency: USD')
    if r.random() < .3:
        out.append(f'carry: {{deception: {milli(1000)}, illness: {milli(1000)}, other: {milli(1000)}, contact: {milli(1000)}}}')
    if r.random() < .3:
        out.append(f'stage: {{tenure: {r.randrange(1, 100)}, dormant: {r.randrange(1, 200)}, rise: {r.randrange(1, 30)}}}')
    if r.random() < .3:
        out.append(f'factors: {{settled: {milli(1000)}, mutual_doubt: {milli(5000)}, repeat: {milli(5000)}, repeat_days: {r.randrange(200)}, renegotiated: {milli(1000)}}}')
    if r.random() < .3:
        out.append(f'types: {{trusting: {{late_payment: {milli(5000)}, conflict: {milli(5000)}}}, disorganised: {{controls: {milli(5000)}}}}}')
    if r.random() < .5:
        sig = []
        for k in r.sample(sorted(d['signals']), 8):
            v = {}
            for key in d['signals'][k]:
                v[key] = {'weight': lambda: milli(100000), 'base': lambda: milli(1000), 'from': lambda: r.randrange(5), 'to': lambda: r.randrange(170, 300) if k == 'late_reply' else r.randrange(5, 90),
                          'half_life': lambda: r.choice((1, 7, 100, 36500)), 'every': lambda: r.choice((0, 1, 10, 3650))}[key]()
            sig.append(f'{k}: {{{", ".join(f"{a}: {b}" for a, b in v.items())}}}')
        out.append(f'signals: {{{", ".join(sig)}}}')
    if r.random() < .4:
        out.append(f'incident_kinds: {{no-show: {{weight: {milli(9000)}, half_life: {r.randrange(1, 400)}, side: {r.choice(("me", "client", "both"))}}}}}')
    return '\n'.join(out) + '\n'


def write(top, seed, rows):
    """One book; -> its day."""
    r = random.Random(seed)
    os.makedirs(top + '/clients', exist_ok=True)
    with open(top + '/journal.csv', 'w', encoding='utf-8', newline='') as f:
        f.write(journal(r, r.choice((3, rows // 4 + 1, rows))))
    if r.random() < .6:
        with open(top + '/policy.yaml', 'w') as f: f.write(policy(r))
    for c in ('acme', 'b-c', 'b.c'):
        if r.random() < .6:
            keys = [f"type: {r.choice(('organised', 'trusting', 'disorganised'))}", f"mission_cap: {r.choice(('1m', '45d'))}", f'checkin: {r.randrange(1, 40)}d']
            with open(f'{top}/clients/{c}.yaml', 'w') as f: f.write('\n'.join(['name: X', *(k for k in keys if r.random() < .7)]) + '\n')
    return r.choice(('2026-06-30', '2026-06-30', '2026-06-30T09:00', '2026-06-28T12:30', '2026-07-31'))


def compare(program, first, count, rows):
    lines = findings = 0
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory() as top:
            today = write(top, seed, rows)
            want = '\n'.join(ref.report(top, today)) + '\n'
            got = subprocess.run([program, '-C', top, '-t', today, '-f', 'csv'], capture_output=True, text=True)
            if got.stdout != want or got.returncode not in (0, 3):
                print(f'seed {seed}, --today {today}, status {got.returncode}\n{got.stderr}')
                for a, b in zip(want.splitlines(), got.stdout.splitlines()):
                    if a != b: print(f'- {a}\n+ {b}')
                return 1
            lines += want.count('\n') - 1
            findings += got.returncode == 3
    print(f'{count} books, {lines} clients, {findings} books with findings: the same bytes')
    return 0 if lines > count // 2 else 1


def main(a):
    if a[:1] == ['--write']:
        print(write(a[1], int(a[2]), int(a[3]) if a[3:] else 60))
        return 0
    return compare(a[0], int(a[1]), int(a[2]), int(a[3]) if a[3:] else 60)


if __name__ == '__main__': sys.exit(main(sys.argv[1:]))
