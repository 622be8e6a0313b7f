# hostile.py make BOOK     - rows and profiles full of what breaks programs; the texts in BOOK.texts
# hostile.py data FOLDER   - the reports in FOLDER hold each text byte for byte, as Python reads them
# hostile.py plain FILE... - nothing in these files moves a terminal
import csv
import json
import os
import sys
import unicodedata
import yaml

TEXTS = [
    # terminals
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "bell\x07", "back\x08\x08\x08", "\x7f", "\x9b31m c1", "tab\there", "vt\x0bff\x0c",
    "\u202eevil\u202c", "\u2066x\u2069", "a\u200fb", "line\u2028sep\u2029par", "\u061carabic mark", "\u0085nel",
    # widths
    "e\u0301 combining", "\u6f22\u5b57 wide", "\U0001f600 emoji", "\ufeffbom", "zero\u200bwidth", "\U000e0041tag", "\uffff", "\ufffd",
    # spreadsheets, formats, shells, options, paths
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "%s%s%n%x", "%", "$(touch x)", "`touch x`", "; touch x", "| touch x",
    "&& touch x", "-oQ/tmp", "--help", "../../etc/passwd", "/etc/passwd", "~", "*", "\\", "\\\\n", "C:\\new", "a\\nb", "a\\",
    # templates, troff, markup, mail
    "{{client.name}}", "{{{me.iban}}}", "{{> ../../policy}}", "{{#items}}", "{{/items}}", "{{=<% %>=}}", "}}",
    ".so /etc/passwd", "'br", ".sy touch x", "\\*[x]", "\\f(CB", ".", "..", "'", "<script>alert(1)</script>", "&amp;",
    "From me", "=?UTF-8?Q?=41?=", "Bcc: eve@evil.example", "eve@evil.example", "<eve@evil.example>", "a, eve@evil.example",
    # data formats
    "\"", "\"\"", "a\"b", "a,b", "a;b", " lead", "trail ", "  ", "null", "NULL", "true", "NO", "1.10", "0123", "1e9", "- x", "key: v", "# c",
    "---", "...", "&a", "*a", "!!python/object:x", "|", ">", "[", "{", "@x", "%YAML", "? x", "- ", ":", "",
    # lengths
    "x" * 300, "\u00e9" * 1000, "y" * 20000, "long " * 4000,
]


def double_quoted(s):
    """As YAML has it."""
    plain = lambda c: " " <= c <= "~" and c not in '"\\'
    return '"%s"' % "".join(c if plain(c) else "\\U%08x" % ord(c) for c in s)


def make(book):
    os.makedirs(book + "/clients")
    rows, n = [], 0
    quote = lambda s: '"%s"' % s.replace('"', '""')
    for i, text in enumerate(TEXTS):
        refs = [("note", "N%d" % i, text)]
        if text.strip() and len(text) < 1000:
            refs.append(("ref", "R%d " % i + text, "plain"))
        for kind, ref, note in refs:
            n += 1
            client = "%s%03d" % (kind[0], i)
            stored = note.replace("\\", "\\\\").replace("\n", "\\n")
            rows.append("00000000-0000-7000-8000-%012d,2026-04-05,%s,invoice,,me,%s,10,EUR,2026-05-31,,,,%s" %
                        (n, client, quote(ref), quote(stored)))
            rows.append("00000000-0000-7000-8001-%012d,2026-05-05,%s,incident,error,me,%s,,,,%s,1,%s,%s" %
                        (n, client, quote("I" + ref[:100]), quote(text[:50]), quote("why=" + text[:50]), quote(stored[:500])))
            shown = double_quoted("n" + text[:200])
            with open("%s/clients/%s.yaml" % (book, client), "w", encoding="utf-8") as f:
                f.write("name: %s\nlang: en\npeople: [{name: %s, email: %s@own.example}]\npost: [%s, town]\nnotes: %s\n" %
                        (shown, shown, client, shown, shown))
    with open(book + "/journal.csv", "wb") as f:
        f.write(b"id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note\n")
        for r in rows:
            f.write(r.encode("utf-8") + b"\n")
    print(n)


def want():
    """{client: (ref, note)} of the invoices."""
    out = {}
    for i, text in enumerate(TEXTS):
        out["n%03d" % i] = ("N%d" % i, text.replace("\\", "\\\\"))
        if text.strip() and len(text) < 1000:
            out["r%03d" % i] = ("R%d " % i + text, "plain")
    return out


def differ(name, got):
    for client, (ref, note) in want().items():
        have = got.get(client)
        if have is None:
            sys.exit("%s: %s is missing" % (name, client))
        if have[0] != ref:
            sys.exit("%s: %s: ref %r is not %r" % (name, client, have[0], ref))
        if have[1] not in (note, note.replace("\\\\", "\\")):
            sys.exit("%s: %s: note %.80r is not %.80r" % (name, client, have[1], note))


def data(folder):
    with open(folder + "/overdue.csv", newline="", encoding="utf-8") as f:
        differ("csv", {r["client"]: (r["ref"], r["note"]) for r in csv.DictReader(f) if r["kind"] == "invoice"})
    with open(folder + "/overdue.json", encoding="utf-8") as f:
        differ("json", {r["client"]: (r["ref"], r["note"] or "") for r in json.load(f) if r["kind"] == "invoice"})
    with open(folder + "/overdue.yaml", encoding="utf-8") as f:
        differ("yaml", {r["client"]: (r["ref"], r["note"] or "") for r in yaml.safe_load(f) if r["kind"] == "invoice"})


def plain(files):
    bad = set("\u2028\u2029\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    for name in files:
        with open(name, "rb") as f:
            raw = f.read()
        for line in raw.decode("utf-8").split("\n"):        # fails on what is not UTF-8
            for c in line:
                if c in bad or (unicodedata.category(c) == "Cc"):
                    sys.exit("%s: U+%04X in %.100r" % (name, ord(c), line))


{"make": lambda a: make(a[0]), "data": lambda a: data(a[0]), "plain": plain}[sys.argv[1]](sys.argv[2:])
