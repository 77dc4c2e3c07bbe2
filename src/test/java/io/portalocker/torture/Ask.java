package io.portalocker.torture;

import io.portalocker.AlreadyLockedException;
import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.LockException;
import io.portalocker.Waiting;
import io.portalocker.torture.Seat.Counter;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The ways in which a lock is asked for. */
enum Ask {
    FOREVER {
        @Override
        Optional<? extends Held> of(LockBase<?, ?> lock, Random chance, Consumer<Counter> count) throws LockException {
            return Optional.of(lock.withTimeout(Waiting.FOREVER).acquire());
        }
    },
    ONCE {
        @Override
        Optional<? extends Held> of(LockBase<?, ?> lock, Random chance, Consumer<Counter> count) throws LockException {
            return lock.tryAcquire();
        }
    },
    SHORTLY {
        @Override
        Optional<? extends Held> of(LockBase<?, ?> lock, Random chance, Consumer<Counter> count) throws LockException {
            return lock.tryAcquire(Duration.ofNanos(chance.nextInt(60_000_000)));
        }
    },
    PATIENTLY {
        @Override
        Optional<? extends Held> of(LockBase<?, ?> lock, Random chance, Consumer<Counter> count) throws LockException {
            return lock.tryAcquire(Duration.ofSeconds(20));
        }
    },
    /** A future that is given up may have the lock all the same; then it was not cancelled. */
    ASYNCHRONOUSLY {
        @Override
        Optional<? extends Held> of(LockBase<?, ?> lock, Random chance, Consumer<Counter> count) throws LockException {
            CompletableFuture<? extends Held> future =
                    lock.withTimeout(Duration.ofSeconds(20)).acquireAsync();
            try {
                return Optional.of(future.get(chance.nextInt(20_000), TimeUnit.MICROSECONDS));
            } catch (TimeoutException | InterruptedException e) {
                if (future.cancel(true)) {
                    count.accept(Counter.CANCELLED);
                    return Optional.empty();
                }
            } catch (ExecutionException e) {
                // as below
            }
            try {
                return Optional.of(future.join());
            } catch (CancellationException e) {
                return Optional.empty();
            } catch (CompletionException e) {
                return refused(e.getCause());
            }
        }

        private static Optional<Held> refused(Throwable cause) throws LockException {
            return switch (cause) {
                case AlreadyLockedException _ -> Optional.empty();
                case LockException e -> throw e;
                default -> throw new AssertionError(cause);
            };
        }
    };

    abstract Optional<? extends Held> of(LockBase<?, ?> lock, Random chance, Consumer<Counter> count)
            throws LockException;
}
