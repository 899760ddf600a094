using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

public class SearchObjectiveTests
{
    private static string Program(string attribute, string result = "double") => $$"""
        using System.Threading.Tasks; using Gen; using Gen.Training; using TorchSharp; using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        return await X.RunAsync(args);
        [Experiment("x")] partial class X
        {
            public int Rounds { get; init; } = 3;
            [Metric] static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yPred.eq(yTrue).to_type(float32).mean();
            [Metric(Shape = MetricShape.Vector)] static Tensor PerColumn(Tensor yPred) => yPred.sum(dim: 0);
            {{attribute}}
            public sealed class {{(attribute.Contains("[|") ? "Tuning" : "[|Tuning|]")}} { public Choice<int> Rounds => new(1, 2); }
            [Main] {{result}} Run(Run run)
            {
                using var model = Linear(1, 1);
                CreateTrainer(model, optim.SGD(model.parameters(), 0.1), MSELoss());
                return default!;
            }
        }
        """;

    private static string Unmarked(string attribute) => Program(attribute).Replace("[|", "").Replace("|]", "");

    [Theory]
    [InlineData("[SearchSpace]", "double")]
    [InlineData("[SearchSpace]", "Task<int>")]
    [InlineData("[SearchSpace(Maximize = \"result\")]", "float?")]
    [InlineData("[SearchSpace(Maximize = Logs.Names.ValAccuracy)]", "string")]
    [InlineData("[SearchSpace(Minimize = \"val_loss\")]", "string")]
    [InlineData("[SearchSpace(Minimize = \"my_own_measure\")]", "string")]
    public Task Scalar_IsAccepted(string attribute, string result) =>
        Verify.Accepts(Program(attribute, result).Replace("[|", "").Replace("|]", ""));

    [Theory]
    [InlineData(
        "[SearchSpace(Minimize = [|\"val_los\"|])]",
        "Experiment 'X' does not log 'val_los', the objective of search space 'Tuning'. Did you mean 'val_loss'?")]
    [InlineData(
        "[SearchSpace(Maximize = [|\"per_column\"|])]",
        "Objective 'per_column' of search space 'Tuning' is not a number but a vector")]
    [InlineData("[SearchSpace(Minimize = \"loss\", Maximize = \"accuracy\")]", "Search space 'Tuning' cannot minimize and maximize")]
    public Task NoScalar_IsReported(string attribute, string message) =>
        Verify.Reports(RuleIds.SearchObjective, Program(attribute), message);

    [Fact]
    public Task Fix_UsesNearestScalar() => VerifyFix.Fixes(
        RuleIds.SearchObjective,
        Unmarked("[SearchSpace(Minimize = \"val_los\")]"),
        Unmarked("[SearchSpace(Minimize = \"val_loss\")]"));

    [Theory]
    [InlineData("string")]
    [InlineData("Task<bool>")]
    [InlineData("History?")]
    public Task ResultThatIsNoNumber_IsReported(string result)
    {
        var type = result.Replace("Task<bool>", "bool");
        return Verify.Reports(
            RuleIds.SearchObjective,
            Program("[SearchSpace]", result),
            $"The objective of search space 'Tuning' is the result of 'Run', which is no number but '{type}'. Set Minimize or Maximize to a "
                + "scalar that runs log.");
    }

    [Theory]
    [InlineData("Minimize = [|\"val_los\"|]", "'val_los', the objective of search space 'Study'. Did you mean 'val_loss'?")]
    [InlineData("Maximize = X.Logs.Names.ValAccuracy", null)]
    public Task SpaceElsewhere_IsCheckedAlike(string objective, string? message)
    {
        var source = Unmarked("[SearchSpace]") + $$"""

            [SearchSpace<X>({{objective}})] public class Study { public Choice<int> Rounds => new(1, 2); }
            """;
        return message is null
            ? Verify.Accepts(source)
            : Verify.Reports(RuleIds.SearchObjective, source, $"Experiment 'X' does not log {message}");
    }
}
