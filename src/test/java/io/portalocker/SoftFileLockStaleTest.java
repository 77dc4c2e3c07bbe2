package io.portalocker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.internal.sys.Platform;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.NeedsPosix;
import io.portalocker.testkit.Requirements;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** filelock's test_soft_stale: what is broken, what is not, and what is never touched. Time is the test's. */
@Timeout(60)
@NeedsPosix("true, sleep and chmod; SoftFileLockContractTest has dead holders on every system")
class SoftFileLockStaleTest extends MarkerFixture {
    private static final Duration ALMOST = Duration.ofSeconds(2).minusNanos(1);

    private void assertBrokenOnlyAfterTwoSeconds() throws Exception {
        assertEquals(Optional.empty(), attempt());
        time.pass(ALMOST);
        assertEquals(Optional.empty(), attempt());
        time.pass(Duration.ofNanos(1));
        assertTaken();
    }

    private String host() throws java.io.IOException {
        return engine.identity().host();
    }

    private static long deadPid() {
        try (Child child = Child.start("true")) {
            child.awaitExit();
            return child.pid();
        }
    }

    // Owners

    @Test
    void deadPidIsReclaimedAtOnce() throws Exception {
        Files.writeString(marker, deadPid() + "\n" + host() + "\n1\n");
        assertTaken();
    }

    @Test
    void deadPidWithoutTokenIsReclaimedAtOnce() throws Exception {
        Files.writeString(marker, deadPid() + "\n" + host() + "\n");
        assertTaken();
    }

    @Test
    void livePidIsKept() throws Exception {
        try (Child child = Child.start("sleep", "600")) {
            var start = Platform.current().processes().startToken(child.pid()).orElseThrow();
            Files.writeString(marker, child.pid() + "\n" + host() + "\n" + start + "\n");
            assertLeftAlone();
        }
    }

    @Test
    void livePidWithoutTokenIsKept() throws Exception {
        Files.writeString(marker, ProcessHandle.current().pid() + "\n" + host() + "\n");
        assertLeftAlone();
    }

    @Test
    void recycledPidIsReclaimedByItsStartToken() throws Exception {
        Files.writeString(marker, ProcessHandle.current().pid() + "\n" + host() + "\n1\n");
        assertTaken();
    }

    @Test
    void foreignHostIsKeptHoweverOld() throws Exception {
        Files.writeString(marker, deadPid() + "\nanother.example\n1\n");
        Files.setLastModifiedTime(marker, FileTime.from(Instant.EPOCH));
        assertLeftAlone();
        var e = assertThrows(
                AlreadyLockedException.class,
                () -> SoftFileLock.of(marker).withFailWhenLocked(true).acquire());
        assertTrue(e.getMessage().contains("on another.example"), e.getMessage());
    }

    @Test
    void strictSentinelIsKept() throws Exception {
        Files.writeString(marker, "1\nfilelock-strict-v1\0\n0\n");
        assertLeftAlone();
    }

    @Test
    void emptyMarkerIsKept() throws Exception {
        Files.createFile(marker);
        assertLeftAlone();
    }

    @Test
    void leaseAndUnknownContractsAreKept() throws Exception {
        for (String mode : List.of("lease", "exclusive", "later")) {
            String owner = "pid=" + deadPid() + "\nhost=" + (mode.equals("later") ? host() : "another.example");
            Files.writeString(marker, "filelock/2\n" + owner + "\nmode=" + mode + "\ntoken=t\nduration=0.001\n");
            assertLeftAlone();
        }
    }

    @Test
    void leaseOfADeadOwnerIsReclaimed() throws Exception {
        Files.writeString(
                marker, "filelock/2\npid=" + deadPid() + "\nhost=" + host() + "\nmode=lease\ntoken=t\nduration=9\n");
        assertTaken();
    }

    private void permit(String permissions) throws Exception {
        Files.setPosixFilePermissions(marker, PosixFilePermissions.fromString(permissions));
    }

    private void makeSticky() {
        try (Child chmod = Child.start("chmod", "1777", directory.toString())) {
            assertEquals(0, chmod.awaitExit());
        }
    }

    @Test
    void forgeableRecordInAStickyDirectoryProvesNothing() throws Exception {
        Files.writeString(marker, deadPid() + "\n" + host() + "\n1\n");
        makeSticky();
        permit("rw-rw-rw-");
        assertLeftAlone();
        permit("rw-r--r--");
        assertTaken();
    }

    @Test
    void groupThatMayWriteIsNotEverybody() throws Exception {
        Files.writeString(marker, deadPid() + "\n" + host() + "\n1\n");
        makeSticky();
        permit("rw-rw-r--"); // as filelock before 4.2 made them under umask 002
        assertTaken();
    }

    @Test
    void nonsenseThatAnybodyMayHaveWrittenInAStickyDirectoryProvesNothing() throws Exception {
        Files.writeString(marker, "x\n");
        makeSticky();
        permit("rw-rw-rw-");
        assertLeftAlone();
        permit("rw-r--r--");
        assertEquals(Optional.empty(), attempt(), "another file now, as far as can be told");
        time.pass(Duration.ofSeconds(2));
        assertTaken();
    }

    @Test
    void whoMayOnlyReadADeadMarkerDoesNotKeepIt() throws Exception {
        Files.writeString(marker, deadPid() + "\n" + host() + "\n1\n");
        Requirements.requireProgram("flock");
        try (Child reader =
                Child.start("flock", "--exclusive", marker.toString(), "sh", "-c", "echo locked; sleep 60")) {
            reader.expect("locked");
            assertTaken();
        }
    }

