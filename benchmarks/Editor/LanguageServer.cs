using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamJsonRpc;

namespace Gen.Benchmarks.Editor;

/// <summary>A language server for C# that has a folder with one project open.</summary>
internal sealed class LanguageServer : IDisposable
{
    private const int Error = 1;

    private readonly Process _process;
    private readonly JsonRpc _rpc;
    private readonly string _uri;
    private string _text;
    private int _version = 1;

    private LanguageServer(Process process, string file)
    {
        _process = process;
        _uri = new Uri(file).AbsoluteUri;
        _text = File.ReadAllText(file);
        _rpc = new JsonRpc(new HeaderDelimitedMessageHandler(
            process.StandardInput.BaseStream, process.StandardOutput.BaseStream, new SystemTextJsonFormatter()));
        _rpc.AddLocalRpcTarget(new Client());
        _rpc.StartListening();
    }

    /// <summary>The processor time that the server has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The text of the open file.</summary>
    public string Text => _text;

    /// <summary>Starts a server, opens a file of the folder, and waits until its diagnostics are those of the loaded project.</summary>
    public static async Task<LanguageServer> StartAsync(string program, string folder, string file)
    {
        var process = Process.Start(new ProcessStartInfo(program)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var server = new LanguageServer(process, Path.Combine(folder, file));
        await server.OpenAsync(folder);
        return server;
    }

    /// <summary>Replaces the text, and waits for the diagnostics.</summary>
    /// <returns>The ids of the errors.</returns>
    public async Task<IReadOnlyList<string>> EditAsync(string text)
    {
        _text = text;
        await _rpc.NotifyWithParameterObjectAsync("textDocument/didChange", new
        {
            textDocument = new { uri = _uri, version = ++_version },
            contentChanges = new[] { new { text } },
        });
        return await DiagnosticsAsync();
    }

    public void Dispose()
    {
        _rpc.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task OpenAsync(string folder)
    {
        var root = new Uri(folder).AbsoluteUri;
        await _rpc.InvokeWithParameterObjectAsync<JsonElement>("initialize", new
        {
            processId = Environment.ProcessId,
            rootUri = root,
            workspaceFolders = new[] { new { uri = root, name = "project" } },
            capabilities = new
            {
                workspace = new { configuration = true, workspaceFolders = true },
                textDocument = new { diagnostic = new { dynamicRegistration = false } },
            },
        });
        await _rpc.NotifyWithParameterObjectAsync("initialized", new { });
        await _rpc.NotifyWithParameterObjectAsync("textDocument/didOpen", new
        {
            textDocument = new { uri = _uri, languageId = "csharp", version = _version, text = _text },
        });

        // An unknown name is reported when the project is loaded, and no longer than it is there.
        var text = _text;
        var deadline = Stopwatch.StartNew();
        var probe = text + "\ninternal static class Probe { public static int Value => unknownName; }\n";
        while (!(await EditAsync(probe)).Contains("CS0103"))
        {
            if (deadline.Elapsed > TimeSpan.FromMinutes(3))
                throw new TimeoutException($"The language server does not report CS0103 in {_uri}.");
            await Task.Delay(500);
        }

        var left = await EditAsync(text);
        if (left.Count > 0)
            throw new InvalidOperationException($"{_uri} has {string.Join(", ", left)}: it must compile.");
    }

    private async Task<IReadOnlyList<string>> DiagnosticsAsync()
    {
        var document = new { textDocument = new { uri = _uri } };
        var report = await _rpc.InvokeWithParameterObjectAsync<JsonElement>("textDocument/diagnostic", document);
        return report.TryGetProperty("items", out var items)
            ? [.. items.EnumerateArray().Where(IsError).Select(i => i.GetProperty("code").ToString())]
            : [];
    }

    private static bool IsError(JsonElement diagnostic) => diagnostic.GetProperty("severity").GetInt32() == Error;

    /// <summary>What the server asks of an editor.</summary>
    private sealed class Client
    {
        [JsonRpcMethod("workspace/configuration", UseSingleObjectParameterDeserialization = true)]
        public JsonNode Configuration(JsonElement parameters)
        {
            var sections = Enumerable.Range(0, parameters.GetProperty("items").GetArrayLength());
            return new JsonArray([.. sections.Select(_ => new JsonObject { ["analyzersEnabled"] = true })]);
        }

        [JsonRpcMethod("client/registerCapability", UseSingleObjectParameterDeserialization = true)]
        public object? Register(JsonElement parameters) => null;

        [JsonRpcMethod("window/workDoneProgress/create", UseSingleObjectParameterDeserialization = true)]
        public object? Progress(JsonElement parameters) => null;

        [JsonRpcMethod("workspace/diagnostic/refresh")]
        public object? Refresh() => null;
    }
}
