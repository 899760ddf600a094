using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;

namespace Gen.Generators.Metrics.Emit;

/// <summary>Writes the statements of a laid-out method.</summary>
internal sealed class MethodWriter(
    SourceWriter writer,
    PlanGraph graph,
    Expressions expressions,
    MethodNames names,
    Region region,
    Descriptions descriptions
)
{
    public void Write(Block block)
    {
        foreach (var item in block.Items)
        {
            switch (item)
            {
                case NodeItem node when !expressions.IsInPlace(node):
                    Write(node);
                    break;
                case LoopItem { IsLazy: true } loop:
                    WriteLazy(loop);
                    break;
                case LoopItem loop:
                    Write(loop);
                    break;
                case GuardItem guard:
                    writer.Open($"if ({expressions.Of(guard.Condition)})");
                    Write(guard.Body!);
                    writer.Close();
                    break;
                case AccumulateItem { Accumulation: var accumulation, Body: null }:
                    Write(accumulation);
                    break;
                case AccumulateItem { Accumulation: var accumulation, Body: { } body }:
                    WriteAttempt(accumulation, body);
                    break;
            }
        }
    }

    private void Write(Accumulation accumulation)
    {
        if (accumulation.Operands.FirstOrDefault(expressions.Throws) is { } thrown)
        {
            writer.Line($"{expressions.Of(thrown)};");
            return;
        }

        var operands = accumulation.Operands.Select(o => expressions.Of(o).Text).ToArray();
        var description = descriptions.Of(accumulation.Operands[0]).Text;
        writer.Line(AccumulatorCode.Add(accumulation, operands, expressions.Indices(accumulation.Loops), names.Update, description));
    }

    /// <summary>What no result may need cannot fail an update. If a result needs it, reading the accumulator throws.</summary>
    private void WriteAttempt(Accumulation accumulation, Block body)
    {
        writer.Open("try");
        Write(body);
        Write(accumulation);
        writer.Close();
        writer.Open($"catch (global::System.Exception e) when ({AccumulatorCode.Metrics}HostValue.IsFailure(e))").Close();
    }

    private void Write(NodeItem item)
    {
        if (item.IsLazy)
        {
            WriteLazy(item);
            return;
        }

        WriteChecks(item.Node);
        var node = item.Node;
        if (expressions.Values.TryGetValue(item, out var value))
            writer.Line($"{Declared(node)} {expressions.Of(node)} = {value};");
        else
            WriteIf(item, expressions.Of(node).Text);
    }

    private void WriteIf(NodeItem item, string variable)
    {
        writer.Line($"{item.Node.Type} {variable};");
        writer.Open($"if ({expressions.Of(item.Node.Children[0])})");
        WriteArm(item.WhenTrue!, item.Node.Children[1], variable);
        writer.Close();
        writer.Open("else");
        WriteArm(item.WhenFalse!, item.Node.Children[2], variable);
        writer.Close();
    }

    private void WriteArm(Block block, Node value, string variable)
    {
        Write(block);
        writer.Line($"{(expressions.Throws(value) ? "" : variable + " = ")}{expressions.Of(value)};");
    }

    /// <summary>A local function that evaluates the value when it is first called: no way that does not need it pays for it.</summary>
    private void WriteLazy(NodeItem item)
    {
        var node = item.Node;
        var (variable, call) = (expressions.LazyVariables[item], expressions.Of(node));
        var isExpression = expressions.Values.TryGetValue(item, out var value);
        writer.Line($"{node.Type}? {variable} = null;");
        if (isExpression && item.Body!.Items.All(expressions.IsInPlace) && (region != Region.Update || node.Checks.Length == 0))
        {
            writer.Line($"{node.Type} {call} => {variable} ??= {value};");
            return;
        }

        OpenLazy(node.Type, variable, call.Text);
        Write(item.Body!);
        WriteChecks(node);
        if (!isExpression)
        {
            value = new(names.Scope.Unique("result"));
            WriteIf(item, value.Text);
        }

        writer.Line($"return {variable} ??= {value};").Close().Line();
    }

    private void WriteLazy(LoopItem loop)
    {
        var (variable, call) = expressions.Lazy(loop);
        var types = loop.Values.Select(v => graph.Loop(loop.Name).Start(v).Type).ToList();
        var type = types.Count == 1 ? types[0] : NodeTypes.Tuple(types);
        var values = loop.Values.Select(v => expressions.Carried(loop.Name, v)).ToList();
        writer.Line($"{type}? {variable} = null;");
        OpenLazy(type, variable, call);
        Write(loop.Body!.Parent!);
        Write(loop);
        writer.Line($"return {variable} ??= {(values.Count == 1 ? values[0] : NodeTypes.Tuple(values))};").Close().Line();
    }

    private void OpenLazy(string type, string variable, string call)
    {
        var known = names.Scope.Unique("known");
        writer.Open($"{type} {call}");
        writer.Line($"if ({variable} is {{ }} {known})").Line($"    return {known};");
    }

    private void Write(LoopItem loop)
    {
        var node = graph.Loop(loop.Name);
        var carried = loop.Values
            .Select(v => (Node: expressions.Carried(loop.Name, v), Start: node.Start(v), Step: node.Step(v)))
            .ToArray();
        foreach (var (value, start, _) in carried)
            writer.Line($"{start.Type} {value} = {expressions.Of(start)};");
        var index = expressions.Indices([loop.Name])[0];
        writer.Open($"for (long {index} = {expressions.Of(node.First)}; {index} < {expressions.Of(node.End)}; {index}++)");
        Write(loop.Body!);
        var moved = carried.Select(c => (c.Node, Value: expressions.Of(c.Step).Text)).Where(c => c.Node != c.Value).ToArray();
        if (moved.Length == 1)
            writer.Line($"{moved[0].Node} = {moved[0].Value};");
        else if (moved.Length > 1)
            writer.Line($"({string.Join(", ", moved.Select(m => m.Node))}) = ({string.Join(", ", moved.Select(m => m.Value))});");
        writer.Close();
    }

    private void WriteChecks(Node node)
    {
        foreach (var check in region == Region.Update ? node.Checks : [])
            writer.Line(Template.Fill(check.Template, expressions.Operands(node)) + ";");
    }

    private static string Declared(Node node) =>
        node.Type == NodeTypes.Tensor && node.Kind is not (NodeKind.If or NodeKind.Append) ? "var" : node.Type;
}
