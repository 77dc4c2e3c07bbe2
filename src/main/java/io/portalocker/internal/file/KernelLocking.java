package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.sys.LockCalls;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.LockWait;
import java.io.IOException;

/** Locks by a mechanism of the kernel's. */
public enum KernelLocking implements Locking {
    FLOCK(Mechanism.FLOCK),
    LOCKF(Mechanism.LOCKF),
    OFD(Mechanism.OFD),
    LOCK_FILE_EX(Mechanism.LOCK_FILE_EX);

    private final Mechanism mechanism;

    KernelLocking(Mechanism mechanism) {
        this.mechanism = mechanism;
    }

    public static KernelLocking of(Mechanism mechanism) {
        return valueOf(mechanism.name());
    }

    /** {@return the way of this platform's that Python's peers lock in} */
    public static KernelLocking ofPlatform() {
        return of(Platform.current().locks().preferred());
    }

    @Override
    public boolean tryLock(OpenFile file, boolean shared) throws IOException {
        return calls(file).tryLock(mechanism, file.descriptor(), shared);
    }

    /** Closing the file meanwhile takes effect afterwards. */
    @Override
    public boolean await(OpenFile file, boolean shared, Deadline deadline, long interval)
            throws IOException, InterruptedException {
        file.begin();
        try {
            return LockWait.ofJvm().await(mechanism, file.descriptor(), shared, deadline, interval);
        } finally {
            file.end();
        }
    }

    @Override
    public void unlock(OpenFile file) throws IOException {
        file.begin();
        try {
            calls(file).unlock(mechanism, file.descriptor());
        } finally {
            file.end();
        }
    }

    @Override
    public boolean isOfProcess() {
        return mechanism == Mechanism.LOCKF;
    }

    @Override
    public boolean leavesDescriptorsClean() {
        return true;
    }

    private LockCalls calls(OpenFile file) throws Refusal {
        LockCalls calls = file.platform().locks();
        if (!calls.mechanisms().contains(mechanism)) {
            throw Refusal.unsupported(
                    file.platform().name() + " has no " + name() + " locks; it has " + calls.mechanisms());
        }
        return calls;
    }
}
