# simulate.py - a book lived through day by day, its reminders sent from cron and compared with remind.py.
#
#   simulate.py FOLDER BINFOLDER FIRST-DAY DAYS CLIENTS SEED [GAP]
#
# Makes a book in FOLDER, appends the rows of each day, runs `crm-overdue | crm-remind --send` with an
# empty environment, and fails at the first day on which the messages are not the predicted ones.
# Another GAP than the policy's must make it fail: that proves that something is compared.
import datetime
import os
import random
import re
import subprocess
import sys
from collections import defaultdict
import remind
from remind import DAY, MAX, MIN_AMOUNT, Model, date

HEADER = "id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note"


class Life:
    """Rows of made-up days: invoices, money, talk, trouble."""

    def __init__(self, seed, clients, first):
        self.rnd, self.n, self.first = random.Random(seed), 0, first
        self.clients = ["c%02d" % i for i in range(clients)]
        self.open = []                      # [client, ref, currency, left]
        self.later = defaultdict(list)      # day -> rows

    def row(self, day, client, event, **cells):
        self.n += 1
        r = dict.fromkeys(HEADER.split(","), "")
        r.update(id="00000000-0000-7000-8000-%012d" % self.n, at=str(day), client=client, event=event, by="me")
        r.update(cells)
        r["due"] = str(r["due"])
        return r

    def pay(self, day):
        rnd = self.rnd
        bill = rnd.choice(self.open)
        client, ref, currency, left = bill
        amount = left if rnd.random() < 0.6 else rnd.randrange(1, left + 1)
        kind = rnd.random()
        if kind < 0.1:                      # it does not say for what
            return [self.row(day, client, "payment", by="client", amount=left, currency=currency)]
        bill[3] -= amount
        if bill[3] == 0:
            self.open.remove(bill)
        event = "credit" if kind < 0.2 else "payment"
        rows = [self.row(day, client, event, by="client", ref=ref, amount=amount, currency=currency)]
        if kind > 0.97:
            self.open.append([client, ref, currency, amount])
            self.later[day + 5 * DAY].append(
                self.row(day + 5 * DAY, client, "refund", ref=ref, amount=amount, currency=currency))
        return rows

    def trouble(self, day):
        rnd = self.rnd
        client, ref, _, _ = rnd.choice(self.open)
        until = day + rnd.randrange(1, 25) * DAY
        self.n += 1
        name = "X%d" % self.n
        what = rnd.randrange(11)
        if what == 0:
            self.later[until].append(self.row(until, client, "resolve", ref=ref))
            return self.row(day, client, "dispute", by="client", ref=ref)
        if what == 1:
            self.later[until].append(self.row(until, client, "resolve", ref=name))
            return self.row(day, client, "conflict", by="both", ref=name, kind="price", level=3)
        if what == 2 and rnd.random() < 0.5:   # their word on an invoice is a date agreed for it
            return self.row(day, client, "promise", by="client", ref=ref, due=until)
        if what == 2:
            return self.row(day, client, "renegotiate", by="both", ref=ref, due=until)
        if what == 3:
            return self.row(day, client, "absence", by="client", due=until)
        if what == 4:
            if rnd.random() < 0.5:
                self.later[until].append(self.row(until, client, "release"))
                return self.row(day, client, "hold", kind="talks", ref=rnd.choice(["", ref]))
            return self.row(day, client, "hold", kind="talks", ref=rnd.choice(["", ref]), due=until)
        if what == 5:
            return self.row(day, client, "writeoff", ref=ref) if rnd.random() < 0.2 else None
        if what in (6, 7):
            if rnd.random() < 0.7:
                end = day + rnd.randrange(0, 6) * DAY
                self.later[end].append(self.row("%sT17:30" % end, client, "contact", channel="email"))
            return self.row("%sT%02d:15" % (day, rnd.randrange(8, 17)), client, "contact", by="client",
                            channel="email", tags=rnd.choice(["", "", "noreply"]))
        if what == 8 and rnd.random() < 0.5:   # my own fault: repaired first
            for event in rnd.choice([["resolve"], ["diagnose", "apology"], ["apology", "diagnose"]]):
                until += DAY
                self.later[until].append(self.row(until, client, event, ref=name))
            return self.row(day, client, "incident", ref=name, kind="error", level=3)
        if what == 8 and rnd.random() < 0.5:
            return self.row(rnd.choice([str(day), "%sT11:00" % day]), client, "contact", by="client",
                            channel="email", tags="tone=angry noreply")
        if what == 8:
            return self.row(rnd.choice([str(day), "%sT11:00" % day]), client, "incident", by="client",
                            kind=rnd.choice(["outburst", "disrespect"]), level=2)
        if what == 9:
            return self.row(day, client, "reminder", ref=ref, kind="courtesy", channel="phone")
        return self.row(day, "", "hold", kind="holiday", due=day + 3 * DAY) if rnd.random() < 0.1 else None

    def rows(self, day):
        rnd, rows = self.rnd, self.later.pop(day, [])
        for _ in range(rnd.choice([0, 0, 1, 2])):
            client = rnd.choice(self.clients)
            ref, currency = "INV-%04d" % self.n, rnd.choice(["EUR"] * 9 + ["CHF"])
            amount = rnd.choice([500, 1999, 2000, 12345, 120000])
            due = "" if rnd.random() < 0.05 else str(day + rnd.randrange(0, 31) * DAY)
            rows.append(self.row(day, client, "invoice", ref=ref, amount=amount, currency=currency, due=due))
            self.open.append([client, ref, currency, amount])
        if self.open and rnd.random() < 0.5:
            rows += self.pay(day)
        if self.open and rnd.random() < 0.35:
            rows.append(self.trouble(day))
        return [r for r in rows if r]

    def profiles(self):
        for i, c in enumerate(self.clients):
            p = {}
            if i % 5 == 1:
                p["ladder"] = "gentle"
            if i == 3:
                p["insolvency"] = str(self.first + 90 * DAY)
            if i == 4:
                p["never"] = "direct debit"
            if i == 6:
                p["relation"] = "supplier"
            yield c, p


