# uncode.py - a code of half blocks on standard input, anywhere in a text, as a picture (PGM) of it:
# eight dots a module, four modules of light around.
import re
import sys

rows = []
for line in sys.stdin.read().split("\n"):
    if re.fullmatch(r"    [ \u2580\u2584\u2588]+", line) and ("\u2588" in line or "\u2580" in line):
        line = line[4:]
        rows.append([c in "\u2580\u2588" for c in line])
        rows.append([c in "\u2584\u2588" for c in line])
side = max(len(r) for r in rows)
if not side <= len(rows) <= side + 1:
    sys.exit("no square: %d x %d" % (side, len(rows)))
rows = [r + [False] * (side - len(r)) for r in rows[:side]]
light = [False] * (side + 8)
rows = [light] * 4 + [[False] * 4 + r + [False] * 4 for r in rows] + [light] * 4
out = sys.stdout.buffer
out.write(b"P5 %d %d 255\n" % (len(light) * 8, len(rows) * 8))
for r in rows:
    out.write(b"".join((b"\0" if dark else b"\xff") * 8 for dark in r) * 8)
