"""Safety comes first: words that may mean someone is in danger."""
