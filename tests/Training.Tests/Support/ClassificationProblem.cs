using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests;

/// <summary>A linear classifier and its data.</summary>
internal sealed class ClassificationProblem : IDisposable
{
    public ClassificationProblem(int classes = 3, int rows = 60)
    {
        random.manual_seed(11).Dispose();
        Input = randn(rows, 4);
        using (var scope = NewDisposeScope())
            Target = (Input.narrow(1, 0, 1).abs() * 2)
                .floor()
                .clamp(0, classes - 1)
                .reshape(-1)
                .to_type(ScalarType.Int64)
                .MoveToOuterDisposeScope();
        Model = Linear(4, classes);
        Optimizer = optim.SGD(Model.parameters(), 0.1);
    }

    public Tensor Input { get; }
    public Tensor Target { get; }
    public Module<Tensor, Tensor> Model { get; }
    public optim.Optimizer Optimizer { get; }
    public Module<Tensor, Tensor, Tensor> Loss { get; } = CrossEntropyLoss();

    public MemorySource Source(int batch = 16) => new(Input, Target, batch);
    public Trainer Trainer(Run? run, params Callback[] callbacks) => new(Model, Optimizer, Loss, callbacks) { Run = run };

    public Trainer TrainerWithMetrics(Run? run, params Callback[] callbacks) =>
        new(Model, Optimizer, Loss, callbacks) { Metrics = new ClassificationMetrics.ForTrainer(), Run = run };

    public void Dispose() => Array.ForEach<IDisposable>([Input, Target, Model, Optimizer, Loss], d => d.Dispose());
}
