/* Rendered by AuditTest from the generated Java: do not edit. Compiled, never run. */
#if defined(PORTALOCKER_SYSTEM_HEADERS)
#include <copyfile.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/event.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysctl.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
#else
#include "../macos/headers/darwin.h"
#endif
#include "audit.h"

AUDIT_CONSTANT32(AT_FDCWD, -2);
AUDIT_CONSTANT32(AT_REMOVEDIR, 128);
AUDIT_CONSTANT32(AT_SYMLINK_NOFOLLOW, 32);
AUDIT_CONSTANT32(COPYFILE_ACL, 1);
AUDIT_CONSTANT32(CTL_KERN, 1);
AUDIT_CONSTANT32(E2BIG, 7);
AUDIT_CONSTANT32(EACCES, 13);
AUDIT_CONSTANT32(EAGAIN, 35);
AUDIT_CONSTANT32(EBADF, 9);
AUDIT_CONSTANT32(EBUSY, 16);
AUDIT_CONSTANT32(ECANCELED, 89);
AUDIT_CONSTANT32(ECHILD, 10);
AUDIT_CONSTANT32(EDEADLK, 11);
AUDIT_CONSTANT32(EDQUOT, 69);
AUDIT_CONSTANT32(EEXIST, 17);
AUDIT_CONSTANT32(EFAULT, 14);
AUDIT_CONSTANT32(EFBIG, 27);
AUDIT_CONSTANT32(EINTR, 4);
AUDIT_CONSTANT32(EINVAL, 22);
AUDIT_CONSTANT32(EIO, 5);
AUDIT_CONSTANT32(EISDIR, 21);
AUDIT_CONSTANT32(ELOOP, 62);
AUDIT_CONSTANT32(EMFILE, 24);
AUDIT_CONSTANT32(EMLINK, 31);
AUDIT_CONSTANT32(ENAMETOOLONG, 63);
AUDIT_CONSTANT32(ENFILE, 23);
AUDIT_CONSTANT32(ENODEV, 19);
AUDIT_CONSTANT32(ENOENT, 2);
AUDIT_CONSTANT32(ENOEXEC, 8);
AUDIT_CONSTANT32(ENOLCK, 77);
AUDIT_CONSTANT32(ENOMEM, 12);
AUDIT_CONSTANT32(ENOSPC, 28);
AUDIT_CONSTANT32(ENOSYS, 78);
AUDIT_CONSTANT32(ENOTCONN, 57);
AUDIT_CONSTANT32(ENOTDIR, 20);
AUDIT_CONSTANT32(ENOTEMPTY, 66);
AUDIT_CONSTANT32(ENOTSUP, 45);
AUDIT_CONSTANT32(ENOTTY, 25);
AUDIT_CONSTANT32(ENXIO, 6);
AUDIT_CONSTANT32(EOPNOTSUPP, 102);
AUDIT_CONSTANT32(EOVERFLOW, 84);
AUDIT_CONSTANT32(EPERM, 1);
AUDIT_CONSTANT32(EPIPE, 32);
AUDIT_CONSTANT32(ERANGE, 34);
AUDIT_CONSTANT32(EROFS, 30);
AUDIT_CONSTANT32(ESPIPE, 29);
AUDIT_CONSTANT32(ESRCH, 3);
AUDIT_CONSTANT32(ESTALE, 70);
AUDIT_CONSTANT32(ETIMEDOUT, 60);
AUDIT_CONSTANT32(ETXTBSY, 26);
AUDIT_CONSTANT32(EVFILT_VNODE, -4);
AUDIT_CONSTANT32(EV_ADD, 1);
AUDIT_CONSTANT32(EV_CLEAR, 32);
AUDIT_CONSTANT32(EV_DELETE, 2);
AUDIT_CONSTANT32(EV_ENABLE, 4);
AUDIT_CONSTANT32(EV_ERROR, 16384);
AUDIT_CONSTANT32(EXDEV, 18);
AUDIT_CONSTANT32(FD_CLOEXEC, 1);
AUDIT_CONSTANT32(F_DUPFD_CLOEXEC, 67);
AUDIT_CONSTANT32(F_FULLFSYNC, 51);
AUDIT_CONSTANT32(F_GETFD, 1);
AUDIT_CONSTANT32(F_GETFL, 3);
AUDIT_CONSTANT32(F_GETLK, 7);
#if defined(F_OFD_GETLK)
AUDIT_CONSTANT32(F_OFD_GETLK, 92);
#endif
#if defined(F_OFD_SETLK)
AUDIT_CONSTANT32(F_OFD_SETLK, 90);
#endif
#if defined(F_OFD_SETLKW)
AUDIT_CONSTANT32(F_OFD_SETLKW, 91);
#endif
AUDIT_CONSTANT32(F_OK, 0);
AUDIT_CONSTANT32(F_RDLCK, 1);
AUDIT_CONSTANT32(F_SETFD, 2);
AUDIT_CONSTANT32(F_SETFL, 4);
AUDIT_CONSTANT32(F_SETLK, 8);
AUDIT_CONSTANT32(F_SETLKW, 9);
AUDIT_CONSTANT32(F_UNLCK, 2);
AUDIT_CONSTANT32(F_WRLCK, 3);
AUDIT_CONSTANT32(KERN_PROC, 14);
AUDIT_CONSTANT32(KERN_PROC_PID, 1);
AUDIT_CONSTANT32(LOCK_EX, 2);
AUDIT_CONSTANT32(LOCK_NB, 4);
AUDIT_CONSTANT32(LOCK_SH, 1);
AUDIT_CONSTANT32(LOCK_UN, 8);
AUDIT_CONSTANT32(NOTE_ATTRIB, 8);
AUDIT_CONSTANT32(NOTE_DELETE, 1);
AUDIT_CONSTANT32(NOTE_FUNLOCK, 256);
AUDIT_CONSTANT32(NOTE_RENAME, 32);
AUDIT_CONSTANT32(NOTE_WRITE, 2);
AUDIT_CONSTANT32(O_APPEND, 8);
AUDIT_CONSTANT32(O_CLOEXEC, 16777216);
AUDIT_CONSTANT32(O_CREAT, 512);
AUDIT_CONSTANT32(O_DIRECTORY, 1048576);
AUDIT_CONSTANT32(O_EVTONLY, 32768);
AUDIT_CONSTANT32(O_EXCL, 2048);
AUDIT_CONSTANT32(O_NOCTTY, 131072);
AUDIT_CONSTANT32(O_NOFOLLOW, 256);
AUDIT_CONSTANT32(O_NONBLOCK, 4);
AUDIT_CONSTANT32(O_RDONLY, 0);
AUDIT_CONSTANT32(O_RDWR, 2);
AUDIT_CONSTANT32(O_SYMLINK, 2097152);
AUDIT_CONSTANT32(O_TRUNC, 1024);
AUDIT_CONSTANT32(O_WRONLY, 1);
AUDIT_CONSTANT32(POSIX_SPAWN_SETPGROUP, 2);
AUDIT_CONSTANT32(POSIX_SPAWN_SETSIGDEF, 4);
AUDIT_CONSTANT32(POSIX_SPAWN_SETSIGMASK, 8);
AUDIT_CONSTANT32(RENAME_EXCL, 4);
AUDIT_CONSTANT32(RENAME_SWAP, 2);
AUDIT_CONSTANT32(R_OK, 4);
AUDIT_CONSTANT32(SEEK_CUR, 1);
AUDIT_CONSTANT32(SEEK_END, 2);
AUDIT_CONSTANT32(SEEK_SET, 0);
AUDIT_CONSTANT32(SIGALRM, 14);
AUDIT_CONSTANT32(SIGCHLD, 20);
AUDIT_CONSTANT32(SIGCONT, 19);
AUDIT_CONSTANT32(SIGHUP, 1);
AUDIT_CONSTANT32(SIGINT, 2);
AUDIT_CONSTANT32(SIGKILL, 9);
AUDIT_CONSTANT32(SIGPIPE, 13);
AUDIT_CONSTANT32(SIGQUIT, 3);
AUDIT_CONSTANT32(SIGSTOP, 17);
AUDIT_CONSTANT32(SIGTERM, 15);
AUDIT_CONSTANT32(SIGTSTP, 18);
AUDIT_CONSTANT32(SIGTTIN, 21);
AUDIT_CONSTANT32(SIGTTOU, 22);
AUDIT_CONSTANT32(SIGUSR1, 30);
AUDIT_CONSTANT32(SIGUSR2, 31);
AUDIT_CONSTANT32(SIGWINCH, 28);
AUDIT_CONSTANT32(SIG_BLOCK, 1);
AUDIT_CONSTANT32(SIG_SETMASK, 3);
AUDIT_CONSTANT32(SIG_UNBLOCK, 2);
AUDIT_CONSTANT32(S_IFBLK, 24576);
AUDIT_CONSTANT32(S_IFCHR, 8192);
AUDIT_CONSTANT32(S_IFDIR, 16384);
AUDIT_CONSTANT32(S_IFIFO, 4096);
AUDIT_CONSTANT32(S_IFLNK, 40960);
AUDIT_CONSTANT32(S_IFMT, 61440);
AUDIT_CONSTANT32(S_IFREG, 32768);
AUDIT_CONSTANT32(S_IFSOCK, 49152);
AUDIT_CONSTANT32(UTIME_NOW, -1);
AUDIT_CONSTANT32(UTIME_OMIT, -2);
AUDIT_CONSTANT32(WCONTINUED, 16);
AUDIT_CONSTANT32(WNOHANG, 1);
AUDIT_CONSTANT32(WUNTRACED, 2);
AUDIT_CONSTANT32(W_OK, 2);

