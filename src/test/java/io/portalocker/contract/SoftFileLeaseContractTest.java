package io.portalocker.contract;

import static io.portalocker.testkit.Background.await;

import io.portalocker.Lease;
import io.portalocker.LockBase;
import io.portalocker.SoftFileLease;
import io.portalocker.internal.wait.NamedGates;
import io.portalocker.testkit.Peer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;

class SoftFileLeaseContractTest extends LockContract<Lease> {
    private static Path marker(Path directory) {
        return directory.resolve("job.lease");
    }

    @Override
    protected LockBase<?, Lease> lock(Path directory) {
        return SoftFileLease.of(marker(directory));
    }

    @Override
    protected Peer peer(Path directory) {
        return Peer.resident("lease", marker(directory));
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
