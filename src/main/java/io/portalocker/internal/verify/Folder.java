package io.portalocker.internal.verify;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.marker.Tokens;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.text.Log;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where an examination takes place: a directory in the one that is examined. Nothing of it is left, whatever ends the JVM but
 * SIGKILL.
 */
final class Folder implements AutoCloseable {

    /** What all names of ours begin with. */
    static final String PREFIX = ".portalocker-verify.";

    private static final int PERMISSIONS = 0700;
    private static final int MOST_ROUNDS = 50;
    private static final long PAUSE = 20;

    private final Path path;
    private final Thread atExit = Thread.ofPlatform().name("portalocker-verify").unstarted(this::remove);

    private Folder(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Makes one. */
    static Folder in(Path directory) throws Failure {
        return named(directory, PREFIX + Tokens.next());
    }

    static Folder named(Path directory, String name) throws Failure {
        Path path = directory.resolve(name);
        try {
            Platform.current().files().makeDirectory(path, PERMISSIONS);
            return new Folder(path);
        } catch (SysException e) {
            // What the system says of a path that leads through it means that there is nothing.
            throw new Failure(
                    directory.toString(),
                    "make files in",
                    Files.exists(directory) && !Files.isDirectory(directory)
                            ? new SysException(e.call(), e.code(), e.symbol(), ErrorKind.NOT_A_DIRECTORY)
                            : e);
        }
    }

    Path path() {
        return path;
    }

    /** What a process that was killed had open may stay for a moment: on NFS under another name, on Windows under its own. */
    private void remove() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            try {
                removeAll(path);
                return;
            } catch (IOException again) {
                if (Files.notExists(path)) {
                    return;
                }
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // in a moment
                }
            }
        }
        Log.warning("left behind: " + path, null);
    }

    private static void removeAll(Path directory) throws IOException {
        try (DirectoryStream<Path> names = Files.newDirectoryStream(directory)) {
            for (Path name : names) {
                if (Files.isDirectory(name, LinkOption.NOFOLLOW_LINKS)) {
                    removeAll(name);
                } else {
                    Files.delete(name);
                }
            }
        }
        Files.delete(directory);
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM exits, and finds nothing.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
