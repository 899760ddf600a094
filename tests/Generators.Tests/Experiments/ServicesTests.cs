namespace Gen.Generators.Tests.Experiments;

/// <summary>Parameters of type <c>IServiceProvider</c>, which are filled with the services of the run. A command that requires them does
/// not start without services.</summary>
public sealed class ServicesTests
{
    private const string Program = """
        internal sealed class Only(object service) : IServiceProvider
        {
            public object? GetService(Type type) => type.IsInstanceOfType(service) ? service : null;
        }
        [Experiment("e")] public partial class E
        {
            public int Epochs { get; init; } = 5;
            [Captured] public static string Greet(IServiceProvider services, int epochs, string end) =>
                (string?)services.GetService(typeof(string)) + epochs + end;
            [Captured] public static bool IsHosted(IServiceProvider? services) => services is not null;
            [Main] string Run(IServiceProvider services, int epochs) => (string?)services.GetService(typeof(string)) + epochs + Greet("!");
            [Command("maybe")] static int Maybe(IServiceProvider? services) => Count = services is null ? 1 : 2;
            [Command("asks-later")] void AsksLater(E self) => self.Greet("?");
            [Command("asks")] void Asks(in IServiceProvider services) => Count = services.GetHashCode() == 0 ? 3 : 4;
            public static int Count;
        }
        public static class T
        {
            private static RunOptions Hosted { get { var options = Quiet.Options; options.Services = new Only("hi "); return options; } }
            public static object? Main(bool hosted) => E.RunAsync(new E(), hosted ? Hosted : Quiet.Options).GetAwaiter().GetResult().Result;
            public static (int Code, int Count) Exit(string command, bool hosted)
            {
                E.Count = 0;
                return (E.RunAsync([command, "-u", "--capture", "no"], hosted ? Hosted : Quiet.Options).GetAwaiter().GetResult(), E.Count);
            }
            public static object Outside(bool nullable) => nullable ? new E().IsHosted() : new E().Greet("!");
        }
        """;

    private static object? Call(string method, params object?[] arguments) => GeneratedProgram.Of(Program).Call("T." + method, arguments);

    [Fact]
    public void Methods_GetServicesOfRun() => Assert.Equal("hi 5hi 5!", Call("Main", true));

    [Fact]
    public void Main_ServicesMissing_DoesNotStart() =>
        Assert.Equal(
            "'E.Run' asks for an IServiceProvider, but the run has none: set RunOptions.Services, or make the parameter nullable.",
            Assert.Throws<MissingServicesException>(() => Call("Main", false)).Message
        );

    [Fact]
    public void Command_NullableServices_RunsWithAndWithout()
    {
        Assert.Equal((0, 1), Call("Exit", "maybe", false));
        Assert.Equal((0, 2), Call("Exit", "maybe", true));
    }

    [Fact]
    public void Command_ServicesMissing_IsNotCalled()
    {
        Assert.Equal((2, 0), Call("Exit", "asks", false));
        Assert.Equal((0, 4), Call("Exit", "asks", true));
    }

    [Fact]
    public void CapturedMethod_ServicesMissing_RunFails() => Assert.Equal((1, 0), Call("Exit", "asks-later", false));

    [Fact]
    public void OutsideRun_ServicesAreMissing()
    {
        Assert.Equal(false, Call("Outside", true));
        Assert.Equal(
            "'E.Greet' asks for an IServiceProvider, but there is none outside a run: pass one to the method's own parameter.",
            Assert.Throws<MissingServicesException>(() => Call("Outside", false)).Message);
    }

    [Fact]
    public void Schema_ListsCommandsThatNeedServices()
    {
        var schema = GeneratedProgram.Of(Program).Files["E.Experiment.g.cs"];
        Assert.Equal(["\"E.Asks\"", "\"E.Run\""], schema.Split("ServicesFor = ")[1..].Select(s => s[..s.IndexOf(' ')]).Order());
    }

    [Fact]
    public void NullableDisabled_ServicesAreRequired()
    {
        var program = GeneratedProgram.Of(
            "#nullable disable\n[Experiment(\"e\")] public partial class E { [Main] void Run(IServiceProvider services) { } }"
        );
        Assert.Contains("ServicesFor = \"E.Run\"", program.Files["E.Experiment.g.cs"]);
    }

    [Fact]
    public void Hook_GetsServicesOfRun()
    {
        var program = GeneratedProgram.OfTorch("""
            using Gen.Training;
            [Experiment("e")] public partial class E
            {
                [Main] void Run() { }
                [OnEpochEnd] void Tell(IServiceProvider services, double loss) { }
                [OnTrainEnd] static void End(IServiceProvider? services) { }
            }
            """);
        var hooks = program.Files["E.Training.g.cs"];
        Assert.Contains(
            "experiment.Tell(global::Gen.Configuration.ExperimentServices.RunOf(experiment).RequireServices(\"E.Tell\"), ",
            hooks
        );
        Assert.Contains("E.End(global::Gen.Configuration.ExperimentServices.RunOf(experiment).Services);", hooks);
    }
}
