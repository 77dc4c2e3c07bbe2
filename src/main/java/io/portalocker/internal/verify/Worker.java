package io.portalocker.internal.verify;

import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One side of an examination: does what it is told, in a folder, and says what came of it.
 *
 * <pre>
 *   take WAY exclusive|shared FILE MILLIS     held NANOS | busy ELAPSED
 *   free                                      free NANOS
 *   sections WAY FILE SIGN MILLIS             sections COUNT OVERLAPS
 *   create PREFIX COUNT up|down               created COUNT
 *   clock FILE                                clock MILLIS, how far the file system's is ahead
 *   anything                                  failed WHY
 * </pre>
 */
final class Worker {

    private static final int PERMISSIONS = 0600;
    private static final int NEW = OpenFlags.WRITE | OpenFlags.CREATE | OpenFlags.EXCLUSIVE;

    /** A process that was started later is slower, and is to find something left to do. */
    private static final long PAUSE = 50_000;

    private final Path folder;
    private final FileCalls files = Platform.current().files();

    /** What is held; one at a time. */
    private @Nullable Hold held;

    Worker(Path folder) {
        this.folder = folder;
    }

    String answer(String line) throws InterruptedException {
        String[] words = line.split(" ", -1);
        try {
            return switch (words[0]) {
                case "take" -> take(new Way(words[1]), words[2].equals("shared"), words[3], Long.parseLong(words[4]));
                case "free" -> free();
                case "sections" -> sections(new Way(words[1]), words[2], words[3], Long.parseLong(words[4]));
                case "create" -> create(words[1], Integer.parseInt(words[2]), words[3].equals("up"));
                case "clock" -> clock(words[1]);
                default -> "failed '" + line + "' is not understood";
            };
        } catch (IOException | RuntimeException e) {
            return "failed " + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }

    private static <H extends Hold> @Nullable Hold take(Kind<H> kind, Deadline deadline)
            throws IOException, InterruptedException {
        return Acquisition.take(kind, deadline);
    }

    private String take(Way way, boolean shared, String file, long millis) throws IOException, InterruptedException {
        Deadline deadline = Deadline.after(Duration.ofMillis(millis), Ticker.SYSTEM);
        Hold taken = take(way.kind(folder.resolve(file), shared), deadline);
        if (taken == null) {
            return "busy " + deadline.elapsed();
        }
        long now = System.nanoTime();
        held = taken;
        return "held " + now;
    }

    private String free() throws IOException {
        Hold hold = held;
        if (hold == null) {
            return "failed nothing is held";
        }
        long now = System.nanoTime();
        held = null;
        hold.release(Hold.Last.NOTHING);
        return "free " + now;
    }

    /** In each section a file is created that must not be there, which needs no lock to tell of two at once. */
    private String sections(Way way, String file, String sign, long millis) throws IOException, InterruptedException {
        int count = 0;
        int overlaps = 0;
        Deadline end = Deadline.after(Duration.ofMillis(millis), Ticker.SYSTEM);
        Path inside = folder.resolve(sign);
        do {
            Hold hold =
                    take(way.kind(folder.resolve(file), false), Deadline.after(Duration.ofSeconds(20), Ticker.SYSTEM));
            if (hold == null) {
                return "failed no turn in 20 s";
            }
            try {
                boolean alone = create(inside);
                Thread.onSpinWait();
                overlaps += alone && isThere(inside) ? 0 : 1;
                if (alone) {
                    files.unlink(inside);
                }
            } catch (SysException e) {
                overlaps += e.kind() == ErrorKind.NOT_FOUND ? 1 : 0;
            } finally {
                hold.release(Hold.Last.NOTHING);
            }
            count++;
        } while (!end.hasPassed());
        return "sections " + count + " " + overlaps;
    }

    private boolean isThere(Path file) throws SysException {
        return files.status(file).isRegular();
    }

    /** Creates what must not exist; answers false if it does. */
    private boolean create(Path file) throws SysException {
        try {
            files.close(files.open(file, NEW, PERMISSIONS));
            return true;
        } catch (SysException e) {
            if (e.kind() != ErrorKind.EXISTS) {
                throw e;
            }
            return false;
        }
    }

    /** From either end, so that two meet, and each finds what the other made. */
    private String create(String prefix, int count, boolean up) throws SysException {
        int created = 0;
        for (int i = 0; i < count; i++) {
            created += create(folder.resolve(prefix + (up ? i : count - 1 - i))) ? 1 : 0;
            LockSupport.parkNanos(PAUSE);
        }
        return "created " + created;
    }

    private String clock(String file) throws SysException {
        long before = System.currentTimeMillis();
        create(folder.resolve(file));
        long after = System.currentTimeMillis();
        FileStatus status = files.status(folder.resolve(file));
        long modified = TimeUnit.SECONDS.toMillis(status.modifiedSeconds())
                + TimeUnit.NANOSECONDS.toMillis(status.modifiedNanos());
        return "clock " + (modified < before ? modified - before : Math.max(0, modified - after));
    }
}
