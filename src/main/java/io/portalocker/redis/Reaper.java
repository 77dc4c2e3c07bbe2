package io.portalocker.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Ends the connections of holders that are silent, which frees their lock. Only a name says that a subscriber is a holder:
 * nobody else is touched, since a connection may be silent by right. Of such strangers only the address is reported.
 */
final class Reaper {

    /** The names of the lock connections of any channel. */
    private static final Pattern ANY_HOLDER = Pattern.compile(".*-lock(-[0-9a-f]{32})?");

    private static final Pattern FIELD = Pattern.compile("([^ =]+)=([^ ]*)");

    private Reaper() {}

    /**
     * How many connections were ended, and addresses and names of subscribers, perhaps of other channels, that are no
     * holders.
     */
    record Reaped(int killed, List<String> strangers) {}

    static Reaped reap(Session session, String channel, Collection<RedisHolder> answered, String self, long patience)
            throws IOException, InterruptedException {
        Set<String> alive = answered.stream().map(RedisHolder::id).collect(Collectors.toSet());
        alive.add(self);
        boolean legacyAlive = answered.stream().anyMatch(RedisHolder::legacy);
        Pattern name = Pattern.compile(Pattern.quote(channel) + "-lock(-(?<id>[0-9a-f]{32}))?");
        int killed = 0;
        List<String> strangers = new ArrayList<>();
        for (Map<String, String> client : subscribers(session, patience)) {
            String clientName = client.getOrDefault("name", "");
            Matcher holder = name.matcher(clientName);
            if (holder.matches()) {
                String id = holder.group("id");
                if (id == null ? !legacyAlive : !alive.contains(id)) {
                    kill(session, client.getOrDefault("id", ""), patience);
                    killed++;
                }
            } else if (!ANY_HOLDER.matcher(clientName).matches() && !"0".equals(client.get("sub"))) {
                strangers.add(client.get("addr") + (clientName.isEmpty() ? "" : " (" + clientName + ")"));
            }
        }
        return new Reaped(killed, List.copyOf(strangers));
    }

    /** The addresses of holders, by id. */
    static Map<String, String> addresses(Session session, String channel, long patience)
            throws IOException, InterruptedException {
        Map<String, String> addresses = new HashMap<>();
        String prefix = channel + "-lock-";
        for (Map<String, String> client : subscribers(session, patience)) {
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

    private static List<Map<String, String>> subscribers(Session session, long patience)
            throws IOException, InterruptedException {
        String all = session.send(Request.of("CLIENT", "LIST", "TYPE", "pubsub"))
                .getFirst()
                .awaitText(patience);
        return all.lines().map(Reaper::fields).toList();
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
