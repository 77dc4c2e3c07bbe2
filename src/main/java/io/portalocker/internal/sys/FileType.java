package io.portalocker.internal.sys;

/** What kind of node a descriptor or path leads to. */
public enum FileType {
    /** A regular file. */
    REGULAR("a regular file"),
    /** A directory. */
    DIRECTORY("a directory"),
    /** A symbolic link or other reparse point. */
    SYMBOLIC_LINK("a symbolic link"),
    /** A FIFO or pipe. */
    FIFO("a FIFO"),
    /** A socket. */
    SOCKET("a socket"),
    /** A device or something unknown. */
    DEVICE("a device");

    private final String phrase;

    FileType(String phrase) {
        this.phrase = phrase;
    }

    /** {@return the kind with its article, for messages} */
    public String phrase() {
        return phrase;
    }

    /** {@return the kind that {@code st_mode} tells; its numbers are those of every POSIX system} */
    public static FileType ofMode(int mode) {
        return switch (mode & 0170000) {
            case 0100000 -> REGULAR;
            case 0040000 -> DIRECTORY;
            case 0120000 -> SYMBOLIC_LINK;
            case 0010000 -> FIFO;
            case 0140000 -> SOCKET;
            default -> DEVICE;
        };
    }
}
