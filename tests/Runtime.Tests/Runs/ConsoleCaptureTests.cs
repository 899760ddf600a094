using Gen.Runtime.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Gen.Runtime.Tests.Runs;

/// <summary>These tests do not run in parallel with others, since the console belongs to the process.</summary>
[CollectionDefinition(nameof(ConsoleCaptureTests), DisableParallelization = true)]
[Collection(nameof(ConsoleCaptureTests))]
public class ConsoleCaptureTests
{
    [Fact]
    public async Task OutputErrorsAndLog_AreInCoutAndOnTheConsole()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        var run = await Captured(
            folder,
            run =>
            {
                Console.Write('c');
                Console.WriteLine("ä line");
                Console.Error.Write("oops\n".ToCharArray(), 0, 5);
                Console.Write("\ud83d");
                Console.WriteLine("\ude00");
                run.Log.LogWarning("watch {What}", "out");
            }
        );
        const string inOrder =
            "INFO - test - Running command 'train'\nINFO - test - Started run with ID \"1\"\ncä line\noops\n😀\nWARNING - test - watch out\n"
            + "INFO - test - Completed after 0:00:00\n";
        Assert.Equal(inOrder, run.Text("cout.txt"));
        Assert.Equal("cä line\n😀\n", console.Out.ToString());
        Assert.StartsWith("INFO - test - Running", console.Error.ToString());
        Assert.Contains("oops\nWARNING", console.Error.ToString());
    }

    /// <summary>The console logger of a host keeps the writer of before the run, and .NET locks Console.Out within it.</summary>
    [Fact]
    public async Task WriterOfBeforeTheRun_IsUsedMeanwhile_DoesNotBlock()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        var before = Console.Out;
        var run = await Task.Run(() => Captured(
            folder,
            _ =>
            {
                using var locked = new ManualResetEventSlim();
                var logger = new Thread(() =>
                {
                    lock (before)
                    {
                        locked.Set();
                        Thread.Sleep(50);
                        lock (Console.Out)
                            before.Write("logged\n");
                    }
                }) { IsBackground = true };
                logger.Start();
                locked.Wait();
                Console.WriteLine("a line");
                Assert.True(logger.Join(TimeSpan.FromSeconds(10)));
            })).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Contains("a line\n", run.Text("cout.txt"));
        Assert.Equal("logged\na line\n", console.Out.ToString());
    }

    [Theory]
    [InlineData(CaptureMode.Sys, "2%\n")]
    [InlineData(CaptureMode.Raw, "1%\r2%\n")]
    public async Task Progress_IsInCoutByItsLastState(CaptureMode mode, string text)
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        var run = await Captured(folder, _ => Console.Write("1%\r2%\n"), mode);
        Assert.Contains(text, run.Text("cout.txt"));
        Assert.Equal(mode == CaptureMode.Raw, run.Text("cout.txt").Contains('\r'));
        Assert.Equal("1%\r2%\n", console.Out.ToString());
    }

    [Fact]
    public async Task OverlappingRuns_CaptureTheirOwnOutput()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        using var barrier = new Barrier(2);
        var runs = await Task.WhenAll(new[] { "first", "second" }.Select(name => Task.Run(() => Captured(folder, async run =>
        {
            for (var i = 0; i < 50; i++)
            {
                barrier.SignalAndWait();
                Console.WriteLine(name);
                await Task.Yield();
                await Task.Run(() => Console.Error.WriteLine(name + " inside"));
            }
        }))));
        foreach (var run in runs)
        {
            var lines = run.Text("cout.txt")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.StartsWith("INFO"))
                .ToArray();
            Assert.Equal(100, lines.Length);
            Assert.Single(lines.Select(line => line.Split(' ')[0]).Distinct());
        }

        Assert.Equal(100, console.Out.ToString().Split('\n').Length - 1);
    }

    [Fact]
    public async Task Console_IsRestoredAfterTheRun()
    {
        using var folder = TempFolder.ForCaller();
        var (output, error) = (Console.Out, Console.Error);
        await Captured(folder, run => Assert.NotSame(output, Console.Out));
        Assert.Same(output, Console.Out);
        Assert.Same(error, Console.Error);
        await Assert.ThrowsAsync<RunFolderException>(() => Some.Completed(folder, null, options =>
        {
            options.Capture = CaptureMode.Sys;
            options.RunsDirectory = folder.File("file", "");
        }));
        Assert.Same(output, Console.Out);
    }

    [Fact]
    public async Task Console_ReplacedByTheProgram_StaysReplaced()
    {
        using var folder = TempFolder.ForCaller();
        var before = Console.Out;
        using var own = new StringWriter();
        await Captured(folder, run => Console.SetOut(own));
        Console.Write("after");
        Console.SetOut(before);
        Assert.Equal("after", own.ToString());
    }

    [Fact]
    public async Task Output_IsOnDiskDuringTheRun()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        await Captured(
            folder,
            run =>
            {
                Console.WriteLine("early");
                Assert.True(
                    SpinWait.SpinUntil(
                        () => File.Exists(Path.Combine(run.Directory!, "cout.txt")) && run.Text("cout.txt").Contains("early"),
                        TimeSpan.FromSeconds(10)
                    )
                );
            }
        );
    }

    [Fact]
    public async Task NestedRun_KeepsItsOutputToItself()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        Run? inner = null;
        var outer = await Captured(folder, async _ =>
        {
            inner = await Captured(folder, _ => Console.WriteLine("inner"));
            Console.WriteLine("outer");
        });
        Assert.DoesNotContain("inner\n", outer.Text("cout.txt"));
        Assert.Contains("outer\n", outer.Text("cout.txt"));
        Assert.DoesNotContain("outer\n", inner!.Text("cout.txt"));
    }

    [Fact]
    public async Task CaptureNo_LeavesCoutEmpty()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        var run = await Some.Completed(folder, _ => Console.WriteLine("text"));
        Assert.Equal("", run.Text("cout.txt"));
        Assert.Equal("text\n", console.Out.ToString());
    }

    [Fact]
    public async Task Failure_IsInCout()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        var run = Some.Run(folder, options => options.Capture = CaptureMode.Sys);
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunSession.ExecuteAsync(run, _ =>
        {
            Console.WriteLine("before");
            throw new InvalidOperationException("two\nlines");
        }));
        Assert.EndsWith("error: InvalidOperationException: two\nerror: lines\n", run.Text("cout.txt"));
    }

    private static Task<Run> Captured(TempFolder folder, Action<Run> body, CaptureMode mode = CaptureMode.Sys) => Captured(
        folder,
        run =>
        {
            body(run);
            return Task.CompletedTask;
        },
        mode);

    private static async Task<Run> Captured(TempFolder folder, Func<Run, Task> body, CaptureMode mode = CaptureMode.Sys)
    {
        var run = Some.Run(folder, options => (options.Capture, options.LogLevel) = (mode, LogLevel.Information));
        await RunSession.ExecuteAsync(run, run => new ValueTask(body(run)));
        return run;
    }
}
