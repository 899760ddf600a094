"""A confusion matrix by hand with scatter_add_, as benchmarks/Micro/Metrics/HandWritten.cs has it. usage: ROWS CLASSES THREADS"""
import sys

import torch

from rounds import serve

rows, classes, threads = map(int, sys.argv[1:])
torch.set_num_threads(threads)
torch.manual_seed(1)
y_true = torch.randint(0, classes, (rows,))
y_pred = torch.rand(rows, classes)
counts = torch.zeros(classes * classes, dtype=torch.int64)
ones = torch.ones(rows, dtype=torch.int64)


@torch.no_grad()
def update():
    cells = y_true.mul(classes).add_(y_pred.argmax(1))
    counts.scatter_add_(0, cells, ones)


def accuracy():
    return (counts.view(classes, classes).diagonal().sum() / counts.sum()).item()


serve(update, accuracy, torch=torch.__version__, threads=torch.get_num_threads())
