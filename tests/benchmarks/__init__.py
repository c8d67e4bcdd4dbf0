"""Programs a maintainer runs by hand: how fast, how well, and what the constants rest on."""
