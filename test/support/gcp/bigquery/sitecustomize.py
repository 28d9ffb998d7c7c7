"""Python runs this before the BigQuery emulator, which answers an open append stream with one of its event loop's threads: four more than there
are cores. Functions keep a stream a table open, so that on a small machine most of them would wait for ever."""
import os

os.cpu_count = lambda: 60
