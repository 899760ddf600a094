using System.Globalization;
using System.Text.Json;
using Gen.Storage;

namespace Gen;

/// <summary>An observer that posts JSON to an address when a run starts and when it ends.</summary>
/// <remarks>
/// The body is an object with <c>text</c>, one line that chats show; <c>event</c> (<c>started</c>, <c>completed</c>, <c>failed</c> or
/// <c>interrupted</c>); <c>experiment</c>, <c>command</c>, <c>run</c>, <c>host</c>, <c>directory</c>, <c>seed</c>, <c>time</c> (UTC) and
/// <c>config</c> without secrets. At the end it has <c>seconds</c>, <c>result</c>, <c>scalars</c> with their last values, and after a
/// failure <c>error</c>. A post that is not answered within 5 seconds, or with 408, 429 or a code from 500, is sent three times.
/// </remarks>
public sealed class WebhookObserver : IRunObserver, IDisposable
{
    private readonly JsonClient _client;

    /// <summary>Creates an observer.</summary>
    /// <param name="address">The address, http or https. A user and a password in it are sent as basic authentication.</param>
    public WebhookObserver(Uri address) : this(CheckAddress(address), null)
    {
    }

    internal WebhookObserver(Uri address, JsonClient? client) => _client = client ?? new JsonClient(address);

    /// <summary>Receives an event.</summary>
    public void OnEvent(in RunEvent runEvent)
    {
        if (runEvent.Kind is not (RunEventKind.Started or RunEventKind.Finished))
            return;
        var (run, isEnd, exception) = (runEvent.Run, runEvent.Kind == RunEventKind.Finished, runEvent.Exception);
        var (code, _) = _client.Send(HttpMethod.Post, "", writer => Write(writer, run, isEnd, exception));
        _client.Check(code, "");
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _client.Dispose();

    internal static Uri CheckAddress(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address is { IsAbsoluteUri: true, Scheme: "http" or "https" }
            ? address
            : throw new ArgumentException($"The address must begin with http:// or https://, but was '{GitInfo.WithoutCredentials(
                address.OriginalString)}'.", nameof(address));
    }

    private static void Write(Utf8JsonWriter writer, Run run, bool isEnd, Exception? exception)
    {
        var what = isEnd ? run.Status!.Value.ToString().ToLowerInvariant() : "started";
        var elapsed = (run.StopTime ?? DateTimeOffset.UtcNow) - run.StartTime;
        var error = run.Status == RunStatus.Failed ? exception?.Message : null;
        writer.WriteStartObject();
        writer.WriteString("text", $"{run.ExperimentName} run {run.Id} {what}"
            + (isEnd ? string.Create(CultureInfo.InvariantCulture, $" after {elapsed.TotalSeconds:0.#} s") : "")
            + (error is null ? "" : $": {error.ReplaceLineEndings(" ")}"));
        writer.WriteString("event", what);
        writer.WriteString("experiment", run.ExperimentName);
        writer.WriteString("command", run.Command);
        writer.WriteString("run", run.Id);
        writer.WriteString("host", Environment.MachineName);
        writer.WriteString("directory", run.Directory);
        writer.WriteNumber("seed", run.Seed);
        writer.WriteString("time", Timestamp.ToText((isEnd ? run.StopTime ?? DateTimeOffset.UtcNow : run.StartTime).UtcDateTime));
        writer.WritePropertyName("config");
        run.Start.WriteConfig(writer);
        if (isEnd)
        {
            writer.WriteNumber("seconds", elapsed.TotalSeconds);
            writer.WritePropertyName("result");
            RunJson.WriteResult(writer, run.ResultValue);
            writer.WriteStartObject("scalars");
            foreach (var name in run.ScalarNames)
            {
                writer.WritePropertyName(name);
                JsonValue.Write(writer, run.GetScalars(name)[^1].Value);
            }

            writer.WriteEndObject();
        }

        if (error is not null)
            writer.WriteString("error", error);
        writer.WriteEndObject();
    }
}
