package io.portalocker;

import io.portalocker.internal.acquire.Failure;
import io.portalocker.internal.acquire.Loss;
import io.portalocker.internal.acquire.Refusal;
import io.portalocker.internal.sys.ErrorKind;
import io.portalocker.internal.sys.SysException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Words for what went wrong: which file, which operation, which error, and what it means. */
final class Failures {

    private Failures() {}

    /** What the engine, or a locker of the user's, threw. */
    static LockException of(IOException failure) {
        if (failure instanceof LockException known) {
            return known;
        }
        if (failure instanceof Refusal refusal) {
            return of(refusal);
        }
        if (failure instanceof Failure known) {
            return of(known);
        }
        return new LockIOException("a call failed: " + failure, "", "", 0, failure);
    }

    private static LockException of(Refusal refusal) {
        return switch (refusal.ground()) {
            case Refusal.Ground.Deadlock d -> new LockDeadlockException(refusal.getMessage());
            case Refusal.Ground.Mismatch m -> new LockMismatchException(refusal.getMessage());
            case Refusal.Ground.Unsupported u -> new LockUnsupportedException(refusal.getMessage());
            case Refusal.Ground.Lost(Loss loss) -> of(loss);
        };
    }

    static LockLostException of(Loss loss) {
        LockLostException.Reason reason =
                LockLostException.Reason.valueOf(loss.reason().name());
        return loss.cause()
                .map(cause ->
                        new LockLostException(reason, loss.message(), cause instanceof IOException e ? of(e) : cause))
                .orElseGet(() -> new LockLostException(reason, loss.message()));
    }

    private static LockException of(Failure failure) {
        String what = "cannot " + failure.operation() + " '" + failure.name() + "'";
        String with = failure.mechanism().isEmpty() ? "" : " with " + failure.mechanism();
        if (!(failure.getCause() instanceof SysException cause)) {
            return new LockIOException(
                    what + with + ": " + failure.getCause(), failure.operation(), "", 0, failure.getCause());
        }
        if (cause.kind() == ErrorKind.NOT_SUPPORTED && !with.isEmpty()) {
            return new LockUnsupportedException(
                    what + with + ": " + cause.getMessage() + ", its file system or this kernel has no such lock",
                    cause);
        }
        return io(failure.name(), failure.operation(), cause);
    }

    /** A call on a file failed. */
    static LockIOException io(String file, String operation, SysException failure) {
        String meaning = meaning(failure);
        String message = "cannot " + operation + " '" + file + "': " + failure.getMessage()
                + (meaning.isEmpty() ? "" : ", " + meaning);
        return new LockIOException(
                message, failure.call(), failure.symbol(), failure.code(), cause(file, meaning, failure));
    }

    /** A locker of the user's failed; its own lock exceptions pass. */
    static LockException locking(String file, String locker, String operation, IOException failure) {
        return failure instanceof LockException || failure instanceof Refusal || failure instanceof Failure
                ? of(failure)
                : new LockIOException(
                        "cannot " + operation + " '" + file + "' with " + locker + ": " + failure,
                        operation,
                        "",
                        0,
                        failure);
    }

    private static String meaning(SysException failure) {
        return switch (failure.kind()) {
            case NOT_FOUND -> "the file or its directory does not exist";
            case EXISTS -> "it exists already";
            case ACCESS_DENIED -> "permission denied";
            case READ_ONLY -> "its file system is read-only";
            case SYMBOLIC_LINK -> "it is a symbolic link, and links are not followed";
            case IS_DIRECTORY -> "it is a directory";
            case NOT_A_DIRECTORY -> "it is no directory";
            case NO_SUCH_DEVICE -> "it is not a regular file";
            case NOT_SUPPORTED -> "not supported there";
            case BAD_DESCRIPTOR -> "the descriptor is closed or not open for that";
            case SEVERAL_NAMES -> "it has several names (hard links), so its content is not this lock's to destroy";
            case BUSY -> "another handle is in the way";
            case DEADLOCK -> "the kernel suspects a deadlock";
            case STALE -> "another machine has removed it";
            case OTHER -> "";
        };
    }

    private static FileSystemException cause(String file, String meaning, SysException failure) {
        FileSystemException cause = switch (failure.kind()) {
            case NOT_FOUND -> new NoSuchFileException(file);
            case EXISTS -> new FileAlreadyExistsException(file);
            case ACCESS_DENIED -> new AccessDeniedException(file);
            default -> new FileSystemException(file, null, meaning.isEmpty() ? failure.getMessage() : meaning);
        };
        cause.initCause(failure);
        return cause;
    }
}
