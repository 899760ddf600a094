using Gen;

[Experiment("search")]
public sealed partial record Search
{
    public int EmbeddingSize { get; init; } = 50;

    public double LearningRate { get; init; } = 1e-3;

    public int LstmSize { get; init; } = 100;

    public int Epochs { get; init; } = 5;

    [NamedConfig]
    public sealed class Fast
    {
        public int Epochs => 1;
    }

    [Main]
    private double Train(Run run)
    {
        // statements here
        return 0;
    }

    private double TrainEpoch() => LearningRate;
}
//// 2
using Gen;

[Experiment("words")]
public sealed partial record Words
{
    public int EmbeddingSize { get; init; } = 100;

    [SearchSpace]
    public sealed class Tuning
    {
        public Choice<int> EmbeddingSize => new(50, 100, 300);
    }

    [Main]
    private double Train() => EmbeddingSize;
}

public static class Program
{
    public static async Task Main()
    {
        // statements here
    }
}
//// 3
using Gen;

[Experiment("words")]
public sealed partial record Words
{
    public int EmbeddingSize { get; init; } = 100;

    [Main]
    private double Train() => EmbeddingSize;
}
// types here
//// 4
using Gen;
using Gen.Training;
using TorchSharp;

[Experiment("words")]
public sealed partial record Words
{
    public OptimizerConfig Optimizer { get; init; } = new OptimizerConfig.Adam();

    [SearchSpace]
    public sealed class Tuning
    {
        // members here
    }

    [Main]
    private double Train() => Optimizer.LearningRate;
}
//// 6
using Gen;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;

[Experiment("words")]
public sealed partial record Words
{
    public int EmbeddingSize { get; init; } = 100;

    [Main]
    private double Train(Fold fold)
    {
        using var data = IdxData.ReadLabeled("a", "b");
        // statements here
        return EmbeddingSize;
    }
}
//// 7
using Gen;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

[Experiment("housing")]
public sealed partial record Housing
{
    public int NNeurons { get; init; } = 30;

    [Metric]
    public static Tensor R2(Tensor yTrue, Tensor yPred) => Gen.Training.Metrics.Regression.R2(yTrue, yPred);

    [Main]
    private double Train()
    {
        using var model = nn.Linear(8, 1);
        CreateTrainer(model, new OptimizerConfig.Sgd(), nn.MSELoss());
        return NNeurons;
    }
}

public static class Program
{
    public static async Task Use(Tensor features, TensorData test)
    {
        // statements here
    }
}
//// 8
using Gen;
using Gen.Training;
using TorchSharp;
using static TorchSharp.torch;

[Experiment("housing")]
public sealed partial record Housing
{
    public int NNeurons { get; init; } = 30;

    [SearchSpace]
    public sealed class Tuning
    {
        public Choice<int> NNeurons => new(30, 60);
    }

    [Main]
    private double Train() => NNeurons;
}

public static class Program
{
    public static async Task Use()
    {
        // statements here
    }
}
