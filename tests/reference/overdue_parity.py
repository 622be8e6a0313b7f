#!/usr/bin/python3
"""Random books through crm-overdue and through overdue.py: the same bytes.

    overdue_parity.py PROGRAM FOLDER SECONDS [SEED]

Each book is looked at on every day of a random month and at some minutes, on some of them split by
client and with its rows shuffled; then with --within, one kind at a time, and the other options.
Stops at the first difference, which stays in FOLDER, or when the seconds are over; prints how much was
compared and that every kind was met.  Books are numbered from SEED on, else from a number by chance; 0
seconds is that book alone."""
import collections, os, random, subprocess, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import overdue

CLIENTS = ['acme', 'bea', 'c-d', 'c.d', 'zoe0']
COLUMNS = 'id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note'.split(',')
CHANNELS = ['email', 'email', 'phone', 'chat', 'sms', 'visio', 'meet']
NOTES = ['', 'plain', 'with, comma', 'says "yes"', 'déjà vu']

class Maker:
    def __init__(self, rnd):
        self.rnd, self.n = rnd, 0
        # a month in which the shipped tables know all rates
        self.start = overdue.day_of(f'{rnd.choice([2024, 2025])}-{rnd.randint(1, 12):02}-01') + 90
        y, m, _ = overdue.ymd(self.start)
        self.days = [overdue.day_of(f'{y:04}-{m:02}-01') + i for i in range(overdue.month_days(y, m))]
        self.rows = []

    def id(self):
        self.n += 1
        return f'0190{self.rnd.getrandbits(32):08x}'[:8] + f'-{self.n:04x}-7{self.rnd.getrandbits(12):03x}-8{self.rnd.getrandbits(12):03x}-{self.rnd.getrandbits(48):012x}'

    def at(self, day): return overdue.when(day, self.rnd.choice([None, None, self.rnd.randint(0, 1439), 600]))

    def some_day(self):
        """most days near the month, some long before"""
        r = self.rnd
        return self.days[0] + (r.randint(-25, 30) if r.random() < .6 else r.randint(-110, 20) if r.random() < .8 else r.randint(-400, 0))

    def row(self, client, event, day=None, **cells):
        day = self.some_day() if day is None else day
        row = dict.fromkeys(COLUMNS, '')
        row.update(id=self.id(), at=self.at(day), client=client, event=event, note=self.rnd.choice(NOTES), **cells)
        self.rows.append(row)
        return row

    def known(self):
        """the id of a row, or its tail"""
        at = self.rnd.choice(self.rows)['id'] if self.rows else ''
        return self.rnd.choice([at, at[-8:]])

    def date(self, far=40): return overdue.iso(self.some_day() + self.rnd.randint(0, far))

    @staticmethod
    def whole(currency, amount): return amount.partition('.')[0] if currency == 'JPY' else amount

    def amount(self): return self.rnd.choice(['100', '250.50', '1000', '1000', '0.07'])

    def one(self, client):
        """a random row of a client; refs are few, so that rows meet"""
        r = self.rnd
        p, t = 'p%d' % r.randint(1, 3), r.choice(['', 't1', 't2'])
        by = r.choice(['', 'me', 'client', 'both'])
        pick = r.choice
        what = r.choice(['talk'] * 8 + ['word'] * 5 + ['work'] * 4 + ['trouble'] * 4 + ['care'] * 3 + ['money'] * 7 + ['state'] * 2 + ['offer'] * 2)
        if what == 'talk':
            e = pick(['contact'] * 7 + ['checkin'])
            self.row(client, e, by=by or 'client', channel=pick(CHANNELS) if e == 'contact' else '', tags=pick(['', '', '', 'tone=angry', 'tone=angry noreply', 'tone=angry missed', 'noreply', 'missed', 'noreply=', 'missed=no', 'tone=warm missed', 'missed=1 missed', 'tone=warm']))
        elif what == 'word':
            e = pick(['promise', 'promise', 'clarify', 'kept', 'deadline', 'deadline', 'delivered', 'broken', 'next'])
            if r.random() < .3: p, by, e = 'i%d' % r.randint(1, 8), pick(['client', 'client', by]), pick(['promise', 'promise', 'clarify', 'kept', 'broken'])
            due = self.date() if e in ('deadline', 'next') or e in ('promise', 'clarify') and r.random() < .85 else ''
            some = self.amount() if e in ('promise', 'clarify') and p[0] == 'i' and r.random() < .3 else ''
            self.row(client, e, ref=p, by=by, due=due, amount=some)
        elif what == 'work':
            self.row(client, pick(['mission', 'mission', 'renew', 'end', 'result', 'delivered', 'checkin']), ref='m%d' % r.randint(1, 2), by=by, due='')
        elif what == 'trouble':
            e = pick(['incident', 'incident', 'incident', 'conflict', 'diagnose', 'diagnose', 'apology', 'apology', 'gesture', 'resolve', 'disagree', 'doubt'])
            kind = pick(['error', 'misunderstanding', 'outburst', 'silent-approval', 'silent-approval', 'assumption', 'disrespect', 'reproach', 'price', 'deception', 'breach']) if e == 'incident' else 'values' if e == 'conflict' else ''
            self.row(client, e, kind=kind, ref=t if e in ('incident', 'disagree') else pick(['t3', 't4']) if e == 'doubt' else t or 't1', by=by, tags=pick(['', '', 'client=badfaith']) if e == 'incident' else '')
        elif what == 'care':
            e = pick(['interest', 'frame', 'vetted', 'satisfied', 'contract', 'checkin'])
            self.row(client, e, kind=pick({'interest': ['business', 'person', ''], 'frame': ['contact', 'price', 'price', ''], 'checkin': ['rephrase', 'rephrase', 'planning', '']}.get(e, [''])), ref='c1' if e == 'contract' else '',
                level=pick('12345') if e == 'satisfied' else '')
        elif what == 'money': self.money(client)
        elif what == 'state':
            e = pick(['absence', 'hold', 'release'])
            self.row(pick([client, client, '']), e, by=by, due=self.date(20) if r.random() < .7 else '', ref=pick(['', '', 'i1', 'p1', 'm1', 't1', 'o1', 'contact', 'interest', 'frame', self.known()]) if e != 'absence' else '')
        else:
            e = pick(['offer', 'offer', 'offer', 'accepted', 'declined', 'contract', 'mission'])
            money = e == 'offer' and r.random() < .5
            self.row(client, e, ref='o%d' % r.randint(1, 3), by=pick(['', 'me', 'client']), due=self.date() if e == 'offer' and r.random() < .4 else '',
                amount=self.amount() if money else '', currency=pick(['', 'USD']) if money else '')

    def money(self, client):
        r = self.rnd
        if r.random() < .05:
            self.row(client, r.choice(['contact', 'promise', 'dispute']), ref='i%d' % r.randint(1, 4), by='client', channel='email',
                tags='why=' + r.choice(['dispute', 'dispute', 'cash', 'lost', 'tired']))
        ref, cur = 'i%d' % r.randint(1, 4), r.choice(['', '', '', '', 'EUR', 'USD', 'JPY', 'BHD'])
        e = r.choice(['invoice'] * 5 + ['payment'] * 3 + ['credit', 'refund', 'dispute', 'resolve', 'writeoff', 'renegotiate', 'renegotiate',
            'reminder', 'reminder', 'reminder', 'letter', 'waive', 'acknowledge', 'claim', 'unallocated'])
        if e == 'invoice':
            self.row(client, e, ref=ref, amount=self.whole(cur, r.choice(['1000', '640.10', '1000'])), currency=cur, due=self.date() if r.random() < .95 else '', tags='done=2024-01-31' if r.random() < .2 else '')
        elif e in ('payment', 'credit', 'refund'): self.row(client, e, ref=ref, amount=self.whole(cur, self.amount()), currency=cur)
        elif e == 'unallocated': self.row(client, 'payment', ref=r.choice(['', 'x9']), amount=self.whole(cur, self.amount()), currency=cur)
        elif e == 'reminder':
            status = r.choice(['', 'sent', 'intent', 'failed', 'deferred', 'unknown', 'bounced', 'prepared', 'prepared', 'prepared'])
            self.row(client, e, ref=ref, kind=r.choice(overdue.LADDER), due=self.date() if r.random() < .3 else '', tags=' '.join(filter(None, [status and 'status=' + status, r.choice(['', 'mid=a', 'mid=b'])])))
        else:
            kind = {'letter': ['posted', 'presented', 'signed', 'returned', '', 'eaten'], 'claim': ['filed', 'served', 'judged', 'granted', 'granted', 'served', 'memoire', 'opposed', 'lodged']}.get(e, [''])
            if e == 'renegotiate': return self.agree(client, ref, None, cur)
            self.row(client, e, ref=ref, kind=r.choice(kind))

    def agree(self, client, ref, day, cur):
        """one date, or a plan of instalments of one day; what becomes of the interest"""
        r = self.rnd
        tags = lambda: r.choice(['', '', 'whole', 'interest=waive', 'interest=keep whole'])
        if r.random() < .6: return self.row(client, 'renegotiate', day, ref=ref, due=self.date(), tags=tags())
        day = self.days[0] - r.randint(0, 40) if day is None else day
        for part in r.choice([['500', '500'], ['320.05', '320.05'], ['100', '400', '500'], ['250']]):
            self.row(client, 'renegotiate', day + (r.random() < .1), ref=ref, amount=self.whole(cur, part), currency=cur, due=self.date() if r.random() < .95 else '', tags=tags())

    def letter(self, client):
        day = self.days[0] + self.rnd.randint(-5, 20)
        self.row(client, 'invoice', day - 60, ref='i5', amount='1000', due=overdue.iso(day - 30))
        self.row(client, 'reminder', day, ref='i5', kind='notice', tags='status=prepared mid=c')
        if self.rnd.random() < .5: self.row(client, 'letter', day + self.rnd.randint(-1, 9), ref='i5', kind=self.rnd.choice(['posted', 'posted', 'returned', '', 'lost']))

    def paper(self, client):
        """letters on paper that are no reminders, and what became of them"""
        r = self.rnd
        for _ in range(r.randint(1, 6)):
            day, ref = self.days[0] + r.randint(-8, 20), r.choice(['', '', 'm1'])
            tags = r.choice(['', ' mid=p1', ' mid=p2']) + r.choice(['', ' template=statement', ' template=statement', ' template=plan'])
            status = r.choice(['prepared', 'prepared', 'prepared', 'intent', 'failed', 'bounced', 'unknown', '', 'sent'])
            self.row(client, r.choice(['note'] * 5 + ['contact']), day, ref=ref, by='me', channel=r.choice(['letter'] * 5 + ['email']),
                tags=((status and 'status=' + status) + tags).strip())

    def debt(self, client):
        """an invoice long late, and money that comes in pieces"""
        r = self.rnd
        due, cur = self.days[0] - r.randint(5, 500), r.choice(['', '', 'GBP', 'JPY'])
        for ref in r.sample(['i6', 'i7', 'i8'], r.randint(1, 3)):
            self.row(client, 'invoice', due - 30, ref=ref, amount=self.whole(cur, r.choice(['1000', '250.50', '5000'])), currency=cur, due=overdue.iso(due))
            for _ in range(r.randint(0, 3)):
                e = r.choice(['payment'] * 5 + ['refund', 'credit'])
                self.row(client, e, due + r.randint(-3, 540), ref=ref, amount=self.whole(cur, r.choice(['100', '250.50', '1000', '40', '5000'])), currency=cur)
            if r.random() < .3: self.row(client, 'letter', due + r.randint(-5, 100), ref=ref, kind=r.choice(['presented', 'signed', 'posted']))
            if r.random() < .4: self.agree(client, ref, due + 20, cur)
            if r.random() < .4: self.row(client, 'reminder', due + 20, ref=ref, kind='notice', due=overdue.iso(due + 35))
            for kind in ('filed', 'memoire', 'granted', 'served', 'opposed', 'judged')[:r.choice([0, 0, 3, 3, 4, 5, 6])]:
                if kind != 'memoire' or r.random() < .3: self.row(client, 'claim', due + r.choice([30, 60, 61, 90, 200, 300]), ref=ref, kind=kind)
            if r.random() < .1: self.row(client, 'waive', due + 30, ref=ref)
            if r.random() < .1: self.row(client, 'payment', due + 40, amount='20', currency=cur)

    def payer(self, client):
        """invoices that were paid, so that a habit is known, and one that is open"""
        r = self.rnd
        for n in range(r.randint(2, 14)):
            due = self.days[0] - r.randint(5, 300)
            self.row(client, 'invoice', due - 30, ref=f'j{n}', amount='100', due=overdue.iso(due))
            if n: self.row(client, 'payment', due + r.randint(-4, 40), ref=f'j{n}', amount=r.choice(['100', '100', '120', '40']))
        self.row(client, 'invoice', self.days[0] - 40, ref='j99', amount='100', due=self.date())

    def burst(self, client):
        day = self.days[0] + self.rnd.randint(-20, 20)
        for _ in range(self.rnd.randint(4, 8)): self.row(client, 'contact', day + self.rnd.randint(0, 1), by='client', channel=self.rnd.choice(CHANNELS))
        for _ in range(self.rnd.choice([0, 0, 5, 30])): self.row(client, 'contact', day - self.rnd.randint(1, 100), by='client', channel=self.rnd.choice(CHANNELS))

    def flare(self, client):
        """a conflict and a dispute that are settled, and begin again under their ref within days or hours"""
        day = self.days[0] + self.rnd.randint(-10, 20)
        self.row(client, 'invoice', day - 60, ref='i6', amount='1000', due=overdue.iso(day - 30))
        for event, ref in (('conflict', 't3'), ('dispute', 'i6')):
            for e in (event, 'resolve', event): self.row(client, e, day + self.rnd.randint(0, 2), ref=ref)

    def settled(self, client):
        """a trouble that was made good, mostly, some weeks ago"""
        r, day = self.rnd, self.days[0] - self.rnd.randint(10, 62)
        self.row(client, 'incident', day - 5, ref='t5', kind='error')
        for e in ('diagnose', 'apology', 'gesture', 'delivered', 'resolve'):
            if r.random() < .95: self.row(client, e, day, ref='t5')
        if r.random() < .15: self.row(client, 'referral', day + r.randint(-2, 40))
        if r.random() < .15: self.row(client, r.choice(['conflict', 'doubt', 'dispute']), day + r.randint(-2, 40), ref='t6')

    def make(self):
        r = self.rnd
        for c in CLIENTS:
            for _ in range(r.choice([3, 15, 40])): self.one(c)
            if r.random() < .5: self.burst(c)
            if r.random() < .2: self.letter(c)
            if r.random() < .25: self.paper(c)
            if r.random() < .2: self.payer(c)
            if r.random() < .5: self.debt(c)
            if r.random() < .2: self.flare(c)
            if r.random() < .4: self.settled(c)
        for row in r.sample(self.rows, 4):
            void = self.row(row['client'], 'void', ref=row['id'])
            if r.random() < .3: self.row(row['client'], 'void', ref=void['id'])
        for row in r.sample(self.rows, 4): self.rows.append(row if r.random() < .5 else {**row, 'note': 'another'})

