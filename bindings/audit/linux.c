/* Rendered by AuditTest from the generated Java: do not edit. Compiled, never run. */
#include "../linux/headers/linux.h"
#include "audit.h"

AUDIT_CONSTANT32(AT_EACCESS, 512);
AUDIT_CONSTANT32(AT_EMPTY_PATH, 4096);
AUDIT_CONSTANT32(AT_FDCWD, -100);
AUDIT_CONSTANT32(AT_REMOVEDIR, 512);
AUDIT_CONSTANT32(AT_STATX_SYNC_AS_STAT, 0);
AUDIT_CONSTANT32(AT_SYMLINK_FOLLOW, 1024);
AUDIT_CONSTANT32(AT_SYMLINK_NOFOLLOW, 256);
AUDIT_CONSTANT32(E2BIG, 7);
AUDIT_CONSTANT32(EACCES, 13);
AUDIT_CONSTANT32(EAGAIN, 11);
AUDIT_CONSTANT32(EBADF, 9);
AUDIT_CONSTANT32(EBUSY, 16);
AUDIT_CONSTANT32(ECANCELED, 125);
AUDIT_CONSTANT32(ECHILD, 10);
AUDIT_CONSTANT32(EDEADLK, 35);
AUDIT_CONSTANT32(EDQUOT, 122);
AUDIT_CONSTANT32(EEXIST, 17);
AUDIT_CONSTANT32(EFAULT, 14);
AUDIT_CONSTANT32(EFBIG, 27);
AUDIT_CONSTANT32(EFD_CLOEXEC, 524288);
AUDIT_CONSTANT32(EFD_NONBLOCK, 2048);
AUDIT_CONSTANT32(EINTR, 4);
AUDIT_CONSTANT32(EINVAL, 22);
AUDIT_CONSTANT32(EIO, 5);
AUDIT_CONSTANT32(EISDIR, 21);
AUDIT_CONSTANT32(ELOOP, 40);
AUDIT_CONSTANT32(EMFILE, 24);
AUDIT_CONSTANT32(EMLINK, 31);
AUDIT_CONSTANT32(ENAMETOOLONG, 36);
AUDIT_CONSTANT32(ENFILE, 23);
AUDIT_CONSTANT32(ENODATA, 61);
AUDIT_CONSTANT32(ENODEV, 19);
AUDIT_CONSTANT32(ENOENT, 2);
AUDIT_CONSTANT32(ENOEXEC, 8);
AUDIT_CONSTANT32(ENOLCK, 37);
AUDIT_CONSTANT32(ENOMEM, 12);
AUDIT_CONSTANT32(ENOSPC, 28);
AUDIT_CONSTANT32(ENOSYS, 38);
AUDIT_CONSTANT32(ENOTCONN, 107);
AUDIT_CONSTANT32(ENOTDIR, 20);
AUDIT_CONSTANT32(ENOTEMPTY, 39);
AUDIT_CONSTANT32(ENOTSUP, 95);
AUDIT_CONSTANT32(ENOTTY, 25);
AUDIT_CONSTANT32(ENXIO, 6);
AUDIT_CONSTANT32(EOPNOTSUPP, 95);
AUDIT_CONSTANT32(EOVERFLOW, 75);
AUDIT_CONSTANT32(EPERM, 1);
AUDIT_CONSTANT32(EPIPE, 32);
AUDIT_CONSTANT32(ERANGE, 34);
AUDIT_CONSTANT32(EREMOTEIO, 121);
AUDIT_CONSTANT32(EROFS, 30);
AUDIT_CONSTANT32(ESPIPE, 29);
AUDIT_CONSTANT32(ESRCH, 3);
AUDIT_CONSTANT32(ESTALE, 116);
AUDIT_CONSTANT32(ETIMEDOUT, 110);
AUDIT_CONSTANT32(ETXTBSY, 26);
AUDIT_CONSTANT32(EXDEV, 18);
AUDIT_CONSTANT32(FD_CLOEXEC, 1);
AUDIT_CONSTANT32(F_DUPFD_CLOEXEC, 1030);
AUDIT_CONSTANT32(F_GETFD, 1);
AUDIT_CONSTANT32(F_GETFL, 3);
AUDIT_CONSTANT32(F_GETLK, 5);
AUDIT_CONSTANT32(F_OFD_GETLK, 36);
AUDIT_CONSTANT32(F_OFD_SETLK, 37);
AUDIT_CONSTANT32(F_OFD_SETLKW, 38);
AUDIT_CONSTANT32(F_OK, 0);
AUDIT_CONSTANT32(F_RDLCK, 0);
AUDIT_CONSTANT32(F_SETFD, 2);
AUDIT_CONSTANT32(F_SETFL, 4);
AUDIT_CONSTANT32(F_SETLK, 6);
AUDIT_CONSTANT32(F_SETLKW, 7);
AUDIT_CONSTANT32(F_UNLCK, 2);
AUDIT_CONSTANT32(F_WRLCK, 1);
AUDIT_CONSTANT32(IN_ATTRIB, 4);
AUDIT_CONSTANT32(IN_CLOEXEC, 524288);
AUDIT_CONSTANT32(IN_CLOSE_NOWRITE, 16);
AUDIT_CONSTANT32(IN_CLOSE_WRITE, 8);
AUDIT_CONSTANT32(IN_CREATE, 256);
AUDIT_CONSTANT32(IN_DELETE, 512);
AUDIT_CONSTANT32(IN_DELETE_SELF, 1024);
AUDIT_CONSTANT32(IN_IGNORED, 32768);
AUDIT_CONSTANT32(IN_MASK_ADD, 536870912);
AUDIT_CONSTANT32(IN_MOVED_TO, 128);
AUDIT_CONSTANT32(IN_MOVE_SELF, 2048);
AUDIT_CONSTANT32(IN_NONBLOCK, 2048);
AUDIT_CONSTANT32(IN_ONESHOT, -2147483648);
AUDIT_CONSTANT32(IN_Q_OVERFLOW, 16384);
AUDIT_CONSTANT32(LOCK_EX, 2);
AUDIT_CONSTANT32(LOCK_NB, 4);
AUDIT_CONSTANT32(LOCK_SH, 1);
AUDIT_CONSTANT32(LOCK_UN, 8);
AUDIT_CONSTANT32(O_APPEND, 1024);
AUDIT_CONSTANT32(O_CLOEXEC, 524288);
AUDIT_CONSTANT32(O_CREAT, 64);
AUDIT_CONSTANT32(O_EXCL, 128);
AUDIT_CONSTANT32(O_NOCTTY, 256);
AUDIT_CONSTANT32(O_NONBLOCK, 2048);
AUDIT_CONSTANT32(O_PATH, 2097152);
AUDIT_CONSTANT32(O_RDONLY, 0);
AUDIT_CONSTANT32(O_RDWR, 2);
AUDIT_CONSTANT32(O_TRUNC, 512);
AUDIT_CONSTANT32(O_WRONLY, 1);
AUDIT_CONSTANT32(POLLERR, 8);
AUDIT_CONSTANT32(POLLHUP, 16);
AUDIT_CONSTANT32(POLLIN, 1);
AUDIT_CONSTANT32(POLLNVAL, 32);
AUDIT_CONSTANT32(POSIX_SPAWN_SETPGROUP, 2);
AUDIT_CONSTANT32(POSIX_SPAWN_SETSIGDEF, 4);
AUDIT_CONSTANT32(POSIX_SPAWN_SETSIGMASK, 8);
AUDIT_CONSTANT32(R_OK, 4);
AUDIT_CONSTANT32(SA_RESTART, 268435456);
AUDIT_CONSTANT32(SA_SIGINFO, 4);
AUDIT_CONSTANT32(SEEK_CUR, 1);
AUDIT_CONSTANT32(SEEK_END, 2);
AUDIT_CONSTANT32(SEEK_SET, 0);
AUDIT_CONSTANT32(SIGALRM, 14);
AUDIT_CONSTANT32(SIGCHLD, 17);
AUDIT_CONSTANT32(SIGCONT, 18);
AUDIT_CONSTANT32(SIGHUP, 1);
AUDIT_CONSTANT32(SIGINT, 2);
AUDIT_CONSTANT32(SIGKILL, 9);
AUDIT_CONSTANT32(SIGPIPE, 13);
AUDIT_CONSTANT32(SIGQUIT, 3);
AUDIT_CONSTANT32(SIGSTOP, 19);
AUDIT_CONSTANT32(SIGTERM, 15);
AUDIT_CONSTANT32(SIGTSTP, 20);
AUDIT_CONSTANT32(SIGTTIN, 21);
AUDIT_CONSTANT32(SIGTTOU, 22);
AUDIT_CONSTANT32(SIGUSR1, 10);
AUDIT_CONSTANT32(SIGUSR2, 12);
AUDIT_CONSTANT32(SIGWINCH, 28);
AUDIT_CONSTANT32(SIG_BLOCK, 0);
AUDIT_CONSTANT32(SIG_SETMASK, 2);
AUDIT_CONSTANT32(SIG_UNBLOCK, 1);
AUDIT_CONSTANT32(S_IFBLK, 24576);
AUDIT_CONSTANT32(S_IFCHR, 8192);
AUDIT_CONSTANT32(S_IFDIR, 16384);
AUDIT_CONSTANT32(S_IFIFO, 4096);
AUDIT_CONSTANT32(S_IFLNK, 40960);
AUDIT_CONSTANT32(S_IFMT, 61440);
AUDIT_CONSTANT32(S_IFREG, 32768);
AUDIT_CONSTANT32(S_IFSOCK, 49152);
AUDIT_CONSTANT64(UTIME_NOW, 1073741823LL);
AUDIT_CONSTANT64(UTIME_OMIT, 1073741822LL);
AUDIT_CONSTANT32(WCONTINUED, 8);
AUDIT_CONSTANT32(WNOHANG, 1);
AUDIT_CONSTANT32(WUNTRACED, 2);
AUDIT_CONSTANT32(W_OK, 2);
AUDIT_CONSTANT32(XATTR_CREATE, 1);
AUDIT_CONSTANT32(XATTR_REPLACE, 2);

