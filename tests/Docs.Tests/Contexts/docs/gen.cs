using Gen;

[Experiment("digits")]
public sealed partial class Digits
{
    public double LearningRate { get; init; } = 0.01;

    [Main]
    private double Train(double learningRate) => learningRate;
}
