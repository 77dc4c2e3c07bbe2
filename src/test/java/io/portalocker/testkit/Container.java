package io.portalocker.testkit;

import io.portalocker.testkit.PythonPeers.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a container is to its processes: a pid namespace with a {@code /proc} of its own. It ends when this is closed. */
public final class Container implements AutoCloseable {
    private final Child unshare;
    private final List<String> enter;

    private Container(Child unshare, List<String> enter) {
        this.unshare = unshare;
        this.enter = enter;
    }

    /** Makes one; the test is skipped where that is not permitted. */
    public static Container start() {
        requireNamespaces("--pid");
        Requirements.requireProgram("nsenter");
        Child unshare = Child.start(
                "unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c", "echo up; exec sleep 600");
        unshare.expect("up");
        try {
            Path children =
                    Path.of("/proc", Long.toString(unshare.pid()), "task", Long.toString(unshare.pid()), "children");
            String first = Files.readString(children).strip();
            return new Container(unshare, List.of("nsenter", "--target", first, "--pid", "--mount", "--wd=."));
        } catch (IOException e) {
            unshare.close();
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test where a namespace of this kind cannot be made. */
    public static void requireNamespaces(String... options) {
        Requirements.requireProgram("unshare");
        var probe = new ArrayList<>(List.of("unshare"));
        probe.addAll(Arrays.asList(options));
        probe.addAll(List.of("--fork", "true"));
        try (Child child = Child.start(probe)) {
            Requirements.require(child.awaitExit() == 0, "the right to make a namespace: " + probe);
        }
    }

    /** A Java process inside. */
    public Peer java(String kind, Path path, String... options) {
        return javaBehind(enter, kind, path, options);
    }

    /** A Python process inside. */
    public Peer python(String kind, Path path, String... options) {
        return pythonBehind(enter, kind, path, options);
    }

    /** A Java process started by another program. */
    public static Peer javaBehind(List<String> program, String kind, Path path, String... options) {
        var command = new ArrayList<>(program);
        command.addAll(Jvm.command(Holder.class, Peer.arguments(kind, path, options)));
        return Peer.ready(Child.start(command));
    }

    /** A Python process started by another program. */
    public static Peer pythonBehind(List<String> program, String kind, Path path, String... options) {
        var command = new ArrayList<>(program);
        command.addAll(Child.scriptCommand(Release.NEWEST, "holder.py", Peer.arguments(kind, path, options)));
        return Peer.ready(Child.withPython(command));
    }

    @Override
    public void close() {
        unshare.close();
    }
}
