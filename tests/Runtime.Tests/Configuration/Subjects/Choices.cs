using System.ComponentModel.DataAnnotations;

namespace Gen.Runtime.Tests.Configuration.Subjects;

/// <summary>Blocks that are one of several kinds.</summary>
[Experiment("choices")]
public partial record Choices
{
    /// <summary>How weights change.</summary>
    public Optim Optimizer { get; init; } = new Optim.Adam { Rate = 0.3, Beta1 = 0.8 };

    [Kind<Lion>]
    public Optim? Second { get; init; }

    public Holder Holder { get; init; } = new();

    public int Epochs { get; init; } = 5;

    [Captured]
    public string Describe(Optim optimizer, [FromConfig("optimizer.rate")] double rate) => $"{optimizer} {rate}";

    [Main]
    public string Main() => Describe();

    [NamedConfig]
    public sealed class Momentum
    {
        public static string Unrelated => "";

        public Optim Optimizer => new Optim.Sgd { Momentum = 0.9, Rate = 0.05 };
    }

    [NamedConfig]
    public sealed class SlowSecond
    {
        [FromConfig("second.rate")]
        public double Rate => 0.001;
    }
}

[Config]
public sealed record Holder
{
    public Optim Inner { get; init; } = new Optim.Sgd { Momentum = 0.5 };

    public int Size { get; init; } = 1;
}

[Config]
public abstract record Optim
{
    /// <summary>The learning rate.</summary>
    [Range(0.0, 10.0)]
    public double Rate { get; init; } = 0.1;

    /// <summary>Stochastic gradient descent.</summary>
    public sealed record Sgd : Optim
    {
        [Range(0.0, 1.0)]
        public double Momentum { get; init; }

        public Sched? Schedule { get; init; }
    }

    /// <summary>Adaptive moments.</summary>
    public sealed record Adam : Optim
    {
        public double Beta1 { get; init; } = 0.9;

        public IReadOnlyDictionary<string, double> Options { get; init; } = new Dictionary<string, double>();
    }

    public sealed record PlainSteps : Optim;
}

[Config]
public abstract record Sched
{
    public sealed record Step : Sched
    {
        public int Size { get; init; } = 10;
    }

    public sealed record Cosine : Sched
    {
        public double Gamma { get; init; } = 0.5;

        public double Half => Gamma / 2;
    }
}

public sealed record Lion : Optim
{
    public double Beta2 { get; init; } = 0.99;
}
