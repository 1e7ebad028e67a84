"""Face two: screens. Nothing outside this folder imports Textual."""
