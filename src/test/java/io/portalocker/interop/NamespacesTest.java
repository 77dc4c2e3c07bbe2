package io.portalocker.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.portalocker.testkit.Container;
import io.portalocker.testkit.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who counts as dead when one side is in a container, has no boot id to read, or another clock. */
@Timeout(180)
class NamespacesTest {

    /** As a unit sees it that systemd shows nothing of {@code /proc} but processes. */
    private static final List<String> WITHOUT_BOOT_ID = List.of(
            "unshare", "--mount", "sh", "-c", "mount -t tmpfs none /proc/sys/kernel/random && exec \"$0\" \"$@\"");

    private static final List<String> WITH_ANOTHER_CLOCK =
            List.of("unshare", "--time", "--boottime", "100000", "--fork", "--kill-child");

    private static final List<String> DIRECTLY = List.of("env");

    @TempDir
    Path directory;

    private Path marker;

    enum Language {
        JAVA,
        PYTHON;

        Peer behind(List<String> program, Path marker) {
            return this == JAVA
                    ? Container.javaBehind(program, "soft", marker)
                    : Container.pythonBehind(program, "soft", marker);
        }

        Peer in(Container container, Path marker) {
            return this == JAVA ? container.java("soft", marker) : container.python("soft", marker);
        }
    }

    @BeforeEach
    void nameTheMarker() {
        marker = directory.resolve("job.lock");
    }

    private static Stream<Arguments> pairs() {
        return Stream.of(Language.values())
                .flatMap(holder -> Stream.of(Language.values()).map(contender -> Arguments.of(holder, contender)));
    }

    private static Stream<Arguments> cells() {
        return pairs().flatMap(pair -> Stream.of(true, false)
                .flatMap(inside ->
                        Stream.of(true, false).map(dies -> Arguments.of(pair.get()[0], pair.get()[1], inside, dies))));
    }

    /** Twice, since Python breaks at one attempt and takes at the next. */
    private void assertKeptOut(Peer contender) throws Exception {
        byte[] before = Files.readAllBytes(marker);
        assertFalse(contender.tryAcquire());
        assertFalse(contender.tryAcquire());
        assertArrayEquals(before, Files.readAllBytes(marker));
    }

    private void assertExcludes(Peer holder, Peer contender) throws Exception {
        holder.acquire();
        assertKeptOut(contender);
        holder.release();
        contender.acquire();
        contender.release();
    }

    /** A pid of one namespace says nothing in the other, whether its process lives or not. */
    @ParameterizedTest(name = "{0} holds, {1} contends, holder inside: {2}, dies: {3}")
    @MethodSource("cells")
    void markerOfAnotherPidNamespaceIsNeverBroken(Language holding, Language contending, boolean inside, boolean dies)
            throws Exception {
        try (Container container = Container.start();
                Peer holder = inside ? holding.in(container, marker) : holding.behind(DIRECTLY, marker);
                Peer contender = inside ? contending.behind(DIRECTLY, marker) : contending.in(container, marker)) {
            if (!dies) {
                assertExcludes(holder, contender);
                return;
            }
            holder.acquire();
            holder.die();
            assertKeptOut(contender);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void markerOfTheSameContainerIsBrokenWhenItsOwnerIsDead(Language holding, Language contending) throws Exception {
        try (Container container = Container.start();
                Peer holder = holding.in(container, marker);
                Peer contender = contending.in(container, marker)) {
            assertExcludes(holder, contender);
            holder.acquire();
            holder.die();
            contender.acquire();
            contender.release();
        }
    }

    private void assertJudgedRight(Language holding, Language contending, List<String> program) throws Exception {
        for (boolean inside : new boolean[] {true, false}) {
            try (Peer holder = holding.behind(inside ? program : DIRECTLY, marker);
                    Peer contender = contending.behind(inside ? DIRECTLY : program, marker)) {
                assertExcludes(holder, contender);
                holder.acquire();
                holder.die();
                contender.acquire();
                contender.release();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void bootIdThatOneSideCannotReadIsNoProof(Language holding, Language contending) throws Exception {
        Container.requireNamespaces("--mount");
        assertJudgedRight(holding, contending, WITHOUT_BOOT_ID);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void clockThatOneSideHasForItselfIsNoProof(Language holding, Language contending) throws Exception {
        Container.requireNamespaces("--time", "--boottime", "1");
        assertJudgedRight(holding, contending, WITH_ANOTHER_CLOCK);
    }

    /** What filelock before 4.2 and this library before 0.2 wrote in a container that has its machine's name. */
    @ParameterizedTest
    @MethodSource("pairs")
    void oldRecordOfALivingProcessInAContainerIsKept(Language holding, Language contending) throws Exception {
        try (Container container = Container.start();
                Peer holder = holding.in(container, marker)) {
            holder.acquire();
            String record = Files.readString(marker);
            String plain = record.replaceFirst("\\?pidns-[0-9a-f]+", "");
            assertFalse(plain.equals(record), "the record names the container");
            Files.writeString(marker, plain);
            try (Peer contender = contending.behind(DIRECTLY, marker)) {
                assertKeptOut(contender);
                holder.die();
                contender.acquire();
                contender.release();
            }
        }
    }
}
