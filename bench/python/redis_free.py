"""Prints the median of a free acquire and release of portalocker.RedisLock, in microseconds: redis_free.py URL"""

import statistics
import sys
import time

import portalocker
import redis

connection = redis.Redis.from_url(sys.argv[1], decode_responses=True)
times = []
for _ in range(40):
    lock = portalocker.RedisLock('bench-python', connection=connection, interrupt_on_lost=False)
    start = time.perf_counter()
    lock.acquire(timeout=10)
    lock.release()
    times.append((time.perf_counter() - start) * 1e6)
print(statistics.median(times))
