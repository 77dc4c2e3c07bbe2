package io.portalocker.redis;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Connections that may be those of dead holders: Redis listed them, under the name of a holder of this channel, before each
 * ping there was, and none of the answers was theirs. Whoever came in between, or left and came back, is not among them:
 * only a subscriber has that name, and it was asked.
 */
final class Suspects {

    /** A connection by that name: one connection has several, one after the other. */
    private record Named(String client, String name) {}

    private final Pattern holder;
    private final String self;

    /** The ids in their names, empty for those of portalocker before 4.0; null as long as nothing was listed. */
    private @Nullable Map<Named, String> ids;

    Suspects(String channel, String self) {
        this.self = self;
        this.holder = Pattern.compile(Pattern.quote(channel) + "-lock(-(?<id>[0-9a-f]{32}))?");
    }

    /** Those who are not on the list are none. */
    Suspects listed(Reply list, long patience) throws IOException, InterruptedException {
        Map<Named, String> now = new LinkedHashMap<>();
        for (Map<String, String> client : Reaper.clients(list, patience)) {
            Matcher name = holder.matcher(client.getOrDefault("name", ""));
            if (name.matches()) {
                String id = name.group("id");
                now.put(new Named(client.getOrDefault("id", ""), name.group()), id == null ? "" : id);
            }
        }
        now.values().remove(self);
        if (ids != null) {
            now.keySet().retainAll(ids.keySet());
        }
        ids = now;
        return this;
    }

    /** Whether nobody is left but those who have answered. */
    boolean haveAnswered(Collection<RedisHolder> answers) {
        if (ids == null) {
            return false;
        }
        Set<String> alive =
                answers.stream().map(each -> each.legacy() ? "" : each.id()).collect(Collectors.toSet());
        ids.values().removeAll(alive);
        return ids.isEmpty();
    }

    /** The numbers of their connections. */
    Collection<String> clients() {
        return ids == null ? Set.of() : ids.keySet().stream().map(Named::client).toList();
    }
}
