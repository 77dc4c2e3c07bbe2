package io.portalocker.bindings;

import io.portalocker.testkit.Build;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A system, the machine its compiler must report, the compilers in order of preference, what is not asserted. */
enum Target {
    LINUX_X86_64("linux", "x86_64.*linux.*", "x86_64-linux-gnu-gcc|gcc", "AARCH64 .*"),
    LINUX_AARCH64("linux", "aarch64.*linux.*", "aarch64-linux-gnu-gcc|gcc", "X86_64 .*"),
    LINUX_MUSL("linux", "x86_64.*linux.*", "musl-gcc", "AARCH64 .*|STATX_.*|(struct )?statx.*|RENAME_.*"),
    WINDOWS("windows", "x86_64.*mingw.*", "x86_64-w64-mingw32-gcc", ""),
    // Without Apple's headers this only proves that Java agrees with our own header, on either processor.
    MACOS_X86_64("macos", "x86_64.*", "x86_64-linux-gnu-gcc|gcc", "struct kinfo_proc.*"),
    MACOS_ARM64("macos", "(aarch64|arm64).*", "aarch64-linux-gnu-gcc|gcc", "struct kinfo_proc.*"),
    // Zig brings the headers of Apple's SDK and the list of what libSystem exports.
    MACOS_SDK_X86_64("macos", "x86_64.*macos.*", "zig cc -target x86_64-macos", ""),
    MACOS_SDK_ARM64("macos", "aarch64.*macos.*", "zig cc -target aarch64-macos", ""),
    MACOS_SDK("macos", ".*apple.*", "cc", "F_OFD_.*");

    /** Where {@code systems/install macos} puts it. */
    private static final Path ZIG = Build.target().resolve("macos/ziglang/zig");

    static final String ZIG_CACHE = Build.target().resolve("macos/cache").toString();

    /** What libSystem exports, by Apple's own list. */
    static final Path EXPORTS = ZIG.resolveSibling("lib/libc/darwin/libSystem.tbd");

    final String system;
    final String machine;
    final String compilers;
    final String silent;

    Target(String system, String machine, String compilers, String silent) {
        this.system = system;
        this.machine = machine;
        this.compilers = compilers;
        this.silent = silent;
    }

    /** {@return whether it is compiled against Apple's headers instead of ours} */
    boolean isApple() {
        return name().startsWith("MACOS_SDK");
    }

    /** {@return the words with which each of them is called} */
    List<List<String>> compilers() {
        return Stream.of(compilers.split("\\|"))
                .map(compiler -> compiler.replaceFirst("^zig\\b", Files.exists(ZIG) ? ZIG.toString() : "zig"))
                .map(compiler -> List.of(compiler.split(" ")))
                .toList();
    }
}
