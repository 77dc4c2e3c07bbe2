package io.portalocker.bench.redis;

import io.portalocker.redis.RedisLock;
import io.portalocker.redis.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.config.Config;

/** A process that takes and frees one lock without pause: {@code Contender URL ours|Redisson SECONDS}. */
public final class Contender {

    private Contender() {}

    public static void main(String[] args) throws Exception {
        Subject subject = args[1].equals("ours") ? ours(args[0]) : theirs(args[0]);
        subject.take().free();
        System.out.println("ready");
        var _ = System.in.read();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
        long count = 0;
        while (System.nanoTime() - end < 0) {
            subject.take().free();
            count++;
        }
        System.out.println(count);
        System.out.flush();
        Runtime.getRuntime().halt(0); // threads of the client's would stay
    }

    private static Subject ours(String url) {
        RedisLock lock = RedisLock.of(RedisServer.at(url), "throughput").withTimeout(Duration.ofSeconds(60));
        return () -> lock.acquire()::release;
    }

    private static Subject theirs(String url) {
        Config config = new Config();
        config.useSingleServer().setAddress(url);
        var lock = Redisson.create(config).getLock("throughput-redisson");
        return () -> {
            lock.lock();
            return lock::unlock;
        };
    }

    /** How often so many such processes together had the lock. */
    public static long together(int processes, String url, String whose, int seconds) throws IOException {
        List<Process> all = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                all.add(new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path")
                                        + java.io.File.pathSeparator
                                        + System.getProperty("jdk.module.path", ""),
                                Contender.class.getName(),
                                url,
                                whose,
                                Integer.toString(seconds))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            List<BufferedReader> outputs =
                    all.stream().map(Process::inputReader).toList();
            for (BufferedReader output : outputs) {
                expect(output);
            }
            for (Process each : all) {
                each.outputWriter().write("go\n");
                each.outputWriter().flush();
            }
            long sum = 0;
            for (BufferedReader output : outputs) {
                sum += Long.parseLong(expect(output));
            }
            return sum;
        } finally {
            all.forEach(Process::destroyForcibly);
        }
    }

    private static String expect(BufferedReader output) throws IOException {
        String line = output.readLine();
        while (line != null && !line.equals("ready") && !line.matches("[0-9]+")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("a contender has ended");
        }
        return line;
    }
}
