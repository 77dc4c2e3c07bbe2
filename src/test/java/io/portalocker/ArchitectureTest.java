package io.portalocker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.portalocker.redis.RedisLease;
import io.portalocker.redis.RedisLock;
import io.portalocker.redis.RedisSemaphore;
import io.portalocker.testkit.Build;
import java.io.IOException;
import java.lang.foreign.Linker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Arrows between packages only point down: the command and Redis, the API, the engine, the operating systems, the bindings. */
class ArchitectureTest {
    private static final String BINDINGS = "io.portalocker.bindings";
    private static final String SYSTEMS = "io.portalocker.internal.sys";

    private static JavaClasses classes;

    @BeforeAll
    static void read() throws Exception {
        classes = new ClassFileImporter()
                .importPath(Path.of(Lock.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));
        assertEquals("io.portalocker.Lock", classes.get(Lock.class).getName());
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new Packages())
                .should()
                .beFreeOfCycles()
                .ignoreDependency(LockView.class, RedisLock.class) // a switch over the sealed LockBase
                .ignoreDependency(LockView.class, RedisLease.class)
                .ignoreDependency(LockView.class, RedisSemaphore.class)
                .check(classes);
    }

    @Test
    void theEngineDoesNotKnowTheApi() {
        noClasses()
                .that()
                .resideInAPackage("io.portalocker.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.portalocker", "io.portalocker.redis", "io.portalocker.cli")
                .check(classes);
    }

    @Test
    void redisAndTheCommandDoNotCallTheOperatingSystem() {
        noClasses()
                .that()
                .resideInAnyPackage("io.portalocker.redis", "io.portalocker.cli")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SYSTEMS + "..", BINDINGS + "..")
                .check(classes);
    }

    @Test
    void theBorderIsThin() {
        List<String> border = classes.stream()
                .filter(type -> type.getPackageName().equals("io.portalocker") && type.isTopLevelClass())
                .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info"))
                .toList();
        assertTrue(!border.isEmpty() && border.size() <= 10, border::toString);
    }

    @Test
    void filesAreShort() throws IOException {
        List<Integer> lines = new ArrayList<>();
        try (var sources = Files.walk(Build.base().resolve("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                int length = Files.readAllLines(source).size();
                assertTrue(length <= 350, () -> source + " has " + length + " lines");
                lines.add(length);
            }
        }
        lines.sort(null);
        int median = lines.get(lines.size() / 2);
        assertTrue(median <= 80, () -> "half of the files have more than " + median + " lines");
    }

    @Test
    void oneClassCallsTheLinker() {
        var callers = classes.stream()
                .filter(type -> !type.getPackageName().startsWith(BINDINGS))
                .filter(ArchitectureTest::callsTheLinker)
                .map(type -> outermost(type).getSimpleName())
                .collect(Collectors.toSet());
        assertEquals(1, callers.size(), callers::toString);
    }

    private static boolean callsTheLinker(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                .map(JavaAccess::getTargetOwner)
                .anyMatch(owner -> owner.isEquivalentTo(Linker.class));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    /** A constant leaves no reference in a class file: hence the sources. */
    @Test
    void oneLineReadsTheNameOfTheSystem() throws IOException {
        List<String> lines = new ArrayList<>();
        try (var sources = Files.walk(Build.base().resolve("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Files.readString(source)
                        .lines()
                        .filter(line -> line.contains("\"os.name\""))
                        .forEach(lines::add);
            }
        }
        assertEquals(1, lines.size(), lines::toString);
    }

    /** Each package, but one for the systems: the interfaces are sealed, and name the packages that implement them. */
    private static final class Packages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return SliceIdentifier.of(name.startsWith(SYSTEMS) ? SYSTEMS : name);
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
