"""The practices of the whole network, as a feed to subscribe to."""
