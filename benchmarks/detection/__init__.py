"""How well the plug's core detects, measured through scripts/replay."""