AUDIT_SIZE(struct dirent, 1048, 8);
AUDIT_FIELD(struct dirent, d_ino, 0, 8);
AUDIT_FIELD(struct dirent, d_seekoff, 8, 8);
AUDIT_FIELD(struct dirent, d_reclen, 16, 2);
AUDIT_FIELD(struct dirent, d_namlen, 18, 2);
AUDIT_FIELD(struct dirent, d_type, 20, 1);
AUDIT_FIELD(struct dirent, d_name, 21, 1024);

AUDIT_SIZE(struct flock, 24, 8);
AUDIT_FIELD(struct flock, l_start, 0, 8);
AUDIT_FIELD(struct flock, l_len, 8, 8);
AUDIT_FIELD(struct flock, l_pid, 16, 4);
AUDIT_FIELD(struct flock, l_type, 20, 2);
AUDIT_FIELD(struct flock, l_whence, 22, 2);

AUDIT_SIZE(struct iovec, 16, 8);
AUDIT_FIELD(struct iovec, iov_base, 0, 8);
AUDIT_FIELD(struct iovec, iov_len, 8, 8);

AUDIT_SIZE(struct kevent, 32, 4);
AUDIT_FIELD(struct kevent, ident, 0, 8);
AUDIT_FIELD(struct kevent, filter, 8, 2);
AUDIT_FIELD(struct kevent, flags, 10, 2);
AUDIT_FIELD(struct kevent, fflags, 12, 4);
AUDIT_FIELD(struct kevent, data, 16, 8);
AUDIT_FIELD(struct kevent, udata, 24, 8);

