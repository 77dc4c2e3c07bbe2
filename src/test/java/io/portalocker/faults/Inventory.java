package io.portalocker.faults;

import io.portalocker.internal.acquire.AtExit;
import io.portalocker.internal.file.ReentrantFile;
import io.portalocker.internal.range.RangeFiles;
import io.portalocker.internal.slots.SlotTable;
import io.portalocker.internal.wait.Gates;
import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that this JVM has, by kind: descriptors, threads of the library, gates, watches, registrations. */
public record Inventory(Map<String, Integer> things) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** One listener is nobody's leak. */
    private static final List<String> SERVANTS = List.of("thread portalocker-events", "descriptor anon_inode:inotify");

    /** Threads of pools, which end by themselves when they have had nothing to do for ten seconds. */
    private static final Pattern OF_A_POOL = Pattern.compile("portalocker-(timer|wait)-[0-9]+");

    private static final Pattern OF_THE_JDK = Pattern.compile("/proc/[0-9]+/fd|/dev/u?random|.*\\.jar");

    public static Inventory take() throws IOException, ReflectiveOperationException {
        Map<String, Integer> things = new TreeMap<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path link : links) {
                try {
                    String target = Files.readSymbolicLink(link).toString();
                    if (!OF_THE_JDK.matcher(target).matches()) {
                        things.merge("descriptor " + target, 1, Integer::sum);
                        if (target.equals("anon_inode:inotify")) {
                            things.merge("watch", watches(link), Integer::sum);
                        }
                    }
                } catch (NoSuchFileException closed) {
                    // Between the listing and the look.
                }
            }
        }
        for (Thread thread : threads()) {
            if (thread.getName().startsWith("portalocker") && (isOurs(thread) || works(thread))) {
                things.merge("thread " + thread.getName().replaceAll("[0-9]+$", ""), 1, Integer::sum);
            }
        }
        things.put("gate", Gates.OF_JVM.size());
        things.put("named gate", NamedGates.OF_JVM.size());
        things.put("at exit", AtExit.size());
        things.put("nesting", ReentrantFile.OF_JVM.size());
        things.put("semaphore", SlotTable.size());
        things.put("range file", size(RangeFiles.OF_JVM, "files"));
        things.put("crowd", size(Gates.OF_JVM, "crowded"));
        things.put("record lock", (int) System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("io.portalocker.record-lock."))
                .count());
        return new Inventory(things);
    }

    /** The platform threads; asking for all stacks would stop them all each time. */
    private static List<Thread> threads() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[2 * all.activeCount() + 64];
        return Arrays.asList(threads).subList(0, all.enumerate(threads));
    }

    private static boolean isOurs(Thread thread) {
        return !OF_A_POOL.matcher(thread.getName()).matches();
    }

    private static boolean works(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("io.portalocker."));
    }

    private static int watches(Path link) throws IOException {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc/self/fdinfo", link.getFileName().toString()))) {
            return (int) lines.filter(line -> line.startsWith("inotify wd:")).count();
        }
    }

    private static int size(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        synchronized (field.get(owner)) {
            return ((Map<?, ?>) field.get(owner)).size();
        }
    }

    /** {@return what there is more of than before} */
    public String moreThan(Inventory before) {
        return things.entrySet().stream()
                .filter(thing -> thing.getValue()
                        > Math.max(
                                before.things.getOrDefault(thing.getKey(), 0),
                                SERVANTS.contains(thing.getKey()) ? 1 : 0))
                .map(thing -> thing.getValue() + " " + thing.getKey() + " instead of "
                        + before.things.getOrDefault(thing.getKey(), 0))
                .collect(Collectors.joining(", "));
    }
}
