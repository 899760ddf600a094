using Gen.Runtime.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gen.Runtime.Tests.Runs.Hosting;

/// <summary>Programs with a host (services, configuration, log, lifetime) and a run in it.</summary>
[Collection(nameof(ProcessWide))]
public sealed class HostedRunTests : IDisposable
{
    private readonly CollectingLogger _log = new();
    private readonly IHost _host;

    public HostedRunTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([
            KeyValuePair.Create("Hosted:Times", (string?)"2"),
            KeyValuePair.Create("Hosted:Whom:Name", (string?)"world"),
        ]);
        builder.Services.AddSingleton(new Greeting("hello"));
        builder.Services.AddSingleton<ILoggerFactory>(_log);
        _host = builder.Build();
    }

    public void Dispose() => _host.Dispose();

    private RunOptions Options(TempFolder folder) => new()
    {
        RunsDirectory = folder.In("runs"),
        HeartbeatInterval = TimeSpan.FromHours(1),
        Services = _host.Services,
        Configuration = _host.Services.GetRequiredService<IConfiguration>().GetSection("Hosted"),
    };

    [Fact]
    public async Task Run_HasServicesConfigurationAndLogOfTheHost()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        var options = Options(folder);
        var run = await Hosted.RunAsync(Hosted.Parse(options, "times=3"), options);
        Assert.Equal("hello world, hello world, hello world!", run.Result);
        Assert.Equal(
            (3, "world"),
            (
                run.Json("config.json").GetProperty("times").GetInt32(),
                run.Json("config.json").GetProperty("whom").GetProperty("name").GetString()
            )
        );
        Assert.Contains("Information: greeting 3 times", _log.Lines);
        Assert.Equal(("on the console\n", ""), (console.Out.ToString(), console.Error.ToString()));
        Assert.Equal(
            "INFO - hosted - Running command 'run'\nINFO - hosted - Started run with ID \"1\"\non the console\nINFO - hosted - greeting 3 "
            + "times\n"
            + "INFO - hosted - Result: hello world, hello world, hello world!\nINFO - hosted - Completed after 0:00:00\n",
            run.Text("cout.txt"));
    }

    [Fact]
    public async Task HostStops_RunIsInterruptedWithExitCode130()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        await _host.StartAsync();
        var stopping = _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var running = Hosted.RunAsync(["wait"], Options(folder), stopping);
        await _host.Services.GetRequiredService<Greeting>().Waiting.Task;
        await _host.StopAsync();
        Assert.Equal(130, await running);
        Assert.Equal("INTERRUPTED", RunFiles.Json(folder.In("runs", "1", "run.json")).GetProperty("status").GetString());
        Assert.Equal(("", ""), (console.Out.ToString(), console.Error.ToString()));
    }

    [Fact]
    public async Task Token_LeavesSignalsToTheHost()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        using var stopping = new CancellationTokenSource();
        var observer = new CollectingObserver();
        var options = Options(folder);
        options.Observers.Add(observer);
        await Hosted.RunAsync([], options, stopping.Token);
        await Hosted.RunAsync([], options, CancellationToken.None);
        await Hosted.RunAsync([], options);
        options.HandleSignals = true;
        await Hosted.RunAsync([], options, stopping.Token);
        Assert.Equal(
            [false, true, true, true],
            observer.Events.Where(e => e.Kind == RunEventKind.Started).Select(e => e.Run.Options.HandleSignals)
        );
    }

    [Fact]
    public async Task PrintConfig_NamesPathInConfiguration()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        Assert.Equal(0, await Hosted.RunAsync(["print-config", "with", "times=4"], Options(folder)));
        var lines = console
            .Out.ToString()
            .Split('\n')
            .Select(l => System.Text.RegularExpressions.Regex.Replace(l.Trim(), " {2,}", " "))
            .ToArray();
        Assert.Contains("times = 4 # command line, was 1", lines);
        Assert.Contains("whom.name = \"world\" # configuration Hosted:Whom:Name, was \"nobody\"", lines);
    }

    [Fact]
    public async Task Help_NamesSection()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        Assert.Equal(0, await Hosted.RunAsync(["--help"], Options(folder)));
        Assert.EndsWith(
            "Between initializers and environment comes section 'Hosted' of the program's configuration.\n",
            console.Out.ToString()
        );
        console.Out.GetStringBuilder().Clear();
        Assert.Equal(0, await Hosted.RunAsync(["--help"]));
        Assert.DoesNotContain("program's configuration", console.Out.ToString());
    }

    [Fact]
    public async Task ConfigByCode_IsNotChangedByConfiguration()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        var run = await Hosted.RunAsync(new Hosted { Times = 5 }, Options(folder));
        Assert.Equal(
            (5, "nobody"),
            (
                run.Json("config.json").GetProperty("times").GetInt32(),
                run.Json("config.json").GetProperty("whom").GetProperty("name").GetString()
            )
        );
    }

    [Fact]
    public async Task RestoredExperiment_HasServicesOfItsOptions()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        var options = Options(folder);
        await Hosted.RunAsync([], options);
        Assert.Equal("hello world", Hosted.Greeted(Hosted.Restore("1", options: options).Experiment));
        options.Services = null;
        Assert.Throws<MissingServicesException>(() => Hosted.Greeted(Hosted.Restore("1", options: options).Experiment));
    }

    [Fact]
    public async Task SaveConfig_KeepsEntriesOfConfiguration()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        Assert.Equal(0, await Hosted.RunAsync(["save-config", folder.In("saved.json")], Options(folder)));
        Assert.Equal(Hosted.Parse(Options(folder)).ToJson(), Hosted.Parse(folder.In("saved.json")).ToJson());
    }

    [Fact]
    public async Task MisspeltKeyInConfiguration_StopsBeforeTheRun()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        var options = Options(folder);
        _host.Services.GetRequiredService<IConfiguration>()["Hosted:Tmies"] = "3";
        Assert.Equal(2, await Hosted.RunAsync([], options));
        Assert.Equal(
            "error: Configuration Hosted:Tmies: Entry 'Tmies' does not exist. Did you mean 'times'?\n",
            console.Error.ToString()
        );
        Assert.False(Directory.Exists(options.RunsDirectory));
    }

    [Fact]
    public async Task CommandThatNeedsServices_WithoutThem_StopsBeforeTheRun()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        var options = Options(folder);
        options.Services = null;
        Assert.Equal(2, await Hosted.RunAsync([], options));
        Assert.Equal(
            "error: 'Hosted.Run' asks for an IServiceProvider, but the run has none: set RunOptions.Services, or make the parameter "
            + "nullable.\n",
            console.Error.ToString()
        );
        Assert.False(Directory.Exists(options.RunsDirectory));
        Assert.Equal(0, await Hosted.RunAsync(["need-not"], options));
    }

    [Fact]
    public async Task LoggerFactoryOfOptions_WinsOverThatOfServices()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        var own = new CollectingLogger();
        var options = Options(folder);
        options.LoggerFactory = own;
        await Hosted.RunAsync([], options);
        Assert.Contains("Information: greeting 2 times", own.Lines);
        Assert.Empty(_log.Lines);
    }
}
