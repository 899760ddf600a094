using System.Text;
using System.Text.Json;

namespace Gen.Runtime.Tests.Support;

/// <summary>
/// A tracking server that answers the calls of MLflow's REST API 2.0 as they are documented, and refuses what the documentation does not
/// allow.
/// </summary>
internal sealed class MlflowServer : IDisposable
{
    private const string Prefix = "/api/2.0/mlflow/";

    public MlflowServer() => Http = new LocalServer(Answer);

    public LocalServer Http { get; }

    public List<string> Experiments { get; } = [];

    /// <summary>Experiments that exist, and that get-by-name does not see the first time.</summary>
    public HashSet<string> Hidden { get; } = [];

    public List<Tracked> Runs { get; } = [];

    /// <summary>What is wrong with the calls.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The number of calls that are answered with 503.</summary>
    public int Unavailable { get; set; }

    public sealed class Tracked
    {
        public string Experiment { get; set; } = "";

        public string Status { get; set; } = "RUNNING";

        public long Start { get; set; }

        public long? End { get; set; }

        public Dictionary<string, string> Params { get; } = [];

        public Dictionary<string, string> Tags { get; } = [];

        public List<(string Key, string Value, long Timestamp, long Step)> Metrics { get; } = [];
    }

    public void Dispose() => Http.Dispose();

    private (int Code, string Answer) Answer(LocalServer.Request request)
    {
        if (Unavailable > 0)
        {
            Unavailable--;
            return (503, "starting");
        }

        try
        {
            if (!request.Path.StartsWith(Prefix))
                return Fault($"there is no {request.Path}");
            var call = request.Path[Prefix.Length..];
            if (request.Method != (call == "experiments/get-by-name" ? "GET" : "POST"))
                return Fault($"{call} by {request.Method}");
            return call switch
            {
                "experiments/get-by-name" => GetByName(Uri.UnescapeDataString(request.Query["?experiment_name=".Length..])),
                "experiments/create" => Create(Text(request.Body, "name", 500)),
                "runs/create" => CreateRun(request.Body),
                "runs/log-batch" => LogBatch(request.Body),
                "runs/set-tag" => Set(Run(request.Body).Tags, request.Body, 5000),
                "runs/log-parameter" => Set(Run(request.Body).Params, request.Body, 6000),
                "runs/update" => Update(request.Body),
                _ => Fault($"there is no call {call}"),
            };
        }
        catch (Exception e)
        {
            return Fault($"{request.Path}: {e.Message}");
        }
    }

    private (int, string) Fault(string what)
    {
        Faults.Add(what);
        return (400, $$"""{"error_code": "INVALID_PARAMETER_VALUE", "message": {{JsonSerializer.Serialize(what)}}}""");
    }

    private (int, string) GetByName(string name)
    {
        var id = Hidden.Remove(name) ? -1 : Experiments.IndexOf(name);
        return id < 0
            ? (404, """{"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no such experiment"}""")
            : (200, $$"""{"experiment": {"experiment_id": "{{id}}", "name": "x", "lifecycle_stage": "active"} }""");
    }

    private (int, string) Create(string name)
    {
        if (Experiments.Contains(name))
            return (400, """{"error_code": "RESOURCE_ALREADY_EXISTS", "message": "it exists"}""");
        Experiments.Add(name);
        return (200, $$"""{"experiment_id": "{{Experiments.Count - 1}}"}""");
    }

    private (int, string) CreateRun(JsonElement body)
    {
        var run = new Tracked
        {
            Experiment = Experiments[int.Parse(Text(body, "experiment_id", 100))],
            Start = body.GetProperty("start_time").GetInt64(),
        };
        foreach (var tag in body.GetProperty("tags").EnumerateArray())
            Set(run.Tags, tag, 5000);
        Runs.Add(run);
        return (200, $$"""{"run": {"info": {"run_id": "r{{Runs.Count - 1}}", "status": "RUNNING"}, "data": {} } }""");
    }

    private (int, string) LogBatch(JsonElement body)
    {
        var (run, count) = (Run(body), 0);
        foreach (var (name, most) in new[] { ("metrics", 1000), ("params", 100), ("tags", 100) })
        {
            if (!body.TryGetProperty(name, out var items))
                continue;
            if (items.GetArrayLength() > most || (count += items.GetArrayLength()) > 1000)
                return Fault($"too many {name}: {items.GetArrayLength()}");
            foreach (var item in items.EnumerateArray())
            {
                if (name != "metrics")
                {
                    Set(name == "tags" ? run.Tags : run.Params, item, name == "tags" ? 5000 : 6000);
                    continue;
                }

                var value = item.GetProperty("value");
                if (value.ValueKind == JsonValueKind.String && value.GetString() is not ("NaN" or "Infinity" or "-Infinity"))
                    return Fault($"value {value}");
                run.Metrics.Add((
                    Name(item), value.ToString(), item.GetProperty("timestamp").GetInt64(), item.GetProperty("step").GetInt64()));
            }
        }

        return (200, "{}");
    }

    private (int, string) Update(JsonElement body)
    {
        var run = Run(body);
        (run.Status, run.End) = (Text(body, "status", 20), body.GetProperty("end_time").GetInt64());
        return run.Status is "RUNNING" or "SCHEDULED" or "FINISHED" or "FAILED" or "KILLED"
            ? (200, """{"run_info": {}}""")
            : Fault($"status {run.Status}");
    }

    private static (int, string) Set(Dictionary<string, string> values, JsonElement item, int most)
    {
        values[Name(item)] = Text(item, "value", most);
        return (200, "{}");
    }

    private static string Name(JsonElement item)
    {
        var name = Text(item, "key", 250);
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "_-. :/".Contains(c))
            ? name
            : throw new InvalidOperationException($"the name '{name}'");
    }

    private Tracked Run(JsonElement body) => Runs[int.Parse(Text(body, "run_id", 100)[1..])];

    private static string Text(JsonElement json, string name, int most) =>
        json.GetProperty(name).GetString() is { } text && Encoding.UTF8.GetByteCount(text) <= most
            ? text
            : throw new InvalidOperationException($"{name} is too long");
}
