using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Rows appended to a tensor that doubles when it is full, so that appending costs what copying the rows does.</summary>
internal static class GrowingRows
{
    /// <summary>Appends rows behind the first <paramref name="used"/>.</summary>
    public static void Append(StateTensor table, long used, Tensor rows)
    {
        var sizes = rows.Sizes();
        var needed = used + sizes[0];
        var capacity = table.Value?.size(0) ?? 0;
        if (table.Value is null || capacity < needed)
        {
            sizes[0] = table.Value is null ? needed : Math.Max(needed, capacity * 2);
            using var normal = inference_mode(false);
            var grown = empty(sizes, table.Value?.dtype ?? rows.dtype, Place.Of(rows).Device);
            Copy(grown, 0, table.Value, used);
            table.Own(grown);
        }
        Copy(table.Value!, used, rows, needed - used);
    }

    private static void Copy(Tensor target, long start, Tensor? source, long count)
    {
        if (source is null || count == 0) return;
        using var noGraph = no_grad();
        using var from = source.narrow(0, 0, count);
        using var to = target.narrow(0, start, count);
        to.copy_(from);
    }
}
