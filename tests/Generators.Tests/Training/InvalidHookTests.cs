namespace Gen.Generators.Tests.Training;

/// <summary>Generated code compiles although a hook is invalid, so that the analyzer's error is the only one.</summary>
public sealed class InvalidHookTests
{
    [Theory]
    [InlineData("[OnEpochEnd] void F(double nothing, float loss, string s, int? epoch) { }")]
    [InlineData("[OnTrainBegin] void F(double loss, Exception e, Tensor yPred) { }")]
    [InlineData("[OnEpochEnd] void F(ref int epoch) { } [OnEpochEnd] void G(out int epoch) { epoch = 1; }")]
    [InlineData("[OnEpochEnd] void F(params int[] epoch) { }")]
    [InlineData("[OnEpochEnd] void F(Span<int> epoch) { }")]
    [InlineData("[OnEpochEnd] Task F(int epoch) => Task.CompletedTask; [OnEpochEnd] int G() => 1; [OnEpochEnd] void H<A>(A a) { }")]
    [InlineData(
        "[OnBatchEnd] void F(double accuracy) { } [Metric(Shape = MetricShape.Scalar)] static Tensor Accuracy(Tensor other) => "
        + "other.mean();"
    )]
    [InlineData(
        "[OnBatchEnd] void F(double accuracy) { } [Metric(Shape = MetricShape.Scalar)] static Tensor Accuracy(Tensor yPred, long[] open) "
        + "=> yPred.mean() * open.Length;"
    )]
    [InlineData(
        "[OnBatchEnd] void F(double median) { } [Metric(Shape = MetricShape.Scalar)] static Tensor Median(Tensor yPred) => yPred.median();"
    )]
    [InlineData("[OnEpochEnd] void F([FromConfig(\"none\")] int a, [Seed] int b) { }")]
    [InlineData(
        "[Metric(Shape = MetricShape.Scalar)] static Tensor Loss(Tensor yPred) => yPred.mean(); [OnEpochEnd] void F(double loss) { }"
    )]
    public void InvalidHook_RestCompiles(string members) =>
        Assert.Contains(
            "T.Training.g.cs",
            GeneratedProgram.OfTorch(TrainingSources.Usings + "[Experiment(\"t\")] public partial class T { " + members + " }").Files.Keys
        );

    [Theory]
    [InlineData("class Logs;")]
    [InlineData("int GeneratedHooks => 1;")]
    public void NameCollision_AddsNothing(string members) =>
        Assert.DoesNotContain(
            "T.Training.g.cs",
            GeneratedProgram.OfTorch(TrainingSources.Usings + "[Experiment(\"t\")] public partial class T { " + members + " }").Files.Keys
        );

    [Fact]
    public void CreateTrainer_UsersOverload_Compiles() =>
        GeneratedProgram.OfTorch(
            TrainingSources.Usings
                + "[Experiment(\"t\")] public partial class T { Trainer<EvaluationLogs> CreateTrainer(nn.Module<Tensor, Tensor> model) => "
                + "CreateTrainer(model, optim.SGD(model.parameters(), 0.1), nn.MSELoss()); }"
        );
}
