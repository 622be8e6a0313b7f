"""risk_policies.py PROGRAM FOLDER - every key of the score in policy.yaml, at the borders of its range.

Within the range crm-risk prints what the reference prints; outside it prints nothing, ends with status 2
and names the file, the line and the key."""
import os, re, subprocess, sys
import risk_books
import risk_reference as ref

COUNT = {'same': 0, 'moved': 0, 'refused': 0}


def keys():
    """key path, its text as a map, values that are good, values that are bad"""
    decimal = lambda least, most: ([least, most, '0.5', '1'], ['-0.1', '0.0001', 'much', '1e1', f'{float(most) + .001:.3f}'])
    whole = lambda least, most: ([str(least), str(most), '7'], [str(least - 1), str(most + 1), '1.5', 'x', '99999999999999999999'])
    for k, s in sorted(ref.defaults()['signals'].items()):
        for key in s:
            good, bad = {'weight': lambda: decimal('0', '100'), 'base': lambda: decimal('0', '1'), 'half_life': lambda: whole(1, 36500), 'every': lambda: whole(0, 3650),
                         'from': lambda: (['0', str(s['to'] - 1)], ['-1', str(s['to']), 'x', '1.5']),
                         'to': lambda: ([str(s['from'] + 1), '36500'], [str(s['from']), '36501', 'x'])}[key]()
            yield f'signals.{k}.{key}', good, bad
    for k, good, bad in (('prior', *decimal('0', '1')), ('positive_cap', *decimal('0', '100')), ('paid_late_cap', *decimal('0', '100')),
                         ('prior_weight', ['0.001', '100', '6'], ['0', '100.001', '-1', 'x']),
                         ('bands', ['[0.1, 50, 100]', '[20, 20.1, 20.2]'], ['[0, 1, 2]', '[20, 40]', '[20, 40, 60, 80]', '[40, 20, 60]', '[20, 20, 60]', '[1, 2, 100.1]', '[1, 2.05, 3]', '5'])):
        yield f'trust.{k}', good, bad
    for k, most in (('tenure', 36500), ('dormant', 36500), ('rise', 100)): yield f'stage.{k}', *whole(1, most)
    for k in ref.defaults()['carry']: yield f'carry.{k}', *decimal('0', '1')
    for k in ('settled', 'renegotiated'): yield f'factors.{k}', *decimal('0', '1')
    for k in ('mutual_doubt', 'repeat'): yield f'factors.{k}', *decimal('0', '5')
    for t in ('organised', 'trusting', 'disorganised'): yield f'types.{t}.conflict', *decimal('0', '5')
    for k in ('need', 'history', 'min_days', 'active', 'idle'): yield f'silence.{k}', ['1', '90'], ['0', '-1', 'x']
    yield 'burst.hours', ['1', '2159'], ['2160', '-1', 'x']
    yield 'reply.max', ['1h', '720h'], ['0h', '721h', '24', '1d']
    yield 'reply.clock', ['workdays', 'elapsed'], ['sundial']
    yield 'mission.cap', ['1m', '120m', '1d', '3650d'], ['0m', '121m', '3651d', '2y', '2']
    yield 'incident_kinds.no-show.weight', *decimal('0', '100')
    yield 'incident_kinds.no-show.half_life', *whole(1, 36500)
    yield 'incident_kinds.no-show.side', ['me', 'client', 'both'], ['prior', 'them']
    for k in ('signals.lateness.weight', 'signals.late_payment.every', 'signals.checkin.base', 'signals.silence.half_life', 'trust.colour', 'carry.none',
              'factors.half', 'silence.loud', 'burst.bust', 'types.clever.conflict', 'types.trusting.checkin', 'incident_kinds.price.weight',
              'incident_kinds.late-reply.weight', 'incident_kinds.no-show.every', 'score.prior'):
        yield k, [], ['1']


def write(folder, path, value):
    """a policy with the key on line 3 or deeper; -> that line"""
    *maps, last = path.split('.')
    lines = ['# a remark', ''] + ['  ' * i + m + ':' for i, m in enumerate(maps)] + ['  ' * len(maps) + f'{last}: {value}'.rstrip()]
    with open(folder + '/policy.yaml', 'w') as f: f.write('\n'.join(lines) + '\n')
    return len(lines)


def main(program, folder):
    wrong = 0
    plain = None
    for seed in range(3):
        book = f'{folder}/{seed}'
        today = risk_books.write(book, 900 + seed, 120)
        for path, good, bad in keys():
            run = lambda: subprocess.run([program, '-C', book, '-t', today, '-f', 'csv'], capture_output=True, text=True)
            for v in good:
                write(book, path, v)
                want = '\n'.join(ref.report(book, today)) + '\n'
                got = run()
                if got.returncode not in (0, 3) or got.stdout != want:
                    wrong += 1
                    print(f'{path}: {v}: status {got.returncode}\n{got.stderr[:300]}- {want[:200]}+ {got.stdout[:200]}')
                COUNT['same'] += 1
                COUNT['moved'] += want != plain
                plain = want
            for v in bad if seed == 0 else []:
                line = write(book, path, v)
                got = run()
                at = re.match(r'crm-risk: policy\.yaml:(\d+): ([^ :]+)', got.stderr)
                if got.returncode != 2 or got.stdout or not at or not 3 <= int(at[1]) <= line:
                    wrong += 1
                    print(f'{path}: "{v}" should be refused: status {got.returncode}, {got.stderr[:200]}{got.stdout[:200]}')
                COUNT['refused'] += 1
    print(COUNT)
    return wrong > 0 or COUNT['same'] < 1000 or COUNT['refused'] < 600 or COUNT['moved'] < COUNT['same'] // 6


if __name__ == '__main__': sys.exit(main(*sys.argv[1:]))
