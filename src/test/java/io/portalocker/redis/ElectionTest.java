package io.portalocker.redis;

import static io.portalocker.redis.Election.Confirmation.ASK_AGAIN;
import static io.portalocker.redis.Election.Confirmation.DEMOTED;
import static io.portalocker.redis.Election.Confirmation.HELD;
import static io.portalocker.redis.Election.Decision.ENTER;
import static io.portalocker.redis.Election.Decision.LEAVE;
import static io.portalocker.redis.Election.Decision.STAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Who goes in, rule by rule, and what must hold however many decide at once. */
class ElectionTest {
    private static final String ME = "5";

    private static RedisHolder holder(String id, RedisMode mode, Boolean elected) {
        return new RedisHolder(id, mode, Optional.ofNullable(elected), false, false, "", 0);
    }

    private static RedisHolder pending(String id) {
        return holder(id, RedisMode.PENDING, false);
    }

    private static RedisHolder exclusive(String id) {
        return holder(id, RedisMode.EXCLUSIVE, false);
    }

    private static RedisHolder reader(String id) {
        return holder(id, RedisMode.SHARED, false);
    }

    private static RedisHolder elected(String id) {
        return holder(id, RedisMode.PENDING, true);
    }

    /** Before 4.2. */
    private static RedisHolder old(String id, RedisMode mode) {
        return holder(id, mode, null);
    }

    private static final RedisHolder LEGACY =
            new RedisHolder("legacy-0", RedisMode.EXCLUSIVE, Optional.empty(), true, false, "", 0);

    private static Election.Decision reading(RedisHolder... others) {
        return Election.decide(ME, true, false, with(reader(ME), others));
    }

    private static Election.Decision writing(RedisHolder... others) {
        return Election.decide(ME, false, false, with(pending(ME), others));
    }

    private static Election.Decision incumbent(RedisHolder... others) {
        return Election.decide(ME, false, true, with(elected(ME), others));
    }

    private static Election.Confirmation confirming(RedisHolder... others) {
        return Election.confirm(ME, with(exclusive(ME), others));
    }

    private static List<RedisHolder> with(RedisHolder me, RedisHolder... others) {
        var all = new java.util.ArrayList<>(List.of(me));
        all.addAll(Arrays.asList(others));
        return all;
    }

    @Test
    void readersJoinReadersOnly() {
        assertEquals(ENTER, reading(reader("1"), reader("9")));
        assertEquals(LEAVE, reading(exclusive("9")));
        assertEquals(LEAVE, reading(pending("9")));
        assertEquals(LEAVE, reading(reader("1"), elected("9")));
        assertEquals(LEAVE, reading(LEGACY));
    }

    @Test
    void theLowestPendingIdWins() {
        assertEquals(ENTER, writing(pending("6"), pending("9")));
        assertEquals(LEAVE, writing(pending("4"), pending("9")));
        assertEquals(LEAVE, writing(old("4", RedisMode.PENDING)));
        assertEquals(ENTER, writing(old("6", RedisMode.PENDING)));
        assertEquals(STAY, writing(reader("1"), pending("6")));
        assertEquals(LEAVE, writing(exclusive("9")));
        assertEquals(LEAVE, writing(LEGACY));
    }

    /** Who was not among those who answered was not there when they were counted. */
    @Test
    void whoDoesNotHearItselfDoesNotGoIn() {
        assertEquals(LEAVE, Election.decide(ME, false, false, List.of(pending("6"))));
        assertEquals(LEAVE, Election.decide(ME, false, false, List.of(reader(ME))));
        assertEquals(ENTER, Election.decide(ME, false, false, List.of(pending(ME))));
    }

    @Test
    void nobodyForfeitsToItself() {
        assertEquals(ENTER, Election.decide(ME, false, true, List.of(exclusive(ME))));
    }

    @Test
    void newcomersDeferToWhoHasWon() {
        assertEquals(LEAVE, writing(elected("9")));
        assertEquals(LEAVE, writing(elected("9"), reader("1")));
    }

    @Test
    void whoHasWonWaitsForReadersAndForTheUndecided() {
        assertEquals(STAY, incumbent(reader("9")));
        assertEquals(STAY, incumbent(pending("4")));
        assertEquals(ENTER, incumbent(pending("9")));
        assertEquals(ENTER, incumbent());
    }

