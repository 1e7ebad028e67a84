"""What leaves: text, files and the clipboard, each only when the parent asks."""
