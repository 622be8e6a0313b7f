#!/usr/bin/python3
"""What crm-overdue prints, worked out again the obvious way.

    overdue.py BOOK TODAY [--within=DAYS] [--kind=KIND]... [--who=WHO] [--client=ID] [--min=AMOUNT]
    overdue.py BOOK TODAY --aging | --forecast | --paid-late [--client=ID] [--min=AMOUNT]

Every client's rows are kept and every rule looks at all of them: slow, and independent of the program,
calendar included.  It reads journal.csv, policy.yaml, clients/*.yaml of a book, the rates, regimes
and holidays that are shipped and those of the book.  Findings are not printed; rows that break a rule
must not be in the book."""
import csv, functools, os, re, sys
from fractions import Fraction
import yaml

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
KINDS = ('reply promise deadline result conflict incident approval mission renewal checkin contact '
         'interest followup next unbilled claim vetting frame letter invoice pledge offer').split()
HEAD = 'client,kind,who,ref,since,due,days,amount,currency,interest,fee,step,reminded,held,limit,note'
WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
LADDER = ['courtesy', 'second', 'notice', 'recourse']

# ---------------------------------------------------------------- calendar: day 1 is 0001-01-01
def leap(y): return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)

def month_days(y, m): return [31, 28 + leap(y), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]

@functools.lru_cache(maxsize=None)
def day_of(text):
    y, m, d = int(text[:4]), int(text[5:7]), int(text[8:10])
    before = (y - 1) * 365 + (y - 1) // 4 - (y - 1) // 100 + (y - 1) // 400
    return before + sum(month_days(y, k) for k in range(1, m)) + d

