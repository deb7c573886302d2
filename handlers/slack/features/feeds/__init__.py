"""The address at which a person reads the network's practices in a feed reader."""
