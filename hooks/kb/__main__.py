"""`python -m kb` is the command `kb`."""

from kb.commands.main import main

main()
