"""Offline learning, watching and merging: scripts/replay."""
