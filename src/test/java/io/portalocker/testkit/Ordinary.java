package io.portalocker.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Peers that permissions mean something to: root may do everything, but without capabilities it is a user like others. */
public final class Ordinary {
    private static final List<String> WITHOUT_CAPABILITIES =
            List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all");

    private Ordinary() {}

    /** As {@link Peer#java}. */
    public static Peer user(String kind, Path path, String... options) {
        var arguments = new ArrayList<>(List.of(kind, path.toString()));
        arguments.addAll(List.of(options));
        return Peer.ready(Child.start(command(Jvm.command(Holder.class, arguments.toArray(String[]::new)))));
    }

    /** A command line that runs without privileges. */
    public static List<String> command(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        Requirements.requireProgram("setpriv");
        var attempt = new ArrayList<>(WITHOUT_CAPABILITIES);
        attempt.add("true");
        try (var child = Child.start(attempt)) {
            Requirements.require(child.exitCode() == 0, "permission to drop capabilities");
        }
        var all = new ArrayList<>(WITHOUT_CAPABILITIES);
        all.addAll(command);
        return all;
    }
}
