"""Times ranked by fairness, and the score of hours, in Slack: words first, then a picture."""
