"""What Excel calls: worksheet functions and ribbon buttons, over the same actions."""
