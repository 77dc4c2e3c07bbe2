package io.portalocker.internal.file;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.FileCalls;
import io.portalocker.internal.sys.FileStatus;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.sys.OpenFlags;
import io.portalocker.internal.sys.Platform;
import io.portalocker.internal.sys.SysException;
import io.portalocker.internal.text.Log;
import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of drafts, and what becomes of those whose writers were killed. A draft is named as Python's portalocker names
 * its own, {@code .portalocker.<16 hex>.tmp}, so that nobody need learn two patterns; but the second half of the number
 * follows from the first, by which ours are told from everybody else's. While it is written it is locked with {@code flock}:
 * one of ours, of this user, that nobody has locked, was left behind.
 */
final class DraftNames {

    private static final Pattern NAME = Pattern.compile("\\.portalocker\\.([0-9a-f]{8})([0-9a-f]{8})\\.tmp");

    /** So many random names in use already mean that something is wrong with the randomness. */
    private static final int MOST_NAMES = 100;

    /** Any number will do, and this is no secret. */
    private static final int SALT = 0x9E3779B9;

    private static final int MOST_DIRECTORIES = 1_000;

    /** Which have been looked through: a writer that dies is survived by few, and looking costs a listing. */
    private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

    private DraftNames() {}

    /** Creates a draft, marked as alive. */
    static OpenFile create(Path directory, int permissions) throws IOException {
        sweepOnce(directory);
        for (int attempt = 1; ; attempt++) {
            Path hidden = directory.resolve(draw(Unguessable.bytes(Integer.BYTES)));
            try {
                OpenFile file = FileOpener.create(hidden, permissions);
                boolean claimed = false;
                try {
                    claimed = claim(file);
                    if (claimed) {
                        return file;
                    }
                } finally {
                    if (!claimed) {
                        LateClose.quietly(file);
                        LateClose.quietly(() -> file.files().unlink(hidden)); // if a sweeper has not
                    }
                }
            } catch (SysException e) {
                if (e.kind() != ErrorKind.EXISTS || attempt >= MOST_NAMES) {
                    throw new Failure(directory.resolve(".portalocker.*.tmp").toString(), "open", e);
                }
            }
        }
    }

    static String draw(byte[] random) {
        int first = ByteBuffer.wrap(random).getInt();
        HexFormat hex = HexFormat.of();
        return ".portalocker." + hex.toHexDigits(first) + hex.toHexDigits(second(first)) + ".tmp";
    }

    /** Mixes the bits as the finalizer of MurmurHash3 does. */
    private static int second(int first) {
        int mixed = first ^ SALT;
        mixed = (mixed ^ mixed >>> 16) * 0x85EBCA6B;
        mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
        return mixed ^ mixed >>> 16;
    }

    static boolean isOurs(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                && second(HexFormat.fromHexDigits(matcher.group(1))) == HexFormat.fromHexDigits(matcher.group(2));
    }

    /**
     * Marks a new draft as alive. False if a sweeper came between its creation and the mark: it takes another then.
     * Throws SysException on any failure but that the file system has no such lock: then nothing is swept there.
     */
    static boolean claim(OpenFile draft) throws IOException {
        Platform platform = draft.platform();
        if (!platform.locks().mechanisms().contains(Mechanism.FLOCK)) {
            return true;
        }
        try {
            return platform.locks().tryLock(Mechanism.FLOCK, draft.descriptor(), false) && draft.isAtPath();
        } catch (SysException noLock) {
            return true;
        }
    }

    /** Removes what was left behind in a directory, the first time this JVM writes there. */
    static void sweepOnce(Path directory) {
        if (SWEPT.size() >= MOST_DIRECTORIES) {
            SWEPT.clear();
        }
        if (SWEPT.add(directory)) {
            sweep(directory);
        }
    }

    static void sweep(Path directory) {
        Platform platform = Platform.current();
        if (!platform.locks().mechanisms().contains(Mechanism.FLOCK)) {
            return;
        }
        try {
            FileCalls files = platform.files();
            long opened = files.openDirectory(directory.toRealPath());
            try {
                for (String name : files.list(opened)) {
                    if (isOurs(name)) {
                        removeDead(platform, opened, name);
                    }
                }
            } finally {
                files.close(opened);
            }
        } catch (IOException e) {
            Log.debug("cannot look through " + directory, e);
        }
    }

    private static void removeDead(Platform platform, long directory, String name) throws SysException {
        FileCalls files = platform.files();
        long draft;
        try {
            draft = files.open(directory, name, OpenFlags.READ, 0);
        } catch (SysException goneOrNotOurs) {
            return;
        }
        try {
            FileStatus status = files.status(draft);
            boolean dead = status.isRegular()
                    && status.owner() == platform.processes().effectiveUser()
                    && platform.locks().tryLock(Mechanism.FLOCK, draft, false)
                    && files.status(directory, name).isSameFile(status);
            if (dead) {
                files.unlink(directory, name);
            }
        } catch (SysException e) {
            Log.debug("cannot remove " + name, e);
        } finally {
            files.close(draft);
        }
    }
}
