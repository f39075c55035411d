"""Tests of the ESPHome component, in the real firmware of the host platform."""
