"""Takes a Redis lock again and again, and tells how long each took: the twin of io.portalocker.redis.RedisSoaker.

redis_soaker.py URL CHANNEL REFEREE SECONDS
"""

import sys
import time

import portalocker
import redis
from referee import Referee


def main(url, channel, directory, seconds):
    connection = redis.Redis.from_url(url, health_check_interval=10, decode_responses=True)
    lock = portalocker.RedisLock(channel, connection=connection, interrupt_on_lost=False)
    referee = Referee(directory)
    waits = []
    refused = 0
    print('ready', flush=True)
    sys.stdin.readline()
    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        start = time.monotonic()
        try:
            lock.acquire(timeout=10)
        except portalocker.AlreadyLocked:
            refused += 1
            continue
        waits.append(int((time.monotonic() - start) * 1e6))
        referee.alone(lambda: time.sleep(0.01))
        lock.release()
    print('done', refused, *waits, flush=True)


main(*sys.argv[1:])
