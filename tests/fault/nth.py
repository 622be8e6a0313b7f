#!/usr/bin/env python3
"""nth.py - every call of the main paths of every program fails once, each in each way it may.

    nth.py BIN SHIM WORK [--each=K] [--first] [PATH...]

For each path (a command on a book) one run without a fault is traced: each of its system calls since
main(), and each of its allocations and writes, is then made to fail in a run of its own, with each
error that is plausible for it.  A call that is new in a program is in the trace, and joins by itself.
After each run: the status is sane, nothing is lost, nothing stands or went out twice, no temporary is
left, and the same command without a fault does what was left to do.  --each=K: every K-th fault only;
--first: no fault behind the first that shows something.
Prints TAP, and how many faults were injected.
"""
import base64
import concurrent.futures as futures
import os
import re
import shutil
import subprocess
import sys

HEADER = 'id,at,client,event,kind,by,ref,amount,currency,due,channel,level,tags,note\n'
DAY = '2026-06-08'
STRACE = shutil.which('strace') or 'strace'

# what each call may answer; those not named get EIO and ENOMEM
ERRORS = {
    'openat': 'EIO EMFILE ENOMEM EINTR', 'open': 'EIO EMFILE ENOMEM EINTR',
    'read': 'EIO EINTR', 'pread64': 'EIO EINTR', 'getdents64': 'EIO ENOMEM',
    'write': 'EIO ENOSPC EINTR EDQUOT', 'pwrite64': 'EIO ENOSPC EINTR',
    'fsync': 'EIO ENOSPC EINTR', 'fdatasync': 'EIO ENOSPC EINTR', 'ftruncate': 'EIO EINTR',
    'dup': 'EMFILE', 'fcntl': 'EMFILE ENOLCK EINTR', 'flock': 'ENOLCK EINTR EAGAIN',
    'rename': 'EIO ENOSPC EACCES', 'renameat': 'EIO ENOSPC EACCES', 'linkat': 'EIO ENOSPC EPERM EMLINK',
    'unlink': 'EIO EACCES', 'unlinkat': 'EIO EACCES', 'mkdir': 'EIO ENOSPC EACCES',
    'mkdirat': 'EIO ENOSPC EACCES', 'fchmod': 'EIO EPERM',
    'mmap': 'ENOMEM', 'mremap': 'ENOMEM', 'clone': 'EAGAIN ENOMEM', 'clone3': 'EAGAIN ENOMEM',
    'vfork': 'EAGAIN ENOMEM', 'pipe2': 'EMFILE ENFILE', 'poll': 'EINTR ENOMEM', 'wait4': 'EINTR ECHILD',
    'getrandom': 'EINTR ENOSYS', 'clock_nanosleep': 'EINTR', 'nanosleep': 'EINTR',
    'getcwd': 'ENOENT ENOMEM', 'readlink': 'EIO ENOMEM', 'readlinkat': 'EIO ENOMEM',
    'ioctl': 'EIO ENOTTY', 'uname': 'EFAULT',
}
# these cannot fail, are over with the process, are answered by the C library alone, or are the shim's
SPARED = set('''exit_group brk munmap mprotect rt_sigaction rt_sigprocmask rt_sigreturn getpid gettid getuid
    geteuid getgid getegid umask prlimit64 set_tid_address set_robust_list rseq arch_prctl futex kill tgkill
    execve close madvise restart_syscall sysinfo getrusage clock_gettime clock_getres'''.split())


def read(path, mode='r'):
    try:
        with open(path, mode, **({} if 'b' in mode else {'newline': ''})) as f:
            return f.read()
    except FileNotFoundError:
        return b'' if 'b' in mode else ''


def write(path, text, mode=0o600):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', newline='') as f:
        f.write(text)
    os.chmod(path, mode)


def row(n, at, client, event, **cell):
    cells = [f'00000000-0000-7000-8000-{n:012d}', at, client, event]
    cells += [cell.get(c, '') for c in HEADER.strip().split(',')[4:]]
    return ','.join(cells) + '\n'


def fail(text):
    raise AssertionError(text)


def check(truth, text):
    if not truth:
        fail(text)


class Place:
    """A folder with a book, and what ran in it."""

    def __init__(self, path):
        self.path = path

    def at(self, *part):
        return os.path.join(self.path, *part)

    def journal(self):
        return read(self.at('book/journal.csv'))

    def run(self, argv, wrap=(), extra=None, stdin=None):
        env = {'PATH': self.at('nothing'), 'HOME': self.path, 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC',
               'CRM_DIR': self.at('book'), 'CRM_TODAY': DAY, **(extra or {})}
        with open(self.at('out'), 'wb') as out, open(self.at('err'), 'wb') as err, \
                open(stdin or '/dev/null', 'rb') as given:
            p = subprocess.run([*wrap, *argv], cwd=self.path, env=env, stdin=given, stdout=out,
                               stderr=err, timeout=60, check=False)
        self.st = p.returncode
        self.out, self.err = read(self.at('out')), read(self.at('err'))
        return p.returncode

    def left(self, spared=None):
        """Temporaries that are there, but in a folder that ends so."""
        found = []
        for folder, _, names in os.walk(self.path):
            for name in names if not spared or not folder.endswith(spared) else []:
                if name.startswith('.tmp-') or re.match(r'\..*\.(csv|ics)\.', name) or os.path.basename(folder) == 'tmp':
                    found.append(os.path.join(folder, name))
        return found


