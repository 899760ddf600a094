using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gen.Metrics.Tests.Support;
using Xunit.Abstractions;

namespace Gen.Metrics.Tests.RandomBodies;

/// <summary>
/// Random bodies over all forms of C# are refused, or stream exactly: nothing is in between. 20,000 of them with <c>GEN_FULL_TESTS=1</c>,
/// else 1,000.
/// </summary>
/// <remarks>
/// For those who change the planner: <c>GEN_RANDOM_BODIES=5000 GEN_RANDOM_SEED=100000 dotnet test tests/Metrics.Tests --filter
/// RandomBodyReport</c> runs that many, and writes the faults, shrunk and in groups, to the file that <c>GEN_RANDOM_REPORT</c> names.
/// With <c>GEN_RANDOM_PLANS</c>, the name of a file, the plans are written to it, and once it is there, only bodies with other plans are
/// run, up to the first fault, which is not shrunk.
/// </remarks>
public sealed class RandomBodyTests(ITestOutputHelper output)
{
    private const int InOneTest = 10 * BodyOptions.InOneCompilation;
    private const int MostShrunk = 3;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Support.TestIterations.Full ? 20 : 1).Select(i => i * InOneTest)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Body_Random_IsRefusedOrStreams(int seed)
    {
        var outcomes = RandomBodies.Outcomes(Enumerable.Range(seed, InOneTest)).ToList();
        output.WriteLine(RandomBodies.Summary(outcomes));
        var faults = outcomes.Where(o => o.IsFault).ToList();
        Assert.True(faults.Count == 0, $"{faults.Count} faults\n" + string.Join('\n', faults.Take(MostShrunk).Select(BodyShrinker.Shrink)));
    }

    /// <summary>The labels of its three rows are equal, so that the sum is 0 but for rounding.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Body_QuotientByChance_IsNoFault(int dividend)
    {
        var body = new RandomBody(61019444, "Body", $$"""
            public static partial class Body
            {
                [Metric] public static Tensor Value(Tensor yTrue, Tensor w) =>
                    ({{dividend}} / ((w - w.mean()) * yTrue.type_as(w)).sum()).max();
            }
            """);
        Assert.False(BodyProgram.Run([body]).Single().IsFault);
    }

    /// <summary>Its numbers have few digits left in float32, where those of the state have as many as the rows.</summary>
    [Fact]
    public void Body_CancelledDigits_IsNoFault()
    {
        var body = new RandomBody(94102846, "Body", """
            public static partial class Body
            {
                [Metric] public static Tensor Value(Tensor w, short middle) =>
                    (((middle - w) - (middle - w).mean()) * w).sum();
            }
            """);
        Assert.False(BodyProgram.Run([body]).Single().IsFault);
    }

    [Fact]
    public void Body_SameSeed_IsTheSame() => Assert.Equal(RandomBody.Of(7).Code, RandomBody.Of(7).Code);

    [Fact]
    public void Bodies_AreValidCSharp()
    {
        var bodies = Enumerable.Range(0, BodyOptions.InOneCompilation).Select(RandomBody.Of).ToList();
        var errors = BodyProgram.Errors(bodies).DistinctBy(d => d.Location.SourceTree).ToList();
        Assert.True(errors.Count <= 2, $"{errors.Count} of {bodies.Count} do not compile:\n{string.Join('\n', errors)}");
    }
}

/// <summary>A report of the faults of random bodies: see <see cref="RandomBodyTests"/>.</summary>
public sealed class RandomBodyReport
{
    private const int ShownOfAGroup = 4;
    private const int ShownOfWrongValues = 24;

