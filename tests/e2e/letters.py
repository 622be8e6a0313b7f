# letters.py FOLDER BIN [TEMPLATES] - every letter in every variant, read word by word: language, address,
# register, kind of client, law, person, one invoice or three, the least and the most that a policy says,
# and each sentence that a letter may hold (letterscenes.py).  Prints how many letters were read; fails
# with those that no careful person would sign, and where words of a shipped letter were in none of them.
# TEMPLATES: a folder that is laid over the shipped letters, to see the faults found.
import os
import re
import shutil
import subprocess
import sys
import yaml
from letterscenes import SCENES

TODAY = "2026-06-15"
NB = "\u00a0\u202f"
HEAD = "id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note\n"
OTHERS = ["holding-reply", "promise-late", "clarify", "renegotiate", "frame", "silence", "checkin", "renewal-review",
          "after-delivery", "welcome-back", "empathy", "apology", "positive-note", "mediator", "closing",
          "reference-request", "plan", "statement", "agreed-broken", "planning", "disagree", "price", "limit",
          "ask-references"]
LADDER = "ladder: [{step: upcoming, after: -20d}, {step: courtesy, after: 3d}, {step: second, after: 10d}, " \
         "{step: notice, after: 24d, channel: %s}, {step: recourse, after: 40d, channel: file}]\n"
ME = {
    "least": 'me: {name: Zoé Lefèvre, email: zoe@lefevre.example, address: [12 rue des Lilas, 34440 Saint-Sériès]}\n',
    "most": 'me: {name: Zoé Lefèvre, company: "Zoé Lefèvre, sites et conseil", status: EI, email: zoe@lefevre.example, '
            'phone: "+33 6 12 34 56 78", address: [12 rue des Lilas, 34440 Saint-Sériès], siret: "12345678200010", '
            'iban: "FR76 3000 6000 0112 3456 7890 189", bic: AGRIFRPP, holder: Zoé Lefèvre, vat: FR40303265045, '
            'mediator: "CM2C, 49 rue de Ponthieu, 75008 Paris", merchant: no}\n',
}
PERSON = {"least": "people: [{name: Service Comptabilité, email: a@acme.example}]\n",
          "most": "people: [{name: ROUX Jeanne, title: %s, role: billing, email: a@acme.example}]\n"}
KINDS = {"b2b": "kind: b2b\n", "b2c": "kind: b2c\n", "public": "kind: public\nengagement: \"4500012\"\n",
         "uk": "kind: b2b\nlaw: uk\n", "de": "kind: b2b\nlaw: de-b2b\n", "nl": "kind: b2b\nlaw: nl\n",
         "be": "kind: b2b\nlaw: be-b2b\n"}


class Book:
    """A client with a fact for each letter, written row by row."""

    def __init__(self, folder, templates):
        self.dir, self.n = folder, 0
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder + "/clients")
        if templates:
            shutil.copytree(templates, folder + "/templates")

    def write(self, name, text):
        with open(os.path.join(self.dir, name), "w", encoding="utf-8") as f:
            f.write(text)

    def rows(self, lines):
        text = HEAD
        for line in lines:
            self.n += 1
            text += "00000000-0000-7000-8000-%012d,%s\n" % (self.n, line)
        self.write("journal.csv", text)


FACTS = ["2026-05-01,acme,mission,,both,M9,,,2026-06-30,,,,La boutique",
         "2026-05-02,acme,promise,,me,P9,,,2026-06-14,,,,Le logo",
         "2026-06-14,acme,delivered,,me,M9,,,,,,,", "2026-06-01,acme,absence,,client,,,,2026-06-12,,,,",
         "2026-06-02,acme,conflict,ideas,client,C9,,,,,2,,", "2026-06-03,acme,doubt,,me,X9,,,,,,,",
         "2026-06-04,acme,resolve,,both,X9,,,,,,,", "2026-06-10,acme,incident,error,client,,,,,,3,,",
         "2026-06-15T08:00,acme,contact,,client,,,,,email,,,"]


MORE = {"positive-note": ["2026-06-13,acme,resolve,,both,C9,,,,,,,"],
        "planning": ["2026-06-01,acme,deadline,,me,M9,,,2026-06-20,,,,La maquette"],
        "disagree": ["2026-06-12,acme,incident,silent-approval,me,M9,,,,,2,,"],
        "price": ["2026-06-12,acme,incident,price,client,M9,,,,,2,,"],
        "limit": ["2026-06-12,acme,incident,disrespect,client,M9,,,,,3,,"]}


def invoices(n, due, sent, steps):
    lines = []
    for i in range(1, n + 1):
        lines.append("2026-03-%02d,acme,invoice,,me,F2026-00%d,%d.50,%s,%s,,,," % (i, i, 1200 * i, CURRENCY, due))
        lines += ["%s,acme,reminder,%s,me,F2026-00%d,,,,email,,status=sent mid=%s%d@x," % (day, step, i, step, i)
                  for day, step in zip(sent, steps)]
    return lines


