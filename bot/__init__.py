"""What people meet: answers, the command line, and the Discord bot."""
