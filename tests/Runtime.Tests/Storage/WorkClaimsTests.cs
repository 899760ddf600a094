using System.Text;
using Gen.Runtime.Tests.Support;
using Gen.Storage;

namespace Gen.Runtime.Tests.Storage;

public class WorkClaimsTests
{
    private static readonly ProcessIdentity s_elsewhere = new("other", "another boot", "pid:[1]", 7, 99);
    private static readonly ProcessIdentity s_container = ProcessIdentity.Current with { Namespace = "pid:[1]" };

    // Process numbers end below 2^22.
    private static readonly ProcessIdentity s_dead = ProcessIdentity.Current with { Id = int.MaxValue };

    private readonly ManualClock _clock = new();

    [Fact]
    public void TryClaim_OfOneProcess_GivesTheTrialOnceUntilItIsReleased()
    {
        using var folder = TempFolder.ForCaller();
        var claims = Claims(folder);
        var first = claims.TryClaim("0007")!;
        Assert.Equal((1, folder.In("0007.claim.1")), (first.Attempt, first.Path));
        _clock.Advance(500);
        Assert.Null(claims.TryClaim("0007"));
        Assert.Null(Claims(folder).TryClaim("0007"));
        first.Dispose();
        using var second = Claims(folder).TryClaim("0007")!;
        Assert.Equal(2, second.Attempt);
        Assert.True(File.Exists(first.Path));
    }

    [Fact]
    public void TryClaim_ProcessOfThisMachineThatIsDead_IsTakenOverAtOnce()
    {
        using var folder = TempFolder.ForCaller();
        Write(folder, 1, s_dead, run: "3");
        using var claim = Claims(folder).TryClaim("0007")!;
        Assert.Equal((2, "3", false), (claim.Attempt, claim.Run, claim.HasDoubtfulRun));
    }

    [Fact]
    public void TryClaim_NumberOfADeadProcessThatIsUsedAgain_IsTakenOverAtOnce()
    {
        using var folder = TempFolder.ForCaller();
        Write(folder, 1, ProcessIdentity.Current with { Started = 1 });
        using var claim = Claims(folder).TryClaim("0007");
        Assert.NotNull(claim);
    }

    public static TheoryData<string> Unanswering => ["host", "container", "empty", "torn"];

    [Theory]
    [MemberData(nameof(Unanswering))]
    public void TryClaim_OwnerThatCannotBeAsked_IsTakenOverAfterNinetySecondsWithoutAChange(string owner)
    {
        using var folder = TempFolder.ForCaller();
        void Beat(int beat)
        {
            if (owner is "host" or "container")
                Write(folder, 1, owner == "host" ? s_elsewhere : s_container, beat: beat, run: "3");
            else
                File.WriteAllText(folder.In("0007.claim.1"), owner == "empty" ? "" : $"{{\"token\": \"{beat}");

            // Clocks of hosts differ: times of files say nothing.
            File.SetLastWriteTimeUtc(folder.In("0007.claim.1"), DateTime.UnixEpoch.AddDays(Random.Shared.Next(40_000)));
        }

        Beat(0);
        var claims = Claims(folder);
        Assert.Null(claims.TryClaim("0007"));
        if (owner != "empty")
        {
            _clock.Advance(80);
            Beat(1);
            Assert.Null(claims.TryClaim("0007"));
            _clock.Advance(80);
            Assert.Null(claims.TryClaim("0007"));
        }

        _clock.Advance(owner == "empty" ? 89 : 9);
        Assert.Null(claims.TryClaim("0007"));
        Assert.Null(Claims(folder).TryClaim("0007"));   // a process that has not observed it
        _clock.Advance(2);
        using var claim = claims.TryClaim("0007")!;
        Assert.Equal((2, owner is "host" or "container"), (claim.Attempt, claim.HasDoubtfulRun));
    }

    [Fact]
    public void TryClaim_ReleasedByAnotherHost_IsTakenOverAtOnce()
    {
        using var folder = TempFolder.ForCaller();
        Write(folder, 1, s_elsewhere, run: "3", isReleased: true);
        using var claim = Claims(folder).TryClaim("0007")!;
        Assert.Equal(("3", false), (claim.Run, claim.HasDoubtfulRun));
    }

