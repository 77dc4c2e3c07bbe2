package io.portalocker.internal.sys.linux;

/**
 * What a first lock needs of the generated constants, whose class makes layouts and looks for libraries when it is first
 * touched. A test compares them.
 */
final class Numbers {

    static final int O_CREAT = 0100;
    static final int O_EXCL = 0200;
    static final int O_NOCTTY = 0400;
    static final int O_APPEND = 02000;
    static final int O_NONBLOCK = 04000;
    static final int O_CLOEXEC = 02000000;
    static final int O_PATH = 010000000;

    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int STATX_BASIC_STATS = 0x7ff;

    static final int F_RDLCK = 0;
    static final int F_WRLCK = 1;
    static final int F_UNLCK = 2;
    static final int F_SETLK = 6;
    static final int F_OFD_SETLK = 37;

    static final int EAGAIN = 11;

    static final int SIG_SETMASK = 2;
    static final int POSIX_SPAWN_SETSIGMASK = 8;

    private Numbers() {}
}