AUDIT_SIZE(struct stat, 144, 8);
AUDIT_FIELD(struct stat, st_dev, 0, 4);
AUDIT_FIELD(struct stat, st_mode, 4, 2);
AUDIT_FIELD(struct stat, st_nlink, 6, 2);
AUDIT_FIELD(struct stat, st_ino, 8, 8);
AUDIT_FIELD(struct stat, st_uid, 16, 4);
AUDIT_FIELD(struct stat, st_gid, 20, 4);
AUDIT_FIELD(struct stat, st_rdev, 24, 4);
AUDIT_FIELD(struct stat, st_atimespec, 32, 16);
AUDIT_FIELD(struct stat, st_mtimespec, 48, 16);
AUDIT_FIELD(struct stat, st_ctimespec, 64, 16);
AUDIT_FIELD(struct stat, st_birthtimespec, 80, 16);
AUDIT_FIELD(struct stat, st_size, 96, 8);
AUDIT_FIELD(struct stat, st_blocks, 104, 8);
AUDIT_FIELD(struct stat, st_blksize, 112, 4);
AUDIT_FIELD(struct stat, st_flags, 116, 4);
AUDIT_FIELD(struct stat, st_gen, 120, 4);
AUDIT_FIELD(struct stat, st_lspare, 124, 4);
AUDIT_FIELD(struct stat, st_qspare, 128, 16);

AUDIT_SIZE(struct timespec, 16, 8);
AUDIT_FIELD(struct timespec, tv_sec, 0, 8);
AUDIT_FIELD(struct timespec, tv_nsec, 8, 8);

struct audited_open {
    int audit_result;
    const char * path;
    int flags;
};
AUDIT_FUNCTION(open, int, const char *, int, ...);
AUDIT_TYPE(open, audit_result, INTEGER, 4);
AUDIT_TYPE(open, path, POINTER, 8);
AUDIT_TYPE(open, flags, INTEGER, 4);

struct audited_openat {
    int audit_result;
    int fd;
    const char * path;
    int flags;
};
AUDIT_FUNCTION(openat, int, int, const char *, int, ...);
AUDIT_TYPE(openat, audit_result, INTEGER, 4);
AUDIT_TYPE(openat, fd, INTEGER, 4);
AUDIT_TYPE(openat, path, POINTER, 8);
AUDIT_TYPE(openat, flags, INTEGER, 4);

struct audited_close {
    int audit_result;
    int fd;
};
AUDIT_FUNCTION(close, int, int);
AUDIT_TYPE(close, audit_result, INTEGER, 4);
AUDIT_TYPE(close, fd, INTEGER, 4);

struct audited_dup {
    int audit_result;
    int fd;
};
AUDIT_FUNCTION(dup, int, int);
AUDIT_TYPE(dup, audit_result, INTEGER, 4);
AUDIT_TYPE(dup, fd, INTEGER, 4);

struct audited_dup2 {
    int audit_result;
    int fd;
    int other;
};
AUDIT_FUNCTION(dup2, int, int, int);
AUDIT_TYPE(dup2, audit_result, INTEGER, 4);
AUDIT_TYPE(dup2, fd, INTEGER, 4);
AUDIT_TYPE(dup2, other, INTEGER, 4);

struct audited_isatty {
    int audit_result;
    int fd;
};
AUDIT_FUNCTION(isatty, int, int);
AUDIT_TYPE(isatty, audit_result, INTEGER, 4);
AUDIT_TYPE(isatty, fd, INTEGER, 4);

struct audited_read {
    ssize_t audit_result;
    int fd;
    void * buffer;
    size_t count;
};
AUDIT_FUNCTION(read, ssize_t, int, void *, size_t);
AUDIT_TYPE(read, audit_result, INTEGER, 8);
AUDIT_TYPE(read, fd, INTEGER, 4);
AUDIT_TYPE(read, buffer, POINTER, 8);
AUDIT_TYPE(read, count, INTEGER, 8);

