using System.Globalization;
using System.Text;
using TorchSharp;
using Gen.Training.Metrics;

namespace Gen.Training;

/// <summary>Logs the layers of the model, the shapes of their weights and the numbers of their parameters when training begins.</summary>
public sealed class ModelSummary : Callback
{
    private static readonly string[] s_head = ["layer", "type", "weights", "parameters"];

    /// <summary>Formats a table of the layers of a model, and the totals. A parameter that several layers share is counted once, at the
    /// first of them.</summary>
    public static string Format(torch.nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        List<string[]> rows =
        [
            s_head,
            .. model.named_modules().Prepend(("(model)", model)).Select(m => Row(m.Item1, m.Item2, seen)).OfType<string[]>(),
        ];
        var widths = Enumerable.Range(0, s_head.Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            for (var c = 0; c < row.Length; c++)
                text.Append(c == row.Length - 1 ? row[c].PadLeft(widths[c]) : row[c].PadRight(widths[c] + 2));
            text.Append('\n');
        }

        var parameters = model.parameters().ToList();
        var trained = parameters.Where(p => p.requires_grad).Sum(p => p.numel());
        return text.Append($"{Number(parameters.Sum(p => p.numel()))} parameters, {Number(trained)} of them trained").ToString();
    }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TrainingLog.Info(context, Format(context.Model));
    }

    // Containers without parameters of their own are left out.
    private static string[]? Row(string name, torch.nn.Module module, HashSet<object> seen)
    {
        var own = module.named_parameters(recurse: false).ToList();
        if (own.Count == 0 && (name == "(model)" || module.children().Any()))
            return null;
        var count = own.Where(p => seen.Add(p.parameter)).Sum(p => p.parameter.numel());
        return
        [
            name,
            module.GetName(),
            string.Join(", ", own.Select(p => $"{p.name} {ShapeText.Format(p.parameter.shape)}")),
            Number(count),
        ];
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
