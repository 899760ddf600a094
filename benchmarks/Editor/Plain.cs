using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

// What the template of a training project does, by hand: its rival in benchmarks/Editor.
var config = new Circles();
Console.WriteLine($"accuracy {config.Train():P1}");

/// <summary>Classifies points as inside or outside of a circle.</summary>
internal sealed record Circles
{
    /// <summary>Units of the hidden layer.</summary>
    public int Units { get; init; } = 16;

    /// <summary>Points in a batch.</summary>
    public int BatchSize { get; init; } = 50;

    /// <summary>Number of epochs.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>The learning rate.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Trains and returns the accuracy.</summary>
    public double Train()
    {
        var (points, labels) = Points(2_000);
        var (testPoints, testLabels) = Points(500);
        using var model = Build(Units);
        using var optimizer = optim.Adam(model.parameters(), LearningRate);
        using var loss = CrossEntropyLoss();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            var total = 0.0;
            var order = randperm(points.shape[0], int64);
            for (var start = 0L; start < points.shape[0]; start += BatchSize)
            {
                using var scope = NewDisposeScope();
                var rows = order.narrow(0, start, Math.Min(BatchSize, points.shape[0] - start));
                optimizer.zero_grad();
                var value = loss.call(model.call(points.index_select(0, rows)), labels.index_select(0, rows));
                value.backward();
                optimizer.step();
                total += value.item<float>();
            }

            Report(epoch, total / (points.shape[0] / BatchSize));
        }

        using var noGrad = no_grad();
        return Accuracy(testLabels, model.call(testPoints)).item<float>();
    }

    private static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.argmax(1).eq(yTrue).to_type(float32).mean();

    private static Module<Tensor, Tensor> Build(int units) =>
        Sequential(("hidden", Linear(2, units)), ("relu", ReLU()), ("logits", Linear(units, 2)));

    private static void Report(int epoch, double loss) => Console.WriteLine($"epoch {epoch + 1}: loss {loss:F4}");

    private static (Tensor Points, Tensor Labels) Points(int count)
    {
        var points = rand(count, 2) * 2 - 1;
        var inside = points.square().sum(dim: 1).lt(0.64).to_type(int64);
        return (points, inside);
    }
}