@functools.lru_cache(maxsize=None)
def ymd(day):
    y = max(1, day // 366)
    while day_of(f'{y + 1:04}-01-01') <= day: y += 1
    day -= day_of(f'{y:04}-01-01')
    m = 1
    while day >= month_days(y, m):
        day -= month_days(y, m)
        m += 1
    return y, m, day + 1

def iso(day): return '%04d-%02d-%02d' % ymd(day)

def when(day, minute): return iso(day) + ('' if minute is None else f'T{minute // 60:02}:{minute % 60:02}')

def weekday(day): return (day - 1) % 7          # 0001-01-01 was a Monday

def add_months(day, n):
    y, m, d = ymd(day)
    y, m = divmod(y * 12 + m - 1 + n, 12)
    return day_of('%04d-%02d-%02d' % (y, m + 1, min(d, month_days(y, m + 1))))

def add_span(day, span): return add_months(day, int(span[:-1])) if span[-1] == 'm' else day + days_of(span)

def days_of(span): return int(span[:-1]) * (7 if span[-1] == 'w' else 1)

def easter(y):
    """Gauss, as Lichtenberg has it."""
    k = y // 100
    m, s = 15 + (3 * k + 3) // 4 - (8 * k + 13) // 25, 2 - (3 * k + 3) // 4
    a, d = y % 19, (19 * (y % 19) + m) % 30
    r = (d + a // 11) // 29
    og = 21 + d - r
    sz = 7 - (y + y // 4 + s) % 7
    oe = 7 - (og - sz) % 7
    return day_of(f'{y:04}-03-01') + og + oe - 1

class Calendar:
    def __init__(self, week, rows=()):
        self.rows = rows
        self.closed = [WEEK.index(w) for w in week.get('closed', ['sat', 'sun'])]
        self.holidays = week.get('holidays', 'none')
        self.years = {}

    def of_year(self, y):
        if y not in self.years:
            fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
            e = easter(y)
            days = {day_of(f'{y:04}-{m:02}-{d:02}') for m, d in fixed} | {e + 1, e + 39, e + 50}
            if self.holidays == 'fr-alsace': days |= {e - 2, day_of(f'{y:04}-12-26')}
            self.years[y] = (days if self.holidays != 'none' else set()) | self.own(y, e)
        return self.years[y]

    def own(self, y, e):
        """the days of a year that rows of holidays.csv close"""
        days = set()
        for rule in self.rows:
            if rule.startswith('easter'): days.add(e + int(rule[6:]))
            elif len(rule) == 10: days |= {day_of(rule)} if int(rule[:4]) == y else set()
            elif int(rule[3:]) <= month_days(y, int(rule[:2])): days.add(day_of(f'{y:04}-{rule}'))
        return days

    def is_closed(self, day): return weekday(day) in self.closed or day in self.of_year(ymd(day)[0])

    def open_day(self, day):
        while self.is_closed(day): day += 1
        return day

    def add_open(self, day, n):
        while n:
            day = self.open_day(day + 1)
            n -= 1
        return day

# ---------------------------------------------------------------- the book
class Row:
    def __init__(self, raw, cells):
        for k, v in cells.items(): setattr(self, k, v)
        self.raw, self.text = raw, cells['at']
        self.day = day_of(self.text)
        self.min = int(self.text[11:13]) * 60 + int(self.text[14:16]) if len(self.text) > 10 else None
        self.due = day_of(cells['due']) if cells['due'] else None
        self.by = cells['by'] or 'me'
        self.words = cells['tags'].split()
        self.tags = dict(t.partition('=')[::2] for t in reversed(cells['tags'].split()))
        self.key = (self.text, self.id)

def load(book, default):
    head, *lines = open(os.path.join(book, 'journal.csv'), 'rb').read().decode().split('\n')
    best = {}
    for raw in lines:
        if raw in ('', head): continue
        cells = dict(zip(head.split(','), next(csv.reader([raw]))))
        cells['currency'] = cells['currency'] or default
        k = cells['client'], cells['id']
        if k not in best or raw.encode() < best[k].encode(): best[k] = raw
    rows = []
    for (_, _), raw in best.items():
        cells = dict(zip(head.split(','), next(csv.reader([raw]))))
        cells['currency'] = cells['currency'] or default
        rows.append(Row(raw, cells))
    return rows

def digits(currency): return {'JPY': 0, 'BHD': 3}.get(currency, 2)

def minor(text, currency):
    whole, _, part = text.partition('.')
    return int(whole + part.ljust(digits(currency), '0'))

def money(n, currency):
    d = digits(currency)
    return str(n) if d == 0 else f'{n // 10 ** d}.{n % 10 ** d:0{d}}'

YEARS = 10000 * 365 * 366                        # a day of interest is left x bp / 10000 / 365 (or 366)

def half_up(part): return (2 * part + YEARS) // (2 * YEARS)

# ---------------------------------------------------------------- the law
def table(book, name, key):
    """the shipped rows, then those of the book, which replace"""
    out = {}
    for path in (os.path.join(ROOT, 'lib', 'data', name), os.path.join(book, name)):
        if os.path.exists(path):
            for r in csv.DictReader(open(path, encoding='utf-8')): out[tuple(r[k] for k in key)] = r
    return out

def holidays(book):
    """the rules of holidays.csv, those of a region for 'all'"""
    read = lambda path: list(csv.DictReader(open(path, encoding='utf-8'))) if os.path.exists(path) else []
    shipped = read(os.path.join(ROOT, 'lib', 'data', 'holidays.csv'))
    return [s['rule'] for r in read(os.path.join(book, 'holidays.csv'))
        for s in ([s for s in shipped if s['region'] == r['region']] if r['rule'] == 'all' else [r])]

class Unknown(Exception): pass

class Law:
    def __init__(self, book):
        self.regimes = {k[0]: r for k, r in table(book, 'regimes.csv', ['key']).items()}
        self.series = {}
        for (series, date), r in table(book, 'rates.csv', ['series', 'date']).items():
            self.series.setdefault(series, []).append((day_of(date), r['until'] and day_of(r['until']), int(r['rate_bp']), day_of(r['checked'])))

    def regime(self, policy, profile):
        kind = profile.get('kind', 'b2b')
        fits = lambda r: r['kind'] == 'any' or (r['kind'] == 'b2c') == (kind == 'b2c')
        law = profile.get('law') or policy.get('law')
        if not profile.get('law') and law and self.regimes[law]['kind'] not in ('any', kind):
            # the law of the policy is for another kind of client: the one of the same country for this kind
            other = law.rpartition('-')[0] + '-' + kind
            if '-' in law and other in self.regimes and fits(self.regimes[other]): law = other
            elif not fits(self.regimes[law]): law = None
        return self.regimes[law or 'fr-' + kind]

    def rate(self, series, day):
        """the rate of the half-year of a day"""
        y, m, _ = ymd(day)
        start = day_of(f'{y:04}-{1 if m <= 6 else 7:02}-01')
        rows = sorted(self.series.get(series, []))
        at = [i for i, r in enumerate(rows) if r[0] <= start]
        if not at: raise Unknown
        _, until, bp, checked = rows[at[-1]]
        if start > (until or max(rows[at[-1]][0], checked)): raise Unknown
        return bp

def percent(text):
    whole, _, part = str(text).partition('.')
    return int(whole) * 100 + int(part.ljust(2, '0') or 0)

# ---------------------------------------------------------------- one client
class Client:
    def __init__(self, book, name, rows, nobody, now, minute):
        self.book, self.name, self.now, self.minute = book, name, now, minute
        self.policy, self.cal = book.policy, book.cal
        self.profile = book.profile(name)
        self.rows = sorted(rows, key=lambda r: r.key)
        self.nobody = sorted(nobody, key=lambda r: r.key)
        self.items, self.settled = [], {}

    def ev(self, *events, ref=None):
        return [r for r in self.rows if r.event in events and (ref is None or r.ref == ref)]

    def refs(self, event): return sorted({r.ref for r in self.ev(event)})

    def since(self, event, ref, day):
        """the first day of an event of a ref on or after a day"""
        return min((r.day for r in self.ev(event, ref=ref) if r.day >= day), default=None)

    def span(self, key, default): return days_of(self.policy.get(key, default))

    def add(self, kind, since, due, row=None, ref='', minute=None, note=None, **more):
        who = 'client' if kind in ('invoice', 'pledge', 'offer') else 'me'
        self.items.append(dict(client=self.name, kind=kind, who=who, ref=ref, since=since, day=due,
            due=when(due, minute), days=self.now - due, note=row.note if note is None else note,
            **{**dict(by_id=row is not None and not row.ref and ref == row.id, amount='', currency='', interest='', fee='', step='', reminded='', held='', limit=''), **more}))

    def comes(self, due): return self.now > due if not self.book.within else due <= self.now + self.book.within

    # states
    def away(self, rows, theirs):
        return [(r.day, r.day if r.due is None else r.due) for r in rows if r.event == 'absence'
                and (theirs or r.by != 'client')]

    def my_absences(self): return self.away(self.rows, False) + self.away(self.nobody, False)

    def absent_until(self):
        return max((b for r in self.rows if r.event == 'absence' and r.by in ('client', 'both')
            for b in [r.day if r.due is None else r.due] if r.day <= self.now <= b), default=None)

    def hold_until(self, ref, alone=False):
        """last day of the longest hold in force, alone: of this ref only; 9e9: until released"""
        found = []
        for rows in (self.rows, self.nobody):
            for h in rows:
                to = 9e9 if h.due is None else h.due
                if h.event != 'hold' or h.ref not in ({ref} if alone else {'', ref}) or self.now > to: continue
                if any(r.event == 'release' and r.key > h.key and r.ref in ('', h.ref) for r in rows): continue
                found.append(to)
        return max(found, default=None)

    @staticmethod
    def dated(name, day): return name if day == 9e9 else f'{name}={iso(day)}'

    def quiet(self):
        words = [('hold', self.hold_until('')), ('absent', self.absent_until())]
        return ' '.join(self.dated(w, d) for w, d in words if d is not None)

    # talk
    def twoway(self, r):
        return r.event == 'checkin' or r.by == 'both' or (r.channel in ('phone', 'visio', 'meet') and 'missed' not in r.words)

    def inbound(self, r): return r.by == 'client' and not self.twoway(r)

    def stream(self):
        def place(r): return r.day, r.min if r.min is not None else 0 if self.inbound(r) else 1440, not self.inbound(r), r.event == 'checkin', r.key
        return sorted(self.ev('contact', 'checkin'), key=place)

    def still_waiting(self):
        """what waits, unless the newest is so old that nobody waits for an answer any more"""
        newest = [r for r in self.stream() if self.inbound(r) and 'noreply' not in r.words]
        old = newest and self.now - newest[-1].day > max(30, self.span('expire', '90d'))
        return None if old else self.waiting()

    def waiting(self):
        wait = None
        for r in self.stream():
            if r.by != 'client' and 'missed' in r.words and not self.twoway(r): continue  # nobody was reached
            if not self.inbound(r): wait = None
            elif wait is None and 'noreply' not in r.words: wait = r
        return wait

    def closed(self, day):
        return self.cal.is_closed(day) or any(a <= day <= b for a, b in self.my_absences())

    def reply(self):
        w = self.still_waiting()
        if not w: return
        reply = self.policy.get('reply', {})
        limit, elapsed = int(reply.get('max', '24h')[:-1]) * 60, reply.get('clock') == 'elapsed'
        off = {d: not elapsed and self.closed(d) for d in range(w.day, self.now + 800)}
        # walk on minute by minute of the open days, a day at a time
        if w.min is None:
            spent = sum(1440 for d in range(w.day + 1, self.now + 1) if not off[d])
            due, m, left = w.day, None, limit // 1440
            while left:
                due += 1
                left -= not off[due]
        else:
            spent = sum((self.minute if d == self.now else 1440) - (w.min if d == w.day else 0)
                for d in range(w.day, self.now + 1) if not off[d])
            left, due, m = limit, w.day, w.min
            while True:
                room = 0 if off[due] else 1440 - m
                if left <= room: break
                left, due, m = left - room, due + 1, 0
            m += left
            if m == 1440: due, m = due + 1, 0
        if spent > limit or (self.book.within and self.now <= due <= self.now + self.book.within):
            self.add('reply', w.text, due, w, w.id, m)

    # words
    def my_words(self, event):
        """-> ref, first row, day asked for of what is neither kept, delivered nor broken: a later date moves it, said in time or not"""
        for ref in self.refs(event):
            for side in ('me', 'client') if event == 'promise' else ('me',):
                given = [r for r in self.ev(event, ref=ref) if event != 'promise' or (r.by == 'client') == (side == 'client')]
                if not given: continue
                due = given[0].due
                clarify = self.about(ref, side, 'clarify')
                for c in clarify:
                    if due is None or c.day <= due: due = c.due or due
                said = [c.due for c in clarify if c.due]
                if due is not None and said: due = max(due, said[-1])
                over = self.ev('delivered', ref=ref) if event == 'deadline' else self.about(ref, side, 'kept')
                if not over and not self.about(ref, side, 'broken'): yield ref, given[0], due

    def about(self, ref, side, event):
        """rows that speak of the word of one side: where each gave one under the ref, those that the side logs alone or with the other"""
        by = {r.by == 'client' for r in self.ev('promise', ref=ref)}
        if self.ev('deadline', 'next', ref=ref): by.add(False)
        return [r for r in self.ev(event, ref=ref) if len(by) < 2 or True not in by or r.by in (side, 'both')]

    def words(self):
        for event in ('promise', 'deadline', 'next'):
            for ref, first, due in self.my_words(event):
                if due is None or not self.comes(due): continue
                pledge = event == 'promise' and first.by == 'client'
                if pledge and self.ev('invoice', ref=ref): continue  # of its payment: money()
                self.add('pledge' if pledge else event, first.text, due, first, ref, held=self.quiet() if pledge else '')
        for ref in self.refs('offer'):
            first = self.ev('offer', ref=ref)[0]
            if first.by == 'client' or self.ev('accepted', 'declined', 'contract', 'mission', ref=ref): continue
            due = first.due or first.day + self.span('offer', '14d')
            if not self.comes(due): continue
            m = {}
            if first.amount: m = dict(amount=money(minor(first.amount, first.currency), first.currency), currency=first.currency)
            self.add('offer', first.text, due, first, ref, held=self.quiet(), **m)

    # missions
    def missions(self):
        out = []
        for ref in self.refs('mission'):
            first = self.ev('mission', ref=ref)[0]
            start = self.newest(first, 'renew', ref=ref)
            if self.since('end', ref, start.day) is None and not self.over():
                out.append((ref, first, start))
        return out

    def newest(self, start, *events, ref=None):
        """the newest row of some events if it is of a later day than another"""
        for e in events:
            rows = self.ev(e, ref=ref)
            if rows and rows[-1].day > start.day: start = rows[-1]
        return start

    def work(self):
        for ref, first, start in self.missions():
            cap = str(self.profile.get('mission_cap', self.policy.get('mission', {}).get('cap', '2m')))
            beat = days_of(self.profile.get('checkin', self.policy.get('checkin', '14d')))
            shown = self.newest(start, 'result', 'delivered')
            if self.comes(add_span(shown.day, cap)): self.add('result', shown.text, add_span(shown.day, cap), first, ref)
            end = add_span(start.day, cap)
            if self.now > end: self.add('mission', start.text, end, first, ref)
            notice = max(days_of(self.policy.get('mission', {}).get('notice', '7d')), self.book.within)
            if end - notice <= self.now <= end: self.add('renewal', start.text, end, first, ref)
            seen = self.newest(start, 'checkin')
            if self.comes(seen.day + beat): self.add('checkin', seen.text, seen.day + beat, first, ref, held=self.quiet())

    def unbilled(self):
        for ref in self.refs('mission'):
            first = self.ev('mission', ref=ref)[0]
            start = self.newest(first, 'renew', ref=ref)
            ends = [r for r in self.ev('end', ref=ref) if r.day >= start.day][:1]
            ends = ends or (self.ev('end', ref='')[-1:] if self.over() else [])
            if not ends or any(r.day >= first.day for r in self.ev('invoice')): continue
            if self.comes(ends[0].day + 7): self.add('unbilled', ends[0].text, ends[0].day + 7, first, ref, held=self.quiet())

    # trouble
    def done(self, event, r):
        """first day of an event since an incident: of its ref, for one without ref of the id of its row"""
        return self.since(event, r.ref or r.id, r.day)

    def still_open(self, event, ref):
        """rows since the last resolve; one without a time counts from the morning, a resolve until midnight"""
        def place(x): return x.day, (1440 if x.event == 'resolve' else 0) if x.min is None else x.min, x.id
        last = max((place(r) for r in self.ev('resolve', ref=ref)), default=None)
        return sorted((x for x in self.ev(event, ref=ref) if last is None or place(x) > last), key=place)

    def told(self, event, r, kind=None):
        return any(x.day >= r.day and x.ref in ('', r.ref or r.id) and kind in (None, x.kind) for x in self.ev(event))

    def found(self, r):
        """the day on which it was found out where it comes from; a misunderstanding is when it was said back"""
        back = [x.day for x in self.ev('checkin') if x.kind == 'rephrase' and x.day >= r.day and x.ref in ('', r.ref or r.id)]
        return self.done('diagnose', r) or (min(back, default=None) if r.kind == 'misunderstanding' else None)

    def over(self):
        """the relation has ended, and nothing began it anew on a later day"""
        ends = [x.day for x in self.ev('end', ref='')]
        return bool(ends) and not any(x.day > max(ends) for e in ('offer', 'contract', 'mission') for x in self.ev(e))

    def wants(self, r):
        """the day since which an incident wants something that this list asks for, or None"""
        settled = self.done('resolve', r)
        if r.event == 'satisfied' and r.level not in ('1', '2'): return None
        if r.kind in ('assumption', 'silent-approval'): return None
        if r.kind == 'disrespect' or (r.kind in ('deception', 'breach') and r.by == 'client'):
            limits = any(x.day >= r.day and x.ref in ('', r.ref or r.id) and x.kind != 'price' for x in self.ev('frame'))
            return None if settled or limits or self.over() else r.day
        if r.kind == 'price': return None if settled or self.told('frame', r, 'price') else r.day
        if r.kind == 'outburst':
            at = r.day * 1440 + (1439 if r.min is None else r.min)
            left = int(self.policy.get('cool_off', '24h')[:-1]) * 60 - (self.now * 1440 + self.minute - at)
            fresh = left > 0 and (r.day == self.now or left >= 1440)
            heard = self.done('diagnose', r) or (not r.ref and any(x.day >= r.day for x in self.ev('diagnose')))
            return None if settled or fresh or heard else r.day
        if r.event == 'incident' and r.by == 'client' and r.tags.get('client') == 'badfaith': return None if settled else r.day
        if settled: return None if self.done('gesture', r) else settled
        found, sorry = self.found(r), self.done('apology', r)
        return max(found, sorry) if found and sorry else r.day

    def trouble(self):
        for ref in self.refs('conflict') if not self.over() else []:
            for first in self.still_open('conflict', ref)[:1]:
                due = first.day + self.span('conflict', '7d')
                if self.comes(due): self.add('conflict', first.text, due, first, ref)
        for kind in ('incident', 'approval'):
            listed = set()
            for r in self.ev('incident', 'satisfied'):
                if r.ref in listed: continue
                if kind == 'incident':
                    due = self.wants(r)
                    if due is None: continue
                    due += self.span('incident', '2d')
                else:
                    if r.event != 'incident' or r.kind != 'silent-approval' or self.done('resolve', r) or self.told('disagree', r): continue
                    due = r.day
                if not self.comes(due): continue
                self.add(kind, r.text, due, r, r.ref or r.id)
                if r.ref: listed.add(r.ref)

    # care
    def contact(self):
        talk = [r for r in self.stream() if r.by == 'client' or self.twoway(r)]
        if not talk: return
        s = {**dict(min_days=14, times_median=3, plus_mad=5, history=12, need=4, active=30, idle=90), **self.policy.get('silence', {})}
        days = sorted({r.day for r in talk})
        gaps = [b - a for a, b in zip(days, days[1:])][-s['history']:]
        def median(v):
            v = sorted(v)
            return v[len(v) // 2] if len(v) % 2 else (v[len(v) // 2 - 1] + v[len(v) // 2]) // 2
        usual = s['active'] if self.missions() else s['idle']
        if len(gaps) >= s['need']:
            m = median(gaps)
            usual = max(s['min_days'], s['times_median'] * m, m + s['plus_mad'] * median([abs(g - m) for g in gaps]))
        if 'contact' in self.policy: usual = days_of(self.policy['contact'])
        away = self.away(self.rows, True) + self.away(self.nobody, True)
        due, silent = days[-1], 0
        while True:                                  # the last day on which the silence is still usual
            if not any(a <= due + 1 <= b for a, b in away): silent += 1
            if silent > usual: break
            due += 1
        if self.comes(due): self.add('contact', talk[-1].text, due, talk[-1], held=self.quiet())

    def welcome(self):
        """the last day of their newest absence, for a week, unless I spoke or asked since"""
        away = [(b, r) for r in self.ev('absence') if r.by in ('client', 'both') for b in [r.day if r.due is None else r.due] if b >= r.day]
        if not away: return False
        last, row = max(away, key=lambda x: x[0])
        row = next(r for b, r in away if b == last)
        said = [r for r in self.stream() if r.day > last and not self.inbound(r) and not (r.by != 'client' and 'missed' in r.words and not self.twoway(r))]
        if self.now > last + 7 or said or any(r.day > last for r in self.ev('interest')) or not self.comes(last): return False
        if last <= self.now and self.cal.is_closed(self.now): return False
        self.add('interest', row.text, last, note='welcome-back', held=self.quiet())
        return True

    def interest(self):
        if self.welcome(): return
        talk = [r for r in self.ev('contact', 'checkin') if r.by == 'client' or self.twoway(r)]
        idle = self.policy.get('silence', {}).get('idle', 90)
        if not self.missions() and (not talk or self.now - talk[-1].day > idle): return
        asked = self.ev('interest')
        if asked: since, text = asked[-1].day, asked[-1].text
        else:
            since = min(r.day for r in self.ev('contact', 'checkin', 'mission', 'renew'))
            text = iso(since)
        # what was not done in its time has left the list, and after a rest it is due again
        turn = self.span('expire', '90d') + self.span('interest', '45d')
        day = since + self.span('interest', '45d')
        while turn and self.cal.open_day(day) + self.span('expire', '90d') < self.now: day += turn
        due = self.cal.open_day(day)
        if not self.comes(due) or (due <= self.now and self.cal.is_closed(self.now)): return
        last = {r.kind: r.day for r in asked}
        note = ' '.join(f'{k}={iso(last[k])}' for k in ('business', 'person') if k in last)
        self.add('interest', text, due, note=note, held=self.quiet())

    def followup(self):
        first, second = [days_of(s) for s in self.policy.get('followup', ['7d', '30d'])]
        asked = [r.day for r in self.ev('contact', 'checkin') if r.by != 'client' or self.twoway(r)] + [r.day for r in self.ev('satisfied') if r.level not in ('1', '2')]
        for ref in self.refs('delivered'):
            d = self.ev('delivered', ref=ref)[-1]
            # a word counts for the call that it lies nearer to than to what came before
            if any(2 * (a - d.day) >= first + second for a in asked): continue
            due = d.day + (second if any(2 * (a - d.day) >= first for a in asked) else first)
            if self.comes(due): self.add('followup', d.text, due, d, ref, held=self.quiet())

    def recommend(self):
        """a month after the last trouble was settled, for a month, when all is well and something was delivered"""
        fixed = [r for r in self.ev('resolve') if r.ref and self.ev('incident', 'conflict', 'doubt', ref=r.ref)]
        if not fixed or self.over() or not self.ev('delivered'): return
        fix = fixed[-1]
        if self.now >= fix.day + 60 or not self.comes(fix.day + 30): return
        if any(r.day > fix.day for r in self.ev('incident', 'conflict', 'doubt', 'dispute')): return
        if any(r.day >= fix.day for r in self.ev('referral')): return
        if any(self.still_open('conflict', ref) for ref in self.refs('conflict')): return
        if any(self.wants(r) is not None for r in self.ev('incident', 'satisfied')): return
        self.add('followup', fix.text, fix.day + 30, fix, fix.ref, held=self.quiet())

    def vetting(self):
        deal = self.ev('offer', 'accepted', 'contract', 'mission', 'invoice')
        if not deal or self.ev('vetted', 'payment', 'renew'): return
        since = self.profile.get('since')
        due = deal[0].day + self.span('vetting', '14d')
        if (since and day_of(str(since)) < deal[0].day) or not self.comes(due): return
        self.add('vetting', deal[0].text, due, deal[0])

    def frame(self):
        b = {**dict(hours=48, count=5, channels=2, times_usual=4, lookback=90, active=14), **self.policy.get('burst', {})}
        if self.profile.get('channels') or any(r.kind != 'price' for r in self.ev('frame')): return
        at = lambda r: r.day * 1440 + (720 if r.min is None else r.min)
        msgs = sorted((r for r in self.ev('contact') if r.by == 'client'), key=lambda r: (at(r), r.key))
        for m in msgs:
            t = at(m)
            if t <= (self.now - b['active']) * 1440: continue
            now = [r for r in msgs if t - b['hours'] * 60 < at(r) <= t]
            old = [r for r in msgs if t - b['lookback'] * 1440 < at(r) <= t - b['hours'] * 60]
            if len(now) >= b['count'] and len({r.channel for r in now}) >= b['channels'] and \
                    len(now) * (b['lookback'] * 24 - b['hours']) >= b['times_usual'] * len(old) * b['hours']:
                if self.comes(m.day): self.add('frame', now[0].text, m.day, m)
                return

    # money
    def invoices(self):
        """-> (first row, currency, balance, movements) of each ref"""
        out = []
        for ref in self.refs('invoice'):
            first = self.ev('invoice', ref=ref)[0]
            moves = [r for r in self.ev('payment', 'credit', 'refund', ref=ref) if r.currency == first.currency]
            out.append((first, first.currency, self.balance(first, first.currency, moves), moves))
        return out

    def handed(self, ref):
        """the reminders of a ref that were handed over, in order, each with what became of it"""
        rows, out = self.ev('reminder', ref=ref), []
        for r in rows:
            same = [r] if not r.tags.get('mid') else [x for x in rows if x.tags.get('mid') == r.tags['mid'] and x.kind == r.kind]
            n = [x.tags.get('status', 'none') for x in same].count
            fails = n('failed') + n('deferred') + n('bounced')
            # a letter that was prepared lies there until that attempt was taken back; what came back was not read
            st = 'none' if n('none') else 'prepared' if n('prepared') and fails < max(n('intent'), n('prepared')) else \
                'sent' if n('sent') > n('bounced') else 'unknown' if max(n('intent'), n('unknown')) > fails else 'failed'
            if st != 'failed': out.append((r, st))
        return out

    def anew(self, first):
        """the day from which the ladder begins anew: a refund of what was paid, an instalment of several that was missed"""
        moves = [r for r in self.ev('payment', 'credit', 'refund', ref=first.ref) if r.currency == first.currency]
        left, closed, day = minor(first.amount, first.currency), False, None
        for d in sorted({r.day for r in moves}):
            left -= sum(minor(r.amount, r.currency) * (-1 if r.event == 'refund' else 1) for r in moves if r.day == d)
            if closed and left > 0: day = d
            closed = left <= 0
        missed = self.missed(first)
        return max([d for d in (day, missed) if d is not None], default=None)

    def missed(self, first):
        """the day of the first instalment of a plan that passed, its grace too, and is not covered"""
        plan = self.agreed(first)
        if len(plan) < 2 or plan[-1][4].event != 'renegotiate': return None
        return next((due for due, _, left, _, _ in plan if left and due < self.now and self.until(due) < self.now), None)

    def asked(self, first, balance):
        """what may be asked for: of a plan with an instalment missed what has fallen due, but all of it at its end"""
        plan = self.agreed(first)
        if self.missed(first) is None or plan[-1][0] < self.now or 'whole' in self.agreed_row(first.ref).words: return balance
        return min(balance, sum(left for due, _, left, _, _ in plan if due < self.now))

    def waiting_letter(self, first):
        """the letter that is to be posted: one of before the ladder began anew is not"""
        letter, anew = self.unposted(first.ref), self.anew(first)
        return letter if letter and not (anew is not None and letter.day <= anew) else None

    def letters(self, ref):
        """the letters about an invoice: one envelope is posted once, whichever of its invoices that is logged for"""
        made = [r for r in self.ev('reminder', ref=ref) if r.tags.get('mid') and r.tags.get('status') == 'prepared']
        stood = lambda other, mid: any(r.tags.get('mid') == mid for r in self.ev('reminder', ref=other))
        return [r for r in self.ev('letter') if r.ref == ref or
            r.ref and any(r.day >= m.day and stood(r.ref, m.tags['mid']) for m in made)]

    def unposted(self, ref):
        """the row of a letter that was prepared, and none was heard of since that day"""
        found = [r for r, st in self.handed(ref) if st == 'prepared']
        heard = [r.day for r in self.letters(ref) if r.kind in ('posted', 'presented', 'signed', 'returned')]
        if found and not any(day >= found[-1].day for day in heard): return found[-1]
        return None

    def free_money(self, currency):
        known = {(ref, self.ev('invoice', ref=ref)[0].currency) for ref in self.refs('invoice')}
        return sum(minor(r.amount, r.currency) * (-1 if r.event == 'refund' else 1) for r in self.ev('payment', 'credit', 'refund')
            if r.currency == currency and (r.ref, currency) not in known)

    def agreed_row(self, ref):
        """the row of the last date for the payment of an invoice: agreed, or given by the client"""
        given = [r for r in self.ev('promise', ref=ref) if r.due and r.by == 'client']
        if given: given = sorted(given + [r for r in self.about(ref, 'client', 'clarify') if r.due], key=lambda r: r.key)[-1:]
        given = [g for g in given if all(x.key < g.key for x in self.about(ref, 'client', 'kept') + self.about(ref, 'client', 'broken'))]
        return max(given + [r for r in self.ev('renegotiate', ref=ref) if r.due], key=lambda r: r.key, default=None)

    def why(self, ref):
        """why an invoice is not paid, as the newest row about it says; a dispute until it is resolved"""
        said = [r for r in self.ev('invoice', 'contact', 'renegotiate', 'promise', 'clarify', 'dispute', ref=ref)
            if r.tags.get('why') in ('oversight', 'cash', 'lost', 'dispute', 'badfaith')]
        if not said: return None
        last = max(said, key=lambda r: r.key)
        over = last.tags['why'] == 'dispute' and any(r.day >= last.day for r in self.ev('resolve', ref=ref))
        return None if over else last.tags['why']

    def until(self, due): return self.cal.add_open(due, self.policy.get('grace', 1))

    def agreed(self, first):
        """what was agreed on: [(due, amount, missing, sum up to it, row)]; without an amount all that is left"""
        newest = self.agreed_row(first.ref)
        if not newest: return []
        rows = [newest] if newest.event != 'renegotiate' else [r for r in self.ev('renegotiate', ref=first.ref) if r.due is not None]
        paid = [(r.day, minor(r.amount, r.currency) * (-1 if r.event == 'refund' else 1))
            for r in self.ev('payment', 'credit', 'refund', ref=first.ref) if r.currency == first.currency]
        part = lambda r: r.amount and r.currency == first.currency
        whole = minor(first.amount, first.currency)
        before = whole - sum(a for d, a in paid if d < rows[-1].day)
        if not part(rows[-1]):
            left = before - sum(a for d, a in paid if d >= rows[-1].day)
            return [(rows[-1].due, None, max(left, 0), None, rows[-1])]
        plan = sorted((r for r in rows if r.day == rows[-1].day and part(r)), key=lambda r: r.due)
        total = sum(minor(r.amount, r.currency) for r in plan)
        since = rows[-1].day + (total != before)
        filled = sum(a for d, a in paid if d >= since)
        out, by = [], 0
        for r in plan:
            amount = minor(r.amount, r.currency)
            by += amount
            out.append((r.due, amount, min(amount, max(0, by - filled)), by, r))
        return out

    def broken(self, first):
        """a date passed, its grace too, before it was covered"""
        agreed = self.agreed(first)
        paid = [(r.day, minor(r.amount, r.currency) * (-1 if r.event == 'refund' else 1))
            for r in self.ev('payment', 'credit', 'refund', ref=first.ref) if r.currency == first.currency]
        whole, on = minor(first.amount, first.currency), agreed[-1][4].day
        total = sum(minor(a[4].amount, a[4].currency) for a in agreed) if agreed[0][1] is not None else None
        since = on + (total != whole - sum(a for d, a in paid if d < on))
        for due, amount, _, by, _ in agreed:
            if self.until(due) >= self.now: return False
            if whole - sum(a for d, a in paid if d <= self.until(due)) <= 0: continue
            if amount is None or sum(a for d, a in paid if since <= d <= self.until(due)) < by: return True
        return False

    def my_fault(self):
        """what of policy hold_while is so today"""
        wanted = self.policy.get('hold_while', ['incident', 'angry'])
        words = {}
        for r in self.ev('incident', 'satisfied'):
            if self.repair(r): words['incident'] = 'incident=' + (r.ref or r.id)
        hot = [r for r in self.ev('contact') if 'tone=angry' in r.words and (r.by == 'client' or self.twoway(r))]
        ends = [r.day * 1440 + (1440 if r.min is None else r.min) for r in hot]
        if ends and self.now * 1440 + self.minute < max(ends) + int(self.policy.get('cool_off', '24h')[:-1]) * 60: words['angry'] = 'angry'
        late = [(self.now - due, ref) for ref, first, due in self.my_words('deadline') if due is not None and self.now > due]
        if late: words['deadline'] = 'deadline=' + max(late, key=lambda x: x[0])[1]
        doubts = [r.ref for r in self.ev('doubt') if self.still_open('doubt', r.ref)]
        if doubts: words['doubt'] = 'doubt=' + doubts[-1]
        return [words[w] for w in ('incident', 'angry', 'deadline', 'doubt') if w in words and w in wanted]

    def repair(self, r):
        """whether it is mine to find out and to apologise for, and that is not done"""
        if r.event == 'satisfied': mine = r.level in ('1', '2')
        else: mine = r.kind not in ('outburst', 'price', 'assumption', 'disrespect', 'silent-approval') and \
            not (r.kind in ('deception', 'breach') and r.by == 'client') and \
            not (r.by == 'client' and r.tags.get('client') == 'badfaith')
        return mine and self.done('resolve', r) is None and not (self.found(r) and self.done('apology', r))

    def held(self, first, balance, but=()):
        ref, p, words = first.ref, self.profile, []
        if self.ev('writeoff', ref=ref): words.append('writeoff')
        if self.still_open('dispute', ref) or self.why(ref) == 'dispute': words.append('dispute')
        agreed = self.agreed(first)
        open_due = next((due for due, _, left, _, _ in agreed if left), agreed[-1][0]) if agreed else None
        if agreed and self.now <= self.until(open_due): words.append(self.dated('agreed', open_due))
        if self.hold_until(ref) is not None: words.append(self.dated('hold', self.hold_until(ref)))
        if self.absent_until() is not None: words.append(self.dated('absent', self.absent_until()))
        fights = [r.ref for r in self.ev('conflict') if self.still_open('conflict', r.ref)]
        if fights: words.append('conflict=' + fights[-1])
        if self.still_waiting(): words.append('unanswered')
        # one without a time of day may have come at its end
        ends = [r.day * 1440 + (1440 if r.min is None else r.min) for r in self.ev('incident') if r.kind in ('outburst', 'disrespect')]
        if ends and self.now * 1440 + self.minute < max(ends) + int(self.policy.get('cool_off', '24h')[:-1]) * 60:
            words.append('outburst')
        if p.get('insolvency') and day_of(str(p['insolvency'])) <= self.now: words.append('insolvency')
        if (p.get('reminders') or {}).get('never'): words.append('never')
        if p.get('relation', 'client') != 'client': words.append('relation')
        foreign = {}
        for r in self.ev('payment', 'credit', 'refund', ref=ref):
            if r.currency != first.currency: foreign[r.currency] = foreign.get(r.currency, 0) + minor(r.amount, r.currency) * (-1 if r.event == 'refund' else 1)
        # what may be paid in part is claimed neither by letter nor by file
        anew, balance = self.anew(first), self.asked(first, balance)
        free, done = self.free_money(first.currency), [r.kind for r, _ in self.handed(ref) if anew is None or r.day > anew]
        mails = not any(k in done for k in ('second', 'notice', 'recourse'))
        if any(v > 0 for v in foreign.values()) or free > 0 and (free >= balance or not mails): words.append('unallocated')
        if self.waiting_letter(first): words.append('letter')
        words += self.my_fault()
        return ' '.join(w for w in words if w.partition('=')[0] not in but)

    def legal(self): return (self.profile.get('allocation') or self.policy.get('allocation')) == 'legal'

    def settle(self, first, currency, moves):
        if first.ref not in self.settled: self.settled[first.ref] = self.work_out(first, currency, moves)
        return self.settled[first.ref]

    def work_out(self, first, currency, moves):
        """a day at a time -> principal (None: cannot be known), interest left (None likewise), fee left, day paid"""
        kind, ref, due = self.profile.get('kind', 'b2b'), first.ref, first.due
        regime = self.book.law.regime(self.policy, self.profile)
        contract = self.profile.get('penalty_rate')
        how, start = regime['start'], due
        if kind == 'b2c' and regime['kind'] != 'b2c': how = 'notice'
        if how == 'due-or-notice': how = 'due+1' if due is not None else 'notice'
        if how in ('notice', 'reminder'):
            letters = {k: [r.day for r in self.letters(ref) if r.kind == k] for k in ('presented', 'signed')}
            heard = (letters['presented'] or letters['signed'])[:1]
            if how == 'reminder':
                heard = sorted(heard + [r.day for r, st in self.handed(ref) if r.channel != 'file'])
            start = max([heard[0]] + [due] * (due is not None)) if heard else None
        waived = bool(self.ev('waive', ref=ref))
        newest = self.agreed_row(ref)
        if newest and newest.event == 'renegotiate' and newest.tags.get('interest') == 'waive': waived |= not self.broken(first)
        if waived: start = None
        # a ruling of insolvency stops the interest of what was owed before it, and its fee
        ruling = day_of(str(self.profile['insolvency'])) if self.profile.get('insolvency') else None
        born = day_of(first.tags['done']) if 'done' in first.tags else first.day
        frozen = ruling if ruling is not None and born < ruling <= self.now else None
        left = minor(first.amount, currency) - sum(minor(r.amount, currency) for r in moves if r.event == 'credit')
        fee_due = 0
        if kind != 'b2c' and frozen is None and not waived and regime['fee'] not in ('', 'none') and regime['fee'][:3] == currency:
            for tier in regime['fee'][4:].split(';'):
                amount, word, limit = (tier.split() + ['', ''])[:3]
                fee_due = minor(amount, currency)
                if not word or left < minor(limit, currency) or (word == 'to' and left == minor(limit, currency)): break
        halves = {}
        def rate(day):
            y, m, _ = ymd(day)
            if (y, m > 6) not in halves: halves[y, m > 6] = rate_of_half(day)
            return halves[y, m > 6]
        def rate_of_half(day):
            if contract is not None: return percent(contract)
            mult = int(regime['mult'])
            bp = int(regime['margin_bp']) + (mult * self.book.law.rate(regime['series'], start + 1 if regime['mode'] == 'fixed' else day) if mult else 0)
            step = int(regime.get('round_bp') or 0)
            return -(-max(bp, 0) // step) * step if step else max(bp, 0)
        if start is not None and regime.get('from') and contract is None and start + 1 < day_of(regime['from']) and left > 0:
            return None, None, 0, None
        rank = {'payment': 0, 'refund': 1}
        steps = sorted(((r.day, rank[r.event], minor(r.amount, currency)) for r in moves if r.event != 'credit'))
        late, known, sure, part, interest, fee, paid, begun = False, True, True, 0, 0, 0, None, due if due is not None else start
        for day in range(min([d for d in (start, due, self.now) if d is not None] + [st[0] for st in steps]), self.now + 1):
            if left > 0 and begun is not None and day > begun and not late: late, fee = True, fee_due
            if left > 0 and start is not None and day > start and (frozen is None or day < frozen):
                try: part += left * rate(day) * (365 if regime.get('year') == 'actact' and leap(ymd(day)[0]) else 366)
                except Unknown: known = False
            for st in steps:
                if st[0] != day: continue
                interest, part, pay = interest + half_up(part), 0, st[2]
                if st[1]: left += pay
                else:
                    if self.legal():
                        if not known: sure = False
                        fee, pay = fee - min(fee, pay), pay - min(fee, pay)
                        interest, pay = interest - min(interest, pay), pay - min(interest, pay)
                    left -= pay
                paid = None if left > 0 else paid or day
        interest += half_up(part)
        if not known: return left if sure else None, None, fee if sure else 0, paid if sure else None
        if left < 0:                                 # money beyond the principal settles interest, then the fee
            over = -left
            interest, over = interest - min(interest, over), over - min(interest, over)
            fee -= min(fee, over)
        return left, interest, fee, paid

    def balance(self, first, currency, moves):
        plain = minor(first.amount, currency) - sum(minor(r.amount, currency) * (-1 if r.event == 'refund' else 1) for r in moves)
        if not moves or not self.legal(): return plain
        left = self.settle(first, currency, moves)[0]
        return plain if left is None else left

    def court(self, first):
        """-> which day runs before a court or against a public buyer: (step, row, day) or None"""
        ref = first.ref
        if self.book.law.regime(self.policy, self.profile).get('country') != 'fr' or self.ev('writeoff', ref=ref): return None
        claims = self.ev('claim', ref=ref)
        def newest(kind, since=None): return next((r for r in reversed(claims) if r.kind == kind and (since is None or r.day >= since)), None)
        ruling, born = self.profile.get('insolvency'), day_of(first.tags['done']) if 'done' in first.tags else first.day
        if ruling and born < day_of(str(ruling)) <= self.now:
            # nobody sues any more: the claim is lodged, within two months; relief is asked within six
            if newest('lodged') or self.now > add_months(day_of(str(ruling)), 6): return None
            return 'lodge', first, add_months(day_of(str(ruling)), 2)
        if self.profile.get('kind') == 'public':
            lies = self.unposted(ref)
            begun = [(r.due, 0, r) for r, _ in self.handed(ref) if r.due is not None and r.due < self.now and
                not (lies and (r is lies or r.tags.get('mid') and r.tags.get('mid') == lies.tags.get('mid')))]
            if self.still_open('dispute', ref):
                refusal = self.still_open('dispute', ref)[0]
                begun.append((refusal.day, 1, refusal))
            if begun:
                since, _, row = min(begun, key=lambda b: b[:2])
                if not any(newest(k, row.day) for k in ('memoire', 'filed', 'judged')): return 'memoire', row, add_months(since, 2)
        granted = newest('granted')
        if not granted or any(r.kind == 'filed' and r.day > granted.day for r in claims) or newest('judged', granted.day): return None
        serve = add_months(granted.day, 3 if granted.day >= day_of('2026-09-01') else 6)
        served = newest('served', granted.day)
        if served and newest('opposed', served.day): return None
        if served and served.day <= serve: return 'enforce', served, self.cal.open_day(add_months(served.day, 2)) + 1
        return 'serve', granted, serve

    def limit(self, first):
        kind = self.profile.get('kind', 'b2b')
        law = self.book.law
        regime = law.regime(self.policy, self.profile)
        french = regime.get('country') == 'fr'
        own = law.regimes.get((regime.get('country') or '') + '-' + kind, regime)
        if regime['kind'] == kind and regime.get('limit_years') or not own.get('limit_years'): own = regime
        years, counted = int(own.get('limit_years') or 0), own.get('limit_start') or 'day'
        if not years: return ''
        def end(day, how):
            if how == 'judged': return add_months(day, 120)
            if counted == 'next-year' or (counted == 'year-end' and not how): return day_of(f'{ymd(day)[0] + years:04}-12-31')
            return add_months(day, 12 * years)
        start = day_of(first.tags['done']) if 'done' in first.tags else first.day
        day = end(start, '')
        again = [(r.day, 'acknowledged') for r in self.ev('acknowledge', ref=first.ref)] + \
                [(r.day, r.kind) for r in self.ev('claim', ref=first.ref) if r.kind in ('served', 'judged')]
        for d, how in sorted(again):
            if (french or how == 'acknowledged') and start <= d <= day: day = max(day, end(d, how))
        return iso(day)

    def costs(self, interest, fee, currency):
        return dict(interest=money(interest, currency) if interest else '', fee=money(fee, currency) if fee else '')

    def money(self):
        for first, currency, balance, moves in self.invoices():
            if balance <= 0: continue
            ref, marks = first.ref, self.handed(first.ref)
            m = dict(amount=money(balance, currency), currency=currency)
            given_up = self.ev('writeoff', ref=ref)
            if first.due is not None and self.comes(first.due):
                _, interest, fee, _ = self.settle(first, currency, moves)
                step = dict(step=marks[-1][0].kind, reminded=marks[-1][0].text) if marks else {}
                self.add('invoice', first.text, first.due, first, ref, held=self.held(first, balance), limit=self.limit(first),
                    **self.costs(interest, fee, currency), **m, **step)
            for due, amount, missing, _, row in self.agreed(first):
                left = balance if amount is None else min(missing, balance)
                if left > 0 and not given_up and not self.still_open('dispute', ref) and self.comes(due):
                    self.add('pledge', row.text, due, row, ref, held=self.held(first, balance, ('agreed', 'letter')), amount=money(left, currency), currency=currency)
            court = self.court(first)
            if court and (court[0] != 'enforce' or self.now >= court[2] or self.comes(court[2])):
                self.add('claim', court[1].text, court[2], court[1], ref, step=court[0], **m)
            letter = self.waiting_letter(first)
            due = letter and letter.day + self.span('letter', '2d')
            if letter and not given_up and self.comes(due):
                self.add('letter', letter.text, due, letter, ref, step=letter.kind, reminded=letter.text, held=self.held(first, balance, ('letter',)))

    def papers(self):
        """letters on paper that are no reminders: prepared, not posted, not prepared again"""
        papers = [r for r in self.ev('note') if r.channel == 'letter' and r.tags.get('template') and r.tags.get('mid') and
            r.tags.get('status') == 'prepared']
        for i, r in enumerate(papers):
            due = r.day + self.span('letter', '2d')
            same = [x for x in self.ev('note', 'contact') if x.channel == 'letter' and x.tags.get('template') and
                x.tags.get('mid') == r.tags['mid']]
            said = [x.tags.get('status') for x in same if x.event == 'note']
            again = any(x.ref == r.ref and x.tags['template'] == r.tags['template'] for x in papers[i + 1:])
            gone = len(same) - len(said) + said.count('sent') > said.count('bounced') or None in said or \
                said.count('failed') + said.count('deferred') + said.count('bounced') >= max(said.count('intent'), said.count('prepared'))
            if not again and not gone and self.comes(due):
                self.add('letter', r.text, due, r, r.ref or r.id, step=r.tags['template'])

    def paid_late(self):
        for first, currency, balance, moves in self.invoices():
            if balance > 0 or first.due is None or not moves or self.ev('writeoff', ref=first.ref): continue
            _, interest, fee, paid = self.settle(first, currency, moves)
            if paid is None or (interest or 0) + fee <= 0 or (self.limit(first) and self.now > day_of(self.limit(first))): continue
            marks = self.handed(first.ref)
            step = dict(step=marks[-1][0].kind, reminded=marks[-1][0].text) if marks else {}
            self.add('invoice', first.text, first.due, first, first.ref, amount=money(0, currency), currency=currency, limit=self.limit(first),
                **self.costs(interest, fee, currency), **step)
            self.items[-1]['days'] = paid - first.due
        return self.items

    def delays(self):
        """days after due of the invoices that payments closed, the newest 12 closings"""
        out = []
        for first, currency, _, moves in self.invoices():
            if self.ev('writeoff', ref=first.ref) or not self.ev('payment', ref=first.ref): continue
            # what is credited was never to be paid, whenever that was said
            left, closed = minor(first.amount, currency) - sum(minor(r.amount, currency) for r in moves if r.event == 'credit'), None
            if left <= 0: continue
            for day in sorted({r.day for r in moves if r.event != 'credit'}):
                left -= sum(minor(r.amount, currency) * (-1 if r.event == 'refund' else 1) for r in moves if r.day == day and r.event != 'credit')
                closed = None if left > 0 else closed or day
            if left <= 0 and closed and first.due is not None: out.append((closed, first.key, closed - first.due))
        return [late for _, _, late in sorted(out)[-12:]]

    def forecast(self):
        """-> day or None, ref, due, usual delay or None, basis, balance, currency"""
        late = sorted(self.delays())
        usual = slow = None
        if len(late) >= 3:
            h = len(late) // 2
            total = late[h - 1] + late[h]
            usual, slow = late[h] if len(late) % 2 else total // 2, late[-(-len(late) * 80 // 100) - 1]
        out, ruling = [], self.profile.get('insolvency')
        for first, currency, balance, _ in self.invoices():
            if balance <= 0 or self.ev('writeoff', ref=first.ref): continue
            plan, agreed = self.agreed(first), None
            lost = first.due is None or self.still_open('dispute', first.ref) or self.why(first.ref) == 'dispute' or (ruling and day_of(str(ruling)) <= self.now)
            if plan and plan[0][1] is None: agreed = plan[0][0]
            elif plan and not lost:
                for due, _, missing, _, _ in plan:
                    part = min(missing, balance)
                    if part <= 0 or due < self.now: continue
                    out.append((self.cal.open_day(due), first.ref, first.due, usual, 'agreed', part, currency))
                    balance -= part
            if balance <= 0: continue
            days = [('agreed', agreed), ('usual', usual is not None and first.due is not None and first.due + usual),
                ('slow', usual is not None and first.due is not None and first.due + slow), ('due', usual is None and first.due)]
            known = [] if lost else [(b, d) for b, d in days if d not in (None, False) and d >= self.now]
            basis, day = known[0] if known else ('unknown', None)
            out.append((day and self.cal.open_day(day), first.ref, first.due, usual, basis, balance, currency))
        return out

    def aging(self):
        """-> currency, place among the ages, balance"""
        out = []
        for first, currency, balance, _ in self.invoices():
            late = self.now - first.due if first.due is not None else 0
            if balance > 0 and not self.ev('writeoff', ref=first.ref):
                out.append((currency, 0 if late <= 0 else min(4, 1 + (late - 1) // 30), balance))
        return out

    def put_off(self, item):
        """a hold of this very item, by what the list calls it"""
        if item['kind'] in ('invoice', 'claim'): return
        names = {item['ref'] or item['kind']} | ({item['ref'][-8:]} if item['by_id'] else set())
        until = [self.hold_until(n, alone=True) for n in names]
        until = [u for u in until if u is not None]
        if until and not re.match('(.* )?hold(=| |$)', item['held']):
            item['held'] = ' '.join(filter(None, [self.dated('hold', max(until)), item['held']]))

    def all(self):
        for rule in (self.reply, self.words, self.work, self.unbilled, self.trouble, self.contact, self.interest, self.recommend, self.followup,
                self.vetting, self.frame, self.papers, self.money): rule()
        expire = self.span('expire', '90d')
        self.items = [i for i in self.items if i['days'] <= (min(expire, 30) if i['kind'] == 'followup' else expire) or i['kind'] not in ('contact', 'interest', 'followup', 'vetting', 'offer')]
        for i in self.items: self.put_off(i)
        return self.items

# ---------------------------------------------------------------- the report
class Book:
    def __init__(self, path):
        self.path = path
        file = os.path.join(path, 'policy.yaml')
        self.policy = (yaml.safe_load(open(file, encoding='utf-8')) if os.path.exists(file) else None) or {}
        self.cal = Calendar(self.policy.get('week', {}), holidays(path))
        self.law = Law(path)
        self.rows = load(path, self.policy.get('currency', 'EUR'))

    def profile(self, client):
        file = os.path.join(self.path, 'clients', client + '.yaml')
        return (yaml.safe_load(open(file, encoding='utf-8')) if os.path.exists(file) else None) or {}

    def clients(self, today):
        now, minute = day_of(today), int(today[11:13]) * 60 + int(today[14:]) if today[10:] else 1439
        seen = [r for r in self.rows if (r.day, r.min or 0) <= (now, minute)]
        void = {(r.client, r.ref) for r in seen if r.event == 'void'}
        by = {}
        for r in seen:
            if r.event != 'void' and (r.client, r.id) not in void: by.setdefault(r.client, []).append(r)
        nobody = by.pop('', [])
        return [Client(self, c, rows, nobody, now, minute) for c, rows in by.items()]

    @staticmethod
    def least(least, amount, currency): return not least or not amount or Fraction(amount) >= Fraction(least)

    def report(self, today, within=0, kinds=(), who='', client='', least='', paid_late=False):
        self.within = within
        items = [i for c in self.clients(today) for i in (c.paid_late() if paid_late else c.all())]
        items = [i for i in items if (not kinds or i['kind'] in kinds) and (not who or i['who'] == who) and (not client or i['client'] == client)
            and self.least(least, i['amount'], i['currency'])]
        items.sort(key=lambda i: (i['who'] != 'me', KINDS.index(i['kind']), -i['days'], i['client'], i['ref'], i['amount'] != '', i['since']))
        if within: items.sort(key=lambda i: i['due'][:10])  # stable: an agenda is by day
        def cell(s): return '"' + s.replace('"', '""') + '"' if re.search('[",\n\r]', s) else s
        return [HEAD] + [','.join(cell(str(i[c])) for c in HEAD.split(',')) for i in items]

    def aging(self, today, client='', least=''):
        self.within, lines = 0, {}
        for c in self.clients(today):
            for currency, age, balance in c.aging():
                if client in ('', c.name) and self.least(least, money(balance, currency), currency):
                    lines.setdefault((c.name, currency), [0] * 5)[age] += balance
        return ['client,currency,current,1-30,31-60,61-90,91+,total'] + [','.join([c, cur, *(money(n, cur) for n in [*ages, sum(ages)])])
            for (c, cur), ages in sorted(lines.items())]

    def receipts(self, today, client='', least=''):
        self.within = 0
        found = [(c.name, *r) for c in self.clients(today) for r in c.forecast()]
        whole = {}
        for r in found: whole[r[0], r[2]] = whole.get((r[0], r[2]), 0) + r[6]
        found = [r for r in found if client in ('', r[0]) and self.least(least, money(whole[r[0], r[2]], r[7]), r[7])]
        return sorted(found, key=lambda r: (r[1] is None, r[1] or 0, r[0], r[2], r[6]))

    def forecast(self, today, **some):
        text = lambda day: '' if day is None else iso(day)
        return ['expected,client,ref,due,usual,basis,amount,currency'] + [','.join([text(r[1]), r[0], r[2], text(r[3]),
            '' if r[4] is None else str(r[4]), r[5], money(r[6], r[7]), r[7]]) for r in self.receipts(today, **some)]

    def months(self, today, **some):
        sums = {}
        for r in self.receipts(today, **some):
            line = sums.setdefault(('' if r[1] is None else iso(r[1])[:7], r[7]), [0, 0])
            line[0] += 1
            line[1] += r[6]
        return ['month,currency,invoices,amount'] + [f'{m},{c},{n},{money(total, c)}' for (m, c), (n, total) in
            sorted(sums.items(), key=lambda x: (x[0][0] == '', x[0]))]

def main(argv):
    options = dict(a[2:].partition('=')[::2] for a in argv if a.startswith('--'))
    path, today = [a for a in argv if not a.startswith('--')]
    kinds = [a.partition('=')[2] for a in argv if a.startswith('--kind=')]
    book, some = Book(path), {k: options[o] for k, o in (('client', 'client'), ('least', 'min')) if o in options}
    if 'aging' in options: lines = book.aging(today, **some)
    elif 'forecast' in options: lines = (book.months if options['forecast'] else book.forecast)(today, **some)
    else: lines = book.report(today, int(options.get('within', '0').rstrip('d')), kinds, options.get('who', ''), paid_late='paid-late' in options, **some)
    print('\n'.join(lines))

if __name__ == '__main__': main(sys.argv[1:])
