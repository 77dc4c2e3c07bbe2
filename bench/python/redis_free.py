"""Answers each line with the median of three free acquires and releases of portalocker.RedisLock, in ns: redis_free.py URL"""

import statistics
import sys
import time

import portalocker
import redis

connection = redis.Redis.from_url(sys.argv[1], decode_responses=True)


def cycle():
    lock = portalocker.RedisLock('free-python', connection=connection, interrupt_on_lost=False)
    start = time.perf_counter_ns()
    lock.acquire(timeout=10)
    lock.release()
    return time.perf_counter_ns() - start


for _ in sys.stdin:
    print(statistics.median(cycle() for _ in range(3)), flush=True)
