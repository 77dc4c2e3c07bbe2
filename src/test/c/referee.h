/* What workers, in whatever language, tell the referee. WORKER is a process's number, THREAD one of its threads. */
#include <stdint.h>

enum { WORKERS = 32, THREADS = 16, NAMED = 8, MANY = 4096, LOCKS = NAMED + MANY };

enum counter { LOST, FAILED, TIMED_OUT, INTERRUPTED, CANCELLED, EXHAUSTED, COUNTERS };

/* Once in each process; the data is a file of numbers, one for each lock. 0 if it went well. */
int referee_open(const char *page, int worker, const char *data);
int referee_stopped(void);

/* Begins and ends to wait for a lock. */
void referee_wait(int thread, int lock);
void referee_waited(int thread);

/*
 * Enters as one of at most MOST, or shared if that is 0. A lock whose file others replace is one lock for each INODE; it is 0
 * for all others. 1 if somebody is inside who must not be.
 */
int referee_enter(int thread, int lock, int most, uint64_t inode);
void referee_leave(int thread, int lock, int most, uint64_t inode);

/* Reads the lock's number, sees whether it is the last one written, and writes the next. */
int64_t referee_read(int lock);
void referee_write(int thread, int lock, int64_t found);

uint64_t referee_inode(int fd);
void referee_count(int thread, int lock, int counter);
