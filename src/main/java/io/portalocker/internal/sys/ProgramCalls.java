package io.portalocker.internal.sys;

import io.portalocker.internal.sys.posix.PosixPrograms;
import java.nio.file.Path;
import java.util.List;

/**
 * Calls that run programs by the bytes of their names and arguments, where the system has such calls; elsewhere
 * {@link #isAvailable} says so and the others refuse.
 */
public sealed interface ProgramCalls permits PosixPrograms, io.portalocker.internal.sys.windows.PlatformPrograms {

    /** {@return whether the other calls work} */
    boolean isAvailable();

    /**
     * Opens what is to be locked as flock(1) does: a directory or a device too, or what a symbolic link leads to. The
     * descriptor is inherited by what this process starts or becomes.
     */
    long open(Path path, boolean write, boolean create) throws SysException;

    /** Lets an open file be inherited by what this process starts or becomes, or not. */
    void inherit(long descriptor, boolean inherited) throws SysException;

    /** {@return whether an inherited descriptor, such as 2, is a terminal} */
    boolean isTerminal(int descriptor);

    /**
     * Becomes a program, as execve(2); returns only to fail, and nothing has changed then. {@code blocked}: the signals
     * that it finds blocked: bit 0 is signal 1.
     */
    void become(byte[] path, List<byte[]> arguments, List<byte[]> environment, long blocked) throws SysException;

    /** Starts a program as a child, as {@link #become} would, and gives its pid. */
    long start(byte[] path, List<byte[]> arguments, List<byte[]> environment, long blocked) throws SysException;

    /** Waits for a child that {@link #start} made, and gives its status, or 128 and the number of the signal it died of. */
    int await(long pid) throws SysException;
}