class Path:
    """A command on a book; the subclass knows what it is to do."""
    argv = []
    stdin = None
    policy = ''
    journal = None
    me = ''
    powered = True  # power.py has it as well, when it writes
    drafts = None  # what crm-remind makes d.yaml of
    statuses = (0, 3, 4)
    done_status = 0

    def __init__(self, name, **over):
        self.name = name
        for key, value in over.items():
            setattr(self, key, value)

    def prepare(self, p, tools):
        """The book: three clients who owe, one of them not yet."""
        text = HEADER
        for n, (client, ref) in enumerate([('acme', 'F1'), ('beta', 'G1'), ('gamma', 'H1')]):
            write(p.at(f'book/clients/{client}.yaml'),
                  f'name: Name of {client}\nlang: en\npost: [1 street, 75001 Paris]\n'
                  f'people: [{{name: P, email: {client}@{client}.example}}]\n')
            if client != 'gamma':
                text += row(n + 1, '2026-01-05', client, 'invoice', by='me', ref=ref, amount='100',
                            currency='EUR', due='2026-05-31')
        text += row(9, '2026-05-02', 'gamma', 'contact', by='client', note='first words')
        text = text if self.journal is None else self.journal(text)
        if text:
            write(p.at('book/journal.csv'), text)
        write(p.at('book/policy.yaml'), 'me: {name: E, email: me@d.example, address: [1 rue A, 34000 M]' + self.me + '}\n'
              f'lang: en\ndeliver: [{p.at("mailer")}]\n' + self.policy)
        write(p.at('mailer'), '#!/bin/sh\nd=${0%/*}/sunk\n'
              'while read -r l; do case $l in "To: "*) n=${l##*<}; echo "$l" >> "$d/${n%@*}";; esac; done\n', 0o755)
        for folder in ('sunk', 'nothing', 'o'):
            os.mkdir(p.at(folder))
        for folder in ('book', 'book/clients'):
            os.chmod(p.at(folder), 0o700)
        self.more(p)
        for tool, args, to in tools:
            p.run([tool, *args])
            os.rename(p.at('out'), p.at(to))

    def more(self, p):
        write(p.at('t.mustache'), 'Dear {{name}}\n')
        write(p.at('data.yaml'), 'name: Ann\n')

    def after(self, p, before, st):
        """The book behind a run with a fault."""

    def again(self, p, before, st):
        """What the next run finds and does."""
        check(p.run(self.command) == self.done_status, f'the next run: status {p.st}\n{p.err}')


class Reader(Path):
    """It prints; the book stays as it is, byte for byte."""
    statuses = (0, 4)

    def after(self, p, before, st):
        check(p.journal() == before.journal(), 'a reader changed the journal')
        check(st != self.done_status or p.out == self.whole or p.err, f'status {st}, another output, and no word')
        if self.to:
            got = read(p.at(self.to))
            check(got in ('old\n', self.file), 'half a file')
            check(st != 0 or got == self.file, 'status 0, and the file is not there')
        elif st in (0, self.done_status):
            check(p.out == self.whole, f'status {st}, and another output')
    to = None

    def again(self, p, before, st):
        st = p.run(self.command)
        check(st == self.done_status, f'the next run: status {st}\n{p.err}')
        check((read(p.at(self.to)) == self.file) if self.to else p.out == self.whole, 'the next run prints otherwise')


class Paperwork(Reader):
    """A PDF by stand-ins for groff and qrencode."""

    def more(self, p):
        stand_ins(p)


class Damaged(Reader):
    """A book that a merge, a sync program and an editor left: what is good is read, what is not is said."""
    statuses = (3, 4)
    done_status = 3

    def more(self, p):
        super().more(p)
        write(p.at('book/journal (conflicted copy 2026-06-01).csv'),
              read(p.at('book/journal.csv')) + row(50, '2026-06-02', 'acme', 'note', by='me', note='elsewhere'))


