using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests;

/// <summary>A small network and its data, a function that it can learn.</summary>
internal sealed class RegressionProblem : IDisposable
{
    public RegressionProblem(double learningRate = 0.05, double dropout = 0, int rows = 50)
    {
        random.manual_seed(7).Dispose();
        (Input, Target) = (randn(rows, 3), zeros(rows, 1));
        using (NewDisposeScope())
            Target.copy_(Input.sum(1, keepdim: true).sin());
        Model = Sequential(("first", Linear(3, 16)), ("relu", ReLU()), ("drop", Dropout(dropout)), ("last", Linear(16, 1)));
        Optimizer = optim.SGD(Model.parameters(), learningRate);
    }

    public Tensor Input { get; }
    public Tensor Target { get; }
    public Module<Tensor, Tensor> Model { get; }
    public optim.Optimizer Optimizer { get; }
    public Module<Tensor, Tensor, Tensor> Loss { get; } = MSELoss();

    public MemorySource Source(int batch = 16, bool shuffle = false) => new(Input, Target, batch, shuffle);
    public Trainer Trainer(params Callback[] callbacks) => new(Model, Optimizer, Loss, callbacks);

    public double[] Weights()
    {
        using var scope = NewDisposeScope();
        return [.. Model.parameters().SelectMany(p => p.detach().data<float>().ToArray()).Select(f => (double)f)];
    }

    public void Dispose() => Array.ForEach<IDisposable>([Input, Target, Model, Optimizer, Loss], d => d.Dispose());
}
