package io.portalocker.internal.slots;

import io.portalocker.internal.acquire.Acquisition;
import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.events.Recording;
import io.portalocker.internal.file.FileHold;
import io.portalocker.internal.file.KernelLocking;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.WaitMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What this JVM knows of one semaphore while it has permits of it or waits for one.
 *
 * <p>It saves work and decides nothing: a slot is held by whoever has its file locked. Of those who wait one looks at the
 * slots and the others queue behind it, in the order of their arrival; newcomers do not overtake them, save those who do
 * not want to wait and look once.
 */
public final class SlotTable {

    private static final ConcurrentMap<Key, SlotTable> OF_JVM = new ConcurrentHashMap<>();

    private final Key key;
    private final Slots slots;
    private final DeclaredMaximum declared;
    private final SlotFiles files;
    private final SlotNews news = new SlotNews();
    private final Gate turn = Gate.inOrder();

    /** How many permits and waiters there are. Guarded by the map's entry for the key. */
    private int users;

    /** The permits of this JVM by slot. Guarded by this. */
    private final Map<Integer, SlotHold> own = new HashMap<>();

    /** The slots of those permits. Written under this object's monitor. */
    private volatile SlotPlan plan = SlotPlan.EMPTY;

    /** Which semaphore. Two spellings of a directory make two tables, which costs a little work. */
    private record Key(Path directory, String name) {}

    /** Tries one slot; null if somebody else holds it. */
    private interface Look {
        @Nullable
        FileHold at(int slot) throws IOException, InterruptedException;
    }

    private SlotTable(Key key, Slots slots) {
        this.key = key;
        this.slots = slots;
        declared = new DeclaredMaximum(slots);
        files = new SlotFiles(slots);
    }

    /** {@return how many semaphores are in use; for tests of leaks} */
    public static int size() {
        return OF_JVM.size();
    }

    static SlotTable enter(Slots slots) throws Refusal {
        Key key = new Key(slots.directory(), slots.name());
        SlotTable table = OF_JVM.compute(key, (same, present) -> {
            SlotTable entered = present == null ? new SlotTable(key, slots) : present;
            entered.users++;
            return entered;
        });
        if (table.slots.maximum() != slots.maximum()) {
            table.leave();
            throw DeclaredMaximum.mismatch(slots, table.slots.maximum() + " in this process");
        }
        return table;
    }

    void leave() {
        SlotTable remaining = OF_JVM.computeIfPresent(key, (same, table) -> {
            users--;
            if (users > 0) {
                return table;
            }
            declared.close();
            return null;
        });
        if (remaining == null) {
            files.close();
        }
    }

    Slots slots() {
        return slots;
    }

    Gate turn() {
        return turn;
    }

    DeclaredMaximum declared() {
        return declared;
    }

    /** Looks at every slot once. */
    boolean look(SlotHold hold) throws IOException, InterruptedException {
        return look(hold, slot -> Acquisition.take(slots.kind(slot), Deadline.IMMEDIATE));
    }

    /** Waits for any slot, as the only one of this JVM who does; false at the deadline. */
    boolean await(SlotHold hold, long interval, Deadline deadline) throws IOException, InterruptedException {
        boolean held = false;
        try (SlotWait wait = new SlotWait(files, news, interval, deadline.ticker(), ThreadLocalRandom.current())) {
            held = await(hold, wait, deadline);
            return held;
        } finally {
            if (!held && !turn.hasQueuedThreads()) {
                files.close();
            }
        }
    }

    private boolean await(SlotHold hold, SlotWait wait, Deadline deadline) throws IOException, InterruptedException {
        while (true) {
            long begin = deadline.ticker().nanoTime();
            news.begin();
            boolean held = look(hold, files::tryLock);
            if (!held && !deadline.hasPassed() && wait.subscribe()) {
                held = look(hold, files::tryKept);
            }
            if (held || deadline.hasPassed()) {
                return held;
            }
            Recording.waits(KernelLocking.ofPlatform().name(), WaitMethod.EVENTS.name());
            wait.rest(deadline.ticker().nanoTime() - begin);
            while (wait.awaitNews(deadline)) {
                if (look(hold, files::tryKept)) {
                    return true;
                }
            }
        }
    }

    private boolean look(SlotHold hold, Look look) throws IOException, InterruptedException {
        SlotPlan current = plan;
        for (int slot = current.next(0, slots.maximum());
                slot != SlotPlan.NONE;
                slot = current.next(slot + 1, slots.maximum())) {
            FileHold locked = unlessPlanted(look, slot);
            if (locked != null) {
                occupy(hold, slot, locked);
                return true;
            }
        }
        return false;
    }

    /** A slot that a stranger has made unusable is his. */
    private @Nullable FileHold unlessPlanted(Look look, int slot) throws IOException, InterruptedException {
        try {
            return look.at(slot);
        } catch (IOException e) {
            if (slots.neighbours().isPlanted(slots.path(slot))) {
                return null;
            }
            throw e;
        }
    }

    /** Notes who has a slot that was just locked. */
    void occupy(SlotHold hold, int slot, FileHold locked) throws IOException {
        try {
            declared.checkNobodyBeyond();
        } catch (Throwable e) {
            locked.release(Hold.Last.NOTHING);
            throw e;
        }
        synchronized (this) {
            hold.occupy(slot, locked);
            own.put(slot, hold);
            plan = plan.with(slot);
        }
    }

    /** Called once for each permit, when its file is free: another thread may have taken the slot in the meantime. */
    void freed(SlotHold hold) {
        synchronized (this) {
            if (own.remove(hold.slot(), hold)) {
                plan = plan.without(hold.slot());
            }
        }
        news.freed();
    }
}
