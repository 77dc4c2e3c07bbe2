package io.portalocker.torture;

import io.portalocker.Held;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Takes all descriptors of this JVM for a moment, again and again. */
final class Exhaustion {
    private Exhaustion() {}

    /** Classes are files of a directory here: one that is first needed when no descriptor is left is missing for ever. */
    private static void loadAll() throws IOException {
        Module module = Held.class.getModule();
        var reference = module.getLayer()
                .configuration()
                .findModule(module.getName())
                .orElseThrow()
                .reference();
        try (var reader = reference.open();
                var names = reader.list()) {
            names.filter(name -> name.startsWith("io/portalocker/") && name.endsWith(".class"))
                    .map(name -> name.replace('/', '.').substring(0, name.length() - ".class".length()))
                    .forEach(Exhaustion::load);
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, Exhaustion.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // of the tests or of what is optional
        }
    }

    /** java.security reads files when it is first used: if it cannot, it is missing for ever too. */
    static void begin(BooleanSupplier warm) throws IOException {
        loadAll();
        new SecureRandom().nextInt();
        Thread.ofPlatform().daemon().start(() -> run(warm));
    }

    static boolean explains(Exception e) {
        return e.toString().contains("EMFILE");
    }

    private static void run(BooleanSupplier warm) {
        List<Closeable> taken = new ArrayList<>();
        try {
            while (!warm.getAsBoolean()) {
                Thread.sleep(10);
            }
            while (true) {
                try {
                    while (true) {
                        taken.add(new FileInputStream("/dev/null"));
                    }
                } catch (IOException exhausted) {
                    Thread.sleep(5);
                }
                for (Closeable each : taken) {
                    each.close();
                }
                taken.clear();
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
