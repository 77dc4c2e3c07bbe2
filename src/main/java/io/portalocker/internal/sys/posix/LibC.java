package io.portalocker.internal.sys.posix;

import io.portalocker.internal.sys.Scratch;
import java.lang.foreign.MemorySegment;

/**
 * The C library's functions as linked on one system. Each takes the scratch whose {@link Scratch#error()} it sets, and
 * returns what the function returns; nothing is retried here.
 */
public interface LibC {

    /**
     * See {@code open(2)}.
     *
     * @param scratch receives errno
     * @param path a C string
     * @param flags {@code O_} bits
     * @param mode permission bits
     * @return a descriptor or -1
     */
    int open(Scratch scratch, MemorySegment path, int flags, int mode);

    /**
     * See {@code close(2)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @return 0 or -1
     */
    int close(Scratch scratch, int fd);

    /**
     * See {@code flock(2)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param operation {@code LOCK_} bits
     * @return 0 or -1
     */
    int flock(Scratch scratch, int fd, int operation);

    /**
     * See {@code fcntl(2)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param command one of the locking commands
     * @param flock a {@code struct flock}
     * @return -1 on error
     */
    int fcntl(Scratch scratch, int fd, int command, MemorySegment flock);

    /**
     * See {@code read(2)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param buffer native memory
     * @param bytes how many
     * @return bytes read or -1
     */
    long read(Scratch scratch, int fd, MemorySegment buffer, long bytes);

    /**
     * See {@code write(2)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param buffer native memory
     * @param bytes how many
     * @return bytes written or -1
     */
    long write(Scratch scratch, int fd, MemorySegment buffer, long bytes);

    /**
     * See {@code pread(2)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param buffer native memory
     * @param bytes how many
     * @param offset from where
     * @return bytes read or -1
     */
    long pread(Scratch scratch, int fd, MemorySegment buffer, long bytes, long offset);

    /**
     * See {@code pwrite(2)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param buffer native memory
     * @param bytes how many
     * @param offset whereto
     * @return bytes written or -1
     */
    long pwrite(Scratch scratch, int fd, MemorySegment buffer, long bytes, long offset);

    /**
     * See {@code readv(2)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param vectors an array of {@code struct iovec}
     * @param count its length
     * @return bytes read or -1
     */
    long readv(Scratch scratch, int fd, MemorySegment vectors, int count);

    /**
     * See {@code writev(2)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param vectors an array of {@code struct iovec}
     * @param count its length
     * @return bytes written or -1
     */
    long writev(Scratch scratch, int fd, MemorySegment vectors, int count);

    /**
     * See {@code lseek(2)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param offset bytes
     * @param whence {@code SEEK_} value
     * @return the position or -1
     */
    long lseek(Scratch scratch, int fd, long offset, int whence);

    /**
     * See {@code ftruncate(2)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param size bytes
     * @return 0 or -1
     */
    int ftruncate(Scratch scratch, int fd, long size);

    /**
     * Makes written data durable: {@code fsync(2)} or {@code fdatasync(2)}, on macOS {@code F_FULLFSYNC}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param metadata also what is not needed to read the data back
     * @return -1 on error
     */
    int sync(Scratch scratch, int fd, boolean metadata);

    /**
     * See {@code fchmod(2)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param mode permission bits
     * @return 0 or -1
     */
    int fchmod(Scratch scratch, int fd, int mode);

    /**
     * See {@code futimens(3)}.
     *
     * @param scratch receives errno
     * @param fd the descriptor
     * @param times two {@code struct timespec}, or NULL for now
     * @return 0 or -1
     */
    int futimens(Scratch scratch, int fd, MemorySegment times);

    /**
     * See {@code kill(2)}.
     *
     * @param scratch receives errno
     * @param pid the process
     * @param signal the number, 0 to ask whether it exists
     * @return 0 or -1
     */
    int kill(Scratch scratch, int pid, int signal);

    /**
     * See {@code gethostname(2)}.
     *
     * @param scratch receives errno
     * @param buffer native memory
     * @param bytes its size
     * @return 0 or -1
     */
    int gethostname(Scratch scratch, MemorySegment buffer, long bytes);

    /**
     * See {@code geteuid(2)}.
     *
     * @param scratch unused
     * @return the effective user id
     */
    int geteuid(Scratch scratch);
}
