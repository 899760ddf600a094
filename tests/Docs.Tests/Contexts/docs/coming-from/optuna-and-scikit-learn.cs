using Gen;

[Experiment("housing")]
public sealed partial record Housing
{
    public int NHidden { get; init; } = 1;

    public int NNeurons { get; init; } = 30;

    public double LearningRate { get; init; } = 3e-3;

    [SearchSpace]
    public sealed class Tuning
    {
        public Choice<int> NHidden => new(0, 1, 2, 3);

        public Interval<int> NNeurons => new(1, 99);

        public Interval<double> LearningRate => Interval.Log(3e-4, 3e-2);
    }

    [Main]
    private double Train() => NHidden * NNeurons * LearningRate;
}
