using System.Diagnostics;
using System.Text.Json;
using Gen.Samples.Tests.Support;
using Xunit;

namespace Gen.Samples.Tests.Packages;

/// <summary>The tool <c>dotnet-interactive</c>, which runs the cells of a notebook for editors and Jupyter.</summary>
internal sealed class InteractiveTool : IDisposable
{
    private readonly Process _process;
    private int _cells;

    private InteractiveTool(Process process) => _process = process;

    /// <summary>Installs the tool below a folder of the feed, and starts it in another.</summary>
    public static InteractiveTool Start(PackedFeed feed, string folder)
    {
        var tools = Path.Combine(feed.Folder, "tools");
        var installed = feed.Dotnet(
            feed.Folder, "tool", "install", "--tool-path", tools, "Microsoft.dotnet-interactive", "--version", feed.InteractiveVersion);
        Assert.True(installed.ExitCode == 0, installed.ToString());
        var start = new ProcessStartInfo(Path.Combine(tools, "dotnet-interactive"), ["stdio"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        start.Environment.Remove("GEN_RUNS");
        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";

        // The tool restores packages in projects of its own, which see neither the configuration of the feed nor that of another home.
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        start.Environment["NUGET_PACKAGES"] = feed.Packages;
        start.Environment["RestoreFallbackFolders"] = PackedFeed.UserPackages;
        var config = Path.Combine(home, ".nuget", "NuGet", "NuGet.Config");
        if (File.Exists(config))
            start.Environment["RestoreConfigFile"] = config;
        start.Environment["HOME"] = Directory.CreateDirectory(Path.Combine(feed.Folder, "home")).FullName;
        start.Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(feed.Folder, "temp")).FullName;

        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var tool = new InteractiveTool(process);
        tool.ReadUntil(e => e.Type == "KernelReady");
        return tool;
    }

    /// <summary>Runs a cell of C#, and returns what it showed.</summary>
    public IReadOnlyList<Event> Run(string cell)
    {
        var token = $"cell-{++_cells}";
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(
            new { token, commandType = "SubmitCode", command = new { code = cell, targetKernelName = "csharp" } }));
        _process.StandardInput.Flush();
        var events = ReadUntil(e => e.Token == token && e.Type is "CommandSucceeded" or "CommandFailed");
        Assert.True(events[^1].Type == "CommandSucceeded", $"{cell}\n{events[^1].Content}");
        return events;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private List<Event> ReadUntil(Func<Event, bool> isLast)
    {
        var events = new List<Event>();
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            // Standard output has other lines, too.
            if (!line.StartsWith('{'))
                continue;
            events.Add(Event.Parse(line));
            if (isLast(events[^1]))
                return events;
        }

        throw new InvalidOperationException("The tool ended.");
    }

    /// <summary>An event of the kernel.</summary>
    /// <param name="Type">The type: <c>ReturnValueProduced</c>.</param>
    /// <param name="Token">The token of the command; null for none.</param>
    /// <param name="Content">The event as JSON.</param>
    /// <param name="Html">What is shown, as HTML; null for nothing.</param>
    internal sealed record Event(string Type, string? Token, string Content, string? Html)
    {
        public static Event Parse(string line)
        {
            using var document = JsonDocument.Parse(line);
            var (root, content) = (document.RootElement, document.RootElement.GetProperty("event"));
            var token = root.TryGetProperty("command", out var command) && command.ValueKind == JsonValueKind.Object
                ? command.GetProperty("token").GetString()
                : null;
            string? html = null;
            if (content.TryGetProperty("formattedValues", out var values))
                html = values.EnumerateArray().Where(v => v.GetProperty("mimeType").GetString() == "text/html")
                    .Select(v => v.GetProperty("value").GetString()).FirstOrDefault();
            return new(root.GetProperty("eventType").GetString()!, token, content.GetRawText(), html);
        }
    }
}
