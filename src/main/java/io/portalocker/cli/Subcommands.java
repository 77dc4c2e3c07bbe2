package io.portalocker.cli;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands by name. A run loads the one it was asked for, and no other. */
final class Subcommands {

    private static final List<String> NAMES =
            List.of("run", "semaphore", "pid", "redis", "who", "claims", "verify", "help", "completion");

    private Subcommands() {}

    static Stream<String> names() {
        return NAMES.stream();
    }

    static @Nullable Subcommand find(String name) {
        return switch (name) {
            case "run" -> new RunCommand();
            case "semaphore" -> new SemaphoreCommand();
            case "pid" -> new PidCommand();
            case "redis" -> new RedisCommand();
            case "who" -> new WhoCommand();
            case "claims" -> new ClaimsCommand();
            case "verify" -> new VerifyCommand();
            case "help" -> new HelpCommand();
            case "completion" -> new CompletionCommand();
            case "manual" -> new ManualCommand();
            default -> null;
        };
    }

    /** All that are listed. */
    static Stream<Subcommand> all() {
        return names().map(Subcommands::find).map(java.util.Objects::requireNonNull);
    }
}
