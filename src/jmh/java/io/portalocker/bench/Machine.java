package io.portalocker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** What the figures were measured on. */
final class Machine {

    private Machine() {}

    static String describe(Path directory) throws IOException {
        return "%s; %s, %d cores; %s %s, %s; JDK %s (%s); gcc %s; Python %s; load %s"
                .formatted(
                        LocalDate.now(),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Files.getFileStore(directory).type(),
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        firstLine("gcc", "-dumpfullversion"),
                        firstLine(Setting.PYTHON, "-c", "import platform; print(platform.python_version())"),
                        Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse(System.getProperty("os.arch"));
    }

    private static String firstLine(String... command) throws IOException {
        try (var output = new ProcessBuilder(command).start().inputReader()) {
            return String.valueOf(output.readLine());
        }
    }
}
