package io.portalocker.cli;

import io.portalocker.LockException;
import io.portalocker.internal.command.CommandException;
import io.portalocker.internal.command.Quoted;
import io.portalocker.internal.command.Reason;
import io.portalocker.internal.command.Word;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
        String what = (meant.isEmpty() ? "unknown option " : "ambiguous option ") + new Word(name) + " of '"
                + syntax.qualifiedName() + "'";
        if (!meant.isEmpty()) {
            List<String> names =
                    meant.stream().map(option -> option.names().getLast()).toList();
            return new UsageException(what, "Did you mean " + String.join(" or ", names) + "?");
        }
        Stream<String> known = syntax.options().stream().flatMap(option -> option.names().stream());
        // Between single letters every distance is the same.
        Optional<String> closest =
                name.length() == 2 ? known.filter(name::equalsIgnoreCase).findFirst() : closest(name, known);
        return closest.map(better -> UsageException.instead(what, "Did you mean", name, better))
                .orElseGet(
                        () -> new UsageException(what, "'" + syntax.qualifiedName() + " --help' lists its options."));
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

    /** The one operand of a command that takes one. */
    static Word only(Parsed line, String label, String example) throws UsageException {
        List<Word> words = line.operands();
        if (words.isEmpty()) {
            throw missing(line, label, example);
        }
        if (words.size() > 1) {
            throw new UsageException("one " + label + " at a time, but here are: " + Quoted.line(words));
        }
        return words.getFirst();
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
            int options = options(line.syntax(), words);
            List<Word> command = words.subList(options, words.size()).stream()
                    .dropWhile(word -> word.raw().equals("--"))
                    .toList();
            return message + "; options stand in front of FILE: "
                    + line.syntax().qualifiedName() + " " + Quoted.line(words.subList(0, options)) + " "
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
                    + Quoted.word(new Word(Quoted.line(words) + " && pwd"));
        }
        if (failure.symbol().equals("EACCES")) {
            return message + ", it is not executable: chmod +x " + Quoted.word(words.getFirst())
                    + ", or name what runs it: " + guard + " -- sh " + Quoted.line(words);
        }
        if (name.indexOf('/') < 0) {
            List<Word> arguments = words.subList(1, words.size());
            String rest = arguments.isEmpty() ? "" : " " + Quoted.line(arguments);
            String none = message + ", there is no such program on the PATH; ";
            if (Files.exists(words.getFirst().path())) {
                return none + "the one in this directory: " + guard + " -- ./" + Quoted.line(words);
            }
            return none
                    + closest(name, programs())
                            .map(meant -> "did you mean: " + guard + " -- " + meant + rest)
                            .orElse("if it lies elsewhere, give its path: " + guard + " -- /path/to/"
                                    + Quoted.line(words));
        }
        return message + ", there is no such file";
    }

    /** How many of the words are options of ours and their values. */
    private static int options(Syntax syntax, List<Word> words) {
        int next = 0;
        while (next < words.size()
                && words.get(next).raw().startsWith("-")
                && !words.get(next).raw().equals("--")) {
            String name = words.get(next).raw();
            next += syntax.options().stream()
                            .anyMatch(option ->
                                    option.takesValue() && option.names().contains(name))
                    ? 2
                    : 1;
        }
        return Math.min(next, words.size());
    }

    private static Stream<String> programs() {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> names(Path.of(directory)));
    }

    private static Stream<String> names(Path directory) {
        String[] names = directory.toFile().list();
        return names == null ? Stream.empty() : Stream.of(names);
    }

    /** A name that is none, or too long for one: the same line with another. */
    static Optional<String> badName(Reason reason, List<Word> words) {
        return words.stream()
                .skip(1)
                .filter(word -> reason == Reason.NO_INPUT
                        && (word.isEmpty() || word.raw().length() > 255))
                .findFirst()
                .map(word -> UsageException.instead("", "For example", word.raw(), "/tmp/job.lock")
                        .advice(words));
    }

    /** How to make the directory that a file is missing. */
    static Optional<String> missingDirectory(LockException failure) {
        if (!(failure.getCause() instanceof NoSuchFileException missing)) {
            return Optional.empty();
        }
        Path directory = Path.of(missing.getFile()).toAbsolutePath().getParent();
        return Optional.ofNullable(directory)
                .filter(Files::notExists)
                .map(path ->
                        "Its directory is not created; to make it: mkdir -p " + Quoted.word(Word.of(path.toString())));
    }

    /** A file that is not there, and one of a similar name that is. */
    static Optional<String> otherFile(Word file, List<Word> all) {
        Path path = file.path();
        Path parent = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
        if (Files.exists(path) || path.getFileName() == null) {
            return Optional.empty();
        }
        String directory = file.raw().substring(0, file.raw().lastIndexOf('/') + 1);
        return closest(
                        path.getFileName().toString(),
                        names(parent).filter(name -> !all.contains(Word.of(directory + name))))
                .map(name -> "Did you mean: portalocker who " + Quoted.word(Word.of(directory + name)));
    }

    /** The one that differs least, if it does not differ much. */
    static Optional<String> closest(String typed, Stream<String> known) {
        int most = Math.max(1, typed.length() / 3);
        return known.filter(name -> Math.abs(name.length() - typed.length()) <= most && distance(typed, name) <= most)
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
