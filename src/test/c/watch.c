/*
 * The referee's own process: watch PAGE PATIENCE, with PATIENCE the seconds for which a lock that somebody waits for may see
 * nobody come or go. It answers each line with one line:
 *
 *   signal WORKER NUMBER     has the kernel send it: sent or gone
 *   inside                   the number of a worker who is inside of something, or -1
 *   stop                     all are to end
 *   sections                 how many each worker had
 *   figures                  faults, the longest wait in ms, and the counters
 *   faults                   the first faults
 *   log                      the last that happened
 */
#define _GNU_SOURCE
#include "referee.h"
#include "page.h"
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[] = {"enters", "shares", "leaves", "OVERLAP", "LOST NUMBER", "STUCK", "LOST LOCK", "FAILED", "died"};

static void look(uint64_t patience) {
    for (int i = 0; i < LOCKS; i++)
        for (int w = 0; w < WORKERS; w++)
            if (shared->seat[i][w] & INSIDE) inside(w, i, shared->seat[i][w]);
    for (int w = 0; w < WORKERS; w++)
        for (int t = 0; t < THREADS; t++) {
            uint64_t since = shared->wait[w][t].since, time = now();
            int lock = shared->wait[w][t].lock;
            uint64_t quiet = since > shared->active[lock] ? since : shared->active[lock];
            if (!since || time < quiet + patience || !is_alive(w, shared->pid[w]) || shared->wait[w][t].since != since) continue;
            fault(STUCK, w, t, lock, (time - since) / 1000000, 0);
            shared->wait[w][t].since = 0;
        }
}

static void print(entry e, uint64_t start) {
    printf("%.6f s worker %d.%d %s lock %d (%lld, %lld)", (int64_t)(e.nanoseconds - start) / 1e9, e.worker, e.thread, NAMES[e.what],
           e.lock, (long long)e.a, (long long)e.b);
}

static int someone(void) {
    for (int i = 0, first = rand(); i < NAMED * WORKERS; i++) {
        int at = (first + i) % (NAMED * WORKERS);
        if (shared->seat[at / WORKERS][at % WORKERS] & INSIDE) return at % WORKERS;
    }
    return -1;
}

static void answer(const char *line, uint64_t start) {
    int worker, number;
    if (sscanf(line, "signal %d %d", &worker, &number) == 2) {
        uint32_t pid = shared->pid[worker];
        printf(is_alive(worker, pid) && !kill(pid, number) ? "sent" : "gone");
    } else if (!strncmp(line, "inside", 6))
        printf("%d", someone());
    else if (!strncmp(line, "stop", 4)) {
        shared->stop = 1;
        printf("stopped");
    } else if (!strncmp(line, "sections", 8))
        for (int i = 0; i < WORKERS; i++) printf("%llu ", (unsigned long long)shared->sections[i]);
    else if (!strncmp(line, "figures", 7)) {
        printf("%llu %llu", (unsigned long long)shared->faults, (unsigned long long)shared->longest / 1000000);
        for (int i = 0; i < COUNTERS; i++) printf(" %llu", (unsigned long long)shared->count[i]);
    } else if (!strncmp(line, "faults", 6))
        for (uint64_t i = 0; i < shared->faults && i < FAULTS; i++) {
            print(shared->fault[i], start);
            printf("; ");
        }
    else
        for (int i = 0; i < ENTRIES; i++) {
            entry e = shared->log[(shared->written + i) % ENTRIES];
            if (e.nanoseconds) {
                print(e, start);
                printf("; ");
            }
        }
    printf("\n");
    fflush(stdout);
}

int main(int count, char **words) {
    char line[64];
    if (count != 3 || open_page(words[1])) return 2;
    uint64_t start = now(), patience = atoll(words[2]) * 1000000000ull;
    struct pollfd input = {.fd = 0, .events = POLLIN};
    printf("ready\n");
    fflush(stdout);
    setvbuf(stdin, NULL, _IONBF, 0);
    while (1) {
        int ready = poll(&input, 1, 50);
        look(patience);
        if (ready > 0) {
            if (!fgets(line, sizeof line, stdin)) return 0;
            answer(line, start);
        }
    }
}
