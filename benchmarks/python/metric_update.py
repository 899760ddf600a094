"""A confusion matrix by hand with scatter_add_, as benchmarks/Micro/Metrics/HandWritten.cs has it. usage: ROWS CLASSES THREADS ALL_ROWS"""
import itertools
import sys

import torch

from rounds import serve

rows, classes, threads, all_rows = map(int, sys.argv[1:])
torch.set_num_threads(threads)
torch.manual_seed(1)
count = max(2, all_rows // rows)
labels = torch.randint(0, classes, (rows * count,))
scores = torch.rand(rows * count, classes)
batches = [(labels[i * rows:(i + 1) * rows].clone(), scores[i * rows:(i + 1) * rows].clone()) for i in range(count)]
endless = itertools.cycle(batches)
counts = torch.zeros(classes * classes, dtype=torch.int64)
ones = torch.ones(rows, dtype=torch.int64)


@torch.no_grad()
def update():
    y_true, y_pred = next(endless)
    cells = y_true.mul(classes).add_(y_pred.argmax(1))
    counts.scatter_add_(0, cells, ones)


def accuracy():
    return (counts.view(classes, classes).diagonal().sum() / counts.sum()).item()


# Of all batches, each counted once.
for _ in batches:
    update()
all_batches = accuracy()
serve(update, lambda: all_batches, torch=torch.__version__, threads=torch.get_num_threads())
