"""What each command does, a module a command: plain arguments in, text to the terminal out, an exit code back.

A module is imported when its command runs, and holds a function of its own name.
"""
