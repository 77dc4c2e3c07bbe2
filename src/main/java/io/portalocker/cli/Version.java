package io.portalocker.cli;

import io.portalocker.internal.command.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What {@code --version} says: the version of the module, which the build puts into its descriptor, and what runs it. */
final class Version {

    private Version() {}

    static String number() {
        Module module = Version.class.getModule();
        String manifest = Version.class.getPackage().getImplementationVersion();
        return module.isNamed()
                ? module.getDescriptor().rawVersion().orElse("(unknown version)")
                : manifest == null ? "(on the class path)" : manifest;
    }

    static String text() {
        return "portalocker " + number() + " (build " + build() + "), Java " + Runtime.version() + " of "
                + System.getProperty("java.vendor") + ", " + Program.system() + " " + System.getProperty("os.arch");
    }

    /** The commit that the jar was made from; classes that are in none do not know. */
    private static String build() {
        try (InputStream build = Version.class.getResourceAsStream("/META-INF/portalocker/build")) {
            return build == null ? "unknown" : new String(build.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "unknown";
        }
    }
}
