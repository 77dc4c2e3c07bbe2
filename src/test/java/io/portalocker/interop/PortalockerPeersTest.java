package io.portalocker.interop;

import io.portalocker.Locker;
import io.portalocker.testkit.Peer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;

/** The kernel locks of portalocker and filelock, of each release, on the same file. */
@Timeout(120)
class PortalockerPeersTest extends EachRelease implements KernelPeers {
    static Stream<Other> sharing() {
        return Stream.of(KernelPeers.python("portalocker", Locker.FLOCK));
    }

    static Stream<Other> all() {
        return Stream.concat(
                sharing(),
                Stream.of(new Other(
                        "filelock",
                        Locker.FLOCK,
                        path -> Peer.python("filelock", path),
                        path -> Peer.python("filelock", path))));
    }
}
