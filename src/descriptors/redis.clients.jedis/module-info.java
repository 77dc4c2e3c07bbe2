/**
 * What jdeps finds of Jedis 8.0, and one package opened, which it cannot find. Left out is resilience4j, which is optional and
 * for failover between servers.
 */
module redis.clients.jedis {
    requires com.google.gson;
    requires org.slf4j;
    requires transitive org.apache.commons.pool2;
    requires transitive org.json;
    requires transitive redis.clients.authentication.core;

    exports redis.clients.jedis;
    exports redis.clients.jedis.annots;
    exports redis.clients.jedis.args;
    exports redis.clients.jedis.authentication;
    exports redis.clients.jedis.bloom;
    exports redis.clients.jedis.bloom.commands;
    exports redis.clients.jedis.builders;
    exports redis.clients.jedis.commands;
    exports redis.clients.jedis.csc;
    exports redis.clients.jedis.csc.util;
    exports redis.clients.jedis.exceptions;
    exports redis.clients.jedis.executors;
    exports redis.clients.jedis.executors.aggregators;
    exports redis.clients.jedis.json;
    exports redis.clients.jedis.json.commands;
    exports redis.clients.jedis.mcf;
    exports redis.clients.jedis.params;
    exports redis.clients.jedis.providers;
    exports redis.clients.jedis.resps;
    exports redis.clients.jedis.search;
    exports redis.clients.jedis.search.aggr;
    exports redis.clients.jedis.search.hybrid;
    exports redis.clients.jedis.search.querybuilder;
    exports redis.clients.jedis.search.schemafields;
    exports redis.clients.jedis.timeseries;
    exports redis.clients.jedis.util;

    opens redis.clients.jedis; // its version is in a resource there, and without it no connection is made
}