# the days on which one invoice, due so, is at each step
STEPS = {"upcoming": ("2026-06-30", [], []),
         "courtesy": ("2026-06-11", [], []),
         "second": ("2026-06-01", ["2026-06-05"], ["courtesy"]),
         "notice": ("2026-05-15", ["2026-05-19", "2026-05-26"], ["courtesy", "second"])}

BUSINESS = ["40 euros", "40 €", "€40", "EUR 40", "indemnité", "forfaitaire", "L441-10", "D441-5", "commercial code",
            "médiateur des entreprises", "business mediator", "tribunal de commerce", "fixed sum", "compensation",
            "12946", "de plein droit", "BCE", "ECB", "refinancement", "refinancing", "10 points", "R2192", "D2192",
            "mandatement", "en réclamation"]
FRENCH = "le la les des du vous votre vos est une pour avec dans sur nous facture relance montant je merci bonjour".split()
ENGLISH = "the and of your you with please invoice invoices dear regards from this is are was have has for by to days day not".split()
TU = "tu te toi ton tes".split()
VOUS = "vous votre vos".split()


def prose(text):
    """Without what is no prose: names of law in another language, addresses, figures of an account."""
    text = re.sub(r"\(mise en demeure[^)]*\)|[Mm]édiateur des entreprises|tribunal des activités économiques|\(numéro d'engagement\)|Late Payment of Commercial Debts \(Interest\) Act", "", text)
    text = re.sub(r"CM2C, 49 rue de Ponthieu, 75008 Paris|12 rue des Lilas|3 place du Marché|La boutique|Le logo|La maquette", "", text)
    return re.sub(r"\S+@\S+|https?://\S+", "", text)


def words(text):
    return set(re.findall(r"[^\W\d_]+", prose(text).lower()))


def faults(name, v, subject, body):
    out, lines = [], body.rstrip("\n").split("\n")
    table = [line for line in lines if line.startswith("|")]
    text = re.sub(r"(?m)(^\|.*\n)+", "a table\n", body) if v["lang"] == "en" else re.sub(r"(?m)(^\|.*\n)+", "un tableau\n", body)
    for what, pattern in (("a tag", r"\{\{|\}\}"), ("two blanks", r"[^\n ] {2,}\S"), ("nothing in quotes", r"«\s*»|\"\"|“”"),
                          ("nothing in brackets", r"\(\s*\)"), ("a blank before a mark", r" [,.)]"),
                          ("two marks", r"[,;:]\s*[,;.]|\.\.(?!\.)"), ("a line of a mark", r"(?m)^\s*[,;:.-]+\s*$"),
                          ("one, and many", r"\b1[ \u00a0](jours|days|factures|invoices|mois échus|months)\b"),
                          ("a mark without words", r"(?m)^- *[:;,]"), ("None", r"\bNone\b|\bnull\b"),
                          ("two empty lines", r"\n\n\n"), ("the same words twice", r"\b(\w{3,}) \1\b")):
        m = re.search(pattern, subject + "\n" + text)
        if m and not (what == "the same words twice" and m.group(1).lower() == "nous"):
            out.append("%s: %r" % (what, m.group(0)))
    for a, b in zip(lines, lines[1:]):
        if a.strip() and a == b:
            out.append("a line twice: %r" % a)
    if not subject.strip() or subject.rstrip().endswith((":", ",")):
        out.append("subject: %r" % subject)
    for i, line in enumerate(lines):
        rest = [x for x in lines[i + 1:] if x.strip()]
        if line.rstrip(" " + NB).endswith(":") and not rest and not line.startswith("Signature"):
            out.append("nothing behind %r" % line)
    for row in table:
        if len(set(r.count("|") for r in table)) != 1 or re.search(r"\|\s*:", row):
            out.append("a table of many widths: %r" % row)
            break
    if len(re.findall("Zoé Lefèvre", body.split("\n\n")[-1] + "\n".join(lines[-3:]))) > 2 or re.search(
            "Zoé Lefèvre( EI)?[, \n]+Zoé Lefèvre", body):
        out.append("a name twice")
    seen = words(subject + "\n" + text)
    foreign = seen & set(ENGLISH if v["lang"] == "fr" else FRENCH)
    if foreign:
        out.append("words of another language: %s" % sorted(foreign))
    if v["lang"] == "fr":
        wrong = seen & set(TU if v["address"] == "vous" else VOUS)
        if wrong and name != "notice":
            out.append("address: %s" % sorted(wrong))
        m = re.search(r"(?<![%s])[;!?»](?=\s|$)|(?<![%s]):(?=\s|$)|«(?![%s])" % (NB, NB, NB), subject + "\n" + text)
        if m:
            out.append("no no-break space: %r" % (subject + "\n" + text)[max(0, m.start() - 15):m.end()])
    if v["kind"] == "public" and "4500012" not in body:
        out.append("no number of the buyer")
    if v["kind"] == "b2c":
        said = business(subject + "\n" + body)
        if said:
            out.append("what only businesses are told: %s" % said)
    return out