struct audited_write {
    ssize_t audit_result;
    int fd;
    const void * buffer;
    size_t count;
};
AUDIT_FUNCTION(write, ssize_t, int, const void *, size_t);
AUDIT_TYPE(write, audit_result, INTEGER, 8);
AUDIT_TYPE(write, fd, INTEGER, 4);
AUDIT_TYPE(write, buffer, POINTER, 8);
AUDIT_TYPE(write, count, INTEGER, 8);

struct audited_pread {
    ssize_t audit_result;
    int fd;
    void * buffer;
    size_t count;
    off_t offset;
};
AUDIT_FUNCTION(pread, ssize_t, int, void *, size_t, off_t);
AUDIT_TYPE(pread, audit_result, INTEGER, 8);
AUDIT_TYPE(pread, fd, INTEGER, 4);
AUDIT_TYPE(pread, buffer, POINTER, 8);
AUDIT_TYPE(pread, count, INTEGER, 8);
AUDIT_TYPE(pread, offset, INTEGER, 8);

struct audited_pwrite {
    ssize_t audit_result;
    int fd;
    const void * buffer;
    size_t count;
    off_t offset;
};
AUDIT_FUNCTION(pwrite, ssize_t, int, const void *, size_t, off_t);
AUDIT_TYPE(pwrite, audit_result, INTEGER, 8);
AUDIT_TYPE(pwrite, fd, INTEGER, 4);
AUDIT_TYPE(pwrite, buffer, POINTER, 8);
AUDIT_TYPE(pwrite, count, INTEGER, 8);
AUDIT_TYPE(pwrite, offset, INTEGER, 8);

struct audited_readv {
    ssize_t audit_result;
    int fd;
    const struct iovec * vector;
    int count;
};
AUDIT_FUNCTION(readv, ssize_t, int, const struct iovec *, int);
AUDIT_TYPE(readv, audit_result, INTEGER, 8);
AUDIT_TYPE(readv, fd, INTEGER, 4);
AUDIT_TYPE(readv, vector, POINTER, 8);
AUDIT_TYPE(readv, count, INTEGER, 4);

struct audited_writev {
    ssize_t audit_result;
    int fd;
    const struct iovec * vector;
    int count;
};
AUDIT_FUNCTION(writev, ssize_t, int, const struct iovec *, int);
AUDIT_TYPE(writev, audit_result, INTEGER, 8);
AUDIT_TYPE(writev, fd, INTEGER, 4);
AUDIT_TYPE(writev, vector, POINTER, 8);
AUDIT_TYPE(writev, count, INTEGER, 4);

struct audited_lseek {
    off_t audit_result;
    int fd;
    off_t offset;
    int whence;
};
AUDIT_FUNCTION(lseek, off_t, int, off_t, int);
AUDIT_TYPE(lseek, audit_result, INTEGER, 8);
AUDIT_TYPE(lseek, fd, INTEGER, 4);
AUDIT_TYPE(lseek, offset, INTEGER, 8);
AUDIT_TYPE(lseek, whence, INTEGER, 4);

struct audited_flock {
    int audit_result;
    int fd;
    int operation;
};
AUDIT_FUNCTION(flock, int, int, int);
AUDIT_TYPE(flock, audit_result, INTEGER, 4);
AUDIT_TYPE(flock, fd, INTEGER, 4);
AUDIT_TYPE(flock, operation, INTEGER, 4);

struct audited_fcntl {
    int audit_result;
    int fd;
    int command;
};
AUDIT_FUNCTION(fcntl, int, int, int, ...);
AUDIT_TYPE(fcntl, audit_result, INTEGER, 4);
AUDIT_TYPE(fcntl, fd, INTEGER, 4);
AUDIT_TYPE(fcntl, command, INTEGER, 4);

struct audited_ftruncate {
    int audit_result;
    int fd;
    off_t length;
};
AUDIT_FUNCTION(ftruncate, int, int, off_t);
AUDIT_TYPE(ftruncate, audit_result, INTEGER, 4);
AUDIT_TYPE(ftruncate, fd, INTEGER, 4);
AUDIT_TYPE(ftruncate, length, INTEGER, 8);

struct audited_fsync {
    int audit_result;
    int fd;
};
AUDIT_FUNCTION(fsync, int, int);
AUDIT_TYPE(fsync, audit_result, INTEGER, 4);
AUDIT_TYPE(fsync, fd, INTEGER, 4);

struct audited_fchmod {
    int audit_result;
    int fd;
    mode_t mode;
};
AUDIT_FUNCTION(fchmod, int, int, mode_t);
AUDIT_TYPE(fchmod, audit_result, INTEGER, 4);
AUDIT_TYPE(fchmod, fd, INTEGER, 4);
AUDIT_TYPE(fchmod, mode, INTEGER, 2);

struct audited_fchown {
    int audit_result;
    int fd;
    uid_t owner;
    gid_t group;
};
AUDIT_FUNCTION(fchown, int, int, uid_t, gid_t);
AUDIT_TYPE(fchown, audit_result, INTEGER, 4);
AUDIT_TYPE(fchown, fd, INTEGER, 4);
AUDIT_TYPE(fchown, owner, INTEGER, 4);
AUDIT_TYPE(fchown, group, INTEGER, 4);

