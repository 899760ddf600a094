using System.Text.RegularExpressions;

namespace Gen.Metrics.Tests.RandomBodies;

/// <summary>What became of a random body.</summary>
internal enum Verdict
{
    /// <summary>It is no valid C#: a fault of the test.</summary>
    Invalid,

    /// <summary>GEN020.</summary>
    Refused,

    /// <summary>It is streamed and has the formula's values.</summary>
    Exact,

    /// <summary>The formula itself throws on all data that was tried, so there is nothing to compare.</summary>
    FormulaThrows,

    WrongValue,

    /// <summary>The dtype or the shape is not the formula's.</summary>
    WrongType,

    /// <summary>The state throws where the formula does not.</summary>
    Throws,

    /// <summary>Generated code has an error or a warning.</summary>
    DoesNotCompile,
    GeneratorCrashes,

    /// <summary>The formula has another value each time it is called, and was accepted.</summary>
    ChangesEachTime,
    DoesNotEnd,
}

/// <summary>A verdict on a body.</summary>
/// <param name="Body">The body.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Detail">The values, the exception or the compiler's message.</param>
/// <param name="Group">Equal for faults that are likely the same: the exception's type or the compiler's code.</param>
/// <param name="Round">The round of <see cref="BodyLaw"/> in which it shows.</param>
internal sealed record BodyOutcome(RandomBody Body, Verdict Verdict, string Detail = "", string Group = "", int? Round = null)
{
    public bool IsFault => Verdict >= Verdict.WrongValue;

    /// <summary>What a shrunk body must keep.</summary>
    public bool IsLike(BodyOutcome other) => Verdict == other.Verdict && Group == other.Group;

    public override string ToString() => $"{Verdict} {Group} (seed {Body.Seed})\n{Detail}\n\n{Body.Code.Trim()}\n";

    /// <summary>A message without what differs from case to case.</summary>
    public static string Kind(Exception e) =>
        $"{e.GetType().Name}: {Regex.Replace(e.Message.Split('\n')[0], @"^.*?: (?=\[)|\d+", "_")}";
}
