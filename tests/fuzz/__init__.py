"""Fuzzing by coverage: one harness for every function that reads strangers' words, and inputs made to be slow.

``python -m tests.fuzz byline -max_total_time=60`` fuzzes one (libFuzzer's options, its corpus folders after them);
``make fuzz`` all. ``python -m tests.fuzz.growth`` prints what hostile input costs. What was found lies in ``found/``.
"""
