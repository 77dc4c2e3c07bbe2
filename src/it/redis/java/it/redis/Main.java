package it.redis;

import io.portalocker.redis.RedisLock;
import io.portalocker.redis.RedisServer;
import java.io.IOException;
import java.util.TreeSet;

/** Holds a lock until its input ends: {@code Main URL CHANNEL}. */
final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        var modules = new TreeSet<String>();
        ModuleLayer.boot().modules().forEach(module -> modules.add(module.getName()));
        try (var hold = RedisLock.of(RedisServer.at(args[0]), args[1]).acquire()) {
            System.out.println("held=" + hold.isHeld() + " token=" + hold.fencingToken() + " modules=" + modules);
            System.in.readAllBytes();
        }
        System.out.println("released");
    }
}
