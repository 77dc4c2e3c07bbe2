import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes down for bench/run which JDK and which libraries Maven chose. */
class Environment {
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        String jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        Files.writeString(directory.resolve("libraries"), jars);
        Files.writeString(directory.resolve("java.home"), System.getProperty("java.home"));
    }
}
