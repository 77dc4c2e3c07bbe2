package io.portalocker.cli;

import io.portalocker.internal.command.Program;

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
        return "portalocker " + number() + ", Java " + Runtime.version() + ", " + Program.system() + " "
                + System.getProperty("os.arch");
    }
}