AUDIT_X86_64(O_DIRECTORY, 65536);
AUDIT_X86_64(O_NOFOLLOW, 131072);
AUDIT_X86_64(O_TMPFILE, 4259840);
AUDIT_X86_64(SYS_statx, 332);
AUDIT_X86_64(SYS_renameat2, 316);
AUDIT_X86_64(SYS_getdents64, 217);

AUDIT_AARCH64(O_DIRECTORY, 16384);
AUDIT_AARCH64(O_NOFOLLOW, 32768);
AUDIT_AARCH64(O_TMPFILE, 4210688);
AUDIT_AARCH64(SYS_statx, 291);
AUDIT_AARCH64(SYS_renameat2, 276);
AUDIT_AARCH64(SYS_getdents64, 61);

AUDIT_SIZE(struct flock, 32, 8);
AUDIT_FIELD(struct flock, l_type, 0, 2);
AUDIT_FIELD(struct flock, l_whence, 2, 2);
AUDIT_FIELD(struct flock, l_start, 8, 8);
AUDIT_FIELD(struct flock, l_len, 16, 8);
AUDIT_FIELD(struct flock, l_pid, 24, 4);

AUDIT_SIZE(struct inotify_event, 16, 4);
AUDIT_FIELD(struct inotify_event, wd, 0, 4);
AUDIT_FIELD(struct inotify_event, mask, 4, 4);
AUDIT_FIELD(struct inotify_event, cookie, 8, 4);
AUDIT_FIELD(struct inotify_event, len, 12, 4);
AUDIT_OFFSET(struct inotify_event, name, 16);

AUDIT_SIZE(struct iovec, 16, 8);
AUDIT_FIELD(struct iovec, iov_base, 0, 8);
AUDIT_FIELD(struct iovec, iov_len, 8, 8);

AUDIT_SIZE(struct pollfd, 8, 4);
AUDIT_FIELD(struct pollfd, fd, 0, 4);
AUDIT_FIELD(struct pollfd, events, 4, 2);
AUDIT_FIELD(struct pollfd, revents, 6, 2);

AUDIT_SIZE(struct sigaction, 152, 8);
AUDIT_FIELD(struct sigaction, sa_handler, 0, 8);
AUDIT_FIELD(struct sigaction, sa_mask, 8, 128);
AUDIT_FIELD(struct sigaction, sa_flags, 136, 4);
AUDIT_FIELD(struct sigaction, sa_restorer, 144, 8);

