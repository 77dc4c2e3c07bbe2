/*
 * Sees whether locks exclude, across processes, users and languages, by shared memory alone.
 *
 * Each process has a seat at each lock, a word with its pid and how many of its threads are inside. Who enters first adds
 * himself to his seat and then looks at all others, with sequentially consistent operations: of two stays that overlap at
 * least one notices, however short they are. No stay of a living process is ever excused. The dead hold nothing: who is
 * met inside is looked up by pid and start, and counts as dead from the moment at which he begins to exit, which is before
 * the kernel frees his locks.
 */
#define _GNU_SOURCE
#include "referee.h"
#include "page.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { EXITING = 4 }; /* PF_EXITING of the kernel, in the ninth field of /proc/PID/stat */

page *shared;
static int numbers = -1, self;
static pid_t me;

uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ull + t.tv_nsec;
}

/* The descriptors of this process may all be taken, for a moment. */
static int open_somehow(const char *path, int flags) {
    for (int fd;; usleep(1000))
        if ((fd = open(path, flags | O_CLOEXEC, 0666)) >= 0 || errno != EMFILE) return fd;
}

/* When a process was started; 0 if it is dead or about to be. */
static uint64_t born(uint32_t pid) {
    char path[32], text[1024];
    snprintf(path, sizeof path, "/proc/%u/stat", pid);
    int fd = open_somehow(path, O_RDONLY);
    if (fd < 0) return 0;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length <= 0) return 0;
    text[length] = 0;
    char *name = strrchr(text, ')'), state;
    unsigned flags;
    unsigned long long start;
    if (!name
        || sscanf(name + 1, " %c %*d %*d %*d %*d %*d %u %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %llu", &state,
                  &flags, &start) != 3)
        abort();
    return state == 'Z' || state == 'X' || flags & EXITING ? 0 : start;
}

int is_alive(int worker, uint32_t pid) {
    uint64_t start = shared->born[worker];
    return pid && pid == shared->pid[worker] && born(pid) == start;
}

int open_page(const char *path) {
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0 || ftruncate(fd, sizeof(page)) < 0) return -1;
    shared = mmap(NULL, sizeof(page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    return shared == MAP_FAILED ? -1 : 0;
}

int referee_open(const char *path, int worker, const char *data) {
    self = worker;
    me = getpid();
    numbers = open(data, O_RDWR | O_CLOEXEC);
    if (numbers < 0 || open_page(path)) return -1;
    /* Nobody takes a seat before: whoever had the row is dead, and so is what he left on his seats. */
    shared->pid[worker] = 0;
    shared->born[worker] = born(me);
    shared->pid[worker] = me;
    for (int i = 0; i < THREADS; i++) shared->wait[worker][i].since = 0;
    return 0;
}

int referee_stopped(void) { return shared->stop; }

/* The log is a ring. It ends soon after the first fault, so that the way there can be read. */
static void note(int what, int worker, int thread, int lock, int64_t a, int64_t b) {
    uint64_t at = atomic_fetch_add(&shared->written, 1), fault = shared->first_fault;
    if (!fault || at < fault + ENTRIES / 4)
        shared->log[at % ENTRIES] = (entry){now(), what, worker, thread, lock, a, b};
}

void fault(int what, int worker, int thread, int lock, int64_t a, int64_t b) {
    uint64_t none = 0, at = atomic_fetch_add(&shared->faults, 1);
    if (at < FAULTS) shared->fault[at] = (entry){now(), what, worker, thread, lock, a, b};
    atomic_compare_exchange_strong(&shared->first_fault, &none, shared->written + 1);
    note(what, worker, thread, lock, a, b);
}

void referee_wait(int thread, int lock) {
    shared->wait[self][thread].lock = lock;
    shared->wait[self][thread].since = now();
}

void referee_waited(int thread) {
    uint64_t since = atomic_exchange(&shared->wait[self][thread].since, 0), longest = shared->longest, took = now() - since;
    while (since && took > longest && !atomic_compare_exchange_weak(&shared->longest, &longest, took)) continue;
}

static int seat_of(int lock, uint64_t inode) { return inode ? NAMED + (int)(inode % MANY) : lock; }

/* What a seat says of its process, that is nothing if it died there. Its number may or may not have been written by then. */
uint64_t inside(int worker, int lock, uint64_t seat) {
    uint64_t current = seat;
    if (!(seat & INSIDE) || is_alive(worker, seat >> 32)) return seat;
    if (lock < NAMED && seat & ALONE) shared->uncertain[lock] = 1;
    int left_first = !atomic_compare_exchange_strong(&shared->seat[lock][worker], &current, 0) && current >> 32 == seat >> 32;
    return left_first ? seat : 0;
}

/* 0, or how many are inside whom somebody must not meet there. */
static int crowd(const uint64_t *seats, int most, int *other) {
    int among = 0, readers = 0;
    for (int i = 0; i < WORKERS; i++) {
        among += (seats[i] & ALONE) / ALONE_ONE;
        readers += seats[i] & SHARING;
        if (i != self && seats[i] & INSIDE) *other = i;
    }
    if (most ? among > most || (most == 1 && readers) : among > 0) return among + readers;
    return 0;
}

int referee_enter(int thread, int lock, int most, uint64_t inode) {
    int at = seat_of(lock, inode), other = self, met;
    uint64_t mine = shared->seat[at][self], next, seats[WORKERS];
    do {
        int former = mine >> 32 != (uint64_t)me; /* a process that had this row and is dead */
        if (former && at < NAMED && mine & ALONE) shared->uncertain[at] = 1;
        next = (former ? (uint64_t)me << 32 : mine) + (most ? ALONE_ONE : 1);
    } while (!atomic_compare_exchange_weak(&shared->seat[at][self], &mine, next));
    for (int i = 0; i < WORKERS; i++) seats[i] = shared->seat[at][i];
    if ((met = crowd(seats, most, &other))) {
        for (int i = 0; i < WORKERS; i++) seats[i] = inside(i, at, seats[i]);
        if ((met = crowd(seats, most, &other))) fault(OVERLAP, self, thread, lock, other, met);
    }
    shared->sections[self]++;
    shared->active[lock] = now();
    note(most ? ENTER : SHARE, self, thread, lock, inode, met);
    return met;
}

void referee_leave(int thread, int lock, int most, uint64_t inode) {
    note(LEAVE, self, thread, lock, inode, 0);
    shared->active[lock] = now();
    atomic_fetch_sub(&shared->seat[seat_of(lock, inode)][self], most ? ALONE_ONE : 1);
}

int64_t referee_read(int lock) {
    char text[SIZE + 1] = {0};
    if (pread(numbers, text, SIZE, lock * SIZE) < 0) abort();
    return atoll(text);
}

void referee_write(int thread, int lock, int64_t found) {
    char text[2 * SIZE];
    int64_t expected = atomic_exchange(&shared->number[lock], found + 1);
    int uncertain = atomic_exchange(&shared->uncertain[lock], 0);
    if (found != expected && !(uncertain && found == expected - 1)) fault(FORGOTTEN, self, thread, lock, expected, found);
    snprintf(text, sizeof text, "%0*lld\n", SIZE - 1, (long long)found + 1);
    if (pwrite(numbers, text, SIZE, lock * SIZE) != SIZE) abort();
}

uint64_t referee_inode(int fd) {
    struct stat status;
    if (fstat(fd, &status)) abort();
    return status.st_ino;
}

void referee_count(int thread, int lock, int counter) {
    shared->count[counter]++;
    if (counter == LOST || counter == FAILED) fault(counter == LOST ? GONE : BROKEN, self, thread, lock, 0, 0);
}
