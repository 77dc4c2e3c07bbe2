package io.portalocker.redis;

import java.util.Collection;

/**
 * Who goes in, decided from the answers to one ping. Everybody decides alone and all come to the same result because they
 * compare the same ids, so every rule here is portalocker 4.4's.
 */
final class Election {

    private Election() {}

    /** What to do after asking who is there. */
    enum Decision {
        /** Go in: for a writer, become visible as exclusive, then confirm. */
        ENTER,
        /** Elected, but others are still inside: stay subscribed, which keeps late readers out. */
        STAY,
        /** Unsubscribe and try again later: a subscriber that lingers makes everybody else's count wrong. */
        LEAVE
    }

    /** What to do after asking again, visible as exclusive. */
    enum Confirmation {
        HELD,
        /** Somebody may be promoting itself on a view as old as ours: ask again. */
        ASK_AGAIN,
        /** Somebody outranks us. */
        DEMOTED
    }

    static Decision decide(String self, boolean shared, boolean elected, Collection<RedisHolder> present) {
        if (shared) {
            return present.stream().allMatch(each -> each.mode() == RedisMode.SHARED) ? Decision.ENTER : Decision.LEAVE;
        }
        boolean readers = present.stream().anyMatch(each -> each.mode() == RedisMode.SHARED);
        if (elected) {
            if (forfeits(self, present)) {
                return Decision.LEAVE;
            }
            return readers || lowerIsUndecided(self, present) ? Decision.STAY : Decision.ENTER;
        }
        if (!wins(self, present)) {
            return Decision.LEAVE;
        }
        return readers ? Decision.STAY : Decision.ENTER;
    }

    static Confirmation confirm(String self, Collection<RedisHolder> present) {
        Confirmation confirmation = Confirmation.HELD;
        for (RedisHolder each : present) {
            if (each.id().equals(self)) {
                continue;
            }
            boolean lower = each.id().compareTo(self) < 0;
            boolean old = each.elected().isEmpty();
            switch (each.mode()) {
                case SHARED -> {
                    return Confirmation.DEMOTED;
                }
                case EXCLUSIVE -> {
                    if (each.legacy() || old || lower) {
                        return Confirmation.DEMOTED;
                    }
                }
                case PENDING -> {
                    if (lower && old) {
                        return Confirmation.DEMOTED;
                    }
                    if (lower) {
                        confirmation = Confirmation.ASK_AGAIN;
                    }
                }
            }
        }
        return confirmation;
    }

    /** The lowest pending id wins, unless somebody is inside or has won already. */
    private static boolean wins(String self, Collection<RedisHolder> present) {
        boolean among = false;
        for (RedisHolder each : present) {
            boolean me = each.id().equals(self);
            if (each.mode() == RedisMode.EXCLUSIVE || (each.saysElected() && !me)) {
                return false;
            }
            if (each.mode() == RedisMode.PENDING && each.id().compareTo(self) < 0) {
                return false;
            }
            among |= me && each.mode() == RedisMode.PENDING;
        }
        return among;
    }

    /** Having won, one gives way only to who is inside, to a lower winner, and to who cannot know that one has won. */
    private static boolean forfeits(String self, Collection<RedisHolder> present) {
        return present.stream()
                .filter(each -> !each.id().equals(self))
                .anyMatch(each -> each.mode() == RedisMode.EXCLUSIVE
                        || (each.id().compareTo(self) < 0
                                && (each.saysElected()
                                        || (each.mode() == RedisMode.PENDING
                                                && each.elected().isEmpty()))));
    }

    private static boolean lowerIsUndecided(String self, Collection<RedisHolder> present) {
        return present.stream()
                .anyMatch(each -> each.mode() == RedisMode.PENDING
                        && !each.elected().orElse(true)
                        && each.id().compareTo(self) < 0);
    }
}
