"""Holds a lock of one of the Python peers on command: the twin of io.portalocker.testkit.Holder, which see for the protocol.

    holder.py KIND PATH [NAME=VALUE...]

kind        what                                                    options
portalocker portalocker.Lock, locking with flock                    mode=a+ shared=false
lockf       portalocker.Lock, locking with fcntl                    mode=a+ shared=false
filelock    filelock.FileLock
soft        filelock.SoftFileLock
strict      filelock.StrictSoftFileLock
lease       filelock.SoftFileLease                                   duration=30
rw          filelock.ReadWriteLock                                  shared=false
softrw      filelock.SoftReadWriteLock                               shared=false duration=90
rlock       portalocker.RLock                                       mode=a+
temporary   portalocker.TemporaryFileLock
pid         portalocker.PidFileLock
semaphore   portalocker.BoundedSemaphore, PATH being directory/name maximum=2
redis       portalocker.RedisLock on channel PATH                   url= shared=false unavailable=1000 (ms) interval=0.05
                                                                    spares=false (takes nobody for dead)
nothing     locks nothing

More commands: `readpid` reads the pid file; `increments N` increments a decimal number in the locked file itself, N times, in mode r+.
"""

import inspect
import os
import sys
import time

from referee import Referee


class Busy(Exception):
    pass


def repair_wine():
    """msvcrt.locking fails with EACCES where another holds the lock; under Wine 8 it leaves errno as it was."""
    import errno
    import msvcrt

    locking = msvcrt.locking

    def repaired(*arguments):
        try:
            locking(*arguments)
        except OSError as e:
            if e.errno:
                raise
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from e

    msvcrt.locking = repaired


if os.name == 'nt':
    repair_wine()


class Nothing:
    def acquire(self, timeout):
        pass

    def release(self):
        pass


class Portalocker:
    def __init__(self, path, options, lockf=False):
        import portalocker

        self.module = portalocker
        if lockf:
            portalocker.portalocker.LOCKER = portalocker.portalocker.LockfLocker
        shared = options.get('shared') == 'true'
        flags = portalocker.LockFlags.SHARED if shared else portalocker.LockFlags.EXCLUSIVE
        self.lock = portalocker.Lock(
            path,
            mode=options.get('mode', 'a+'),
            flags=flags | portalocker.LockFlags.NON_BLOCKING,
            check_interval=0.002,
        )

    def acquire(self, timeout):
        try:
            return self.lock.acquire(timeout=timeout, fail_when_locked=timeout == 0)
        except (self.module.AlreadyLocked, self.module.LockException) as e:
            if 'temporarily' in str(e) or isinstance(e, self.module.AlreadyLocked):
                raise Busy from e
            raise

    def release(self):
        self.lock.release()


class Family:
    """The kinds that are made and taken alike."""

    def __init__(self, make):
        import portalocker

        self.module = portalocker
        self.lock = make(portalocker)

    def acquire(self, timeout):
        try:
            if self.lock.acquire(timeout=timeout, check_interval=0.002, fail_when_locked=timeout == 0) is None:
                raise Busy
        except self.module.AlreadyLocked as e:
            raise Busy from e

    def release(self):
        self.lock.release()


def semaphore(path, options):
    return Family(
        lambda module: module.BoundedSemaphore(
            maximum=int(options.get('maximum', '2')),
            name=os.path.basename(path),
            directory=os.path.dirname(path),
        )
    )


class Filelock:
    def __init__(self, path, options, kind='FileLock', **settings):
        import filelock

        self.module = filelock
        self.lock = getattr(filelock, kind)(path, **settings)

    def acquire(self, timeout):
        try:
            self.lock.acquire(timeout=-1 if timeout == float('inf') else timeout, poll_interval=0.002)
        except self.module.Timeout as e:
            raise Busy from e

    def release(self):
        self.lock.release()


class ReadWrite:
    def __init__(self, path, options):
        import filelock

        self.module = filelock
        self.lock = filelock.ReadWriteLock(path)
        self.take = self.lock.acquire_read if options.get('shared') == 'true' else self.lock.acquire_write

    def acquire(self, timeout):
        try:
            self.take(-1 if timeout == float('inf') else timeout)
        except self.module.Timeout as e:
            raise Busy from e

    def release(self):
        self.lock.release()


