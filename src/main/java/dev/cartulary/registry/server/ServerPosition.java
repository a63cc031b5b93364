package dev.cartulary.registry.server;

/** A place in a list of servers, which is ordered by name, then by the version's text. */
record ServerPosition(String name, String version) {}
