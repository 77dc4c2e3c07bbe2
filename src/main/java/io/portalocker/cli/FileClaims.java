package io.portalocker.cli;

import io.portalocker.BoundedSemaphore;
import io.portalocker.LockException;
import io.portalocker.LockHolder;
import io.portalocker.MarkerOwner;
import io.portalocker.PidFileLock;
import io.portalocker.Portalocker;
import io.portalocker.SoftFileLock;
import io.portalocker.SoftReadWriteLock;
import io.portalocker.StrictSoftFileLock;
import io.portalocker.internal.command.LockQueue;
import io.portalocker.internal.command.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who holds the lock of a file, by whatever account there is: the first that names somebody. */
final class FileClaims {

    private FileClaims() {}

    /** What a name means: a file, or the beginning of the names of a semaphore's slots, there or where temporary files are. */
    static Claims of(Word name) throws IOException {
        Path path = name.path();
        if (path.getFileName() != null && Files.isDirectory(path.resolveSibling(path.getFileName() + ".rw"))) {
            List<Claim> members = ofLog(path);
            if (!members.isEmpty() || Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                return Claims.held(members);
            }
        }
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS) && path.getFileName() != null) {
            Path beginning = path.toAbsolutePath();
            if (name.raw().indexOf('/') < 0 && slots(beginning).isEmpty()) {
                beginning = BoundedSemaphore.named("portalocker", 1).directory().resolve(beginning.getFileName());
            }
            List<Path> slots = slots(beginning);
            if (!slots.isEmpty()) {
                return Claims.held(ofSlots(slots));
            }
        }
        Path real = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
        List<Claim> system = new ArrayList<>();
        for (LockHolder holder : Portalocker.holders(real)) {
            system.add(Claim.ofSystem(Claim.isTold() ? "kernel" : "restart manager", holder));
        }
        if (!system.isEmpty() && Claim.isTold()) {
            return new Claims(system, waiters(real), LockQueue.isTold());
        }
        List<Claim> holders = ofPidFile(path);
        if (holders.isEmpty()) {
            holders = ofMarker(path);
        }
        if (!holders.isEmpty()) {
            return Claims.held(holders);
        }
        Claims claims = ofClaims(path);
        // Who only has the file open comes last.
        return claims.holders().isEmpty() && !system.isEmpty() ? Claims.held(system) : claims;
    }

    private static List<Claim> waiters(Path path) {
        List<Claim> waiters = new ArrayList<>();
        for (LockQueue.Waiter waiter : LockQueue.of(path)) {
            ProcessHandle.Info info =
                    ProcessHandle.of(waiter.pid()).map(ProcessHandle::info).orElse(null);
            String command = info == null ? "" : info.commandLine().orElse("");
            Instant started = info == null ? Instant.EPOCH : info.startInstant().orElse(Instant.EPOCH);
            waiters.add(Claim.of("kernel", new LockHolder(waiter.pid(), command, started, waiter.shared())));
        }
        return waiters;
    }

    private static List<Claim> ofPidFile(Path path) throws IOException {
        PidFileLock lock = PidFileLock.of(path);
        List<Claim> holders = new ArrayList<>();
        if (Files.exists(lock.lockPath())) {
            String since = time(path);
            for (LockHolder holder : lock.holders()) {
                holders.add(Claim.of("pid file", holder).since(since));
            }
        }
        return holders;
    }

    private static List<Claim> ofMarker(Path path) throws LockException {
        SoftFileLock soft = SoftFileLock.of(path);
        Optional<MarkerOwner> owner = soft.owner();
        if (owner.isEmpty()) {
            return List.of();
        }
        String kind = owner.get().token().isPresent() ? "lease" : "marker";
        String host = owner.get().host();
        List<LockHolder> here = soft.holders();
        return List.of(
                here.isEmpty()
                        ? Claim.elsewhere(kind, owner.get().pid(), Claim.EXCLUSIVE, host)
                        : Claim.of(kind, here.getFirst()).at(host).since(time(path)));
    }

    /** Of a soft read-write lock; who reads and who writes is not told of other machines. */
    private static List<Claim> ofLog(Path path) throws LockException {
        SoftReadWriteLock lock = SoftReadWriteLock.of(path);
        List<LockHolder> here = new ArrayList<>(lock.read().holders());
        List<Claim> holders = new ArrayList<>();
        for (MarkerOwner owner : lock.owners()) {
            Optional<LockHolder> known =
                    here.stream().filter(holder -> holder.pid() == owner.pid()).findFirst();
            known.ifPresent(here::remove);
            holders.add(
                    known.isPresent()
                            ? Claim.of("log", known.get()).at(owner.host())
                            : Claim.elsewhere("log", owner.pid(), Claim.UNTOLD, owner.host()));
        }
        return holders;
    }

    /**
     * Of a strict lock. Beside a holder nobody's intent tells anything: the holder's own stays there, and who waits shows one for
     * a moment only, now and then.
     */
    private static Claims ofClaims(Path path) throws LockException {
        List<Claim> holders = new ArrayList<>();
        List<Claim> waiters = new ArrayList<>();
        StrictSoftFileLock strict = StrictSoftFileLock.of(path);
        List<LockHolder> here = strict.holders();
        for (StrictSoftFileLock.ClaimOfOwner each : strict.claims()) {
            MarkerOwner owner = each.owner();
            Claim claim = each.held() && !here.isEmpty()
                    ? Claim.of("claim", here.getFirst()).at(owner.host())
                    : Claim.elsewhere("claim", owner.pid(), Claim.EXCLUSIVE, owner.host());
            (each.held() ? holders : waiters).add(claim);
        }
        return holders.isEmpty() ? new Claims(holders, waiters, false) : Claims.held(holders);
    }

    private static List<Path> slots(Path beginning) throws IOException {
        Pattern slot = slotOf(beginning);
        Path directory = beginning.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.filter(
                            file -> slot.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    private static Pattern slotOf(Path beginning) {
        return Pattern.compile(Pattern.quote(beginning.getFileName().toString()) + "\\.(\\d{2,})\\.lock");
    }

    private static List<Claim> ofSlots(List<Path> slots) throws LockException {
        List<Claim> holders = new ArrayList<>();
        for (Path slot : slots) {
            Matcher number = Pattern.compile(".*\\.(\\d+)\\.lock", Pattern.DOTALL)
                    .matcher(slot.getFileName().toString());
            String kind = "slot " + (number.matches() ? Integer.parseInt(number.group(1)) : -1);
            for (LockHolder holder : Portalocker.holders(slot)) {
                holders.add(Claim.ofSystem(kind, holder));
            }
        }
        return holders;
    }

    /** When a file was written last, which for a marker or a pid file is when it was published. */
    private static String time(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant().toString();
        } catch (IOException e) {
            return Claim.UNTOLD;
        }
    }
}
