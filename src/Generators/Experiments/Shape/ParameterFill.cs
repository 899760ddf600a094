namespace Gen.Generators.Experiments.Shape;

/// <summary>What fills a parameter.</summary>
internal enum FillKind
{
    /// <summary>Nothing: the caller gives it.</summary>
    None,
    Entry,
    Block,
    Experiment,
    Run,
    Logger,
    Random,
    Seed,
    CancellationToken,

    /// <summary>The services that the run was given; null where the parameter may be null and there are none.</summary>
    Services,
    Device,
}

/// <summary>Why a parameter is not filled as its author meant.</summary>
internal enum FillProblem
{
    None,

    /// <summary>It matches no entry but nearly does.</summary>
    NearMiss,

    /// <summary><c>[FromConfig]</c> names no entry.</summary>
    UnknownKey,

    /// <summary>The entry's type does not convert to the parameter's.</summary>
    TypeMismatch,
}

/// <summary>What fills a parameter, or what is wrong with it.</summary>
/// <param name="Kind">What fills it; None with a problem.</param>
/// <param name="Entry">The entry that fills it, or the one that the problem is about.</param>
/// <param name="Block">The block that fills it.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Key">The key that was looked for.</param>
internal sealed record ParameterFill(FillKind Kind, EntryShape? Entry = null, BlockShape? Block = null, FillProblem Problem = FillProblem.None, string? Key = null)
{
    public static readonly ParameterFill None = new(FillKind.None);

    /// <summary>
    /// True if the overload leaves the parameter out. A faulty one is left out too: its own error then stands alone, without a second one at each call.
    /// </summary>
    public bool IsOmitted => Kind != FillKind.None || Problem != FillProblem.None;
}
