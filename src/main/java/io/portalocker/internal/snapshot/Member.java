package io.portalocker.internal.snapshot;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One whom the newest snapshot names: for messages, since it may have left already. */
public record Member(HolderRecord record, boolean shared) {

    /** Those of the lock of a path whose records can be read; a writer that waits for readers to leave is one of them. */
    public static List<Member> of(Path path, LogEngine engine) throws IOException {
        try {
            return members(path, engine);
        } catch (NoSuchFileException e) {
            return List.of(); // not even its directory
        } catch (IOException e) {
            throw LogHold.failure(path, "examine", e);
        }
    }

    private static List<Member> members(Path path, LogEngine engine) throws IOException {
        GenerationLog log = engine.unremembered(path);
        Optional<GenerationLog.View> view = log.glance();
        List<Member> members = new ArrayList<>();
        if (view.isPresent()) {
            Snapshot now = view.get().snapshot();
            for (String token : now.members().stream().sorted().toList()) {
                log.files()
                        .read(Records.Place.HOLDERS, token)
                        .flatMap(content -> HolderRecord.parse(token, content))
                        .ifPresent(record ->
                                members.add(new Member(record, now.readers().contains(token))));
            }
        }
        return members;
    }
}
