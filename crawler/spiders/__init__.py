"""One aggregator a file, file name = spider name. ``base`` is what all share; ``leads``, those that only link."""