def lines(rows): return [','.join('"' + v.replace('"', '""') + '"' if set(v) & set('",') else v for v in (row[c] for c in COLUMNS)) for row in rows]

def write(book, text): open(os.path.join(book, 'journal.csv'), 'w', encoding='utf-8').write('\n'.join([','.join(COLUMNS), *text, '']))

def part(rnd, **keys): return '{%s}' % ', '.join(f'{k}: {v}' for k, v in keys.items() if rnd.random() < .7)

def policy(rnd):
    out = []
    if rnd.random() < .5: out.append('week: {closed: [%s], holidays: %s}' % (rnd.choice(['sat, sun', 'sun', 'wed']), rnd.choice(['none', 'fr', 'fr-alsace'])))
    if rnd.random() < .4: out.append('reply: {max: %dh, clock: %s}' % (rnd.choice([1, 24, 36, 48]), rnd.choice(['workdays', 'elapsed'])))
    if rnd.random() < .5: out.append(f'expire: {rnd.choice([0, 5, 30, 400])}d')
    for key in 'checkin contact interest offer vetting conflict incident letter'.split():
        if rnd.random() < .25: out.append(f'{key}: {rnd.randint(1, 30)}d')
    if rnd.random() < .3: out.append('followup: [%dd, %dd]' % (rnd.randint(1, 6), rnd.randint(7, 40)))
    if rnd.random() < .3: out.append('mission: {cap: %s, notice: %dd}' % (rnd.choice(['1m', '2m', '10d']), rnd.randint(0, 20)))
    if rnd.random() < .4: out.append('silence: ' + part(rnd, min_days=rnd.randint(1, 20), times_median=rnd.randint(0, 6), plus_mad=rnd.randint(0, 9),
        history=rnd.choice([1, 4, 12]), need=rnd.randint(1, 4), active=rnd.randint(1, 60), idle=rnd.randint(5, 90)))
    if rnd.random() < .4: out.append('burst: ' + part(rnd, hours=rnd.randint(1, 71), count=rnd.randint(2, 5), channels=rnd.randint(1, 3),
        times_usual=rnd.randint(0, 9), lookback=rnd.choice([3, 4, 10, 30, 90, 200]), active=rnd.randint(1, 20)))
    if rnd.random() < .3: out.append(f'grace: {rnd.randint(0, 4)}')
    if rnd.random() < .3: out.append(f'cool_off: {rnd.choice([0, 6, 24, 100])}h')
    if rnd.random() < .6: out.append('hold_while: [%s]' % ', '.join(w for w in 'incident angry deadline doubt'.split() if rnd.random() < .5))
    if rnd.random() < .3: out.append('allocation: ' + rnd.choice(['legal', 'principal']))
    if rnd.random() < .2: out.append('law: ' + rnd.choice(['eu', 'uk', 'be-b2b', 'de-b2b', 'de-b2c', 'fr-b2b', 'fr-public', 'mine']))
    return out

