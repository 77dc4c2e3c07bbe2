/* The memory that the referee and all workers share. */
#include <stdatomic.h>
#include <stdint.h>

enum { ENTRIES = 1024, FAULTS = 64, SIZE = 20 };

enum what { ENTER, SHARE, LEAVE, OVERLAP, FORGOTTEN, STUCK, GONE, BROKEN, DIED };

/* A seat: pid, threads alone inside (or with a permit), threads that share. */
#define ALONE_ONE ((uint64_t)1 << 16)
#define SHARING ((uint64_t)0xffff)
#define ALONE ((uint64_t)0xffff0000)
#define INSIDE (ALONE | SHARING)

typedef struct {
    uint64_t nanoseconds; /* of the monotonic clock */
    int32_t what, worker, thread, lock;
    int64_t a, b;
} entry;

typedef struct {
    _Atomic int stop;
    _Atomic uint64_t written, first_fault, faults, longest;
    _Atomic uint64_t count[COUNTERS], sections[WORKERS], born[WORKERS];
    _Atomic uint32_t pid[WORKERS];
    _Atomic uint64_t active[NAMED]; /* when somebody entered or left */
    struct {
        _Atomic uint64_t since;
        _Atomic int lock;
    } wait[WORKERS][THREADS];
    _Atomic int64_t number[NAMED];
    _Atomic int uncertain[NAMED]; /* somebody died inside since */
    _Atomic uint64_t seat[LOCKS][WORKERS];
    entry fault[FAULTS], log[ENTRIES];
} page;

extern page *shared;

int open_page(const char *path);
uint64_t now(void);
int is_alive(int worker, uint32_t pid);
uint64_t inside(int worker, int lock, uint64_t seat);
void fault(int what, int worker, int thread, int lock, int64_t a, int64_t b);
