#!/usr/bin/env python3
"""Writes schedules.json: learning rates of torch's own schedulers, 40 of each, from a rate of 0.1.

Debian: apt-get install python3-torch; then /usr/bin/python3 make_schedules.py. Same bytes on each run.
"""
import json
import warnings
from pathlib import Path

import torch
from torch.optim import lr_scheduler as s

warnings.simplefilter("ignore")
RATE, COUNT = 0.1, 40

SCHEDULES = {
    "step": lambda o: s.StepLR(o, 7, 0.3),
    "multi_step": lambda o: s.MultiStepLR(o, [3, 3, 20], 0.5),
    "exponential": lambda o: s.ExponentialLR(o, 0.9),
    "cosine": lambda o: s.CosineAnnealingLR(o, 39, 0.01),
    "cosine_warm_restarts": lambda o: s.CosineAnnealingWarmRestarts(o, 6, 1, 0.001),
    "cosine_longer_restarts": lambda o: s.CosineAnnealingWarmRestarts(o, 5, 2, 0),
    "linear": lambda o: s.LinearLR(o, 0.25, 0.75, 10),
    "polynomial": lambda o: s.PolynomialLR(o, 25, 2.5),
    "one_cycle": lambda o: s.OneCycleLR(o, 0.1, COUNT, cycle_momentum=False),
    "one_cycle_linear": lambda o: s.OneCycleLR(
        o, 0.1, COUNT, pct_start=0.5, anneal_strategy="linear", div_factor=10, final_div_factor=100, cycle_momentum=False),
    "cyclic": lambda o: s.CyclicLR(o, 0.02, 0.1, 4, 6, cycle_momentum=False),
    "cyclic_halved": lambda o: s.CyclicLR(o, 0.02, 0.1, 5, mode="triangular2", cycle_momentum=False),
    "cyclic_falling": lambda o: s.CyclicLR(o, 0.02, 0.1, 5, 3, mode="exp_range", gamma=0.95, cycle_momentum=False),
}


def rates(make):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], RATE)
    scheduler = make(optimizer)
    found = []
    for i in range(COUNT):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if i < COUNT - 1:
            scheduler.step()
    return found


lines = ",\n".join(f'  {json.dumps(name)}: {json.dumps(rates(make))}' for name, make in SCHEDULES.items())
Path(__file__).with_name("schedules.json").write_text("{\n" + lines + "\n}\n")