struct audited_fcopyfile {
    int audit_result;
    int from;
    int to;
    copyfile_state_t state;
    copyfile_flags_t flags;
};
AUDIT_FUNCTION(fcopyfile, int, int, int, copyfile_state_t, copyfile_flags_t);
AUDIT_TYPE(fcopyfile, audit_result, INTEGER, 4);
AUDIT_TYPE(fcopyfile, from, INTEGER, 4);
AUDIT_TYPE(fcopyfile, to, INTEGER, 4);
AUDIT_TYPE(fcopyfile, state, POINTER, 8);
AUDIT_TYPE(fcopyfile, flags, INTEGER, 4);

struct audited_futimens {
    int audit_result;
    int fd;
    const struct timespec * times;
};
AUDIT_FUNCTION(futimens, int, int, const struct timespec *);
AUDIT_TYPE(futimens, audit_result, INTEGER, 4);
AUDIT_TYPE(futimens, fd, INTEGER, 4);
AUDIT_TYPE(futimens, times, POINTER, 8);

struct audited_umask {
    mode_t audit_result;
    mode_t mask;
};
AUDIT_FUNCTION(umask, mode_t, mode_t);
AUDIT_TYPE(umask, audit_result, INTEGER, 2);
AUDIT_TYPE(umask, mask, INTEGER, 2);

struct audited_fstat {
    int audit_result;
    int fd;
    struct stat * status;
};
AUDIT_FUNCTION(fstat, int, int, struct stat *);
AUDIT_TYPE(fstat, audit_result, INTEGER, 4);
AUDIT_TYPE(fstat, fd, INTEGER, 4);
AUDIT_TYPE(fstat, status, POINTER, 8);

struct audited_lstat {
    int audit_result;
    const char * path;
    struct stat * status;
};
AUDIT_FUNCTION(lstat, int, const char *, struct stat *);
AUDIT_TYPE(lstat, audit_result, INTEGER, 4);
AUDIT_TYPE(lstat, path, POINTER, 8);
AUDIT_TYPE(lstat, status, POINTER, 8);

struct audited_fstatat {
    int audit_result;
    int fd;
    const char * path;
    struct stat * status;
    int flag;
};
AUDIT_FUNCTION(fstatat, int, int, const char *, struct stat *, int);
AUDIT_TYPE(fstatat, audit_result, INTEGER, 4);
AUDIT_TYPE(fstatat, fd, INTEGER, 4);
AUDIT_TYPE(fstatat, path, POINTER, 8);
AUDIT_TYPE(fstatat, status, POINTER, 8);
AUDIT_TYPE(fstatat, flag, INTEGER, 4);

struct audited_access {
    int audit_result;
    const char * path;
    int mode;
};
AUDIT_FUNCTION(access, int, const char *, int);
AUDIT_TYPE(access, audit_result, INTEGER, 4);
AUDIT_TYPE(access, path, POINTER, 8);
AUDIT_TYPE(access, mode, INTEGER, 4);

struct audited_unlink {
    int audit_result;
    const char * path;
};
AUDIT_FUNCTION(unlink, int, const char *);
AUDIT_TYPE(unlink, audit_result, INTEGER, 4);
AUDIT_TYPE(unlink, path, POINTER, 8);

struct audited_unlinkat {
    int audit_result;
    int fd;
    const char * path;
    int flag;
};
AUDIT_FUNCTION(unlinkat, int, int, const char *, int);
AUDIT_TYPE(unlinkat, audit_result, INTEGER, 4);
AUDIT_TYPE(unlinkat, fd, INTEGER, 4);
AUDIT_TYPE(unlinkat, path, POINTER, 8);
AUDIT_TYPE(unlinkat, flag, INTEGER, 4);

struct audited_link {
    int audit_result;
    const char * from;
    const char * to;
};
AUDIT_FUNCTION(link, int, const char *, const char *);
AUDIT_TYPE(link, audit_result, INTEGER, 4);
AUDIT_TYPE(link, from, POINTER, 8);
AUDIT_TYPE(link, to, POINTER, 8);

struct audited_linkat {
    int audit_result;
    int from_fd;
    const char * from;
    int to_fd;
    const char * to;
    int flag;
};
AUDIT_FUNCTION(linkat, int, int, const char *, int, const char *, int);
AUDIT_TYPE(linkat, audit_result, INTEGER, 4);
AUDIT_TYPE(linkat, from_fd, INTEGER, 4);
AUDIT_TYPE(linkat, from, POINTER, 8);
AUDIT_TYPE(linkat, to_fd, INTEGER, 4);
AUDIT_TYPE(linkat, to, POINTER, 8);
AUDIT_TYPE(linkat, flag, INTEGER, 4);

struct audited_rename {
    int audit_result;
    const char * from;
    const char * to;
};
AUDIT_FUNCTION(rename, int, const char *, const char *);
AUDIT_TYPE(rename, audit_result, INTEGER, 4);
AUDIT_TYPE(rename, from, POINTER, 8);
AUDIT_TYPE(rename, to, POINTER, 8);