def damaged(text):
    """Marks of a merge, an id with two contents, rows twice, and of each kind of bad row one."""
    for n, (event, cell) in enumerate((('paymant', {}), ('invoice', {'ref': 'X1'}), ('kept', {}), ('payment', {
            'ref': 'F1', 'amount': '12,5'}), ('note', {'by': 'both '}), ('note', {'level': '9'}), ('note', {'due': '2026-02-30'}),
            ('conflict', {'ref': 'C1', 'level': '3'}), ('note', {'note': 'two\\\\nlines\\\\\\\\'}), ('invoice', {
                'ref': 'X2', 'amount': '1', 'currency': 'XXY'}), ('qzwxv', {}), ('invoice', {
                    'ref': 'X3', 'amount': '90000000000000', 'currency': 'EUR'}))):
        text += row(60 + n, '2026-06-03', 'acme', event, **cell)
    events = ('payment credit refund writeoff dispute waive acknowledge renegotiate claim accepted declined renew end kept '
              'broken clarify delivered result resolve diagnose').split()
    for n, event in enumerate(events):
        text += row(80 + n, '2026-06-03', 'beta', event, by='both', ref='G9', amount='1', currency='EUR', due='2026-07-01')
    text += row(75, '2026-13-03', 'acme', 'note') + row(76, '2026-06-03', 'A/b', 'note')
    text += row(70, '2026-06-03', 'acme', 'note', note='one') + row(70, '2026-06-03', 'acme', 'note', note='other')
    text += row(71, '2026-06-03', 'acme', 'note', note='twice') * 2 + row(72, '2026-06-03', 'acme', 'note', note='"quoted, too"')
    return text + '<<<<<<< ours\nfew,cells\n' + HEADER + '=======\n' + '\xff' + row(73, '2026-06-03', 'no body', 'note') + \
        row(74, '2026-06-03', 'acme', 'note', note='"open') + '>>>>>>> theirs\n'


def other_columns(text):
    """The columns in another order, and one of the user's own."""
    lines = [line.split(',') for line in text.splitlines()]
    return ''.join(','.join([*reversed(line), 'mine' if n else 'extra']) + '\n' for n, line in enumerate(lines))


class Adder(Path):
    """It adds rows behind those that are there."""
    rows = 1
    partly = False  # messages that can be read are done, whatever the others do
    known = False  # rows that are there are not added again

    def old(self, before):
        return before.journal()

    def added(self, p, before):
        old, now = self.old(before), p.journal()
        check(now.startswith(old) or now == '', 'old rows are lost')
        new = now[len(old):] if old else now.replace(HEADER, '', 1)
        check(new == '' or new.endswith('\n'), f'a torn line: {new[-40:]!r}')
        for line in new.splitlines():
            check(self.mark in line, f'a strange row: {line}')
        return len(new.splitlines())

    def after(self, p, before, st):
        n = self.added(p, before) if st or p.journal() != before.journal() else 0
        check(n in (0, self.rows) or (self.partly and st and n < self.rows), f'{n} rows')
        check(st != 0 or n == self.rows, 'status 0, and the rows are not there')
        # who would log it again is told that it may be there, or that only the output is lost
        told = 'not known' in p.err or 'standard output' in p.err or 'all the same' in p.err
        check(st in (0, self.done_status) or n == 0 or told or self.partly, f'status {st}, the rows are there, and no word of it: {p.err}')
        self.n = n

    def again(self, p, before, st):
        n = self.added(p, before) if p.journal() != before.journal() else 0
        now = p.run(self.command)
        check(now in (0, *self.next_status), f'the next run: status {now}\n{p.err}')
        want = self.rows if self.known else n + self.rows
        check(self.added(p, before) == want, f'{self.added(p, before)} rows behind the next run, not {want}')
    next_status = ()


class Torn(Adder):
    """Behind a torn end, which is set aside."""

    def old(self, before):
        text = before.journal()
        return text[:text.rindex('\n') + 1]

    def after(self, p, before, st):
        if p.journal() == before.journal():
            check(st != 0, 'status 0, and nothing is done')
            return
        torn = [n for n in os.listdir(p.at('book')) if n.startswith('journal.csv.torn-')]
        check(len(torn) == 1 and read(p.at('book', torn[0])) == 'torn', 'what was cut off is not set aside')
        super().after(p, before, st)

    def again(self, p, before, st):
        super().again(p, before, st)
        check(len([n for n in os.listdir(p.at('book')) if '.torn-' in n]) == 1, 'set aside twice')


class Erase(Path):
    def after(self, p, before, st):
        now, old = p.journal(), before.journal()
        if now == old:
            check(st != 0, 'status 0, and nothing is done')
        else:
            check('gamma' not in now and row_of(old, 'F1') in now and row_of(old, 'G1') in now, 'another journal')
        check(os.path.exists(p.at('book/clients/acme.yaml')), 'the profile of another is gone')
        if st == 0:
            check(not os.path.exists(p.at('book/clients/gamma.yaml')), 'status 0, and the profile is there')

    def again(self, p, before, st):
        now = p.run(self.command)
        check(now == 0 or (now == 2 and 'gamma' not in p.journal()), f'the next run: status {now}\n{p.err}')
        for folder, _, names in os.walk(p.at('book')):
            for n in names:
                check('gamma' not in read(os.path.join(folder, n)) + n, f'gamma is in {n}')
        check(row_of(p.journal(), 'F1'), 'rows of others are lost')


