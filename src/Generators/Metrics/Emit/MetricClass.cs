using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>What a state class or a set holds: the metrics' plans in one graph, in which what they have in common is there once.</summary>
internal sealed class MetricClass
{
    private readonly Dictionary<MetricModel, Node> _results = [];
    private readonly Dictionary<Node, Accumulation> _readers = [];
    private readonly Dictionary<string, Node?> _loopGuards = [];
    private readonly Dictionary<string, string> _collectors = [];
    private readonly Dictionary<MetricModel, string> _children = [];

    public MetricClass(IReadOnlyList<MetricModel> metrics)
    {
        Metrics = metrics;
        var fields = new NameScope([]);
        Configs = new ConfigSlots(metrics, fields);
        Inputs = [.. metrics.SelectMany(InputsOf).Distinct()];

        var table = new NodeTable();
        var plans = metrics.Where(m => m.Form == MetricForm.Streamed)
            .Select(m => (Metric: m, PlanText.Read(m.Plan, table, config: Config(m, table))?.Result))
            .Where(p => p.Result is not null).ToList();
        var results = JointCounts.Rewrite(table, plans.ConvertAll(p => p.Result!));
        for (var i = 0; i < results.Count; i++)
            _results.Add(plans[i].Metric, results[i]);

        Graph = new PlanGraph(table, _results.Values);
        Result = new MethodLayout(Graph, Region.Compute, [.. _results.Values.Distinct()], [], static _ => null);
        Accumulations = FindAccumulations();
        foreach (var accumulation in Accumulations)
            accumulation.Field = fields.Numbered(AccumulatorCode.FieldName(accumulation));

        foreach (var metric in metrics.Where(m => m.Form == MetricForm.Collected && !_collectors.ContainsKey(CollectorKey(m))))
            _collectors.Add(CollectorKey(metric), fields.Numbered("_rows"));
        foreach (var metric in metrics.Where(m => m.Form == MetricForm.HandWritten))
            _children.Add(metric, fields.Unique("_" + char.ToLowerInvariant(metric.Name[0]) + metric.Name.Substring(1)));
    }

    public IReadOnlyList<MetricModel> Metrics { get; }

    public ConfigSlots Configs { get; }

    /// <summary>Names of the batch tensors, in the order in which they first occur.</summary>
    public IReadOnlyList<string> Inputs { get; }

    public PlanGraph Graph { get; }

    /// <summary>Where the results are evaluated.</summary>
    public MethodLayout Result { get; }

    public IReadOnlyList<Accumulation> Accumulations { get; }

    /// <summary>A collector's field, with the batch tensors that it keeps: metrics of the same tensors share one.</summary>
    public IEnumerable<(string Field, string[] Inputs)> Collectors => _collectors.Select(c => (c.Value, c.Key.Split(',')));

    /// <summary>Hand-written states, with their fields.</summary>
    public IEnumerable<(MetricModel Metric, string Field)> Children => _children.Select(c => (c.Key, c.Value));

    /// <summary>Metrics that have no value because they are refused.</summary>
    public IEnumerable<MetricModel> Refused => Metrics.Where(IsRefused);

    public bool IsRefused(MetricModel metric) =>
        metric.Form == MetricForm.Refused || (metric.Form == MetricForm.Streamed && !_results.ContainsKey(metric));

    public Node ResultOf(MetricModel metric) => _results[metric];

    public string CollectorOf(MetricModel metric) => _collectors[CollectorKey(metric)];

    public string ChildOf(MetricModel metric) => _children[metric];

    public Accumulation ReadBy(Node node) => _readers[node];

    public MethodLayout Update() =>
        new(Graph, Region.Update, [], Accumulations, loop => _loopGuards.TryGetValue(loop, out var guard) ? guard : null);

    /// <summary>The batch tensors of a metric.</summary>
    public static IEnumerable<string> InputsOf(MetricModel metric) =>
        (metric.State?.Update ?? metric.Parameters).Where(p => p.IsBatch).Select(p => p.Name);

    private Func<string, Node> Config(MetricModel metric, NodeTable table) => name =>
    {
        var slot = Configs.Of(metric, name);
        return table.Config(slot.Name, slot.Parameter.Type);
    };

    private List<Accumulation> FindAccumulations()
    {
        var guards = new Guards(Graph, Graph.IsFixed);
        var configGuards = new Guards(Graph, Graph.IsConfig);
        var found = new Dictionary<Node, Accumulation>();
        foreach (var item in Result.Ranked)
        {
            // It turns where it stands.
            if (item is LoopItem loop)
                _loopGuards[loop.Name] = guards.AnyOf([loop.Body!.Parent!], Graph.Chain(Graph.Loop(loop.Name).Node));
            if (item is not NodeItem { Node: var node } || !Accumulation.IsRead(node))
                continue;
            var shared = Accumulation.Shared(node, Graph.Table);
            var isNew = !found.TryGetValue(shared, out var accumulation);
            if (isNew)
                found.Add(shared, accumulation = Accumulation.For(shared, Graph));
            var guard = guards.AnyOf(item.Uses, accumulation.Loops);
            var configGuard = configGuards.AnyOf(item.Uses, []);
            accumulation.Guard = isNew ? guard : guards.Either(accumulation.Guard, guard);
            accumulation.ConfigGuard = isNew ? configGuard : configGuards.Either(accumulation.ConfigGuard, configGuard);
            if (!guards.AreExact(item.Uses, accumulation.Loops))
                accumulation.SetPartlyGuarded();
            accumulation.HasMean |= node.Kind is Reduction { Kind: ReductionKind.Mean };
            _readers[node] = accumulation;
        }

        return [.. found.Values];
    }

    private static string CollectorKey(MetricModel metric) => string.Join(",", InputsOf(metric));
}
