using Gen.Generators.Common;
using Gen.Generators.Metrics;
using Gen.Generators.Metrics.Emit;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Tests.Support;

/// <summary>Metrics of a type <c>T</c> with hand-written plans, and the code that is emitted for them.</summary>
internal sealed class PlannedMetrics
{
    private readonly List<MetricModel> _metrics = [];

    /// <summary>Adds a metric of batch tensors <c>yTrue</c> and <c>yPred</c>.</summary>
    /// <param name="name">The name of the method.</param>
    /// <param name="plan">Creates the node of its result.</param>
    /// <param name="configs">The type and name of each config value: <c>int numClasses</c>.</param>
    public PlannedMetrics Add(string name, Func<PlanBuilder, Node> plan, params string[] configs)
    {
        var parameters = configs.Select(c => c.Split(' ')).Select(c => new MetricParameterModel(c[1], c[0], false, null, null)).ToArray();
        var text = PlanText.Write(
            new MetricPlan(
                ["yTrue", "yPred"],
                [.. parameters.Select(p => p.Name)],
                plan(new PlanBuilder(new NodeTable(), parameters)),
                null
            )
        );
        MetricParameterModel[] batch = [new("yTrue", NodeTypes.Tensor, true, null, null), new("yPred", NodeTypes.Tensor, true, null, null)];
        _metrics.Add(
            new MetricModel(
                Owner,
                _metrics.Count,
                name,
                name.ToLowerInvariant(),
                MetricForm.Streamed,
                text,
                false,
                batch.Concat(parameters).ToEquatableArray(),
                null,
                MetricShapeModel.Vector,
                "public",
                null
            )
        );
        return this;
    }

    private static MetricOwnerModel Owner { get; } =
        new(new TypeModel(null, default, "partial class T", "T", "global::T", "T"), true, false, default, default);

    /// <summary>The emitted file, which must compile without warnings.</summary>
    public string Emit()
    {
        var text = MetricEmitter.Emit(MetricTypeModel.Group(_metrics).Single());
        var compilation = Sources.CompileTorch("Planned", ["public static partial class T { }", text]);
        var problems = compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).ToArray();
        Assert.True(problems.Length == 0, string.Join('\n', problems.AsEnumerable()) + "\n" + text);
        return text;
    }

    /// <summary>Returns the statements of an update, without namespaces.</summary>
    public string[] Update(string type) =>
        [
            .. Body(type, "void Update")
                .SkipWhile(l => !l.Contains("WithoutDropped"))
                .SkipWhile(l => l != "")
                .Skip(1)
                .TakeWhile(l => l != "update.Commit();"),
        ];

    /// <summary>Returns the statements that compute a result from rows, without namespaces.</summary>
    public string[] Compute(string type) => [.. Body(type, "Tensor Compute").SkipWhile(l => l != "").Skip(1)];

    private string[] Body(string type, string member)
    {
        var lines = Gen
            .Generators.Metrics.Emit.Descriptions.Short(Emit())
            .Split('\n')
            .SkipWhile(l => !l.Contains($"class {type} "))
            .SkipWhile(l => !l.Contains($"{member}("))
            .Skip(2);
        return [.. lines.TakeWhile(l => l != "        }").Select(l => l.Length > 12 ? l[12..] : "")];
    }
}

/// <summary>Creates nodes as the planner does.</summary>
internal sealed class PlanBuilder(NodeTable table, MetricParameterModel[] configs)
{
    public NodeTable Table => table;

    public Node True => table.Input("yTrue");

    public Node Pred => table.Input("yPred");

    public Node Config(string name) => table.Config(name, configs.Single(c => c.Name == name).Type);

    public Node Code(string template, params Node[] children) => table.Code(NodeTypes.Tensor, template, children);

    public Node Operator(string template, params Node[] operands) => table.Operator(NodeTypes.Tensor, template, operands);

    public Node Host(string type, string template, params Node[] children) => table.Code(type, template, children);

    public Node Sum(Node value) => table.Reduce(new Reduction(ReductionKind.Sum, 0, [0]), value);

    public Node Reduce(ReductionKind kind, params Node[] operands) => table.Reduce(new Reduction(kind, 0, [0]), operands);
}
