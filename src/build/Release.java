import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Packs the image as {@code target/portalocker-VERSION-SYSTEM.tar.gz}, with neither times nor owners of this machine, and lists
 * the checksums of all that is released in {@code target/SHA256SUMS}.
 */
class Release {
    private static final Path TARGET = Path.of("target");

    static void pack(String version, String date) throws Exception {
        String name = "portalocker-" + version;
        String system = System.getProperty("os.name").split(" ", 2)[0].toLowerCase(Locale.ROOT) + "-"
                + System.getProperty("os.arch");
        Path archive = TARGET.resolve(name + "-" + system + ".tar");
        run(
                "tar",
                "--sort=name",
                "--mtime=" + date,
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "--mode=go=rX,u+rw,a-s",
                "--transform=s,^image," + name + ",",
                "-C",
                TARGET.toString(),
                "-cf",
                archive.toString(),
                "image");
        run("gzip", "-n", "-9", "-f", archive.toString());
        var sums = new StringBuilder();
        try (var files = Files.list(TARGET)) {
            for (Path file : files.filter(Release::isReleased).sorted().toList()) {
                sums.append(sum(file)).append("  ").append(file.getFileName()).append('\n');
            }
        }
        Files.writeString(TARGET.resolve("SHA256SUMS"), sums);
    }

    private static boolean isReleased(Path file) {
        return file.getFileName().toString().matches("portalocker-.*\\.(jar|tar\\.gz|json|xml)");
    }

    private static String sum(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        int status = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                .start()
                .waitFor();
        if (status != 0) {
            System.err.println(String.join(" ", words) + " ended with " + status);
            System.exit(1);
        }
    }
}
