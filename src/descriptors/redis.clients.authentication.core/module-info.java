/** What jdeps finds of redis-authx-core 0.1.1. */
module redis.clients.authentication.core {
    requires org.slf4j;

    exports redis.clients.authentication.core;
}
