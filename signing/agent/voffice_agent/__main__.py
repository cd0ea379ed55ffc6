"""`python -m voffice_agent` is `voffice-agent`."""

from voffice_agent.command import main

main()
