package io.portalocker.cli;

import io.portalocker.LockException;
import io.portalocker.LockHolder;
import io.portalocker.MarkerOwner;
import io.portalocker.PidFileLock;
import io.portalocker.Portalocker;
import io.portalocker.SoftFileLock;
import io.portalocker.StrictSoftFileLock;
import io.portalocker.StrictSoftFileLock.ClaimOfOwner;
import io.portalocker.internal.command.Program;
import io.portalocker.internal.command.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code portalocker who}: who holds locks on files, by the kernel's account, by their markers, claims and pid files. */
final class WhoCommand implements Subcommand {

    private static final Option JSON = Option.flag("Print a JSON array, an object for each FILE.", "--json");

    @Override
    public Syntax syntax() {
        return new Syntax(
                "who",
                "Prints who holds a lock: pid, shared or exclusive, when the process started, user, host, command.",
                List.of(new Syntax.Operand(
                        "FILE...", "The files: locked ones, markers of soft locks, strict locks, pid files.")),
                List.of(JSON, Syntax.HELP, Syntax.VERSION),
                List.of(
                        "The system tells when a process started, not since when it holds the lock. A dash stands for"
                                + " what is not told, such as the command of a process on another machine.",
                        "Exit status: 0 if somebody holds one of them, 1 if nobody is known to, 66 if a FILE cannot be"
                                + " examined."),
                List.of("portalocker who /tmp/backup.lock", "portalocker who --json /run/*.lock"));
    }

    @Override
    public int run(Parsed line, boolean mayBecome) throws IOException {
        if (line.operands().isEmpty()) {
            throw Mistakes.missing(line, "FILE", "/tmp/backup.lock");
        }
        boolean json = line.has(JSON);
        List<String> objects = new ArrayList<>();
        int status = ExitStatus.CONFLICT;
        boolean failed = false;
        for (Word file : line.operands()) {
            try {
                List<Claim> claims = claims(file.path());
                status = claims.isEmpty() ? status : 0;
                if (json) {
                    objects.add(Claim.json(file, claims));
                } else {
                    print(file, claims, line.operands().size() > 1);
                }
            } catch (LockException e) {
                Messages.PLAIN.complain(e);
                Mistakes.otherFile(file, line.operands()).ifPresent(Output.err()::println);
                failed = true;
            }
        }
        if (json) {
            Output.out().println("[" + String.join(",\n ", objects) + "]");
        }
        return failed ? ExitStatus.NO_INPUT : status;
    }

    private static void print(Word file, List<Claim> claims, boolean several) {
        for (Claim claim : claims) {
            Output.out().println((several ? file + "\t" : "") + claim.text());
        }
        if (claims.isEmpty()) {
            String told = Program.system().equals("Linux")
                    ? "nobody is known to hold '" + file + "'"
                    : "not told: this system names no holders of '" + file + "', and it is no marker";
            Messages.PLAIN.complain(told);
        }
    }

    private static List<Claim> claims(Path path) throws IOException {
        List<Claim> claims = new ArrayList<>();
        Path real = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path;
        for (LockHolder holder : Portalocker.holders(real)) {
            claims.add(Claim.of("kernel", holder));
        }
        if (!claims.isEmpty()) {
            return claims;
        }
        if (Files.exists(path.resolveSibling(path.getFileName() + ".lock"))) {
            for (LockHolder holder : PidFileLock.of(path).holders()) {
                claims.add(Claim.of("pid file", holder));
            }
            if (!claims.isEmpty()) {
                return claims;
            }
        }
        SoftFileLock soft = SoftFileLock.of(path);
        Optional<MarkerOwner> owner = soft.owner();
        if (owner.isPresent()) {
            List<LockHolder> here = soft.holders();
            claims.add(
                    here.isEmpty()
                            ? Claim.elsewhere(owner.get())
                            : Claim.of("marker", here.getFirst()).at(owner.get().host()));
            return claims;
        }
        StrictSoftFileLock strict = StrictSoftFileLock.of(path);
        List<LockHolder> here = strict.holders();
        for (ClaimOfOwner claim : strict.claims()) {
            if (claim.held()) {
                claims.add(
                        here.isEmpty()
                                ? Claim.elsewhere(claim.owner())
                                : Claim.of("claim", here.getFirst())
                                        .at(claim.owner().host()));
            }
        }
        return claims;
    }
}
