package io.portalocker.internal.verify;

import io.portalocker.internal.acquire.Hold;
import io.portalocker.internal.acquire.Kind;
import io.portalocker.internal.file.Access;
import io.portalocker.internal.file.FileKind;
import io.portalocker.internal.file.KernelLocking;
import io.portalocker.internal.file.PlainOpening;
import io.portalocker.internal.marker.MarkerEngine;
import io.portalocker.internal.marker.MarkerKind;
import io.portalocker.internal.marker.strict.StrictKind;
import io.portalocker.internal.range.RangeKind;
import io.portalocker.internal.sys.LockCalls;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A way to lock, tried through the engine as every lock goes. Its name is a word of the protocol. */
record Way(String name) {

    private static final String RANGES = "BYTE_RANGES";
    private static final String MARKER = "MARKER";
    private static final String STRICT = "STRICT_MARKER";

    /** As filelock has them; portalocker waits for kernel locks as the file system permits. */
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

    /** Those of this system, the default one first. */
    static List<Way> all() {
        LockCalls calls = Platform.current().locks();
        List<Way> all = new ArrayList<>(List.of(preferred()));
        calls.mechanisms().stream()
                .filter(mechanism -> mechanism != calls.preferred())
                .sorted()
                .forEach(mechanism -> all.add(new Way(mechanism.name())));
        all.addAll(List.of(new Way(RANGES), new Way(MARKER), new Way(STRICT)));
        return all;
    }

    static Way preferred() {
        return new Way(Platform.current().locks().preferred().name());
    }

    boolean isMarker() {
        return name.equals(MARKER) || name.equals(STRICT);
    }

    /** Whether the end of its holder frees it for a contender of the same machine. */
    boolean endsWithItsHolder() {
        return !name.equals(STRICT);
    }

    boolean isOfKernel() {
        return !isMarker() && !name.equals(RANGES);
    }

    Mechanism mechanism() {
        return Mechanism.valueOf(name);
    }

    Kind<? extends Hold> kind(Path file, boolean shared) {
        return switch (name) {
            case RANGES -> new RangeKind(file, shared, INTERVAL);
            case MARKER -> new MarkerKind(file, INTERVAL, MarkerEngine.system());
            case STRICT -> new StrictKind(file, INTERVAL, MarkerEngine.system());
            default ->
                new FileKind(
                        file, new PlainOpening(Access.READ_APPEND), KernelLocking.of(mechanism()), shared, INTERVAL);
        };
    }
}