def row_of(text, ref):
    return next((line for line in text.splitlines(True) if f',{ref},' in line), '')


class Maker(Path):
    """It makes files that were not there."""

    def after(self, p, before, st):
        check(p.journal() == before.journal() or not before.journal(), 'the journal was changed')
        for name, want in self.made.items():
            got = read(p.at(name))
            check(got in ('', want), f'{name} is half written')
            check(got or not os.path.exists(p.at(name)), f'{name} is empty')
            check(st != 0 or got == want, f'status 0, and {name} is not there')

    def again(self, p, before, st):
        there = all(os.path.exists(p.at(n)) for n in self.made)
        now = p.run(self.command)
        check(now == 0 or (now == 2 and there and self.once), f'the next run: status {now}\n{p.err}')
        for name, want in self.made.items():
            check(read(p.at(name)) == want, f'{name} is another')
    once = False


class Sender(Path):
    """Each message at most once, and none lost in silence."""
    argv = ['--send', 'r.csv']
    clients = ('acme', 'beta')
    intent = 'reminder,'
    done = 'reminder,.*status=(sent|prepared)'

    def taken(self, p, client):
        if self.into == 'md':
            new = p.at('md/new')
            texts = [read(os.path.join(new, n)) for n in os.listdir(new)] if os.path.isdir(new) else []
            return sum(f'<{client}@' in t for t in texts)
        if self.into == 'box':
            return len(re.findall(rf'^To: .*<{client}@', read(p.at('box')), re.M))
        if self.into == 'outbox':
            box = p.at('book/outbox')
            return sum(f'-{client}-' in n for n in os.listdir(box)) if os.path.isdir(box) else 0
        return len(read(p.at('sunk', client)).splitlines())

    def after(self, p, before, st):
        now = p.journal()
        check(now.startswith(before.journal()), 'old rows are lost')
        check(now.endswith('\n'), 'a torn line')
        for client in self.clients:
            n = self.taken(p, client)
            check(n <= 1, f'{client} has {n} messages')
            check(n == 0 or re.search(f',{client},{self.intent}', now), f'{client} has a message without an intent')
            check(st != 0 or (n == 1 and re.search(f',{client},{self.done}', now)),
                  f'status 0, and {client} has {n} messages')

    def again(self, p, before, st):
        for _ in range(2):
            now = p.run(self.command)
            check(now in (0, 3), f'the next run: status {now}\n{p.err}')
        for client in self.clients:
            n, asked = self.taken(p, client), bool(re.search(f'{client}: .*--settle=', p.err))
            check(n == 1 or (n == 0 and asked), f'{client} has {n} messages behind the next runs, asked: {asked}\n{p.err}')
    into = 'sunk'


class Attached(Sender):
    """With the file of the invoice, whole, or without a word of one."""
    into = 'md'
    argv = ['--send', '--maildir=md', 'r.csv']
    policy = 'invoices: ~/factures/{ref}.pdf\n'

    def more(self, p):
        for ref in ('F1', 'G1'):
            write(p.at('factures', ref + '.pdf'), self.file(ref))

    def file(self, ref):
        return f'%PDF-1.7 invoice {ref}\n'

    def after(self, p, before, st):
        super().after(p, before, st)
        new = p.at('md/new')
        for name in os.listdir(new) if os.path.isdir(new) else []:
            text = read(os.path.join(new, name))
            whole = [r for r in ('F1', 'G1') if base64.b64encode(self.file(r).encode()).decode() in text]
            check(len(whole) == 1 or (st and not whole and 'attached' not in text), 'not the whole file')


class Paper(Sender):
    """A letter with a payment code, as PDF: stand-ins for groff and qrencode, which print the same always."""
    into = 'outbox'
    me = ', iban: "FR76 3000 6000 0112 3456 7890 189"'
    policy = 'ladder: [{step: notice, after: 3d, channel: letter}]\n'

    def more(self, p):
        stand_ins(p)

    def after(self, p, before, st):
        super().after(p, before, st)
        box = p.at('book/outbox')
        for name in os.listdir(box) if os.path.isdir(box) else []:
            check(st != 0 or name.endswith('.pdf'), 'status 0, and no PDF')
            check(not name.endswith('.pdf') or read(os.path.join(box, name)).endswith('EOF\n'), 'half a PDF')


