# remind.py - what crm-remind sends on a day, worked out a second time from the rules alone.  Slow and
# plain: it looks at every row for every question.  simulate.py compares it with the programs.
import datetime
from collections import defaultdict

DAY = datetime.timedelta(days=1)
LADDERS = {
    "": [("courtesy", 3, "email"), ("second", 10, "email"), ("notice", 24, "letter"), ("recourse", 40, "file")],
    "gentle": [("courtesy", 10, "email"), ("second", 30, "email")],
}
GAP, GRACE, MAX, EXPIRE, MIN_AMOUNT = 7, 1, 6, 90, 2000  # MIN_AMOUNT in cents of the book's currency


def easter(year):
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    m = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return datetime.date(year, m // 31, m % 31 + 1)


def closed(day):
    if day.weekday() >= 5:
        return True
    if (day.month, day.day) in ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)):
        return True
    return (day - easter(day.year)).days in (1, 39, 50)


def open_day(day):
    while closed(day):
        day += DAY
    return day


def add_open(day, n):
    for _ in range(n):
        day = open_day(day + DAY)
    return day


def date(text):
    return datetime.date.fromisoformat(text[:10])


def moment(text, otherwise):
    return datetime.datetime.fromisoformat(text if "T" in text else text + "T" + otherwise)


