using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests;

/// <summary>All rules know <c>IServiceProvider</c> as a special value: what it fills is nobody's misspelt entry.</summary>
public class ServicesAnalysisTests
{
    [Fact]
    public Task WhenServicesFillParametersNothingIsReported() => Verify.Accepts(
        """
        using Gen;
        return await X.RunAsync(args, new RunOptions());
        [Experiment("x")] partial class X
        {
            public string Service { get; init; } = "";
            public string Services2 { get; init; } = "";
            [Captured] static string Greet(IServiceProvider services, string service, string services2) => service + services2 + services;
            [Main] string Run(IServiceProvider services, CancellationToken token) => Greet() + services;
            [Command("other")] static int Other(IServiceProvider? services) => services is null ? 0 : 1;
        }
        """);

    [Fact]
    public Task WhenAHookAsksForServicesNothingIsReported() => Verify.Accepts(
        """
        using Gen;
        using Gen.Training;
        using TorchSharp;
        [Experiment("x")] public partial class X
        {
            [Main] public object Run() => CreateTrainer(null!, null!, null!);
            [OnEpochEnd] void Tell(IServiceProvider services, double loss) => Console.WriteLine(services.ToString() + loss);
        }
        """);

    [Fact]
    public Task WhenAnEntryIsToldToFillAProviderItsTypeDoesNotFit() => Verify.Reports(
        "GEN002",
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            [Captured] static int F([FromConfig(nameof(Epochs))] IServiceProvider [|services|]) => services.GetHashCode();
            [Main] int Run() => F();
        }
        """,
        "Parameter 'services' of 'F' is 'IServiceProvider', but entry 'epochs' is 'int'");

    [Fact]
    public Task WhenAMetricAsksForServicesItIsRefused() => Verify.Reports(
        "GEN021",
        """
        using Gen;
        using TorchSharp;
        using static TorchSharp.torch;
        static partial class X
        {
            [Metric] public static Tensor Error(Tensor yTrue, Tensor yPred, IServiceProvider [|services|]) => (yTrue - yPred).abs().mean();
        }
        """,
        "'services' has the run's services, and a metric's value depends on the data and the config alone: take it out");

    [Fact]
    public Task WhenAnUpdateForARunIsMisspeltItIsReported() => Verify.Reports(
        "GEN013",
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            [Main] int Run() => Parse(new RunOptions(), [|"epohcs=3"|]).Epochs;
        }
        """,
        "'X' has no config entry 'epohcs'; did you mean 'epochs'?");
}
