"""One aggregator a file, file name = spider name; ``base`` is what they share."""