AUDIT_SIZE(struct statfs, 120, 8);
AUDIT_FIELD(struct statfs, f_type, 0, 8);
AUDIT_FIELD(struct statfs, f_bsize, 8, 8);
AUDIT_FIELD(struct statfs, f_blocks, 16, 8);
AUDIT_FIELD(struct statfs, f_bfree, 24, 8);
AUDIT_FIELD(struct statfs, f_bavail, 32, 8);
AUDIT_FIELD(struct statfs, f_files, 40, 8);
AUDIT_FIELD(struct statfs, f_ffree, 48, 8);
AUDIT_FIELD(struct statfs, f_fsid, 56, 8);
AUDIT_FIELD(struct statfs, f_namelen, 64, 8);
AUDIT_FIELD(struct statfs, f_frsize, 72, 8);
AUDIT_FIELD(struct statfs, f_flags, 80, 8);
AUDIT_FIELD(struct statfs, f_spare, 88, 32);

AUDIT_SIZE(struct timespec, 16, 8);
AUDIT_FIELD(struct timespec, tv_sec, 0, 8);
AUDIT_FIELD(struct timespec, tv_nsec, 8, 8);

struct audited_fcntl {
    int audit_result;
    int __fd;
    int __cmd;
};
AUDIT_FUNCTION(fcntl, int, int, int, ...);
AUDIT_TYPE(fcntl, audit_result, INTEGER, 4);
AUDIT_TYPE(fcntl, __fd, INTEGER, 4);
AUDIT_TYPE(fcntl, __cmd, INTEGER, 4);

struct audited_open {
    int audit_result;
    const char * __file;
    int __oflag;
};
AUDIT_FUNCTION(open, int, const char *, int, ...);
AUDIT_TYPE(open, audit_result, INTEGER, 4);
AUDIT_TYPE(open, __file, POINTER, 8);
AUDIT_TYPE(open, __oflag, INTEGER, 4);

struct audited_openat {
    int audit_result;
    int __fd;
    const char * __file;
    int __oflag;
};
AUDIT_FUNCTION(openat, int, int, const char *, int, ...);
AUDIT_TYPE(openat, audit_result, INTEGER, 4);
AUDIT_TYPE(openat, __fd, INTEGER, 4);
AUDIT_TYPE(openat, __file, POINTER, 8);
AUDIT_TYPE(openat, __oflag, INTEGER, 4);

struct audited_poll {
    int audit_result;
    struct pollfd * __fds;
    nfds_t __nfds;
    int __timeout;
};
AUDIT_FUNCTION(poll, int, struct pollfd *, nfds_t, int);
AUDIT_TYPE(poll, audit_result, INTEGER, 4);
AUDIT_TYPE(poll, __fds, POINTER, 8);
AUDIT_TYPE(poll, __nfds, INTEGER, 8);
AUDIT_TYPE(poll, __timeout, INTEGER, 4);

struct audited_pthread_self {
    pthread_t audit_result;
};
AUDIT_FUNCTION(pthread_self, pthread_t, void);
AUDIT_TYPE(pthread_self, audit_result, INTEGER, 8);

struct audited_kill {
    int audit_result;
    pid_t __pid;
    int __sig;
};
AUDIT_FUNCTION(kill, int, pid_t, int);
AUDIT_TYPE(kill, audit_result, INTEGER, 4);
AUDIT_TYPE(kill, __pid, INTEGER, 4);
AUDIT_TYPE(kill, __sig, INTEGER, 4);

struct audited_sigemptyset {
    int audit_result;
    sigset_t * __set;
};
AUDIT_FUNCTION(sigemptyset, int, sigset_t *);
AUDIT_TYPE(sigemptyset, audit_result, INTEGER, 4);
AUDIT_TYPE(sigemptyset, __set, POINTER, 8);

struct audited_sigaddset {
    int audit_result;
    sigset_t * __set;
    int __signo;
};
AUDIT_FUNCTION(sigaddset, int, sigset_t *, int);
AUDIT_TYPE(sigaddset, audit_result, INTEGER, 4);
AUDIT_TYPE(sigaddset, __set, POINTER, 8);
AUDIT_TYPE(sigaddset, __signo, INTEGER, 4);

struct audited_sigismember {
    int audit_result;
    const sigset_t * __set;
    int __signo;
};
AUDIT_FUNCTION(sigismember, int, const sigset_t *, int);
AUDIT_TYPE(sigismember, audit_result, INTEGER, 4);
AUDIT_TYPE(sigismember, __set, POINTER, 8);
AUDIT_TYPE(sigismember, __signo, INTEGER, 4);

struct audited_sigaction {
    int audit_result;
    int __sig;
    const struct sigaction *restrict __act;
    struct sigaction *restrict __oact;
};
AUDIT_FUNCTION(sigaction, int, int, const struct sigaction *restrict, struct sigaction *restrict);
AUDIT_TYPE(sigaction, audit_result, INTEGER, 4);
AUDIT_TYPE(sigaction, __sig, INTEGER, 4);
AUDIT_TYPE(sigaction, __act, POINTER, 8);
AUDIT_TYPE(sigaction, __oact, POINTER, 8);

struct audited_access {
    int audit_result;
    const char * __name;
    int __type;
};
AUDIT_FUNCTION(access, int, const char *, int);
AUDIT_TYPE(access, audit_result, INTEGER, 4);
AUDIT_TYPE(access, __name, POINTER, 8);
AUDIT_TYPE(access, __type, INTEGER, 4);

struct audited_faccessat {
    int audit_result;
    int __fd;
    const char * __file;
    int __type;
    int __flag;
};
AUDIT_FUNCTION(faccessat, int, int, const char *, int, int);
AUDIT_TYPE(faccessat, audit_result, INTEGER, 4);
AUDIT_TYPE(faccessat, __fd, INTEGER, 4);
AUDIT_TYPE(faccessat, __file, POINTER, 8);
AUDIT_TYPE(faccessat, __type, INTEGER, 4);
AUDIT_TYPE(faccessat, __flag, INTEGER, 4);

