"""What ``scrapy articles`` says on a terminal of what the morgue holds."""
