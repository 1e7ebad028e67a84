"""How the tone score was learnt, and how it agrees with people."""
