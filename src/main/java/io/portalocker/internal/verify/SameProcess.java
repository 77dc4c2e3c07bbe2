package io.portalocker.internal.verify;

import io.portalocker.internal.file.Access;
import io.portalocker.internal.file.FileOpener;
import io.portalocker.internal.file.OpenFile;
import io.portalocker.internal.sys.Mechanism;
import io.portalocker.internal.wait.LateClose;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What stands in for another process where none can be started: another descriptor of this one, locked behind the back of
 * the engine, whose threads would exclude each other without the kernel.
 */
final class SameProcess implements Party {

    private final Path folder;
    private String answer = "";
    private @Nullable OpenFile held;

    SameProcess(Path folder) {
        this.folder = folder;
    }

    /** The kernel has one record lock for the whole process. */
    static boolean canTry(Way way) {
        return way.isOfKernel() && way.mechanism() != Mechanism.LOCKF;
    }

    @Override
    public String name() {
        return "another descriptor of this process";
    }

    @Override
    public void say(String command) throws IOException {
        String[] words = command.split(" ", -1);
        if (words[0].equals("take")) {
            OpenFile file = FileOpener.open(folder.resolve(words[3]), Access.READ_APPEND);
            boolean locked = file.platform()
                    .locks()
                    .tryLock(new Way(words[1]).mechanism(), file.descriptor(), words[2].equals("shared"));
            answer = locked ? "held 0" : "busy 0";
            if (locked) {
                held = file;
            } else {
                file.close();
            }
        } else {
            close();
            answer = "free 0";
        }
    }

    @Override
    public String hear() {
        return answer;
    }

    @Override
    public void reset() {
        close();
    }

    @Override
    public boolean isProcess() {
        return false;
    }

    @Override
    public void close() {
        OpenFile file = held;
        held = null;
        if (file != null) {
            LateClose.quietly(file);
        }
    }
}
