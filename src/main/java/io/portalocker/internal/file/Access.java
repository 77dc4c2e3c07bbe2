package io.portalocker.internal.file;

import io.portalocker.internal.sys.OpenFlags;

/**
 * How a lock file is opened, and what is made of it once it is locked.
 *
 * @param flags bits of {@link OpenFlags}
 * @param start what is found then
 */
public record Access(int flags, Start start) {

    /** For reading only, of a file that exists. */
    public static final Access READ = new Access(OpenFlags.READ, Start.AS_IT_IS);

    /** For reading, of what others may replace and remove meanwhile. */
    public static final Access GLANCE = new Access(OpenFlags.READ | OpenFlags.MOVABLE, Start.AS_IT_IS);

    /** For reading and writing, of a file that exists. */
    public static final Access READ_WRITE = new Access(OpenFlags.READ | OpenFlags.WRITE, Start.AS_IT_IS);

    /** For writing, of a file that must not exist. */
    public static final Access NEW =
            new Access(OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE, Start.AS_IT_IS);

    /** For reading, and appending; created if it is absent. */
    public static final Access READ_APPEND =
            new Access(OpenFlags.READ | OpenFlags.WRITE | OpenFlags.APPEND | OpenFlags.CREATE, Start.END);

    /** What is found in a file once it is locked. */
    public enum Start {
        AS_IT_IS,
        /** Nothing: it is emptied. */
        EMPTY,
        /** The position is at the end, which was unknown before the lock. */
        END
    }

    public boolean reads() {
        return OpenFlags.has(flags, OpenFlags.READ);
    }

    public boolean writes() {
        return OpenFlags.has(flags, OpenFlags.WRITE);
    }

    public boolean requiresAbsence() {
        return OpenFlags.has(flags, OpenFlags.EXCLUSIVE);
    }
}
