package io.portalocker.internal.sys.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portalocker.AtomicFile;
import io.portalocker.testkit.NotUnderWine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What takes the place of a file is what it was to everybody else. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(60)
class WindowsRightsTest {
    @TempDir
    Path directory;

    private static void replace(Path file) throws IOException {
        try (AtomicFile atomic = AtomicFile.replace(file)) {
            atomic.channel().write(ByteBuffer.wrap("new".getBytes()));
            atomic.commit();
        }
        assertEquals("new", Files.readString(file));
    }

    private static AclFileAttributeView list(Path file) {
        return Files.getFileAttributeView(file, AclFileAttributeView.class);
    }

    @Test
    void accessListIsKept() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "old");
        List<AclEntry> before = list(file).getAcl();
        replace(file);
        assertEquals(before, list(file).getAcl());
    }

    @Test
    @NotUnderWine("SetKernelObjectSecurity: an entry that denies stays; Wine keeps what permission bits can say")
    void entryThatDeniesIsKept() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "old");
        List<AclEntry> entries = new ArrayList<>(list(file).getAcl());
        var guests = file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("Guests");
        entries.addFirst(AclEntry.newBuilder()
                .setType(AclEntryType.DENY)
                .setPrincipal(guests)
                .setPermissions(AclEntryPermission.READ_DATA)
                .build());
        list(file).setAcl(entries);
        List<AclEntry> before = list(file).getAcl();
        replace(file);
        assertEquals(before, list(file).getAcl());
    }

    @Test
    void attributesAreKept() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "old");
        Files.setAttribute(file, "dos:hidden", true);
        Files.setAttribute(file, "dos:readonly", true);
        replace(file);
        assertTrue((boolean) Files.getAttribute(file, "dos:readonly"));
        assertTrue((boolean) Files.getAttribute(file, "dos:hidden"));
        Files.setAttribute(file, "dos:readonly", false);
    }
}
