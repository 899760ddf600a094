using Gen.Benchmarks.Generator.Builds;
using Gen.Benchmarks.Generator.Experiments;

namespace Gen.Benchmarks.Generator;

/// <summary>The generators beside what they are compared with.</summary>
internal static class GeneratorPairs
{
    public static void Run()
    {
        var classes = Session.Short ? 200 : 1_000;
        if (
            Session.Wants(
                "generator-first",
                "generator-edit",
                "generator-first-json",
                "generator-edit-json",
                "generator-first-growth",
                "generator-edit-growth"
            )
        )
            ExperimentPairs.Run(classes, Session.Rounds);
        if (Session.Wants("build", "build-own"))
            BuildRounds.Run(1_000, 1_000, Session.Rounds);
    }
}
