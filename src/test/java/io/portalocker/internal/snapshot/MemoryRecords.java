package io.portalocker.internal.snapshot;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of one lock, in memory: many participants of many hosts see the same. */
final class MemoryRecords implements Records {
    private static final class Node {
        private final long inode;
        private String content;
        private int links = 1;

        Node(long inode, String content) {
            this.inode = inode;
            this.content = content;
        }
    }

    private final Map<Place, Map<String, Node>> places = new EnumMap<>(Place.class);
    private long inodes;

    MemoryRecords() {
        for (Place place : Place.values()) {
            places.put(place, new TreeMap<>());
        }
    }

    private Map<String, Node> in(Place place) {
        return places.get(place);
    }

    private Identity identity(Node node) {
        return new Identity(1, node.inode);
    }

    @Override
    public synchronized void prepare() {}

    @Override
    public synchronized Optional<String> read(Place place, String name) {
        return Optional.ofNullable(in(place).get(name)).map(node -> node.content);
    }

    @Override
    public synchronized Optional<Identity> create(Place place, String name, String content, boolean durable) {
        if (in(place).containsKey(name)) {
            return Optional.empty();
        }
        Node node = new Node(++inodes, content);
        in(place).put(name, node);
        return Optional.of(identity(node));
    }

    @Override
    public synchronized boolean link(String existing, String name) {
        Node node = in(Place.LOG).get(existing);
        if (node == null || in(Place.LOG).containsKey(name)) {
            return false;
        }
        in(Place.LOG).put(name, node);
        node.links++;
        return true;
    }

    @Override
    public synchronized void replace(String existing, String name) {
        Node node = in(Place.LOG).remove(existing);
        if (node != null) {
            in(Place.LOG).put(name, node);
        }
    }

    @Override
    public synchronized boolean overwrite(String name, String content, Identity identity) {
        boolean there = isThere(name, identity);
        if (there) {
            in(Place.HOLDERS).get(name).content = content;
        }
        return there;
    }

    @Override
    public synchronized boolean isThere(String name, Identity identity) {
        Node node = in(Place.HOLDERS).get(name);
        return node != null && identity(node).equals(identity) && node.links == 1;
    }

    @Override
    public synchronized void unlink(Place place, String name) {
        Node node = in(place).remove(name);
        if (node != null) {
            node.links--;
        }
    }

    @Override
    public synchronized List<String> list(Place place) {
        return List.copyOf(in(place).keySet());
    }
}
