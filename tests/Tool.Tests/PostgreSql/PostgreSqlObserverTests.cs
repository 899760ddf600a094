using Gen.PostgreSql;

namespace Gen.Tool.Tests.PostgreSql;

[Collection(nameof(Support.ProcessWide))]
public class PostgreSqlObserverTests
{
    [PostgreSqlFact]
    public async Task Run_IsWrittenToTables()
    {
        using var folder = TempFolder.ForCaller();
        using var database = new Database();
        var file = folder.File("plot\0.svg".Replace("\0", ""), "curve");
        var run = await Observe(folder, database, run =>
        {
            for (var i = 0; i < 3000; i++)
                run.LogScalar("loss", i == 1 ? double.NaN : 1.0 / (i + 1), i);
            run.AddArtifact(file);
            ((Run<long>)run).SetResult(3);
        });
        Assert.Equal(
            [$"1,test,train,COMPLETED,1,{run.Directory},7,3,null"],
            database.Rows("SELECT id, experiment, command, status, run, directory, seed, result::text, failure FROM gen.runs"));
        Assert.Equal(["7"], database.Rows("SELECT config->>'seed' FROM gen.runs"));
        Assert.Equal(["3000,2999,NaN"], database.Rows(
            "SELECT count(*), max(step), (SELECT value FROM gen.scalars WHERE step = 1) FROM gen.scalars WHERE name = 'loss'"));
        Assert.Equal(["1,plot.svg"], database.Rows("SELECT run_id, name FROM gen.artifacts"));
        Assert.False(run.Json("run.json").TryGetProperty("observer_failures", out _));
    }

    [PostgreSqlFact]
    public async Task Failure_IsWritten()
    {
        using var folder = TempFolder.ForCaller();
        using var database = new Database();
        await Assert.ThrowsAsync<FormatException>(() => Observe(folder, database, _ => throw new FormatException("bad \0 number")));
        Assert.StartsWith("FAILED,System.FormatException: bad  number", database.Rows("SELECT status, failure FROM gen.runs")[0]);
    }

    [PostgreSqlFact]
    public async Task ManyRunsAtOnce_CreateTheTablesOnce()
    {
        using var folder = TempFolder.ForCaller();
        using var database = new Database();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Observe(folder, database, run => run.LogScalar("loss", 1)))));
        Assert.Equal(["8,8"], database.Rows(
            "SELECT count(*), (SELECT count(*) FROM gen.scalars) FROM gen.runs WHERE status = 'COMPLETED'"));
    }

    [PostgreSqlFact]
    public async Task DatabaseThatIsAway_ReceivesTheRestLater()
    {
        using var folder = TempFolder.ForCaller();
        using var database = new Database();
        await Observe(folder, database);
        var log = new Gen.Runtime.Tests.Support.CollectingLogger();
        await Observe(folder, database, run =>
        {
            run.LogScalar("loss", 1);
            run.FlushScalars();
            Assert.True(SpinWait.SpinUntil(() => database.Rows("SELECT FROM gen.scalars").Length == 1, TimeSpan.FromSeconds(20)));
            database.Execute("ALTER TABLE gen.scalars RENAME TO away");
            run.LogScalar("loss", 2);
            run.FlushScalars();
            Assert.True(SpinWait.SpinUntil(() => log.Lines.Any(l => l.Contains("failed at Flush")), TimeSpan.FromSeconds(20)));
            database.Execute("ALTER TABLE gen.away RENAME TO scalars");
            run.LogScalar("loss", 3);
        }, log);
        Assert.Equal(["1", "2", "3"], database.Rows("SELECT value FROM gen.scalars ORDER BY ord"));
    }

    [PostgreSqlFact]
    public async Task GenRuns_ReadsTheDatabase()
    {
        using var folder = TempFolder.ForCaller();
        using var database = new Database();
        await Observe(folder, database, run =>
        {
            run.LogScalar("val_loss", 0.5, 1);
            run.LogScalar("val_loss", 0.25, 2);
            run.LogScalar("val_loss", 0.75, 3);
        });
        await Assert.ThrowsAsync<FormatException>(() => Observe(folder, database, _ => throw new FormatException("no")));
        var (output, _) = Support.GenTool.Succeed(
            folder, "runs", "--store", database.Address, "--columns", "id,status,seed,val_loss,val_loss.best,failure", "--csv");
        Assert.Equal(
            ["id,status,seed,val_loss,val_loss.best,failure", "1,COMPLETED,7,0.75,0.25,", "2,FAILED,7,,,System.FormatException: no"],
            output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Environment.SetEnvironmentVariable("GEN_STORE", database.Address);
        try
        {
            Assert.Contains("COMPLETED", Support.GenTool.Succeed(folder, "runs", "--where", "val_loss.best < 0.3").Output);
            Assert.Contains("No runs in 'postgres://gen:***@", Support.GenTool.Succeed(folder, "runs", "--where", "id = 7").Output);
        }
        finally
        {
            Environment.SetEnvironmentVariable("GEN_STORE", null);
        }
    }

    [PostgreSqlFact]
    public void Password_IsNeverShown()
    {
        using var folder = TempFolder.ForCaller();
        using var database = new Database();
        var wrong = database.Address.Replace(database.Password, "hunter2");
        var error = Support.GenTool.Refused(folder, "runs", "--store", wrong);
        Assert.StartsWith("error: The database 'postgres://gen:***@127.0.0.1:", error);
        Assert.DoesNotContain("hunter2", error);
        database.Execute("CREATE SCHEMA gen; CREATE TABLE gen.queue (); CREATE TABLE gen.version AS SELECT 9 AS version");
        Assert.EndsWith("has tables of version 9 of another Gen. This one has version 1.", Support.GenTool.Refused(
            folder, "runs", "--store", database.Address));
    }

    [Theory]
    [InlineData(
        "mysql://anna:hunter2@host/x", "'mysql://anna:***@host/x' is not the address of a database, as postgres://user@host/database.")]
    [InlineData("postgres://host", "'postgres://host' is not the address of a database, as postgres://user@host/database.")]
    [InlineData(
        "postgres://anna:hunter2@host/x?ssl=no",
        "Parameter 'ssl' of the address 'postgres://anna:***@host/x' is not known or has no valid value. The only one is sslmode.")]
    public void Address_IsChecked(string address, string message)
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal(message, Assert.Throws<PostgreSqlException>(() => new PostgreSqlObserver(address)).Message);
        Assert.Equal($"error: {message}", Support.GenTool.Refused(folder, "runs", "--store", address));
    }

    [Fact]
    public void Address_HasUserPasswordAndMode()
    {
        var address = PostgreSqlAddress.Parse("postgresql://an%20na:p%40ss@[::1]:99/data%20base?sslmode=verify-full");
        var parsed = new Npgsql.NpgsqlConnectionStringBuilder(address.Connection);
        Assert.Equal(
            ("an na", "p@ss", "::1", 99, "data base"), (parsed.Username, parsed.Password, parsed.Host, parsed.Port, parsed.Database));
        Assert.Equal(Npgsql.SslMode.VerifyFull, parsed.SslMode);
        Assert.Equal("postgresql://an%20na:***@[::1]:99/data%20base", address.Shown);
    }

    private static async Task<Run> Observe(
        TempFolder folder, Database database, Action<Run>? body = null, Microsoft.Extensions.Logging.ILoggerFactory? log = null)
    {
        using var observer = new PostgreSqlObserver(database.Address);
        return await Some.Completed(folder, body, options =>
        {
            options.LoggerFactory = log;
            options.Observers.Add(observer);
        });
    }
}
