namespace Gen.Metrics.Tests.RandomBodies;

/// <summary>A class with one random metric, called <c>Value</c>.</summary>
/// <param name="Seed">What made it, and decides the data it is run on.</param>
/// <param name="Name">The name of the class.</param>
/// <param name="Code">The class.</param>
internal sealed record RandomBody(int Seed, string Name, string Code)
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Gen;
        using TorchSharp;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;

        namespace Formulas;


        """;

    public string Text => Head + Code;

    /// <summary>The same random body each time.</summary>
    public static RandomBody Of(int seed)
    {
        var options = BodyOptions.Of(seed);
        return new(seed, $"Body{seed}", new BodyGenerator(seed, options).Class($"Body{seed}"));
    }
}

/// <summary>How a body is compiled, and of which of the two populations it is.</summary>
/// <param name="Nullable">Nullable reference types are enabled.</param>
/// <param name="Checked">Integers are checked for overflow.</param>
/// <param name="Outside">A body with forms of C# that are beyond the followed language; else one that combines followed forms.</param>
internal sealed record BodyOptions(bool Nullable, bool Checked, bool Outside)
{
    /// <summary>Bodies that are compiled together have one of these sizes, and options but for the population.</summary>
    public const int InOneCompilation = 100;

    public static BodyOptions Of(int seed)
    {
        var block = seed / InOneCompilation;
        return new(block % 2 == 0, block % 3 == 2, seed % 2 == 1);
    }
}
