package io.portalocker.internal.snapshot;

import io.portalocker.internal.wait.NamedGates;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Lets a test go on as if this JVM had watched a lock for an hour. */
public final class Elapsed {

    private static final long HOUR = Duration.ofHours(1).toNanos();

    private Elapsed() {}

    /** What was seen of the members of a lock was seen an hour earlier. */
    public static void hour(Path path) throws IOException, ReflectiveOperationException {
        NamedGates.Name name = LogEngine.name(path);
        Field memories = LogEngine.class.getDeclaredField("memories");
        memories.setAccessible(true);
        Sightings sightings =
                ((Memory.Memories) memories.get(LogEngine.system())).of(name).sightings();
        Field field = Sightings.class.getDeclaredField("sights");
        field.setAccessible(true);
        @SuppressWarnings("unchecked")
        Map<String, Record> sights = (Map<String, Record>) field.get(sightings);
        synchronized (sights) {
            for (Map.Entry<String, Record> sight : sights.entrySet()) {
                sight.setValue(earlier(sight.getValue()));
            }
        }
    }

    private static Record earlier(Record sight) throws ReflectiveOperationException {
        Field content = sight.getClass().getDeclaredField("content");
        Field since = sight.getClass().getDeclaredField("since");
        Constructor<? extends Record> made = sight.getClass().getDeclaredConstructor(Optional.class, long.class);
        content.setAccessible(true);
        since.setAccessible(true);
        made.setAccessible(true);
        return made.newInstance(content.get(sight), since.getLong(sight) - HOUR);
    }
}
