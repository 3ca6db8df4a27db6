"""What the tests stand on: a hall made for them, a real server, real clients."""
