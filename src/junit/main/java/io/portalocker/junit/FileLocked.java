package io.portalocker.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Holds a lock of that name while a test runs, or all tests of a class: of all tests of this user on this machine that name it,
 * in whatever JVM or thread, one runs at a time, or those that share it.
 *
 * <p>On a method it is held from before the set-up of the test to after its tear-down; on a class, for all of its tests, those
 * of nested classes included, and for what runs before and after all. What a class holds its tests hold. Several names are
 * taken at once, all or none, so that tests which name them in different orders do not wait for each other.
 *
 * <p>The lock is {@link io.portalocker.Lock} on the file {@code portalocker-<name>.lock} in the directory for temporary files
 * ({@code java.io.tmpdir}); {@code portalocker run} can hold it too. It ends with the process, however that ends. If it is
 * not to be had in time, the test fails with an {@link io.portalocker.AlreadyLockedException}, which names who holds it.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(FileLocked.Several.class)
@ExtendWith(FileLockedExtension.class)
public @interface FileLocked {

    /** {@return the name of what is shared: letters, digits, dots, dashes and underscores} */
    String value();

    /** {@return whether others that share it too may run meanwhile} */
    boolean shared() default false;

    /** {@return how many seconds to wait for all names that stand in one place: the longest of theirs counts} */
    long timeoutSeconds() default 300;

    /** Several names in one place. */
    @Documented
    @Inherited
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @ExtendWith(FileLockedExtension.class)
    @interface Several {
        /** {@return the names} */
        FileLocked[] value();
    }
}
