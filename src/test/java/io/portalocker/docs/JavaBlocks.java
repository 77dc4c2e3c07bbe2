package io.portalocker.docs;

import io.portalocker.testkit.Build;
import io.portalocker.testkit.Jvm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Compiles the blocks that are Java and runs them in one process. */
final class JavaBlocks {
    private static final String IMPORTS = """
        import io.portalocker.*;
        import io.portalocker.docs.Stage;
        import io.portalocker.junit.*;
        import io.portalocker.redis.*;
        import java.io.*;
        import java.nio.channels.FileChannel;
        import java.nio.charset.StandardCharsets;
        import java.nio.file.*;
        import java.time.*;
        import java.util.*;
        import java.util.concurrent.*;
        import org.junit.jupiter.api.Test;
        import redis.clients.jedis.*;
        import static java.nio.charset.StandardCharsets.UTF_8;
        import static java.nio.file.StandardOpenOption.*;
        import static java.time.Duration.*;
        import static org.junit.jupiter.api.Assertions.*;
        """;

    private static final Pattern METHOD = Pattern.compile("^(\\w+ )*\\w+ \\w+\\([^;]*\\) \\{\n", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("^(final )?class (\\w+) ", Pattern.MULTILINE);

    private final Path directory;
    private final Map<Block, String> classes = new LinkedHashMap<>();

    JavaBlocks(Path directory) {
        this.directory = directory;
    }

    /** Adds a block; {@code redis} is where a server really is. */
    void add(Block block, String redis) throws Exception {
        String text = block.text().replace("localhost:6379", redis);
        var type = TYPE.matcher(text);
        String name = block.id();
        String source;
        if (type.find()) {
            name = name + "." + type.group(2);
            source = "package " + block.id() + ";\n" + IMPORTS
                    + text.replaceFirst("class (\\w+) ", "class $1 extends TestBase ") + "class TestBase {"
                    + " static Stage.Database database() { return new Stage.Database(); } }\n";
        } else if (METHOD.matcher(text).lookingAt()) {
            source = IMPORTS + "public class " + name + " extends Stage {\n" + text + "public void run() {} }\n";
        } else {
            source = IMPORTS + "public class " + name + " extends Stage { public void run() throws Exception {\n" + text
                    + "} }\n";
        }
        Files.writeString(directory.resolve(block.id() + ".java"), source);
        classes.put(block, name);
    }

    /** Compiles all; what the compiler says, if it is not content. */
    String compile() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Jvm.java().resolveSibling("javac").toString(),
                "-proc:none",
                "-Xlint:-options",
                "-d",
                directory.toString(),
                "--class-path=" + classPath()));
        classes.keySet()
                .forEach(block ->
                        command.add(directory.resolve(block.id() + ".java").toString()));
        return Shell.run(directory, Map.of(), command).output();
    }

    /** Runs those, in their order; what they print. */
    String run(Path scratch, List<Block> blocks) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Jvm.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--class-path=" + directory + File.pathSeparator + classPath(),
                "-Djava.io.tmpdir=" + scratch,
                Stage.Runner.class.getName()));
        blocks.forEach(block -> command.add(classes.get(block)));
        return Shell.run(scratch, Map.of("TMPDIR", scratch.toString()), command).output();
    }

    String nameOf(Block block) {
        return classes.get(block);
    }

    private static String classPath() {
        return String.join(
                File.pathSeparator,
                Build.testClasses(),
                System.getProperty("portalocker.test.modulepath"),
                System.getProperty("java.class.path"),
                System.getProperty("jdk.module.path", ""));
    }
}
