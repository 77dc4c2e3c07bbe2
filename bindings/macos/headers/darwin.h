/*
 * What io.portalocker calls on macOS, declared by us: the generator need not run on a Mac. Everything here holds for
 * arm64 and x86-64. struct stat is the one with 64-bit inodes: arm64 calls it fstat, x86-64 calls it fstat$INODE64.
 */
#ifndef PORTALOCKER_DARWIN_H
#define PORTALOCKER_DARWIN_H

typedef unsigned long size_t;
typedef long ssize_t;
typedef long long off_t;
typedef int pid_t;
typedef int dev_t;
typedef unsigned int uid_t;
typedef unsigned int gid_t;
typedef unsigned short mode_t;
typedef unsigned short nlink_t;
typedef unsigned long long ino_t;
typedef long long blkcnt_t;
typedef int blksize_t;
typedef long time_t;
typedef unsigned int u_int;
typedef struct _opaque_pthread_t *pthread_t;
typedef unsigned int sigset_t;
typedef void *posix_spawnattr_t;
typedef void *posix_spawn_file_actions_t;
typedef struct _dir DIR;
typedef struct _copyfile_state *copyfile_state_t;
typedef unsigned int copyfile_flags_t;

struct timespec {
    time_t tv_sec;
    long tv_nsec;
};

struct iovec {
    void *iov_base;
    size_t iov_len;
};

struct flock {
    off_t l_start;
    off_t l_len;
    pid_t l_pid;
    short l_type;
    short l_whence;
};

struct stat {
    dev_t st_dev;
    mode_t st_mode;
    nlink_t st_nlink;
    ino_t st_ino;
    uid_t st_uid;
    gid_t st_gid;
    dev_t st_rdev;
    struct timespec st_atimespec;
    struct timespec st_mtimespec;
    struct timespec st_ctimespec;
    struct timespec st_birthtimespec;
    off_t st_size;
    blkcnt_t st_blocks;
    blksize_t st_blksize;
    unsigned int st_flags;
    unsigned int st_gen;
    int st_lspare;
    long long st_qspare[2];
};

/* With 64-bit inodes, as struct stat. */
struct dirent {
    unsigned long long d_ino;
    unsigned long long d_seekoff;
    unsigned short d_reclen;
    unsigned short d_namlen;
    unsigned char d_type;
    char d_name[1024];
};

/* Apple packs it; the offsets are those of the unpacked one, the alignment is not. */
#pragma pack(push, 4)
struct kevent {
    unsigned long ident;
    short filter;
    unsigned short flags;
    unsigned int fflags;
    long data;
    void *udata;
};
#pragma pack(pop)

int open(const char *path, int flags, ...);
int openat(int fd, const char *path, int flags, ...);
int close(int fd);
int dup(int fd);
int dup2(int fd, int other);
int isatty(int fd);
ssize_t read(int fd, void *buffer, size_t count);
ssize_t write(int fd, const void *buffer, size_t count);
ssize_t pread(int fd, void *buffer, size_t count, off_t offset);
ssize_t pwrite(int fd, const void *buffer, size_t count, off_t offset);
ssize_t readv(int fd, const struct iovec *vector, int count);
ssize_t writev(int fd, const struct iovec *vector, int count);
off_t lseek(int fd, off_t offset, int whence);
int flock(int fd, int operation);
int fcntl(int fd, int command, ...);
int ftruncate(int fd, off_t length);
int fsync(int fd);
int fchmod(int fd, mode_t mode);
int fchown(int fd, uid_t owner, gid_t group);
int fcopyfile(int from, int to, copyfile_state_t state, copyfile_flags_t flags);
int futimens(int fd, const struct timespec times[2]);
mode_t umask(mode_t mask);
int fstat(int fd, struct stat *status);
int lstat(const char *path, struct stat *status);
int fstatat(int fd, const char *path, struct stat *status, int flag);
int access(const char *path, int mode);
int unlink(const char *path);
int unlinkat(int fd, const char *path, int flag);
int link(const char *from, const char *to);
int linkat(int from_fd, const char *from, int to_fd, const char *to, int flag);
int rename(const char *from, const char *to);
int renameat(int from_fd, const char *from, int to_fd, const char *to);
int renamex_np(const char *from, const char *to, unsigned int flags);
int mkdir(const char *path, mode_t mode);
int mkdirat(int fd, const char *path, mode_t mode);
int rmdir(const char *path);
DIR *fdopendir(int fd);
int readdir_r(DIR *directory, struct dirent *entry, struct dirent **result);
int closedir(DIR *directory);
int kqueue(void);
int kevent(int queue, const struct kevent *changes, int change_count, struct kevent *events, int event_count,
           const struct timespec *timeout);