struct audited_lseek {
    off_t audit_result;
    int __fd;
    off_t __offset;
    int __whence;
};
AUDIT_FUNCTION(lseek, off_t, int, off_t, int);
AUDIT_TYPE(lseek, audit_result, INTEGER, 8);
AUDIT_TYPE(lseek, __fd, INTEGER, 4);
AUDIT_TYPE(lseek, __offset, INTEGER, 8);
AUDIT_TYPE(lseek, __whence, INTEGER, 4);

struct audited_close {
    int audit_result;
    int __fd;
};
AUDIT_FUNCTION(close, int, int);
AUDIT_TYPE(close, audit_result, INTEGER, 4);
AUDIT_TYPE(close, __fd, INTEGER, 4);

struct audited_read {
    ssize_t audit_result;
    int __fd;
    void * __buf;
    size_t __nbytes;
};
AUDIT_FUNCTION(read, ssize_t, int, void *, size_t);
AUDIT_TYPE(read, audit_result, INTEGER, 8);
AUDIT_TYPE(read, __fd, INTEGER, 4);
AUDIT_TYPE(read, __buf, POINTER, 8);
AUDIT_TYPE(read, __nbytes, INTEGER, 8);

struct audited_write {
    ssize_t audit_result;
    int __fd;
    const void * __buf;
    size_t __n;
};
AUDIT_FUNCTION(write, ssize_t, int, const void *, size_t);
AUDIT_TYPE(write, audit_result, INTEGER, 8);
AUDIT_TYPE(write, __fd, INTEGER, 4);
AUDIT_TYPE(write, __buf, POINTER, 8);
AUDIT_TYPE(write, __n, INTEGER, 8);

struct audited_pread {
    ssize_t audit_result;
    int __fd;
    void * __buf;
    size_t __nbytes;
    off_t __offset;
};
AUDIT_FUNCTION(pread, ssize_t, int, void *, size_t, off_t);
AUDIT_TYPE(pread, audit_result, INTEGER, 8);
AUDIT_TYPE(pread, __fd, INTEGER, 4);
AUDIT_TYPE(pread, __buf, POINTER, 8);
AUDIT_TYPE(pread, __nbytes, INTEGER, 8);
AUDIT_TYPE(pread, __offset, INTEGER, 8);

struct audited_pwrite {
    ssize_t audit_result;
    int __fd;
    const void * __buf;
    size_t __n;
    off_t __offset;
};
AUDIT_FUNCTION(pwrite, ssize_t, int, const void *, size_t, off_t);
AUDIT_TYPE(pwrite, audit_result, INTEGER, 8);
AUDIT_TYPE(pwrite, __fd, INTEGER, 4);
AUDIT_TYPE(pwrite, __buf, POINTER, 8);
AUDIT_TYPE(pwrite, __n, INTEGER, 8);
AUDIT_TYPE(pwrite, __offset, INTEGER, 8);

struct audited_pipe2 {
    int audit_result;
    int * __pipedes;
    int __flags;
};
AUDIT_FUNCTION(pipe2, int, int *, int);
AUDIT_TYPE(pipe2, audit_result, INTEGER, 4);
AUDIT_TYPE(pipe2, __pipedes, POINTER, 8);
AUDIT_TYPE(pipe2, __flags, INTEGER, 4);

struct audited_fchown {
    int audit_result;
    int __fd;
    uid_t __owner;
    gid_t __group;
};
AUDIT_FUNCTION(fchown, int, int, uid_t, gid_t);
AUDIT_TYPE(fchown, audit_result, INTEGER, 4);
AUDIT_TYPE(fchown, __fd, INTEGER, 4);
AUDIT_TYPE(fchown, __owner, INTEGER, 4);
AUDIT_TYPE(fchown, __group, INTEGER, 4);

struct audited_dup {
    int audit_result;
    int __fd;
};
AUDIT_FUNCTION(dup, int, int);
AUDIT_TYPE(dup, audit_result, INTEGER, 4);
AUDIT_TYPE(dup, __fd, INTEGER, 4);

struct audited_dup2 {
    int audit_result;
    int __fd;
    int __fd2;
};
AUDIT_FUNCTION(dup2, int, int, int);
AUDIT_TYPE(dup2, audit_result, INTEGER, 4);
AUDIT_TYPE(dup2, __fd, INTEGER, 4);
AUDIT_TYPE(dup2, __fd2, INTEGER, 4);

struct audited_execve {
    int audit_result;
    const char * __path;
    char *const * __argv;
    char *const * __envp;
};
AUDIT_FUNCTION(execve, int, const char *, char *const *, char *const *);
AUDIT_TYPE(execve, audit_result, INTEGER, 4);
AUDIT_TYPE(execve, __path, POINTER, 8);
AUDIT_TYPE(execve, __argv, POINTER, 8);
AUDIT_TYPE(execve, __envp, POINTER, 8);

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
    int __size;
    gid_t * __list;
};
AUDIT_FUNCTION(getgroups, int, int, gid_t *);
AUDIT_TYPE(getgroups, audit_result, INTEGER, 4);
AUDIT_TYPE(getgroups, __size, INTEGER, 4);
AUDIT_TYPE(getgroups, __list, POINTER, 8);

struct audited_isatty {
    int audit_result;
    int __fd;
};
AUDIT_FUNCTION(isatty, int, int);
AUDIT_TYPE(isatty, audit_result, INTEGER, 4);
AUDIT_TYPE(isatty, __fd, INTEGER, 4);

struct audited_link {
    int audit_result;
    const char * __from;
    const char * __to;
};
AUDIT_FUNCTION(link, int, const char *, const char *);
AUDIT_TYPE(link, audit_result, INTEGER, 4);
AUDIT_TYPE(link, __from, POINTER, 8);
AUDIT_TYPE(link, __to, POINTER, 8);

struct audited_linkat {
    int audit_result;
    int __fromfd;
    const char * __from;
    int __tofd;
    const char * __to;
    int __flags;
};
AUDIT_FUNCTION(linkat, int, int, const char *, int, const char *, int);
AUDIT_TYPE(linkat, audit_result, INTEGER, 4);
AUDIT_TYPE(linkat, __fromfd, INTEGER, 4);
AUDIT_TYPE(linkat, __from, POINTER, 8);
AUDIT_TYPE(linkat, __tofd, INTEGER, 4);
AUDIT_TYPE(linkat, __to, POINTER, 8);
AUDIT_TYPE(linkat, __flags, INTEGER, 4);

