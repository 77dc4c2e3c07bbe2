package io.portalocker.internal.marker;

import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes a marker appear. It is written under a private name and then linked to its own, which fails if that exists: so
 * nobody ever sees a marker half written, and a crash at any moment leaves either nothing there or a whole record. The
 * private name goes before the lock counts as held, since some readers distrust a file of several names.
 *
 * <p>A file system without hard links gets what filelock does: create exclusively, then write.
 *
 * @param files the system's calls
 * @param ticker time
 * @param links how a file gets another name
 */
record MarkerPublication(FileCalls files, Ticker ticker, Links links) {

    MarkerPublication(FileCalls files, Ticker ticker) {
        this(files, ticker, Files::createLink);
    }

    /** As {@link Files#createLink}: fails in ways of its own where a file system has no hard links, or lies. */
    interface Links {
        Object link(Path link, Path existing) throws IOException;
    }

    /**
     * Publishes a marker. Answers the marker, empty if the name is taken. Throws IOException if it cannot be written;
     * nothing is left then.
     */
    Optional<PublishedMarker> publish(Path path, byte[] content) throws IOException {
        Path hidden = PrivateNames.beside(path);
        PublishedMarker marker = new MarkerWriter(files, ticker).create(hidden, path, content);
        if (files.removesExactly()) {
            return publishByRename(hidden, marker);
        }
        try {
            links.link(path, hidden);
        } catch (FileAlreadyExistsException taken) {
            // A network file system may have made the link, lost the answer, and failed on asking again.
            if (!marker.isAt(path)) {
                marker.abandon(hidden);
                return Optional.empty();
            }
        } catch (IOException | UnsupportedOperationException noLinks) {
            marker.abandon(hidden);
            return publishDirectly(path, content);
        } catch (RuntimeException | Error e) {
            // It may have been linked: then nobody could ever withdraw it.
            try {
                marker.abandon(hidden, path);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        try {
            Files.deleteIfExists(hidden);
        } catch (IOException | RuntimeException | Error e) {
            marker.abandon(path);
            throw e;
        }
        return Optional.of(marker);
    }

    /** Windows keeps a name that was removed as long as the file is open, but renames without replacing. */
    private Optional<PublishedMarker> publishByRename(Path hidden, PublishedMarker marker) throws IOException {
        try {
            files.renameNew(hidden, marker.path());
            return Optional.of(marker);
        } catch (SysException e) {
            marker.abandon(hidden);
            if (e.kind() == ErrorKind.EXISTS) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<PublishedMarker> publishDirectly(Path path, byte[] content) throws IOException {
        try {
            return Optional.of(new MarkerWriter(files, ticker).create(path, path, content));
        } catch (SysException e) {
            if (e.kind() == ErrorKind.EXISTS) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
