package io.portalocker.junit;

import io.portalocker.Lock;
import io.portalocker.LockException;
import io.portalocker.Locks;
import io.portalocker.LocksHeld;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;

/** Takes the locks of {@link FileLocked} before everything else, and gives them back after everything else. */
final class FileLockedExtension implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(FileLockedExtension.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final String HELD = "held";

    /** Made by JUnit. */
    FileLockedExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) throws LockException {
        acquire(context, context.getRequiredTestClass());
    }

    @Override
    public void beforeEach(ExtensionContext context) throws LockException {
        acquire(context, context.getRequiredTestMethod());
    }

    @Override
    public void afterEach(ExtensionContext context) throws LockException {
        release(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws LockException {
        release(context);
    }

    private static void acquire(ExtensionContext context, AnnotatedElement element) throws LockException {
        List<Lock> locks = new ArrayList<>();
        long seconds = 0;
        for (FileLocked wanted : AnnotationSupport.findRepeatableAnnotations(element, FileLocked.class)) {
            if (!isHeld(context, wanted)) {
                locks.add(Lock.of(path(wanted.value())).withShared(wanted.shared()));
                seconds = Math.max(seconds, wanted.timeoutSeconds());
            }
        }
        if (!locks.isEmpty()) {
            ExtensionContext.Store store = context.getStore(NAMESPACE);
            store.put(HELD + context.getUniqueId(), Locks.acquireAll(Duration.ofSeconds(seconds), locks));
            locks.forEach(lock -> store.put(lock.path(), lock.shared()));
        }
    }

    /** By what surrounds this. */
    private static boolean isHeld(ExtensionContext context, FileLocked wanted) {
        Boolean shared = context.getStore(NAMESPACE).get(path(wanted.value()), Boolean.class);
        if (shared != null && shared && !wanted.shared()) {
            throw new ExtensionConfigurationException(
                    "'" + wanted.value() + "' is held shared by what surrounds this, and wanted exclusively");
        }
        return shared != null;
    }

    private static void release(ExtensionContext context) throws LockException {
        LocksHeld held = context.getStore(NAMESPACE).remove(HELD + context.getUniqueId(), LocksHeld.class);
        if (held != null) {
            held.release();
        }
    }

    private static Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ExtensionConfigurationException("not a name for @FileLocked: '" + name + "'");
        }
        return Path.of(System.getProperty("java.io.tmpdir", "."), "portalocker-" + name + ".lock")
                .toAbsolutePath();
    }
}
