"""The folder of site configs: read from disk, checked, shown. What a config says is read by ``crawler.reader``."""
