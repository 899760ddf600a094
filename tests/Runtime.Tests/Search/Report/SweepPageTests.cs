using System.Xml.Linq;
using Gen.Runtime.Tests.CommandLine;
using Gen.Runtime.Tests.Support;
using Gen.Search;

namespace Gen.Runtime.Tests.Search.Report;

[Collection(nameof(ProcessWide))]
public class SweepPageTests
{
    [Fact]
    public void Importance_DimensionsThatDoNothing_AreLow()
    {
        var space = new SearchSpace(
            [
                new IntervalDimension("much", 0, 1, IsLog: false, IsInteger: false),
                new IntervalDimension("nothing", 0, 1, IsLog: false, IsInteger: false),
                new ChoiceDimension("some", ["a", "b", "c"]),
                new ChoiceDimension("none", ["a", "b", "c"]),
            ],
            []);
        for (var seed = 0; seed < 5; seed++)
        {
            var sampler = new RandomSampler(space, seed);
            var results = Enumerable.Range(0, 60).Select(t => sampler.Sample(t, [], []))
                .Select((p, t) => new TrialResult(
                    t, p, new TrialOutcome(TrialState.Completed, 4 * p[0] + (p[2] == 1 ? 1 : 0), [])))
                .ToList();
            var shares = Importance.Of(space, results, seed);
            Assert.Equal(1, shares.Sum(), 9);
            Assert.True(shares[0] > shares[2] && shares[2] > shares[1] && shares[2] > shares[3], string.Join(' ', shares));
            Assert.True(shares[0] > 0.5 && shares[1] < 0.1 && shares[3] < 0.1, string.Join(' ', shares));
        }
    }

    [Fact]
    public async Task Sweep_Page_IsWellFormedAndHasEachTrial()
    {
        using var folder = TempFolder.ForCaller();
        await Program.Run(
            Subject.RunAsync,
            folder,
            ["sweep", "epochs=int(1,9)", "path=a<b,'x, y'", "--trials", "12", "--sampler", "random", "--seed", "1"]);
        var page = XDocument.Parse(
            File.ReadAllText(folder.In("runs", "sweeps", "1", "sweep.html")).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        Assert.Equal("subject, sweep 1", page.Descendants("title").First().Value);
        Assert.Equal(4, page.Descendants("svg").Count());
        Assert.Equal(12 * 3, page.Descendants("circle").Count());
        Assert.Equal(12 + 1, page.Descendants("polyline").Count());
        Assert.Equal(["epochs", "path"], page.Descendants("tr").Select(r => r.Element("td")!.Value).Order());
        Assert.Contains("a<b", page.Descendants("pre").Single().Value);
        Assert.DoesNotContain(page.Descendants("svg").Descendants().Attributes(), a => a.Value.Contains("NaN", StringComparison.Ordinal));
    }
}