class Model:
    """The rows so far, and what was handed over."""

    def __init__(self):
        self.rows = []                      # dicts, in any order
        self.profile = {}                   # client -> dict(ladder, never, insolvency, relation)
        self.sent = defaultdict(list)       # (client, ref) -> [(day, step)]
        self.prepared = {}                  # (client, ref) -> day, of the newest letter that was prepared
        self.until = {}                     # (client, ref) -> the last day to pay that a letter gave
        self.envelope = defaultdict(list)   # (client, ref) -> [(day, refs of one letter)]
        self.first = True

    def of(self, client, *events):
        return [r for r in self.rows if r["client"] == client and r["event"] in events]

    def balances(self, client):
        """{(ref, currency): [balance, due]} of what is open, {currency: money without a known invoice}."""
        due, amount, spare = {}, defaultdict(int), defaultdict(int)
        for r in self.of(client, "invoice"):
            key = (r["ref"], r["currency"])
            due[key] = date(r["due"]) if r["due"] else None     # crm-log writes one; without it nothing is late
            amount[key] += r["amount"]
        for r in self.of(client, "payment", "credit", "refund"):
            sign = 1 if r["event"] == "refund" else -1
            key = (r["ref"], r["currency"])
            if key in due:
                amount[key] += sign * r["amount"]
            else:
                spare[r["currency"]] -= sign * r["amount"]
        return {k: (amount[k], due[k]) for k in due}, spare

    def client_held(self, client, now):
        day, p = now.date(), self.profile[client]
        if p.get("never") or p.get("relation", "client") != "client":
            return "never"
        if p.get("insolvency") and date(p["insolvency"]) <= day:
            return "insolvency"
        for r in self.of(client, "absence"):
            if r["by"] == "client" and date(r["at"]) <= day <= date(r["due"] or r["at"]):
                return "absent"
        for r in self.of(client, "conflict"):
            if not any(x["ref"] == r["ref"] and date(x["at"]) >= date(r["at"]) for x in self.of(client, "resolve")):
                return "conflict"
        asked = [moment(r["at"], "00:00") for r in self.of(client, "contact")
                 if r["by"] == "client" and r["channel"] == "email" and "noreply" not in r["tags"]]
        said = [moment(r["at"], "23:59") for r in self.of(client, "contact")
                if r["by"] != "client" or r["channel"] == "phone"]
        # after so many days nobody waits for an answer any more
        old = asked and (day - max(asked).date()).days > EXPIRE
        if asked and not old and (not said or max(asked) > max(said)):
            return "unanswered"
        for r in self.of(client, "incident"):
            # without a time of day it may have come at the end of its day
            hours = 24 if "T" in r["at"] else 48
            if r["kind"] in ("outburst", "disrespect") and now < moment(r["at"], "00:00") + datetime.timedelta(hours=hours):
                return "outburst"
            done = {x["event"] for x in self.of(client, "diagnose", "apology", "resolve") if x["ref"] == r["ref"]}
            if r["kind"] == "error" and "resolve" not in done and not {"diagnose", "apology"} <= done:
                return "incident"
        for r in self.of(client, "contact"):
            hours = 24 if "T" in r["at"] else 48
            if r["tags"] == "tone=angry noreply" and now < moment(r["at"], "00:00") + datetime.timedelta(hours=hours):
                return "angry"
        return None

    def begun(self, client, ref):
        """-> the day on which a refund opened again what had been paid, None; the newest refund of what was open"""
        first = min((r for r in self.of(client, "invoice") if r["ref"] == ref), key=lambda r: (r["at"], r["id"]))
        left, closed, anew, refund = first["amount"], False, None, None
        moves = [r for r in self.of(client, "payment", "credit", "refund")
                 if r["ref"] == ref and r["currency"] == first["currency"]]
        for day in sorted({date(r["at"]) for r in moves}):
            for r in moves:
                if date(r["at"]) == day:
                    left += r["amount"] if r["event"] == "refund" else -r["amount"]
                    refund = day if r["event"] == "refund" else refund
            if closed and left > 0:
                anew = day
            closed = left <= 0
        return anew, None if refund and anew and refund <= anew else refund

    def part_paid(self, client, ref):
        """the newest day on which a tenth or more of what was open came in, and some is left"""
        first = min((r for r in self.of(client, "invoice") if r["ref"] == ref), key=lambda r: (r["at"], r["id"]))
        moves = [r for r in self.of(client, "payment", "credit", "refund")
                 if r["ref"] == ref and r["currency"] == first["currency"]]

        def total(day, credit, today):
            return sum(-r["amount"] if r["event"] == "refund" else r["amount"] for r in moves
                       if (date(r["at"]) == day if today else date(r["at"]) < day)
                       and (credit or r["event"] != "credit"))
        found = None
        for day in sorted({date(r["at"]) for r in moves}):
            open_ = first["amount"] - total(day, True, False)
            came = total(day, False, True)
            if came > 0 and open_ > total(day, True, True) and 10 * came >= open_:
                found = day
        return found

    def held(self, client, ref, balance, spare, day, step):
        mine = [r for r in self.rows if r["client"] == client and r["ref"] == ref]
        if any(r["event"] == "writeoff" for r in mine):
            return "writeoff"
        for r in mine:
            if r["event"] == "dispute" and not any(
                    x["event"] == "resolve" and date(x["at"]) >= date(r["at"]) for x in mine):
                return "dispute"
        agreed = sorted((r["at"], r["id"], r["due"]) for r in mine
                        if r["event"] == "renegotiate" or (r["event"] == "promise" and r["by"] == "client"))
        if agreed and day <= add_open(date(agreed[-1][2]), GRACE):
            return "agreed"
        for who in (client, ""):
            for r in self.of(who, "hold"):
                if r["ref"] not in ("", ref) or (r["due"] and day > date(r["due"])):
                    continue
                if not any(x["ref"] in ("", r["ref"]) and (x["at"], x["id"]) > (r["at"], r["id"])
                           for x in self.of(who, "release")):
                    return "hold"
        # money without a ref: no letter, file or end of the ladder while it may be part of the debt
        if spare > 0 and (spare >= balance or step not in ("courtesy", "second")):
            return "unallocated"
        prepared = self.prepared.get((client, ref))
        anew, _ = self.begun(client, ref)
        if anew and prepared and prepared < anew:      # nobody posts it any more
            prepared = None
        if prepared and not self.posted(client, ref, prepared):
            return "letter"
        return None

    def posted(self, client, ref, since):
        days = []
        for r in self.of(client, "letter"):
            day = date(r["at"])
            # one envelope is posted once, whichever of its invoices that is logged for
            same = r["ref"] == ref or any(r["ref"] in refs and day >= made for made, refs in self.envelope[client, ref])
            if same and r["kind"] == "posted" and day >= since:
                days.append(day)
        return max(days) if days else None

    def reminders(self, client, ref):
        by_hand = [(date(r["at"]), r["kind"]) for r in self.of(client, "reminder") if r["ref"] == ref]
        return self.sent[client, ref] + by_hand

    def last(self, client, ref, names):
        """the highest step that counts, -1"""
        anew, _ = self.begun(client, ref)
        return max([names.index(step) for day, step in self.reminders(client, ref)
                    if step in names and not (anew and day < anew)], default=-1)

    def due_step(self, client, ref, due, newest):
        """Index of the next step and the first day for it."""
        ladder = LADDERS[self.profile[client].get("ladder", "")]
        names = [s[0] for s in ladder]
        # what had been paid and is open again begins anew: what was sent before counts no more
        anew, refund = self.begun(client, ref)
        last = self.last(client, ref, names)
        if last + 1 >= len(ladder):
            return None, None
        day = (max(due, anew) if anew else due) + ladder[last + 1][1] * DAY
        if newest:
            day = max(day, newest + GAP * DAY)
        if refund:
            day = max(day, refund + GAP * DAY)
        part = self.part_paid(client, ref)
        if part:
            day = max(day, part + GAP * DAY)
        if last >= 0:                       # what came by letter counts from the day it was posted
            posted = self.posted(client, ref, datetime.date.min)
            if posted and not (anew and posted < anew):
                day = max(day, posted + (ladder[last + 1][1] - ladder[last][1]) * DAY)
        if (client, ref) in self.until and not (anew and self.prepared.get((client, ref), datetime.date.min) < anew):     # whoever was given until a day is left in peace until then
            day = max(day, self.until[client, ref] + DAY)
        return last + 1, open_day(day)

    def messages(self, now):
        """[(client, step, channel, [listed], [(recorded ref, step)])] in the order of sending."""
        day, out = now.date(), []
        if closed(day):
            return out
        for client in sorted(self.profile):
            open_, spare = self.balances(client)
            ladder = LADDERS[self.profile[client].get("ladder", "")]
            refs = {ref for ref, _ in open_}
            # a file for me is no reminder to the client
            files = {s[0] for s in ladder if s[2] == "file"}
            newest = max([d for ref in refs for d, s in self.reminders(client, ref) if s not in files], default=None)
            if self.client_held(client, now):
                continue
            for currency in sorted({c for _, c in open_}):
                listed, steps = [], {}
                for (ref, c), (balance, due) in open_.items():
                    if c != currency or balance <= 0 or not due or due >= day:
                        continue
                    step, first = self.due_step(client, ref, due, newest)
                    if self.held(client, ref, balance, spare[c], day, None if step is None else ladder[step][0]):
                        continue
                    listed.append((due, ref, balance))
                    if step is not None and first <= day:
                        steps[ref] = step
                listed.sort()
                formal = [i for i, s in enumerate(ladder) if s[2] == "letter"]
                names = [s[0] for s in ladder]

                def claimed(ref):           # by a letter: nothing else asks for it again
                    last = self.last(client, ref, names)
                    return any(i <= last for i in formal)

                for file in (False, True):
                    mine = {r: s for r, s in steps.items() if (ladder[s][2] == "file") == file}
                    while mine:
                        top = max(mine.values())
                        if file:
                            shown = [x for x in listed if x[1] in mine]
                        elif top in formal:
                            shown = [x for x in listed if mine.get(x[1]) == top]
                        else:
                            shown = [x for x in listed if x[1] in mine or not claimed(x[1])]
                        if currency != "EUR" or sum(x[2] for x in shown) >= MIN_AMOUNT:
                            break
                        # too small a letter is in the way of nothing else
                        mine = {r: s for r, s in mine.items() if s != top} if top in formal else {}
                    if not mine:
                        continue
                    if top in formal:
                        mine = {x[1]: top for x in shown}
                    out.append((client, ladder[top][0], ladder[top][2], [x[1] for x in shown],
                                [(x[1], ladder[mine[x[1]]][0]) for x in shown if x[1] in mine]))
        return out
