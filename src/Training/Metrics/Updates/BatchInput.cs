using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>A batch tensor and what messages call it.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Tensor">The tensor; its first axis is the rows.</param>
public readonly record struct BatchInput(string Name, Tensor Tensor);