class Refused(Sender):
    """Others may write what it would obey: whatever fails, nothing goes out."""
    statuses = (2, 4)
    done_status = 2
    powered = False

    def more(self, p):
        os.chmod(p.at(self.open), 0o777)

    def after(self, p, before, st):
        check(p.journal() == before.journal(), 'the journal was changed')
        check(not os.listdir(p.at('sunk')), 'a message went out')

    def again(self, p, before, st):
        check(p.run(self.command) == 2, f'the next run: status {p.st}\n{p.err}')
        self.after(p, before, st)


def stand_ins(p):
    """What is found in PATH: env(1), a groff that prints its source, a qrencode with one code."""
    os.symlink(shutil.which('env'), p.at('nothing/env'))
    write(p.at('nothing/groff'), '#!/bin/sh\necho %PDF-1.4\nwhile IFS= read -r l; do echo "$l"; done\n'
          'echo %%EOF\necho pages 1 >&2\n', 0o755)
    write(p.at('nothing/qrencode'), '#!/bin/sh\nwhile read -r l; do :; done\n'
          f'for i in {" ".join(map(str, range(21)))}; do echo "{"##  " * 10}##"; done\n', 0o755)


IMPORT = HEADER + ''.join(row(20 + n, '2026-06-01', 'acme', 'note', by='me', note=f'imported {n}') for n in range(3))
FOREIGN = 'Numero;Client;Date;Montant\nX1;acme;01/06/2026;12,50\nX2;beta;02/06/2026;13,50\n'
MAP = '''delimiter: ";"
decimal: ","
date: DD/MM/YYYY
events:
  - event: invoice
    client: {column: Client}
    ref: {column: Numero}
    at: {column: Date}
    amount: {column: Montant}
'''


class Importer(Adder):
    known = True
    mark = 'imported'
    rows = 3

    def more(self, p):
        write(p.at('in.csv'), IMPORT)
        write(p.at('foreign.csv'), FOREIGN)
        write(p.at('map.yaml'), MAP)


MAIL = 'From: P <{0}@{0}.example>\nTo: me@d.example\nDate: Mon, 1 Jun 2026 10:0{1}:00 +0000\n' \
    'Message-ID: <{1}@{0}.example>\nSubject: mailed {1}\n\nwords\n'


class Mailer(Importer):
    """Messages become rows, each once."""
    mark = 'mailed'
    rows = 2
    partly = True

    def more(self, p):
        for n, client in enumerate(('acme', 'beta')):
            write(p.at(f'{n}.eml'), MAIL.format(client, n))


RETURNED = '''From: mailer-daemon@acme.example
To: me@d.example
Subject: it came back
Date: Mon, 08 Jun 2026 09:05:00 +0000
Message-ID: <report1@acme.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.acme.example

Final-Recipient: rfc822; acme@acme.example
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

From: me@d.example
To: acme@acme.example
Message-ID: <crm.0123@d.example>

--b--
'''


def reminded(text):
    """Behind a reminder that was sent."""
    return text + row(30, '2026-06-05', 'acme', 'reminder', kind='courtesy', by='me', ref='F1', channel='email',
                      tags='status=sent mid=crm.0123@d.example')


class Returned(Importer):
    """A reminder that came back is settled as such, once, and puts off what goes to that address."""
    mark = 'bounced'
    rows = 2
    done_status = 3
    next_status = (3,)

    def more(self, p):
        write(p.at('back.eml'), RETURNED)

    def after(self, p, before, st):
        super().after(p, before, st)
        check(st == 4 or self.n == self.rows or 'counts as failed' not in p.err, 'said, and the rows are not there')


class Renamer(Path):
    """Another id for a client: the old journal or the new one, and in the end all of it."""

    def after(self, p, before, st):
        now, old = p.journal(), before.journal()
        if now == old:
            check(st != 0, 'status 0, and nothing is done')
        else:
            check(now.startswith(old.replace(',gamma,', ',delta,')), 'another journal')
        profiles = sorted(os.listdir(p.at('book/clients')))
        check(profiles in (['acme.yaml', 'beta.yaml', n] for n in ('gamma.yaml', 'delta.yaml')), f'profiles: {profiles}')
        if st == 0:
            self.whole_now(p)

    def whole_now(self, p):
        check(os.path.exists(p.at('book/clients/delta.yaml')) and ',gamma,' not in p.journal(), 'not renamed')
        check(p.journal().count('renamed=gamma') == 1, 'the row that says so')

    def again(self, p, before, st):
        now = p.run(self.command)
        check(now == 0 or (now == 2 and ',gamma,' not in p.journal()), f'the next run: status {now}\n{p.err}')
        self.whole_now(p)


