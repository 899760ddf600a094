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
