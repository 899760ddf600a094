using Gen.Tool.Repeats;
using Gen.Tool.Tests.Support;

namespace Gen.Tool.Tests.Repeats;

public class ScalarComparisonTests
{
    [Fact]
    public void Compare_EqualPoints_AreEqualWithNaN()
    {
        Assert.Equal(["Run 2 repeats run 1: 4 values of 2 scalars are equal."], Compare(
            [("loss", [1, double.NaN, 0.5]), ("lr", [1e-300])], [("lr", [1e-300]), ("loss", [1, double.NaN, 0.5])]));
    }

    [Fact]
    public void Compare_Differences_AreInTheOrderOfSteps()
    {
        Assert.Equal(
            [
                "c is missing in run 1.",
                "b differs at step 2: it was 2 and is 2.0000000000000004.",
                "e had 1 values and has 4.",
                "a differs at step 3: it was 3 and is NaN.",
                "d had 3 values and has 2.",
            ],
            Compare(
                [("a", [1, 2, 3]), ("b", [1, 2]), ("d", [1, 2, 3]), ("e", [1])],
                [("a", [1, 2, double.NaN]), ("b", [1, 2.0000000000000004]), ("c", [9]), ("d", [1, 2]), ("e", [1, 2, 3, 4])]));
    }

    [Fact]
    public void Compare_InterruptedRun_ComparesWhatItHas()
    {
        Assert.Equal(["Run 2 repeats run 1: 2 values of 1 scalar are equal as far as run 1 goes."], Compare(
            [("loss", [1, 0.5])], [("loss", [1, 0.5, 0.25]), ("late", [1])], "INTERRUPTED"));
        Assert.Equal(["loss differs at step 2: it was 0.5 and is 0.6."], Compare(
            [("loss", [1, 0.5])], [("loss", [1, 0.6, 0.25])], "INTERRUPTED"));
        Assert.Equal(["loss had 2 values and has 1."], Compare([("loss", [1, 0.5])], [("loss", [1])], "INTERRUPTED"));
    }

    [Fact]
    public void Compare_ManyDifferences_ShowsTheFirst()
    {
        var lines = Compare(
            [.. Enumerable.Range(0, 30).Select(i => ($"s{i}", new double[] { 1 }))],
            [.. Enumerable.Range(0, 30).Select(i => ($"s{i}", new double[] { 2 }))]);
        Assert.Equal(11, lines.Count);
        Assert.Equal("20 more scalars differ.", lines[^1]);
    }

    private static IReadOnlyList<string> Compare(
        (string, double[])[] first, (string, double[])[] second, string status = "COMPLETED")
    {
        using var folder = TempFolder.ForCaller();
        Records.Write(folder, "1", status: status, scalars: first);
        Records.Write(folder, "2", scalars: second);
        var (areEqual, lines) = ScalarComparison.Compare(Records.Read(folder.In("1")), Records.Read(folder.In("2")));
        Assert.Equal(areEqual, lines is [var line] && line.StartsWith("Run 2 repeats", StringComparison.Ordinal));
        return lines;
    }
}
