package io.portalocker.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portalocker.testkit.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A key of a server, made for one test: as PEM for the server, and a store for those who trust it.
 *
 * @param certificate PEM
 * @param key PEM
 * @param trustStore what a client needs
 */
record TlsFiles(Path certificate, Path key, Path trustStore) {
    static final String PASSWORD = "changeit";

    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** Makes a key for the names in {@code alternatives}, such as {@code dns:localhost}. */
    static TlsFiles create(Path directory, String alternatives) throws Exception {
        Path store = directory.resolve("server.p12");
        try (var keytool = Child.start(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=" + alternatives,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)) {
            assertEquals(0, keytool.exitCode(), keytool::transcript);
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var certificate = keys.getCertificate("server");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate);
        Path trustStore = directory.resolve("trusted.p12");
        try (var out = Files.newOutputStream(trustStore)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return new TlsFiles(
                pem(directory.resolve("server.crt"), "CERTIFICATE", certificate.getEncoded()),
                pem(
                        directory.resolve("server.key"),
                        "PRIVATE KEY",
                        keys.getKey("server", PASSWORD.toCharArray()).getEncoded()),
                trustStore);
    }

    private static Path pem(Path file, String type, byte[] encoded) throws Exception {
        return Files.write(
                file,
                List.of("-----BEGIN " + type + "-----", PEM.encodeToString(encoded), "-----END " + type + "-----"));
    }

    /** What makes a {@code redis-server} speak TLS on that port. */
    String[] server(int port) {
        return new String[] {
            "--tls-port",
            Integer.toString(port),
            "--tls-cert-file",
            certificate.toString(),
            "--tls-key-file",
            key.toString(),
            "--tls-auth-clients",
            "no"
        };
    }
}
