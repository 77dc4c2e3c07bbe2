package io.portalocker.bindings;

import io.portalocker.internal.sys.linux.Arch;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SequenceLayout;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders what the Java side believes of one system as C, in the words of {@code bindings/audit/audit.h}. */
final class Audit {
    private static final Map<String, String> HEADERS = Map.of(
            "linux", "#include \"../linux/headers/linux.h\"\n",
            "macos", """
            #if defined(PORTALOCKER_SYSTEM_HEADERS)
            #include <copyfile.h>
            #include <dirent.h>
            #include <errno.h>
            #include <fcntl.h>
            #include <pthread.h>
            #include <signal.h>
            #include <spawn.h>
            #include <stdio.h>
            #include <sys/event.h>
            #include <sys/file.h>
            #include <sys/stat.h>
            #include <sys/sysctl.h>
            #include <sys/types.h>
            #include <sys/uio.h>
            #include <sys/wait.h>
            #include <unistd.h>
            #else
            #include "../macos/headers/darwin.h"
            #endif
            """,
            "windows", "#include \"../windows/headers/kernel32.h\"\n");

    /** Fields that not every libc declares, and that nobody here reads. */
    private static final Map<String, Set<String>> OPTIONAL =
            Map.of("struct statx", Set.of("stx_mnt_id", "stx_dio_mem_align", "stx_dio_offset_align"));

    /** glibc's and musl's names of one field differ; POSIX names it by a macro. */
    private static final Map<String, String> PORTABLE = Map.of("__sigaction_handler", "sa_handler");

    /** What Linux's libcs came to declare late: a macro that says whether this one does, and what it goes with. */
    private static final Map<String, String> NEWER = new TreeMap<>(
            Map.of("RENAME_NOREPLACE", "RENAME_\\w+", "STATX_BASIC_STATS", "STATX_\\w+|(struct )?statx(_timestamp)?"));

    /** Apple's older SDKs keep them to themselves. */
    private static final Set<String> PRIVATE = Set.of("F_OFD_SETLK", "F_OFD_SETLKW", "F_OFD_GETLK");

    /**
     * What is read of the answer to KERN_PROC_PID without a binding, as a text of the SDK's fields. Our own header has no
     * such structure, which is made of many others.
     */
    private static final String KINFO_PROC = """

        #if defined(PORTALOCKER_SYSTEM_HEADERS)
        AUDIT_SIZE(struct kinfo_proc, 648, 8);
        AUDIT_FIELD(struct kinfo_proc, kp_proc.p_un.__p_starttime.tv_sec, 0, 8);
        AUDIT_FIELD(struct kinfo_proc, kp_proc.p_un.__p_starttime.tv_usec, 8, 4);
        #endif
        """;

    private final StringBuilder text = new StringBuilder();
    private final String system;

    private Audit(String system) {
        this.system = system;
    }

    static String render(String system) {
        return new Audit(system).render();
    }

    private String render() {
        var bindings = new Bindings(system);
        text.append("/* Rendered by AuditTest from the generated Java: do not edit. Compiled, never run. */\n");
        text.append(HEADERS.get(system)).append("#include \"audit.h\"\n\n");
        boolean linux = system.equals("linux");
        render(bindings, name -> !linux || NEWER.values().stream().noneMatch(name::matches), linux);
        if (linux) {
            NEWER.forEach((guard, newer) -> {
                text.append("\n/* Not in every musl. */\n#if defined(" + guard + ")\n");
                render(bindings, name -> name.matches(newer), false);
                text.append("#endif\n");
            });
        }
        if (system.equals("macos")) {
            text.append(KINFO_PROC);
        }
        return text.toString();
    }

    private void render(Bindings bindings, Predicate<String> wanted, boolean arch) {
        bindings.constants().stream()
                .filter(constant -> wanted.test(constant.getName()))
                .forEach(this::constant);
        if (arch) {
            arch("X86_64", Arch.X86_64);
            arch("AARCH64", Arch.AARCH64);
        }
        bindings.structs().stream().filter(struct -> wanted.test(struct.type())).forEach(this::struct);
        bindings.functions().stream()
                .filter(function -> wanted.test(function.name()))
                .forEach(this::function);
    }