    [Fact]
    public void Report_FaultsOfRandomBodies()
    {
        if (Number("GEN_RANDOM_BODIES") is not { } count)
            return;
        var first = Number("GEN_RANDOM_SEED") ?? 0;
        var path = Environment.GetEnvironmentVariable("GEN_RANDOM_REPORT") ?? "random-bodies.txt";
        var started = DateTime.UtcNow;
        var isPlanted = Environment.GetEnvironmentVariable("GEN_RANDOM_PLANS") is not null;
        var outcomes = new List<BodyOutcome>();
        foreach (var outcome in RandomBodies.Outcomes(Replanned(first, count)))
        {
            outcomes.Add(outcome);
            if (isPlanted && outcome.IsFault)
                break;
        }

        var speed = outcomes.Count / (DateTime.UtcNow - started).TotalSeconds;
        var text = new StringBuilder().AppendLine(RandomBodies.Summary(outcomes))
            .AppendLine(CultureInfo.InvariantCulture, $"{speed:F1} bodies per second");
        Refusals(outcomes, text);
        foreach (var invalid in outcomes.Where(o => o.Verdict == Verdict.Invalid).Take(ShownOfAGroup))
            text.AppendLine(invalid.ToString());
        foreach (var group in outcomes.Where(o => o.IsFault).GroupBy(o => (o.Verdict, o.Group)).OrderBy(g => g.Key))
        {
            // Shrinking takes long: what is known is written before.
            File.WriteAllText(path, text.ToString());
            text.AppendLine(CultureInfo.InvariantCulture, $"\n==== {group.Key.Verdict} {group.Key.Group}: {group.Count()}\n")
                .AppendLine(CultureInfo.InvariantCulture, $"seeds {string.Join(", ", group.Select(o => o.Body.Seed))}\n");
            var most = group.Key.Verdict == Verdict.WrongValue ? ShownOfWrongValues : ShownOfAGroup;
            var shown = group.Take(isPlanted ? 0 : most).Select(BodyShrinker.Shrink)
                .DistinctBy(o => o.Body.Code[o.Body.Code.IndexOf('\n')..]);
            text.AppendJoin('\n', shown);
        }

        File.WriteAllText(path, text.ToString());
    }

    private static IReadOnlyList<int> Replanned(int first, int count)
    {
        var seeds = Enumerable.Range(first, count).ToList();
        if (Environment.GetEnvironmentVariable("GEN_RANDOM_PLANS") is not { } path)
            return seeds;
        var plans = RandomBodies.Plans(seeds).ToList();
        if (!File.Exists(path))
            File.WriteAllLines(path, plans);
        var before = File.ReadAllLines(path);
        return [.. seeds.Where((_, i) => plans[i] != before[i])];
    }

    // What the language could be widened by: refused bodies of the population that is meant to be inside.
    private static void Refusals(IEnumerable<BodyOutcome> outcomes, StringBuilder text)
    {
        var refused = outcomes.Where(o => o.Verdict == Verdict.Refused && !BodyOptions.Of(o.Body.Seed).Outside).ToList();
        text.AppendLine(CultureInfo.InvariantCulture, $"\n==== Refused, of the population inside: {refused.Count}\n");
        foreach (var group in refused.GroupBy(o => Regex.Replace(o.Group, "'.*?'", "_")).OrderByDescending(g => g.Count()))
            text.AppendLine(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}\n    {Places(group)}");
    }

    private static string Places(IEnumerable<BodyOutcome> refused) =>
        string.Join("\n    ", refused.Take(ShownOfAGroup).Select(o => $"{o.Body.Seed}: {Regex.Replace(o.Detail, @"\s+", " ")}"));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Runs random bodies by their seeds.</summary>
internal static class RandomBodies
{
    public static IEnumerable<BodyOutcome> Outcomes(IEnumerable<int> seeds) => Together(seeds).SelectMany(b => BodyProgram.Run(b));

    public static IEnumerable<string> Plans(IEnumerable<int> seeds) => Together(seeds).SelectMany(BodyProgram.Plans);

    private static IEnumerable<List<RandomBody>> Together(IEnumerable<int> seeds) =>
        seeds.GroupBy(s => s / BodyOptions.InOneCompilation).Select(g => g.Select(RandomBody.Of).ToList());

    public static string Summary(IReadOnlyList<BodyOutcome> outcomes) => string.Join(
        ", ",
        outcomes.GroupBy(o => o.Verdict).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key}")
            .Concat(outcomes.GroupBy(o => BodyOptions.Of(o.Body.Seed).Outside).OrderBy(g => g.Key).Select(Accepted)));

    private static string Accepted(IGrouping<bool, BodyOutcome> population)
    {
        var accepted = 100 * population.Count(o => o.Verdict != Verdict.Refused) / population.Count();
        return $"{accepted} % of those {(population.Key ? "outside" : "inside")} accepted";
    }
}
