"""What a group has recorded, for those who take it away: dialogues, actions, practices and more."""