def business(text):
    flat = re.sub("[%s]" % NB, " ", text.lower())
    return [w for w in BUSINESS if re.search(re.escape(w.lower()) + (r"(?!\d)" if w[-1].isdigit() else ""), flat)]


def drafts(run, *words, today=TODAY, status=0):
    got = subprocess.run([BIN + "/crm-remind", "-C", run.dir, "-t", today, *words], stdin=subprocess.DEVNULL,
                         capture_output=True, text=True, check=False,
                         env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "Europe/Paris"})
    if got.returncode not in (0, status):
        sys.exit("%s: %s" % (" ".join(words), got.stderr))
    return [d for d in yaml.safe_load_all(got.stdout) if d] if "--dossier=acme" not in words else got.stdout


def variants():
    for lang in ("fr", "en"):
        for address in ("vous", "tu") if lang == "fr" else ("vous",):
            for kind in KINDS:
                for amount in ("least", "most"):
                    for register in ("plain", "technical") if kind == "b2b" else ("plain",):
                        yield {"lang": lang, "address": address, "kind": kind, "me": amount, "register": register}


def prepare(run, v, channel, more=None):
    more = more or {}
    type_ = "" if v["me"] == "least" else "type: disorganised\ngoal: vendre trois fois plus\n" if v["lang"] == "fr" \
        else "type: organised\ngoal: sell more bread\n"
    type_ = "" if "type:" in more.get("profile", "") else type_
    title = "Madame" if v["lang"] == "fr" else "Mrs"
    person = PERSON[v["me"]] % title if v["me"] == "most" else PERSON["least"]
    run.write("clients/acme.yaml", "name: Acme SARL\nlang: %(lang)s\naddress: %(address)s\nregister: %(register)s\n" % v +
              KINDS[v["kind"]] + person + type_ + more.get("profile", "") + "post: [Service comptabilité, 3 place du Marché, 34000 Montpellier]\n" +
              ("siren: \"552100554\"\n" if v["me"] == "most" else ""))
    run.write("policy.yaml", ME[v["me"]] + "lang: %s\n" % v["lang"] + (more.get("policy") or LADDER % channel) +
              more.get("settings", "") + ("week: {hours: \"%s\"}\n" % ("du lundi au vendredi" if v["lang"] == "fr" else "Monday to Friday")
                                           if v["me"] == "most" and (v["lang"] == "fr" or more.get("hours")) else ""))


def fragments(lang):
    """What each letter of a language says between its tags, where it is words: text -> its file."""
    out, folder = {}, os.path.join(TEMPLATES or SHIPPED, lang)
    for name in sorted(os.listdir(folder)):
        if name.endswith(".mustache"):
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                for part in re.split(r"\{\{[^}]*\}\}|\n", f.read()):
                    part = re.sub(r"^(Subject|Post): *", "", part.strip())
                    if re.search(r"[^\W\d_]{3}", part):
                        out.setdefault(part, name)
    return out


def tick(v, text):
    """These words were read: what stays to the end is said by no letter of these."""
    flat = re.sub(r"[ \n]+", " ", text)
    for part in [p for p in UNREAD.get(v["lang"], ()) if re.sub(r" +", " ", p) in flat]:
        del UNREAD[v["lang"]][part]


def read(found, v, name, subject, body):
    global COUNT
    COUNT += 1
    tick(v, subject + "\n" + body)
    for fault in faults(name, v, subject, body):
        found.append("%s %s: %s" % (" ".join(v.values()), name, fault))


def whole(draft):
    """With the line that says how a letter on paper is posted."""
    return draft["post"] + "\n\n" + draft["body"] if "post" in draft else draft["body"]


def reminders(found, run, v):
    for step, (due, sent, steps) in STEPS.items():
        for n in (1, 3, 7):
            for channel in ("letter", "email") if step == "notice" else ("letter",):
                prepare(run, v, channel)
                run.rows(invoices(n, due, sent, steps) +
                         (["2026-04-01,acme,payment,,client,F2026-001,100,%s,,,,," % CURRENCY] if v["me"] == "most" else []))
                d = drafts(run)
                if len(d) != 1 or d[0]["step"] != step:
                    sys.exit("%s: %s drafted" % (step, [x["step"] for x in d]))
                read(found, v, step, d[0]["subject"], whole(d[0]))