def profile(rnd):
    out = []
    if rnd.random() < .4: out.append('kind: ' + rnd.choice(['b2b', 'b2c', 'public']))
    if rnd.random() < .1: out.append('relation: supplier')
    if rnd.random() < .3: out.append('channels: [email]')
    if rnd.random() < .3: out.append(f'checkin: {rnd.randint(1, 40)}d')
    if rnd.random() < .3: out.append('mission_cap: ' + rnd.choice(['1m', '3m', '20d']))
    if rnd.random() < .3: out.append('since: ' + rnd.choice(['2023-01-01', '2025-06-01']))
    if rnd.random() < .2: out.append('insolvency: ' + rnd.choice(['2024-09-15', '2024-12-01', '2025-06-10']))
    if rnd.random() < .1: out.append('reminders: {never: "direct debit"}')
    if rnd.random() < .3: out.append('allocation: ' + rnd.choice(['legal', 'legal', 'principal']))
    kind = next((l[6:] for l in out if l.startswith('kind: ')), 'b2b')
    if rnd.random() < .4: out.append('law: ' + rnd.choice(['fr-b2c', 'de-b2c'] if kind == 'b2c' else ['eu', 'ie', 'be-b2b', 'uk', 'ch', 'ca-qc', 'mine', 'mine', 'mine', 'gone', 'gone']))
    if rnd.random() < .2: out.append('penalty_rate: ' + rnd.choice(['12', '0', '7.25', '15.5']))
    return out

