package io.portalocker;

import static io.portalocker.LockFlag.EXCLUSIVE;
import static io.portalocker.LockFlag.NON_BLOCKING;
import static io.portalocker.LockFlag.SHARED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.testkit.Background;
import io.portalocker.testkit.Peer;
import io.portalocker.testkit.Requirements;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PortalockerTest extends LockerFixture {

    // Flags

    private static final Set<Set<LockFlag>> VALID =
            Set.of(Set.of(EXCLUSIVE), Set.of(SHARED), Set.of(EXCLUSIVE, NON_BLOCKING), Set.of(SHARED, NON_BLOCKING));

    static Stream<Set<LockFlag>> combinations() {
        List<Set<LockFlag>> subsets = new ArrayList<>(List.of(EnumSet.noneOf(LockFlag.class)));
        for (LockFlag flag : LockFlag.values()) {
            for (Set<LockFlag> subset : List.copyOf(subsets)) {
                Set<LockFlag> larger = EnumSet.noneOf(LockFlag.class);
                larger.addAll(subset);
                larger.add(flag);
                subsets.add(larger);
            }
        }
        return subsets.stream();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void onlySensibleFlagsReachTheLocker(Set<LockFlag> flags) throws Exception {
        var recorder = new Recorder();
        try (LockableFile opened = LockableFile.open(file, "r+")) {
            LockFlag[] array = flags.toArray(LockFlag[]::new);
            if (VALID.contains(flags)) {
                Portalocker.lock(recorder, opened, array);
                assertEquals(List.of(flags.contains(SHARED) ? "lock shared" : "lock"), recorder.calls);
            } else {
                assertThrows(IllegalArgumentException.class, () -> Portalocker.lock(recorder, opened, array));
                assertEquals(List.of(), recorder.calls);
            }
        }
    }

    @Test
    void flagsMayBeRepeatedButNotNull() throws Exception {
        try (LockableFile opened = LockableFile.open(file, "r+")) {
            Portalocker.lock(opened, SHARED, SHARED, NON_BLOCKING);
            assertThrows(NullPointerException.class, () -> Portalocker.lock(opened, (LockFlag) null));
        }
    }

    // Two handles

    @ParameterizedTest
    @ValueSource(strings = {"r", "r+"})
    void handlesExcludeEachOther(String mode) throws Exception {
        try (LockableFile first = LockableFile.open(file, mode);
                LockableFile second = LockableFile.open(file, "r+");
                LockableFile third = LockableFile.open(file, "w+")) {
            Portalocker.lock(first, EXCLUSIVE);
            for (LockableFile other : Arrays.asList(second, third)) {
                AlreadyLockedException e = assertThrows(
                        AlreadyLockedException.class, () -> Portalocker.lock(other, EXCLUSIVE, NON_BLOCKING));
                assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
                assertThrows(AlreadyLockedException.class, () -> Portalocker.lock(other, SHARED, NON_BLOCKING));
            }
            assertEquals("content", Files.readString(file));
            Portalocker.unlock(first);
            Portalocker.unlock(first);
            Portalocker.lock(second, EXCLUSIVE, NON_BLOCKING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLOCK", "OFD"})
    void sharersMeetAndKeepWritersOut(String name) throws Exception {
        Requirements.require(!OS.WINDOWS.isCurrentOs(), "a system with " + name);
        Locker locker = io.portalocker.testkit.Holder.locker(name);
        try (LockableFile first = LockableFile.open(file, "r+");
                LockableFile second = LockableFile.open(file, "r+");
                LockableFile third = LockableFile.open(file, "r+")) {
            Portalocker.lock(locker, first, SHARED, NON_BLOCKING);
            Portalocker.lock(locker, second, SHARED, NON_BLOCKING);
            assertThrows(AlreadyLockedException.class, () -> Portalocker.lock(locker, third, EXCLUSIVE, NON_BLOCKING));
            Portalocker.unlock(locker, first);
            assertThrows(AlreadyLockedException.class, () -> Portalocker.lock(locker, third, EXCLUSIVE, NON_BLOCKING));
            Portalocker.unlock(locker, second);
            Portalocker.lock(locker, third, EXCLUSIVE, NON_BLOCKING);
        }
    }

    /** The mechanism is what was asked for: record locks belong to the process, and cannot refuse it. */
    @Test
    void lockfDoesNotExcludeItsOwnProcess() throws Exception {
        Requirements.require(!OS.WINDOWS.isCurrentOs(), "a system with LOCKF");
        try (LockableFile first = LockableFile.open(file, "r+");
                LockableFile second = LockableFile.open(file, "r+")) {
            Portalocker.lock(Locker.LOCKF, first, EXCLUSIVE, NON_BLOCKING);
            Portalocker.lock(Locker.LOCKF, second, EXCLUSIVE, NON_BLOCKING);
        }
    }

    /** What this system has. */
    static Stream<String> lockers() {
        return OS.WINDOWS.isCurrentOs() ? Stream.of("LOCK_FILE_EX") : Stream.of("FLOCK", "LOCKF", "OFD");
    }

    /** Windows keeps two locks of one handle side by side, each with an unlock of its own; here there is one. */
    @ParameterizedTest
    @MethodSource("lockers")
    void secondLockOfAHandleIsTheFirst(String name) throws Exception {
        Locker locker = io.portalocker.testkit.Holder.locker(name);
        try (LockableFile ours = LockableFile.open(file, "r+");
                Peer other = Peer.java("lock", file, "mode=r+", "locker=" + name)) {
            for (LockFlag flag : List.of(EXCLUSIVE, SHARED)) {
                Portalocker.lock(locker, ours, flag);
                Portalocker.lock(locker, ours, flag);
                assertFalse(other.tryAcquire());
                Portalocker.unlock(locker, ours);
                assertTrue(other.tryAcquire(), "one unlock, after two locks " + flag);
                other.release();
            }
        }
    }

    /** What the second lock of a handle did not get it had not before either, or has still. */
    @ParameterizedTest
    @MethodSource("lockers")
    void refusedConversionLeavesOneLockAtMost(String name) throws Exception {
        Locker locker = io.portalocker.testkit.Holder.locker(name);
        try (LockableFile ours = LockableFile.open(file, "r+");
                Peer reader = Peer.java("lock", file, "mode=r", "shared=true", "locker=" + name);
                Peer writer = Peer.java("lock", file, "mode=r+", "locker=" + name)) {
            Portalocker.lock(locker, ours, SHARED);
            assertTrue(reader.tryAcquire());
            assertThrows(AlreadyLockedException.class, () -> Portalocker.lock(locker, ours, EXCLUSIVE, NON_BLOCKING));
            Portalocker.unlock(locker, ours);
            reader.release();
            assertTrue(writer.tryAcquire());
        }
    }

    @ParameterizedTest
    @MethodSource("lockers")
    void lockIsConverted(String name) throws Exception {
        Locker locker = io.portalocker.testkit.Holder.locker(name);
        try (LockableFile ours = LockableFile.open(file, "r+");
                Peer reader = Peer.java("lock", file, "mode=r", "shared=true", "locker=" + name)) {
            Portalocker.lock(locker, ours, EXCLUSIVE);
            assertFalse(reader.tryAcquire());
            Portalocker.lock(locker, ours, SHARED);
            assertTrue(reader.tryAcquire());
            assertThrows(AlreadyLockedException.class, () -> Portalocker.lock(locker, ours, EXCLUSIVE, NON_BLOCKING));
            reader.release();
            Portalocker.lock(locker, ours, EXCLUSIVE, NON_BLOCKING);
            assertFalse(reader.tryAcquire());
        }
    }

    @Test
    void waitsAndCanBeInterrupted() throws Exception {
        try (LockableFile first = LockableFile.open(file, "r+");
                LockableFile second = LockableFile.open(file, "r+")) {
            Portalocker.lock(first, EXCLUSIVE);
            Background<Boolean> waiter = Background.start(() -> {
                        assertThrows(LockInterruptedException.class, () -> Portalocker.lock(second, EXCLUSIVE));
                        return Thread.interrupted();
                    })
                    .awaitWaiting();
            waiter.interrupt();
            assertTrue(waiter.get());
            Background<String> again = Background.start(() -> {
                        Portalocker.lock(second, EXCLUSIVE);
                        return "locked";
                    })
                    .awaitWaiting();
            assertFalse(again.isDone());
            Portalocker.unlock(first);
            assertEquals("locked", again.get());
        }
    }

    // Who holds it

    @Test
    void holdersNameThisProcess() throws Exception {
        Requirements.require(OS.LINUX.isCurrentOs(), "Linux, which tells who holds");
        assertEquals(List.of(), Portalocker.holders(file));
        for (Locker locker : List.of(Locker.FLOCK, Locker.LOCKF, Locker.OFD)) {
            try (var held = Lock.of(file).withLocker(locker).acquire()) {
                List<LockHolder> holders = Portalocker.holders(file);
                assertEquals(1, holders.size(), () -> locker.name() + ": " + holders);
                assertEquals(ProcessHandle.current().pid(), holders.getFirst().pid(), locker.name());
                assertFalse(holders.getFirst().shared());
                assertTrue(held.isHeld());
            }
        }
        assertEquals(List.of(), Portalocker.holders(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"portalocker", "filelock", "lockf"})
    void holdersNamePython(String kind) throws Exception {
        Requirements.require(OS.LINUX.isCurrentOs(), "Linux, which tells who holds");
        try (Peer python = Peer.python(kind, file)) {
            assertTrue(python.tryAcquire());
            List<LockHolder> holders = Portalocker.holders(file);
            assertEquals(1, holders.size(), holders::toString);
            assertEquals(python.child().pid(), holders.getFirst().pid());
            assertTrue(holders.getFirst().command().contains("holder.py"), holders::toString);
        }
    }

    @Test
    void sharersAreAllNamed() throws Exception {
        Requirements.require(OS.LINUX.isCurrentOs(), "Linux, which tells who holds");
        try (Peer other = Peer.java("lock", file, "shared=true", "mode=r");
                var held = Lock.of(file).withShared(true).acquire()) {
            assertTrue(other.tryAcquire());
            List<LockHolder> holders = Portalocker.holders(file);
            assertEquals(
                    Set.of(ProcessHandle.current().pid(), other.child().pid()),
                    Set.copyOf(holders.stream().map(LockHolder::pid).toList()));
            assertTrue(holders.stream().allMatch(LockHolder::shared));
            assertTrue(held.isHeld());
            AlreadyLockedException e = assertThrows(
                    AlreadyLockedException.class,
                    () -> Lock.of(file).withFailWhenLocked(true).acquire());
            assertEquals(2, e.holders().size());
            assertTrue(e.getMessage().contains("pid " + other.child().pid()), e.getMessage());
        }
    }

    @Test
    void holdersOfNoFile() {
        assertThrows(LockIOException.class, () -> Portalocker.holders(directory.resolve("absent")));
    }
}