class Folder(Path):
    """One file an item in a folder: each old or whole."""
    statuses = (0, 2, 4)

    def files(self, p):
        return {n: re.sub(r'(?m)^DTSTAMP.*$', '', read(p.at('vdir', n))) for n in sorted(os.listdir(p.at('vdir')))
                if n[0] != '.'} if os.path.isdir(p.at('vdir')) else {}

    def after(self, p, before, st):
        if not hasattr(self, 'want'):
            whole = Place(os.path.join(os.path.dirname(before.path), 'whole'))
            self.want = self.files(whole)
        got = self.files(p)
        check(all(self.want.get(n) == t for n, t in got.items()), 'half a file')
        check(st != 0 or got == self.want, 'status 0, and not all are there')

    def again(self, p, before, st):
        super().again(p, before, st)
        check(self.files(p) == self.want, 'the next run does not put all of them there')


def paths():
    p = [
        Adder('log', program='crm-log', argv=['-v', 'in', 'acme', 'second words'], mark='second words'),
        Torn('log-torn', program='crm-log', argv=['in', 'acme', 'second words'], mark='second words',
             journal=lambda t: t + 'torn'),
        Adder('log-first', program='crm-log', argv=['in', 'acme', 'second words'], mark='second words',
              journal=lambda t: ''),
        Adder('log-columns', program='crm-log', argv=['in', 'acme', 'second words'], mark='second words',
              journal=other_columns),
        Adder('settle-failed', program='crm-remind', argv=['--settle=crm.0123@d.example=failed'], mark='status=failed',
              known=True, next_status=(2,), journal=lambda t: t + row(
                  30, '2026-06-01', 'acme', 'reminder', kind='notice', by='me', ref='F1', channel='letter',
                  tags='status=prepared mid=crm.0123@d.example')),
        Adder('settle-bounced', program='crm-remind', argv=['--settle=crm.0123@d.example=bounced'], mark='status=bounced',
              known=True, next_status=(2,), journal=reminded),
        Adder('settle-other', program='crm-remind', argv=['--settle=crm.0123@d.example=sent'], mark='template=checkin',
              rows=2, known=True, next_status=(2,), journal=lambda t: t + row(
                  30, '2026-06-01', 'acme', 'note', by='me', channel='email',
                  tags='status=intent mid=crm.0123@d.example template=checkin')),
        Adder('invoice', program='crm-log', argv=['invoice', 'acme', 'N1', '12.50'], mark=',N1,'),
        Adder('settle', program='crm-remind', argv=['--settle=crm.0123@d.example=sent'], mark='status=sent', known=True,
              next_status=(2,), journal=lambda t: t + row(30, '2026-06-01', 'acme', 'reminder', kind='courtesy', by='me',
                                                          ref='F1', channel='email',
                                                          tags='status=intent mid=crm.0123@d.example')),
        Adder('settle-letter', program='crm-remind', argv=['--settle=crm.0123@d.example=sent:1A0123'],
              mark='tracking=1A0123', known=True, next_status=(2,), journal=lambda t: t + row(
                  30, '2026-06-01', 'acme', 'reminder', kind='notice', by='me', ref='F1', channel='letter',
                  tags='status=prepared mid=crm.0123@d.example')),
        Adder('plan', program='crm-log', argv=['plan', 'acme', 'F1', '60@2026-06-30', '40@2026-07-31'],
              mark=',renegotiate,', rows=2, next_status=(2,), known=True),
        Importer('import-map', program='crm-log', argv=['--import', '--map=map.yaml', 'foreign.csv'], mark=',X', rows=2),
        Returned('mail-returned', program='crm-log', argv=['--mail', 'back.eml'], journal=reminded),
        Importer('import', program='crm-log', argv=['--import', 'in.csv']),
        Adder('void', program='crm-log', argv=['--void', '00000000-0000-7000-8000-000000000009'], mark=',void,',
              known=True, next_status=(2, 3)),
        Erase('erase', program='crm-log', argv=['--erase', 'gamma']),
        Renamer('rename', program='crm-log', argv=['--rename=gamma', 'delta']),
        Mailer('mail', program='crm-log', argv=['--mail', '0.eml', '1.eml']),
        Maker('new-client', program='crm-log', argv=['--new-client', 'delta'], once=True),
        Maker('init', program='crm-log', argv=['-C', 'fresh', '--init']),
        Reader('list', program='crm-log', argv=['--list']),
        Reader('check', program='crm-log', argv=['--check']),
        Reader('show', program='crm-log', argv=['--show', 'acme']),
        Reader('export', program='crm-log', argv=['--export', 'acme']),
        Damaged('check-damaged', program='crm-log', argv=['--check'], journal=damaged),
        Damaged('overdue-damaged', program='crm-overdue', argv=[], journal=damaged),
        Reader('overdue', program='crm-overdue', argv=[]),
        Reader('overdue-o', program='crm-overdue', argv=['-o', 'o/x.csv'], to='o/x.csv'),
        Reader('overdue-ics', program='crm-overdue', argv=['-f', 'ics']),
        Folder('vdir', program='crm-overdue', argv=['-f', 'ics', '-o', 'vdir/']),
        Reader('overdue-aging', program='crm-overdue', argv=['--aging']),
        Reader('overdue-forecast', program='crm-overdue', argv=['--forecast=months']),
        Reader('overdue-within', program='crm-overdue', argv=['--within=30d', '-f', 'table']),
        Reader('risk', program='crm-risk', argv=[]),
        Reader('risk-explain', program='crm-risk', argv=['--explain']),
        Reader('risk-join', program='crm-risk', argv=['--join', 'r.csv']),
        Reader('risk-portfolio', program='crm-risk', argv=['--portfolio']),
        Reader('risk-payers', program='crm-risk', argv=['--payers']),
        Reader('risk-checklist', program='crm-risk', argv=['--checklist', 'acme']),
        Reader('risk-history', program='crm-risk', argv=['--history', 'acme']),
        Reader('drafts', program='crm-remind', argv=['r.csv']),
        Reader('drafts-o', program='crm-remind', argv=['-o', 'o/x.csv', 'r.csv'], to='o/x.csv'),
        Reader('digest', program='crm-remind', argv=['--digest', 'r.csv']),
        Reader('dossier', program='crm-remind', argv=['--dossier=acme']),
        Paperwork('dossier-pdf', program='crm-remind', argv=['--dossier=acme', '--paper', '-o', 'o/x.csv'], to='o/x.csv',
                  policy='ladder: [{step: recourse, after: 3d, channel: file}]\n'),
        Reader('why', program='crm-remind', argv=['--explain']),
        Reader('letters', program='crm-remind', argv=['--letters']),
        Reader('render', program='crm-remind', argv=['--render=t.mustache', 'data.yaml']),
        Reader('template', program='crm-remind', argv=['--template=checkin', '--client=acme']),
        Sender('send', program='crm-remind'),
        Sender('send-maildir', program='crm-remind', argv=['--send', '--maildir=md', 'r.csv'], into='md'),
        Sender('send-mbox', program='crm-remind', argv=['--send', '--mbox=box', 'r.csv'], into='box'),
        Sender('send-outbox', program='crm-remind', into='outbox', policy=Paper.policy),
        Sender('send-drafts', program='crm-remind', argv=['--send', 'd.yaml'], drafts=['r.csv']),
        Refused('send-open', program='crm-remind', open='book'),
        Refused('send-open-profiles', program='crm-remind', open='book/clients'),
        Attached('send-attached', program='crm-remind'),
        Paper('send-paper', program='crm-remind'),
        Sender('send-letter', program='crm-remind', argv=['--send', 'd.yaml'], drafts=['--template=checkin', 'acme'],
               clients=('acme',), intent='(note|contact),.*template=checkin', done='contact,.*status=sent'),
    ]
    return p


