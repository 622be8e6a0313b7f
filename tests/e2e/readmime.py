# readmime.py INTO FILE - a message with files, read by Python's email package, strictly: its text to
# standard output, its files into a folder.  Fails on a defect, a line that is too long, another shape.
import email
import email.policy
import os
import sys

into, path = sys.argv[1:]
with open(path, "rb") as f:
    raw = f.read()
if raw.startswith(b"From "):
    raw = raw.split(b"\n", 1)[1]
if max(len(line) for line in raw.split(b"\n")) > 78 or max(raw) > 126 or b"\r" in raw:
    sys.exit("a line over 78 bytes, or not 7 bit")
msg = email.message_from_bytes(raw, policy=email.policy.strict)
if msg.get_content_type() != "multipart/mixed":
    sys.exit("it is " + msg.get_content_type())
for part in msg.walk():
    if part.defects or any(getattr(v, "defects", None) for v in part.values()):
        sys.exit("defects")
text, *files = msg.iter_parts()
if text.get_content_type() != "text/plain" or text.get_content_disposition():
    sys.exit("the first part is not a text")
os.makedirs(into)
for part in files:
    if part.get_content_disposition() != "attachment":
        sys.exit("a file that is not an attachment")
    with open(os.path.join(into, part.get_filename()), "xb") as f:
        f.write(part.get_payload(decode=True))
sys.stdout.write(text.get_content())
