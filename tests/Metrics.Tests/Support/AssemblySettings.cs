// Torch programs on a small machine slow each other down many times over, and tests count live tensors.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
