"""Locks and frees each of the named files at random moments, by flock, until its input ends. Prints `going` first."""

import fcntl
import os
import random
import select
import sys
import time

files = [os.open(path, os.O_RDWR | os.O_CREAT) for path in sys.argv[1:]]
held = set()
print('going', flush=True)
while not select.select([sys.stdin], [], [], 0)[0]:
    fd = random.choice(files)
    if fd in held:
        fcntl.flock(fd, fcntl.LOCK_UN)
        held.remove(fd)
    else:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            held.add(fd)
        except OSError:
            pass
    time.sleep(random.random() / 2000)
for fd in held:
    fcntl.flock(fd, fcntl.LOCK_UN)
print('done', flush=True)
