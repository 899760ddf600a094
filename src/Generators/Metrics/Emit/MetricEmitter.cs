using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Model;

namespace Gen.Generators.Metrics.Emit;

/// <summary>The file of a type's metrics: a state class each, and the set.</summary>
internal static class MetricEmitter
{
    public static string Emit(MetricTypeModel model) => GeneratedFile.Partial(model.Owner.Type, "", w =>
    {
        foreach (var metric in model.WithState)
        {
            StateEmitter.Emit(w, model.Owner, metric);
            w.Line();
        }

        var set = model.InSet.ToArray();
        if (set.Length > 0)
            SetEmitter.Emit(w, model.Owner, set);
    });
}
