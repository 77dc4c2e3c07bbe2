"""Reads and writes under a soft read-write lock: the twin of io.portalocker.interop.SoftReadWriteWorker, which see.

softrw_worker.py PATH DIARY SEED SECONDS
"""

import os
import random
import sys
import time

import filelock

PATIENCE = [0, 0.02, 0.5, 5]


class Lost(Exception):
    pass


def newest(path):
    """What the newest snapshot says, read without filelock."""
    directory = path + '.rw/gen'
    while True:
        names = sorted(name for name in os.listdir(directory) if len(name) == 20 and name.isdigit())
        try:
            with open(os.path.join(directory, names[-1])) as file:
                return file.read()
        except FileNotFoundError:
            pass  # compacted since


def ensure(lock, token, path):
    if lock.compromise is not None or f'={token}\n' not in newest(path):
        raise Lost


def stay(say, lock, token, path, write):
    now = time.monotonic_ns()
    ensure(lock, token, path)
    say(f'E {now} {"w" if write else "r"} {lock.generation} {token}')
    for _ in range(random.randrange(4)):
        time.sleep(random.random() / 128)
        now = time.monotonic_ns()
        ensure(lock, token, path)
        say(f'I {now}')
    now = time.monotonic_ns()
    ensure(lock, token, path)
    say(f'X {now}')


def main(path, diary, seed, seconds):
    random.seed(int(seed))
    stop = os.path.join(os.path.dirname(diary), 'stop')
    duration = float(seconds)
    lock = filelock.SoftReadWriteLock(
        path, is_singleton=False, heartbeat_interval=duration / 3, stale_threshold=duration, poll_interval=0.01
    )
    out = os.open(diary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)

    def say(line):
        os.write(out, line.encode() + b'\n')

    say('S')
    while not os.path.exists(stop):
        write = random.randrange(3) == 0
        try:
            (lock.acquire_write if write else lock.acquire_read)(random.choice(PATIENCE))
        except filelock.Timeout:
            say('T')
            continue
        except FileNotFoundError:
            say('F')  # stopped for so long that its draft of a change was swept, which filelock does not expect
            continue
        try:
            stay(say, lock, lock._hold.participant.token, path, write)
        except Lost:
            say('L')
        finally:
            try:
                lock.release()
            except FileNotFoundError:
                say('F')


main(*sys.argv[1:])
