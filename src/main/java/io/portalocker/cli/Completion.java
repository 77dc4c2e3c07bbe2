package io.portalocker.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Completion scripts, made from the syntaxes. Behind the lock, the shell completes the guarded command as it always does. */
final class Completion {

    private Completion() {}

    static String bash() {
        StringBuilder script = new StringBuilder("# bash completion of portalocker\n_portalocker() {\n");
        script.append("    local cur=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} i operands=0\n")
                .append("    if ((COMP_CWORD == 1)); then\n")
                .append("        mapfile -t COMPREPLY < <(compgen -W '")
                .append(Subcommands.names().collect(Collectors.joining(" ")))
                .append(" --help --version' -- \"$cur\")\n        return\n    fi\n")
                .append("    local options= named=0\n    case $command in\n");
        Subcommands.all()
                .map(Subcommand::syntax)
                .forEach(syntax -> script.append("        ")
                        .append(syntax.name())
                        .append(") options='")
                        .append(words(syntax.options()))
                        .append("' named=")
                        .append(named(syntax))
                        .append(" ;;\n"));
        return script.append("    esac\n")
                .append("    if [[ $command == help ]]; then\n")
                .append("        mapfile -t COMPREPLY < <(compgen -W '")
                .append(Subcommands.names().collect(Collectors.joining(" ")))
                .append("' -- \"$cur\")\n        return\n    fi\n")
                .append("    if [[ $command == completion ]]; then\n")
                .append("        mapfile -t COMPREPLY < <(compgen -W 'bash zsh' -- \"$cur\")\n        return\n    fi\n")
                .append("    for ((i = 2; i < COMP_CWORD; i++)); do\n")
                .append("        case ${COMP_WORDS[i]} in\n")
                .append("            --) ((i++, operands = operands < named ? named : operands)) ; break ;;\n")
                .append("            ")
                .append(valued())
                .append(") ((i++)) ;;\n")
                .append("            -*) ;;\n")
                .append("            *) ((operands++)) ; ((operands > named)) && break ;;\n")
                .append("        esac\n    done\n")
                .append("    if ((named > 0 && operands >= named && i <= COMP_CWORD)) && declare -F _command_offset"
                        + " >/dev/null; then\n")
                .append("        _command_offset \"$i\"\n")
                .append("    elif [[ $cur == -* ]]; then\n")
                .append("        mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$cur\")\n")
                .append("    else\n        compopt -o filenames\n")
                .append("        mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n    fi\n}\n")
                .append("complete -F _portalocker portalocker\n")
                .toString();
    }

    static String zsh() {
        StringBuilder script = new StringBuilder("#compdef portalocker\n# zsh completion of portalocker\n");
        script.append("_portalocker() {\n    local -a commands\n    commands=(\n");
        Subcommands.all()
                .map(Subcommand::syntax)
                .forEach(syntax -> script.append("        ")
                        .append(quoted(syntax.name() + ":" + syntax.summary()))
                        .append('\n'));
        script.append("    )\n    if (( CURRENT == 2 )); then\n")
                .append("        _describe -t commands command commands\n        return\n    fi\n")
                .append("    local command=$words[2]\n    shift words\n    (( CURRENT-- ))\n    case $command in\n");
        Subcommands.all().map(Subcommand::syntax).forEach(syntax -> {
            script.append("        ").append(syntax.name()).append(")\n            _arguments -s -S");
            syntax.options()
                    .forEach(option -> option.names()
                            .forEach(name ->
                                    script.append(" \\\n                ").append(quoted(option(name, option)))));
            int position = 1;
            for (Syntax.Operand operand : syntax.operands()) {
                script.append(" \\\n                ").append(quoted(operand(position++, syntax, operand)));
            }
            script.append(" ;;\n");
        });
        return script.append("    esac\n}\n")
                .append("if [[ $funcstack[1] == _portalocker ]]; then\n    _portalocker \"$@\"\nelse\n")
                .append("    compdef _portalocker portalocker\nfi\n")
                .toString();
    }

    private static String option(String name, Option option) {
        String description =
                option.description().replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
        String equals = option.takesValue() ? name.startsWith("--") ? "=" : "+" : "";
        return name + equals + "[" + description + "]" + (option.takesValue() ? ":" + option.label() + ":" : "");
    }

    private static String operand(int position, Syntax syntax, Syntax.Operand operand) {
        if (operand.equals(Syntax.COMMAND)) {
            return "*::command:_normal";
        }
        return switch (syntax.name()) {
            case "completion" -> position + ":shell:(bash zsh)";
            case "help" -> position + ":command:(" + Subcommands.names().collect(Collectors.joining(" ")) + ")";
            case "who" -> "*:file:_files";
            default -> position + ":" + operand.label() + ":" + (operand.label().equals("FILE") ? "_files" : "");
        };
    }

    private static int named(Syntax syntax) {
        return syntax.operands().contains(Syntax.COMMAND) ? syntax.operands().size() - 1 : 0;
    }

    private static String words(List<Option> options) {
        return options.stream().flatMap(option -> option.names().stream()).collect(Collectors.joining(" "));
    }

    /** All options that take their value from the next word. */
    private static String valued() {
        return Subcommands.all()
                .flatMap(command -> command.syntax().options().stream())
                .filter(Option::takesValue)
                .flatMap(option -> option.names().stream())
                .distinct()
                .collect(Collectors.joining("|"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
