package io.portalocker.bindings;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.portalocker.testkit.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compiles what the generated Java believes against the C headers of every target. After a change of the bindings, run
 * this test once with {@code -Dportalocker.audit.render=true} and commit the difference.
 */
class AuditTest {
    private static final Pattern ASSERTION = Pattern.compile("(?m)^AUDIT_(\\w+)\\((.*)\\);$");
    // Names that begin with an underscore belong to the libc, and are audited as parts of what uses them.
    private static final Pattern INCLUDE = Pattern.compile("--include-(\\w+) ([^_]\\w*)");
    private static final Pattern FIRST_NUMBER = Pattern.compile(", (-?\\d+)");
    private static final Pattern LAST_NUMBER = Pattern.compile(", (-?\\d+)(?=(LL)?$)");

    private static final Pattern REJECTION =
            Pattern.compile("static (?:assertion|_assert)[^\"\\n]*\"?AUDIT ([^\"\\n]+)");

    @TempDir
    Path scratch;

    record Outcome(int code, String output) {}

    @BeforeAll
    static void render() throws IOException {
        if (Boolean.getBoolean("portalocker.audit.render")) {
            for (var system : List.of("linux", "macos", "windows")) {
                Files.writeString(Project.BINDINGS.resolve("audit/" + system + ".c"), Audit.render(system));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "macos", "windows"})
    void theCommittedAuditIsWhatTheJavaSays(String system) {
        var rendered = Audit.render(system);
        assertEquals(committed(system), rendered, "run again with -Dportalocker.audit.render=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "macos", "windows"})
    void everyRequestedNameIsAudited(String system) {
        var audit = Audit.render(system);
        var missing = Stream.of("constants.txt", "functions.txt")
                .flatMap(list -> Project.read(Project.BINDINGS.resolve(system + "/" + list))
                        .lines())
                .map(INCLUDE::matcher)
                .filter(Matcher::matches)
                .filter(include -> {
                    var line = "\n" + line(include.group(1), include.group(2)) + ", ";
                    return !Pattern.compile(line).matcher(audit).find();
                })
                .map(Matcher::group)
                .toList();
        assertEquals(List.of(), missing);
    }

    private static String line(String kind, String name) {
        return switch (kind) {
            case "function" -> "AUDIT_FUNCTION\\(" + name;
            case "constant" -> "AUDIT_(CONSTANT32|CONSTANT64|ADDRESS|PRIVATE)\\(" + name;
            case "struct" -> "AUDIT_SIZE\\(struct " + name;
            default -> "AUDIT_SIZE\\(" + name;
        };
    }

    @ParameterizedTest
    @EnumSource
    void theAuditHolds(Target target) throws Exception {
        var outcome = compile(target, committed(target.system));
        assertEquals(0, outcome.code(), outcome.output());
    }

    /** Falsifies every line twice: a compiler that is not run, or an assertion that holds for any value, fails here. */
    @ParameterizedTest
    @EnumSource
    void everyAssertionRejectsAWrongValue(Target target) throws Exception {
        rejectsEveryLine(target, AuditTest::withAnotherLastValue);
        rejectsEveryLine(target, AuditTest::withAnotherFirstValue);
    }

    private void rejectsEveryLine(Target target, BinaryOperator<String> falsify) throws Exception {
        var audit = committed(target.system);
        var falsified = ASSERTION.matcher(audit).replaceAll(match -> {
            var arguments = falsify.apply(match.group(1), match.group(2));
            assertNotEquals(match.group(2), arguments);
            return Matcher.quoteReplacement("AUDIT_" + match.group(1) + "(" + arguments + ");");
        });
        var outcome = compile(target, falsified);
        var surviving = ASSERTION
                .matcher(audit)
                .results()
                .map(match -> subject(match.group(1), match.group(2)))
                .collect(Collectors.toCollection(ArrayList::new));
        assertTrue(surviving.size() > 100, "an audit of " + surviving.size() + " lines");
        var strangers = new ArrayList<String>();
        REJECTION
                .matcher(outcome.output())
                .results()
                .map(match -> match.group(1))
                .filter(subject -> !surviving.remove(subject))
                .forEach(strangers::add);
        surviving.removeIf(subject -> subject.matches(target.silent));
        assertAll(
                () -> assertNotEquals(0, outcome.code()),
                () -> assertEquals(List.of(), surviving, "assertions that hold for a wrong value"),
                () -> assertEquals(List.of(), strangers, "rejections of what was not asserted"));
    }

    /** What is not linked by itself. */
    private static final List<String> WINDOWS_LIBRARIES = List.of("-ladvapi32", "-lntdll", "-lrstrtmgr");

    /** glibc, musl and the libraries of Windows export what is called; the names come from the Java, the answer from the linker. */
    @ParameterizedTest
    @EnumSource(names = "LINUX_.*|WINDOWS", mode = EnumSource.Mode.MATCH_ANY)
    void everyFunctionIsExported(Target target) throws Exception {
        var names = new Bindings(target.system)
                .functions().stream()
                        .map(Bindings.Function::name)
                        // Before 1.2.5 musl has no statx; the caller falls back to syscall.
                        .filter(name -> target != Target.LINUX_MUSL || !name.equals("statx"))
                        .toList();
        var good = link(target, names);
        assertEquals(0, good.code(), good.output());
        var bad = link(
                target,
                Stream.concat(names.stream(), Stream.of("portalocker_exports_no_such"))
                        .toList());
        assertAll(
                () -> assertNotEquals(0, bad.code()),
                () -> assertTrue(bad.output().contains("portalocker_exports_no_such"), bad.output()));
    }

    private Outcome link(Target target, List<String> names) throws Exception {
        var source = new StringBuilder();
        names.forEach(name -> source.append("extern void " + name + "(void);\n"));
        source.append("void (*const table[])(void) = {" + String.join(", ", names) + "};\n");
        source.append("int main(void) { return !table[0]; }\n");
        var file = Files.writeString(scratch.resolve("link.c"), source);
        var output = scratch.resolve("link.out").toString();
        var command = new ArrayList<>(compiler(target));
        command.addAll(List.of("-fno-builtin", "-o", output, file.toString()));
        if (target == Target.WINDOWS) {
            command.addAll(WINDOWS_LIBRARIES);
        }
        return run(command);
    }

    /** Linking for macOS would have zig compile a runtime first; the list that it would link against says it as well. */
    @Test
    void everyFunctionIsExportedByMacos() {
        Requirements.require(Files.exists(Target.EXPORTS), "what systems/install macos puts under target");
        var exported = Pattern.compile("[\\w$]+")
                .matcher(Project.read(Target.EXPORTS))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        var missing = new Bindings("macos")
                .functions().stream()
                        .map(Bindings.Function::name)
                        .flatMap(name -> Stream.of(name, CFunctionsTest.exported(name)))
                        .filter(name -> !exported.contains("_" + name))
                        .toList();
        assertEquals(List.of(), missing);
        assertTrue(!exported.contains("_portalocker_exports_no_such"));
    }

    private static String committed(String system) {
        return Project.read(Project.BINDINGS.resolve("audit/" + system + ".c"));
    }

    /** An alignment, a size, a constant, a result type. */
    private static String withAnotherLastValue(String macro, String arguments) {
        return macro.equals("FUNCTION")
                ? arguments.replaceFirst(", [^,]*", ", struct audit_wrong *")
                : LAST_NUMBER.matcher(arguments).replaceFirst(AuditTest::increment);
    }

    /** An offset, a size, a constant, a kind of parameter, the parameter types. */
    private static String withAnotherFirstValue(String macro, String arguments) {
        return switch (macro) {
            case "FUNCTION" -> arguments.replaceFirst("(, [^,]*, ).*", "$1struct audit_wrong *");
            case "TYPE" ->
                arguments.contains(", AGGREGATE,")
                        ? arguments.replace(", AGGREGATE,", ", POINTER,")
                        : arguments.replaceFirst(", (INTEGER|POINTER),", ", AGGREGATE,");
            default -> FIRST_NUMBER.matcher(arguments).replaceFirst(AuditTest::increment);
        };
    }

    private static String increment(MatchResult number) {
        return ", " + (Long.parseLong(number.group(1)) + 1);
    }

    /** {@return what the macro calls its assertion} */
    private static String subject(String macro, String arguments) {
        var parts = arguments.split(", ", -1);
        return switch (macro) {
            case "FIELD", "OFFSET", "TYPE" -> parts[0] + "." + parts[1];
            case "X86_64", "AARCH64", "PRIVATE" -> macro + " " + parts[0];
            default -> parts[0];
        };
    }

    private Outcome compile(Target target, String source) throws Exception {
        // Beside the committed files by -I only, so that nothing is written into the source tree.
        var file = Files.writeString(scratch.resolve(target.system + ".c"), source);
        var headers = target.isApple() ? "-DPORTALOCKER_SYSTEM_HEADERS" : "-UPORTALOCKER_SYSTEM_HEADERS";
        var command = new ArrayList<>(compiler(target));
        // Our own header declares functions that gcc takes for its built-in ones.
        command.addAll(List.of("-std=gnu11", "-fno-builtin", "-Werror", headers));
        if (target.isApple()) {
            // clang gives up after twenty errors, readdir_r is deprecated, and zig must be asked for an object.
            var object = scratch.resolve("audit.o").toString();
            command.addAll(List.of("-ferror-limit=0", "-Wno-deprecated-declarations", "-c", "-o", object));
        } else {
            command.add("-fsyntax-only");
        }
        command.addAll(List.of("-I" + Project.BINDINGS.resolve("audit"), file.toString()));
        return run(command);
    }

    private List<String> compiler(Target target) throws Exception {
        for (var compiler : target.compilers()) {
            try {
                var question = new ArrayList<>(compiler);
                question.add("-dumpmachine");
                var outcome = run(question);
                if (outcome.code() == 0 && outcome.output().strip().matches(target.machine)) {
                    return compiler;
                }
            } catch (IOException e) {
                // Not installed: the next one may be.
            }
        }
        var message = "NOT AUDITED: " + target + " needs one of " + target.compilers + " for " + target.machine;
        // Nobody is asked to have a Mac.
        if (target != Target.MACOS_SDK && requireAll()) {
            return fail(message);
        }
        System.err.println(message);
        return abort(message);
    }

    private static boolean requireAll() {
        return Stream.of(System.getProperty("PORTALOCKER_REQUIRE_ALL"), System.getenv("PORTALOCKER_REQUIRE_ALL"))
                .anyMatch("true"::equals);
    }

    private Outcome run(List<String> command) throws IOException, InterruptedException {
        var log = Files.createTempFile(scratch, "compiler", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("ZIG_GLOBAL_CACHE_DIR", Target.ZIG_CACHE);
        builder.environment().put("ZIG_LOCAL_CACHE_DIR", Target.ZIG_CACHE);
        var process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail(command.stream().collect(Collectors.joining(" ")) + " does not end");
        }
        return new Outcome(process.exitValue(), Files.readString(log));
    }
}
