# smtpd.py FOLDER - an SMTP server on a free port of the loopback, for the tests of delivery.
# Writes FOLDER/port, then each message as FOLDER/N.eml, its envelope as FOLDER/N.env.  A recipient
# whose name begins with refused gets 550, with later 451.  Ends when its standard input does.
import asyncio
import os
import sys
from aiosmtpd.smtp import SMTP


class Sink:
    def __init__(self, folder):
        self.folder, self.count = folder, 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused"):
            return "550 no such mailbox"
        if address.startswith("later"):
            return "451 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        name = os.path.join(self.folder, str(self.count))
        with open(name + ".env", "w") as f:
            print(envelope.mail_from, *sorted(envelope.rcpt_tos), file=f)
        with open(name + ".eml", "wb") as f:
            f.write(envelope.original_content)
        return "250 OK"


async def main(folder):
    loop = asyncio.get_running_loop()
    sink = Sink(folder)
    server = await loop.create_server(lambda: SMTP(sink, hostname="sink.example"), "127.0.0.1", 0)
    with open(os.path.join(folder, "port.new"), "w") as f:
        print(server.sockets[0].getsockname()[1], file=f)
    os.rename(os.path.join(folder, "port.new"), os.path.join(folder, "port"))
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()

asyncio.run(main(sys.argv[1]))