pthread_t pthread_self(void);
int pthread_kill(pthread_t thread, int signal);
int pthread_sigmask(int how, const sigset_t *set, sigset_t *old);
int kill(pid_t pid, int signal);
pid_t getpid(void);
pid_t getppid(void);
uid_t geteuid(void);
gid_t getegid(void);
int getgroups(int count, gid_t list[]);
int gethostname(char *name, size_t length);
int sysctl(int *name, u_int name_length, void *old_value, size_t *old_length, void *new_value, size_t new_length);
int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]);
int posix_spawn_file_actions_init(posix_spawn_file_actions_t *actions);
int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int fd, int other);
int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *actions, int fd);
int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *actions);
int posix_spawnattr_init(posix_spawnattr_t *attributes);
int posix_spawnattr_setflags(posix_spawnattr_t *attributes, short flags);
int posix_spawnattr_setpgroup(posix_spawnattr_t *attributes, pid_t group);
int posix_spawnattr_setsigdefault(posix_spawnattr_t *attributes, const sigset_t *signals);
int posix_spawnattr_setsigmask(posix_spawnattr_t *attributes, const sigset_t *signals);
int posix_spawnattr_destroy(posix_spawnattr_t *attributes);
int execve(const char *path, char *const arguments[], char *const environment[]);
pid_t waitpid(pid_t pid, int *status, int options);
pid_t tcgetpgrp(int fd);
int tcsetpgrp(int fd, pid_t group);

#define O_RDONLY 0x0
#define O_WRONLY 0x1
#define O_RDWR 0x2
#define O_NONBLOCK 0x4
#define O_APPEND 0x8
#define O_NOFOLLOW 0x100
#define O_CREAT 0x200
#define O_TRUNC 0x400
#define O_EXCL 0x800
#define O_EVTONLY 0x8000
#define O_NOCTTY 0x20000
#define O_DIRECTORY 0x100000
#define O_SYMLINK 0x200000
#define O_CLOEXEC 0x1000000
#define AT_FDCWD (-2)
#define AT_SYMLINK_NOFOLLOW 0x20
#define AT_REMOVEDIR 0x80

#define RENAME_SWAP 0x2
#define RENAME_EXCL 0x4
#define COPYFILE_ACL 0x1

#define LOCK_SH 1
#define LOCK_EX 2
#define LOCK_NB 4
#define LOCK_UN 8

#define F_GETFD 1
#define F_SETFD 2
#define F_GETFL 3
#define F_SETFL 4
#define F_GETLK 7
#define F_SETLK 8
#define F_SETLKW 9
#define F_FULLFSYNC 51
#define F_DUPFD_CLOEXEC 67
#define FD_CLOEXEC 1
#define F_RDLCK 1
#define F_UNLCK 2
#define F_WRLCK 3

/* In every kernel since they were added, but in newer SDKs only. */
#define F_OFD_SETLK 90
#define F_OFD_SETLKW 91
#define F_OFD_GETLK 92

#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2

#define S_IFMT 0170000
#define S_IFIFO 0010000
#define S_IFCHR 0020000
#define S_IFDIR 0040000
#define S_IFBLK 0060000
#define S_IFREG 0100000
#define S_IFLNK 0120000
#define S_IFSOCK 0140000

#define F_OK 0
#define W_OK 2
#define R_OK 4
#define UTIME_NOW (-1)
#define UTIME_OMIT (-2)

#define SIGHUP 1
#define SIGINT 2
#define SIGQUIT 3
#define SIGKILL 9
#define SIGPIPE 13
#define SIGALRM 14
#define SIGTERM 15
#define SIGSTOP 17
#define SIGTSTP 18
#define SIGCONT 19
#define SIGCHLD 20
#define SIGTTIN 21
#define SIGTTOU 22
#define SIGWINCH 28
#define SIGUSR1 30
#define SIGUSR2 31
#define SIG_BLOCK 1
#define SIG_UNBLOCK 2
#define SIG_SETMASK 3
#define WNOHANG 0x1
#define WUNTRACED 0x2
#define WCONTINUED 0x10
#define POSIX_SPAWN_SETPGROUP 0x2
#define POSIX_SPAWN_SETSIGDEF 0x4
#define POSIX_SPAWN_SETSIGMASK 0x8

#define EVFILT_VNODE (-4)
#define EV_ADD 0x1
#define EV_DELETE 0x2
#define EV_ENABLE 0x4
#define EV_CLEAR 0x20
#define EV_ERROR 0x4000

#define NOTE_DELETE 0x1
#define NOTE_WRITE 0x2
#define NOTE_ATTRIB 0x8
#define NOTE_RENAME 0x20
#define NOTE_FUNLOCK 0x100

#define CTL_KERN 1
#define KERN_PROC 14
#define KERN_PROC_PID 1

#define EPERM 1
#define ENOENT 2
#define ESRCH 3
#define EINTR 4
#define EIO 5
#define ENXIO 6
#define E2BIG 7
#define ENOEXEC 8
#define EBADF 9
#define ECHILD 10
#define EDEADLK 11
#define ENOMEM 12
#define EACCES 13
#define EFAULT 14
#define EBUSY 16
#define EEXIST 17
#define EXDEV 18
#define ENODEV 19
#define ENOTDIR 20
#define EISDIR 21
#define EINVAL 22
#define ENFILE 23
#define EMFILE 24
#define ENOTTY 25
#define ETXTBSY 26
#define EFBIG 27
#define ENOSPC 28
#define ESPIPE 29
#define EROFS 30
#define EMLINK 31
#define EPIPE 32
#define ERANGE 34
#define EAGAIN 35
#define ENOTSUP 45
#define ENOTCONN 57
#define ETIMEDOUT 60
#define ELOOP 62
#define ENAMETOOLONG 63
#define ENOTEMPTY 66
#define EDQUOT 69
#define ESTALE 70
#define ENOLCK 77
#define ENOSYS 78
#define EOVERFLOW 84
#define ECANCELED 89
#define EOPNOTSUPP 102

#endif
