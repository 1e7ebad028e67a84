"""What Coach promises about time and memory, measured: `make bench`."""
