using System.ComponentModel.DataAnnotations;

namespace Gen.Runtime.Tests.Configuration.Subjects;

/// <summary>For the order of sources, and for defaults that depend on other entries.</summary>
[Experiment("sources")]
public partial class Sources
{
    public int A { get; init; } = 1;

    [Range(0, 1_000)]
    public int B { get; init; } = 1;

    [Range(0.0, 1.0)]
    public double Rate { get; init; } = 0.5;

    /// <summary>Ten times B, unless given.</summary>
    public int Steps { get => field > 0 ? field : B * 10; init; }

    public int Product => A * Steps;

    public Place Place { get; init; } = new();

    public IReadOnlyDictionary<string, int> Weights { get; init; } = new Dictionary<string, int> { ["x"] = 1 };

    [NamedConfig]
    public sealed class Big
    {
        public int A => 100;

        public int B => 100;
    }

    [NamedConfig]
    public sealed class Sum(Sources config)
    {
        public int A => config.A + config.B;
    }
}

[Config]
public sealed class Place
{
    [StringLength(8)]
    public string Path { get; init; } = "here";

    public int? Depth { get; init; }
}
