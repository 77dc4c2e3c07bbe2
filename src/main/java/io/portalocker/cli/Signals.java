package io.portalocker.cli;

import java.io.Console;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Signals that are passed on while a command runs, instead of ending this process and with it the lock. An interrupt from
 * the keyboard reaches the command by itself, since the terminal sends it to all of its foreground.
 *
 * <p>The JDK's only way to hear of a signal is {@code sun.misc.Signal}, which a compiler that treats warnings as errors
 * cannot be shown; so it is reached by name. Without the module {@code jdk.unsupported} no signal is passed on.
 */
final class Signals implements AutoCloseable {

    /** What was in place before, by signal. */
    private final Map<Object, Object> before = new HashMap<>();

    private Signals() {}

    static Signals forwardTo(IntConsumer receiver) {
        Signals signals = new Signals();
        signals.handle("HUP", receiver);
        signals.handle("TERM", receiver);
        signals.handle("USR1", receiver);
        signals.handle("USR2", receiver);
        signals.handle("INT", isAtTerminal() ? signal -> {} : receiver);
        return signals;
    }

    private static boolean isAtTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private void handle(String name, IntConsumer receiver) {
        try {
            Object signal = Api.NEW.invoke(name);
            MethodHandle receive = MethodHandles.filterArguments(Api.ACCEPT.bindTo(receiver), 0, Api.NUMBER);
            Object handler = MethodHandleProxies.asInterfaceInstance(Api.HANDLER, receive);
            before.put(signal, Api.HANDLE.invoke(signal, handler));
        } catch (IllegalArgumentException | NoClassDefFoundError e) {
            // Not a signal of this system, one the JVM keeps for itself, or there is no such API.
        } catch (Throwable e) {
            throw new LinkageError("sun.misc.Signal", e);
        }
    }

    @Override
    public void close() {
        before.forEach((signal, handler) -> {
            try {
                Object _ = Api.HANDLE.invoke(signal, handler);
            } catch (Throwable e) {
                throw new LinkageError("sun.misc.Signal", e);
            }
        });
    }

    /** {@code sun.misc.Signal} and {@code SignalHandler}. */
    private static final class Api {
        static final Class<?> HANDLER;
        static final MethodHandle NEW;
        static final MethodHandle NUMBER;
        static final MethodHandle HANDLE;
        static final MethodHandle ACCEPT;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                Class<?> signal = Class.forName("sun.misc.Signal");
                HANDLER = Class.forName("sun.misc.SignalHandler");
                NEW = lookup.findConstructor(signal, MethodType.methodType(void.class, String.class));
                NUMBER = lookup.findVirtual(signal, "getNumber", MethodType.methodType(int.class));
                HANDLE = lookup.findStatic(signal, "handle", MethodType.methodType(HANDLER, signal, HANDLER));
                ACCEPT = lookup.findVirtual(IntConsumer.class, "accept", MethodType.methodType(void.class, int.class));
            } catch (ReflectiveOperationException e) {
                throw new NoClassDefFoundError(e.getMessage());
            }
        }
    }
}
