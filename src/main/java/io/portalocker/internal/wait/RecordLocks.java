package io.portalocker.internal.wait;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The record locks of the process on one file. The kernel has only one for the whole process, which is gone as soon as any
 * descriptor of the file is closed: so it is freed by the last who shares it, and what is closed before stays open until
 * then, for others to use meanwhile.
 *
 * <p>Guarded by its {@link Gate}.
 */
public final class RecordLocks {

    /** How many have the lock, or are about to ask for it. */
    private int users;

    private final List<Closeable> kept = new ArrayList<>();

    /** A call on the file. */
    public interface Call {
        void run() throws IOException;
    }

    void begin() {
        users++;
    }

    boolean isLast() {
        return users == 1;
    }

    /** Answers whether that was the last, which was freed. */
    boolean end(Call unlock) throws IOException {
        if (users > 1) {
            users--;
            return false;
        }
        unlock.run();
        users = 0;
        return true;
    }

    void closeKept() {
        kept.forEach(LateClose::quietly);
    }

    void keep(Closeable descriptor) {
        kept.add(descriptor);
    }

    @Nullable
    Closeable take(Predicate<Closeable> suitable) {
        for (Iterator<Closeable> each = kept.iterator(); each.hasNext(); ) {
            Closeable descriptor = each.next();
            if (suitable.test(descriptor)) {
                each.remove();
                return descriptor;
            }
        }
        return null;
    }
}
