package io.portalocker.redis;

/** What to do about a server that has replicas or is watched by a sentinel, and so may be replaced by another. */
public enum Replicas {

    /** No lock there, and a lock that is held when they appear is lost. */
    REFUSE,

    /**
     * Locks there even so. <b>After a failover two may hold a lock at once</b>: subscriptions live at one server, so the new
     * one knows of no holder, and a holder at the old one learns of it only when that one is told, or when its connection
     * ends. With a planned failover ({@code SENTINEL FAILOVER}) that was seen to take up to ten seconds; a server that was
     * cut off without noticing has no bound. Only the {@linkplain RedisHold#fencingToken() fencing token} keeps the
     * guarded resource safe in that time. {@code RedisLease} is what is made for such servers.
     */
    ACCEPT
}
