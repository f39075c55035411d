"""What a whole firmware costs with and without DIoL."""