struct audited_unlink {
    int audit_result;
    const char * __name;
};
AUDIT_FUNCTION(unlink, int, const char *);
AUDIT_TYPE(unlink, audit_result, INTEGER, 4);
AUDIT_TYPE(unlink, __name, POINTER, 8);

struct audited_unlinkat {
    int audit_result;
    int __fd;
    const char * __name;
    int __flag;
};
AUDIT_FUNCTION(unlinkat, int, int, const char *, int);
AUDIT_TYPE(unlinkat, audit_result, INTEGER, 4);
AUDIT_TYPE(unlinkat, __fd, INTEGER, 4);
AUDIT_TYPE(unlinkat, __name, POINTER, 8);
AUDIT_TYPE(unlinkat, __flag, INTEGER, 4);

struct audited_rmdir {
    int audit_result;
    const char * __path;
};
AUDIT_FUNCTION(rmdir, int, const char *);
AUDIT_TYPE(rmdir, audit_result, INTEGER, 4);
AUDIT_TYPE(rmdir, __path, POINTER, 8);

struct audited_tcgetpgrp {
    pid_t audit_result;
    int __fd;
};
AUDIT_FUNCTION(tcgetpgrp, pid_t, int);
AUDIT_TYPE(tcgetpgrp, audit_result, INTEGER, 4);
AUDIT_TYPE(tcgetpgrp, __fd, INTEGER, 4);

struct audited_tcsetpgrp {
    int audit_result;
    int __fd;
    pid_t __pgrp_id;
};
AUDIT_FUNCTION(tcsetpgrp, int, int, pid_t);
AUDIT_TYPE(tcsetpgrp, audit_result, INTEGER, 4);
AUDIT_TYPE(tcsetpgrp, __fd, INTEGER, 4);
AUDIT_TYPE(tcsetpgrp, __pgrp_id, INTEGER, 4);

struct audited_gethostname {
    int audit_result;
    char * __name;
    size_t __len;
};
AUDIT_FUNCTION(gethostname, int, char *, size_t);
AUDIT_TYPE(gethostname, audit_result, INTEGER, 4);
AUDIT_TYPE(gethostname, __name, POINTER, 8);
AUDIT_TYPE(gethostname, __len, INTEGER, 8);

struct audited_fsync {
    int audit_result;
    int __fd;
};
AUDIT_FUNCTION(fsync, int, int);
AUDIT_TYPE(fsync, audit_result, INTEGER, 4);
AUDIT_TYPE(fsync, __fd, INTEGER, 4);

struct audited_ftruncate {
    int audit_result;
    int __fd;
    off_t __length;
};
AUDIT_FUNCTION(ftruncate, int, int, off_t);
AUDIT_TYPE(ftruncate, audit_result, INTEGER, 4);
AUDIT_TYPE(ftruncate, __fd, INTEGER, 4);
AUDIT_TYPE(ftruncate, __length, INTEGER, 8);

struct audited_syscall {
    long audit_result;
    long __sysno;
};
AUDIT_FUNCTION(syscall, long, long, ...);
AUDIT_TYPE(syscall, audit_result, INTEGER, 8);
AUDIT_TYPE(syscall, __sysno, INTEGER, 8);

struct audited_fdatasync {
    int audit_result;
    int __fildes;
};
AUDIT_FUNCTION(fdatasync, int, int);
AUDIT_TYPE(fdatasync, audit_result, INTEGER, 4);
AUDIT_TYPE(fdatasync, __fildes, INTEGER, 4);

struct audited_pthread_sigmask {
    int audit_result;
    int __how;
    const sigset_t *restrict __newmask;
    sigset_t *restrict __oldmask;
};
AUDIT_FUNCTION(pthread_sigmask, int, int, const sigset_t *restrict, sigset_t *restrict);
AUDIT_TYPE(pthread_sigmask, audit_result, INTEGER, 4);
AUDIT_TYPE(pthread_sigmask, __how, INTEGER, 4);
AUDIT_TYPE(pthread_sigmask, __newmask, POINTER, 8);
AUDIT_TYPE(pthread_sigmask, __oldmask, POINTER, 8);

struct audited_pthread_kill {
    int audit_result;
    pthread_t __threadid;
    int __signo;
};
AUDIT_FUNCTION(pthread_kill, int, pthread_t, int);
AUDIT_TYPE(pthread_kill, audit_result, INTEGER, 4);
AUDIT_TYPE(pthread_kill, __threadid, INTEGER, 8);
AUDIT_TYPE(pthread_kill, __signo, INTEGER, 4);

struct audited_posix_spawn {
    int audit_result;
    pid_t *restrict __pid;
    const char *restrict __path;
    const posix_spawn_file_actions_t *restrict __file_actions;
    const posix_spawnattr_t *restrict __attrp;
    char *const * __argv;
    char *const * __envp;
};
AUDIT_FUNCTION(posix_spawn, int, pid_t *restrict, const char *restrict, const posix_spawn_file_actions_t *restrict, const posix_spawnattr_t *restrict, char *const *, char *const *);
AUDIT_TYPE(posix_spawn, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawn, __pid, POINTER, 8);
AUDIT_TYPE(posix_spawn, __path, POINTER, 8);
AUDIT_TYPE(posix_spawn, __file_actions, POINTER, 8);
AUDIT_TYPE(posix_spawn, __attrp, POINTER, 8);
AUDIT_TYPE(posix_spawn, __argv, POINTER, 8);
AUDIT_TYPE(posix_spawn, __envp, POINTER, 8);

struct audited_posix_spawnattr_init {
    int audit_result;
    posix_spawnattr_t * __attr;
};
AUDIT_FUNCTION(posix_spawnattr_init, int, posix_spawnattr_t *);
AUDIT_TYPE(posix_spawnattr_init, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawnattr_init, __attr, POINTER, 8);

struct audited_posix_spawnattr_destroy {
    int audit_result;
    posix_spawnattr_t * __attr;
};
AUDIT_FUNCTION(posix_spawnattr_destroy, int, posix_spawnattr_t *);
AUDIT_TYPE(posix_spawnattr_destroy, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawnattr_destroy, __attr, POINTER, 8);

