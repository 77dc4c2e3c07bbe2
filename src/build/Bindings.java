import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** Compiles what jextract wrote, apart from the rest and held to none of its rules, where it is newer than its class files. */
class Bindings {
    public static void main(String[] arguments) throws IOException {
        var passed = new File("target/bindings-compiled");
        var files = sources();
        if (files.stream().allMatch(file -> file.lastModified() < passed.lastModified())) {
            return;
        }
        long begin = System.currentTimeMillis();
        var options = new ArrayList<>(List.of("-nowarn", "-proc:none", "--release=22", "-g", "-d", "target/bindings"));
        files.forEach(file -> options.add(file.getPath()));
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, options.toArray(String[]::new));
        if (status != 0) {
            System.exit(status);
        }
        Files.writeString(passed.toPath(), "");
        passed.setLastModified(begin);
    }

    private static List<File> sources() throws IOException {
        var files = new ArrayList<File>();
        for (String system : List.of("linux", "macos", "windows")) {
            try (Stream<Path> tree = Files.walk(Path.of("bindings", system, "java"))) {
                tree.map(Path::toFile).filter(File::isFile).forEach(files::add);
            }
        }
        return files;
    }
}
