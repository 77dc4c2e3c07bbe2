package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileCalls.Origin;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Gates;
import io.portalocker.internal.wait.LateClose;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An open file that can be locked: its descriptor, and its identity, which no other file has while it is open. */
public final class OpenFile extends DescriptorGuard implements Closeable {

    private final Platform platform;
    private final long descriptor;
    private final boolean owned;
    private final @Nullable Path path;
    private final Access access;
    private final long device;
    private final long inode;

    /** Whom to tell when the descriptor is closed. Written before others have the file. */
    private volatile @Nullable Holder holder;

    /** What those above see in it; made when they first ask. Guarded by this. */
    private @Nullable Object view;

    /** Whether the start that the access promises has been made. Guarded by the lock on the file. */
    private boolean started;

    /** Whether somebody outside has the descriptor's number, and may have done anything to it. */
    private volatile boolean exposed;

    /** Whether the process's record lock of the file is held through it: closing it is meant to free that. */
    private volatile boolean ofRecordLock;

    /** Whether the descriptor's position may have moved. Published by the end of the call that moved it. */
    private boolean moved;

    /** Who has a lock through the descriptor. */
    interface Holder {

        /** The descriptor is closed, which freed the lock; the identity may become another file's. */
        void closed();
    }

    private OpenFile(
            Platform platform,
            long descriptor,
            boolean owned,
            @Nullable Path path,
            Access access,
            long device,
            long inode) {
        this.platform = platform;
        this.descriptor = descriptor;
        this.owned = owned;
        this.path = path;
        this.access = access;
        this.device = device;
        this.inode = inode;
    }

    /** What was just opened at a path. */
    static OpenFile opened(Platform platform, long descriptor, Path path, Access access, Scratch identity) {
        return new OpenFile(platform, descriptor, true, path, access, identity.device(), identity.inode());
    }

    /** What somebody else opened, and will close. */
    public static OpenFile ofDescriptor(long descriptor, Access access) throws IOException {
        Platform platform = Platform.current();
        try {
            FileStatus status = platform.files().status(descriptor);
            return new OpenFile(platform, descriptor, false, null, access, status.device(), status.inode());
        } catch (SysException e) {
            throw new Failure("descriptor " + descriptor, "use", e);
        }
    }

    /** {@return the path it was opened at, or null if it was a descriptor} */
    public @Nullable Path path() {
        return path;
    }

    public Access access() {
        return access;
    }

    /** {@return how messages call it} */
    public String name() {
        return path == null ? "descriptor " + descriptor : path.toString();
    }

    public long device() {
        return device;
    }

    public long inode() {
        return inode;
    }

    public Platform platform() {
        return platform;
    }

    public FileCalls files() {
        return platform.files();
    }

    /** {@return the descriptor, for the library's own use} */
    public long descriptor() {
        return descriptor;
    }

    /** {@return the descriptor, for others, who may do anything to it} */
    public long expose() {
        exposed = true;
        return descriptor;
    }

    void setHolder(Holder holder) {
        this.holder = holder;
    }

    boolean isOfRecordLock() {
        return ofRecordLock;
    }

    void setOfRecordLock(boolean ofRecordLock) {
        this.ofRecordLock = ofRecordLock;
    }

    /** To be called inside a call that moves the position. */
    public void move() {
        moved = true;
    }

    /** What those above see in this file, the same as long as it is open. */
    public synchronized <T> T view(Class<T> type, Function<OpenFile, T> make) {
        T known = view == null ? make.apply(this) : type.cast(view);
        view = known;
        return known;
    }

    boolean wasOpenedAt(Path other) {
        return other.equals(path);
    }

    /** Whether the path still leads to this file; a descriptor without a path counts as there. */
    public boolean isAtPath() throws IOException {
        return path == null || LockFiles.isAt(path, device, inode);
    }

    /** Makes the start that the access promises, once, now that the file is locked. */
    public void start(boolean shared) throws IOException {
        if (started) {
            return;
        }
        if (access.start() == Access.Start.EMPTY) {
            if (shared) {
                throw new IllegalArgumentException("a mode that empties the file needs an exclusive lock");
            }
            truncateOnlyName();
        } else if (access.start() == Access.Start.END) {
            seek(Origin.END);
        }
        started = true;
    }

    private void truncateOnlyName() throws IOException {
        begin();
        try {
            FileStatus status = files().status(descriptor);
            if (status.links() > 1) {
                throw files().refusal("ftruncate", status);
            }
            if (status.size() > 0) {
                files().truncate(descriptor, 0);
            }
        } catch (SysException e) {
            throw new Failure(name(), "truncate", e);
        } finally {
            end();
        }
    }

    private void seek(Origin origin) throws IOException {
        begin();
        try {
            files().seek(descriptor, 0, origin);
        } catch (SysException e) {
            throw new Failure(name(), "seek in", e);
        } finally {
            end();
        }
    }

    /** Closes the file, at once or when the last call ends, which frees every lock held through it. */
    @Override
    public void close() throws IOException {
        try {
            closeOnce();
        } catch (SysException e) {
            throw new Failure(name(), "close", e);
        }
    }

    /**
     * Closes this file but not its descriptor, which goes on as another file, as if just opened. Answers null if the
     * descriptor is in use or may not be what it was; this file is as before then.
     */
    @Nullable
    OpenFile successor() {
        if (!owned || exposed || !surrender()) {
            return null;
        }
        OpenFile successor = new OpenFile(platform, descriptor, true, path, access, device, inode);
        try {
            if (moved) {
                // Only now: a call that was under way might have moved it again.
                files().seek(descriptor, 0, Origin.START);
            }
            return successor;
        } catch (SysException e) {
            LateClose.quietly(successor);
            return null;
        }
    }

    /** The same, for who refers to a gate, most likely that of the file: it need not be looked for then. */
    void close(Gate known) throws IOException {
        if (!owned || !known.isOf(device, inode) || !surrender()) {
            close();
            return;
        }
        try {
            closeDescriptor(known);
        } catch (SysException e) {
            throw new Failure(name(), "close", e);
        }
    }

    /**
     * The gate of the file is looked for only now: a late close may come when the one that this file was locked through
     * serves another.
     */
    @Override
    void closeDescriptor() throws IOException {
        if (!owned) {
            return;
        }
        Gate gate = Gates.OF_JVM.reference(device, inode);
        try {
            closeDescriptor(gate);
        } finally {
            Gates.OF_JVM.dereference(gate);
        }
    }

    /**
     * Leaves it to the gate of the file when the descriptor is closed: closing any descriptor of a file frees the record
     * locks that this process has on it.
     */
    private void closeDescriptor(Gate gate) throws SysException {
        try {
            gate.closeDescriptor(files(), descriptor, ofRecordLock);
        } finally {
            Holder ending = holder;
            if (ending != null) {
                ending.closed();
            }
        }
    }

    /** {@return its path or number} */
    @Override
    public String toString() {
        return name() + (isOpen() ? "" : ", closed");
    }
}
