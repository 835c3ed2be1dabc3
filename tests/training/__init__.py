"""Trains the copy finder's model (``crawler/reader/copy/model.json``); README.md has the recipe."""
