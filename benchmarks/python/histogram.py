"""numpy's histogram between given edges. usage: FILE of doubles, FILE of edges"""
import sys

import numpy

from rounds import serve

values = numpy.fromfile(sys.argv[1])
edges = numpy.fromfile(sys.argv[2])
counts = None


def work():
    global counts
    counts, _ = numpy.histogram(values, edges)


serve(work, lambda: int((counts * numpy.arange(len(counts))).sum()), numpy=numpy.__version__, edges=len(edges))
