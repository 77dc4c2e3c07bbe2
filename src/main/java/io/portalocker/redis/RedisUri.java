package io.portalocker.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a URI such as {@code redis://user:password@host:6379/0} or {@code unix:///run/redis.sock}. The authority is read
 * here: {@link URI} knows no host with an underscore, which names of containers have. An IPv6 host is without its brackets, and empty where there is the path of a local socket.
 */
record RedisUri(
        boolean tls,
        String host,
        int port,
        String path,
        Optional<String> user,
        Optional<String> password,
        int database) {

    private static final int PORT = 6379;

    private static final Pattern AUTHORITY =
            Pattern.compile("(?:([^@]*)@)?(\\[[0-9a-fA-F:.%]+]|[^:@\\[\\]]+)(?::([0-9]{0,5}))?");

    private static final Pattern DATABASE = Pattern.compile("[0-9]{1,9}");

    static RedisUri of(URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        if (scheme.equals("unix")) {
            return local(uri);
        }
        Matcher authority = AUTHORITY.matcher(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
        if (!(scheme.equals("redis") || scheme.equals("rediss")) || !authority.matches()) {
            // Not the URI itself: it may have a password.
            throw new IllegalArgumentException(
                    "not a URI such as redis://host, rediss://user:password@host:6379/0 or unix:///run/redis.sock");
        }
        String host = authority.group(2).replaceAll("[\\[\\]]", "");
        String port = authority.group(3);
        int number = port == null || port.isEmpty() ? PORT : Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw new IllegalArgumentException("no port: " + number);
        }
        Credentials credentials = Credentials.of(authority.group(1));
        String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        return new RedisUri(
                scheme.equals("rediss"), host, number, "", credentials.user, credentials.password, database(path));
    }

    /** As redis-py has it: the database and the password are in the query. */
    private static RedisUri local(URI uri) {
        if (uri.getPath() == null || uri.getPath().length() < 2) {
            throw new IllegalArgumentException("not a URI such as unix:///run/redis.sock?db=0");
        }
        Credentials credentials = Credentials.of(uri.getRawUserInfo());
        Optional<String> password = credentials.password.or(() -> query(uri, "password"));
        return new RedisUri(
                false,
                "",
                0,
                uri.getPath(),
                credentials.user,
                password,
                database(query(uri, "db").orElse("")));
    }

    private record Credentials(Optional<String> user, Optional<String> password) {

        static Credentials of(@org.jspecify.annotations.Nullable String userInfo) {
            if (userInfo == null) {
                return new Credentials(Optional.empty(), Optional.empty());
            }
            String[] parts = userInfo.split(":", 2);
            return new Credentials(
                    Optional.of(decoded(parts[0])).filter(name -> !name.isEmpty()),
                    parts.length < 2 ? Optional.empty() : Optional.of(decoded(parts[1])));
        }
    }

    private static Optional<String> query(URI uri, String name) {
        if (uri.getRawQuery() == null) {
            return Optional.empty();
        }
        for (String each : uri.getRawQuery().split("&", -1)) {
            if (each.startsWith(name + "=")) {
                return Optional.of(decoded(each.substring(name.length() + 1)));
            }
        }
        return Optional.empty();
    }

    /** In a URI, other than in a form, a plus is a plus. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static int database(String digits) {
        if (digits.isEmpty()) {
            return 0;
        }
        if (!DATABASE.matcher(digits).matches()) {
            throw new IllegalArgumentException("the database is not a number: '" + digits + "'");
        }
        return Integer.parseInt(digits);
    }

    /** Where it is, without credentials. */
    String address() {
        return path.isEmpty() ? (host.contains(":") ? "[" + host + "]" : host) + ":" + port : path;
    }
}
