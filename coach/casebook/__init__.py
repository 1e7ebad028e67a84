"""What is kept: small private files that are written whole or not at all."""
