package io.portalocker.cli;

import io.portalocker.LockException;
import io.portalocker.StrictSoftFileLock;
import io.portalocker.StrictSoftFileLock.ClaimOfOwner;
import io.portalocker.internal.command.Word;
import io.portalocker.internal.text.Visible;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

/** {@code portalocker claims}: what a person decides by about a strict lock, which decides nothing itself. */
final class ClaimsCommand implements Subcommand {

    private static final Option BREAK =
            Option.value("NAME", "Remove the claim of this name, as it is listed; may be repeated.", "--break");

    @Override
    public Syntax syntax() {
        return new Syntax(
                "claims",
                "Prints the claims to a strict lock, or removes some: name, state, pid, host, start token.",
                List.of(new Syntax.Operand("FILE", "The lock, as 'run --strict' takes it.")),
                List.of(BREAK, Syntax.HELP, Syntax.VERSION),
                List.of(
                        "Nobody takes a strict lock from a process that died: that is for a person, who knows that it"
                                + " is gone. A holder has two claims, and both have to go. A process whose claim is"
                                + " removed while it lives goes on, and so does the next.",
                        "Exit status: 0 if there are claims, or all that were named were removed; 1 if there is none,"
                                + " or none of a name; 65 if one is not understood, which --break removes too; 66 if"
                                + " they cannot be read."),
                List.of(
                        "portalocker claims /nfs/site.lock",
                        "portalocker claims /nfs/site.lock --break held-v1-0123456789abcdef0123456789abcdef.claim"));
    }

    @Override
    public int run(Parsed line, boolean mayBecome) throws IOException {
        Word file = Mistakes.only(line, "FILE", "/nfs/site.lock");
        StrictSoftFileLock lock = StrictSoftFileLock.of(file.path());
        return line.has(BREAK) ? remove(line, lock, file) : print(lock, file);
    }

    private static int print(StrictSoftFileLock lock, Word file) throws LockException {
        List<ClaimOfOwner> claims = lock.claims();
        for (ClaimOfOwner claim : claims) {
            Output.out()
                    .println(String.join(
                            "\t",
                            claim.name(),
                            claim.held() ? "held" : "intent",
                            Long.toString(claim.owner().pid()),
                            Visible.of(claim.owner().host()),
                            claim.owner().start().map(BigInteger::toString).orElse("-")));
        }
        if (claims.isEmpty()) {
            Messages.PLAIN.complain("there are no claims to '" + file + "'");
            return ExitStatus.CONFLICT;
        }
        return 0;
    }

    private static int remove(Parsed line, StrictSoftFileLock lock, Word file) throws LockException {
        int status = 0;
        for (Parsed.Given given : line.given()) {
            if (given.option().equals(BREAK) && !lock.forceBreak(given.value().raw())) {
                Messages.PLAIN.complain("there is no claim '" + given.value() + "' to '" + file + "'");
                status = ExitStatus.CONFLICT;
            }
        }
        return status;
    }
}
