using Gen.Runtime.Tests.CommandLine;
using Gen.Runtime.Tests.Search.Running;
using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;
using Gen.TensorBoard.Protos.HParams;
using Google.Protobuf.WellKnownTypes;

namespace Gen.Runtime.Tests.Search.Report;

/// <summary>What TensorBoard's HParams page shows of the trials of a sweep.</summary>
[Collection(nameof(ProcessWide))]
public class TrialSessionTests
{
    [Fact]
    public async Task Sweep_Trial_HasItsEntriesAndItsObjective()
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(
            Tuned.RunAsync, folder, "sweep", "size=2,5", "shade=Light,Dark", "default,fast", "--seed", "1", "with", "learning_rate=2");
        Assert.True(result.ExitCode == 0, result.Error);
        for (var run = 1; run <= 8; run++)
        {
            var log = Read(folder, run);
            var start = Session(log, "start").SessionStartInfo;
            Assert.Equal(["named_config", "shade", "size"], start.Hparams.Keys.Order());
            Assert.Equal(Value.ForNumber(run <= 4 ? 2 : 5), start.Hparams["size"]);
            Assert.Equal("", start.GroupName);
            Assert.Equal(Status.Success, Session(log, "end").SessionEndInfo.Status);
            Assert.Equal(run <= 4 ? 4 : 10, Assert.Single(log["objective"]).Scalar);
            Assert.Empty(log["_hparams_/experiment"]);   // it would hide the entries of other runs
        }
    }

    [Fact]
    public async Task Sweep_Folds_ShareARow()
    {
        using var folder = TempFolder.ForCaller();
        await Program.Run(CrossValidated.RunAsync, folder, "sweep", "level=1,2", "--folds", "2", "--seed", "1");
        Assert.Equal(
            ["sweep 1 trial 0", "sweep 1 trial 0", "sweep 1 trial 1", "sweep 1 trial 1"],
            Enumerable.Range(1, 4).Select(run => Session(Read(folder, run), "start").SessionStartInfo.GroupName));
    }

    [Fact]
    public async Task Sweep_FailedTrial_IsAFailure()
    {
        using var folder = TempFolder.ForCaller();
        await Program.Run(CrossValidated.RunAsync, folder, "sweep", "fails=0,-1", "--seed", "1");
        Assert.Equal(
            [Status.Failure, Status.Success],
            Enumerable.Range(1, 2).Select(run => Session(Read(folder, run), "end").SessionEndInfo.Status));
    }

    private static HParamsPluginData Session(EventLog log, string which) =>
        HParamsPluginData.Parser.ParseFrom(Assert.Single(log[$"_hparams_/session_{which}_info"]).Content.Span);

    private static EventLog Read(TempFolder folder, int run)
    {
        var log = new EventLog(folder.In("runs", $"{run}"));
        log.Refresh();
        return log;
    }
}
