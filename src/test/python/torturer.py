"""Takes locks of the peers again and again: torturer.py LIBRARY PAGE WORKER DATA DIRECTORY SEED KIND,LOCK...

The lock of number N is the file lN; 1 is replaced by strangers. The referee sees who is inside: see src/test/c/referee.h.
"""

import ctypes
import errno
import os
import random
import sys
import time

import filelock
import portalocker
from portalocker import portalocker as primitives

library, page, worker, data, directory, seed, *tasks = sys.argv[1:]
chance = random.Random(int(seed))
referee = ctypes.CDLL(library)
referee.referee_inode.restype = ctypes.c_uint64
referee.referee_read.restype = ctypes.c_int64
referee.referee_write.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int64]
referee.referee_enter.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_uint64]
referee.referee_leave.argtypes = referee.referee_enter.argtypes
assert referee.referee_open(page.encode(), int(worker), data.encode()) == 0

REPLACED, PERMITS, TIMED_OUT = 1, 3, 2
PATIENCE, PAUSE = 20, 0.002


def stay(lock, most=1, inode=0):
    referee.referee_enter(0, lock, most, inode)
    if lock == 0 and most == 1:
        referee.referee_write(0, lock, referee.referee_read(lock))
    if chance.random() < 0.5:
        time.sleep(chance.random() * 0.0015)
    referee.referee_leave(0, lock, most, inode)


def taken(lock, acquire):
    """What acquire gives; None if it was contended for too long."""
    referee.referee_wait(0, lock)
    try:
        return acquire()
    except (portalocker.AlreadyLocked, filelock.Timeout):  # any other LockException is a failure
        referee.referee_count(0, lock, TIMED_OUT)
        return None
    finally:
        referee.referee_waited(0)


def path(lock):
    return os.path.join(directory, f"l{lock}")


def file(lock):
    """portalocker's lock of the kernel, which is that of LOCKER."""
    share = chance.randrange(4) == 0
    flags = (portalocker.LOCK_SH if share else portalocker.LOCK_EX) | portalocker.LOCK_NB
    description = portalocker.Lock(
        path(lock), "a+", timeout=PATIENCE, check_interval=PAUSE, fail_when_locked=False, flags=flags)
    opened = taken(lock, description.acquire)
    if opened is not None:
        stay(lock, 0 if share else 1, referee.referee_inode(opened.fileno()) if lock == REPLACED else 0)
        description.release()


def whole(description):
    def run(lock):
        if taken(lock, description.acquire) is not None:
            stay(lock)
            description.release()
    return run


def semaphore(lock):
    description = portalocker.NamedBoundedSemaphore(
        PERMITS, name="l0", directory=directory, timeout=PATIENCE, check_interval=PAUSE, fail_when_locked=False)
    permit = taken(lock, description.acquire)
    if permit is not None:
        slot = PERMITS + int(os.path.basename(permit.filename).split(".")[1])
        referee.referee_enter(0, slot, 1, 0)
        stay(lock, PERMITS)
        referee.referee_leave(0, slot, 1, 0)
        description.release()


def pid_file(lock):
    description = portalocker.PidFileLock(path(lock), timeout=PATIENCE, check_interval=PAUSE, fail_when_locked=False)
    if taken(lock, description.acquire) is not None:
        assert description.read_pid() == os.getpid()
        stay(lock)
        description.release()


def read_write(description):
    def run(lock):
        share = chance.randrange(3) > 0
        acquire = description.acquire_read if share else description.acquire_write
        if taken(lock, lambda: acquire(timeout=PATIENCE)) is not None:
            stay(lock, 0 if share else 1)
            description.release()
    return run


def temporary(lock):
    whole(portalocker.TemporaryFileLock(
        path(lock), timeout=PATIENCE, check_interval=PAUSE, fail_when_locked=False))(lock)


def runner(kind, lock):
    options = dict(timeout=PATIENCE, poll_interval=PAUSE)
    match kind:
        case "flock":
            return file
        case "lockf":
            primitives.LOCKER = primitives.LockfLocker
            return file
        case "filelock":
            return whole(filelock.UnixFileLock(path(lock), **options))
        case "soft":
            return whole(filelock.SoftFileLock(path(lock), **options))
        case "lease":
            return whole(filelock.SoftFileLease(path(lock), lease_duration=60, heartbeat_interval=1, **options))
        case "strict":
            return whole(filelock.StrictSoftFileLock(path(lock), **options))
        case "rw":
            return read_write(filelock.ReadWriteLock(path(lock)))
        case "temporary":
            return temporary
        case "semaphore":
            return semaphore
        case "pid":
            return pid_file


runners = [(runner(kind, int(lock)), int(lock)) for kind, lock in (task.split(",") for task in tasks)]
while not referee.referee_stopped():
    run, lock = chance.choice(runners)
    try:
        run(lock)
    except OSError as error:
        if lock != REPLACED or error.errno not in (errno.ENOENT, errno.ELOOP):  # where a link or nothing may be
            raise
    time.sleep(0.0005 + chance.random() * 0.003)
