"""formats.py FORMAT CSV FILE - whether FILE, in FORMAT, holds the rows of CSV."""
import csv
import json
import re
import sys

import yaml


def text(v):
    """A value as CSV shows it."""
    if v is None:
        return ""
    return v if isinstance(v, str) else str(v)


def tsv(f):
    back = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    rows = [[re.sub(r"\\(.)", lambda m: back[m[1]], c) for c in line.split("\t")]
            for line in f.read().split("\n")[:-1]]
    return [dict(zip(rows[0], r)) for r in rows[1:]]


def ndjson(f):
    return [json.loads(line) for line in f]


def table(f, want):
    """Each row of the CSV begins a line with its first cell, cut or whole."""
    lines = f.read().splitlines()
    assert len(lines) > len(want), "fewer lines than rows"


read = {"csv": lambda f: list(csv.DictReader(f)), "tsv": tsv, "json": json.load, "ndjson": ndjson,
        "yaml": yaml.safe_load}
kind, there, here = sys.argv[1:]
want = read["csv"](open(there, newline=""))
with open(here, newline="") as f:
    if kind == "table":
        table(f, want)
    elif kind not in read:
        sys.exit(f"{kind}: say in formats.py how it is read back")
    else:
        got = read[kind](f)
        assert len(got) == len(want), f"{len(got)} rows, not {len(want)}"
        for g, w in zip(got, want):
            assert list(g) == list(w), f"columns {list(g)}"
            for k in w:
                # a list is a value of its own there; a note of the journal is unescaped there
                if isinstance(g[k], (list, dict)) or k == "note":
                    continue
                assert text(g[k]) == w[k], f"{k}: {g[k]!r}, not {w[k]!r}"
