"""Tests of the core that need Python."""
