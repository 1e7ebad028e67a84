"""How the detector of moves agrees with people, on lines that were written for it."""
