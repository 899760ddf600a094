using Gen.Tool.Queries;
using Gen.Tool.Reading;
using Gen.Tool.Tests.Support;

namespace Gen.Tool.Tests.Queries;

public class QueryTests
{
    [Theory]
    [InlineData("status=COMPLETED", "1 2")]
    [InlineData("status == completed and epochs >= 5", "2")]
    [InlineData("status!=COMPLETED", "3")]
    [InlineData("epochs in (3, 7)", "1 3")]
    [InlineData("not epochs in (3, 7)", "2")]
    [InlineData("epochs=3 or epochs=5 and status=FAILED", "1")]
    [InlineData("(epochs=3 or epochs=5) and not status=FAILED", "1 2")]
    [InlineData("loss<0.3", "2")]
    [InlineData("loss.best<=0.25", "1 2")]
    [InlineData("loss.min=0.25", "1")]
    [InlineData("loss.count>2", "1")]
    [InlineData("loss.step=3", "1")]
    [InlineData("acc=none", "1 3")]
    [InlineData("acc!=none", "2")]
    [InlineData("acc>0", "2")]
    [InlineData("acc!=0.9", "1 3")]
    [InlineData("config.epochs=3", "1")]
    [InlineData("metrics.loss>0.3", "1")]
    [InlineData("loss=NaN", "3")]
    [InlineData("loss!=NaN", "1 2")]
    [InlineData("optimizer.kind='Adam'", "1")]
    [InlineData("optimizer.kind=adam", "1")]
    [InlineData("optimizer.kind ~ \"d\"", "1 2")]
    [InlineData("'optimizer.kind' = sgd", "2")]
    [InlineData("tags=good", "2")]
    [InlineData("duration>=10m", "1 2 3")]
    [InlineData("duration>600", "")]
    [InlineData("duration=0:10:00", "1 2 3")]
    [InlineData("start=2026-11-30", "1 2 3")]
    [InlineData("start>2026-11-30", "")]
    [InlineData("start<=2026-11-30T23:59", "1 2 3")]
    [InlineData("epochs=03", "1")]
    [InlineData("epochs='many'", "")]
    public void Parse_Condition_HoldsForTheRun(string condition, string expected)
    {
        using var folder = TempFolder.ForCaller();
        var runs = Runs(folder);
        Assert.Equal(expected, string.Join(' ', runs.Where(Query.Parse(condition, runs)).Select(r => r.Id)));
    }

    [Theory]
    [InlineData("", "The condition is empty.")]
    [InlineData("epohcs=3", "No run has a property, an entry or a scalar 'epohcs'. Did you mean 'epochs'?")]
    [InlineData("epochs", "The condition ends where =, !=, <, <=, >, >=, ~ or in must follow: epochs")]
    [InlineData("epochs=", "The condition ends where a value must follow: epochs=")]
    [InlineData("epochs=3 status=FAILED", "'status' at position 10 of the condition must be and, or, or the end: epochs=3 status=FAILED")]
    [InlineData("(epochs=3", "The condition ends where ')' must follow: (epochs=3")]
    [InlineData("epochs=3)", "')' at position 9 of the condition must be and, or, or the end: epochs=3)")]
    [InlineData("epochs in 3", "'3' at position 11 of the condition must be '(': epochs in 3")]
    [InlineData("epochs in (3", "The condition ends where ',' or ')' must follow: epochs in (3")]
    [InlineData("epochs='3", "The quote at position 8 of the condition is not closed: epochs='3")]
    [InlineData("!epochs=3", "The sign '!' at position 1 of the condition does not exist. Did you mean '!='?")]
    [InlineData("start>yesterday", "'yesterday' is no time for 'start'. Write a date such as 2026-11-30, or 2026-11-30T18:00.")]
    [InlineData("duration>long", "'long' is no duration for 'duration'. Write seconds, 90s, 5m, 2h, 1d or 1:30:00.")]
    public void Parse_Mistake_NamesIt(string condition, string message)
    {
        using var folder = TempFolder.ForCaller();
        var runs = Runs(folder);
        Assert.Equal(message, Assert.Throws<UserErrorException>(() => Query.Parse(condition, runs)).Message);
    }

    [Fact]
    public void Parse_DeepNesting_IsRefused() => Assert.StartsWith(
        "The condition is nested deeper than 100 levels.",
        Assert.Throws<UserErrorException>(() => Query.Parse(new string('(', 100_000), [])).Message);

    /// <summary>Three runs that differ in everything.</summary>
    internal static List<RunRow> Runs(TempFolder folder)
    {
        Records.Write(
            folder, "1", """{"epochs": 3, "optimizer": {"kind": "Adam"}}""", scalars: [("loss", [0.5, 0.25, 0.4])]);
        Records.Write(
            folder, "2", """{"epochs": 5, "optimizer": {"kind": "sgd"}}""", scalars: [("loss", [0.2]), ("acc", [0.9])]);
        folder.File("2/marks.json", """{"tags": ["good", "old"], "note": null, "archived": false}""");
        Records.Write(folder, "3", """{"epochs": 7}""", "FAILED", scalars: [("loss", [double.NaN])]);
        return [.. RunFinder.Find(folder.Path).Select(RunReader.Read)];
    }
}
