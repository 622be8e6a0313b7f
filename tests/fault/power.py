#!/usr/bin/env python3
"""power.py - the power fails behind every call that changes a file, and what was not synced is lost.

    power.py BIN WORK [--each=K] [--first] [PATH...]

A command runs under strace; its writes, syncs, links, renamings and removals are then played again on
a model of the disk, which is strict: a file has what was synced of it, a folder the names that were
synced with it.  What was not is lost, half there, zeros, or all there; names likewise, apart from that.
Behind each call, each of these disks is made, and looked at: what was reported as done is there, rows
of before are there, files are old or new and never between, the programs go on, and no message goes out
twice or is lost in silence.  --each=K: every K-th disk only, but all of those behind the end; --first:
none behind the first that shows something.
Prints TAP and how many disks were looked at.
"""
import os
import re
import shutil
import sys

import nth
from nth import Place, check, read, write

CALLS = '''openat write pwrite64 fsync fdatasync ftruncate rename renameat renameat2 link linkat unlink unlinkat
    mkdir mkdirat close clone clone3 vfork exit_group'''.split()
DATA = ('lost', 'half', 'zeros', 'all')
NAMES = ('lost', 'half', 'all')
PROGRAMS = ('mailer', 'env', 'groff', 'qrencode')


class File:
    def __init__(self, synced=b''):
        self.synced, self.now, self.steps = synced, synced, []

    def step(self, at, data):
        """Data written at a place; None: cut there."""
        self.now = self.now[:at] if data is None else put(self.now, at, data)
        self.steps.append((at, data))

    def sync(self):
        self.synced, self.steps = self.now, []

    def seen(self, how):
        if how == 'all' or not self.steps:
            return self.now
        if how == 'lost':
            return self.synced
        if how == 'zeros':  # the size came to the disk, the bytes did not
            grown = len(self.now) - len(self.synced)
            return self.synced + b'\0' * grown if grown > 0 else self.synced
        text = self.synced
        for at, data in self.steps[:(len(self.steps) + 1) // 2]:
            text = text[:at] if data is None else put(text, at, data[:(len(data) + 1) // 2])
        return text


def put(text, at, data):
    return text[:at].ljust(at, b'\0') + data + text[at + len(data):]


class Folder:
    def __init__(self):
        self.synced, self.now, self.steps = {}, {}, []

    def step(self, changes):
        """Names that change at once: to None, they go."""
        self.now = changed(self.now, changes)
        self.steps.append(changes)

    def sync(self):
        self.synced, self.steps = dict(self.now), []

    def seen(self, how):
        names = dict(self.synced)
        count = {'lost': 0, 'half': (len(self.steps) + 1) // 2, 'all': len(self.steps)}[how]
        for changes in self.steps[:count]:
            names = changed(names, changes)
        return names


def changed(names, changes):
    names = {**names, **changes}
    return {name: what for name, what in names.items() if what is not None}


class Disk:
    """A folder, all of it synced, and what becomes of it."""

    def __init__(self, root):
        self.root = root
        self.top = self.load(root)
        self.open = {}

    def load(self, path):
        folder = Folder()
        for entry in os.scandir(path):
            what = self.load(entry.path) if entry.is_dir() else File(read(entry.path, 'rb'))
            folder.step({entry.name: what})
        folder.sync()
        return folder

    def find(self, path):
        """What is at an absolute path; None outside, or where nothing is."""
        if path != self.root and not path.startswith(self.root + '/'):
            return None
        what = self.top
        for part in path[len(self.root):].split('/'):
            if part and isinstance(what, Folder):
                what = what.now.get(part)
            elif part:
                return None
        return what

    def parent(self, path):
        return self.find(os.path.dirname(path)), os.path.basename(path)

    def play(self, name, args, fd, paths):
        """One call that succeeded: does it change anything here?"""
        if name == 'openat':
            return self.opened(paths[0], args[2], fd)
        if name == 'close':
            return self.open.pop(fd_of(args[0]), None) and False
        if name in ('write', 'pwrite64', 'ftruncate', 'fsync', 'fdatasync'):
            return self.file_call(name, args)
        if name in ('mkdir', 'mkdirat'):
            folder, last = self.parent(paths[0])
            return folder is not None and not folder.step({last: Folder()})
        if name in ('unlink', 'unlinkat'):
            folder, last = self.parent(paths[0])
            return folder is not None and not folder.step({last: None})
        return self.named(paths[0], paths[1], name.startswith('rename'))

    def opened(self, path, flags, fd):
        what, is_new = self.find(path), False
        folder, last = self.parent(path)
        if what is None and folder is not None and 'O_CREAT' in flags:
            what, is_new = File(), True
            folder.step({last: what})
        if isinstance(what, File):
            self.open[fd] = (what, 'O_APPEND' in flags, [0])
            if 'O_TRUNC' in flags and what.now:
                what.step(0, None)
                return True
        return is_new

    def file_call(self, name, args):
        fd = fd_of(args[0])
        if fd not in self.open:
            folder = self.find(path_of(args[0]))
            if isinstance(folder, Folder) and name in ('fsync', 'fdatasync'):
                folder.sync()
                return True
            return False
        what, append, at = self.open[fd]
        if name in ('fsync', 'fdatasync'):
            what.sync()
        elif name == 'ftruncate':
            what.step(int(args[1]), None)
        else:
            data = text_of(args[1])
            where = int(args[3]) if name == 'pwrite64' else len(what.now) if append else at[0]
            what.step(where, data)
            at[0] = where + len(data)
        return True

    def named(self, old, new, move):
        what = self.find(old)
        (a, first), (b, second) = self.parent(old), self.parent(new)
        if what is None or a is None or b is None:
            return False
        if a is b:
            a.step({second: what, **({first: None} if move else {})})
        else:
            b.step({second: what})
            if move:
                a.step({first: None})
        return True

    def make(self, path, data, names, folder=None):
        """The disk as it is found when the power is back."""
        folder = folder or self.top
        os.makedirs(path, 0o700, exist_ok=True)
        for name, what in folder.seen(names).items():
            to = os.path.join(path, name)
            if isinstance(what, Folder):
                self.make(to, data, names, what)
            else:
                with open(to, 'wb') as f:
                    f.write(what.seen(data))
                os.chmod(to, 0o755 if name in PROGRAMS else 0o600)

    def sum(self, data, names, folder=None):
        folder = folder or self.top
        return tuple(sorted((name, self.sum(data, names, what) if isinstance(what, Folder) else what.seen(data))
                            for name, what in folder.seen(names).items()))


def fd_of(arg):
    return int(re.match(r'-?\d+', arg).group())


def unhex(text):
    return bytes.fromhex(text.replace('\\x', ''))


def path_of(arg):
    m = re.search(r'<((?:\\x[0-9a-f]{2})*)>', arg)
    return unhex(m.group(1)).decode() if m else ''


def text_of(arg):
    check('...' not in arg, 'strace has cut a text')
    return unhex(re.match(r'"((?:\\x[0-9a-f]{2})*)"', arg).group(1))


def calls(trace, root):
    """The calls that succeeded since main(): name, arguments, descriptor, paths."""
    on = False
    for line in trace.splitlines():
        m = re.match(r'([a-z0-9_]+)\((.*)\)\s+= (\d+|\?)', line)
        on = on or line.startswith('fcntl(0')
        if not on or not m or m.group(1) not in CALLS:
            continue
        name, args = m.group(1), m.group(2).split(', ')
        yield name, args, int(m.group(3)) if m.group(3) != '?' else 0, list(full(args, root))


def full(args, root):
    """Absolute paths of a call: a descriptor and a name, or a name alone."""
    folder = root
    for arg in args:
        if arg.startswith('AT_FDCWD'):
            folder = root
        elif re.match(r'\d+<', arg):
            folder = path_of(arg)
        elif arg.startswith('"') and '...' not in arg:
            yield os.path.normpath(os.path.join(folder, unhex(arg.strip('"')).decode(errors='replace')))
            folder = root


class Cut:
    """A path of nth.py, and its disks."""

    def __init__(self, path, bin_, work):
        self.path = path
        self.run = nth.Run(path, bin_, '', work)
        self.bin = bin_
        self.hands = isinstance(path, nth.Sender) and path.into == 'sunk'  # each program that runs takes a message
        self.work = os.path.join(work, path.name)

    def disks(self):
        """(what happened before the cut, number of messages handed over, whether done was said, disk)"""
        place = self.run.fresh('traced')
        self.root = place.path
        disk = Disk(place.path)
        st = place.run(self.path.command, [nth.STRACE, '-y', '-xx', '-s', '16777216', '-o', place.at('trace'), '-e',
                                           'trace=fcntl,' + ','.join('?' + c for c in CALLS)])
        check(st == self.path.done_status, f'without a cut: status {st}\n{place.err}')
        self.place = place
        self.whole(place)
        handed, said = 0, False
        yield 'the beginning', handed, said, disk
        for name, args, fd, paths in calls(read(place.at('trace')), place.path):
            if name in ('clone', 'clone3', 'vfork'):
                handed += self.hands
                happened = self.hands
            elif name == 'exit_group':
                said = happened = True
            elif name == 'write' and fd_of(args[0]) == 1:
                happened = self.path.name == 'log'  # -v: the id of the row
                said = said or happened
            else:
                happened = disk.play(name, args, fd, paths)
            if happened:
                words = [os.path.relpath(p, place.path) for p in paths][:0 if name.endswith('write') else None]
                yield f'{name}({", ".join(words) or os.path.relpath(path_of(args[0]) or ".", place.path)})', \
                    handed, said, disk

    def whole(self, p):
        path = self.path
        path.whole = p.out
        if getattr(path, 'to', None):
            path.file = read(p.at(path.to))
        if isinstance(path, nth.Maker):
            path.made = {n: read(p.at(n)) for n in nth.MADE[path.name]}
        if isinstance(path, nth.Folder):
            path.want = path.files(p)
        if isinstance(path, nth.Sender) and path.into != 'sunk':
            self.messages = {c: self.message(p, c) for c in path.clients}
            check(all(self.messages.values()), 'no messages')

    def message(self, p, client):
        """The words of a message, dates and ids aside: empty when it is not whole."""
        texts = {'md': lambda: [read(os.path.join(p.at('md/new'), n)) for n in listed(p.at('md/new'))],
                 'box': lambda: read(p.at('box')).split('\nFrom '),
                 'outbox': lambda: [read(os.path.join(p.at('book/outbox'), n)) for n in listed(p.at('book/outbox'))
                                    if not n.startswith('.')]}[self.path.into]()
        mine = [t for t in texts if client in t]
        return [re.sub(r'(?m)^(Date|Message-ID|From).*$', '', t).strip() for t in mine]

    def look(self, number, data, names, handed, said, disk):
        p = Place(os.path.join(self.work, f'disk{number}'))
        disk.make(p.path, data, names)
        policy = p.at('book/policy.yaml')
        write(policy, read(policy).replace(self.root + '/', p.path + '/'))
        for name in ('nothing', 'sunk', 'o'):
            os.makedirs(p.at(name), exist_ok=True)
        for client in self.path.clients[:handed] if self.hands else ():
            write(p.at('sunk', client), 'To\n')
        self.judge(p, said)
        shutil.rmtree(p.path)

    def judge(self, p, said):
        path, before = self.path, self.run.pristine
        p.out = p.err = ''
        if isinstance(path, nth.Reader):
            check(read(p.at(path.to)) in ('old\n', path.file), 'half a file')
            check(not said or read(p.at(path.to)) == path.file, 'done, and the old file is there')
            return path.again(p, before, 0)
        if isinstance(path, (nth.Erase, nth.Maker, nth.Renamer, nth.Folder)):
            path.after(p, before, 0 if said else 4)
            return path.again(p, before, 4)
        self.readable(p)
        if isinstance(path, nth.Adder):
            self.rows(p, said)
        else:
            self.sent(p, said)
        return None

    def readable(self, p):
        st = p.run([os.path.join(self.bin, 'crm-overdue')])
        check(st in (0, 3), f'crm-overdue behind the cut: status {st}\n{p.err}')

    def rows(self, p, said):
        path = self.path
        old = path.old(self.run.pristine).splitlines()
        st = p.run([os.path.join(self.bin, 'crm-log'), 'in', 'acme', 'behind the cut'])
        check(st == 0, f'crm-log behind the cut: status {st}\n{p.err}')
        now = p.journal().splitlines()
        check(now[:len(old)] == old, 'rows of before are lost')
        new = [r for r in now[len(old):] if r + '\n' != nth.HEADER]
        check(new and 'behind the cut' in new[-1], 'the row behind the cut is not there')
        strange = [r for r in new[:-1] if path.mark not in r or r.count(',') < 13]
        check(not strange, f'strange rows: {strange}')
        check(len(new) - 1 <= path.rows and (not said or len(new) - 1 == path.rows),
              f'{len(new) - 1} rows, done was said: {said}')

    def sent(self, p, said):
        path, before = self.path, self.run.pristine
        check(p.journal().startswith(before.journal()), 'rows of before are lost')
        if said:
            path.after(p, before, 0)
            if path.into != 'sunk':
                got = {c: self.message(p, c) for c in path.clients}
                check(got == self.messages, 'done, and a message is not whole')
        if read(p.at('box'), 'rb')[:1] == b'\0':  # a person sees that it is no mbox any more
            st = p.run(path.command)
            return check(st == 2 and 'From' in p.err and not said, f'zeros in the mbox: status {st}, {p.err}')
        return path.again(p, before, 4)


def listed(path):
    return sorted(os.listdir(path)) if os.path.isdir(path) else []


def wanted():
    """The paths that write."""
    return [p for p in nth.paths() if p.powered and (not isinstance(p, nth.Reader) or p.to)]


def main():
    each = int(next((a[7:] for a in sys.argv if a.startswith('--each=')), 1))
    words = [a for a in sys.argv[1:] if not a.startswith('--')]
    bin_, work = (os.path.abspath(a) for a in words[:2])
    n = bad = total = 0
    for path in [p for p in wanted() if not words[2:] or p.name in words[2:]]:
        wrong, seen, number, ends = [], set(), 0, 0
        try:
            cut = Cut(path, bin_, work)
            for what, handed, said, disk in cut.disks():
                for data, names in [(d, m) for d in DATA for m in NAMES]:
                    key = (disk.sum(data, names), handed, said)
                    if key in seen:
                        continue
                    seen.add(key)
                    number += 1
                    if (number % each and not said) or ('--first' in sys.argv and wrong):
                        continue
                    total += 1
                    ends += said
                    try:
                        cut.look(number, data, names, handed, said, disk)
                    except AssertionError as e:
                        wrong.append(f'behind {what}, data {data}, names {names}: {e} [disk{number}]')
        except AssertionError as e:
            wrong.append(str(e))
        if not ends and not wrong:
            wrong.append('nothing was looked at behind the end')
        n += 1
        bad += bool(wrong)
        print(f'{"not " if wrong else ""}ok {n} - {path.name}: {number} disks')
        for w in wrong[:10]:
            print('# ' + w.replace('\n', '\n#   '))
        sys.stdout.flush()
    print(f'1..{n}\n# {total} disks looked at')
    sys.exit(bad > 0)


main()
