using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.ArticleRows;

/// <summary>The regression of the book's chapter: a network whose shape, activation and initialization are config.</summary>
[Experiment("housing")]
internal sealed partial record HousingRuns
{
    public int NHidden { get; init; } = 1;
    public int NNeurons { get; init; } = 30;
    public double LearningRate { get; init; } = 3e-3;
    public IReadOnlyList<int> InputShape { get; init; } = [8];
    public ActivationConfig Activation { get; init; } = new ActivationConfig.Relu();
    public InitializerConfig? Initializer { get; init; }
    public int Epochs { get; init; } = 3;

    [Metric(Shape = MetricShape.Scalar)]
    private static Tensor R2(Tensor yTrue, Tensor yPred) => Regression.R2(yTrue, yPred);

    [Captured]
    internal static Sequential BuildModel(
        int nHidden, int nNeurons, IReadOnlyList<int> inputShape, ActivationConfig activation, InitializerConfig? initializer)
    {
        var layers = new List<(string Name, Module<Tensor, Tensor> Layer)>();
        long inputs = inputShape[0];
        for (var i = 1; i <= nHidden; i++)
        {
            layers.Add(($"hidden_{i}", Linear(inputs, nNeurons)));
            layers.Add(($"activation_{i}", activation.Create()));
            inputs = nNeurons;
        }

        layers.Add(("output", Linear(inputs, 1)));
        var model = Sequential(layers);
        initializer?.Apply(model);
        return model;
    }

    /// <summary>Trains with data and callbacks.</summary>
    internal (History History, EvaluationLogs Score) Fit(TensorData train, TensorData validation, params Callback[] callbacks)
    {
        random.manual_seed(4).Dispose();
        using var model = BuildModel();
        using var optimizer = optim.SGD(model.parameters(), LearningRate);
        using var loss = MSELoss();
        using var trainer = CreateTrainer(model, optimizer, loss, callbacks);
        var history = trainer.Fit(train.Batches(32, shuffle: true), Epochs, validation.Batches(1000));
        return (history, trainer.Evaluate(validation.Batches(1000)));
    }

    [Main]
    private double Train()
    {
        using var train = Houses.Draw(200, seed: 1);
        using var validation = Houses.Draw(100, seed: 2);
        return Fit(train, validation).Score.Loss;
    }
}

/// <summary>Houses with a price that is nearly linear in eight features.</summary>
internal static class Houses
{
    public static TensorData Draw(int rows, int seed)
    {
        torch.random.manual_seed(seed).Dispose();
        using var scope = NewDisposeScope();
        var features = randn(rows, 8);
        var price = features.mv(arange(8).to_type(float32) / 8).unsqueeze(1) + (randn(rows, 1) * 0.1f) + features[.., ..1].square();
        return new TensorData(features, price);
    }
}
