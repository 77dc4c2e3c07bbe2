/*
 * The floor: what the same calls cost without a JVM. Reads commands from stdin, a line each with words separated
 * by tabs, and answers each with a line: a number, several, or "none" for what it cannot do. The workers in Java and
 * Python speak the same language.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_SAMPLES = 1 << 20, MOST_ARGUMENTS = 64, PAGE_BYTES = 4096 };

/* The page that all workers share: see Page.java. */
enum { RELEASED_AT, COUNTER };

/* After a release all workers are quiet for a millisecond: their answers would compete with the waiter for processors. */
static const long AFTERWARDS = 1000000;

extern char **environ;

static volatile long *page;
static long samples[MOST_SAMPLES];
static int held = -1;

static void die(const char *what) {
    printf("error %s: %s\n", what, strerror(errno));
    exit(1);
}

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

static void spin(long nanos) {
    for (long end = now() + nanos; now() < end;) {
    }
}

static void sleep_until(long instant) {
    struct timespec time = {instant / 1000000000L, instant % 1000000000L};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) == EINTR) {
    }
}

static int compare(const void *a, const void *b) {
    long x = *(const long *) a, y = *(const long *) b;
    return (x > y) - (x < y);
}

static void answer_median(long count) {
    qsort(samples, count, sizeof *samples, compare);
    printf("%ld %ld\n", count ? samples[count / 2] : 0, count);
}

static int open_file(const char *path) {
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK, 0666);
    if (fd < 0) {
        die("open");
    }
    return fd;
}

static void lock(int fd, int operation) {
    while (flock(fd, operation) < 0) {
        if (errno != EINTR) {
            die("flock");
        }
    }
}

static int acquire(const char *path, int operation) {
    int fd = open_file(path);
    lock(fd, operation);
    struct stat mine, current;
    if (fstat(fd, &mine) < 0 || lstat(path, &current) < 0) {
        die("stat");
    }
    if (mine.st_ino != current.st_ino || mine.st_dev != current.st_dev) {
        errno = ESTALE;
        die("check");
    }
    return fd;
}

static void release(int fd) {
    lock(fd, LOCK_UN);
    close(fd);
}

static void uncontended(const char *path, long nanos) {
    long count = 0;
    for (long start = now(), from = start; from - start < nanos && count < MOST_SAMPLES;) {
        release(acquire(path, LOCK_EX | LOCK_NB));
        long to = now();
        samples[count++] = to - from;
        from = to;
    }
    answer_median(count);
}

static void kept(const char *path, long nanos) {
    int fd = open_file(path);
    long count = 0;
    for (long start = now(), from = start; from - start < nanos && count < MOST_SAMPLES;) {
        lock(fd, LOCK_EX | LOCK_NB);
        lock(fd, LOCK_UN);
        long to = now();
        samples[count++] = to - from;
        from = to;
    }
    close(fd);
    answer_median(count);
}

static void await(const char *path, long hold) {
    puts("waiting");
    fflush(stdout);
    int fd = acquire(path, LOCK_EX);
    long latency = now() - page[RELEASED_AT];
    sleep_until(now() + hold);
    page[RELEASED_AT] = now();
    release(fd);
    sleep_until(now() + AFTERWARDS);
    printf("%ld\n", latency);
}

static void throughput(const char *path, long start, long nanos, long section) {
    long count = 0;
    sleep_until(start);
    while (now() < start + nanos) {
        int fd = acquire(path, LOCK_EX);
        page[COUNTER] = page[COUNTER] + 1;
        if (section) {
            spin(section);
        }
        release(fd);
        count++;
    }
    printf("%ld\n", count);
}

/* CPU time of another process, threads that have ended included; /proc rounds it to 10 ms. */
static void cpu(pid_t pid) {
    clockid_t clock;
    struct timespec time;
    if ((errno = clock_getcpuclockid(pid, &clock)) || clock_gettime(clock, &time) < 0) {
        die("clock");
    }
    printf("%ld\n", time.tv_sec * 1000000000L + time.tv_nsec);
}

/* How long a command takes, from before it is started until it has ended. */
static void run(char *command) {
    char *arguments[MOST_ARGUMENTS] = {0};
    int count = 0;
    for (char *word = strtok(command, "\t"); word && count < MOST_ARGUMENTS - 1; word = strtok(NULL, "\t")) {
        arguments[count++] = word;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t pid;
    int status;
    long start = now();
    if ((errno = posix_spawnp(&pid, arguments[0], &actions, NULL, arguments, environ)) || waitpid(pid, &status, 0) < 0) {
        die(arguments[0]);
    }
    long elapsed = now() - start;
    posix_spawn_file_actions_destroy(&actions);
    if (status) {
        errno = ECHILD;
        die(arguments[0]);
    }
    printf("%ld\n", elapsed);
}

static void map_page(const char *path) {
    int fd = open(path, O_RDWR | O_CLOEXEC);
    page = fd < 0 ? MAP_FAILED : mmap(NULL, PAGE_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (page == MAP_FAILED) {
        die("mmap");
    }
    close(fd);
}

static void obey(char *line) {
    char path[PAGE_BYTES];
    long a, b, c;
    if (sscanf(line, "uncontended\t%4095[^\t]\t%ld", path, &a) == 2) {
        uncontended(path, a);
    } else if (sscanf(line, "kept\t%4095[^\t]\t%ld", path, &a) == 2) {
        kept(path, a);
    } else if (sscanf(line, "hold\t%4095[^\t]", path) == 1) {
        held = acquire(path, LOCK_EX);
        puts("held");
    } else if (!strcmp(line, "release")) {
        page[RELEASED_AT] = now();
        release(held);
        sleep_until(now() + AFTERWARDS);
        puts("released");
    } else if (sscanf(line, "wait\t%4095[^\t]\t%ld", path, &a) == 2) {
        await(path, a);
    } else if (sscanf(line, "throughput\t%4095[^\t]\t%ld\t%ld\t%ld", path, &a, &b, &c) == 4) {
        throughput(path, a, b, c);
    } else if (sscanf(line, "cpu\t%ld", &a) == 1) {
        cpu((pid_t) a);
    } else if (!strncmp(line, "run\t", 4)) {
        run(line + 4);
    } else {
        puts("none");
    }
}

int main(int count, char **arguments) {
    if (count == 3 && !strcmp(arguments[1], "first")) {
        release(acquire(arguments[2], LOCK_EX | LOCK_NB));
        return 0;
    }
    if (count != 2) {
        fputs("usage: worker PAGE | worker first FILE\n", stderr);
        return 2;
    }
    map_page(arguments[1]);
    char *line = NULL;
    size_t size = 0;
    for (ssize_t length; (length = getline(&line, &size, stdin)) > 0;) {
        line[strcspn(line, "\n")] = 0;
        obey(line);
        fflush(stdout);
    }
    return 0;
}
