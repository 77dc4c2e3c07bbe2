package io.portalocker.cli;

import io.portalocker.internal.command.CommandException;
import io.portalocker.internal.command.Word;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What people type, and what they meant: each answer names what is wrong and a line that works. */
final class Mistakes {

    /** What only a shell can do, in its own process. */
    private static final Set<String> BUILTINS =
            Set.of("cd", "export", "source", ".", "alias", "exec", "set", "unset", "ulimit", "umask", "trap", "eval");

    private static final String SHELL_CHARACTERS = " |&;<>()$`*?#~";

    private Mistakes() {}

    static UsageException unknownOption(Syntax syntax, String name, List<Option> meant) {
        List<String> names = meant.isEmpty()
                ? closest(name, syntax.options().stream().flatMap(option -> option.names().stream())).stream()
                        .toList()
                : meant.stream().map(option -> option.names().getLast()).toList();
        String advice = names.isEmpty()
                ? "'" + syntax.qualifiedName() + " --help' lists its options."
                : "Did you mean " + String.join(" or ", names) + "?";
        String what = meant.isEmpty() ? "unknown option " : "ambiguous option ";
        return new UsageException(what + new Word(name) + " of '" + syntax.qualifiedName() + "'", advice);
    }

    /** The first word is none of the commands. */
    static UsageException unknownCommand(List<Word> words) {
        Word first = words.getFirst();
        List<Word> rest = words.subList(1, words.size());
        Optional<String> meant = switch (first.raw()) {
            case "version" -> Optional.of("--version");
            case "lock", "exec", "flock" -> Optional.of("run");
            case "sem" -> Optional.of("semaphore");
            case "holders", "status", "list", "ls" -> Optional.of("who");
            default -> closest(first.raw(), Subcommands.names());
        };
        if (meant.isPresent()) {
            return new UsageException(
                    "'" + first + "' is no command of portalocker",
                    "Did you mean: portalocker " + meant.get() + (rest.isEmpty() ? "" : " " + Quoted.line(rest)));
        }
        if (rest.isEmpty()) {
            return new UsageException(
                    "'" + first + "' is no command of portalocker",
                    "Commands: " + String.join(", ", Subcommands.names().toList()));
        }
        return new UsageException(
                "'" + first + "' is no command of portalocker",
                "To run a command under a lock on that file: portalocker run " + Quoted.line(words));
    }

    static UsageException noCommand(Parsed line) {
        List<Word> words = line.operands();
        String name = words.isEmpty() ? "FILE" : Quoted.line(words);
        return new UsageException(
                "a command to run is needed",
                "For example: " + line.syntax().qualifiedName() + " " + name + " -- date");
    }

    static UsageException missing(Parsed line, String label, String example) {
        return new UsageException(
                label + " is missing", "For example: " + line.syntax().qualifiedName() + " " + example);
    }

    static UsageException severalStrings(Parsed line, int named) {
        List<Word> words = line.operands();
        List<Word> string = words.subList(named + 1, words.size());
        String advice = string.isEmpty()
                ? ""
                : "All of it in quotes: " + line.syntax().qualifiedName() + " " + Quoted.line(words.subList(0, named))
                        + " -c " + Quoted.word(new Word(Quoted.line(string)));
        return new UsageException("-c requires exactly one command argument", advice);
    }

    /** Why a program could not be run, and how it can be. */
    static String notRun(CommandException failure, Parsed line, int named, List<Word> words) {
        String name = words.getFirst().raw();
        String guard = line.syntax().qualifiedName() + " "
                + Quoted.line(line.operands().subList(0, named));
        String message = failure.getMessage() + "";
        if (name.startsWith("-")) {
            List<Word> rest = words.subList(1, words.size());
            List<Word> command =
                    rest.stream().dropWhile(word -> word.raw().equals("--")).toList();
            return message + "; options stand in front of FILE: "
                    + line.syntax().qualifiedName() + " " + words.getFirst() + " "
                    + Quoted.line(line.operands().subList(0, named)) + " -- " + Quoted.line(command);
        }
        if (line.before() == 0 && named > 0) {
            return message + "; '" + line.operands().getFirst()
                    + "' was taken for the lock, since it is the first behind" + " --: "
                    + line.syntax().qualifiedName() + " FILE -- " + Quoted.line(line.operands());
        }
        if (words.size() == 1 && name.chars().anyMatch(c -> SHELL_CHARACTERS.indexOf(c) >= 0)) {
            return message + "; for a line of the shell: " + guard + " -c " + Quoted.word(words.getFirst());
        }
        if (BUILTINS.contains(name)) {
            return message + ", which is the shell's own: " + guard + " -c "
                    + Quoted.word(new Word(Quoted.line(words) + " && ..."));
        }
        if (failure.symbol().equals("EACCES")) {
            return message + ", it is not executable: chmod +x " + Quoted.word(words.getFirst())
                    + ", or name what runs it: " + guard + " -- sh " + Quoted.line(words);
        }
        if (name.indexOf('/') < 0) {
            String here = Files.exists(words.getFirst().path()) ? "; the one in this directory is ./" + name : "";
            return message + ", there is no such program on the PATH" + here;
        }
        return message + ", there is no such file";
    }

    /** The one that differs least, if it does not differ much. */
    static Optional<String> closest(String typed, Stream<String> known) {
        int most = Math.max(1, typed.length() / 3);
        return new ArrayList<>(known.toList())
                .stream()
                        .filter(name -> distance(typed, name) <= most && !name.equals("-h"))
                        .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /** Insertions, deletions, replacements and exchanges of neighbours that lead from one to the other. */
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                cost[i][j] =
                        Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }
}
