"""Tools for authors: check, cover, graph, new, watch."""
