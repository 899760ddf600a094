using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;

namespace Gen.Runtime.Tests.CommandLine;

/// <summary>Says what it was run with.</summary>
[Experiment("subject")]
public partial class Subject
{
    /// <summary>Passes over the data.</summary>
    [Range(1, 100)]
    public int Epochs { get; init; } = 5;

    public double LearningRate { get; init; } = 0.5;

    public string? Path { get; init; }

    public int Steps { get => field > 0 ? field : Epochs * 10; init; }

    public IReadOnlyDictionary<string, int> Weights { get; init; } = new Dictionary<string, int> { ["x"] = 1 };

    public Shelf Shelf { get; init; } = new();

    /// <summary>Twice the epochs.</summary>
    public int Double => Epochs * 2;

    /// <summary>Few epochs.</summary>
    [NamedConfig]
    public sealed class Quick
    {
        public int Epochs => 1;
    }

    [NamedConfig]
    public sealed class SlowAndSteady
    {
        public double LearningRate => 0.001;
    }

    /// <summary>Prints and logs.</summary>
    [Main]
    private static int Show(int epochs, double learningRate, ILogger log, Run run)
    {
        log.LogDebug("debugging");
        Console.WriteLine($"main {epochs} {learningRate} {run.Command} {run.ExperimentName}");
        return epochs;
    }

    [Command("evaluate")]
    private static void Evaluate(Subject self) => Console.WriteLine($"evaluate {self.Epochs} {self.Shelf.Width}");

    [Command("fail")]
    private static void Fail() => throw new InvalidOperationException("on purpose");

    [Command("user-error")]
    private static void UserError() => throw new UserErrorException("the file is gone");
}

[Config]
public sealed class Shelf
{
    public int Width { get; set; } = 3;
}

/// <summary>Has no main method and no named config.</summary>
[Experiment("commands-only")]
internal partial class CommandsOnly
{
    [Command("only")]
    private static void Only()
    {
    }
}
