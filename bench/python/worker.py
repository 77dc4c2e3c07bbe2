"""The peers: portalocker and filelock, used as their manuals do. Speaks the language of bench/c/worker.c."""

import mmap
import random
import struct
import sys
import time

RELEASED_AT, COUNTER, SLOTS = 0, 1, 2

# See bench/c/worker.c.
AFTERWARDS = 0.001
FOREVER = 3600.0
KEEP_SLOT, REST = 0.003, 0.005
SETTLED = 1_000_000  # who was only about to look for a slot when it was freed did not wait for it


class Page:
    """The page that all workers share: see Page.java."""

    def __init__(self, path):
        with open(path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 4096)

    def get(self, index):
        return struct.unpack_from("=q", self.memory, 8 * index)[0]

    def set(self, index, value):
        struct.pack_into("=q", self.memory, 8 * index, value)


class Portalocker:
    def __init__(self):
        import portalocker

        self.module = portalocker

    def lock(self, path, timeout=FOREVER):
        return self.module.Lock(path, timeout=timeout)

    def expired(self):
        return self.module.LockException

    def kept(self, path):
        file = open(path, "a")
        flags = self.module.LockFlags.EXCLUSIVE | self.module.LockFlags.NON_BLOCKING

        def cycle():
            self.module.lock(file, flags)
            self.module.unlock(file)

        return cycle

    def semaphore(self, directory, name, maximum):
        return self.module.NamedBoundedSemaphore(maximum, name=name, directory=directory, timeout=FOREVER)


class Filelock:
    def __init__(self):
        import filelock

        self.module = filelock

    def lock(self, path, timeout=FOREVER):
        return self.module.FileLock(path, timeout=timeout)

    def expired(self):
        return self.module.Timeout

    def kept(self, path):
        return None

    def semaphore(self, directory, name, maximum):
        return None


class Worker:
    def __init__(self, subject, page):
        self.subject = subject
        self.page = page
        self.held = None

    def uncontended(self, path, nanos):
        lock = self.subject.lock(path)

        def cycle():
            lock.acquire()
            lock.release()

        return self.median(cycle, int(nanos))

    def kept(self, path, nanos):
        cycle = self.subject.kept(path)
        return self.median(cycle, int(nanos)) if cycle else "none"

    @staticmethod
    def median(cycle, nanos):
        samples = []
        start = earlier = time.monotonic_ns()
        while earlier - start < nanos:
            cycle()
            later = time.monotonic_ns()
            samples.append(later - earlier)
            earlier = later
        samples.sort()
        return f"{samples[len(samples) // 2]} {len(samples)}"

    def hold(self, path):
        self.held = self.subject.lock(path)
        self.held.acquire()
        return "held"

    def release(self):
        self.page.set(RELEASED_AT, time.monotonic_ns())
        self.held.release()
        time.sleep(AFTERWARDS)
        return "released"

    def wait(self, path, hold):
        lock = self.subject.lock(path)
        print("waiting", flush=True)
        lock.acquire()
        latency = time.monotonic_ns() - self.page.get(RELEASED_AT)
        time.sleep(int(hold) / 1e9)
        self.page.set(RELEASED_AT, time.monotonic_ns())
        lock.release()
        time.sleep(AFTERWARDS)
        return latency

    def deadline(self, path, nanos):
        lock = self.subject.lock(path, timeout=int(nanos) / 1e9)
        start = time.monotonic_ns()
        try:
            lock.acquire()
        except self.subject.expired():
            return time.monotonic_ns() - start - int(nanos)
        return "error acquired a lock that was held"

    def throughput(self, path, start, nanos, section):
        start, end, section = int(start), int(start) + int(nanos), int(section)
        lock = self.subject.lock(path)
        count = 0
        time.sleep(max(0, start - time.monotonic_ns()) / 1e9)
        while time.monotonic_ns() < end:
            lock.acquire()
            self.page.set(COUNTER, self.page.get(COUNTER) + 1)
            if section:
                self.spin(section)
            lock.release()
            count += 1
        return count

    def semaphore(self, directory, name, maximum, start, nanos):
        semaphore = self.subject.semaphore(directory, name, int(maximum))
        if not semaphore:
            return "none"
        start, end = int(start), int(start) + int(nanos)
        files = [str(file) for file in semaphore.get_filenames()]
        latencies = ["latencies"]
        time.sleep(max(0, start - time.monotonic_ns()) / 1e9)
        while time.monotonic_ns() < end:
            asked = time.monotonic_ns()
            lock = semaphore.acquire()
            acquired = time.monotonic_ns()
            slot = SLOTS + files.index(str(lock.filename))
            released = self.page.get(slot)
            if released - asked > SETTLED:
                latencies.append(str(acquired - released))
            time.sleep(KEEP_SLOT)
            self.page.set(slot, time.monotonic_ns())
            semaphore.release()
            time.sleep(random.uniform(0, 2 * REST))
        return " ".join(latencies)

    @staticmethod
    def spin(nanos):
        end = time.monotonic_ns() + nanos
        while time.monotonic_ns() < end:
            pass


def main():
    subject = {"portalocker": Portalocker, "filelock": Filelock}[sys.argv[1]]()
    if sys.argv[2] == "first":
        lock = subject.lock(sys.argv[3])
        lock.acquire()
        lock.release()
        return
    worker = Worker(subject, Page(sys.argv[2]))
    for line in sys.stdin:
        command, *arguments = line.rstrip("\n").split("\t")
        method = getattr(worker, command, None)
        try:
            print(method(*arguments) if method else "none", flush=True)
        except Exception as e:
            print("error", repr(e), flush=True)


main()
