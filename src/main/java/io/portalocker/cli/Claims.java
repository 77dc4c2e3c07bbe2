package io.portalocker.cli;

import io.portalocker.internal.command.Word;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who holds one lock and who waits for it.
 *
 * @param holders who holds it
 * @param waiters who waits, as far as that is told
 * @param queueTold whether it would be told if anybody waited
 */
record Claims(List<Claim> holders, List<Claim> waiters, boolean queueTold) {

    /** No account but the kernel's knows who waits. */
    static Claims held(List<Claim> holders) {
        return new Claims(holders, List.of(), false);
    }

    String json(Word file) {
        return "{\"file\": " + Json.text(file.text()) + ", \"held\": " + !holders.isEmpty() + ", \"holders\": "
                + json(holders) + ", \"waiters\": " + (queueTold ? json(waiters) : "null") + "}";
    }

    private static String json(List<Claim> claims) {
        return claims.stream().map(Claim::json).collect(Collectors.joining(", ", "[", "]"));
    }
}
