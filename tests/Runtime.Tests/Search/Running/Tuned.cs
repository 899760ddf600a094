namespace Gen.Runtime.Tests.Search.Running;

public enum Shade
{
    Light,
    Dark,
}

/// <summary>Has search spaces of all kinds of values.</summary>
[Experiment("tuned")]
public sealed partial record Tuned
{
    public int Size { get; init; } = 10;

    public double LearningRate { get; init; } = 0.1;

    public float Momentum { get; init; } = 0.5f;

    public string Name { get; init; } = "plain";

    public string? Path { get; init; }

    public Shade Shade { get; init; }

    public bool Flag { get; init; }

    public IReadOnlyList<int> Layers { get; init; } = [1];

    public Inner Inner { get; init; } = new();

    [NamedConfig]
    public sealed class Fast
    {
        public bool Flag => true;
    }

    /// <summary>Every kind of value.</summary>
    [SearchSpace(Maximize = "result")]
    public sealed class Everything
    {
        public Choice<int> Size => new(50, 100);

        public Choice<string> Name => new("plain", "a, b", "it's", "");

        public Choice<string?> Path => new("x", null);

        public Choice<Shade> Shade => new(Running.Shade.Dark, Running.Shade.Light);

        public Choice<IReadOnlyList<int>> Layers => new([1, 2], [3]);

        [FromConfig("inner.width")]
        public Choice<int> Width => new(1, 2);

        public NamedConfigs Kind => new("default", "fast");

        // Not part of the space.
        public int Other => 3;
    }

    [SearchSpace]
    public sealed class Ranges
    {
        /// <summary>Sizes up to this.</summary>
        public int Largest { get; init; } = 20;

        public Interval<double> LearningRate => Interval.Log(1e-4, 1e-1);

        public Interval<int> Size => new(1, Largest);

        public Interval<float> Momentum => new(0f, 0.9f);
    }

    [Main]
    private double Train(Run run)
    {
        run.LogScalar("size", Size);
        return Size * LearningRate;
    }
}

[Config]
public sealed class Inner
{
    public int Width { get; init; } = 1;
}
