package io.portalocker.internal.sys.windows;

import io.portalocker.bindings.windows.RM_PROCESS_INFO;
import io.portalocker.bindings.windows.RM_UNIQUE_PROCESS;
import io.portalocker.bindings.windows.WindowsConstants;
import io.portalocker.internal.sys.LockOwner;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Scratch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks which processes have a file open, as installers do. Who holds its lock Windows tells nobody; the holder is among these.
 * A session takes some milliseconds, and a user has 64 of them: good for a message that somebody reads.
 */
final class RestartManager {

    /** More are asked for again, with room for those that came meanwhile. */
    private static final int USUAL = 16;

    private static final int ATTEMPTS = 4;

    /** In the memory of a question: the session, what is needed, what there is, the reasons against a restart, the key. */
    private static final long NEEDED = 4;

    private static final long COUNT = 8;
    private static final long REASONS = 12;
    private static final long KEY = 16;

    private RestartManager() {}

    /** {@return the processes; none where the system does not tell: Nano Server has no Restart Manager, Wine an empty one} */
    static List<LockOwner> openers(Path path) {
        try (Scratch scratch = Scratch.take();
                Arena arena = Arena.ofConfined()) {
            MemorySegment question =
                    arena.allocate(KEY + (WindowsConstants.CCH_RM_SESSION_KEY() + 1L) * Character.BYTES, Long.BYTES);
            if (NativeRestartManager.startSession(scratch, question, question.asSlice(KEY)) != 0) {
                return List.of();
            }
            int session = question.get(ValueLayout.JAVA_INT, 0);
            try {
                return openers(scratch, arena, session, question, path);
            } finally {
                NativeRestartManager.endSession(scratch, session);
            }
        } catch (LinkageError e) {
            return List.of();
        }
    }

    private static List<LockOwner> openers(
            Scratch scratch, Arena arena, int session, MemorySegment question, Path path) {
        MemorySegment names = arena.allocate(ValueLayout.ADDRESS);
        names.set(ValueLayout.ADDRESS, 0, WidePath.of(scratch, path));
        if (NativeRestartManager.registerFile(scratch, session, names) != 0) {
            return List.of();
        }
        int room = USUAL;
        for (int i = 0; i < ATTEMPTS; i++) {
            MemorySegment processes = RM_PROCESS_INFO.allocateArray(room, arena);
            question.set(ValueLayout.JAVA_INT, COUNT, room);
            int error = NativeRestartManager.getList(
                    scratch,
                    session,
                    question.asSlice(NEEDED, Integer.BYTES),
                    question.asSlice(COUNT, Integer.BYTES),
                    processes,
                    question.asSlice(REASONS, Integer.BYTES));
            if (error == 0) {
                return owners(processes, question.get(ValueLayout.JAVA_INT, COUNT));
            }
            if (error != WindowsConstants.ERROR_MORE_DATA()) {
                return List.of();
            }
            room = question.get(ValueLayout.JAVA_INT, NEEDED) + USUAL;
        }
        return List.of();
    }

    /** A process is listed for each of its services, too. */
    static List<LockOwner> owners(MemorySegment processes, int count) {
        List<LockOwner> owners = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MemorySegment process = RM_PROCESS_INFO.Process_(RM_PROCESS_INFO.asSlice(processes, i));
            long pid = Integer.toUnsignedLong(RM_UNIQUE_PROCESS.dwProcessId(process));
            owners.add(new LockOwner(pid, false, Mechanism.LOCK_FILE_EX));
        }
        return owners.stream().distinct().toList();
    }
}
