package io.portalocker.contract;

import static io.portalocker.testkit.Background.await;

import io.portalocker.Held;
import io.portalocker.LockBase;
import io.portalocker.SoftFileLock;
import io.portalocker.internal.wait.NamedGates;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

class SoftFileLockContractTest extends LockContract<Held> {
    private static Path marker(Path directory) {
        return directory.resolve("job.lock");
    }

    @Override
    protected LockBase<?, Held> lock(Path directory) {
        return SoftFileLock.of(marker(directory));
    }

    @Override
    protected Peer peer(Path directory) {
        return Peer.resident("soft", marker(directory));
    }

    @Override
    protected String name(Path directory) {
        return marker(directory).toString();
    }

    @AfterEach
    void noGateIsLeftBehind() {
        await(() -> NamedGates.OF_JVM.size() == 0);
    }
}
