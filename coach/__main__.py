"""`python -m coach` is the same as `coach`."""

from coach.cli import main

raise SystemExit(main())
