package io.portalocker.internal.sys;

import java.util.Optional;

/**
 * What a system offers to learn that a lock was freed. Polling works without any of it. All methods are thread-safe.
 *
 * <p>Not sealed, so that tests can have one of them refuse.
 */
public interface WaitCalls {

    /** {@return waits inside the kernel that can be ended from outside, empty where they cannot} */
    Optional<KernelWaits> kernel();

    /** {@return news of files being closed, empty where there is none} */
    Optional<CloseEvents> events();

    /** {@return the kind of file system of an open file} */
    FileSystemKind fileSystem(long descriptor) throws SysException;

    /**
     * The kind of a file system.
     *
     * @param name what to call it
     * @param local whether all holders of its locks are processes of this kernel, so that the kernel itself knows when one
     *     lets go; false when unsure
     */
    record FileSystemKind(String name, boolean local) {}
}
