package io.portalocker.internal.sys;

/** What an error code means to a lock, whatever its number on this system. */
public enum ErrorKind {
    /** Nothing at that path, or its directory is missing. */
    NOT_FOUND,
    /** Something is at that path already. */
    EXISTS,
    /** Not permitted to the caller. */
    ACCESS_DENIED,
    /** The file system is mounted read-only. */
    READ_ONLY,
    /** The final component is a symbolic link (or there are too many of them). */
    SYMBOLIC_LINK,
    /** A directory where a file was needed. */
    IS_DIRECTORY,
    /** No directory where one was needed. */
    NOT_A_DIRECTORY,
    /** A FIFO without a reader, or a device without a driver. */
    NO_SUCH_DEVICE,
    /** The file system or kernel has no such lock, or no room for it. */
    NOT_SUPPORTED,
    /** The descriptor is closed, or not open for what was asked. */
    BAD_DESCRIPTOR,
    /** The file has several names, so its content may be somebody's data. */
    SEVERAL_NAMES,
    /** Another handle is in the way for the moment (sharing violation, delete pending). */
    BUSY,
    /** The kernel suspects that waiting would never end. */
    DEADLOCK,
    /** The server has forgotten the file: it was removed by another machine. */
    STALE,
    /** Anything else. */
    OTHER
}
