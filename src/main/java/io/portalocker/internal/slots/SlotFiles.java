package io.portalocker.internal.slots;

import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.file.FileHold;
import io.portalocker.internal.wait.Deadline;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The files of the first slots that this JVM found held while it waited for one of them. They stay open from look to look,
 * and until nobody here uses the semaphore or a wait was in vain: every closing is news to all who wait elsewhere, so those
 * that cannot be helped are put where there is news anyway.
 *
 * <p>Guarded by the turn of {@link SlotTable}; who leaves last is alone.
 */
final class SlotFiles {

    /** Descriptors and watches are limited. */
    static final int MOST = 64;

    private final Slots all;
    private final Map<Integer, WatchedSlot> slots = new HashMap<>();

    /** Whether there are slots whose release is no news, for want of a watch. */
    private boolean anyWithoutNews;

    SlotFiles(Slots all) {
        this.all = all;
    }

    /** Tries a slot, and keeps its file from now on if it is held. */
    @Nullable
    FileHold tryLock(int slot) throws IOException, InterruptedException {
        WatchedSlot known = slots.get(slot);
        if (known != null) {
            known.followPath();
        } else if (slots.size() < MOST) {
            slots.put(slot, new WatchedSlot(all.kind(slot)));
        } else {
            anyWithoutNews = true;
            return Acquisition.take(all.kind(slot), Deadline.IMMEDIATE);
        }
        return tryKept(slot);
    }

    /** Tries a slot if its file is kept. */
    @Nullable
    FileHold tryKept(int slot) throws IOException, InterruptedException {
        WatchedSlot known = slots.get(slot);
        FileHold hold = known == null ? null : known.tryLock();
        if (hold != null) {
            slots.remove(slot);
        }
        return hold;
    }

    /** Has the closing of the files announced; whether that is new for any of them, which must be tried once more. */
    boolean subscribe(Semaphore news) throws IOException {
        boolean anyNew = false;
        for (WatchedSlot slot : slots.values()) {
            if (!slot.isAsked()) {
                boolean announced = slot.ask(news);
                anyNew |= announced;
                anyWithoutNews |= !announced;
            }
        }
        return anyNew;
    }

    boolean isAnyWithoutNews() {
        return anyWithoutNews;
    }

    /** Wants no more news. */
    void unsubscribe() {
        slots.values().forEach(WatchedSlot::unwatch);
        anyWithoutNews = false;
    }

    /** Closes the files. */
    void close() {
        slots.values().forEach(WatchedSlot::close);
        slots.clear();
    }
}
