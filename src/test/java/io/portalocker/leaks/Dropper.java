package io.portalocker.leaks;

import io.portalocker.Held;
import io.portalocker.faults.Inventory;
import io.portalocker.faults.Subject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Programs that take locks without end, or never give one back.
 *
 * <pre>
 *   drop SUBJECT PATH          says what is logged while a handle that was dropped is collected
 *   cycle SUBJECT PATH TIMES   takes and gives back; says what there is more of than after a tenth of the times
 * </pre>
 */
final class Dropper {
    private Dropper() {}

    public static void main(String... arguments) throws Exception {
        Subject subject = Subject.valueOf(arguments[1]);
        Path path = Path.of(arguments[2]);
        if (arguments[0].equals("drop")) {
            drop(subject, path);
        } else {
            cycle(subject, path, Integer.parseInt(arguments[3]));
        }
    }

    private static void drop(Subject subject, Path path) throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        acquireAndForget(subject, path);
        System.out.println("dropped");
        while (System.in.available() == 0) {
            System.gc();
            Thread.sleep(20);
            String logged = log.toString(StandardCharsets.UTF_8);
            if (logged.contains("garbage") && logged.endsWith("\n")) {
                System.out.println("logged " + logged.replaceAll("\\s+", " "));
                log.reset();
            }
        }
    }

    private static void acquireAndForget(Subject subject, Path path) throws Exception {
        Held first = subject.at(path).tryAcquire(Duration.ofSeconds(10)).orElseThrow();
        first.release(); // is not to be told of
        var _ = subject.at(path).tryAcquire(Duration.ofSeconds(10)).orElseThrow();
    }

    private static void cycle(Subject subject, Path path, int times) throws Exception {
        cycles(subject, path, times / 10);
        Inventory before = settled();
        long heap = heap();
        long resident = resident();
        cycles(subject, path, times);
        Inventory after = settled();
        System.out.println("more [" + after.moreThan(before) + "] heap " + (heap() - heap) + " resident "
                + (resident() - resident));
    }

    private static void cycles(Subject subject, Path path, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            subject.at(path).tryAcquire(Duration.ofSeconds(10)).orElseThrow().release();
        }
    }

    /** Threads end, and what was closed late is closed, in a moment. */
    private static Inventory settled() throws Exception {
        Inventory last = Inventory.take();
        for (int i = 0; i < 100; i++) {
            Thread.sleep(5);
            Inventory next = Inventory.take();
            if (next.equals(last) && i > 10) {
                return next;
            }
            last = next;
        }
        return last;
    }

    private static long heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Bytes of memory that are no file's, as the kernel sees it. */
    private static long resident() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
