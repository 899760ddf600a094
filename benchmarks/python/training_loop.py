"""Training by hand, as benchmarks/Micro/Loop/BareLoop.cs has it. usage: slices|loader ROWS BATCH THREADS WIDTH-WIDTH-..."""
import sys

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from rounds import serve

source = sys.argv[1]
rows, batch, threads = map(int, sys.argv[2:5])
widths = [int(w) for w in sys.argv[5].split("-")]
torch.set_num_threads(threads)
torch.manual_seed(1)
inputs = torch.rand(rows, widths[0])
targets = torch.randint(0, widths[-1], (rows,))
layers = []
for i in range(1, len(widths)):
    layers.append(nn.Linear(widths[i - 1], widths[i]))
    if i < len(widths) - 1:
        layers.append(nn.ReLU())
model = nn.Sequential(*layers)
optimizer = torch.optim.Adam(model.parameters())
loss_function = nn.CrossEntropyLoss()
mean_loss = None


def slices():
    for start in range(0, rows, batch):
        yield inputs[start:start + batch], targets[start:start + batch]


loader = DataLoader(TensorDataset(inputs, targets), batch_size=batch)


def epoch():
    global mean_loss
    model.train()
    total = torch.zeros(1)
    for x, y in slices() if source == "slices" else loader:
        loss = loss_function(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.detach()
    mean_loss = total.item() / (rows // batch)


serve(epoch, lambda: mean_loss, torch=torch.__version__, threads=torch.get_num_threads())
