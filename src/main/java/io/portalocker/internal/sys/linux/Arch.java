package io.portalocker.internal.sys.linux;

/**
 * The numbers that differ between processors on Linux. The bindings hold for every processor, so these are written by
 * hand; the audit compares them with the C headers of each.
 */
public enum Arch {
    X86_64(0x10000, 0x20000, 0x410000, 332, 316, 217),
    AARCH64(0x4000, 0x8000, 0x404000, 291, 276, 61);

    private final int oDirectory;
    private final int oNofollow;
    private final int oTmpfile;
    private final int sysStatx;
    private final int sysRenameat2;
    private final int sysGetdents64;

    Arch(int oDirectory, int oNofollow, int oTmpfile, int sysStatx, int sysRenameat2, int sysGetdents64) {
        this.oDirectory = oDirectory;
        this.oNofollow = oNofollow;
        this.oTmpfile = oTmpfile;
        this.sysStatx = sysStatx;
        this.sysRenameat2 = sysRenameat2;
        this.sysGetdents64 = sysGetdents64;
    }

    /** {@return the processor this JVM runs on} */
    public static Arch current() {
        return of(System.getProperty("os.arch"));
    }

    static Arch of(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64" -> AARCH64;
            default ->
                throw new UnsupportedOperationException(
                        "Linux on " + name + " is not supported: only x86-64 (amd64) and aarch64 are");
        };
    }

    /** {@return {@code O_DIRECTORY}} */
    public int oDirectory() {
        return oDirectory;
    }

    /** {@return {@code O_NOFOLLOW}} */
    public int oNofollow() {
        return oNofollow;
    }

    /** {@return {@code O_TMPFILE}, which contains {@code O_DIRECTORY}} */
    public int oTmpfile() {
        return oTmpfile;
    }

    /** {@return {@code SYS_statx}: musl exports no {@code statx} before 1.2.5, but {@code syscall} always} */
    public int sysStatx() {
        return sysStatx;
    }

    /** {@return {@code SYS_renameat2}: glibc exports {@code renameat2} from 2.28, musl from 1.2.4} */
    public int sysRenameat2() {
        return sysRenameat2;
    }

    /** {@return {@code SYS_getdents64}: glibc exports {@code getdents64} from 2.30, musl under another name} */
    public int sysGetdents64() {
        return sysGetdents64;
    }
}
