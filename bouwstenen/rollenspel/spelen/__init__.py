"""Playing: who is in, which phase it is, what was chosen and concluded."""