struct audited_renameat {
    int audit_result;
    int from_fd;
    const char * from;
    int to_fd;
    const char * to;
};
AUDIT_FUNCTION(renameat, int, int, const char *, int, const char *);
AUDIT_TYPE(renameat, audit_result, INTEGER, 4);
AUDIT_TYPE(renameat, from_fd, INTEGER, 4);
AUDIT_TYPE(renameat, from, POINTER, 8);
AUDIT_TYPE(renameat, to_fd, INTEGER, 4);
AUDIT_TYPE(renameat, to, POINTER, 8);

struct audited_renamex_np {
    int audit_result;
    const char * from;
    const char * to;
    unsigned int flags;
};
AUDIT_FUNCTION(renamex_np, int, const char *, const char *, unsigned int);
AUDIT_TYPE(renamex_np, audit_result, INTEGER, 4);
AUDIT_TYPE(renamex_np, from, POINTER, 8);
AUDIT_TYPE(renamex_np, to, POINTER, 8);
AUDIT_TYPE(renamex_np, flags, INTEGER, 4);

struct audited_mkdir {
    int audit_result;
    const char * path;
    mode_t mode;
};
AUDIT_FUNCTION(mkdir, int, const char *, mode_t);
AUDIT_TYPE(mkdir, audit_result, INTEGER, 4);
AUDIT_TYPE(mkdir, path, POINTER, 8);
AUDIT_TYPE(mkdir, mode, INTEGER, 2);

struct audited_mkdirat {
    int audit_result;
    int fd;
    const char * path;
    mode_t mode;
};
AUDIT_FUNCTION(mkdirat, int, int, const char *, mode_t);
AUDIT_TYPE(mkdirat, audit_result, INTEGER, 4);
AUDIT_TYPE(mkdirat, fd, INTEGER, 4);
AUDIT_TYPE(mkdirat, path, POINTER, 8);
AUDIT_TYPE(mkdirat, mode, INTEGER, 2);

struct audited_rmdir {
    int audit_result;
    const char * path;
};
AUDIT_FUNCTION(rmdir, int, const char *);
AUDIT_TYPE(rmdir, audit_result, INTEGER, 4);
AUDIT_TYPE(rmdir, path, POINTER, 8);

struct audited_fdopendir {
    DIR * audit_result;
    int fd;
};
AUDIT_FUNCTION(fdopendir, DIR *, int);
AUDIT_TYPE(fdopendir, audit_result, POINTER, 8);
AUDIT_TYPE(fdopendir, fd, INTEGER, 4);

struct audited_readdir_r {
    int audit_result;
    DIR * directory;
    struct dirent * entry;
    struct dirent ** result;
};
AUDIT_FUNCTION(readdir_r, int, DIR *, struct dirent *, struct dirent **);
AUDIT_TYPE(readdir_r, audit_result, INTEGER, 4);
AUDIT_TYPE(readdir_r, directory, POINTER, 8);
AUDIT_TYPE(readdir_r, entry, POINTER, 8);
AUDIT_TYPE(readdir_r, result, POINTER, 8);

struct audited_closedir {
    int audit_result;
    DIR * directory;
};
AUDIT_FUNCTION(closedir, int, DIR *);
AUDIT_TYPE(closedir, audit_result, INTEGER, 4);
AUDIT_TYPE(closedir, directory, POINTER, 8);

struct audited_kqueue {
    int audit_result;
};
AUDIT_FUNCTION(kqueue, int, void);
AUDIT_TYPE(kqueue, audit_result, INTEGER, 4);

struct audited_kevent {
    int audit_result;
    int queue;
    const struct kevent * changes;
    int change_count;
    struct kevent * events;
    int event_count;
    const struct timespec * timeout;
};
AUDIT_FUNCTION(kevent, int, int, const struct kevent *, int, struct kevent *, int, const struct timespec *);
AUDIT_TYPE(kevent, audit_result, INTEGER, 4);
AUDIT_TYPE(kevent, queue, INTEGER, 4);
AUDIT_TYPE(kevent, changes, POINTER, 8);
AUDIT_TYPE(kevent, change_count, INTEGER, 4);
AUDIT_TYPE(kevent, events, POINTER, 8);
AUDIT_TYPE(kevent, event_count, INTEGER, 4);
AUDIT_TYPE(kevent, timeout, POINTER, 8);

struct audited_pthread_self {
    pthread_t audit_result;
};
AUDIT_FUNCTION(pthread_self, pthread_t, void);
AUDIT_TYPE(pthread_self, audit_result, POINTER, 8);

struct audited_pthread_kill {
    int audit_result;
    pthread_t thread;
    int signal;
};
AUDIT_FUNCTION(pthread_kill, int, pthread_t, int);
AUDIT_TYPE(pthread_kill, audit_result, INTEGER, 4);
AUDIT_TYPE(pthread_kill, thread, POINTER, 8);
AUDIT_TYPE(pthread_kill, signal, INTEGER, 4);

struct audited_pthread_sigmask {
    int audit_result;
    int how;
    const sigset_t * set;
    sigset_t * old;
};
AUDIT_FUNCTION(pthread_sigmask, int, int, const sigset_t *, sigset_t *);
AUDIT_TYPE(pthread_sigmask, audit_result, INTEGER, 4);
AUDIT_TYPE(pthread_sigmask, how, INTEGER, 4);
AUDIT_TYPE(pthread_sigmask, set, POINTER, 8);
AUDIT_TYPE(pthread_sigmask, old, POINTER, 8);