def money(cents):
    return "" if cents == "" else "%d.%02d" % divmod(cents, 100)


class Book:
    def __init__(self, folder, bins):
        self.folder, self.bins = folder, bins
        self.dir = os.path.join(folder, "book")
        self.sunk = os.path.join(folder, "sunk")
        os.makedirs(os.path.join(self.dir, "clients"))
        os.mkdir(self.sunk)
        mailer = os.path.join(folder, "mailer")
        with open(mailer, "w") as f:
            # FAILING names a client and a status
            f.write("#!/bin/sh\nm=$(cat)\ncase $m in *\"<${FAILING%%:*}@\"*) exit ${FAILING##*:};; esac\n"
                    "printf '%s\\n' \"$m\" > \"$(mktemp \"${0%/*}/sunk/XXXXXX\")\"\n")
        os.chmod(mailer, 0o755)
        with open(os.path.join(self.dir, "policy.yaml"), "w") as f:
            f.write("me: {name: Zoe, email: zoe@durand.example}\nlang: en\nweek: {holidays: fr}\nmax: %d\n"
                    "min_amount: %s\ndeliver: [%s]\nladders: {gentle: [{step: courtesy, after: 10d}, "
                    "{step: second, after: 30d}]}\n" % (MAX, money(MIN_AMOUNT), mailer))
        with open(os.path.join(self.dir, "journal.csv"), "w") as f:
            f.write(HEADER + "\n")

    def profile(self, c, p):
        with open(os.path.join(self.dir, "clients", c + ".yaml"), "w") as f:
            f.write("name: Client %s\nlang: en\npeople: [{name: Bill, email: %s@x.example}]\npost: [1 street, town]\n" % (c, c))
            for key in ("insolvency", "relation"):
                if key in p:
                    f.write("%s: %s\n" % (key, p[key]))
            if "ladder" in p:
                f.write("reminders: {ladder: %s}\n" % p["ladder"])
            if "never" in p:
                f.write("reminders: {never: %s}\n" % p["never"])

    def append(self, rows):
        with open(os.path.join(self.dir, "journal.csv"), "a") as f:
            for r in rows:
                cells = dict(r, amount=money(r["amount"]), currency=r["currency"] if r["amount"] != "" else "")
                f.write(",".join(str(cells[k]) for k in HEADER.split(",")) + "\n")

    def texts(self):
        """Every message and letter so far, taken away."""
        found = []
        for folder in (self.sunk, os.path.join(self.dir, "outbox")):
            for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
                with open(os.path.join(folder, name), encoding="utf-8") as f:
                    found.append(f.read().replace("=\n", ""))
                os.unlink(os.path.join(folder, name))
        return found

    def cron(self, day, failing):
        env = {"PATH": self.folder + "/bin", "CRM_DIR": self.dir, "FAILING": failing}
        line = ("crm-overdue --kind=invoice --today=%s --quiet-empty | "
                "crm-remind --send --quiet-empty --today=%s" % (day, day))
        return subprocess.run(["/bin/sh", "-c", line], env=env, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, check=False)


