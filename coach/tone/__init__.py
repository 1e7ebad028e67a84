"""How a text reads."""
