package io.portalocker.internal.snapshot;

import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.file.Patience;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.IoBuffer;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.SysException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of one lock, on a file system. */
final class RecordFiles implements Records {

    private static final int OWNERS_ONLY = 0600;

    /** Files are opened by many and deleted meanwhile, which on Windows all of them must permit. */
    private static final int READ = OpenFlags.READ | OpenFlags.MOVABLE;

    private static final int WRITE = OpenFlags.WRITE | OpenFlags.MOVABLE;
    private static final int CREATE = WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE;

    /** The last: on its way out, as Windows says it. */
    private static final Set<ErrorKind> MISSING = EnumSet.of(ErrorKind.NOT_FOUND, ErrorKind.STALE, ErrorKind.BUSY);

    /** A removal that fails so is repeated by whoever comes across the file. */
    private static final Set<ErrorKind> STAYS =
            EnumSet.of(ErrorKind.NOT_FOUND, ErrorKind.STALE, ErrorKind.BUSY, ErrorKind.ACCESS_DENIED);

    /** What a name may lead to that is no file. */
    private static final Set<ErrorKind> NO_FILE =
            EnumSet.of(ErrorKind.NO_SUCH_DEVICE, ErrorKind.SYMBOLIC_LINK, ErrorKind.IS_DIRECTORY);

    /** Another has the name, or has removed our file as that of one who died before it was linked. */
    private static final Set<ErrorKind> LOST = EnumSet.of(ErrorKind.EXISTS, ErrorKind.NOT_FOUND);

    private final FileCalls files;
    private final RecordTree tree;

    RecordFiles(FileCalls files, RecordTree tree) {
        this.files = files;
        this.tree = tree;
    }

    @Override
    public void prepare() throws IOException {
        tree.prepare();
    }

    @Override
    public Optional<String> read(Place place, String name) throws IOException {
        try {
            return Optional.of(tree.in(place, directory -> read(directory, name)));
        } catch (SysException e) {
            if (MISSING.contains(e.kind())) {
                return Optional.empty();
            }
            if (NO_FILE.contains(e.kind())) {
                return Optional.of("");
            }
            throw e;
        }
    }

    private String read(long directory, String name) throws SysException {
        long descriptor = Patience.with(() -> files.open(directory, name, READ, 0));
        try (IoBuffer buffer = IoBuffer.take()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (files.status(descriptor).isRegular()) {
                long read;
                // One more than there may be tells what is too long.
                while (bytes.size() <= Snapshot.LONGEST && (read = files.read(descriptor, buffer.segment())) > 0) {
                    bytes.writeBytes(buffer.segment().asSlice(0, read).toArray(ValueLayout.JAVA_BYTE));
                }
            }
            return bytes.toString(StandardCharsets.ISO_8859_1);
        } finally {
            files.close(descriptor);
        }
    }

    @Override
    public Optional<Identity> create(Place place, String name, String content, boolean durable) throws IOException {
        try {
            return Optional.of(tree.in(place, directory -> create(directory, name, content, durable)));
        } catch (SysException e) {
            if (e.kind() == ErrorKind.EXISTS) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Identity create(long directory, String name, String content, boolean durable) throws SysException {
        long descriptor = files.open(directory, name, CREATE, OWNERS_ONLY);
        boolean complete = false;
        try {
            write(descriptor, content);
            if (durable) {
                files.force(descriptor, true);
            }
            FileStatus status = files.status(descriptor);
            complete = true;
            return identity(status);
        } finally {
            try {
                files.close(descriptor);
            } finally {
                if (!complete) {
                    unlink(directory, name);
                }
            }
        }
    }

    private void write(long descriptor, String content) throws SysException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        try (IoBuffer buffer = IoBuffer.take()) {
            for (int written = 0; written < bytes.length; ) {
                int length = Math.min(bytes.length - written, IoBuffer.BYTES);
                MemorySegment.copy(bytes, written, buffer.segment(), ValueLayout.JAVA_BYTE, 0, length);
                written +=
                        Math.toIntExact(files.write(descriptor, buffer.segment().asSlice(0, length)));
            }
        }
    }

    private static Identity identity(FileStatus status) {
        return new Identity(status.device(), status.inode());
    }

    /** The call's answer is not trusted: over a network it may be that of a repetition. What is there afterwards counts. */
    @Override
    public boolean link(String existing, String name) throws IOException {
        return tree.in(Place.LOG, directory -> {
            Optional<SysException> failure = Optional.empty();
            try {
                files.link(directory, existing, name);
            } catch (SysException e) {
                failure = Optional.of(e).filter(f -> !LOST.contains(f.kind()));
            }
            Optional<Identity> own = identity(directory, existing);
            if (own.isPresent() && own.equals(identity(directory, name))) {
                return true;
            }
            if (failure.isPresent()) {
                throw hasNoLinks(failure.get()) ? unsupported(failure.get()) : failure.get();
            }
            return false;
        });
    }

    /** The last is how Linux says so of such file systems as FAT. */
    private static boolean hasNoLinks(SysException e) {
        return e.kind() == ErrorKind.NOT_SUPPORTED || e.symbol().equals("EPERM");
    }

    private Refusal unsupported(SysException e) {
        return Refusal.unsupported("there are no hard links in '" + tree.root() + "' (" + e.getMessage()
                + "), without which nothing is committed there");
    }

    private Optional<Identity> identity(long directory, String name) {
        try {
            return Optional.of(identity(files.status(directory, name)));
        } catch (SysException e) {
            return Optional.empty();
        }
    }

    @Override
    public void replace(String existing, String name) throws IOException {
        tree.in(Place.LOG, directory -> {
            files.rename(directory, existing, name);
            return true;
        });
    }

    /** Who finds another file, or a second name, would write what is somebody else's. */
    @Override
    public boolean overwrite(String name, String content, Identity identity) throws IOException {
        try {
            return tree.in(Place.HOLDERS, directory -> {
                long descriptor = Patience.with(() -> files.open(directory, name, WRITE, 0));
                try {
                    boolean own = isOwn(files.status(descriptor), identity);
                    if (own) {
                        write(descriptor, content);
                    }
                    return own;
                } finally {
                    files.close(descriptor);
                }
            });
        } catch (SysException e) {
            return absent(e);
        }
    }

    @Override
    public boolean isThere(String name, Identity identity) throws IOException {
        try {
            return tree.in(Place.HOLDERS, directory -> isOwn(files.status(directory, name), identity));
        } catch (SysException e) {
            return absent(e);
        }
    }

    private static boolean isOwn(FileStatus status, Identity identity) {
        return status.isRegular() && identity(status).equals(identity) && status.links() == 1;
    }

    private static boolean absent(SysException e) throws SysException {
        if (MISSING.contains(e.kind()) || NO_FILE.contains(e.kind())) {
            return false;
        }
        throw e;
    }

    @Override
    public void unlink(Place place, String name) throws IOException {
        try {
            tree.in(place, directory -> {
                unlink(directory, name);
                return true;
            });
        } catch (SysException e) {
            if (!MISSING.contains(e.kind())) {
                throw e;
            }
        }
    }

    private void unlink(long directory, String name) throws SysException {
        try {
            files.unlink(directory, name);
        } catch (SysException e) {
            if (!STAYS.contains(e.kind())) {
                throw e;
            }
        }
    }

    @Override
    public List<String> list(Place place) throws IOException {
        try {
            return tree.in(place, files::list);
        } catch (SysException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }
}