struct audited_kill {
    int audit_result;
    pid_t pid;
    int signal;
};
AUDIT_FUNCTION(kill, int, pid_t, int);
AUDIT_TYPE(kill, audit_result, INTEGER, 4);
AUDIT_TYPE(kill, pid, INTEGER, 4);
AUDIT_TYPE(kill, signal, INTEGER, 4);

struct audited_getpid {
    pid_t audit_result;
};
AUDIT_FUNCTION(getpid, pid_t, void);
AUDIT_TYPE(getpid, audit_result, INTEGER, 4);

struct audited_getppid {
    pid_t audit_result;
};
AUDIT_FUNCTION(getppid, pid_t, void);
AUDIT_TYPE(getppid, audit_result, INTEGER, 4);

struct audited_geteuid {
    uid_t audit_result;
};
AUDIT_FUNCTION(geteuid, uid_t, void);
AUDIT_TYPE(geteuid, audit_result, INTEGER, 4);

struct audited_getegid {
    gid_t audit_result;
};
AUDIT_FUNCTION(getegid, gid_t, void);
AUDIT_TYPE(getegid, audit_result, INTEGER, 4);

struct audited_getgroups {
    int audit_result;
    int count;
    gid_t * list;
};
AUDIT_FUNCTION(getgroups, int, int, gid_t *);
AUDIT_TYPE(getgroups, audit_result, INTEGER, 4);
AUDIT_TYPE(getgroups, count, INTEGER, 4);
AUDIT_TYPE(getgroups, list, POINTER, 8);

struct audited_gethostname {
    int audit_result;
    char * name;
    size_t length;
};
AUDIT_FUNCTION(gethostname, int, char *, size_t);
AUDIT_TYPE(gethostname, audit_result, INTEGER, 4);
AUDIT_TYPE(gethostname, name, POINTER, 8);
AUDIT_TYPE(gethostname, length, INTEGER, 8);

struct audited_sysctl {
    int audit_result;
    int * name;
    u_int name_length;
    void * old_value;
    size_t * old_length;
    void * new_value;
    size_t new_length;
};
AUDIT_FUNCTION(sysctl, int, int *, u_int, void *, size_t *, void *, size_t);
AUDIT_TYPE(sysctl, audit_result, INTEGER, 4);
AUDIT_TYPE(sysctl, name, POINTER, 8);
AUDIT_TYPE(sysctl, name_length, INTEGER, 4);
AUDIT_TYPE(sysctl, old_value, POINTER, 8);
AUDIT_TYPE(sysctl, old_length, POINTER, 8);
AUDIT_TYPE(sysctl, new_value, POINTER, 8);
AUDIT_TYPE(sysctl, new_length, INTEGER, 8);

struct audited_posix_spawn {
    int audit_result;
    pid_t * pid;
    const char * path;
    const posix_spawn_file_actions_t * actions;
    const posix_spawnattr_t * attributes;
    char *const * arguments;
    char *const * environment;
};
AUDIT_FUNCTION(posix_spawn, int, pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const *, char *const *);
AUDIT_TYPE(posix_spawn, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawn, pid, POINTER, 8);
AUDIT_TYPE(posix_spawn, path, POINTER, 8);
AUDIT_TYPE(posix_spawn, actions, POINTER, 8);
AUDIT_TYPE(posix_spawn, attributes, POINTER, 8);
AUDIT_TYPE(posix_spawn, arguments, POINTER, 8);
AUDIT_TYPE(posix_spawn, environment, POINTER, 8);

struct audited_posix_spawn_file_actions_init {
    int audit_result;
    posix_spawn_file_actions_t * actions;
};
AUDIT_FUNCTION(posix_spawn_file_actions_init, int, posix_spawn_file_actions_t *);
AUDIT_TYPE(posix_spawn_file_actions_init, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawn_file_actions_init, actions, POINTER, 8);

struct audited_posix_spawn_file_actions_adddup2 {
    int audit_result;
    posix_spawn_file_actions_t * actions;
    int fd;
    int other;
};
AUDIT_FUNCTION(posix_spawn_file_actions_adddup2, int, posix_spawn_file_actions_t *, int, int);
AUDIT_TYPE(posix_spawn_file_actions_adddup2, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawn_file_actions_adddup2, actions, POINTER, 8);
AUDIT_TYPE(posix_spawn_file_actions_adddup2, fd, INTEGER, 4);
AUDIT_TYPE(posix_spawn_file_actions_adddup2, other, INTEGER, 4);

struct audited_posix_spawn_file_actions_addclose {
    int audit_result;
    posix_spawn_file_actions_t * actions;
    int fd;
};
AUDIT_FUNCTION(posix_spawn_file_actions_addclose, int, posix_spawn_file_actions_t *, int);
AUDIT_TYPE(posix_spawn_file_actions_addclose, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawn_file_actions_addclose, actions, POINTER, 8);
AUDIT_TYPE(posix_spawn_file_actions_addclose, fd, INTEGER, 4);

