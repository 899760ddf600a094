using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Bodies of methods of the same project, plans of metrics of others.</summary>
internal static class Inlining
{
    /// <summary>A method's body, bound; null if it has none.</summary>
    public static IOperation? Body(PlanningContext context, IMethodSymbol method)
    {
        var reference = (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.FirstOrDefault();
        if (reference?.GetSyntax(context.CancellationToken) is not { } syntax
            || syntax is BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null })
            return null;
        var operation = BoundBodies.For(context.Compilation).Bind(syntax, context.CancellationToken);
        return operation is ILocalFunctionOperation local ? local.Body : operation;
    }

    /// <summary>A metric of a referenced assembly, by the plan that its state class carries.</summary>
    public static Value Referenced(
        PlanningContext context,
        IInvocationOperation call,
        IReadOnlyList<(IParameterSymbol Parameter, Value Value)> arguments
    )
    {
        var method = call.TargetMethod;
        var plan = ReferencedPlan.Find(method);
        if (plan.Problem is { } problem)
            throw new NotStreamableException(call.Syntax, problem);

        var values = arguments.ToDictionary(a => a.Parameter.Name, a => a.Value);
        var types = arguments.ToDictionary(a => a.Parameter.Name, a => a.Parameter.Type.FullName());
        var read =
            PlanText.Read(
                plan.Text,
                context.Nodes,
                name => Input(values, name, call.Syntax),
                name => Config(context, values, types, name, call.Syntax),
                Rows(context, values.Values, call.Syntax)
            ) ?? throw new NotStreamableException(call.Syntax, $"the plan of '{method.Name}' cannot be read");
        if (!IsOf(plan.State!, read, method))
            throw new NotStreamableException(
                call.Syntax,
                $"'{method.ContainingType.Name}' has several metrics called '{method.Name}', and this one has no state; give it another "
                + $"name there"
            );
        return new TensorValue(read.Result, Stage.Result, 0, read.Rank);
    }

    private static Node Input(Dictionary<string, Value> values, string name, SyntaxNode syntax)
    {
        if (!values.TryGetValue(name, out var value) || value is not TensorValue { IsRow: true, Axis: 0 } tensor)
            throw new NotStreamableException(syntax, $"'{name}' has to be row by row, with the rows as its first axis");
        return tensor.Node;
    }

    // What the metric was planned to count as rows is the first axis of what it is given, which after flatten is one of items.
    private static System.Func<string, Node>? Rows(PlanningContext context, IEnumerable<Value> values, SyntaxNode syntax)
    {
        var tensors = values.OfType<TensorValue>().Select(t => t.Node).Distinct().ToList();
        if (tensors.All(t => t.Kind is NodeKind.Input))
            return null;
        var checks = tensors.Skip(1).Select((_, i) => Templates.SizeIs(0, 0, $"{{{i + 1}}}.shape[0]", syntax));
        var counted = tensors.Count == 1 ? tensors[0] : context.Nodes.Code(NodeTypes.Tensor, "{0}", tensors, [.. checks]);
        return type => context.Nodes.Elements(type, 0, counted);
    }

    private static Node Config(
        PlanningContext context,
        Dictionary<string, Value> values,
        Dictionary<string, string> types,
        string name,
        SyntaxNode syntax
    )
    {
        if (!values.TryGetValue(name, out var value))
            throw new NotStreamableException(syntax, $"'{name}' is not given");
        if (value is ItemsValue ? ValueNodes.StageOf(value) != Stage.Constant : value is not HostValue { Stage: Stage.Constant })
            throw new NotStreamableException(syntax, $"'{name}' has to be known from config");
        // The plan may ask for members of it, which a bare null has none of.
        if (value.IsNull())
            return context.Nodes.Code(types[name], $"default({Templates.Escape(types[name])})!");
        var node = ValueNodes.ToNode(context, value, syntax);
        return value is ItemsValue || node.Type == types[name] ? node : context.Nodes.Cast(types[name], node);
    }

    // Of several metrics by one name, one alone has a state.
    private static bool IsOf(INamedTypeSymbol state, MetricPlan plan, IMethodSymbol method)
    {
        var configs = method.Parameters.Where(p => !p.Type.Is(KnownNames.Tensor)).ToList();
        return plan.Inputs.SequenceEqual(method.Parameters.Where(p => p.Type.Is(KnownNames.Tensor)).Select(p => p.Name))
            && plan.Configs.SequenceEqual(configs.Select(p => p.Name))
            && state.InstanceConstructors.Any(c =>
                c.Parameters.Select(p => p.Type.FullName()).SequenceEqual(configs.Select(p => p.Type.FullName()))
            );
    }
}

/// <summary>Sizes, ranks and counts of tensors: plain numbers, which cost no device a wait.</summary>
internal static class Calls
{
    public const string OneNumber =
        "a batch's own number is read, which waits for the device and is not the metric's; compute with tensors until the rows are reduced";

    /// <summary>The size of an axis; of the rows' axis, the number of rows or items.</summary>
    public static HostValue Size(PlanningContext context, TensorValue tensor, long axis, SyntaxNode syntax)
    {
        if (tensor.IsRow && axis < 0)
        {
            if (tensor.Rank is { } rank)
                axis += rank;
            else if (tensor.Axis > 0)
                throw new NotStreamableException(syntax, $"axis {axis} may be the rows'; count it from the front");
        }

        // Of a parameter these are the rows themselves; after flatten they are items.
        if (tensor.IsRow && axis == tensor.Axis)
            return new HostValue(
                tensor.Node.Kind is NodeKind.Input
                    ? context.Nodes.Rows(NodeTypes.Long)
                    : context.Nodes.Elements(NodeTypes.Long, (int)axis, tensor.Node),
                Stage.Result);

        var text = axis < 0 ? $"{{0}}.shape[^{-axis}]" : $"{{0}}.shape[{axis}]";
        var checks = tensor.IsRow && axis < 0 ? new[] { Templates.RankAtLeast(0, tensor.Axis + 1 - (int)axis, syntax) } : [];
        var size = context.Nodes.Code(NodeTypes.Long, text, [tensor.Node], checks);
        return Known(context, tensor, size);
    }

    /// <summary>The number of axes, a long or an int.</summary>
    public static HostValue Rank(PlanningContext context, TensorValue tensor, string type = NodeTypes.Long)
    {
        if (tensor.Rank is { } rank)
            return new HostValue(context.Nodes.Code(type, type == NodeTypes.Long ? $"{rank}L" : $"{rank}"), Stage.Constant);
        var known = PerBatch(context, tensor, NodeTypes.Long, "{0}.ndim");
        return type == NodeTypes.Long ? known : known with { Node = context.Nodes.Cast(type, known.Node) };
    }

    /// <summary>The number of all elements.</summary>
    public static HostValue Elements(PlanningContext context, TensorValue tensor) => tensor.IsRow
        ? new HostValue(context.Nodes.Elements(NodeTypes.Long, null, tensor.Node), Stage.Result)
        : PerBatch(context, tensor, NodeTypes.Long, "{0}.numel()");

    /// <summary>Something about a tensor that is the same in every batch.</summary>
    public static HostValue PerBatch(PlanningContext context, TensorValue tensor, string type, string template) =>
        Known(context, tensor, context.Nodes.Code(type, template, tensor.Node));

    private static HostValue Known(PlanningContext context, TensorValue tensor, Node node) =>
        tensor.IsRow ? new HostValue(context.Nodes.Latch(node), Stage.Constant) : new HostValue(node, tensor.Stage);
}
