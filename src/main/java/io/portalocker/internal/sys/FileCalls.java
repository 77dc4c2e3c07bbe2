package io.portalocker.internal.sys;

import io.portalocker.internal.sys.posix.PosixFiles;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/**
 * Calls on files. A descriptor is a {@code long}: a file descriptor number, or a Windows handle. All methods are
 * thread-safe; using a descriptor after closing it is the caller's error and may reach another file.
 */
public sealed interface FileCalls permits PosixFiles, io.portalocker.internal.sys.windows.PlatformFiles {

    /** Opens a file, see {@link OpenFlags}; one that is created gets the permissions less the umask. */
    long open(Path path, int flags, int permissions) throws SysException;

    /** Closes a descriptor. Whatever this throws, the descriptor is gone and must not be closed again. */
    void close(long descriptor) throws SysException;

    /** Asks for the status of an open file. */
    FileStatus status(long descriptor) throws SysException;

    /** Asks what names an open file, as {@link #status(long)} does, without allocating. */
    default void identify(long descriptor, Scratch scratch) throws SysException {
        FileStatus status = status(descriptor);
        scratch.identify(status.device(), status.inode(), status.type());
    }

    /**
     * Asks for the status of what is at a path, without following a final symbolic link; NOT_FOUND if there
     * is nothing.
     */
    FileStatus status(Path path) throws SysException;

    /**
     * Tells whether a path, a final symbolic link not followed, still leads to a given file; false if nothing is there.
     * Allocates nothing.
     */
    boolean isAt(Path path, long device, long inode) throws SysException;

    /** Reads at the descriptor's position and advances it. Answers bytes read; 0 at the end of the file. */
    long read(long descriptor, MemorySegment target) throws SysException;

    /**
     * Writes at the descriptor's position, or at the end where it appends, and advances it. Answers bytes written,
     * possibly fewer than given.
     */
    long write(long descriptor, MemorySegment source) throws SysException;

    /** Reads at a position and leaves the descriptor's alone. Answers bytes read; 0 at the end of the file. */
    long read(long descriptor, MemorySegment target, long position) throws SysException;

    /** Writes at a position and leaves the descriptor's alone. Answers bytes written, possibly fewer than given. */
    long write(long descriptor, MemorySegment source, long position) throws SysException;

    /**
     * Reads into several areas in one call, as {@link #read(long, MemorySegment)} does into one. Answers bytes read; 0
     * at the end of the file.
     */
    long read(long descriptor, MemorySegment[] targets) throws SysException;

    /**
     * Writes several areas in one call, as {@link #write(long, MemorySegment)} does one. Answers bytes written,
     * possibly fewer than given.
     */
    long write(long descriptor, MemorySegment[] sources) throws SysException;

    /** How many areas one scattering or gathering call takes. POSIX promises 16 ({@code _XOPEN_IOV_MAX}). */
    int MAX_AREAS = 16;

    /** Moves the descriptor's position. */
    long seek(long descriptor, long offset, Origin origin) throws SysException;

    /** Where {@link #seek} counts from. */
    enum Origin {
        /** The first byte. */
        START,
        /** The position. */
        CURRENT,
        /** The byte after the last. */
        END
    }

    /** Sets the length of a file. */
    void truncate(long descriptor, long size) throws SysException;

    /** Has written data reach the device, with the metadata also what is not needed to read it back. */
    void force(long descriptor, boolean metadata) throws SysException;

    /** Sets access and modification time of an open file to now. */
    void touch(long descriptor) throws SysException;

    /** Sets the permission bits of an open file; no effect where the system has none. */
    void setPermissions(long descriptor, int permissions) throws SysException;

    /**
     * Gives an open file what says who may do what with the file at a path, which belongs to the same user: its group, its
     * access control list, and {@code rwxrwxrwx}. Never does this permit more than there: where the group may not be given,
     * its bits become those of others; a list that cannot be copied is a failure.
     */
    default void adopt(long descriptor, Path like) throws SysException {
        setPermissions(descriptor, status(like).permissions() & 0777);
    }

