package io.portalocker.internal.sys.windows;

import static io.portalocker.bindings.windows.WindowsConstants.ComputerNamePhysicalDnsHostname;
import static io.portalocker.bindings.windows.WindowsConstants.ERROR_ACCESS_DENIED;
import static io.portalocker.bindings.windows.WindowsConstants.ERROR_INVALID_PARAMETER;
import static io.portalocker.bindings.windows.WindowsConstants.PROCESS_QUERY_LIMITED_INFORMATION;
import static io.portalocker.bindings.windows.WindowsConstants.PROCESS_TERMINATE;
import static io.portalocker.bindings.windows.WindowsConstants.SYNCHRONIZE;
import static io.portalocker.bindings.windows.WindowsConstants.WAIT_FAILED;
import static io.portalocker.bindings.windows.WindowsConstants.WAIT_OBJECT_0;

import io.portalocker.bindings.windows.FILETIME;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.LockOwner;
import io.portalocker.internal.sys.ProcessCalls;
import io.portalocker.internal.sys.Scratch;
import io.portalocker.internal.sys.SysException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Processes of Windows. This layer has not run on Windows. */
public final class PlatformProcesses implements ProcessCalls {

    /** Behind the size of the answer, with as many characters as fit well. */
    private static final long HOST_NAME = Long.BYTES;

    private static final int LONGEST_HOST_NAME = 500;

    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    /** Python's {@code gethostname} asks for the same of the system's several names. */
    @Override
    public byte[] hostName() throws SysException {
        try (Scratch scratch = Scratch.take()) {
            MemorySegment area = scratch.area();
            area.set(ValueLayout.JAVA_INT, 0, LONGEST_HOST_NAME);
            MemorySegment name = area.asSlice(HOST_NAME, LONGEST_HOST_NAME * (long) Character.BYTES);
            int result = Native.getComputerName(scratch, ComputerNamePhysicalDnsHostname(), name, area);
            PlatformErrors.check("GetComputerNameExW", result, scratch);
            long bytes = area.get(ValueLayout.JAVA_INT, 0) * (long) Character.BYTES;
            return new String(name.asSlice(0, bytes).toArray(ValueLayout.JAVA_CHAR)).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** The time of creation in 100-nanosecond ticks since 1601, as Python's filelock writes it. */
    @Override
    public Optional<BigInteger> startToken(long pid) {
        try (Scratch scratch = Scratch.take()) {
            long process = open(scratch, PROCESS_QUERY_LIMITED_INFORMATION(), pid);
            if (process == 0) {
                return Optional.empty();
            }
            try {
                MemorySegment times = scratch.area();
                long bytes = FILETIME.sizeof();
                int result = Native.getProcessTimes(
                        scratch,
                        process,
                        times,
                        times.asSlice(bytes),
                        times.asSlice(2 * bytes),
                        times.asSlice(3 * bytes));
                return result == 0 ? Optional.empty() : Optional.of(BigInteger.valueOf(Structs.ticks(times)));
            } finally {
                Native.closeHandle(scratch, process);
            }
        }
    }

    /** A process that has ended exists as long as somebody has a handle of it; then only a wait tells. */
    @Override
    public boolean isAlive(long pid) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            long process = open(scratch, SYNCHRONIZE(), pid);
            if (process == 0) {
                return isAliveByError(scratch.error());
            }
            try {
                int result = Native.waitForSingleObject(scratch, process, 0);
                if (result == WAIT_FAILED()) {
                    throw PlatformErrors.failure("WaitForSingleObject", scratch.error());
                }
                return result != WAIT_OBJECT_0();
            } finally {
                Native.closeHandle(scratch, process);
            }
        }
    }

    static boolean isAliveByError(int error) throws SysException {
        if (error == ERROR_INVALID_PARAMETER()) {
            return false;
        }
        if (error == ERROR_ACCESS_DENIED()) {
            return true;
        }
        throw PlatformErrors.failure("OpenProcess", error);
    }

    /** Ends the process, whose exit code becomes the signal's number, as with Python; 0 only asks whether one may. */
    @Override
    public void signal(long pid, int signal) throws SysException {
        try (Scratch scratch = Scratch.take()) {
            long process = open(scratch, PROCESS_TERMINATE(), pid);
            if (process == 0) {
                throw PlatformErrors.failure("OpenProcess", scratch.error());
            }
            try {
                if (signal != 0) {
                    int result = Native.terminateProcess(scratch, process, signal);
                    PlatformErrors.check("TerminateProcess", result, scratch);
                }
            } finally {
                Native.closeHandle(scratch, process);
            }
        }
    }

    /** The low half of a number that is no process id would name another process; 0 names none. */
    private static long open(Scratch scratch, int access, long pid) {
        return Native.openProcess(scratch, access, pid <= UNSIGNED_INT ? (int) pid : 0);
    }

    @Override
    public int effectiveUser() {
        return 0;
    }

    @Override
    public boolean namesOpeners() {
        return true;
    }

    @Override
    public List<LockOwner> lockOwners(Path path, FileStatus file) {
        return RestartManager.openers(path);
    }
}
