"""One aggregator a file, file name = spider name; ``base`` is what all share, ``leads`` what those share that only link."""