# days around the month looked at, and what falls on no day or on a holiday of France
def holidays(rnd, first):
    day = lambda: overdue.iso(first + rnd.randint(-20, 40))
    rules = [day, day, lambda: day()[5:], lambda: f'easter{rnd.randint(-60, 90):+}', lambda: rnd.choice(['02-29', '12-25', 'easter+1'])]
    out = [f'{rnd.choice(rules)()},,"a, b"' for _ in range(rnd.choice([0, 0, 1, 3, 8]))]
    return out + [f'all,{rnd.choice(["fr-mayotte", "fr-martinique", "fr-reunion"])},'] * (rnd.random() < .3)

# a regime of one's own, years as they are, and one whose rates are missing; a rate of one's own
TABLES = {
    'regimes.csv': ['key,kind,series,mult,margin_bp,mode,start,fee,year', 'mine,b2b,home,2,150,float,due+1,EUR 5 under 500; 50,actact', 'gone,b2b,away,1,0,float,due+1,EUR 40,365'],
    'rates.csv': ['series,date,until,rate_bp,checked', 'home,2020-01-01,,-20,2024-01-01', 'home,2025-01-01,,333,2030-01-01', 'away,2020-01-01,2024-12-31,500,2020-01-01'],
}

class Parity:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.met, self.runs, self.books = collections.Counter(), 0, 0

    def ours(self, book, today, *options):
        p = subprocess.run([self.program, '-C', book, '-t', today, '-f', 'csv', *options], capture_output=True, check=False)
        self.runs += 1
        if p.returncode not in (0, 3): sys.exit(f'{self.program} -C {book} -t {today} {" ".join(options)}: status {p.returncode}\n{p.stderr.decode()}')
        lines = p.stdout.decode().split('\n')[:-1]
        # what to do is no second opinion of dates and money: unit/test_action has its rules
        return [x.rpartition(',')[0] for x in lines] if lines and lines[0].endswith(',action') else lines

    def same(self, got, want, what):
        if got == want: return
        print('differs:', what)
        for g in got:
            if g not in want: print('program:  ', g)
        for w in want:
            if w not in got: print('reference:', w)
        sys.exit(1)

    def book(self, seed):
        rnd = random.Random(seed)
        m, book = Maker(rnd), os.path.join(self.folder, f'book-{seed}')
        m.make()
        os.makedirs(os.path.join(book, 'clients'))
        text = lines(m.rows)
        rnd.shuffle(text)
        write(book, text)
        open(os.path.join(book, 'policy.yaml'), 'w', encoding='utf-8').write(''.join(l + '\n' for l in policy(rnd)))
        for c in CLIENTS:
            if rnd.random() < .7: open(os.path.join(book, 'clients', c + '.yaml'), 'w', encoding='utf-8').write(''.join(l + '\n' for l in ['name: X', *profile(rnd)]))
        open(os.path.join(book, 'holidays.csv'), 'w', encoding='utf-8').write('\n'.join(['rule,region,name', *holidays(rnd, m.days[0]), '']))
        for name, text_of in TABLES.items(): open(os.path.join(book, name), 'w', encoding='utf-8').write('\n'.join([*text_of, '']))
        ref = overdue.Book(book)
        mixed = rnd.sample(m.days, 4)
        for day in m.days:
            today = overdue.when(day, rnd.choice([None, None, rnd.randint(0, 1439)]))
            got = self.ours(book, today)
            self.same(got, ref.report(today), f'{book} --today={today}')
            self.met.update(l.split(',')[1] for l in got[1:])
            if day in mixed: self.mix(rnd, book, ref, text, today)
        self.more(rnd, book, ref, today)
        self.books += 1

    def mix(self, rnd, book, ref, text, today):
        """rows in another order; a part has the rows of some clients and those of nobody"""
        within = rnd.choice([0, rnd.randint(1, 60)])
        option, whole = [f'--within={within}d'] * (within > 0), ref.report(today, within)
        half, parts = set(rnd.sample(CLIENTS, rnd.randint(1, 4))), []
        for some_of in (half, set(CLIENTS) - half):
            write(book, [l for l in text if l.split(',')[2] in (*some_of, '')])
            parts += self.ours(book, today, *option)[1:]
        self.same(sorted(parts), sorted(whole[1:]), f'{book} --today={today} {" ".join(option)}: split by client')
        rnd.shuffle(text)
        write(book, text)
        self.same(self.ours(book, today, *option), whole, f'{book} --today={today} {" ".join(option)}, shuffled')

    def more(self, rnd, book, ref, today):
        within = rnd.randint(1, 60)
        whole = ref.report(today, within)
        for kind in overdue.KINDS:
            self.same(self.ours(book, today, f'--within={within}d', f'--kind={kind}'), [l for l in whole if l.split(',')[1] in ('kind', kind)],
                f'{book} --today={today} --within={within}d --kind={kind}')
        some = dict(client=rnd.choice(CLIENTS), least=rnd.choice(['0.5', '100', '640.10', '1000']))
        options = [f'--client={some["client"]}', f'--min={some["least"]}']
        who = rnd.choice(['me', 'client'])
        self.same(self.ours(book, today, f'--who={who}', *options), ref.report(today, who=who, **some), f'{book} --today={today} --who={who} {" ".join(options)}')
        self.same(self.ours(book, today, '--aging'), ref.aging(today), f'{book} --today={today} --aging')
        self.same(self.ours(book, today, '--aging', *options), ref.aging(today, **some), f'{book} --today={today} --aging {" ".join(options)}')
        for option, lines in (('--forecast', ref.forecast), ('--forecast=months', ref.months)):
            self.same(self.ours(book, today, option), lines(today), f'{book} --today={today} {option}')
            self.same(self.ours(book, today, option, *options), lines(today, **some), f'{book} --today={today} {option} {" ".join(options)}')
        self.same(self.ours(book, today, '--paid-late'), ref.report(today, paid_late=True), f'{book} --today={today} --paid-late')

def main(program, folder, seconds, seed=None):
    end, p = time.monotonic() + float(seconds), Parity(program, folder)
    first = n = int(seed) if seed else random.randrange(10 ** 6)
    while n == first or time.monotonic() < end:
        p.book(n)
        n += 1
    missing = [k for k in overdue.KINDS if not p.met[k]]
    print(f'{p.books} books from seed {first}, {p.runs} runs, {sum(p.met.values())} lines')
    if missing and p.books > 10: sys.exit('never met: ' + ' '.join(missing))

if __name__ == '__main__': main(*sys.argv[1:])
