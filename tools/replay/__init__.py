"""Offline learning, watching, merging and showing: scripts/replay."""
