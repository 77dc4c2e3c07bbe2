/*
 * torturer PAGE WORKER DATA DIRECTORY SEED KIND,LOCK...: takes locks of the kernel again and again: flock, ofd, lockf. The lock
 * of number N is the file lN; 1 is replaced by strangers, 2 by those who hold it, as temporary files are.
 *
 * torturer PAGE WORKER DATA: one stay at lock 0, for who is let in by another program.
 *
 * Kinds that do wrong, to be found out: nothing (enters without asking), grab (takes a marker from its owner), remove (removes
 * it), keep (leaves and does not unlock), stale (writes the number that it read before it had the lock).
 */
#define _GNU_SOURCE
#include "referee.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ORDINARY, REPLACED, TEMPORARY };

static unsigned seed;

static int chance(int of) { return rand_r(&seed) % of; }

static void stay(int lock, int most, uint64_t inode) {
    referee_enter(0, lock, most, inode);
    if (lock == ORDINARY && most == 1) referee_write(0, lock, referee_read(lock));
    if (chance(2)) usleep(chance(1500));
    referee_leave(0, lock, most, inode);
}

static int is_at(int fd, const char *path) {
    struct stat open, there;
    return !fstat(fd, &open) && !lstat(path, &there) && open.st_ino == there.st_ino && open.st_dev == there.st_dev;
}

static void check(int result, const char *what) {
    if (result < 0) {
        perror(what);
        exit(1);
    }
}

/* Waits for it; 0 if that would have been a deadlock, of which the kernel sees some where there are none. */
static int take(const char *kind, int fd, int share) {
    struct flock whole = {.l_type = share ? F_RDLCK : F_WRLCK, .l_whence = SEEK_SET};
    int command = !strcmp(kind, "ofd") ? F_OFD_SETLKW : F_SETLKW, result;
    do result = strcmp(kind, "flock") ? fcntl(fd, command, &whole) : flock(fd, share ? LOCK_SH : LOCK_EX);
    while (result < 0 && errno == EINTR);
    if (result < 0 && errno == EDEADLK) return 0;
    check(result, kind);
    return 1;
}

static void hold(const char *kind, int lock, const char *path) {
    int share = lock != TEMPORARY && !chance(4), fd, taken = 0;
    referee_wait(0, lock);
    while (!taken) {
        fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (fd < 0 && lock == REPLACED && errno == ELOOP) {
            usleep(500);
            continue;
        }
        check(fd, path);
        taken = take(kind, fd, share) && is_at(fd, path);
        if (!taken) close(fd);
    }
    referee_waited(0);
    stay(lock, !share, lock == REPLACED ? referee_inode(fd) : 0);
    if (lock == TEMPORARY && chance(2)) unlink(path);
    close(fd);
}

static void grab(const char *path) {
    unlink(path);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) return;
    dprintf(fd, "1\nelsewhere\n");
    close(fd);
    stay(0, 1, 0);
    unlink(path);
}

static void keep(const char *path) {
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    check(fd, path);
    take("flock", fd, 0);
    stay(0, 1, 0);
    while (!referee_stopped()) usleep(10000);
    exit(0);
}

static void write_stale(const char *path) {
    int64_t found = referee_read(0);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    check(fd, path);
    take("flock", fd, 0);
    referee_enter(0, 0, 1, 0);
    referee_write(0, 0, found);
    referee_leave(0, 0, 1, 0);
    close(fd);
}

int main(int count, char **words) {
    if (count < 4 || referee_open(words[1], atoi(words[2]), words[3])) return 2;
    seed = count > 5 ? atoi(words[5]) : getpid();
    if (count == 4) stay(0, 1, 0);
    while (count > 6 && !referee_stopped()) {
        char kind[32], path[4096];
        int lock;
        if (sscanf(words[6 + chance(count - 6)], "%31[^,],%d", kind, &lock) != 2) return 2;
        snprintf(path, sizeof path, "%s/l%d", words[4], lock);
        if (!strcmp(kind, "nothing")) stay(lock, 1, 0);
        else if (!strcmp(kind, "grab")) grab(path);
        else if (!strcmp(kind, "remove")) unlink(path);
        else if (!strcmp(kind, "keep")) keep(path);
        else if (!strcmp(kind, "stale")) write_stale(path);
        else hold(kind, lock, path);
        usleep(500 + chance(3000));
    }
    return 0;
}
