using Gen.Tool.Tests.Queue;

namespace Gen.Tool.Tests.PostgreSql;

[Collection(nameof(Support.ProcessWide))]
public class StoreQueueTests
{
    private static readonly bool s_isFull = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1";

    [PostgreSqlFact]
    public void QueuedRun_IsRunInItsRow()
    {
        using var folder = TempFolder.ForCaller();
        using var database = new Database();
        var (output, _) = Chores.QueueIn(folder, database.Address, 1, "--comment", "later", "with", "pause=1", "seed=11");
        Assert.StartsWith("Queued run 1 in postgres://gen:***@127.0.0.1:", output);
        Assert.False(Directory.Exists(folder.In("runs")));
        Assert.Equal(["1,QUEUED"], database.Rows("SELECT id, status FROM gen.runs"));
        var (exitCode, said) = Chores.End(Chores.StartStoreWorker(folder, database.Address));
        Assert.Equal(0, exitCode);
        Assert.Matches("^Run 1: chore started\nRun 1: COMPLETED after [0-9.]+ s\n$", said);
        Assert.Equal(
            ["1,COMPLETED,11,later,1,1,0"],
            database.Rows("SELECT id, status, seed, comment, run, config->>'pause', (SELECT count(*) FROM gen.queue) FROM gen.runs"));
        Assert.Equal("COMPLETED", Chores.Status(folder, "1"));
    }

    [PostgreSqlFact]
    public void Failure_IsAState()
    {
        using var folder = TempFolder.ForCaller();
        using var database = new Database();
        Chores.QueueIn(folder, database.Address, 1, "with", "fate=fails");
        Chores.QueueIn(folder, database.Address, 2);
        database.Execute("UPDATE gen.runs SET program = jsonb_set(program, '{directory}', '\"/nowhere\"') WHERE id = 2");
        var (exitCode, said) = Chores.End(Chores.StartStoreWorker(folder, database.Address));
        Assert.Equal(1, exitCode);
        Assert.Contains("Run 2: FAILED. Its working directory '/nowhere' does not exist.", said);
        Assert.Equal(
            ["FAILED,System.InvalidOperationException: t", "FAILED,Its working directory '/nowhere' do", "COMPLETED,null"],
            database.Rows("SELECT status, substr(failure, 1, 35) FROM gen.runs ORDER BY id"));
    }

    [PostgreSqlFact]
    public void ProgramThatDies_ResumesFromItsCheckpoint()
    {
        using var folder = TempFolder.ForCaller();
        using var database = new Database();
        Chores.QueueIn(folder, database.Address, 1, "with", "fate=dies", "steps=4");
        var (exitCode, said) = Chores.End(Chores.StartStoreWorker(folder, database.Address));
        Assert.True(exitCode == 0, said);
        Assert.Equal(["0", "1", "2", "3"], database.Rows("SELECT value FROM gen.scalars WHERE name = 'step' ORDER BY ord"));
        Assert.Equal(["COMPLETED,1"], database.Rows("SELECT status, run FROM gen.runs"));
    }

    [PostgreSqlFact]
    public void ProgramThatAlwaysDies_FailsAfterThreeAttempts()
    {
        using var folder = TempFolder.ForCaller();
        using var database = new Database();
        Chores.QueueIn(folder, database.Address, 1, "with", "fate=dies");
        var (exitCode, said) = Chores.End(Chores.StartStoreWorker(folder, database.Address));
        Assert.Equal(1, exitCode);
        Assert.Contains("Run 1: FAILED. It was lost: 3 attempts ended without a newer checkpoint.", said);
    }

    [PostgreSqlFact]
    public void Workers_HalfOfThemKilled_RunEachRunOnce()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var (runs, workers) = s_isFull ? (200, 8) : (24, 4);
        using var folder = TempFolder.ForCaller();
        using var database = new Database();
        var log = folder.In("log.txt");
        Chores.QueueIn(folder, database.Address, runs, "with", $"log={log}", "pause=50");
        var random = new Random(3);
        var processes = Enumerable.Range(0, workers).Select(_ => Chores.StartStoreWorker(folder, database.Address)).ToList();

        // Half of the killed ones with the program that they have started, and half alone, so that their programs go on.
        for (var i = 0; i < workers / 2; i++)
        {
            Thread.Sleep(random.Next(500, 2500));
            processes[i].Kill(entireProcessTree: i % 2 == 0);
        }

        foreach (var process in processes)
        {
            var (errors, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
            Assert.True(process.WaitForExit(TimeSpan.FromMinutes(10)));
            process.Dispose();
        }

        Assert.Equal([$"{runs}"], database.Rows("SELECT count(*) FROM gen.runs WHERE status = 'COMPLETED'"));
        Assert.Empty(database.Rows("SELECT FROM gen.queue"));

        // The program writes the number of its folder: each folder that has ended once, and no more than there are runs.
        Assert.Equal(runs, File.ReadAllLines(log).Distinct().Count());
        Assert.Equal(runs, File.ReadAllLines(log).Length);
        Assert.Equal([$"{runs}"], database.Rows("SELECT count(*) FROM gen.scalars WHERE name = 'begin'"));
        Assert.Equal([$"{runs}"], database.Rows("SELECT count(DISTINCT run) FROM gen.runs"));
    }
}