struct audited_posix_spawnattr_setsigdefault {
    int audit_result;
    posix_spawnattr_t *restrict __attr;
    const sigset_t *restrict __sigdefault;
};
AUDIT_FUNCTION(posix_spawnattr_setsigdefault, int, posix_spawnattr_t *restrict, const sigset_t *restrict);
AUDIT_TYPE(posix_spawnattr_setsigdefault, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawnattr_setsigdefault, __attr, POINTER, 8);
AUDIT_TYPE(posix_spawnattr_setsigdefault, __sigdefault, POINTER, 8);

struct audited_posix_spawnattr_setsigmask {
    int audit_result;
    posix_spawnattr_t *restrict __attr;
    const sigset_t *restrict __sigmask;
};
AUDIT_FUNCTION(posix_spawnattr_setsigmask, int, posix_spawnattr_t *restrict, const sigset_t *restrict);
AUDIT_TYPE(posix_spawnattr_setsigmask, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawnattr_setsigmask, __attr, POINTER, 8);
AUDIT_TYPE(posix_spawnattr_setsigmask, __sigmask, POINTER, 8);

struct audited_posix_spawnattr_setflags {
    int audit_result;
    posix_spawnattr_t * _attr;
    short __flags;
};
AUDIT_FUNCTION(posix_spawnattr_setflags, int, posix_spawnattr_t *, short);
AUDIT_TYPE(posix_spawnattr_setflags, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawnattr_setflags, _attr, POINTER, 8);
AUDIT_TYPE(posix_spawnattr_setflags, __flags, INTEGER, 2);

struct audited_posix_spawnattr_setpgroup {
    int audit_result;
    posix_spawnattr_t * __attr;
    pid_t __pgroup;
};
AUDIT_FUNCTION(posix_spawnattr_setpgroup, int, posix_spawnattr_t *, pid_t);
AUDIT_TYPE(posix_spawnattr_setpgroup, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawnattr_setpgroup, __attr, POINTER, 8);
AUDIT_TYPE(posix_spawnattr_setpgroup, __pgroup, INTEGER, 4);

struct audited_posix_spawn_file_actions_init {
    int audit_result;
    posix_spawn_file_actions_t * __file_actions;
};
AUDIT_FUNCTION(posix_spawn_file_actions_init, int, posix_spawn_file_actions_t *);
AUDIT_TYPE(posix_spawn_file_actions_init, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawn_file_actions_init, __file_actions, POINTER, 8);

struct audited_posix_spawn_file_actions_destroy {
    int audit_result;
    posix_spawn_file_actions_t * __file_actions;
};
AUDIT_FUNCTION(posix_spawn_file_actions_destroy, int, posix_spawn_file_actions_t *);
AUDIT_TYPE(posix_spawn_file_actions_destroy, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawn_file_actions_destroy, __file_actions, POINTER, 8);

struct audited_posix_spawn_file_actions_addclose {
    int audit_result;
    posix_spawn_file_actions_t * __file_actions;
    int __fd;
};
AUDIT_FUNCTION(posix_spawn_file_actions_addclose, int, posix_spawn_file_actions_t *, int);
AUDIT_TYPE(posix_spawn_file_actions_addclose, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawn_file_actions_addclose, __file_actions, POINTER, 8);
AUDIT_TYPE(posix_spawn_file_actions_addclose, __fd, INTEGER, 4);

struct audited_posix_spawn_file_actions_adddup2 {
    int audit_result;
    posix_spawn_file_actions_t * __file_actions;
    int __fd;
    int __newfd;
};
AUDIT_FUNCTION(posix_spawn_file_actions_adddup2, int, posix_spawn_file_actions_t *, int, int);
AUDIT_TYPE(posix_spawn_file_actions_adddup2, audit_result, INTEGER, 4);
AUDIT_TYPE(posix_spawn_file_actions_adddup2, __file_actions, POINTER, 8);
AUDIT_TYPE(posix_spawn_file_actions_adddup2, __fd, INTEGER, 4);
AUDIT_TYPE(posix_spawn_file_actions_adddup2, __newfd, INTEGER, 4);

struct audited_rename {
    int audit_result;
    const char * __old;
    const char * __new;
};
AUDIT_FUNCTION(rename, int, const char *, const char *);
AUDIT_TYPE(rename, audit_result, INTEGER, 4);
AUDIT_TYPE(rename, __old, POINTER, 8);
AUDIT_TYPE(rename, __new, POINTER, 8);

struct audited_renameat {
    int audit_result;
    int __oldfd;
    const char * __old;
    int __newfd;
    const char * __new;
};
AUDIT_FUNCTION(renameat, int, int, const char *, int, const char *);
AUDIT_TYPE(renameat, audit_result, INTEGER, 4);
AUDIT_TYPE(renameat, __oldfd, INTEGER, 4);
AUDIT_TYPE(renameat, __old, POINTER, 8);
AUDIT_TYPE(renameat, __newfd, INTEGER, 4);
AUDIT_TYPE(renameat, __new, POINTER, 8);

struct audited_eventfd {
    int audit_result;
    unsigned int __count;
    int __flags;
};
AUDIT_FUNCTION(eventfd, int, unsigned int, int);
AUDIT_TYPE(eventfd, audit_result, INTEGER, 4);
AUDIT_TYPE(eventfd, __count, INTEGER, 4);
AUDIT_TYPE(eventfd, __flags, INTEGER, 4);

struct audited_flock {
    int audit_result;
    int __fd;
    int __operation;
};
AUDIT_FUNCTION(flock, int, int, int);
AUDIT_TYPE(flock, audit_result, INTEGER, 4);
AUDIT_TYPE(flock, __fd, INTEGER, 4);
AUDIT_TYPE(flock, __operation, INTEGER, 4);

struct audited_inotify_init1 {
    int audit_result;
    int __flags;
};
AUDIT_FUNCTION(inotify_init1, int, int);
AUDIT_TYPE(inotify_init1, audit_result, INTEGER, 4);
AUDIT_TYPE(inotify_init1, __flags, INTEGER, 4);

struct audited_inotify_add_watch {
    int audit_result;
    int __fd;
    const char * __name;
    uint32_t __mask;
};
AUDIT_FUNCTION(inotify_add_watch, int, int, const char *, uint32_t);
AUDIT_TYPE(inotify_add_watch, audit_result, INTEGER, 4);
AUDIT_TYPE(inotify_add_watch, __fd, INTEGER, 4);
AUDIT_TYPE(inotify_add_watch, __name, POINTER, 8);
AUDIT_TYPE(inotify_add_watch, __mask, INTEGER, 4);

