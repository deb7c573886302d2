"""Who may call on Convenor: Slack, the web, the clock, the command line, the sandbox."""