class SoftReadWrite(ReadWrite):
    def __init__(self, path, options):
        import filelock

        self.module = filelock
        duration = float(options.get('duration', '90'))
        self.lock = filelock.SoftReadWriteLock(
            path,
            is_singleton=False,
            heartbeat_interval=duration / 3,
            stale_threshold=duration,
            poll_interval=min(0.008, duration / 4),
        )
        self.take = self.lock.acquire_read if options.get('shared') == 'true' else self.lock.acquire_write

    def ensure(self):
        loss = self.lock._losses.latest
        return f'lost {loss.reason}' if loss else 'held'

    def token(self):
        return str(self.lock.generation)


class Redis:
    def __init__(self, channel, options):
        import portalocker
        import redis

        self.module = portalocker
        self.connection = redis.Redis.from_url(options['url'], health_check_interval=10, decode_responses=True)
        shared = options.get('shared') == 'true'
        more = {}
        if 'fencing' in inspect.signature(portalocker.RedisLock).parameters:  # since 4.2
            more = {'interrupt_on_lost': False, 'fencing': True}
        self.lock = portalocker.RedisLock(
            channel,
            connection=self.connection,
            check_interval=float(options.get('interval', '0.05')),
            unavailable_timeout=int(options.get('unavailable', '1000')) / 1000,
            flags=portalocker.LockFlags.SHARED if shared else portalocker.LockFlags.EXCLUSIVE,
            **more,
        )
        if options.get('spares') == 'true':
            self.lock._kill_unavailable_locks  # there, by that name
            self.lock._kill_unavailable_locks = lambda *arguments: None

    def acquire(self, timeout):
        try:
            self.lock.acquire(timeout=timeout, fail_when_locked=timeout == 0)
        except self.module.AlreadyLocked as e:
            raise Busy from e

    def release(self):
        self.lock.release()

    def ensure(self):
        self.lock.ensure_held()
        return 'held'

    def token(self):
        return str(self.lock.fence_token)


KINDS = {
    'portalocker': Portalocker,
    'lockf': lambda path, options: Portalocker(path, options, lockf=True),
    'filelock': Filelock,
    'soft': lambda path, options: Filelock(path, options, 'SoftFileLock'),
    'strict': lambda path, options: Filelock(path, options, 'StrictSoftFileLock'),
    'lease': lambda path, options: Filelock(
        path, options, 'SoftFileLease', lease_duration=float(options.get('duration', '30'))
    ),
    'rw': ReadWrite,
    'softrw': SoftReadWrite,
    'rlock': lambda path, options: Family(lambda module: module.RLock(path, mode=options.get('mode', 'a+'))),
    'temporary': lambda path, options: Family(lambda module: module.TemporaryFileLock(path)),
    'pid': lambda path, options: Family(lambda module: module.PidFileLock(path)),
    'semaphore': semaphore,
    'redis': Redis,
    'nothing': lambda path, options: Nothing(),
}


def stays(lock, options, times, referee):
    def work():
        time.sleep(int(options.get('pause', '0')) / 1e9)

    for _ in range(times):
        lock.acquire(float('inf'))
        if 'maximum' in options:
            referee.among(work)
        elif options.get('shared') == 'true':
            referee.sharing(work)
        else:
            referee.alone(work)
        lock.release()


def increments(lock, times):
    for _ in range(times):
        file = lock.acquire(float('inf'))
        number = int(file.read() or 0)
        file.seek(0)
        file.write(str(number + 1))
        file.truncate()
        lock.release()


def answer(lock, options, command, *words):
    if command == 'try':
        lock.acquire(0)
        return 'acquired'
    if command == 'acquire':
        lock.acquire(float(words[0]) if words else float('inf'))
        return 'acquired'
    if command == 'release':
        lock.release()
        return 'released'
    if command in ('ensure', 'token'):
        return getattr(lock, command)()
    if command == 'stays':
        stays(lock, options, int(words[0]), Referee(words[1]))
        return 'done'
    if command == 'readpid':
        return str(lock.lock.read_pid())
    if command == 'increments':
        increments(lock, int(words[0]))
        return 'done'
    return f'error: what is {command}?'


def main(kind, path, *settings):
    options = dict(setting.split('=', 1) for setting in settings)
    lock = KINDS[kind](path, options)
    print('ready', flush=True)
    for line in iter(sys.stdin.readline, ''):
        words = line.split()
        if words == ['exit']:
            break
        if words == ['die']:
            os._exit(9)
        try:
            print(answer(lock, options, *words), flush=True)
        except Busy:
            print('busy', flush=True)
        except Exception as e:  # told, not fatal
            print(f'error {type(e).__name__}: {e}'.replace('\n', ' '), flush=True)


main(*sys.argv[1:])
