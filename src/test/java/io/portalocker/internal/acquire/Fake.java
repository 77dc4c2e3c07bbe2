package io.portalocker.internal.acquire;

import io.portalocker.internal.wait.Deadline;
import io.portalocker.internal.wait.Gate;
import io.portalocker.internal.wait.Gates;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A kind of lock without a lock, whose steps fail as they are told and leave a trace. */
final class Fake implements Kind<Fake.FakeHold> {
    /** Where a step may fail. */
    enum Step {
        APPROACH,
        ENTER,
        ATTEMPT,
        BEGIN,
        LAST,
        UNLOCK,
        CLOSE,
        FORFEIT,
        VERIFY
    }

    final List<Step> steps = new ArrayList<>();
    final List<Outcome> outcomes = new ArrayList<>(List.of());
    final Gates gates;

    @Nullable
    Step failing;

    Throwable fault = new IOException("fault");
    boolean closed;

    @Nullable
    Loss overdue;

    boolean doubtful;
    boolean shared;

    /** What approaching throws, one after the other, before it succeeds. */
    final Deque<IOException> obstacles = new ArrayDeque<>();

    /** A permit for each time that somebody wanted to know whether it is held. */
    final Semaphore asked = new Semaphore(0);

    Fake(Gates gates) {
        this.gates = gates;
    }

    void fail(Step step, Throwable with) {
        failing = step;
        fault = with;
    }

    /** Throws what the test wants thrown, checked or not. */
    void make(Step step) throws IOException {
        steps.add(step);
        if (step == failing) {
            Throwables.rethrow(fault);
        }
    }

    @Override
    public FakeHold approach(Deadline deadline, int round) throws IOException {
        make(Step.APPROACH);
        if (!obstacles.isEmpty()) {
            throw obstacles.removeFirst();
        }
        return new FakeHold();
    }

    /** Its hold. */
    final class FakeHold extends Hold {
        private final Gate gate = gates.reference(1, 2);

        FakeHold() {
            super(shared);
        }

        @Override
        public String name() {
            return "the fake lock";
        }

        @Override
        protected Gate gate() {
            return gate;
        }

        @Override
        protected Entry enter(Deadline deadline) throws IOException, InterruptedException {
            make(Step.ENTER);
            return super.enter(deadline);
        }

        @Override
        protected Outcome attempt(Deadline deadline) throws IOException {
            make(Step.ATTEMPT);
            return outcomes.isEmpty() ? Outcome.HELD : outcomes.removeFirst();
        }

        @Override
        protected void begin() {
            try {
                make(Step.BEGIN);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            super.begin();
        }

        @Override
        protected @Nullable Loss overdue() {
            return overdue;
        }

        @Override
        protected boolean isInDoubt() {
            asked.release();
            return doubtful;
        }

        @Override
        protected void unlock() throws IOException {
            make(Step.UNLOCK);
        }

        @Override
        protected void close() throws IOException {
            closed = true;
            make(Step.CLOSE);
        }

        @Override
        protected void forfeit() throws IOException {
            make(Step.FORFEIT);
        }

        @Override
        protected void dereference() {
            gates.dereference(gate);
        }

        @Override
        protected void verify() throws IOException {
            make(Step.VERIFY);
        }

        void letOthersIn() {
            letGo();
        }

        boolean loseIt(Loss loss) {
            return lose(loss);
        }
    }
}
