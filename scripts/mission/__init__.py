"""Which numbers of the mission are proven, by which test, and which are open."""