class Run:
    first = shown = False

    def __init__(self, path, bin_, shim, work):
        self.path, self.shim, self.work = path, shim, work
        path.command = [os.path.join(bin_, path.program), *path.argv]
        self.bin = bin_
        self.pristine = Place(self.place('pristine'))
        os.makedirs(self.pristine.path)
        tools = [(os.path.join(bin_, 'crm-overdue'), [], 'r.csv')]
        if path.drafts:
            tools.append((os.path.join(bin_, 'crm-remind'), path.drafts, 'd.yaml'))
        path.prepare(self.pristine, tools)
        if getattr(path, 'to', None):
            write(self.pristine.at(path.to), 'old\n')

    def place(self, name):
        return os.path.join(self.work, self.path.name, name)

    def fresh(self, name):
        """A copy that lies where the pristine one says it lies: the mail program is found by its path."""
        path = self.place(name)
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.pristine.path, path, symlinks=True)
        p = Place(path)
        policy = p.at('book/policy.yaml')
        write(policy, read(policy).replace(self.pristine.path + '/', path + '/'))
        return p

    def plan(self):
        """All faults of this path, from one run without any."""
        p = self.fresh('whole')
        st = p.run(self.path.command, [STRACE, '-o', p.at('trace')])
        check(st == self.path.done_status, f'without a fault: status {st}\n{p.err}')
        self.path.whole = p.out
        if isinstance(self.path, Reader) and self.path.to:
            self.path.file = read(p.at(self.path.to))
            check(self.path.file, 'no file')
        if isinstance(self.path, Maker):
            self.path.made = {n: read(p.at(n)) for n in MADE[self.path.name]}
            check(all(self.path.made.values()), 'nothing is made')
        faults, n, on = [], {}, False
        for line in read(p.at('trace')).splitlines():
            m = re.match(r'([a-z0-9_]+)\(', line)
            if not m:
                continue
            name = m.group(1)
            n[name] = n.get(name, 0) + 1
            on = on or line.startswith('fcntl(0, F_GETFD)')
            if on and name not in SPARED:
                faults += [('call', name, n[name], e) for e in ERRORS.get(name, 'EIO ENOMEM').split()]
        check(on, 'main() was not seen')
        for kind in ('alloc', 'alloc+', 'short', 'close'):
            total = self.count(kind)
            check(total > 0 or kind == 'short', f'nothing to count: {kind}')
            faults += [(kind, '', i, '') for i in range(1, total + 1)]
        return faults

    def shimmed(self, p, kind, at):
        return p.run(self.path.command, extra={'LD_PRELOAD': self.shim, 'FAULT_KIND': kind, 'FAULT_AT': str(at),
                                               'FAULT_LOG': p.at('fault')})

    def count(self, kind):
        p = self.fresh('whole')
        self.shimmed(p, kind, 0)
        return int(read(p.at('fault')).split()[1])

    def one(self, fault, number):
        """One run with one fault: 1 when it was injected, 0 when it was not reached."""
        kind, name, at, error = fault
        if self.first and self.shown:
            return 0
        p = self.fresh(f'run{number}')
        try:
            hit = self.inject(p, kind, name, at, error)
        except (AssertionError, subprocess.TimeoutExpired) as e:
            self.shown = True
            return f'{self.path.name}: {kind} {name} {at} {error}: {e} [{p.path}]'
        shutil.rmtree(p.path)
        return int(hit)

    def inject(self, p, kind, name, at, error):
        if kind == 'call':
            st = p.run(self.path.command, [STRACE, '-o', p.at('trace'), '-e', f'trace={name}', '-e',
                                           f'inject={name}:error={error}:when={at}'])
            trace = read(p.at('trace'))
            hit = 'INJECTED' in trace
            # what standard error does not take nobody reads
            if re.search(r'^write\(2, .*INJECTED', trace, re.M):
                p.err += 'not written'
        else:
            st = self.shimmed(p, kind, at)
            hit = 'injected' in read(p.at('fault'))
        if hit:
            self.judge(p, st, name.startswith('unlink'))
        return hit

    def judge(self, p, st, unlink=False):
        path = self.path
        # what cannot be removed from tmp/ of a Maildir is removed by its readers, 36 hours later: maildir(5)
        spared = os.sep + 'tmp' if unlink and getattr(path, 'into', '') == 'md' else None
        check(st in path.statuses, f'status {st}: {p.err}')
        check('bug' not in p.err, p.err)
        check(st == 0 or p.err, f'status {st} without a word')
        check(not p.left(spared), f'left: {p.left(spared)}')
        path.after(p, self.pristine, st)
        path.again(p, self.pristine, st)
        check(not p.left(spared), f'left behind the next run: {p.left(spared)}')