    private void constant(Method accessor) {
        Object value;
        try {
            value = accessor.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(accessor.getName(), e);
        }
        var name = accessor.getName();
        switch (value) {
            case Integer number
            when system.equals("macos") && PRIVATE.contains(name) -> {
                text.append("#if defined(" + name + ")\n");
                line("CONSTANT32", name, number);
                text.append("#endif\n");
            }
            case Integer number -> line("CONSTANT32", name, number);
            case Long number -> line("CONSTANT64", name, number + "LL");
            case MemorySegment segment -> line("ADDRESS", name, segment.address() + "LL");
            default -> throw new AssertionError("a constant of another type: " + accessor);
        }
    }

    private void arch(String macro, Arch arch) {
        text.append('\n');
        line(macro, "O_DIRECTORY", arch.oDirectory());
        line(macro, "O_NOFOLLOW", arch.oNofollow());
        line(macro, "O_TMPFILE", arch.oTmpfile());
        line(macro, "SYS_statx", arch.sysStatx());
        line(macro, "SYS_renameat2", arch.sysRenameat2());
        line(macro, "SYS_getdents64", arch.sysGetdents64());
    }

    private void struct(Bindings.Struct struct) {
        text.append('\n');
        var layout = struct.layout();
        line("SIZE", struct.type(), layout.byteSize(), layout.byteAlignment());
        fields(struct.type(), layout, layout, List.of());
    }

    private void fields(String type, GroupLayout root, GroupLayout group, List<PathElement> path) {
        for (var member : group.memberLayouts()) {
            var name = member.name().orElse("");
            // A layout without a name is padding; a name with a dollar is jextract's, of an unnamed struct or union.
            if (name.isEmpty()) {
                continue;
            }
            var memberPath = Stream.concat(path.stream(), Stream.of(PathElement.groupElement(name)))
                    .toList();
            if (name.startsWith("$")) {
                fields(type, root, (GroupLayout) member, memberPath);
            } else if (PORTABLE.containsKey(name)) {
                field(type, PORTABLE.get(name), offset(root, memberPath), member);
            } else if (name.startsWith("__")
                    || OPTIONAL.getOrDefault(type, Set.of()).contains(name)) {
                text.append("/* not audited, differs between libcs and is not used: " + name + " */\n");
            } else {
                field(type, name, offset(root, memberPath), member);
            }
        }
    }

    private void field(String type, String name, long offset, MemoryLayout member) {
        if (member instanceof SequenceLayout sequence && sequence.elementCount() == 0) {
            line("OFFSET", type, name, offset);
        } else {
            line("FIELD", type, name, offset, member.byteSize());
        }
    }

    private static long offset(GroupLayout root, List<PathElement> path) {
        return root.byteOffset(path.toArray(PathElement[]::new));
    }

    private void function(Bindings.Function function) {
        var all = new ArrayList<Bindings.Parameter>();
        all.add(function.result());
        all.addAll(function.parameters());
        text.append("\nstruct audited_" + function.name() + " {\n");
        all.forEach(parameter -> text.append("    " + parameter.type() + " " + parameter.name() + ";\n"));
        text.append("};\n");
        var types = function.parameters().stream().map(Bindings.Parameter::type).collect(Collectors.toList());
        if (types.isEmpty()) {
            types.add("void");
        }
        if (function.variadic()) {
            types.add("...");
        }
        line("FUNCTION", function.name(), function.result().type(), String.join(", ", types));
        for (var parameter : all) {
            line(
                    "TYPE",
                    function.name(),
                    parameter.name(),
                    parameter.carrier().kind(),
                    parameter.carrier().size());
        }
    }

    private void line(String macro, Object... arguments) {
        text.append(Stream.of(arguments)
                .map(String::valueOf)
                .collect(Collectors.joining(", ", "AUDIT_" + macro + "(", ");\n")));
    }
}