    /** Has two names change places in one step. NOT_SUPPORTED where the file system cannot. */
    default void exchange(Path one, Path other) throws SysException {
        throw SysException.unsupported("exchange");
    }

    /** Gives a file a second name, which must be free; a symbolic link is not followed. */
    default void link(Path existing, Path name) throws SysException {
        throw SysException.unsupported("link");
    }

    /** Gives a file another name in one step; who had that name loses it. */
    default void rename(Path from, Path to) throws SysException {
        throw SysException.unsupported("rename");
    }

    /**
     * Gives a file another name, which must be free, in one step. NOT_SUPPORTED where there is no such step: then it is
     * linked and unlinked.
     */
    default void renameNew(Path from, Path to) throws SysException {
        throw SysException.unsupported("rename");
    }

    /** Removes a name of what is no directory. Windows: BUSY if somebody has it open who does not share that. */
    default void unlink(Path name) throws SysException {
        throw SysException.unsupported("unlink");
    }

    /** Removes a name if it leads to a given file, and answers whether it did. */
    default boolean unlink(Path name, long device, long inode) throws SysException {
        if (!isAt(name, device, inode)) {
            return false;
        }
        unlink(name);
        return true;
    }

    /** {@return whether {@link #unlink(Path, long, long)} is one step, so that nothing can come between} */
    default boolean removesExactly() {
        return false;
    }

    /** {@return whether a file keeps its name as long as anybody has it open who did not open it as movable} */
    default boolean keepsNamesOfOpenFiles() {
        return false;
    }

    /** {@return whether a status tells who owns a file, and whether others may rename it where it is} */
    default boolean hasOwners() {
        return true;
    }

    /** Makes a directory, whose name must be free. */
    default void makeDirectory(Path path, int permissions) throws SysException {
        throw SysException.unsupported("mkdir");
    }

    /** Opens a directory for the calls below. NOT_A_DIRECTORY if it is something else, a symbolic link included. */
    default long openDirectory(Path path) throws SysException {
        throw SysException.unsupported("open");
    }

    /**
     * As {@link #openDirectory(Path)}, of a name in an open directory. In all that follows a name is one component, each of
     * whose characters stands for a byte.
     */
    default long openDirectory(long directory, String name) throws SysException {
        throw SysException.unsupported("open");
    }

    /** As {@link #open(Path, int, int)}, of a name in an open directory. */
    default long open(long directory, String name, int flags, int permissions) throws SysException {
        throw SysException.unsupported("open");
    }

    /** As {@link #status(Path)}, of a name in an open directory. */
    default FileStatus status(long directory, String name) throws SysException {
        throw SysException.unsupported("stat");
    }

    /** As {@link #link(Path, Path)}, within an open directory. */
    default void link(long directory, String existing, String name) throws SysException {
        throw SysException.unsupported("link");
    }

    /** As {@link #rename(Path, Path)}, within an open directory. */
    default void rename(long directory, String from, String to) throws SysException {
        throw SysException.unsupported("rename");
    }

    /** As {@link #unlink(Path)}, of a name in an open directory. */
    default void unlink(long directory, String name) throws SysException {
        throw SysException.unsupported("unlink");
    }

    /** As {@link #makeDirectory(Path, int)}, in an open directory. */
    default void makeDirectory(long directory, String name, int permissions) throws SysException {
        throw SysException.unsupported("mkdir");
    }

    /** {@return the names in an open directory, as they are now, but for those of itself and its parent} */
    default List<String> list(long directory) throws SysException {
        throw SysException.unsupported("list");
    }

    /**
     * Makes the failure of a call that was not made, because of what the file is: a directory, no regular file, or one
     * with several names. Answers the failure, with the error the system itself gives in like cases.
     */
    SysException refusal(String call, FileStatus status);
}
