"""Floor 4b: program + event + facts → decision. Pure: no clock, no dice, no I/O; never sees the rule text."""
