"""typed.py KEYS COMMAND... - type the lines of a file to a shell on a terminal, one after each prompt `> `.

A \\t of the file is the key: what follows it is typed when the screen has been still for a while.
"""
import os
import pty
import select
import sys

with open(sys.argv[1], encoding="utf-8") as f:
    lines = f.read().splitlines()
pid, master = pty.fork()
if pid == 0:
    os.environ["TERM"] = "dumb"
    os.execvp(sys.argv[2], sys.argv[2:])


def still(seconds):
    """What the screen shows until nothing has come for so long; None at the end."""
    shown = b""
    while select.select([master], [], [], seconds)[0]:
        try:
            part = os.read(master, 65536)
        except OSError:  # Linux ends a terminal with EIO
            return None
        if not part:
            return None
        sys.stdout.buffer.write(part)
        shown += part
    return shown


still(1.0)
for line in lines:
    for i, keys in enumerate(line.split("\\t")):
        if i:
            os.write(master, b"\t")
            still(0.7)
        os.write(master, keys.encode())
    os.write(master, b"\r")
    if still(0.7) is None:
        break
while still(5.0) is not None:
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
