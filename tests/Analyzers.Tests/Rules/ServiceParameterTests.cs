using Gen.Analyzers.Tests.Support;

namespace Gen.Analyzers.Tests.Rules;

/// <summary>All rules know <c>IServiceProvider</c> as a special value: what it fills is nobody's misspelt entry.</summary>
public class ServiceParameterTests
{
    [Fact]
    public Task FilledParameters_AreAccepted() => Verify.Accepts(
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
    public Task Hook_IsAccepted() => Verify.Accepts(
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
    public Task EntryForProvider_IsReported() => Verify.Reports(
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
        "Parameter 'services' of 'F' has type 'IServiceProvider', but entry 'epochs' has type 'int'");

    [Fact]
    public Task Metric_IsReported() => Verify.Reports(
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
        "Parameter 'services' of metric 'Error' receives the services of the run, but a metric may depend only on the data and the config");

    [Fact]
    public Task MisspelledUpdate_IsReported() => Verify.Reports(
        "GEN013",
        """
        using Gen;
        [Experiment("x")] partial class X
        {
            public int Epochs { get; init; }
            [Main] int Run() => X.Parse(new RunOptions(), [|"epohcs=3"|]).Epochs;
        }
        """,
        "Experiment 'X' has no entry 'epohcs'. Did you mean 'epochs'?");
}
