package io.portalocker.faults;

import io.portalocker.AtomicFile;
import io.portalocker.internal.sys.linux.Faults;
import io.portalocker.internal.sys.linux.Faults.Fault;
import io.portalocker.internal.sys.linux.Faults.Injected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Has every call of the writing of a file go wrong. */
final class CommitRig {

    private final Site site;
    private final Plan plan;
    private final boolean replaces;
    private int cases;

    CommitRig(Site site, Plan plan, boolean replaces) {
        this.site = site;
        this.plan = plan;
        this.replaces = replaces;
    }

    /** Begins, writes and commits a file; whatever goes wrong, there is the old or the new, and nothing else. Answers the cases. */
    int everyCallFails() throws Exception {
        commit(Optional.empty(), Inventory.take());
        Inventory inventory = Inventory.take();
        Faults.Session counted = commit(Optional.empty(), inventory);
        for (Fault fault : plan.faults("ATOMIC_FILE", counted, false)) {
            commit(Optional.of(fault), inventory);
        }
        System.out.println("did ATOMIC_FILE " + (replaces ? "REPLACE " : "CREATE ") + cases + " "
                + String.join(", ", counted.counts().keySet()));
        return cases;
    }

    private Faults.Session commit(Optional<Fault> fault, Inventory inventory) throws Exception {
        Path directory = site.fresh();
        Path path = directory.resolve("x");
        String old = replaces ? "old" : "none";
        if (replaces) {
            Files.writeString(path, old);
        }
        List<String> bad = new ArrayList<>();
        Optional<Throwable> thrown = Optional.empty();
        Faults.Session session = Faults.begin(fault);
        AtomicFile file = null;
        try {
            file = replaces ? AtomicFile.replace(path) : AtomicFile.create(path);
            file.outputStream().write("new".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            file.commit();
        } catch (Throwable e) {
            thrown = Optional.of(e);
            if (!(e instanceof IOException) && !(e instanceof Injected)) {
                bad.add("an unexpected exception");
            }
        } finally {
            Faults.end();
        }
        Thread.interrupted();
        if (file != null) {
            file.close();
        }
        String found = Files.exists(path) ? Files.readString(path) : "none";
        if (!found.equals("new") && (thrown.isEmpty() || !found.equals(old))) {
            bad.add("there is '" + found + "'");
        }
        Set<String> left = Site.names(directory);
        left.remove("x");
        if (fault.filter(f -> f.call().equals("unlinkat")).isPresent()) {
            left.removeIf(name -> name.startsWith(".portalocker.")); // removed by the next JVM that writes there
        }
        if (!left.isEmpty()) {
            bad.add("left " + left);
        }
        site.more(inventory).ifPresent(bad::add);
        if (fault.isPresent() && session.wasReached()) {
            cases++;
        }
        if (!bad.isEmpty()) {
            System.out.println("bad ATOMIC_FILE " + replaces + " " + fault + " threw " + thrown + ": " + bad);
        }
        return session;
    }
}
