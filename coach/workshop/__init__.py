"""A workshop in a box: an agenda for a room, and what people saved there, to talk about."""