    @Test
    void releasedMarkerIsTakenAtOnce() throws Exception {
        Files.writeString(marker, "filelock/released\n");
        assertTaken();
    }

    @Test
    void placeholderOfABreakerIsBrokenAfterTwoSeconds() throws Exception {
        Files.writeString(marker, "filelock/break\n" + deadPid() + "\n");
        assertBrokenOnlyAfterTwoSeconds();
    }

    // Records that are none

    static List<byte[]> malformed() {
        return Stream.of(
                        "\n",
                        "1\n",
                        "1\n2\n3\n4\n",
                        "x\nhost\n",
                        "0\nhost\n",
                        "-1\nhost\n",
                        "2147483648\nhost\n",
                        "9".repeat(200) + "\nhost\n",
                        "\0\n\0\n",
                        "1\nhost",
                        "1\nhost\nsoon\n",
                        "x".repeat(5000))
                .map(text -> text.getBytes(UTF_8))
                .toList();
    }

    @ParameterizedTest
    @MethodSource
    void malformed(byte[] content) throws Exception {
        Files.write(marker, content);
        Files.setLastModifiedTime(marker, FileTime.from(Instant.EPOCH)); // its own clock says nothing
        assertBrokenOnlyAfterTwoSeconds();
    }

    @Test
    void binaryIsMalformed() throws Exception {
        Files.write(marker, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, '\n'});
        assertBrokenOnlyAfterTwoSeconds();
    }

    @Test
    void hugeFileIsNotReadWhole() throws Exception {
        try (var file = Files.newByteChannel(
                marker, java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE)) {
            file.position(1L << 40);
            file.write(java.nio.ByteBuffer.wrap(new byte[] {1}));
        }
        assertBrokenOnlyAfterTwoSeconds();
    }

    @Test
    void malformedMarkerThatChangesIsWatchedAnew() throws Exception {
        Files.writeString(marker, "half of a rec");
        assertEquals(Optional.empty(), attempt());
        time.pass(ALMOST);
        Files.writeString(marker, "half of a record");
        assertBrokenOnlyAfterTwoSeconds();
    }

    @Test
    void watchDoesNotPassToASuccessorOnTheSameInode() throws Exception {
        Files.writeString(marker, "junk\n");
        assertEquals(Optional.empty(), attempt());
        time.pass(Duration.ofSeconds(1));
        FileTime first = Files.getLastModifiedTime(marker);
        do { // ext4 gives the inode out again at once, and its clock ticks every few milliseconds
            Files.delete(marker);
            Files.writeString(marker, "junk\n");
        } while (Files.getLastModifiedTime(marker).equals(first));
        time.pass(Duration.ofSeconds(1));
        assertBrokenOnlyAfterTwoSeconds();
    }

    @Test
    void watchOutlivesTheAttempt() throws Exception {
        Files.writeString(marker, "junk\n");
        for (int i = 0; i < 4; i++) {
            assertEquals(Optional.empty(), attempt());
            time.pass(Duration.ofMillis(500));
        }
        assertTaken();
    }

    @Test
    void oneWaitIsEnough() throws Exception {
        Files.writeString(marker, "junk\n");
        long before = time.nanoTime();
        take(kind(engine), Duration.ofSeconds(10), time).orElseThrow().release();
        assertTrue(time.nanoTime() - before >= Duration.ofSeconds(2).toNanos());
        assertTrue(time.nanoTime() - before < Duration.ofMillis(2100).toNanos());
    }

    // Nodes that are no files

    @Test
    void symbolicLinkIsNotFollowed() throws Exception {
        Path victim = directory.resolveSibling(directory.getFileName() + "-victim");
        Files.writeString(victim, deadPid() + "\n" + host() + "\n1\n");
        Files.createSymbolicLink(marker, victim);
        assertBrokenOnlyAfterTwoSeconds();
        assertTrue(Files.deleteIfExists(victim), "what it led to is untouched");
    }

    @Test
    void danglingLinkIsNotFollowed() throws Exception {
        Path target = directory.resolveSibling(directory.getFileName() + "-target");
        Files.createSymbolicLink(marker, target);
        assertBrokenOnlyAfterTwoSeconds();
        assertFalse(Files.exists(target));
    }

    @Test
    void fifoDoesNotBlock() throws Exception {
        Requirements.requireProgram("mkfifo");
        try (Child mkfifo = Child.start("mkfifo", marker.toString())) {
            assertEquals(0, mkfifo.awaitExit());
        }
        assertBrokenOnlyAfterTwoSeconds();
    }

    @Test
    void socketIsHandled() throws Exception {
        // A socket's name is short by its nature.
        Path link = Files.createSymbolicLink(Files.createTempDirectory("s").resolve("d"), directory);
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(link.resolve("job.lock")));
            assertBrokenOnlyAfterTwoSeconds();
        } finally {
            Files.delete(link);
            Files.delete(link.getParent());
        }
    }

    @Test
    void directoryIsAnErrorAtOnce() throws Exception {
        Files.createDirectory(marker);
        var e = assertThrows(LockIOException.class, this::attempt);
        assertEquals("EISDIR", e.symbol());
        assertTrue(Files.isDirectory(marker));
    }
}
