"""Working groups in Slack: set-up, glance, members, roles and the roster."""
