"""The simplest programs that Coach is measured against."""
