/** An application that locks by Redis. Requiring Jedis makes it part of the image: the library itself only requires it statically. */
module it.redis {
    requires io.portalocker;
    requires redis.clients.jedis;
}
