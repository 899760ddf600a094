using System.Collections.Concurrent;

namespace Gen;

/// <summary>An observer that records runs on a tracking server of MLflow, by its REST calls of version 2.0.</summary>
/// <remarks>
/// A run becomes a run of the MLflow experiment with the name of its experiment: entries are parameters, scalars are metrics, and the tags
/// have the result, the failure, the host and the folder, where the artifacts are. Values are cut at the lengths that MLflow takes: 250
/// bytes of names, 6,000 of parameters, 5,000 of tags. While the server does not answer, scalars are kept and sent later. The environment
/// variable <c>MLFLOW_TRACKING_TOKEN</c> is sent as a bearer token.
/// </remarks>
public sealed class MlflowObserver : IRunObserver, IDisposable
{
    private readonly JsonClient _client;
    private readonly MlflowCalls _calls;
    private readonly ConcurrentDictionary<Run, MlflowRun> _runs = [];

    /// <summary>Creates an observer.</summary>
    /// <param name="address">The address of the server, as <c>http://localhost:5000</c>. A user and a password in it are sent as basic
    /// authentication.</param>
    public MlflowObserver(Uri address)
        : this(new JsonClient(WebhookObserver.CheckAddress(address))
        {
            Token = Environment.GetEnvironmentVariable("MLFLOW_TRACKING_TOKEN"),
        })
    {
    }

    internal MlflowObserver(JsonClient client) => (_client, _calls) = (client, new MlflowCalls(client));

    /// <summary>Receives an event.</summary>
    public void OnEvent(in RunEvent runEvent)
    {
        var run = runEvent.Run;
        var mine = _runs.GetOrAdd(run, r => new MlflowRun(_calls, r));
        mine.Add(runEvent.Scalars);
        switch (runEvent.Kind)
        {
            case RunEventKind.Started or RunEventKind.Heartbeat:
                mine.Send();
                break;
            case RunEventKind.Flush when runEvent.Scalars.Count > 0:
                mine.Send();
                break;
            case RunEventKind.Finished:
                _runs.TryRemove(run, out _);
                mine.Send();
                mine.End(runEvent.Exception);
                break;
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _client.Dispose();
}

/// <summary>What MLflow has of one run.</summary>
internal sealed class MlflowRun(MlflowCalls calls, Run run)
{
    private const int MaxWaiting = 1_000_000;

    private readonly List<ScalarPoint> _waiting = [];
    private string? _id;
    private bool _hasConfig;

    /// <summary>Keeps points until they are sent.</summary>
    public void Add(IReadOnlyList<ScalarPoint> points) => _waiting.AddRange(points.Take(MaxWaiting - _waiting.Count));

    /// <summary>Sends what the server does not have. What fails is sent again by the next call.</summary>
    public void Send()
    {
        _id ??= calls.CreateRun(calls.ExperimentId(run.ExperimentName), run, Tags());
        if (!_hasConfig)
            calls.LogParameters(_id, run.Config.Select(e => (e.Key, e.Value.ToString())));
        _hasConfig = true;
        while (_waiting.Count > 0)
        {
            var count = Math.Min(_waiting.Count, MlflowCalls.MaxMetrics);
            try
            {
                calls.LogMetrics(_id, _waiting[..count]);
            }
            catch (HttpRequestException e) when (e.StatusCode is null or >= System.Net.HttpStatusCode.InternalServerError)
            {
                throw;
            }
            catch
            {
                // The server refuses them, now and later.
                _waiting.RemoveRange(0, count);
                throw;
            }

            _waiting.RemoveRange(0, count);
        }
    }

    /// <summary>Ends the run.</summary>
    public void End(Exception? exception)
    {
        if (run.ResultValue is { } result)
            calls.SetTag(_id!, "gen.result", JsonValue.Text(result));
        if (run.Status == RunStatus.Failed && exception is not null)
            calls.SetTag(_id!, "gen.failure", exception.ToString());
        calls.EndRun(_id!, run.Status switch
        {
            RunStatus.Completed => "FINISHED",
            RunStatus.Interrupted => "KILLED",
            _ => "FAILED",
        }, run.StopTime ?? DateTimeOffset.UtcNow);
    }

    private IEnumerable<(string Key, string Value)> Tags()
    {
        yield return ("mlflow.runName", $"{run.ExperimentName} {run.Id}");
        yield return ("mlflow.source.type", "LOCAL");
        yield return ("mlflow.source.name", ProgramLocation.From(run.Start).MainFile);
        yield return ("gen.run", run.Id!);
        yield return ("gen.command", run.Command);
        yield return ("gen.directory", run.Directory!);
        yield return ("gen.host", Environment.MachineName);
        if (run.Options.Comment is { } comment)
            yield return ("mlflow.note.content", comment);
    }
}