def others(found, run, v):
    for n in (1, 3):
        prepare(run, v, "letter")
        owed = invoices(n, "2026-05-31", [], [])
        for name in OTHERS:
            more = FACTS
            if name == "silence":
                more = FACTS + ["2026-06-15T09:00,acme,contact,,me,,,,,email,,,"]
            if name in ("plan", "agreed-broken"):
                more = FACTS + ["2026-06-01,acme,renegotiate,,both,F2026-001,600.50,%s,2026-06-%d,,,interest=waive," % (CURRENCY, 10),
                                "2026-06-01,acme,renegotiate,,both,F2026-001,600,%s,2026-07-31,,,interest=waive," % CURRENCY]
            more = more + MORE.get(name, [])
            run.rows(owed + more)
            d = drafts(run, "--template=" + name, "acme")
            read(found, v, name, d[0]["subject"], d[0]["body"])


def dossier(found, run, v):
    prepare(run, v, "letter")
    run.rows(invoices(3, *STEPS["notice"]) + FACTS)
    read_dossier(found, v, drafts(run, "--dossier=acme"))


def read_dossier(found, v, text):
    """For me, and for a court: columns and wrapped lines are its own, words and marks are not."""
    global COUNT
    COUNT += 1
    text = re.sub(r"[ \n]+", " ", text)
    tick(v, text)
    for what, pattern in (("a tag", r"\{\{|\}\}"), ("nothing in brackets", r"\(\s*\)"),
                          ("one, and many", r"\b1[ \u00a0](jours|days|factures|invoices)\b"),
                          ("no no-break space", r"[^\s%s] [;!?]|[a-zé)] : " % NB if v["lang"] == "fr" else r"[a-z] [:;!?] ")):
        m = re.search(pattern, text)
        if m:
            found.append("%s recourse: %s: %r" % (" ".join(v.values()), what, text[max(0, m.start() - 20):m.end()]))
    foreign = words(text) & set(ENGLISH if v["lang"] == "fr" else FRENCH)
    if foreign - {"le", "la", "les"}:
        found.append("%s recourse: words of another language: %s" % (" ".join(v.values()), sorted(foreign)))


def scene(found, run, v, name, options, rows, more):
    """One book of a few rows, and each letter that it asks for."""
    if v["kind"] not in more.get("kinds", KINDS):
        return
    more = dict(more)
    if more.get("file"):
        more["settings"] = "invoices: %s/{ref}.pdf\n" % run.dir
        for i in range(1, 4):
            run.write("F%d.pdf" % i, "%PDF-1.4\n")
    if more.get("tables"):
        run.write("rates.csv", "series,date,until,rate_bp,source,checked\n" + more["tables"])
    prepare(run, v, "letter", more)
    run.rows([row.replace("CUR", CURRENCY) for row in rows])
    words = list(options or [])
    if words and words[0].startswith("--template"):
        words.append("acme")
    got = drafts(run, *words, today=more.get("today", TODAY), status=more.get("status", 0))
    if isinstance(got, str):
        read_dossier(found, v, got)
    elif not got:
        sys.exit("%s: %s: nothing was drafted" % (" ".join(v.values()), name))
    for d in got if isinstance(got, list) else []:
        read(found, v, d["step"], d["subject"], whole(d))


COUNT = 0
FOLDER, BIN = sys.argv[1:3]
TEMPLATES = sys.argv[3] if len(sys.argv) > 3 else None
FOUND = []
SHIPPED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../lib/templates")
UNREAD = {lang: fragments(lang) for lang in ("fr", "en") if not TEMPLATES or os.path.exists(TEMPLATES + "/" + lang)}
for V in variants():
    CURRENCY = "GBP" if V["kind"] == "uk" else "EUR"
    B = Book(FOLDER, TEMPLATES)
    if TEMPLATES and (V["kind"], V["me"]) != ("b2c", "most"):
        continue
    reminders(FOUND, B, V)
    others(FOUND, B, V)
    dossier(FOUND, B, V)
for V in [{"lang": lang, "address": address, "kind": kind, "me": "most", "register": "plain"} for lang in ("fr", "en")
          for address in ("vous", "tu") for kind in ("b2b", "b2c", "public", "uk") if not TEMPLATES or kind == "b2c"]:
    CURRENCY = "GBP" if V["kind"] == "uk" else "EUR"
    for SCENE in SCENES:
        scene(FOUND, Book(FOLDER, TEMPLATES), V, *SCENE)
FOUND += ["%s/%s is read by no letter of these: %r" % (lang, name, part) for lang, parts in UNREAD.items()
          for part, name in parts.items()]
if FOUND:
    sys.exit("\n".join(FOUND[:60]) + "\n%d faults in %d letters" % (len(FOUND), COUNT))
print("%d letters" % COUNT)
