package io.portalocker.cli;

import io.portalocker.cli.Parsed.Given;
import io.portalocker.internal.command.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Understands a command line as getopt_long(3) does for flock(1): short options in one word, values in the same or the next,
 * long names shortened as far as they are unambiguous, no options behind the first operand of what runs another command.
 */
final class Parser {

    private static final String SEPARATOR = "--";

    private final Syntax syntax;
    private final List<Word> words;
    private final List<Given> given = new ArrayList<>();
    private final List<Word> operands = new ArrayList<>();

    /** The word that is next. */
    private int next;

    /** As in {@link Parsed}. */
    private int before = -1;

    private Parser(Syntax syntax, List<Word> words) {
        this.syntax = syntax;
        this.words = words;
    }

    static Parsed parse(Syntax syntax, List<Word> words) {
        Parser parser = new Parser(syntax, words);
        parser.run();
        return new Parsed(syntax, List.copyOf(parser.given), List.copyOf(parser.operands), parser.before);
    }

    private void run() {
        // Where the separator says where the command begins, options may follow the operands that name the lock; where
        // there is no command to run they may follow all.
        boolean separated = syntax.isAlone() || (syntax.before() > 0 && words.contains(new Word(SEPARATOR)));
        while (next < words.size()) {
            Word word = words.get(next);
            if (word.raw().equals(SEPARATOR)) {
                next++;
                before = operands.size();
                break;
            }
            if (word.raw().startsWith(SEPARATOR)) {
                next++;
                longOption(word);
            } else if (word.raw().startsWith("-") && word.raw().length() > 1) {
                next++;
                shortOptions(word);
            } else if (separated) {
                next++;
                operands.add(word);
            } else {
                break;
            }
        }
        if (!syntax.isAlone() && operands.size() > syntax.before()) {
            throw new UsageException("put -- in front of the command, behind "
                    + syntax.operands().get(syntax.before() - 1).label());
        }
        operands.addAll(words.subList(next, words.size()));
    }

    private void longOption(Word word) {
        int equals = word.raw().indexOf('=');
        String name = equals < 0 ? word.raw() : word.raw().substring(0, equals);
        Option option = find(name);
        if (!option.takesValue()) {
            if (equals >= 0) {
                throw new UsageException("option " + name + " takes no value");
            }
            given.add(new Given(option, name, new Word("")));
        } else if (equals >= 0) {
            given.add(new Given(option, name, word.from(equals + 1)));
        } else {
            given.add(new Given(option, name, value(option, name)));
        }
    }

    private void shortOptions(Word word) {
        for (int i = 1; i < word.raw().length(); i++) {
            String name = "-" + word.raw().charAt(i);
            Option option = find(name);
            if (option.takesValue()) {
                given.add(
                        new Given(option, name, i + 1 < word.raw().length() ? word.from(i + 1) : value(option, name)));
                return;
            }
            given.add(new Given(option, name, new Word("")));
        }
    }

    private Word value(Option option, String name) {
        if (next == words.size()) {
            throw new UsageException("option " + name + " needs a value: " + name + " " + option.label());
        }
        return words.get(next++);
    }

    private Option find(String name) {
        List<Option> meant = new ArrayList<>();
        for (Option option : syntax.options()) {
            for (String known : option.names()) {
                if (known.equals(name)) {
                    return option;
                }
                if (name.length() > 2 && known.startsWith(name) && !meant.contains(option)) {
                    meant.add(option);
                }
            }
        }
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        throw Mistakes.unknownOption(syntax, name, meant);
    }
}
