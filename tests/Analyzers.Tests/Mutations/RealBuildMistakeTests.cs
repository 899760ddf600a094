using System.Globalization;
using System.Text.RegularExpressions;
using Gen.Analyzers.Tests.Builds;
using Gen.Analyzers.Tests.Mutations.Mistakes;
using Gen.Analyzers.Tests.Mutations.Support;
using Xunit.Abstractions;

namespace Gen.Analyzers.Tests.Mutations;

/// <summary>
/// Thirty mistakes of as many kinds in a build with the compiler of the SDK, which must report what the rules report.
/// </summary>
[Trait("Category", "build")]
public partial class RealBuildMistakeTests(ITestOutputHelper output)
{
    private const int Builds = 30;

    [Fact]
    public void Build_OfMistakes_ReportsRuleAndPlace()
    {
        var mutants = Sampling.Take(Chosen()).Select((mutant, i) => (Name: $"m{i}", Mutant: mutant)).ToArray();
        using var build = new CommandLineBuild();
        var log = build.Build(
            mutants.ToDictionary(
                m => m.Name,
                m => (IReadOnlyList<(string, string)>)[.. m.Mutant.Files.Where(f => f.Path != "SdkUsings.cs").Select(f => (f.Path, f.Text))]
            )
        );
        var reported = Line()
            .Matches(log)
            .Select(m =>
                (
                    Name: m.Groups["name"].Value,
                    Id: m.Groups["id"].Value,
                    LineLocation: new LineLocation(m.Groups["path"].Value, Number(m, "line"), Number(m, "column"))
                )
            )
            .Distinct()
            .ToArray();
        foreach (var (name, mutant) in mutants)
        {
            var ids = mutant.Mistake.Id.Split(' ');
            var places = reported.Where(r => r.Name == name && ids.Contains(r.Id)).Select(r => r.LineLocation).ToHashSet();
            output.WriteLine($"{mutant}: {string.Join(" ", reported.Where(r => r.Name == name).Select(r => r.Id).Distinct())}");
            Assert.True(
                mutant.Locations.All(places.Contains),
                $"{mutant}\n{string.Join('\n', reported.Where(r => r.Name == name).Select(r => $"{r.Id} {r.LineLocation}"))}\n{log}"
            );
        }

        Assert.DoesNotContain("AD0001", log);
        Assert.DoesNotContain("CS8785", log);
    }

    // One of each kind, without those at which the compiler stops before it runs analyzers.
    private static IEnumerable<Mutant> Chosen()
    {
        var kinds = AllMistakes.All.Where(m => !m.IsForTheCompiler).GroupBy(m => m.Kind).ToArray();
        new Random(7).Shuffle(kinds);
        return kinds.Select(k => k.Take(3).FirstOrDefault(m => !m.Program.IsDeclaredWrongly(m.Files))).OfType<Mutant>().Take(Builds);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"[/\\](?<name>m\d+)[/\\](?<path>[A-Za-z0-9./\\]+\.cs)\((?<line>\d+),(?<column>\d+)\): (?:error|warning) (?<id>[A-Z]+\d+):"
    )]
    private static partial Regex Line();
}
