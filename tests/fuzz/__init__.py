"""Fuzzing of the model text, see scripts/fuzz."""
