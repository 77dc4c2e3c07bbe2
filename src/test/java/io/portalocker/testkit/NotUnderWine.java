package io.portalocker.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test whose answer Wine does not know: it differs from what Microsoft documents, which is right. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("not-wine")
@ExtendWith(OnThisSystem.class)
public @interface NotUnderWine {
    /** What Microsoft documents. */
    String value();
}
