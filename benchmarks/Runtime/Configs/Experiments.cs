namespace Gen.Benchmarks.Runtime.Configs;

/// <summary>50 entries.</summary>
[Experiment("fifty")]
public sealed partial class Fifty
{
    /// <summary>The entries.</summary>
    public Settings Block0 { get; init; } = new();

    [Main]
    private void Nothing()
    {
    }
}

/// <summary>Ten times as many.</summary>
[Experiment("five-hundred")]
public sealed partial class FiveHundred
{
    /// <summary>The entries.</summary>
    public Settings Block0 { get; init; } = new();

    /// <inheritdoc cref="Block0"/>
    public Settings Block1 { get; init; } = new();

    /// <inheritdoc cref="Block0"/>
    public Settings Block2 { get; init; } = new();

    /// <inheritdoc cref="Block0"/>
    public Settings Block3 { get; init; } = new();

    /// <inheritdoc cref="Block0"/>
    public Settings Block4 { get; init; } = new();

    /// <inheritdoc cref="Block0"/>
    public Settings Block5 { get; init; } = new();

    /// <inheritdoc cref="Block0"/>
    public Settings Block6 { get; init; } = new();

    /// <inheritdoc cref="Block0"/>
    public Settings Block7 { get; init; } = new();

    /// <inheritdoc cref="Block0"/>
    public Settings Block8 { get; init; } = new();

    /// <inheritdoc cref="Block0"/>
    public Settings Block9 { get; init; } = new();

    [Main]
    private void Nothing()
    {
    }
}
