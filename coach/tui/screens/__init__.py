"""One module a screen. Only `home` is imported before the first frame."""
