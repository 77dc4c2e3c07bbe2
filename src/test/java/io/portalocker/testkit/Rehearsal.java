package io.portalocker.testkit;

import io.portalocker.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What most children do, from which a JVM learns how they start: {@code Rehearsal DIRECTORY}. */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String... arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        for (String kind : List.of("lock", "soft", "lease", "rw", "softrw", "strict", "filelock", "semaphore")) {
            System.setIn(new ByteArrayInputStream(
                    "try\nrelease\nacquire 1\nensure\nrelease\n".getBytes(StandardCharsets.UTF_8)));
            Holder.main(new String[] {kind, directory.resolve(kind).toString()});
        }
        Main.main(new String[] {"run", "--verbose", directory.resolve("run").toString(), "--", "true"});
    }
}
