using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Events;

namespace Gen.Interactive.Tests;

/// <summary>Cells of a notebook, run by the kernel in this process.</summary>
public sealed partial class GenKernelExtensionTests : IAsyncLifetime
{
    private readonly string _runs = Directory.CreateTempSubdirectory("gen-").FullName;
    private readonly Notebook _notebook = new();

    public async Task InitializeAsync()
    {
        await _notebook.Run($"""
            #r "{typeof(Line).Assembly.Location}"
            #r "{typeof(Training.History).Assembly.Location}"
            #r "{typeof(Run).Assembly.Location}"
            #r "{typeof(GenKernelExtension).Assembly.Location}"
            #r "{typeof(TorchSharp.torch).Assembly.Location}"
            #r "{typeof(Spectre.Console.Table).Assembly.Location}"
            """);
        using var script = new StreamReader(typeof(Line).Assembly.GetManifestResourceStream("extension.dib")!);
        await _notebook.Run(await script.ReadToEndAsync());
        await _notebook.Run($$"""
            using Gen;
            using Gen.Interactive.Tests;
            using Spectre.Console;
            var options = new RunOptions { RunsDirectory = "{{_runs}}" };
            """);
    }

    public Task DisposeAsync()
    {
        _notebook.Dispose();
        Directory.Delete(_runs, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Training_ShowsOneOutputThatIsUpdatedEachEpoch()
    {
        var events = await _notebook.Run("var run = await Line.RunAsync(new Line { Epochs = 3 }, options);");

        var shown = events.OfType<DisplayedValueProduced>().Single();
        var updates = events.OfType<DisplayedValueUpdated>().ToList();
        Assert.All(updates, u => Assert.Equal(shown.ValueId, u.ValueId));
        Assert.Equal(
            ["epoch 1/3", "epoch 2/3", "epoch 3/3"],
            updates.Prepend<DisplayEvent>(shown).Select(e => Epoch().Match(Notebook.Html(e)).Value).Distinct());
        var last = Notebook.Html(updates[^1]);
        Assert.Contains("<progress value=\"3\" max=\"3\"></progress>", last);
        Assert.Contains(">val_error</th>", last);

        // The lines of the log would say the same again.
        Assert.DoesNotContain(events.OfType<StandardErrorValueProduced>(), e => e.FormattedValues.Single().Value.Contains("val_error"));
    }

    [Fact]
    public async Task Training_WithoutProgress_WritesLines()
    {
        var events = await _notebook.Run("""
            options.Progress = false;
            var run = await Line.RunAsync(new Line { Epochs = 2 }, options);
            """);

        Assert.Empty(events.OfType<DisplayedValueProduced>());
        var errors = events.OfType<StandardErrorValueProduced>().Select(e => e.FormattedValues.Single().Value);
        Assert.Contains("epoch 2/2: loss ", string.Concat(errors));
    }

    [Fact]
    public async Task Training_ThatEndsEarly_ShowsReason()
    {
        var events = await _notebook.Run("var run = await Line.RunAsync(new Line { Enough = 1000 }, options);");

        var last = Notebook.Html(events.OfType<DisplayedValueUpdated>().Last());
        Assert.Contains("<p>Training ended after epoch 1: the loss is &lt; enough</p>", last);
    }

    [Fact]
    public async Task Training_WhoseCellIsStopped_IsInterrupted()
    {
        await _notebook.RunUntilShown("""
            var token = Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken;
            await Line.RunAsync(new Line { Epochs = 1_000_000 }, options, token);
            """);

        // The cell ends at once, and the training after its step.
        var record = Path.Combine(_runs, "1", "run.json");
        for (var i = 0; i < 300 && !File.ReadAllText(record).Contains("INTERRUPTED"); i++)
            await Task.Delay(100);
        Assert.Contains("\"INTERRUPTED\"", File.ReadAllText(record));
        Assert.Contains(">2</pre>", await _notebook.Value("1 + 1"));
    }

    [Fact]
    public async Task Values_OfCells_AreHtml()
    {
        var run = await _notebook.Value("var run = await Line.RunAsync(new Line { Seed = 1 }, options); run");
        Assert.Contains(">COMPLETED</td>", run);
        Assert.Contains($">{Path.Combine(_runs, "1")}</td>", run);
        Assert.Contains("&quot;&lt;b&gt;&quot;", run.Replace("\\u003C", "&lt;").Replace("\\u003E", "&gt;"));

        Assert.StartsWith("<div><svg ", await _notebook.Value("run.Result"));
        Assert.StartsWith("<svg ", await _notebook.Value("run.Result.Plot(\"error\")"));
        var restored = await _notebook.Value("Line.Restore(run.Directory)");
        Assert.Contains($">{Path.Combine(_runs, "1")}</td>", restored);
        Assert.Contains(">epochs</th>", restored);
        Assert.StartsWith("<table>", await _notebook.Value("new Table().AddColumn(\"a\")"));
        Assert.StartsWith("<table>", await _notebook.Value("new Gen.Training.LogValues()"));
    }

    [GeneratedRegex(@"epoch \d/\d")]
    private static partial Regex Epoch();
}