struct audited_inotify_rm_watch {
    int audit_result;
    int __fd;
    int __wd;
};
AUDIT_FUNCTION(inotify_rm_watch, int, int, int);
AUDIT_TYPE(inotify_rm_watch, audit_result, INTEGER, 4);
AUDIT_TYPE(inotify_rm_watch, __fd, INTEGER, 4);
AUDIT_TYPE(inotify_rm_watch, __wd, INTEGER, 4);

struct audited_fchmod {
    int audit_result;
    int __fd;
    mode_t __mode;
};
AUDIT_FUNCTION(fchmod, int, int, mode_t);
AUDIT_TYPE(fchmod, audit_result, INTEGER, 4);
AUDIT_TYPE(fchmod, __fd, INTEGER, 4);
AUDIT_TYPE(fchmod, __mode, INTEGER, 4);

struct audited_umask {
    mode_t audit_result;
    mode_t __mask;
};
AUDIT_FUNCTION(umask, mode_t, mode_t);
AUDIT_TYPE(umask, audit_result, INTEGER, 4);
AUDIT_TYPE(umask, __mask, INTEGER, 4);

struct audited_mkdir {
    int audit_result;
    const char * __path;
    mode_t __mode;
};
AUDIT_FUNCTION(mkdir, int, const char *, mode_t);
AUDIT_TYPE(mkdir, audit_result, INTEGER, 4);
AUDIT_TYPE(mkdir, __path, POINTER, 8);
AUDIT_TYPE(mkdir, __mode, INTEGER, 4);

struct audited_mkdirat {
    int audit_result;
    int __fd;
    const char * __path;
    mode_t __mode;
};
AUDIT_FUNCTION(mkdirat, int, int, const char *, mode_t);
AUDIT_TYPE(mkdirat, audit_result, INTEGER, 4);
AUDIT_TYPE(mkdirat, __fd, INTEGER, 4);
AUDIT_TYPE(mkdirat, __path, POINTER, 8);
AUDIT_TYPE(mkdirat, __mode, INTEGER, 4);

struct audited_futimens {
    int audit_result;
    int __fd;
    const struct timespec * __times;
};
AUDIT_FUNCTION(futimens, int, int, const struct timespec *);
AUDIT_TYPE(futimens, audit_result, INTEGER, 4);
AUDIT_TYPE(futimens, __fd, INTEGER, 4);
AUDIT_TYPE(futimens, __times, POINTER, 8);

struct audited_fstatfs {
    int audit_result;
    int __fildes;
    struct statfs * __buf;
};
AUDIT_FUNCTION(fstatfs, int, int, struct statfs *);
AUDIT_TYPE(fstatfs, audit_result, INTEGER, 4);
AUDIT_TYPE(fstatfs, __fildes, INTEGER, 4);
AUDIT_TYPE(fstatfs, __buf, POINTER, 8);

struct audited_readv {
    ssize_t audit_result;
    int __fd;
    const struct iovec * __iovec;
    int __count;
};
AUDIT_FUNCTION(readv, ssize_t, int, const struct iovec *, int);
AUDIT_TYPE(readv, audit_result, INTEGER, 8);
AUDIT_TYPE(readv, __fd, INTEGER, 4);
AUDIT_TYPE(readv, __iovec, POINTER, 8);
AUDIT_TYPE(readv, __count, INTEGER, 4);

struct audited_writev {
    ssize_t audit_result;
    int __fd;
    const struct iovec * __iovec;
    int __count;
};
AUDIT_FUNCTION(writev, ssize_t, int, const struct iovec *, int);
AUDIT_TYPE(writev, audit_result, INTEGER, 8);
AUDIT_TYPE(writev, __fd, INTEGER, 4);
AUDIT_TYPE(writev, __iovec, POINTER, 8);
AUDIT_TYPE(writev, __count, INTEGER, 4);

struct audited_preadv {
    ssize_t audit_result;
    int __fd;
    const struct iovec * __iovec;
    int __count;
    off_t __offset;
};
AUDIT_FUNCTION(preadv, ssize_t, int, const struct iovec *, int, off_t);
AUDIT_TYPE(preadv, audit_result, INTEGER, 8);
AUDIT_TYPE(preadv, __fd, INTEGER, 4);
AUDIT_TYPE(preadv, __iovec, POINTER, 8);
AUDIT_TYPE(preadv, __count, INTEGER, 4);
AUDIT_TYPE(preadv, __offset, INTEGER, 8);

struct audited_pwritev {
    ssize_t audit_result;
    int __fd;
    const struct iovec * __iovec;
    int __count;
    off_t __offset;
};
AUDIT_FUNCTION(pwritev, ssize_t, int, const struct iovec *, int, off_t);
AUDIT_TYPE(pwritev, audit_result, INTEGER, 8);
AUDIT_TYPE(pwritev, __fd, INTEGER, 4);
AUDIT_TYPE(pwritev, __iovec, POINTER, 8);
AUDIT_TYPE(pwritev, __count, INTEGER, 4);
AUDIT_TYPE(pwritev, __offset, INTEGER, 8);

struct audited_waitpid {
    pid_t audit_result;
    pid_t __pid;
    int * __stat_loc;
    int __options;
};
AUDIT_FUNCTION(waitpid, pid_t, pid_t, int *, int);
AUDIT_TYPE(waitpid, audit_result, INTEGER, 4);
AUDIT_TYPE(waitpid, __pid, INTEGER, 4);
AUDIT_TYPE(waitpid, __stat_loc, POINTER, 8);
AUDIT_TYPE(waitpid, __options, INTEGER, 4);

struct audited_fsetxattr {
    int audit_result;
    int __fd;
    const char * __name;
    const void * __value;
    size_t __size;
    int __flags;
};
AUDIT_FUNCTION(fsetxattr, int, int, const char *, const void *, size_t, int);
AUDIT_TYPE(fsetxattr, audit_result, INTEGER, 4);
AUDIT_TYPE(fsetxattr, __fd, INTEGER, 4);
AUDIT_TYPE(fsetxattr, __name, POINTER, 8);
AUDIT_TYPE(fsetxattr, __value, POINTER, 8);
AUDIT_TYPE(fsetxattr, __size, INTEGER, 8);
AUDIT_TYPE(fsetxattr, __flags, INTEGER, 4);

