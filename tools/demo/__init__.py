"""The product running without hardware: two firmwares, a Home Assistant, a simulated fridge."""
