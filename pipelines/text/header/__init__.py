"""The lines between a flat page's headline and its copy: ``lines`` (byline, standfirst, stamps), ``dates``."""