def told(out):
    """{(client, channel, ref): (step, status)} of a report of --send."""
    lines = [line.split(",") for line in out.splitlines()]
    return {(c[0], c[2], c[3]): (c[1], c[4]) for c in lines if c[0] != "client"}


def one_day(book, model, day, failing):
    """Run a day; what differs from the prediction, else None; the messages that were predicted."""
    now = datetime.datetime.combine(day, datetime.time(23, 59))
    want = model.messages(now)
    run = book.cron(day, failing)
    first, model_max = want[:MAX], len(want) > MAX
    bad_client, _, code = failing.partition(":")
    outcome = {"75": "deferred", "69": "failed", "70": "unknown"}.get(code)
    rows, texts, files = {}, [], defaultdict(set)
    for client, step, channel, listed, recorded in first:
        what = "prepared" if channel == "letter" else "sent"
        if client == bad_client and channel == "email" and outcome:
            what = outcome
        for ref, own in recorded:
            rows[client, channel, ref] = (own, what)
        if what in ("sent", "prepared"):
            texts.append((client, channel == "email", sorted(listed)))
            if channel == "file":
                files[client] |= set(listed)
        if what in ("deferred", "failed"):
            continue
        for ref, own in recorded:
            model.sent[client, ref].append((day, own))
            if channel == "letter":
                model.prepared[client, ref] = day
                model.until[client, ref] = remind.open_day(day + 15 * DAY)
                model.envelope[client, ref].append((day, {r for r, _ in recorded}))
    got = told(run.stdout)
    if got != rows:
        return "reported %s\npredicted %s\nstderr %s" % (sorted(got.items()), sorted(rows.items()), run.stderr), want
    seen = []
    for text in book.texts():
        to = re.search(r"^To:.*<(c\d+)@", text, re.M) or re.search(r"Client (c\d+)", text)
        refs = set(re.findall(r"INV-\d{4}", text))
        if "A note to myself" in text:    # the file for me tells of all that is overdue, due for it or not
            refs &= files[to.group(1)]
        seen.append((to.group(1), "\nMessage-ID:" in text, sorted(refs)))
    if sorted(seen) != sorted(texts):
        return "messages %s\npredicted %s" % (sorted(seen), sorted(texts)), want
    quiet = not rows or all(what in ("sent", "prepared") for _, what in rows.values())
    noise = [line for line in run.stderr.splitlines() if "it is unknown whether" not in line
             and "came without an invoice ref" not in line
             and "as text, not as PDF" not in line]
    if quiet and not model_max and noise:
        return "on stderr: %s" % noise, want
    if not rows and run.stdout:
        return "on stdout: %s" % run.stdout, want
    return None, want


def simulate(folder, bins, first, days, clients, seed):
    life, model, book = Life(seed, clients, first), Model(), Book(folder, bins)
    os.mkdir(folder + "/bin")
    for name in ("crm-overdue", "crm-remind"):
        os.symlink(os.path.join(bins, name), os.path.join(folder, "bin", name))
    for name in ("cat", "mktemp"):          # and no groff: letters are text
        os.symlink(os.path.join("/usr/bin", name), os.path.join(folder, "bin", name))
    for c, p in life.profiles():
        model.profile[c] = p
        book.profile(c, p)
    rnd, count = random.Random(seed + 1), defaultdict(int)
    outages = [first + rnd.randrange(days) * DAY for _ in range(max(2, days // 60))]
    for day in (first + i * DAY for i in range(days)):
        rows = life.rows(day)
        for (c, ref), prepared in list(model.prepared.items()):
            if not model.posted(c, ref, prepared) and rnd.random() < 0.2:
                rows.append(life.row(day, c, "letter", ref=ref, kind="posted"))
        rnd.shuffle(rows)
        book.append(rows)
        model.rows += rows
        if any(out <= day < out + 4 * DAY for out in outages):
            count["outage"] += 1
            continue
        failing = "none:0"
        if rnd.random() < 0.15:
            failing = "%s:%s" % (rnd.choice(life.clients), rnd.choice(["75", "75", "69", "70"]))
        wrong, want = one_day(book, model, day, failing)
        if wrong:
            sys.exit("%s (seed %d, failing %s): %s" % (day, seed, failing, wrong))
        for m in want[:MAX]:
            count[m[1]] += 1
    print(" ".join("%s=%d" % item for item in sorted(count.items())))


if __name__ == "__main__":
    remind.GAP = int(sys.argv[7]) if len(sys.argv) > 7 else remind.GAP
    simulate(os.path.abspath(sys.argv[1]), sys.argv[2], date(sys.argv[3]), *map(int, sys.argv[4:7]))
