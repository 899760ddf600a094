using Gen.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Benchmarks;

/// <summary>A multi-layer perceptron and rows for it; two of them with the same seed have the same weights and data.</summary>
internal sealed class Classifier : IDisposable
{
    public Classifier(int rows, params ReadOnlySpan<int> widths)
    {
        random.manual_seed(1).Dispose();
        (Input, Target) = (rand(rows, widths[0]), randint(0, widths[^1], [rows], int64));
        var layers = new List<Module<Tensor, Tensor>>();
        for (var i = 1; i < widths.Length; i++)
        {
            layers.Add(Linear(widths[i - 1], widths[i]));
            if (i < widths.Length - 1) layers.Add(ReLU());
        }

        Model = Sequential(layers);
        Optimizer = optim.Adam(Model.parameters());
    }

    public Tensor Input { get; }

    public Tensor Target { get; }

    public Module<Tensor, Tensor> Model { get; }

    public optim.Optimizer Optimizer { get; }

    public Module<Tensor, Tensor, Tensor> Loss { get; } = CrossEntropyLoss();

    public void Dispose() => Array.ForEach<IDisposable>([Input, Target, Model, Optimizer, Loss], d => d.Dispose());
}
