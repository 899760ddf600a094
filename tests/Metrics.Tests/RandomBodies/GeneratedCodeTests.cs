using Gen.Metrics.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Gen.Metrics.Tests.RandomBodies;

/// <summary>
/// What is generated for accepted random bodies compiles without a warning, whatever the project sets: nullable reference types on and
/// off, overflow checked and not. 500 bodies with <c>GEN_FULL_TESTS=1</c>, else 50.
/// </summary>
public sealed class GeneratedCodeTests
{
    private const int FirstSeed = 40_000_000;

    [Fact]
    public void AcceptedBodies_InAllSettings_CompileWithoutWarnings()
    {
        var count = TestIterations.Scaled(500);
        var compiled = new Dictionary<BodyOptions, int>();
        for (var seed = FirstSeed; compiled.GetValueOrDefault(BodyProgram.Settings[0]) < count; seed += BodyOptions.InOneCompilation)
        {
            var bodies = Enumerable.Range(seed, BodyOptions.InOneCompilation).Select(RandomBody.Of).ToList();
            var accepted = BodyProgram.Settings.Aggregate(bodies, BodyProgram.Accepted).Take(count).ToList();
            foreach (var settings in BodyProgram.Settings)
            {
                var problems = BodyProgram.ProblemsInGenerated(accepted, settings);
                Assert.True(problems.Count == 0, $"{settings}:\n{string.Join('\n', problems.Take(10))}");
                compiled[settings] = compiled.GetValueOrDefault(settings) + accepted.Count;
            }
        }

        Assert.Equal(4, compiled.Count);
        Assert.All(compiled.Values, number => Assert.True(number >= count, $"{number} of {count} bodies"));
    }
}
