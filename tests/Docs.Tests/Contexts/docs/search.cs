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
//// 5
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
