"""What measures DIoL: each package below has a command line of its own."""
