package io.portalocker.internal.marker.strict;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.marker.OpenDirectory;
import io.portalocker.internal.marker.ProtocolViolation;
import io.portalocker.internal.marker.Tokens;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records on the way to their names: written as {@code .NAME.private-v1-T.tmp}, then linked to NAME, which never replaces
 * anything. What processes that died have left is removed when it is two seconds old by the file system's own clock.
 */
record PrivateRecords(OpenDirectory directory) {

    private static final Pattern PRIVATE = Pattern.compile("\\.(.+)\\.private-v1-[0-9a-f]{32}\\.tmp");
    private static final Pattern PROBE = Pattern.compile("\\.probe-v1-[0-9a-f]{32}\\.tmp");
    private static final long GRACE_NANOS = 2_000_000_000L;
    private static final int OWNER_ONLY = 0600;

    /** What came of a publication. */
    enum Outcome {
        /** It stands under its name. */
        PUBLISHED,
        /** The name is another's. */
        TAKEN,
        /** Another process took the private record for one that was left, or replaced it. */
        RECLAIMED
    }

    static String probeName() throws Failure {
        return ".probe-v1-" + Tokens.next() + ".tmp";
    }

    /** The name that a private record is meant for, empty if it is none. */
    static Optional<String> destination(String name) {
        Matcher matcher = PRIVATE.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static boolean isProbe(String name) {
        return PROBE.matcher(name).matches();
    }

    private static String privateName(String name) throws Failure {
        return "." + name + ".private-v1-" + Tokens.next() + ".tmp";
    }

    Outcome publish(String name, byte[] record, int permissions) throws IOException {
        String hidden = privateName(name);
        OpenDirectory.Created created = directory.create(hidden, permissions, record);
        try {
            return linked(hidden, name, created.status());
        } finally {
            try {
                // Its inode means it as long as it is open, so this removes nothing else.
                if (isAt(hidden, created.status())) {
                    directory.unlink(hidden);
                }
            } finally {
                LateClose.quietly(() -> directory.close(created.descriptor()));
            }
        }
    }

    private Outcome linked(String hidden, String name, FileStatus own) throws IOException {
        try {
            link(hidden, name, own);
        } catch (SysException e) {
            if (e.kind() == ErrorKind.EXISTS) {
                return Outcome.TAKEN;
            }
            if (e.kind() == ErrorKind.NOT_FOUND && directory.status(hidden).isEmpty()) {
                return Outcome.RECLAIMED;
            }
            throw e;
        }
        return isAt(name, own) ? Outcome.PUBLISHED : Outcome.RECLAIMED;
    }

    /** A network file system that lost its answer is asked twice and says that the name is taken: then by whom decides. */
    void link(String existing, String name, FileStatus own) throws IOException {
        try {
            directory.link(existing, name);
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_SUPPORTED) {
                throw new ProtocolViolation(
                        "this file system has no hard links, without which there is no strict lock");
            }
            if (e.kind() != ErrorKind.EXISTS || !isAt(name, own)) {
                throw e;
            }
        }
    }

    private boolean isAt(String name, FileStatus own) throws SysException {
        return directory.status(name).filter(own::isSameFile).isPresent();
    }

    /** Removes a private record that nobody is at work on any more, as far as the clock can tell. */
    void reap(String name, Clock clock) throws SysException {
        Optional<FileStatus> found = directory.status(name);
        if (found.isEmpty()) {
            return;
        }
        FileStatus status = found.get();
        if (!status.isRegular()) {
            throw new SysException("read", 0, name + " is no regular file", ErrorKind.OTHER);
        }
        if (status.links() == 1
                && clock.now().filter(now -> now - nanos(status) >= GRACE_NANOS).isEmpty()) {
            return;
        }
        try {
            directory.unlink(name);
        } catch (SysException e) {
            if (e.kind() != ErrorKind.ACCESS_DENIED) {
                throw e;
            }
        }
    }

    private static long nanos(FileStatus status) {
        return status.modifiedSeconds() * 1_000_000_000L + status.modifiedNanos();
    }

    /** The file system's clock, which a server has and this machine need not agree with; read once, when first asked. */
    final class Clock {
        private final String name;
        private Optional<Long> now = Optional.empty();
        private boolean read;

        /** One that writes its probe as a private record for a name, so that a probe which is left is reaped too. */
        Clock(String name) {
            this.name = name;
        }

        Optional<Long> now() {
            if (!read) {
                read = true;
                now = probe();
            }
            return now;
        }

        /** Without an answer no age is known. */
        private Optional<Long> probe() {
            try {
                String probe = privateName(name);
                OpenDirectory.Created created = directory.create(probe, OWNER_ONLY, new byte[] {'\n'});
                try {
                    return Optional.of(nanos(directory.status(created.descriptor())));
                } finally {
                    LateClose.quietly(() -> directory.close(created.descriptor()));
                    directory.unlink(probe);
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }
}
