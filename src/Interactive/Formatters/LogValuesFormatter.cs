using Gen.Training;
using Gen.Training.Metrics;

namespace Gen.Interactive;

/// <summary>The values of an epoch or an evaluation as a table.</summary>
internal static class LogValuesFormatter
{
    private const int MaxElements = 20;

    public static string ToHtml(LogValues values)
    {
        var table = new HtmlTable();
        foreach (var (key, value) in values.Scalars)
            table.Entry(key, Html.Number(value));
        foreach (var (key, value) in values.Metrics.Where(m => m.Value.Shape != MetricShape.Scalar))
            table.Entry(key, value.Shape == MetricShape.Vector ? Vector(value, values.ClassNames) : Matrix(value));
        return table.ToString();
    }

    private static string Vector(MetricValue value, IReadOnlyList<string> classNames)
    {
        var names = classNames.Count == value.Numbers.Length ? classNames : [];
        var elements = value.Numbers.ToArray().Take(MaxElements)
            .Select((number, i) => (names.Count > 0 ? $"{Html.Text(names[i])} " : "") + Html.Number(number));
        var more = value.Numbers.Length > MaxElements ? $" … ({value.Numbers.Length} values)" : "";
        return string.Join(", ", elements) + more;
    }

    private static string Matrix(MetricValue value)
    {
        if (value.Sizes is not [<= MaxElements, <= MaxElements and var columns])
            return Html.Text(string.Join(" × ", value.Sizes));
        var table = new HtmlTable();
        foreach (var row in value.Numbers.ToArray().Chunk((int)columns))
            table.Row(row.Select(Html.Number));
        return table.ToString();
    }
}
