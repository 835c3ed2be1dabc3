"""What an operator does with stories that the desk failed on: look at them, and try them again once it is mended."""
