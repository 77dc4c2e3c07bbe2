package io.portalocker.internal.sys;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names by their own bytes. A path's string went through the charset of the locale and may have lost some: under
 * {@code LC_ALL=C} two files whose names are not ASCII have one string. The path itself keeps all bytes, and its URI tells
 * them.
 */
public final class RawNames {

    private RawNames() {}

    /** Tells a path's bytes. */
    public static byte[] bytes(Path path) {
        String text = path.toString();
        return isAscii(text) || !isOfBytes(path)
                ? text.getBytes(StandardCharsets.UTF_8)
                : decode(encoded(path.toAbsolutePath()));
    }

    /** Tells the last component of a path as a string that is equal for equal bytes only. */
    public static String last(Path path) {
        byte[] bytes = bytes(path);
        int start = bytes.length;
        while (start > 0 && !isSeparator(bytes[start - 1])) {
            start--;
        }
        return new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isSeparator(byte b) {
        return b == '/' || (b == '\\' && java.io.File.separatorChar == '\\');
    }

    /** Finds a sibling. */
    public static Path sibling(Path path, String name) {
        return path.resolveSibling(name(path, name));
    }

    /** Finds an entry of a directory. The name is a character a byte. */
    public static Path child(Path directory, String name) {
        return directory.resolve(name(directory, name));
    }

    /**
     * Writes text as a name, a character a byte: in UTF-8, save that a lone half of a surrogate pair from U+DC80 to U+DCFF
     * is one byte, as Python writes names that are no UTF-8.
     */
    public static String ofText(String text) {
        if (isAscii(text)) {
            return text;
        }
        StringBuilder name = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c >= 0xDC80 && c <= 0xDCFF) {
                name.append((char) (c - 0xDC00));
            } else {
                name.append(new String(
                        Character.toString(c).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            }
        });
        return name.toString();
    }

    /** A relative path of one component. Resolving a path, unlike resolving a string, encodes nothing. */
    private static Path name(Path beside, String name) {
        if (isAscii(name) || !isOfBytes(beside)) {
            return beside.getFileSystem()
                    .getPath(
                            isAscii(name)
                                    ? name
                                    : new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
        StringBuilder uri = new StringBuilder("file:///");
        for (byte b : name.getBytes(StandardCharsets.ISO_8859_1)) {
            uri.append('%').append(java.util.HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return java.util.Objects.requireNonNull(
                Path.of(URI.create(uri.toString())).getFileName());
    }

    /** On Windows names are text. */
    private static boolean isOfBytes(Path path) {
        return java.io.File.separatorChar == '/' && path.getFileSystem().equals(java.nio.file.FileSystems.getDefault());
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The URI adds a slash to the name of a directory. */
    private static String encoded(Path path) {
        String uri = path.toUri().getRawPath();
        return uri.length() > 1 && uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    private static byte[] decode(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }
}