    @Test
    void whoHasWonForfeitsToHoldersLowerWinnersAndLowerOldOnes() {
        assertEquals(LEAVE, incumbent(exclusive("9")));
        assertEquals(LEAVE, incumbent(LEGACY));
        assertEquals(LEAVE, incumbent(elected("4")));
        assertEquals(ENTER, incumbent(elected("9")));
        assertEquals(LEAVE, incumbent(old("4", RedisMode.PENDING)));
        assertEquals(ENTER, incumbent(old("9", RedisMode.PENDING)));
        assertEquals(STAY, incumbent(old("4", RedisMode.SHARED)));
    }

    @Test
    void aPromotionIsConfirmedUnlessSomebodyOutranksIt() {
        assertEquals(HELD, confirming());
        assertEquals(HELD, confirming(pending("9"), exclusive("9")));
        assertEquals(DEMOTED, confirming(reader("9")));
        assertEquals(DEMOTED, confirming(exclusive("4")));
        assertEquals(DEMOTED, confirming(old("9", RedisMode.EXCLUSIVE)));
        assertEquals(DEMOTED, confirming(LEGACY));
        assertEquals(DEMOTED, confirming(old("4", RedisMode.PENDING)));
        assertEquals(ASK_AGAIN, confirming(pending("4")));
        assertEquals(DEMOTED, confirming(pending("4"), exclusive("3")));
    }

    @Provide
    Arbitrary<List<RedisHolder>> crowd() {
        var ids = Arbitraries.strings().withChars("0123456789abcdef").ofLength(3);
        var states = Arbitraries.of(
                List.of(RedisMode.EXCLUSIVE, false),
                List.of(RedisMode.EXCLUSIVE, true),
                List.of(RedisMode.PENDING, false),
                List.of(RedisMode.PENDING, true),
                List.of(RedisMode.SHARED, false));
        return Combinators.combine(ids, states)
                .as((id, state) -> holder(id, (RedisMode) state.get(0), (Boolean) state.get(1)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .uniqueElements(RedisHolder::id);
    }

    private static Election.Decision decide(RedisHolder one, List<RedisHolder> crowd) {
        return Election.decide(one.id(), one.mode() == RedisMode.SHARED, one.saysElected(), crowd);
    }

    @Property
    void nobodyEntersBesideSomebodyInside(@ForAll("crowd") List<RedisHolder> crowd) {
        for (var one : crowd) {
            var inside = crowd.stream()
                    .filter(each -> !each.id().equals(one.id()))
                    .anyMatch(each -> each.mode() == RedisMode.EXCLUSIVE
                            || (each.mode() == RedisMode.SHARED && one.mode() == RedisMode.PENDING));
            if (one.mode() != RedisMode.EXCLUSIVE && inside) {
                assertTrue(decide(one, crowd) != ENTER, () -> one + " enters " + crowd);
            }
        }
    }

    @Property
    void ofThoseWhoSeeTheSameAtMostOneEnters(@ForAll("crowd") List<RedisHolder> crowd) {
        var waiting = crowd.stream()
                .filter(each -> each.mode() == RedisMode.PENDING)
                .filter(each -> decide(each, crowd) == ENTER)
                .toList();
        assertTrue(waiting.size() <= 1, () -> waiting + " enter " + crowd);
    }

    @Property
    void ofThoseWhoArePromotedAtMostOneIsConfirmed(@ForAll("crowd") List<RedisHolder> crowd) {
        var confirmed = crowd.stream()
                .filter(each -> each.mode() == RedisMode.EXCLUSIVE)
                .filter(each -> Election.confirm(each.id(), crowd) == HELD)
                .toList();
        assertTrue(confirmed.size() <= 1, () -> confirmed + " in " + crowd);
    }

    @Property
    void pendingOnesOnTheirOwnMakeProgress(@ForAll("crowd") List<RedisHolder> crowd) {
        var free = crowd.stream().allMatch(each -> each.mode() == RedisMode.PENDING);
        if (free) {
            assertTrue(crowd.stream().anyMatch(each -> decide(each, crowd) != LEAVE), crowd::toString);
        }
    }
}
