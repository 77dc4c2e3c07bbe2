package io.portalocker.redis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    static Reaped reap(Session session, String channel, Census.Silence silence, String self, long patience)
            throws IOException, InterruptedException {
        for (String client : silence.silent().clients()) {
            kill(session, client, patience);
        }
        boolean holders =
                !new Suspects(channel, self).listed(silence.after(), patience).haveAnswered(silence.present());
        List<String> strangers = new ArrayList<>();
        for (Map<String, String> client : clients(silence.after(), patience)) {
            String name = client.getOrDefault("name", "");
            if (!ANY_HOLDER.matcher(name).matches() && !"0".equals(client.get("sub"))) {
                strangers.add(client.get("addr") + (name.isEmpty() ? "" : " (" + name + ")"));
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

    static List<Map<String, String>> clients(Reply list, long patience) throws IOException, InterruptedException {
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
