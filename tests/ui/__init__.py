"""What people see in a browser: the built apps, on a real server, in Debian's Chromium."""