MADE = {'new-client': ['book/clients/delta.yaml'],
        'init': ['fresh/journal.csv', 'fresh/policy.yaml', 'fresh/.gitattributes', 'fresh/.gitignore']}


def main():
    options = [a for a in sys.argv[1:] if a.startswith('--each=')]
    words = [a for a in sys.argv[1:] if not a.startswith('--')]
    bin_, shim, work = (os.path.abspath(a) for a in words[:3])
    each = int(options[0][7:]) if options else 1
    chosen = [p for p in paths() if not words[3:] or p.name in words[3:]]
    jobs = int(os.environ.get('JOBS') or os.cpu_count() or 1)
    total = n = bad = 0
    for number, path in enumerate(chosen):
        run = Run(path, bin_, shim, work)
        run.first = '--first' in sys.argv
        try:
            faults = run.plan()
        except AssertionError as e:
            faults, wrong = [], [f'{path.name}: {e}']
        else:
            wrong = []
        mine = faults[number % each::each]
        with futures.ThreadPoolExecutor(jobs) as pool:
            ends = list(pool.map(run.one, mine, range(len(mine))))
        wrong += [e for e in ends if isinstance(e, str)]
        hit = sum(e for e in ends if not isinstance(e, str)) + len([e for e in ends if isinstance(e, str)])
        missed = len(mine) - hit
        # clocks and pids make a run a little longer or shorter; more than that would be another run
        if (missed > len(mine) // 10 + 2 or not hit) and not (wrong and run.first):
            wrong.append(f'{path.name}: only {hit} of {len(mine)} faults were reached')
        n += 1
        total += hit
        bad += bool(wrong)
        print(f'{"not " if wrong else ""}ok {n} - {path.name}: {hit} of {len(faults)} faults injected')
        for w in wrong[:20]:
            print('# ' + w.replace('\n', '\n#   '))
        sys.stdout.flush()
    print(f'1..{n}\n# {total} faults injected')
    sys.exit(bad > 0)


if __name__ == '__main__':
    main()