struct audited_posix_spawn_file_actions_destroy {
    int audit_result;
    posix_spawn_file_actions_t * actions;
};
AUDIT_FUNCTION(posix_spawn_file_actions_destroy, int, posix_spawn_file_actions_t *);
AUDIT_TYPE(posix_spawn_file_actions_destroy, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawn_file_actions_destroy, actions, POINTER, 8);

struct audited_posix_spawnattr_init {
    int audit_result;
    posix_spawnattr_t * attributes;
};
AUDIT_FUNCTION(posix_spawnattr_init, int, posix_spawnattr_t *);
AUDIT_TYPE(posix_spawnattr_init, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawnattr_init, attributes, POINTER, 8);

struct audited_posix_spawnattr_setflags {
    int audit_result;
    posix_spawnattr_t * attributes;
    short flags;
};
AUDIT_FUNCTION(posix_spawnattr_setflags, int, posix_spawnattr_t *, short);
AUDIT_TYPE(posix_spawnattr_setflags, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawnattr_setflags, attributes, POINTER, 8);
AUDIT_TYPE(posix_spawnattr_setflags, flags, INTEGER, 2);

struct audited_posix_spawnattr_setpgroup {
    int audit_result;
    posix_spawnattr_t * attributes;
    pid_t group;
};
AUDIT_FUNCTION(posix_spawnattr_setpgroup, int, posix_spawnattr_t *, pid_t);
AUDIT_TYPE(posix_spawnattr_setpgroup, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawnattr_setpgroup, attributes, POINTER, 8);
AUDIT_TYPE(posix_spawnattr_setpgroup, group, INTEGER, 4);

struct audited_posix_spawnattr_setsigdefault {
    int audit_result;
    posix_spawnattr_t * attributes;
    const sigset_t * signals;
};
AUDIT_FUNCTION(posix_spawnattr_setsigdefault, int, posix_spawnattr_t *, const sigset_t *);
AUDIT_TYPE(posix_spawnattr_setsigdefault, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawnattr_setsigdefault, attributes, POINTER, 8);
AUDIT_TYPE(posix_spawnattr_setsigdefault, signals, POINTER, 8);

struct audited_posix_spawnattr_setsigmask {
    int audit_result;
    posix_spawnattr_t * attributes;
    const sigset_t * signals;
};
AUDIT_FUNCTION(posix_spawnattr_setsigmask, int, posix_spawnattr_t *, const sigset_t *);
AUDIT_TYPE(posix_spawnattr_setsigmask, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawnattr_setsigmask, attributes, POINTER, 8);
AUDIT_TYPE(posix_spawnattr_setsigmask, signals, POINTER, 8);

struct audited_posix_spawnattr_destroy {
    int audit_result;
    posix_spawnattr_t * attributes;
};
AUDIT_FUNCTION(posix_spawnattr_destroy, int, posix_spawnattr_t *);
AUDIT_TYPE(posix_spawnattr_destroy, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawnattr_destroy, attributes, POINTER, 8);

struct audited_execve {
    int audit_result;
    const char * path;
    char *const * arguments;
    char *const * environment;
};
AUDIT_FUNCTION(execve, int, const char *, char *const *, char *const *);
AUDIT_TYPE(execve, audit_result, INTEGER, 4);
AUDIT_TYPE(execve, path, POINTER, 8);
AUDIT_TYPE(execve, arguments, POINTER, 8);
AUDIT_TYPE(execve, environment, POINTER, 8);

struct audited_waitpid {
    pid_t audit_result;
    pid_t pid;
    int * status;
    int options;
};
AUDIT_FUNCTION(waitpid, pid_t, pid_t, int *, int);
AUDIT_TYPE(waitpid, audit_result, INTEGER, 4);
AUDIT_TYPE(waitpid, pid, INTEGER, 4);
AUDIT_TYPE(waitpid, status, POINTER, 8);
AUDIT_TYPE(waitpid, options, INTEGER, 4);

struct audited_tcgetpgrp {
    pid_t audit_result;
    int fd;
};
AUDIT_FUNCTION(tcgetpgrp, pid_t, int);
AUDIT_TYPE(tcgetpgrp, audit_result, INTEGER, 4);
AUDIT_TYPE(tcgetpgrp, fd, INTEGER, 4);

struct audited_tcsetpgrp {
    int audit_result;
    int fd;
    pid_t group;
};
AUDIT_FUNCTION(tcsetpgrp, int, int, pid_t);
AUDIT_TYPE(tcsetpgrp, audit_result, INTEGER, 4);
AUDIT_TYPE(tcsetpgrp, fd, INTEGER, 4);
AUDIT_TYPE(tcsetpgrp, group, INTEGER, 4);

#if defined(PORTALOCKER_SYSTEM_HEADERS)
AUDIT_SIZE(struct kinfo_proc, 648, 8);
AUDIT_FIELD(struct kinfo_proc, kp_proc.p_un.__p_starttime.tv_sec, 0, 8);
AUDIT_FIELD(struct kinfo_proc, kp_proc.p_un.__p_starttime.tv_usec, 8, 4);
#endif
