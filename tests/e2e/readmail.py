# readmail.py FILE... - messages read by Python's email package, strictly, and what must hold of each.
# A folder is a Maildir, a file that begins with "From " an mbox, another one message.  Prints for
# each message, sorted: From, To, Subject, In-Reply-To, Auto-Submitted, body; fails when one is wrong.
import email
import email.policy
import mailbox
import os
import re
import sys

HEADERS = ["Date", "From", "To", "Bcc", "Subject", "Message-ID", "In-Reply-To", "References",
           "Auto-Submitted", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
# a relay adds its own
ADDED = ["Received", "X-Peer", "X-MailFrom", "X-RcptTo"]


def wrong(raw, what):
    sys.stdout.write(raw.decode("latin-1"))
    sys.exit("wrong: " + what)


def check(raw):
    text = raw.replace(b"\r\n", b"\n")
    if b"\r" in text:
        wrong(raw, "a bare CR")
    if b"\r\n" in raw and raw.count(b"\r\n") != raw.count(b"\n"):
        wrong(raw, "line ends of both kinds")
    if max(raw) > 126 or any(c < 32 and c not in (9, 10, 13) for c in raw):
        wrong(raw, "not 7 bit, or a control byte")
    head, body = text.split(b"\n\n", 1)
    if max(len(line) for line in head.split(b"\n")) > 78:
        wrong(raw, "a header line of more than 78 bytes")
    if max(len(line) for line in body.split(b"\n")) > 76:
        wrong(raw, "a body line of more than 76 bytes")
    names = [line.split(b":")[0].decode() for line in head.split(b"\n") if line[:1] not in b" \t"]
    names = [name for name in names if name not in ADDED]
    if [name for name in HEADERS if name in names] != names:
        wrong(raw, "headers %s" % names)
    for name in ("Date", "From", "To", "Subject", "Message-ID", "Content-Type"):
        if name not in names:
            wrong(raw, "no " + name)
    if re.search(rb"=\?[^ \n]{74,}", head):
        wrong(raw, "an encoded word over 75 bytes")
    msg = email.message_from_bytes(raw, policy=email.policy.strict)
    for part in msg.walk():
        if part.defects:
            wrong(raw, "defects %s" % part.defects)
    for name, value in msg.items():
        if getattr(value, "defects", None):
            wrong(raw, "defects of %s: %s" % (name, value.defects))
    if msg.get_content_type() != "text/plain" or msg.is_multipart():
        wrong(raw, "it is not a plain text")
    if len(msg["From"].addresses) != 1 or len(msg["To"].addresses) != 1:
        wrong(raw, "not one sender and one addressee")
    if not msg["Date"].datetime:
        wrong(raw, "no date")
    return msg


def raws(path):
    if os.path.isdir(path):
        for sub in ("new", "cur"):
            for name in sorted(os.listdir(os.path.join(path, sub))):
                with open(os.path.join(path, sub, name), "rb") as f:
                    yield f.read()
        if os.listdir(os.path.join(path, "tmp")):
            sys.exit("something is left in tmp/")
        return
    with open(path, "rb") as f:
        raw = f.read()
    if not raw.startswith(b"From "):
        yield raw
        return
    box = mailbox.mbox(path)
    for key in box.keys():
        got = box.get_bytes(key)
        # mboxrd: one > less before >From
        yield re.sub(rb"(?m)^>(>*From )", rb"\1", got)


def show(msg):
    out = []
    for name in ("From", "To", "Subject", "Message-ID", "In-Reply-To", "Auto-Submitted"):
        if msg[name]:
            out.append("%s: %s" % (name, msg[name]))
    return "\n".join(out) + "\n\n" + msg.get_content().replace("\r\n", "\n").rstrip("\n") + "\n"


messages = [show(check(raw)) for path in sys.argv[1:] for raw in raws(path)]
sys.stdout.write("%\n".join(sorted(messages)))
