"""The morgue: where a newspaper keeps past copy and looks it up. Filed articles are read back here, and taken back.

What is filed is what a manifest names. A part that none names belongs to a run that is still going on, or waits to be
recovered: it has no checksum that anybody vouched for, and is not read.
"""
