package io.portalocker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.Held;
import io.portalocker.Lock;
import io.portalocker.Locker;
import io.portalocker.OpenMode;
import io.portalocker.testkit.Background;
import io.portalocker.testkit.Child;
import io.portalocker.testkit.Jvm;
import io.portalocker.testkit.NeedsPosix;
import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another copy of the library in the same process, as an application server has one for each application. */
@Timeout(120)
@NeedsPosix("record locks of the process")
class SecondLoaderTest {
    @TempDir
    Path directory;

    private static URLClassLoader copy() throws Exception {
        URL[] classes = Stream.of(
                        System.getProperty("portalocker.test.modulepath").split(File.pathSeparator))
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (java.net.MalformedURLException e) {
                        throw new AssertionError(e);
                    }
                })
                .toArray(URL[]::new);
        // The loader of the platform would ask that of the application for whatever is in one of its modules.
        URLClassLoader copy = new URLClassLoader(classes, null);
        assertNotSame(Lock.class, copy.loadClass(Lock.class.getName()));
        return copy;
    }

    /** Calls a copy by reflection: {@code of(path)}, then what else is asked for, then {@code tryAcquire()}. */
    private static Optional<?> tryAcquire(ClassLoader copy, String kind, Path path, boolean recordLock)
            throws Exception {
        Class<?> type = copy.loadClass("io.portalocker." + kind);
        Object lock = type.getMethod("of", Path.class).invoke(null, path);
        if (recordLock) {
            Class<?> locker = copy.loadClass("io.portalocker.Locker");
            Object lockf = locker.getField("LOCKF").get(null);
            lock = type.getMethod("withLocker", locker).invoke(lock, lockf);
        }
        Class<?> base = copy.loadClass("io.portalocker.LockBase");
        return (Optional<?>) base.getMethod("tryAcquire").invoke(lock);
    }

    private static void release(ClassLoader copy, Object held) throws Exception {
        copy.loadClass("io.portalocker.Held").getMethod("release").invoke(held);
    }

    @Test
    void recordLockOfAnotherCopyIsRespected() throws Exception {
        Lock lock = Lock.of(directory.resolve("lock")).withLocker(Locker.LOCKF).withMode(OpenMode.A_PLUS);
        try (URLClassLoader copy = copy()) {
            try (Held held = lock.acquire()) {
                assertEquals(Optional.empty(), tryAcquire(copy, "Lock", lock.path(), true));
                held.ensureHeld();
            }
            Object theirs = tryAcquire(copy, "Lock", lock.path(), true).orElseThrow();
            assertEquals(Optional.empty(), lock.tryAcquire());
            release(copy, theirs);
            lock.tryAcquire().orElseThrow().release();
        }
    }

    /** In a JVM of its own, where what the JDK keeps softly goes at once. */
    @Test
    void copyThatHoldsNothingCanGo() {
        List<String> command = new ArrayList<>(
                Jvm.command(Dropper.class, System.getProperty("portalocker.test.modulepath"), directory.toString()));
        command.replaceAll(word -> word.startsWith("--enable-native-access=") ? word + ",ALL-UNNAMED" : word);
        command.add(1, "-XX:SoftRefLRUPolicyMSPerMB=0");
        try (Child dropper = Child.start(command)) {
            dropper.expect("gone");
        }
    }

    static final class Dropper {
        public static void main(String[] arguments) throws Exception {
            System.setProperty("portalocker.test.modulepath", arguments[0]);
            SecondLoaderTest test = new SecondLoaderTest();
            test.directory = Path.of(arguments[1]);
            WeakReference<ClassLoader> gone = test.useAndDrop();
            Background.await(() -> {
                System.gc();
                return gone.refersTo(null);
            });
            System.out.println("gone");
        }
    }

    /** Has the copy start its timer's thread, which ends when it has been idle for long; here sooner. */
    private void waitInVain(ClassLoader copy) throws Exception {
        Path path = directory.resolve("held");
        Object theirs = copy.loadClass("io.portalocker.Lock")
                .getMethod("of", Path.class)
                .invoke(null, path);
        Class<?> base = copy.loadClass("io.portalocker.LockBase");
        try (Held held = Lock.of(path).acquire()) {
            assertEquals(
                    Optional.empty(),
                    base.getMethod("tryAcquire", Duration.class).invoke(theirs, Duration.ofMillis(100)));
            assertTrue(held.isHeld());
        }
        Field timer = copy.loadClass("io.portalocker.internal.wait.WaitThreads").getDeclaredField("TIMER");
        timer.setAccessible(true);
        ((ThreadPoolExecutor) timer.get(null)).setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    private WeakReference<ClassLoader> useAndDrop() throws Exception {
        URLClassLoader copy = copy();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(copy); // as for an application; threads that it starts have it too
        try {
            for (String kind : new String[] {"TemporaryFileLock", "PidFileLock", "Lock", "FileLock"}) {
                release(
                        copy,
                        tryAcquire(copy, kind, directory.resolve(kind), false).orElseThrow());
            }
            waitInVain(copy);
        } finally {
            thread.setContextClassLoader(before);
        }
        copy.close();
        return new WeakReference<>(copy);
    }
}
