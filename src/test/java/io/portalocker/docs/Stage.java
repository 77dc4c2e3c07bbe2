package io.portalocker.docs;

import io.portalocker.Held;
import io.portalocker.LockLostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import redis.clients.jedis.HostAndPort;

/** What the blocks of the documentation speak of without declaring it: each is the body of a class below this one. */
public abstract class Stage {
    protected final Path counter = Path.of("counter");
    protected final ByteBuffer data = ByteBuffer.wrap(new byte[] {1, 2, 3});
    protected final ByteBuffer entry = data;
    protected final String text = "{}";
    protected final String report = "report";
    protected final Thread worker = new Thread(() -> {});
    protected final Store store = new Store();
    protected final Set<HostAndPort> sentinels = Set.of();

    /** What a block with members needs. */
    protected long highest;

    /** As that. */
    protected String body = "";

    /** The block. */
    public abstract void run() throws Exception;

    /** Where a guarded resource would be. */
    public static final class Store {
        public void write(String what, long token) {
            if (token < 1) {
                throw new AssertionError("no token for " + what);
            }
        }
    }

    /** Code that is given a handle. */
    public static final class Job {
        private volatile boolean stopped;

        public Job(Held held) {
            held.onLost((LockLostException loss) -> stopped = true);
        }

        public boolean hasStopped() {
            return stopped;
        }
    }

    /** A shared resource. */
    public static final class Database {
        public boolean isReady() {
            return true;
        }
    }

    protected static Database database() {
        return new Database();
    }

    protected static void train(int slot) {
        if (slot < 0) {
            throw new AssertionError(slot);
        }
    }

    protected static void show(String what) {
        if (what.isEmpty()) {
            throw new AssertionError("nothing to show");
        }
    }

    protected static void sync() {}

    protected static void refresh() {}

    protected static void build() {}

    protected static void send() {}

    /** Runs blocks, each by its class, in this process's directory. */
    static final class Runner {
        public static void main(String[] classes) throws Exception {
            for (String file : new String[] {"catalog.txt", "report.json", "settings.json", "cache.bin"}) {
                Files.write(Path.of(file), "old".getBytes(StandardCharsets.UTF_8));
            }
            for (String each : classes) {
                try {
                    Class<?> type = Class.forName(each);
                    if (Stage.class.isAssignableFrom(type)) {
                        ((Stage) type.getDeclaredConstructor().newInstance()).run();
                    } else {
                        // Compiled with the other tests of src/junit, which run classes of tests.
                        Class.forName("io.portalocker.junit.TestClasses")
                                .getMethod("runAll", Class.class)
                                .invoke(null, type);
                    }
                    System.out.println("ran " + each);
                } catch (Throwable e) {
                    System.out.println("failed " + each);
                    e.printStackTrace();
                }
            }
            System.exit(0);
        }
    }
}
