"""An LSTM text classifier trained by hand, as benchmarks/Micro/Loop/TextClassifier.cs has it. usage: STEPS BATCH LENGTH THREADS"""
import sys

import torch
from torch import nn

from rounds import serve

WORDS, SIZE, CLASSES = 5000, 100, 14
steps, batch, length, threads = map(int, sys.argv[1:])
torch.set_num_threads(threads)
torch.manual_seed(1)
inputs = torch.randint(0, WORDS, (steps * batch, length))
targets = torch.randint(0, CLASSES, (steps * batch,))


class TextClassifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(WORDS, SIZE)
        self.lstm = nn.LSTM(SIZE, SIZE, batch_first=True)
        self.output = nn.Linear(SIZE, CLASSES)

    def forward(self, words):
        states, _ = self.lstm(self.embedding(words))
        return self.output(states.max(1)[0])


model = TextClassifier()
model.embedding.weight.requires_grad_(False)
optimizer = torch.optim.Adam([p for p in model.parameters() if p.requires_grad])
loss_function = nn.CrossEntropyLoss()
mean_loss = None


def epoch():
    global mean_loss
    model.train()
    total, right = torch.zeros(1), torch.zeros(1, dtype=torch.int64)
    for start in range(0, steps * batch, batch):
        x, y = inputs[start:start + batch], targets[start:start + batch]
        scores = model(x)
        loss = loss_function(scores, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            total += loss
            right += (scores.argmax(1) == y).sum()
    mean_loss, _ = total.item() / steps, right.item() / (steps * batch)


serve(epoch, lambda: mean_loss, torch=torch.__version__, threads=torch.get_num_threads())
