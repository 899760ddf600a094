using Gen.Generators.Common;
using Gen.Generators.Metrics.Emit;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>LINQ over arrays and lists of config: numbers of C#, which generated code computes as the metric's own code does.</content>
internal sealed partial class Interpreter
{
    private const string NoNumber = "the function has to return a number that config decides";
    private const char Hole = '\u0001';

    private static readonly string[] s_sequences =
    [
        "Sum", "Max", "Min", "Average", "Count", "Any", "All", "Contains", "First", "Last", "ElementAt", "Aggregate",
        "Where", "Select", "Skip", "Take", "Reverse", "Distinct", "OrderBy", "OrderByDescending", "Concat", "Zip", "ToArray", "ToList",
    ];

    private int _depth;

    /// <summary>A call on a sequence of host values that gives one, or a number; null if it is one on tensors.</summary>
    private HostValue? Numbers(IInvocationOperation call, Value source)
    {
        var method = call.TargetMethod;
        // Items that are known one by one stay so.
        var isKept = source is ItemsValue && method.Name is "ToArray" or "ToList";
        if (isKept || method.TypeArguments.Any(t => t.Is(KnownNames.Tensor)))
            return null;
        if (!s_sequences.Contains(method.Name) || Numbers(source, call) is not { } first)
            return null;
        var operands = new List<HostValue> { first };
        var arguments = new List<string> { "{0}" };
        foreach (var argument in call.Arguments.Skip(1).Where(a => a.ArgumentKind != ArgumentKind.DefaultValue).Select(a => a.Value))
        {
            var value = Evaluate(argument);
            arguments.Add(value is FunctionValue function ? Lambda(function, operands, call) : $"{{{operands.Count}}}");
            if (value is not FunctionValue)
                operands.Add(Numbers(value, argument) ?? throw Refuse(argument, "it cannot be followed into the sequence"));
        }

        context.Mention(method, call.Syntax);
        var types = string.Join(", ", method.TypeArguments.Select(t => context.TypeName(t, call.Syntax)));
        var text = $"global::System.Linq.Enumerable.{method.Name}{(types.Length == 0 ? "" : Templates.Escape($"<{types}>"))}"
            + $"({string.Join(", ", arguments)})";
        var node = Nodes.Code(context.TypeName(call.Type, call.Syntax), text, operands.Select(o => o.Node));
        return new HostValue(node, ValueNodes.Latest(operands));
    }

    private HostValue? Numbers(Value value, IOperation operation) => value switch
    {
        HostValue host => host,
        ItemsValue items when items.Items.All(i => i is HostValue) =>
            new HostValue(ValueNodes.ToNode(context, items, operation.Syntax), ValueNodes.StageOf(items)),
        _ => null,
    };

    // A function of host values as a lambda: what it takes from outside becomes an operand.
    private string Lambda(FunctionValue function, List<HostValue> operands, IOperation call)
    {
        var depth = _depth++;
        var parameters = function.Method.Parameters
            .Select((p, i) => Nodes.Code(context.TypeName(p.Type, call.Syntax), $"__item{depth}_{i}"))
            .ToList();
        var arguments = parameters.Select(Value (p) => new HostValue(p, Stage.Constant));
        var result = Call(function.Method, function.Body, function.Scope, arguments, call) as HostValue;
        _depth--;
        var body = Templates.Escape(Text(result?.Node ?? throw Refuse(call, NoNumber)).Text);
        for (var i = 0; i < operands.Count; i++)
            body = body.Replace($"{Hole}{i}{Hole}", $"{{{i}}}");
        return Templates.Escape($"({string.Join(", ", parameters.Select(p => $"{p.Type} {p.Text}"))}) => ") + body;

        Expression Text(Node node)
        {
            if (!Mentions(node))
            {
                operands.Add(new HostValue(node, StageOf(node)));
                return new($"{Hole}{operands.Count - 1}{Hole}");
            }

            var parts = node.Children.Select(Text).ToArray();
            return node.Kind switch
            {
                NodeKind.Code code => Expressions.Code(code, node.Text, parts),
                NodeKind.If => Emit.Conditional.Write(parts[0], parts[1], parts[2]),
                _ => throw Refuse(call, NoNumber),
            };
        }

        bool Mentions(Node node) => parameters.Contains(node) || node.Children.Any(Mentions);
    }

    private static Stage StageOf(Node node) =>
        node.Kind is Reduction or NodeKind.Rows or NodeKind.Elements ? Stage.Result
        : node.Kind is NodeKind.Latch ? Stage.Constant
        : node.Children.Select(StageOf).DefaultIfEmpty().Max();
}
