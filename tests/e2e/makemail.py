#!/usr/bin/env python3
"""makemail.py FOLDER N - a Maildir of N messages as mail programs write them, and on standard output the
rows that they are, `at,by,client,tags,note` in the order of their names: the truth is what they were
made of, encoded by python's own email, never decoded by it."""
import base64
import csv
import datetime
import email.header
import email.utils
import os
import quopri
import sys
import zoneinfo

folder, count = sys.argv[1], int(sys.argv[2])
for sub in ('cur', 'new', 'tmp'):
    os.makedirs(os.path.join(folder, sub), exist_ok=True)
out = csv.writer(sys.stdout, lineterminator='\n')
PARIS = zoneinfo.ZoneInfo('Europe/Paris')

SUBJECTS = [
    ('Votre devis', 'us-ascii'), ('Réponse à votre devis n° 12', 'utf-8'), ('Été à Noël : où en est-on ?', 'iso-8859-1'),
    ('Œuvre à 1 200 €', 'iso-8859-15'), ('“Guillemets” – tiret', 'windows-1252'), ('Привет из Москвы', 'koi8-r'),
    ('Срочный вопрос', 'windows-1251'), ('見積もりの件について', 'iso-2022-jp'), ('报价单的问题', 'gb2312'),
    ('견적서 관련 문의', 'euc-kr'), ('Zażółć gęślą jaźń', 'iso-8859-2'), ('Ερώτηση για την προσφορά', 'iso-8859-7'),
    ('Fatura hakkında şüphe', 'iso-8859-9'), ('😀 merci beaucoup pour votre travail', 'utf-8'),
    ('Ein sehr langer Betreff, ' * 9 + 'am Ende', 'utf-8'),
]


def subject(i):
    """The header's bytes, and the text it stands for."""
    text, charset = SUBJECTS[i % len(SUBJECTS)]
    way = (i // len(SUBJECTS)) % 7
    if way == 0:
        value = email.header.Header(text, charset, header_name='Subject').encode().encode('ascii')
    elif way == 1:  # raw bytes: UTF-8 as many do today
        value = text.encode('utf-8')
    elif way == 2:  # base64, characters cut between words, no padding
        raw = text.encode('utf-8')
        pieces = [raw[k:k + 30] for k in range(0, len(raw), 30)]
        value = b'\n '.join(b'=?UTF-8?B?' + base64.b64encode(p).rstrip(b'=') + b'?=' for p in pieces)
    elif way == 3:  # one long word with blanks in it, as no standard allows
        q = ''.join(chr(b) if 32 < b < 127 and chr(b) not in '=?_' else ' ' if b == 32 else '=%02X' % b
                    for b in text.encode('utf-8'))
        value = ('=?utf-8?q?%s?=' % q).encode('ascii')
    elif way == 4:  # words joined without a blank, language named
        value = b''.join(b'=?utf-8*fr?Q?' + quopri.encodestring(c.encode('utf-8'), header=True).replace(b'=\n', b'') + b'?='
                         for c in text)
    elif way == 5:  # folded at every blank
        value = text.encode('utf-8').replace(b' ', b'\n\t')
    else:
        value = email.header.Header(text, 'utf-8', maxlinelen=40).encode().encode('ascii')
    return value, text


def note(text):
    """What fits of it: 400 bytes, cut between characters, the last blank not."""
    raw = text.encode('utf-8')[:400]
    return raw.decode('utf-8', 'ignore').rstrip()


WHO = [('x@acme.example', 'acme'), ('Other.Person@ACME.example', 'acme'), ('b@gmail.com', 'beta'), ('stranger@gmail.com', ''),
       ('nobody@nowhere.example', ''), ('c@two.example', '')]
NAMES = ['%s', '"Name, Odd" <%s>', '=?utf-8?Q?Zo=C3=A9?= <%s>', 'Zo\u00e9 <%s>', '<%s> (a (nested) comment)',
         '"Team; sales" <%s>, second@else.example']
for i in range(count):
    address, client = WHO[i % len(WHO)]
    address = NAMES[(i // 3) % len(NAMES)] % address
    mine = i % 10 == 9
    head = [('Return-Path', b'<bounce@x>'), ('Received', b'from a by b with c;\n\tTue, 2 Jun 2026 08:30:00 +0000 (UTC)')]
    long = b','.join(b'p%d@long.example' % k for k in range(2000)) if i % 101 == 0 else b''
    if mine:
        head += [('From', b'Me <ME@example.org>'), ('To', address.encode('utf-8') + (b',' + long if long else b''))]
    else:
        head += [('From', address.encode('utf-8')), ('To', b'me@example.org' + (b',' + long if long else b''))]
    value, text = subject(i)
    head.append(('Subject', value))
    zone = datetime.timezone(datetime.timedelta(minutes=[0, 120, -300, 345, 720, -570][i % 6]))
    when = datetime.datetime(2026, 1 + i % 5, 1 + i % 28, i % 24, i % 60, tzinfo=zone)
    arrived = datetime.datetime(2026, 6, 2, 8, 30, tzinfo=datetime.timezone.utc)
    date = email.utils.format_datetime(when)
    kind = i % 9
    if kind == 1:  # no date: when the last server took it
        when = arrived
    elif kind == 2:  # a clock that runs ahead
        head.append(('Date', b'Mon, 1 Jan 2035 00:00:00 +0000'))
        when = arrived
    elif kind == 3:
        head.append(('Date', b'yesterday, late'))
        when = arrived
    elif kind == 4:
        head.append(('DATE ', date.encode() + b' (a comment)'))
    else:
        head.append(('Date', date.encode()))
    if i % 13:
        head.append(('Message-ID', b'<m%d@host.example>' % i))
    auto = {3: ('Auto-Submitted', b'auto-replied (vacation)'), 7: ('Precedence', b'bulk'), 8: ('X-Autoreply', b'yes')}.get(i % 17)
    if auto:
        head.append(auto)
    end = [b'\n', b'\r\n'][i % 4 == 1]
    body = b'From: x@acme.example\nSubject: of the body\n\nnever read\n'
    raw = b''.join(n.encode() + b': ' + v + b'\n' for n, v in head).replace(b'\n', end) + end + body
    name = '%d.%06d_%d.host%s' % (1780000000 + i, i, i, ':2,S' if i % 2 else '')
    with open(os.path.join(folder, 'cur' if i % 2 else 'new', name), 'wb') as f:
        f.write(raw)
    if client and not (mine and auto):
        out.writerow([when.astimezone(PARIS).strftime('%Y-%m-%dT%H:%M'), 'me' if mine else 'client', client,
                      'noreply' if auto else '', note(text)])
