using System;
using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Emit.Code;
using Gen.Generators.Metrics.Emit.Layout;
using Gen.Generators.Metrics.Model;

namespace Gen.Generators.Metrics.Emit;

/// <summary>The body of <c>Compute</c>: results, from the accumulators.</summary>
internal sealed class ComputeEmitter(MetricClass type, string owner, HashSet<ConfigSlot> used)
{
    /// <summary>Writes the statements; gives each metric's result as an expression, or what throws instead of one.</summary>
    public Func<MetricModel, string> EmitBody(SourceWriter w, MethodNames names)
    {
        names = names with { Config = Config };
        var expressions = new Expressions(type.Graph, type.Result, Region.Compute, names, type.ReadBy);
        new MethodWriter(w, type.Graph, expressions, names, Region.Compute, new Descriptions()).Write(type.Result.Root);
        return metric => metric.Form switch
        {
            _ when type.IsRefused(metric) => $"{names.Reading}.Missing()",
            MetricForm.Collected => Collected(metric, names.Reading),
            MetricForm.HandWritten => type.ChildOf(metric) + ".Compute()",
            _ => expressions.Of(type.ResultOf(metric)),
        };
    }

    private string Collected(MetricModel metric, string reading)
    {
        var inputs = MetricClass.InputsOf(metric).ToList();
        var arguments = metric.Parameters.Select(p => p.IsBatch
            ? $"{type.CollectorOf(metric)}.Rows({reading}, {inputs.IndexOf(p.Name)})"
            : Config(type.Configs.Of(metric, p.Name).Name));
        return $"{owner}.{TypeModels.EscapedName(metric.Name)}({string.Join(", ", arguments)})";
    }

    private string Config(string name)
    {
        var slot = type.Configs.All.First(s => s.Name == name);
        used.Add(slot);
        return slot.Field;
    }
}
