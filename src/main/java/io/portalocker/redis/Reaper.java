package io.portalocker.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Ends the connections of holders that are silent, which frees their lock. Only a name says that a subscriber is a holder:
 * nobody else is touched, since a connection may be silent by right. Of such strangers only the address is reported. Nor is a
 * holder touched that came after the question: it was never asked.
 */
final class Reaper {

    /** The names of the lock connections of any channel. */
    private static final Pattern ANY_HOLDER = Pattern.compile(".*-lock(-[0-9a-f]{32})?");

    private static final Pattern FIELD = Pattern.compile("([^ =]+)=([^ ]*)");

    static final Request LIST = Request.of("CLIENT", "LIST", "TYPE", "pubsub");

    private Reaper() {}

    /**
     * Whether there are holders that are silent, of which those were ended that had been asked; and addresses and names of
     * subscribers, perhaps of other channels, that are no holders.
     */
    record Reaped(boolean holders, List<String> strangers) {}

    /** A connection by that name: one connection has several, one after the other. */
    private record Named(String id, String name) {
        static Named of(Map<String, String> client) {
            return new Named(client.getOrDefault("id", ""), client.getOrDefault("name", ""));
        }
    }

    static Reaped reap(Session session, String channel, Census.Silence silence, String self, long patience)
            throws IOException, InterruptedException {
        Set<String> alive = silence.present().stream().map(RedisHolder::id).collect(Collectors.toSet());
        alive.add(self);
        boolean legacyAlive = silence.present().stream().anyMatch(RedisHolder::legacy);
        Pattern name = Pattern.compile(Pattern.quote(channel) + "-lock(-(?<id>[0-9a-f]{32}))?");
        Set<Named> asked =
                clients(silence.before(), patience).stream().map(Named::of).collect(Collectors.toSet());
        boolean holders = false;
        List<String> strangers = new ArrayList<>();
        for (Map<String, String> client : clients(silence.after(), patience)) {
            Named named = Named.of(client);
            Matcher holder = name.matcher(named.name());
            if (holder.matches()) {
                String id = holder.group("id");
                if (id == null ? !legacyAlive : !alive.contains(id)) {
                    holders = true;
                    if (asked.contains(named)) {
                        kill(session, named.id(), patience);
                    }
                }
            } else if (!ANY_HOLDER.matcher(named.name()).matches() && !"0".equals(client.get("sub"))) {
                strangers.add(client.get("addr") + (named.name().isEmpty() ? "" : " (" + named.name() + ")"));
            }
        }
        return new Reaped(holders, List.copyOf(strangers));
    }

    /** The addresses of holders, by id. */
    static Map<String, String> addresses(Session session, String channel, long patience)
            throws IOException, InterruptedException {
        Map<String, String> addresses = new HashMap<>();
        String prefix = channel + "-lock-";
        for (Map<String, String> client : clients(session.send(LIST).getFirst(), patience)) {
            String name = client.getOrDefault("name", "");
            if (name.startsWith(prefix)) {
                addresses.put(name.substring(prefix.length()), client.getOrDefault("addr", ""));
            }
        }
        return addresses;
    }

    /** The second filter spares a connection that was given back meanwhile and serves another purpose. */
    private static void kill(Session session, String client, long patience) throws IOException, InterruptedException {
        session.send(Request.of("CLIENT", "KILL", "ID", client, "TYPE", "pubsub"))
                .getFirst()
                .await(patience);
    }

    private static List<Map<String, String>> clients(Reply list, long patience)
            throws IOException, InterruptedException {
        return list.awaitText(patience).lines().map(Reaper::fields).toList();
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            fields.put(field.group(1), field.group(2));
        }
        return fields;
    }
}
