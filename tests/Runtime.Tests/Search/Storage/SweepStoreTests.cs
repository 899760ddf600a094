using Gen.Runtime.Tests.Support;
using Gen.Search;

namespace Gen.Runtime.Tests.Search.Storage;

public class SweepStoreTests
{
    private static readonly TrialOutcome s_late = TrialOutcome.Failure("late"), s_first = TrialOutcome.Failure("first");

    [Fact]
    public void ReadOutcome_OfAnAttemptThatWasTakenOver_DoesNotCount()
    {
        using var folder = TempFolder.ForCaller();
        var store = Create(folder);
        using var claim = store.Claims.TryClaim("0000")!;
        File.WriteAllText(Trials(folder, "0000.claim.2"), "");
        store.WriteOutcome(claim, s_late);   // it had not seen that yet
        Assert.Null(store.ReadOutcome("0000"));
        File.Copy(Trials(folder, "0000.outcome.1.json"), Trials(folder, "0000.outcome.2.json"));
        Assert.Equal("late", store.ReadOutcome("0000")!.Reason);
    }

    [Fact]
    public void AdoptOutcome_TrialThatEndedBeforeItWasClaimed_KeepsItsOutcome()
    {
        using var folder = TempFolder.ForCaller();
        var store = Create(folder);
        using (var claim = store.Claims.TryClaim("0000")!)
            store.WriteOutcome(claim, s_first);
        using (var claim = store.Claims.TryClaim("0000")!)
        {
            Assert.Equal(2, claim.Attempt);
            Assert.Equal("first", store.AdoptOutcome(claim)!.Reason);
        }

        Assert.Equal("first", store.ReadOutcome("0000")!.Reason);
        using var third = store.Claims.TryClaim("0000")!;
        Assert.Equal(3, third.Attempt);
        Assert.Null(store.ReadOutcome("0000"));
        Assert.Equal("first", store.AdoptOutcome(third)!.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"state\": \"DONE\"}")]
    public void Read_FilesDamagedByALossOfPower_AreAsIfTheyWereNotWritten(string text)
    {
        using var folder = TempFolder.ForCaller();
        var store = Create(folder);
        using var claim = store.Claims.TryClaim("0000")!;
        foreach (var name in (string[])["0000.json", "0000.outcome.1.json", "0000.fold.0.json"])
            File.WriteAllText(Trials(folder, name), text);
        Assert.Null(store.ReadPoint(0));
        Assert.Null(store.ReadOutcome("0000"));
        Assert.Null(store.ReadFold("0000", 0));
    }

    private static string Trials(TempFolder folder, string name) => folder.In("sweeps", "1", "trials", name);

    private static SweepStore Create(TempFolder folder) => SweepStore.Create(folder.Path, SomePlan.Create(trials: 3));
}
