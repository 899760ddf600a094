using Gen.Generators.Common;

namespace Gen.Generators.Metrics.Emit;

/// <summary><c>Update</c>: hands a batch to the accumulators.</summary>
internal sealed class UpdateEmitter(MetricClass type)
{
    private readonly NameScope _scope = new(type.Inputs.Concat(["left", "right"]));

    public void Emit(SourceWriter w)
    {
        var weight =
            type.Inputs.Contains("weight") || type.Metrics.Any(m => m.Parameters.Any(p => p.Name == "weight"))
                ? _scope.Unique("rowWeight")
                : _scope.Unique("weight");
        var update = _scope.Unique("update");
        w.Line("/// <summary>Takes in a batch. Nothing is taken in if it throws.</summary>");
        foreach (var input in type.Inputs)
            w.Line($"/// <param name=\"{input}\">Batch tensor <c>[rows, …]</c>.</param>");
        w.Line(
            $"/// <param name=\"{weight}\">Weight of each row, or a mask, <c>[rows]</c>; null for 1 each. A row of weight 0 counts as if "
            + $"it were not there.</param>"
        );
        w.Line(
            "/// <exception cref=\"global::System.ArgumentException\">Sizes do not fit together, or differ from those of earlier "
            + "batches.</exception>"
        );
        var parameters = type
            .Inputs.Select(i => $"{Plan.NodeTypes.Tensor} {TypeModels.EscapedName(i)}")
            .Append($"{Plan.NodeTypes.Tensor}? {weight} = null");
        var signature = $"public void Update({string.Join(", ", parameters)})";
        if (type.Refused.Any())
        {
            var names = string.Join(", ", type.Refused.Select(m => m.Name));
            w.Line(signature + " =>");
            var message = Literals.Text($"{names} cannot be computed batch by batch: see the build's errors");
            w.Line($"    throw new global::System.NotSupportedException({message});");
            return;
        }

        w.Open(signature);
        foreach (var name in type.Children.Select(c => c.Metric).Where(m => m.State!.Update.All(p => p.IsBatch)).Select(m => m.Name))
        {
            var message = Literals.Text(
                $"The metric '{name}' takes no weights: give Update of its state a parameter 'Tensor? weight = null'.");
            w.Line($"if ({weight} is not null)").Line($"    throw new global::System.ArgumentException({message}, nameof({weight}));");
        }

        var inputs = type.Inputs.Select(i =>
            $", new {AccumulatorCode.Metrics}MetricInput({Literals.Text(i)}, {TypeModels.EscapedName(i)})"
        );
        w.Line($"using var {update} = BeginUpdate({weight}{string.Concat(inputs)});");
        w.Line($"if ({update}.IsEmpty)").Line("    return;").Line();
        foreach (var input in type.Inputs.Select(TypeModels.EscapedName))
            w.Line($"{input} = {update}.WithoutDropped({input});");
        w.Line();
        EmitBody(w, update);
        foreach (var (field, tensors) in type.Collectors)
            w.Line($"{field}.Add({update}, {string.Join(", ", tensors.Select(TypeModels.EscapedName))});");
        foreach (var (metric, field) in type.Children)
            w.Line($"{field}.Update({string.Join(", ", Arguments(metric, weight))});");
        w.Line($"{update}.Commit();");
        w.Close();
    }

    private void EmitBody(SourceWriter w, string update)
    {
        var layout = type.Update();
        var names = new MethodNames(_scope, type.Configs.Use, Update: update);
        var expressions = new Expressions(type.Graph, layout, Region.Update, names, type.ReadBy);
        new MethodWriter(w, type.Graph, expressions, names, Region.Update, new Descriptions()).Write(layout.Root);
    }

    private static IEnumerable<string> Arguments(MetricModel metric, string weight) =>
        metric.State!.Update.Select(p => $"{TypeModels.EscapedName(p.Name)}: {(p.IsBatch ? TypeModels.EscapedName(p.Name) : weight)}");
}

/// <summary>The body of <c>Compute</c>: results, from the accumulators.</summary>
internal sealed class ComputeEmitter(MetricClass type, string owner)
{
    /// <summary>Writes the statements; gives each metric's result as an expression, or what throws instead of one.</summary>
    public Func<MetricModel, string> EmitBody(SourceWriter w, MethodNames names)
    {
        names = names with { Config = type.Configs.Use };
        var expressions = new Expressions(type.Graph, type.Result, Region.Compute, names, type.ReadBy);
        new MethodWriter(w, type.Graph, expressions, names, Region.Compute, new Descriptions()).Write(type.Result.Root);
        return metric => metric.Form switch
        {
            _ when type.IsRefused(metric) => $"{names.ComputeScope}.MissingValue()",
            MetricForm.Collected => Collected(metric, names.ComputeScope),
            MetricForm.HandWritten => type.ChildOf(metric) + ".Compute()",
            _ => expressions.Of(type.ResultOf(metric)).Text,
        };
    }

    private string Collected(MetricModel metric, string computeScope)
    {
        var inputs = MetricClass.InputsOf(metric).ToList();
        var arguments = metric.Parameters.Select(p => p.IsBatch
            ? $"{type.CollectorOf(metric)}.Rows({computeScope}, {inputs.IndexOf(p.Name)})"
            : type.Configs.Use(type.Configs.Of(metric, p.Name).Name));
        return $"{owner}.{TypeModels.EscapedName(metric.Name)}({string.Join(", ", arguments)})";
    }
}