struct audited_lgetxattr {
    ssize_t audit_result;
    const char * __path;
    const char * __name;
    void * __value;
    size_t __size;
};
AUDIT_FUNCTION(lgetxattr, ssize_t, const char *, const char *, void *, size_t);
AUDIT_TYPE(lgetxattr, audit_result, INTEGER, 8);
AUDIT_TYPE(lgetxattr, __path, POINTER, 8);
AUDIT_TYPE(lgetxattr, __name, POINTER, 8);
AUDIT_TYPE(lgetxattr, __value, POINTER, 8);
AUDIT_TYPE(lgetxattr, __size, INTEGER, 8);

struct audited_fgetxattr {
    ssize_t audit_result;
    int __fd;
    const char * __name;
    void * __value;
    size_t __size;
};
AUDIT_FUNCTION(fgetxattr, ssize_t, int, const char *, void *, size_t);
AUDIT_TYPE(fgetxattr, audit_result, INTEGER, 8);
AUDIT_TYPE(fgetxattr, __fd, INTEGER, 4);
AUDIT_TYPE(fgetxattr, __name, POINTER, 8);
AUDIT_TYPE(fgetxattr, __value, POINTER, 8);
AUDIT_TYPE(fgetxattr, __size, INTEGER, 8);

struct audited_flistxattr {
    ssize_t audit_result;
    int __fd;
    char * __list;
    size_t __size;
};
AUDIT_FUNCTION(flistxattr, ssize_t, int, char *, size_t);
AUDIT_TYPE(flistxattr, audit_result, INTEGER, 8);
AUDIT_TYPE(flistxattr, __fd, INTEGER, 4);
AUDIT_TYPE(flistxattr, __list, POINTER, 8);
AUDIT_TYPE(flistxattr, __size, INTEGER, 8);

struct audited_fremovexattr {
    int audit_result;
    int __fd;
    const char * __name;
};
AUDIT_FUNCTION(fremovexattr, int, int, const char *);
AUDIT_TYPE(fremovexattr, audit_result, INTEGER, 4);
AUDIT_TYPE(fremovexattr, __fd, INTEGER, 4);
AUDIT_TYPE(fremovexattr, __name, POINTER, 8);

/* Not in every musl. */
#if defined(RENAME_NOREPLACE)
AUDIT_CONSTANT32(RENAME_EXCHANGE, 2);
AUDIT_CONSTANT32(RENAME_NOREPLACE, 1);
#endif

/* Not in every musl. */
#if defined(STATX_BASIC_STATS)
AUDIT_CONSTANT32(STATX_BASIC_STATS, 2047);
AUDIT_CONSTANT32(STATX_BTIME, 2048);
AUDIT_CONSTANT32(STATX_CTIME, 128);
AUDIT_CONSTANT32(STATX_GID, 16);
AUDIT_CONSTANT32(STATX_INO, 256);
AUDIT_CONSTANT32(STATX_MODE, 2);
AUDIT_CONSTANT32(STATX_MTIME, 64);
AUDIT_CONSTANT32(STATX_NLINK, 4);
AUDIT_CONSTANT32(STATX_SIZE, 512);
AUDIT_CONSTANT32(STATX_TYPE, 1);
AUDIT_CONSTANT32(STATX_UID, 8);

AUDIT_SIZE(struct statx, 256, 8);
AUDIT_FIELD(struct statx, stx_mask, 0, 4);
AUDIT_FIELD(struct statx, stx_blksize, 4, 4);
AUDIT_FIELD(struct statx, stx_attributes, 8, 8);
AUDIT_FIELD(struct statx, stx_nlink, 16, 4);
AUDIT_FIELD(struct statx, stx_uid, 20, 4);
AUDIT_FIELD(struct statx, stx_gid, 24, 4);
AUDIT_FIELD(struct statx, stx_mode, 28, 2);
/* not audited, differs between libcs and is not used: __spare0 */
AUDIT_FIELD(struct statx, stx_ino, 32, 8);
AUDIT_FIELD(struct statx, stx_size, 40, 8);
AUDIT_FIELD(struct statx, stx_blocks, 48, 8);
AUDIT_FIELD(struct statx, stx_attributes_mask, 56, 8);
AUDIT_FIELD(struct statx, stx_atime, 64, 16);
AUDIT_FIELD(struct statx, stx_btime, 80, 16);
AUDIT_FIELD(struct statx, stx_ctime, 96, 16);
AUDIT_FIELD(struct statx, stx_mtime, 112, 16);
AUDIT_FIELD(struct statx, stx_rdev_major, 128, 4);
AUDIT_FIELD(struct statx, stx_rdev_minor, 132, 4);
AUDIT_FIELD(struct statx, stx_dev_major, 136, 4);
AUDIT_FIELD(struct statx, stx_dev_minor, 140, 4);
/* not audited, differs between libcs and is not used: stx_mnt_id */
/* not audited, differs between libcs and is not used: stx_dio_mem_align */
/* not audited, differs between libcs and is not used: stx_dio_offset_align */
/* not audited, differs between libcs and is not used: __spare3 */

AUDIT_SIZE(struct statx_timestamp, 16, 8);
AUDIT_FIELD(struct statx_timestamp, tv_sec, 0, 8);
AUDIT_FIELD(struct statx_timestamp, tv_nsec, 8, 4);
/* not audited, differs between libcs and is not used: __reserved */

struct audited_statx {
    int audit_result;
    int __dirfd;
    const char *restrict __path;
    int __flags;
    unsigned int __mask;
    struct statx *restrict __buf;
};
AUDIT_FUNCTION(statx, int, int, const char *restrict, int, unsigned int, struct statx *restrict);
AUDIT_TYPE(statx, audit_result, INTEGER, 4);
AUDIT_TYPE(statx, __dirfd, INTEGER, 4);
AUDIT_TYPE(statx, __path, POINTER, 8);
AUDIT_TYPE(statx, __flags, INTEGER, 4);
AUDIT_TYPE(statx, __mask, INTEGER, 4);
AUDIT_TYPE(statx, __buf, POINTER, 8);
#endif
