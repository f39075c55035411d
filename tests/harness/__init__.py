"""Runs the real firmware, a real Home Assistant and a real browser for tests and the demo."""