    [Fact]
    public void TryClaim_RunThatADeadProcessContinued_IsDoubtfulIfAnEarlierOneMayWriteIntoIt()
    {
        using var folder = TempFolder.ForCaller();
        Write(folder, 1, s_elsewhere, run: "3");
        Write(folder, 2, s_dead, run: "3");   // ended before it had made its copy
        using (var claim = Claims(folder).TryClaim("0007")!)
            Assert.Equal((3, "3", true), (claim.Attempt, claim.Run, claim.HasDoubtfulRun));
        Write(folder, 3, s_dead, run: "4");
        using (var claim = Claims(folder).TryClaim("0007")!)
            Assert.Equal((4, "4", false), (claim.Attempt, claim.Run, claim.HasDoubtfulRun));
        File.WriteAllText(folder.In("0007.claim.4"), "");   // it may have continued the run
        var claims = Claims(folder);
        Assert.Null(claims.TryClaim("0007"));
        _clock.Advance(91);
        using (var claim = claims.TryClaim("0007")!)
            Assert.Equal((5, "4", true), (claim.Attempt, claim.Run, claim.HasDoubtfulRun));
    }

    [Fact]
    public void LostCheckpoints_HasTheAttemptsThatLostTheirProcess()
    {
        using var folder = TempFolder.ForCaller();
        Write(folder, 1, s_dead, checkpoint: "a");
        Write(folder, 2, s_elsewhere, checkpoint: "b", isReleased: true);
        Write(folder, 3, s_dead, checkpoint: "c");
        var claims = Claims(folder);
        using (var claim = claims.TryClaim("0007")!)
            Assert.Equal(["a", "c"], claim.LostCheckpoints);
        using (var claim = claims.TryClaim("0007")!)
            Assert.Equal(["a", "c"], claim.LostCheckpoints);
    }

    [Fact]
    public void Heartbeat_ChangesTheFile()
    {
        using var folder = TempFolder.ForCaller();
        using var claim = Claims(folder).TryClaim("0007")!;
        var contents = new HashSet<string>();
        for (var beat = 0; beat < 20; beat++)
        {
            Assert.True(contents.Add(File.ReadAllText(claim.Path)));
            _clock.Advance(10);
        }
    }

    [Fact]
    public void Heartbeat_AfterATakeover_EndsTheAttempt()
    {
        using var folder = TempFolder.ForCaller();
        using var claim = Claims(folder).TryClaim("0007")!;
        var content = File.ReadAllText(claim.Path);
        File.WriteAllText(folder.In("0007.claim.2"), "");
        Assert.False(claim.Lost.IsCancellationRequested);
        _clock.Advance(10);
        Assert.True(claim.Lost.IsCancellationRequested);
        Assert.Equal(content, File.ReadAllText(claim.Path));
    }

    [Fact]
    public void TryClaim_NameThatExistsWithTheOwnToken_IsMine()
    {
        using var folder = TempFolder.ForCaller();
        var claims = Claims(folder);
        var (mine, other) = (new WorkClaim(claims, "0007", 1, null), new WorkClaim(claims, "0007", 1, null));
        Assert.True(mine.TryCreate());
        Assert.True(mine.TryCreate());   // as a file system of the network may, whose first answer was lost
        _clock.Advance(100);
        Assert.False(other.TryCreate());
        mine.Forget();
        other.Forget();
    }

    private WorkClaims Claims(TempFolder folder) => new(folder.Path, ClaimTiming.Default with { Clock = _clock });

    private static void Write(
        TempFolder folder,
        int attempt,
        ProcessIdentity owner,
        string? run = null,
        string? checkpoint = null,
        bool isReleased = false,
        int beat = 0) =>
        File.WriteAllText(
            folder.In($"0007.claim.{attempt}"),
            Encoding.UTF8.GetString(new ClaimRecord($"{attempt}", owner, run, 0, checkpoint, isReleased).ToBytes(beat)));
}
