package io.portalocker.cli;

import io.portalocker.LockHolder;
import io.portalocker.internal.command.Terminal;
import io.portalocker.internal.text.Visible;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says what is being waited for: on a terminal each second in one line that is replaced and goes at the end; elsewhere, if it
 * is asked for, a line after a second and then every ten.
 */
final class WaitNews implements AutoCloseable {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(10);

    /** A longer line would break, and the break is not undone by returning to its beginning. */
    private static final int COLUMNS = 79;

    /** Of a long name the end is shown there, so that who holds it can be seen. */
    private static final int NAME = 24;

    private static final String ERASE = "\r\033[K";

    private final String lockName;
    private final Supplier<List<LockHolder>> holders;
    private final boolean inPlace;
    private final long start = System.nanoTime();

    /** Null if nobody listens. */
    private final @Nullable Thread thread;

    /** Whether the line stands there. Guarded by this. */
    private boolean shown;

    /** Guarded by this. */
    private boolean closed;

    private WaitNews(String lockName, Supplier<List<LockHolder>> holders, boolean told, boolean inPlace) {
        this.lockName = lockName;
        this.holders = holders;
        this.inPlace = inPlace;
        thread = told ? Thread.ofPlatform().daemon().name("portalocker-news").unstarted(this::run) : null;
    }

    static WaitNews start(Messages messages, String lockName, Supplier<List<LockHolder>> holders) {
        boolean terminal = !messages.quiet() && Terminal.isReader();
        WaitNews news =
                new WaitNews(lockName, holders, !messages.quiet() && (terminal || messages.verbose()), terminal);
        if (news.thread != null) {
            news.thread.start();
        }
        return news;
    }

    private void run() {
        try {
            Thread.sleep(FIRST);
            while (tell()) {
                Thread.sleep(inPlace ? FIRST : LATER);
            }
        } catch (InterruptedException e) {
            // The wait is over.
        }
    }

    private boolean tell() {
        String news = "portalocker: " + text(holders.get());
        synchronized (this) {
            if (closed) {
                return false;
            }
            if (inPlace) {
                Output.err().print(ERASE + shortened(news));
                Output.err().flush();
            } else {
                Output.err().println(news);
            }
            shown = true;
            return true;
        }
    }

    private String text(List<LockHolder> all) {
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        String name = Visible.of(lockName);
        if (inPlace && name.length() > NAME) {
            name = "..." + name.substring(name.length() - NAME + 3);
        }
        StringBuilder text = new StringBuilder("waiting " + seconds + " s for " + name + ", held by ");
        if (all.isEmpty()) {
            return text.append("a holder that this system does not name").toString();
        }
        for (int i = 0; i < all.size(); i++) {
            text.append(i == 0 ? "" : "; ").append(all.get(i)).append(since(all.get(i)));
        }
        return text.toString();
    }

    /** The system tells since when a process runs, not since when it holds. */
    private static String since(LockHolder holder) {
        return holder.started().equals(Instant.EPOCH)
                ? ""
                : ", running since "
                        + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                                .withZone(ZoneId.systemDefault())
                                .format(holder.started());
    }

    private static String shortened(String line) {
        return line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 3) + "...";
    }

    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        thread.interrupt();
        synchronized (this) {
            closed = true;
            if (shown && inPlace) {
                Output.err().print(ERASE);
                Output.err().flush();
            }
        }
    }
}
